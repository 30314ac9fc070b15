"""Pooling against sums done by hand, limits, invariances, and what is refused."""

import math

import numpy as np
import pytest
from reuptake.model.trials import (
    compare,
    egger,
    log_odds,
    log_odds_ratio,
    pool,
    response_by_log_odds,
)

Z = 1.959963984540054
EFFECTS, ERRORS = [0.1, 0.9, 0.4, -0.2, 0.5], [0.2, 0.3, 0.1, 0.4, 0.25]


def same(one, other):
    """Whether two poolings agree in everything but the weights."""
    return all(
        np.allclose(getattr(one, name), getattr(other, name), equal_nan=True)
        for name in one.__dataclass_fields__
        if name != "weights"
    )


def test_two_trials_by_hand():
    """Weights 1 and 2, effects 0 and 3: estimate 2, Q 6, tau squared 15/4, I squared 5/6."""
    fixed = pool([0, 3], [1, math.sqrt(0.5)], "fixed")
    assert (fixed.estimate, fixed.q, fixed.tau_squared) == pytest.approx((2, 6, 0))
    assert fixed.high - fixed.estimate == pytest.approx(Z / math.sqrt(3))
    assert list(fixed.weights) == pytest.approx([1 / 3, 2 / 3])
    random = pool([0, 3], [1, math.sqrt(0.5)])
    assert random.tau_squared == pytest.approx(3.75) and random.i_squared_percent == pytest.approx(100 * 5 / 6)
    a, b = 1 / 4.75, 1 / 4.25
    assert random.estimate == pytest.approx(3 * b / (a + b))
    assert random.estimate - random.low == pytest.approx(Z / math.sqrt(a + b))


def test_prediction_by_hand():
    """Effects 0, 2 and 4 with errors of 1: tau squared 3, variance 4/3, Student's t with one degree of freedom."""
    found = pool([0, 2, 4], [1, 1, 1])
    assert found.tau_squared == pytest.approx(3)
    t = math.tan(math.pi * 0.475)  # quantile of the Cauchy distribution
    assert found.predicted_high - 2 == pytest.approx(t * math.sqrt(3 + 4 / 3))
    assert found.predicted_low + found.predicted_high == pytest.approx(4)


@pytest.mark.parametrize("method", ["random", "fixed"])
def test_identical_trials_agree(method):
    """Four copies of a trial should have its effect, half its error, no spread and equal weights."""
    found = pool([0.3] * 4, [0.2] * 4, method)
    assert found.estimate == pytest.approx(0.3) and found.high - 0.3 == pytest.approx(Z * 0.1)
    assert found.q == pytest.approx(0, abs=1e-12) and found.i_squared_percent == 0 and found.tau_squared == 0
    assert list(found.weights) == pytest.approx([0.25] * 4)


def test_without_spread_beyond_chance_random_is_fixed():
    """Where Q is below its degrees of freedom, both models should give the same."""
    random, fixed = (pool([0.1, 0.2, 0.3], [0.5, 0.4, 0.6], method) for method in ("random", "fixed"))
    assert random.tau_squared == 0 and random.i_squared_percent == 0
    assert (random.estimate, random.low, random.high) == pytest.approx((fixed.estimate, fixed.low, fixed.high))
    assert np.isfinite(random.predicted_low) and np.isnan(fixed.predicted_low)


def test_one_trial_is_itself():
    """One trial should be its own pool, and nothing be said of spread or prediction."""
    found = pool([0.7], [0.25])
    assert found.estimate == pytest.approx(0.7) and found.low == pytest.approx(0.7 - Z * 0.25)
    assert (found.q, found.tau_squared, found.i_squared_percent) == (0, 0, 0) and np.isnan(found.predicted_high)


def test_prediction_needs_three_trials():
    """Two trials should give none, and three one that is wider than the interval."""
    assert np.isnan(pool(EFFECTS[:2], ERRORS[:2]).predicted_low)
    found = pool(EFFECTS[:3], ERRORS[:3])
    assert found.predicted_low < found.low < found.estimate < found.high < found.predicted_high


@pytest.mark.parametrize("method", ["random", "fixed"])
def test_order_does_not_matter(method):
    """Shuffled trials should pool to the same, each with its own weight."""
    order = [3, 0, 4, 2, 1]
    one, other = pool(EFFECTS, ERRORS, method), pool(np.take(EFFECTS, order), np.take(ERRORS, order), method)
    assert same(one, other) and np.allclose(one.weights[order], other.weights)


@pytest.mark.parametrize("method", ["random", "fixed"])
def test_sign_and_unit_carry_through(method):
    """Minus twice every effect should give minus twice the estimate, and the same Q and I squared."""
    one, other = pool(EFFECTS, ERRORS, method), pool(-2 * np.array(EFFECTS), 2 * np.array(ERRORS), method)
    assert other.estimate == pytest.approx(-2 * one.estimate) and other.low == pytest.approx(-2 * one.high)
    assert other.q == pytest.approx(one.q) and other.i_squared_percent == pytest.approx(one.i_squared_percent)
    assert other.tau_squared == pytest.approx(4 * one.tau_squared)


def test_random_weights_lie_nearer_to_equal():
    """Spread between trials should even out the weights and widen the interval."""
    random, fixed = pool(EFFECTS, ERRORS), pool(EFFECTS, ERRORS, "fixed")
    assert random.tau_squared > 0 and np.ptp(random.weights) < np.ptp(fixed.weights)
    assert random.high - random.low > fixed.high - fixed.low
    assert random.weights.sum() == pytest.approx(1) == fixed.weights.sum()


