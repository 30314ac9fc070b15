"""The picture of two snapshots: words inside and apart, a square for each record looked at, news marked."""

from itertools import combinations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from reuptake.draw.what_changed import LOOKS, NEWS, WhatChangedScene
from reuptake.explore.what_changed import BROKEN, NO_NEWS, WHOLE, keys, what_changed_states


def scene_of(step, answer=WHOLE):
    (state,) = what_changed_states([step], [NO_NEWS], [answer])
    return state, WhatChangedScene(state)


@pytest.mark.parametrize("step", range(1, len(keys()) + 1))
def test_words_stay_inside_and_apart(step):
    """No cell should leave the page, lie on another or reach the words below the table."""
    _, scene = scene_of(step)
    page, paper = FigureCanvasAgg(scene.figure).get_renderer(), scene.figure.bbox
    cells = [cell for line in scene.lines for cell in line if cell.get_text()]
    boxes = [cell.get_window_extent(page) for cell in (*cells, scene.said, scene.name_words, scene.head)]
    assert all(paper.x0 <= box.x0 and box.x1 <= paper.x1 and box.y1 <= paper.y1 for box in boxes)
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    squares = scene.squares[0][0].get_window_extent(page)
    assert scene.said.get_window_extent(page).y0 > squares.y1


@pytest.mark.parametrize("step", [0, 1, 5, len(keys())])
def test_a_letter_for_each_record_looked_at(step):
    """Squares should have the letter of their kind up to the record in hand, and none after it."""
    state, scene = scene_of(step, BROKEN)
    letters = [letter.get_text() for _, letter in scene.squares]
    assert letters == [LOOKS[one.kind][0] for one in state.records[:step]] + [""] * (len(keys()) - step)
    assert sum(state.counts.values()) == step


def test_news_has_a_band_and_bold_words():
    """The band should lie behind exactly the fields that are news, and their words be bold."""
    state, scene = scene_of(1)
    page = FigureCanvasAgg(scene.figure).get_renderer()
    bands = [band.get_window_extent(page) for band in scene.bands if band.get_visible()]
    assert len(bands) == 3
    for field, cells in zip(state.record.fields, scene.lines, strict=False):
        behind = any(band.overlaps(cells[0].get_window_extent(page)) for band in bands)
        assert behind == (field.kind == NEWS) == all(cell.get_weight() == "bold" for cell in cells)


def test_a_record_leaves_nothing_behind():
    """After a long record the table of a short one should hold its own words alone."""
    state, scene = scene_of(1)
    (other,) = what_changed_states([len(keys())], [NO_NEWS], [WHOLE])
    scene.update(other)
    written = [line[0].get_text() for line in scene.lines if line[0].get_text()]
    assert len(written) == len(other.record.fields) < len(state.record.fields)
    assert not any(band.get_visible() for band in scene.bands)
