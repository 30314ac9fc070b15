"""What a learner did, one entry at a time, and the JSON document that holds the entries."""

import json
import math
import reprlib
from dataclasses import dataclass

VERSION = 2
# Version 1 knows these alone. A file is of version 2 only if it holds another kind, so that an older
# edition still reads what it can, and puts aside as newer, not as damaged, what it cannot.
FIRST_KINDS = ("answer", "prediction", "exercise", "visit")
KINDS = (*FIRST_KINDS, "appraisal", "assessment")
# What every reader of JSON takes as a whole number.
LARGEST = 2**63 - 1
# Lists within lists; an answer needs two or three.
DEEPEST = 20


@dataclass(frozen=True)
class Entry:
    """One thing a learner did.

    Parameters
    ----------
    id : str
        Unique, also among machines.
    kind : str
        One of `KINDS`, or a kind of a later edition, which is kept as it is.
    key : str
        Name of the question, exercise, section, claim or objective.
    value : object
        What was answered, as JSON can hold it.
    correct : bool or None
        None where there is no right or wrong.
    notebook : str
    order : int
        Later entries have larger ones, whatever the clock said.
    at : str
        Time in UTC, ISO 8601; to be shown, not to be sorted by.
    """

    id: str
    kind: str
    key: str
    value: object
    correct: bool | None
    notebook: str
    order: int
    at: str

    def __post_init__(self):
        check("id", self.id, isinstance(self.id, str) and self.id, "a text that is not empty")
        check("kind", self.kind, isinstance(self.kind, str) and self.kind.strip(), "a text that is not empty")
        check("key", self.key, isinstance(self.key, str) and self.key.strip(), "a text that is not empty")
        check("correct", self.correct, self.correct is None or isinstance(self.correct, bool), "True, False or None")
        check("notebook", self.notebook, isinstance(self.notebook, str), "a text")
        check("order", self.order, type(self.order) is int and 0 < self.order <= LARGEST, "a whole number above 0")
        check("at", self.at, isinstance(self.at, str), "a text")
        object.__setattr__(self, "value", _json_value(self.value))


class NewerVersion(ValueError):
    """A progress document that a later version of this course wrote."""


def check(name, value, fine, allowed):
    """Refuse a value in the words used everywhere.

    Parameters
    ----------
    name : str
    value : object
    fine : object
        False, or anything empty, if the value is refused.
    allowed : str
        What the value must be.

    Raises
    ------
    ValueError
    """
    if fine:
        return
    try:
        shown = reprlib.repr(value)
    except ValueError:  # a whole number of thousands of digits
        shown = f"of type {type(value).__name__}"
    raise ValueError(f"{name} is {shown}; it must be {allowed}.")


def _json_value(value, depth=0):
    """A copy of `value` as it would come back from JSON, or ValueError if it would not."""
    deeper = depth + 1
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int) and abs(value) <= LARGEST:
        return int(value)
    if isinstance(value, float) and math.isfinite(value):
        return float(value)
    if isinstance(value, list | tuple) and depth < DEEPEST:
        return [_json_value(item, deeper) for item in value]
    if isinstance(value, dict) and depth < DEEPEST and all(isinstance(key, str) for key in value):
        return {key: _json_value(item, deeper) for key, item in value.items()}
    allowed = "a text, a finite number, True, False, None, or lists and dictionaries (keyed by text) of these"
    check("value", value, False, allowed)
    return None


def _no_constant(name):
    raise ValueError(f"{name} is no JSON number")


def read_document(document):
    """Entries of a progress document.

    Parameters
    ----------
    document : bytes

    Returns
    -------
    tuple of Entry

    Raises
    ------
    NewerVersion
        If a later version of the course wrote it.
    ValueError
        If it is no progress document.
    """
    try:
        content = json.loads(bytes(document), parse_constant=_no_constant)
        version = content["version"]
        if type(version) is int and version > VERSION:
            raise NewerVersion(
                f"document is of version {version}, from a newer edition of this course; "
                f"this one reads version 1 to {VERSION}."
            )
        check("version", version, type(version) is int and 1 <= version <= VERSION, f"1 to {VERSION}")
        check("entries", content["entries"], isinstance(content["entries"], list), "a list")
        entries = tuple(Entry(**item) for item in content["entries"])
        for entry in entries if version == 1 else ():
            check("kind", entry.kind, entry.kind in FIRST_KINDS, f"one of {', '.join(FIRST_KINDS)}")
        return entries
    except NewerVersion:
        raise
    except (ValueError, TypeError, KeyError, RecursionError) as problem:
        raise ValueError(f"document is not a progress file of this course ({problem}).") from problem


def write_document(entries):
    """A progress document, one entry a line.

    Parameters
    ----------
    entries : iterable of Entry

    Returns
    -------
    bytes
    """
    ordered = sorted(entries, key=lambda entry: (entry.order, entry.id))
    lines = ",\n".join(json.dumps(dict(vars(entry)), allow_nan=False) for entry in ordered)
    version = 1 if all(entry.kind in FIRST_KINDS for entry in ordered) else VERSION
    return f'{{"version": {version}, "entries": [\n{lines}\n]}}\n'.encode()
