"""The rows of receptor families: order, frame, counters, and no more kinds of coupling than there are."""

from dataclasses import replace

import pytest
from reuptake.draw.receptors import LOOKS, ReceptorsScene
from reuptake.explore import receptors


@pytest.fixture(scope="module")
def live():
    return receptors.explorer()


def texts(scene):
    return [text.get_text() for text in scene.figure.axes[0].texts]


def test_rows_follow_the_order(live):
    """Sorted by coupling, the top row should stay and 5-HT5 come second; the frame should follow the choice."""
    live.controls["sort_by"] = "coupling"
    live.controls["family"] = "5-HT5"
    live.scene.update(live.state)
    heights = [row.name.get_position()[1] for row in live.scene.rows]
    assert sorted(heights, reverse=True)[:2] == [heights[0], heights[4]]
    assert live.scene.frame.get_y() < heights[4] < live.scene.frame.get_y() + live.scene.frame.get_height()
    assert all(line.get_visible() for line in live.scene.breaks)
    live.reset()
    live.scene.update(live.state)
    assert not any(line.get_visible() for line in live.scene.breaks)


def test_lines_between_groups_leave_no_faint_copy(live):
    """Lines of the order before should not stay in the faint picture."""
    assert all("no-ghost" in line.get_gid() for line in live.scene.breaks)


def test_filled_and_open_counters_are_those_of_the_family(live):
    """5-HT5 should have one filled counter and one open; 5-HT3 one filled, and its remark."""
    counters = [[line.get_xdata().size for line in row.lines[1:]] for row in live.scene.rows]
    assert counters == [[5], [3], [1], [1], [1, 1], [1], [1]]
    assert "one channel, of 3A to 3E" in texts(live.scene)


def test_heading_asks_with_the_numbers_of_the_state(live):
    """The question over the counters should be put with the two totals, whatever they are."""
    assert "13 or 14?" in texts(live.scene)
    assert "12 or 15?" in texts(ReceptorsScene(replace(live.state, human_total=12, usual_total=15)))


def test_fewer_kinds_of_coupling_need_fewer_lines_and_names(live):
    """With two kinds of coupling there should be one line between groups, and two names in the key."""
    few = replace(live.state, families=live.state.families[:2], order=(0, 1), sorted_by="coupling")
    scene = ReceptorsScene(few)
    assert len(scene.breaks) == 1 and scene.breaks[0].get_visible()
    names = texts(scene)
    assert [names.count(coupling) for coupling in LOOKS] == [2, 2, 0, 0]


def test_coupling_without_a_look_is_refused(live):
    """A coupling that the picture has no colour for should be an error that names it."""
    odd = replace(live.state.families[0], coupling="Gz")
    with pytest.raises(ValueError, match="coupling is 'Gz'; it must be one of: Gi/o, "):
        ReceptorsScene(replace(live.state, families=(odd, *live.state.families[1:])))
