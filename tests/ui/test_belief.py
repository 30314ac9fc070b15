"""Beliefs after one study at a time: stored at once, never lost, and the whole file at the end."""

import re
from pathlib import Path

import pytest
import reuptake.ui.belief as module
from reuptake.explore import knockout
from reuptake.ui.belief import START, Asked, BeliefFile
from reuptake.ui.live import WIDGET_VIEW
from reuptake.ui.progress import VARIABLE, progress

SCRIPT = Path(module.__file__).with_name("belief.js").read_text(encoding="utf-8")
STUDIES = [Asked(f"s{n}", f"200{n}, rats <b>", f"Finding {n}.", f"Our reading: {n}") for n in range(3)]


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return progress()


def make():
    return BeliefFile(
        "00-file", "00-start-here", "A file", "How likely?", STUDIES,
        so_far=lambda number, beliefs: f"{number} of {beliefs}", whole=lambda beliefs: knockout.explorer(),
        ending=["It stands so."],
    )  # fmt: skip


@pytest.fixture
def asked():
    made = make()
    yield made
    made.close()


def hand(asked, serial=None, **answer):
    """Answer as the browser does; returns the turn that comes back."""
    seen = asked.slider.result["serial"] if serial is None else serial
    asked.slider.request = {"token": f"t{seen}{answer}", "serial": seen, **answer}
    return asked.slider.result


def test_one_study_at_a_time(asked):
    """At first the first study should be told, with the slider in the middle and nothing of the rest."""
    turn = asked.slider.result
    assert (turn["heading"], turn["text"], turn["value"]) == ("Study 1 of 3: 2000, rats <b>", "Finding 0.", START)
    assert not turn["done"] and not turn["back"] and turn["lines"] == []
    assert "Our reading" not in repr(asked.slider.spec) + repr(turn)


def test_belief_is_stored_and_the_reading_told(asked, store):
    """After a belief the next study should come, our reading of the last told, the slider left where it was."""
    told = asked.believe(70)
    assert "Study 2 of 3" in told and "Our reading: 0" in told and "Our reading: 1" not in told
    assert asked.slider.result["value"] == 70 and asked.beliefs == (70, None, None)
    entry = store.latest("prediction", "00-file/s0")
    assert (entry.value, entry.correct, entry.notebook) == (70, None, "00-start-here")


def test_hand_and_python_do_the_same(asked):
    """The browser's answer should do what the method does, and be answered by its token."""
    turn = hand(asked, value=70)
    assert turn["reply_to"].startswith("t1") and asked.beliefs == (70, None, None)
    other = make()
    assert other.slider.result["heading"] == turn["heading"]
    other.close()


def test_same_belief_twice_is_two_beliefs(asked):
    """An equal belief about the next study should count."""
    asked.believe(40)
    asked.believe(40)
    assert asked.beliefs == (40, 40, None)


def test_two_quick_presses_are_one(asked, store):
    """An answer to a turn that is over should answer nothing."""
    hand(asked, serial=1, value=10)
    hand(asked, serial=1, value=10)
    assert asked.beliefs == (10, None, None) and len(store.entries("prediction")) == 1


@pytest.mark.parametrize("value", [None, "60", -5, 101, float("nan"), True, [3]])
def test_what_is_no_belief_is_refused_in_words(asked, store, value):
    """A wrong value should give a sentence, turn nothing and store nothing."""
    assert re.match(r"[A-Z].*\.$", asked.believe(value))
    assert asked.slider.result["problem"] and asked.slider.result["heading"].startswith("Study 1")
    assert asked.beliefs == (None,) * 3 and store.entries() == ()


def test_errors_become_a_line(asked, monkeypatch):
    """Whatever goes wrong after a press should be said."""
    monkeypatch.setattr(module, "number", lambda value: 1 / 0)
    assert hand(asked, value=5)["problem"] == "This did not work: ZeroDivisionError: division by zero"


