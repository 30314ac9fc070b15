"""How do we know? Two methods disagree about rest, and the time a sample takes decides what is left of a change."""

from functools import cache

import numpy as np

from reuptake.draw.methods import MethodsScene, MethodsState, RestingLevel
from reuptake.evidence import fact, find, label
from reuptake.explore.ranges import ranged_control, sources, together
from reuptake.model.evoked import HALF_LIFE, HEIGHT, evoked
from reuptake.model.inputs import known
from reuptake.model.sampling import held_change, sample_means
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("mathews2004", "yang2013", "abdalla2017", "buchanan2024")
# Layout of the picture, not facts: how far its axes reach, and how close its points lie.
T_S = np.concatenate([[-12.0, -0.001], np.linspace(0, 120, 241)])
SAMPLING_S = np.geomspace(0.1, 600, 81)
CLOSEST_S = 0.5

LEVELS = {
    "fast microdialysis, region not seen": ("fast\nmicrodialysis", "basal 5-HT", "fast microdialysis"),
    "microdialysis, frontal cortex": (
        "microdialysis,\ncortex",
        "basal extracellular 5-HT",
        "frontal cortex, zero-net-flux microdialysis, SERT +/+",
    ),
    "microdialysis, striatum": (
        "microdialysis,\nstriatum",
        "basal extracellular 5-HT",
        "striatum, zero-net-flux microdialysis, SERT +/+",
    ),
    "voltammetry, hippocampus": (
        "voltammetry,\nhippocampus",
        "ambient extracellular 5-HT",
        "hippocampus CA2 in vivo, fast-scan controlled adsorption voltammetry",
    ),
}


@cache
def resting_levels():
    """Measured resting levels, from the lowest to the highest; no two are averaged.

    Returns
    -------
    tuple of RestingLevel
    """
    rows = [
        (name, find("experimental", quantity=quantity, preparation=where)) for name, quantity, where in LEVELS.values()
    ]
    return tuple(
        RestingLevel(
            label=name,
            method="voltammetry" if "voltammetry" in row.preparation else "microdialysis",
            level_nM=fact(row, unit="nM"),
            plus_minus_nM=fact(row, "error", unit="nM"),
            error_type=row.error_type,
            source=label(row.source_key[0]),
        )
        for name, row in rows
    )


def methods_states(sample_s, held_s, rest):
    """State of the picture for each setting.

    Parameters
    ----------
    sample_s, held_s : sequence of float
        Sampling time, and how long the change is held, in s.
    rest : sequence of str
        Keys of `LEVELS`.

    Returns
    -------
    list of MethodsState
    """
    together(sample_s=sample_s, held_s=held_s, rest=rest)
    sample, held = np.asarray(sample_s, dtype=float), np.asarray(held_s, dtype=float)
    rise, half_life = evoked(HEIGHT, "nM"), evoked(HALF_LIFE, "s")
    true = rise * held_change(T_S, held[:, None], half_life)
    best = sample_means(0, sample, held, half_life)
    shares = sample_means(0, SAMPLING_S, held[:, None], half_life)
    starts = [_shown_samples(width) for width in sample]
    names = list(LEVELS)
    return [
        MethodsState(
            sample_s=sample[i],
            held_s=held[i],
            half_life_s=half_life,
            rise_nM=rise,
            levels=resting_levels(),
            chosen=names.index(known("rest", rest[i], names)),
            t_s=T_S,
            true_nM=true[i],
            sample_start_s=starts[i] * sample[i],
            reported_nM=rise * sample_means(starts[i], sample[i], held[i], half_life),
            best_share=float(best[i]),
            grid_s=SAMPLING_S,
            share=shares[i],
        )
        for i in range(len(sample))
    ]


def _shown_samples(width):
    """Numbers of the samples that the picture shows; of very short ones not every one."""
    every = max(round(CLOSEST_S / width), 1)
    last = int(np.ceil(T_S[-1] / width))
    # One sample before the change and one past the edge close the staircase on both sides.
    return np.concatenate([[-np.ceil(-T_S[0] / width)], np.arange(0, last + every, every)])


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    controls = (
        ranged_control("methods", "sample_s", "Time that one sample takes"),
        ranged_control("methods", "held_s", "How long the change is held"),
        Control(
            "rest",
            "Resting level taken from",
            tuple(LEVELS),
            start="voltammetry, hippocampus",
            kind="choice",
            source=f"Four measurements by two methods: {sources(SOURCES[:3])}.",
        ),
    )
    presets = (
        Preset("Ten minutes a sample", {"sample_s": 600}),
        Preset("Rest by microdialysis", {"rest": "microdialysis, striatum"}),
    )
    return Explorer(MethodsScene, controls, methods_states, presets)
