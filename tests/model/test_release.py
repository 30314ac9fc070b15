"""Calcium and quanta against closed forms, limits and simulated trials."""

import math

import numpy as np
import pytest
from reuptake.evidence import fact, find
from reuptake.model.release import (
    binomial_pmf,
    poisson_pmf,
    quantal_content_from_failures,
    quantal_content_from_mean,
    quantal_content_from_variation,
    release_ratio,
    simulate_quanta,
)


def test_half_the_calcium_leaves_a_sixteenth():
    """The fourth-power rule should give the derived value of the data, and 1 at the reference."""
    row = find("basics", quantity="release when calcium is halved, fourth-power rule")
    assert release_ratio(0.5, 4) == fact(row, unit="fraction") == 1 / 16
    np.testing.assert_allclose(release_ratio([0, 1, 0.5, 0.25], [4, 3.78, 1, 2]), [0, 1, 0.5, 0.0625])


def test_slope_on_log_axes_is_the_exponent():
    """On log axes the law should be a straight line of slope k."""
    calcium = np.geomspace(0.1, 1, 7)
    slope = np.gradient(np.log(release_ratio(calcium, 3.78)), np.log(calcium))
    np.testing.assert_allclose(slope, 3.78, rtol=1e-9)


def test_binomial_is_counting():
    """Shares should be those that the binomial coefficient gives, and 0 beyond the number of sites."""
    wanted = [math.comb(5, k) * 0.3**k * 0.7 ** (5 - k) for k in range(6)]
    np.testing.assert_allclose(binomial_pmf(np.arange(8), 5, 0.3), [*wanted, 0, 0], rtol=1e-12)
    np.testing.assert_allclose(binomial_pmf([0, 1, 3], 3, 0), [1, 0, 0])
    np.testing.assert_allclose(binomial_pmf([0, 1, 3], 3, 1), [0, 0, 1])


def test_binomial_has_mean_np_and_variance_np_one_minus_p():
    """Shares should add to 1, with the mean and the variance of the theory."""
    k, n, p = np.arange(31), np.array([1, 4, 30])[:, None], np.array([0.9, 0.05, 0.5])[:, None]
    shares = binomial_pmf(k, n, p)
    mean = (shares * k).sum(-1)
    np.testing.assert_allclose(shares.sum(-1), 1, rtol=1e-12)
    np.testing.assert_allclose(mean, (n * p).ravel())
    np.testing.assert_allclose((shares * k**2).sum(-1) - mean**2, (n * p * (1 - p)).ravel())


def test_poisson_is_the_limit_of_many_rare_sites():
    """With a million sites of the same mean the binomial should be Poisson, with few it should not."""
    k = np.arange(8)
    np.testing.assert_allclose(poisson_pmf(k, 1.5), [1.5**i * math.exp(-1.5) / math.factorial(i) for i in range(8)])
    np.testing.assert_allclose(binomial_pmf(k, 1_000_000, 1.5e-6), poisson_pmf(k, 1.5), rtol=1e-4)
    assert abs(binomial_pmf(0, 2, 0.75) - poisson_pmf(0, 1.5)) > 0.1
    np.testing.assert_allclose(poisson_pmf([0, 1], 0), [1, 0])


def test_trials_follow_the_binomial():
    """Shares among 20,000 simulated stimuli should lie within five standard errors of the theory."""
    n, p = np.array([3, 10]), np.array([0.6, 0.1])
    quanta = simulate_quanta(n, p, 20_000)
    k = np.arange(11)
    seen = np.array([np.bincount(row, minlength=11) / 20_000 for row in quanta])
    wanted = binomial_pmf(k, n[:, None], p[:, None])
    assert np.all(np.abs(seen - wanted) <= 5 * np.sqrt(wanted * (1 - wanted) / 20_000) + 1e-12)


def test_trials_are_the_same_again_and_share_their_luck():
    """The same seed should give the same quanta, and more sites or a higher probability never fewer."""
    quanta = simulate_quanta([[2], [6]], [0.2, 0.5, 1.0], 50)
    assert quanta.shape == (2, 3, 50)
    np.testing.assert_array_equal(quanta[1, 1], simulate_quanta(6, 0.5, 50))
    assert np.any(simulate_quanta(6, 0.5, 50, seed=1) != quanta[1, 1])
    assert (np.diff(quanta, axis=0) >= 0).all() and (np.diff(quanta, axis=1) >= 0).all()
    assert (quanta[:, 2] == [[2], [6]]).all() and not simulate_quanta(5, 0, 9).any()


