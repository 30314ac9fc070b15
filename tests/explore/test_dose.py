"""From dose to occupancy: the course agrees with closed forms, the tables and what was measured."""

import numpy as np
import pytest
from reuptake.evidence import facts, load
from reuptake.explore.dose import (
    DAYS,
    MISSED,
    SCHEDULES,
    STOPPED,
    TAPER_DOSE,
    TAPER_OCCUPANCY,
    daily_doses,
    dose_states,
    explorer,
    taper_doses,
)
from reuptake.explore.dose_drugs import DRUGS, drug_course, kinetics
from reuptake.model.dosing import steady_state_ng_per_mL, time_of_peak_h


def one(multiple=1, schedule="every day", day=DAYS, drug="citalopram"):
    """State of one setting."""
    return dose_states([multiple], [schedule], [day], [drug])[0]


def test_average_level_of_citalopram():
    """20 mg a day at 25.2 L/h should average 33.1 ng/mL."""
    assert drug_course("citalopram").average_ng_per_mL == pytest.approx(1000 * 20 / (25.2 * 24))


def test_six_weeks_of_citalopram_are_its_steady_state():
    """The last day should swing as the closed form of the steady state does."""
    rates, state = kinetics("citalopram"), one()
    ours = state.relative_level[-8:] * state.course.average_ng_per_mL
    hours = 24 * (state.t_days[-8:] - (DAYS - 1))
    volume = rates.clearance_L_per_h / rates.k_per_h
    exact = steady_state_ng_per_mL(hours, 20, 24, volume, rates.k_per_h, rates.ka_per_h)
    # At hour 0 the last dose has not been absorbed; all other times are within the interval.
    np.testing.assert_allclose(ours, exact, rtol=1e-6)


@pytest.mark.parametrize("choice", DRUGS)
def test_long_run_occupancy_is_that_of_the_table(choice):
    """At the usual minimum the curve should give the table's own prediction, and the course swing round it."""
    course = drug_course(choice)
    rows = [r for r in facts(load("occupancy")) if (r.drug, r.region) == (course.drug, course.region)]
    predicted = rows[0].predicted_occupancy_at_minimum_percent_derived
    assert 100 * course.occupied(course.usual_mg) == pytest.approx(predicted, abs=0.06)
    low, high = one(drug=choice).on_day(one(drug=choice).occupancy)
    assert high > low and (low < predicted / 100 < high or course.with_metabolite)


@pytest.mark.parametrize("choice", DRUGS)
def test_absorption_puts_the_peak_where_the_tables_have_it(choice):
    """Time of peak should come back within the printed range or at the printed number."""
    drug, _, metabolite = DRUGS[choice]
    rates = kinetics(drug, metabolite)
    rows = [r for r in facts(load("pharmacokinetics")) if r.drug == r.analyte == drug]
    times = [t for r in rows for t in (r.tmax_h, r.tmax_low_h, r.tmax_high_h) if t]
    peak = time_of_peak_h(rates.k_per_h, rates.ka_per_h)
    assert min(times) - 1e-9 <= peak <= max(times) + 1e-9


def test_twice_the_dose_is_twice_the_level_and_little_more_occupancy():
    """Linear kinetics double the level everywhere; the plateau should leave about four points."""
    usual, twice = one(), one(2)
    np.testing.assert_allclose(twice.relative_level, 2 * usual.relative_level)
    gain = twice.course.occupied(40) - usual.course.occupied(20)
    assert gain == pytest.approx(0.8398 * (40 / 42.33 - 20 / 22.33))


def test_missed_dose_costs_more_where_the_drug_leaves_faster():
    """Before day 15 nothing should differ; on it duloxetine (12 h) should fall deeper than citalopram (32 h)."""
    depth = {}
    for drug in ("citalopram", "duloxetine"):
        missed, taken = one(schedule=MISSED, drug=drug), one(drug=drug)
        early = missed.t_days < 14
        assert (missed.relative_level[early] == taken.relative_level[early]).all()
        depth[drug] = taken.on_day(taken.occupancy, 15)[0] - missed.on_day(missed.occupancy, 15)[0]
    assert depth["duloxetine"] > 2 * depth["citalopram"] > 0


