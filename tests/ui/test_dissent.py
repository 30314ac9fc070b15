"""The note of disagreement: complete, the same for the same day, escaped, and silent before a verdict."""

import re
from datetime import date
from pathlib import Path

import pytest
import reuptake.ui.dissent as module
from reuptake.evidence import EvidenceError, find, reference
from reuptake.ui.appraise import appraise
from reuptake.ui.dissent import COURSE, NONE_DIFFERS, RELEASED, VERSION, disagree
from reuptake.ui.progress import VARIABLE, progress

SCRIPT = Path(module.__file__).with_name("dissent.js").read_text(encoding="utf-8")
CITATION = (Path(__file__).parents[2] / "CITATION.cff").read_text(encoding="utf-8")
DAY = "2026-11-27"


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return progress()


def test_course_is_cited_as_its_file_says():
    """Title, version and day should be those of CITATION.cff."""
    for name, value in (("title", COURSE), ("version", VERSION), ("date-released", RELEASED)):
        assert re.search(rf'^{name}: "{re.escape(value)}"$', CITATION, flags=re.M)


def test_note_holds_all_that_is_needed_to_cite_it():
    """Course, version, days, claim, both verdicts, both reasons and each source with its DOI should be there."""
    note = disagree("C24", "Two trials would do.", verdict="contradicted").note(DAY)
    row = find("claims", id="C24")
    cited = (COURSE, VERSION, RELEASED, f"Written on {DAY}.")
    said = ("The course's verdict: unsupported", "My verdict: contradicted", "> Two trials would do.")
    for text in (*cited, *said, "## Claim C24 (section: uses)", row.paraphrase, row.why):
        assert text in note
    for key in row.source_key:
        assert reference(key).title.rstrip(".") in note and reference(key).link in note
    assert find("claims", id="C16").quote not in disagree("C16", verdict="supported").note(DAY)


def test_same_day_same_note():
    """The note should depend on nothing but what was given and the day; today is the day if none is."""
    one = disagree("C24", "so", verdict="supported", on=DAY)
    assert one.note() == one.note() == disagree("C24", "so", "supported").note(DAY) == repr(one)
    assert f"Written on {date.today().isoformat()}." in disagree("C24", "so", "supported").note()


def test_sources_read_elsewhere_are_told():
    """What rests on another text should name it."""
    assert "- in part as cited in: Physician's Weekly" in disagree("C18", verdict="supported").note(DAY)


def test_stored_verdict_and_reason_are_taken():
    """What was judged on the card should go into the note, unless something else is given."""
    appraise("C22").answer("supported", "from the card")
    note = disagree("C22").note(DAY)
    assert "My verdict: supported" in note and "> from the card" in note
    other = disagree("C22", "from here", verdict="contradicted").note(DAY)
    assert "My verdict: contradicted" in other and "> from here" in other and "from the card" not in other
    appraise("C22").answer("oversimplified")
    assert "My verdict: oversimplified" in disagree("C22").note(DAY) and "(the same)" in disagree("C22").note(DAY)
    assert "> (none noted)" in disagree("C22").note(DAY)


@pytest.mark.parametrize("skipped", [False, True])
def test_our_verdict_is_not_told_before_one_is_given(skipped):
    """Without a verdict there should be no note, and nothing of ours on page or panel."""
    if skipped:
        appraise("C24").skip()
    made = disagree("C24", "so")
    made.panel.request = {"token": "t1"}
    problem = "Judge claim C24 first; our verdict comes with yours."
    assert made.panel.result == {"reply_to": "t1", "note": "", "problem": problem}
    row = find("claims", id="C24")
    shown = repr([made.panel.spec, made.panel.result, made._repr_mimebundle_(), disagree("C24", on=DAY)])
    assert row.verdict not in shown and row.why not in shown


def test_one_note_on_all_that_differs():
    """Without a claim every last verdict that differs should be in the note, and no other."""
    made = disagree()
    with pytest.raises(ValueError, match=NONE_DIFFERS[:30]):
        made.note()
    appraise("C24").answer("supported", "b")
    appraise("C16").answer("supported", "a")
    appraise("C22").answer("oversimplified")
    appraise("C17").skip()
    made.panel.request = {"token": "t1"}
    assert re.findall(r"## Claim (C..)", made.panel.result["note"]) == ["C16", "C24"]
    appraise("C24").answer("unsupported")
    assert re.findall(r"## Claim (C..)", made.note(DAY)) == ["C16"]


def test_typed_lines_stay_in_the_quotation():
    """Each line of a reason should stand as part of the quotation, and the saved page escape it."""
    made = disagree("C24", "one\n\n# two <script>", verdict="supported", on=DAY)
    assert "> one\n>\n> \\# two &lt;script>\n" in made.note()
    page = made._repr_mimebundle_()["text/html"]
    assert "<script" not in page and "&amp;lt;script" in page


def test_saved_page_is_the_same_on_every_day():
    """Without a day of its own the page should tell what the button does, and no date."""
    made = disagree("C24", "so", verdict="supported")
    assert repr(made) == disagree().__repr__() and not re.search(r"\d{4}-", repr(made))
    assert "Nothing is sent anywhere." in made._repr_mimebundle_()["text/html"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("C48",), "claim is 'C48'; the article is silent"),
        ((None, "reason"), "claim is None"),
        (("C22", "x" * 601), "600 characters"),
        (("C22", "", "true"), "verdict is 'true'"),
        (("C22", "", "supported", "27.11.2026"), "on is '27.11.2026'; it must be a day"),
    ],
)
def test_bad_parameters_are_refused(arguments, message):
    """The message should name what is wrong."""
    with pytest.raises(ValueError, match=message):
        disagree(*arguments)


def test_unknown_claim_is_refused():
    """A claim that does not exist should be named."""
    with pytest.raises(EvidenceError, match="C99"):
        disagree("C99")


def test_errors_become_a_line(monkeypatch):
    """Whatever goes wrong after the press should be said."""
    made = disagree("C22", verdict="supported")
    monkeypatch.setattr(made, "note", lambda: 1 / 0)
    made.panel.request = {"token": "t"}
    assert made.panel.result["problem"].startswith("This did not work: ZeroDivisionError")


def test_script_is_generic_and_sends_nothing():
    """The browser's module should hold no science, fetch nothing, and set text as text."""
    assert not re.search(r"serotonin|tianeptine|reuptake|https?://|fetch\(|XMLHttpRequest|innerHTML|import\s", SCRIPT)
    assert "data-lm-suppress-shortcuts" in SCRIPT and "execCommand" in SCRIPT
