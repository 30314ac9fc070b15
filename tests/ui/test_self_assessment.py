"""Self-assessment: every objective once, kept and changeable, a dated summary to print, and no certificate."""

import base64
import json
import re
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest
import reuptake.ui.entry as entry
import reuptake.ui.self_assessment as module
from reuptake.evidence.questions import objectives, questions
from reuptake.ui.progress import VARIABLE, Progress, progress
from reuptake.ui.self_assessment import CAN, LEVELS, NOT_YET, OWN, UNSURE, marks, self_assessment

SCRIPT = Path(module.__file__).with_name("self_assessment.js").read_text(encoding="utf-8")
DAY = "2026-11-27"
ALL = [(notebook, one) for notebook, found in objectives().items() for one in found]


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return progress()


@pytest.fixture
def shown(monkeypatch):
    found = self_assessment()
    found.sent = []
    monkeypatch.setattr(found.panel, "send", found.sent.append)
    yield found
    found.close()


def press(shown, act, **more):
    """Press a button as the browser does, and give Python's reply."""
    shown.panel._handle_custom_msg({"token": f"t{len(shown.sent)}", "act": act, **more}, [])
    assert shown.sent[-1]["reply_to"] == f"t{len(shown.sent) - 1}"
    return shown.sent[-1]


def test_every_objective_of_the_course_is_there_once(shown):
    """The list should be that of the course, in its order, with nothing marked at first."""
    items = [item for group in shown.panel.spec["groups"] for item in group["items"]]
    assert sorted(item["key"] for item in items) == sorted(f"{name}/{one.id}" for name, one in ALL)
    assert len({item["key"] for item in items}) == len(ALL) and shown.panel.marks == {}
    titles = [group["title"] for group in shown.panel.spec["groups"]]
    assert titles == sorted(titles) and titles[0].startswith("00")


def test_a_mark_is_kept_and_can_be_changed(shown, store):
    """The last judgement should count, earlier ones stay in the file, and a new sitting find it."""
    assert press(shown, "mark", key="03-reuptake/cycle", level=NOT_YET)["said"].startswith("Marked: 1 of")
    press(shown, "mark", key="03-reuptake/cycle", level=CAN)
    assert marks() == {"03-reuptake/cycle": CAN} == shown.panel.marks == self_assessment().panel.marks
    assert [one.value for one in Progress(store.path.parent).entries("assessment")] == [NOT_YET, CAN]


def test_python_marks_as_the_hand_does(shown):
    """A mark from Python should reach panel and summary alike."""
    notebook, one = ALL[0]
    shown.mark(notebook, one.id, UNSURE)
    assert shown.panel.marks == {f"{notebook}/{one.id}": UNSURE} and one.text in shown.text(DAY)


def test_summary_sorts_by_judgement_and_carries_its_day(shown):
    """Each marked objective should stand under its own heading, once; unmarked ones not at all."""
    for (notebook, one), level in zip(ALL[:3], LEVELS, strict=True):
        shown.mark(notebook, one.id, level)
    text = shown.text(DAY)
    assert DAY in text and f"Marked: 3 of {len(ALL)} objectives (1 can do, 1 not sure, 1 not yet)." in text
    places = [text.index(f"- {one.text}") for _, one in ALL[:3]]
    assert places == sorted(places) and text.index("I can:") < places[0] < text.index("I am not sure") < places[1]
    assert all(text.count(one.text) == 1 for _, one in ALL[:3]) and ALL[3][1].text not in text
    assert shown.text(DAY) == shown.text(DAY) and date.today().isoformat() in shown.text()


def test_page_to_print_says_the_same(shown):
    """The page should be whole HTML with the words of the text, and fetch nothing."""
    notebook, one = ALL[5]
    shown.mark(notebook, one.id, CAN)
    page = shown.page(DAY)
    root = ET.fromstring(page.removeprefix("<!doctype html>").replace('<meta charset="utf-8">', ""))
    words = " ".join(root.itertext())
    assert root.get("lang") == "en" and one.text in words and DAY in words and OWN in words
    assert not re.search(r"src=|href=|url\(|<script", page)


def test_it_is_no_certificate(shown):
    """The summary should say whose judgement it is, and award nothing."""
    assert "no certificate" in shown.text(DAY) and OWN in shown.page(DAY)
    assert not re.search(
        r"award|congratul|badge|passed|diploma", shown.text(DAY) + shown.page(DAY) + SCRIPT, flags=re.I
    )


