"""People among a thousand: the one denominator of everything about harm."""

import numpy as np

PEOPLE = 1000


def of_thousand(percent):
    """Turn a share, or a difference of shares, into people among a thousand.

    Parameters
    ----------
    percent : float or array_like
        In %, or in percentage points.

    Returns
    -------
    float or numpy.ndarray
        People, not rounded.
    """
    return PEOPLE / 100 * np.asarray(percent, dtype=float)[()]


def among_thousand(percent):
    """Count the people of a share.

    Parameters
    ----------
    percent : float

    Returns
    -------
    int
        Among a thousand; halves go up.
    """
    return int(np.floor(of_thousand(percent) + 0.5))
