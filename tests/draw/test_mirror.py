"""Not mirror images: curve, bars and marks go as far as the reader has gone."""

import numpy as np
import pytest
from reuptake.explore.mirror import LONG, explorer


@pytest.fixture(scope="module")
def kept():
    return explorer()


@pytest.fixture
def live(kept):
    """One explorer, set back before each test."""
    kept.reset()
    return kept


def at(live, activity, **more):
    live.controls["activity"] = activity
    for key, value in more.items():
        live.controls[key] = value
    live.scene.update(live.state)
    return live.scene


def test_curve_reaches_from_the_setting_to_its_image(live):
    """At a fifth the curve should run from 0.2 to 1.8, and end on ring and diamond."""
    scene = at(live, 0.2)
    x, y = scene.curve.get_data()
    assert (x[0], x[-1]) == (0.2, 1.8)
    assert y[0] == pytest.approx(scene.dot.get_ydata()[0]) and y[-1] == pytest.approx(
        scene.image.get_ydata()[0], rel=1e-3
    )


def test_bars_are_the_changes(live):
    """Doubled, the left bar should end at -0.47 and the right one, no transporter, at +9."""
    scene = at(live, 2)
    heights = [path.vertices[np.abs(path.vertices[:, 1]).argmax(), 1] for path in scene.boxes.get_paths()]
    assert heights == pytest.approx([10 / 19 - 1, 9])


def test_without_an_image_there_is_no_diamond(live):
    """Above twice the activity the diamond should go, and the bar say so."""
    scene = at(live, 2.5)
    assert not scene.image.get_visible() and scene.changes[1].get_text() == "there is\nnone"


def test_mice_appear_when_their_activity_is_reached(live):
    """One copy should appear at half the activity, no copy at none."""
    assert [len(at(live, f).mice.get_xdata()) for f in (0.6, 0.5, 0.1, 0)] == [0, 1, 1, 2]


def test_guarded_part_is_drawn_apart(live):
    """The long run below three quarters should be in the dotted line, the rest in the dashed one."""
    scene = at(live, 0.2, models=LONG)
    assert scene.guarded.get_xdata()[-1] == scene.terminal.get_xdata()[0] == 0.75
