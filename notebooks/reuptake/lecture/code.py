"""A code cell: what it shows in a hall. The code itself stays away unless it is the lesson."""

import ast
import base64
import html
import importlib
import importlib.util
import re
from dataclasses import dataclass
from functools import cache

from reuptake.draw.scene import Scene
from reuptake.evidence import load
from reuptake.lecture.asked import (
    appraisal_shares,
    claim_block,
    plain,
    prediction_share,
    question_shares,
    transfer_shares,
)
from reuptake.lecture.blocks import Picture, Printed, Quote, Table, Text, caption_of, columns_of
from reuptake.lecture.prose import sentences
from reuptake.lecture.share import Share, paragraph

LESSON = "lesson-code"
"""Tag of a cell whose code is shown."""
LINES = 12
"""Printed lines that are shown at most."""
_LEFT_OUT = {
    "recall", "course_map", "self_assessment", "watch_button", "disagree", "glossary", "references", "claims_table",
    "article", "check",
}  # fmt: skip
_IMAGE = re.compile(r'<img[^>]*?alt="([^"]*)"[^>]*?src="([^"]*)"[^>]*>')
_CAPTION = re.compile(r"<figcaption>(.*?)</figcaption>", re.S)
_SUMMARY = re.compile(r"<summary>(.*?)</summary>", re.S)
_CLAIM = re.compile(r"claim (C\d+)\)")


@dataclass(frozen=True)
class Called:
    """What a cell calls: names of functions with their first arguments, and the explorer it shows."""

    names: dict
    explorer: str = ""
    file: str = ""
    """The module of an explorer that the cell shows as a file of studies, one at a time."""


class Reader:
    """Reads the code cells of one notebook in order, since later ones use the names of earlier ones.

    Parameters
    ----------
    playable : callable
        Takes an explorer's name and gives the address of its page, "" where it has none.
    """

    def __init__(self, playable):
        self._playable = playable
        self._modules, self._explorers = set(), {}

    def shares(self, place, cell):
        """Turn a code cell into its shares of the deck.

        Parameters
        ----------
        place : int
            Of the cell in its notebook.
        cell : dict

        Returns
        -------
        list of reuptake.lecture.share.Share
        """
        source = "".join(cell["source"])
        tags = set(cell["metadata"].get("tags", ()))
        slide = cell["metadata"].get("slideshow", {}).get("slide_type", "-")
        called = self.called(source)
        if slide == "skip" or "lecture-none" in tags:
            return []
        shares = []
        if LESSON in tags:
            shown = Printed(lines=tuple(source.rstrip().split("\n")), code=True, keep=True)
            shares.append(Share(cell=place, slide=slide, blocks=(shown,)))
            slide = "-"
        if asked := self._asked(place, slide, called):
            shares += asked
            slide = "-"
        if called.file:
            shares.append(self._whole_file(place, slide, called))
            slide = "-"
        outputs = cell.get("outputs", ())
        if called.explorer and not any(_IMAGE.search(_html(output)) for output in outputs):
            raise ValueError(
                f"the picture of {called.explorer!r} is not saved in the notebook; run python tests/save_notebooks.py."
            )
        if any(_CLAIM.search(_plain(output)) for output in outputs):
            # The boxes repeat what the cell prints before.
            outputs = [output for output in outputs if output["output_type"] != "stream"]
        for output in outputs:
            given = self._output(place, output, called, slide, whole="lecture-all" in tags)
            shares = given + shares if _is_help(called, output) else shares + given
        return shares

    def called(self, source):
        """Say what a cell calls, and remember the explorers that it makes.

        Parameters
        ----------
        source : str

        Returns
        -------
        Called
        """
        try:
            tree = ast.parse(source)
        except SyntaxError:
            # Commands of the notebook itself, such as %time, are no Python and make no explorer.
            return Called({}, "")
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module == "reuptake.explore":
                self._modules |= {alias.name for alias in node.names}
        for node in tree.body:
            if isinstance(node, ast.Assign) and (name := self._explorer(node.value)):
                self._explorers |= {target.id: name for target in node.targets if isinstance(target, ast.Name)}
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
        names = {call.func.id: call.args for call in calls}
        last = tree.body[-1].value if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        shown = names["predict"][1] if len(names.get("predict", ())) > 1 else last
        file = self._explorer(last, makes="belief_file") if isinstance(last, ast.Call) else ""
        return Called(names, self._explorer(shown), file)

    def _explorer(self, node, makes="explorer"):
        """Name of the module whose explorer an expression is, "" if it is none."""
        if isinstance(node, ast.Name):
            return self._explorers.get(node.id, "")
        made = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == makes
        if made and isinstance(node.func.value, ast.Name) and node.func.value.id in self._modules:
            return node.func.value.id
        return ""

    def _asked(self, place, slide, called):
        names = called.names
        if "predict" in names:
            return [prediction_share(place, slide, _text(names["predict"][0]), bool(called.explorer))]
        if "questions" in names:
            return question_shares(place, _text(names["questions"][0]))
        if "appraise" in names:
            return appraisal_shares(place, slide, [_text(one) for one in names["appraise"][0].elts])
        if "transfer" in names:
            return transfer_shares(place, slide)
        if "course_map" in names:
            return [_lessons(place, slide)]
        return []

    def _output(self, place, output, called, slide, *, whole):
        """What one saved output gives."""
        fragment = slide == "fragment"
        data = output.get("data", {})
        page, text = ("".join(data.get(kind, "")) for kind in ("text/html", "text/plain"))
        if output["output_type"] == "stream":
            return [_printed(place, slide, "".join(output["text"]), fragment=fragment, whole=whole)]
        if found := _IMAGE.search(page):
            return [self._picture(place, slide, page, found, called)]
        if _is_help(called, output):
            return [Share(cell=place, slide=slide, blocks=(_help(text),), notes=(paragraph(text),))]
        if called.names.keys() & (_LEFT_OUT | {"predict", "questions", "appraise", "transfer"}):
            return _spoken(place, called, text)
        if _CLAIM.search(text):
            blocks = tuple(claim_block(key, fragment="<details>" in page) for key in _CLAIM.findall(text))
            return [Share(cell=place, slide=slide, blocks=blocks, notes=(_lines(text),), words=len(text.split()))]
        label = _SUMMARY.search(page)
        label = re.sub(r"\s*\(.*?\)", "", html.unescape(label[1])) if label else ""
        return [_printed(place, slide, text, fragment=fragment, label=label, whole=whole)]

    def _whole_file(self, place, slide, called):
        """The picture of a file with all of its studies in it, drawn anew: the notebook shows them one at a time."""
        explorer = importlib.import_module(f"reuptake.explore.{called.file}").explorer()
        first = next(iter(explorer.values))
        explorer.move(first, explorer.options(first)[-1])
        page = explorer.figure_html()
        explorer.close()
        return self._picture(place, slide, page, _IMAGE.search(page), Called(called.names, called.file))

    def _picture(self, place, slide, page, found, called):
        caption = _CAPTION.search(page)
        caption = html.unescape(re.sub("<em>.*?</em>|<[^>]*>", "", caption[1])).strip() if caption else ""
        told = [one.plain for one in sentences([{"type": "text", "raw": caption}])]
        title = scene_title(called.explorer) if called.explorer else ""
        picture = Picture(
            src=checked_image(found[2]),
            alt=html.unescape(found[1]),
            caption=caption_of(told) if told else "",
            playable=self._playable(called.explorer) if called.explorer else "",
            title=title,
            own=title,
        )
        return Share(cell=place, slide=slide, blocks=(picture,), notes=(paragraph(f"The picture: {caption}"),))


