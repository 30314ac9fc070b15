"""A still picture carries its words."""

import base64
import re

from reuptake.draw.cycle import CycleScene
from reuptake.explore import transport_cycle
from reuptake.ui.still import Still, figure_html


def test_still_picture_shows_the_scene_and_says_it():
    """Text output should be the sentence; the image should be the scene's SVG with its alt text."""
    state = transport_cycle.explorer().state
    still = Still(CycleScene, state)
    bundle = still._repr_mimebundle_()
    assert bundle["text/plain"] == repr(still) == still.scene.describe(state)
    assert f'alt="{still.scene.title}' in bundle["text/html"] and 'class="rx-figure"' in bundle["text/html"]
    image = base64.b64decode(re.search(r"base64,([^\"]+)", bundle["text/html"])[1])
    assert image.startswith(b"<?xml") and b"<svg" in image


def test_words_cannot_break_out_of_the_picture():
    """Quotation marks and angle brackets in a text alternative should be written as such."""
    page = figure_html(b"<svg/>", 'a "b" <c>', "words")
    assert 'alt="a &quot;b&quot; &lt;c&gt;"' in page
