"""Links that open a notebook on a hub or on Binder: the form that nbgitpuller and Binder document."""

from urllib.parse import parse_qs, urlsplit

import pytest
from reuptake.lecture import links
from reuptake.lecture.__main__ import main

REPOSITORY = "https://git.example.org/people/a-course"


def asked(link):
    """Address without the question, and what it asks, by name."""
    parts = urlsplit(link)
    return f"{parts.scheme}://{parts.netloc}{parts.path}", {k: v for k, (v,) in parse_qs(parts.query).items()}


def test_hub_link_is_nbgitpullers():
    """Place and names should be those of nbgitpuller's manual, each value whole after the address is read."""
    place, wish = asked(
        links.hub_link("https://hub.example.org/", REPOSITORY + "/", "03-reuptake.ipynb", "spring&fall")
    )
    assert place == "https://hub.example.org/hub/user-redirect/git-pull"
    assert wish == {
        "repo": REPOSITORY,
        "branch": "spring&fall",
        "urlpath": "lab/tree/a-course/notebooks/03-reuptake.ipynb",
    }


def test_hub_under_a_path_and_an_address_that_ends_in_git():
    """A hub may live below its host; the folder should have the course's name without the ending."""
    place, wish = asked(links.hub_link("http://h.org:8000/jupyter", REPOSITORY + ".git", "00-start-here.ipynb"))
    assert place == "http://h.org:8000/jupyter/hub/user-redirect/git-pull"
    assert wish["repo"] == REPOSITORY + ".git" and wish["targetpath"] == "a-course"
    assert wish["urlpath"] == "lab/tree/a-course/notebooks/00-start-here.ipynb"


def test_binder_link_has_the_repository_as_one_part():
    """Binder's form for any git host: v2/git, the address quoted, the branch, and what to open."""
    link = links.binder_link(REPOSITORY, "03-reuptake.ipynb")
    assert link == (
        "https://mybinder.org/v2/git/https%3A%2F%2Fgit.example.org%2Fpeople%2Fa-course/HEAD"
        "?urlpath=lab%2Ftree%2Fnotebooks%2F03-reuptake.ipynb"
    )


def test_binder_link_of_github_and_of_a_branch():
    """Binder has a shorter form for GitHub; a branch stands in place of HEAD."""
    link = links.binder_link("https://github.com/some-one/a.course.git", "03-reuptake.ipynb", "spring/26")
    assert link.startswith("https://mybinder.org/v2/gh/some-one/a.course/spring%2F26?urlpath=lab%2Ftree%2Fnotebooks")


@pytest.mark.parametrize("wrong", ["hub.example.org", "ftp://hub.example.org", "https://", "https://h.org/?next=x"])
def test_what_is_no_address_is_refused(wrong):
    """The message should name the parameter and the value."""
    with pytest.raises(ValueError, match="hub is"):
        links.hub_link(wrong, REPOSITORY, "03-reuptake.ipynb")
    with pytest.raises(ValueError, match="repository is"):
        links.binder_link(wrong, "03-reuptake.ipynb")


def test_command(capsys, tmp_path, monkeypatch):
    """The address of the course should come from CITATION.cff or from the command line; faults are told in a line."""
    cited = tmp_path / "CITATION.cff"
    monkeypatch.setattr(links, "CITATION", cited)
    for unset in (None, f'repository-code: "{links.UNSET}"'):
        if unset:
            cited.write_text(unset, encoding="utf-8")
        assert main(["share", "--hub", "https://hub.example.org"]) == 2
        assert "--repository" in capsys.readouterr().err
    cited.write_text(f'title: a\nrepository-code: "{REPOSITORY}"  # here\nversion: 1\n', encoding="utf-8")
    assert links.published() == REPOSITORY
    assert main(["share", "--hub", "https://hub.example.org", "--notebook", "03"]) == 0
    assert capsys.readouterr().out.strip() == links.hub_link("https://hub.example.org", REPOSITORY, "03-reuptake.ipynb")
    assert main(["share", "--notebook", "08"]) == 0 and "08-weighing-claims" in capsys.readouterr().out
    assert main(["share", "--notebook", "77"]) == 2 and "'77'" in capsys.readouterr().err
