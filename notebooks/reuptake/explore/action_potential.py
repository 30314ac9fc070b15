"""Inject current into an axon: nothing, one spike or a train, but never half a spike."""

from functools import cache

import numpy as np

from reuptake.draw.action_potential import ActionPotentialScene, ActionPotentialState
from reuptake.evidence import find, illustrative
from reuptake.explore.ranges import parse_options, ranged_control, together
from reuptake.model.action_potential import SPIKE_MV, firing_rate_hz, resting_potential_mV, simulate, spikes
from reuptake.ui.controls import Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("hodgkin1952", "neuronhhmodnd")
# Layout of the picture, not facts: how much of the course is seen, and when the step begins.
LENGTH_MS, START_MS = 100.0, 5.0
# Long enough for trains that die out to do so; with these steps the error is less than a line's width.
LONG_MS, LONG_STEP_MS = 300.0, 0.05


@cache
def currents():
    """Currents that can be chosen.

    Returns
    -------
    tuple of float
        In µA/cm².
    """
    return parse_options(find("control_ranges", explorer="action_potential", control="current_uA_cm2").options)


@cache
def durations():
    """Lengths of the step that can be chosen; the longest lasts until the end of the course.

    Returns
    -------
    tuple of float
        In ms.
    """
    return parse_options(find("control_ranges", explorer="action_potential", control="duration_ms").options)


@cache
def against_current():
    """Highest voltage and lasting firing rate at each of the currents, for steps that last.

    Returns
    -------
    peaks_mV, rates_hz : numpy.ndarray, shape (I,)
    """
    course = simulate(currents(), length_ms=LONG_MS, dt_ms=LONG_STEP_MS)
    rates = firing_rate_hz(spikes(course.t_ms, course.v_mV), until_ms=LONG_MS)
    return course.v_mV.max(axis=-1), rates


def action_potential_states(current_uA_cm2, duration_ms):
    """State of the picture for each setting, all computed in one call of the model.

    Parameters
    ----------
    current_uA_cm2, duration_ms : sequence of float

    Returns
    -------
    list of ActionPotentialState
    """
    together(current_uA_cm2=current_uA_cm2, duration_ms=duration_ms)
    course = simulate(current_uA_cm2, duration_ms, start_ms=START_MS, length_ms=LENGTH_MS)
    found = spikes(course.t_ms, course.v_mV)
    counts = np.isfinite(found).sum(axis=-1)
    rates = firing_rate_hz(found, until_ms=LENGTH_MS)
    peaks, long_rates = against_current()
    return [
        ActionPotentialState(
            current=current,
            duration_ms=duration,
            start_ms=START_MS,
            lasting=duration >= durations()[-1],
            rest_mV=resting_potential_mV(),
            spike_mV=SPIKE_MV,
            t_ms=course.t_ms,
            v_mV=course.v_mV[i],
            gates=course.gates[:, i],
            spikes=int(counts[i]),
            rate_hz=float(rates[i]),
            currents=np.array(currents()),
            peaks_mV=peaks,
            rates_hz=long_rates,
        )
        for i, (current, duration) in enumerate(zip(current_uA_cm2, duration_ms, strict=True))
    ]


def beside_threshold(what):
    """Currents that can be chosen just below and just above a threshold.

    Parameters
    ----------
    what : {"one spike from rest", "lasting firing"}

    Returns
    -------
    below, above : float
        In µA/cm².
    """
    row = find("basics", quantity=f"Hodgkin-Huxley result: current step that gives {what}, threshold")
    above = int(np.searchsorted(currents(), illustrative(row, unit="uA/cm2")))
    return currents()[above - 1], currents()[above]


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    controls = (
        ranged_control("action_potential", "current_uA_cm2", "Injected current"),
        ranged_control(
            "action_potential",
            "duration_ms",
            "Length of the step",
            note=lambda duration: "to the end" if duration >= durations()[-1] else "",
        ),
    )
    shortest = durations()[0]
    too_little, enough = beside_threshold("one spike from rest")
    strongest = currents()[-1]
    strong = next(current for current in currents() if current >= strongest / 2)
    presets = (
        Preset("Just too little", {"current_uA_cm2": too_little}),
        Preset("Just enough", {"current_uA_cm2": enough}),
        Preset("More than twice that", {"current_uA_cm2": next(c for c in currents() if c >= 2 * enough)}),
        Preset("Much more: keeps firing", {"current_uA_cm2": strongest}),
        Preset("Strong, but too brief", {"current_uA_cm2": strong, "duration_ms": shortest}),
    )
    return Explorer(ActionPotentialScene, controls, action_potential_states, presets)
