"""The picture of stopping: people as counted, gross and net never on one axis, words inside."""

from itertools import combinations

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from reuptake.draw.stopping import ALL, AXIS, EXTRA, MORE, PERHAPS, PLACEBO, StoppingScene
from reuptake.explore.stopping import NO, SUBTRACT, YES, findings, stopping_states

ROWS = range(1, len(findings()) + 1)


def state(row, subtract=NO):
    return stopping_states([row], [subtract])[0]


@pytest.fixture(scope="module")
def scene():
    return StoppingScene(state(1))


@pytest.mark.parametrize(
    ("row", "gross", "net"),
    [
        (1, {ALL: 560}, {}),
        (2, {PLACEBO: 170, EXTRA: 140}, {EXTRA: 140}),
        (3, {PLACEBO: 6, EXTRA: 22}, {EXTRA: 22}),
        (4, {PLACEBO: 18, EXTRA: 57}, {EXTRA: 62}),
        (5, {}, {}),
        (6, {ALL: 310, PERHAPS: 240, MORE: 260}, {}),
    ],
)
def test_people_as_counted(scene, row, gross, net):
    """Icons should be those of the finding, and none where there is no share of people."""
    for subtract, counts in ((NO, gross), (YES, net)):
        one = state(row, subtract)
        scene.update(one)
        assert one.counts == counts
        assert {kind: count for kind, count in scene.field.counts.items() if count} == counts
        assert {kind for kind, (_, words) in scene.key.items() if words.get_text()} == set(counts)


def test_gross_and_net_are_never_drawn_together(scene):
    """With placebo subtracted only differences should be marked; without, none."""
    scene.update(state(6, YES))
    assert scene.marks[EXTRA].get_xdata().tolist() == pytest.approx([140, 22, 62.4])
    assert len(scene.marks[PLACEBO].get_xdata()) == 0 == len(scene.marks[ALL].get_xdata())
    assert np.all(np.isnan(scene.lines.get_xdata()))
    scene.update(state(6, NO))
    assert scene.marks[EXTRA].get_xdata().tolist() == pytest.approx([310, 28, 75])
    assert scene.marks[ALL].get_xdata().tolist() == pytest.approx([560, 550])
    ends = scene.lines.get_xdata()
    assert ends[~np.isnan(ends)].tolist() == pytest.approx([170, 310, 6, 28, 18, 75, 310, 810])
    assert np.nanmin(ends) > AXIS[0] and np.nanmax(ends) < AXIS[1]


@pytest.mark.parametrize("row", ROWS)
def test_rows_not_yet_seen_have_no_words(scene, row):
    """As many rows should have words as have been seen."""
    for subtract in SUBTRACT:
        scene.update(state(row, subtract))
        assert [bool(words.get_text()) for words in scene.words] == [place <= row for place in ROWS]


@pytest.mark.parametrize("subtract", SUBTRACT)
def test_words_stay_inside_and_apart(scene, subtract):
    """No text should leave the page, lie on another, or run into the rows or the field."""
    page = FigureCanvasAgg(scene.figure).get_renderer()
    paper = scene.figure.bbox
    chart = scene.lines.axes.get_window_extent(page)
    field = scene.field.artists[0].axes.get_window_extent(page)
    for row in ROWS:
        scene.update(state(row, subtract))
        texts = [scene.head, scene.reading, scene.axis_name, scene.field_name, *scene.words]
        texts += [words for _, words in scene.key.values()]
        boxes = [text.get_window_extent(page) for text in texts if text.get_text()]
        assert all(paper.x0 <= box.x0 and box.x1 <= paper.x1 for box in boxes), row
        assert not any(one.overlaps(other) for one, other in combinations([*boxes, chart, field], 2)), row
