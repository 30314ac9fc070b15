"""Pictures of the serotonin notebook: artists hold what the state says, and hide what it does not show."""

import numpy as np
import pytest
from reuptake.explore import autoreceptor, methods, places, receptors


def test_enlarged_panel_shows_only_what_lies_near_or_below_rest():
    """The enlarged curve should be the change from rest, cut off above the panel."""
    live = autoreceptor.explorer()
    change = live.scene.braked_lines[1].get_ydata()
    assert np.isnan(change).any() and np.nanmax(change) < 1
    assert np.nanmin(change) == pytest.approx(-live.state.braked.dip_nM, abs=0.01)


def test_measured_marks_step_back_where_they_do_not_compare():
    """Measurements should be black where conditions fit, and grey elsewhere."""
    live = autoreceptor.explorer()
    black = {artist.get_color() for artist in live.scene.dip_marks + live.scene.decay_marks}
    live.controls["transporter"] = 3
    live.scene.update(live.state)
    grey = {artist.get_color() for artist in live.scene.dip_marks + live.scene.decay_marks}
    assert black == {"#000000"} and black.isdisjoint(grey)


def test_ring_stands_on_the_level_chosen():
    """The ring should sit on the chosen level, and the bar reach to the true peak."""
    live = methods.explorer()
    state, scene = live.state, live.scene
    rest = state.levels[state.chosen].level_nM
    assert scene.ring.get_xdata()[0] == rest
    assert scene.reach.get_xdata()[1] == pytest.approx(rest + state.rise_nM)


def test_rows_follow_the_order():
    """Sorted by coupling, the top row should stay and 5-HT5 come second; the frame should follow the choice."""
    live = receptors.explorer()
    live.controls["sort_by"] = "coupling"
    live.controls["family"] = "5-HT5"
    live.scene.update(live.state)
    heights = [row.name.get_position()[1] for row in live.scene.rows]
    assert sorted(heights, reverse=True)[:2] == [heights[0], heights[4]]
    assert live.scene.frame.get_y() < heights[4] < live.scene.frame.get_y() + live.scene.frame.get_height()
    assert all(line.get_visible() for line in live.scene.breaks)


def test_counters_add_up_and_hidden_counts_are_hidden():
    """Filled and open counters should add up, and only the counts asked for be visible."""
    live = places.explorer()
    live.scene.update(live.state)
    assert len(live.scene.here.get_xdata()) == 95 and len(live.scene.elsewhere.get_xdata()) == 5
    shown = [artists[0].get_visible() for artists in live.scene.count_artists]
    assert shown == [True, True, True, False, False]
    assert [text.get_visible() for text in live.scene.left_out] == [not visible for visible in shown]
