"""Backdrop and layer together look like matplotlib's own drawing of the same state."""

import io

import numpy as np
import pytest
from gallery_cases import CASES, make
from matplotlib import rc_context
from matplotlib.image import imread
from reuptake.draw.style import course_style

# Coordinates are rounded to a tenth of a pixel, which moves the shades along edges and nothing else.
MEAN_DIFFERENCE = 0.002
SHARE_OF_CHANGED_PIXELS = 0.002


def shot(page, svg):
    """Rasterise an SVG document with the browser; values from 0 to 1, shape (height, width, 3)."""
    body = svg[svg.index("<svg") :]
    page.set_content(f'<body style="margin:0;background:white">{body}</body>')
    return imread(io.BytesIO(page.locator("svg").screenshot()))[..., :3]


def whole(explorer):
    """Matplotlib's own drawing of the present state, with its text as text."""
    page = io.StringIO()
    explorer.scene.update(explorer.state)
    with course_style(), rc_context({"svg.fonttype": "none", "svg.hashsalt": "whole"}):
        explorer.scene.figure.savefig(page, format="svg")
    return page.getvalue().replace('pt"', '"', 2)


def settings(explorer):
    """Both ends and the middle of every control, and every preset."""
    for key, control in explorer._controls.items():
        for value in (control.options[0], control.options[len(control.options) // 2], control.options[-1]):
            explorer.reset()
            explorer.controls[key] = value
            yield f"{key} = {value}"
    for label in explorer.presets:
        explorer.preset(label)
        yield label


@pytest.mark.parametrize("name", CASES)
def test_layered_picture_is_the_whole_picture(page, name):
    """For each scene and setting the two drawings should agree, pixel by pixel, within the tolerance."""
    explorer = make(name)
    for setting in settings(explorer):
        ours, theirs = shot(page, explorer.frames.svg(explorer.state)), shot(page, whole(explorer))
        assert ours.shape == theirs.shape
        difference = np.abs(ours - theirs).max(axis=-1)
        assert difference.mean() < MEAN_DIFFERENCE, setting
        assert (difference > 0.3).mean() < SHARE_OF_CHANGED_PIXELS, setting
        assert ours.std() > 0.05, "the picture is blank"
