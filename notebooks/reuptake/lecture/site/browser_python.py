"""What the course needs of the Python that runs in a browser (Pyodide), and where each part comes from."""

import ast
import importlib.metadata
import json
import sys
from functools import cache
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from reuptake.lecture.deck import NOTEBOOKS

PACKAGE = Path(__file__).parents[2]
KERNEL = "0.8.6"
"""The release of jupyterlite-core and jupyterlite-pyodide-kernel; a newer one may load another Pyodide."""
PYODIDE = "314.0.6"
"""What that release loads."""
_THERE = {
    "extra": "", "platform_machine": "wasm32", "platform_system": "Emscripten", "python_version": "3.14",
    "sys_platform": "emscripten",
}  # fmt: skip
SHIPPED = {
    "ipython": "9.12.0", "matplotlib": "3.10.8", "numpy": "2.4.6", "platformdirs": "4.9.4", "requests": "2.33.1",
    "scipy": "1.18.0", "traitlets": "5.14.3", "typing-extensions": "4.15.0", "urllib3": "2.6.3",
}  # fmt: skip
"""What of it Pyodide ships, by its own list (pyodide-lock.json of that release)."""
WHEELS = ("anywidget", "comm", "ipywidgets", "jupyterlab-widgets", "psygnal")
"""What the site brings itself, all of it plain Python; the same releases as are installed where it is built."""
STOOD_IN = ("widgetsnbextension",)
"""What the kernel of JupyterLite replaces by an empty package."""
_BUILDS_ONLY = "lecture"
_FOLDER = "/drive/progress"
_HIDDEN = "Python cannot see the course's files: reload this page, in an ordinary window, not a private one."


class Unresolved(Exception):
    """Something that the course imports can be had from nowhere in a browser."""


@cache
def imported():
    """List what the notebooks and the package import from outside, as names of distributions.

    Returns
    -------
    tuple of str
        Sorted; what only makes lecture material is left out.
    """
    sources = [path.read_text(encoding="utf-8") for path in _modules()]
    for path in sorted(NOTEBOOKS.glob("[0-9][0-9]-*.ipynb")):
        sources += code_cells(path)
    tops = {name.split(".")[0] for source in sources for name in _imports(source)}
    return tuple(sorted(name.lower() for name in tops - sys.stdlib_module_names - {PACKAGE.name}))


def code_cells(path):
    """Read the code of a notebook.

    Parameters
    ----------
    path : pathlib.Path

    Returns
    -------
    list of str
        One for each code cell.
    """
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def _modules():
    return [path for path in sorted(PACKAGE.rglob("*.py")) if path.relative_to(PACKAGE).parts[0] != _BUILDS_ONLY]


def _imports(source):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


def resolved():
    """Say where each package comes from that the course imports, or that another of them needs.

    Returns
    -------
    dict of str to str
        "Pyodide", "site" or "kernel" by name.

    Raises
    ------
    Unresolved
        If one comes from nowhere; the message says which, and what needs it.
    """
    found, wanted = {}, [(name, "the course") for name in imported()]
    while wanted:
        name, by = wanted.pop()
        if name in found:
            continue
        found[name] = _origin(name, by)
        if found[name] == "site":
            wanted += [(needed, name) for needed in requirements(name)]
    return dict(sorted(found.items()))


def _origin(name, by):
    for names, origin in ((SHIPPED, "Pyodide"), (WHEELS, "site"), (STOOD_IN, "kernel")):
        if name in names:
            return origin
    raise Unresolved(
        f"{by} needs {name!r}, which is neither in Pyodide {PYODIDE} nor brought by the site; add it to WHEELS if it "
        "is plain Python, or to SHIPPED if Pyodide has it."
    )


def requirements(name):
    """List what an installed package needs to run in a browser.

    Parameters
    ----------
    name : str

    Returns
    -------
    list of str
        Names in lower case with hyphens.
    """
    needed = [Requirement(one) for one in importlib.metadata.requires(name) or ()]
    return [canonicalize_name(one.name) for one in needed if not one.marker or one.marker.evaluate(_THERE)]


def setup_cells():
    """Write the two cells that come before the code of each notebook in the browser.

    Returns
    -------
    list of dict
        What they say to the reader, and what they do.
    """
    names = " ".join(imported())
    code = (
        "# Only in the browser: fetch the libraries, and keep answers where the browser keeps files.\n"
        f"%pip install -q {names}\n"
        "import os\n"
        f'os.environ["REUPTAKE_PROGRESS_FOLDER"] = "{_FOLDER}"\n'
        f'assert os.path.isdir("{PACKAGE.name}"), "{_HIDDEN}"'
    )
    said = (
        "**This page runs in your browser.** Nothing is installed, and no server computes. Wait until the circle at "
        "the top right is empty, then choose *Run → Run All Cells*. The first run fetches Python and its libraries, "
        "some tens of megabytes, and can take a minute or more.\n\n"
        "Your answers are kept in this browser only, in the file `progress/progress.json`. Clearing the browser's data "
        "deletes them; *Save my progress* in [notebook 00](00-start-here.ipynb) gives you a copy. Asking an open "
        "database in notebook 09 does not work here."
    )
    return [
        {"cell_type": "markdown", "id": "browser-says", "metadata": {}, "source": said},
        {
            "cell_type": "code",
            "id": "browser-does",
            "metadata": {},
            "source": code,
            "outputs": [],
            "execution_count": None,
        },
    ]


def for_browser(document):
    """Make a notebook ready for the browser: its kernel's name, and the two cells before its code.

    Parameters
    ----------
    document : dict
        The notebook; it is left as it is.

    Returns
    -------
    dict
    """
    cells = [_joined(cell) for cell in document["cells"]]
    first = next(place for place, cell in enumerate(cells) if cell["cell_type"] == "code")
    kernel = {"name": "python", "display_name": "Python (Pyodide)", "language": "python"}
    return {
        **document,
        "metadata": {**document["metadata"], "kernelspec": kernel},
        "cells": [*cells[:first], *setup_cells(), *cells[first:]],
    }


def _joined(cell):
    """The lines of a cell and of its outputs as one text each: JupyterLite's list of headings reads nothing else."""
    cell = {**cell, "source": "".join(cell["source"])}
    if "outputs" in cell:
        cell["outputs"] = [
            {**output, "data": {kind: "".join(text) for kind, text in output["data"].items()}}
            if "data" in output
            else output
            for output in cell["outputs"]
        ]
    return cell
