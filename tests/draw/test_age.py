"""The picture of age and suicidality: bands where the numbers are, words inside the page and off the lines."""

from itertools import combinations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from reuptake.draw.age import AGES, HELP, RATIOS, SLOPE_YEARS, AgeScene
from reuptake.explore.age import ACTS, BOTH, COUNTED, OUTSIDE, age_states


def scene_of(age, outcome):
    """The scene of one setting, and a renderer to measure it with."""
    (state,) = age_states([age], [outcome])
    scene = AgeScene(state)
    return state, scene, FigureCanvasAgg(scene.figure).get_renderer()


@pytest.mark.parametrize("outcome", COUNTED)
def test_bands_stand_where_the_intervals_are(outcome):
    """Each band should reach from limit to limit over the ages of its group, inside the axes, its line at the ratio."""
    state, scene, _ = scene_of(85, outcome)
    for group, (band, middle, _) in zip(state.groups, scene.bands, strict=True):
        assert band.get_y() == group.ci_low and band.get_y() + band.get_height() == pytest.approx(group.ci_high)
        assert set(middle.get_ydata()) == {group.estimate}
        assert group.low is None or band.get_x() == group.low
        assert RATIOS[0] < group.ci_low and group.ci_high < RATIOS[1]
        assert AGES[0] < band.get_x() and band.get_x() + band.get_width() < AGES[1]


@pytest.mark.parametrize(("age", "count"), [(0, 0), (18, 1), (25, 2), (64, 2), (65, 3)])
def test_groups_appear_when_they_are_reached(age, count):
    """A band, its line and its words should be visible exactly when its youngest age has been reached."""
    _, scene, _ = scene_of(age, BOTH)
    assert [[artist.get_visible() for artist in artists] for artists in scene.bands] == [
        [place < count] * 3 for place in range(3)
    ]


def test_group_in_hand_stands_out_without_colour():
    """The group in hand should have a thicker edge and bold words."""
    _, scene, _ = scene_of(30, ACTS)
    (young, _, small), (band, _, words), _ = scene.bands
    assert band.get_linewidth() > young.get_linewidth()
    assert (words.get_weight(), small.get_weight()) == ("bold", "normal")


@pytest.mark.parametrize("outcome", [BOTH, ACTS])
def test_slope_has_the_slope_of_the_table(outcome):
    """On the log axis the sample line should fall by the yearly ratio, once all groups are there."""
    state, scene, _ = scene_of(70, outcome)
    start, end = scene.line.get_ydata()
    assert scene.line.get_visible() and end / start == pytest.approx(state.trend[0] ** SLOPE_YEARS)
    assert not scene_of(64, outcome)[1].line.get_visible()


def test_outside_trials_shows_no_number_per_thousand():
    """Neither bars nor hatching nor a slope should be left from the trials."""
    _, scene, _ = scene_of(85, OUTSIDE)
    cells = [artist for artists in scene.cells for artist in artists]
    assert not any(artist.get_visible() for artist in (*cells, scene.hatched, scene.line))


def test_unconfirmed_cells_are_hatched_and_have_no_number():
    """Where the label's number is not confirmed there should be a hatched cell and nothing else."""
    state, scene, _ = scene_of(85, BOTH)
    for group, artists in zip(state.label, scene.cells, strict=True):
        assert (artists[0].get_hatch() is not None) == (group.cases is None) == (len(artists) == 1)
        assert all(artist.get_visible() for artist in artists)


@pytest.mark.parametrize("outcome", COUNTED)
@pytest.mark.parametrize("age", [0, 18, 85])
def test_words_stay_inside_and_apart(age, outcome):
    """No word should leave the page or lie on another, and help lines always be there."""
    _, scene, page = scene_of(age, outcome)
    paper = scene.figure.bbox
    words = [text for text in (*scene.figure.texts, *(t for ax in scene.figure.axes for t in ax.texts))
             if text.get_visible() and text.get_text()]  # fmt: skip
    boxes = [text.get_window_extent(page) for text in words]
    assert all(paper.x0 <= box.x0 and box.x1 <= paper.x1 and box.y0 >= paper.y0 for box in boxes)
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    assert sum(HELP in text.get_text() for text in words) == 1


def test_names_of_axes_stay_inside_and_apart():
    """The long name of the first axis should end before the words above the second, and on the page."""
    _, scene, page = scene_of(85, BOTH)
    scene.figure.draw(page)
    names = [ax.yaxis.label.get_window_extent(page) for ax in scene.figure.axes]
    assert all(name.x0 >= 0 for name in names)
    assert not any(name.overlaps(text.get_window_extent(page)) for name in names for text in scene.figure.texts)
    assert not names[0].overlaps(scene.label_head.get_window_extent(page))


@pytest.mark.parametrize("outcome", COUNTED)
def test_title_holds_in_every_view(outcome):
    """Placebo should be named where it was the comparison, and nowhere outside trials."""
    state, scene, _ = scene_of(70, outcome)
    assert ("placebo" in scene.alt_text(state)) == (outcome != OUTSIDE)


@pytest.mark.parametrize("outcome", COUNTED)
def test_words_in_the_chart_lie_off_the_bands(outcome):
    """No word in the upper chart should lie on a band, and the slope's words not on its line."""
    _, scene, page = scene_of(85, outcome)
    words = [text for text in scene.figure.axes[0].texts if text.get_visible() and text.get_text()]
    marks = [band.get_window_extent(page) for band, *_ in scene.bands]
    marks += [scene.line.get_window_extent(page)] if scene.line.get_visible() else []
    assert not any(text.get_window_extent(page).overlaps(mark) for text in words for mark in marks)
