"""The network's picture: a row for each drug, marks by what is known, and the drug in hand."""

import math

import pytest
from reuptake.draw.forest_state import DrugResult
from reuptake.draw.network import RESPONSE, STOPPING, NetworkScene, NetworkState


def result(ratio, trials=0, read=True):
    return DrugResult("", trials, math.log(ratio), math.log(ratio / 1.2), math.log(ratio * 1.2), "remark", read)


def state(chosen=0, outcome=RESPONSE, beside=False):
    """Three made-up drugs: read, checked, and without a number."""
    results = (result(2.0), result(1.5, read=False), None)
    direct = (result(3.0, 2), None, result(1.2, 1)) if beside and outcome == RESPONSE else (None,) * 3
    return NetworkState(outcome, ("a", "b", "c"), results, direct, chosen, beside, 5)


@pytest.fixture(scope="module")
def kept():
    return NetworkScene(state())


@pytest.fixture
def scene(kept):
    """One scene, set back before each test."""
    kept.update(state())
    return kept


def test_marks_tell_read_from_checked(scene):
    """A filled mark should stand for what was read, an open one for what was checked, none for the rest."""
    assert list(scene.read.get_xdata()) == pytest.approx([math.log(2)]) and list(scene.read.get_ydata()) == [0]
    assert list(scene.checked.get_xdata()) == pytest.approx([math.log(1.5)]) and list(scene.checked.get_ydata()) == [1]
    assert scene.read.get_mfc() != scene.checked.get_mfc()
    assert len(scene.lines[2].get_xdata()) == 0 and scene.values[2].get_text() == "not checked"


def test_band_follows_the_drug_in_hand(scene):
    """The band should lie on the row chosen, whose number is bold."""
    scene.update(state(1))
    assert scene.band.get_y() == pytest.approx(0.54)
    assert [text.get_fontweight() for text in scene.values] == ["normal", "bold", "normal"]


def test_direct_diamonds_come_on_request(scene):
    """They should lie in the rows of drugs that have direct trials, and only where asked for."""
    assert not scene.direct.get_visible()
    scene.update(state(beside=True))
    assert [path.vertices[0, 1] for path in scene.direct.get_paths()] == [0, 2] and scene.direct.get_visible()
    scene.update(state(outcome=STOPPING, beside=True))
    assert not scene.direct.get_visible() and "response only" in scene.waiting.get_text()


def test_words_do_not_meet(scene):
    """The name of the axis should stay clear of the remark beside it, in either outcome."""
    scene.update(state(outcome=STOPPING, beside=True))
    axis, remark = scene.axis_name.get_window_extent(), scene.waiting.get_window_extent()
    assert remark.y0 > axis.y1 or remark.x0 > axis.x1
    assert remark.x1 < scene.figure.bbox.x1
    left, right = (text.get_window_extent() for text in scene.sides)
    assert left.x1 + 20 < right.x0
