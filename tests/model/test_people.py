"""People among a thousand: shares in per cent, differences of either sign, halves up."""

import numpy as np
import pytest
from reuptake.model.people import PEOPLE, among_thousand, of_thousand


def test_a_hundred_per_cent_is_everybody():
    """All should be a thousand, none nobody, and a negative difference fewer."""
    assert (of_thousand(100), of_thousand(0), of_thousand(-0.3)) == (PEOPLE, 0, -3)
    assert isinstance(of_thousand(25), float) and isinstance(among_thousand(25.0), int)


def test_lists_keep_their_shape():
    """Each share of a list should become people."""
    assert np.array_equal(of_thousand([25, 0.61]), np.array([250, 6.1]))


@pytest.mark.parametrize(("percent", "people"), [(0.04, 0), (0.05, 1), (6.24, 62), (6.25, 63), (81, 810)])
def test_whole_people_are_rounded_with_halves_up(percent, people):
    """Half a person should count as one."""
    assert among_thousand(percent) == people
