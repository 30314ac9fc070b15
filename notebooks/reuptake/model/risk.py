"""Risk: how two groups differ, how many have to be treated, and what an effect size means for people."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from reuptake.model.inputs import checked, known, plain, positive, whole

INTERVALS = ("newcombe", "wald")
BENEFIT, HARM = "NNTB", "NNTH"


@dataclass(frozen=True)
class Interval:
    """An estimate with its interval.

    Attributes
    ----------
    estimate, low, high : float or numpy.ndarray
    """

    estimate: float | np.ndarray
    low: float | np.ndarray
    high: float | np.ndarray


@dataclass(frozen=True)
class NumberNeeded:
    """How many people have to be treated for one more, or one fewer, to have the event.

    Attributes
    ----------
    value : float
        1 / risk difference, without its sign; infinite where there is no difference.
    kind : str
        `BENEFIT` (NNTB) where the event is more frequent with treatment and good, or less frequent and bad;
        `HARM` (NNTH) otherwise.
    benefit, harm : float
        The limit on either side: the smallest number still possible; infinite where the interval
        does not reach that side.
    farthest : float
        Where the interval stays on one side: its larger end; infinite where it passes through no effect.
    """

    value: float
    kind: str
    benefit: float
    harm: float
    farthest: float

    @property
    def crosses(self):
        """Whether the interval passes through infinity, that is through no effect (bool)."""
        return np.isfinite(self.benefit) and np.isfinite(self.harm)

    @property
    def limits(self):
        """The interval in words (str)."""
        if self.crosses:
            return f"{BENEFIT} {_count(self.benefit)} to infinity to {HARM} {_count(self.harm)}"
        near = self.benefit if np.isfinite(self.benefit) else self.harm
        return f"{_count(near)} to {_count(self.farthest)}"

    def __str__(self):
        return f"{self.kind} {_count(self.value)} ({self.limits})"


def _count(number):
    """A number of people in words: a decimal below 100, none above."""
    if np.isinf(number):
        return "infinity"
    return f"{number:.1f}" if number < 99.95 else f"{number:,.0f}"


def wilson(events, total, level=0.95):
    """Find the interval of a proportion by Wilson's score method.

    Parameters
    ----------
    events, total : int or array_like
        People with the event, of how many.
    level : float
        Of the interval, above 0 and below 1.

    Returns
    -------
    low, high : float or numpy.ndarray

    Raises
    ------
    ValueError
        If a count is no whole number, the total is not above 0, or there are more events than people.
    """
    events, total = _arm(events, total, "events", "total")
    z = _reach(level)
    share, widened = events / total, 1 + z**2 / total
    middle = (share + z**2 / (2 * total)) / widened
    half = z * np.sqrt(share * (1 - share) / total + z**2 / (4 * total**2)) / widened
    # At none and at all the formula's own end is exactly 0 or 1; rounding must not pass it.
    return plain(np.clip(middle - half, 0, share)), plain(np.clip(middle + half, share, 1))


def risk_difference(events, total, control_events, control_total, method="newcombe", level=0.95):
    """Subtract the control group's risk from the treated group's.

    Parameters
    ----------
    events, total, control_events, control_total : int or array_like
        People with the event and people in the group; treated, and control.
    method : str
        "newcombe" joins the Wilson limits of the two risks; "wald" uses the normal approximation.
    level : float

    Returns
    -------
    Interval
        As fractions.

    Raises
    ------
    ValueError
        As `wilson`, or if there is no such method.
    """
    known("method", method, INTERVALS)
    treated, total = _arm(events, total, "events", "total")
    control, control_total = _arm(control_events, control_total, "control_events", "control_total")
    p, q = treated / total, control / control_total
    difference = p - q
    if method == "wald":
        half = _reach(level) * np.sqrt(p * (1 - p) / total + q * (1 - q) / control_total)
        return Interval(*map(plain, (difference, difference - half, difference + half)))
    (low, high), (control_low, control_high) = wilson(treated, total, level), wilson(control, control_total, level)
    below = np.hypot(p - low, control_high - q)
    above = np.hypot(high - p, q - control_low)
    return Interval(*map(plain, (difference, difference - below, difference + above)))


def difference_from_error(difference, standard_error, level=0.95):
    """Make the interval of a printed difference from its printed standard error.

    Parameters
    ----------
    difference, standard_error : float
        In any unit, the same for both; the error above 0.
    level : float

    Returns
    -------
    Interval

    Raises
    ------
    ValueError
        If a value is not finite or the error is not above 0.
    """
    middle = checked("difference", difference, "", low=-np.inf)
    half = _reach(level) * positive("standard_error", standard_error, "")
    return Interval(*map(plain, (middle, middle - half, middle + half)))


def risk_ratio(events, total, control_events, control_total, level=0.95):
    """Divide the treated group's risk by the control group's.

    Parameters
    ----------
    events, total, control_events, control_total : int or array_like
    level : float

    Returns
    -------
    Interval
        With limits from the normal approximation on the log scale.

    Raises
    ------
    ValueError
        As `wilson`, or if a group has no event.
    """
    events, total = _arm(events, total, "events", "total", fewest=1)
    control, control_total = _arm(control_events, control_total, "control_events", "control_total", fewest=1)
    ratio = (events / total) / (control / control_total)
    error = np.sqrt(1 / events - 1 / total + 1 / control - 1 / control_total)
    return _on_log_scale(ratio, error, level)


def odds_ratio(events, total, control_events, control_total, level=0.95):
    """Divide the treated group's odds by the control group's.

    Parameters
    ----------
    events, total, control_events, control_total : int or array_like
    level : float

    Returns
    -------
    Interval
        With limits from the normal approximation on the log scale.

    Raises
    ------
    ValueError
        As `wilson`, or if a group has no event or nobody without one.
    """
    events, total = _arm(events, total, "events", "total", fewest=1, all_allowed=False)
    control, control_total = _arm(
        control_events, control_total, "control_events", "control_total", fewest=1, all_allowed=False
    )
    others, control_others = total - events, control_total - control
    error = np.sqrt(1 / events + 1 / others + 1 / control + 1 / control_others)
    return _on_log_scale(events * control_others / (others * control), error, level)


def risk_from_odds_ratio(ratio, control_risk):
    """Find the treated group's risk from an odds ratio and the control group's risk.

    Parameters
    ----------
    ratio : float or array_like
        Odds ratio, above 0.
    control_risk : float or array_like
        Fraction, 0 to 1.

    Returns
    -------
    float or numpy.ndarray
        ratio x risk / (1 - risk + ratio x risk).

    Raises
    ------
    ValueError
        If a value is out of range.
    """
    ratio = positive("ratio", ratio, "")
    risk = checked("control_risk", control_risk, "as a fraction", high=1)
    return plain(ratio * risk / (1 - risk + ratio * risk))


def number_needed(interval, good=True):
    """Turn a risk difference into a number needed to treat, with limits that may pass through infinity.

    Parameters
    ----------
    interval : Interval
        Risk difference as a fraction, treated minus control.
    good : bool
        Whether the event is wanted (a response) or not (a side effect).

    Returns
    -------
    NumberNeeded

    Raises
    ------
    ValueError
        If the estimate lies outside its own interval.
    """
    low, middle, high = (float(value) for value in (interval.low, interval.estimate, interval.high))
    if not low <= middle <= high:
        raise ValueError(f"interval is {low:g} to {high:g}; it must hold its estimate, {middle:g}.")
    if not good:
        low, middle, high = -high, -middle, -low
    inner = min(abs(low), abs(high)) if low * high > 0 else 0.0
    return NumberNeeded(
        value=_inverse(abs(middle)),
        kind=HARM if middle < 0 else BENEFIT,
        benefit=_inverse(max(high, 0.0)),
        harm=_inverse(max(-low, 0.0)),
        farthest=_inverse(inner),
    )


def superiority(smd):
    """Find how often a treated person does better than a control person, both picked by chance.

    Parameters
    ----------
    smd : float or array_like
        Standardised mean difference; positive is better with treatment.

    Returns
    -------
    float or numpy.ndarray
        Fraction of pairs, for normal curves of one width.
    """
    return plain(stats.norm.cdf(_finite("smd", smd) / np.sqrt(2)))


def overlap(smd):
    """Find the share that two normal curves of one width have in common.

    Parameters
    ----------
    smd : float or array_like
        Standardised mean difference.

    Returns
    -------
    float or numpy.ndarray
    """
    return plain(2 * stats.norm.cdf(-np.abs(_finite("smd", smd)) / 2))


def odds_ratio_from_smd(smd):
    """Turn a standardised mean difference into an odds ratio, as if scores followed logistic curves.

    Parameters
    ----------
    smd : float or array_like

    Returns
    -------
    float or numpy.ndarray
        exp(smd x pi / sqrt(3)).
    """
    return plain(np.exp(_finite("smd", smd) * np.pi / np.sqrt(3)))


def response_on_drug(smd, control_risk):
    """Find the share that responds with treatment, from an effect size and the share that responds without.

    Parameters
    ----------
    smd : float or array_like
    control_risk : float or array_like
        Fraction, 0 to 1.

    Returns
    -------
    float or numpy.ndarray

    Raises
    ------
    ValueError
        If a value is out of range.
    """
    return risk_from_odds_ratio(odds_ratio_from_smd(smd), control_risk)


def _arm(events, total, name, total_name, fewest=0, *, all_allowed=True):
    """Counts of one group as floats, checked."""
    counted, people = whole(name, events, low=fewest), whole(total_name, total, low=1)
    most = people if all_allowed else people - 1
    if np.any(counted > most):
        limit = "at most" if all_allowed else "below"
        raise ValueError(f"{name} is {events!r}; it must be {limit} {total_name}, {total!r} people.")
    return counted, people


def _reach(level):
    """Half-width of an interval of the normal curve, in standard errors."""
    inside = checked("level", level, "", low=0, high=1, low_allowed=False)
    if np.any(inside >= 1):
        raise ValueError(f"level is {level!r}; it must be above 0 and below 1 (no unit).")
    return stats.norm.isf((1 - inside) / 2)


def _on_log_scale(ratio, error, level):
    spread = np.exp(_reach(level) * error)
    return Interval(*map(plain, (ratio, ratio / spread, ratio * spread)))


def _inverse(difference):
    return 1 / difference if difference > 0 else np.inf


def _finite(name, value):
    return checked(name, value, "", low=-np.inf)
