"""Read the Markdown of a cell: blocks, sentences, and what of them stands on a slide."""

import html
import re
from dataclasses import dataclass
from functools import cache

import mistune

from reuptake.lecture.maths import mathml, spoken_length

# A full stop ends no sentence after these.
_SHORT = re.compile(r"(?:\bal|\bn\.d|\be\.g|\bi\.e|\bcf|\bvs?|\bapprox|\bDr|\bNo|\b[A-Z])\.$")
_END = re.compile(r"""[.!?]["”’')\]]*$""")
_BREAK = re.compile(r"""(?<=[.!?])(["”’')\]]*)\s+""")
_INLINE = {"strong": "strong", "emphasis": "em", "strikethrough": "s"}


@dataclass(frozen=True)
class Run:
    """A stretch of running text, as HTML and as plain words.

    Parameters
    ----------
    html, plain : str
    terms : tuple of (str, str)
        Words of the glossary in it, with their meanings.
    form : str
        What it is: "" for plain text, else "strong", "emphasis", "link" and so on.
    """

    html: str
    plain: str
    terms: tuple = ()
    form: str = ""

    @property
    def words(self):
        """How many words it has."""
        return len(self.plain.split())


def joined(runs):
    """Put runs one after another.

    Parameters
    ----------
    runs : iterable of Run

    Returns
    -------
    Run
    """
    runs = tuple(runs)
    return Run(
        "".join(run.html for run in runs).strip(),
        "".join(run.plain for run in runs).strip(),
        tuple(term for run in runs for term in run.terms),
        runs[0].form if len(runs) == 1 else "",
    )


@cache
def _reader():
    return mistune.create_markdown(renderer="ast", plugins=["table", "math", "strikethrough"])


def blocks(markdown):
    """Read the blocks of a cell.

    Parameters
    ----------
    markdown : str

    Returns
    -------
    list of dict
        mistune's tokens, without blank lines.
    """
    return [token for token in _reader()(markdown) if token["type"] != "blank_line"]


def runs(tokens):
    """Turn inline tokens into runs.

    Parameters
    ----------
    tokens : iterable of dict

    Returns
    -------
    list of Run
    """
    return [_run(token) for token in _merged(tokens)]


def _merged(tokens):
    """Text that was only broken into lines becomes one piece again."""
    merged = []
    for token in tokens:
        token = {"type": "text", "raw": " "} if token["type"] in ("softbreak", "linebreak") else token
        if token["type"] == "text" and merged and merged[-1]["type"] == "text":
            merged[-1] = {"type": "text", "raw": merged[-1]["raw"] + token["raw"]}
        else:
            merged.append(token)
    return merged


def _run(token):
    kind = token["type"]
    if kind == "text":
        return Run(html.escape(token["raw"], quote=False), token["raw"])
    if kind == "inline_math":
        return Run(mathml(token["raw"]), "x" * max(1, spoken_length(token["raw"])), form="maths")
    if kind == "codespan":
        return Run(f"<code>{html.escape(token['raw'], quote=False)}</code>", token["raw"], form="code")
    if kind in _INLINE:
        inside = joined(runs(token["children"]))
        tag = _INLINE[kind]
        return Run(f"<{tag}>{inside.html}</{tag}>", inside.plain, inside.terms, kind)
    if kind == "link":
        return _link(token)
    if kind == "inline_html":
        return Run("", "")
    raise ValueError(f"inline Markdown of type {kind!r} has no form on slides; use text, emphasis, code, maths, links.")


def _link(token):
    """A source keeps its address; a word of the glossary or another notebook is a word here."""
    inside = joined(runs(token["children"]))
    url, title = token["attrs"]["url"], token["attrs"].get("title")
    if url.startswith(("https://", "http://")):
        return Run(f'<a href="{html.escape(url, quote=True)}">{inside.html}</a>', inside.plain, inside.terms, "link")
    terms = ((inside.plain, title),) if title and "Glossary" in url else ()
    return Run(inside.html, inside.plain, terms)


def sentences(tokens):
    """Cut a paragraph into sentences; what is emphasised, linked or a formula is never cut.

    Parameters
    ----------
    tokens : iterable of dict
        Inline tokens.

    Returns
    -------
    list of Run
    """
    found, current = [], []

    def close():
        if "".join(run.plain for run in current).strip():
            found.append(joined(current))
        current.clear()

    for run in runs(tokens):
        if run.form:
            current.append(run)
            continue
        # A sentence may have ended inside the emphasis before this text.
        after = run.plain.lstrip()
        if current and current[-1].form in ("strong", "emphasis") and _ends(current) and not after[:1].islower():
            if run.plain[:1].isspace():
                close()
        if run.terms:
            current.append(run)
            continue
        rest = run.plain
        while cut := _next_break(rest):
            current.append(_text(rest[:cut]))
            close()
            rest = rest[cut:]
        current.append(_text(rest))
    close()
    return found


def _text(words):
    return Run(html.escape(words, quote=False), words)


def _ends(current):
    said = "".join(run.plain for run in current).rstrip()
    return bool(_END.search(said)) and not _SHORT.search(said)


def _next_break(words):
    """Where the first sentence of `words` ends, spaces included; None if it goes on."""
    for found in _BREAK.finditer(words):
        before = words[: found.start() + len(found[1])]
        after = words[found.end() :]
        if not _SHORT.search(words[: found.start()]) and not after[:1].islower() and not _is_citation(before, after):
            return found.end()
    return None


def _is_citation(before, after):
    """Whether the stop belongs to an author's name before a year in brackets."""
    return before.endswith("al.") or (after.startswith("(") and before.endswith("n.d."))
