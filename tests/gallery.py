"""The command that draws figures/, and how its files are compared with those in the folder."""

import csv
import importlib.metadata
import importlib.util
import io
import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from effort import THOROUGH
from matplotlib.image import imread
from packaging.version import Version

ROOT = Path(__file__).parents[1]
FIGURES = ROOT / "figures"
_PINS = dict(
    line.split("==")
    for line in (ROOT / "tests" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if "==" in line
)
SAME_RENDERER = all(importlib.metadata.version(package) == _PINS[package] for package in ("matplotlib", "pillow"))
# An older Matplotlib gives words and axes other places, so that nothing can be said of the files; a newer one is
# compared with some room.
compares_files = pytest.mark.skipif(
    Version(importlib.metadata.version("matplotlib")).release[:2] < Version(_PINS["matplotlib"]).release[:2],
    reason="the pictures in figures/ were drawn by a newer Matplotlib",
)
# The PNG files are drawn by the same code; they are compared where everything is tried, or where an SVG cannot be.
WITH_PNG = THOROUGH or not SAME_RENDERER
# Mean difference of two pictures, of 1, that another version's letters and edges may make; pixels of size likewise.
TOLERANCE, PIXELS = 0.02, 3


@cache
def render_command():
    """The module figures/render.py."""
    spec = importlib.util.spec_from_file_location("render", FIGURES / "render.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def manifest():
    """Rows of the manifest in the folder."""
    with open(FIGURES / "manifest.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def stale(name, content, folder=FIGURES, exactly=SAME_RENDERER):
    """Say how the file in the folder differs from what is drawn now; nothing if it does not."""
    path = folder / name
    if not path.exists():
        return f"{name} is missing: run python figures/render.py"
    saved = path.read_bytes()
    if saved == content:
        return ""
    if exactly or not name.endswith((".png", ".svg")):
        return f"{name} is stale: run python figures/render.py"
    alike = _alike_png if name.endswith(".png") else _alike_svg
    return "" if alike(saved, content) else f"{name} differs: run python figures/render.py"


def _alike_png(one, other):
    first, second = (imread(io.BytesIO(content))[..., :3] for content in (one, other))
    if max(abs(a - b) for a, b in zip(first.shape, second.shape, strict=True)) > PIXELS:
        return False
    rows, columns = (min(sizes) for sizes in zip(first.shape[:2], second.shape[:2], strict=True))
    return float(np.abs(first[:rows, :columns] - second[:rows, :columns]).mean()) <= TOLERANCE


def _alike_svg(one, other):
    """Size alone: the PNG of the same picture is compared point by point."""
    sizes = (np.array(re.search(rb'viewBox="([^"]*)"', content)[1].split(), float) for content in (one, other))
    return bool(np.allclose(*sizes, atol=PIXELS))
