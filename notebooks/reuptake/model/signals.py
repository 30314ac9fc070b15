"""Safety signals: how many reports come in of how many events, and what a reporting odds ratio makes of them."""

import numpy as np
from scipy import stats

from reuptake.model.inputs import checked, positive, whole
from reuptake.model.risk import Interval
from reuptake.model.trials import log_odds_ratio


def reported_share(share, publicity, years, warning_year, kept):
    r"""Find which share of the events is reported in each year, before and after a warning.

    .. math:: s_t = \min(1,\; s \, (1 + (m - 1)\, k^{\,t - w})) \quad \text{from the year } w \text{ on}

    Parameters
    ----------
    share : float or array_like
        Of the events, reported in a year without a warning, 0 to 1.
    publicity : float or array_like
        How many times as many are reported in the year of the warning, at least 1.
    years : int
        Counted from 1.
    warning_year : int
    kept : float
        Of the publicity's excess, left a year later, 0 to 1.

    Returns
    -------
    numpy.ndarray, shape (..., years)
        Never above 1: nothing is reported that did not happen.

    Raises
    ------
    ValueError
        If a value is out of its range.
    """
    share = checked("share", share, "(a fraction)", high=1)
    publicity = checked("publicity", publicity, "times", low=1)
    since = np.arange(1, int(whole("years", years, low=1)) + 1) - int(whole("warning_year", warning_year, low=1))
    left = np.where(since >= 0, checked("kept", kept, "(a fraction)", high=1) ** np.maximum(since, 0), 0)
    return np.minimum(1, share[..., None] * (1 + (publicity[..., None] - 1) * left))


def expected_reports(treated, rate, share):
    """Find how many reports come in on average.

    Parameters
    ----------
    treated : float or array_like
        People treated in a year.
    rate : float or array_like
        Events for each person and year.
    share : float or array_like
        Of the events, reported.

    Returns
    -------
    numpy.ndarray
        The product; the number that really comes in scatters about it by Poisson's law.

    Raises
    ------
    ValueError
        If a value is out of its range.
    """
    treated, rate = checked("treated", treated, "people"), checked("rate", rate, "per person", high=1)
    return treated * rate * checked("share", share, "(a fraction)", high=1)


def poisson_band(mean, level=0.95):
    """Find between which counts a Poisson number lies in at least so many of all cases.

    Parameters
    ----------
    mean : float or array_like
    level : float
        Above 0 and below 1.

    Returns
    -------
    low, high : numpy.ndarray
        Whole numbers; outside them lies at most half of the rest on either side.

    Raises
    ------
    ValueError
        If a value is out of its range.
    """
    mean, tail = checked("mean", mean, "reports"), (1 - _level(level)) / 2
    return stats.poisson.ppf(tail, mean), stats.poisson.isf(tail, mean)


def came_in(mean, luck):
    """Draw a Poisson number for a given piece of luck.

    Parameters
    ----------
    mean : float or array_like
    luck : float or array_like
        From 0 to 1, such as a random number: the same luck with a larger mean never gives fewer.

    Returns
    -------
    numpy.ndarray
        Whole numbers.

    Raises
    ------
    ValueError
        If a value is out of its range.
    """
    luck = checked("luck", luck, "", low=0, high=1, low_allowed=False)
    if np.any(luck == 1):
        raise ValueError("luck is 1; it must be a finite number above 0 and below 1 (no unit).")
    return stats.poisson.ppf(luck, checked("mean", mean, "reports"))


def reporting_odds_ratio(event, other, event_elsewhere, other_elsewhere, level=0.95):
    r"""Compare the odds of an event among the reports on a drug with those among all other reports.

    .. math:: \frac{a / b}{c / d}

    Parameters
    ----------
    event, other : int or array_like
        Reports on the drug, with the event and with anything else.
    event_elsewhere, other_elsewhere : int or array_like
        Reports on other drugs.
    level : float
        Of the interval, which is from the normal approximation on the log scale.

    Returns
    -------
    reuptake.model.risk.Interval
        Half a report is added to each cell where one is empty.

    Raises
    ------
    ValueError
        If a count is not whole, or there is no report at all on a side.
    """
    a, b = whole("event", event), whole("other", other)
    c, d = whole("event_elsewhere", event_elsewhere), whole("other_elsewhere", other_elsewhere)
    for name, total in (("other", a + b), ("other_elsewhere", c + d)):
        if np.any(total == 0):
            raise ValueError(f"{name} is 0 where there is no report of the event either; at least one is needed.")
    effect, error = log_odds_ratio(a, a + b, c, c + d)
    reach = stats.norm.isf((1 - _level(level)) / 2) * error
    return Interval(np.exp(effect), np.exp(effect - reach), np.exp(effect + reach))


def false_alarm_chance(mean, other, event_elsewhere, other_elsewhere, years=1):
    """Find how likely the interval lies above 1 by luck alone.

    Parameters
    ----------
    mean : float
        Expected reports of the event on the drug, a year.
    other, event_elsewhere, other_elsewhere : int
        The other three counts, as `reporting_odds_ratio` has them; they stand still.
    years : int
        Years looked at, each with luck of its own.

    Returns
    -------
    float
        Chance of at least one such year: 0 to 1.

    Raises
    ------
    ValueError
        If a value is out of its range.
    """
    mean = float(checked("mean", mean, "reports"))
    # Beyond this count so little of Poisson's law is left that no digit of the answer changes.
    counts = np.arange(int(stats.poisson.isf(1e-12, mean)) + 1)
    alarms = reporting_odds_ratio(counts, other, event_elsewhere, other_elsewhere).low > 1
    one = stats.poisson.pmf(counts[alarms], mean).sum()
    return float(1 - (1 - one) ** int(whole("years", years)))


def _level(level):
    level = positive("level", level, "")
    if np.any(level >= 1):
        raise ValueError(f"level is {float(level):g}; it must be a finite number above 0 and below 1 (no unit).")
    return level
