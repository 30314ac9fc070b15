"""What exercises and predictions of notebook 08 ask for: counted from the claims, or from invented numbers."""

from reuptake.evidence import load
from reuptake.model.computation import Computation

PEOPLE = 1000
# Invented, and said to be: people out of a thousand who have the complaint without the medicine.
FEW, MANY, EXERCISE_BASE = 4, 200, 24
DOUBLED, EXERCISE_PERCENT = 2, 50
# Words for a certainty above low, in GRADE's scheme.
SURE = ("moderate", "high")


def counted(*verdicts):
    """Count the statements of the article that we gave one of these verdicts.

    Parameters
    ----------
    *verdicts : str
        Such as "supported"; without one all statements are counted.

    Returns
    -------
    int
        The silences of the article, which have no quote, are never among them.
    """
    return sum(bool(row.quote) and (not verdicts or row.verdict in verdicts) for row in load("claims"))


def _invented():
    ratio = 1 + EXERCISE_PERCENT / 100
    return {"base": EXERCISE_BASE, "percent": EXERCISE_PERCENT, "ratio": ratio, "people": PEOPLE}


def _verdicts():
    return {
        "supported": counted("supported"),
        "true_core": counted("supported", "oversimplified"),
        "statements": counted(),
        "rows": len(load("claims")),
    }


EXERCISES = {
    "more_of_thousand": Computation(
        inputs=_invented,
        right=lambda base, ratio, **_: base * (ratio - 1),
        mistakes={
            "relative": lambda percent, **_: percent,
            "with_it": lambda base, ratio, **_: base * ratio,
            "of_all": lambda percent, people, **_: people * percent / 100,
            "in_percent": lambda base, ratio, people, **_: 100 * base * (ratio - 1) / people,
            "fraction": lambda base, ratio, people, **_: base * (ratio - 1) / people,
        },
        shown={
            "with_it": lambda base, ratio, **_: base * ratio,
            "needed": lambda base, ratio, people, **_: people / (base * (ratio - 1)),
        },
    ),
    "supported_share": Computation(
        inputs=_verdicts,
        right=lambda supported, statements, **_: 100 * supported / statements,
        mistakes={
            "all_rows": lambda supported, rows, **_: 100 * supported / rows,
            "rest": lambda supported, statements, **_: 100 * (statements - supported) / statements,
            "true_core": lambda true_core, statements, **_: 100 * true_core / statements,
            "count": lambda supported, **_: supported,
            "fraction": lambda supported, statements, **_: supported / statements,
        },
        shown={},
    ),
}
"""What each exercise asks for, by the name that exercises.json uses."""

NUMBERS = {
    "statements": counted,
    "statements_supported": lambda: counted("supported"),
    "uses_on_ladder": lambda: len(load("evidence_grades")),
    "uses_above_low": lambda: sum(row.grade_certainty_proposed in SURE for row in load("evidence_grades")),
    "few_base": lambda: FEW,
    "few_more": lambda: FEW * (DOUBLED - 1),
    "many_base": lambda: MANY,
    "many_more": lambda: MANY * (DOUBLED - 1),
}
"""Numbers that texts of predictions and exercises may name in braces."""

CURVES = {}
"""Curves that a reader sketches: values of the model at given places."""
