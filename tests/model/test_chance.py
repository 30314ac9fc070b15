"""Chance against closed forms, published examples and simulation."""

import numpy as np
import pytest
from reuptake.model.chance import (
    any_under,
    bonferroni,
    false_alarm,
    holm,
    p_values_without_effect,
    regressed_mean,
    selected_mean,
)


def test_regression_to_the_mean_closed_form():
    """Half of the distance should be lost at a reliability of one half, all of it at 0, none at 1."""
    assert [regressed_mean(26, 20, r) for r in (0, 0.5, 1)] == [20, 23, 26]


def test_selection_at_the_middle():
    """Those above the mean should lie 0.798 standard deviations above it: sqrt(2 / pi)."""
    mean, share = selected_mean(0, 0, 1)
    assert mean == pytest.approx(np.sqrt(2 / np.pi)) and share == 0.5


def test_selection_far_out_and_not_at_all():
    """A cut-off nobody fails should select all at the mean; a very high one should sit just below its mean."""
    assert selected_mean(-50, 10, 2) == pytest.approx((10, 1))
    mean, _ = selected_mean(100, 10, 2)
    assert 100 < mean < 100.1


def test_simulated_people_fall_back_as_the_formula_says():
    """Measured again without treatment, the selected should come to the regressed mean."""
    rng = np.random.default_rng(3)
    score, other = rng.normal(size=(2, 200_000))
    again = 0.6 * score + np.sqrt(1 - 0.6**2) * other
    first, second = (20 + 4 * values[20 + 4 * score >= 22] for values in (score, again))
    wanted, share = selected_mean(22, 20, 4)
    assert first.mean() == pytest.approx(wanted, abs=0.03) and len(first) / 200_000 == pytest.approx(share, abs=0.004)
    assert second.mean() == pytest.approx(regressed_mean(wanted, 20, 0.6), abs=0.04)


def test_family_of_outcomes():
    """One outcome should alarm in 5 of 100 trials, twenty in 64, none never."""
    assert false_alarm(1) == pytest.approx(0.05)
    assert round(false_alarm(20), 2) == 0.64
    assert false_alarm(0) == 0
    assert false_alarm(4) == pytest.approx(0.185, abs=0.001)


def test_simulation_agrees_with_the_closed_form():
    """Independent outcomes should alarm as often as the formula says, and P values be spread evenly."""
    values = p_values_without_effect(20, 0, 4000, seed=1)
    assert np.mean(values.min(axis=1) < 0.05) == pytest.approx(false_alarm(20), abs=0.025)
    assert np.quantile(values, [0.05, 0.5, 0.95]) == pytest.approx([0.05, 0.5, 0.95], abs=0.01)


def test_outcomes_that_are_one_and_the_same_alarm_together():
    """At a correlation of 1 all outcomes should have one P value, and the chance be that of one."""
    values = p_values_without_effect(10, 1, 4000, seed=1)
    assert np.ptp(values, axis=1).max() == 0
    assert np.mean(values.min(axis=1) < 0.05) == pytest.approx(0.05, abs=0.012)


def test_outcomes_that_hang_together():
    """The integral should meet the closed form without correlation, one outcome's limit at any, and simulation."""
    counts = np.array([1, 4, 20])
    assert any_under(counts, 0.05, 0) == pytest.approx(false_alarm(counts))
    assert [any_under(1, 0.05, r) for r in (0.3, 0.9, 0.99)] == pytest.approx([0.05] * 3)
    values = p_values_without_effect(20, 0.6, 4000, seed=2)
    assert np.mean(values.min(axis=1) < 0.05) == pytest.approx(any_under(20, 0.05, 0.6), abs=0.025)


def test_more_outcomes_and_trials_keep_what_was_there():
    """Asking for more should add values and change none."""
    few, many = p_values_without_effect(3, 0.5, 2, 7), p_values_without_effect(8, 0.5, 5, 7)
    assert np.array_equal(few, many[:2, :3])


def test_corrections_by_hand():
    """Four P values just under .05 should become these by hand, and none stay under .05."""
    published = [0.041, 0.042, 0.047, 0.035]
    assert bonferroni(published) == pytest.approx([0.164, 0.168, 0.188, 0.14])
    assert holm(published) == pytest.approx([0.14, 0.14, 0.14, 0.14])
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert bonferroni([0.6, 0.7]).max() == 1


def test_holm_is_never_stricter_than_bonferroni():
    """Holm's values should lie between the raw ones and Bonferroni's."""
    raw = np.random.default_rng(2).uniform(size=12)
    assert np.all(holm(raw) >= raw) and np.all(holm(raw) <= bonferroni(raw))


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: regressed_mean(1, 0, 1.1), "reliability is 1.1"),
        (lambda: selected_mean(1, 0, 0), "population_sd is 0; it must be a finite number above 0"),
        (lambda: false_alarm(2.5), "n_outcomes is 2.5; it must be a whole number"),
        (lambda: false_alarm(2, 0), "alpha is 0"),
        (lambda: any_under(2, 0.05, 1.5), "correlation is 1.5"),
        (lambda: any_under(2, 0, 0.5), "alpha is 0"),
        (lambda: p_values_without_effect(0, 0, 1, 1), "n_outcomes is 0"),
        (lambda: p_values_without_effect(1, -0.1, 1, 1), "correlation is -0.1"),
        (lambda: holm([0.2, 1.2]), "p_values is 1.2"),
    ],
)
def test_bad_input(call, words):
    """Nonsense should be refused with the parameter, the value and what is allowed."""
    with pytest.raises(ValueError, match=words):
        call()
