"""The picture of the base rate: icons as counted, a bar in proportion, nothing crossed or cut."""

from itertools import combinations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from reuptake.draw.base_rate import KINDS, LOOKS, BaseRateScene
from reuptake.explore.base_rate import base_rate_states


@pytest.mark.parametrize(("percent", "rule_set"), [(0.5, "Hunter"), (14, "Hunter"), (30, "Sternbach")])
def test_icons_and_words_are_as_many_as_counted(percent, rule_set):
    """Each kind should have as many icons as the words say, and the four kinds should be 1,000 people."""
    (state,) = base_rate_states([percent], [rule_set], ["scattered"])
    scene = BaseRateScene(state)
    assert scene.icons.counts == {kind: state.people[kind] for kind in LOOKS}
    assert [text.get_text() for text in scene.key] == [f"{state.people[kind]} {kind}" for kind in KINDS]
    assert sum(state.counts) == 1000


def test_bar_is_split_as_alarms_are():
    """The full part should be as long as the share of true alarms, the hatched part the rest."""
    often, rarely = base_rate_states([14, 1], ["Hunter"] * 2, ["sorted"] * 2)
    scene = BaseRateScene(often)
    for state, share in ((often, 0.82), (rarely, 0.22)):
        scene.update(state)
        assert scene.right.get_width() == pytest.approx(share, abs=0.005)
        assert scene.wrong.get_x() == scene.right.get_width() == pytest.approx(1 - scene.wrong.get_width())


def test_base_rate_is_drawn_across_the_scenarios():
    """The line should stand at the chosen base rate and its words say it."""
    one, other = base_rate_states([1, 30], ["Hunter"] * 2, ["sorted"] * 2)
    scene = BaseRateScene(one)
    scene.update(other)
    assert list(scene.here.get_xdata()) == [30, 30] and scene.here_words.get_text() == "your base rate: 30 %"


@pytest.mark.parametrize("percent", [0.5, 13.6, 30])
def test_words_stay_inside_and_apart(percent):
    """No words should leave the page, lie on others, or be crossed by the line of the base rate."""
    (state,) = base_rate_states([percent], ["Sternbach"], ["sorted"])
    scene = BaseRateScene(state)
    page, paper = FigureCanvasAgg(scene.figure).get_renderer(), scene.figure.bbox
    words = [*scene.figure.texts, *(text for ax in scene.figure.axes for text in ax.texts)]
    boxes = [text.get_window_extent(page) for text in words if text.get_text()]
    assert all(paper.x0 <= box.x0 and box.x1 <= paper.x1 and paper.y0 <= box.y0 for box in boxes)
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    line = scene.here.get_window_extent(page)
    crossed = [text for text in words if text is not scene.here_words and text.get_window_extent(page).overlaps(line)]
    assert not crossed


def test_picture_says_where_help_is_and_promises_nothing():
    """Help lines, the antagonism and the thin evidence should stand on the picture itself."""
    (state,) = base_rate_states([14], ["Hunter"], ["sorted"])
    said = " ".join(text.get_text() for text in BaseRateScene(state).figure.texts)
    assert "Help lines: top of this page." in said and f"{state.worsened} patients worsened (no controls)" in said
    assert "shows no pair of drugs to be harmless" in said
