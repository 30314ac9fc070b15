"""Check what goes into a model, and say clearly what is wrong with it."""

import numpy as np


def checked(name, value, unit, low=0.0, high=np.inf, *, low_allowed=True):
    """Return `value` as a float array after checking that it is finite and in range.

    Parameters
    ----------
    name : str
        Name of the parameter, as the caller wrote it.
    value : float or array_like
        The value or values to check, in `unit`.
    unit : str
        Unit for the message; "" for a pure number.
    low, high : float
        Allowed range, in `unit`.
    low_allowed : bool
        Whether `low` itself is allowed.

    Returns
    -------
    numpy.ndarray
        `value` as floats, same shape.

    Raises
    ------
    ValueError
        If a value is no number, not finite or outside the range. The message names the
        parameter, the value, the allowed range and the unit.
    """
    wanted = f"{'at least' if low_allowed else 'above'} {low:g}"
    wanted += f" and at most {high:g}" if np.isfinite(high) else ""
    wanted += f" {unit}" if unit else " (no unit)"
    given = np.asarray(value)
    if given.dtype.kind not in "fiu":
        raise ValueError(f"{name} is {value!r}, which is not a number; it must be {wanted}.")
    numbers = given.astype(float)
    bad = ~np.isfinite(numbers) | (numbers > high) | (numbers < low if low_allowed else numbers <= low)
    if bad.any():
        raise ValueError(f"{name} is {numbers[bad].flat[0]:g}; it must be a finite number {wanted}.")
    return numbers


def positive(name, value, unit):
    """Return `value` as a float array after checking that it is finite and above 0.

    Parameters
    ----------
    name : str
        Name of the parameter, as the caller wrote it.
    value : float or array_like
        The value or values to check, in `unit`.
    unit : str
        Unit for the message; "" for a pure number.

    Returns
    -------
    numpy.ndarray
        `value` as floats, same shape.

    Raises
    ------
    ValueError
        As `checked` does.
    """
    return checked(name, value, unit, low_allowed=False)


def whole(name, value, low=0):
    """Return `value` as a float array after checking that it holds whole numbers.

    Parameters
    ----------
    name : str
        Name of the parameter, as the caller wrote it.
    value : float or array_like
        The count or counts to check; 2.0 is whole, 2.5 is not.
    low : int
        The lowest count allowed.

    Returns
    -------
    numpy.ndarray
        `value` as floats, same shape.

    Raises
    ------
    ValueError
        If a value is no whole number of at least `low`.
    """
    count = checked(name, value, "as a whole number", low=low)
    if np.any(count != np.floor(count)):
        raise ValueError(f"{name} is {value!r}; it must be a whole number of at least {low}.")
    return count


def known(name, value, allowed):
    """Return `value` after checking that it is one of the choices.

    Parameters
    ----------
    name : str
        Name of the parameter, as the caller wrote it.
    value : object
        The choice made.
    allowed : iterable
        The choices there are.

    Returns
    -------
    object
        `value`.

    Raises
    ------
    ValueError
        If `value` is none of the choices, which the message lists.
    """
    choices = list(allowed)
    if value not in choices:
        raise ValueError(f"{name} is {value!r}; it must be one of: {', '.join(map(str, choices))}.")
    return value


def plain(array):
    """Turn an array without axes into a float; leave others as they are.

    Parameters
    ----------
    array : numpy.ndarray or float

    Returns
    -------
    numpy.ndarray or float
    """
    return float(array) if np.ndim(array) == 0 else array
