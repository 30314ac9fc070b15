"""Weighing: rows that are the tables', verdicts that turn with weights and thresholds, honest words, bad input."""

import numpy as np
import pytest
from reuptake.draw.weighing import BENEFIT, NUISANCE, PARTICULAR
from reuptake.evidence import find, load
from reuptake.explore.weighing import explorer, weighing_states
from reuptake.explore.weighing_cases import ANY_DRUG, COMMON, OWN_TRIALS, TIANEPTINE, cases


def one(nuisance=0.0, benefit=10.0, particular=0.0, threshold=0.0, case=ANY_DRUG):
    """One state, by default that of the start."""
    (state,) = weighing_states([nuisance], [benefit], [particular], [threshold], [case])
    return state


def test_benefit_of_any_drug_by_hand():
    """Odds ratio 1.58 (1.48 to 1.68) at 36.5 % should be 111 more of 1,000 respond (95 to 126)."""
    (row,) = cases()[ANY_DRUG].of(BENEFIT)
    odds = 0.365 / 0.635 * np.array([1.58, 1.48, 1.68])
    expected = 1000 * odds / (1 + odds) - 365
    assert (row.more.estimate, row.more.low, row.more.high) == pytest.approx(tuple(expected))
    assert [round(value) for value in expected] == [111, 95, 126]


def test_harms_are_the_label_table_per_1000():
    """Every harm should be ten times its percentages in the table, with the table's own limits."""
    case = cases()[ANY_DRUG]
    rows = (*case.of(NUISANCE), *case.of(PARTICULAR))
    assert len(rows) == COMMON + 1
    for row in rows:
        data = find("ae_vs_placebo", drug="sertraline", adverse_event=row.name)
        assert row.more.estimate == 10 * data.risk_difference_percent_derived
        assert (row.more.low, row.more.high) == (10 * data.rd_ci_low_percent, 10 * data.rd_ci_high_percent)
        assert (row.placebo, row.treated) == (10 * data.placebo_percent, 10 * data.drug_percent)


def test_common_harms_are_those_reported_most_often():
    """No harm among all people should be reported more often on the drug than those that count as common."""
    names = [row.name for row in cases()[ANY_DRUG].of(NUISANCE)]
    rest = [row for row in load("ae_vs_placebo") if row.drug == "sertraline" and row.adverse_event not in names]
    least = min(find("ae_vs_placebo", drug="sertraline", adverse_event=name).drug_percent for name in names)
    assert max(row.drug_percent for row in rest if "men only" not in row.adverse_event) <= least


def test_tianeptine_rows_are_the_printed_ones():
    """12.7 points (-0.4 to 25.8) should be 127 (-4 to 258), dependence 1 to 3, and common harms without a number."""
    benefit, common, harm = cases()[TIANEPTINE].rows
    assert (benefit.more.estimate, benefit.more.low, benefit.more.high) == pytest.approx((127, -4, 258))
    assert common.more is None
    assert (harm.more.low, harm.more.high, harm.placebo) == (1, 3, None)


def test_score_is_the_sum_of_the_points():
    """The parts of the picture should add up to its score."""
    for case in cases():
        state = one(3.5, 8, 6, case=case)
        assert state.score == pytest.approx(sum(points for points in state.points if points is not None))
        assert state.low < state.score < state.high


def test_same_data_two_verdicts():
    """The two presets on tianeptine should have one table and opposite verdicts, neither of them sure."""
    made = explorer()
    commission, bulletin = (label for label in made.presets if label.startswith("Tianeptine"))
    made.preset(commission)
    first = made.state
    made.preset(bulletin)
    second = made.state
    assert first.case is second.case and first.weights != second.weights
    assert first.score >= first.threshold > first.low
    assert second.score < second.threshold < second.high


def test_verdict_turns_once_as_the_common_harms_gain_weight():
    """The score should fall along the first control, from above the threshold to below it."""
    made = explorer()
    made.controls["benefit_weight"] = 10
    states = made.states_along("nuisance_weight")
    scores = [state.score for state in states]
    assert scores == sorted(scores, reverse=True) and scores[0] > 0 > scores[-1]


