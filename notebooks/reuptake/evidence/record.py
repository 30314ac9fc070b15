"""What every table of the course shares: kinds of columns, and where a row comes from."""

from dataclasses import dataclass, field

STATUSES = ("verified", "secondary", "derived", "unverified", "code")
"""What is known about a number; the README beside the tables explains each word."""

WORD_UNITS = frozenset({"direction", "mechanism", "finding"})
"""Units of rows that report a word, because the source gives no number."""

EVIDENCE_COLUMNS = ("source_key", "via_key", "status", "note")
"""The last four columns of every table, in this order."""


class EvidenceError(ValueError):
    """A number, a source or a table is not what the course promises it to be."""


def column(kind, *, unit=None, unit_column=False, plus_minus=None, plus_minus_type=None, formula=None):
    """Describe one column of a table.

    Parameters
    ----------
    kind : str
        What a cell holds: "text", "optional text", "number", "gap number" (may be empty: not
        available), "count", "gap count" (whole numbers), "number or word" (a word where the unit of
        the row is one of `WORD_UNITS`), "key list", "optional key list" or "status".
    unit : str, optional
        Unit of every number in the column; "" for a pure number, none for what is no quantity.
    unit_column : bool
        Whether the column named `unit` holds the unit, row by row.
    plus_minus, plus_minus_type : str, optional
        Names of the columns with the printed plus-minus value and with its type (SD, SE).
    formula : str, optional
        How a computed column follows from the others. Its numbers are derived whatever the row says.

    Returns
    -------
    dataclasses.Field
        A field whose metadata is this description.
    """
    return field(
        metadata={
            "kind": kind,
            "unit": unit,
            "unit_column": unit_column,
            "plus_minus": plus_minus,
            "plus_minus_type": plus_minus_type,
            "formula": formula,
        }
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row of a table: where its numbers come from, and where in the file it stands."""

    source_key: tuple[str, ...] = column("key list")
    via_key: tuple[str, ...] = column("optional key list")
    status: str = column("status")
    note: str = column("optional text")
    table: str
    line: int
