"""Words in one plain line: looked up, linked with their meaning as hover text, and listed."""

import html
from dataclasses import dataclass
from functools import cache

from reuptake.evidence.bibliography import label, suggestion
from reuptake.evidence.records import EvidenceError, GlossaryTerm
from reuptake.evidence.tables import load

HOME = "00-start-here.ipynb#Glossary"
OURS = "thiscourse"


@cache
def _terms():
    terms = {}
    for row in load("glossary"):
        if row.term in terms:
            raise EvidenceError(f"glossary.csv, line {row.line}, column term: {row.term!r} stands twice")
        terms[row.term] = row
    return terms


def meaning(term):
    """Look a word up.

    Parameters
    ----------
    term : str
        As it stands in the glossary.

    Returns
    -------
    str
        One plain line.

    Raises
    ------
    EvidenceError
        If it is not there; the message names words that look like it.
    """
    if term not in _terms():
        raise EvidenceError(f"glossary.csv has no term {term!r}{suggestion(term, _terms())}")
    return _terms()[term].meaning


def glossary_link(term, text=None):
    """Link a word to the glossary, with its meaning as hover text.

    Parameters
    ----------
    term : str
        As it stands in the glossary.
    text : str, optional
        What is printed in its place.

    Returns
    -------
    str
        Markdown, for the first use of a word in a notebook.
    """
    said = meaning(term).replace('"', "'")
    return f'[{text or term}]({HOME} "{said}")'


@dataclass(frozen=True, slots=True, repr=False)
class Glossary:
    """The glossary, shown as a table in a notebook and as plain lines elsewhere."""

    terms: tuple[GlossaryTerm, ...]

    def __repr__(self):
        return "\n".join(f"{row.term}: {row.meaning}{_bracket(row)}" for row in self.terms)

    def _repr_html_(self):
        rows = "".join(
            f'<tr><th scope="row" style="text-align:left">{html.escape(row.term)}</th>'
            f'<td style="text-align:left">{html.escape(row.meaning + _bracket(row))}</td></tr>'
            for row in self.terms
        )
        head = '<thead><tr><th scope="col">word</th><th scope="col">meaning</th></tr></thead>'
        return f"<table><caption>Glossary</caption>{head}<tbody>{rows}</tbody></table>"


def glossary():
    """List all words, in alphabetical order.

    Returns
    -------
    Glossary
    """
    return Glossary(tuple(sorted(_terms().values(), key=lambda row: row.term.casefold())))


def _bracket(row):
    """Where a meaning comes from; nothing for our own wording."""
    keys = [key for key in row.source_key if key != OURS]
    return f" ({'; '.join(map(label, keys))})" if keys else ""
