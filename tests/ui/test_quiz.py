"""Questions: every option of every question answered from Python and as by hand."""

import pytest
from reuptake.evidence import EvidenceError
from reuptake.evidence import questions as data
from reuptake.ui.card import LETTERS
from reuptake.ui.progress import VARIABLE, progress
from reuptake.ui.quiz import question, questions

ALL = [one.id for one in data.questions()]


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return progress()


def right_answer(item):
    """The letters of the right options, or a right number."""
    if item.numbers:
        return next(answer.low for answer in item.numbers if answer.correct)
    return [LETTERS[place] for place, option in enumerate(item.options) if option.correct]


@pytest.mark.parametrize("key", ALL)
def test_no_answer_is_in_the_browser_before_one_is_given(key):
    """What the card sends should hold question and options, but neither reasons nor what is right."""
    card = question(key).card
    assert card.result == {}
    sent = repr(card.spec)
    assert "correct" not in sent and "feedback" not in sent
    for option in data.item("question", key).options:
        assert option.answer in card.spec["options"] and option.feedback not in sent


@pytest.mark.parametrize("key", ALL)
def test_right_answer_is_right_and_stored(key, store):
    """The right answer should be called right, with its reason, and be stored as such."""
    asked = question(key)
    told = asked.answer(right_answer(asked.question))
    assert told.startswith("Right.") and asked.card.result["state"] == "right"
    entry = store.latest("answer", key)
    assert entry.correct is True and entry.notebook == asked.question.notebook


@pytest.mark.parametrize("key", ALL)
def test_each_wrong_option_gives_its_own_reason(key, store):
    """Every wrong option should be called wrong and give its reason; it can be tried again."""
    asked = question(key)
    for place, option in enumerate(asked.question.options):
        if not option.correct:
            asked.card.request = {"token": f"t{place}", "value": [place]}
            assert asked.card.result["state"] == "wrong" and not asked.card.result["final"]
            assert option.feedback in asked.feedback
            assert store.latest("answer", key).correct is False
            assert len(asked.card.result["others"]) == len(asked.question.options) - 1
    for answer in asked.question.numbers:
        assert answer.feedback in asked.answer(answer.low)


def test_partly_right_is_said():
    """A many-choice answer with something missing should say that what is chosen is right."""
    asked = question("03-passengers")
    assert "something is missing" in asked.answer(["a", "c"])
    assert "something is missing" not in asked.answer(["a", "b"])
    assert asked.answer(["d", "c", "a"]).startswith("Right.")


def test_that_several_may_be_right_is_said_on_the_card_and_in_the_saved_page():
    """Where several options may be right, card, saved page and plain text should say so; elsewhere not."""
    several, one = question("03-passengers"), question("03-flood")
    said = "More than one may be right."
    assert said == several.card.spec["note"] and said in repr(several) and said in several.still_html()
    assert not one.card.spec["note"] and said not in repr(one)


def test_other_numbers_get_the_general_reason():
    """A number that nobody foresaw should get the default reason."""
    asked = question("03-twice-half-life")
    assert asked.question.otherwise in asked.answer(17)
    assert "no quotes" in asked.answer("17")


def test_nothing_is_stored_for_no_answer(store):
    """An empty or impossible answer should leave the progress alone."""
    asked = question("03-flood")
    for value in ([], None, [9], "x"):
        asked.card.request = {"token": f"t{value}", "value": value}
        assert asked.card.result["state"] == "open" and asked.card.result["problem"]
    asked.answer(None)
    assert store.entries() == ()


def test_saved_page_folds_the_reasons():
    """A saved page should hold all reasons, folded; its plain text should hold none."""
    asked = question("03-flood")
    bundle = asked._repr_mimebundle_()
    before, _, folded = bundle["text/html"].partition("<details>")
    for option in asked.question.options:
        assert option.answer in before and option.feedback not in before
        assert option.feedback in folded and option.feedback not in bundle["text/plain"]


def test_all_of_a_notebook():
    """`questions` should show those of one notebook in the order of its file."""
    shown = questions("03-reuptake")
    assert [one.question.id for one in shown] == [key for key in ALL if key.startswith("03")]
    assert shown[0].card.spec["title"] == f"Question 1 of {len(shown)}"
    plain = repr(shown)
    shown[1].answer("a")
    shown[3].answer("c")
    titles = [one.card.spec["title"].partition("; ")[2] for one in questions("03-reuptake")]
    assert titles[:4] == ["", "last time: not right", "", "last time: right"]
    assert repr(questions("03-reuptake")) == plain
    assert repr(questions("77-nothing")) == "There are no questions for '77-nothing'."


def test_trouble_with_storing_is_said(store, monkeypatch):
    """A line about the disk should reach the learner."""
    monkeypatch.setattr(type(store), "notice", "The disk is full.")
    asked = question("03-flood")
    assert asked.answer("c").endswith("The disk is full.")
    assert asked.card.result["notice"] == "The disk is full."


def test_unknown_question():
    """A wrong id should be refused with one that looks like it."""
    with pytest.raises(EvidenceError, match="did you mean 03-flood"):
        question("03-floot")
