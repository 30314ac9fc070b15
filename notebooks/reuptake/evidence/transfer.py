"""Invented claims on other topics, to practise the method that was learnt on the article."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reuptake.evidence.bibliography import DATA
from reuptake.evidence.records import EvidenceError

VERDICTS = ("supported", "oversimplified", "unsupported", "contradicted")
"""What a claim can be called. The words have no order: no two of them are nearer to each other than others."""

FILE = "transfer_claims.json"
_TEXTS = ("id", "topic", "claim", "verdict", "why")


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferClaim:
    """A claim that was made up for practice, with made-up evidence.

    Parameters
    ----------
    id, topic, claim : str
    evidence : tuple of str
        What is known about it, three or four lines.
    verdict, why : str
        Our verdict, one of `VERDICTS`, and the reason for it.
    reasons : dict of str to str
        For each of `VERDICTS` why it fits or does not.
    """

    id: str
    topic: str
    claim: str
    evidence: tuple
    verdict: str
    why: str
    reasons: dict


@cache
def transfer_claims():
    """List the invented claims in the order of the file.

    Returns
    -------
    tuple of TransferClaim
    """
    return read_transfer_claims(DATA)


def transfer_claim(key):
    """Look an invented claim up.

    Parameters
    ----------
    key : str
        Its id, such as "T1".

    Returns
    -------
    TransferClaim

    Raises
    ------
    EvidenceError
        If there is none; the message names those there are.
    """
    known = {one.id: one for one in transfer_claims()}
    if key not in known:
        raise EvidenceError(f"there is no claim for practice {key!r}; there are {', '.join(known)}")
    return known[key]


def read_transfer_claims(folder):
    """Read transfer_claims.json.

    Parameters
    ----------
    folder : path

    Returns
    -------
    tuple of TransferClaim

    Raises
    ------
    EvidenceError
        If a claim is incomplete, its verdict is none of `VERDICTS`, an option has no reason, or an id
        stands twice. The message names file, claim and field.
    """
    try:
        raw = json.loads((Path(folder) / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise EvidenceError(f"{FILE} cannot be read: {error}") from None
    if not isinstance(raw, list) or not raw:
        raise EvidenceError(f"{FILE}: holds no list of claims")
    read = tuple(_claim(place, entry) for place, entry in enumerate(raw, start=1))
    ids = [one.id for one in read]
    for twice in ids:
        if ids.count(twice) > 1:
            raise EvidenceError(f"{FILE}, {twice}, id: stands {ids.count(twice)} times; ids are unique")
    return read


def _claim(place, entry):
    def refuse(field, reason):
        name = entry.get("id") if isinstance(entry, dict) else None
        raise EvidenceError(f"{FILE}, {name or f'claim {place}'}, {field}: {reason}")

    wanted = {*_TEXTS, "evidence", "reasons"}
    if not isinstance(entry, dict) or entry.keys() != wanted:
        refuse("fields", f"must be {', '.join(sorted(wanted))}")
    for field in _TEXTS:
        if not _is_text(entry[field]):
            refuse(field, f"holds {entry[field]!r}; text is needed")
    if entry["verdict"] not in VERDICTS:
        refuse("verdict", f"holds {entry['verdict']!r}; one of {', '.join(VERDICTS)} is needed")
    lines, reasons = entry["evidence"], entry["reasons"]
    if not isinstance(lines, list) or not 3 <= len(lines) <= 4 or not all(map(_is_text, lines)):
        refuse("evidence", f"holds {lines!r}; three or four lines of text are needed")
    if not isinstance(reasons, dict) or tuple(reasons) != VERDICTS or not all(map(_is_text, reasons.values())):
        refuse("reasons", f"must give a reason for each of {', '.join(VERDICTS)}, in this order")
    return TransferClaim(**(entry | {"evidence": tuple(lines)}))


def _is_text(value):
    return isinstance(value, str) and bool(value.strip())
