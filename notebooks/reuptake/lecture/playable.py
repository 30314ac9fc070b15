"""Playable pictures: each explorer as one page that needs no kernel, no network and no other file.

A page holds the frames that Python drew ahead along the explorer's main control, at the start and
at each preset, and the notebooks' own player, which turns them. A module in `explore` may name
another main control in `PLAYABLE`, and in `PLAYABLE_START` the preset that its page begins with.

An address may end in ``#value=5``, ``#preset=A flood``, or both joined by ``&``, to open there.
With ``?slide``, or inside a frame of another page, the picture fills the window, and words and
controls stand beside it; ``?page`` shows the whole page in a frame too.
"""

import html
import importlib
import json
import pkgutil
import re
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from string import Template

import reuptake.explore
import reuptake.ui
from reuptake.evidence import load, reference
from reuptake.lecture.packing import Pieces
from reuptake.ui.helplines import HelpLines

NOTEBOOKS = Path(__file__).parents[2]
DISCLAIMER = "Education, not medical advice; not clinically reviewed."
# A picture that says this leads to them, so its page must have them.
HELP_LINES = "Help lines"
COURSE = "Serotonin reuptake: from synapse to evidence"
LICENCE = (
    'Picture and words: <a href="https://creativecommons.org/licenses/by/4.0/" target="_blank" '
    'rel="noopener">CC BY 4.0</a>; code: BSD 3-Clause.'
)
_HERE = Path(__file__).parent
_UI = Path(reuptake.ui.__file__).parent
_TITLE = re.compile(r"<h1>(.*?)</h1>")
_IMPORT = re.compile(r"from reuptake\.explore import ([\w, ]+)")


