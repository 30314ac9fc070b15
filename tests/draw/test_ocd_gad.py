"""The picture of OCD and GAD: marks inside their own scale, names inside the page, one row in hand."""

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from reuptake.draw.ocd_gad import ENDS, PRINTED, OcdGadScene
from reuptake.explore.ocd_gad import SIGNS, ocd_gad_states, rows


@pytest.mark.parametrize("sign", SIGNS)
def test_marks_and_lines_stand_where_the_numbers_are(sign):
    """Every number should be drawn at its place, inside the scale of its condition."""
    (state,) = ocd_gad_states([1], [sign])
    for row, (_, line, mark, _) in zip(state.rows, OcdGadScene(state).marks, strict=True):
        value, low, high = row.shown(state.one_sign)
        assert (mark is None) == (value is None) and (line is None) == (low is None)
        assert mark is None or list(mark.get_xdata()) == [value]
        assert line is None or list(line.get_xdata()) == [low, high]
        assert low is None or -ENDS[row.condition] < low < high < ENDS[row.condition]


@pytest.mark.parametrize("place", [1, len(rows())])
def test_one_band_marks_the_row_in_hand(place):
    """The band should lie in the chart of the row's condition alone."""
    (state,) = ocd_gad_states([place], [PRINTED])
    assert [band.get_visible() for band in OcdGadScene(state).here] == [place == 1, place != 1]


def test_names_and_results_stay_inside_the_page():
    """No name or result should be cut off."""
    (state,) = ocd_gad_states([1], [PRINTED])
    scene = OcdGadScene(state)
    page, paper = FigureCanvasAgg(scene.figure).get_renderer(), scene.figure.bbox
    words = [scene.sign, *(text for ax in scene.figure.axes for text in ax.texts)]
    boxes = [text.get_window_extent(page) for text in words]
    assert all(paper.x0 <= box.x0 and box.x1 <= paper.x1 for box in boxes)
