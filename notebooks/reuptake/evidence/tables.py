"""Load the tables of the course; refuse a number without unit, source and status."""

import csv
import re
from functools import cache
from math import isfinite
from pathlib import Path

from reuptake.evidence.bibliography import DATA, FILE, bibliography, read_references, suggestion
from reuptake.evidence.records import STATUSES, TABLES, WORD_UNITS, EvidenceError, header, schema

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?|[+-]?(nan|inf|infinity)", re.ASCII | re.IGNORECASE)


def load(name, folder=None):
    """Load a table.

    Parameters
    ----------
    name : str
        File name without ".csv"; one of `TABLES`.
    folder : path, optional
        Where to read it instead of the data folder of the course. Keys are then looked up in the
        references.json of that folder, or in that of the course where the folder has none.

    Returns
    -------
    tuple of Record
        One frozen record a row. The tables of the course are read once.

    Raises
    ------
    EvidenceError
        If there is no such table, its columns are not those of its record class, or a cell is not
        what its column promises. The message names the file, the line and the column.
    """
    return _course_table(name) if folder is None else read_table(name, Path(folder))


@cache
def _course_table(name):
    return read_table(name, DATA)


def read_table(name, folder):
    """Read a table from a folder, afresh.

    Parameters
    ----------
    name : str
        File name without ".csv"; one of `TABLES`.
    folder : pathlib.Path
        Where the file lies.

    Returns
    -------
    tuple of Record
        One frozen record a row.

    Raises
    ------
    EvidenceError
        As for `load`.
    """
    if name not in TABLES:
        raise EvidenceError(f"there is no table {name!r}; there are {', '.join(TABLES)}")
    own = folder / FILE
    known = read_references(own) if folder != DATA and own.exists() else bibliography()
    lines = _lines(folder / f"{name}.csv")
    _check_header(name, *next(lines, (1, [])))
    rows = tuple(_record(name, line, cells, known) for line, cells in lines)
    if not rows:
        raise EvidenceError(f"{name}.csv: has no rows")
    return rows


def _lines(path):
    """Yield line number and cells of every row of a file, the header first."""
    try:
        with path.open(newline="", encoding="utf-8") as handle:
            reader = csv.reader(handle, strict=True)
            for cells in reader:
                yield reader.line_num, cells
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise EvidenceError(f"{path.name} cannot be read: {error}") from None


def _check_header(name, line, found):
    wanted = header(TABLES[name])
    if found == wanted:
        return
    unknown = [column for column in found if column not in wanted]
    missing = [column for column in wanted if column not in found]
    what = [f"unknown column {column!r}" for column in unknown]
    what += [f"missing column {column!r}" for column in missing]
    reason = ", ".join(what) or f"the columns are not in the order {', '.join(wanted)}"
    raise EvidenceError(f"{name}.csv, line {line}: {reason}; found {', '.join(found) or 'nothing'}")


def _record(name, line, cells, known):
    """Turn one row into a record of its table."""
    columns = schema(TABLES[name])
    if len(cells) != len(columns):
        raise EvidenceError(f"{name}.csv, line {line}: has {len(cells)} cells, not {len(columns)}: {cells}")
    row = dict(zip(columns, cells, strict=True))
    values = {}
    for column, described in columns.items():
        try:
            values[column] = PARSERS[described["kind"]](row[column], row, known)
        except EvidenceError as error:
            raise EvidenceError(f"{name}.csv, line {line}, column {column.rstrip('_')}: {error}") from None
    return TABLES[name](**values, table=name, line=line)


def _text(cell, row=None, known=None):
    if not cell.strip():
        raise EvidenceError("is empty; text is needed")
    return cell


def _optional_text(cell, row, known):
    return cell


def _number(cell, row=None, known=None):
    if not cell.strip():
        raise EvidenceError("is empty; a number is needed")
    if not _NUMBER.fullmatch(cell):
        raise EvidenceError(f"holds {cell!r}, which is not a number")
    if not isfinite(float(cell)):
        raise EvidenceError(f"holds {cell!r}, which is not a finite number")
    return float(cell)


def _count(cell, row=None, known=None):
    number = _number(cell)
    if not number.is_integer():
        raise EvidenceError(f"holds {cell!r}, which is not a whole number")
    return int(number)


def _gap(parse):
    """Make a parser that reads an empty cell as None: not available, never zero."""
    return lambda cell, row, known: parse(cell) if cell else None


def _number_or_word(cell, row, known):
    return _text(cell) if row["unit"] in WORD_UNITS else _number(cell)


def _keys(cell, row, known):
    if not cell.strip():
        raise EvidenceError("is empty; the key of a source is needed")
    keys = tuple(cell.split("; "))
    for key in keys:
        if key not in known:
            raise EvidenceError(f"holds {key!r}, which is not in {FILE}{suggestion(key, known)}")
    return keys


def _optional_keys(cell, row, known):
    return _keys(cell, row, known) if cell else ()


def _status(cell, row, known):
    if cell not in STATUSES:
        found = f"holds {cell!r}" if cell else "is empty"
        raise EvidenceError(f"{found}; needed is one of {', '.join(STATUSES)}")
    return cell


PARSERS = {
    "text": _text,
    "optional text": _optional_text,
    "number": _number,
    "gap number": _gap(_number),
    "count": _count,
    "gap count": _gap(_count),
    "number or word": _number_or_word,
    "key list": _keys,
    "optional key list": _optional_keys,
    "status": _status,
}
"""How a cell of each kind is read: cell, row and known keys in, value out."""


def find(table, /, **conditions):
    """Find the one row of a table that meets all conditions.

    Parameters
    ----------
    table : str
        Name of the table, as for `load`.
    **conditions
        Column names and the values that the row must have.

    Returns
    -------
    Record
        The row.

    Raises
    ------
    EvidenceError
        If a condition names no column, or if not exactly one row matches.
    """
    rows = load(table)
    columns = schema(TABLES[table])
    for name in conditions:
        if name not in columns:
            raise EvidenceError(f"{table} has no column {name!r}{suggestion(name, columns)}")
    found = [row for row in rows if _meets(row, conditions)]
    if len(found) == 1:
        return found[0]
    alone = [f"{n} = {v!r} ({sum(_meets(row, {n: v}) for row in rows)} alone)" for n, v in conditions.items()]
    asked = " and ".join(alone) or "no condition"
    raise EvidenceError(f"{table}: {len(found)} rows match {asked}; exactly one is needed")


def _meets(row, conditions):
    return all(getattr(row, name) == value for name, value in conditions.items())


def facts(rows):
    """Keep the rows that may be shown as fact.

    Parameters
    ----------
    rows : iterable of Record
        Rows of a table.

    Returns
    -------
    tuple of Record
        The rows whose status is not "unverified", in their order.
    """
    return tuple(row for row in rows if row.status != "unverified")


def not_shown_as_fact(rows):
    """Keep the rows that must not be shown as fact.

    Parameters
    ----------
    rows : iterable of Record
        Rows of a table.

    Returns
    -------
    tuple of Record
        The rows whose status is "unverified", in their order.
    """
    return tuple(row for row in rows if row.status == "unverified")
