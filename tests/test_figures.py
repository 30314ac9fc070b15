"""The pictures in figures/ are those that the code draws now, with words and sources."""

import csv
import importlib.metadata
import importlib.util
import io
import re
from pathlib import Path

import pytest
from effort import THOROUGH
from matplotlib.image import imread
from reuptake.evidence import reference

ROOT = Path(__file__).parents[1]
FIGURES = ROOT / "figures"
SAME_RENDERER = f"matplotlib=={importlib.metadata.version('matplotlib')}" in (
    (ROOT / "tests" / "constraints.txt").read_text().splitlines()
)


@pytest.fixture(scope="module")
def rendered():
    spec = importlib.util.spec_from_file_location("render", FIGURES / "render.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    # The PNG files are drawn by the same code; they are compared where everything is tried.
    return module.render(png=THOROUGH)


@pytest.fixture(scope="module")
def manifest():
    with open(FIGURES / "manifest.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_no_picture_is_missing_or_left_over(rendered):
    """The folder should hold what the command makes, the command itself, and the teaching guide."""
    pngs = {f"{Path(name).stem}.png" for name in rendered if name.endswith(".svg")}
    assert {path.name for path in FIGURES.iterdir() if path.is_file()} == {*rendered, *pngs, "render.py", "TEACHING.md"}


def test_texts_are_current(rendered):
    """Manifest and gallery should be what the command writes now."""
    for name in ("manifest.csv", "README.md"):
        assert (FIGURES / name).read_bytes() == rendered[name], f"{name} is stale: run python figures/render.py"


def test_pictures_are_current(rendered):
    """With the pinned matplotlib each file should be the same; with another its size should."""
    for name, content in rendered.items():
        saved = (FIGURES / name).read_bytes()
        if SAME_RENDERER:
            assert saved == content, f"{name} is stale: run python figures/render.py"
        elif name.endswith(".png"):
            assert imread(io.BytesIO(saved)).shape == imread(io.BytesIO(content)).shape
        elif name.endswith(".svg"):
            assert re.search(rb'viewBox="[^"]*"', saved)[0] == re.search(rb'viewBox="[^"]*"', content)[0]


def test_each_picture_has_words_and_sources(manifest):
    """Each row should name both files, an existing notebook, an alt text of its own, and sources that resolve."""
    assert len({row["alt_text"] for row in manifest}) == len(manifest) >= 9
    for row in manifest:
        assert (ROOT / "notebooks" / row["notebook"]).exists()
        assert len(row["alt_text"]) > 80 and row["licence"] == "CC BY 4.0"
        for key in row["source_keys"].split("; "):
            reference(key)


def test_readme_shows_a_picture_of_the_folder(manifest):
    """The README's picture should be one of these, with its alt text."""
    shown = re.search(
        r"!\[([^\]]{60,})\]\(figures/([\w-]+)\.(?:svg|png)\)", (ROOT / "README.md").read_text(encoding="utf-8")
    )
    assert shown and shown[2] in {row["file"] for row in manifest}
