"""A Markdown cell: the blocks of it that stand on slides, and its whole text for the speaker."""

import html
import re
from itertools import pairwise

from reuptake.lecture.blocks import Bullets, Heading, Maths, Printed, Quote, Table, Text
from reuptake.lecture.gist import LIMIT_WORDS, WORDS, gist, shown
from reuptake.lecture.maths import mathml, spoken_length
from reuptake.lecture.prose import Run, blocks, joined, runs
from reuptake.lecture.share import Share

ALL, FIRST, NONE = "lecture-all", "lecture-first", "lecture-none"
"""Tags of a cell that overrule what is shown."""
_SUMMARY = re.compile(r"<summary>(.*?)</summary>", re.S)
_REVEALED = re.compile(r"^(What you saw|Solutions?\b|What the three share|Back to the card|Where it stands|Decide)")
_ASKS = re.compile(r"^Predict first")
_LED = ("block_math", "list", "table", "block_quote", "block_code")


def markdown_share(place, cell):
    """Turn a Markdown cell into its share of the deck.

    Parameters
    ----------
    place : int
        Of the cell in its notebook.
    cell : dict

    Returns
    -------
    reuptake.lecture.share.Share
    """
    source, meta = "".join(cell["source"]), cell["metadata"]
    tags = set(meta.get("tags", ()))
    tokens = blocks(source)
    written = [_written(token) for token in tokens]
    whole = joined(run for pair in written for run in (pair[1], _SPACE))
    kind = meta.get("slideshow", {}).get("slide_type", "-")
    hidden = NONE in tags or kind in ("notes", "skip")
    return Share(
        cell=place,
        slide=kind,
        blocks=() if hidden else tuple(_blocks(tokens, tags, kind == "fragment")),
        notes=tuple(markup for markup, _ in written if markup),
        words=whole.words,
        terms=whole.terms,
    )


_SPACE = Run(" ", " ")


def _blocks(tokens, tags, fragment):
    """What of the cell stands on slides."""
    first, folded = True, ""
    for token, following in pairwise([*tokens, None]):
        if token["type"] == "block_html":
            folded = _folded(token["raw"], folded)
            if folded and "<summary>" in token["raw"] and _REVEALED.match(folded):
                first = True
                label = re.sub(r"\s*\(.*\)$", "", folded)
                yield Text(run=Run(f"<strong>{label}</strong>", label), kind="label", keep=True)
            continue
        if folded and not _REVEALED.match(folded):
            continue
        hides = fragment or bool(folded)
        if token["type"] == "paragraph":
            run = _paragraph(token, following, first, tags, folded)
            if run and run.plain:
                yield Text(run=run, fragment=hides, keep=run.plain.endswith(":") or _led(following))
            first = first and not run
        elif block := _block(token, hides):
            first = first or isinstance(block, Heading)
            yield block


def _led(following):
    return bool(following) and following["type"] in _LED


def _folded(raw, folded):
    """The summary of the fold that begins here; "" where it ends."""
    found = _SUMMARY.search(raw)
    if found:
        return re.sub("<[^>]*>", "", found[1]).strip()
    return "" if "</details>" in raw else folded


def _paragraph(token, following, first, tags, folded):
    leads = _led(following) or following is None
    if ALL in tags or folded.startswith("Solution"):
        return joined(runs(token["children"]))
    if FIRST in tags:
        return gist(token["children"], leads=leads) if first else None
    return shown(token["children"], first=first, leads=leads, words=LIMIT_WORDS if folded else WORDS)


def _block(token, fragment):
    kind = token["type"]
    if kind == "heading":
        return Heading(level=min(3, token["attrs"]["level"]), run=joined(runs(token["children"])))
    if kind == "block_math":
        return Maths(
            mathml=mathml(token["raw"], display=True), plain="x" * spoken_length(token["raw"]), fragment=fragment
        )
    if kind == "list":
        return _bullets(token, fragment)
    if kind == "table":
        head, body = token["children"]
        rows = tuple(_row(row) for row in body["children"])
        return Table.of(_row(head), rows, fragment=fragment)
    if kind == "block_quote":
        return _quote(token, fragment)
    if kind == "block_code":
        return Printed(lines=tuple(token["raw"].rstrip().split("\n")), code=True, fragment=fragment)
    return None


def _row(token):
    return tuple(joined(runs(cell["children"])) for cell in token["children"])


def _bullets(token, fragment=False):
    attributes = token["attrs"]
    start = attributes.get("start", 1) if attributes.get("ordered") else None
    return Bullets(items=tuple(map(_item, token["children"])), start=start, fragment=fragment)


def _item(token):
    return joined(runs(part for child in token["children"] for part in child.get("children", ())))


def _quote(token, fragment):
    parts, label = [], ""
    for child in token["children"]:
        if child["type"] == "paragraph":
            run = joined(runs(child["children"]))
            label = label or run.plain.split(".")[0]
            parts.append(Text(run=run))
        elif child["type"] == "list":
            parts.append(_bullets(child))
    if label.startswith("Predict first"):
        return None
    return Quote(parts=tuple(parts), label=label[:80], fragment=fragment)


def _written(token):
    """A block as the speaker reads it: its HTML and its words."""
    kind = token["type"]
    if kind == "block_html":
        found = _SUMMARY.search(token["raw"])
        label = re.sub("<[^>]*>", "", found[1]).strip() if found else ""
        return (f"<p><em>{label}:</em></p>" if label else ""), Run(label, label)
    if kind == "block_math":
        return f"<p>{mathml(token['raw'], display=True)}</p>", Run("", "formula")
    if kind == "block_code":
        return f"<pre>{html.escape(token['raw'], quote=False)}</pre>", Run("", "")
    if kind == "block_quote":
        inside = [_written(child) for child in token["children"] if child["type"] != "blank_line"]
        said = joined(run for _, run in inside)
        return f"<blockquote>{''.join(markup for markup, _ in inside)}</blockquote>", said
    if kind == "list":
        items = list(map(_item, token["children"]))
        return f"<ul>{''.join(f'<li>{item.html}</li>' for item in items)}</ul>", joined(_with_spaces(items))
    if kind == "table":
        head, body = token["children"]
        rows = [_row(head), *map(_row, body["children"])]
        lines = "".join(f"<li>{'; '.join(cell.html for cell in row)}</li>" for row in rows)
        return f"<ul>{lines}</ul>", joined(_with_spaces(cell for row in rows for cell in row))
    run = joined(runs(token["children"]))
    return (f"<p><strong>{run.html}</strong></p>" if kind == "heading" else f"<p>{run.html}</p>"), run


def _with_spaces(parts):
    return (one for part in parts for one in (part, _SPACE))
