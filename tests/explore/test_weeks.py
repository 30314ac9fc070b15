"""The first weeks: a toy set by measured levels, drawn as far as the reader has gone, with its misfits said."""

import numpy as np
import pytest
from reuptake.draw.weeks import COUNTER_VIEW
from reuptake.explore.weeks import NOTHING, RECOVERS, WEAKENS, explorer, measured_levels, remarks, toy, weeks_states


@pytest.fixture(scope="module")
def kept():
    return explorer()


@pytest.fixture
def live(kept):
    """One explorer, set back before each test."""
    kept.reset()
    return kept


def test_measured_levels_are_those_of_the_table():
    """100, 175, more than 500, 350, no further rise, and a response 63 % smaller."""
    levels = measured_levels()
    assert [m.text for m in levels] == ["100 %", "175 %", "more than 500 %", "350 %", "no further rise", "63 % smaller"]
    assert [m.chronic for m in levels] == [False] * 3 + [True] * 3
    assert [m.unbraked for m in levels] == [False, False, True, False, True, False]


def test_toy_is_set_by_the_first_dose(live):
    """At the start the level should be the measured one, and without the brake above the measured bound."""
    state = live.state
    assert state.day == 0 and state.days.tolist() == [0] and state.comparable
    assert state.level[-1] == pytest.approx(1.75) and 5 < state.free[-1] < 5.1
    assert state.brake[-1] == 1 and state.release[-1] == pytest.approx(1.75 / state.free[-1])


def test_hypothesis_and_counter_view_end_at_the_same_level():
    """Both should approach the measured 350 % from below, one with the brake gone, one with it as it was."""
    weaker, back = weeks_states([28, 28], [89, 89], [WEAKENS, RECOVERS])
    for state in (weaker, back):
        assert 3.4 < state.level[-1] < 3.5 and (np.diff(state.level) > 0).all()
    assert weaker.brake[-1] < 0.1 and back.brake == pytest.approx(np.ones(29))
    assert weaker.free == pytest.approx(np.full(29, weaker.free[0])) and back.free[-1] > 4 * weaker.free[-1]
    assert back.kind == COUNTER_VIEW


def test_nothing_adapts():
    """Without adaptation the last day should be as the first."""
    (state,) = weeks_states([28], [89], [NOTHING])
    for course in (state.level, state.free, state.release, state.brake):
        assert course == pytest.approx(np.full(29, course[0]))


@pytest.mark.parametrize("assumed", [WEAKENS, NOTHING, RECOVERS])
def test_nothing_blocked_changes_nothing(assumed):
    """With no block there should be nothing to brake and nothing to recover from."""
    (state,) = weeks_states([28], [0], [assumed])
    assert state.level == pytest.approx(np.ones(29)) and state.release == pytest.approx(np.ones(29))
    assert state.free == pytest.approx(np.ones(29)) and not state.comparable


def test_picture_goes_as_far_as_the_day_and_keeps_the_rest_back(live):
    """Neither line, table nor sentence should tell what was measured after chronic treatment before day 21."""
    for day, told in ((0, False), (20, False), (21, True)):
        live.controls["day"] = day
        assert live.state.days[-1] == day
        assert ("350 %" in live.sentence) == ("350 %" in repr(live.numbers)) == told
    assert "set by the first three and misses the last" in live.sentence


def test_words_carry_what_the_numbers_are_worth(live):
    """Every sentence should say illustrative; a compared one also where the rats' receptors were."""
    for label in live.presets:
        live.preset(label)
        assert live.sentence.startswith("Illustrative toy")
        assert ("amygdala, not the cell body" in live.sentence) == live.state.comparable
    assert toy()["days"] == 5 and "invented" in repr(live.numbers)


def test_remarks_name_their_sources():
    """What else is known should come with numbers and sources of the table."""
    said = dict(remarks())
    assert "Commons & Linnros 2019" in said["counter-view (hypothesis)"]
    assert [text for text in said.values() if "48 %" in text and "Bordet" in text]
    assert "no difference" in said["people: the same two, day 15 and later"]


def test_settings_do_not_depend_on_their_company():
    """A setting should read the same alone and among others, in whatever order."""
    days, blocks, assumed = [28, 3, 14], [100, 89, 40], [RECOVERS, WEAKENS, NOTHING]
    together = weeks_states(days, blocks, assumed)
    for i in (2, 0, 1):
        (alone,) = weeks_states(days[i : i + 1], blocks[i : i + 1], assumed[i : i + 1])
        assert (alone.level == together[i].level).all() and (alone.free == together[i].free).all()


def test_kept_toy_cannot_be_written_into():
    """The numbers of the toy are kept for later pictures, so nobody should be able to change them."""
    with pytest.raises(TypeError):
        toy()["ratio"] = 1.0


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (([29], [89], [WEAKENS]), r"day is 29; .* at most 28 days"),
        (([0.5], [89], [WEAKENS]), r"day is .*0.5.*; it must be a whole number"),
        (([0], [101], [WEAKENS]), r"block is 101; .* at most 100 %"),
        (([0], [89], ["magic"]), "assumed is 'magic'; it must be one of: the brake weakens"),
        (([0, 1], [89], [WEAKENS]), "There are 2 of day, 1 of block, 1 of assumed"),
    ],
)
def test_bad_settings_are_named(settings, said):
    """A wrong setting should be named with what is allowed."""
    with pytest.raises(ValueError, match=said):
        weeks_states(*settings)
