"""Exercises and predictions of notebook 07: their numbers against the tables and closed forms."""

import pytest
from reuptake.evidence import find
from reuptake.evidence import questions as data
from reuptake.model.exercises_safety import EXERCISES, NUMBERS, per_thousand
from reuptake.model.risk import Interval, number_needed
from reuptake.model.screening import predictive_values


def _right(kind, name):
    """The right option of an item."""
    return next(option for option in data.item(kind, name).options if option.correct)


@pytest.mark.parametrize("event", ["nausea", "dizziness", "insomnia"])
def test_number_needed_agrees_with_the_table(event):
    """One divided by the difference of the shares should be the number that the table derives."""
    row = find("ae_vs_placebo", drug="sertraline", adverse_event=event)
    groups = per_thousand(event)
    assert 1000 / (groups["drug"] - groups["placebo"]) == pytest.approx(row.nnh_derived, abs=0.05)


def test_dizziness_is_one_in_twenty():
    """Fifty more of 1,000 should be one more in twenty people."""
    named = EXERCISES["nnh_dizziness"].named()
    assert named["more"] == 50 and named["right"] == 20
    assert named["placebo_in_right"] == pytest.approx(20 * 7 / 100)


def test_invented_limits_pass_through_no_difference():
    """One more in 14 at one end, one fewer in 100 at the other, as a number needed has its limits."""
    named = EXERCISES["nnh_fewest"].named()
    whole = number_needed(Interval(0.03, -0.01, 0.07), good=False)
    assert whole.crosses and named["right"] == pytest.approx(whole.harm) == pytest.approx(1000 / 70)
    assert (named["estimate"], named["spared"]) == pytest.approx((whole.value, whole.benefit))


def test_options_say_what_the_tables_say():
    """Options that are right, and hold a number, should hold that of the table."""
    assert (
        _right("prediction", "07-nobody").answer == f"In about {round(NUMBERS['possible_per_1000'](), -1):.0f} of 1,000"
    )
    assert _right("prediction", "07-insomnia").answer == f"About {NUMBERS['insomnia_placebo']():g} of 1,000"
    assert _right("prediction", "07-stopping").answer == f"About {NUMBERS['stopping_placebo']():g} of 1,000"
    assert _right("prediction", "07-base-rate").answer == f"About {NUMBERS['hunter_ppv_rare_percent']():g} of 100"


def test_nobody_among_a_hundred():
    """Wilson's upper limit of none is z² / (n + z²); ten times the people should leave about a tenth."""
    z_squared = 1.959964**2
    assert NUMBERS["possible_per_1000"]() == pytest.approx(1000 * z_squared / (100 + z_squared), rel=1e-5)
    options = [option.answer for option in data.item("prediction", "07-nobody").options]
    assert f"In about {1000 * z_squared / (1000 + z_squared):.0f} of 1,000" in options


def test_base_rate_is_that_of_bayes():
    """The share of true alarms that a card names should follow from sensitivity, specificity and one per cent."""
    found = predictive_values(
        NUMBERS["hunter_sensitivity_percent"]() / 100, NUMBERS["hunter_specificity_percent"]() / 100, 0.01
    )
    assert 100 * found.positive == pytest.approx(NUMBERS["hunter_ppv_rare_percent"](), abs=0.5)


def test_questions_name_the_numbers_of_the_tables():
    """Numbers that stand in questions of the page should be those of the tables."""
    low = find("benefit_risk_examples", source_key=("gandhi2017",))
    said = _right("question", "07-relative").feedback
    assert f"{1000 * low.treated_events_n / low.treated_n:.1f} of 1,000" in said
    assert f"{1000 * low.control_events_n / low.control_n:.1f} of 1,000" in said
    young = find("suicidality_or_by_age", age_group="<25", outcome="suicidal behaviour or ideation")
    assert f"{young.estimate:g} ({young.ci_low:g} to {young.ci_high:g})" in data.item("question", "07-young").question
    major = find("tianeptine_poison_effects", study="Quadir 2025", measure="major effect", unit="%")
    assert f"{major.value:g} %" in data.item("question", "07-calls").question
    crude, adjusted = (
        find("ssri_safety_effects", topic="persistent pulmonary hypertension of the newborn", population_or_design=kind)
        for kind in ("late pregnancy, crude", "late pregnancy, adjusted")
    )
    asked = data.item("question", "07-confounding").question
    assert f"{crude.estimate:g} crude" in asked and f"{adjusted.estimate:.2f} ({adjusted.ci_low:g}" in asked
