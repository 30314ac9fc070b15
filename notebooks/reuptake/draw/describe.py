"""Say numbers the way a reader says them, for read-outs and text alternatives."""

import math


def spoken(value, digits=2):
    """Write a number with a few significant digits and never in powers of ten.

    Parameters
    ----------
    value : float
    digits : int
        Significant digits.

    Returns
    -------
    str
        "0.53", "12", "1,400"; "infinite" for an infinite value.
    """
    if math.isinf(value):
        return "infinite"
    if value == 0:
        return "0"
    places = digits - 1 - math.floor(math.log10(abs(value)))
    rounded = round(value, places)
    # Rounding can carry into the next power of ten (0.996 to 1.0), which takes a place away.
    places = digits - 1 - math.floor(math.log10(abs(rounded)))
    return f"{rounded:,.{max(places, 0)}f}"


def with_unit(value, unit, digits=2):
    """Write a number and its unit.

    Parameters
    ----------
    value : float
    unit : str
    digits : int

    Returns
    -------
    str
    """
    return f"{spoken(value, digits)} {unit}".strip()


def percent(fraction, digits=2):
    """Write a fraction as a percentage.

    Parameters
    ----------
    fraction : float
    digits : int

    Returns
    -------
    str
    """
    return f"{spoken(100 * fraction, digits)} %"


def times(ratio, thing, digits=2):
    """Write a ratio to what is normal.

    Parameters
    ----------
    ratio : float
    thing : str
        "normal", "the normal level" and the like.
    digits : int

    Returns
    -------
    str
        "3.6 times normal"; just "normal" for a ratio of 1.
    """
    return thing if ratio == 1 else f"{spoken(ratio, digits)} times {thing}"


def table_in_words(header, rows):
    """Read a table out, row by row, for somebody who hears it.

    Parameters
    ----------
    header : sequence of str
    rows : sequence of sequence of str
        A cell of "–" holds nothing and is left out.

    Returns
    -------
    str
        One sentence a row; rows are not numbered, since a number would read like one of theirs.
    """
    read = (
        "; ".join(f"{name}: {str(cell).rstrip('.')}" for name, cell in zip(header, row, strict=True) if cell != "–")
        for row in rows
    )
    return " ".join(f"{row}." for row in read)
