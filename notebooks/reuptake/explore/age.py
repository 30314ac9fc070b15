"""Age and suicidality: odds ratios of antidepressants by age group, with the absolute numbers that are confirmed."""

import re
from functools import cache

from reuptake.draw.age import AgeGroup, AgeScene, AgeState, Behind, LabelGroup
from reuptake.evidence import fact, find, label, load
from reuptake.evidence.display import written_number
from reuptake.explore.origins import origin
from reuptake.explore.ranges import ranged_control, sources, together
from reuptake.model.inputs import checked, known, whole
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("stone2009", "mitchmedicalnd", "mdedgend", "hammad2006", "bmjnews2006", "barbui2009", "hengartner2021")
BOTH, ACTS, OUTSIDE = "behaviour or thoughts (ideation)", "behaviour only", "seen outside trials"
COUNTED = {
    BOTH: "suicidal behaviour or thoughts on antidepressants v placebo",
    ACTS: "suicidal behaviour on antidepressants v placebo",
    OUTSIDE: "suicide or attempts on SSRIs v no antidepressant",
}
MEANINGS = {
    BOTH: "Ideation means thoughts of suicide, behaviour means acts; either counts here. Mostly not deaths.",
    ACTS: "Behaviour means acts; thoughts alone (ideation) do not count here.",
    OUTSIDE: "Not randomised: who was given a drug may differ too (confounding). Ages of groups as in the class label.",
}
_RISK = "untreated depression carries risk too."
CAUTIONS = {
    BOTH: f"Mostly thoughts and behaviour, not deaths; {_RISK}",
    ACTS: f"Mostly not deaths; {_RISK}",
    OUTSIDE: "People were not randomised, so who was given a drug may explain some of it (confounding); " + _RISK,
}
_IN_TABLE = {BOTH: "suicidal behaviour or ideation", ACTS: "suicidal behaviour only"}
_YEARLY = "per year of age"
LATER, NEWER = "suicide risk, adults, later review", "any new-generation antidepressant"


def _ages(text):
    """Read an age group as the tables write it, "<18", "18-24" or ">=65": name, from which age, to below which."""
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if text.startswith("<"):
        return f"under {numbers[0]}", None, numbers[0]
    if text.startswith(">="):
        return f"{numbers[0]} or older", numbers[0], None
    return f"{numbers[0]} to {numbers[1]}", numbers[0], numbers[1] + 1


@cache
def label_groups():
    """The age groups of the class label; those whose number is not confirmed have none.

    Returns
    -------
    tuple of reuptake.draw.age.LabelGroup
    """
    column = "drug_minus_placebo_cases_per_1000"
    return tuple(
        LabelGroup(*_ages(row.age_group), None if row.status == "unverified" else fact(row, column, unit="per 1000"))
        for row in load("suicidality_label_rd")
    )


@cache
def groups(outcome):
    """The age groups of one outcome, the youngest first.

    Parameters
    ----------
    outcome : str
        A key of `COUNTED`.

    Returns
    -------
    tuple of reuptake.draw.age.AgeGroup
    """
    if outcome == OUTSIDE:
        return _outside()
    rows = [row for row in load("suicidality_or_by_age") if row.outcome == _IN_TABLE[outcome]]
    return tuple(
        AgeGroup(
            _ages(row.age_group)[0],
            row.age_low_years,
            None if row.age_high_years is None else row.age_high_years + 1,
            *_interval(row, "odds ratio"),
        )
        for row in rows
        if row.age_group != _YEARLY
    )


def _outside():
    young, adult, middle, old = label_groups()
    ages = {"adolescents": (young.low, young.high), "adults": (adult.low, middle.high), "65 or older": (old.low, None)}
    rows = {name: find("ssri_safety_effects", topic=f"suicide risk, {name}") for name in ages}
    return tuple(AgeGroup(name, *ends, *_interval(rows[name], "odds ratio")) for name, ends in ages.items())


def _interval(row, unit):
    return tuple(fact(row, column, unit=unit) for column in ("estimate", "ci_low", "ci_high"))


@cache
def trend(outcome):
    """Odds ratio per year of age with its interval, where the source gives one.

    Parameters
    ----------
    outcome : str
        A key of `COUNTED`.

    Returns
    -------
    tuple of float or None
    """
    if outcome == OUTSIDE:
        return None
    row = find("suicidality_or_by_age", age_group=_YEARLY, outcome=_IN_TABLE[outcome])
    return _interval(row, "odds ratio per year of age")


