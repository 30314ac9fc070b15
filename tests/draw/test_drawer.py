"""The drawer's picture: trials in the funnel, cards in the drawer, bars of what looks positive."""

import numpy as np
import pytest
from reuptake.draw.drawer import EFFECT_ENDS, JOURNALS, LOWEST, REGISTERED, DrawerScene, DrawerState, Flow
from reuptake.explore.drawer import HIDDEN, TESTED, drawer_states
from reuptake.model.trials import egger, pool

PUBLISHED, ERRORS = np.array([0.5, 0.4, 0.6, 0.3]), np.array([0.2, 0.1, 0.3, 0.15])
HIDDEN_ONES, HIDDEN_ERRORS = np.array([0.1, 0.0, -0.1]), np.array([0.2, 0.1, 0.3])


def state(opened=0, version=JOURNALS, tested=False):
    """Four published trials, one of them spun, and three in the drawer, one of them positive."""
    effects = np.append(PUBLISHED, HIDDEN_ONES[:opened])
    errors = np.append(ERRORS, HIDDEN_ERRORS[:opened])
    return DrawerState(
        version=version, published=PUBLISHED, published_errors=ERRORS, hidden=HIDDEN_ONES,
        hidden_errors=HIDDEN_ERRORS, names=("a, trial 1", "b, trial 2", "c, trial 3"), opened=opened,
        pooled=pool(effects, errors), journals_alone=pool(PUBLISHED, ERRORS).estimate,
        flow=Flow(positive=2, spun=1, negative=1, hidden_positive=1, hidden=3), drugs=3,
        asymmetry=egger(effects, errors) if tested else None,
    )  # fmt: skip


@pytest.fixture(scope="module")
def kept():
    return DrawerScene(state())


@pytest.fixture
def scene(kept):
    """One scene, set back before each test."""
    kept.update(state())
    return kept


def test_trials_lie_at_effect_and_error(scene):
    """Published trials should always be there, hidden ones as far as the drawer is open, the last one ringed."""
    assert list(scene.published.get_xdata()) == list(PUBLISHED) and len(scene.hidden.get_xdata()) == 0
    assert len(scene.newest.get_xdata()) == 0
    scene.update(state(2))
    assert list(scene.hidden.get_xdata()) == [0.1, 0.0] and list(scene.hidden.get_ydata()) == [0.2, 0.1]
    assert list(scene.newest.get_xdata()) == [0.0]


def test_cards_and_taken_ones_add_up(scene):
    """Cards in the drawer and places of those taken out should be three together, at different places."""
    for opened in range(4):
        scene.update(state(opened))
        places = {*zip(*scene.cards.get_data(), strict=True), *zip(*scene.taken.get_data(), strict=True)}
        assert len(scene.cards.get_xdata()) == 3 - opened and len(places) == 3


@pytest.mark.parametrize(
    ("opened", "version", "widths"),
    [(0, JOURNALS, (3, 0, 1)), (0, REGISTERED, (2, 0, 2)), (1, JOURNALS, (3, 1, 1)), (3, REGISTERED, (3, 0, 4))],
)
def test_bars_are_the_counts(scene, opened, version, widths):
    """Positive, open and other trials should fill the bar; the open one only while the drawer is half open."""
    scene.update(state(opened, version))
    assert tuple(bar.get_width() if bar.get_visible() else 0 for bar in scene.bars) == widths


def test_funnel_opens_from_the_pooled_effect(scene):
    """The dashed sides should meet at the estimate and be 1.96 standard errors apart from it below."""
    xs = scene.sides.get_xdata()
    assert xs[1] == pytest.approx(state().pooled.estimate) and xs[2] - xs[1] == pytest.approx(1.96 * LOWEST)


def test_test_line_is_the_regression(scene):
    """At the top the line should lie at the slope, further down by the intercept times the error."""
    assert len(scene.slope.get_xdata()) == 0 and not scene.test_words.get_text()
    scene.update(state(tested=True))
    found = state(tested=True).asymmetry
    assert list(scene.slope.get_xdata()) == pytest.approx([found.slope, found.slope + found.intercept * LOWEST])
    assert "intercept" in scene.test_words.get_text()


def test_everything_fits():
    """All real trials should lie inside the funnel's axes, and no word leave the picture."""
    states = drawer_states(
        [0, 11, 23, 23], [JOURNALS, JOURNALS, JOURNALS, REGISTERED], [HIDDEN, TESTED, TESTED, TESTED]
    )
    scene = DrawerScene(states[0])
    for found in states:
        scene.update(found)
        for effects, errors in ((found.published, found.published_errors), (found.hidden, found.hidden_errors)):
            assert effects.min() > EFFECT_ENDS[0] and effects.max() < EFFECT_ENDS[1] and errors.max() < LOWEST
        texts = [*scene.figure.texts, *(text for ax in scene.figure.axes for text in ax.texts)]
        for text in texts:
            if text.get_text():
                extent = text.get_window_extent()
                assert extent.x0 >= 0 and extent.x1 <= scene.figure.bbox.x1, text.get_text()
