"""Two invented receptors, one tight and one loose, meet the same pulse."""

from functools import cache

import numpy as np

from reuptake.draw.binding import BindingScene, BindingState, ReceptorState
from reuptake.evidence import find
from reuptake.explore.ranges import parse_options, ranged_control, together
from reuptake.model.receptor import (
    ANSWERS_ABOVE,
    invented_receptor,
    pulse_response,
    steady_occupancy,
    time_above_s,
)
from reuptake.model.units import MS_PER_S
from reuptake.ui.controls import Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("thiscourse",)
# Layout of the picture, not facts: where its curves are drawn.
CONCENTRATION_NM = np.geomspace(0.6, 2e6, 101)


@cache
def times_s():
    """Times of the course, in s, with the end of every possible pulse among them.

    Returns
    -------
    numpy.ndarray, shape (T,)
    """
    ends = parse_options(find("control_ranges", explorer="binding", control="duration_ms").options)
    # Without its corner a pulse's peak would be cut off.
    return np.union1d(np.geomspace(1e-6, 60, 140), np.array(ends) / MS_PER_S)


def binding_states(height_nM, duration_ms, kd_ratio):
    """State of the picture for each setting, all computed in one call of the model.

    Parameters
    ----------
    height_nM, duration_ms, kd_ratio : sequence of float

    Returns
    -------
    list of BindingState
    """
    together(height_nM=height_nM, duration_ms=duration_ms, kd_ratio=kd_ratio)
    height, ratio = np.asarray(height_nM, dtype=float), np.asarray(kd_ratio, dtype=float)
    duration = np.asarray(duration_ms, dtype=float) / MS_PER_S
    _, kd = invented_receptor("tight")
    tight = np.full(height.shape, kd)
    pairs = zip(
        _receptors("tight", tight, height, duration), _receptors("loose", tight * ratio, height, duration), strict=True
    )
    return [
        BindingState(
            height_nM=height[i],
            duration_s=duration[i],
            kd_ratio=ratio[i],
            threshold=ANSWERS_ABOVE,
            concentration_nM=CONCENTRATION_NM,
            t_s=times_s(),
            receptors=pair,
        )
        for i, pair in enumerate(pairs)
    ]


def _receptors(name, kd, height, duration):
    """One receptor in every setting; both bind equally fast and differ in how fast they let go."""
    kon, _ = invented_receptor("tight")
    koff = kon * kd
    courses = pulse_response(times_s(), height, duration, kon, koff)
    at_end = np.searchsorted(times_s(), duration)
    curves = steady_occupancy(CONCENTRATION_NM, kd[:, None])
    lasting = steady_occupancy(height, kd)
    held = time_above_s(ANSWERS_ABOVE, height, duration, kon, koff)
    return [
        ReceptorState(name, kd[i], koff[i], curves[i], courses[i], lasting[i], courses[i, at_end[i]], held[i])
        for i in range(len(kd))
    ]


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    controls = (
        ranged_control("binding", "height_nM", "Height of the pulse"),
        ranged_control("binding", "duration_ms", "How long the pulse lasts"),
        ranged_control("binding", "kd_ratio", "Kd of the loose receptor, relative to the tight one", further=True),
    )
    presets = (
        Preset("Brief and high, as in a cleft", {"height_nM": 1_000_000, "duration_ms": 0.1}),
        Preset("Long and low, as at a distance", {"height_nM": 20, "duration_ms": 1000}),
        Preset("Brief and low", {"height_nM": 20, "duration_ms": 0.1}, "Too little for either"),
        Preset("Long and high", {"height_nM": 1_000_000, "duration_ms": 1000}),
        Preset("Two of a kind", {"height_nM": 1_000_000, "duration_ms": 0.1, "kd_ratio": 1}, "No difference in Kd"),
    )
    return Explorer(BindingScene, controls, binding_states, presets)