def checked_image(address):
    """Make sure that a picture stands in the page itself.

    Parameters
    ----------
    address : str

    Returns
    -------
    str
        The same.

    Raises
    ------
    ValueError
        If it has to be fetched from elsewhere, or does not hold an SVG picture.
    """
    start = "data:image/svg+xml;base64,"
    if not address.startswith(start) or b"<svg" not in base64.b64decode(address[len(start) :]):
        raise ValueError(f"a picture's address is {address[:60]!r}; on a slide it must be an SVG data address.")
    return address


@cache
def scene_title(explorer):
    """Say what an explorer's picture is called.

    Parameters
    ----------
    explorer : str
        Its module in `reuptake.explore`.

    Returns
    -------
    str
    """
    module = importlib.import_module(f"reuptake.explore.{explorer}")
    scenes = [one for one in vars(module).values() if isinstance(one, type) and issubclass(one, Scene)]
    return next((one.title for one in scenes if isinstance(getattr(one, "title", None), str)), "")


def _plain(output):
    return "".join(output.get("data", {}).get("text/plain", ""))


def _html(output):
    return "".join(output.get("data", {}).get("text/html", ""))


def _is_help(called, output):
    return "HelpLines" in called.names and 'role="note"' in _html(output)


def _text(node):
    if not isinstance(node, ast.Constant):
        raise ValueError(f"line {node.lineno}: a key is computed; for slides it must be written as text.")
    return node.value


def _printed(place, slide, text, *, fragment=False, label="", whole=False):
    """Printed lines, trimmed where they are many; the speaker has all of them."""
    lines = [line.rstrip() for line in text.rstrip().split("\n")]
    table, lines = columns_of(lines)
    if table and not lines:
        return Share(cell=place, slide=slide, blocks=(table,), words=len(text.split()) // 2)
    kept = lines if whole or len(lines) <= LINES else lines[: LINES - 2]
    left = len(lines) - len(kept)
    more = [f"… and {left} more lines in the notebook"] if left else []
    blocks = [table] if table else []
    blocks.append(Printed(lines=(*kept, *more), label=label if not table else "", fragment=fragment))
    notes = (_lines(text),) if left else ()
    return Share(cell=place, slide=slide, blocks=tuple(blocks), notes=notes, words=len(" ".join(kept).split()) // 2)


def _lines(text):
    return f"<pre>{html.escape(text.rstrip(), quote=False)}</pre>"


def _lessons(place, slide):
    """The lessons with their questions and times, without anybody's progress."""
    rows = [(row.title, row.question, f"{row.minutes:g} min") for row in load("course")]
    head, *body = (tuple(map(plain, row)) for row in [("lesson", "question", "time"), *rows])
    return Share(cell=place, slide=slide, blocks=(Table.of(head, tuple(body)),))


def _help(text):
    """The help lines as a callout."""
    lines = [line.removeprefix("- ") for line in text.strip().split("\n")]
    return Quote(parts=tuple(Text(run=plain(line)) for line in lines[1:]), label=lines[0], own=lines[0])


def _spoken(place, called, text):
    """What is left out of a hall, but may be useful to the speaker."""
    if "references" in called.names:
        count = len(called.names["references"])
        said = (
            f"This lesson rests on {count} sources. The whole list is in the notebook, and in the notes of this slide."
        )
        return [Share(cell=place, blocks=(Text(run=plain(said)),), notes=(_lines(text),))]
    if "article" in called.names:
        return [Share(cell=place, notes=(_lines(text),))]
    return []
