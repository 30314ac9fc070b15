"""Exercises and predictions of notebook 05: published values, and mistakes that give something else."""

import pytest
from reuptake.evidence import questions as data
from reuptake.model.exercises_uses import EXERCISES, NUMBERS, number_needed


def test_numbers_needed_of_the_reference_grid():
    """The blank step should give 14.3 and the worked one 5.6, as in the grid at a control risk of 30 %."""
    assert round(EXERCISES["nnt_from_odds"].value(), 1) == 14.3
    assert round(number_needed(2.13, 0.3), 1) == 5.6


def test_whole_people_are_accepted():
    """The page rounds 14.3 up to 15, so 15 should pass as right, and so should 14.3."""
    exercise = EXERCISES["nnt_from_odds"]
    asked = data.item("exercise", "05-nnt")
    assert exercise.named()["whole"] == 15
    assert exercise.value() == pytest.approx(15, rel=asked.tolerance)


def test_older_people():
    """49 of 105 against 36 of 106 should be 12.7 points and a number needed of 7.9."""
    exercise = EXERCISES["nnt_older"]
    assert round(exercise.value(), 1) == 7.9 and round(exercise.named()["gap_points"], 1) == 12.7


@pytest.mark.parametrize("name", EXERCISES)
def test_mistakes_differ_from_the_right_value_and_from_each_other(name):
    """A hint is of use only if the mistake's number is not the right one, nor another mistake's."""
    exercise = EXERCISES[name]
    values = [exercise.value(), *(exercise.mistake(which) for which in exercise.mistakes)]
    for place, value in enumerate(values):
        assert all(abs(value - other) > 0.02 * abs(value) for other in values[place + 1 :]), (name, values)


def test_direct_trials_of_paroxetine():
    """Nineteen trials should pool to the odds ratio of the reference table; seven are clear alone."""
    assert (NUMBERS["paroxetine_trials"](), NUMBERS["paroxetine_clear_alone"]()) == (19, 7)
    found = [round(NUMBERS[name](), 3) for name in ("paroxetine_pooled", "paroxetine_low", "paroxetine_high")]
    assert found == [1.568, 1.327, 1.852]


def test_what_looks_positive():
    """94 % should look positive in journals and 51 % as registered."""
    published, registered = (NUMBERS[f"{which}_positive_percent"]() for which in ("published", "registered"))
    assert (round(published), round(registered)) == (94, 51)


def test_largest_network_in_pairs():
    """An effect of 0.30 should be 58 of 100 pairs and an overlap of 88 %."""
    assert round(NUMBERS["better_of_100_pairs"]()) == 58 and round(NUMBERS["overlap_percent"]()) == 88


def test_regression_to_the_mean():
    """At a reliability of one half, people who enter at 24 where all lie at 20 should come back to 22."""
    assert NUMBERS["again_mean"]() == 22
