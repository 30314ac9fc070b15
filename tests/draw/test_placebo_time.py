"""The picture of placebo and time: means at their places, a dot for each trial, words inside the page."""

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from reuptake.draw.placebo_time import SCORES, PlaceboTimeScene
from reuptake.explore.placebo_time import placebo_states


@pytest.mark.parametrize(("cut_off", "reliability"), [(10, 0.1), (20, 0.5), (30, 0.1), (30, 0.9)])
def test_means_stand_at_their_numbers_and_words_inside(cut_off, reliability):
    """Lines should stand at the two means, their labels inside the page."""
    (state,) = placebo_states([cut_off], [reliability])
    scene = PlaceboTimeScene(state)
    assert scene.entry.get_xdata()[0] == state.first and scene.later.get_xdata()[0] == state.again
    page, paper = FigureCanvasAgg(scene.figure).get_renderer(), scene.figure.bbox
    for words in (scene.entry_words, scene.later_words, scene.words):
        box = words.get_window_extent(page)
        assert paper.x0 <= box.x0 and box.x1 <= 0.53 * paper.width


def test_only_those_let_in_are_drawn_as_chosen():
    """The coloured curve should be zero below the cut-off and everybody's above."""
    (state,) = placebo_states([22], [0.5])
    height = PlaceboTimeScene(state).chosen.get_ydata()
    assert np.all(height[SCORES < 22] == 0) and np.all(height[SCORES >= 22] > 0)


def test_every_trial_is_one_dot():
    """The heap should hold as many dots as there are trials, none on another."""
    (state,) = placebo_states([14], [0.5])
    heap = max(PlaceboTimeScene(state).figure.axes[1].lines, key=lambda line: len(line.get_xdata()))
    places = np.column_stack(heap.get_data())
    assert len(places) == len(state.placebo_percent) == len(np.unique(places, axis=0))
