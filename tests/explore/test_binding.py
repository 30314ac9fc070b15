"""The binding explorer: two invented receptors, what the picture shows and what it says."""

import numpy as np
import pytest
from reuptake.explore import binding
from reuptake.explore.binding import ANSWERS_ABOVE, binding_states, times_s


@pytest.fixture(scope="module")
def made():  # once, because making one takes longer than moving it
    return binding.explorer()


@pytest.fixture
def explorer(made):
    made.reset()
    return made


def scene_of(explorer):
    explorer.scene.update(explorer.state)
    return explorer.scene


def receptors(height_nM, duration_ms, kd_ratio=1000.0):
    return binding_states([height_nM], [duration_ms], [kd_ratio])[0].receptors


def test_tight_receptor_answers_the_long_low_pulse_alone():
    """Long and low, only the tight receptor should pass the line."""
    tight, loose = receptors(20, 1000)
    assert tight.peak > 0.5 and tight.held_s > 1
    assert loose.peak < 0.01 and loose.held_s == 0


def test_loose_receptor_keeps_time():
    """Brief and high, both should fill, but the loose one empties a thousand times sooner."""
    tight, loose = receptors(1e6, 0.1)
    assert min(tight.peak, loose.peak) > 0.98
    assert tight.held_s / loose.held_s == pytest.approx(1000, rel=0.1)


def test_two_of_a_kind_do_the_same():
    """With a ratio of one the two courses should be one."""
    tight, loose = receptors(1000, 10, kd_ratio=1)
    np.testing.assert_array_equal(tight.course, loose.course)
    assert tight.kd_nM == loose.kd_nM


def test_dots_lie_on_their_curves(explorer):
    """The dot of the height should lie on the curve, and that of the pulse's end on the course."""
    for label in explorer.presets:
        explorer.preset(label)
        lines = scene_of(explorer).lines
        for receptor in explorer.state.receptors:
            _, course, dot, top = lines[receptor.name]
            x, y = (float(v[0]) for v in dot.get_data())
            assert y == pytest.approx(100 * x / (x + receptor.kd_nM))
            assert float(top.get_ydata()[0]) == pytest.approx(course.get_ydata().max())


def test_course_holds_the_end_of_every_pulse(explorer):
    """No pulse that can be chosen should lose its corner, and times should rise."""
    assert np.isin(np.array(explorer.options("duration_ms")) / 1000, times_s()).all()
    assert (np.diff(times_s()) > 0).all()


def test_tight_receptor_is_never_behind_the_loose_one(explorer):
    """As both bind equally fast, the tight one should be occupied at least as much at any time."""
    for key in explorer.controls:
        for at in explorer.states_along(key):
            tight, loose = at.receptors
            assert (tight.course >= loose.course - 1e-12).all() and tight.held_s >= loose.held_s


def test_time_above_the_line_is_read_off_the_course(explorer):
    """The time that is said should be the time that is drawn."""
    for receptor in receptors(10_000, 5):
        t = np.linspace(0, 5, 200_001)
        drawn = np.interp(t, times_s(), receptor.course) >= ANSWERS_ABOVE
        assert drawn.mean() * 5 == pytest.approx(receptor.held_s, rel=0.02)


def test_states_along_a_control_are_those_one_by_one():
    """A list of settings should give what each gives alone."""
    many = binding_states([20, 1e6], [1000, 0.1], [1000, 10])
    for at, alone in zip(many, (receptors(20, 1000), receptors(1e6, 0.1, 10)), strict=True):
        for a, b in zip(at.receptors, alone, strict=True):
            np.testing.assert_array_equal(a.course, b.course)
            assert (a.peak, a.lasting, a.held_s) == (b.peak, b.lasting, b.held_s)


def test_every_sentence_and_the_picture_say_illustrative_and_invented(explorer):
    """Invented numbers should never be shown without the words."""
    assert "illustrative" in explorer.title and "illustrative" in explorer.numbers.header[0]
    for label in (None, *explorer.presets):
        explorer.preset(label) if label else explorer.reset()
        assert "invented, illustrative" in explorer.sentence
    assert any("invented receptors" in text.get_text() for text in explorer.scene.figure.texts)


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Brief and high, as in a cleft", "Both answer, the tight one 960 times as long"),
        ("Long and low, as at a distance", "Only the tight one answers"),
        ("Brief and low", "Neither answers: fewer than 10 % are occupied"),
        ("Long and high", "Both answer, the tight one 3.3 times as long"),
        ("Two of a kind", "lets go just as fast"),
    ],
)
def test_sentence_says_which_answers(explorer, label, words):
    """The read-out should name the receptor that answers."""
    explorer.preset(label)
    assert words in explorer.sentence
