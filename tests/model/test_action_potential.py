"""The axon against published results, a numerical solution, limits and closed forms."""

import re

import numpy as np
import pytest
from reuptake.evidence import find, illustrative
from reuptake.model.action_potential import (
    Axon,
    firing_rate_hz,
    gate_rates,
    membrane_current,
    resting_potential_mV,
    simulate,
    spikes,
    squid_axon,
    steady_gates,
)
from scipy.integrate import solve_ivp


def result(name, unit):
    """A result of the course's reference computation, and its row."""
    row = find("basics", quantity=f"Hodgkin-Huxley result: {name}")
    return illustrative(row, unit=unit), row


@pytest.fixture(scope="module")
def train():
    """Half a second at three currents, as the reference rates were computed."""
    course = simulate([5, 6.5, 7, 10, 20], length_ms=500, dt_ms=0.05)
    return course, spikes(course.t_ms, course.v_mV)


@pytest.mark.parametrize(("v", "gate", "limit"), [(-40, 0, 1.0), (-55, 2, 0.1)])
def test_rates_hold_where_their_formula_is_zero_over_zero(v, gate, limit):
    """Opening rates should pass smoothly through the voltage at which numerator and denominator vanish."""
    opening, _ = gate_rates([v - 1e-6, v, v + 1e-6])
    np.testing.assert_allclose(opening[gate], limit, rtol=1e-6)


def test_rates_are_those_of_the_paper():
    """At 0 mV and at -65 mV the rates should be what the formulae give by hand."""
    opening, closing = gate_rates([0.0, -65.0])
    np.testing.assert_allclose(opening[0], [4 / (1 - np.exp(-4)), -2.5 / (1 - np.exp(2.5))])
    np.testing.assert_allclose(opening[1], [0.07 * np.exp(-3.25), 0.07])
    np.testing.assert_allclose(closing[:, 1], [4, 1 / (1 + np.exp(3)), 0.125])


def test_rest_is_that_of_the_reference():
    """Resting voltage and gates should be those of the reference, and no net current flow."""
    rest = resting_potential_mV()
    value, row = result("resting potential", "mV")
    assert rest == pytest.approx(value, abs=5e-4)
    printed = [float(x) for x in re.findall(r"[mhn] (0\.\d+)", row.note)]
    np.testing.assert_allclose(steady_gates(rest), printed, atol=1e-6)
    assert membrane_current(rest, steady_gates(rest)) == pytest.approx(0, abs=1e-9)


def test_without_current_nothing_moves():
    """At rest the axon should stay at rest."""
    course = simulate(0, length_ms=20)
    np.testing.assert_allclose(course.v_mV, resting_potential_mV(), atol=1e-9)
    assert course.v_mV.shape == course.t_ms.shape == (801,) and course.gates.shape == (3, 801)


def test_axon_with_a_leak_only_charges_like_a_capacitor():
    """Without channels the voltage should follow the exponential of resistance and capacitance, exactly."""
    passive = Axon(g_na=0, g_k=0, g_l=0.3, e_na=50, e_k=-77, e_l=-54.3, capacitance=1.0)
    course = simulate([3, -3], 10, start_ms=5, length_ms=30, axon=passive)
    on, off = np.clip(course.t_ms - 5, 0, 10), np.clip(course.t_ms - 15, 0, None)
    wanted = -54.3 + np.array([[10], [-10]]) * (1 - np.exp(-0.3 * on)) * np.exp(-0.3 * off)
    np.testing.assert_allclose(course.v_mV, wanted, atol=1e-9)


def test_charge_is_kept_where_a_step_ends_between_time_steps():
    """An ideal capacitor should take up current times length, however the step falls on the grid."""
    bare = Axon(g_na=0, g_k=0, g_l=1e-6, e_na=50, e_k=-77, e_l=-54.3, capacitance=2.0)
    course = simulate(10, [0.013, 0.5, 1.237], start_ms=0.0042, length_ms=2, axon=bare)
    np.testing.assert_allclose(course.v_mV[:, -1] + 54.3, 5 * np.array([0.013, 0.5, 1.237]), rtol=1e-5)


