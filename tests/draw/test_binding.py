"""The picture of two receptors and a pulse holds what its state says."""

import numpy as np
import pytest
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from reuptake.draw.binding import NO_PULSE_NM, BindingScene, BindingState, ReceptorState


def receptor(name, kd, peak, held):
    """A receptor of round numbers, with a course that rises to its peak and falls."""
    curve = np.array([1.0, 100.0, 10_000.0])
    return ReceptorState(name, kd, kd / 10, curve / (curve + kd), peak * np.array([0, 1, 0]), 0.5, peak, held)


@pytest.fixture
def state():
    """100 nM for 10 ms."""
    return BindingState(
        height_nM=100.0,
        duration_s=0.01,
        kd_ratio=100.0,
        threshold=0.1,
        concentration_nM=np.array([1.0, 100.0, 10_000.0]),
        t_s=np.array([1e-4, 0.01, 1.0]),
        receptors=(receptor("tight", 10.0, 0.9, 2.0), receptor("loose", 1000.0, 0.05, 0.0)),
    )


def test_lines_are_the_curves_in_per_cent(state):
    """Each receptor should have its curve and course, its dot at the height and its mark at the pulse's end."""
    scene = BindingScene(state)
    for receptor in state.receptors:
        curve, course, dot, top = scene.lines[receptor.name]
        assert all(isinstance(artist, Line2D) for artist in (curve, course, dot, top))
        np.testing.assert_allclose(curve.get_ydata(), 100 * receptor.curve)
        np.testing.assert_allclose(course.get_data(), [state.t_s, 100 * receptor.course])
        np.testing.assert_allclose(dot.get_data(), [[100], [50]])
        np.testing.assert_allclose(top.get_data(), [[0.01], [100 * receptor.peak]])


def test_pulse_and_shade_end_with_the_pulse(state):
    """The pulse should stand at its height up to its end, then be none; the shade should end there too."""
    scene = BindingScene(state)
    x, y = scene.pulse.get_data()
    assert list(x[1:3]) == [0.01, 0.01] and list(y) == [100, 100, NO_PULSE_NM, NO_PULSE_NM]
    assert isinstance(scene.span, Rectangle) and scene.span.get_x() + scene.span.get_width() == pytest.approx(0.01)
    assert scene.pulse_title.get_text() == "The pulse: 100 nM for 10 ms"


def test_lines_differ_in_more_than_colour(state):
    """In grey, the two receptors should still be told apart by dash and by marker."""
    (tight, _, tight_dot, _), (loose, _, loose_dot, _) = BindingScene(state).lines.values()
    assert tight.get_linestyle() != loose.get_linestyle() or tight.get_linewidth() != loose.get_linewidth()
    assert tight_dot.get_marker() != loose_dot.get_marker()


def test_sentence_and_table_follow_the_state(state):
    """Only the tight receptor is held above the line, and both sentence and table should say so."""
    scene = BindingScene(state)
    assert "Only the tight one answers." in scene.describe(state)
    _, rows = scene.numbers(state)
    assert rows[-1] == ("at least 10 % occupied for", "2 s", "never")
