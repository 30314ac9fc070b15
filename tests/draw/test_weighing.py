"""The picture of weighing: bars as long as their numbers, everything inside the page, words that agree."""

from dataclasses import replace

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from reuptake.draw.weighing import ASKED, BENEFIT, PEOPLE_AXIS, POINTS, ROWS, SCORE, WeighingScene
from reuptake.explore.weighing import weighing_states
from reuptake.explore.weighing_cases import ANY_DRUG, OWN_TRIALS, TIANEPTINE, cases
from reuptake.model.risk import Interval

CASES = (ANY_DRUG, OWN_TRIALS, TIANEPTINE)


def drawn(nuisance=10.0, benefit=10.0, particular=10.0, threshold=3.0, case=ANY_DRUG):
    """A scene with one state, and that state."""
    (state,) = weighing_states([nuisance], [benefit], [particular], [threshold], [case])
    return WeighingScene(state), state


def test_every_case_has_room():
    """No case should have more rows than the picture."""
    assert max(len(case.rows) for case in cases().values()) == ROWS


@pytest.mark.parametrize("case", CASES)
def test_bars_are_as_long_as_their_numbers(case):
    """Benefit should point right and harm left, by people on the first axis and by points on the second."""
    scene, state = drawn(3, 8, 5, case=case)
    for parts, row, points in zip(scene.rows, state.case.rows, state.points, strict=False):
        assert parts["bar"].get_visible() == (row.more is not None)
        if row.more is not None:
            assert parts["bar"].get_width() == row.worth.estimate and parts["part"].get_width() == points
            assert list(parts["range"].get_xdata()) == [row.worth.low, row.worth.high]
            assert (parts["bar"].get_width() > 0) == (row.group == BENEFIT)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("weights", [(10, 0, 10), (0, 10, 0), (10, 10, 10)])
def test_nothing_leaves_its_axis(case, weights):
    """Bars, intervals, score and bounds should lie inside their axes at the heaviest weights."""
    scene, state = drawn(*weights, case=case)
    for row, points in zip(state.case.rows, state.points, strict=True):
        if row.more is not None:
            assert PEOPLE_AXIS[0] < row.worth.low <= row.worth.high < PEOPLE_AXIS[1]
            assert POINTS[0] < points < POINTS[1]
    assert SCORE[0] < state.low <= state.score <= state.high < SCORE[1]
    assert list(scene.bounds.get_xdata()) == [state.low, state.high]
    assert list(scene.mark.get_xdata()) == [state.score]


@pytest.mark.parametrize("case", CASES)
def test_words_stay_inside_the_page_and_apart(case):
    """No word of the table should be cut off, or touch another or an axis."""
    # Half points make the longest words.
    scene, _ = drawn(9.5, 9.5, 9.5, case=case)
    page, paper = FigureCanvasAgg(scene.figure).get_renderer(), scene.figure.bbox
    for text in scene.figure.texts:
        box = text.get_window_extent(page)
        assert not text.get_text() or (paper.x0 <= box.x0 and box.x1 <= paper.x1), text.get_text()
    left, right = (ax.get_window_extent(page) for ax in (scene.people, scene.points))
    for parts in scene.rows[: len(cases()[case].rows)]:
        name, more, total = (parts[key].get_window_extent(page) for key in ("name", "more", "total"))
        assert name.x1 < more.x0 and more.x1 < left.x0 and right.x1 < total.x0
    assert scene.note.get_window_extent(page).x1 < left.x0
    axis = scene.mark.axes.get_tightbbox(page)
    assert not any(text.get_window_extent(page).overlaps(axis) for text in scene.figure.texts if text.get_text())
    (parts, _), words = scene.figure.axes[:2], scene.score.get_window_extent(page)
    assert words.y1 < parts.get_tightbbox(page).y0


