"""The autoreceptor brake: what a stimulation train leaves behind, with the terminal's own brake and without."""

import re
from functools import cache

import numpy as np

from reuptake.draw.autoreceptor import AutoreceptorScene, AutoreceptorState, BrakeCurve, MeasuredDecay
from reuptake.evidence import EvidenceError, facts, find
from reuptake.explore.ranges import ranged_control, together
from reuptake.model.evoked import HEIGHT, IN_VIVO, SLICE, SLICE_HEIGHT, evoked, half_life_s
from reuptake.model.terminal import TerminalParameters, Train, evoked_response
from reuptake.model.terminal_trains import train_courses
from reuptake.ui.controls import Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("mena2023code", "best2020", "buchanan2024", "codingprinciples2025")
# How long after the start of the train the picture goes on.
UNTIL_S = 60.0
# The row on the fall below rest holds its two numbers in words, one in its name and one in its finding.
DIP_QUANTITY = "evoked 5-HT after 2 s stimulation"
DIP_WORDS = re.compile(
    r"evoked 5-HT after (\d+(?:\.\d+)?) s stimulation: falls substantially below basal within (\d+(?:\.\d+)?) s"
)


@cache
def measured_dip():
    """After how long a train, and within what time, a substantial fall below rest was seen.

    Returns
    -------
    train_s, within_s : float

    Raises
    ------
    reuptake.evidence.EvidenceError
        If the row no longer says so in these words, or may not be shown as fact.
    """
    row = find("experimental", quantity=DIP_QUANTITY)
    words = DIP_WORDS.fullmatch(f"{row.quantity}: {row.value}")
    if not (facts([row]) and words):
        raise EvidenceError(f"experimental.csv, line {row.line}: no fact in the words {DIP_WORDS.pattern!r}")
    return float(words[1]), float(words[2])


@cache
def measured_decays():
    """Half-lives of evoked signals without a drug, in living mice and in slices.

    Returns
    -------
    tuple of MeasuredDecay
    """
    named = (("mouse, in vivo", IN_VIVO), ("brain slice (computed from τ)", SLICE))
    return tuple(MeasuredDecay(label, *half_life_s(preparation)) for label, preparation in named)


@cache
def measured_rises():
    """Heights of the same signals with their plus-minus, in nM.

    Returns
    -------
    tuple of (float, float)
        In vivo, which the model's train was set by, and in slices.
    """
    named = ((HEIGHT, IN_VIVO), (SLICE_HEIGHT, SLICE))
    return tuple(
        tuple(evoked(quantity, "nM", preparation, column) for column in ("value", "error"))
        for quantity, preparation in named
    )


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
    together(brake=brake, transporter=transporter, length_s=length_s)
    settings = brake, transporter, length = [
        np.asarray(values, dtype=float) for values in (brake, transporter, length_s)
    ]
    both = TerminalParameters().scaled(
        autoreceptor=np.concatenate([brake, np.zeros(brake.size)]), transporter=np.tile(transporter, 2)
    )
    courses = train_courses(both, np.tile(length, 2), UNTIL_S)
    curves = _curves(courses)
    pairs = zip(curves[: brake.size], curves[brake.size :], strict=True)
    return [_state(*setting, courses.t_s, *pair) for *setting, pair in zip(*settings, pairs, strict=True)]


def _state(brake, transporter, length, t, braked, free):
    """One setting with its two curves, and which measurements compare with it."""
    untreated = bool(brake == 1 and transporter == 1)
    (rise, error), _ = measured_rises()
    dip_train, dip_within = measured_dip()
    return AutoreceptorState(
        brake=brake,
        transporter=transporter,
        length_s=length,
        t_s=t,
        braked=braked,
        free=free,
        measured=measured_decays(),
        measured_rise_nM=rise,
        measured_rise_error_nM=error,
        set_train_s=Train.standard(TerminalParameters()).duration_s,
        decay_comparable=untreated and _as_high_as_measured(braked.rise_nM),
        dip_comparable=untreated and bool(length == dip_train),
        dip_within_s=dip_within,
    )


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
        Preset("The usual brake", {"brake": 1}),
        Preset("Twice the brake", {"brake": 2}),
        Preset("A long train", {"brake": 1, "length_s": 5}),
        Preset("Twice the transporter", {"brake": 1, "transporter": 2}),
    )
    return Explorer(AutoreceptorScene, controls, autoreceptor_states, presets)