@pytest.mark.parametrize("current", [2.0, 10.0])
def test_course_agrees_with_a_solver_of_tight_tolerance(current):
    """Voltage, gates and spike times should be those of an adaptive solver; the error falls as the step squared."""
    axon = squid_axon()

    def slope(t, y):
        opening, closing = gate_rates(y[0])
        voltage = (current - membrane_current(y[0], y[1:], axon)) / axon.capacitance
        return [voltage, *(opening * (1 - y[1:]) - closing * y[1:])]

    rest = resting_potential_mV()
    exact = solve_ivp(slope, (0, 20), [rest, *steady_gates(rest)], "LSODA", rtol=1e-9, atol=1e-9, dense_output=True).sol
    errors = []
    for dt in (0.05, 0.025):
        course = simulate(current, length_ms=20, dt_ms=dt)
        y = exact(course.t_ms)
        errors.append(np.abs(y[0] - course.v_mV).max())
        ours, theirs = spikes(course.t_ms, course.v_mV), spikes(course.t_ms, y[0])
        assert len(ours) == len(theirs) == (2 if current == 10 else 0)
        np.testing.assert_allclose(ours, theirs, atol=0.03 * (dt / 0.05) ** 2)
        np.testing.assert_allclose(course.gates, y[1:], atol=0.12 * (dt / 0.05) ** 2)
    assert errors[0] / errors[1] == pytest.approx(4, abs=0.5)


def test_threshold_of_one_spike_is_the_reference():
    """Just below the reference threshold there should be no spike, just above it one, and nothing between."""
    _, row = result("current step that gives one spike from rest, threshold", "uA/cm2")
    low, high = (float(x) for x in re.search(r"bracket ([\d.]+)-([\d.]+)", row.note).groups())
    # The step error shifts the threshold by less than the margin added to the bracket.
    course = simulate([low, high + 0.0005], length_ms=40, dt_ms=0.0125)
    counts = np.isfinite(spikes(course.t_ms, course.v_mV)).sum(axis=-1)
    assert list(counts) == [0, 1]
    below, above = course.v_mV.max(axis=-1)
    assert below < -50 and above > 25


def test_threshold_of_lasting_firing_lies_near_the_reference():
    """A little below the reference threshold firing should die out, a little above it last for 400 ms."""
    threshold, _ = result("current step that gives lasting firing, threshold", "uA/cm2")
    course = simulate([threshold - 0.03, threshold + 0.01], length_ms=400, dt_ms=0.05)
    found = spikes(course.t_ms, course.v_mV)
    stopped, lasting = firing_rate_hz(found, until_ms=400)
    assert stopped == 0 and 49 < lasting < 53
    assert np.isfinite(found[0]).sum() > 1


def test_trains_are_those_of_the_reference(train):
    """Spikes at 5, and firing rates at 6.5, 7, 10 and 20 µA/cm², should be the reference's."""
    _, found = train
    assert np.isfinite(found[0]).sum() == result("spikes at 5 uA/cm2 in 500 ms", "spikes")[0]
    rates = firing_rate_hz(found, until_ms=500)
    wanted = [result(f"firing rate at {current} uA/cm2", "Hz")[0] for current in (6.5, 7, 10, 20)]
    assert rates[0] == 0
    np.testing.assert_allclose(rates[1:], wanted, rtol=2e-3)


def test_peaks_are_those_of_the_reference(train):
    """The first spike at 10 µA/cm² should reach the reference's peak, later ones what its note says."""
    course, _ = train
    peak, row = result("peak of the first spike at 10 uA/cm2", "mV")
    later = float(re.search(r"later spikes peak at ([\d.]+)", row.note).group(1))
    assert course.v_mV[3].max() == pytest.approx(peak, abs=0.1)
    assert course.v_mV[3, course.t_ms > 100].max() == pytest.approx(later, abs=0.2)


def test_settings_do_not_touch_each_other():
    """A setting should come out the same alone and among others, in any leading shape."""
    grid = simulate([[1, 5], [10, 20]], [[40], [3]], length_ms=30)
    assert grid.v_mV.shape == (2, 2, 1201) and grid.gates.shape == (3, 2, 2, 1201)
    np.testing.assert_allclose(grid.v_mV[1, 0], simulate(10, 3, length_ms=30).v_mV, rtol=1e-12)


def test_gates_stay_fractions_and_voltage_between_the_reversal_potentials(train):
    """No gate should leave 0 to 1, and no voltage the range between E_K and E_Na."""
    course, _ = train
    assert course.gates.min() >= 0 and course.gates.max() <= 1
    assert course.v_mV.min() > squid_axon().e_k and course.v_mV.max() < squid_axon().e_na