def test_rows_that_are_not_there_are_hidden():
    """A short table should leave no words or bars of a longer one."""
    scene, _ = drawn()
    (short,) = weighing_states([1], [10], [5], [0], [TIANEPTINE])
    scene.update(short)
    shown = [any(artist.get_visible() for artist in parts.values()) for parts in scene.rows]
    assert shown == [True] * 3 + [False] * (ROWS - 3)


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"nuisance": 0, "particular": 0, "threshold": 0}, "at or above your threshold of 0, and so are both bounds"),
        ({"nuisance": 4, "particular": 0, "threshold": 0}, "at or above your threshold of 0, but the lower bound is"),
        ({"nuisance": 5, "particular": 0, "threshold": 0}, "below your threshold of 0, but the upper bound is not"),
        ({"nuisance": 10, "particular": 0, "threshold": 3}, "below your threshold of 3, and so are both bounds"),
    ],
)
def test_verdict_says_where_score_and_bounds_lie(setting, words):
    """The same verdict should stand in the picture and in the sentence."""
    scene, state = drawn(**setting)
    assert words in scene.score.get_text() and words in scene.describe(state)


@pytest.mark.parametrize(
    ("case", "nuisance", "why"),
    [
        (ANY_DRUG, 0, "every weight is 0"),
        (TIANEPTINE, 0, "every weight is 0"),
        (TIANEPTINE, 3, "what has a weight has no number"),
    ],
)
def test_nothing_weighed_has_no_verdict(case, nuisance, why):
    """Until a weight meets a number there should be a question, and neither score nor mark."""
    scene, state = drawn(nuisance, 0, 0, 0, case)
    assert scene.score.get_text() == f"Nothing is weighed yet: {why}." and scene.words.get_text() == ASKED
    assert f"{scene.score.get_text()} {ASKED}" in scene.describe(state)
    assert not len(scene.mark.get_xdata()) and not len(scene.bounds.get_xdata())
    said = f"{scene.describe(state)} {scene.numbers(state)}"
    assert "threshold of" not in said and "Score" not in said and "nothing weighed yet" in said


@pytest.mark.parametrize("case", CASES)
def test_points_can_be_followed(case):
    """Each row should show weight, yardstick and points, and these should agree with its difference."""
    scene, state = drawn(3, 8, 5, case=case)
    for parts, row, points in zip(scene.rows, state.case.rows, state.points, strict=False):
        weight, yardstick = state.weights[row.group], state.case.yardsticks[row.group]
        assert parts["total"].get_text().startswith(f"× {weight:g} ÷ {yardstick:g} → ")
        assert points is None or points == pytest.approx(weight * row.worth.estimate / yardstick)
    said = " ".join(text.get_text() for text in scene.figure.texts)
    assert "Points = weight × difference ÷ yardstick" in said and "yardsticks and preset weights are our choice" in said


@pytest.mark.parametrize("low", [-1.0, 0.0, 1.0])
def test_interval_that_touches_no_difference_includes_it(low):
    """An interval that ends exactly at 0 should be said to include no difference, one above 0 should not."""
    _, state = drawn(3, 8, 5)
    (benefit,) = state.case.of(BENEFIT)
    moved = replace(benefit, more=Interval(benefit.more.estimate, low, benefit.more.high))
    rows = (moved, *state.case.rows[1:])
    said = WeighingScene(state).describe(replace(state, case=replace(state.case, rows=rows)))
    assert ("includes no difference" in said) == (low <= 0)


def test_threshold_moves_with_its_name():
    """The line should stand at the threshold, and its name beside it."""
    scene, _ = drawn(threshold=2.0)
    assert list(scene.limit.get_xdata()) == [2, 2] and 2 < scene.limit_name.get_position()[0] < 3


def test_picture_says_illustrative_and_names_the_steps():
    """The picture itself should warn, and name every step of the frame."""
    scene, _ = drawn(case=TIANEPTINE)
    said = " ".join(text.get_text() for text in scene.figure.texts)
    for word in ("Illustrative", "no recommendation", "Problem", "Objectives", "Alternatives", "Consequences",
                 "Trade-offs", "Uncertainty", "Risk attitude", "Linked decisions", "not their method"):  # fmt: skip
        assert word in said


def test_benefit_that_counts_nothing_has_no_exchange():
    """Without a weight on the benefit the words should not divide by it."""
    scene, _ = drawn(5, 0, 5)
    assert scene.words.get_text() == "The benefit counts nothing."


def test_table_has_the_score_as_the_picture_has_it():
    """Score and bounds of the table should be those of the sentence."""
    scene, state = drawn(3, 10, 2)
    _, rows = scene.numbers(state)
    assert rows[-2][6].split(" ")[0] in scene.score.get_text()
    assert len(rows) == len(state.case.rows) + 2
