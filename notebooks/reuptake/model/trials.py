"""Pooling trials: odds ratios from counts, fixed and random effects, how trials differ, and a small-study test."""

from dataclasses import dataclass

import numpy as np
from scipy import stats
from scipy.special import expit, logit

from reuptake.model.inputs import checked, known, plain, positive, whole

METHODS = ("random", "fixed")
# A slope and a spread round it need three trials; so does a prediction interval.
FEWEST = 3


@dataclass(frozen=True)
class Pooled:
    """What trials say together, on the scale of their effects.

    Every attribute but `weights` has the shape of the effects without their last axis; a float for one set of trials.

    Attributes
    ----------
    estimate, low, high : float or numpy.ndarray
        Pooled effect and its interval.
    tau_squared : float or numpy.ndarray
        Variance between trials; 0 in the fixed-effect model, which has none.
    i_squared_percent : float or numpy.ndarray
        Share of the spread that is beyond chance, in %.
    q : float or numpy.ndarray
        Cochran's Q.
    predicted_low, predicted_high : float or numpy.ndarray
        Where the true effect of a further trial is expected; nan below three trials and in the fixed-effect model.
    weights : numpy.ndarray, shape (..., trials)
        Share of each trial in the estimate; they add up to 1.
    """

    estimate: float | np.ndarray
    low: float | np.ndarray
    high: float | np.ndarray
    tau_squared: float | np.ndarray
    i_squared_percent: float | np.ndarray
    q: float | np.ndarray
    predicted_low: float | np.ndarray
    predicted_high: float | np.ndarray
    weights: np.ndarray


@dataclass(frozen=True)
class Asymmetry:
    """Egger's test: whether small trials differ from large ones.

    Attributes
    ----------
    intercept, standard_error : float
        0 is expected where small trials do not differ.
    slope : float
        Effect expected of a trial without any error; one with the error s has slope + intercept * s.
    p_value : float
        That the intercept is 0: two-sided, from Student's t.
    """

    intercept: float
    standard_error: float
    slope: float
    p_value: float


@dataclass(frozen=True)
class Comparison:
    """One trial: its drug arms taken together, against its control arm.

    Attributes
    ----------
    study : str
        Identity of the trial.
    events, total, control_events, control_total : int
        People with the event and people in the arm; on the drug, and in the control arm.
    effect, standard_error, low, high : float
        Logarithm of the odds ratio, its standard error and its interval.
    """

    study: str
    events: int
    total: int
    control_events: int
    control_total: int
    effect: float
    standard_error: float
    low: float
    high: float


def compare(study, events, total, control_events, control_total, level=0.95):
    """Compare the two sides of a trial by the odds ratio.

    Parameters
    ----------
    study : str
    events, total, control_events, control_total : int
        As `log_odds_ratio`.
    level : float
        Of the interval, above 0 and below 1.

    Returns
    -------
    Comparison

    Raises
    ------
    ValueError
        As `log_odds_ratio`, or if the level is out of range.
    """
    reach = stats.norm.isf(_tail(level))
    effect, error = log_odds_ratio(events, total, control_events, control_total)
    ends = (float(effect - reach * error), float(effect + reach * error))
    return Comparison(study, events, total, control_events, control_total, effect, error, *ends)


def pool(effects, standard_errors, method="random", level=0.95):
    r"""Pool the effects of trials.

    Weights are :math:`w_i = 1 / (s_i^2 + \tau^2)`, the estimate :math:`\sum w_i y_i / \sum w_i`, its variance
    :math:`1 / \sum w_i`. In the fixed-effect model :math:`\tau^2 = 0`; in the random-effects model it is that of
    DerSimonian and Laird, :math:`\max(0, (Q - k + 1) / (\sum w_i - \sum w_i^2 / \sum w_i))` with the fixed weights.
    The prediction interval takes Student's t with k - 2 degrees of freedom.

    Parameters
    ----------
    effects : array_like, shape (..., trials)
        On a scale where no effect is 0: differences, or logarithms of ratios.
    standard_errors : array_like, shape (..., trials)
        Above 0, on the same scale.
    method : {"random", "fixed"}
    level : float
        Of the intervals, above 0 and below 1.

    Returns
    -------
    Pooled

    Raises
    ------
    ValueError
        If an effect or standard error is no finite number, a standard error is not above 0, shapes do not fit,
        there is no trial, or the method is unknown.
    """
    known("method", method, METHODS)
    tail = _tail(level)
    effects, errors = _trials(effects, standard_errors)
    count = effects.shape[-1]
    fixed = 1 / errors**2
    q, tau_squared = _heterogeneity(effects, fixed, count)
    if method == "fixed":
        tau_squared = np.zeros_like(q)
    weights = 1 / (errors**2 + tau_squared[..., None])
    total = weights.sum(axis=-1)
    estimate = (weights * effects).sum(axis=-1) / total
    reach = stats.norm.isf(tail) / np.sqrt(total)
    predicts = count >= FEWEST and method == "random"
    quantile = stats.t.isf(tail, count - 2) if predicts else np.nan
    wide = quantile * np.sqrt(tau_squared + 1 / total)
    excess = 100 * np.maximum(q - (count - 1), 0)
    i_squared = np.divide(excess, q, out=np.zeros_like(q), where=q > 0)
    found = (estimate, estimate - reach, estimate + reach, tau_squared, i_squared, q, estimate - wide, estimate + wide)
    return Pooled(*map(plain, found), weights=weights / total[..., None])


