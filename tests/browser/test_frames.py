"""Backdrop and layer together look like matplotlib's own drawing of the same state."""

import io
from itertools import chain, product

import numpy as np
import pytest
from effort import THOROUGH
from gallery_cases import CASES, make
from matplotlib import rc_context
from matplotlib.image import imread
from reuptake.draw.style import course_style

# Coordinates of shapes are rounded to a tenth of a unit, a fifth of a pixel here. That changes
# the shades along edges; a missing or misplaced artist changes whole blocks.
SCALE = 2
BLOCK = 8
WORST_BLOCK = 0.08


@pytest.fixture
def canvas(chromium):
    """A page on which a picture is drawn at twice its size."""
    page = chromium.new_page(viewport={"width": 760, "height": 460}, device_scale_factor=SCALE)
    yield page
    page.close()


def shot(page, svg):
    """Rasterise an SVG document with the browser; values from 0 to 1, shape (height, width, 3)."""
    body = svg[svg.index("<svg") :]
    page.set_content(f'<body style="margin:0;background:white">{body}</body>')
    return imread(io.BytesIO(page.locator("svg").screenshot()))[..., :3]


def whole(explorer):
    """Matplotlib's own drawing of the present figure, with its text as text."""
    page = io.StringIO()
    with course_style(), rc_context({"svg.fonttype": "none", "svg.hashsalt": "whole"}):
        explorer.scene.figure.savefig(page, format="svg")
    return page.getvalue().replace('pt"', '"', 2)


def worst_block(ours, theirs):
    """Mean difference of the worst block of pixels."""
    assert ours.shape == theirs.shape
    difference = np.abs(ours - theirs).mean(axis=-1)
    height, width = (size // BLOCK for size in difference.shape)
    blocks = difference[: height * BLOCK, : width * BLOCK].reshape(height, BLOCK, width, BLOCK)
    return blocks.mean(axis=(1, 3)).max()


def settings(explorer):
    """The far end of the first control; where all is tried, of every control, and every preset."""
    for key in list(explorer.controls)[: None if THOROUGH else 1]:
        explorer.reset()
        explorer.controls[key] = explorer.options(key)[-1]
        yield f"{key} = {explorer.controls[key]}"
    for label in explorer.presets if THOROUGH else ():
        explorer.preset(label)
        yield label


def combinations(explorer):
    """Every choice and step with every other, and with both ends of the sliders."""
    sliders = {c["key"] for c in explorer.player.spec["controls"] if c["kind"] == "slider"}
    keys = list(explorer.controls)
    ends = [explorer.options(key)[:: len(explorer.options(key)) - 1] for key in keys]
    tried = [end if key in sliders else explorer.options(key) for key, end in zip(keys, ends, strict=True)]
    for values in product(*tried):
        for key, value in zip(keys, values, strict=True):
            explorer.controls[key] = value
        yield values


@pytest.mark.parametrize("name", CASES)
def test_layered_picture_is_the_whole_picture(canvas, name):
    """For each scene and setting the two drawings should agree, block by block."""
    explorer = make(name)
    for setting in settings(explorer):
        ours = shot(canvas, explorer.frames.svg(explorer.state))
        assert worst_block(ours, shot(canvas, whole(explorer))) < WORST_BLOCK, setting
        assert ours.std() > 0.05, "the picture is blank"


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_a_missing_artist_would_be_noticed(canvas, name):
    """Each moving artist should, in some setting, weigh more than the tolerance above."""
    explorer = make(name)
    unnoticed = list(explorer.scene.moving)
    for _ in chain(settings(explorer), combinations(explorer)):
        explorer.scene.update(explorer.state)
        complete = shot(canvas, whole(explorer))
        for artist in [artist for artist in unnoticed if artist.get_visible()]:
            artist.set_visible(False)
            if worst_block(shot(canvas, whole(explorer)), complete) > WORST_BLOCK:
                unnoticed.remove(artist)
            artist.set_visible(True)
        if not unnoticed:
            return
    assert not unnoticed
