"""The picture of the Hunter rules: chips for findings, a path that ends where the walk does, words apart."""

from itertools import combinations

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from reuptake.draw.hunter import FIRST_ROW, SCALE, STEP, TRUNK, HunterScene, Rule, _spoken
from reuptake.explore.hunter import explorer, hunter_states

NOTHING = ([37], ["none"], ["neither"], ["none of these"])
ALL = ([41], ["inducible and ocular"], ["both"], ["all three"])
STIFF = ([39], ["ocular: the eyes jerk"], ["neither"], ["stiff muscles (hypertonia)"])


@pytest.mark.parametrize(("setting", "count"), [(NOTHING, 0), (ALL, 12), (STIFF, 4)])
def test_chips_are_seen_for_the_findings_that_are_there(setting, count):
    """As many chips should be lit as findings are named in the rules, and each say that it is there."""
    (state,) = hunter_states(*setting)
    lit = [chip for chip in HunterScene(state).chips if chip.get_visible()]
    there = [name for rule in state.rules for group in rule.groups for name, found in group if found]
    assert len(lit) == count and [chip.get_text() for chip in lit] == [f"● {name}" for name in there]


@pytest.mark.parametrize(("setting", "row", "turns"), [(NOTHING, 5, False), (ALL, 1, True), (STIFF, 4, True)])
def test_path_ends_at_the_first_rule_met(setting, row, turns):
    """The path should go down to that row and, only if a rule fires, turn into it."""
    (state,) = hunter_states(*setting)
    x, y = (np.array(values, float) for values in HunterScene(state).path.get_data())
    lowest = FIRST_ROW - STEP * row
    assert lowest <= np.nanmin(y) < lowest + STEP / 2
    assert (np.nanmax(x) > TRUNK) == turns


@pytest.mark.parametrize("setting", [NOTHING, ALL, STIFF])
def test_words_stay_inside_and_apart(setting):
    """No words should leave the page or lie on others; a lit chip may lie on its unlit self alone."""
    (state,) = hunter_states(*setting)
    scene = HunterScene(state)
    page, paper = FigureCanvasAgg(scene.figure).get_renderer(), scene.figure.bbox
    words = [text for text in scene.ax.texts if text.get_visible() and text not in scene.chips]
    boxes = [text.get_window_extent(page) for text in words]
    assert all(paper.x0 <= box.x0 and box.x1 <= paper.x1 and paper.y0 <= box.y0 for box in boxes)
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))


def test_path_crosses_no_words():
    """Where the path turns, every piece of it should lie between the words of its row."""
    (state,) = hunter_states(*STIFF)
    scene = HunterScene(state)
    page = FigureCanvasAgg(scene.figure).get_renderer()
    y = FIRST_ROW - STEP * state.first
    spans = [text.get_window_extent(page) for text in scene.ax.texts if text.get_position()[1] == y and text.get_text()]
    inside = [(x0, x1) for x0, x1 in scene.gaps[state.first] for box in spans if x0 < box.x1 - 1 and x1 > box.x0 + 1]
    assert len(spans) > 5 and not inside


def test_only_whole_words_and_units_are_respelt():
    """AND, OR and degrees should be read aloud; a word or a letter that holds them should stay."""
    rule = Rule("1", "ORAL Candida OR RAND AND temperature >38 C AND C reactive", (), True, "met")
    assert _spoken(rule) == "ORAL Candida or RAND and temperature above 38 °C and C reactive"


def test_thermometer_follows():
    """The mark should move up with the temperature, over the range of the control, and the words name the side."""
    assert SCALE == (explorer().options("temperature")[0], explorer().options("temperature")[-1])
    cool, hot = hunter_states([36, 41], *[setting * 2 for setting in NOTHING[1:]])
    scene = HunterScene(cool)
    before, said = scene.mark.get_xdata()[0], scene.degrees.get_text()
    scene.update(hot)
    assert scene.mark.get_xdata()[0] > before
    assert (said, scene.degrees.get_text()) == ("36.0 °C: not above 38 °C", "41.0 °C: above 38 °C")