def egger(effects, standard_errors):
    r"""Test whether small trials differ from large ones (Egger's regression).

    The effect over its standard error is regressed on precision, :math:`y_i / s_i = a + b / s_i`; the test is of
    :math:`a = 0`, with Student's t and k - 2 degrees of freedom.

    Parameters
    ----------
    effects, standard_errors : array_like, shape (trials,)
        At least three trials, not all of one precision.

    Returns
    -------
    Asymmetry

    Raises
    ------
    ValueError
        As `pool`, or if there are too few trials or all are equally precise.
    """
    effects, errors = _trials(effects, standard_errors)
    if effects.ndim != 1 or effects.size < FEWEST:
        raise ValueError(f"effects has the shape {effects.shape}; one row of at least {FEWEST} trials is needed.")
    if np.ptp(errors) == 0:
        raise ValueError(f"standard_errors are all {errors[0]:g}; the test needs trials of different precision.")
    line = stats.linregress(1 / errors, effects / errors)
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.abs(np.divide(line.intercept, line.intercept_stderr))
    p_value = 2 * stats.t.sf(t, effects.size - 2)
    return Asymmetry(*map(float, (line.intercept, line.intercept_stderr, line.slope, p_value)))


def log_odds_ratio(events, total, control_events, control_total):
    """Logarithm of the odds ratio of a trial, and its standard error (Woolf).

    Half an event is added to each of the four cells of a trial that has an empty one, and of no other.

    Parameters
    ----------
    events, control_events : int or array_like
        People with the event, on the drug and in the control arm.
    total, control_total : int or array_like
        People in the arm, at least 1.

    Returns
    -------
    effect, standard_error : float or numpy.ndarray

    Raises
    ------
    ValueError
        If a count is not whole, or there are more events than people.
    """
    cells = (
        *_cells("events", events, "total", total),
        *_cells("control_events", control_events, "control_total", control_total),
    )
    with_event, without, control_with, control_without = _filled(*cells)
    effect = np.log(with_event) - np.log(without) - np.log(control_with) + np.log(control_without)
    error = np.sqrt(1 / with_event + 1 / without + 1 / control_with + 1 / control_without)
    return plain(effect), plain(error)


def log_odds(events, total):
    """Logarithm of the odds in one arm, and its standard error.

    Half an event is added to both cells of an arm that has an empty one, and of no other.

    Parameters
    ----------
    events, total : int or array_like
        People with the event, and people in the arm.

    Returns
    -------
    effect, standard_error : float or numpy.ndarray

    Raises
    ------
    ValueError
        As `log_odds_ratio`.
    """
    with_event, without = _filled(*_cells("events", events, "total", total))
    return plain(np.log(with_event) - np.log(without)), plain(np.sqrt(1 / with_event + 1 / without))


def response_by_log_odds(effect, control_response):
    r"""Response on the drug where so many respond without it.

    The odds are multiplied by the odds ratio: :math:`\mathrm{logit}\,p = \mathrm{logit}\,c + y`.

    Parameters
    ----------
    effect : float or array_like
        Logarithm of the odds ratio.
    control_response : float or array_like
        Response in the control arm, above 0 and below 1.

    Returns
    -------
    float or numpy.ndarray
        From 0 to 1.

    Raises
    ------
    ValueError
        If the effect is not finite or the response out of range.
    """
    effect = _finite("effect", effect)
    control = checked("control_response", control_response, "", high=1, low_allowed=False)
    if np.any(control == 1):
        raise ValueError("control_response is 1; it must be below 1 (no unit), or its odds are infinite.")
    return plain(expit(logit(control) + effect))


def _tail(level):
    if checked("level", level, "", high=1, low_allowed=False) >= 1:
        raise ValueError(f"level is {level:g}; it must be below 1 (no unit).")
    return (1 - level) / 2


def _finite(name, value):
    """Numbers of either sign, as an array."""
    given = np.asarray(value)
    if given.dtype.kind not in "fiu" or not np.isfinite(given).all():
        raise ValueError(f"{name} is {value!r}; it must hold finite numbers (no unit).")
    return given.astype(float)


def _trials(effects, standard_errors):
    """Effects and standard errors, of one shape."""
    effects = _finite("effects", effects)
    errors = positive("standard_errors", standard_errors, "")
    try:
        effects, errors = np.broadcast_arrays(effects, errors)
    except ValueError:
        shapes = f"effects {np.shape(effects)}, standard_errors {np.shape(errors)}"
        raise ValueError(f"The shapes do not fit together: {shapes}.") from None
    if effects.ndim == 0 or effects.shape[-1] == 0:
        raise ValueError("effects hold no trial to pool; there must be at least 1 in each row.")
    return effects, errors


def _heterogeneity(effects, weights, count):
    """Cochran's Q, and the variance between trials by DerSimonian and Laird."""
    total = weights.sum(axis=-1)
    middle = (weights * effects).sum(axis=-1) / total
    q = (weights * (effects - middle[..., None]) ** 2).sum(axis=-1)
    scale = total - (weights**2).sum(axis=-1) / total
    # One trial has no spread, whatever rounding leaves of the scale.
    more = count > 1
    tau_squared = np.divide(np.maximum(q - (count - 1), 0), scale, out=np.zeros_like(q), where=more)
    return np.where(more, q, 0.0), tau_squared


def _cells(name, events, total_name, total):
    with_event, people = whole(name, events), whole(total_name, total, low=1)
    if np.any(with_event > people):
        raise ValueError(f"{name} is {events!r} of {total!r}; it must be at most {total_name} people.")
    return with_event, people - with_event


def _filled(*cells):
    """Cells with half an event more wherever a trial has an empty one."""
    empty = np.any(np.broadcast_arrays(*(cell == 0 for cell in cells)), axis=0)
    return [cell + 0.5 * empty for cell in cells]