def test_schedules_hold_the_doses_they_name():
    """Each schedule should leave out the doses it says, after day 14 only, and never exceed the dose."""
    course = drug_course("citalopram")
    taken = {schedule: daily_doses(schedule, 20, course) for schedule in SCHEDULES}
    assert [int((doses > 0).sum()) for doses in taken.values()] == [42, 41, 14, 35, 35]
    assert taken[MISSED][14] == 0 and taken[STOPPED][13] == 20
    assert all((doses[:14] == 20).all() and doses.max() == 20 for doses in taken.values())


def test_steps_of_a_taper_are_equal_in_what_they_say():
    """Equal steps of dose should be unequal in occupancy, the last the largest, and the reverse."""
    course = drug_course("citalopram")
    by_dose, by_occupancy = (taper_doses(kind, 20, course) for kind in (TAPER_DOSE, TAPER_OCCUPANCY))
    np.testing.assert_allclose(np.diff(by_dose), -5)
    assert (np.diff(-np.diff(course.occupied(by_dose))) > 0).all()
    np.testing.assert_allclose(np.diff(course.occupied(by_occupancy)), -course.occupied(20) / 4)


def test_scan_and_curve_are_shown_to_disagree():
    """For paroxetine both 76 % (curve) and 83 % (scan) should be read."""
    live = explorer()
    live.preset("Scan and curve disagree")
    assert "76 %" in live.sentence and "83 %" in live.sentence and "Illustrative" in live.sentence


def test_two_ways_to_the_half_maximal_level_are_shown_to_disagree():
    """The table should have the level implied by the curve, 3.9 ng/mL, beside the reported 11.7 ng/mL."""
    table = repr(explorer().numbers)
    assert "3.9 ng/mL" in table and "11.7 ng/mL" in table


def test_a_setting_reads_the_same_alone_and_in_a_row():
    """What a setting gives should not depend on what was computed along with it."""
    live = explorer()
    for value, state in list(zip(live.options("drug"), live.states_along("drug"), strict=True)):
        np.testing.assert_array_equal(one(day=21, drug=value).relative_level, state.relative_level)


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ({"schedule": ["daily"]}, "schedule is 'daily'; it must be one of: every day, one dose missed"),
        ({"drug": ["tianeptine"]}, "drug is 'tianeptine'; it must be one of: citalopram"),
        ({"day": [43]}, "day is 43; .*at least 1 and at most 42 days"),
        ({"day": [2.5]}, r"day is \[2.5\]; it must be a whole number"),
        ({"multiple": [0]}, "multiple is 0; .*above 0 × usual minimum dose"),
        ({"multiple": [1, 2]}, "There are 2 of multiple, 1 of schedule"),
    ],
)
def test_impossible_settings_are_refused_by_name(setting, message):
    """Unknown choices, numbers out of range and lists of unequal length should be refused."""
    usual = {"multiple": [1], "schedule": ["every day"], "day": [21], "drug": ["citalopram"]}
    with pytest.raises(ValueError, match=message):
        dose_states(**(usual | setting))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: daily_doses("daily", 20, drug_course("citalopram")), "schedule is 'daily'; .*: every day, one dose"),
        (lambda: taper_doses("stopped", 20, drug_course("citalopram")), "schedule is 'stopped'; .*: taper, equal dose"),
        (lambda: drug_course("paroxetine"), "choice is 'paroxetine'; it must be one of: citalopram"),
        (lambda: kinetics("tianeptine"), r"drug and metabolite is \('tianeptine', None\); it must be one of"),
    ],
)
def test_a_mistyped_name_is_not_read_as_another(call, message):
    """An unknown schedule or drug should be refused by name, and not followed as if it were every day."""
    with pytest.raises(ValueError, match=message):
        call()


def test_presets_of_one_question_give_no_other_away():
    """Asked for one question the explorer should have its presets alone, and refuse a question it does not know."""
    assert explorer("miss").presets == ("One dose missed", "Missed, a drug that leaves faster")
    assert len(explorer().presets) == sum(len(explorer(one).presets) for one in ("double", "miss", "taper"))
    with pytest.raises(ValueError, match="questions is 'all'; it must be one of: double"):
        explorer("all")
