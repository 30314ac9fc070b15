"""The picture of the first weeks holds what the state says, and steps back where nothing compares."""

import pytest
from reuptake.explore.weeks import RECOVERS, explorer


@pytest.fixture(scope="module")
def drawn():
    live = explorer()

    def at(**settings):
        live.reset()
        for key, value in settings.items():
            live.controls[key] = value
        live.scene.update(live.state)
        return live.scene

    return at


def test_lines_end_today(drawn):
    """Every line should end at the day, in percent."""
    scene = drawn(day=14)
    for line in (scene.level, scene.free, scene.release[0], scene.brake[0]):
        assert line.get_xdata()[-1] == 14 and len(line.get_xdata()) == 15
    assert scene.level.get_ydata()[0] == pytest.approx(175)
    assert scene.brake[0].get_ydata()[0] == pytest.approx(100)


def test_measured_marks_stand_where_they_were_measured(drawn):
    """The marks should lie at 175, from 500 upwards, and 350 %, the last one only from day 21."""
    scene = drawn(day=20)
    square, bound = scene.marks[:2]
    assert square.get_ydata()[0] == pytest.approx(175) and bound.get_ydata()[0] == pytest.approx(500)
    assert scene.chronic[0].get_ydata()[0] == pytest.approx(350)
    assert scene.not_yet.get_visible() and not scene.chronic[0].get_visible()
    scene = drawn(day=21)
    assert scene.chronic[0].get_visible() and not scene.not_yet.get_visible()


def test_marks_are_grey_at_another_block(drawn):
    """Measurements should be black at the block that the toy was set by, else grey."""
    black = {artist.get_color() for artist in drawn().marks}
    grey = {artist.get_color() for artist in drawn(block=60).marks}
    assert black == {"#000000"} and len(grey) == 1 and black.isdisjoint(grey)


def test_what_leaves_the_picture_is_said(drawn):
    """A level above the axis should be written, and its dot taken away."""
    scene = drawn(day=21, assumed=RECOVERS)
    assert scene.beyond.get_visible() and "above the picture" in scene.beyond.get_text()
    assert not scene.free_dot.get_visible()
    assert drawn(day=21).free_dot.get_visible()


def test_picture_carries_its_warning(drawn):
    """The picture itself should say illustrative, set and not predicted, and where the rats' receptors were."""
    words = " ".join(text.get_text() for text in drawn().figure.texts)
    assert "Illustrative" in words and "not predicting" in words and "not the cell body" in words
    assert "Not advice" in words
