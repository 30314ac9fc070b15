"""Not mirror images: the two-way model through its table, the terminal model beside it, mice as measured."""

import numpy as np
import pytest
from reuptake.evidence import load
from reuptake.explore.mirror import HOUR, LONG, TWO_PATHS, explorer, mice, mirror_states, terminal_curve


@pytest.fixture(scope="module")
def kept():
    return explorer()


@pytest.fixture
def live(kept):
    """One explorer, set back before each test."""
    kept.reset()
    return kept


@pytest.mark.parametrize(
    "row", load("sert_activity_model"), ids=lambda r: f"{r.region} {r.sert_activity_fraction_of_normal:g}"
)
def test_two_path_model_is_the_tabulated_one(row):
    """Each activity of the table should give its percentage of normal."""
    (state,) = mirror_states([row.sert_activity_fraction_of_normal], [row.region], [TWO_PATHS])
    assert 100 * state.ratio == pytest.approx(row.percent_of_normal, rel=0.012)


def test_gain_is_always_larger_than_the_loss_of_its_image():
    """Taking activity away should raise the level by more than adding as much lowers it, and no loss reach all."""
    activities = np.arange(0, 1, 0.1)
    for state in mirror_states(activities, ["striatum"] * 10, [TWO_PATHS] * 10):
        assert state.ratio - 1 > 1 - state.mirrored_ratio > 0
        assert state.mirrored == pytest.approx(2 - state.activity) and state.mirrored_ratio > 0.5


def test_no_image_where_more_would_be_taken_than_there_is():
    """Above twice the activity there should be no mirror image."""
    states = mirror_states([2, 2.1, 3], ["frontal cortex"] * 3, [TWO_PATHS] * 3)
    assert [s.has_image for s in states] == [True, False, False]
    assert states[0].mirrored_ratio == pytest.approx(10)


def test_start_shows_neither_curve_nor_mice(live):
    """The picture at the start should not answer the question before it."""
    live.scene.update(live.state)
    assert np.ptp(live.scene.curve.get_xdata()) == 0 and len(live.scene.mice.get_xdata()) == 0
    assert not live.scene.terminal.get_visible() and "copy" not in live.sentence + repr(live.numbers)


def test_mice_are_those_of_the_table():
    """Cortex: 3.5 and 14 against 1.4 nM; striatum: 9.4 and 18 against 2.8 nM."""
    assert [m.ratio for m in mice("frontal cortex")] == pytest.approx([2.5, 10])
    assert [m.ratio for m in mice("striatum")] == pytest.approx([9.4 / 2.8, 18 / 2.8])
    assert [m.activity for m in mice("striatum")] == [0.5, 0]


def test_terminal_model_moves_less_than_mice():
    """Without the transporter the terminal model should stay under 1.66 times for good, where mice have 6 to 10."""
    curve = terminal_curve(LONG)
    assert curve.ratio.max() < 1.66 and curve.at(1) == pytest.approx(1, abs=1e-6)
    assert terminal_curve(HOUR).at(0.5) == pytest.approx(1.33, abs=0.01) and curve.at(2) == pytest.approx(
        0.78, abs=0.01
    )
    assert (np.diff(curve.ratio) < 0).all() and (np.diff(terminal_curve(HOUR).ratio) < 0).all()


def test_guard_is_said_where_it_decides(live):
    """Held for good below three quarters the sentence should say that a guard decides, elsewhere not."""
    states = mirror_states([0.2, 0.8, 0.2], ["striatum"] * 3, [LONG, LONG, HOUR])
    assert ["guard" in live.scene.describe(s) for s in states] == [True, False, False]


def test_settings_together_are_as_alone():
    """What a setting gives should not depend on what was asked for with it."""
    both = mirror_states([0.3, 2], ["striatum", "frontal cortex"], [HOUR, LONG])
    alone = mirror_states([2], ["frontal cortex"], [LONG])[0]
    assert both[1].ratio == alone.ratio and both[1].terminal is alone.terminal


def test_bad_settings_are_refused():
    """Unknown names, activities below zero and lists of unequal length should be errors."""
    with pytest.raises(ValueError, match="region is 'x'; it must be one of: striatum, frontal cortex"):
        mirror_states([1], ["x"], [TWO_PATHS])
    with pytest.raises(ValueError, match="models is 'x'; it must be one of: two-way model only"):
        mirror_states([1], ["striatum"], ["x"])
    with pytest.raises(ValueError, match="activity is -1; it must be a finite number at least 0"):
        mirror_states([-1], ["striatum"], [TWO_PATHS])
    with pytest.raises(ValueError, match="There are 2 of .*; there must be as many of each"):
        mirror_states([1, 2], ["striatum"], [TWO_PATHS, HOUR])
    with pytest.raises(ValueError, match="activity is 3.1; .*at most 3 × normal"):
        mirror_states([3.1], ["striatum"], [TWO_PATHS])
    with pytest.raises(ValueError, match="read-only"):
        terminal_curve(HOUR).ratio[0] = 0
    with pytest.raises(ValueError, match="model is 'x'"):
        terminal_curve("x")
