"""Stopping: each finding as its table has it, disagreement kept apart, nothing subtracted without a rate, bad input."""

import pytest
from reuptake.draw.stopping import ADVICE
from reuptake.evidence import find
from reuptake.explore.stopping import NO, SUBTRACT, YES, explorer, findings, stopping_states

WITHOUT = (1, 6)  # the rows whose source gives no placebo rate


@pytest.fixture(scope="module")
def live():
    return explorer()


def described(live, row, subtract=NO):
    return live.scene.describe(stopping_states([row], [subtract])[0])


def test_findings_are_those_of_the_tables():
    """Shares, placebo and difference should be the columns of the row, in its order."""
    for row, name in ((2, "any discontinuation symptom"), (3, "severe symptoms"), (4, "dizziness")):
        source = find("benefit_risk_examples", comparison=f"stopping antidepressant v stopping placebo, {name}")
        found = findings()[row - 1]
        wanted = (source.treated_percent, source.control_percent, source.risk_difference_percent)
        assert (found.percent, found.placebo, found.difference) == wanted
    reanalysis = find("ssri_safety_effects", topic="discontinuation symptoms, reanalysis")
    last = findings()[-1]
    assert (last.percent, last.low, last.high) == (reanalysis.estimate, reanalysis.ci_low, reanalysis.ci_high)


def test_start_shows_one_number_without_placebo(live):
    """At the start there should be the earlier review alone, and no share after placebo."""
    assert "560 of 1,000 people who stopped" in live.sentence and "an earlier review, as cited in" in live.sentence
    assert len(live.numbers.rows) == 1 and live.state.finding.placebo is None


def test_subtracting_needs_a_placebo_rate(live):
    """Where a source gives none the sentence should say so, and name no difference."""
    for row in WITHOUT:
        said = described(live, row, YES)
        assert "with no placebo rate to subtract" in said and "more of 1,000" not in said
    assert described(live, 2, YES).count("140 more of 1,000 after an antidepressant than after placebo") == 1


def test_pooled_difference_is_the_printed_one(live):
    """Dizziness should read 62 more, not the 57 that the two shares would make, and say why."""
    said = described(live, 4, YES)
    assert "62 more of 1,000" in said and "75 less 18 would be 57" in said and "5.52 (3.81 to 8.01)" in said


def test_an_effect_size_is_not_turned_into_people(live):
    """The standardised difference should stay one, with or without subtracting."""
    for subtract in SUBTRACT:
        said = described(live, 5, subtract)
        assert "SMD 0.31, which is no share of people" in said and "of 1,000" not in said


def test_status_and_advice_are_always_said(live):
    """Secondary rows should name where they were read; every sentence should end with the advice."""
    for row, finding in enumerate(findings(), start=1):
        for subtract in SUBTRACT:
            said = described(live, row, subtract)
            assert said.endswith(ADVICE) and finding.source in said
    assert [finding.cited for finding in findings()] == [True, True, True, True, False, False]


def test_dispute_names_its_limits(live):
    """The reanalysis should say how many people, and that placebo was not subtracted."""
    said = described(live, 6)
    assert "550 of 1,000 people who stopped (310 to 810)" in said
    assert "n = 601" in said and "placebo rate not subtracted" in said and "12 weeks or less" in said


@pytest.mark.parametrize(
    ("row", "subtract", "words"),
    [
        ([7], [NO], "row is 7; it must be a finite number at least 1 and at most 6 as a row"),
        ([1.5], [NO], "row is .*1.5.*; it must be a whole number"),
        ([1], ["maybe"], "subtract is 'maybe'; it must be one of: no, yes"),
    ],
)
def test_bad_input(row, subtract, words):
    """Nonsense should be refused with the parameter, the value and what is allowed."""
    with pytest.raises(ValueError, match=words):
        stopping_states(row, subtract)
