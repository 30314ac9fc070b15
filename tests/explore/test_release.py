"""The release explorer's stimuli and estimates."""

import numpy as np
import pytest
from reuptake.explore.release import QUANTA, estimates, explorer, release_states


def test_fewer_stimuli_are_the_first_of_many():
    """The counts among 1,000 stimuli should include those among the first 20."""
    few, many = release_states([10, 10], [0.1, 0.1], [20, 1000])
    assert np.all(np.round(few.simulated * 20) <= np.round(many.simulated * 1000))
    assert (few.n_trials, many.n_trials) == (20, 1000) and few.n_failures < many.n_failures


def test_shares_of_each_setting_add_to_one():
    """Simulated and binomial shares should be complete on the axis at every setting."""
    made = explorer()
    for key in made.controls:
        for state in made.states_along(key):
            assert state.simulated.sum() == pytest.approx(1) and state.binomial.sum() == pytest.approx(1)
            assert state.n_failures == round(state.simulated[0] * state.n_trials)


def test_estimates_near_the_truth_where_poisson_holds_and_above_it_where_not():
    """At a low probability three methods should agree; at a high one two of them should say too much."""
    rare, often = release_states([15, 4], [0.05, 0.75], [1000, 1000])
    np.testing.assert_allclose(rare.estimates, rare.mean, rtol=0.15)
    by_mean, by_failures, by_variation = often.estimates
    assert by_mean == pytest.approx(often.mean, rel=0.05)
    assert by_failures > 1.3 * often.mean and by_variation > 3 * often.mean


def test_no_estimate_where_nothing_can_be_learned():
    """All failed, none failed, and no scatter should each leave a method without an estimate."""
    assert estimates(20, 20, 0.0, 0.0) == (None, None, None)
    assert estimates(20, 0, 3.0, 0.0) == (3.0, None, None)
    assert estimates(20, 0, 4.0, 2.0) == (4.0, None, 4.0)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (([21], [0.1], [20]), "n_sites is 21; it must be a finite number at least 1 and at most 20 sites"),
        (([2.5], [0.1], [20]), "n_sites is .*2.5.*; it must be a whole number"),
        (([2], [0.1], [20.5]), "n_trials is .*20.5.*; it must be a whole number"),
        (([2], [0.1], [0]), "n_trials is 0"),
    ],
)
def test_counts_beyond_the_axis_or_not_whole_are_refused(settings, message):
    """More sites than the axis has places, or half a site, should be refused and not be cut to fit."""
    with pytest.raises(ValueError, match=message):
        release_states(*settings)


def test_as_many_sites_as_the_axis_holds_lose_no_share():
    """At the most sites allowed, and all of them releasing, shares should still add to one."""
    (state,) = release_states([QUANTA[-1]], [0.99], [50])
    assert state.simulated.sum() == pytest.approx(1) and state.binomial.sum() == pytest.approx(1)
