"""Make a slide deck of a notebook: reveal.js, the fonts and all pictures beside it, no network."""

import html
import importlib
import importlib.util
import json
import re
import shutil
from pathlib import Path
from string import Template

from reuptake.lecture.code import Reader
from reuptake.lecture.pages import Layout
from reuptake.lecture.room import FONTS, HEIGHT, LINE, SIZES, WIDTH
from reuptake.lecture.text import markdown_share
from reuptake.ui.helplines import HEADING, HelpLines

HERE = Path(__file__).parent
NOTEBOOKS = HERE.parents[1]
FIGURES = NOTEBOOKS.parent / "figures"
FOLDER = FIGURES / "slides"
"""Where the decks go if nothing else is said."""
ASSETS = "assets"
_FONTS = ("DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique", "DejaVuSans-BoldOblique", "DejaVuSansMono")
_PLAYABLE = "reuptake.lecture.playable"
COURSE, FOOT = "Serotonin reuptake: from synapse to evidence", "education, not medical advice"


def notebooks(names=()):
    """Find notebooks by their numbers or names.

    Parameters
    ----------
    names : iterable of str
        Such as "03" or "03-reuptake"; none means all.

    Returns
    -------
    list of pathlib.Path

    Raises
    ------
    ValueError
        If there is no such notebook.
    """
    known = sorted(NOTEBOOKS.glob("[0-9][0-9]-*.ipynb"))
    if not names:
        return known
    found = []
    for name in names:
        hits = [path for path in known if name in (path.stem[:2], path.stem, path.name)]
        if not hits:
            raise ValueError(f"notebook is {name!r}; allowed are {', '.join(path.stem[:2] for path in known)}.")
        found += hits
    return found


def pages(path, playable=None):
    """Lay a notebook out as slides.

    Parameters
    ----------
    path : pathlib.Path
    playable : callable, optional
        Takes an explorer's name and gives the address of its page; without it all pictures are still.

    Returns
    -------
    list of reuptake.lecture.pages.Page

    Raises
    ------
    ValueError
        If the file is no notebook, or a cell cannot be shown; the message names both.
    """
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{path.name} cannot be read as a notebook: {error}") from None
    layout, reader = Layout(), Reader(playable or (lambda name: ""))
    for place, cell in enumerate(cells):
        try:
            for share in _shares(reader, place, cell):
                layout.add(share)
        except ValueError as error:
            raise ValueError(f"{path.name}, cell {place}: {error}") from None
    return layout.pages


def _shares(reader, place, cell):
    if cell["cell_type"] == "markdown":
        return [markdown_share(place, cell)]
    return reader.shares(place, cell) if cell["cell_type"] == "code" else []


def deck(path, playable=None):
    """Write a notebook's deck.

    Parameters
    ----------
    path : pathlib.Path
    playable : callable, optional
        As `pages` takes it.

    Returns
    -------
    str
        A whole HTML page; its assets are those of `write_assets`.
    """
    laid = pages(path, playable)
    number = path.stem[:2]
    sections, total = [], sum(page.minutes for page in laid)
    foot = f"Serotonin reuptake {number} · {FOOT}"
    if any(getattr(block, "label", "") == HEADING for page in laid for block in page.blocks):
        # Once shown, help lines stay in sight.
        foot = f"{number} · help: {help_foot()}"
    for place, page in enumerate(laid, start=1):
        opening = _opening_note(laid, total) if place == 1 else ""
        slide = _slide(page, number, f"<span>{foot}</span><span>{place} / {len(laid)}</span>", opening)
        if page.stack or not sections:
            sections.append([])
        sections[-1].append(slide)
    stacks = "\n".join("\n".join(("<section>", *stack, "</section>")) for stack in sections)
    title = f"{number} {laid[0].heading.run.plain}"
    template = Template((HERE / "deck.html").read_text(encoding="utf-8"))
    return template.substitute(title=html.escape(title), slides=stacks, assets=ASSETS, **_geometry())


def _geometry():
    return {"width": SIZES["width"], "height": SIZES["height"]}


def style():
    """Write the style sheet, with the sizes that the layout was computed for.

    Returns
    -------
    str
    """
    sizes = {**SIZES, "line": LINE, "inside": WIDTH, "room": HEIGHT}
    variables = "".join(f"--{name}:{size}{'' if name == 'line' else 'px'};" for name, size in sizes.items())
    return f":root{{{variables}}}\n" + (HERE / "deck.css").read_text(encoding="utf-8")


def help_foot():
    """Write the help lines for a crisis in one line.

    Returns
    -------
    str
        The number or address of each, with its region.
    """
    rows = [row for row in HelpLines().rows if row.kind in ("suicide and crisis", "directory")]
    found = [(re.search(r"\d[\d ]*\d|\S+\.\S+", row.contact)[0], row) for row in rows]
    return ", ".join(call if row.kind == "directory" else f"{call} ({row.region})" for call, row in found)


