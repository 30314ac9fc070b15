"""Settings given to an explorer's model: equally many of each, and only choices that there are."""

import numpy as np
import pytest
from gallery_cases import CASES, make
from reuptake.explore.ranges import together


@pytest.fixture(params=CASES, scope="module")
def explorer(request):
    return make(request.param)


def start(explorer, count=1):
    """The setting at the start, so many times."""
    return {key: [value] * count for key, value in explorer.values.items()}


def test_lists_of_unequal_length_are_refused(explorer):
    """One value too many or too few for any control should be an error that names it, not a setting lost."""
    for key in explorer.controls:
        for count in (1, 3):
            settings = start(explorer, 2) | {key: start(explorer, count)[key]}
            with pytest.raises(ValueError, match=f"There are .*{count} of {key}.*; there must be as many of each"):
                explorer._compute(**settings)


def test_a_mistyped_choice_is_refused_by_name(explorer):
    """A word that is no choice of a control should be refused with its name, not read as another."""
    for key, value in explorer.values.items():
        if isinstance(value, str):
            with pytest.raises(ValueError, match=f"{key} is 'nonsense'; it must be one of: "):
                explorer._compute(**start(explorer) | {key: ["nonsense"]})


@pytest.mark.parametrize("name", ["sequence", "transport_cycle"])
@pytest.mark.parametrize("step", [0, -1, 9])
def test_there_is_no_step_before_the_first_or_after_the_last(name, step):
    """Step 0 should not be the last step, and step 9 no bare IndexError."""
    explorer = make(name)
    with pytest.raises(ValueError, match=f"step is {step}; it must be one of: 1, 2, "):
        explorer._compute(**start(explorer) | {"step": [step]})


def test_equal_lists_pass_whatever_they_are():
    """Lists, tuples and arrays of one length should go together; none at all too."""
    together(a=[1, 2], b=(1, 2), c=np.ones(2), d=["x", "y"])
    together(a=[], b=[])


@pytest.mark.parametrize(
    ("lists", "message"),
    [
        ({"a": [1, 2], "b": [1]}, "There are 2 of a, 1 of b; there must be as many of each, one for every setting."),
        ({"a": 1.0, "b": [1]}, "a is 1.0; it must be a list with one value for each setting."),
        ({"a": "word", "b": [1]}, "a is 'word'; it must be a list"),
        ({"a": [[1]], "b": [1]}, r"a is \[\[1\]\]; it must be a list"),
    ],
)
def test_what_is_no_list_is_refused(lists, message):
    """A number or a word in place of a list should be refused by name."""
    with pytest.raises(ValueError, match=message):
        together(**lists)
