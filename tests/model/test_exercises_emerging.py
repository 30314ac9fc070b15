"""Exercises and predictions of notebook 06: their numbers against closed forms, tables and a simulation."""

import numpy as np
import pytest
from reuptake.evidence import find
from reuptake.model.chance import all_under, bonferroni, holm, p_values_without_effect
from reuptake.model.exercises_emerging import ALPHA, CORRELATION, EXERCISES, NUMBERS, published


def test_published_values_are_the_four_of_the_trial():
    """The four P values should be those that the note on the trial names."""
    note = find("autism_trials", trial="Niederhofer").note
    assert len(published()) == 4
    assert all(f"{value:.3f}".lstrip("0") in note for value in published())


def test_chance_of_at_least_one():
    """Ten and twenty independent outcomes should give what multiplying by hand gives."""
    stay = 1.0
    for count in range(1, 21):
        stay *= 1 - ALPHA
        if count == 10:
            assert NUMBERS["one_of_ten_percent"]() == pytest.approx(100 * (1 - stay))
    assert EXERCISES["false_alarm"].value() == pytest.approx(100 * (1 - stay))


def test_independent_outcomes_multiply():
    """Without correlation the chances of the single outcomes should multiply."""
    assert all_under(4, ALPHA, 0) == pytest.approx(ALPHA**4)
    assert NUMBERS["all_four_independent_per_million"]() == pytest.approx(6.25)


@pytest.mark.parametrize("correlation", [0, 0.3, 0.9])
def test_one_outcome_keeps_its_limit(correlation):
    """One outcome should come out under its limit as often as the limit says, whatever it shares."""
    assert all_under(1, ALPHA, correlation) == pytest.approx(ALPHA)


def test_shared_flukes_grow_with_the_correlation():
    """All four together should grow more common with the correlation, and stay rarer than one alone."""
    chances = [all_under(4, ALPHA, correlation) for correlation in (0, 0.3, 0.6, 0.9, 0.99)]
    assert np.all(np.diff(chances) > 0) and chances[-1] < ALPHA
    assert 1e6 * chances[3] == pytest.approx(NUMBERS["all_four_together_per_million"]())


def test_integral_agrees_with_dice():
    """Drawn outcomes should fall under the limit all together as often as the integral says."""
    trials = 20_000
    drawn = p_values_without_effect(4, CORRELATION, trials, seed=6)
    share = np.mean(np.all(drawn < ALPHA, axis=1))
    assert share == pytest.approx(all_under(4, ALPHA, CORRELATION), abs=4 * np.sqrt(share / trials))


def test_none_of_the_four_survives():
    """Corrected for four outcomes, even the smallest should be above the limit, as the page says."""
    corrected = bonferroni(published())
    assert EXERCISES["bonferroni_smallest"].value() == pytest.approx(100 * corrected.min())
    assert corrected.min() > ALPHA > max(published())
    assert holm(published()).min() > ALPHA


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((-1, 0.05, 0.5), "n_outcomes is -1"),
        ((4, 0, 0.5), "alpha is 0"),
        ((4, 1, 0.5), "alpha is 1"),
        ((4, 0.05, 1), "correlation is 1; .*at most 0.99"),
        ((4, 0.05, -0.1), "correlation is -0.1"),
        ((2.5, 0.05, 0.5), "n_outcomes is 2.5"),
    ],
)
def test_impossible_settings_are_refused(given, said):
    """Numbers out of range should be refused by name."""
    with pytest.raises(ValueError, match=said):
        all_under(*given)
