"""Four measured levels, none averaged, and a toy change that a long sample waters down."""

import pytest
from reuptake.explore.methods import LEVELS, explorer, methods_states, resting_levels


def test_levels_are_those_of_the_tables():
    """Three by microdialysis and one by voltammetry, each with its own plus-minus."""
    assert [(x.level_nM, x.plus_minus_nM) for x in resting_levels()] == [(0.83, 0.1), (1.4, 0.4), (2.8, 1), (64.9, 2.3)]
    assert [x.method for x in resting_levels()] == ["microdialysis"] * 3 + ["voltammetry"]
    assert resting_levels()[-1].error_type == "SE"


def test_short_samples_follow_the_change_and_long_ones_do_not():
    """A sample shorter than the change should see all of it; ten minutes should see under 1 % of a short one."""
    short, long, slow = methods_states([0.5, 600, 600], [2, 2, 600], list(LEVELS)[:3])
    assert short.best_share == pytest.approx(1) and slow.best_share == pytest.approx(1)
    assert long.best_share == pytest.approx((2 + 2.47 / 0.6931) / 600, rel=1e-3)
    assert [s.chosen for s in (short, long, slow)] == [0, 1, 2]


def test_shown_samples_cover_the_picture_in_few_points():
    """At every sampling time the staircase should reach across the axis with some 300 points at most."""
    for state in explorer().states_along("sample_s"):
        assert state.sample_start_s.size <= 310
        assert state.sample_start_s[0] <= state.t_s[0] and state.sample_start_s[-1] >= state.t_s[-1]
        assert state.reported_nM.max() == pytest.approx(state.reported_peak_nM)


def test_same_rise_is_more_on_a_lower_rest():
    """35.21 nM should be 1.54 times rest by voltammetry and 13.6 times by striatal microdialysis."""
    live = explorer()
    assert "1.54 times rest" in live.sentence
    live.controls["rest"] = "microdialysis, striatum"
    assert "13.6 times rest" in live.sentence and "unresolved" in live.sentence
