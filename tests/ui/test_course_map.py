"""The course map: its table, what it says of the progress, and its buttons as the browser presses them."""

import base64
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from reuptake.evidence import questions as data
from reuptake.evidence.tables import load
from reuptake.ui import course_map as module
from reuptake.ui.course_map import FILE_NAME, CourseMap, course_map
from reuptake.ui.live import WIDGET_VIEW
from reuptake.ui.progress import VARIABLE, Progress, progress

ROOT = Path(__file__).parents[2]
FIRST = "00-start-here"


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "a & <b>"))
    return progress()


@pytest.fixture
def shown(monkeypatch):
    found = course_map()
    found.sent = []
    monkeypatch.setattr(found.panel, "send", found.sent.append)
    yield found
    found.close()


def press(shown, act, **more):
    """Press a button as the browser does, and give Python's reply."""
    shown.panel._handle_custom_msg({"token": f"t{len(shown.sent)}", "act": act, **more}, [])
    assert shown.sent[-1]["reply_to"] == f"t{len(shown.sent) - 1}"
    return shown.sent[-1]


def answer(store, one, correct=True):
    store.record("answer", one.id, ["x"], correct=correct, notebook=one.notebook)


def of(notebook):
    return [one for one in data.questions() if one.notebook == notebook]


# ---- the table of the course


