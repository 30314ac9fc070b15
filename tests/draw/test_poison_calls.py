"""The picture of the poison-centre series: bars in proportion, hatched gaps, words inside and apart."""

from itertools import combinations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from reuptake.draw.poison_calls import BARS, EVERY, GAP, LANES, SERIES, SINGLE, SPOKEN, STATED, PoisonCallsScene
from reuptake.explore.poison_calls import periods, poison_calls_states

LAST = 2025


def parts(scene, kind):
    return [(one, made) for one, made in zip(periods(), scene.parts, strict=True) if one.kind == kind]


def test_area_of_a_bar_is_its_count():
    """A total of many years should be a bar as wide as they are and as high as their mean."""
    (state,) = poison_calls_states([LAST], [EVERY])
    for period, (bar, _) in parts(PoisonCallsScene(state), BARS):
        years = period.end - period.start + 1
        assert bar.get_height() * years == pytest.approx(period.calls)
        assert round(bar.get_width() + 0.08) == years


def test_gaps_are_hatched_and_say_so():
    """Four years should be hatched boxes of one height with their words, and no bar."""
    (state,) = poison_calls_states([LAST], [EVERY])
    made = parts(PoisonCallsScene(state), GAP)
    assert len(made) == 4 and len({box.get_height() for _, (box, _) in made}) == 1
    assert all(box.get_hatch() and words.get_text() == "no value" for _, (box, words) in made)


def test_another_way_of_counting_has_another_symbol_and_place():
    """The statement should be a mark and no bar; the single-substance total should be on axes of its own."""
    (state,) = poison_calls_states([LAST], [EVERY])
    scene = PoisonCallsScene(state)
    ((period, (mark, _)),), ((_, (bar, _)),) = parts(scene, STATED), parts(scene, SINGLE)
    assert mark.get_marker() == "D" and mark.get_ydata()[0] == period.calls and mark.axes is scene.calls
    assert bar.axes is scene.strip


def test_what_has_no_figure_stands_off_the_scale():
    """The spokesperson's mark should stand above the frame, with words that say so, and lie at no number of calls."""
    (state,) = poison_calls_states([LAST], [EVERY])
    scene = PoisonCallsScene(state)
    ((_, (arrow, words)),) = parts(scene, SPOKEN)
    foot, tip = arrow.get_ydata()
    assert foot < scene.calls.get_ylim()[1] < tip and not arrow.get_clip_on()
    assert words.get_position()[1] == tip and words.get_text().endswith("off the scale")


@pytest.mark.parametrize("series", SERIES)
def test_only_what_is_over_and_asked_for_is_seen(series):
    """Parts should be visible exactly when their period is over and its way of counting is asked for."""
    years = [2000, 2013, 2018, 2020, 2023]
    states = poison_calls_states(years, [series] * len(years))
    scene = PoisonCallsScene(states[-1])
    for state in states:
        scene.update(state)
        for period, made in zip(state.periods, scene.parts, strict=True):
            assert {part.get_visible() for part in made} == {state.shown(period)}


def test_marks_of_one_lane_lie_apart():
    """At the end every event should have its own place, within reach of its lane."""
    (state,) = poison_calls_states([LAST], [EVERY])
    scene = PoisonCallsScene(state)
    page = FigureCanvasAgg(scene.figure).get_renderer()
    for row, (lane, (past, now)) in enumerate(zip(LANES, scene.marks.values(), strict=True)):
        spots = [spot for line in (past, now) for spot in zip(*line.get_data(), strict=True)]
        points = scene.lanes.transData.transform(spots)
        assert all(abs(y - row) < 0.7 for _, y in spots), lane
        assert all(abs(a - b).max() > 0.7 * page.points_to_pixels(8) for a, b in combinations(points, 2)), lane


@pytest.mark.parametrize("series", SERIES)
def test_words_stay_inside_and_apart(series):
    """At no setting should words leave the page, lie on others, or be crossed by the line of the year."""
    years = list(range(2000, LAST + 1))
    states = poison_calls_states(years, [series] * len(years))
    scene = PoisonCallsScene(states[0])
    page, paper = FigureCanvasAgg(scene.figure).get_renderer(), scene.figure.bbox
    words = [*scene.figure.texts, *(text for ax in scene.figure.axes for text in ax.texts)]
    for state in states:
        scene.update(state)
        boxes = [text.get_window_extent(page) for text in words if text.get_visible() and text.get_text()]
        assert all(paper.x0 <= box.x0 and box.x1 <= paper.x1 and paper.y0 <= box.y0 for box in boxes), state.year
        assert not any(one.overlaps(other) for one, other in combinations(boxes, 2)), state.year
        lines = [line.get_window_extent(page) for line in scene.lines]
        assert not any(box.overlaps(line) for box in boxes for line in lines), state.year


def test_caveats_stand_on_the_picture():
    """Voluntary calls, changed coding, other drugs in products, no sums, and help should be said there."""
    (state,) = poison_calls_states([2000], [EVERY])
    said = " ".join(text.get_text() for text in PoisonCallsScene(state).figure.texts)
    for words in (
        "voluntary",
        "Coding changed",
        "other drugs",
        "never joined or added",
        "as cited in other texts",
        "Help lines: top of this page.",
    ):
        assert words in said
