"""What goes into a model is checked, and what is wrong is said by name."""

import numpy as np
import pytest
from reuptake.model.inputs import checked, known, plain, positive, whole


def test_numbers_in_range_come_back_as_floats():
    """A list of whole numbers should become an array of floats of the same shape."""
    given = checked("x", [[1, 2], [3, 4]], "nM", high=4)
    assert given.dtype == float and given.shape == (2, 2)


def test_counts_are_whole_at_any_type():
    """2 and 2.0 should be counts, alone and in a list."""
    assert whole("n", 2) == whole("n", 2.0) == 2
    assert whole("n", [1.0, 3]).tolist() == [1, 3]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (2.5, "n is 2.5; it must be a whole number of at least 1"),
        ([1, 2.5], "n is .*2.5.*; it must be a whole number of at least 1"),
        (0, "n is 0; it must be a finite number at least 1"),
        (np.nan, "n is nan"),
        (True, "n is True, which is not a number"),
        ("two", "n is 'two', which is not a number"),
    ],
)
def test_what_is_no_count_is_refused(value, message):
    """A fraction, too low a count or no number at all should be refused by name."""
    with pytest.raises(ValueError, match=message):
        whole("n", value, low=1)


def test_known_choice_comes_back():
    """A choice out of the list should be given back as it is."""
    assert known("power", "2", ("1", "2")) == "2" and known("step", 3, range(1, 9)) == 3


@pytest.mark.parametrize("value", ["3", "", None, 2, ["2"]])
def test_unknown_choice_is_refused_with_the_list(value):
    """What is none of the choices should be refused, and the choices named."""
    with pytest.raises(ValueError, match=r"power is .*; it must be one of: 1, 2\."):
        known("power", value, ("1", "2"))


def test_plain_numbers_are_floats_and_arrays_stay():
    """A result without axes should be a float; one with axes should be left alone."""
    array = np.arange(3.0)
    assert type(plain(np.float64(2))) is float and type(plain(np.array(2))) is float
    assert plain(array) is array


def test_positive_refuses_zero_by_name():
    """Zero should be refused with name and unit; a number above it should come back as an array."""
    with pytest.raises(ValueError, match="volume_L is 0; it must be a finite number above 0 L"):
        positive("volume_L", 0, "L")
    assert positive("volume_L", [1, 2], "L").tolist() == [1.0, 2.0]
