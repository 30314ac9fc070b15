"""Imports run one way: data, evidence, model, draw, ui, explore, lecture, notebooks."""

import ast
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "notebooks" / "reuptake"
ORDER = ("evidence", "model", "draw", "ui", "explore", "lecture")
# What a layer may take from outside the package and the standard library.
OUTSIDE = {
    "evidence": set(),
    "model": {"numpy", "scipy"},
    "draw": {"numpy", "matplotlib"},
    "ui": {"numpy", "anywidget", "traitlets", "ipywidgets", "IPython", "platformdirs"},
    "explore": {"numpy"},
    # Playwright prints handouts, and only where it is asked to. Pygments, jupyter_core and packaging come with
    # JupyterLab.
    "lecture": {"matplotlib", "mistune", "latex2mathml", "playwright", "pygments", "jupyter_core", "packaging"},
    # urllib3 is the part of requests that reads from the wire.
    "watch": {"requests", "urllib3", "platformdirs"},
}
# The watch stands beside the ladder: it rests on evidence alone, and these two may show what it finds.
SHOWS_WATCH = {"ui", "explore"}
SOURCES = sorted(PACKAGE.rglob("*.py"))


def imports(path):
    """Yield the full names of what a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            yield node.module


def layer_of(path):
    """Name of the layer that a file belongs to, or None for the package itself."""
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else None


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_one_way(path):
    """No file should import what is above it, or a library that its layer does not need."""
    layer = layer_of(path)
    if layer is None:
        return
    below = {"evidence"} if layer == "watch" else set(ORDER[: ORDER.index(layer)])
    below |= {"watch"} if layer in SHOWS_WATCH else set()
    for name in imports(path):
        top, *rest = name.split(".")
        if top == "reuptake":
            assert rest and rest[0] in below | {layer}, f"{layer} must not import {name}"
        elif top not in sys.stdlib_module_names:
            assert top in OUTSIDE[layer], f"{layer} must not import {name}"


def test_nothing_uses_pyplot():
    """Pictures should be free of pyplot's hidden state."""
    assert not [path.name for path in SOURCES if any(name.endswith("pyplot") for name in imports(path))]


def test_the_package_is_found_as_notebooks_find_it():
    """There should be layers to test at all."""
    assert {layer_of(path) for path in SOURCES} >= {*ORDER, "watch"}
