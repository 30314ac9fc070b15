"""The sourced evidence of the course: tables in which no number lacks unit, source or status."""

from reuptake.evidence.bibliography import Reference, cite, label, reference, references
from reuptake.evidence.display import fact, illustrative, quantity
from reuptake.evidence.records import TABLES, EvidenceError, Record
from reuptake.evidence.tables import facts, find, load, not_shown_as_fact

__all__ = [
    "TABLES",
    "EvidenceError",
    "Record",
    "Reference",
    "cite",
    "fact",
    "facts",
    "find",
    "illustrative",
    "label",
    "load",
    "not_shown_as_fact",
    "quantity",
    "reference",
    "references",
]