@cache
def explorer_names():
    """Names of all explorers of the course, by the notebook that uses them first.

    Returns
    -------
    dict of str to str
        Notebook by explorer, for example ``{"clearance": "03-reuptake", …}``, in the order of the notebooks.

    Raises
    ------
    ValueError
        If no notebook uses an explorer.
    """
    known = [info.name for info in pkgutil.iter_modules(reuptake.explore.__path__) if _makes_explorer(info.name)]
    used = {}
    for path in sorted(NOTEBOOKS.glob("[0-9][0-9]-*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            for found in _IMPORT.findall("".join(cell["source"])) if cell["cell_type"] == "code" else ():
                for name in found.replace(" ", "").split(","):
                    used.setdefault(name, path.stem)
    if unused := sorted(set(known) - set(used)):
        raise ValueError(f"No notebook imports the explorer {unused[0]!r}; each must be imported by one.")
    return {name: notebook for name, notebook in used.items() if name in known}


def _makes_explorer(name):
    return hasattr(importlib.import_module(f"reuptake.explore.{name}"), "explorer")


def stem(name):
    """Name of an explorer's page without its ending.

    Parameters
    ----------
    name : str
        Module of the explorer, such as "clearance".

    Returns
    -------
    str
        For example "03-clearance".
    """
    return f"{_notebook(name)[:2]}-{name.replace('_', '-')}"


def page(name):
    """Write the page of an explorer.

    Parameters
    ----------
    name : str
        Module of the explorer, such as "clearance".

    Returns
    -------
    str
        A whole HTML document, the same in every run with the same versions of what draws it.

    Raises
    ------
    ValueError
        If there is no such explorer, or a frame could not be drawn.
    """
    notebook = _notebook(name)
    module = importlib.import_module(f"reuptake.explore.{name}")
    content = frames(name)
    title, data = content["spec"]["title"], _as_json(content)
    question = next(row.question for row in load("course") if row.notebook == notebook)
    return _template("playable.html").substitute(
        title=html.escape(title),
        course=html.escape(COURSE),
        styles=_read(_UI / "player.css") + _read(_HERE / "playable.css"),
        script=_read(_UI / "player.js") + _read(_HERE / "playable.js"),
        frames=data,
        help=_help() if HELP_LINES.lower() in data.lower() else "",
        notebook=notebook,
        question=html.escape(question),
        sources=", ".join(map(_source, module.SOURCES or ("thiscourse",))),
        licence=LICENCE,
        disclaimer=DISCLAIMER,
    )


def index(documents):
    """Write the list of all pages by notebook.

    Parameters
    ----------
    documents : dict of str to str
        Page by explorer; their titles are read from them.

    Returns
    -------
    str
        A whole HTML document.
    """
    items = []
    for row in load("course"):
        names = [name for name, notebook in explorer_names().items() if notebook == row.notebook]
        links = "".join(
            f'<li><a href="{stem(name)}.html">{_TITLE.search(documents[name])[1]}</a></li>' for name in names
        )
        if links:
            items.append(f"<h2>{row.notebook[:2]} {html.escape(row.title)}: {html.escape(row.question)}</h2>")
            items.append(f"<ul>{links}</ul>")
    return _template("playable_index.html").substitute(
        course=html.escape(COURSE),
        styles=_read(_HERE / "playable.css"),
        items="\n".join(items),
        licence=LICENCE,
        disclaimer=DISCLAIMER,
    )


def pages():
    """Write all pages and their list, on as many processors as there are.

    Returns
    -------
    dict of str to str
        HTML document by file name.
    """
    names = tuple(explorer_names())
    with ProcessPoolExecutor() as pool:
        documents = dict(zip(names, pool.map(page, names), strict=True))
    return {f"{stem(name)}.html": document for name, document in documents.items()} | {"index.html": index(documents)}


def frames(name):
    """Draw all frames of an explorer's page: its main control at the start and at each preset.

    Parameters
    ----------
    name : str
        Module of the explorer.

    Returns
    -------
    dict
        `spec`, `backdrop` and `defs` as the player takes them; `pieces`, and `sheets`: for each
        the `setting`, what is `held`, and its packed `frames` in the order of the control's options.

    Raises
    ------
    ValueError
        If a frame could not be drawn.
    """
    explorer, main, labels = _opened(name)
    spec = explorer.player.spec
    controls = {control["key"]: control for control in spec["controls"]}
    settings = {preset["label"]: preset["setting"] for preset in spec["presets"]}
    start = settings[labels[0]] if labels[0] else spec["start"]
    pieces, sheets, defs = Pieces(), {}, {}
    for label in labels:
        setting = settings[label] if label else spec["start"]
        held = {key: place for key, place in setting.items() if key != main}
        if tuple(held.values()) in sheets:
            continue
        items, new = _along(explorer, name, main, label)
        defs |= new
        sheets[tuple(held.values())] = {
            "setting": setting,
            "held": [[controls[key]["label"], controls[key]["options"][place]["text"]] for key, place in held.items()],
            "frames": [pieces.frame(item) for item in items],
        }
    return {
        "spec": {
            **spec,
            "axis": main,
            "start": start,
            "controls": [{**controls[main], "further": False}],
            "files": False,
        },
        "backdrop": explorer.player.backdrop,
        "defs": defs,
        "pieces": list(pieces.places),
        "sheets": list(sheets.values()),
    }


def _opened(name):
    """The explorer, the key of its main control, and the presets of its sheets; "" is the start."""
    _notebook(name)
    module = importlib.import_module(f"reuptake.explore.{name}")
    explorer = module.explorer()
    main = getattr(module, "PLAYABLE", next(iter(explorer.controls)))
    if main not in explorer.controls:
        raise ValueError(f"{name}: PLAYABLE is {main!r}; it must be one of {list(explorer.controls)}.")
    first = getattr(module, "PLAYABLE_START", "")
    if first and first not in explorer.presets:
        raise ValueError(f"{name}: PLAYABLE_START is {first!r}; it must be one of {list(explorer.presets)}.")
    return explorer, main, (first, *(label for label in explorer.presets if label != first))


def _along(explorer, name, main, label):
    """Frames along the main control from a preset, in order, and their definitions."""
    if label:
        explorer.preset(label)
    else:
        explorer.reset()
    items, errors, defs = explorer.frames_along(main)
    for place, error in errors.items():
        raise ValueError(f"{name}: the frame at {main} = {explorer.options(main)[place]!r} cannot be drawn: {error}")
    return [items[place] for place in sorted(items)], defs


def _notebook(name):
    if name not in explorer_names():
        raise ValueError(f"name is {name!r}; it must be one of {sorted(explorer_names())}.")
    return explorer_names()[name]


def _help():
    """The help lines, open above the picture; on a slide one line that opens them."""
    box = HelpLines()._repr_html_()
    return (
        f'<aside aria-label="{HELP_LINES}"><details class="fold" open><summary>{HELP_LINES}</summary>{box}</details>'
        "</aside>\n"
    )


def _source(key):
    """A source by name and year, with its link where there is one."""
    source = reference(key)
    said = html.escape(f"{source.names} ({source.date})")
    link = html.escape(source.link, quote=True)
    return f'<a href="{link}" target="_blank" rel="noopener">{said}</a>' if link else said


def _as_json(content):
    """JSON that may stand inside a script element: nothing in it can end the element."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return text.replace("</", "<\\/").replace("<!--", "\\u003c!--")


@cache
def _read(path):
    return path.read_text(encoding="utf-8")


def _template(name):
    return Template(_read(_HERE / name))