def test_a_weight_without_a_number_moves_no_point():
    """Common harms of tianeptine have no number, so no weight should change the score."""
    light, heavy = one(0, case=TIANEPTINE), one(10, case=TIANEPTINE)
    assert light.score == heavy.score and light.weights[NUISANCE] != heavy.weights[NUISANCE]
    assert heavy.points[1] is None


def test_cases_cannot_be_written_into():
    """What one explorer is given should be read-only, since all of a session share it."""
    for shared in (cases(), cases()[ANY_DRUG].yardsticks, cases()[ANY_DRUG].one):
        with pytest.raises(TypeError):
            shared["benefit"] = 1


def test_cases_may_be_mixed_in_one_call():
    """States should come in the order of the settings, whatever their cases."""
    order = [TIANEPTINE, ANY_DRUG, OWN_TRIALS, TIANEPTINE]
    states = weighing_states([1, 2, 3, 4], [10] * 4, [5] * 4, [0] * 4, order)
    assert [state.case.name for state in states] == order
    assert [state.weights[NUISANCE] for state in states] == [1, 2, 3, 4]
    assert states[1].score == one(2, particular=5).score


def test_start_gives_no_turning_point_away():
    """At the start nothing should have a weight, no harm a worth in responses, and nothing a verdict."""
    state = explorer().state
    assert set(state.weights.values()) == {0}
    assert "Nothing is weighed yet: every weight is 0. Which of these matters" in explorer().sentence
    assert set(state.rates.values()) == {0}


def test_threshold_is_said_before_anything_is_weighed():
    """Each threshold should be heard at once, not only when there is a score."""
    made = explorer()
    for value in made.options("threshold"):
        made.controls["threshold"] = value
        assert f"The threshold stands at {value:g}." in made.sentence


@pytest.mark.parametrize("case", [ANY_DRUG, OWN_TRIALS, TIANEPTINE])
def test_words_recommend_nothing(case):
    """Each sentence should call the weights illustrative, and on tianeptine point to the help lines."""
    made = explorer()
    made.controls["case"] = case
    assert "illustrative weights" in made.sentence
    assert ("Help lines: top of this page." in made.sentence) == (case == TIANEPTINE)
    assert ("no recommendation" in made.sentence) == (case != TIANEPTINE)
    assert ("not the appraisers' method" in made.sentence) == (case == TIANEPTINE)


def test_sentence_claims_no_more_for_sertraline_than_was_tried():
    """A benefit computed from trials of any antidepressant should not be told as sertraline's."""
    made = explorer()
    assert "respond (95 to 126) on an antidepressant, whichever it is, than on placebo" in made.sentence
    made.controls["case"] = OWN_TRIALS
    assert "on sertraline than on placebo" in made.sentence and "whichever" not in made.sentence


def test_interval_across_no_difference_is_said():
    """An interval that includes no difference should be called so, and only such a one."""
    made = explorer()
    said = {}
    for case in made.options("case"):
        made.controls["case"] = case
        said[case] = "an interval that includes no difference" in made.sentence
    assert said == {ANY_DRUG: False, OWN_TRIALS: True, TIANEPTINE: True}


@pytest.mark.parametrize(
    ("lists", "words"),
    [
        (([11], [10], [0], [0], [ANY_DRUG]), "nuisance_weight is 11; it must be a finite number at least 0"),
        (([1], [-1], [0], [0], [ANY_DRUG]), "benefit_weight is -1"),
        (([1], [1], [12], [0], [ANY_DRUG]), "particular_weight is 12; .* at most 10 of 10"),
        (([1], [1], [1], [np.nan], [ANY_DRUG]), "threshold is nan"),
        (([1], [1], [1], [0], ["aspirin"]), "case is 'aspirin'; it must be one of: sertraline, benefit"),
        (([1, 2], [1], [1], [0], [ANY_DRUG]), "2 of nuisance_weight, 1 of benefit_weight"),
    ],
)
def test_bad_input(lists, words):
    """Nonsense should be refused with the parameter, the value and what is allowed."""
    with pytest.raises(ValueError, match=words):
        weighing_states(*lists)
