"""What exercises and predictions of notebook 06 ask for, computed from the data."""

import numpy as np
from scipy.stats import norm

from reuptake.evidence import fact, load
from reuptake.model.chance import false_alarm
from reuptake.model.computation import Computation
from reuptake.model.inputs import checked, plain, whole

ALPHA = 0.05  # the customary limit
RATERS = "parents and teachers"
# Choices of the course: the outcomes of the card, of the exercise, and how far four ratings hang together.
CARD_OUTCOMES, EXERCISE_OUTCOMES, CORRELATION = 10, 20, 0.9
LARGEST = 0.99  # limit or correlation; at 1 there would be nothing left to draw
FARTHEST, POINTS = 9.0, 2001  # integration over what the outcomes share, in standard deviations


def published():
    """P values of the four ratings of the trial with twelve children, as printed.

    Returns
    -------
    list of float
        In the order of the table.
    """
    return [fact(row, "p_value", unit="") for row in load("autism_p_values") if row.rater == RATERS]


def all_under(n_outcomes, alpha, correlation):
    """Chance that all outcomes of a drug without effect come out under the limit, two-sided.

    Outcomes are normal, and any two have the same correlation: each is a shared part and one of its own.

    Parameters
    ----------
    n_outcomes : int
        At least 1.
    alpha : float
        Limit of each P value, above 0, at most 0.99.
    correlation : float
        From 0 to 0.99.

    Returns
    -------
    float
        `alpha ** n_outcomes` without correlation, near `alpha` with a correlation close to 1.

    Raises
    ------
    ValueError
        If a number lies outside its range.
    """
    count = whole("n_outcomes", n_outcomes, low=1)
    limit = norm.isf(checked("alpha", alpha, "", low_allowed=False, high=LARGEST) / 2)
    shared_share = checked("correlation", correlation, "", high=LARGEST)
    shared = np.linspace(-FARTHEST, FARTHEST, POINTS)
    moved, own = np.sqrt(shared_share) * shared, np.sqrt(1 - shared_share)
    crossing = norm.sf((limit - moved) / own) + norm.cdf((-limit - moved) / own)
    return plain(np.trapezoid(norm.pdf(shared) * crossing**count, shared))


def _twenty():
    return {"outcomes": EXERCISE_OUTCOMES, "alpha": ALPHA}


def _four():
    values = published()
    return {"smallest": min(values), "largest": max(values), "outcomes": len(values)}


EXERCISES = {
    "false_alarm": Computation(
        inputs=_twenty,
        right=lambda outcomes, alpha: 100 * false_alarm(outcomes, alpha),
        mistakes={
            "added": lambda outcomes, alpha: 100 * outcomes * alpha,
            "none": lambda outcomes, alpha: 100 * (1 - alpha) ** outcomes,
            "all": lambda outcomes, alpha: 100 * alpha**outcomes,
            "four": lambda alpha, **_: 100 * false_alarm(len(published()), alpha),
            "fraction": lambda outcomes, alpha: false_alarm(outcomes, alpha),
        },
        shown={},
    ),
    "bonferroni_smallest": Computation(
        inputs=_four,
        right=lambda smallest, outcomes, **_: 100 * smallest * outcomes,
        mistakes={
            "divided": lambda smallest, outcomes, **_: 100 * smallest / outcomes,
            "limit": lambda outcomes, **_: 100 * ALPHA / outcomes,
            "largest": lambda largest, outcomes, **_: 100 * largest * outcomes,
            "uncorrected": lambda smallest, **_: 100 * smallest,
            "chance_formula": lambda smallest, outcomes, **_: 100 * false_alarm(outcomes, smallest),
            "fraction": lambda smallest, outcomes, **_: smallest * outcomes,
        },
        shown={"smallest_percent": lambda smallest, **_: 100 * smallest},
    ),
}
"""What each exercise asks for, by the name that exercises.json uses."""

NUMBERS = {
    "one_of_ten_percent": lambda: 100 * false_alarm(CARD_OUTCOMES, ALPHA),
    "all_four_independent_per_million": lambda: 1e6 * all_under(len(published()), ALPHA, 0),
    "all_four_together_per_million": lambda: 1e6 * all_under(len(published()), ALPHA, CORRELATION),
}
"""Numbers that texts of predictions and exercises may name in braces."""

CURVES = {}
"""Curves that a reader sketches: values of the model at given places."""