def test_spikes_are_upward_crossings_of_zero():
    """Only rises through 0 mV should count, each at the place where a straight line crosses."""
    found = spikes([0, 1, 2, 3, 4], [[-10, 10, -10, -30, 30], [-1, -1, -1, -1, -1], [-30, 10, 20, 5, 1]])
    np.testing.assert_allclose(found, [[0.5, 3.5], [np.nan, np.nan], [0.75, np.nan]])


def test_rate_comes_from_the_last_interval_and_only_while_firing():
    """Intervals of 30 and 20 ms should give 50 Hz, unless the axon then stays silent; one spike is no rate."""
    found = [[10, 40, 60], [10, np.nan, np.nan], [np.nan] * 3]
    np.testing.assert_allclose(firing_rate_hz(found), [50, 0, 0])
    np.testing.assert_allclose(firing_rate_hz(found, until_ms=89), [50, 0, 0])
    np.testing.assert_allclose(firing_rate_hz(found, until_ms=90), [0, 0, 0])
    np.testing.assert_allclose(firing_rate_hz([[5.0]]), [0])


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"current_uA_cm2": np.nan}, r"current_uA_cm2 is nan; .*µA/cm²"),
        ({"current_uA_cm2": 1001}, "current_uA_cm2 is 1001; .*at least -1000 and at most 1000 µA/cm²"),
        ({"current_uA_cm2": -1e6}, "current_uA_cm2 is -1e.06; .*at least -1000 and at most 1000 µA/cm²"),
        ({"duration_ms": -1}, r"duration_ms is -1; it must be a finite number at least 0 ms"),
        ({"duration_ms": "long"}, "duration_ms is .*not a number"),
        ({"length_ms": 0}, "length_ms is 0; it must be a finite number above 0 ms"),
        ({"dt_ms": 0.2}, r"dt_ms is 0.2; .*above 0 and at most 0.1 ms"),
        ({"start_ms": -1}, "start_ms is -1"),
    ],
)
def test_bad_settings_are_refused(settings, message):
    """A bad setting should be refused with its name, value, range and unit."""
    with pytest.raises(ValueError, match=message):
        simulate(**{"current_uA_cm2": 1, **settings})


@pytest.mark.parametrize("dt_ms", [0.025, 0.1])
def test_no_allowed_current_leaves_the_numbers(dt_ms):
    """At both ends of the allowed currents voltage and gates should stay finite, and gates fractions."""
    course = simulate([-1000, 1000], length_ms=30, dt_ms=dt_ms)
    assert np.isfinite(course.v_mV).all() and course.gates.min() >= 0 and course.gates.max() <= 1


@pytest.mark.parametrize("v", [-1000, 1000])
def test_no_allowed_voltage_leaves_the_numbers(v):
    """At both ends of the allowed voltages rates should be finite and gates open or shut; beyond is refused."""
    assert np.isfinite(gate_rates(v)).all() and np.isfinite(membrane_current(v, steady_gates(v)))
    np.testing.assert_allclose(steady_gates(v), [v > 0, v < 0, v > 0], atol=1e-3)
    for refuses in (gate_rates, steady_gates, lambda v: membrane_current(v, [0.1, 0.1, 0.1])):
        with pytest.raises(ValueError, match=f"v_mV is {1.001 * v:g}; .*at least -1000 and at most 1000 mV"):
            refuses(1.001 * v)


def test_gates_of_a_current_are_fractions():
    """A gate that is more than open should be refused by name."""
    with pytest.raises(ValueError, match="gates is 1.2"):
        membrane_current(-65, [1.2, 0.5, 0.3])


def test_bad_courses_are_refused():
    """Times and voltages that do not go together should be refused, and a time that is no number."""
    with pytest.raises(ValueError, match="v_mV is nan"):
        spikes([0, 1], [np.nan, 1])
    with pytest.raises(ValueError, match="rising times"):
        spikes([0, 1, 1], [0, 1, 2])
    with pytest.raises(ValueError, match="rising times"):
        spikes([0, 1], [0, 1, 2])
    with pytest.raises(ValueError, match=r"v_mV has shape \(0, 2\); there must be at least one trace"):
        spikes([0, 1], np.zeros((0, 2)))
    with pytest.raises(ValueError, match="spikes_ms is 5.0; it must have a last axis of times"):
        firing_rate_hz(5.0)
    with pytest.raises(ValueError, match="until_ms is 0"):
        firing_rate_hz([1, 2], until_ms=0)
