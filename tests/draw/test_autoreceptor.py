"""The picture of the brake holds what its state says, and compares only like with like."""

import numpy as np
import pytest
from reuptake.explore import autoreceptor


@pytest.fixture(scope="module")
def live():
    return autoreceptor.explorer()


def test_enlarged_panel_shows_only_what_lies_near_or_below_rest(live):
    """The enlarged curve should be the change from rest, cut off above the panel."""
    live.preset("The usual brake")
    live.scene.update(live.state)
    change = live.scene.braked_lines[1].get_ydata()
    assert np.isnan(change).any() and np.nanmax(change) < 1
    assert np.nanmin(change) == pytest.approx(-live.state.braked.dip_nM, abs=0.01)


def test_measured_marks_step_back_where_they_do_not_compare(live):
    """Measurements should be black where conditions fit, and grey elsewhere."""
    live.preset("The usual brake")
    live.scene.update(live.state)
    black = {artist.get_color() for artist in live.scene.dip_marks + live.scene.decay_marks}
    live.controls["transporter"] = 3
    live.scene.update(live.state)
    grey = {artist.get_color() for artist in live.scene.dip_marks + live.scene.decay_marks}
    assert black == {"#000000"} and black.isdisjoint(grey)


def test_lengths_in_words_are_those_of_the_state(live):
    """The note on the height and the words of the measurement should say the state's numbers."""
    scene, state = live.scene, live.state
    texts = [text.get_text() for ax in scene.figure.axes for text in ax.texts]
    assert any(f"after {state.set_train_s:g} s is set" in text for text in texts)
    assert any(f"below” within {state.dip_within_s:g} s" in text for text in texts)


def test_lowest_point_is_marked_only_where_it_was_reached(live):
    """A level that still falls at the edge should have no mark of the lowest point there."""
    live.reset()
    live.scene.update(live.state)
    assert live.state.braked.still_falling and not live.scene.lowest.get_visible()
    live.preset("The usual brake")
    live.scene.update(live.state)
    assert live.scene.lowest.get_visible()


def test_faint_picture_leaves_out_the_train(live):
    """The train of the setting before should not lie under the name of this one."""
    assert "no-ghost" in live.scene.train.get_gid() and "no-ghost" not in live.scene.braked_lines[0].get_gid()
