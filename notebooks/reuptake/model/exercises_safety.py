"""What exercises and predictions of notebook 07 ask for, computed from the data."""

from reuptake.evidence import fact, find
from reuptake.model.computation import Computation
from reuptake.model.people import PEOPLE, of_thousand
from reuptake.model.risk import Interval, number_needed, wilson

DRUG = "sertraline"  # the one drug with counts of both groups in the table
STOPPING = "stopping antidepressant v stopping placebo, any discontinuation symptom"
WATCHED = 100  # our choice: people among whom nobody had the effect
INVENTED = {"more": 30, "low": -10, "high": 70}  # an invented trial: more on the drug, of 1,000, with its interval


def _event(name):
    """The row of one adverse event on sertraline."""
    return find("ae_vs_placebo", drug=DRUG, adverse_event=name)


def per_thousand(name):
    """People who reported an adverse event on sertraline and on placebo.

    Parameters
    ----------
    name : str
        As the table names the event.

    Returns
    -------
    dict of str to float
        `drug` and `placebo`, of 1,000 people; from whole percentages in the source.
    """
    row = _event(name)
    return {group: of_thousand(fact(row, f"{group}_percent", unit="%")) for group in ("drug", "placebo")}


def _needed(drug, placebo):
    """People treated for one more report, from people of 1,000 on the drug and on placebo."""
    more = (drug - placebo) / PEOPLE
    return number_needed(Interval(more, more, more), good=False).value


EXERCISES = {
    "nnh_dizziness": Computation(
        inputs=lambda: per_thousand("dizziness"),
        right=_needed,
        mistakes={
            "drug_only": lambda drug, **_: PEOPLE / drug,
            "placebo_only": lambda placebo, **_: PEOPLE / placebo,
            "more": lambda drug, placebo: drug - placebo,
            "fraction": lambda drug, placebo: (drug - placebo) / PEOPLE,
            "ratio": lambda drug, placebo: drug / placebo,
            "hundred": lambda drug, placebo: 100 / (drug - placebo),
            "nausea": lambda **_: _needed(**per_thousand("nausea")),
        },
        shown={
            "more": lambda drug, placebo: drug - placebo,
            "placebo_in_right": lambda drug, placebo: placebo / (drug - placebo),
        },
    ),
    "nnh_fewest": Computation(
        inputs=lambda: dict(INVENTED),
        right=lambda high, **_: PEOPLE / high,
        mistakes={
            "estimate": lambda more, **_: PEOPLE / more,
            "low_limit": lambda low, **_: PEOPLE / low,
            "low_limit_unsigned": lambda low, **_: -PEOPLE / low,
            "width": lambda low, high, **_: PEOPLE / (high - low),
            "hundred": lambda high, **_: 100 / high,
            "more": lambda high, **_: high,
        },
        shown={
            "estimate": lambda more, **_: PEOPLE / more,
            "spared": lambda low, **_: -PEOPLE / low,
        },
    ),
}
"""What each exercise asks for, by the name that exercises.json uses."""


def _rule(measure, **conditions):
    return fact(find("hunter_performance", rule_set="Hunter", measure=measure, **conditions), "value", unit="%")


def _stopping(group):
    row = find("benefit_risk_examples", comparison=STOPPING)
    return of_thousand(fact(row, f"{group}_percent", unit="%"))


NUMBERS = {
    "watched": lambda: WATCHED,
    "possible_per_1000": lambda: PEOPLE * wilson(0, WATCHED)[1],
    "insomnia_drug": lambda: per_thousand("insomnia")["drug"],
    "insomnia_placebo": lambda: per_thousand("insomnia")["placebo"],
    "hunter_sensitivity_percent": lambda: _rule("sensitivity"),
    "hunter_specificity_percent": lambda: _rule("specificity"),
    "hunter_ppv_rare_percent": lambda: _rule("positive predictive value", prevalence_percent=1.0),
    "stopping_drug": lambda: _stopping("treated"),
    "stopping_placebo": lambda: _stopping("control"),
}
"""Numbers that texts of predictions and exercises may name in braces."""

CURVES = {}
"""Curves that a reader sketches: values of the model at given places."""
