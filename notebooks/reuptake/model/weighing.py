"""Weigh benefit against harm: a linear sum of differences, each times its weight and over its yardstick."""

from dataclasses import dataclass

import numpy as np

from reuptake.model.inputs import checked, plain, positive
from reuptake.model.risk import Interval

MOST = 10.0
"""The highest weight."""


@dataclass(frozen=True)
class Weighed:
    """Scores of one or many sets of weights.

    Attributes
    ----------
    points : numpy.ndarray
        What each criterion adds or takes, shape (..., criteria).
    score, low, high : float or numpy.ndarray
        Sum of the points, shape (...); and the sums if every difference lay at its worse or at its better end at
        once. These two are bounds, wider than a confidence interval of the sum would be.
    """

    points: np.ndarray
    score: float | np.ndarray
    low: float | np.ndarray
    high: float | np.ndarray


def as_harm(difference):
    """Turn more people with a harm into a negative difference.

    Parameters
    ----------
    difference : reuptake.model.risk.Interval
        Treated minus control, more is worse.

    Returns
    -------
    reuptake.model.risk.Interval
        The same with the sign turned: less is worse.
    """
    return Interval(-difference.estimate, -difference.high, -difference.low)


def weigh(differences, weights, yardsticks):
    r"""Add up weighted differences.

    .. math:: S = \sum_i w_i \frac{d_i}{r_i}

    A weight says how much one whole yardstick of a criterion matters (the swing of swing weighting), so it can only
    be read together with that yardstick.

    Parameters
    ----------
    differences : reuptake.model.risk.Interval
        Treated minus control, per 1,000 people, benefit positive and harm negative; each part of shape (criteria,).
    weights : array_like
        0 to 10, shape (..., criteria).
    yardsticks : array_like
        Difference that a weight stands for, per 1,000 people, above 0; shape (criteria,).

    Returns
    -------
    Weighed

    Raises
    ------
    ValueError
        If a value is out of range, an estimate lies outside its interval, or the criteria are not equally many.
    """
    low, middle, high = (
        checked(f"differences.{name}", getattr(differences, name), "per 1,000", low=-np.inf)
        for name in ("low", "estimate", "high")
    )
    weight = checked("weights", weights, "", high=MOST)
    yardstick = positive("yardsticks", yardsticks, "per 1,000")
    found = {"differences": middle.shape, "weights": weight.shape[-1:], "yardsticks": yardstick.shape}
    if len({low.shape, high.shape, *found.values()}) > 1:
        said = ", ".join(f"{name} has {shape}" for name, shape in found.items())
        raise ValueError(f"{said} criteria; there must be as many of each, and of both ends.")
    if np.any((low > middle) | (middle > high)):
        raise ValueError("differences holds an estimate outside its interval; low <= estimate <= high is needed.")
    each = weight / yardstick
    return Weighed(each * middle, *(plain((each * end).sum(axis=-1)) for end in (middle, low, high)))


def exchange(weight, yardstick, other_weight, other_yardstick):
    """Find how many events of another criterion count as much as one event of this one.

    Parameters
    ----------
    weight, other_weight : float or array_like
        0 to 10.
    yardstick, other_yardstick : float or array_like
        Per 1,000 people, above 0.

    Returns
    -------
    float or numpy.ndarray
        0 where the weight is 0, infinite where only the other weight is.

    Raises
    ------
    ValueError
        If a value is out of range.
    """
    unit = "per 1,000"
    one = checked("weight", weight, "", high=MOST) / positive("yardstick", yardstick, unit)
    other = checked("other_weight", other_weight, "", high=MOST) / positive("other_yardstick", other_yardstick, unit)
    one, other = np.broadcast_arrays(one, other)
    ratio = np.divide(one, other, out=np.full(one.shape, np.inf), where=other > 0)
    return plain(np.where(one == 0, 0.0, ratio))
