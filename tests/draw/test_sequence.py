"""The row of steps over the synapse: one is marked, and crossed out where it is not reached."""

import pytest
from matplotlib.patches import Circle
from reuptake.draw.sequence import PALE, SHORT_NAMES, SequenceScene, SequenceState
from reuptake.draw.synapse_plate import AROUND


@pytest.fixture(scope="module")
def scene():
    return SequenceScene(SequenceState())


@pytest.mark.parametrize("step", [1, 5, 8])
def test_the_mark_stands_on_its_step(scene, step):
    """The filled circle should stand on the step's place, with its number in it."""
    scene.update(SequenceState(step=step))
    assert isinstance(scene.here, Circle) and scene.here.center == (scene.places[step - 1], scene.line_y)
    assert scene.here_number.get_text() == str(step)
    assert scene.here_number.get_position() == scene.here.center


def test_a_step_that_is_not_reached_is_crossed_out(scene):
    """The cross should be seen only where the step does not happen, and the table say so."""
    scene.update(SequenceState(step=3))
    assert not scene.cross.get_visible()
    state = SequenceState(step=3, reached=False)
    scene.update(state)
    assert scene.cross.get_visible() and list(scene.cross.get_xdata()) == [scene.places[2]]
    assert scene.numbers(state)[1][0] == ("step", "3: fusion (not reached)")


def test_where_a_step_is_not_reached_nothing_stands_out(scene):
    """With no highlight all should be dimmed, without a hole, and the words stand by the mark."""
    scene.update(SequenceState(step=4, reached=False))
    assert scene.veil.get_visible() and len(scene.veil.get_path().to_polygons()) == 1
    assert scene.not_reached.get_visible() and scene.dots.get_alpha() == PALE
    scene.update(SequenceState(step=4, highlight=frozenset({"outside"})))
    assert len(scene.veil.get_path().to_polygons()) == 2
    assert not scene.not_reached.get_visible() and scene.dots.get_alpha() == 1


def test_calcium_is_bright_only_where_it_acts(scene):
    """Calcium outside should be pale; in the channel and inside it should not."""
    for place, seen in (("outside", PALE), ("channel", 1), ("inside", 1)):
        scene.update(SequenceState(step=2, calcium=place))
        assert scene.calcium.get_alpha() == seen


def test_plate_leaves_out_what_the_story_does_not_need(scene):
    """Names of the synthesis, the blood and the glial cell should not stand in the picture."""
    texts = {text.get_text() for text in scene.plate.ax.texts}
    assert not texts & {*AROUND, "VMAT"} and texts >= {"SERT", "vesicles", "pump", "5-HIAA"}


def test_the_synapse_below_follows_the_same_state(scene):
    """Molecules of the plate should be those of the step."""
    scene.update(SequenceState(step=4, outside=9, cytosol=0, in_vesicle=0))
    assert len(scene.dots.get_xdata()) == 9


def test_each_step_has_its_name_in_the_row(scene):
    """All eight names and numbers should be written."""
    texts = {text.get_text() for text in scene.figure.axes[0].texts}
    assert texts >= {*SHORT_NAMES, *map(str, range(1, len(SHORT_NAMES) + 1))}


@pytest.mark.parametrize("step", [0, 9, 1.5])
def test_steps_that_do_not_exist_are_refused(step):
    """A step before the first, after the last or between two should be an error that lists the steps."""
    with pytest.raises(ValueError, match=f"step is {step}; it must be one of: 1, 2, 3, 4, 5, 6, 7, 8."):
        SequenceState(step=step)
