"""Receptor families: seven rows to choose from and to sort, and why counts of their members differ."""

import re
from functools import cache

from reuptake.draw.receptors import LOOKS, Family, ReceptorsScene, ReceptorsState
from reuptake.evidence import fact, find, load
from reuptake.explore.ranges import sources, together
from reuptake.model.inputs import known
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("ijms2021", "andrade2019", "barnes2021")
FAMILIES = tuple(row.family for row in load("receptors"))


def _number(family):
    return family.name


def _coupling(family):
    return list(LOOKS).index(known("coupling", family.coupling, LOOKS))


def _members(family):
    return family.human_count


SORTS = {"family number": _number, "coupling": _coupling, "members in people, fewest first": _members}


@cache
def families():
    """The seven families in the order of their numbers.

    Returns
    -------
    tuple of Family
    """
    rows = {row.family: row for row in load("receptors")}
    return tuple(_family(rows[name]) for name in FAMILIES)


def _family(row):
    return Family(
        name=row.family,
        coupling=row.coupling,
        signal=row.transduction,
        effect=row.main_effect,
        members_text=row.human_subtypes,
        # What stands in brackets are parts of a member, not members.
        members=_names(re.sub(r" \(.*?\)", "", row.human_subtypes)),
        absent=_names(row.absent_in_people),
        remark=row.remark,
        human_count=int(fact(row, "human_subtype_count", unit="")),
    )


def _names(text):
    return tuple(text.split(", ")) if text else ()


@cache
def usual_count():
    """Subtypes in the usual count of the classification.

    Returns
    -------
    int
    """
    return int(fact(find("basics", quantity="serotonin receptor subtypes in the usual count"), unit="subtypes"))


@cache
def human_count():
    """Members that people have, in all families.

    Returns
    -------
    int
    """
    return sum(family.human_count for family in families())


def receptors_states(family, sort_by):
    """State of the picture for each setting.

    Parameters
    ----------
    family : sequence of str
        Names from `FAMILIES`.
    sort_by : sequence of str
        Keys of `SORTS`.

    Returns
    -------
    list of ReceptorsState
    """
    together(family=family, sort_by=sort_by)
    return [
        ReceptorsState(
            families=families(),
            order=_order(known("sort_by", sort, SORTS)),
            chosen=FAMILIES.index(known("family", name, FAMILIES)),
            sorted_by=sort,
            human_total=human_count(),
            usual_total=usual_count(),
        )
        for name, sort in zip(family, sort_by, strict=True)
    ]


@cache
def _order(sort):
    """Positions of the families from the top row down; ties stay in the order of their numbers."""
    return tuple(sorted(range(len(families())), key=lambda i: SORTS[sort](families()[i])))


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    where = sources(SOURCES)
    controls = (
        Control("family", "Family", FAMILIES, start="5-HT1", kind="steps", source=f"The seven families: {where}."),
        Control(
            "sort_by",
            "Sort the rows by",
            tuple(SORTS),
            start="family number",
            kind="choice",
            source="Orders the picture and its table of numbers; changes nothing else.",
        ),
    )
    presets = (
        Preset("Grouped by coupling", {"sort_by": "coupling"}),
        Preset("Fewest members first", {"sort_by": "members in people, fewest first"}),
        Preset("The one ion channel", {"family": "5-HT3", "sort_by": "coupling"}),
        Preset(
            f"{human_count()} or {usual_count()}?",
            {"family": "5-HT5"},
            "The family with a member that people do not have",
        ),
    )
    return Explorer(ReceptorsScene, controls, receptors_states, presets)
