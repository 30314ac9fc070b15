"""The forest plot's settings: what each row adds, which published numbers appear, and what the sentence says."""

import math

import pytest
from reuptake.draw.forest_state import ABSOLUTE, RATIO
from reuptake.evidence import load
from reuptake.explore.forest import control_risk, explorer, forest_states, network_result
from reuptake.model.trial_arms import comparisons, drugs, pooled

MODEL = "random effects"


@pytest.fixture(scope="module")
def live():
    return explorer()


def along(drug, method=MODEL, scale=RATIO):
    count = 19
    return forest_states(list(range(1, count + 1)), [drug] * count, [method] * count, [scale] * count)


def test_trials_come_first_and_then_other_drugs():
    """Row by row there should be one thing more: a trial of the drug, or another drug's diamond."""
    for drug in drugs():
        count = len(comparisons(drug))
        for rows, state in enumerate(along(drug), start=1):
            assert (len(state.trials), len(state.rest)) == (min(rows, count), max(rows - count, 0))
            assert drug not in [other.name for other in state.rest]


@pytest.mark.parametrize("drug", drugs())
def test_no_two_steps_read_alike(live, drug):
    """For every drug, each of the 19 rows should change the sentence."""
    said = {live.scene.describe(state) for state in along(drug)}
    assert len(said) == 19


@pytest.mark.parametrize("drug", drugs())
def test_with_all_trials_in_the_diamond_is_the_pool(drug):
    """The last trial should bring the pooled result of the drug, and further rows leave it alone."""
    states = along(drug)[len(comparisons(drug)) - 1 :]
    assert {state.pooled.estimate for state in states} == {pooled(drug).estimate}


def test_other_drugs_are_pooled_by_the_same_model():
    """With a fixed effect chosen, the drugs beside it should have fixed effects too."""
    state = along("amitriptyline", "fixed effect")[-1]
    assert len(state.rest) == 16 and [r.effect for r in state.rest] == [pooled(r.name, "fixed").estimate
                                                                        for r in state.rest]  # fmt: skip


@pytest.mark.parametrize("table", ["cipriani2018_efficacy", "cipriani2018_acceptability"])
def test_unverified_numbers_of_the_network_never_appear(table):
    """A row that could not be checked should have no result, any other its number."""
    for row in load(table):
        found = network_result(table, row.drug)
        assert (found is None) == (row.status == "unverified")
        if found:
            assert math.exp(found.effect) == pytest.approx(row.odds_ratio) and found.read == (row.status == "verified")


def test_published_network_waits_until_all_trials_are_in(live):
    """The sentence should name it at the last trial and not before, with what is known about it."""
    before, after = forest_states([18, 19], ["paroxetine"] * 2, [MODEL] * 2, [RATIO] * 2)
    assert "1.75" not in live.scene.describe(before) + str(live.scene.numbers(before))
    assert "has 1.75 (1.61 to 1.90), checked against a re-analysis" in live.scene.describe(after)
    (hidden,) = forest_states([8], ["citalopram"], [MODEL], [RATIO])
    assert "could not be checked" in live.scene.describe(hidden) and "1.52" not in live.scene.describe(hidden)


def test_every_sentence_says_that_it_is_a_subset(live):
    """Whatever is set, the reader should hear that these are direct comparisons only."""
    for drug in drugs():
        for state in along(drug):
            assert "irect comparisons only, a subset" in live.scene.describe(state)


def test_start_is_one_trial(live):
    """At the start there should be one trial and no result that a prediction could ask for."""
    assert live.sentence.startswith(
        "1 of 19 trials of paroxetine v placebo, random effects: odds ratio of response 1.36"
    )
    assert "1.57" not in live.sentence


def test_absolute_scale_refers_to_the_pooled_placebo_response(live):
    """At 36.5 % on placebo, an odds ratio of 1.57 should be 11 more in 100."""
    assert control_risk() == pytest.approx(0.365)
    (state,) = forest_states([19], ["paroxetine"], [MODEL], [ABSOLUTE])
    assert "11 (7 to 15) more people in 100 respond, if 36.5 do on placebo" in live.scene.describe(state)
    assert round(state.per_hundred(0), 9) == 0


@pytest.mark.parametrize("rows", [0, 20, 1.5])
def test_rows_out_of_range_are_refused(rows):
    """There is no row before the first or after the nineteenth, and no half row."""
    with pytest.raises(ValueError, match=f"rows is .*{rows}.*; it must be"):
        forest_states([rows], ["paroxetine"], [MODEL], [RATIO])
