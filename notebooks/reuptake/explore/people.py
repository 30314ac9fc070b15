"""Different people: one drug concentration in many virtual terminals, the spread of the rise, and what explains it."""

from functools import cache

import numpy as np

from reuptake.draw.people import PeopleScene, PeopleState
from reuptake.evidence import fact, find
from reuptake.explore.ranges import ranged_control, sources, together
from reuptake.model.inputs import checked, known
from reuptake.model.population_share import rank_correlations, resting_population, rises
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("mena2023code", "thiscourse")
RESPONSES, REASONS = "the responses only", "and what explains them"
SHOWN = (RESPONSES, REASONS)
# Any other seed would do; a fixed one shows everybody the same terminals.
SEED = 2024
# Layout of the picture, not facts: the bins of the histogram; what lies beyond is counted in the last.
EDGES = np.linspace(1.0, 2.6, 65)
EDGES.setflags(write=False)


def fixed(name, unit):
    """One of the settings that are fixed and not a control.

    Parameters
    ----------
    name, unit : str

    Returns
    -------
    float
    """
    return fact(find("control_ranges", explorer="people", control=name), "start", unit=unit)


@cache
def population(spread):
    """The terminals at one spread, at rest.

    Parameters
    ----------
    spread : float

    Returns
    -------
    reuptake.model.population_share.Population
    """
    return resting_population(int(fixed("individuals", "terminals")), SEED, spread)


@cache
def responses(drug_nM, spread):
    """Rise of each terminal, and its rank correlation with each constant.

    Every setting is followed by itself, all its terminals in one run, so that a setting reads the same
    whichever settings are asked for with it.

    Parameters
    ----------
    drug_nM, spread : float

    Returns
    -------
    rise : numpy.ndarray, shape (N,)
    correlations : numpy.ndarray, shape (P,)
    """
    group = population(spread)
    rise = rises(group, drug_nM, 60.0 * fixed("minutes", "min"))
    correlations = rank_correlations(group.constants, rise)
    # Kept for every later picture, so nobody may write into them.
    for kept in (rise, correlations):
        kept.setflags(write=False)
    return rise, correlations


def people_states(drug_nM, spread, shown):
    """State of the picture for each setting.

    Parameters
    ----------
    drug_nM : sequence of float
        Drug in nM, 0 to 100.
    spread : sequence of float
        Above 0, at most 0.5.
    shown : sequence of str
        Members of `SHOWN`.

    Returns
    -------
    list of PeopleState

    Raises
    ------
    ValueError
        If a value is out of range or unknown, or the lists are not equally long.
    """
    together(drug_nM=drug_nM, spread=spread, shown=shown)
    # All are checked before the first is followed, which takes a while.
    drugs = checked("drug_nM", drug_nM, "nM", high=100).tolist()
    widths = checked("spread", spread, "", high=0.5, low_allowed=False).tolist()
    explained = [known("shown", what, SHOWN) == REASONS for what in shown]
    return [_state(*setting) for setting in zip(drugs, widths, explained, strict=True)]


def _state(drug_nM, spread, explained):
    rise, correlations = responses(drug_nM, spread)
    group = population(spread)
    counts, _ = np.histogram(np.minimum(rise, EDGES[-1]), EDGES)
    low, middle, high = np.percentile(rise, [5, 50, 95])
    return PeopleState(
        drug_nM=drug_nM,
        spread=spread,
        minutes=fixed("minutes", "min"),
        individuals=rise.size,
        left_out=group.left_out,
        edges=EDGES,
        counts=counts,
        low=float(low),
        middle=float(middle),
        high=float(high),
        symbols=group.symbols,
        correlations=correlations,
        explained=explained,
    )


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    controls = (
        ranged_control("people", "drug_nM", "Drug in the brain (escitalopram, held)"),
        ranged_control("people", "spread", "How much the terminals differ (assumed)"),
        Control(
            "shown",
            "Show",
            SHOWN,
            start=RESPONSES,
            kind="choice",
            source=f"Shares by rank correlation in the virtual terminals of this course: {sources(SOURCES[:1])}.",
        ),
    )
    presets = (
        Preset("What explains it", {"shown": REASONS}),
        Preset("Little drug: what explains it", {"drug_nM": 10, "shown": REASONS}),
        Preset("Much drug: what explains it", {"drug_nM": 100, "shown": REASONS}),
        Preset("Nearly alike", {"spread": 0.1}),
        Preset("Very different", {"spread": 0.4}),
    )
    return Explorer(PeopleScene, controls, people_states, presets)
