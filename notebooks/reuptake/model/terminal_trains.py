"""Stimulation trains of different lengths side by side, in two runs of the model instead of one a length."""

from dataclasses import dataclass

import numpy as np

from reuptake.model.inputs import checked
from reuptake.model.terminal import simulate, steady_state
from reuptake.model.terminal_results import make_state
from reuptake.model.terminal_train import Train

# All times lie on this grid, so that a course can be put together at the end of its train.
STEP_S = 0.1
LONGEST_S = 60.0
# The solver's steps, and with them its error, depend on which settings it follows together. Errors this small
# do not show in what is read off a course, so that a setting reads the same alone and among others.
RTOL = 1e-5


@dataclass(frozen=True, eq=False)
class TrainCourses:
    """Serotonin outside the cell during and after trains, course mode.

    `reuptake.model.terminal.evoked_response` reads heights and times off it.

    Attributes
    ----------
    t_s : numpy.ndarray, shape (T,)
        Times in s since the start of the train, every `STEP_S`.
    eht_nM : numpy.ndarray, shape (S, T)
        Serotonin outside, in nM; the first is the level at rest.
    """

    t_s: np.ndarray
    eht_nM: np.ndarray


def train_courses(parameters, lengths_s, until_s):
    """Follow terminals at rest through one train each, all trains starting at time 0.

    While two trains both run they differ in nothing. So all settings are followed through the longest
    one; each is then taken at the end of its own and followed without.

    Parameters
    ----------
    parameters : TerminalParameters
        Held for good before the train; arrays in it are settings, shape (S,).
    lengths_s : float or array_like
        Length of the train of each setting in s, above 0 and at most 60, in steps of 0.1 s; shape () or (S,).
    until_s : float
        Last time wanted, in s from the start of the trains; longer than each of them, at most 3600, in steps
        of 0.1 s.

    Returns
    -------
    TrainCourses

    Raises
    ------
    ValueError
        If a length or `until_s` is out of range or not on the grid, or settings do not fit together.
    NotConverged
        As `reuptake.model.terminal.steady_state` and `simulate`.
    """
    lengths, until, shape = _checked(parameters, lengths_s, until_s)
    longest, each = lengths.max(), np.arange(shape[0])
    ends = np.broadcast_to(np.rint(lengths / STEP_S).astype(int), shape)
    rest, train = steady_state(parameters), Train((0.0,), longest)
    during = simulate(parameters, _times(longest), train=train, state=rest, rtol=RTOL)
    first, middle = np.broadcast_to(during.eht_nM, (*shape, during.t_s.size)), _at(during, ends, shape)
    after = simulate(parameters, _times(until - lengths.min()), state=middle, rtol=RTOL)
    t = _times(until)
    since = np.arange(t.size) - ends[:, None]
    level = np.where(
        since <= 0,
        first[:, np.minimum(np.arange(t.size), first.shape[1] - 1)],
        after.eht_nM[each[:, None], np.clip(since, 0, after.t_s.size - 1)],
    )
    return TrainCourses(t, level)


def _checked(parameters, lengths_s, until_s):
    """Lengths (1,) or (S,), last time and shape (S,), after checking that they go together."""
    lengths = checked("lengths_s", lengths_s, "s", 0.0, LONGEST_S, low_allowed=False)
    if lengths.ndim > 1 or lengths.size == 0:
        raise ValueError(f"lengths_s has shape {lengths.shape}; it must be one length in s, or a list of at least one.")
    lengths, given = np.atleast_1d(lengths), parameters.shape
    if len(given) > 1 or given not in ((), (1,), lengths.shape) and lengths.size > 1:
        raise ValueError(f"lengths_s has shape {lengths.shape}, parameters {given}; there must be as many settings.")
    until = checked("until_s", until_s, "s", lengths.max(), 3600.0, low_allowed=False)
    if until.ndim:
        raise ValueError(f"until_s is {until_s!r}; it must be one time in s.")
    for name, times in (("lengths_s", lengths), ("until_s", until)):
        if not np.allclose(np.rint(times / STEP_S) * STEP_S, times, rtol=0, atol=1e-9):
            raise ValueError(f"{name} is {times}; it must be a multiple of {STEP_S:g} s.")
    return lengths, float(until), np.broadcast_shapes(given, lengths.shape)


def _times(until):
    return np.arange(round(until / STEP_S) + 1) * STEP_S


def _at(course, ends, shape):
    """The state of each setting at its own time, as one state without a train."""
    settings = shape[0]
    internal, drug = (
        np.broadcast_to(part, (part.shape[0], settings, part.shape[-1]))[:, np.arange(settings), ends]
        for part in (course._internal, course._drug)
    )
    return make_state(internal, drug, 0.0, course.parameters, course.mode, shape)
