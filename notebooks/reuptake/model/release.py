r"""Release of transmitter: its steep dependence on calcium, and the quanta in which it comes.

At low calcium, release rises with a power of the calcium outside,

.. math:: \frac{R}{R_0} = \left(\frac{[Ca]}{[Ca]_0}\right)^k ,

with k nearly four at the frog's neuromuscular junction; nearer to normal calcium the slope falls, and
the law is not to be used there.

Release comes in quanta. With n sites that each release one quantum with probability p and know nothing
of each other, the number of quanta that a stimulus releases is binomial, with mean (quantal content)
:math:`m = np` and variance :math:`np(1 - p)`. If p is small it is close to a Poisson number of the same
mean, whose variance equals its mean.

All functions are pure and take arrays; settings come first and broadcast against each other.

References
----------
The power of calcium: dodge1967. Binomial and Poisson numbers: mathematics; n and p are the caller's.
"""

import numpy as np
from scipy.special import gammaln, xlog1py, xlogy

from reuptake.model.inputs import checked, plain, whole


def release_ratio(calcium_ratio, exponent):
    """Release relative to a reference, by the power law that holds at low calcium.

    Parameters
    ----------
    calcium_ratio : float or array_like
        Calcium outside, relative to that of the reference, no unit (at least 0). Both have to be low:
        towards normal calcium the slope falls, and this function does not.
    exponent : float or array_like
        Power of calcium, no unit (above 0).

    Returns
    -------
    numpy.ndarray or float
        Release relative to the reference, no unit, in the common broadcast shape.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.

    References
    ----------
    dodge1967
    """
    ratio = checked("calcium_ratio", calcium_ratio, "")
    return plain(ratio ** checked("exponent", exponent, "", low_allowed=False))


def binomial_pmf(quanta, n_sites, probability):
    r"""Share of stimuli that release so many quanta, if each site releases one or none.

    .. math:: P(k) = \binom{n}{k} p^k (1 - p)^{n - k}

    Parameters
    ----------
    quanta : int or array_like
        Numbers of quanta, k (whole, at least 0).
    n_sites : int or array_like
        Sites, n (whole, at least 1).
    probability : float or array_like
        Probability that a site releases, p (0 to 1).

    Returns
    -------
    numpy.ndarray or float
        No unit, in the common broadcast shape; 0 for more quanta than sites.

    Raises
    ------
    ValueError
        If a value is out of range, or a count is not whole.
    """
    n, p = _sites_and_probability(n_sites, probability)
    k, n, p = np.broadcast_arrays(whole("quanta", quanta), n, p)
    possible = k <= n
    rest = np.where(possible, n - k, 0.0)
    log_ways = gammaln(n + 1) - gammaln(k + 1) - gammaln(rest + 1)
    # xlogy and xlog1py make 0 · log(0) zero, which p = 0 and p = 1 need.
    log_share = log_ways + xlogy(np.where(possible, k, 0), p) + xlog1py(rest, -p)
    return plain(np.where(possible, np.exp(log_share), 0.0))


def poisson_pmf(quanta, mean):
    r"""Share of stimuli that release so many quanta, if there are many sites that release rarely.

    .. math:: P(k) = \frac{m^k e^{-m}}{k!}

    Parameters
    ----------
    quanta : int or array_like
        Numbers of quanta, k (whole, at least 0).
    mean : float or array_like
        Quantal content, m (at least 0).

    Returns
    -------
    numpy.ndarray or float
        No unit, in the common broadcast shape.

    Raises
    ------
    ValueError
        If a value is out of range, or a count is not whole.
    """
    k, m = whole("quanta", quanta), checked("mean", mean, "quanta")
    return plain(np.exp(xlogy(k, m) - m - gammaln(k + 1)))