def test_failures_give_the_quantal_content():
    """A share of failures of 1/e should mean one quantum; all failed none; none failed no estimate."""
    assert quantal_content_from_failures(200, 100) == pytest.approx(math.log(2))
    np.testing.assert_allclose(quantal_content_from_failures([100, 100], [100, 0]), [0, np.inf])
    assert quantal_content_from_failures(10**6, round(10**6 / math.e)) == pytest.approx(1, abs=1e-5)


def test_variation_gives_the_quantal_content():
    """A mean of 4 with a standard deviation of 2 should mean four quanta, in any unit."""
    np.testing.assert_allclose(quantal_content_from_variation([4, 0.4e-3], [2, 0.2e-3]), [4, 4])
    assert quantal_content_from_variation(3, 0) == np.inf


def test_mean_over_quantal_size_is_the_quantal_content():
    """A mean of 3 mV with quanta of 0.5 mV should mean six quanta."""
    assert quantal_content_from_mean(3, 0.5) == 6


def test_methods_agree_where_release_is_rare_and_err_upwards_where_not():
    """With p small all three should find n·p; else failures give -n ln(1 - p) and variation n p/(1 - p)."""
    stimuli = 200_000
    for n, p, tolerance in ((50, 0.02, 0.03), (3, 0.6, 0.03)):
        quanta = simulate_quanta(n, p, stimuli)
        mean, sd, failed = quanta.mean(), quanta.std(), int((quanta == 0).sum())
        assert quantal_content_from_mean(mean, 1) == pytest.approx(n * p, rel=tolerance)
        by_failures = quantal_content_from_failures(stimuli, failed)
        assert by_failures == pytest.approx(-n * math.log(1 - p), rel=tolerance)
        assert quantal_content_from_variation(mean, sd) == pytest.approx(n * p / (1 - p), rel=tolerance)


@pytest.mark.parametrize(
    ("function", "arguments", "message"),
    [
        (release_ratio, (-0.1, 4), "calcium_ratio is -0.1; it must be a finite number at least 0"),
        (release_ratio, (0.5, 0), "exponent is 0; it must be a finite number above 0"),
        (binomial_pmf, (1.5, 3, 0.2), "quanta is 1.5; it must be a whole number of at least 0"),
        (binomial_pmf, (1, 0, 0.2), "n_sites is 0"),
        (binomial_pmf, (1, 3, 1.2), "probability is 1.2; it must be a finite number at least 0 and at most 1"),
        (poisson_pmf, (1, -1), "mean is -1; .* quanta"),
        (simulate_quanta, (3, 0.5, 2.5), "n_trials is 2.5; it must be a whole number"),
        (simulate_quanta, ([], 0.5, 10), r"n_sites is \[\] and probability 0.5; there must be at least one setting"),
        (simulate_quanta, (3, 0.5, [5, 6]), r"n_trials is \[5, 6\]; it must be one whole number of at least 1"),
        (simulate_quanta, (3, 0.5, 10, -1), "seed is -1; it must be a finite number at least 0"),
        (simulate_quanta, (3, 0.5, 10, 0.5), "seed is 0.5; it must be a whole number"),
        (quantal_content_from_failures, (10, 11), "n_failures is 11; it must be at most n_trials, which is 10 stimuli"),
        (quantal_content_from_failures, (0, 0), "n_trials is 0"),
        (quantal_content_from_failures, (10, "two"), "n_failures is 'two', which is not a number"),
        (quantal_content_from_variation, (0, 1), "mean is 0; it must be a finite number above 0"),
        (quantal_content_from_variation, (1, -1), "sd is -1"),
        (quantal_content_from_mean, (1, 0), "quantal_size is 0"),
    ],
)
def test_bad_values_are_refused(function, arguments, message):
    """A bad value should be refused with its name, value and range."""
    with pytest.raises(ValueError, match=message):
        function(*arguments)


def test_single_numbers_give_floats():
    """Numbers in should give numbers out, of every function with a closed form."""
    found = (
        release_ratio(0.5, 4), binomial_pmf(1, 3, 0.2), poisson_pmf(1, 0.6), quantal_content_from_mean(3, 0.5),
        quantal_content_from_failures(10, 4), quantal_content_from_variation(4, 2),
    )  # fmt: skip
    assert [type(value) for value in found] == [float] * len(found)
