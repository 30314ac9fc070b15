"""What a method reports of a quick change when it averages over a sampling time: a toy with a closed form.

A change of height 1 starts at time 0, is held, and then fades with a half-life. Samples follow each other without
a gap, the first beginning as the change begins, which is the best case for the method. Nothing else that
a real method does (delay, noise, calibration) is in it.
"""

import numpy as np

from reuptake.model.inputs import checked, plain


def held_change(t_s, held_s, half_life_s):
    """The change itself, as a share of its height.

    Parameters
    ----------
    t_s : array_like
        Times in s, any shape that broadcasts with the others; 0 is the start.
    held_s : float or array_like
        How long the height is held, in s (at least 0).
    half_life_s : float or array_like
        Half-life of the fading, in s (above 0).

    Returns
    -------
    numpy.ndarray or float
        From 0 (before the start) to 1.

    Raises
    ------
    ValueError
        If an input is no finite number or out of range.
    """
    held, rate = _checked_change(held_s, half_life_s)
    t = checked("t_s", t_s, "s", -np.inf)
    return plain(np.where(t < 0, 0.0, np.exp(-rate * np.maximum(t - held, 0.0))))


def sample_means(number, sample_s, held_s, half_life_s):
    r"""Mean of the change over samples, as a share of its height.

    With :math:`F(t) = \min(t, D) + \tau (1 - e^{-\max(t - D, 0)/\tau})` the mean of sample :math:`k` of length
    :math:`W` is :math:`(F((k+1)W) - F(kW))/W`, where D is the time held and tau the half-life over ln 2.

    Parameters
    ----------
    number : int or array_like
        Which sample; the first, number 0, begins as the change begins. Those before are empty.
    sample_s : float or array_like
        Sampling time in s (above 0).
    held_s, half_life_s : float or array_like
        As in `held_change`.

    Returns
    -------
    numpy.ndarray or float
        Broadcast shape of the inputs.

    Raises
    ------
    ValueError
        If an input is no finite number or out of range.
    """
    held, rate = _checked_change(held_s, half_life_s)
    width = checked("sample_s", sample_s, "s", low_allowed=False)
    start = checked("number", number, "", -np.inf) * width
    return plain((_area(start + width, held, rate) - _area(start, held, rate)) / width)


def _checked_change(held_s, half_life_s):
    return checked("held_s", held_s, "s"), np.log(2) / checked("half_life_s", half_life_s, "s", low_allowed=False)


def _area(t, held, rate):
    """Area under the change from its start to `t`, in s."""
    t = np.maximum(t, 0.0)
    return np.minimum(t, held) - np.expm1(-rate * np.maximum(t - held, 0.0)) / rate
