"""How common is "common"? Words of product information, numbers, and a thousand people."""

from functools import cache

import numpy as np

from reuptake.draw.frequency import Band, FrequencyScene, FrequencyState, PlaceboGroup, Study
from reuptake.draw.icons import ORDERS, SCATTERED
from reuptake.evidence import fact, facts, load
from reuptake.explore.origins import origin
from reuptake.explore.ranges import ranged_control, together
from reuptake.explore.side_effects import DRUG, events, order_control
from reuptake.model.inputs import checked, known
from reuptake.model.people import PEOPLE, among_thousand
from reuptake.model.risk import wilson
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("malta2022", "zoloftlabelnd", "prescrire2007", "spiegelhalter2011")
NOT_ASKED, NOTHING = "not asked", "nothing"
STUDIES = {NOT_ASKED: 0, "100 people": 100, "1,000 people": 1000, "10,000 people": 10000}
BESIDE = {
    NOTHING: None,
    "nausea on placebo": "nausea",
    "headache on placebo": "headache",
    "tremor on placebo": "tremor",
}


@cache
def bands():
    """Words of product information, the rarest first.

    Returns
    -------
    tuple of reuptake.draw.frequency.Band
    """
    rows = [(row.term, PEOPLE * fact(row, "low_fraction", unit="")) for row in facts(load("frequency_bands"))]
    return tuple(Band(term, round(low, 9)) for term, low in sorted(rows, key=lambda row: row[1]))


def reaction(name):
    """How often a reaction was reported in the trials of sertraline.

    Parameters
    ----------
    name : str
        As the explorer of side effects names it.

    Returns
    -------
    reuptake.draw.side_effects.Event
    """
    return next(event for event in events() if event.name == name)


def dependence():
    """The French estimate of abuse and dependence among people treated with tianeptine.

    Returns
    -------
    reuptake.evidence.Record
    """
    return next(row for row in facts(load("dependence_estimates")) if row.high_per_1000)


@cache
def examples(per_1000):
    """What in our tables has a frequency.

    Parameters
    ----------
    per_1000 : float

    Returns
    -------
    str
        Empty if nothing has.
    """
    row = dependence()
    low, high = (fact(row, column, unit="per 1000") for column in ("low_per_1000", "high_per_1000"))
    if low <= per_1000 <= high:
        word = next(r for r in facts(load("tianeptine_ae_frequency")) if r.reaction.startswith("drug abuse and depend"))
        return (
            f"abuse and dependence on tianeptine, {low:g} to {high:g} in 1,000 people treated (French estimate, "
            f"{origin(row)}); called {word.frequency_category} ({origin(word)})"
        )
    found = [event for event in events() if among_thousand(event.drug) == per_1000]
    if not found:
        return ""
    named = ", ".join(f"{event.name} (placebo {among_thousand(event.placebo)})" for event in found)
    return f"reported on {DRUG}: {named}; {found[0].source}"


def frequency_states(per_1000, order, seen_in, beside):
    """State of the picture for each setting.

    Parameters
    ----------
    per_1000 : sequence of float
        How many of 1,000 people, above 0.
    order : sequence of str
        Members of `reuptake.draw.icons.ORDERS`.
    seen_in : sequence of str
        Keys of `STUDIES`.
    beside : sequence of str
        Keys of `BESIDE`.

    Returns
    -------
    list of FrequencyState

    Raises
    ------
    ValueError
        If a value is out of range or unknown, or the lists are not equally long.
    """
    together(per_1000=per_1000, order=order, seen_in=seen_in, beside=beside)
    lowest, unit = bands()[0].low, "in 1,000"
    rate = checked("per_1000", per_1000, unit, low=lowest, high=PEOPLE / 2)
    for how in order:
        known("order", how, ORDERS)
    people = np.array([STUDIES[known("seen_in", size, STUDIES)] for size in seen_in], dtype=int)
    groups = [_placebo_group(BESIDE[known("beside", what, BESIDE)]) for what in beside]
    studies = _studies(rate, people)
    return [
        FrequencyState(float(one), how, bands(), study, group, examples(float(one)))
        for one, how, study, group in zip(rate, order, studies, groups, strict=True)
    ]


def _studies(rate, people):
    """The study of each setting, or None where none is asked for."""
    # The most likely number of events, of a binomial; the dust of decimal fractions must not take one away.
    seen = np.floor((people + 1) * rate / PEOPLE + 1e-9)
    low, high = wilson(seen, np.maximum(people, 1))
    rows = zip(people, seen, PEOPLE * low, PEOPLE * high, strict=True)
    return [Study(int(n), int(k), float(a), float(b)) if n else None for n, k, a, b in rows]


def _placebo_group(event):
    if event is None:
        return None
    found = reaction(event)
    return PlaceboGroup(event, among_thousand(found.placebo), among_thousand(found.drug), DRUG, found.source)


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    return Explorer(FrequencyScene, _controls(), frequency_states, _presets(), ghost=False)


def _controls():
    return (
        ranged_control("frequency", "per_1000", "How many people"),
        order_control(),
        Control(
            "seen_in",
            "Studied in",
            tuple(STUDIES),
            start=NOT_ASKED,
            kind="choice",
            source="Our choice of three sizes. The study sees the most likely number of people; the interval is "
            "Wilson's (95 %).",
        ),
        Control(
            "beside",
            "Beside it",
            tuple(BESIDE),
            start=NOTHING,
            kind="choice",
            source=f"Placebo groups of the trials of {DRUG}, {events()[0].source}.",
            further=True,
        ),
    )


def _presets():
    drug = {"per_1000": among_thousand(reaction("nausea").drug)}
    dependent = fact(dependence(), "high_per_1000", unit="per 1000")
    return (
        Preset("Nausea on sertraline", drug, "As cited in copies of the label"),
        Preset("The same beside placebo", drug | {"beside": "nausea on placebo"}, "As cited in copies of the label"),
        Preset(
            "Headache beside placebo",
            {"per_1000": among_thousand(reaction("headache").drug), "beside": "headache on placebo"},
            "As cited in copies of the label",
        ),
        Preset("Dependence on tianeptine", {"per_1000": dependent}, "The upper end of the French estimate"),
        Preset("Rare, among 100 people", {"per_1000": 0.3, "seen_in": "100 people"}, "What a small study can miss"),
        Preset("Who will it be?", drug | {"order": SCATTERED}, "The same people, scattered"),
    )
