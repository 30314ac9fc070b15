"""The picture of side effects: icons as counted, marks up to the event in hand, words inside."""

from itertools import combinations

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from reuptake.draw.icons import ORDERS
from reuptake.draw.side_effects import (
    ANYWAY,
    AXIS,
    BOTH,
    DIFFERENCE,
    DRUG_ALONE,
    NEEDED_AXIS,
    PERHAPS,
    REPORTED,
    SURE,
    VIEWS,
    SideEffectsScene,
)
from reuptake.explore.side_effects import events, side_effects_states


def state(event, view, order="sorted"):
    return side_effects_states([event], [view], [order])[0]


@pytest.fixture(scope="module")
def scene():
    return SideEffectsScene(state(1, DRUG_ALONE))


@pytest.mark.parametrize("place", range(1, len(events()) + 1))
def test_icons_add_up(scene, place):
    """Drug alone and drug with placebo should fill the same places; ghosts come on top, up to the limit."""
    event = events()[place - 1]
    alone, both, gap = (state(place, view).counts for view in VIEWS)
    assert alone == {REPORTED: 10 * event.drug} and sum(both.values()) == 10 * event.drug
    assert both[ANYWAY] == gap[ANYWAY] == 10 * event.placebo
    assert gap[SURE] + gap[PERHAPS] == both[SURE]
    assert sum(gap.values()) == pytest.approx(10 * (event.placebo + event.high), abs=0.51)
    assert (gap[SURE] == 0) == event.crosses


def test_key_names_what_is_drawn(scene):
    """Each look with people, and no other, should have words; the sure ones always where an interval is asked."""
    for place in (1, len(events())):
        for view in VIEWS:
            one = state(place, view)
            scene.update(one)
            named = {kind for kind, (_, words) in zip(scene.field.counts, scene.key, strict=True) if words.get_text()}
            assert {kind for kind, count in one.counts.items() if count} <= named == set(one.counts)


def test_marks_stop_at_the_event_in_hand(scene):
    """After three steps there should be three marks of each kind that the view has, at their values."""
    first = events()[:3]
    scene.update(state(3, BOTH))
    assert scene.placebo.get_xdata().tolist() == [e.placebo for e in first]
    assert scene.drug.get_xdata().tolist() == [e.drug for e in first] and len(scene.gaps.get_xdata()) == 0
    scene.update(state(3, DIFFERENCE))
    assert scene.gaps.get_xdata().tolist() == [e.difference for e in first]
    assert len(scene.placebo.get_xdata()) == 0 == len(scene.drug.get_xdata())
    ends = scene.lines.get_xdata()
    assert ends[~np.isnan(ends)].tolist() == [end for e in first for end in (e.low, e.high)]
    scene.update(state(3, DRUG_ALONE))
    assert len(scene.placebo.get_xdata()) == 0 and len(scene.drug.get_xdata()) == 3


def test_number_needed_waits_for_the_difference(scene):
    """Its mark should lie at the difference among 1,000, and be missing in the other views."""
    scene.update(state(19, DIFFERENCE))
    assert scene.needed_mark.get_xdata() == pytest.approx([140])
    assert scene.needed_line.get_xdata() == pytest.approx([120, 160])
    scene.update(state(19, BOTH))
    assert len(scene.needed_mark.get_xdata()) == 0 == len(scene.needed_line.get_xdata())


def test_nothing_leaves_its_axis():
    """All shares and limits of the table should lie inside both axes, so that no arrow is needed."""
    for e in events():
        assert AXIS[0] < min(e.low, e.placebo) and max(e.drug, e.high) < AXIS[1]
        assert NEEDED_AXIS[0] < 10 * e.low and 10 * e.high < NEEDED_AXIS[1]


@pytest.mark.parametrize("view", VIEWS)
def test_words_stay_inside_and_apart(scene, view):
    """For every event no text should leave the page or lie on another or on the field."""
    page = FigureCanvasAgg(scene.figure).get_renderer()
    paper, field = scene.figure.bbox, scene.field.artists[0].axes.get_window_extent(page)
    for place in range(1, len(events()) + 1):
        scene.update(state(place, view, ORDERS[place % 2]))
        texts = [scene.head, scene.needed, scene.limits, scene.row_key, *(words for _, words in scene.key)]
        boxes = [text.get_window_extent(page) for text in texts if text.get_text()]
        assert all(paper.x0 <= box.x0 and box.x1 <= paper.x1 for box in boxes), place
        assert not any(one.overlaps(other) for one, other in combinations([*boxes, field], 2)), place
