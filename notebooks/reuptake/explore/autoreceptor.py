"""The autoreceptor brake: what a stimulation train leaves behind, with the terminal's own brake and without."""

from functools import cache

import numpy as np

from reuptake.draw.autoreceptor import AutoreceptorScene, AutoreceptorState, BrakeCurve, MeasuredDecay
from reuptake.evidence import fact, find
from reuptake.explore.ranges import ranged_control
from reuptake.model.terminal import TerminalParameters, evoked_response
from reuptake.model.terminal_trains import train_courses
from reuptake.ui.controls import Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("mena2023code", "best2020", "buchanan2024", "codingprinciples2025")
IN_VIVO = (
    "hippocampus in vivo, medial forebrain bundle stimulation, fast-scan cyclic voltammetry, saline, "
    "before escitalopram"
)
SLICE = "slice, fast-scan cyclic voltammetry, control"
# How long after the start of the train the picture goes on, and by when and after how long a train
# the fall below rest was seen. The row reports it in words: "after 2 s", "within 30 s".
UNTIL_S = 60.0
DIP_QUANTITY = "evoked 5-HT after 2 s stimulation"
DIP_TRAIN_S, DIP_WITHIN_S = 2.0, 30.0
# The steps of the solver depend on which settings it follows together, and with them the last digit.
# Each setting is therefore followed once, and reads the same wherever it is asked from.
_KNOWN = {}
KEPT = 500


@cache
def measured_decays():
    """Half-lives of evoked signals without a drug.

    The slice experiment reports the time constant tau of an exponential decay; its half-life is tau ln 2.

    Returns
    -------
    tuple of MeasuredDecay
    """
    alive = find("experimental", quantity="evoked 5-HT, half-life t1/2", preparation=IN_VIVO)
    slices = find("experimental", quantity="evoked 5-HT, decay time constant", preparation=SLICE)
    tau, error = fact(slices, unit="s"), fact(slices, "error", unit="s")
    return (
        MeasuredDecay("mouse, in vivo", fact(alive, unit="s"), fact(alive, "error", unit="s"), "measured"),
        MeasuredDecay("slice (τ ln 2)", np.log(2) * tau, np.log(2) * error, "derived: measured τ × ln 2"),
    )


@cache
def measured_rises():
    """Heights of the same signals with their plus-minus, in nM.

    Returns
    -------
    tuple of (float, float)
        In vivo, which the model's train was set by, and in slices.
    """
    rows = (
        find("experimental", quantity="evoked 5-HT, maximum amplitude", preparation=IN_VIVO),
        find("experimental", quantity="evoked 5-HT, peak", preparation=SLICE),
    )
    return tuple((fact(row, unit="nM"), fact(row, "error", unit="nM")) for row in rows)


def autoreceptor_states(brake, transporter, length_s):
    """State of the picture for each setting, all followed together, each with and without the brake.

    Parameters
    ----------
    brake, transporter : sequence of float
        Factors, 1 = usual. The brake's acts on release and synthesis.
    length_s : sequence of float
        Length of the train in s.

    Returns
    -------
    list of AutoreceptorState
    """
    settings = [tuple(map(float, setting)) for setting in zip(brake, transporter, length_s, strict=True)]
    missing = [setting for setting in dict.fromkeys(settings) if setting not in _KNOWN]
    if len(_KNOWN) > KEPT:
        missing = list(dict.fromkeys(settings))
        _KNOWN.clear()
    if missing:
        _KNOWN.update(zip(missing, _followed(*np.array(missing).T), strict=True))
    return [_KNOWN[setting] for setting in settings]


def _followed(brake, transporter, length):
    """States of settings that have not been followed yet, from one call of the model."""
    count = len(brake)
    both = TerminalParameters().scaled(
        autoreceptor=np.concatenate([brake, np.zeros(count)]), transporter=np.tile(transporter, 2)
    )
    courses = train_courses(both, np.tile(length, 2), UNTIL_S)
    curves = _curves(courses)
    (rise, error), _ = measured_rises()
    return [
        AutoreceptorState(
            brake=brake[i],
            transporter=transporter[i],
            length_s=length[i],
            t_s=courses.t_s,
            braked=curves[i],
            free=curves[count + i],
            measured=measured_decays(),
            measured_rise_nM=rise,
            measured_rise_error_nM=error,
            decay_comparable=_untreated(brake[i], transporter[i]) and _as_high_as_measured(curves[i].rise_nM),
            dip_comparable=_untreated(brake[i], transporter[i]) and length[i] == DIP_TRAIN_S,
            dip_within_s=DIP_WITHIN_S,
        )
        for i in range(count)
    ]


def _curves(courses):
    read = evoked_response(courses)
    return [
        BrakeCurve(
            level_nM=level,
            rest_nM=float(read.baseline_nM[i]),
            peak_nM=float(read.peak_nM[i]),
            rise_nM=float(read.rise_nM[i]),
            t_peak_s=float(read.t_peak_s[i]),
            half_decay_s=float(read.half_decay_s[i]),
            dip_nM=max(float(read.baseline_nM[i] - read.lowest_nM[i]), 0.0),
            t_lowest_s=float(read.t_lowest_s[i]),
            still_falling=bool(read.t_lowest_s[i] > courses.t_s[-2]),
        )
        for i, level in enumerate(courses.eht_nM)
    ]


def _untreated(brake, transporter):
    return bool(brake == 1 and transporter == 1)


def _as_high_as_measured(rise):
    """Whether a signal is about as high as one of those whose decay was measured."""
    return any(abs(rise - height) <= error for height, error in measured_rises())


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    controls = (
        ranged_control("autoreceptor", "brake", "Strength of the brake"),
        ranged_control("autoreceptor", "transporter", "Transporter"),
        ranged_control("autoreceptor", "length_s", "Length of the train"),
    )
    presets = (
        Preset("No brake", {"brake": 0}),
        Preset("Twice the brake", {"brake": 2}),
        Preset("A long train", {"length_s": 5}),
        Preset("Long train, twice the brake", {"length_s": 5, "brake": 2}),
        Preset("Twice the transporter", {"transporter": 2}),
    )
    return Explorer(AutoreceptorScene, controls, autoreceptor_states, presets)
