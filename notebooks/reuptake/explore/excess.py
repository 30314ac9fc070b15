"""Too much serotonin: condition by condition, what is really done, and whether reuptake is ever sped up."""

from functools import cache

from reuptake.draw.excess import Condition, ExcessScene, ExcessState
from reuptake.evidence import facts, label, load
from reuptake.explore.ranges import sources, together
from reuptake.model.inputs import checked, known, whole
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

HIDDEN, TOLD = "where the excess is", "and what is really done"
SHOWS = (HIDDEN, TOLD)
HARMED = "pulmonary arterial hypertension"
ASTHMA = "asthma"
SOURCES = tuple(dict.fromkeys(key for row in facts(load("excess_serotonin")) for key in row.source_key))
# The step that the treatment of each row touches, by our reading.
TOUCHED = {
    "carcinoid syndrome": ("making", "release"),
    "carcinoid syndrome, a second trial": ("making",),
    "serotonin syndrome": ("receptors",),
    HARMED: ("making",),
    "raised blood serotonin in autism": (),
    ASTHMA: ("reuptake",),
}
# What was tried on a step of these is not in use.
TRIED_ONLY = (HARMED, ASTHMA)


@cache
def conditions():
    """The conditions in the table's order.

    Returns
    -------
    tuple of reuptake.draw.excess.Condition
    """
    return tuple(_condition(row) for row in facts(load("excess_serotonin")))


def _condition(row):
    seen = f", as cited in {label(row.via_key[0])}" if row.via_key else ""
    return Condition(
        name=row.condition,
        where=row.mechanism,
        used=row.what_is_used,
        evidence=row.best_evidence,
        enhancer=row.reuptake_enhancer_used,
        source=f"{sources(row.source_key)}{seen}",
        touched=TOUCHED[row.condition],
        tried_only=row.condition in TRIED_ONLY,
        used_was_tried=row.condition == HARMED,
    )


def excess_states(condition, show):
    """State of the picture for each setting.

    Parameters
    ----------
    condition : sequence of int
        From 1.
    show : sequence of str
        Members of `SHOWS`.

    Returns
    -------
    list of ExcessState

    Raises
    ------
    ValueError
        If a value is out of range or unknown, or the lists are not equally long.
    """
    together(condition=condition, show=show)
    checked("condition", whole("condition", condition, low=1), "as a step", low=1, high=len(conditions()))
    told = [known("show", what, SHOWS) == TOLD for what in show]
    return [ExcessState(conditions(), int(step) - 1, tell) for step, tell in zip(condition, told, strict=True)]


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    names = [one.name for one in conditions()]
    controls = (
        Control(
            "condition",
            "Condition",
            tuple(range(1, len(names) + 1)),
            start=1,
            kind="steps",
            note=lambda step: f"{step} of {len(names)}: {names[step - 1]}",
            source=f"Conditions of our table: {sources(SOURCES)}.",
        ),
        Control(
            "show",
            "Show",
            SHOWS,
            start=HIDDEN,
            kind="choice",
            source="What is done stands in the sources; which step that touches is our reading.",
        ),
    )
    presets = (
        Preset("What is done", {"show": TOLD}),
        Preset("Where lowering did harm", {"condition": 1 + names.index(HARMED), "show": TOLD}),
        Preset("Where tianeptine was tried", {"condition": 1 + names.index(ASTHMA), "show": TOLD}),
    )
    return Explorer(ExcessScene, controls, excess_states, presets, ghost=False)
