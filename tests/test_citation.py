"""The citation file has what version 1.2.0 of its format asks for, and agrees with the rest."""

import re

import yaml
from binder import ROOT
from reuptake.watch.transport import AGENT

CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
LICENCE = (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_what_the_format_asks_for_is_there():
    """Four keys are required; those that are used should have their type."""
    assert CITATION["cff-version"] == "1.2.0" and CITATION["type"] == "software"
    assert CITATION["message"] and CITATION["title"] and all(author["name"] for author in CITATION["authors"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", CITATION["date-released"])
    assert re.fullmatch(r"https://\S+", CITATION["repository-code"])
    known = "cff-version message type title abstract authors version repository-code date-released license keywords"
    assert set(CITATION) == set(known.split())


def test_it_agrees_with_readme_licence_and_list_of_changes():
    """Title, licences, version and month should be the same everywhere."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    changes = (ROOT / "docs" / "CHANGELOG.md").read_text(encoding="utf-8")
    assert readme.startswith(f"# {CITATION['title']}\n")
    assert CITATION["license"] == ["BSD-3-Clause", "CC-BY-4.0"]
    assert "BSD 3-Clause" in LICENCE and "Creative Commons" in LICENCE
    newest = re.search(r"^## ([\d.]+), (\w+ \d{4})$", changes, re.M)
    assert newest[1] == CITATION["version"] == AGENT.rpartition("/")[2]
    assert f"Content of {newest[2]}." in readme
