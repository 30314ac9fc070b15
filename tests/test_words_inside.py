"""No word of a live picture is cut off by its edge, wherever a control stands."""

import pytest
from gallery_cases import CASES, make
from legibility import cut_off
from matplotlib.figure import Figure
from matplotlib.text import Text


def settings(explorer):
    """Every place of each control, the others as at the start or as in a preset."""
    bases = [dict(explorer._position)]
    for label in explorer.presets:
        explorer.preset(label)
        bases.append(dict(explorer._position))
    return {
        tuple(sorted({**base, key: place}.items()))
        for base in bases
        for key, control in explorer._controls.items()
        for place in range(len(control.options))
    }


@pytest.mark.parametrize(("x", "words", "found"), [(0.1, "inside", 0), (0.97, "over the edge", 1)])
def test_the_check_finds_what_is_cut_off(x, words, found):
    """A word beyond the right edge should be found."""
    figure = Figure(figsize=(10, 5))
    figure.text(x, 0.5, words)
    assert len(cut_off(figure)) == found


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_no_word_is_cut_off(name):
    """Whatever is set, all words should lie inside the picture."""
    explorer = make(name)
    scene, places = explorer.scene, settings(explorer)
    assert len(places) > 5 and cut_off(scene.figure) == []
    # The backdrop stands still, so from here on only what moves is looked at.
    moving = [text for artist in scene.moving for text in artist.findobj(Text)]
    for place in places:
        scene.update(explorer._states(dict(place))[0])
        assert cut_off(scene.figure, moving) == [], place
