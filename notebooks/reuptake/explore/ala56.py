"""Faster transport in blood and brain, and what was found in autistic people's blood and in SERT Ala56 mice."""

from functools import cache

from reuptake.draw.ala56 import BRAIN, PLASMA, PLATELETS, Ala56Scene, Ala56State
from reuptake.evidence import fact, find, label, load
from reuptake.explore.knockout import ko_over_wt
from reuptake.explore.ranges import ranged_control, sources, together
from reuptake.model.inputs import checked, known
from reuptake.model.transporter import extracellular_ratio
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("gabriele2014", "veenstravanderweele2012", "robson2018", "zhu2005", "prasad2009", "mathews2004")
NOTHING, PEOPLE, MICE = "nothing", "blood of people with autism", "SERT Ala56 mice"
BESIDE = (NOTHING, PEOPLE, MICE)
REGION = "frontal cortex"


@cache
def found(what):
    """What was found, in words.

    Parameters
    ----------
    what : str
        A member of `BESIDE`.

    Returns
    -------
    str

    Raises
    ------
    ValueError
        If there is no such choice.
    """
    known("what", what, BESIDE)
    if what == NOTHING:
        return ""
    if what == MICE:
        return (
            "More clearance of serotonin, raised blood serotonin, and social, communication and repetitive changes "
            f"({label('veenstravanderweele2012')}); holding up p38α, a signal that speeds transport, brought clearance "
            f"and social behaviour back to normal ({label('robson2018')}). A model of a rare human variant, not of "
            "autism in general."
        )
    rows = {row.blood_compartment: row for row in load("hyperserotonaemia")}
    odds = "; ".join(f"{name} {_odds(row)}" for name, row in rows.items())
    share = fact(rows["whole blood"], "autistic_people_elevated_percent", unit="%")
    studies = fact(rows["whole blood"], "studies_n", unit="studies")
    return (
        f"Raised in whole blood in {share:g} % ({studies} studies; {label('gabriele2014')}). Odds ratio against other "
        f"people: {odds}; the last is not significant. The first interval stands as printed and may hold a misprint. "
        "Blood, not brain; and not in everybody."
    )


def _odds(row):
    return f"{row.odds_ratio:g} ({row.ci_low:.1f} to {row.ci_high:.1f})"


def platelet_share():
    """Share of plasma serotonin that platelets take in the toy, at normal transport.

    Returns
    -------
    float
    """
    return find("control_ranges", explorer="ala56", control="platelet_share").start


def ala56_states(transport, beside):
    """State of the picture for each setting.

    Parameters
    ----------
    transport : sequence of float
        Multiple of normal, at least 0.
    beside : sequence of str
        Members of `BESIDE`.

    Returns
    -------
    list of Ala56State

    Raises
    ------
    ValueError
        If a value is out of range or unknown, or the lists are not equally long.
    """
    together(transport=transport, beside=beside)
    given = checked("transport", transport, "times normal")
    # In the toy plasma loses serotonin to platelets and elsewhere, as in the two-way model; what is in platelets
    # is what they take up.
    plasma = extracellular_ratio(given, 1 / (1 - platelet_share()))
    brain = extracellular_ratio(given, ko_over_wt(REGION))
    rows = zip(given, given * plasma, plasma, brain, beside, strict=True)
    return [
        Ala56State(
            transport=float(f),
            levels={PLATELETS: float(held), PLASMA: float(free), BRAIN: float(outside)},
            beside="" if known("beside", what, BESIDE) == NOTHING else what,
            found=found(what),
        )
        for f, held, free, outside, what in rows
    ]


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    controls = (
        ranged_control("ala56", "transport", "How fast the transporter carries"),
        Control(
            "beside",
            "Beside the model",
            BESIDE,
            start=NOTHING,
            kind="choice",
            source=f"What was found, in words: {sources(SOURCES[:3])}.",
        ),
    )
    presets = (
        Preset("Faster, as a variant may be", {"transport": 2}, "Direction only; how much is our choice"),
        Preset("Mostly held, as by an inhibitor", {"transport": 0.2}),
        Preset("Beside people", {"transport": 2, "beside": PEOPLE}),
        Preset("Beside mice", {"transport": 2, "beside": MICE}),
    )
    return Explorer(Ala56Scene, controls, ala56_states, presets)
