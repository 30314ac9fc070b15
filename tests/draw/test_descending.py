"""The picture of the toy: arrows as wide as their parts, the gauge at the signal."""

import pytest
from reuptake.draw.descending import HIGHEST, DescendingScene
from reuptake.explore.descending import BLOCKED, RECEPTORS, descending_states


@pytest.mark.parametrize("receptor", RECEPTORS)
@pytest.mark.parametrize(("amount", "driving"), [(0, 30), (1, 30), (3, 0), (3, 100)])
def test_arrows_and_gauge_follow_the_state(amount, driving, receptor):
    """A larger part should have the wider arrow, none should have no arrow, and the gauge stay in its axis."""
    (state,) = descending_states([amount], [driving], [receptor])
    scene = DescendingScene(state)
    assert scene.arrows["brake"].get_visible() == (state.brake > 0)
    assert scene.arrows["drive"].get_visible() == (state.drive > 0)
    widths = [scene.arrows[name].get_linewidth() for name in ("brake", "drive")]
    assert (widths[0] > widths[1]) == (state.brake > state.drive)
    assert scene.cross.get_visible() == (receptor == BLOCKED)
    assert 0 <= scene.signal.get_ydata()[0] == state.signal <= HIGHEST
