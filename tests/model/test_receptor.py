"""Receptor occupancy against closed forms, limits, balance and a numerical solution."""

import numpy as np
import pytest
from reuptake.model.receptor import (
    invented_receptor,
    pulse_response,
    steady_occupancy,
    step_response,
    time_above_s,
)
from scipy.integrate import solve_ivp

RATES = {"kon_per_nM_s": 0.1, "koff_per_s": 2.0}  # Kd 20 nM


def solved(t_s, concentration, start=0.0, kon=0.1, koff=2.0):
    """The differential equation, integrated numerically."""
    slope = lambda t, b: kon * concentration(t) * (1 - b) - koff * b  # noqa: E731
    return solve_ivp(slope, (0, t_s[-1]), [start], t_eval=t_s, rtol=1e-9, atol=1e-12, max_step=0.02).y[0]


def test_half_is_occupied_at_kd():
    """A concentration of Kd should fill half, nothing none, and a thousand Kd nearly all."""
    np.testing.assert_allclose(steady_occupancy([0, 20, 20_000], 20), [0, 0.5, 1000 / 1001])


def test_binding_balances_unbinding_in_the_end():
    """After a long step as many should bind as let go, and occupancy be that of the steady state."""
    b = step_response(100, 35, **RATES)
    assert 0.1 * 35 * (1 - b) == pytest.approx(2 * b, rel=1e-12)
    assert b == pytest.approx(steady_occupancy(35, 20))


def test_step_starts_where_it_is_and_rises_with_the_sum_of_rates():
    """At once nothing should have moved; after ln 2/(kon C + koff) half of the way is gone."""
    assert step_response(0, 20, start=0.3, **RATES) == 0.3
    assert step_response(np.log(2) / 4, 20, **RATES) == pytest.approx(0.25)


def test_first_moments_follow_the_rate_of_binding():
    """A very short step should fill kon C t, without loss of digits."""
    assert step_response(1e-12, 50, **RATES) == pytest.approx(5e-12, rel=1e-9)


def test_step_agrees_with_a_numerical_solution():
    """Rise and fall should be those of the differential equation."""
    t = np.linspace(0, 2, 21)
    for concentration, start in ((50.0, 0.1), (3.0, 0.9)):
        ours = step_response(t, concentration, start=start, **RATES)
        np.testing.assert_allclose(ours, solved(t, lambda _, c=concentration: c, start), atol=1e-7)


def test_pulse_is_a_step_and_then_an_exponential():
    """After the pulse, occupancy should halve every ln 2/koff."""
    peak = step_response(0.3, 80, **RATES)
    later = 0.3 + np.log(2) / 2 * np.array([0, 1, 2])
    np.testing.assert_allclose(pulse_response(later, 80, 0.3, **RATES), peak * np.array([1, 0.5, 0.25]))


def test_pulse_agrees_with_a_numerical_solution():
    """A rectangular pulse should give the course that integration gives."""
    t = np.linspace(0, 2, 41)
    ours = pulse_response(t, 80, 0.5, **RATES)
    # The solver rounds the corner of the pulse a little.
    np.testing.assert_allclose(ours, solved(t, lambda s: 80.0 if s < 0.5 else 0.0), atol=1e-4)


def test_without_a_pulse_nothing_binds():
    """No height or no length should leave the receptor empty."""
    assert pulse_response([0, 1, 2], 0, 1, **RATES).tolist() == [0, 0, 0]
    assert pulse_response([0, 1, 2], 50, 0, **RATES).tolist() == [0, 0, 0]


def test_slower_letting_go_only_matters_after_the_pulse():
    """While a high pulse lasts, tight and loose should fill alike; later only the tight one stays."""
    during, after = pulse_response([1e-5, 0.1], 1e6, 1e-3, 0.1, [1.0, 1000.0]).T
    assert during[0] == pytest.approx(during[1], rel=0.01)
    assert after[0] > 0.9 and after[1] < 1e-9


@pytest.mark.parametrize("level", [0.05, 0.3])
def test_time_above_is_what_the_course_shows(level):
    """The closed form should agree with counting along a fine course."""
    t = np.linspace(0, 5, 500_001)
    counted = (pulse_response(t, 40, 0.4, **RATES) >= level).mean() * 5
    assert time_above_s(level, 40, 0.4, **RATES) == pytest.approx(counted, abs=3e-5)


def test_level_that_is_not_reached_is_held_for_no_time():
    """Above the peak the time should be 0, at a lasting level above the limit too."""
    assert time_above_s(0.5, 20, 1000, **RATES) == 0
    assert time_above_s([0.6, 1.0], 20, 10, **RATES).tolist() == [0, 0]
    assert time_above_s(0.1, 0, 10, **RATES) == 0


def test_occupancy_stays_a_fraction():
    """No pulse should take the fraction out of 0 to 1, however high or short."""
    height, duration = np.random.default_rng(3).lognormal(3, 4, (2, 60))
    b = pulse_response(np.geomspace(1e-6, 1e3, 80), height, duration, **RATES)
    assert b.min() >= 0 and b.max() <= 1 and b[:, 0].min() > 0


def test_invented_receptors_differ_in_affinity_only():
    """Both should bind equally fast; the loose one needs as many times more as the explorer's ratio starts at."""
    (kon, kd), (same, more) = invented_receptor("tight"), invented_receptor("loose")
    assert kon == same and more / kd == 1000


def test_shapes_are_settings_first_time_last():
    """Settings should come first and times last; single numbers should give a float."""
    t = np.linspace(0, 1, 7)
    assert step_response(t, [1.0, 2.0], **RATES).shape == (2, 7)
    assert pulse_response(t, [[1.0], [2.0]], [0.1, 0.2, 0.3], **RATES).shape == (2, 3, 7)
    assert isinstance(pulse_response(1, 1, 1, **RATES), float) and isinstance(steady_occupancy(1, 1), float)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: steady_occupancy(-1, 20), "concentration_nM is -1; .* at least 0 nM"),
        (lambda: steady_occupancy(1, 0), "kd_nM is 0; .* above 0 nM"),
        (lambda: step_response(-1, 1, **RATES), "t_s is -1; .* at least 0 s"),
        (lambda: step_response(1, 1, start=1.5, **RATES), r"start is 1.5; .* at most 1 \(no unit\)"),
        (lambda: step_response(1, 1, 0, 1), r"kon_per_nM_s is 0; .* above 0 1/\(nM s\)"),
        (lambda: pulse_response(1, -5, 1, **RATES), "height_nM is -5; .* at least 0 nM"),
        (lambda: pulse_response(1, 5, np.inf, **RATES), "duration_s is inf"),
        (lambda: time_above_s(0, 5, 1, **RATES), "level is 0; .* above 0 and at most 1"),
        (lambda: time_above_s(0.5, 5, 1, 0.1, -2), "koff_per_s is -2; .* above 0 1/s"),
        (lambda: invented_receptor("sticky"), "name is 'sticky'; it must be one of: tight, loose"),
    ],
)
def test_bad_input_is_named(call, message):
    """A value out of range should be refused with its name, value, range and unit."""
    with pytest.raises(ValueError, match=message):
        call()
