"""The picture of the trials: rows appear one by one, marks stand at their numbers, nothing is cut off."""

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from reuptake.draw.tianeptine_trials import TianeptineTrialsScene
from reuptake.explore.tianeptine_trials import NOTHING, TRIALS, WITHOUT_PLACEBO, trials_states


def visible(scene):
    return [any(artist.get_visible() for artist in artists) for artists in scene.rows]


def test_rows_appear_one_by_one():
    """After three steps three rows should be seen, the rest not."""
    (state,) = trials_states([3], [NOTHING])
    assert visible(TianeptineTrialsScene(state)) == [True] * 3 + [False] * (len(TRIALS) - 3)


def test_marks_stand_at_the_shares():
    """A trial with two groups should have its two marks at the two percentages."""
    (state,) = trials_states([len(TRIALS)], [NOTHING])
    scene = TianeptineTrialsScene(state)
    for trial, artists in zip(state.trials, scene.rows, strict=True):
        if trial.drug is not None:
            assert list(artists[-1].get_xdata()) == [trial.drug] and list(artists[-2].get_xdata()) == [trial.placebo]


def test_what_is_set_aside_says_so():
    """Trials without a placebo group should be named as set aside, and the others not."""
    (state,) = trials_states([len(TRIALS)], [WITHOUT_PLACEBO])
    scene = TianeptineTrialsScene(state)
    for trial, artists in zip(state.trials, scene.rows, strict=True):
        texts = " ".join(artist.get_text() for artist in artists if hasattr(artist, "get_text"))
        assert ("set aside" in texts) == (not trial.controlled)


@pytest.mark.parametrize("step", range(1, len(TRIALS) + 1))
def test_words_stay_inside_the_picture(step):
    """No line of words should leave the page or run into the rows below."""
    (state,) = trials_states([step], [NOTHING])
    scene = TianeptineTrialsScene(state)
    page, paper = FigureCanvasAgg(scene.figure).get_renderer(), scene.figure.bbox
    words = [artist for artists in scene.rows for artist in artists if hasattr(artist, "get_text")]
    for artist in [scene.head, scene.reading, scene.aside, *words]:
        if artist.get_visible():
            box = artist.get_window_extent(page)
            assert paper.x0 <= box.x0 and box.x1 <= paper.x1
    assert scene.reading.get_window_extent(page).y0 > scene.rows[0][0].get_window_extent(page).y1
