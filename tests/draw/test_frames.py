"""Backdrop, layers and static pictures as text; how they look is tested in a browser."""

import re
import xml.etree.ElementTree as ElementTree

import pytest
from gallery_cases import CASES, make
from reuptake.draw.frames import ID_MARK, Frames, _as_layer, static_png, static_svg

REFERS = re.compile(r'(?:href="#|url\(#)([^")]+)')


@pytest.fixture(params=CASES, scope="module")
def explorer(request):
    return make(request.param)


def test_picture_put_together_is_well_formed(explorer):
    """Backdrop and layer together should be one valid SVG document."""
    ElementTree.fromstring(explorer.frames.svg(explorer.state))


def test_every_reference_is_defined(explorer):
    """Clips and markers that a layer uses should come with it or with the backdrop."""
    parts = explorer.frames.backdrop(), explorer.frames.layer(explorer.state)
    defined = set().union(*(part.defs for part in parts))
    used = {name for part in parts for name in REFERS.findall(part.svg + "".join(part.defs.values()))}
    assert used and used <= defined
    assert all(name.startswith(ID_MARK) for name in defined)


def test_no_group_carries_an_id(explorer):
    """Groups of a layer should have no ids, which would repeat from frame to frame."""
    layer = explorer.frames.layer(explorer.state)
    assert " id=" not in layer.svg
    assert "<style" not in layer.svg and "<metadata" not in layer.svg


def test_backdrop_leaves_out_what_moves(explorer):
    """The backdrop should hold no moving artist, and leave them visible afterwards."""
    assert 'class="moving' not in explorer.frames.backdrop().svg
    assert 'class="moving' in explorer.frames.layer(explorer.state).svg


def test_coordinates_have_one_decimal(explorer):
    """Paths should carry no more decimals than a screen can show."""
    layer = explorer.frames.layer(explorer.state)
    assert not re.search(r' d="[^"]*\d\.\d\d', layer.svg)
    assert re.search(r' d="[^"]*\d\.\d[ "]', layer.svg)


def test_straight_lines_are_written_without_their_letter():
    """Known answers: only a path of straight lines alone may leave out the letter, and never after its end."""
    written = (
        '<path d="M 0 0 L 1.25 2 L 3 4" /><path d="M 0 0 L 1 1 C 1 1 2 2 3 3 L 4 4" /><path d="M 0 0 L 1 1 z L 2 2" />'
    )
    drawn = _as_layer(f"<svg>{written}</svg>", short=True).svg
    assert re.findall(' d="([^"]*)"', drawn) == [
        "M 0 0 1.2 2 3 4",
        "M 0 0 L 1 1 C 1 1 2 2 3 3 L 4 4",
        "M 0 0 1 1 z L 2 2",
    ]
    assert ' L 1.25 2 L 3 4"' in _as_layer(f"<svg>{written}</svg>", short=False).svg


def test_same_state_gives_the_same_layer_again(explorer):
    """A layer should depend on its state alone, not on what was drawn before."""
    first = explorer.frames.layer(explorer.state)
    for key in explorer.controls:
        explorer.frames.layer(explorer.states_along(key)[-1])
    assert explorer.frames.layer(explorer.state) == first


def test_static_picture_is_reproducible_and_needs_no_font(explorer):
    """The exported picture should have its text as paths, no date, and be the same each time."""
    picture = static_svg(explorer.scene, explorer.state)
    assert picture == static_svg(explorer.scene, explorer.state)
    assert "<text" not in picture and "<dc:date>" not in picture
    assert static_png(explorer.scene, explorer.state).startswith(b"\x89PNG")


def test_making_pictures_leaves_the_scene_as_it_was(explorer):
    """A layer drawn after an export should be the one drawn before it."""
    before = explorer.frames.layer(explorer.state)
    static_svg(explorer.scene, explorer.state)
    static_png(explorer.scene, explorer.state)
    assert explorer.frames.layer(explorer.state) == before


def test_frames_of_an_axis_stay_small(explorer):
    """All frames along one control should stay under 400 kB."""
    for key in explorer.controls:
        frames = Frames(explorer.scene)
        size = sum(len(frames.layer(state).svg) for state in explorer.states_along(key))
        assert size < 400_000, key
