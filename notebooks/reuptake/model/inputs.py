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