def test_a_picture_that_fails_takes_nothing_else_with_it(asked, monkeypatch):
    """Where the picture cannot be drawn the next study should come all the same, and the trouble be said."""
    monkeypatch.setattr(asked, "_so_far", lambda number, beliefs: 1 / 0)
    turn = hand(asked, value=70)
    assert turn["heading"].startswith("Study 2 of 3") and asked.beliefs == (70, None, None)
    assert turn["problem"] == "" and turn["lines"][-1].startswith("The picture could not be drawn: ZeroDivisionError")
    monkeypatch.setattr(asked, "_whole", lambda beliefs: 1 / 0)
    assert "You began at 70 %" in asked.skip() and "could not be drawn" in asked.feedback and asked.explorer is None
    monkeypatch.undo()
    assert asked.back().startswith("Study 2 of 3") and "could not" not in asked.feedback


def test_end_shows_the_whole_file(asked, store):
    """After the last study picture and ending should come, and the slider keep its place on the page."""
    for belief in (80, 50, 20):
        told = asked.believe(belief)
    assert "You began at 80 % and ended at 20 %." in told and "It stands so." in told
    assert asked.view().children == (asked.slider, asked.explorer.player) and asked.slider.result["done"]
    assert store.latest("visit", "00-file") is not None
    assert asked.believe(5) == told and asked.beliefs == (80, 50, 20)


def test_skipping_and_coming_back_to_where_one_was(asked, store):
    """The file can be shown at once; Back should lead to the first study without a belief."""
    asked.believe(30)
    assert "You began at 30 % and ended at 30 %." in asked.skip()
    assert asked.back().startswith("Study 2 of 3") and asked.explorer is None
    assert asked.back().startswith("Study 1 of 3") and asked.slider.result["value"] == 30
    assert asked.back().startswith("Study 1 of 3")


def test_skipping_at_once_stores_no_belief(asked, store):
    """Who only looks should be told that nothing is stored."""
    assert "You stored no belief." in asked.skip()
    assert store.entries("prediction") == ()


def test_a_belief_can_be_revised(asked, store):
    """A second belief about the same study should take the place of the first, and the first stay in the store."""
    asked.believe(30)
    asked.back()
    asked.believe(55)
    assert asked.beliefs == (55, None, None)
    assert [entry.value for entry in store.entries("prediction", "00-file/s0")] == [30, 55]


def test_coming_back_another_day(asked):
    """A new sitting should go on at the first study without a belief; a finished one should show the file."""
    asked.believe(30)
    again = make()
    assert again.beliefs == (30, None, None) and again.slider.result["heading"].startswith("Study 2")
    again.skip()
    last = make()
    assert last.slider.result["done"] and last.explorer is not None
    for one in (again, last):
        one.close()


def test_picture_goes_as_far_as_was_told(asked):
    """The picture should know how many studies were told and what was believed."""
    asked.believe(30)
    assert asked.view().children[1].value == "1 of (30.0, None, None)"


def test_trouble_with_the_disk_is_said(asked, monkeypatch):
    """A belief that could not be written should still count, and the learner hear of it."""
    monkeypatch.setattr(type(progress()), "notice", "The disk is full.")
    assert "The disk is full." in asked.believe(30) and asked.beliefs[0] == 30


def test_saved_page_is_text_and_the_same_for_all(asked):
    """Without a kernel the studies should be readable, escaped, our readings folded away, and no belief in them."""
    before = asked._repr_mimebundle_()
    asked.believe(33)
    assert asked._repr_mimebundle_() == before
    page = before["text/html"]
    assert "rx-still" in page and "rats &lt;b&gt;" in page and "<b>" not in page
    for study in STUDIES:
        assert page.index("<details>") < page.index(study.reading) < page.index("</details>")
    assert before["text/plain"] == repr(asked) and "It stands so." in repr(asked)


def test_shown_still_first_then_live(asked, monkeypatch):
    """The still page should come before the live view, as two outputs."""
    shown = []
    monkeypatch.setattr("reuptake.ui.card.display", lambda bundle, raw: shown.append(sorted(bundle)))
    asked._ipython_display_()
    assert shown == [["text/html", "text/plain"], [WIDGET_VIEW]]


def test_script_is_generic_and_keeps_keys_to_itself():
    """The browser's module should hold no science, fetch nothing, and keep JupyterLab's shortcuts away."""
    assert not re.search(r"serotonin|tianeptine|reuptake|\bnM\b", SCRIPT, flags=re.I)
    assert not re.search(r"https?://|fetch\(|XMLHttpRequest|import\s", SCRIPT)
    assert "data-lm-suppress-shortcuts" in SCRIPT and "stopPropagation" in SCRIPT