def test_course_table_is_the_table_of_the_readme():
    """Titles, questions and times should be those of README.md, in its order."""
    lines = re.findall(r"^\| \[?(\d\d [^|\]]+?)(?:\]\(notebooks/([^)]+)\.ipynb\))? \| (.+?) \| (.+?) \|$",
                       (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.M)  # fmt: skip
    rows = load("course")
    assert len(rows) == len(lines) >= 10
    for row, (name, link, question, time) in zip(rows, lines, strict=True):
        assert f"{row.notebook[:2]} {row.title}" == name and row.question == question
        assert time == ("planned" if row.minutes is None else f"{row.minutes} minutes")
        assert (row.exists, link) == (("yes", row.notebook) if link else ("no", ""))


def test_exists_says_what_is_there():
    """A notebook should be said to exist exactly if its file does, and each with questions should be listed."""
    for row in load("course"):
        assert row.exists == ("yes" if (ROOT / "notebooks" / f"{row.notebook}.ipynb").exists() else "no")
    assert {row.notebook for row in load("course")} >= data.objectives().keys()


# ---- what it says of the progress


def test_empty_progress_reads_the_same_everywhere(shown, tmp_path, monkeypatch):
    """The text should name neither the folder nor anything else that differs between machines."""
    text, page = repr(shown), shown._repr_mimebundle_()["text/html"]
    assert text.splitlines()[-1] == "What to revisit: nothing yet"
    assert text.count("\n") == len(load("course")) + 1 and not re.search(r" $", text, flags=re.M)
    assert "0 of 1" in text and str(tmp_path) not in text + page
    assert "progress.json" not in text + page
    monkeypatch.setenv(VARIABLE, str(tmp_path / "other"))
    assert repr(course_map()) == text and course_map()._repr_mimebundle_()["text/html"] == page


def test_table_is_accessible(shown):
    """The table should have a caption and scopes, be well formed, and link what exists only."""
    page = ET.fromstring(shown._repr_mimebundle_()["text/html"])
    assert page.tag == "figure" and page.get("class") == "rx-still"
    assert page.find(".//caption").text
    assert [cell.get("scope") for cell in page.findall(".//th")] == ["col"] * 5 + ["row"] * len(load("course"))
    links = [link.get("href") for link in page.findall(".//a")]
    assert links == [f"{row.notebook}.ipynb" for row in load("course") if row.exists == "yes"]


def test_states_go_from_new_to_done(shown, store):
    """Any entry should start a notebook; all questions answered should finish it, right or wrong."""
    assert set(shown.states().values()) == {"new"}
    store.record("visit", "top", notebook=FIRST)
    assert shown.states()[FIRST] == "started" and shown.states()["03-reuptake"] == "new"
    for one in of(FIRST):
        assert shown.states()[FIRST] == "started"
        answer(store, one, correct=False)
    assert shown.states()[FIRST] == "done"
    shown.refresh()
    assert ">done<" in shown.panel.page


def test_what_is_not_there_yet_is_planned(monkeypatch):
    """A notebook that the table announces should be called planned, without a link or a time."""
    rows = load("course")
    coming = replace(rows[-1], notebook="10-next", title="Next", exists="no", minutes=None)
    monkeypatch.setattr(module, "load", lambda table: (*rows, coming))
    shown = course_map()
    last = repr(shown).splitlines()[-2]
    assert shown.states()["10-next"] == "planned" and last.startswith("10 Next") and "minutes" not in last
    assert "10-next" not in shown._repr_mimebundle_()["text/html"]


def test_last_answers_count(shown, store):
    """A question answered wrong and then right should count as right, and the other way round."""
    one = of("03-reuptake")[0]
    objective = next(o for o in data.objectives()["03-reuptake"] if o.id == one.objective)
    count = sum(other.objective == one.objective for other in of("03-reuptake"))
    answer(store, one, correct=False)
    assert shown.revisit() == [f"03 Reuptake: {objective.text}"]
    assert shown.revisit()[0] in shown._page() and shown.revisit()[0] in repr(shown)
    answer(store, one)
    assert shown.revisit() == [] and f"1 of {count}: {objective.text}" in shown._page()
    answer(store, one, correct=False)
    assert len(shown.revisit()) == 1 and f"0 of {count}: {objective.text}" in shown._page()


def test_what_is_unknown_here_changes_nothing(shown, store):
    """Entries of notebooks and questions that are not of this course should be passed over."""
    before = repr(shown)
    store.record("answer", "<b>gone</b>", "x", correct=False, notebook="<script>")
    assert repr(shown) == before and "<script>" not in shown._page()


def test_says_where_it_is_stored(shown, store, monkeypatch):
    """Path and notice should be shown, as text."""
    assert "a &amp; &lt;b&gt;" in shown.panel.about and "<b>" not in shown.panel.about
    assert "Nothing leaves this computer" in shown.panel.about and "Binder" in shown.panel.about
    assert "rx-map-notice" not in shown.panel.about
    monkeypatch.setattr(Progress, "notice", property(lambda self: "trouble <i>"))
    shown.refresh()
    assert "trouble &lt;i&gt;" in shown.panel.about


# ---- the buttons


def test_save_and_load_bring_the_progress_over(shown, store, tmp_path, monkeypatch):
    """What was saved here should be there after loading it elsewhere, and be nothing new the second time."""
    for one in of(FIRST):
        answer(store, one)
    file = press(shown, "save")["file"]
    assert file["name"] == FILE_NAME and base64.b64decode(file["data"]) == store.export()
    monkeypatch.setenv(VARIABLE, str(tmp_path / "other"))
    assert press(shown, "load", data=file["data"])["said"].endswith(f"{len(of(FIRST))} entries are new.")
    assert shown.states()[FIRST] == "done" and ">done<" in shown.panel.page
    assert "not here already" in press(shown, "load", data=file["data"])["said"]
    assert progress().export() == store.export()


@pytest.mark.parametrize(
    "document",
    [b"", b"no JSON", b"\xff\x00", b'{"version": 99, "entries": []}', b'{"version": 1, "entries": [{"a": 1}]}'],
)
def test_what_cannot_be_loaded_is_said_in_one_line(shown, store, document):
    """A file that is no progress file should be refused in one line and change nothing."""
    before = store.export()
    reply = press(shown, "load", data=base64.b64encode(document).decode())
    assert reply["problem"].startswith("This file was not loaded") and "\n" not in reply["problem"]
    assert reply["said"] == "" and shown.feedback == reply["problem"] and store.export() == before


@pytest.mark.parametrize("content", ["&&&", "abc", 7, ["x"]])
def test_broken_transfer_is_said(shown, content):
    """Data that is no base64 should be refused in words."""
    assert "did not arrive whole" in press(shown, "load", data=content)["problem"]


def test_forget_asks_first(shown, store):
    """Everything should be forgotten only after the second button, and the table drawn anew."""
    answer(store, of(FIRST)[0])
    before = repr(course_map())
    assert "Nothing was forgotten" in press(shown, "sure")["problem"]
    asked = press(shown, "forget")
    assert asked["asks"] and asked["said"] and store.entries()
    assert press(shown, "keep")["said"] == "Nothing was forgotten." and store.entries()
    assert "Nothing was forgotten" in press(shown, "sure")["problem"] and store.entries()
    press(shown, "forget")
    reply = press(shown, "sure")
    assert reply["said"] == "Everything is forgotten." and not reply["asks"]
    assert store.entries() == () and not store.path.exists()
    assert ">started<" not in shown.panel.page and repr(shown) != before


def test_trouble_in_forgetting_is_said(shown, monkeypatch):
    """What could not be removed should not be called forgotten."""
    monkeypatch.setattr(Progress, "notice", property(lambda self: "These files could not be removed."))
    press(shown, "forget")
    reply = press(shown, "sure")
    assert reply["problem"] == "These files could not be removed." and reply["said"] == ""


@pytest.mark.parametrize("act", ["other", None, ["save"]])
def test_unknown_buttons_are_refused(shown, act):
    """A message that is none of the buttons should be answered with a problem, not with silence."""
    assert press(shown, act)["problem"]


# ---- how it is shown


def test_shown_as_still_page_then_live_view(shown, store, monkeypatch):
    """A saved notebook should keep table and text; the live view comes alone, and is up to date."""
    outputs = []
    monkeypatch.setattr("reuptake.ui.card.display", lambda bundle, raw: outputs.append(bundle))
    store.record("visit", "top", notebook=FIRST)
    shown._ipython_display_()
    assert [set(bundle) for bundle in outputs] == [{"text/html", "text/plain"}, {WIDGET_VIEW}]
    assert ">started<" in shown.panel.page and ">started<" in outputs[0]["text/html"]


def test_browser_side_is_generic_and_keeps_keys_to_itself():
    """The script should fetch nothing, announce politely, and keep the shortcuts of Jupyter away."""
    script = (Path(module.__file__).parent / "course_map.js").read_text(encoding="utf-8")
    assert not re.search(r"https?://|fetch\(|XMLHttpRequest|import\s|serotonin", script)
    for needed in ('"aria-live": "polite"', "stopPropagation", "data-lm-suppress-shortcuts", "for: `${prefix}file`"):
        assert needed in script
    assert isinstance(course_map(), CourseMap)
