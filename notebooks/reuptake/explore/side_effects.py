"""Side effects v placebo: what a drug adds to what people report anyway."""

import re
from functools import cache

from reuptake.draw.icons import ORDERS, SORTED
from reuptake.draw.side_effects import BOTH, DIFFERENCE, DRUG_ALONE, VIEWS, Event, SideEffectsScene, SideEffectsState
from reuptake.evidence import fact, facts, label, load
from reuptake.explore.origins import origin
from reuptake.explore.ranges import ranged_control, sources, together
from reuptake.model.inputs import checked, known, whole
from reuptake.model.risk import BENEFIT
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("zoloftlabelnd", "altman1998", "bender2001", "spiegelhalter2011")
DRUG = "sertraline"


@cache
def events():
    """Side effects with a placebo group and a difference, the smallest difference first.

    Returns
    -------
    tuple of reuptake.draw.side_effects.Event
    """
    rows = [row for row in facts(load("ae_vs_placebo")) if row.drug == DRUG]
    return tuple(sorted(map(_event, rows), key=lambda event: event.difference))


def _event(row):
    percent = ("drug_percent", "placebo_percent")
    limits = ("risk_difference_percent_derived", "rd_ci_low_percent", "rd_ci_high_percent")
    return Event(
        re.sub(r"/[\w ]*\w", "", row.adverse_event),
        *(fact(row, column, unit="%") for column in percent),
        *(int(fact(row, column, unit="people")) for column in ("drug_n", "placebo_n")),
        *(fact(row, column, unit="%") for column in limits),
        needed=fact(row, "nnh_derived", unit=""),
        needed_limits=_limits(row.nnh_ci_text),
        source=f"{origin(row)} (copies of the label)",
    )


def _limits(text):
    """Limits of the table in words, with commas between thousands."""
    said = text.removeprefix("NNH ").replace("to inf to", "through infinity to").replace("NNT ", f"{BENEFIT} ")
    return re.sub(r"\d{4,}", lambda found: f"{int(found[0]):,}", said)


def order_control():
    """Make the control that sorts or scatters icons.

    Returns
    -------
    reuptake.ui.controls.Control
    """
    return Control(
        "order",
        "Icons",
        ORDERS,
        start=SORTED,
        kind="choice",
        source=f"Sorted icons show size; scattered ones show that it can be anybody, and hide size "
        f"({label('spiegelhalter2011')}).",
    )


def side_effects_states(event, view, order):
    """State of the picture for each setting.

    Parameters
    ----------
    event : sequence of int
        Event in hand, from 1: the smallest difference.
    view : sequence of str
        Members of `reuptake.draw.side_effects.VIEWS`.
    order : sequence of str
        Members of `reuptake.draw.icons.ORDERS`.

    Returns
    -------
    list of SideEffectsState

    Raises
    ------
    ValueError
        If a value is out of range or unknown, or the lists are not equally long.
    """
    together(event=event, view=view, order=order)
    checked("event", whole("event", event, low=1), "as an event", low=1, high=len(events()))
    for how in view:
        known("view", how, VIEWS)
    for how in order:
        known("order", how, ORDERS)
    return [
        SideEffectsState(DRUG, events(), int(place), how, what)
        for place, what, how in zip(event, view, order, strict=True)
    ]


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    return Explorer(SideEffectsScene, _controls(), side_effects_states, _presets(), ghost=False)


def _controls():
    names = [one.name for one in events()]
    return (
        ranged_control(
            "side_effects",
            "event",
            "Event",
            kind="steps",
            note=lambda step: f"{step:g} of {len(names)}: {names[int(step) - 1]}",
        ),
        Control(
            "view",
            "Show",
            VIEWS,
            start=DRUG_ALONE,
            kind="choice",
            source=f"Percentages as cited in copies of the label ({sources(('zoloftlabelnd',))}). Differences derived "
            f"from them, with Newcombe's interval; numbers needed as in {sources(('altman1998', 'bender2001'))}.",
        ),
        order_control(),
    )


def _presets():
    place = {event.name: step for step, event in enumerate(events(), start=1)}
    return (
        Preset("Headache, drug alone", {"event": place["headache"]}, "What the drug column says"),
        Preset("Headache beside placebo", {"event": place["headache"], "view": BOTH}),
        Preset("Headache, difference", {"event": place["headache"], "view": DIFFERENCE}, "Limits through infinity"),
        Preset("Nausea beside placebo", {"event": place["nausea"], "view": BOTH}),
        Preset("All differences", {"event": len(place), "view": DIFFERENCE}),
    )
