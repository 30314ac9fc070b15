"""The picture of a signal: marks where the numbers are, alarms told by shape, all on the page."""

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from reuptake.draw.noisy_signal import MOST, RATIO_ENDS, NoisySignalScene
from reuptake.explore.noisy_signal import signal_states

SETTINGS = ((1, 5, 100_000, 1), (5, 5, 100_000, 1), (10, 1, 10_000, 1), (10, 50, 1_000_000, 5), (1, 50, 10_000, 5))


def scene_of(*setting):
    (state,) = signal_states(*([value] for value in setting))
    return state, NoisySignalScene(state)


@pytest.mark.parametrize("setting", SETTINGS)
def test_marks_are_the_numbers(setting):
    """Reports, true number and ratios should lie where the state has them, inside the axes."""
    state, scene = scene_of(*setting)
    assert np.array_equal(scene.dots.get_ydata(), state.came_in)
    assert list(scene.true.get_ydata()) == [state.happened] * 2
    assert sorted([*scene.calm.get_ydata(), *scene.alarm.get_ydata()]) == sorted(state.ratio)
    assert state.high.max() < MOST and RATIO_ENDS[0] < state.ratio_low.min() < state.ratio_high.max() < RATIO_ENDS[1]


@pytest.mark.parametrize("setting", SETTINGS)
def test_alarms_have_a_shape_of_their_own(setting):
    """Diamonds should be exactly the years whose interval lies above 1, as many as the sentence says."""
    state, scene = scene_of(*setting)
    assert scene.alarm.get_marker() == "D" != scene.calm.get_marker()
    assert list(scene.alarm.get_xdata()) == list(state.years[state.ratio_low > 1])
    assert (f"above 1 in {state.above or 'no'} " in scene.describe(state)) and len(
        scene.alarm.get_xdata()
    ) == state.above


def test_warning_is_shown_only_where_there_is_one():
    """Line and word of the warning should appear with publicity, and not before."""
    assert not any(artist.get_visible() for artist in scene_of(1, 5, 100_000, 1)[1].warning)
    assert all(artist.get_visible() for artist in scene_of(2, 5, 100_000, 1)[1].warning)


@pytest.mark.parametrize("setting", SETTINGS)
def test_words_stay_on_the_page_and_apart(setting):
    """Head and the words at the side should not leave the page or lie on one another."""
    _, scene = scene_of(*setting)
    page, paper = FigureCanvasAgg(scene.figure).get_renderer(), scene.figure.bbox
    sides = [scene.true_words.get_window_extent(page), scene.in_words.get_window_extent(page)]
    boxes = [scene.head.get_window_extent(page), scene.true_ratio_words.get_window_extent(page), *sides]
    assert all(box.x1 <= paper.x1 for box in boxes) and not sides[0].overlaps(sides[1])


def test_interval_is_drawn_for_every_year():
    """The bars should go from the lower to the upper limit, with a gap between the years."""
    state, scene = scene_of(5, 5, 100_000, 1)
    bars = np.asarray(scene.reach.get_ydata()).reshape(-1, 3)
    assert np.array_equal(bars[:, 0], state.ratio_low) and np.array_equal(bars[:, 1], state.ratio_high)
    assert np.isnan(bars[:, 2]).all()
