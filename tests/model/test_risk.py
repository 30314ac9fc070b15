"""Risk against the Cochrane Handbook, published trials, closed forms and symmetries."""

import csv
from pathlib import Path

import numpy as np
import pytest
from reuptake.evidence import find
from reuptake.model.risk import (
    Interval,
    difference_from_error,
    number_needed,
    odds_ratio,
    odds_ratio_from_smd,
    overlap,
    response_on_drug,
    risk_difference,
    risk_from_odds_ratio,
    risk_ratio,
    superiority,
    wilson,
)

GRID = Path(__file__).parents[1] / "reference" / "trials" / "nnt_grid.csv"
# Responders in the trial of older people (counts inferred from the printed percentages).
EMSLEY = (49, 105, 36, 106)


def percent(interval):
    return tuple(round(100 * value, 1) for value in (interval.estimate, interval.low, interval.high))


def test_handbook_example():
    """The Cochrane Handbook's odds ratio of 0.73 at a control risk of 0.3 should give 62 fewer in 1000, one in 17."""
    fewer = 0.3 - risk_from_odds_ratio(0.73, 0.3)
    assert round(1000 * fewer) == 62 and np.ceil(1 / fewer) == 17


def test_grid_of_numbers_needed():
    """Every row of the reference grid should come out to its printed digits."""
    rows = list(csv.DictReader(GRID.open(encoding="utf-8")))
    assert len(rows) == 18
    for row in rows:
        control = float(row["control_event_rate_percent"]) / 100
        treated = risk_from_odds_ratio(float(row["odds_ratio"]), control)
        assert round(100 * treated, 1) == float(row["experimental_event_rate_percent"])
        assert round(1 / (treated - control), 1) == float(row["nnt_exact"])


def test_trial_of_older_people_by_three_methods():
    """The three ways to make an interval should give their three known limits of harm."""
    row = find("tianeptine_trials", trial="Emsley", outcome="HDRS17 responders")
    printed = difference_from_error(row.effect / 100, row.effect_se / 100)
    wald, newcombe = (risk_difference(*EMSLEY, method=method) for method in ("wald", "newcombe"))
    assert percent(printed) == (12.7, -0.4, 25.8)
    assert percent(wald) == (12.7, -0.4, 25.8)
    assert percent(newcombe) == (12.7, -0.5, 25.3)
    assert [round(number_needed(interval).harm) for interval in (wald, newcombe)] == [236, 195]
    # The published limit of 231 was made with 1.96 for the normal curve's 1.95996.
    assert number_needed(printed).harm == pytest.approx(231, abs=1)
    assert str(number_needed(wald)) == "NNTB 7.9 (NNTB 3.9 to infinity to NNTH 236)"


def test_telotristat_responders():
    """20 of 45 against 9 of 45 should give 24 points and the two known intervals of the number needed."""
    wald, newcombe = (number_needed(risk_difference(20, 45, 9, 45, method)) for method in ("wald", "newcombe"))
    assert (round(wald.value, 1), round(wald.benefit, 1), round(wald.farthest)) == (4.1, 2.3, 17)
    assert newcombe.limits == "2.4 to 19.5"


def test_duloxetine_percentages():
    """43.5 against 28.7 % should be a number needed of 6.8 and an odds ratio of 1.91."""
    assert round(1 / (0.435 - 0.287), 1) == 6.8
    assert round(odds_ratio(435, 1000, 287, 1000).estimate, 2) == 1.91


def test_side_effect_turns_round():
    """For an unwanted event more events should be a number needed to harm."""
    nausea = number_needed(risk_difference(700, 2799, 263, 2394), good=False)
    assert nausea.kind == "NNTH" and nausea.value == pytest.approx(7.1, abs=0.05) and not nausea.crosses


def test_effect_size_of_the_largest_network():
    """A difference of 0.30 should read as an odds ratio of 1.72, 58 % of pairs and an overlap of 88 %."""
    assert round(odds_ratio_from_smd(0.3), 2) == 1.72
    assert round(superiority(0.3), 2) == 0.58 and round(overlap(0.3), 2) == 0.88


