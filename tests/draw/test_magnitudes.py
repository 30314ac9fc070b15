"""Quantities over many powers of ten, in the unit that suits each."""

import pytest
from reuptake.draw.magnitudes import spoken_length, spoken_level, spoken_time


@pytest.mark.parametrize(
    ("s", "text"),
    [(3.3e-7, "0.33 µs"), (5e-7, "0.5 µs"), (9.4e-6, "9.4 µs"), (1e-4, "0.1 ms"), (0.0178, "18 ms"), (0.5, "500 ms"),
     (0.9996, "1 s"), (2.3, "2.3 s"), (0, "0 µs")],
)  # fmt: skip
def test_times_take_the_unit_that_suits_them(s, text):
    """A time should be written in s, ms or µs, without needless zeros."""
    assert spoken_time(s) == text


def test_digits_can_be_asked_for():
    """With three digits there should be three, unless the last are zeros."""
    assert spoken_time(0.000711, 3) == "0.711 ms" and spoken_level(2873, 3) == "2.87 µM"


@pytest.mark.parametrize(
    ("nM", "text"),
    [(0.24, "0.24 nM"), (20, "20 nM"), (100, "100 nM"), (999, "1 µM"), (2873, "2.9 µM"), (5.52e6, "5.5 mM")],
)
def test_concentrations_take_the_unit_that_suits_them(nM, text):
    """A concentration should be written in nM, µM or mM."""
    assert spoken_level(nM) == text


@pytest.mark.parametrize(("um", "text"), [(0.02, "20 nm"), (0.1, "0.1 µm"), (0.15, "0.15 µm"), (10, "10 µm")])
def test_lengths_take_the_unit_that_suits_them(um, text):
    """A length should be written in nm or µm."""
    assert spoken_length(um) == text


@pytest.mark.parametrize(("say", "name"), [(spoken_time, "s"), (spoken_level, "nM"), (spoken_length, "um")])
@pytest.mark.parametrize("value", [float("nan"), -1e-9, float("inf")])
def test_what_has_no_size_is_refused_by_name(say, name, value):
    """Not a number, below zero or endless should be an error that names the quantity, not a bare StopIteration."""
    with pytest.raises(ValueError, match=f"^{name} is {value:g}; it must be a finite number at least 0"):
        say(value)
