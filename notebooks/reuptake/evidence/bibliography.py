"""The sources behind the numbers: looked up by key, cited in a sentence, listed at the end of a page."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

from reuptake.evidence.records import EvidenceError

DATA = Path(__file__).parent.parent / "data"
FILE = "references.json"

REMARKS = {
    "full-text": "",
    "abstract": "",
    "secondary": "known through another text",
    "unchecked": "bibliographic details only",
}
"""How far a source was read, and what a list of references says about it."""

PRESS = "known through the press"
"""How the note of a reference begins whose own text was never seen, and what is said instead of "as cited in"."""

_MARKDOWN = str.maketrans({mark: "\\" + mark for mark in "\\`*_[]<>$|~"})


@dataclass(frozen=True, slots=True)
class Author:
    """A person (family name and initials) or an organisation (name alone)."""

    family: str
    given: str = ""

    def __str__(self):
        return f"{self.family} {self.given}".strip()


@dataclass(frozen=True, slots=True)
class Reference:
    """One source. Absent details are empty; an absent year is None."""

    key: str
    type: str
    authors: tuple[Author, ...]
    others: bool
    """Whether there are more authors than the ones recorded."""
    year: int | None
    title: str
    """As printed: the shortened one where the full title must not be shown."""
    container: str
    volume: str
    issue: str
    page: str
    doi: str
    pmid: str
    url: str
    checked: str
    """How far the source was read: full-text, abstract, secondary or unchecked."""
    note: str

    @property
    def link(self):
        """Address of the source, ready for Markdown: DOI, else PubMed, else web page, else empty."""
        if self.doi:
            return "https://doi.org/" + quote(self.doi, safe="/:")
        if self.pmid:
            return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"
        return quote(self.url, safe="/:?=&#%;,+@!~'")

    @property
    def names(self):
        """Authors as a sentence names them; a shortened title in quotes where none is recorded."""
        names = [author.family for author in self.authors]
        if not names:
            return f"“{_shortened(self.title)}”"
        if len(names) > 2 or self.others:
            return f"{names[0]} et al."
        return " & ".join(names)

    @property
    def date(self):
        """Year as printed, with the letter of its key (2002a, 2002b); "n.d." where none is recorded."""
        if self.year is None:
            return "n.d."
        letter = self.key.partition(str(self.year))[2]
        return f"{self.year}{letter}" if len(letter) == 1 else str(self.year)


def _shortened(title, length=60):
    if len(title) <= length:
        return title
    return title[:length].rsplit(" ", 1)[0].rstrip(" ,:;(") + "…"


def _text(entry, name):
    value = entry.get(name, "")
    if not isinstance(value, str):
        raise EvidenceError(f"{name} holds {value!r}; text is needed")
    return value


def _year(entry):
    """Year of a CSL entry, None where no date is recorded."""
    if "issued" not in entry:
        return None
    try:
        year = entry["issued"]["date-parts"][0][0]
    except (TypeError, KeyError, IndexError):
        year = None
    if not isinstance(year, int):
        raise EvidenceError(f"issued holds {entry['issued']!r}; a year in date-parts is needed")
    return year


def _authors(entry):
    """Recorded authors of a CSL entry, and whether "et al." stands after them."""
    names = [Author(a.get("family") or a["literal"], a.get("given", "")) for a in entry.get("author", [])]
    recorded = tuple(name for name in names if name.family != "et al.")
    return recorded, len(recorded) < len(names)


def _reference(entry):
    """Turn one CSL entry into a `Reference`; `EvidenceError` says what is wrong with it."""
    for name in ("id", "type", "title", "note"):
        if not _text(entry, name).strip():
            raise EvidenceError(f"{name} is missing")
    checked, _, note = entry["note"].removeprefix("checked: ").partition("; ")
    if checked not in REMARKS or not entry["note"].startswith("checked: "):
        words = ", ".join(REMARKS)
        raise EvidenceError(f"note holds {entry['note']!r}; needed is 'checked: ' and one of {words}")
    url = _text(entry, "URL")
    if url and not url.startswith(("https://", "http://")):
        raise EvidenceError(f"URL holds {url!r}; a web address is needed")
    authors, others = _authors(entry)
    names = {"container": "container-title", "doi": "DOI", "pmid": "PMID"}
    texts = {name: _text(entry, names.get(name, name)) for name in ("container", "doi", "pmid")}
    texts |= {name: _text(entry, name) for name in ("type", "title", "volume", "issue", "page")}
    # A title that names a product, a route or worse is kept in the file for searches, and never printed.
    texts["title"] = _text(entry, "title-short").strip() or texts["title"]
    return Reference(
        key=entry["id"],
        authors=authors,
        others=others,
        year=_year(entry),
        url=url,
        checked=checked,
        note=note,
        **texts,
    )


def read_references(path):
    """Read a bibliography in CSL-JSON.

    Parameters
    ----------
    path : pathlib.Path
        The file.

    Returns
    -------
    mapping of str to Reference
        Every reference by its key, read-only.

    Raises
    ------
    EvidenceError
        If the file cannot be read, an entry is incomplete, or two entries have the same id.
    """
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise EvidenceError(f"{path.name} cannot be read: {error}") from None
    found = {}
    for position, entry in enumerate(entries, start=1):
        try:
            item = _reference(entry)
        except (EvidenceError, AttributeError, KeyError, TypeError) as error:
            name = entry.get("id") if isinstance(entry, dict) else None
            raise EvidenceError(f"{path.name}, entry {position} ({name}): {error}") from None
        if item.key in found:
            raise EvidenceError(f"{path.name}, entry {position}: the id {item.key!r} is there twice")
        found[item.key] = item
    return MappingProxyType(found)


@cache
def bibliography():
    """Return the bibliography of the course, read once.

    Returns
    -------
    mapping of str to Reference
        Every reference by its key, read-only.
    """
    return read_references(DATA / FILE)


def suggestion(word, known):
    """Say which known words look like a wrong one.

    Parameters
    ----------
    word : str
        The word that was not found.
    known : iterable of str
        The words that exist.

    Returns
    -------
    str
        "; did you mean …?" or an empty text.
    """
    from difflib import get_close_matches  # only needed once something is wrong

    close = get_close_matches(str(word), list(known), n=3)
    return f"; did you mean {' or '.join(close)}?" if close else ""


def reference(key):
    """Look a source up.

    Parameters
    ----------
    key : str
        Its key, as in the column source_key of the tables.

    Returns
    -------
    Reference
        The source.

    Raises
    ------
    EvidenceError
        If there is no such key; the message names keys that look like it.
    """
    known = bibliography()
    if key not in known:
        raise EvidenceError(f"{FILE} has no reference {key!r}{suggestion(key, known)}")
    return known[key]


def label(key):
    """Name a source within brackets, without a link.

    Parameters
    ----------
    key : str
        Its key.

    Returns
    -------
    str
        For example "Mathews et al. 2004".

    Raises
    ------
    EvidenceError
        If there is no such key.
    """
    source = reference(key)
    return f"{source.names} {source.date}"


def cite(*keys):
    """Cite sources in a sentence.

    Parameters
    ----------
    *keys : str
        One or more keys.

    Returns
    -------
    str
        Markdown: names and year, linked where an address is recorded, joined by "; ".

    Raises
    ------
    EvidenceError
        If no key is given or a key does not exist.
    """
    if not keys:
        raise EvidenceError("cite needs at least one key")
    return "; ".join(_cited(reference(key)) for key in keys)


def _cited(source):
    text = f"{source.names} ({source.date})".translate(_MARKDOWN)
    return f"[{text}]({source.link})" if source.link else text


@dataclass(frozen=True, slots=True, repr=False)
class ReferenceList:
    """References in full, shown as a list in a notebook and as plain text elsewhere."""

    items: tuple[Reference, ...]

    def __repr__(self):
        return "\n".join(f"- {_full(item)}" for item in self.items)

    def _repr_markdown_(self):
        return "\n".join(f"- {_full(item, markdown=True)}" for item in self.items)


def references(*keys):
    """List sources in full, each once, by first author, then year, then key.

    Parameters
    ----------
    *keys : str
        One or more keys, in any order.

    Returns
    -------
    ReferenceList
        Markdown in a notebook, plain text as its `repr`. Sources that were not read themselves say so.

    Raises
    ------
    EvidenceError
        If no key is given or a key does not exist.
    """
    if not keys:
        raise EvidenceError("references needs at least one key")
    return ReferenceList(tuple(sorted(map(reference, set(keys)), key=_order)))


def _order(source):
    first = str(source.authors[0]) if source.authors else source.title
    return first.casefold(), source.year or float("inf"), source.key


def _lead(source, at_most=6):
    """What a full reference starts with: its authors or, where none is recorded, its title."""
    if not source.authors:
        return source.title
    names = [str(author) for author in source.authors[:at_most]]
    more = source.others or len(source.authors) > at_most
    return ", ".join(names + ["et al."] * more)


def _full(source, *, markdown=False):
    """Write a reference in full, with what was read of it in brackets."""
    remark = REMARKS[source.checked] and f"[{REMARKS[source.checked]}]"
    title = "" if not source.authors else source.title.rstrip(".") + "." * (source.title[-1] not in "?!")
    parts = [f"{_lead(source)} ({source.date}).", title]
    if markdown:
        parts = [part.translate(_MARKDOWN) for part in parts]
        parts += [_place(source, markdown=True), _linked(source), remark.translate(_MARKDOWN)]
    else:
        parts += [_place(source), source.link, remark]
    return " ".join(part for part in parts if part)


def _place(source, *, markdown=False):
    """Journal, volume, issue and pages, as far as they are recorded."""
    container = source.container
    if markdown and container:
        container = f"*{container.translate(_MARKDOWN)}*"
    volume = source.volume + (f"({source.issue})" if source.issue else "")
    pages = source.page.rstrip("-").replace("-", "–")
    place = ", ".join(part for part in (container, volume, pages) if part)
    return place and f"{place}."


def _linked(source):
    if not source.link:
        return ""
    text = f"doi:{source.doi}" if source.doi else f"PubMed {source.pmid}" if source.pmid else "web page"
    return f"[{text.translate(_MARKDOWN)}]({source.link})"
