"""A forest plot that the learner builds: trials of one drug v placebo added one by one, then other drugs beside it."""

from functools import cache

import numpy as np

from reuptake.draw.forest import ROWS, ForestScene
from reuptake.draw.forest_state import ABSOLUTE, RATIO, DrugResult, ForestState
from reuptake.evidence import fact, find, label
from reuptake.explore.ranges import ranged_control, sources, together
from reuptake.model.inputs import checked, known, whole
from reuptake.model.trial_arms import comparisons, drugs, pooled
from reuptake.model.trials import pool
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("petropoulou2026", "cipriani2018", "wang2021")
START = "paroxetine"
NAMES = {"random effects": "random", "fixed effect": "fixed"}
SCALES = (RATIO, ABSOLUTE)


@cache
def control_risk():
    """Response on placebo, pooled over all trials of the table.

    Returns
    -------
    float
        From 0 to 1.
    """
    row = find("placebo_response", source_label="netdose arms", measure="pooled placebo response")
    return fact(row, "estimate", unit="%") / 100


@cache
def network_result(table, drug):
    """Result of the published network for a drug, where its number was read or could be checked.

    Parameters
    ----------
    table : {"cipriani2018_efficacy", "cipriani2018_acceptability"}
    drug : str

    Returns
    -------
    DrugResult or None
    """
    row = find(table, drug=drug)
    if row.status == "unverified":
        return None
    ends = (float(np.log(fact(row, column, unit=""))) for column in ("odds_ratio", "cri_low", "cri_high"))
    read = row.status == "verified"
    return DrugResult(drug, 0, *ends, "as its abstract prints it" if read else "checked against a re-analysis", read)


def forest_states(rows, drug, method, scale):
    """State of the picture for each setting.

    Parameters
    ----------
    rows : sequence of int
        Rows added, 1 to 19: the trials of the drug, then the other drugs, those with most trials first.
    drug : sequence of str
        Drugs with at least three trials.
    method : sequence of str
        Keys of `NAMES`.
    scale : sequence of str
        Members of `SCALES`.

    Returns
    -------
    list of ForestState

    Raises
    ------
    ValueError
        If a value is out of range or unknown, or the lists are not equally long.
    """
    together(rows=rows, drug=drug, method=method, scale=scale)
    checked("rows", whole("rows", rows, low=1), "rows", low=1, high=ROWS)
    for name in drug:
        known("drug", name, drugs())
    methods = [NAMES[known("method", name, NAMES)] for name in method]
    for name in scale:
        known("scale", name, SCALES)
    return [_state(int(count), *setting) for count, *setting in zip(rows, drug, methods, scale, strict=True)]


def _state(rows, drug, method, scale):
    every = comparisons(drug)
    added = every[:rows]
    return ForestState(
        drug=drug,
        every=every,
        rows=rows,
        pooled=pool([trial.effect for trial in added], [trial.standard_error for trial in added], method),
        method=method,
        rest=_others(drug, method)[: max(rows - len(every), 0)],
        network=network_result("cipriani2018_efficacy", drug),
        scale=scale,
        control_risk=control_risk(),
    )


@cache
def _others(drug, method):
    """Every other drug of the table, its trials pooled, those with most trials first."""
    names = [name for name in drugs(1) if name != drug]
    found = [(name, pooled(name, method)) for name in names]
    return tuple(DrugResult(name, len(comparisons(name)), p.estimate, p.low, p.high) for name, p in found)


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    return Explorer(ForestScene, _controls(), forest_states, _presets(), ghost=False)


def _controls():
    return (
        ranged_control("forest", "rows", "Rows added: the drug's trials, then other drugs"),
        Control(
            "drug",
            "Drug",
            drugs(),
            start=START,
            kind="choice",
            source=f"Drugs with at least three trials v placebo in the arms of {label(SOURCES[0])}: direct comparisons "
            "only, a subset; not the published network.",
        ),
        Control(
            "method",
            "Model",
            tuple(NAMES),
            start="random effects",
            kind="choice",
            source="Fixed: one true effect for all trials. Random (DerSimonian and Laird): true effects differ between "
            "trials.",
        ),
        _scale(),
    )


def _scale():
    return Control(
        "scale",
        "Scale",
        SCALES,
        start=RATIO,
        kind="choice",
        source=f"In 100 people: each odds ratio applied to the pooled response on placebo, "
        f"{100 * control_risk():.1f} %, computed from {sources(SOURCES[:1])}.",
        further=True,
    )


def _presets():
    most, fluoxetine, amitriptyline = (len(comparisons(drug)) for drug in (START, "fluoxetine", "amitriptyline"))
    few = {"drug": "amitriptyline", "rows": amitriptyline}
    return (
        Preset("Three trials", {"rows": 3}, "The first prediction interval"),
        Preset(f"All {most} trials", {"rows": most}),
        Preset("In 100 people", {"rows": most, "scale": ABSOLUTE}, "The same trials on the absolute scale"),
        Preset(f"Fluoxetine, all {fluoxetine}", {"drug": "fluoxetine", "rows": fluoxetine}),
        Preset(f"Amitriptyline, all {amitriptyline}", few),
        Preset("Amitriptyline, fixed effect", few | {"method": "fixed effect"}),
        Preset(f"Beside {ROWS - amitriptyline} other drugs", few | {"rows": ROWS}),
    )
