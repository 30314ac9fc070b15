"""The dose picture: nothing beyond the day and the dose that were reached, and each warning where it belongs."""

import numpy as np
import pytest
from reuptake.draw.dose import NOT_ADVICE
from reuptake.explore.dose import MISSED, TAPER_OCCUPANCY, dose_states, explorer
from reuptake.explore.dose_drugs import DRUGS


@pytest.fixture(scope="module")
def scene():
    return explorer().scene


def show(scene, multiple=1, schedule="every day", day=21, drug="citalopram"):
    """Move the scene to one setting."""
    (state,) = dose_states([multiple], [schedule], [day], [drug])
    scene.update(state)
    return state


def test_courses_end_with_the_day_reached(scene):
    """Level, occupancy and doses of days to come should not be drawn."""
    show(scene, day=12)
    assert scene.plasma.get_xdata().max() == scene.occupied.get_xdata().max() == 12
    assert np.nanmax(scene.taken.get_xdata()) == 11


def test_start_does_not_draw_the_curve(scene):
    """At the usual minimum there should be a dot and no curve; twice that, only the stretch between."""
    show(scene)
    assert scene.curve.get_xdata().size == 0
    state = show(scene, multiple=2)
    assert (scene.curve.get_xdata().min(), scene.curve.get_xdata().max()) == (1, 2)
    assert scene.yours.get_ydata()[0] == pytest.approx(100 * state.course.occupied(40))


def test_rungs_of_a_taper_appear_as_they_are_reached_and_evenly(scene):
    """On day 24 two of four steps should be drawn, with equal distances in occupancy."""
    show(scene, schedule=TAPER_OCCUPANCY, day=24)
    heights = scene.rungs.get_ydata()
    assert len(heights) == 3
    np.testing.assert_allclose(np.diff(heights), heights[-1] - heights[-2])


def test_missed_dose_is_marked_once_its_day_has_come(scene):
    """A cross should stand on the day without a dose, not before it."""
    show(scene, schedule=MISSED, day=14)
    assert len(scene.missed.get_xdata()) == 0
    show(scene, schedule=MISSED, day=15)
    assert list(scene.missed.get_xdata()) == [14]


def test_warnings_stand_on_the_picture(scene):
    """Not-advice should always be there; "illustrative" only, and in the sentence too, without linear kinetics."""
    for drug, expected in (("citalopram", False), ("paroxetine (illustrative)", True)):
        state = show(scene, drug=drug)
        texts = [text.get_text() for text in scene.figure.texts if text.get_visible()]
        assert NOT_ADVICE in texts and scene.describe(state).endswith(NOT_ADVICE)
        assert any("Illustrative" in text for text in texts) == ("Illustrative" in scene.describe(state)) == expected


def test_curves_origin_is_named_as_second_hand(scene):
    """Picture, sentence and table should say "as cited in"; the unverified value should appear nowhere."""
    state = show(scene)
    table = repr(scene.numbers(state))
    assert all("as cited in" in text for text in (scene.reading.get_text(), scene.describe(state), table))
    assert "3.4" not in table + scene.describe(state) + scene.reading.get_text() and "not verified" in table


def box(text):
    """Where a text stands, in pixels."""
    return text.get_window_extent()


@pytest.mark.parametrize("drug", DRUGS)
def test_labels_do_not_run_into_each_other(scene, drug):
    """Head and plasma's hundred should end before what stands beside them, the reading above the last line."""
    show(scene, multiple=1.9, schedule=TAPER_OCCUPANCY, day=42, drug=drug)
    written = {text.get_text(): text for text in (*scene.figure.texts, *scene.plasma.axes.texts)}
    assert box(written["Plasma level"]).x1 + 10 < box(scene.average).x0
    assert box(scene.head).x1 + 10 < box(written["The curve, as far as you have gone"]).x0
    assert box(scene.reading).y0 > box(written[NOT_ADVICE]).y1 and box(scene.reading).x1 < scene.figure.bbox.x1
    assert box(scene.warning).x1 + 10 < box(written[NOT_ADVICE]).x0