def simulate_quanta(n_sites, probability, n_trials, seed=0):
    """Quanta released by each of a number of simulated stimuli; the same in every run.

    All settings meet the same luck: each site draws one number a stimulus, and releases if that lies
    below its probability. So two settings differ by what was set and not by chance.

    Parameters
    ----------
    n_sites : int or array_like
        Sites (whole, at least 1), broadcast with `probability` to the settings' shape S.
    probability : float or array_like
        Probability that a site releases (0 to 1).
    n_trials : int
        Stimuli (whole, at least 1; the same for all settings).
    seed : int
        Start of the random numbers (whole, at least 0).

    Returns
    -------
    numpy.ndarray of int, shape S + (n_trials,)

    Raises
    ------
    ValueError
        If a value is out of range, a count is not whole, or there is no setting.
    """
    n, p = np.broadcast_arrays(*_sites_and_probability(n_sites, probability))
    if n.size == 0:
        raise ValueError(f"n_sites is {n_sites!r} and probability {probability!r}; there must be at least one setting.")
    trials = _one("n_trials", n_trials, low=1)
    random = np.random.default_rng(_one("seed", seed))
    quanta = np.zeros((*n.shape, trials), dtype=int)
    for site in range(int(n.max())):
        quanta += (random.random(trials) < p[..., None]) & (site < n[..., None])
    return quanta


def quantal_content_from_mean(mean, quantal_size):
    """Quantal content as mean response over the response to one quantum.

    Parameters
    ----------
    mean : float or array_like
        Mean response, failures included (at least 0), in the unit of `quantal_size`.
    quantal_size : float or array_like
        Response to one quantum (above 0).

    Returns
    -------
    numpy.ndarray or float
        Quanta a stimulus; right for any n and p if quanta add up.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.
    """
    unit = "in the unit of the response"
    return plain(checked("mean", mean, unit) / checked("quantal_size", quantal_size, unit, low_allowed=False))


def quantal_content_from_failures(n_trials, n_failures):
    r"""Quantal content from the share of stimuli that released nothing, if quanta are Poisson.

    .. math:: P(0) = e^{-m} \quad\Rightarrow\quad m = \ln\frac{N}{N_0}

    With binomial release it gives :math:`-n\ln(1 - p)` on average, more than :math:`np`.

    Parameters
    ----------
    n_trials : int or array_like
        Stimuli, N (whole, at least 1).
    n_failures : int or array_like
        Stimuli without any release, N0 (whole, 0 to N).

    Returns
    -------
    numpy.ndarray or float
        Quanta a stimulus; infinite, that is no estimate, where nothing failed.

    Raises
    ------
    ValueError
        If a count is not whole or out of range, or there are more failures than stimuli.
    """
    trials, failures = whole("n_trials", n_trials, low=1), whole("n_failures", n_failures)
    if np.any(failures > trials):
        raise ValueError(f"n_failures is {n_failures}; it must be at most n_trials, which is {n_trials} stimuli.")
    with np.errstate(divide="ignore"):
        # Adding zero turns the -0 of "all failed" into 0.
        return plain(-np.log(failures / trials) + 0.0)


def quantal_content_from_variation(mean, sd):
    r"""Quantal content from the scatter of responses, if quanta are Poisson and all of one size.

    .. math:: CV = \frac{s}{\bar x} = \frac{1}{\sqrt m} \quad\Rightarrow\quad m = \frac{1}{CV^2}

    With binomial release it gives :math:`np/(1 - p)` on average, more than :math:`np`. The size of a
    quantum cancels, so it need not be known.

    Parameters
    ----------
    mean : float or array_like
        Mean response, failures included (above 0), in the unit of `sd`.
    sd : float or array_like
        Standard deviation of the responses (at least 0).

    Returns
    -------
    numpy.ndarray or float
        Quanta a stimulus; infinite, that is no estimate, where responses do not vary.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.
    """
    unit = "in the unit of the response"
    average, scatter = checked("mean", mean, unit, low_allowed=False), checked("sd", sd, unit)
    with np.errstate(divide="ignore"):
        return plain(np.divide(average, scatter) ** 2)


def _one(name, value, low=0):
    """Check a count that is the same for all settings."""
    count = whole(name, value, low)
    if count.ndim:
        raise ValueError(f"{name} is {value!r}; it must be one whole number of at least {low}.")
    return int(count)


def _sites_and_probability(n_sites, probability):
    return whole("n_sites", n_sites, low=1), checked("probability", probability, "", high=1.0)
