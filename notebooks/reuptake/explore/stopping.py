"""Stopping an antidepressant: what reviews count, what placebo explains of it, and where they disagree."""

from functools import cache

from reuptake.draw.stopping import Finding, StoppingScene, StoppingState
from reuptake.evidence import fact, find, label
from reuptake.explore.origins import origin
from reuptake.explore.ranges import sources, together
from reuptake.model.inputs import checked, known, whole
from reuptake.model.people import among_thousand
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("henssler2024", "sciencemediacenternd", "kalfas2025", "epocratesnd", "withdrawalreanalysisnd")
NO, YES = "no", "yes"
SUBTRACT = (NO, YES)


@cache
def findings():
    """What the reviews report.

    Returns
    -------
    tuple of reuptake.draw.stopping.Finding
    """
    critique = find("safety_findings", topic="discontinuation symptoms, reanalysis")
    return (
        _without_placebo(
            "discontinuation symptoms, earlier review",
            "earlier review",
            "Our tables do not say how symptoms were counted, or how many report them after placebo.",
            "an earlier review, as cited in ",
        ),
        *_with_placebo(),
        _number_of_symptoms(),
        _without_placebo(
            "discontinuation symptoms, reanalysis",
            "reanalysis",
            f"It {critique.finding}.",
            "a reanalysis, ",
        ),
    )


def _with_placebo():
    """The three results with a placebo group."""
    about = find("ssri_safety_effects", topic="discontinuation symptoms, more than on placebo")
    more = among_thousand(fact(about, "estimate", unit="%"))
    return (
        _finding(
            "any symptom",
            f"A review of {about.population_or_design}. Its authors speak of about {more} more in 1,000; the "
            "difference between pooled arms need not be the pooled difference.",
            _compared("any discontinuation symptom"),
        ),
        _finding("severe symptoms", "How many had severe symptoms, in the same review.", _compared("severe symptoms")),
        _dizziness(),
    )


def _dizziness():
    row = _compared("dizziness")
    drug, placebo, gap = (among_thousand(percent) for percent in _percentages(row))
    odds = find("ssri_safety_effects", topic="discontinuation: dizziness")
    ratio, low, high = (fact(odds, column, unit="odds ratio") for column in ("estimate", "ci_low", "ci_high"))
    reading = (
        f"Odds ratio {ratio:g} ({low:g} to {high:g}). Pooled over trials the difference is {gap} in 1,000; {drug} less "
        f"{placebo} would be {drug - placebo}."
    )
    return _finding("dizziness", reading, row)


def _compared(what):
    return find("benefit_risk_examples", comparison=f"stopping antidepressant v stopping placebo, {what}")


def _finding(name, reading, row):
    return Finding(name, _who(row), *_percentages(row), None, None, "", reading, origin(row))


def _percentages(row):
    """After the drug, after placebo, and their difference."""
    columns = ("treated_percent", "control_percent", "risk_difference_percent")
    return tuple(fact(row, column, unit="%") for column in columns)


def _number_of_symptoms():
    topic = "discontinuation symptoms"
    row = find("ssri_safety_effects", topic=topic)
    words = f"SMD {fact(row, 'estimate', unit='standardised mean difference'):g}"
    trials = row.population_or_design.removesuffix(", number of symptoms")
    reading = f"{row.note}; SMD is the standardised mean difference, here in {trials}."
    return Finding("number of symptoms", _who(row), None, None, None, None, None, words, reading, origin(row))


def _without_placebo(topic, who, reading, before):
    row = find("ssri_safety_effects", topic=topic)
    detail = f" {row.population_or_design}; {row.note[0].lower()}{row.note[1:]}." if row.ci_low else ""
    limits = (row.ci_low, row.ci_high)
    percent = fact(row, "estimate", unit="%")
    return Finding("any symptom", who, percent, None, None, *limits, "", f"{reading}{detail}", before + origin(row))


def _who(row):
    return label(row.source_key[0]).replace(" et al.", "")


def stopping_states(row, subtract):
    """State of the picture for each setting.

    Parameters
    ----------
    row : sequence of int
        Finding in hand, from 1.
    subtract : sequence of str
        Members of `SUBTRACT`.

    Returns
    -------
    list of StoppingState

    Raises
    ------
    ValueError
        If a value is out of range or unknown, or the lists are not equally long.
    """
    together(row=row, subtract=subtract)
    checked("row", whole("row", row, low=1), "as a row", low=1, high=len(findings()))
    taken = [known("subtract", how, SUBTRACT) == YES for how in subtract]
    return [StoppingState(findings(), int(place), less) for place, less in zip(row, taken, strict=True)]


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    return Explorer(StoppingScene, _controls(), stopping_states, _presets(), ghost=False)


def _controls():
    every = findings()
    return (
        Control(
            "row",
            "Finding",
            tuple(range(1, len(every) + 1)),
            start=1,
            kind="steps",
            note=lambda step: f"{step} of {len(every)}: {every[step - 1].name}, {every[step - 1].who}",
            source=f"Findings in our tables: {sources(SOURCES)}",
        ),
        Control(
            "subtract",
            "Subtract placebo",
            SUBTRACT,
            start=NO,
            kind="choice",
            source="People who stop placebo report symptoms too; where a source gives their share, it is taken off.",
        ),
    )


def _presets():
    names = [finding.name for finding in findings()]
    last, severe = len(names), 1 + names.index("severe symptoms")
    beside = 1 + next(place for place, finding in enumerate(findings()) if finding.placebo is not None)
    return (
        Preset("Beside placebo", {"row": beside}),
        Preset("Placebo subtracted", {"row": beside, "subtract": YES}),
        Preset("Severe symptoms", {"row": severe}),
        Preset("The dispute", {"row": last}, "All findings, the reanalysis in hand"),
        Preset("The dispute, subtracted", {"row": last, "subtract": YES}),
    )
