"""The toy of feedback in the first weeks: limits that need no computer, and measurements it is set by."""

import numpy as np
import pytest
from reuptake.model.desensitisation import (
    adapted,
    drive_for,
    gain_for,
    level_with_brake,
    release_share,
    unbraked_rise,
)

RISE = np.array([1.0, 1.5, 5.0, 10.0])


def test_no_block_and_full_block():
    """No block should leave the level alone, a full one give that of the knock-out, half of it lie between."""
    assert unbraked_rise([0, 0.5, 1], 9) == pytest.approx([1, 10 / 5.5, 10])


def test_without_a_second_way_out_is_meant_a_ratio_of_nothing():
    """Where the transporter carries nothing, blocking it should do nothing."""
    assert unbraked_rise([0, 0.4, 1], 0) == pytest.approx([1, 1, 1])


def test_no_brake_gives_the_unbraked_level():
    """With a gain of 0 nothing should hold the level, and the drive should multiply it."""
    assert level_with_brake(RISE, 0) == pytest.approx(RISE)
    assert level_with_brake(RISE, 0, 3) == pytest.approx(3 * RISE)


def test_untreated_level_is_one_whatever_the_brake():
    """With nothing blocked there should be nothing to brake."""
    assert level_with_brake(1, [0, 0.2, 1, 7, 1e6]) == pytest.approx(np.ones(5))


def test_gain_of_one_is_a_square_root():
    """At a gain of 1 the balance is L² = A."""
    assert level_with_brake(RISE, 1) == pytest.approx(np.sqrt(RISE))


def test_endless_brake_holds_the_level():
    """A brake without end should leave no rise at all."""
    assert level_with_brake(RISE, 1e9) == pytest.approx(np.ones(4), abs=1e-6)


@pytest.mark.parametrize("gain", [0, 1e-9, 0.3, 1 - 1e-9, 1, 1 + 1e-9, 2.5, 1e4])
def test_release_and_uptake_balance(gain):
    """The level found should satisfy both equations of the toy, also where its two forms meet."""
    for drive in (1, 4):
        level = level_with_brake(RISE, gain, drive)
        assert level == pytest.approx(RISE * drive / (1 + gain * (level - 1)), rel=1e-9)
        assert release_share(level, RISE) == pytest.approx(drive / (1 + gain * (level - 1)), rel=1e-9)


def test_level_falls_with_the_brake_and_rises_with_the_block():
    """More brake should mean less serotonin, more block more, and release always less with more block."""
    gains, blocks = np.linspace(0, 5, 40), np.linspace(0, 1, 40)
    assert (np.diff(level_with_brake(5, gains)) < 0).all()
    rise = unbraked_rise(blocks, 9)
    level = level_with_brake(rise, 2.5)
    assert (np.diff(level) > 0).all() and (np.diff(release_share(level, rise)) < 0).all()


@pytest.mark.parametrize("level", [1.01, 1.75, 3.5, 5.0])
def test_brake_and_drive_set_by_a_level_give_it_back(level):
    """What is set by a level should reproduce it."""
    assert level_with_brake(5, gain_for(level, 5)) == pytest.approx(level)
    assert level_with_brake(5, 2.5, drive_for(max(level, 1.75), 5, 2.5)) == pytest.approx(max(level, 1.75))


def test_each_level_is_held_against_its_own_rise():
    """A level of 4 under a rise of 5 should be allowed beside a level of 2 under a rise of 3."""
    gain = gain_for([2, 4], [3, 5])
    assert gain == pytest.approx([gain_for(2, 3), gain_for(4, 5)])
    assert level_with_brake([3, 5], gain) == pytest.approx([2, 4])


def test_one_setting_gives_a_number():
    """Without a list every result should be a plain float."""
    results = unbraked_rise(0.5, 9), level_with_brake(5, 1), release_share(2, 5), gain_for(2, 5), drive_for(2, 5, 1)
    assert {type(one) for one in (*results, adapted(1, 2, 3, 4))} == {float}


def test_no_brake_is_needed_at_the_unbraked_level():
    """Holding the level where it would be anyway should take no brake; the drive then is 1."""
    assert gain_for(5, 5) == 0 and drive_for(5, 5, 0) == 1


def test_adaptation_in_an_instant_and_never():
    """A time constant near 0 should give the end, a very long one the start, one constant 1/e of the way left."""
    assert adapted(3, 1, 2, 1e-6) == pytest.approx(1) and adapted(3, 1, 28, 1e9) == pytest.approx(3)
    assert adapted(3, 1, 5, 5) == pytest.approx(1 + 2 / np.e) and adapted(3, 1, 0, 5) == 3


def test_settings_go_along_a_leading_axis():
    """Settings on one axis and days on the other should give a table."""
    gain = adapted(2.0, 0.5, np.arange(4.0), np.array([[1.0], [5.0]]))
    assert level_with_brake(np.array([[2.0], [5.0]]), gain).shape == (2, 4)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: unbraked_rise(1.2, 9), r"block is 1.2; .* at most 1"),
        (lambda: unbraked_rise(0.5, -1), "knockout_ratio is -1"),
        (lambda: level_with_brake(0.5, 1), r"rise is 0.5; .* at least 1 times untreated"),
        (lambda: level_with_brake(5, -0.1), "gain is -0.1"),
        (lambda: level_with_brake(5, 1, 0.5), "drive is 0.5"),
        (lambda: level_with_brake("5", 1), "not a number"),
        (lambda: release_share(0, 5), r"level is 0; .* above 0"),
        (lambda: gain_for(1, 5), r"level is 1; .* above 1"),
        (lambda: gain_for(6, 5), "level is 6; it must be above 1 and at most its rise of 5 times untreated"),
        (lambda: gain_for([2, 4], [5, 3]), "level is 4; .* at most its rise of 3"),
        (lambda: drive_for(0.5, 5, 1), "level is 0.5"),
        (lambda: adapted(1, 2, -1, 5), r"time_d is -1; .* at least 0 days"),
        (lambda: adapted(1, 2, 1, 0), r"time_constant_d is 0; .* above 0 days"),
        (lambda: adapted(1, np.nan, 1, 5), "end is nan"),
    ],
)
def test_bad_input_is_named(call, said):
    """A wrong parameter should be named with its value and what is allowed."""
    with pytest.raises(ValueError, match=said):
        call()
