"""The base rate: what an alarm of the rules for serotonin toxicity is worth, in 1,000 people."""

from functools import cache

from reuptake.draw.base_rate import BaseRateScene, BaseRateState, Scenario
from reuptake.draw.icons import ORDERS
from reuptake.evidence import fact, find, load
from reuptake.explore.origins import origin
from reuptake.explore.ranges import ranged_control, sources, together
from reuptake.explore.side_effects import order_control
from reuptake.model.inputs import checked, known
from reuptake.model.screening import predictive_values
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("dunkley2003", "serotonintoxicity2023", "isbister2004", "paroxetinetianeptine2004", "spiegelhalter2011")
RULE_SETS = ("Hunter", "Sternbach")
OBSERVED = "Observed"


def measured(rule_set, measure):
    """How well a set of rules did in its study.

    Parameters
    ----------
    rule_set : str
        A member of `RULE_SETS`.
    measure : {"sensitivity", "specificity"}

    Returns
    -------
    float
        In %.
    """
    return fact(find("hunter_performance", rule_set=rule_set, measure=measure), unit="%")


@cache
def scenarios():
    """How likely toxicity was in overdose, scenario by scenario.

    Returns
    -------
    tuple of reuptake.draw.base_rate.Scenario
    """
    return tuple(_scenario(row) for row in load("serotonin_toxicity_probability"))


def _scenario(row):
    ratio = None
    if row.odds_ratio is not None:
        ratio = tuple(fact(row, column, unit="") for column in ("odds_ratio", "ci_low", "ci_high"))
    name, percent = row.scenario, fact(row, "probability_percent", unit="%")
    # What a scenario is compared with, or what was counted, is drawn; the other amounts stand in the table alone.
    drawn = ratio is not None or "median" in name or name.startswith(OBSERVED)
    return Scenario(name.replace("n=", "n = "), percent, ratio, name.startswith(OBSERVED), drawn, _kind(row))


def _kind(row):
    return f"{row.status} ({origin(row)})"


def base_rate_states(prevalence, rule_set, order):
    """State of the picture for each setting.

    Parameters
    ----------
    prevalence : sequence of float
        Of toxicity among the people tested, 0 to 100 %.
    rule_set : sequence of str
        Members of `RULE_SETS`.
    order : sequence of str
        Members of `reuptake.draw.icons.ORDERS`.

    Returns
    -------
    list of BaseRateState

    Raises
    ------
    ValueError
        If a value is out of range or unknown, or the lists are not equally long.
    """
    together(prevalence=prevalence, rule_set=rule_set, order=order)
    ill = checked("prevalence", prevalence, "%", high=100)
    found, spared = (
        [measured(known("rule_set", name, RULE_SETS), measure) for name in rule_set]
        for measure in ("sensitivity", "specificity")
    )
    for way in order:
        known("order", way, ORDERS)
    screened = predictive_values([x / 100 for x in found], [x / 100 for x in spared], ill / 100)
    columns = (ill, rule_set, found, spared, screened.whole, screened.positive, screened.negative, order)
    return [_state(*setting) for setting in zip(*columns, strict=True)]


def _state(percent, rule_set, sensitivity, specificity, counts, positive, negative, order):
    worsened = find("tianeptine_trials", trial="Paroxetine added to tianeptine")
    return BaseRateState(
        prevalence_percent=float(percent),
        rule_set=rule_set,
        sensitivity_percent=sensitivity,
        specificity_percent=specificity,
        counts=tuple(int(people) for people in counts),
        positive=float(positive),
        negative=float(negative),
        order=order,
        scenarios=scenarios(),
        worsened=int(fact(worsened, "drug_value", unit="patients")),
        source=_kind(find("hunter_performance", rule_set=rule_set, measure="sensitivity")),
        worsened_source=f"{_kind(worsened)}, {worsened.design}",
    )


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    other = next(one.percent for one in scenarios() if one.observed)
    presets = (
        Preset("Another overdose series", {"prevalence": other}),
        Preset("One in twenty", {"prevalence": 5}),
        Preset("One in a hundred", {"prevalence": 1}),
        Preset("One in a hundred, older rules", {"prevalence": 1, "rule_set": "Sternbach"}),
        Preset("One in a hundred, scattered", {"prevalence": 1, "order": ORDERS[1]}),
    )
    return Explorer(BaseRateScene, _controls(), base_rate_states, presets, ghost=False)


def _controls():
    return (
        ranged_control("base_rate", "prevalence", "Have serotonin toxicity, of all tested", note=_seen),
        Control(
            "rule_set",
            "Rules",
            RULE_SETS,
            start=RULE_SETS[0],
            kind="choice",
            source=f"Sensitivity and specificity, measured in overdose admissions: {sources(SOURCES[:1])}. What the "
            "older rules ask is not confirmed here.",
        ),
        order_control(),
    )


def _seen(percent):
    """Say of a base rate that was observed where it was."""
    return next((one.name for one in scenarios() if one.observed and one.percent == percent), "")
