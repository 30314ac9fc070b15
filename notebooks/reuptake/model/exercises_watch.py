"""What exercises and predictions of notebook 09 ask for, computed from invented counts."""

from reuptake.model.computation import Computation
from reuptake.model.signals import reporting_odds_ratio

# Choices of the course, all invented. Reports: the event and others, on the drug and elsewhere; an event reported ten
# times in a hundred on the drug of the worked example. Records: in two snapshots, and in both of them.
WORKED = {"event": 10, "other": 90, "event_elsewhere": 500, "other_elsewhere": 9500}
REPORTS = {"event": 24, "other": 176, "event_elsewhere": 1200, "other_elsewhere": 35_200}
RECORDS = {"before": 240, "now": 246, "both": 231}


def _shares(event, other, event_elsewhere, other_elsewhere):
    return (event / (event + other)) / (event_elsewhere / (event_elsewhere + other_elsewhere))


EXERCISES = {
    "reporting_odds_ratio": Computation(
        inputs=lambda: dict(REPORTS),
        right=lambda **reports: reporting_odds_ratio(**reports).estimate,
        mistakes={
            "shares": _shares,
            "upside_down": lambda **reports: 1 / reporting_odds_ratio(**reports).estimate,
            "odds_of_the_drug": lambda event, other, **_: event / other,
            "reports_elsewhere": lambda event, event_elsewhere, **_: event / event_elsewhere,
            "percent": lambda **reports: 100 * reporting_odds_ratio(**reports).estimate,
        },
        shown={
            "low": lambda **reports: reporting_odds_ratio(**reports).low,
            "high": lambda **reports: reporting_odds_ratio(**reports).high,
            "odds": lambda event, other, **_: event / other,
            "odds_elsewhere": lambda event_elsewhere, other_elsewhere, **_: event_elsewhere / other_elsewhere,
        },
    ),
    "new_records": Computation(
        inputs=lambda: dict(RECORDS),
        right=lambda now, both, **_: now - both,
        mistakes={
            "counts": lambda before, now, **_: now - before,
            "gone": lambda before, both, **_: before - both,
            "either_way": lambda before, now, both: before + now - 2 * both,
            "both": lambda both, **_: both,
        },
        shown={"gone": lambda before, both, **_: before - both},
    ),
}
"""What each exercise asks for, by the name that exercises.json uses."""

NUMBERS = {}
"""Numbers that texts of predictions and exercises may name in braces."""

CURVES = {}
"""Curves that a reader sketches: values of the model at given places."""
