"""The picture of too much serotonin: touched steps marked only when told, words above the note."""

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from reuptake.draw.excess import STEPS, ExcessScene
from reuptake.explore.excess import HIDDEN, TOLD, conditions, excess_states


@pytest.mark.parametrize("place", range(1, len(conditions()) + 1))
@pytest.mark.parametrize("show", [HIDDEN, TOLD])
def test_touched_steps_are_marked_when_told(place, show):
    """Marks should stand at the touched steps, and nowhere before the reader asks."""
    (state,) = excess_states([place], [show])
    scene = ExcessScene(state)
    marked = {step for step in STEPS if step in scene.marks and scene.marks[step][0].get_visible()}
    assert marked == (set(state.condition.touched) if show == TOLD else set())


@pytest.mark.parametrize("place", range(1, len(conditions()) + 1))
def test_words_fit(place):
    """Words should stay inside the page and above the note, whatever the condition."""
    (state,) = excess_states([place], [TOLD])
    scene = ExcessScene(state)
    page, paper = FigureCanvasAgg(scene.figure).get_renderer(), scene.figure.bbox
    box = scene.done.get_window_extent(page)
    assert box.x1 <= paper.x1 and box.y0 > 0.06 * paper.height and box.y1 < scene.where.get_window_extent(page).y0
