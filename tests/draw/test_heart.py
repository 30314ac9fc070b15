"""The picture of the heart: marks at their numbers, one per row and never joined, words inside and apart."""

from itertools import combinations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from reuptake.draw.heart import COLUMNS, ENDS, LOOKS, HeartScene
from reuptake.explore.heart import CARE, EVERY, VALVES, VIEWS, heart_states, qtc_rows

LAST = len(qtc_rows())


def scene_of(shown, view):
    """State and scene of one setting."""
    (state,) = heart_states([shown], [view])
    return state, HeartScene(state)


def drawn(lines):
    """What lines show: place in the list of rows, and the x of what stands there."""
    found = {}
    for line in lines:
        for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True):
            if x == x:
                found.setdefault(y, []).append(x)
    return found


def test_marks_and_lines_stand_where_the_numbers_are():
    """Each mark should stand alone in its row at its number, its line over its limits, inside the axis."""
    state, scene = scene_of(LAST, EVERY)
    marks, whiskers = drawn(scene.marks.values()), drawn(scene.whiskers.values())
    assert marks == {place: [row.value] for place, row in enumerate(state.rows) if row.value is not None}
    assert whiskers == {place: list(row.whisker) for place, row in enumerate(state.rows) if row.whisker}
    assert all(ENDS[0] < x < ENDS[1] for found in (marks, whiskers) for values in found.values() for x in values)


def test_rows_are_never_joined():
    """Marks should have no line between them, and a line end in a gap before the next row."""
    _, scene = scene_of(LAST, EVERY)
    assert all(mark.get_linestyle() == "None" for mark in scene.marks.values())
    for line in scene.whiskers.values():
        assert all(x != x for x in line.get_xdata()[2::3]) and len(line.get_xdata()) >= 6


def test_designs_differ_without_colour():
    """No two designs of QTc should share marker and filling."""
    kinds = {row.kind for row in qtc_rows() if row.value is not None}
    assert len({(LOOKS[kind]["marker"], LOOKS[kind]["mfc"]) for kind in kinds}) == len(kinds) == 5


def test_standard_errors_have_a_broken_line():
    """What is no interval should not look like one."""
    state, scene = scene_of(LAST, EVERY)
    assert scene.whiskers[True].get_linestyle() == "--" and scene.whiskers[False].get_linestyle() == "-"
    broken = {place for place, row in enumerate(state.rows) if row.error is not None}
    assert set(drawn([scene.whiskers[True]])) == broken and len(broken) == 2


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("shown", [0, 5])
def test_only_rows_reached_have_results(shown, view):
    """Results should appear step by step, and the band lie on the last of them."""
    _, scene = scene_of(shown, view)
    assert [words.get_visible() for _, words in scene.rows] == [place < shown for place in range(LAST)]
    assert all(place < shown for place in drawn([*scene.marks.values(), *scene.whiskers.values()]))
    assert scene.here.get_visible() == (shown > 0)
    assert scene.here.get_y() + 0.45 == pytest.approx(shown - 1)


def test_set_aside_rows_have_no_mark():
    """A row of another design should keep its name and lose its mark and line."""
    state, scene = scene_of(LAST, CARE)
    for row, (name, words) in zip(state.rows, scene.rows, strict=True):
        assert name.get_visible() and words.get_text().startswith("set aside") == row.aside
    kept = {place for place, row in enumerate(state.rows) if row.value is not None and not row.aside}
    assert set(drawn(scene.marks.values())) == kept == set(drawn(scene.whiskers.values())) and len(kept) == 3


def test_views_do_not_share_a_scale():
    """Milliseconds should be there for QTc alone, the two columns for valves alone, each mark in its own."""
    assert all(artist.get_visible() for artist in scene_of(LAST, EVERY)[1].scale)
    state, scene = scene_of(LAST, VALVES)
    assert not any(artist.get_visible() for artist in scene.scale)
    wanted = {place: [COLUMNS[row.kind]] for place, row in enumerate(state.rows) if row.kind in COLUMNS}
    assert drawn(scene.marks.values()) == wanted and len(wanted) == 6 and not drawn(scene.whiskers.values())


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("shown", [0, 3, 6, LAST])
def test_words_stay_inside_and_apart(shown, view):
    """No word should leave the page or lie on another."""
    _, scene = scene_of(shown, view)
    page, paper = FigureCanvasAgg(scene.figure).get_renderer(), scene.figure.bbox
    words = [text for text in (*scene.figure.texts, *scene.figure.axes[0].texts)
             if text.get_visible() and text.get_text()]  # fmt: skip
    boxes = [text.get_window_extent(page) for text in words]
    assert all(paper.x0 <= box.x0 and box.x1 <= paper.x1 and box.y0 >= paper.y0 for box in boxes)
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
