"""The picture of the P values: a mark for each, on the right side of the limit, words that agree."""

import numpy as np
import pytest
from reuptake.draw.four_p import LOWEST, FourPScene
from reuptake.explore.four_p import LIMIT, four_p_states


def scene_of(outcomes, run, correction="none"):
    (state,) = four_p_states([outcomes], [run], [0], [correction])
    return state, FourPScene(state)


@pytest.mark.parametrize("run", [1, 5, 10])
def test_each_outcome_has_one_mark_on_its_side(run):
    """Marks under the limit should be diamonds, the others circles, together one for each outcome."""
    state, scene = scene_of(20, run)
    under, over = scene.alarm.get_ydata(), scene.plain.get_ydata()
    assert len(under) + len(over) == state.outcomes and len(under) == state.under[0]
    assert np.all(under < LIMIT) and np.all(over >= LIMIT) and np.all(under >= LOWEST)


def test_what_survives_is_ringed_only_with_a_correction():
    """Rings should mark what stays under the limit after a correction, and never stand without one."""
    assert len(scene_of(20, 6)[1].kept.get_xdata()) == 0
    (state,) = four_p_states([10], [18], [0.3], ["Holm"])
    ringed = FourPScene(state).kept.get_xdata()
    assert state.under == (2, 1) and len(ringed) == 1 and state.corrected[int(ringed[0]) - 1] < LIMIT


def test_dot_lies_on_the_curve():
    """The chance that is read out should be where the dot stands."""
    state, scene = scene_of(20, 1)
    assert scene.dot.get_ydata()[0] == scene.curve.get_ydata()[19] == 100 * state.chance
    assert f"about {100 * state.chance:.0f} would" in scene.describe(state)


@pytest.mark.parametrize("outcomes", [1, 7, 40])
def test_curve_ends_where_the_reader_stands(outcomes):
    """The curve should give away nothing beyond the number of outcomes that was set."""
    _, scene = scene_of(outcomes, 1)
    assert scene.curve.get_xdata()[-1] == outcomes == scene.dot.get_xdata()[0]
