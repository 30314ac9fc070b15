"""What an experimenter reads off an evoked signal: height, decay, undershoot."""

from typing import NamedTuple

import numpy as np


class EvokedResponse(NamedTuple):
    """Readings of a stimulation course, each of the settings' shape.

    Attributes
    ----------
    baseline_nM, peak_nM, rise_nM : numpy.ndarray
        Serotonin outside at the first time, at its highest, and the difference, nM.
    t_peak_s : numpy.ndarray
        Time of the peak in s.
    half_decay_s : numpy.ndarray
        Time in s from the peak to the first sample at or below half of the rise; NaN if not reached.
    lowest_nM, t_lowest_s : numpy.ndarray
        Lowest value from the peak on, and its time in s.
    """

    baseline_nM: np.ndarray
    peak_nM: np.ndarray
    rise_nM: np.ndarray
    t_peak_s: np.ndarray
    half_decay_s: np.ndarray
    lowest_nM: np.ndarray
    t_lowest_s: np.ndarray


def evoked_response(course):
    """Height, half-decay and undershoot of the signal outside the cell.

    Parameters
    ----------
    course : TerminalCourse
        A course with a stimulation train; its times decide how fine the readings are (every 0.1 s gives 0.1 s).

    Returns
    -------
    EvokedResponse
    """
    t, level = course.t_s, course.eht_nM
    at_peak = level.argmax(axis=-1)[..., None]
    peak = np.take_along_axis(level, at_peak, -1)
    baseline = level[..., :1]
    later = np.arange(t.size) >= at_peak
    fallen = later & (level <= baseline + 0.5 * (peak - baseline))
    first = fallen.argmax(axis=-1)
    decay = np.where(fallen.any(axis=-1), t[first] - t[at_peak[..., 0]], np.nan)
    after = np.where(later, level, np.inf)
    at_lowest = after.argmin(axis=-1)
    return EvokedResponse(
        baseline_nM=baseline[..., 0],
        peak_nM=peak[..., 0],
        rise_nM=(peak - baseline)[..., 0],
        t_peak_s=t[at_peak[..., 0]],
        half_decay_s=decay,
        lowest_nM=after.min(axis=-1),
        t_lowest_s=t[at_lowest],
    )
