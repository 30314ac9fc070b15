"""Exercises: nothing raises, right is right, known mistakes get their hint, two tries bring the solution."""

import numpy as np
import pytest
from reuptake.evidence import EvidenceError
from reuptake.evidence import questions as data
from reuptake.model.exercises import EXERCISES
from reuptake.ui.exercise import check, exercise
from reuptake.ui.progress import VARIABLE, progress

ALL = [one.id for one in data.exercises()]
MISTAKES = [(one.id, mistake.value) for one in data.exercises() for mistake in one.mistakes]


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return progress()


def right(key):
    return EXERCISES[data.item("exercise", key).value].value()


@pytest.mark.parametrize("key", ALL)
@pytest.mark.parametrize("blank", [None, ...])
def test_an_unanswered_exercise_reads_the_same_always(key, blank, store):
    """A blank should give one stable line and store nothing."""
    unit = data.item("exercise", key).unit
    assert (
        repr(check(key, blank)) == f"No answer yet: put your number, in {unit}, in place of None." == repr(check(key))
    )
    assert store.entries() == ()


@pytest.mark.parametrize("answer", ["25 s", "", b"5", [1], (), {}, np.arange(3), True, 2j, object(), float("nan"), max])
def test_a_wrong_type_gets_a_friendly_line(answer, store):
    """Whatever is handed in, a sentence should come back, with the unit; nothing is stored."""
    checked = check("03-half-life", answer)
    assert checked.state == "refused" and "a number, in s, such as 1.5" in repr(checked)
    assert store.entries() == ()


@pytest.mark.parametrize("key", ALL)
def test_right_within_the_tolerance(key, store):
    """The right number, and one a little off, should be praised with what it means, and stored."""
    item = data.item("exercise", key)
    for factor in (1, 1 + 0.9 * item.tolerance, 1 - 0.9 * item.tolerance):
        checked = check(key, right(key) * factor)
        assert checked.state == "right" and repr(checked).startswith("Right: ")
        assert "{" not in repr(checked) and item.unit in repr(checked)
    assert store.latest("exercise", key).correct is True
    assert check(key, np.float64(right(key))).state == "right"


@pytest.mark.parametrize(("key", "mistake"), MISTAKES)
def test_known_mistakes_get_their_own_hint(key, mistake, store):
    """Each known mistake should be answered by its hint, which does not give the number."""
    item = data.item("exercise", key)
    hint = next(one.hint for one in item.mistakes if one.value == mistake)
    checked = check(key, EXERCISES[item.value].mistake(mistake))
    assert checked.state == "wrong" and hint in repr(checked) and not checked.solution
    assert store.latest("exercise", key).correct is False


@pytest.mark.parametrize("key", ALL)
def test_a_thousand_too_much_or_too_little_is_a_unit(key):
    """A factor of a thousand should always be traced to a unit."""
    for factor in (1000, 0.001):
        assert data.item("exercise", key).unit in repr(check(key, right(key) * factor))
        assert data.item("exercise", key).hint not in repr(check(key, right(key) * factor))


@pytest.mark.parametrize("key", ALL)
def test_another_number_gets_the_general_hint(key):
    """An unforeseen number should get the general hint; zero and minus one are numbers too."""
    for answer in (right(key) * 3.3, 0, -1):
        assert data.item("exercise", key).hint in repr(check(key, answer))


@pytest.mark.parametrize(
    ("given", "said"), [(0.400478, "0.4005"), (2.5, "2.5"), (12345.678, "12,346"), (-1, "−1"), (0, "0")]
)
def test_an_answer_is_said_again_in_few_digits(given, said, store):
    """Decimals beyond four digits should not be said again; whole digits should stay."""
    assert repr(check("01-quanta-from-failures", given)).split(": ")[1].startswith(f"{said} packets")


def test_two_wrong_tries_bring_the_worked_solution(store):
    """The solution should come with the second wrong try, folded in HTML, with computed numbers."""
    assert not check("03-double-half-life", 463).solution
    second = check("03-double-half-life", 926)
    assert "C0 = 2 Km ln 2 = 2 × 463 nM × ln 2 = 642 nM" in second.solution
    assert "Worked solution: " in repr(second) and "<details>" in second._repr_html_()


def test_running_the_same_cell_again_is_no_new_try(store):
    """Running all cells again should not use up tries."""
    for _ in range(3):
        assert not check("03-half-life", 1.0).solution
    assert len(store.entries("exercise", "03-half-life")) == 1


def test_tries_are_counted_over_sittings(store):
    """Tries from an earlier sitting should count."""
    store.record("exercise", "03-half-life", 7.0, correct=False, notebook="03-reuptake")
    assert check("03-half-life", 8.0).solution


def test_trouble_with_storing_is_said(store, monkeypatch):
    """A line about the disk should reach the learner."""
    monkeypatch.setattr(type(store), "notice", "The disk is full.")
    assert repr(check("03-half-life", right("03-half-life"))).endswith("The disk is full.")
    assert "The disk is full." in check("03-half-life", 1)._repr_html_()


def test_exercise_says_what_it_asks():
    """The question should carry computed numbers and the unit."""
    assert "pulse of 35 nM" in exercise("03-half-life") and exercise("03-half-life").endswith("(in s)")
    with pytest.raises(EvidenceError, match="did you mean 03-half-life"):
        check("03-halflife", 1)
