"""Ways to act at a transporter: where each touches the cycle, and what serotonin outside was seen to do."""

from functools import cache

from reuptake.draw.actions import ActionsScene, ActionState, Effect
from reuptake.evidence import fact, find, label, load
from reuptake.explore.knockout import REGIONS, ko_over_wt
from reuptake.explore.ranges import sources
from reuptake.model.transporter import extracellular_ratio
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = (
    "coleman2016", "coleman2018", "coleman2019", "rothman2002a", "rothman2002b", "mtasubstratend", "hasenhuetl2018",
    "chen2005", "plenge2020", "zhu2004", "zhu2007", "pineyro1995", "boothman2006", "bosker2001", "malagie1995",
    "malagie2000", "hagino2011", "jennings2006", "lee2014", "mathews2004",
)  # fmt: skip
NO_DRUG = "no drug"
PLACE, OUTCOME = "where it acts", "and what happens outside"
SHOWN = (PLACE, OUTCOME)
ALLOSTERIC = "allosteric inhibitor"
# The rows of measured effects that belong to each way: label in the picture, then what picks the row.
MEASURED = {
    "orthosteric inhibitor": (
        ("citalopram, hippocampus, 2 mg/kg, rat", {"drug": "citalopram", "dose": "2 mg/kg"}),
        ("citalopram, hippocampus, 4 mg/kg, rat", {"drug": "citalopram", "dose": "4 mg/kg"}),
        ("citalopram, amygdala, rat", {"drug": "citalopram", "region": "amygdala"}),
        ("paroxetine, 14 days, raphe, rat", {"drug": "paroxetine"}),
        ("fluoxetine, three regions, rat", {"drug": "fluoxetine"}),
    ),
    "releaser (substrate)": (("MDMA, mouse; nearly lost without SERT", {"drug": "MDMA"}),),
    "enhancer": (
        ("2–3 × SERT binding sites, mouse", {"drug": "SERT over-expression (2-3 x binding sites)"}),
        ("tianeptine (claim contested), rat", {"drug": "tianeptine", "duration": "acute"}),
        ("tianeptine, 14 days, rat", {"drug": "tianeptine", "duration": "14 days"}),
        ("tianeptine into the spinal canal, rat", {"drug": "tianeptine", "dose": "intrathecal"}),
    ),
}  # fmt: skip
SPINAL = "spinal dorsal horn"
# For a way without a published number, the two-path model at a set activity; transport backwards is not in it.
TOYS = {"atypical inhibitor": "toy_blocked", ALLOSTERIC: "toy_blocked", "enhancer": "toy_more"}


@cache
def ways():
    """The ways of acting by name, from the data, after the state without a drug.

    Returns
    -------
    dict of str to record
        None for the state without a drug.
    """
    return {NO_DRUG: None} | {row.class_: row for row in load("transporter_actions")}


@cache
def effects(way):
    """What was measured outside cells for one way of acting, and the toy where nothing was.

    Parameters
    ----------
    way : str
        A key of `ways`.

    Returns
    -------
    tuple of Effect

    Raises
    ------
    ValueError
        If there is no such way.
    """
    if _known("way", way, ways()) == NO_DRUG:
        return ()
    found = [_measured(name, conditions) for name, conditions in MEASURED.get(way, ())]
    if not found:
        row = ways()[way]
        origin = "; ".join(label(key) for key in row.source_key)
        found = [Effect("as the sources state it", _direction(row.extracellular_5ht), None, None, "", origin)]
    return (*found, *([_toy(TOYS[way])] if way in TOYS else []))


def _measured(name, conditions):
    if conditions.get("drug") == "tianeptine" and conditions.get("duration") == "acute":
        # Two acute rows: this one is the brain; the spinal cord has its own line.
        row = next(r for r in load("extracellular_5ht_effects") if _matches(r, conditions) and r.region != SPINAL)
    else:
        row = find("extracellular_5ht_effects", **conditions)
    origin = label(row.source_key[0])
    if row.fold_of_baseline is None:
        kind = "none" if row.effect_direction == "none" else _direction(row.effect_direction)
        return Effect(name, kind, None, None, row.qualifier, origin)
    fold = fact(row, "fold_of_baseline", unit="times baseline")
    return Effect(name, "fold", fold, fold, row.qualifier.replace("=", ""), origin)