def test_no_effect():
    """Without an effect half of the pairs, all of the overlap, the same risk, and an infinite number needed."""
    assert (superiority(0), overlap(0), odds_ratio_from_smd(0)) == (0.5, 1.0, 1.0)
    assert response_on_drug(0, 0.4) == pytest.approx(0.4)
    none = number_needed(risk_difference(10, 50, 10, 50))
    assert none.value == np.inf and none.crosses and "infinity" in str(none)


def test_curves_agree_with_chance():
    """Pairs drawn from the two curves should come out as often as the closed form says."""
    rng = np.random.default_rng(1)
    treated, control = rng.normal(0.8, 1, 200_000), rng.normal(0, 1, 200_000)
    assert np.mean(treated > control) == pytest.approx(superiority(0.8), abs=0.004)


@pytest.mark.parametrize("method", ["newcombe", "wald"])
def test_groups_swapped(method):
    """Swapping the groups should turn the difference, and its interval, round."""
    there, back = risk_difference(*EMSLEY, method), risk_difference(*EMSLEY[2:], *EMSLEY[:2], method)
    assert (back.estimate, back.low, back.high) == pytest.approx((-there.estimate, -there.high, -there.low))


def test_ratios_of_swapped_groups_are_inverse():
    """Swapping the groups should invert both ratios and their limits."""
    for ratio in (risk_ratio, odds_ratio):
        there, back = ratio(*EMSLEY), ratio(*EMSLEY[2:], *EMSLEY[:2])
        assert (1 / back.estimate, 1 / back.high, 1 / back.low) == pytest.approx(
            (there.estimate, there.low, there.high)
        )


def test_rare_events_make_the_ratios_alike():
    """For rare events odds ratio and risk ratio should meet."""
    assert odds_ratio(4, 10_000, 2, 10_000).estimate == pytest.approx(
        risk_ratio(4, 10_000, 2, 10_000).estimate, rel=1e-3
    )


def test_wilson_known_ends():
    """With no events the upper limit should be z2 / (n + z2), and the lower 0."""
    z2 = 1.959963985**2
    assert wilson(0, 10) == pytest.approx((0, z2 / (10 + z2)))
    assert wilson(10, 10) == pytest.approx((10 / (10 + z2), 1))


def test_more_people_narrow_the_interval():
    """At one share a larger group should have an interval inside that of a smaller one."""
    low, high = wilson(np.array([3, 30, 300]), np.array([10, 100, 1000]))
    assert np.all(np.diff(low) > 0) and np.all(np.diff(high) < 0)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: wilson(11, 10), "events is 11; it must be at most total, 10 people"),
        (lambda: wilson(1.5, 10), "events is 1.5; it must be a whole number"),
        (lambda: wilson(1, 0), "total is 0; it must be a finite number at least 1"),
        (lambda: wilson(1, 10, level=1), "level is 1; it must be above 0 and below 1"),
        (lambda: odds_ratio(10, 10, 2, 10), "events is 10; it must be below total"),
        (lambda: risk_ratio(1, 10, 0, 10), "control_events is 0; it must be a finite number at least 1"),
        (lambda: risk_difference(1, 10, 1, 10, "exact"), "method is 'exact'; it must be one of: newcombe, wald"),
        (lambda: risk_from_odds_ratio(0, 0.3), "ratio is 0; it must be a finite number above 0"),
        (
            lambda: risk_from_odds_ratio(2, 30),
            "control_risk is 30; it must be a finite number at least 0 and at most 1",
        ),
        (lambda: superiority(np.nan), "smd is nan"),
        (lambda: number_needed(Interval(0.3, 0.1, 0.2)), "it must hold its estimate, 0.3"),
    ],
)
def test_bad_input(call, words):
    """Nonsense should be refused with the parameter, the value and what is allowed."""
    with pytest.raises(ValueError, match=words.replace("(", r"\(")):
        call()
