"""Exercises of notebook 09: their numbers by hand, and by sets."""

import pytest
from reuptake.model.exercises_watch import EXERCISES, RECORDS, REPORTS, WORKED
from reuptake.model.signals import reporting_odds_ratio


def test_reporting_odds_ratio_by_hand():
    """24 to 176 against 1,200 to 35,200 should be 4, and the worked example 19 to 9."""
    assert EXERCISES["reporting_odds_ratio"].value() == pytest.approx((24 * 35_200) / (176 * 1200)) == pytest.approx(4)
    assert reporting_odds_ratio(**WORKED).estimate == pytest.approx(19 / 9)


def test_interval_of_the_exercise_lies_above_one():
    """The praise calls it an alarm by our rule: its whole interval should lie above 1."""
    named = EXERCISES["reporting_odds_ratio"].named()
    assert 1 < named["low"] < named["right"] < named["high"]


def test_new_records_are_a_set_difference():
    """Sets of these sizes, made on purpose, should differ as the exercise says."""
    before = set(range(RECORDS["before"]))
    now = set(range(RECORDS["before"] - RECORDS["both"], RECORDS["before"] - RECORDS["both"] + RECORDS["now"]))
    assert len(before & now) == RECORDS["both"] and len(now) == RECORDS["now"]
    found = EXERCISES["new_records"]
    assert (found.value(), found.mistake("gone")) == (len(now - before), len(before - now)) == (15, 9)
    assert found.mistake("either_way") == len(before ^ now)


def test_shares_are_another_number_than_odds():
    """The ratio of shares should be near the odds ratio and not pass as it."""
    assert EXERCISES["reporting_odds_ratio"].mistake("shares") == pytest.approx((24 / 200) / (1200 / 36_400))
    assert sum(REPORTS.values()) == 36_600
