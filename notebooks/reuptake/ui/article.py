"""The rewritten article as running text: every sentence with its number and a link to what it stands on."""

import html
from itertools import groupby

from reuptake.evidence.article import rewritten_article
from reuptake.evidence.bibliography import label, reference

OURS = "thiscourse"
OURS_SAID = "our search"
"""What stands in the brackets where a sentence rests on a search of this course."""


class Article:
    """Sentences under their headings, as running text in a notebook, and line by line in plain text.

    Parameters
    ----------
    sentences : sequence of reuptake.evidence.article.Sentence

    Attributes
    ----------
    sections : tuple of str
    words : int
        Words of the sentences, without numbers of sentences, headings and sources.
    """

    def __init__(self, sentences):
        self.sentences = tuple(sentences)
        self.sections = tuple(name for name, _ in self._grouped())
        self.words = sum(len(one.text.split()) for one in self.sentences)

    @property
    def keys(self):
        """Keys of all sources, each once, in the order of their first use (tuple of str)."""
        return tuple(dict.fromkeys(key for one in self.sentences for key in (*one.source, *one.via) if key != OURS))

    def __repr__(self):
        parts = []
        for name, sentences in self._grouped():
            lines = [f"[{one.id}] {one.text} ({_sources(one, label)})" for one in sentences]
            parts.append("\n".join([name, *lines]))
        return "\n\n".join(parts)

    def _repr_html_(self):
        return "".join(
            f"<p><strong>{html.escape(name)}.</strong> {' '.join(map(_html, sentences))}</p>"
            for name, sentences in self._grouped()
        )

    def _grouped(self):
        return [(name, list(found)) for name, found in groupby(self.sentences, key=lambda one: one.section)]


def article():
    """Show the rewritten article.

    Returns
    -------
    Article
    """
    return Article(rewritten_article())


def _sources(sentence, write):
    """What stands in the brackets behind a sentence; `write` writes one key."""
    named = "; ".join(OURS_SAID if key == OURS else write(key) for key in sentence.source)
    via = "; ".join(map(write, sentence.via))
    if via:
        return f"{named}; in part as cited in {via}"
    return f"as cited in {named}" if sentence.status == "secondary" else named


def _html(sentence):
    sources = _sources(sentence, _link)
    return f"<small>[{sentence.id}]</small> {html.escape(sentence.text)} <small>({sources})</small>"


def _link(key):
    address = reference(key).link
    said = html.escape(label(key))
    return f'<a href="{html.escape(address, quote=True)}">{said}</a>' if address else said
