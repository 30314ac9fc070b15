"""The calcium explorer leans on the measurement."""

import re

import pytest
from reuptake.evidence import fact, find
from reuptake.explore.calcium import MEASURED, RULE, calcium_states, explorer, halved


def test_half_the_calcium_leaves_a_sixteenth():
    """The preset should end at the derived row of the data."""
    made = explorer()
    made.preset("Half the calcium")
    row = find("basics", quantity="release when calcium is halved, fourth-power rule")
    assert made.state.release == pytest.approx(fact(row, unit="fraction"))


def test_measured_power_lies_in_its_own_band_and_the_rule_just_outside():
    """The measured power should leave more than the rule, which lies a little more than one SD away."""
    measured, rule = calcium_states([0.5, 0.5], [MEASURED, RULE])
    low, high = measured.measured_range
    assert low < measured.release < high
    assert rule.release < low < 1.1 * rule.release


def test_nothing_is_drawn_above_the_start():
    """No setting should go towards normal calcium, where the law does not hold."""
    assert max(explorer().options("calcium")) == 1


def test_half_the_calcium_in_words():
    """By the rule half the calcium should leave a sixteenth, by the measured power about a fourteenth or fifteenth."""
    assert "by the rule, in 16" in halved() and re.search(r"one part in 1[345];", halved())
