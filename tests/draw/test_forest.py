"""The forest plot's marks: places on both scales, areas by weight, what waits, and words that fit."""

import math

import numpy as np
import pytest
from reuptake.draw.forest import EDGE, NETWORK, OTHERS, POWERS, PREDICTION, ForestScene
from reuptake.draw.forest_state import ABSOLUTE, PEOPLE_A_POWER, RATIO, DrugResult, ForestState
from reuptake.explore.forest import forest_states
from reuptake.model.trial_arms import drugs
from reuptake.model.trials import compare, pool

# Odds ratios of 4, 1 and 4 in trials of unequal size.
EVERY = (compare("a", 20, 25, 10, 20), compare("b", 10, 20, 10, 20), compare("c", 80, 100, 10, 20))


def state(rows=3, scale=RATIO, method="random", network=True, every=EVERY):
    """A made-up drug with three trials, and others beside it."""
    added = every[:rows]
    rest = tuple(DrugResult(name, 5, math.log(2), 0.0, math.log(4)) for name in "xyz")[: max(rows - len(every), 0)]
    return ForestState(
        drug="drug", every=every, rows=rows, method=method, rest=rest, scale=scale, control_risk=0.5,
        pooled=pool([t.effect for t in added], [t.standard_error for t in added], method),
        network=DrugResult("drug", 0, math.log(2), math.log(1.5), math.log(3), "checked") if network else None,
    )  # fmt: skip


@pytest.fixture(scope="module")
def kept():
    return ForestScene(state())


@pytest.fixture
def scene(kept):
    """One scene, set back before each test."""
    kept.update(state())
    return kept


def test_squares_lie_at_their_odds_ratio_and_have_the_area_of_their_weight(scene):
    """Odds ratios 4, 1 and 4 should lie two powers, none and two powers up; areas go as the weights."""
    assert scene.squares.get_offsets()[:, 0].tolist() == pytest.approx([2, 0, 2])
    areas, weights = scene.squares.get_sizes(), state().pooled.weights
    assert areas / areas.max() == pytest.approx(weights / weights.max())


def test_absolute_scale_shares_the_ticks(scene):
    """At half responding on placebo, an odds ratio of 4 makes 80 %: 30 more, two steps of 15."""
    scene.update(state(scale=ABSOLUTE))
    assert scene.squares.get_offsets()[:, 0].tolist() == pytest.approx([2, 0, 2])
    assert [text.get_text() for text in scene.ticks] == ["−15", "0", "15", "30", "45"]
    scene.update(state())
    assert [text.get_text() for text in scene.ticks] == ["0.5", "1", "2", "4", "8"]
    assert state().place(0) == state(scale=ABSOLUTE).place(0) == 0
    # Scaled up, no response beyond all and none can leave the axis.
    ends = state(scale=ABSOLUTE).place([-50, 50])
    assert np.all(np.abs(ends) <= 50 / PEOPLE_A_POWER + 1e-9) and len(POWERS) == 7


def test_diamond_spans_its_interval(scene):
    """Its ends should be the limits and its middle the estimate, in the row after the last trial."""
    path = scene.diamond.get_paths()[0].vertices
    pooled = state().pooled
    assert path[:, 0].min() == pytest.approx(pooled.low / math.log(2))
    assert path[:, 0].max() == pytest.approx(pooled.high / math.log(2))
    assert path[0, 1] == 3 and scene.middle.get_xdata()[0] == pytest.approx(pooled.estimate / math.log(2))


def test_prediction_needs_three_trials_and_random_effects(scene):
    """The bar should be there with three trials, and not with two or with one fixed effect."""
    assert scene.prediction.get_ydata()[0] == 3 + PREDICTION
    for other, words in ((state(2), "needs three trials"), (state(method="fixed"), "not in this model")):
        scene.update(other)
        assert len(scene.prediction.get_xdata()) == 0 and scene.prediction_words[1].get_text() == words


def test_intervals_beyond_the_axis_end_in_an_arrow(scene):
    """Where a limit leaves the axis there should be an arrow at its edge, on the right side."""
    tiny = (compare("tiny", 4, 5, 1, 20), *EVERY[1:])
    scene.update(state(every=tiny, method="fixed"))
    left, right = scene.beyond
    assert len(left.get_xdata()) == 0 and list(right.get_ydata()) == [0]
    assert right.get_xdata()[0] <= EDGE[1] < tiny[0].high / math.log(2)


@pytest.mark.parametrize("drug", ["amitriptyline", "reboxetine"])
def test_what_is_pooled_has_an_arrow_too_where_it_leaves_the_axis(scene, drug):
    """The arrows should be those of every row whose limit lies beyond the axis, the foot of the plot included."""
    (shown,) = forest_states([19], [drug], ["random effects"], [RATIO])
    scene.update(shown)
    pooled, foot = shown.pooled, len(shown.every)
    feet = {foot: (pooled.low, pooled.high), foot + PREDICTION: (pooled.predicted_low, pooled.predicted_high)}
    for line, end, edge, sign in zip(scene.beyond, (0, 1), EDGE, (-1, 1), strict=True):
        beyond = {row for row, ends in feet.items() if sign * ends[end] / math.log(2) > sign * edge}
        assert beyond <= set(line.get_ydata())
    assert any(row >= foot for line in scene.beyond for row in line.get_ydata())


def test_published_network_is_drawn_when_all_trials_are_in(scene):
    """Its mark should wait for the last trial, and be missing where the number could not be checked."""
    assert scene.network_mark.get_xdata() == pytest.approx([1]) and scene.network_mark.get_ydata() == [3 + NETWORK]
    for other in (state(2), state(network=False)):
        scene.update(other)
        assert len(scene.network_mark.get_xdata()) == 0 == len(scene.network_line.get_xdata())
    assert "could not be checked" in scene.network_words[1].get_text()


def test_trials_not_added_wait_as_dots(scene):
    """With one of three trials in, two dots should stand in the rows to come, and only one row have words."""
    scene.update(state(1))
    assert list(scene.waiting.get_ydata()) == [1, 2]
    assert [bool(left.get_text()) for left, _ in scene.rows[:3]] == [True, False, False]


def test_other_drugs_follow_below(scene):
    """Two rows past the last trial there should be two open diamonds, each named."""
    scene.update(state(5))
    assert [path.vertices[0, 1] for path in scene.others.get_paths()] == [3 + OTHERS, 4 + OTHERS]
    assert [scene.rows[row][0].get_text() for row in (3, 4, 5)] == ["x, 5 trials", "y, 5 trials", ""]
    scene.update(state())
    assert not scene.others.get_visible()


def test_words_stay_in_the_picture_and_apart(scene):
    """No text of any drug, at either end, should leave the figure or reach into the plot."""
    box = scene.figure.bbox
    plot = scene.figure.axes[0].get_window_extent()
    for drug in drugs():
        for scale in (RATIO, ABSOLUTE):
            scene.update(forest_states([19], [drug], ["random effects"], [scale])[0])
            for left, right in (*scene.rows, scene.pooled_words, scene.prediction_words, scene.network_words):
                for text in (left, right):
                    if text.get_text():
                        extent = text.get_window_extent()
                        assert box.x0 <= extent.x0 and extent.x1 <= box.x1, (drug, text.get_text())
                        assert extent.x1 < plot.x0 or extent.x0 > plot.x1, (drug, text.get_text())
    heads = scene.head.get_window_extent(), scene.spread.get_window_extent()
    assert heads[0].x1 + 10 < heads[1].x0
