"""Print a number as its status demands: with unit, source, and what is not certain about it."""

import re
from math import floor, log10

from reuptake.evidence.bibliography import label, suggestion
from reuptake.evidence.records import WORD_UNITS, EvidenceError, schema

NOT_AVAILABLE = "not available"
NOT_VERIFIED = "[not verified]"
NO_SOURCE = "no source seen"
"""Words in the note of a textbook value that stands in for a source."""

_PURE_NUMBERS = frozenset({"1", "exponent", "fraction"}) | WORD_UNITS
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def quantity(row, column="value", *, not_verified=False, digits=None):
    """Print one number of a row with its unit and its source.

    Parameters
    ----------
    row : Record
        A row of a table.
    column : str
        The column that holds the number.
    not_verified : bool
        Whether an unverified number may be printed; the text then ends in "[not verified]".
    digits : int, optional
        At most so many significant digits, and no fewer than the ± value needs to be seen. By default
        the number is printed as the table has it.

    Returns
    -------
    str
        For example "2.8 ± 1 nM (Mathews et al. 2004)", or "not available" for an empty cell. A
        secondary number names the text it was read in, a derived one its formula or note. An unverified
        textbook value says that no source was seen.

    Raises
    ------
    EvidenceError
        If the column is not one of numbers, or if the number is unverified and `not_verified` is False.
    """
    described = _described(row, column)
    value = getattr(row, column)
    if value is None:
        return NOT_AVAILABLE
    unverified = row.status == "unverified"
    if unverified and not not_verified:
        raise EvidenceError(
            f"{row.table}.csv, line {row.line}, column {column}: {value} is unverified and never printed as "
            "fact; leave it out, or ask for it with not_verified=True"
        )
    text = f"{_amount(row, value, described, digits)} ({_origin(row, described)})"
    return f"{text} {NOT_VERIFIED}" if unverified else text


def fact(row, column="value", *, unit):
    """Take one number of a row into a computation or a picture, if it may be shown as fact.

    Parameters
    ----------
    row : Record
        A row of a table.
    column : str
        The column that holds the number.
    unit : str
        The unit that the caller counts on, as the table has it.

    Returns
    -------
    float
        The number.

    Raises
    ------
    EvidenceError
        If the number is missing or unverified, or has another unit.
    """
    value, where = _taken(row, column, unit)
    if row.status == "unverified":
        raise EvidenceError(f"{where}: {value} is unverified and never computed with or drawn as fact")
    return value


def illustrative(row, column="value", *, unit):
    """Take one number of a row, verified or not, into a toy model that is labelled "illustrative".

    Textbook inputs without a confirmed source may drive a picture only if page and picture say so,
    for the inputs and for all that is computed from them. Whoever calls this undertakes to say it.

    Parameters
    ----------
    row : Record
        A row of a table.
    column : str
        The column that holds the number.
    unit : str
        The unit that the caller counts on, as the table has it.

    Returns
    -------
    float
        The number.

    Raises
    ------
    EvidenceError
        If the number is missing or has another unit.
    """
    return _taken(row, column, unit)[0]


def written_unit(unit, value=None):
    """Write a unit of the tables as a reader does.

    Parameters
    ----------
    unit : str
        The unit as in the tables, in plain letters: "uM/h", "1/(unit^2 h)".
    value : float, optional
        The number before it: a counted thing stands in the singular after 1.

    Returns
    -------
    str
        For example "µM/h" or "per unit² per h"; empty for a pure number.
    """
    if unit in _PURE_NUMBERS:
        return ""
    unit = re.sub(r"^1/\(?([^)]*)\)?$", lambda match: "per " + match[1].replace(" ", " per "), unit)
    unit = unit.removeprefix("1 ")
    unit = re.sub(r"\bu(?=[MsAFmgL]\b)", "µ", unit)
    unit = re.sub(r"(?<=[A-Za-z])\^?([23])\b", lambda match: match[1].translate(_RAISED), unit)
    return re.sub(r"^([a-z ]*[a-z]{3})s$", r"\1", unit) if value in (1, -1) else unit


def written_number(value, decimals=None):
    """Write a number as a reader does.

    Parameters
    ----------
    value : float
        The number.
    decimals : int, optional
        Decimal places to round to (negative: tens, hundreds); by default it is not rounded.

    Returns
    -------
    str
        With a true minus sign, commas between thousands and powers of ten: "−77", "4,700", "6 × 10⁻¹⁰".
    """
    value = value if decimals is None else round(value, decimals)
    mantissa, power, exponent = f"{value:,.12g}".partition("e")
    mantissa = mantissa.replace("-", "−")
    return f"{mantissa} × 10{str(int(exponent)).translate(_RAISED)}" if power else mantissa


def _described(row, column):
    """Return the description of a column of numbers, or say that there is none."""
    columns = schema(type(row))
    if column not in columns:
        raise EvidenceError(f"{row.table} has no column {column!r}{suggestion(column, columns)}")
    described = columns[column]
    if described["unit"] is None and not described["unit_column"]:
        raise EvidenceError(f"{row.table}: the column {column!r} holds no quantity with a unit")
    return described


def _taken(row, column, unit):
    """Return a number in the unit that was counted on, and where it stands."""
    described = _described(row, column)
    where = f"{row.table}.csv, line {row.line}, column {column}"
    found = row.unit if described["unit_column"] else described["unit"]
    value = getattr(row, column)
    if value is None:
        raise EvidenceError(f"{where}: holds no number")
    if found != unit:
        raise EvidenceError(f"{where}: is in {found!r}, not in {unit!r}")
    return value, where


def _decimals(value, digits):
    """Decimal places at which `value` has `digits` significant digits."""
    return digits - 1 - floor(log10(abs(value))) if value else 0


def _amount(row, value, described, digits):
    """Number, ± value and unit."""
    if isinstance(value, str):
        return value
    error = getattr(row, described["plus_minus"]) if described["plus_minus"] else None
    decimals = None if digits is None else _decimals(value, digits)
    if digits is not None and error:
        decimals = max(decimals, _decimals(error, 1))
    text = written_number(value, decimals)
    if error is not None:
        text += f" ± {written_number(error, decimals)}"
    unit = written_unit(row.unit if described["unit_column"] else described["unit"], value)
    return f"{text}-fold" if unit == "fold" else f"{text} {unit}".rstrip()


def _origin(row, described):
    """What stands in the brackets: kind of ± where stated, sources, and what the status demands."""
    # Such a row carries the key of this course, which is not where its number comes from.
    if row.status == "unverified" and row.source_key == ("thiscourse",) and NO_SOURCE in row.note:
        return f"textbook value, {NO_SOURCE}"
    sources = "; ".join(map(label, row.source_key))
    via = "; ".join(map(label, row.via_key))
    if via:
        sources += f", as cited in {via}"
    elif row.status == "secondary":
        sources = f"as cited in {sources}"
    return "; ".join(filter(None, [_plus_minus_type(row, described), sources, *_cautions(row, described)]))


def _plus_minus_type(row, described):
    stated = getattr(row, described["plus_minus_type"]) if described["plus_minus_type"] else ""
    return "" if not stated or stated.startswith("not stated") else f"± is {stated}"


def _cautions(row, described):
    """Say how a computed number was computed, and that a constant comes from a program."""
    if row.status == "code":
        yield "model constant, read in the authors' code"
    if described["formula"] or row.status == "derived":
        how = described["formula"] or row.note.removeprefix("= ")
        yield f"derived: {how}" if how else "derived"
