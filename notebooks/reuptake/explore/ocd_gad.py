"""Generalised anxiety and OCD: inhibitors, doses, therapies, and the row where we found no trial."""

from functools import cache

from reuptake.draw.ocd_gad import GAD, OCD, ONE_SIGN, PRINTED, Comparison, OcdGadScene, OcdGadState
from reuptake.evidence import fact, facts, label, load
from reuptake.explore.ranges import sources, together
from reuptake.model.inputs import checked, known, whole
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("slee2019", "soomro2008", "bloch2010", "skapinakis2016")
SIGNS = (PRINTED, ONE_SIGN)
ENHANCER = "an enhancer (tianeptine)"
# What turns a printed sign so that positive is better for what is named first.
TURNS = {"positive favours first": 1, "negative favours first": -1}


@cache
def rows():
    """Every comparison, generalised anxiety first, each condition ending with the enhancer.

    Returns
    -------
    tuple of reuptake.draw.ocd_gad.Comparison
    """
    anxiety = [_anxiety(row) for row in facts(load("gad"))]
    compulsion = [_compulsion(row) for row in facts(load("ocd")) if row.outcome == "Y-BOCS"]
    return (*anxiety, _absent(GAD), *compulsion, _absent(OCD))


def _anxiety(row):
    columns = ("mean_difference_hama_points", "ci_low_hama_points", "ci_high_hama_points")
    said = f"{label(row.source_key[0])}{f', {row.note}' if row.note else ''}"
    return Comparison(GAD, row.drug, said, *(fact(row, c, unit="points") for c in columns), -1)


def _compulsion(row):
    seen = f", as cited in {label(row.via_key[0])}" if row.via_key else ""
    return Comparison(
        OCD,
        _name(row),
        f"{label(row.source_key[0])}{seen}",
        fact(row, "estimate", unit="points"),
        row.ci_low,
        row.ci_high,
        TURNS[row.sign_convention],
    )


def _name(row):
    """What was compared, once."""
    return row.intervention.replace(" (all)", "").replace("SSRIs (class)", "SSRIs, in a network")


def lines(*keys):
    """Say the comparisons in OCD of some sources, with one sign: positive is better.

    Parameters
    ----------
    *keys : str
        Keys of the sources.

    Returns
    -------
    list of str
    """
    said = []
    for row in facts(load("ocd")):
        if row.outcome == "Y-BOCS" and row.source_key[0] in keys:
            one = _compulsion(row)
            value, low, high = one.shown(True)
            interval = "" if low is None else f" ({low:g} to {high:g})"
            crossing = ", not significant" if low is not None and low < 0 < high else ""
            turned = ", sign turned" if one.sign < 0 else ""
            against = "" if " v " in one.name else " v placebo"
            said.append(f"{one.name}{against}: {value:g}{interval} points{crossing}{turned} ({one.source})")
    return said


def _absent(condition):
    return Comparison(condition, ENHANCER, "a search that was not systematic", None, None, None, 1)


def ocd_gad_states(row, sign):
    """State of the picture for each setting.

    Parameters
    ----------
    row : sequence of int
        Row in hand, from 1.
    sign : sequence of str
        Members of `SIGNS`.

    Returns
    -------
    list of OcdGadState

    Raises
    ------
    ValueError
        If a value is out of range or unknown, or the lists are not equally long.
    """
    together(row=row, sign=sign)
    checked("row", whole("row", row, low=1), "as a row", low=1, high=len(rows()))
    turned = [known("sign", how, SIGNS) == ONE_SIGN for how in sign]
    return [OcdGadState(rows(), int(place) - 1, one) for place, one in zip(row, turned, strict=True)]


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    names = [one.name for one in rows()]
    conditions = [one.condition for one in rows()]
    controls = (
        Control(
            "row",
            "Row in hand",
            tuple(range(1, len(names) + 1)),
            start=1,
            kind="steps",
            note=lambda step: f"{step} of {len(names)}: {conditions[step - 1]}",
            source=f"Rows that may be shown as fact: {sources(SOURCES)}. Comparing rows with each other is indirect.",
        ),
        Control(
            "sign",
            "Signs",
            SIGNS,
            start=PRINTED,
            kind="choice",
            source="Some sources print an improvement as a negative number, others as a positive one.",
        ),
    )
    high_low = 1 + names.index("SSRI high v low dose")
    presets = (
        Preset("All turned one way", {"sign": ONE_SIGN}),
        Preset("A high dose v a low one", {"row": high_low, "sign": ONE_SIGN}),
        Preset("An enhancer in generalised anxiety", {"row": conditions.index(OCD)}),
        Preset("An enhancer in OCD", {"row": len(names)}),
    )
    return Explorer(OcdGadScene, controls, ocd_gad_states, presets, ghost=False)
