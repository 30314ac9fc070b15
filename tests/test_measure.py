"""The command that measures the whole: its page, its refusals, and the part that is quick."""

import datetime
import importlib
import re
import sys

import pytest
from binder import ROOT

sys.path.insert(0, str(ROOT / "tests" / "benchmark"))
measure = importlib.import_module("measure")


def test_every_part_is_in_the_page_with_its_figures():
    """A table for each part, in its order, and every part explained."""
    rows = {name: [("a", "1 ms"), ("b", "2 MB")] for name in measure.PARTS}
    text = measure.page(rows, datetime.date(2026, 11, 5))
    assert re.findall(r"^## (.+)$", text, re.M) == [title for _, title in measure.PARTS.values()]
    assert text.count("| a | 1 ms |\n| b | 2 MB |") == len(measure.PARTS) == text.count("on 05 November 2026")
    later = measure.page({"launch": [("c", "3 s")]}, datetime.date(2026, 12, 6), text)
    assert later.count("| a | 1 ms |") == len(measure.PARTS) - 1 and later.count("on 06 December 2026") == 1
    assert measure.page({}, datetime.date(2027, 1, 1), later) == later and "| c | 3 s |" in later
    assert all(function.__doc__ for function, _ in measure.PARTS.values())


def test_sizes_are_those_of_the_files():
    """Known sizes should come out as they are."""
    found = dict(measure.sizes(None))
    assert found["03-reuptake.ipynb"] == f"{(ROOT / 'notebooks' / '03-reuptake.ipynb').stat().st_size / 1e3:.0f} kB"
    whole, count = re.fullmatch(r"([\d.]+) MB in (\d+) files", found["a copy of the repository"]).groups()
    assert float(whole) > float(found["figures/"].split()[0]) and int(count) > 500


def test_unknown_part_is_refused(capsys):
    """It should be named, with those that there are."""
    with pytest.raises(SystemExit):
        measure.main(["speed"])
    assert "PART is 'speed'; it must be of: sizes, install" in capsys.readouterr().err


def test_the_stored_page_is_of_this_form():
    """Each part should have been measured, by this program; the time of the tests may be missing while they run."""
    text = (ROOT / "docs" / "MEASURED.md").read_text(encoding="utf-8")
    titles = [title for _, title in measure.PARTS.values()]
    found = re.findall(r"^## (.+)$", text, re.M)
    assert titles[-1] == "Tests" and found in (titles, titles[:-1]) and "measure.py --write" in text
    assert all(len(re.findall(r"^\| .+ \| .*\d.* \|$", part, re.M)) >= 1 for part in text.split("\n## ")[1:])
