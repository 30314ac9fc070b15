"""What a screen reader is told of every control: nothing nameless, nothing twice, and the table of it is fresh."""

from collections import Counter

import accessible_names
import kernelless
import pytest


@pytest.fixture(scope="module")
def rows(chromium):
    """Every group and control of every explorer and kind of card, as read now."""
    return accessible_names.generate(chromium)


def nameless(rows):
    """Groups and controls without a name."""
    return [row for row in rows if not row["name"].strip()]


def twice(rows):
    """Names that two controls of one kind share within one group of a widget."""
    keys = ("what", "within", "role", "name")
    seen = Counter(tuple(row.get(key, "") for key in keys) for row in rows)
    return [one for one, count in seen.items() if count > 1]


def test_the_reading_finds_what_is_wrong(page):
    """A control without a name and two with one name should be found; one name in two groups is none."""
    page.set_content(
        """<title>x</title><input type=range aria-valuetext="1 nM" aria-label=level><input type=range>
        <button>Next</button><button>Next</button>
        <div role=group aria-label=one><button>Back</button></div>
        <div role=group aria-label=two><button>Back</button></div>"""
    )
    rows = accessible_names.read(page, page.context.new_cdp_session(page))
    assert [row["role"] for row in nameless(rows)] == ["slider"]
    assert twice(rows) == [("", "", "button", "Next")]
    assert rows[0]["value"] == "1 nM"


def test_everything_has_a_name_of_its_own(rows):
    """No control should be nameless, and none share its name with another of its group."""
    assert not nameless(rows)
    assert not twice(rows)


def test_every_value_is_said(rows):
    """Sliders, boxes and menus should say where they stand, a slider of a quantity with its unit."""
    silent = [row for row in rows if row["role"] in ("slider", "spinbutton", "combobox") and not row["value"]]
    assert not silent
    names = {row["what"]: row for row in rows if row["role"] == "slider"}
    assert names["clearance"]["value"].endswith("normal") and names["beliefs"]["value"] == "50 %"


def test_the_table_is_fresh(rows):
    """The table in docs should say what the browser says now: after a change run python tests/accessible_names.py."""
    assert accessible_names.TABLE.read_text(encoding="utf-8") == accessible_names.written(rows)


def test_widgets_without_a_kernel_wait_for_nobody(page):
    """What is shown without a kernel should be the widget itself, ready to be read."""
    page.set_content(kernelless.PAGE)
    kernelless.show_explorer(page, accessible_names.make("clearance"))
    assert page.locator(".rx").get_attribute("aria-busy") == "false"
    assert page.get_by_role("slider").count() == 3
