"""The picture of the pipeline: entries appear one by one in their lanes, names stay inside and apart."""

from itertools import combinations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from reuptake.draw.pipeline import DATE, LAYOUTS, LOOKS, STAGE, PipelineScene
from reuptake.explore.pipeline import entries, pipeline_states

COUNT = len(entries())


def scene_of(shown, across):
    (state,) = pipeline_states([shown], [across])
    return state, PipelineScene(state)


@pytest.mark.parametrize("across", LAYOUTS)
@pytest.mark.parametrize("shown", range(1, COUNT + 1))
def test_names_stay_inside_and_apart(shown, across):
    """No name should leave the page or lie on another name or mark; the words below stay above the key."""
    _, scene = scene_of(shown, across)
    page, paper = FigureCanvasAgg(scene.figure).get_renderer(), scene.figure.bbox
    shown = [artists for artists in scene.marks if artists[0].get_visible()]
    names, marks = (
        [one.get_window_extent(page) for artists in shown for one in artists[part]]
        for part in (slice(1), slice(1, None))
    )
    rulers = [part.get_window_extent(page) for part in scene.rulers[across]]
    assert all(paper.x0 <= box.x0 and box.x1 <= paper.x1 for box in (*names, *rulers))
    assert not any(one.overlaps(other) for one, other in combinations((*names, *rulers), 2))
    assert not any(name.overlaps(mark) for name in names for mark in marks)
    words = scene.words.get_window_extent(page)
    assert words.x1 <= paper.x1 and words.y0 > 0.05 * paper.height


@pytest.mark.parametrize("shown", [0, 3, COUNT])
def test_entries_appear_one_by_one(shown):
    """Exactly the entries so far should be seen, the last one bold."""
    _, scene = scene_of(shown, STAGE)
    assert [artists[-1].get_visible() for artists in scene.marks] == [place < shown for place in range(COUNT)]
    assert [name.get_weight() == "bold" for name, *_ in scene.marks] == [place == shown - 1 for place in range(COUNT)]


def test_one_ruler_at_a_time():
    """Only the ruler that is chosen should be seen, and places follow it."""
    by_stage, by_date = scene_of(COUNT, STAGE)[1], scene_of(COUNT, DATE)[1]
    for scene, across in ((by_stage, STAGE), (by_date, DATE)):
        for name, parts in scene.rulers.items():
            assert all(part.get_visible() == (name == across) for part in parts)
    dates = [mark.get_xdata()[0] for _, mark in by_date.marks[:-1]]
    assert dates == sorted(dates)


def test_marks_tell_without_colour():
    """Each way it went should have a shape or filling of its own."""
    assert len({look and look["marker"] for look in LOOKS.values()}) == len(LOOKS)


def test_what_was_not_found_has_no_mark():
    """Nothing should stand in the lane of what speeds up that could be taken for a compound."""
    scene = PipelineScene(pipeline_states([COUNT], [STAGE])[0])
    assert [len(artists) for artists in scene.marks] == [2] * (COUNT - 1) + [1]
