"""Doses by mouth against closed forms, limits, mass balance, a numerical solution and the table of checks."""

import numpy as np
import pytest
from reuptake.evidence import fact, find, illustrative, load
from reuptake.model.dosing import (
    absorption_rate_per_h,
    accumulation_ratio,
    elimination_rate_per_h,
    half_life_h,
    metabolite_ng_per_mL,
    repeated_doses_ng_per_mL,
    single_dose_ng_per_mL,
    steady_average_ng_per_mL,
    steady_state_ng_per_mL,
    steady_time_of_peak_h,
    time_of_peak_h,
)
from scipy.integrate import quad, solve_ivp

DRUG = {"volume_L": 50.0, "k_per_h": 0.1, "ka_per_h": 1.2}
CASES = pytest.mark.parametrize(("k", "ka"), [(0.1, 1.2), (1.2, 0.1), (0.3, 0.3), (0.3, 0.3 + 1e-9), (0.02, 40.0)])


def bateman(t, k, ka, dose=20.0, volume=50.0, fraction=1.0):
    """The textbook formula, which fails where both rates are equal."""
    return 1000 * fraction * dose * ka / (volume * (ka - k)) * (np.exp(-k * t) - np.exp(-ka * t))


def test_single_dose_is_the_textbook_formula():
    """Away from equal rates the level should be that of Bateman's formula, in ng/mL."""
    t = np.array([0.0, 0.5, 3.0, 24.0])
    ours = single_dose_ng_per_mL(t, 20, bioavailability=0.8, **DRUG)
    np.testing.assert_allclose(ours, bateman(t, 0.1, 1.2, fraction=0.8), rtol=1e-12)


def test_equal_rates_are_the_limit():
    """With ka = k the level should be F D k t exp(-k t)/V, and near it hardly differ."""
    t = np.array([0.0, 1.0, 10.0])
    exact = 1000 * 20 * 0.3 * t * np.exp(-0.3 * t) / 50
    for ka in (0.3, 0.3 * (1 + 1e-13)):
        np.testing.assert_allclose(single_dose_ng_per_mL(t, 20, 50, 0.3, ka), exact, rtol=1e-12)


def test_flip_flop_swaps_the_exponents():
    """With absorption slower than elimination the end should fall with ka, and the height follow ka/k."""
    fast, slow = (single_dose_ng_per_mL([200.0, 210.0], 20, 50, k, ka) for k, ka in ((0.05, 0.5), (0.5, 0.05)))
    assert slow[1] / slow[0] == pytest.approx(np.exp(-0.05 * 10))
    np.testing.assert_allclose(fast / slow, 10)


@CASES
def test_area_is_dose_over_clearance(k, ka):
    """Whatever the rates, the area under a single dose should be F D/CL: nothing gets lost."""
    area = quad(lambda t: single_dose_ng_per_mL(t, 20, 50, k, ka, 0.7), 0, np.inf, limit=200)[0]
    assert area == pytest.approx(1000 * 0.7 * 20 / (50 * k), rel=1e-6)


@CASES
def test_peak_lies_where_the_slope_is_zero(k, ka):
    """A moment before and after the time of the peak the level should be lower, alone and in steady state."""
    single = time_of_peak_h(k, ka)
    steady = steady_time_of_peak_h(24, k, ka)
    for peak, course in (
        (single, lambda t: single_dose_ng_per_mL(t, 20, 50, k, ka)),
        (steady, lambda t: steady_state_ng_per_mL(t, 20, 24, 50, k, ka)),
    ):
        assert course(peak) > max(course(0.99 * peak), course(1.01 * peak))
    assert 0 < steady < single


@CASES
def test_rate_of_absorption_gives_back_its_peak(k, ka):
    """The rate found from a time of peak should put the peak there; at 1/k both rates are equal."""
    assert time_of_peak_h(k, absorption_rate_per_h(time_of_peak_h(k, ka), k)) == pytest.approx(time_of_peak_h(k, ka))
    assert absorption_rate_per_h(1 / k, k) == pytest.approx(k, rel=1e-6)


def test_early_peak_means_fast_absorption():
    """A peak before 1/k should give ka above k, a later one ka below k."""
    assert absorption_rate_per_h(3, 0.02) > 0.02 and absorption_rate_per_h(70, 0.02) < 0.02


