"""What exercises and predictions of notebook 05 ask for, computed from the data."""

import numpy as np

from reuptake.evidence import fact, find, load
from reuptake.model.chance import regressed_mean
from reuptake.model.computation import Computation
from reuptake.model.risk import overlap, risk_difference, risk_from_odds_ratio, superiority
from reuptake.model.trial_arms import comparisons, pooled

CONTROL_RISK = 0.3  # invented, for an easy sum; the Cochrane Handbook's example has it too
# Score at entry, mean of all and reliability of the section on regression to the mean: invented.
ENTRY_MEAN, ALL_MEAN, RELIABILITY = 24.0, 20.0, 0.5
OLDER_PEOPLE = "tianeptine 25-50 mg/d v placebo, age 65 or older, response at 8 weeks"


def _network(drug):
    return fact(find("cipriani2018_efficacy", drug=drug), "odds_ratio", unit="")


def number_needed(odds_ratio, control_risk):
    """Number needed to treat from an odds ratio and the control group's risk.

    Parameters
    ----------
    odds_ratio : float
        Above 0 and not 1.
    control_risk : float
        Fraction.

    Returns
    -------
    float
    """
    return 1 / (risk_from_odds_ratio(odds_ratio, control_risk) - control_risk)


def _lowest():
    return {"odds_ratio": _network("reboxetine"), "control_risk": CONTROL_RISK}


def counts(comparison):
    """Counts of a comparison in the table of worked numbers needed.

    Parameters
    ----------
    comparison : str
        As the table names it.

    Returns
    -------
    dict of str to float
        `events`, `total`, `control_events` and `control_total`, in people: the arguments of `risk_difference`.
    """
    row = find("benefit_risk_examples", comparison=comparison)
    columns = ("treated_events_n", "treated_n", "control_events_n", "control_n")
    names = ("events", "total", "control_events", "control_total")
    return {name: fact(row, column, unit="people") for name, column in zip(names, columns, strict=True)}


def _older_gap(events, total, control_events, control_total):
    return risk_difference(events, total, control_events, control_total).estimate


EXERCISES = {
    "nnt_from_odds": Computation(
        inputs=_lowest,
        right=number_needed,
        mistakes={
            "ratio_times_risk": lambda odds_ratio, control_risk: 1 / (odds_ratio * control_risk - control_risk),
            "one_over_ratio": lambda odds_ratio, **_: 1 / (odds_ratio - 1),
            "other_drug": lambda control_risk, **_: number_needed(_network("amitriptyline"), control_risk),
            "difference": lambda odds_ratio, control_risk: 1 / number_needed(odds_ratio, control_risk),
            "percent": lambda odds_ratio, control_risk: 1 / (100 / number_needed(odds_ratio, control_risk)),
        },
        shown={
            "percent_control": lambda control_risk, **_: 100 * control_risk,
            "percent_drug": lambda odds_ratio, control_risk: 100 * risk_from_odds_ratio(odds_ratio, control_risk),
            "points": lambda odds_ratio, control_risk: 100 / number_needed(odds_ratio, control_risk),
            "whole": lambda odds_ratio, control_risk: np.ceil(number_needed(odds_ratio, control_risk)),
        },
    ),
    "nnt_older": Computation(
        inputs=lambda: counts(OLDER_PEOPLE),
        right=lambda **counts: 1 / _older_gap(**counts),
        mistakes={
            "difference": _older_gap,
            "points": lambda **counts: 100 * _older_gap(**counts),
            # One over the difference in percent; one over that of the counts is too near to it to tell apart.
            "percent": lambda **counts: 1 / (100 * _older_gap(**counts)),
            "ratio": lambda events, total, control_events, control_total: (
                events / total / (control_events / control_total)
            ),
            "drug_only": lambda events, total, **_: total / events,
        },
        shown={
            "drug_percent": lambda events, total, **_: 100 * events / total,
            "control_percent": lambda control_events, control_total, **_: 100 * control_events / control_total,
            "gap_points": lambda **counts: 100 * _older_gap(**counts),
        },
    ),
}
"""What each exercise asks for, by the name that exercises.json uses."""


def _pooled(drug, part):
    return float(np.exp(getattr(pooled(drug), part)))


def _alone_clear(drug):
    """Trials whose own interval leaves out no effect."""
    return sum(not trial.low <= 0 <= trial.high for trial in comparisons(drug))


def _network_effect():
    row = find("antidepressant_effect_sizes", source_label="Cipriani 2018", unit="standardised mean difference")
    return fact(row, "estimate", unit="standardised mean difference")


def _positive_percent(as_published):
    """Trials that look positive, in percent: as the journals show them, or as the regulator read them."""
    rows = {row.fda_decision: row for row in load("turner2008_flow")}
    agreed = rows["positive"].published_agreeing_n
    if not as_published:
        return 100 * rows["positive"].trials_n / sum(row.trials_n for row in rows.values())
    seen = sum(row.trials_n - row.not_published_n for row in rows.values())
    return 100 * (agreed + rows["negative_or_questionable"].published_as_positive_n) / seen


def _flow(decision, column):
    return fact(find("turner2008_flow", fda_decision=decision), column, unit="trials")


def _uncontrolled_percent():
    row = find("tianeptine_trials", trial="Sonawalla")
    return fact(row, "drug_value", unit="%")


NUMBERS = {
    "network_effect": _network_effect,
    "better_of_100_pairs": lambda: 100 * superiority(_network_effect()),
    "overlap_percent": lambda: 100 * overlap(_network_effect()),
    "paroxetine_trials": lambda: len(comparisons("paroxetine")),
    "paroxetine_clear_alone": lambda: _alone_clear("paroxetine"),
    "paroxetine_pooled": lambda: _pooled("paroxetine", "estimate"),
    "paroxetine_low": lambda: _pooled("paroxetine", "low"),
    "paroxetine_high": lambda: _pooled("paroxetine", "high"),
    "failed_placebo_percent": lambda: fact(
        find("tianeptine_trials", trial="Third study (failed)"), "comparator_value", unit="%"
    ),
    "published_positive_percent": lambda: _positive_percent(True),
    "registered_positive_percent": lambda: _positive_percent(False),
    "published_as_they_were": lambda: _flow("negative_or_questionable", "published_agreeing_n"),
    "registered_positive": lambda: _flow("positive", "trials_n"),
    "registered_not_positive": lambda: _flow("negative_or_questionable", "trials_n"),
    "registered_all": lambda: _flow("positive", "trials_n") + _flow("negative_or_questionable", "trials_n"),
    "uncontrolled_percent": _uncontrolled_percent,
    "entry_mean": lambda: ENTRY_MEAN,
    "all_mean": lambda: ALL_MEAN,
    "again_mean": lambda: regressed_mean(ENTRY_MEAN, ALL_MEAN, RELIABILITY),
    "ocd_high_v_low_points": lambda: fact(
        find("ocd", intervention="SSRI high v low dose"), "improvement_ybocs_points", unit="points"
    ),
}
"""Numbers that texts of predictions and exercises may name in braces."""

CURVES = {}
"""Curves that a reader sketches: values of the model at given places."""