def test_answers_stand_beside_the_judgement(shown, store):
    """How many questions were last answered right should be told, also where none was."""
    asked = [one for one in questions() if (one.notebook, one.objective) == ("03-reuptake", "cycle")]
    store.record("answer", asked[0].id, ["x"], correct=True, notebook="03-reuptake")
    shown.mark("03-reuptake", "cycle", CAN)
    shown.mark("03-reuptake", "change", CAN)
    assert f"questions right so far: 1 of {len(asked)}" in shown.text(DAY)
    assert "questions right so far: 0 of" in shown.text(DAY)
    assert shown.panel.right["03-reuptake/cycle"] == f"questions right so far: 1 of {len(asked)}"


def test_answers_given_meanwhile_are_counted_when_asked(shown, store):
    """A list made before an answer should count it when the browser asks, and when something is marked."""
    asked = [one for one in questions() if (one.notebook, one.objective) == ("03-reuptake", "cycle")]
    assert shown.panel.right["03-reuptake/cycle"] == f"questions right so far: 0 of {len(asked)}"
    store.record("answer", asked[0].id, ["x"], correct=True, notebook="03-reuptake")
    shown.panel._handle_custom_msg({"act": "count"}, [])
    assert shown.panel.right["03-reuptake/cycle"] == f"questions right so far: 1 of {len(asked)}"
    store.record("answer", asked[0].id, ["x"], correct=False, notebook="03-reuptake")
    shown.mark("03-reuptake", "cycle", CAN)
    assert shown.panel.right["03-reuptake/cycle"] == f"questions right so far: 0 of {len(asked)}"


@pytest.mark.parametrize(("act", "ending"), [("page", ".html"), ("text", ".txt")])
def test_browser_gets_a_file(shown, act, ending):
    """The buttons should send name, type and content of the summary."""
    shown.mark(ALL[0][0], ALL[0][1].id, CAN)
    found = press(shown, act)["file"]
    made = shown.page() if act == "page" else shown.text()
    assert found["name"].endswith(ending) and base64.b64decode(found["data"]).decode() == made


def test_saved_page_is_a_list_to_tick(shown):
    """Without a kernel every objective should stand there with three boxes, and marks be crossed."""
    page = shown._repr_mimebundle_()["text/html"]
    assert page.count("☐") == 3 * len(ALL) and "☒" not in page and repr(shown).count("[ ]") == len(ALL) + len(LEVELS)
    shown.mark(ALL[0][0], ALL[0][1].id, UNSURE)
    assert shown._repr_mimebundle_()["text/html"].count("☒") == 1 and f"[x] {UNSURE}" in repr(shown)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"act": "mark", "key": "03-reuptake/nothing", "level": CAN}, "objective is '03-reuptake/nothing'"),
        (
            {"act": "mark", "key": "03-reuptake/cycle", "level": "perfect"},
            "level is 'perfect'; it must be one of: can do",
        ),
        ({"act": "mark"}, "objective is None"),
        ({"act": "burn"}, "act is 'burn'; it must be one of: page, text"),
    ],
)
def test_nonsense_is_refused_in_words(shown, content, words):
    """What is unknown should be a line, and nothing be stored."""
    assert words in press(shown, content.pop("act"), **content)["problem"] and marks() == {}


def test_bad_day_is_refused(shown):
    """A day that is none should be named."""
    with pytest.raises(ValueError, match="on is 'today'; it must be a day"):
        shown.text("today")


def test_strange_entries_are_passed_over(store):
    """An entry of another edition with an unknown level should not break the page."""
    store.record("assessment", "03-reuptake/cycle", "mastered")
    store.record("assessment", "03-reuptake/change", ["can do"])
    assert marks() == {} and repr(self_assessment())


def test_older_edition_keeps_what_it_does_not_know(store, monkeypatch):
    """An edition without this kind should keep the entries, also when it writes."""
    store.record("assessment", "03-reuptake/cycle", CAN, notebook="03-reuptake")
    older = tuple(kind for kind in entry.KINDS if kind != "assessment")
    monkeypatch.setattr("reuptake.ui.progress.KINDS", older)
    again = Progress(store.path.parent)
    again.record("visit", "03-charge")
    kinds = [one["kind"] for one in json.loads(store.path.read_text())["entries"]]
    assert kinds == ["assessment", "visit"]


def test_script_makes_no_markup_and_goes_nowhere():
    """The browser's part should write texts only."""
    assert not re.search(r"innerHTML|insertAdjacentHTML|fetch\(|XMLHttpRequest|https?://|import\s", SCRIPT)