def test_rows_are_pooled_apart():
    """Two rows of trials should give what each gives alone."""
    both = pool([EFFECTS, EFFECTS[::-1]], ERRORS)
    assert both.estimate == pytest.approx([pool(EFFECTS, ERRORS).estimate, pool(EFFECTS[::-1], ERRORS).estimate])
    assert both.weights.shape == (2, 5)


def test_odds_ratio_by_hand():
    """10 of 20 against 5 of 20 has the odds ratio 3 and the variance 1/10 + 1/10 + 1/5 + 1/15."""
    effect, error = log_odds_ratio(10, 20, 5, 20)
    assert math.exp(effect) == pytest.approx(3) and error**2 == pytest.approx(7 / 15)
    trial = compare("x", 10, 20, 5, 20)
    assert trial.effect == effect and trial.high - trial.low == pytest.approx(2 * Z * error)


def test_arms_swapped_turn_the_sign():
    """The other arm first should give the same size with the other sign, and so should failures for events."""
    effect, error = log_odds_ratio(12, 31, 5, 30)
    assert log_odds_ratio(5, 30, 12, 31) == pytest.approx((-effect, error))
    assert log_odds_ratio(19, 31, 25, 30) == pytest.approx((-effect, error))


def test_half_an_event_only_where_a_cell_is_empty():
    """The trial with no event should be corrected, and its neighbour not."""
    effect, error = log_odds_ratio([0, 10], [10, 20], [5, 5], [10, 20])
    assert np.exp(effect) == pytest.approx([(0.5 / 10.5) / (5.5 / 5.5), 3])
    assert error[0] ** 2 == pytest.approx(1 / 0.5 + 1 / 10.5 + 2 / 5.5) and error[1] ** 2 == pytest.approx(7 / 15)


def test_odds_of_one_arm():
    """A quarter has the odds 1/3; an arm where all respond is corrected to 10.5 to 0.5."""
    effect, error = log_odds([5, 10], [20, 10])
    assert np.exp(effect) == pytest.approx([1 / 3, 21]) and error[0] ** 2 == pytest.approx(1 / 5 + 1 / 15)


def test_response_follows_the_handbook():
    """An odds ratio of 0.73 at a risk of 0.3 should mean 62 fewer in 1,000 (Cochrane Handbook)."""
    assert round(1000 * (0.3 - response_by_log_odds(math.log(0.73), 0.3))) == 62


def test_response_in_its_limits():
    """No effect should leave the response alone; a huge one, of either sign, should end at all or none."""
    assert response_by_log_odds(0, 0.365) == pytest.approx(0.365)
    assert list(response_by_log_odds([-900, 900], 0.365)) == [0, 1]


def test_symmetric_funnel_has_no_intercept():
    """Pairs of trials as far above as below the middle should have intercept 0, slope the middle, and P 1."""
    errors = np.repeat([0.1, 0.2, 0.4], 2)
    found = egger(0.3 + errors * np.tile([1, -1], 3), errors)
    assert found.intercept == pytest.approx(0, abs=1e-9) and found.slope == pytest.approx(0.3)
    assert found.p_value == pytest.approx(1)


def test_small_study_effect_is_the_intercept():
    """Where each standard error adds 1.5 times itself, the intercept should be 1.5, whatever the pairs' spread."""
    errors = np.repeat([0.1, 0.2, 0.4], 2)
    found = egger(0.3 + 1.5 * errors + 0.2 * errors * np.tile([1, -1], 3), errors)
    assert found.intercept == pytest.approx(1.5) and found.slope == pytest.approx(0.3)
    assert found.p_value < 0.01


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: pool([1, 2], [1, 0]), "standard_errors is 0; it must be a finite number above 0"),
        (lambda: pool([1, np.nan], [1, 1]), "effects is .*; it must hold finite numbers"),
        (lambda: pool(["a"], [1]), "effects is .*; it must hold finite numbers"),
        (lambda: pool([1, 2], [1, 1, 1]), "The shapes do not fit together: effects .2,., standard_errors .3,."),
        (lambda: pool([], []), "effects hold no trial to pool"),
        (lambda: pool(1.0, 1.0), "effects hold no trial to pool"),
        (lambda: pool([1, 2], [1, 1], "bayes"), "method is 'bayes'; it must be one of: random, fixed"),
        (lambda: pool([1, 2], [1, 1], level=1), "level is 1; it must be below 1"),
        (lambda: pool([1, 2], [1, 1], level=0), "level is 0; it must be a finite number above 0"),
        (lambda: egger([1, 2], [1, 2]), "at least 3 trials is needed"),
        (lambda: egger([1, 2, 3], [1, 1, 1]), "standard_errors are all 1"),
        (lambda: log_odds_ratio(5, 4, 1, 4), "events is 5 of 4; it must be at most total people"),
        (lambda: log_odds_ratio(1, 4, 5, 4), "control_events is 5 of 4; it must be at most control_total people"),
        (lambda: log_odds(1.5, 4), "events is 1.5; it must be a whole number"),
        (lambda: log_odds(-1, 4), "events is -1; it must be a finite number at least 0"),
        (lambda: log_odds(0, 0), "total is 0; it must be a finite number at least 1"),
        (lambda: response_by_log_odds(0, 1), "control_response is 1; it must be below 1"),
        (lambda: response_by_log_odds(0, 0), "control_response is 0; it must be a finite number above 0"),
        (lambda: response_by_log_odds(np.inf, 0.5), "effect is inf; it must hold finite numbers"),
    ],
)
def test_what_cannot_be_is_refused_by_name(call, message):
    """Bad input should raise a ValueError that names the parameter and what is allowed."""
    with pytest.raises(ValueError, match=message):
        call()
