"""The public address stands in one place, and everything that follows from it is up to date."""

import re
import shutil
from urllib.parse import parse_qs, urlsplit

import addresses
import pytest
from addresses import FILES, FIRST, PARTS, ROOT, UNSET, Address, filled, main, stated, with_address
from reuptake.lecture.links import binder_link
from reuptake.lecture.marks import marks

CITATION = (ROOT / "CITATION.cff").read_text(encoding="utf-8")


@pytest.fixture
def copy(tmp_path):
    """A copy of the files that know the address."""
    for path in (ROOT / "CITATION.cff", *addresses.files()):
        place = tmp_path / path.relative_to(ROOT)
        place.parent.mkdir(exist_ok=True, parents=True)
        shutil.copy(path, place)
    return tmp_path


def without_examples(text):
    """A text without the places that show the form of an address."""
    return re.sub(rf"(addresses\.py |A repository at\s+`){UNSET}", "", text)


def test_what_follows_from_the_address_is_up_to_date():
    """Writing it all again should change nothing."""
    address = stated(CITATION)
    for path in addresses.files():
        text = path.read_text(encoding="utf-8")
        assert filled(text, address) == text, f"run python tests/addresses.py: {path.name} is old"
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert binder_link(address.url, FIRST) in readme and (ROOT / "notebooks" / FIRST).exists()


def test_it_stands_nowhere_else():
    """Outside of the marks no file should name the address."""
    for path in addresses.files():
        text = re.sub(r"<!-- ([\w-]+): begin.*?<!-- \1: end -->", "", path.read_text(encoding="utf-8"), flags=re.S)
        address = stated(CITATION)
        assert f"{address.owner}/{address.name}" not in without_examples(text), path.name


def test_setting_it_changes_badge_links_and_citation(copy, capsys):
    """One command should be enough, twice the same command should change nothing more, and back should undo it."""
    before = {path: path.read_text(encoding="utf-8") for path in addresses.files(copy)}
    assert main(["https://github.com/some-one/a.course.git"], copy) == 0
    assert stated((copy / "CITATION.cff").read_text(encoding="utf-8")).url == "https://github.com/some-one/a.course"
    readme = (copy / "README.md").read_text(encoding="utf-8")
    assert (
        "https://mybinder.org/v2/gh/some-one/a.course/HEAD?urlpath=lab%2Ftree%2Fnotebooks%2F00-start-here.ipynb"
        in readme
    )
    assert (
        "https://some-one.github.io/a.course/" in readme and "(https://github.com/some-one/a.course/issues)" in readme
    )
    for path in addresses.files(copy):
        # The form of an address may be shown where it is set.
        assert "OWNER/REPOSITORY" not in without_examples(path.read_text(encoding="utf-8")), path.name
    assert "does not know its public address" not in readme
    assert "CITATION.cff" in capsys.readouterr().out
    assert main(["https://github.com/some-one/a.course"], copy) == 0
    assert "wrote" not in capsys.readouterr().out
    assert main([UNSET], copy) == 0
    assert before == {path: path.read_text(encoding="utf-8") for path in addresses.files(copy)}


def test_links_for_a_class_open_the_same_lesson():
    """One for Binder, one for a hub, both of this repository."""
    binder, hub = re.findall(r"`(https://[^`]*)`", PARTS["class"](Address("https://github.com/a/b")))
    assert urlsplit(binder).path == "/v2/gh/a/b/HEAD"
    assert parse_qs(urlsplit(binder).query) == {"urlpath": ["lab/tree/notebooks/03-reuptake.ipynb"]}
    assert parse_qs(urlsplit(hub).query) == {
        "repo": ["https://github.com/a/b"],
        "urlpath": ["lab/tree/b/notebooks/03-reuptake.ipynb"],
    }


@pytest.mark.parametrize(
    "wrong", ["", "github.com/a/b", "http://github.com/a/b", "https://github.com/a", "https://x.org/a/b"]
)
def test_address_of_another_form_changes_nothing(copy, capsys, wrong):
    """It should be refused with the form that is needed."""
    with pytest.raises(ValueError, match=re.escape(f"address is {wrong!r}; it must have the form {UNSET}.")):
        Address(wrong)
    if wrong:
        assert main([wrong], copy) == 1 and (copy / "CITATION.cff").read_text(encoding="utf-8") == CITATION
        assert "Nothing was changed" in capsys.readouterr().err


def test_marks_that_do_not_fit_are_refused():
    """A part with no end, twice, or of an unknown name; and a citation without its line."""
    address = Address(UNSET)
    begin, end = marks("errors", addresses.COMMAND)
    assert filled(f"a\n{begin}\nold\n{end}\nb", address) == f"a\n{begin}\n{PARTS['errors'](address)}\n{end}\nb"
    with pytest.raises(ValueError, match="are needed, once each"):
        filled(begin, address)
    with pytest.raises(ValueError, match="the part is 'odd'; it must be one of: course, open"):
        filled(marks("odd", addresses.COMMAND)[0], address)
    with pytest.raises(ValueError, match="has 0 lines 'repository-code:'"):
        with_address("title: x\n", address)
    assert FILES[0] == "README.md"
