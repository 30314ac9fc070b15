"""The picture of the ladder: marks appear rung by rung, names stay inside and apart."""

from itertools import combinations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from reuptake.draw.ladder import LadderScene
from reuptake.explore.ladder import ladder_states, rungs, uses


@pytest.mark.parametrize("reached", range(len(rungs()) + 1))
def test_only_reached_uses_are_seen(reached):
    """A mark and its name should be visible exactly when the rung has been climbed."""
    (state,) = ladder_states([reached], ["autism"])
    scene = LadderScene(state)
    for use in uses():
        assert all(artist.get_visible() == state.seen(use) for artist in scene.marks[use.name])


@pytest.mark.parametrize("use", [use.name for use in uses()])
def test_names_stay_inside_and_apart(use):
    """No name should leave the page, lie on another, or the words below run into the key."""
    (state,) = ladder_states([len(rungs())], [use])
    scene = LadderScene(state)
    page, paper = FigureCanvasAgg(scene.figure).get_renderer(), scene.figure.bbox
    boxes = [words.get_window_extent(page) for _, words in scene.marks.values()]
    assert all(paper.x0 <= box.x0 and box.x1 <= paper.x1 for box in boxes)
    marks = [mark.get_window_extent(page) for mark, _ in scene.marks.values()]
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    assert not any(box.overlaps(mark) for box in boxes for mark in marks)
    words = scene.in_hand.get_window_extent(page)
    assert words.x1 <= paper.x1 and words.y0 > 0.05 * paper.height


def test_use_in_hand_is_bold():
    """The use in hand should stand out by its weight, and no other."""
    (state,) = ladder_states([len(rungs())], ["migraine"])
    bold = [name for name, (_, words) in LadderScene(state).marks.items() if words.get_weight() == "bold"]
    assert bold == ["migraine"]
