"""The picture of blood and brain: marks at their levels, words inside the page."""

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from reuptake.draw.ala56 import ENDS, Ala56Scene
from reuptake.explore.ala56 import BESIDE, ala56_states


@pytest.mark.parametrize("transport", [0.1, 1, 3])
def test_marks_stand_at_their_levels(transport):
    """Each mark should stand at its level, inside the axis, its stem reaching from normal."""
    (state,) = ala56_states([transport], ["nothing"])
    for name, (stem, mark, label) in Ala56Scene(state).parts.items():
        assert mark.get_ydata()[0] == state.levels[name] == stem.get_ydata()[1] and stem.get_ydata()[0] == 1
        assert ENDS[0] < state.levels[name] < ENDS[1] and label.get_text().startswith("× ")


@pytest.mark.parametrize("beside", BESIDE)
def test_words_stay_inside(beside):
    """Titles and what is set beside should stay inside the page and above the note."""
    (state,) = ala56_states([2], [beside])
    scene = Ala56Scene(state)
    page, paper = FigureCanvasAgg(scene.figure).get_renderer(), scene.figure.bbox
    titles = [ax.title for ax in scene.figure.axes] + [ax._left_title for ax in scene.figure.axes]
    for words in [scene.head, scene.beside, scene.found, *titles]:
        assert words.get_window_extent(page).x1 <= paper.x1
    if beside != "nothing":
        assert scene.found.get_window_extent(page).y0 > 0.05 * paper.height
