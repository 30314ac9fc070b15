"""Reports and signals: closed forms, limits, Poisson's law, bad input."""

import math

import numpy as np
import pytest
from reuptake.model.risk import odds_ratio
from reuptake.model.signals import (
    came_in,
    expected_reports,
    false_alarm_chance,
    poisson_band,
    reported_share,
    reporting_odds_ratio,
)


def test_share_stays_without_publicity():
    """Without publicity the same share should be reported in every year."""
    assert np.array_equal(reported_share(0.2, 1, 6, 3, 0.5), [0.2] * 6)


def test_share_jumps_at_the_warning_and_fades():
    """Nine times as many should become five and three times when half of the excess is left each year."""
    found = reported_share(0.05, 9, 6, 3, 0.5)
    assert found == pytest.approx([0.05, 0.05, 0.45, 0.25, 0.15, 0.10])


def test_nothing_is_reported_that_did_not_happen():
    """The share should stop at all of them."""
    assert reported_share(0.5, 10, 4, 2, 0.5) == pytest.approx([0.5, 1, 1, 1])
    assert reported_share(0, 10, 4, 2, 0.5) == pytest.approx([0] * 4)


def test_publicity_that_stays_or_is_gone_at_once():
    """With all kept it should stay, with none it should last one year."""
    assert reported_share(0.1, 3, 4, 2, 1) == pytest.approx([0.1, 0.3, 0.3, 0.3])
    assert reported_share(0.1, 3, 4, 2, 0) == pytest.approx([0.1, 0.3, 0.1, 0.1])


def test_settings_lie_along_the_first_axis():
    """Several settings at once should give what each gives alone."""
    both = reported_share([0.05, 0.5], [9, 2], 6, 3, 0.5)
    assert both.shape == (2, 6)
    assert np.array_equal(both[1], reported_share(0.5, 2, 6, 3, 0.5))


def test_expected_reports_are_the_product():
    """A hundred thousand people, one event in a thousand, one of twenty reported: five reports."""
    assert expected_reports(100_000, 0.001, 0.05) == pytest.approx(5)


@pytest.mark.parametrize("mean", [0.3, 5, 40, 900])
def test_band_holds_what_it_says(mean):
    """The counts in the band should have a chance of at least the level, summed by hand; less by one, not."""
    low, high = poisson_band(mean)
    chance = {k: math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(int(high) + 2)}
    assert sum(chance[k] for k in range(int(low), int(high) + 1)) >= 0.95
    assert sum(chance[k] for k in range(int(low))) <= 0.025
    assert 1 - sum(chance[k] for k in range(int(high) + 1)) <= 0.025
    assert 1 - sum(chance[k] for k in range(int(high))) > 0.025


def test_no_event_no_report():
    """A mean of zero should give zero, whatever the luck."""
    assert poisson_band(0) == (0, 0) and came_in(0, 0.999) == 0


def test_luck_is_monotone_and_follows_the_law():
    """More should come in with more luck and with a larger mean; on average the mean."""
    luck = (np.arange(20_000) + 0.5) / 20_000
    drawn = came_in(7.3, luck)
    assert np.all(np.diff(drawn) >= 0) and np.all(came_in(9, luck) >= drawn)
    assert drawn.mean() == pytest.approx(7.3, rel=0.002) and drawn.var() == pytest.approx(7.3, rel=0.01)


def test_reporting_odds_ratio_by_hand():
    """20 of 120 against 200 of 10,200 should give 10, with Woolf's interval."""
    found = reporting_odds_ratio(20, 100, 200, 10_000)
    error = math.sqrt(1 / 20 + 1 / 100 + 1 / 200 + 1 / 10_000)
    assert found.estimate == pytest.approx(10)
    assert (found.low, found.high) == pytest.approx(
        (10 * math.exp(-1.96 * error), 10 * math.exp(1.96 * error)), rel=1e-4
    )


def test_reporting_odds_ratio_is_the_odds_ratio_of_reports():
    """It should be what two groups of the same sizes give."""
    here, there = reporting_odds_ratio(12, 300, 450, 9000), odds_ratio(12, 312, 450, 9450)
    assert (here.estimate, here.low, here.high) == pytest.approx((there.estimate, there.low, there.high))


def test_the_same_share_on_both_sides_leaves_the_ratio():
    """If every kind of report is ten times as frequent for one drug, the ratio should stay and the interval shrink."""
    few, many = reporting_odds_ratio(4, 100, 200, 10_000), reporting_odds_ratio(40, 1000, 200, 10_000)
    assert few.estimate == pytest.approx(many.estimate)
    assert many.high / many.low < few.high / few.low


def test_an_empty_cell_gets_half_a_report():
    """Without a report of the event the ratio should be that of half reports, and finite."""
    found = reporting_odds_ratio(0, 9, 9, 99)
    assert found.estimate == pytest.approx((0.5 / 9.5) / (9.5 / 99.5)) and found.low > 0


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (
            lambda: reported_share(1.2, 1, 5, 2, 0.5),
            "share is 1.2; it must be a finite number at least 0 and at most 1",
        ),
        (lambda: reported_share(0.1, 0.5, 5, 2, 0.5), "publicity is 0.5; it must be a finite number at least 1 times"),
        (lambda: reported_share(0.1, 1, 0, 2, 0.5), "years is 0"),
        (lambda: reported_share(0.1, 1, 5, 2.5, 0.5), "warning_year is 2.5"),
        (lambda: reported_share(0.1, 1, 5, 2, 2), "kept is 2"),
        (lambda: expected_reports(-1, 0.1, 0.1), "treated is -1; it must be a finite number at least 0 people"),
        (lambda: expected_reports(1, 2, 0.1), "rate is 2"),
        (lambda: poisson_band(float("nan")), "mean is nan"),
        (lambda: poisson_band(3, 1), "level is 1; it must be .* below 1"),
        (lambda: poisson_band(3, 0), "level is 0"),
        (lambda: came_in(3, 0), "luck is 0"),
        (lambda: came_in(3, 1), "luck is 1"),
        (lambda: reporting_odds_ratio(1.5, 1, 1, 1), "event is 1.5; it must be a whole number"),
        (lambda: reporting_odds_ratio(0, 0, 1, 1), "other is 0 where there is no report"),
        (lambda: reporting_odds_ratio(1, 1, 0, 0), "other_elsewhere is 0 where there is no report"),
    ],
)
def test_bad_input(call, words):
    """Nonsense should be refused with the parameter, the value and what is allowed."""
    with pytest.raises(ValueError, match=words):
        call()


def test_false_alarms_are_the_tail_of_the_law():
    """Where the interval clears 1 from some count on, the chance should be Poisson's tail from that count."""
    rest = (1000, 1000, 200000)
    first = next(n for n in range(100) if reporting_odds_ratio(n, *rest).low > 1)
    tail = 1 - sum(math.exp(-5) * 5**n / math.factorial(n) for n in range(first))
    assert false_alarm_chance(5, *rest) == pytest.approx(tail, rel=1e-9)
    assert false_alarm_chance(5, *rest, years=10) == pytest.approx(1 - (1 - tail) ** 10, rel=1e-9)


def test_no_report_no_false_alarm():
    """With nothing expected no alarm should ring, and in no year none."""
    assert false_alarm_chance(0, 1000, 1000, 200000) == 0 == false_alarm_chance(50, 1000, 1000, 200000, years=0)
