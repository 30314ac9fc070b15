"""Weighing: sums done by hand, linearity, bounds that hold, bad input."""

import numpy as np
import pytest
from reuptake.model.risk import Interval
from reuptake.model.weighing import as_harm, exchange, weigh

# Ten of 100 more respond, four of 100 more are harmed: full yardsticks of 200 and 100 per 1,000.
TWO = Interval(np.array([100.0, -40.0]), np.array([60.0, -50.0]), np.array([140.0, -30.0]))
SWINGS = [200, 100]


def test_sum_by_hand():
    """10 x 100/200 - 5 x 40/100 should be 5 - 2 = 3, and the bounds 3 - 2.5 and 7 - 1.5."""
    found = weigh(TWO, [10, 5], SWINGS)
    assert found.points.tolist() == [5, -2]
    assert (found.score, found.low, found.high) == pytest.approx((3, 0.5, 5.5))


def test_many_weights_in_one_call():
    """Each row of weights should give what it gives alone."""
    weights = np.array([[10, 0], [0, 10], [10, 5]])
    found = weigh(TWO, weights, SWINGS)
    assert found.points.shape == (3, 2) and found.score.shape == (3,)
    assert found.score.tolist() == [weigh(TWO, row, SWINGS).score for row in weights] == [5, -4, 3]


def test_no_weight_no_score():
    """Without weights everything should be 0, bounds too."""
    found = weigh(TWO, [0, 0], SWINGS)
    assert (found.score, found.low, found.high) == (0, 0, 0)


def test_score_is_linear_in_each_weight():
    """The same step of a weight should move the score by the same amount anywhere."""
    steps = np.diff(weigh(TWO, np.column_stack((np.full(21, 7.0), np.linspace(0, 10, 21))), SWINGS).score)
    assert steps == pytest.approx(np.full(20, -0.2))


def test_bounds_hold_every_sum_inside_the_intervals():
    """Whatever the differences inside their intervals, the sum should lie between the bounds, and reach both."""
    rng = np.random.default_rng(7)
    weights = np.array([8.0, 6.0])
    bounds = weigh(TWO, weights, SWINGS)
    for values in rng.uniform(TWO.low, TWO.high, (200, 2)):
        assert bounds.low <= weigh(Interval(values, values, values), weights, SWINGS).score <= bounds.high
    ends = [weigh(Interval(end, end, end), weights, SWINGS).score for end in (TWO.low, TWO.high)]
    assert ends == pytest.approx([bounds.low, bounds.high])


def test_half_the_yardstick_doubles_the_points():
    """A weight should mean nothing without its yardstick."""
    assert weigh(TWO, [10, 5], [100, 50]).score == pytest.approx(2 * weigh(TWO, [10, 5], SWINGS).score)


def test_harm_turns_the_interval_round():
    """40 more with a harm (30 to 50) should be 40 worse (50 to 30 worse)."""
    harm = as_harm(Interval(40, 30, 50))
    assert (harm.estimate, harm.low, harm.high) == (-40, -50, -30)


def test_exchange_by_hand():
    """Weight 10 for a yardstick of 10 against 5 for a yardstick of 300 should make one worth 60 of the other."""
    assert exchange(10, 10, 5, 300) == pytest.approx(60)
    assert exchange(5, 300, 10, 10) == pytest.approx(1 / 60)


def test_exchange_where_a_weight_is_none():
    """No weight should be worth nothing, and anything beside no weight without limit."""
    assert exchange(0, 10, 5, 300) == exchange(0, 10, 0, 300) == 0
    assert exchange([5, 0], 10, [0, 5], 300).tolist() == [np.inf, 0]


def test_exchange_leaves_the_score_alone():
    """One harm more and its worth in responses more should cancel."""
    worth = exchange(6, 100, 4, 200)
    shifted = Interval(*(np.array(end) + [worth, -1] for end in (TWO.estimate, TWO.low, TWO.high)))
    assert weigh(shifted, [4, 6], SWINGS).score == pytest.approx(weigh(TWO, [4, 6], SWINGS).score)


@pytest.mark.parametrize(
    ("weights", "yardsticks", "words"),
    [
        ([10, 11], SWINGS, "weights is 11; it must be a finite number at least 0 and at most 10"),
        ([10, -1], SWINGS, "weights is -1"),
        ([10, 5], [200, 0], "yardsticks is 0; it must be a finite number above 0 per 1,000"),
        ([10, 5, 1], SWINGS, r"weights has \(3,\).*there must be as many of each"),
        ([10, 5], [200], r"yardsticks has \(1,\) criteria"),
        ([10, np.nan], SWINGS, "weights is nan"),
    ],
)
def test_bad_input(weights, yardsticks, words):
    """Nonsense should be refused with the parameter, the value and what is allowed."""
    with pytest.raises(ValueError, match=words):
        weigh(TWO, weights, yardsticks)


def test_estimate_outside_its_interval_is_refused():
    """An interval that does not hold its estimate should be an error."""
    with pytest.raises(ValueError, match="an estimate outside its interval"):
        weigh(Interval([3.0], [4.0], [5.0]), [1], [1])
    with pytest.raises(ValueError, match="of both ends"):
        weigh(Interval([3.0], [2.0, 2.0], [5.0]), [1], [1])


@pytest.mark.parametrize(
    ("values", "words"),
    [((11, 10, 5, 300), "weight is 11"), ((1, 0, 5, 300), "yardstick is 0"), ((1, 10, 5, -3), "other_yardstick is -3"),
     ((1, 10, -5, 3), "other_weight is -5")],
)  # fmt: skip
def test_bad_exchange(values, words):
    """Each of the four should be checked by name."""
    with pytest.raises(ValueError, match=words):
        exchange(*values)
