"""Say quantities that run over many powers of ten in the unit that suits each."""

from reuptake.draw.describe import spoken
from reuptake.model.inputs import checked

# Size of a unit, its name, and from how many of it on it serves. The limits lie just below a round
# number, because a value a little lower would be rounded up to it.
_TIMES = ((1.0, "s", 0.995), (1e-3, "ms", 0.0995), (1e-6, "µs", 0.0))
_LEVELS = ((1e6, "mM", 0.995), (1e3, "µM", 0.995), (1.0, "nM", 0.0))
_LENGTHS = ((1.0, "µm", 0.0995), (1e-3, "nm", 0.0))


def spoken_time(s, digits=2):
    """Write a time in s, ms or µs.

    Parameters
    ----------
    s : float
        In s (at least 0).
    digits : int
        Significant digits at most.

    Returns
    -------
    str
        "0.33 µs", "18 ms", "1 s".

    Raises
    ------
    ValueError
        If the value is negative or not finite.
    """
    return _scaled("s", s, _TIMES, digits)


def spoken_level(nM, digits=2):
    """Write a concentration in mM, µM or nM.

    Parameters
    ----------
    nM : float
        In nM (at least 0).
    digits : int
        Significant digits at most.

    Returns
    -------
    str
        "20 nM", "5.5 mM".

    Raises
    ------
    ValueError
        If the value is negative or not finite.
    """
    return _scaled("nM", nM, _LEVELS, digits)


def spoken_length(um, digits=2):
    """Write a length in µm or nm.

    Parameters
    ----------
    um : float
        In µm (at least 0).
    digits : int
        Significant digits at most.

    Returns
    -------
    str
        "20 nm", "0.15 µm".

    Raises
    ------
    ValueError
        If the value is negative or not finite.
    """
    return _scaled("um", um, _LENGTHS, digits)


def _scaled(name, value, units, digits):
    checked(name, value, units[0][1])
    size, unit = next((size, unit) for size, unit, least in units if value >= least * size)
    text = spoken(value / size, digits)
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text} {unit}"
