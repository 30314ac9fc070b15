"""The picture of the synapse: places, spots and what moves on it."""

import itertools

import numpy as np
import pytest
from matplotlib.path import Path
from reuptake.draw import synapse_parts as parts
from reuptake.draw.synapse import (
    CALCIUM,
    CYTOSOL,
    MOST_CYTOSOL,
    MOST_OUTSIDE,
    OUTSIDE,
    PARTS,
    SPOTS,
    SynapseScene,
    SynapseState,
)
from reuptake.draw.synapse_plate import NAMES
from reuptake.evidence import fact, find


@pytest.fixture(scope="module")
def scene():
    return SynapseScene(SynapseState())


def distances(places):
    """Distance of each place to its nearest neighbour."""
    apart = np.hypot(*(places[:, None] - places[None]).T)
    return np.where(np.eye(len(places)), np.inf, apart).min(axis=0)


def area(path):
    """Area of an outline, positive if drawn against the clock."""
    x, y = path.to_polygons(closed_only=True)[0].T
    return 0.5 * np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])


def test_spots_do_not_overlap():
    """Overlapping holes would not be cut out: the spots should keep clear of each other, and turn the same way."""
    spots = [spot for part in PARTS for spot in SPOTS[part]]
    assert all(area(spot) > 0 for spot in spots)
    boxes = [spot.get_extents() for spot in spots]
    assert not [pair for pair in itertools.combinations(boxes, 2) if pair[0].overlaps(pair[1])]


def test_veil_covers_all_but_the_holes():
    """The veil should have the area of the sheet less that of its holes."""
    hole = parts.rounded_box(10, 10, 20, 20, radius=2)
    sheet, cut = (sum(area(Path(p)) for p in parts.veil(holes).to_polygons()) for holes in ((), (hole,)))
    assert sheet == pytest.approx(-(108 * 68)) and cut - sheet == pytest.approx(area(hole), rel=1e-6)


def test_rounded_box_without_radius_is_the_box():
    """A box with sharp corners should have the area of a rectangle."""
    assert area(parts.rounded_box(0, 0, 4, 3, radius=0)) == pytest.approx(12)


def test_ribbon_is_as_wide_as_asked():
    """Across its shaft a straight arrow should measure its width, and reach from tail to tip."""
    box = parts.ribbon([(0, 0), (10, 0)], 2.0)
    assert np.ptp(box.vertices[:2, 1]) == 0 and box.vertices[0, 1] - box.vertices[-2, 1] == pytest.approx(2)
    assert box.get_extents().x0 == 0 and box.get_extents().x1 == 10


def test_places_are_the_same_every_time_and_apart():
    """Molecules should never lie on each other, nor in a box that is kept clear."""
    first, second = (parts.scattered(30, (0, 0, 20, 20), 1, 1.5, ((0, 0, 10, 10),)) for _ in range(2))
    assert np.array_equal(first, second) and distances(first).min() >= 1.5
    assert not ((first < 10).all(axis=1)).any()


def test_places_that_do_not_fit_are_refused():
    """Too many molecules for a box should be an error that says how many fit."""
    with pytest.raises(ValueError, match="count is 50; only [0-9]+ places 3 units apart fit"):
        parts.scattered(50, (0, 0, 5, 5), 1, 3)


def test_molecules_lie_on_the_plate_and_apart():
    """All places for molecules should lie in the picture, enough of them, no two on each other."""
    assert len(OUTSIDE) >= MOST_OUTSIDE and len(CYTOSOL) == MOST_CYTOSOL
    for places in (OUTSIDE, CYTOSOL, *(np.array(p) for p in CALCIUM.values() if p)):
        assert distances(places).min() > 0.9
        assert (places > 0).all() and (places < (parts.WIDTH, parts.HEIGHT)).all()


@pytest.mark.parametrize(("outside", "cytosol", "receptors"), [(0, 0, 0), (6, 5, 2), (40, 12, 4)])
def test_as_many_molecules_as_the_state_says(scene, outside, cytosol, receptors):
    """Free, stored and bound serotonin should add up to the dots drawn."""
    scene.update(SynapseState(outside=outside, cytosol=cytosol, receptors=receptors, in_vesicle=7, carried=1))
    assert len(scene.dots.get_xdata()) == outside + cytosol + receptors + 7 + 1