@cache
def behind():
    """What stands behind the numbers, in words.

    Returns
    -------
    reuptake.draw.age.Behind
    """
    trials, people, deaths = _scale("adults", "trials", "people in the trials", "deaths by suicide")
    young_trials, young, risk = _scale("under 18", "trials", "people in the trials", "risk on the drug v placebo")
    studies, observed = _scale("outside trials", "studies", "people in the studies")
    seen = origin(find("suicidality_scale", what="deaths by suicide"))
    seen_young = origin(find("suicidality_scale", what="risk on the drug v placebo"))
    return Behind(
        adults=f"{trials} trials with {people} adults",
        deaths=f"{deaths} deaths by suicide in all ({seen})",
        children=f"“{risk}” the risk on placebo, {young_trials} trials with {young} people ({seen_young})",
        label=origin(load("suicidality_label_rd")[0]),
        outside=f"{studies} studies with {observed} people",
        later=_later(),
    )


def _later():
    """What a later review of studies in adults says, in words: its risk ratios are another measure."""
    rows = {
        name: find("ssri_safety_effects", topic=LATER, population_or_design=f"observational studies of {design}")
        for design, name in (("SSRIs in depression", "SSRIs"), (f"{NEWER} in depression", NEWER))
    }
    said = "; ".join(
        "{} {:.2f} ({:.2f} to {:.2f})".format(name, *_interval(row, "relative risk")) for name, row in rows.items()
    )
    on, studies, people = _scale(
        "outside trials, adults, later review", "studies on depression", "studies", "people in the studies"
    )
    behind = f"{studies} studies ({on} on depression), {people} people"
    return f"in depression, relative risk with {said}; {behind} ({label(rows['SSRIs'].source_key[0])})"


def _scale(group, *what):
    """Numbers and words of a group in the table of scale, written out."""
    rows = [find("suicidality_scale", group=group, what=one) for one in what]
    values = [fact(row, unit=row.unit) for row in rows]
    return [value if isinstance(value, str) else written_number(value) for value in values]


def age_states(age, outcome):
    """State of the picture for each setting.

    Parameters
    ----------
    age : sequence of int
        Years, 18 to 85; 0 before the first step.
    outcome : sequence of str
        Keys of `COUNTED`.

    Returns
    -------
    list of AgeState

    Raises
    ------
    ValueError
        If a value is out of range or unknown, or the lists are not equally long.
    """
    together(age=age, outcome=outcome)
    years = whole("age", age)
    allowed = _age().options[1:]
    checked("age", years[years > 0], "years (or 0: no age yet)", low=allowed[0], high=allowed[-1])
    for name in outcome:
        known("outcome", name, COUNTED)
    return [_state(int(number) or None, name) for number, name in zip(years, outcome, strict=True)]


def _state(age, outcome):
    return AgeState(
        age=age,
        outcome=outcome,
        counted=COUNTED[outcome],
        meaning=MEANINGS[outcome],
        caution=CAUTIONS[outcome],
        randomised=outcome != OUTSIDE,
        groups=groups(outcome),
        label=label_groups(),
        trend=trend(outcome),
        behind=behind(),
        source=label("barbui2009" if outcome == OUTSIDE else "stone2009"),
    )


def _age():
    return ranged_control(
        "age", "age", "Age", kind="steps", note=lambda years: f"{years:g} years" if years else "no age yet"
    )


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    controls = (
        _age(),
        Control(
            "outcome",
            "What is counted",
            tuple(COUNTED),
            start=BOTH,
            kind="choice",
            source=f"In trials: {sources(('stone2009',))}. Outside trials: {sources(('barbui2009',))}.",
        ),
    )
    presets = (
        Preset("At 20", {"age": 20}),
        Preset("At 20, behaviour only", {"age": 20, "outcome": ACTS}),
        Preset("At 40", {"age": 40}),
        Preset("At 70", {"age": 70}),
        Preset("At 70, outside trials", {"age": 70, "outcome": OUTSIDE}),
    )
    return Explorer(AgeScene, controls, age_states, presets, ghost=False)
