"""Four P values just under .05: what a trial without any effect gives when it measures many outcomes."""

from functools import cache

import numpy as np

from reuptake.draw.four_p import FourPScene, FourPState
from reuptake.evidence import find
from reuptake.explore.ranges import parse_options, ranged_control, together
from reuptake.model.chance import CORRECTIONS, any_under, bonferroni, holm, p_values_without_effect
from reuptake.model.exercises_emerging import published
from reuptake.model.inputs import checked, known, whole
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("niederhofer2003", "hurwitz2012", "iffland2023")
LIMIT = 0.05
# Chosen by us: the first from 1 with which the twenty trials alarm as often as expected (13 of 20 at twenty outcomes),
# the trial that is shown first once, and not among its first four outcomes.
RUNS_SEED = 32


@cache
def most_outcomes():
    """The largest number of outcomes on the slider.

    Returns
    -------
    int
    """
    return int(parse_options(find("control_ranges", explorer="four_p", control="outcomes").options)[-1])


@cache
def chances(correlation):
    """Chance of at least one P value under the limit, for each number of outcomes.

    Parameters
    ----------
    correlation : float

    Returns
    -------
    numpy.ndarray, shape (most,)
        By the model of outcomes with one correlation.
    """
    found = any_under(np.arange(1, most_outcomes() + 1), LIMIT, correlation)
    # Kept for every later picture, so nobody may write into it.
    found.setflags(write=False)
    return found


@cache
def runs():
    """Number of simulated trials on the slider.

    Returns
    -------
    int
    """
    return len(parse_options(find("control_ranges", explorer="four_p", control="run").options))


def four_p_states(outcomes, run, correlation, correction):
    """State of the picture for each setting.

    Parameters
    ----------
    outcomes : sequence of int
        Outcomes measured.
    run : sequence of int
        Which simulated trial, from 1.
    correlation : sequence of float
        Of any two outcomes, 0 to 1.
    correction : sequence of str
        Members of `CORRECTIONS`.

    Returns
    -------
    list of FourPState

    Raises
    ------
    ValueError
        If a value is out of range or unknown, or the lists are not equally long.
    """
    together(outcomes=outcomes, run=run, correlation=correlation, correction=correction)
    checked("outcomes", whole("outcomes", outcomes, low=1), "outcomes", low=1, high=most_outcomes())
    checked("run", whole("run", run, low=1), "as a trial", low=1, high=runs())
    for how in correction:
        known("correction", how, CORRECTIONS)
    settings = zip(outcomes, run, checked("correlation", correlation, "", high=1), correction, strict=True)
    drawn = {float(r): p_values_without_effect(most_outcomes(), r, runs(), RUNS_SEED) for r in set(correlation)}
    return [_state(int(count), int(which), float(r), how, drawn[float(r)]) for count, which, r, how in settings]


def _state(outcomes, run, correlation, correction, drawn):
    correct = {"none": np.asarray, "Bonferroni": bonferroni, "Holm": holm}[correction]
    values = drawn[run - 1, :outcomes]
    return FourPState(
        run=run,
        runs=runs(),
        p_values=values,
        corrected=correct(values),
        limit=LIMIT,
        correlation=correlation,
        correction=correction,
        counts=np.arange(1, most_outcomes() + 1),
        related=chances(correlation),
        published=tuple(published()),
        children=find("autism_trials", trial="Niederhofer").n,
    )


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    controls = (
        ranged_control("four_p", "outcomes", "Outcomes measured"),
        ranged_control("four_p", "run", "Another trial"),
        ranged_control("four_p", "correlation", "How much outcomes hang together (correlation)"),
        Control(
            "correction",
            "Correction for many outcomes",
            CORRECTIONS,
            start="none",
            kind="choice",
            source="Computed from the P values: Bonferroni multiplies each by their number; Holm goes in steps and is "
            "a little milder.",
            further=True,
        ),
    )
    presets = (
        Preset("Four outcomes", {"outcomes": 4}),
        Preset("Forty outcomes", {"outcomes": 40}),
        Preset("Forty that hang together", {"outcomes": 40, "correlation": 0.6}),
        Preset("Forty, corrected", {"outcomes": 40, "correction": "Bonferroni"}),
        Preset(
            "One that survives",
            {"outcomes": 10, "run": 18, "correlation": 0.3, "correction": "Holm"},
            "A correction makes false alarms rare, not impossible",
        ),
    )
    return Explorer(FourPScene, controls, four_p_states, presets)
