"""What chance alone does: regression to the mean, and P values when there is no effect."""

import numpy as np
from scipy import stats

from reuptake.model.inputs import checked, plain, positive, whole

CORRECTIONS = ("none", "Bonferroni", "Holm")
# The integral over what outcomes share: its end in standard deviations, its points, the largest limit or correlation.
FARTHEST, POINTS, LARGEST = 9.0, 2001, 0.99


def regressed_mean(selected_mean, population_mean, reliability):
    """Find where the mean of selected people lies when they are measured again and nothing was done.

    Parameters
    ----------
    selected_mean, population_mean : float or array_like
        Mean at selection, and of all people from whom they were selected; in one unit.
    reliability : float or array_like
        Correlation of two measurements of the same people, 0 to 1.

    Returns
    -------
    float or numpy.ndarray
        The fall is (1 - reliability) x (selected - population).

    Raises
    ------
    ValueError
        If a value is not finite or the reliability is out of range.
    """
    selected = checked("selected_mean", selected_mean, "", low=-np.inf)
    population = checked("population_mean", population_mean, "", low=-np.inf)
    return plain(population + checked("reliability", reliability, "", high=1) * (selected - population))


def selected_mean(cut_off, population_mean, population_sd):
    """Find the mean score of those who score at least the cut-off, for a normal curve.

    Parameters
    ----------
    cut_off, population_mean, population_sd : float or array_like
        In one unit; the spread above 0.

    Returns
    -------
    mean : float or numpy.ndarray
    share : float or numpy.ndarray
        Fraction of all people that is selected.

    Raises
    ------
    ValueError
        If a value is not finite or the spread is not above 0.
    """
    spread = positive("population_sd", population_sd, "")
    middle = checked("population_mean", population_mean, "", low=-np.inf)
    z = (checked("cut_off", cut_off, "", low=-np.inf) - middle) / spread
    share = stats.norm.sf(z)
    # The ratio of density and tail, taken in logarithms, holds far out where both vanish.
    hazard = np.exp(stats.norm.logpdf(z) - stats.norm.logsf(z))
    return plain(middle + spread * hazard), plain(share)


def false_alarm(n_outcomes, alpha=0.05):
    """Find the chance of at least one P value under the limit among independent outcomes without any effect.

    Parameters
    ----------
    n_outcomes : int or array_like
    alpha : float
        The limit, above 0 and at most 1.

    Returns
    -------
    float or numpy.ndarray
        1 - (1 - alpha) ** n_outcomes.

    Raises
    ------
    ValueError
        If a value is out of range.
    """
    limit = checked("alpha", alpha, "", high=1, low_allowed=False)
    return plain(1 - (1 - limit) ** whole("n_outcomes", n_outcomes))


def any_under(n_outcomes, alpha, correlation):
    """Find the chance of at least one P value under the limit among outcomes that hang together, without any effect.

    Outcomes are normal, and any two have the same correlation: each is a shared part and one of its own.

    Parameters
    ----------
    n_outcomes : int or array_like
    alpha : float
        The limit, above 0 and at most 0.99.
    correlation : float
        0 to 0.99.

    Returns
    -------
    float or numpy.ndarray
        Shape of `n_outcomes`; `false_alarm` without correlation.

    Raises
    ------
    ValueError
        If a value is out of range.
    """
    return plain(1 - _averaged(lambda under, count: (1 - under) ** count, n_outcomes, alpha, correlation))


def all_under(n_outcomes, alpha, correlation):
    """Find the chance that all P values come out under the limit, as `any_under`.

    Parameters
    ----------
    n_outcomes : int or array_like
    alpha : float
        The limit, above 0 and at most 0.99.
    correlation : float
        0 to 0.99.

    Returns
    -------
    float or numpy.ndarray
        `alpha ** n_outcomes` without correlation, near `alpha` with a correlation close to 1.

    Raises
    ------
    ValueError
        If a value is out of range.
    """
    return plain(_averaged(lambda under, count: under**count, n_outcomes, alpha, correlation))


def _averaged(chance, n_outcomes, alpha, correlation):
    """Average a chance over what the outcomes share; `chance` is given that of one under the limit, and the count."""
    counts = whole("n_outcomes", n_outcomes)
    limit = stats.norm.isf(float(checked("alpha", alpha, "", high=LARGEST, low_allowed=False)) / 2)
    # Nearer to 1 the integrand would be steeper than the points are close.
    shared = float(checked("correlation", correlation, "", high=LARGEST))
    x = np.linspace(-FARTHEST, FARTHEST, POINTS)
    moved, own = np.sqrt(shared) * x, np.sqrt(1 - shared)
    under = stats.norm.sf((limit - moved) / own) + stats.norm.cdf((-limit - moved) / own)
    return np.trapezoid(stats.norm.pdf(x) * chance(under, counts[..., None]), x)


def p_values_without_effect(n_outcomes, correlation, trials, seed):
    """Simulate trials in which nothing has any effect, each with several outcomes.

    Parameters
    ----------
    n_outcomes : int
    correlation : float
        Of any two outcomes, 0 to 1: what is measured in the same people hangs together.
    trials : int
    seed : int

    Returns
    -------
    numpy.ndarray, shape (trials, n_outcomes)
        Two-sided P values. Trials, and the outcomes of a trial, keep their values when more are added.

    Raises
    ------
    ValueError
        If a value is out of range.
    """
    shared = float(checked("correlation", correlation, "", high=1))
    count, many = int(whole("n_outcomes", n_outcomes, low=1)), int(whole("trials", trials, low=1))
    first = int(whole("seed", seed))
    # A generator for each trial, and the common part drawn first, so that nothing depends on how many are asked for.
    draws = np.array([np.random.default_rng((first, trial)).normal(size=count + 1) for trial in range(many)])
    z = np.sqrt(shared) * draws[:, :1] + np.sqrt(1 - shared) * draws[:, 1:]
    return 2 * stats.norm.sf(np.abs(z))


def bonferroni(p_values):
    """Multiply P values by their number.

    Parameters
    ----------
    p_values : array_like, shape (n,)

    Returns
    -------
    numpy.ndarray, shape (n,)
        At most 1.

    Raises
    ------
    ValueError
        If a value is no probability.
    """
    values = checked("p_values", p_values, "", high=1)
    return np.minimum(values * values.size, 1)


def holm(p_values):
    """Correct P values by Holm's steps: the smallest as Bonferroni does, the next ones less.

    Parameters
    ----------
    p_values : array_like, shape (n,)

    Returns
    -------
    numpy.ndarray, shape (n,)
        In the order given; at most 1.

    Raises
    ------
    ValueError
        If a value is no probability.
    """
    values = checked("p_values", p_values, "", high=1)
    order = np.argsort(values, kind="stable")
    steps = values[order] * (values.size - np.arange(values.size))
    corrected = np.empty_like(values)
    corrected[order] = np.minimum(np.maximum.accumulate(steps), 1)
    return corrected