@CASES
def test_steady_state_is_many_doses_and_averages_dose_over_clearance(k, ka):
    """Through one interval the level should be that of 2,000 doses before, with the average F D/(CL tau)."""
    t = np.linspace(0, 24, 7)
    steady = steady_state_ng_per_mL(t, 20, 24, 50, k, ka, 0.7)
    times = 24.0 * np.arange(2000)
    np.testing.assert_allclose(steady, repeated_doses_ng_per_mL(t + times[-1], times, 0 * times + 20, 50, k, ka, 0.7))
    mean = quad(lambda t: steady_state_ng_per_mL(t, 20, 24, 50, k, ka, 0.7), 0, 24, limit=200)[0] / 24
    assert mean == pytest.approx(steady_average_ng_per_mL(20, 24, 50 * k, 0.7), rel=1e-6)


def test_troughs_accumulate_by_the_ratio():
    """Once absorption is over, steady trough over first trough should be 1/(1 - exp(-k tau))."""
    first = single_dose_ng_per_mL(24, 20, 50, 0.02, 5)
    assert steady_state_ng_per_mL(24, 20, 24, 50, 0.02, 5) / first == pytest.approx(accumulation_ratio(0.02, 24))
    assert accumulation_ratio(np.log(2) / 24, 24) == pytest.approx(2)


def test_doses_add_up_as_the_differential_equation_says():
    """Missed and changed doses, parent and metabolite, should be those of a numerical solution."""
    times, doses = np.array([0.0, 24, 60, 72]), np.array([20.0, 10, 0, 40])
    k, ka, km = 0.1, 0.5, 0.03

    def slope(_, y):
        return [-ka * y[0], ka * y[0] - k * y[1], 0.6 * k * y[1] - km * y[2]]

    state, solved = np.zeros(3), []
    for begin, end, dose in zip(times, [24, 60, 72, 100], doses, strict=True):
        state = solve_ivp(slope, (begin, end), state + [0.8 * dose, 0, 0], rtol=1e-10, atol=1e-12).y[:, -1]
        solved.append(state)
    t = np.array([24.0, 60, 72, 100])
    parent = repeated_doses_ng_per_mL(t, times, doses, 50, k, ka, 0.8)
    product = metabolite_ng_per_mL(t, times, doses, 50, k, ka, km, 0.6, 0.8)
    np.testing.assert_allclose(parent, [1000 * y[1] / 50 for y in solved], rtol=1e-6)
    np.testing.assert_allclose(product, [1000 * y[2] / 50 for y in solved], rtol=1e-6)


@pytest.mark.parametrize("km", [0.1, 0.1 + 1e-7, 0.5, 0.02, 3.0])
def test_metabolite_keeps_the_mass(km):
    """Its area should be formed amount over its clearance, also where rates are equal."""
    area = quad(lambda t: metabolite_ng_per_mL(t, [0.0], [20.0], 50, 0.1, 0.1, km, 0.6), 0, np.inf, limit=200)[0]
    assert area == pytest.approx(1000 * 0.6 * 20 / (50 * km), rel=1e-6)


def test_metabolite_of_three_equal_rates():
    """With all rates equal it should be f D k² t²/2 exp(-k t)/V."""
    t = np.array([1.0, 10.0])
    ours = metabolite_ng_per_mL(t, [0.0], [20.0], 50, 0.2, 0.2, 0.2)
    np.testing.assert_allclose(ours, 1000 * 20 / 50 * 0.2**2 * t**2 / 2 * np.exp(-0.2 * t), rtol=1e-8)


def test_a_dose_to_come_changes_nothing_and_a_missed_one_only_what_follows():
    """Before its time a dose should not be seen; left out, the level should lack its course and no more."""
    t, times = np.array([5.0, 23.0, 30.0]), [0.0, 24.0]
    both, missed = (repeated_doses_ng_per_mL(t, times, doses, **DRUG) for doses in ([20, 20], [20, 0]))
    assert (both[:2] == missed[:2]).all()
    assert both[2] - missed[2] == pytest.approx(single_dose_ng_per_mL(6, 20, **DRUG))


def test_settings_come_first_and_time_last():
    """Settings of shape S and times of shape T should give S + T, the same as one by one."""
    k, t = np.array([0.05, 0.1, 0.2]), np.linspace(0, 48, 5)
    times, doses = np.array([0.0, 24.0]), np.array([[20.0, 20], [40, 0], [0, 0]])
    grid = repeated_doses_ng_per_mL(t, times, doses, 50, k, 1.2)
    assert grid.shape == (3, 5) and not grid[2].any()
    for i in range(3):
        np.testing.assert_allclose(grid[i], repeated_doses_ng_per_mL(t, times, doses[i], 50, k[i], 1.2))
    assert single_dose_ng_per_mL(t, 20, 50, k, 1.2).shape == (3, 5)
    assert steady_state_ng_per_mL(t[:2], 20, 24, 50, k, 1.2).shape == (3, 2)
    assert isinstance(repeated_doses_ng_per_mL(3.0, [0.0], [20.0], **DRUG), float)