def _matches(row, conditions):
    return all(getattr(row, name) == value for name, value in conditions.items())


def _direction(words):
    return "down" if words.startswith("down") else "up"


def _toy(control):
    activity = toy_activity(control)
    ratios = [float(extracellular_ratio(activity, ko_over_wt(region))) for region in REGIONS]
    name = f"toy model, illustrative: activity {activity:g} × normal"
    return Effect(name, "toy", min(ratios), max(ratios), "", "two-path model, this course")


def toy_activity(control):
    """Transporter activity at which the toy model is shown, relative to normal.

    Parameters
    ----------
    control : str
        "toy_blocked" or "toy_more".

    Returns
    -------
    float
    """
    return fact(find("control_ranges", explorer="actions", control=control), "start", unit="× normal")


@cache
def slowing_ec50_uM():
    """Concentrations that half-slow the dissociation from the central site, from weaker to stronger, in µM.

    Returns
    -------
    tuple of (str, float)
        Name of the drug, and its EC50.
    """
    rows = [row for row in load("binding") if row.source_key == ("chen2005",) and row.affinity_nm is not None]
    return tuple((row.drug, fact(row, "affinity_nm", unit="nM") / 1000) for row in rows)


def actions_states(way, shown):
    """State of the picture for each setting.

    Parameters
    ----------
    way : sequence of str
        Keys of `ways`.
    shown : sequence of str
        Members of `SHOWN`.

    Returns
    -------
    list of ActionState

    Raises
    ------
    ValueError
        If a way or a choice is unknown, or the lists are not equally long.
    """
    return [
        _state(_known("way", one, ways()), _known("shown", what, SHOWN) == OUTCOME)
        for one, what in zip(way, shown, strict=True)
    ]


def _known(name, value, options):
    if value not in options:
        raise ValueError(f"{name} is {value!r}; it must be one of: {', '.join(options)}.")
    return value


def _state(way, revealed):
    row = ways()[way]
    remark = ""
    if way == ALLOSTERIC:
        remark = "EC50 for slowing the release from S1: " + ", ".join(
            f"{drug} {value:g} µM" for drug, value in slowing_ec50_uM()
        )
    return ActionState(
        way=way,
        happens=row.what_happens.replace("Na+", "Na⁺") if row else "",
        examples=row.examples if row else "",
        direction=row.extracellular_5ht if row else "",
        remark=remark,
        remark_source=label("chen2005") if remark else "",
        revealed=revealed,
        effects=effects(way),
    )


PRESETS = (
    Preset("An SSRI", {"way": "orthosteric inhibitor", "shown": OUTCOME}),
    Preset("Ibogaine", {"way": "atypical inhibitor", "shown": OUTCOME}),
    Preset("A releaser", {"way": "releaser (substrate)", "shown": OUTCOME}),
    Preset("The outer site", {"way": ALLOSTERIC, "shown": OUTCOME}),
    Preset("An enhancer", {"way": "enhancer", "shown": OUTCOME}),
)


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    names = tuple(ways())
    controls = (
        Control(
            "way",
            "Way of acting",
            names,
            start=NO_DRUG,
            kind="steps",
            note=lambda way: f"{names.index(way)} of {len(names) - 1}: {way}" if way != NO_DRUG else NO_DRUG,
            source=f"Six ways: {sources(SOURCES[:11])}.",
        ),
        Control(
            "shown",
            "Show",
            SHOWN,
            start=PLACE,
            kind="choice",
            source=f"Measured effects: {sources(SOURCES[12:19])}. The toy model leans on {label('mathews2004')}.",
        ),
    )
    return Explorer(ActionsScene, controls, actions_states, PRESETS)
