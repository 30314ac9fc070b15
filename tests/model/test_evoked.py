"""Readings of measured evoked signals, in vivo and in slices."""

import math

import pytest
from reuptake.evidence import EvidenceError
from reuptake.model.evoked import (
    HALF_LIFE,
    HEIGHT,
    IN_VIVO_AFTER,
    SLICE,
    SLICE_AFTER,
    SLICE_HEIGHT,
    evoked,
    half_life_s,
)


def test_readings_are_those_of_the_tables():
    """Height and half-life before and after escitalopram should be as printed, with their plus-minus."""
    assert evoked(HEIGHT, "nM") == 35.21 and evoked(HEIGHT, "nM", column="error") == 2.17
    assert evoked(HALF_LIFE, "s") == 2.47 and evoked(HALF_LIFE, "s", IN_VIVO_AFTER) == 26.70
    assert evoked(SLICE_HEIGHT, "nM", SLICE_AFTER) == 38.22


def test_half_life_in_slices_is_tau_times_ln_2_and_says_so():
    """In slices 3.09 ± 0.34 s should become its half-life; in vivo the half-life was measured."""
    value, error, kind = half_life_s(SLICE)
    assert value == pytest.approx(3.09 * math.log(2)) and error == pytest.approx(0.34 * math.log(2))
    assert kind.startswith("derived")
    assert half_life_s(IN_VIVO_AFTER) == (26.70, 3.89, "measured")


def test_what_was_not_measured_is_refused():
    """A height of the slices asked for in vivo, or in another unit, should be an error."""
    with pytest.raises(EvidenceError, match="0 rows match"):
        evoked(SLICE_HEIGHT, "nM")
    with pytest.raises(EvidenceError, match="is in 'nM', not in 's'"):
        evoked(HEIGHT, "s")
