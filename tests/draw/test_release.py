"""The picture of released quanta shows what its state holds, also where a method has no estimate."""

from dataclasses import replace

import numpy as np
import pytest
from reuptake.draw.release import MOST, ReleaseScene, ReleaseState


@pytest.fixture
def state():
    """Two sites of probability one half and four stimuli, done by hand."""
    return ReleaseState(
        n_sites=2,
        n_trials=4,
        n_failures=1,
        probability=0.5,
        quanta=np.arange(5),
        simulated=np.array([0.25, 0.5, 0.25, 0, 0]),
        binomial=np.array([0.25, 0.5, 0.25, 0, 0]),
        poisson=np.array([0.368, 0.368, 0.184, 0.061, 0.0015]),
        estimates=(1.0, 1.386, 1.5),
        variance_ratio=0.667,
    )


def test_bars_are_as_high_as_the_shares(state):
    """The failures should have a bar of their own, and the rest one box for each number that occurred."""
    scene = ReleaseScene(state)
    assert scene.failures.get_height() == 25
    boxes = scene.bars.get_path().vertices.reshape(-1, 5, 2)
    np.testing.assert_allclose(boxes[:, 1, 1], [50, 25])
    np.testing.assert_allclose(boxes[:, :4, 0].mean(axis=1), [1, 2])


def test_marks_leave_out_what_would_lie_on_the_axis(state):
    """Shares too small to see should carry no mark."""
    scene = ReleaseScene(state)
    np.testing.assert_allclose(scene.binomial.get_ydata(), [25, 50, 25, np.nan, np.nan])
    np.testing.assert_allclose(scene.poisson.get_ydata(), [36.8, 36.8, 18.4, 6.1, np.nan])


def test_missing_and_huge_estimates_are_shown_as_such(state):
    """A method without an estimate should have no mark and say none; a huge one stays at the edge."""
    scene = ReleaseScene(replace(state, estimates=(1.0, None, 9000.0), n_failures=0))
    np.testing.assert_allclose(scene.marks.get_xdata(), [1, np.nan, MOST])
    assert [label.get_text() for label in scene.values] == ["1.00", "none", "9,000"]
    assert not scene.failures.get_visible()


@pytest.mark.parametrize(
    ("probability", "verdict"), [(0.05, "a good stand-in"), (0.3, "a rough stand-in"), (0.5, "no good stand-in")]
)
def test_sentence_judges_poisson_by_the_probability(state, probability, verdict):
    """The verdict on Poisson should come with the numbers that it rests on."""
    sentence = ReleaseScene(state).describe(replace(state, probability=probability))
    assert f"fail in 25 % of spikes, by Poisson's law in 37 %: it is {verdict} here." in sentence
    assert sentence.startswith("Illustrative")


def test_table_sets_methods_beside_what_they_give_on_average(state):
    """Two sites at one half should give 1, 2 ln 2 and 2 quanta by the three methods."""
    _, rows = ReleaseScene(state).numbers(state)
    assert [row[2] for row in rows[-3:]] == ["1.00", "1.39", "2.00"]
    assert all(row[3] == "1.00" for row in rows[-3:])


def test_long_run_failures_stand_in_the_picture(state):
    """Failures of the sites, and those that Poisson expects, should be written beside the estimates."""
    said = ReleaseScene(state).expected.get_text()
    assert "these sites: 25 %" in said and "Poisson's law: 37 %" in said


def test_nothing_released_leaves_no_ratio(state):
    """Where every stimulus failed there should be no ratio and no estimate, in words too."""
    scene = ReleaseScene(state)
    nothing = replace(state, n_failures=4, estimates=(None,) * 3, variance_ratio=None)
    scene.update(nothing)
    assert [label.get_text() for label in scene.values] == ["none"] * 3
    assert scene.numbers(nothing)[1][2][1] == "none"
