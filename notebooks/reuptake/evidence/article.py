"""The rewritten article: what can be said on each of the article's topics, sentence by sentence with its sources."""

import json
import re
from dataclasses import dataclass
from functools import cache

from reuptake.evidence.bibliography import DATA, reference
from reuptake.evidence.display import fact, written_number
from reuptake.evidence.records import STATUSES, EvidenceError
from reuptake.evidence.tables import find

FILE = "rewritten_article.json"
ALLOWED = tuple(word for word in STATUSES if word not in ("unverified", "code"))
"""Status words that a sentence may carry: nothing unverified, no constant of a model."""

_NAMED = re.compile(r"\{(\w+)\}")
_FIELDS = {"id", "section", "text", "source", "status", "via", "numbers"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, with its numbers filled in from the tables."""

    id: str
    section: str
    text: str
    source: tuple[str, ...]
    via: tuple[str, ...]
    """Where it was read, if not in the source itself."""
    status: str


def read_article(path):
    """Read the sentences of an article, and fill in their numbers.

    Parameters
    ----------
    path : pathlib.Path

    Returns
    -------
    tuple of Sentence

    Raises
    ------
    EvidenceError
        If the file cannot be read, a field is missing or unknown, a key has no reference, a status is not
        one of `ALLOWED`, a number in the text is not described or is unverified, an id stands twice, or the
        sentences of a section do not stand together.
    """
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise EvidenceError(f"{path.name} cannot be read: {error}") from None
    read = []
    for position, entry in enumerate(entries, start=1):
        try:
            read.append(_sentence(entry))
        except (EvidenceError, AttributeError, KeyError, TypeError) as error:
            raise EvidenceError(f"{path.name}, sentence {position}: {error}") from None
    _refuse_twice(path.name, "id", [one.id for one in read])
    starts = [one.section for place, one in enumerate(read) if place == 0 or read[place - 1].section != one.section]
    _refuse_twice(path.name, "section", starts)
    return tuple(read)


@cache
def rewritten_article():
    """Return the rewritten article of the course, read once.

    Returns
    -------
    tuple of Sentence
    """
    return read_article(DATA / FILE)


def _sentence(entry):
    strange, missing = set(entry) - _FIELDS, _FIELDS - {"via", "numbers"} - set(entry)
    if strange or missing:
        raise EvidenceError(f"unknown fields {sorted(strange)}, missing fields {sorted(missing)}")
    if entry["status"] not in ALLOWED:
        raise EvidenceError(f"status holds {entry['status']!r}; needed is one of {', '.join(ALLOWED)}")
    source, via = tuple(entry["source"]), tuple(entry.get("via", ()))
    if not source:
        raise EvidenceError("source is empty; the key of a source is needed")
    for key in (*source, *via):
        reference(key)
    text = _filled(entry["text"], entry.get("numbers", {}))
    return Sentence(entry["id"], entry["section"], text, source, via, entry["status"])


def _filled(text, numbers):
    """Put the numbers of the tables in place of their names; `fact` refuses what is unverified."""
    named = set(_NAMED.findall(text))
    if named != set(numbers):
        raise EvidenceError(f"the text names {sorted(named)}; numbers describes {sorted(numbers)}")
    values = {
        name: written_number(fact(find(one["table"], **one["where"]), one["column"], unit=one["unit"]))
        for name, one in numbers.items()
    }
    return _NAMED.sub(lambda named: values[named[1]], text)


def _refuse_twice(file, what, words):
    for word in words:
        if words.count(word) > 1:
            raise EvidenceError(f"{file}: the {what} {word!r} stands twice")
