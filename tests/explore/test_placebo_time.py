"""Placebo and time: recomputed placebo response, the formula's limits, bad input."""

import pytest
from reuptake.evidence import find
from reuptake.explore.placebo_time import fixed, in_trials, placebo_states


def test_placebo_response_is_the_published_recomputation():
    """The pooled response should be 36.5 % (34.9 to 38.2), a further trial 23 to 52, in 118 trials."""
    percent, pooled, predicted = in_trials()
    row = find("placebo_response", measure="pooled placebo response")
    assert [round(value, 1) for value in pooled] == [row.estimate, row.ci_low, row.ci_high]
    assert [round(value) for value in predicted] == [23, 52] and len(percent) == row.trials_n == 118
    assert (round(percent.min()), round(percent.max())) == (14, 70)


def test_nobody_chosen_by_score_nobody_falls_back():
    """With everybody let in there should be nothing to lose."""
    (state,) = placebo_states([0], [0.5])
    assert state.first == pytest.approx(fixed("population_mean"), abs=1e-4) and state.fall == pytest.approx(0, abs=1e-4)


def test_fall_follows_the_formula():
    """The fall should be (1 - r) times the distance from everybody's mean."""
    for r in (0.1, 0.5, 0.9):
        (state,) = placebo_states([26], [r])
        assert state.fall == pytest.approx((1 - r) * (state.first - fixed("population_mean")))


def test_stricter_selection_loses_more():
    """The higher the cut-off, the fewer are let in and the more is lost."""
    states = placebo_states(range(10, 31), [0.5] * 21)
    falls, shares = [state.fall for state in states], [state.share for state in states]
    assert falls == sorted(falls) and shares == sorted(shares, reverse=True)


@pytest.mark.parametrize(
    ("cut_off", "reliability", "words"),
    [
        ([-1], [0.5], "cut_off is -1; it must be a finite number at least 0 points"),
        ([20], [1.1], "reliability is 1.1"),
        ([20, 21], [0.5], "2 of cut_off, 1 of reliability"),
    ],
)
def test_bad_input(cut_off, reliability, words):
    """Nonsense should be refused with the parameter, the value and what is allowed."""
    with pytest.raises(ValueError, match=words):
        placebo_states(cut_off, reliability)
