"""Say quantities that run over many powers of ten in the unit that suits each."""

from reuptake.draw.describe import spoken

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
        In s.
    digits : int
        Significant digits at most.

    Returns
    -------
    str
        "0.33 µs", "18 ms", "1 s".
    """
    return _scaled(s, _TIMES, digits)


def spoken_level(nM, digits=2):
    """Write a concentration in mM, µM or nM.

    Parameters
    ----------
    nM : float
        In nM.
    digits : int
        Significant digits at most.

    Returns
    -------
    str
        "20 nM", "5.5 mM".
    """
    return _scaled(nM, _LEVELS, digits)


def spoken_length(um, digits=2):
    """Write a length in µm or nm.

    Parameters
    ----------
    um : float
        In µm.
    digits : int
        Significant digits at most.

    Returns
    -------
    str
        "20 nm", "0.15 µm".
    """
    return _scaled(um, _LENGTHS, digits)


def _scaled(value, units, digits):
    size, unit = next((size, unit) for size, unit, least in units if value >= least * size)
    text = spoken(value / size, digits)
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text} {unit}"