def test_spread_moves_molecules_away(scene):
    """The further serotonin has spread, the further from the release site its molecules should lie."""
    means = []
    for spread in (0.0, 0.5, 1.0):
        scene.update(SynapseState(outside=20, cytosol=0, in_vesicle=0, spread=spread))
        places = np.column_stack(scene.dots.get_data())
        means.append(np.hypot(*(places - (parts.DOCKED[0], parts.TERMINAL_Y)).T).mean())
    assert means[0] < means[1] < means[2]


def test_highlight_dims_the_rest(scene):
    """With nothing highlighted there should be no veil; with two parts, a veil with their holes."""
    scene.update(SynapseState())
    assert not scene.veil.get_visible()
    scene.update(SynapseState(highlight=frozenset({"release", "breakdown"})))
    holes = len(SPOTS["release"]) + len(SPOTS["breakdown"])
    assert scene.veil.get_visible() and len(scene.veil.get_path().to_polygons()) == 1 + holes


def test_dimmed_names_can_still_be_read(scene):
    """Black text under the veil should keep a contrast of 4.5:1 on white."""
    grey = scene.veil.get_facecolor()[3]
    luminance = grey / 12.92 if grey <= 0.04045 else ((grey + 0.055) / 1.055) ** 2.4
    assert 1.05 / (luminance + 0.05) >= 4.5


def test_state_out_of_range_is_refused():
    """More marks than there are places, an unknown part or calcium nowhere known should be errors that name it."""
    with pytest.raises(ValueError, match="outside is 41; it must be from 0 to 40"):
        SynapseState(outside=41)
    with pytest.raises(ValueError, match="receptors is -1; it must be from 0 to 4"):
        SynapseState(receptors=-1)
    with pytest.raises(ValueError, match="highlight holds 'axle'"):
        SynapseState(highlight=frozenset({"axle"}))
    with pytest.raises(ValueError, match="calcium is 'away'"):
        SynapseState(calcium="away")
    with pytest.raises(ValueError, match="spread is 2"):
        SynapseState(spread=2)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("outside", 2.0, r"outside is 2.0; it must be from 0 to 40 \(a whole number, no unit\)"),
        ("carried", True, "carried is True; it must be from 0 to 2"),
        ("highlight", "axon", "highlight is 'axon'; it must be a set of: axon, "),
        ("highlight", ["axon"], r"highlight is \['axon'\]; it must be a set"),
    ],
)
def test_state_of_the_wrong_kind_is_refused(field, value, message):
    """A count that is no whole number, and a word in place of a set, should be errors and not be read otherwise."""
    with pytest.raises(ValueError, match=message):
        SynapseState(**{field: value})


def test_autoreceptor_is_not_named_as_one_subtype(scene):
    """Which receptor the terminal's autoreceptor is was not verified, so that its label should not say."""
    assert "autoreceptor" in [text.get_text() for text in scene.figure.axes[0].texts]


def test_scale_bar_says_what_the_data_say(scene):
    """The bar should carry the width of the cleft from the evidence, and say that the rest has no scale."""
    texts = [text.get_text() for text in scene.figure.axes[0].texts]
    width = fact(find("basics", quantity="width of the synaptic cleft"), unit="nm")
    assert f"about\n{width:g} nm" in texts
    assert any("nothing else is to scale" in text for text in texts)


def test_names_do_not_overlap(scene):
    """No two names on the plate should lie on each other, and none should be cut off."""
    renderer = scene.figure.canvas.get_renderer() if hasattr(scene.figure.canvas, "get_renderer") else None
    texts = [t for t in scene.figure.axes[0].texts if t not in scene.moving and t.get_text()]
    boxes = [text.get_window_extent(renderer) for text in texts]
    assert len(boxes) >= len(NAMES)
    assert not [(a, b) for a, b in itertools.combinations(boxes, 2) if a.overlaps(b)]
    whole = scene.figure.bbox
    assert all(b.x0 >= 0 and b.y0 >= 0 and b.x1 <= whole.x1 and b.y1 <= whole.y1 for b in boxes)


def test_words_and_counts(scene):
    """Without a caption the picture should be described, and its table should count what is drawn."""
    state = SynapseState(highlight=frozenset({"axon"}), blocked=2)
    assert "not to scale" in scene.describe(state)
    header, rows = scene.numbers(state)
    assert ("transporters held by an inhibitor", "2 of 2") in rows and ("parts that stand out", "axon") in rows
