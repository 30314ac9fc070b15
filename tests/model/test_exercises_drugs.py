"""Exercises and predictions of notebook 04: their numbers against closed forms, tables and the pictures beside them."""

import numpy as np
import pytest
from reuptake.evidence import find, load
from reuptake.explore import dose, dose_drugs, mirror, weeks
from reuptake.model.exercises_drugs import (
    DAY_H,
    DRUG,
    EXERCISES,
    NUMBERS,
    OTHER_DRUG,
    SHORT_LIVED,
    citalopram_rates,
    dose_curve,
    share_left,
)
from reuptake.model.transporter import occupancy


def test_curves_are_those_of_the_pictures():
    """Plateau, half-maximal and usual dose should be what the explorer draws."""
    for drug in (DRUG, OTHER_DRUG):
        curve, shown = dose_curve(drug), dose_drugs.drug_course(drug)
        assert curve["plateau_percent"] == pytest.approx(100 * shown.plateau)
        assert (curve["half_mg"], curve["usual_mg"]) == (shown.half_mg, shown.usual_mg)


def test_kept_curve_cannot_be_written_into():
    """A curve is kept for later exercises, so nobody should be able to change it."""
    with pytest.raises(TypeError):
        dose_curve(DRUG)["half_mg"] = 1.0


@pytest.mark.parametrize(
    ("times", "said"), [((0, 24), "half_life_h is 0; .*above 0 h"), ((12, np.nan), "interval_h is nan")]
)
def test_impossible_times_are_refused(times, said):
    """A half-life of nothing should be refused by name, and be no ZeroDivisionError."""
    with pytest.raises(ValueError, match=said):
        share_left(*times)


def test_occupancy_at_the_usual_dose_is_the_derived_column():
    """The table's own derived number should come out, to its digits."""
    row = find("occupancy", drug=DRUG, status="secondary")
    assert NUMBERS["usual_dose_percent"]() == pytest.approx(
        row.predicted_occupancy_at_minimum_percent_derived, abs=0.05
    )
    other = find("occupancy", drug=OTHER_DRUG).predicted_occupancy_at_minimum_percent_derived
    assert EXERCISES["drug_occupancy"].named()["usual_percent"] == pytest.approx(other, abs=0.05)


def test_half_maximal_dose_gives_half_of_the_plateau():
    """At the half-maximal dose the curve should stand at half of its plateau, and never above it."""
    given = EXERCISES["drug_occupancy"].inputs()
    right = EXERCISES["drug_occupancy"].right
    assert right(**given | {"dose_mg": given["half_mg"]}) == pytest.approx(given["plateau_percent"] / 2)
    assert right(**given | {"dose_mg": 1e9}) == pytest.approx(given["plateau_percent"])


def test_apparent_km_gives_the_share_that_was_asked_for():
    """With so much inhibitor, and no serotonin, just that share should be occupied."""
    named = EXERCISES["drug_apparent_km"].named()
    assert occupancy(named["ki"], 1.0) == pytest.approx(named["share"])
    assert named["right"] * named["free_percent"] / 100 == pytest.approx(named["km_nM"])


def test_accumulation_is_the_sum_of_what_is_left():
    """The closed form should be the sum over many earlier doses, and the ratio of the dosing model."""
    given = EXERCISES["accumulation"].inputs()
    left = share_left(**given)
    assert EXERCISES["accumulation"].value() == pytest.approx(sum(left**n for n in range(100)))
    k = np.log(2) / given["half_life_h"]
    assert EXERCISES["accumulation"].value() == pytest.approx(1 / (1 - np.exp(-k * DAY_H)))
    assert [row for row in load("pharmacokinetics") if row.drug == SHORT_LIVED and row.half_life_h == 12]


def test_rates_are_those_of_the_picture():
    """Elimination and absorption should be what the explorer follows."""
    shown = dose_drugs.kinetics(DRUG)
    assert citalopram_rates() == pytest.approx((shown.k_per_h, shown.ka_per_h))


def test_missed_dose_agrees_with_the_picture():
    """Occupancy before the next dose, and after one left out, should be the lowest that the picture shows."""
    day = dose.fixed("change_day")
    usual, missed = dose.dose_states([1, 1], [dose.EVERY_DAY, dose.MISSED], [dose.DAYS] * 2, [DRUG] * 2)
    # The picture's lowest is a day earlier, where the build-up is not quite complete.
    lowest = 100 * usual.on_day(usual.occupancy, day)[0]
    assert NUMBERS["before_next_dose_percent"]() == pytest.approx(lowest, abs=0.01)
    assert NUMBERS["after_missed_dose_percent"]() == pytest.approx(100 * missed.on_day(missed.occupancy, day)[0])
    # The options of the prediction say: about two thirds, far from half of it and from none.
    assert NUMBERS["after_missed_dose_percent"]() == pytest.approx(200 / 3, abs=1.5)


def test_a_missed_dose_costs_more_lower_down():
    """At a fifth of the dose, more points of occupancy should be lost, as a question says."""
    lost = []
    for multiple in (1, 0.2):
        usual, missed = dose.dose_states([multiple] * 2, [dose.EVERY_DAY, dose.MISSED], [dose.DAYS] * 2, [DRUG] * 2)
        day = dose.fixed("change_day")
        lost.append(usual.on_day(usual.occupancy, day)[0] - missed.on_day(missed.occupancy, day)[0])
    assert lost[1] > lost[0] > 0


def test_equal_steps_of_dose_end_with_the_largest():
    """The steps should add up to the whole occupancy, and the last take more than half of it."""
    first, last, whole = (NUMBERS[name]() for name in ("first_step_points", "last_step_points", "usual_dose_percent"))
    ladder = dose.taper_doses(dose.TAPER_DOSE, dose_curve(DRUG)["usual_mg"], dose_drugs.drug_course(DRUG))
    points = -np.diff(100 * dose_drugs.drug_course(DRUG).occupied(ladder))
    assert points.sum() == pytest.approx(whole)
    assert (points[0], points[-1]) == pytest.approx((first, last))
    assert last > whole / 2 and first == pytest.approx(min(points))


def test_twice_the_dose_adds_little():
    """Twice the dose should add a few points, as the text says."""
    assert 0 < NUMBERS["twice_dose_percent"]() - NUMBERS["usual_dose_percent"]() < 5


def test_rise_and_fall_agree_with_the_picture():
    """What is blocked and what is added should be what the picture's setting and its mirror image give."""
    (state,) = mirror.mirror_states([0.2], ["frontal cortex"], [mirror.TWO_PATHS])
    assert NUMBERS["rise_when_blocked_percent"]() == pytest.approx(100 * (state.ratio - 1))
    assert NUMBERS["fall_when_added_percent"]() == pytest.approx(100 * (1 - state.mirrored_ratio))
    assert NUMBERS["fall_when_added_percent"]() < 50 < NUMBERS["rise_when_blocked_percent"]()


def test_feedback_is_as_measured():
    """The levels of the optional prediction should be the marks of the picture."""
    marks = {m.treatment: m.level for m in weeks.measured_levels()}
    assert NUMBERS["first_citalopram_percent"]() == 100 * marks["citalopram"]
    assert NUMBERS["weeks_citalopram_percent"]() == 100 * marks["citalopram, after chronic citalopram"]
