"""Ways to act at a transporter: where each touches the cycle, and what serotonin outside was seen to do."""

from functools import cache
from types import MappingProxyType

from reuptake.draw.actions import ActionsScene, ActionState, Effect
from reuptake.evidence import fact, find, label, load
from reuptake.explore.knockout import REGIONS, ko_over_wt
from reuptake.explore.ranges import sources, together
from reuptake.model.inputs import known
from reuptake.model.transporter import extracellular_ratio
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = (
    "coleman2016", "coleman2018", "coleman2019", "rothman2002a", "rothman2002b", "mtasubstratend", "hasenhuetl2018",
    "chen2005", "plenge2020", "zhu2004", "zhu2007", "pineyro1995", "boothman2006", "bosker2001", "malagie1995",
    "malagie2000", "hagino2011", "jennings2006", "mathews2004",
)  # fmt: skip
NO_DRUG = "no drug"
OUR_TABLE = "direction as our table has it"
PLACE, OUTCOME = "where it acts", "and what happens outside"
SHOWN = (PLACE, OUTCOME)
ALLOSTERIC = "allosteric inhibitor"
# The rows of measured effects that belong to each way: label in the picture, then what picks the row. Those of
# tianeptine are not here: whether it is an enhancer is what its own file asks, further down in the notebook.
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
    ),
}  # fmt: skip
# For a way without a published number, the two-way model at a set activity; transport backwards is not in it.
TOYS = {"atypical inhibitor": "toy_blocked", ALLOSTERIC: "toy_blocked", "enhancer": "toy_more"}


@cache
def ways():
    """The ways of acting by name, from the data, after the state without a drug.

    Returns
    -------
    mapping of str to record
        None for the state without a drug.
    """
    # Kept for every later picture, so nobody may write into it.
    return MappingProxyType({NO_DRUG: None} | {row.class_: row for row in load("transporter_actions")})


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
    if known("way", way, ways()) == NO_DRUG:
        return ()
    found = [_measured(name, conditions) for name, conditions in MEASURED.get(way, ())]
    if not found:
        row = ways()[way]
        origin = "; ".join(label(key) for key in row.source_key)
        # With the transporter held in one state the direction follows; with a substrate it does not.
        name = OUR_TABLE + (" (transport is held)" if TOYS.get(way) == "toy_blocked" else "")
        found = [Effect(name, _direction(row.extracellular_5ht), None, None, "", origin)]
    return (*found, *([_toy(TOYS[way])] if way in TOYS else []))


def _measured(name, conditions):
    row = find("extracellular_5ht_effects", **conditions)
    origin = label(row.source_key[0])
    if row.fold_of_baseline is None:
        return Effect(name, _direction(row.effect_direction), None, None, row.qualifier, origin)
    fold = fact(row, "fold_of_baseline", unit="times baseline")
    return Effect(name, "fold", fold, fold, row.qualifier.replace("=", ""), origin)


def _direction(words):
    return "down" if words.startswith("down") else "up"


def _toy(control):
    activity = toy_activity(control)
    ratios = [float(extracellular_ratio(activity, ko_over_wt(region))) for region in REGIONS]
    name = f"toy model, illustrative: activity {activity:g} × normal"
    return Effect(name, "toy", min(ratios), max(ratios), "", "two-way model, this course")


def toy_activity(control):
    """Transporter activity at which the toy model is shown, relative to normal.

    Parameters
    ----------
    control : str
        "toy_blocked" or "toy_more".

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If `control` is neither.
    """
    known("control", control, dict.fromkeys(TOYS.values()))
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
    together(way=way, shown=shown)
    return [
        _state(known("way", one, ways()), known("shown", what, SHOWN) == OUTCOME)
        for one, what in zip(way, shown, strict=True)
    ]


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
    Preset("An SSRI", {"way": "orthosteric inhibitor"}),
    Preset("Ibogaine", {"way": "atypical inhibitor"}),
    Preset("A releaser", {"way": "releaser (substrate)"}),
    Preset("The outer site", {"way": ALLOSTERIC}),
    Preset("An enhancer", {"way": "enhancer"}),
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
            source=f"Measured effects: {sources(SOURCES[12:18])}. The toy model leans on {label('mathews2004')}.",
        ),
    )
    return Explorer(ActionsScene, controls, actions_states, PRESETS, ghost=False)
