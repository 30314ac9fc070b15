"""Let many spikes come to a synapse: how many packets, how often none, and how to estimate their number."""

import numpy as np

from reuptake.draw.release import ReleaseScene, ReleaseState
from reuptake.explore.ranges import ranged_control, together
from reuptake.model.inputs import checked, whole
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
        Sites and stimuli are whole; there are at most as many sites as the picture has places for quanta.

    Returns
    -------
    list of ReleaseState

    Raises
    ------
    ValueError
        If a value is out of range, or a count is not whole.
    """
    together(n_sites=n_sites, probability=probability, n_trials=n_trials)
    # More sites than the axis has places would leave shares out.
    n = checked("n_sites", whole("n_sites", n_sites, low=1), "sites", 1, QUANTA[-1]).astype(int)
    p, trials = np.asarray(probability, dtype=float), whole("n_trials", n_trials, low=1).astype(int)
    # Fewer stimuli are the first ones of many, so that only their number differs.
    every = simulate_quanta(n, p, trials.max(), SEED)
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
        ranged_control("release", "probability", "Probability that a site releases"),
        ranged_control("release", "n_sites", "Release sites"),
        ranged_control("release", "n_trials", "Simulated spikes", further=True),
    )
    presets = (
        Preset("Same mean, two sites", {"n_sites": 2, "probability": 0.5}, "One packet on average, as at the start"),
        Preset("Many sites, rarely", {"n_sites": 15, "probability": 0.05}),
        Preset("Each site every other time", {"probability": 0.5}),
        Preset("Almost never fails", {"n_sites": 4, "probability": 0.9}),
        Preset("Only 20 spikes", {"n_trials": 20}, "Chance alone makes the estimates scatter"),
    )
    return Explorer(ReleaseScene, controls, release_states, presets)