def _slide(page, number, foot, opening):
    heading = page.heading
    again = f" ({page.number})" if page.number > 1 else ""
    head = f"<h{heading.level}>{heading.run.html}{again}</h{heading.level}>"
    # What a page of a notebook calls its top is the first slide here.
    body = "\n".join(block.html() for block in page.blocks).replace("top of this page", "first slide")
    kinds = (["title"] if heading.level == 1 else []) + (["roomy"] if page.roomy else [])
    kind = f' class="{" ".join(kinds)}"' if kinds else ""
    if heading.level == 1:
        head = f'<p class="course">{COURSE}, {number}</p>\n{head}'
    foot = f'<p class="foot" aria-hidden="true">{foot}</p>'
    notes = f'<aside class="notes">{opening}{_notes(page)}</aside>'
    return f"<section{kind}>\n{head}\n{body}\n{foot}\n{notes}\n</section>"


def _notes(page):
    time = f"<p><strong>{spoken_minutes(page.minutes)}</strong></p>"
    asks = "".join(f"<p><strong>Ask:</strong> {html.escape(ask, quote=False)}</p>" for ask in page.asks)
    terms = "".join(
        f"<li>{html.escape(word, quote=False)}: {html.escape(meaning, quote=False)}</li>"
        for word, meaning in page.terms
    )
    words = f"<p><strong>Words:</strong></p><ul>{terms}</ul>" if terms else ""
    return time + asks + "".join(page.notes) + words


def spoken_minutes(time):
    """Say how long something takes.

    Parameters
    ----------
    time : float
        In minutes.

    Returns
    -------
    str
    """
    if time < 0.75:
        return "About half a minute." if time >= 0.25 else "A moment."
    return f"About {round(time)} minute{'' if round(time) == 1 else 's'}."


def _opening_note(laid, total):
    """What the speaker should know before the first word."""
    optional = sum(page.minutes for page in laid if "ptional" in page.section + page.heading.run.plain)
    parts = {}
    for page in laid:
        parts[page.section or page.heading.run.plain] = parts.get(page.section, 0) + page.minutes
    rows = "".join(
        f"<li>{html.escape(name, quote=False)}: {time:.0f}</li>" for name, time in parts.items() if time >= 0.5
    )
    return (
        f"<p><strong>About {total:.0f} minutes in all, {optional:.0f} of them optional.</strong> Estimated: 130 words "
        "a minute of all that stands in the notes, two minutes a picture, one a question. The notes of each slide hold "
        f"the whole text of the notebook; say less of it.</p><p>By section, in minutes:</p><ul>{rows}</ul>"
        "<p>Keys: Space goes on, Shift and Space goes back, Esc shows all slides, ? shows the keys. To leave a picture "
        "that you moved, press Esc or click beside it. Moving pictures show their still form in print.</p>"
    )


def write_assets(folder):
    """Put beside the decks what they load: reveal.js, our style, and the font.

    Parameters
    ----------
    folder : pathlib.Path
        Where the decks are.
    """
    assets = folder / ASSETS
    assets.mkdir(parents=True, exist_ok=True)
    for source in sorted((HERE / "reveal").iterdir()):
        shutil.copyfile(source, assets / ("LICENSE-reveal" if source.name == "LICENSE" else source.name))
    for name in _FONTS:
        shutil.copyfile(FONTS / f"{name}.ttf", assets / f"{name}.ttf")
    shutil.copyfile(FONTS / "LICENSE_DEJAVU", assets / "LICENSE_DEJAVU")
    (assets / "deck.css").write_text(style(), encoding="utf-8", newline="\n")
    shutil.copyfile(HERE / "deck.js", assets / "deck.js")


class PlayablePages:
    """Gives the moving pictures that decks ask for: those of figures/playable, else made anew, where that can be done.

    Parameters
    ----------
    folder : pathlib.Path
        Where the decks are.
    """

    def __init__(self, folder):
        self._folder, self._made = Path(folder) / "playable", set()
        self._module = importlib.import_module(_PLAYABLE) if importlib.util.find_spec(_PLAYABLE) else None

    def __call__(self, explorer):
        """Give the address of an explorer's page, as seen from a deck; "" where there is none."""
        if self._module is None:
            return ""
        path = self._folder / f"{self._module.stem(explorer)}.html"
        # Made anew once a run, so that none of an earlier course is left; what else lies there is not ours.
        if path not in self._made:
            self._made.add(path)
            path.parent.mkdir(parents=True, exist_ok=True)
            kept = FIGURES / "playable" / path.name
            page = kept.read_text(encoding="utf-8") if kept.exists() else self._module.page(explorer)
            path.write_text(page, encoding="utf-8", newline="\n")
        return f"playable/{path.name}?slide"


def write_decks(names=(), folder=FOLDER):
    """Write decks and what they need into a folder.

    Parameters
    ----------
    names : iterable of str
        As `notebooks` takes them.
    folder : path

    Returns
    -------
    list of pathlib.Path
        The decks.

    Raises
    ------
    ValueError
        If there is no such notebook, one cannot be shown, or the folder is that of the pictures.
    OSError
        If the folder cannot be written to.
    """
    folder = Path(folder)
    if folder.resolve() == FIGURES.resolve():
        raise ValueError(f"--to is {str(folder)!r}, where the pictures are; decks need a folder of their own.")
    paths = notebooks(names)
    write_assets(folder)
    playable, written = PlayablePages(folder), []
    for path in paths:
        target = folder / f"{path.stem}.html"
        target.write_text(deck(path, playable), encoding="utf-8", newline="\n")
        written.append(target)
    return written
