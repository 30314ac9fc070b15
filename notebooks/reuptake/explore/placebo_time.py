"""Placebo and time: regression to the mean in untreated people, beside placebo response in real trials."""

from functools import cache

import numpy as np

from reuptake.draw.placebo_time import PlaceboState, PlaceboTimeScene
from reuptake.evidence import fact, find
from reuptake.explore.ranges import ranged_control, together
from reuptake.model.chance import regressed_mean, selected_mean
from reuptake.model.inputs import checked
from reuptake.model.trial_arms import placebo_arms
from reuptake.model.trials import log_odds, pool, response_by_log_odds
from reuptake.ui.controls import Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("petropoulou2026", "furukawa2016", "sonawalla2003", "streiner2001", "thiscourse")


@cache
def in_trials():
    """Response on placebo: in each trial, pooled, and where a further trial may lie.

    Returns
    -------
    percent : numpy.ndarray, shape (trials,)
    pooled : tuple of float
        Estimate and 95 % interval, in %.
    predicted : tuple of float
        Prediction interval, in %.
    """
    events, total = np.array(placebo_arms()).T
    found = pool(*log_odds(events, total))
    percent = 100 * events / total
    # Kept for every later picture, so nobody may write into it.
    percent.setflags(write=False)
    return percent, _percent(found.estimate, found.low, found.high), _percent(found.predicted_low, found.predicted_high)


def _percent(*log_odds_of_response):
    """Turn logarithms of odds into shares: an odds ratio against even odds is the odds themselves."""
    return tuple(100 * float(response_by_log_odds(value, 0.5)) for value in log_odds_of_response)


def fixed(control):
    """A setting of the toy that is no control.

    Parameters
    ----------
    control : str
        "population_mean" or "population_sd".

    Returns
    -------
    float
        In points of the invented scale.
    """
    return find("control_ranges", explorer="placebo_time", control=control).start


def placebo_states(cut_off, reliability):
    """State of the picture for each setting.

    Parameters
    ----------
    cut_off : sequence of float
        Score from which people are let in.
    reliability : sequence of float
        Correlation of two measurements, 0 to 1.

    Returns
    -------
    list of PlaceboState

    Raises
    ------
    ValueError
        If a value is out of range, or the lists are not equally long.
    """
    together(cut_off=cut_off, reliability=reliability)
    gate, kept = checked("cut_off", cut_off, "points"), checked("reliability", reliability, "", high=1)
    mean, spread = fixed("population_mean"), fixed("population_sd")
    first, share = selected_mean(gate, mean, spread)
    again = regressed_mean(first, mean, kept)
    percent, pooled, predicted = in_trials()
    review = find("placebo_response", measure="placebo response since 1991, range")
    reviewed = tuple(fact(review, column, unit="%") for column in ("ci_low", "ci_high"))
    uncontrolled = fact(find("tianeptine_trials", trial="Sonawalla"), "drug_value", unit="%")
    rows = zip(gate, kept, share, first, again, strict=True)
    return [
        PlaceboState(
            *(float(value) for value in (c, r)), mean, spread, *(float(value) for value in (s, f, a)),
            percent, pooled, predicted, reviewed, uncontrolled,
        )
        for c, r, s, f, a in rows
    ]  # fmt: skip


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    controls = (
        ranged_control("placebo_time", "cut_off", "Let in from a score of"),
        ranged_control("placebo_time", "reliability", "How much two measurements agree (correlation)"),
    )
    presets = (
        Preset("Everybody is let in", {"cut_off": 10}),
        Preset("Only high scores", {"cut_off": 26}),
        Preset("A scale that repeats well", {"cut_off": 26, "reliability": 0.9}),
        Preset("A scale that does not", {"cut_off": 26, "reliability": 0.1}),
    )
    return Explorer(PlaceboTimeScene, controls, placebo_states, presets)
