"""What exercises and predictions of notebook 06 ask for, computed from the data."""

from reuptake.evidence import fact, load
from reuptake.model.chance import all_under, false_alarm
from reuptake.model.computation import Computation

ALPHA = 0.05  # the customary limit
RATERS = "parents and teachers"
# Choices of the course: the outcomes of the card, of the exercise, and how far four ratings hang together.
CARD_OUTCOMES, EXERCISE_OUTCOMES, CORRELATION = 10, 20, 0.9


def published():
    """P values of the four ratings of the trial with twelve children, as printed.

    Returns
    -------
    list of float
        In the order of the table.
    """
    return [fact(row, "p_value", unit="") for row in load("autism_p_values") if row.rater == RATERS]


def _twenty():
    return {"outcomes": EXERCISE_OUTCOMES, "alpha": ALPHA}


def _four():
    values = published()
    side_effect = next(fact(row, "p_value", unit="") for row in load("autism_p_values") if row.rater != RATERS)
    return {"smallest": min(values), "largest": max(values), "outcomes": len(values), "side_effect": side_effect}


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
            "drowsiness": lambda side_effect, outcomes, **_: 100 * side_effect * outcomes,
            "five_outcomes": lambda smallest, outcomes, **_: 100 * smallest * (outcomes + 1),
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
