"""The table of claims: complete, filtered alike in Python and for the browser, readable where no kernel runs."""

import re
from pathlib import Path

import pytest
import reuptake.ui.claims_table as module
from reuptake.evidence import load
from reuptake.ui.claims_table import EVERY_SECTION, HEADER, WIDTHS, claim_rows, claims_table
from reuptake.ui.live import WIDGET_VIEW

SCRIPT = Path(module.__file__).with_name("claims_table.js").read_text(encoding="utf-8")
CLAIMS = load("claims")


def test_every_claim_is_in_every_form():
    """All 54 rows should be in the live table, the saved page and the plain text, in our words and with reasons."""
    made = claims_table()
    page, plain, live = made.still_html(), repr(made), repr(made.table.spec["rows"])
    assert len(made.table.spec["rows"]) == page.count("<tr>") - 1 == len(plain.splitlines()) - 1 == len(CLAIMS) == 54
    for row in CLAIMS:
        assert row.paraphrase in plain and row.why in plain and f"{row.id}, {row.section}" in page
        assert row.paraphrase in live.replace("\\'", "'")


def test_the_article_is_not_repeated():
    """The table should hold our words and none of the longer quotations."""
    live = repr(claims_table().table.spec)
    assert not [row.id for row in CLAIMS if len(row.quote.split()) > 4 and row.quote in live]


def test_filter_by_section_and_verdict():
    """Both filters should hold together, and the counts add up."""
    every = claim_rows()
    assert sum(len(claim_rows(section=name)) for name in dict.fromkeys(row.section for row in every)) == len(every)
    assert {row.verdict for row in claim_rows(verdict="contradicted")} == {"contradicted"}
    both = claim_rows("omitted", "missing")
    assert len(both) == 7 and claim_rows("omitted", "supported") == ()


def test_browser_gets_marks_for_its_menus():
    """Each row should carry the marks by which the menus find it, and every option find something."""
    spec = claims_table("uses").table.spec
    assert [menu["start"] for menu in spec["menus"]] == ["uses", "all verdicts"]
    for place, menu in enumerate(spec["menus"]):
        assert {row["marks"][place] for row in spec["rows"]} == set(menu["options"])
        assert menu["label"] and menu["every"] not in menu["options"]
    assert len(spec["header"]) == len(spec["widths"]) == len(HEADER) and sum(WIDTHS) == 100


def test_folded_until_it_is_opened():
    """By default nothing should be given away before the reader opens it; unfolded it stands open."""
    page = claims_table().still_html()
    assert page.startswith("<details><summary>All 54 claims") and "<table" not in page.partition("<table")[0]
    assert claims_table().table.spec["fold"] and not claims_table(folded=False).table.spec["fold"]
    assert "<details" not in claims_table(folded=False).still_html()


def test_start_with_some_of_them():
    """A table that begins filtered should show those rows where no kernel runs, and say how many."""
    made = claims_table(verdict="missing", folded=False)
    assert made.still_html().count("<tr>") == 8 and "supported" not in made.still_html()
    assert repr(made).startswith("Shown: 7 of 54 claims (all sections, missing)")


def test_saved_page_is_escaped_and_has_header_cells():
    """Names should be escaped, columns and rows have header cells, and the live table come after the still one."""
    page = claims_table().still_html()
    assert "Physician&#x27;s" in page and "Physician's" not in page
    assert page.count('scope="col"') == 4 and page.count("scope=row") == 54
    assert page.count("<details") == 1 and page.count("<caption") == 1


def test_shown_still_first_then_live(monkeypatch):
    """The still page should come before the live view, as two outputs."""
    shown = []
    monkeypatch.setattr("reuptake.ui.card.display", lambda bundle, raw: shown.append(sorted(bundle)))
    claims_table()._ipython_display_()
    assert shown == [["text/html", "text/plain"], [WIDGET_VIEW]]


@pytest.mark.parametrize(
    ("section", "verdict", "name"), [("use", "missing", "section"), (EVERY_SECTION, "x", "verdict")]
)
def test_unknown_filters_are_refused(section, verdict, name):
    """A misspelt filter should not look like an empty table."""
    for ask in (claim_rows, claims_table):
        with pytest.raises(ValueError, match=f"{name} is .*must be one of"):
            ask(section, verdict)


def test_script_is_generic_and_announces_its_count():
    """The browser's module should hold no science, fetch nothing, keep its keys, and tell the count politely."""
    assert not re.search(r"serotonin|tianeptine|reuptake|verdict|claim|https?://|fetch\(|import\s", SCRIPT, flags=re.I)
    assert 'aria-live": "polite"' in SCRIPT and "data-lm-suppress-shortcuts" in SCRIPT and "stopPropagation" in SCRIPT
