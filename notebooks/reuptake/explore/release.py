"""Stimulate a synapse many times: how many quanta, how often none, and how to estimate their number."""

import numpy as np

from reuptake.draw.release import ReleaseScene, ReleaseState
from reuptake.explore.ranges import ranged_control
from reuptake.model.release import (
    binomial_pmf,
    poisson_pmf,
    quantal_content_from_failures,
    quantal_content_from_mean,
    quantal_content_from_variation,
    simulate_quanta,
)
from reuptake.ui.controls import Preset
from reuptake.ui.explorer import Explorer

SOURCES = ()
# Layout of the picture, not a fact: how far its axis of quanta goes.
QUANTA = np.arange(21)
SEED = 0


def release_states(n_sites, probability, n_trials):
    """State of the picture for each setting, all computed in one call of the model.

    Parameters
    ----------
    n_sites, probability, n_trials : sequence of float

    Returns
    -------
    list of ReleaseState
    """
    n, p = np.asarray(n_sites, dtype=int), np.asarray(probability, dtype=float)
    trials = [int(count) for count in n_trials]
    # Fewer stimuli are the first ones of many, so that only their number differs.
    every = simulate_quanta(n, p, max(trials), SEED)
    binomial = binomial_pmf(QUANTA, n[:, None], p[:, None])
    poisson = poisson_pmf(QUANTA, (n * p)[:, None])
    return [_state(int(n[i]), float(p[i]), every[i, :count], binomial[i], poisson[i]) for i, count in enumerate(trials)]


def _state(n_sites, probability, quanta, binomial, poisson):
    counts = np.bincount(quanta, minlength=QUANTA.size)
    mean, sd = float(quanta.mean()), float(quanta.std(ddof=1))
    return ReleaseState(
        n_sites=n_sites,
        n_trials=quanta.size,
        n_failures=int(counts[0]),
        probability=probability,
        quanta=QUANTA,
        simulated=counts / quanta.size,
        binomial=binomial,
        poisson=poisson,
        estimates=estimates(quanta.size, int(counts[0]), mean, sd),
        variance_ratio=sd**2 / mean if mean else None,
    )


def estimates(n_trials, n_failures, mean, sd):
    """Quantal content by mean, failures and variation, counted in quanta.

    Parameters
    ----------
    n_trials, n_failures : int
    mean, sd : float
        Of the numbers of quanta.

    Returns
    -------
    tuple of (float or None)
        None where a method gives no estimate: all stimuli failed, none failed, or nothing varies.
    """
    if n_failures == n_trials:
        return (None, None, None)
    found = (
        quantal_content_from_mean(mean, 1),
        quantal_content_from_failures(n_trials, n_failures),
        quantal_content_from_variation(mean, sd),
    )
    return tuple(float(value) if np.isfinite(value) else None for value in found)


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    controls = (
        ranged_control("release", "probability", "Release probability of a site"),
        ranged_control("release", "n_sites", "Release sites"),
        ranged_control("release", "n_trials", "Simulated stimuli", further=True),
    )
    presets = (
        Preset("Same mean, two sites", {"n_sites": 2, "probability": 0.5}, "One quantum on average, as at the start"),
        Preset("Many sites, rarely", {"n_sites": 15, "probability": 0.05}),
        Preset("Every other time", {"probability": 0.5}),
        Preset("Almost never fails", {"n_sites": 4, "probability": 0.9}),
        Preset("Only 20 stimuli", {"n_trials": 20}, "Chance alone makes the estimates scatter"),
    )
    return Explorer(ReleaseScene, controls, release_states, presets)
