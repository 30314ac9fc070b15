"""Receptor families: seven rows to choose from and to sort, and why some people count 13 and some 14."""

from functools import cache

from reuptake.draw.receptors import LOOKS, Family, ReceptorsScene, ReceptorsState
from reuptake.evidence import fact, find, load
from reuptake.explore.ranges import sources
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("ijms2021", "andrade2019", "barnes2021")
FAMILIES = tuple(f"5-HT{number}" for number in range(1, 8))
# Where the counters say too little. The table has both in words: which subunits make one channel,
# and which member people lack.
COUNTERS = {"5-HT3": ("3A",)}
REMARKS = {"5-HT3": "one channel, of 3A to 3E"}
ABSENT = {"5-HT5": ("5B",)}


def _number(family):
    return family.name


def _coupling(family):
    return list(LOOKS).index(family.coupling)


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
        members=COUNTERS.get(row.family, tuple(row.human_subtypes.split(", "))),
        absent=ABSENT.get(row.family, ()),
        remark=REMARKS.get(row.family, ""),
        human_count=int(fact(row, "human_subtype_count", unit="")),
    )


@cache
def usual_count():
    """Subtypes in the usual count of the classification.

    Returns
    -------
    int
    """
    return int(fact(find("basics", quantity="serotonin receptor subtypes in the usual count"), unit="subtypes"))


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
    known = families()
    total = sum(f.human_count for f in known)
    return [
        ReceptorsState(
            families=known,
            order=_order(sort),
            chosen=FAMILIES.index(name),
            sorted_by=sort,
            human_total=total,
            usual_total=usual_count(),
        )
        for name, sort in zip(family, sort_by, strict=True)
    ]


@cache
def _order(sort):
    """Positions of the families from the top row down; ties stay in the order of their numbers."""
    known = families()
    return tuple(sorted(range(len(known)), key=lambda i: SORTS[sort](known[i])))


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
        Preset("13 or 14?", {"family": "5-HT5"}, "The family with a member that people do not have"),
    )
    return Explorer(ReceptorsScene, controls, receptors_states, presets)
