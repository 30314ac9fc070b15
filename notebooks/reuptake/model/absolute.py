"""From a relative to an absolute number: what one factor means where few or many have a complaint."""

from dataclasses import dataclass

import numpy as np

from reuptake.model.inputs import checked

PEOPLE = 1000


@dataclass(frozen=True)
class AbsoluteChange:
    """What a factor does to a count of people.

    Attributes
    ----------
    base : numpy.ndarray
        People out of a thousand who have the complaint without the medicine.
    ratio : numpy.ndarray
        How many times as many have it with the medicine.
    treated : numpy.ndarray
        People out of a thousand who have it with the medicine.
    number_needed : numpy.ndarray
        Treated people for one more, or one fewer, with the complaint; infinite without a difference.
    """

    base: np.ndarray
    ratio: np.ndarray
    treated: np.ndarray
    number_needed: np.ndarray


def absolute_change(base, ratio):
    """Turn a risk ratio into people.

    .. math:: t = b r, \\qquad n = \\frac{1000}{|t - b|}

    Parameters
    ----------
    base : array_like of float
        People out of a thousand who have the complaint without the medicine.
    ratio : array_like of float
        Risk ratio: how many times as many have it with the medicine. Of the same shape, or one number.

    Returns
    -------
    AbsoluteChange

    Raises
    ------
    ValueError
        If a value is no finite number or negative, or there were more than a thousand people.
    """
    without = checked("base", base, "of 1,000", high=PEOPLE)
    factor = checked("ratio", ratio, "")
    treated = checked("base times ratio", without * factor, "of 1,000", high=PEOPLE)
    gap = np.abs(treated - without)
    needed = np.divide(PEOPLE, gap, out=np.full(np.shape(gap), np.inf), where=gap > 0)
    return AbsoluteChange(without, factor, treated, needed)
