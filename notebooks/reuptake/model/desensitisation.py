r"""A toy of feedback in the first weeks of an inhibitor: release against uptake, with one brake that may weaken.

The terminal model of this course has neither a cell body nor slow adaptation, so it cannot show this. The toy has
three numbers: how far the level would rise with no brake (:math:`A`), how strong the brake is (:math:`g`), and how
strongly the cell is driven to fire (:math:`D`; 1 is untreated). All levels are relative to the untreated one.

.. math:: R = \frac{D}{1 + g (L - 1)}, \qquad L = A R

Release :math:`R` falls as the level :math:`L` rises, and the level is what release and the remaining uptake make of
it. The toy says nothing about where the brake sits, and nothing about mood.
"""

import numpy as np

from reuptake.model.inputs import checked, plain


def unbraked_rise(block, knockout_ratio):
    r"""Level that a block of the transporter gives when release stays as it was.

    .. math:: A = \frac{1 + r}{1 + r (1 - b)}

    Parameters
    ----------
    block : array_like
        Share of the transporter that is blocked, b, from 0 to 1 (no unit).
    knockout_ratio : array_like
        Level without any transporter over the normal level, minus 1: r, at least 0 (no unit).

    Returns
    -------
    numpy.ndarray or float
        Times the untreated level; 1 for no block, 1 + r for a full one.

    Raises
    ------
    ValueError
        If a parameter is out of its range.
    """
    block = checked("block", block, "", high=1)
    ratio = checked("knockout_ratio", knockout_ratio, "")
    return plain((1 + ratio) / (1 + ratio * (1 - block)))


def level_with_brake(rise, gain, drive=1.0):
    r"""Level at which release and uptake balance.

    It is the positive root of :math:`g L^2 + (1 - g) L - A D = 0`, written so that a brake of 0 needs no case of
    its own.

    Parameters
    ----------
    rise : array_like
        Level with no brake and a drive of 1, A, at least 1 (times the untreated level).
    gain : array_like
        Strength of the brake, g, at least 0 (share of release lost, roughly, for each untreated level more).
    drive : array_like
        Drive to fire, D, at least 1 (times untreated).

    Returns
    -------
    numpy.ndarray or float
        Times the untreated level.

    Raises
    ------
    ValueError
        If a parameter is out of its range.
    """
    rise = checked("rise", rise, "times untreated", low=1)
    gain = checked("gain", gain, "")
    drive = checked("drive", drive, "times untreated", low=1)
    slope = 1 - gain
    root = np.sqrt(slope**2 + 4 * gain * rise * drive)
    # Both forms are the same root; each loses its digits where the other is used.
    with np.errstate(divide="ignore", invalid="ignore"):
        strong = (root - slope) / (2 * gain)
    return plain(np.where(slope < 0, strong, 2 * rise * drive / (root + np.abs(slope))))


def release_share(level, rise):
    """Release at a level, as a share of the untreated release.

    Parameters
    ----------
    level, rise : array_like
        Times the untreated level: as it is, and with no brake and a drive of 1; above 0 and at least 1.

    Returns
    -------
    numpy.ndarray or float
        No unit; 1 is untreated.

    Raises
    ------
    ValueError
        If a parameter is out of its range.
    """
    level = checked("level", level, "times untreated", low_allowed=False)
    return plain(level / checked("rise", rise, "times untreated", low=1))


def gain_for(level, rise):
    """Brake that holds the level at a measured one: set by a measurement, so no prediction.

    Parameters
    ----------
    level : array_like
        Level to be held, above 1 and at most `rise` (times untreated).
    rise : array_like
        Level with no brake (times untreated).

    Returns
    -------
    numpy.ndarray or float
        Strength of the brake for `level_with_brake`.

    Raises
    ------
    ValueError
        If a parameter is out of its range.
    """
    rise = checked("rise", rise, "times untreated", low=1, low_allowed=False)
    level = checked("level", level, "times untreated", low=1, low_allowed=False)
    level, rise = np.broadcast_arrays(level, rise)
    # Each level against its own rise: the lowest rise of a list says nothing about the others.
    for one, most in zip(level[level > rise], rise[level > rise], strict=True):
        raise ValueError(f"level is {one:g}; it must be above 1 and at most its rise of {most:g} times untreated.")
    return plain((rise / level - 1) / (level - 1))


def drive_for(level, rise, gain):
    """Drive that brings the level to a measured one though the brake stays: again set, not predicted.

    Parameters
    ----------
    level, rise, gain : array_like
        As for `level_with_brake`; the level is at least 1.

    Returns
    -------
    numpy.ndarray or float
        Times the untreated drive.

    Raises
    ------
    ValueError
        If a parameter is out of its range.
    """
    level = checked("level", level, "times untreated", low=1)
    rise = checked("rise", rise, "times untreated", low=1)
    return plain(level * (1 + checked("gain", gain, "") * (level - 1)) / rise)


def adapted(start, end, time_d, time_constant_d):
    r"""Follow something that creeps from one value to another.

    .. math:: y(t) = y_\infty + (y_0 - y_\infty) e^{-t/\tau}

    Parameters
    ----------
    start, end : array_like
        Values at time 0 and after a long time (any unit, at least 0).
    time_d : array_like
        Time since the start, at least 0 (days).
    time_constant_d : array_like
        Time constant, above 0 (days).

    Returns
    -------
    numpy.ndarray or float
        In the unit of `start`.

    Raises
    ------
    ValueError
        If a parameter is out of its range.
    """
    start, end = checked("start", start, ""), checked("end", end, "")
    time = checked("time_d", time_d, "days")
    constant = checked("time_constant_d", time_constant_d, "days", low_allowed=False)
    return plain(end + (start - end) * np.exp(-time / constant))
