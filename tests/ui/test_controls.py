"""Controls: positions, ranges, and what they refuse."""

import numpy as np
import pytest
from reuptake.ui.controls import Control


def slider(**changes):
    return Control(**{"key": "activity", "label": "Activity", "options": (0, 0.5, 1, 2), "start": 1, **changes})


@pytest.mark.parametrize(
    ("value", "position"),
    [(0, 0), (0.5, 1), (0.7, 1), (0.8, 2), (2, 3), (np.int64(2), 3), (np.float32(0.5), 1)],
)
def test_number_goes_to_the_nearest_option(value, position):
    """A typed number should go to the nearest setting."""
    assert slider().position(value) == position


@pytest.mark.parametrize("value", [-0.1, 2.1, float("nan"), "much", None, True])
def test_number_out_of_range_is_refused(value):
    """The message should name control, value, range and unit."""
    with pytest.raises(ValueError, match=r"activity is .*; it must be a number from 0 to 2 × normal"):
        slider(unit="× normal").position(value)


def test_choice_must_be_one_of_the_options():
    """A text that is no option should be refused with the list of options."""
    menu = slider(options=("none", "SSRI"), start="none", kind="choice")
    assert menu.position("SSRI") == 1
    with pytest.raises(ValueError, match=r"one of \['none', 'SSRI'\]"):
        menu.position("MDMA")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"start": 3}, "not one of the options"),
        ({"kind": "dial"}, "kind is 'dial'"),
        ({"options": (1, 0)}, "must rise"),
    ],
)
def test_unusable_control_is_refused(changes, says):
    """A control that no explorer could use should be refused when it is made."""
    with pytest.raises(ValueError, match=says):
        slider(**changes)


def test_every_option_says_itself_with_its_unit():
    """Screen readers should hear value, unit and note of each setting."""
    options = slider(unit="nM", note=lambda v: f"{v} of 2").spec()["options"]
    assert [option["text"] for option in options] == [
        "0 nM (0 of 2)",
        "0.5 nM (0.5 of 2)",
        "1 nM (1 of 2)",
        "2 nM (2 of 2)",
    ]
    assert slider(unit="nM").range_text == "0 to 2 nM"
