"""Numbers as a reader says them."""

import math

import pytest
from reuptake.draw.describe import percent, spoken, table_in_words, times, with_unit


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (0, 2, "0"),
        (0.534, 2, "0.53"),
        (0.996, 2, "1.0"),
        (9.96, 2, "10"),
        (35, 2, "35"),
        (69.44, 3, "69.4"),
        (1396, 2, "1,400"),
        (-1.26, 2, "-1.3"),
        (1e-3, 2, "0.0010"),
        (math.inf, 2, "infinite"),
    ],
)
def test_spoken(value, digits, text):
    """A number should keep its significant digits and never show a power of ten."""
    assert spoken(value, digits) == text


def test_units_and_ratios():
    """Units, percentages and ratios should read like words."""
    assert with_unit(35, "nM") == "35 nM"
    assert with_unit(2, "") == "2.0"
    assert percent(0.8) == "80 %"
    assert times(1.0, "normal") == "normal"
    assert times(3.571, "normal") == "3.6 times normal"


def test_a_table_is_read_out_row_by_row():
    """Each cell should stand after its column's name; an empty one is left out."""
    said = table_in_words(("mice", "level (nM)"), [("normal", "2.8"), ("no copy", "–"), ("one copy", "not asked.")])
    assert said == "mice: normal; level (nM): 2.8. mice: no copy. mice: one copy; level (nM): not asked."
