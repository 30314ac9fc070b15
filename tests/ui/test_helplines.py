"""Help lines: always open, emergency first, every verified number, no other."""

import re
from dataclasses import replace
from datetime import date

import pytest
from reuptake.evidence import load
from reuptake.ui import helplines
from reuptake.ui.helplines import FIRST, HEADING, HelpLines

ROWS = load("crisis_resources")
LAST = max(date.fromisoformat(row.checked_on) for row in ROWS if row.status == "verified")


@pytest.fixture
def both():
    box = HelpLines()
    return repr(box), box._repr_html_()


def test_heading_and_emergency_come_first(both):
    """The heading, then the local emergency number, should stand before every service, as text and as HTML."""
    for text in both:
        places = [text.rindex(HEADING) if text.startswith("<") else text.index(HEADING), text.index(FIRST)]
        places += [text.index(row.contact) for row in ROWS if row.status == "verified"]
        assert places == sorted(places)


def test_every_verified_service_is_there(both):
    """Each verified row should be shown with its region and its contact, and no other row."""
    for row in ROWS:
        for text in both:
            assert (row.service in text and row.contact in text) == (row.status == "verified")
            assert row.region in text or row.status != "verified"


def test_box_is_open_and_named(both):
    """Nothing should be behind a click, and the box should be a note with a name."""
    _, page = both
    assert f'role="note" aria-label="{HEADING}"' in page
    assert not re.search(r"<(details|summary|script|button)|hidden|display:\s*none", page)


def test_day_of_the_check_is_said(both):
    """The day on which the numbers were checked should be written out."""
    for text in both:
        assert f"Numbers checked on {LAST.day} {LAST:%B %Y}." in text


def test_several_days_are_all_said(monkeypatch):
    """Where rows were checked on different days, each day should be said, the oldest first."""
    monkeypatch.setattr(
        helplines,
        "load",
        lambda table: (replace(ROWS[0], checked_on=f"{LAST}"), replace(ROWS[1], checked_on="2020-09-01")),
    )
    assert HelpLines().checked == f"Numbers checked on 1 September 2020 and {LAST.day} {LAST:%B %Y}."


@pytest.mark.parametrize("status", ["unverified", "secondary"])
def test_what_is_not_verified_is_never_shown(monkeypatch, status):
    """A number that was not read on the service's own page should not appear."""
    doubtful = replace(ROWS[0], status=status, contact="0-000-0000")
    monkeypatch.setattr(helplines, "load", lambda table: (doubtful, *ROWS[1:]))
    for text in (repr(HelpLines()), HelpLines()._repr_html_()):
        assert "0-000-0000" not in text and ROWS[1].contact in text


def test_links_lead_to_the_services_own_pages(both):
    """A service with an address should be a link to it, encoded."""
    links = re.findall(r'href="([^"]+)"', both[1])
    assert links and all(link.startswith("https://") for link in links)


def test_marks_in_the_data_are_shown_and_not_obeyed(monkeypatch):
    """HTML in a cell should come out as text."""
    monkeypatch.setattr(helplines, "load", lambda table: (replace(ROWS[0], service="A <b> & co"),))
    assert "A &lt;b&gt; &amp; co" in HelpLines()._repr_html_()
