"""The sourced evidence of the course: tables in which no number lacks unit, source or status."""

from .bibliography import Reference, cite, reference, references
from .display import quantity
from .records import TABLES, EvidenceError, Record
from .tables import facts, find, load, not_shown_as_fact

__all__ = [
    "TABLES",
    "EvidenceError",
    "Record",
    "Reference",
    "cite",
    "facts",
    "find",
    "load",
    "not_shown_as_fact",
    "quantity",
    "reference",
    "references",
]
