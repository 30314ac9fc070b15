"""Spaced recall: missed first, then never seen, then seen longest ago."""

import itertools

import pytest
from reuptake.evidence import questions as data
from reuptake.ui.entry import Entry
from reuptake.ui.progress import VARIABLE, progress
from reuptake.ui.recall import chosen, recall

EARLIER = [one.id for one in data.questions() if one.notebook == "00-start-here"]
ORDER = itertools.count(1)


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return progress()


def answered(key, correct):
    order = next(ORDER)
    return Entry(str(order), "answer", key, "x", correct, "00-start-here", order, "")


def ids(entries, notebook="01-neurotransmission"):
    return [one.id for one in chosen(notebook, entries)]


def test_a_new_learner_always_gets_the_same_two():
    """With empty progress the choice should be fixed."""
    assert ids([]) == EARLIER[:2] == [one.question.id for one in recall("01-neurotransmission")]
    assert recall("01-neurotransmission")[0].card.spec["title"] == "From notebook 00"


def test_missed_before_never_seen_before_seen():
    """What was missed should come first, then what was never seen, then what was seen longest ago."""
    a, b, c, d = EARLIER
    assert ids([answered(a, True), answered(d, False)]) == [d, b]
    assert ids([answered(d, False), answered(b, False)]) == [d, b]
    assert ids([answered(a, True), answered(c, True), answered(b, True), answered(d, True)]) == [a, c]
    assert ids([answered(c, True), answered(a, True), answered(b, True)]) == [d, c]


def test_only_the_last_answer_counts():
    """A missed question that was answered rightly later should not count as missed."""
    a, b, c, d = EARLIER
    assert ids([answered(a, False), answered(a, True)]) == [b, c]
    assert ids([answered(a, True), answered(a, False)]) == [a, b]


def test_order_not_clock_and_other_kinds_do_not_count():
    """Predictions and exercises of the same name should not count as answers."""
    order = next(ORDER)
    other = Entry("p", "prediction", EARLIER[0], "x", False, "00-start-here", order, "")
    assert ids([other]) == EARLIER[:2]


def test_never_from_this_notebook_or_a_later_one():
    """Only earlier notebooks should be asked about; the first has none."""
    assert ids([answered("03-flood", False)]) == EARLIER[:2]
    assert ids([], "00-start-here") == []
    assert repr(recall("00-start-here")) == "There are no questions from earlier notebooks yet."


def test_answers_on_the_card_change_the_next_choice(store):
    """What is answered on a recalled card should count next time."""
    first, second = recall("01-neurotransmission")
    first.answer("a")
    second.answer("c")
    assert [entry.correct for entry in store.entries("answer")] == [False, True]
    assert [one.question.id for one in recall("01-neurotransmission")] == [EARLIER[0], EARLIER[2]]
