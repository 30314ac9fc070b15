"""The picture of release against calcium shows the law where it holds."""

from dataclasses import replace

import numpy as np
import pytest
from reuptake.draw.calcium import CalciumScene, CalciumState


@pytest.fixture
def state():
    """Half the calcium by the fourth power."""
    return CalciumState(
        calcium=0.5,
        release=1 / 16,
        exponent=4.0,
        measured=3.78,
        measured_sd=0.2,
        measured_n=28,
        measured_range=(0.5**3.98, 0.5**3.58),
    )


def test_line_and_bars_show_calcium_and_release(state):
    """Half the calcium should stand beside 6.25 % of the release, on line and bars."""
    scene = CalciumScene(state)
    np.testing.assert_allclose(scene.line.get_data(), [[1, 0.5], [100, 6.25]])
    assert [bar.get_height() for bar in scene.bars] == [50, 6.25]
    assert [label.get_text() for label in scene.values] == ["50 %", "6.25 %"]


def test_band_of_the_measured_slope_reaches_the_setting(state):
    """The grey band should open from the start to one standard deviation to either side."""
    scene = CalciumScene(state)
    np.testing.assert_allclose(scene.band.get_xy()[:3], [(1, 100), (0.5, 100 * 0.5**3.98), (0.5, 100 * 0.5**3.58)])


def test_sentence_says_how_much_less_and_where_the_law_ends(state):
    """The read-out should name the factor and the limit of the law, also before anything is changed."""
    scene = CalciumScene(state)
    said = scene.describe(state)
    assert "50 % of a low start, 6.25 % of the release is left, 16 times less" in said
    start = scene.describe(replace(state, calcium=1.0, release=1.0))
    assert "calcium is at its low start" in start
    assert all("holds at low calcium only" in text for text in (said, start))


@pytest.mark.parametrize(("exponent", "measured"), [(1, False), (2, False), (3, False), (3.78, True), (4, True)])
def test_other_powers_are_said_not_to_be_measured(state, exponent, measured):
    """Only near the measured power should the sentence say where the law holds."""
    said = CalciumScene(state).describe(replace(state, exponent=exponent, release=0.5**exponent))
    assert ("holds at low calcium only" in said) == measured
    assert ("not what was measured: the power was 3.78" in said) != measured


def test_table_keeps_the_measurement_apart(state):
    """The measured power should stand in the table with its error, number and kind."""
    rows = {row[0]: row[1:] for row in CalciumScene(state).numbers(state)[1]}
    assert rows["power at low calcium, frog"] == ("3.78 ± 0.2 (SD, n = 28)", "measured")
    assert rows["release by the measured power, ± 1 SD"] == ("6.34 % to 8.36 %", "derived")