def test_one_time_is_the_column_of_many():
    """At a single time, lists of doses and of rates should give one level a setting, that of the whole course."""
    k, times, doses = np.array([0.05, 0.1]), [[0.0, 24.0], [0.0, 12.0]], [[20.0, 20], [40, 0]]
    for model, rates in ((repeated_doses_ng_per_mL, (k, 1.2)), (metabolite_ng_per_mL, (k, 1.2, 2 * k))):
        course = model([30.0, 40.0], times, doses, 50, *rates)
        alone = model(30.0, times, doses, 50, *rates)
        assert alone.shape == (2,) and alone == pytest.approx(course[:, 0])


def tianeptine(row_status="verified"):
    """Volume, clearance and absorption behind the rows of the table of checks (70 kg, ka 2.8 per h)."""
    if row_status == "verified":
        volume = fact(find("pharmacokinetics", source_key=("royer1988",)), "volume_l_per_kg", unit="L/kg")
    else:
        row = find("pharmacokinetics", source_key=("salvadori1990",), status="unverified")
        volume = illustrative(row, "volume_l_per_kg", unit="L/kg")
    intravenous = find("pharmacokinetics", population="12 healthy volunteers", clearance_l_per_h=13.8)
    k = elimination_rate_per_h(fact(intravenous, "clearance_l_per_h", unit="L/h"), 70 * volume)
    return k, 70 * volume, fact(intravenous, "bioavailability_fraction", unit="")


def test_table_of_checks_is_reproduced():
    """Each row of half-life, time of peak and peak should come out as the table has it, to its digits."""
    rows = [row for row in load("pk_model_checks") if row.unit in ("h", "ng/mL")]
    seen = 0
    for status, checks in (("verified", rows[:3]), ("unverified", rows[3:5])):
        k, volume, fraction = tianeptine(status)
        peak = time_of_peak_h(k, 2.8)
        model = {
            "half-life": half_life_h(k),
            "time of maximum": peak,
            "maximum concentration": single_dose_ng_per_mL(peak, 12.5, volume, k, 2.8, fraction),
        }
        for row in checks:
            assert model[row.quantity] == pytest.approx(row.predicted, rel=0.005), row.line
            seen += 1
    for row in rows[5:]:
        source = next(r for r in load("pharmacokinetics") if r.drug == row.drug and r.volume_l and r.clearance_l_per_h)
        k = elimination_rate_per_h(source.clearance_l_per_h, source.volume_l)
        assert half_life_h(k) == pytest.approx(row.predicted, rel=0.005), row.line
        seen += 1
    assert seen == 7


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: single_dose_ng_per_mL(-1, 20, **DRUG), "t_h is -1; it must be a finite number at least 0 h"),
        (lambda: single_dose_ng_per_mL(1, -20, **DRUG), "dose_mg is -20.*mg"),
        (lambda: single_dose_ng_per_mL(1, 20, 0, 0.1, 1), "volume_L is 0.*above 0 L"),
        (lambda: single_dose_ng_per_mL(1, 20, 50, 0.1, 1, 1.2), "bioavailability is 1.2.*at most 1"),
        (lambda: elimination_rate_per_h(0, 50), "clearance_L_per_h is 0.*above 0 L/h"),
        (lambda: accumulation_ratio(0.1, 0), "interval_h is 0.*above 0 h"),
        (lambda: steady_state_ng_per_mL(25, 20, 24, **DRUG), "t_h is 25.*at most 24 h"),
        (lambda: repeated_doses_ng_per_mL(1, [0, 24], [20], **DRUG), r"shapes \(2,\) and \(1,\)"),
        (lambda: repeated_doses_ng_per_mL(1, 0, 20, **DRUG), "they must be lists"),
        (lambda: repeated_doses_ng_per_mL(1, [[0]] * 2, [[20]] * 3, **DRUG), r"shapes \(2, 1\) and \(3, 1\)"),
        (lambda: repeated_doses_ng_per_mL([[1.0]], [0], [20], **DRUG), "t_h has 2 axes"),
        (lambda: metabolite_ng_per_mL(1, [0], [20], 50, 0.1, 1, 0), "k_metabolite_per_h is 0.*above 0 1/h"),
        (lambda: metabolite_ng_per_mL(1, [0], [20], 50, 0.1, 1, 0.1, 2), "formed_fraction is 2.*at most 1"),
        (lambda: half_life_h(np.nan), "k_per_h is nan"),
        (lambda: absorption_rate_per_h("3", 0.1), "time_of_peak_h is '3', which is not a number"),
    ],
)
def test_impossible_input_is_refused_by_name(call, message):
    """The error should name parameter, value, range and unit."""
    with pytest.raises(ValueError, match=message):
        call()
