"""What a service held on one day: a frozen record, and the JSON document that keeps it."""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType

from reuptake.watch.catalogue import MADE_UP, SERVICES
from reuptake.watch.clean import tidy
from reuptake.watch.reading import LONGEST_NUMBER, parse

FORMAT = "reuptake-watch-snapshot"
EDITION = 1
MOST_RECORDS = 100_000
LONGEST_QUERY = 300
MADE_UP_NOTE = "Made up for the lesson: no study, article, drug or number in it is real."

_KEY = re.compile(r"[\w.:/-]{1,80}", re.ASCII)
_FIELD = re.compile(r"[a-z][a-z0-9_]{0,40}", re.ASCII)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", re.ASCII)


class Newer(ValueError):
    """A document that a later edition of the course wrote."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What one query found at one service.

    Parameters
    ----------
    service : str
        One of `catalogue.SERVICES`.
    query : str
    taken : str
        Time in UTC, such as 2026-11-27T09:00:00+00:00.
    version : str
        The release that the database itself names, "" if it names none.
    complete : bool
        Whether the records are all that the query finds, as far as the service said.
    records : dict of str to dict
        Fields by name for each record by its stable identifier. A field is a text, a finite number, True,
        False, None or a tuple of texts. It cannot be changed once it is here.

    Raises
    ------
    ValueError
        If a parameter is none of what is allowed. The message names it.
    """

    service: str
    query: str
    taken: str
    version: str
    complete: bool
    records: Mapping

    def __post_init__(self):
        named = isinstance(self.service, str) and self.service in SERVICES
        _check("service", self.service, named, f"one of {', '.join(SERVICES)}")
        _check("query", self.query, query_fits(self.query), f"a text of 1 to {LONGEST_QUERY} plain characters")
        _check("taken", self.taken, _is_time(self.taken), "a time in UTC such as 2026-11-27T09:00:00+00:00")
        _check("version", self.version, isinstance(self.version, str), "a text")
        _check("complete", self.complete, isinstance(self.complete, bool), "True or False")
        fine = isinstance(self.records, Mapping) and len(self.records) <= MOST_RECORDS
        _check("records", type(self.records).__name__, fine, f"a dictionary of at most {MOST_RECORDS} records")
        # Sorted, so that the same content gives the same file whatever order a service chose.
        frozen = {key: _record(key, self.records[key]) for key in sorted(self.records, key=_checked_key)}
        object.__setattr__(self, "version", tidy(self.version, 120))
        object.__setattr__(self, "records", MappingProxyType(frozen))

    @property
    def made_up(self):
        """Whether it was made up for the lesson."""
        return self.service == MADE_UP

    @property
    def day(self):
        """The day it was taken, such as 2026-11-27."""
        return self.taken[:10]

    def __repr__(self):
        return f"<Snapshot: {self.sentence()}>"

    def sentence(self):
        """Say in one sentence what this is."""
        whole = "complete" if self.complete else "not complete"
        version = f", version {self.version}" if self.version else ""
        title, count = SERVICES[self.service].title, len(self.records)
        told = f"{title}, {self.query!r}, {self.day}: {count} record{'s' * (count != 1)}, {whole}{version}"
        return told + (f". {MADE_UP_NOTE}" if self.made_up else "")


def now():
    """Return the time of now as a snapshot wants it.

    Returns
    -------
    str
    """
    return datetime.now(UTC).isoformat(timespec="seconds")


def query_fits(query):
    """Say whether a query is short, not empty and free of hidden characters.

    Parameters
    ----------
    query : object

    Returns
    -------
    bool
    """
    if not isinstance(query, str) or not 0 < len(query) <= LONGEST_QUERY:
        return False
    return query == query.strip() and query.isprintable()


def _check(name, value, fine, allowed):
    if not fine:
        raise ValueError(f"{name} is {tidy(repr(value), 80)}; it must be {allowed}.")


def _is_time(value):
    if not isinstance(value, str) or not _TIME.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _checked_key(key):
    _check("identifier", key, isinstance(key, str) and _KEY.fullmatch(key), "1 to 80 letters, digits and ._:/-")
    return key


def _record(key, fields):
    _check(f"record {key}", type(fields).__name__, isinstance(fields, Mapping) and len(fields) < 60, "a dictionary")
    found = {}
    for name in sorted(fields, key=str):
        _check(f"field of {key}", name, isinstance(name, str) and _FIELD.fullmatch(name), "a plain lower-case name")
        found[name] = _value(f"{name} of {key}", fields[name])
    return MappingProxyType(found)


def _value(where, value):
    if isinstance(value, list | tuple):
        _check(where, value, all(isinstance(item, str) for item in value) and len(value) <= 500, "a list of texts")
        return tuple(tidy(item) for item in value)
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, int) and abs(value) >= 10**LONGEST_NUMBER:
        # Printing such a number could take long, or be refused.
        raise ValueError(f"{where} is a number of more than {LONGEST_NUMBER} digits; it must have at most that many.")
    plain = value is None or isinstance(value, bool | int) or (isinstance(value, float) and math.isfinite(value))
    _check(where, value, plain, "a text, a finite number, True, False, None or a list of texts")
    return value


def write_document(snapshot):
    """Write a snapshot as JSON, with the same bytes for the same snapshot.

    Parameters
    ----------
    snapshot : Snapshot

    Returns
    -------
    bytes
    """
    document = {"format": FORMAT, "edition": EDITION}
    if snapshot.made_up:
        document["note"] = MADE_UP_NOTE
    document |= {name: getattr(snapshot, name) for name in ("service", "query", "taken", "version", "complete")}
    document["records"] = {key: dict(fields) for key, fields in snapshot.records.items()}
    return (json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def read_document(data):
    """Read what `write_document` wrote.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    Snapshot

    Raises
    ------
    ValueError
        If it is no such document; of the class `Newer` if a later edition wrote it.
    """
    document = parse(data)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise ValueError("it is not a snapshot of this course")
    edition = document.get("edition")
    if type(edition) is not int or edition < 1:
        raise ValueError("it does not say which edition wrote it")
    if edition > EDITION:
        raise Newer(f"it was written in format {edition}; this edition of the course reads up to {EDITION}")
    names = ("service", "query", "taken", "version", "complete", "records")
    missing = [name for name in names if name not in document]
    if missing:
        raise ValueError(f"it lacks {', '.join(missing)}")
    return Snapshot(**{name: document[name] for name in names})
