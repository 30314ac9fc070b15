"""The card without a browser: what it sends, what it refuses, how it is shown."""

import re
from pathlib import Path

import numpy as np
import pytest
import reuptake.ui.card as module
from reuptake.ui.card import Asked, AskedList, number, positions
from reuptake.ui.live import WIDGET_VIEW

SCRIPT = (Path(module.__file__).parent / "card.js").read_text(encoding="utf-8")


class Echo(Asked):
    """A card that repeats what it was given."""

    def judge(self, value):
        if value == "boom":
            raise RuntimeError("out of order")
        return self.reply("right", value=value, verdict="Yes.", lines=[str(value)])

    def skipped(self):
        return self.reply("skipped", final=True, verdict="Skipped.")


@pytest.fixture
def letters():
    return Echo({"kind": "one", "question": "Which?", "options": ["first <b>", "second", "third"], "skip": "Skip"})


def test_browser_and_python_answer_alike(letters):
    """A letter, a text and the browser's position should come to the same."""
    told = [letters.answer("b"), letters.answer("(B)"), letters.answer("second")]
    letters.card.request = {"token": "t1", "value": [1]}
    assert told == ["Yes.\n[1]"] * 3 == [letters.feedback] * 3
    assert letters.card.result["reply_to"] == "t1" and letters.card.result["serial"] == 4


def test_same_answer_twice_is_two_requests(letters):
    """The token should make an equal answer a new one."""
    for token in ("t1", "t2"):
        letters.card.request = {"token": token, "value": [0]}
    assert letters.card.result["serial"] == 2


@pytest.mark.parametrize("value", ["d", "x", 7, "fourth", ["a", "z"]])
def test_what_is_no_option_is_refused_in_words(letters, value):
    """A wrong letter should give a line, not an error."""
    assert "none of the options" in letters.answer(value)
    assert letters.card.result["state"] == "open"


def test_errors_become_a_line(letters):
    """Whatever goes wrong after a click should be said on the card."""
    letters.card.request = {"token": "t", "value": "boom"}
    assert letters.card.result["problem"] == "This did not work: RuntimeError: out of order"


def test_skip_where_it_is_allowed(letters):
    """Skipping should work by hand and from Python, and only where the card says so."""
    assert letters.skip() == "Skipped."
    letters.card.request = {"token": "t", "skip": True}
    assert letters.card.result["final"]
    strict = Echo({"kind": "number", "question": "How many?"})
    assert "cannot be skipped" in strict.skip() and not strict.card.result["final"]


def test_saved_page_is_text(letters):
    """A saved notebook should show question and options, escaped, without what was answered."""
    before = letters._repr_mimebundle_()
    letters.answer("c")
    bundle = letters._repr_mimebundle_()
    assert bundle == before
    assert bundle["text/plain"] == "Which?\n  (a) first <b>\n  (b) second\n  (c) third" == repr(letters)
    assert "<li>(a) first &lt;b&gt;</li>" in bundle["text/html"] and "rx-still" in bundle["text/html"]


def test_plain_text_of_other_kinds():
    """A number and a sketch should say what is asked for."""
    assert repr(Echo({"kind": "number", "question": "How long?", "unit": "s"})) == "How long?\n  (a number, in s)"
    sketch = {"y_label": "level", "x_label": "dose", "free": [0, 0.5]}
    assert "(a curve: level, at dose 0, 0.5)" in repr(Echo({"kind": "sketch", "question": "?", "sketch": sketch}))


def test_saved_page_keeps_the_capitals_of_a_unit():
    """A still page should begin with a capital and leave the unit as it is written."""
    page = Echo({"kind": "number", "title": "", "question": "How fast?", "options": [], "unit": "nM/s"}).still_html()
    assert "<p>A number, in nM/s.</p>" in page


class Remarked(Asked):
    """A card with a box for a few words."""

    def judge(self, value):
        return self.reply("stored", value=value, remark=self.remark, verdict="Noted.", again="Once more")


@pytest.fixture
def remarked():
    spec = {"kind": "one", "given": ["Known <b>"], "question": "Which?", "options": ["x", "y"]}
    return Remarked(spec | {"remark": {"label": "Why?", "most": 9}})


def test_remark_goes_with_the_answer(remarked):
    """What is written beside an answer should reach Python either way, and not stick to the next answer."""
    remarked.card.request = {"token": "t1", "value": [0], "remark": "so"}
    assert remarked.card.result["remark"] == "so" and remarked.card.result["again"] == "Once more"
    remarked.answer("y", "and so")
    assert remarked.remark == "and so"
    remarked.card.request = {"token": "t2", "value": [1]}
    assert remarked.card.result["remark"] == ""


def test_what_is_given_stands_before_the_question(remarked, letters):
    """Paragraphs above the question should be in the plain and the saved page, escaped; other cards have none."""
    assert repr(remarked).startswith("Known <b>\nWhich?")
    assert remarked.still_html().startswith("<p>Known &lt;b&gt;</p><p><strong>Which?")
    assert letters.card.spec["given"] == [] and letters.card.spec["remark"] is None


def test_list_shows_all_or_says_that_there_are_none(letters):
    """A list should read as its parts; an empty one should say so."""
    several = AskedList([letters, letters], empty="nothing")
    assert len(several) == 2 and list(several)[0] is several[0]
    assert repr(several).count("Which?") == 2 and len(several.view().children) == 2
    assert repr(AskedList([], empty="nothing")) == "nothing"


def test_shown_still_first_then_live(letters, monkeypatch):
    """The still page should come before the live view, as two outputs."""
    shown = []
    monkeypatch.setattr(module, "display", lambda bundle, raw: shown.append(bundle))
    letters._ipython_display_()
    AskedList([letters], empty="")._ipython_display_()
    AskedList([], empty="nothing")._ipython_display_()
    kinds = [sorted(bundle) for bundle in shown]
    assert kinds == [["text/html", "text/plain"], [WIDGET_VIEW]] * 2 + [["text/html", "text/plain"]]


@pytest.mark.parametrize(
    "value",
    [None, ..., True, np.True_, "5", "5 s", b"5", [5], (5,), {5}, {"a": 5}, np.array([5.0]), [[1], [1, 2]], 1j,
     object(), float("nan"), float("inf"), 10**400, print],
)  # fmt: skip
def test_what_is_no_number_is_refused_in_words(value):
    """Anything but one finite number should give a sentence."""
    with pytest.raises(ValueError, match=r"^[A-Z].*\.$"):
        number(value)


@pytest.mark.parametrize("value", [5, 5.0, np.float32(5), np.int64(5), np.array(5.0)])
def test_numbers_of_all_kinds_are_taken(value):
    """Python's and numpy's numbers should count."""
    assert number(value) == 5 and type(number(value)) is float


def test_positions():
    """Chosen positions should be known, not empty, and only one where one is wanted."""
    assert positions([2, 0, 2], 3, several=True) == [0, 2]
    for value, several in ([], True), (None, False), ([3], True), ([True], True), (["a"], True), ([0, 1], False):
        with pytest.raises(ValueError, match=r"\.$"):
            positions(value, 3, several=several)


def test_script_knows_no_science_and_no_network():
    """The browser's module should stay generic, and fetch nothing."""
    assert not re.search(r"serotonin|transporter|\bnM\b|half-life", SCRIPT, flags=re.I)
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|fetch\(|XMLHttpRequest|import\s", SCRIPT)


def test_script_keeps_keys_to_itself():
    """JupyterLab's shortcuts should not act on keys that are meant for the card."""
    assert "data-lm-suppress-shortcuts" in SCRIPT and "stopPropagation" in SCRIPT
