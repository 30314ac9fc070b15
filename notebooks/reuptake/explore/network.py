"""Drugs of the largest published network that could be checked: response, stopping, and the direct trials beside."""

from functools import cache

from reuptake.draw.forest_state import DrugResult
from reuptake.draw.network import RESPONSE, STOPPING, NetworkScene, NetworkState
from reuptake.evidence import load
from reuptake.explore.forest import network_result
from reuptake.explore.ranges import sources, together
from reuptake.model.inputs import known
from reuptake.model.trial_arms import comparisons, drugs, pooled
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("cipriani2018", "wang2021", "petropoulou2026")
TABLES = {RESPONSE: "cipriani2018_efficacy", STOPPING: "cipriani2018_acceptability"}
NETWORK, BOTH = "nothing", "direct trials only"
BESIDE = (NETWORK, BOTH)


@cache
def checked_drugs():
    """Drugs with a number that was read or could be checked, in either outcome, by name.

    Returns
    -------
    tuple of str
    """
    return tuple(sorted({row.drug for table in TABLES.values() for row in load(table) if row.status != "unverified"}))


@cache
def direct_results():
    """For every drug, its direct trials v placebo pooled, or None.

    Returns
    -------
    tuple of (DrugResult or None)
    """
    return tuple(_direct(name) if name in drugs(1) else None for name in checked_drugs())


def _direct(name):
    found = pooled(name)
    return DrugResult(name, len(comparisons(name)), found.estimate, found.low, found.high)


def network_states(drug, outcome, beside):
    """State of the picture for each setting.

    Parameters
    ----------
    drug : sequence of str
        Names among `checked_drugs`.
    outcome : sequence of str
        Keys of `TABLES`.
    beside : sequence of str
        Members of `BESIDE`.

    Returns
    -------
    list of NetworkState

    Raises
    ------
    ValueError
        If a choice is unknown, or the lists are not equally long.
    """
    together(drug=drug, outcome=outcome, beside=beside)
    return [_state(*setting) for setting in zip(drug, outcome, beside, strict=True)]


def _state(drug, outcome, beside):
    names = checked_drugs()
    chosen, table = names.index(known("drug", drug, names)), TABLES[known("outcome", outcome, TABLES)]
    asked = known("beside", beside, BESIDE) == BOTH
    # The table of arms holds response alone.
    direct = direct_results() if asked and outcome == RESPONSE else (None,) * len(names)
    results = tuple(network_result(table, name) for name in names)
    return NetworkState(outcome, names, results, direct, chosen, asked, len(load(table)))


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    return Explorer(NetworkScene, _controls(), network_states, _presets())


def _controls():
    return (
        Control(
            "drug",
            "Drug",
            checked_drugs(),
            start=checked_drugs()[0],
            kind="steps",
            source=f"Drugs with a number that was read in the source or agrees with a re-analysis: "
            f"{sources(SOURCES[:2])}.",
        ),
        Control(
            "outcome",
            "Outcome",
            tuple(TABLES),
            start=RESPONSE,
            kind="choice",
            source=f"Odds ratio v placebo in adults with major depression: {sources(SOURCES[:1])}.",
        ),
        Control(
            "beside",
            "Show beside it",
            BESIDE,
            start=NETWORK,
            kind="choice",
            source=f"Direct comparisons only, a subset, pooled by random effects: {sources(SOURCES[2:])}.",
        ),
    )


def _presets():
    return (
        Preset("The highest", {"drug": "amitriptyline"}),
        Preset("The lowest", {"drug": "reboxetine"}),
        Preset("Who stops?", {"drug": "fluoxetine", "outcome": STOPPING}),
        Preset("Direct trials beside", {"drug": "amitriptyline", "beside": BOTH}),
        Preset("A number that is missing", {"drug": "citalopram"}),
    )
