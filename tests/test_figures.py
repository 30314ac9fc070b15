"""The pictures in figures/ are those that the code draws now, with words and sources."""

import io
import re

import numpy as np
import pytest
from gallery import FIGURES, ROOT, WITH_PNG, compares_files, manifest, render_command, stale
from matplotlib.image import imsave
from reuptake.evidence import reference


@pytest.fixture(scope="module")
def rendered():
    return render_command().render(png=WITH_PNG, variants=("page",))


@pytest.fixture(scope="module")
def rows():
    return manifest()


def files_in(folder):
    return {path.name for path in folder.iterdir() if path.is_file()}


def test_no_picture_is_missing_or_left_over():
    """The folders should hold what the command makes, and the command itself."""
    pictures = {f"{picture.stem}.{kind}" for picture in render_command().PICTURES for kind in ("svg", "png")}
    assert files_in(FIGURES) == {*pictures, "manifest.csv", "README.md", "TEACHING.md", "render.py"}
    assert files_in(FIGURES / "lecture") == pictures


@compares_files
def test_files_are_current(rendered):
    """Each picture for a page, the manifest and the gallery should be what the command makes now."""
    assert not [said for name, content in rendered.items() if (said := stale(name, content))]


def png(grey):
    page = io.BytesIO()
    imsave(page, np.full((20, 30, 3), grey), format="png")
    return page.getvalue()


def test_comparison_finds_what_is_stale(tmp_path):
    """Missing, changed, resized and darker files should be told; a shade between versions should not."""
    (tmp_path / "a.png").write_bytes(png(0.5))
    (tmp_path / "a.svg").write_bytes(b'<svg viewBox="0 0 720 360">old</svg>')
    assert "missing" in stale("b.png", png(0.5), tmp_path)
    assert stale("a.png", png(0.5), tmp_path, exactly=True) == ""
    assert "stale" in stale("a.png", png(0.51), tmp_path, exactly=True)
    assert stale("a.png", png(0.51), tmp_path, exactly=False) == ""
    assert "differs" in stale("a.png", png(0.6), tmp_path, exactly=False)
    assert stale("a.svg", b'<svg viewBox="0 0 720 361">new</svg>', tmp_path, exactly=False) == ""
    assert "differs" in stale("a.svg", b'<svg viewBox="0 0 720 400">new</svg>', tmp_path, exactly=False)
    assert "stale" in stale("a.svg", b'<svg viewBox="0 0 720 360">new</svg>', tmp_path, exactly=True)


def test_each_picture_has_words_and_sources(rows):
    """Each row should name files, an existing notebook, words of its own, and sources that resolve."""
    assert len({row["alt_text"] for row in rows}) == len(rows) >= 9
    for row in rows:
        assert (ROOT / "notebooks" / row["notebook"]).exists()
        assert len(row["alt_text"]) > 80 and row["licence"] == "CC BY 4.0"
        assert (FIGURES / f"{row['lecture_file']}.svg").exists()
        for key in row["source_keys"].split("; "):
            reference(key)


def test_long_description_holds_every_number(rows):
    """Each cell of a picture's table should be in its long description, after the text alternative."""
    for picture, row in zip(render_command().PICTURES, rows, strict=True):
        scene, state, _ = picture.drawn()
        header, cells = scene.numbers(state)
        said = row["long_description"]
        assert said.startswith(row["alt_text"])
        for line in cells:
            for name, cell in zip(header, line, strict=True):
                assert cell == "–" or f"{name}: {str(cell).rstrip('.')}" in said, (row["file"], name, cell)


def test_each_explorer_has_a_picture():
    """Each explorer of the course should be in the gallery at least once."""
    folder = ROOT / "notebooks" / "reuptake" / "explore"
    explorers = {
        path.stem
        for path in folder.glob("*.py")
        if re.search(r"^def explorer\(", path.read_text(encoding="utf-8"), flags=re.M)
    }
    assert len(explorers) >= 40
    assert explorers - {picture.explorer for picture in render_command().PICTURES} == set()


def test_readme_shows_a_picture_of_the_folder(rows):
    """The README's picture should be one of these, with its alt text."""
    shown = re.search(
        r"!\[([^\]]{60,})\]\(figures/([\w-]+)\.(?:svg|png)\)", (ROOT / "README.md").read_text(encoding="utf-8")
    )
    assert shown and shown[2] in {row["file"] for row in rows}
