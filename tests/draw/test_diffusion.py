"""The picture of a spreading pulse holds what its state says, and shows no answer before its time."""

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.patches import Circle
from reuptake.draw.diffusion import DOTS, LEVEL_NM, DiffusionScene
from reuptake.explore.diffusion import diffusion_states


@pytest.fixture(scope="module")
def states():
    """In the cleft, at 1 µm, and at 5 µm."""
    return diffusion_states([0.15, 1, 5], [0.01, 1, 20], [0, 0, 0])


@pytest.fixture(scope="module")
def scene(states):
    return DiffusionScene(states[1])


def test_curves_are_the_states_and_stop_at_the_axis(scene, states):
    """Course and profile should be drawn as they are, and left out below the axis."""
    scene.update(states[1])
    for line, levels in ((scene.course, states[1].course_nM), (scene.profile, states[1].profile_nM)):
        drawn = line.get_ydata()
        np.testing.assert_array_equal(drawn[np.isfinite(drawn)], levels[levels >= LEVEL_NM[0]])
        assert np.isnan(drawn).sum() == (levels < LEVEL_NM[0]).sum()


def test_place_is_marked_in_the_cleft_or_in_the_tissue(scene, states):
    """A distance in the contact zone should be marked there and a farther one by a circle, never both."""
    cleft, near, _ = states
    scene.update(cleft)
    assert scene.cleft_here.get_visible() and not scene.tissue_here.get_visible()
    assert not scene.times.get_visible()
    scene.update(near)
    assert isinstance(scene.tissue_here, Circle) and scene.tissue_here.get_radius() == 1
    assert scene.tissue_here.get_visible() and not scene.cleft_here.get_visible()


def test_marked_distances_wait_for_the_reader(scene, states):
    """The time at 5 µm should stay hidden at 1 µm, and stand there once the reader is."""
    for state, seen in ((states[1], [True, False]), (states[2], [True, True])):
        scene.update(state)
        assert [label.get_visible() for _, label in scene.marks] == seen
        assert [square.get_visible() for square, _ in scene.marks] == seen


def test_lost_molecules_are_not_drawn(scene, states):
    """Half lost should leave half of the dots in the tissue."""
    scene.update(replace(states[1], share_not_lost=0.5, tissue_step_um=1.0))
    assert len(scene.tissue_dots.get_xdata()) == len(DOTS) // 2


def test_reach_of_the_line_of_times_is_the_distance(scene, states):
    """The line should end at the chosen distance, at its own time."""
    scene.update(states[2])
    x, y = scene.times.get_data()
    assert (x[-1], y[-1]) == (5, states[2].arrival_ms)
