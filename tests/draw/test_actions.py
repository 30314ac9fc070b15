"""The cartoon of a way of acting: drug, gates, states and marks stand where the state says."""

import pytest
from reuptake.draw.actions import CYCLE_X, LOOKS
from reuptake.explore.actions import OUTCOME, PLACE, explorer


@pytest.fixture(scope="module")
def live():
    return explorer()


def show(live, way, shown=OUTCOME):
    live.controls["way"], live.controls["shown"] = way, shown
    live.scene.update(live.state)
    return live.scene


@pytest.mark.parametrize("way", LOOKS)
def test_drug_and_touched_states_are_those_of_the_way(live, way):
    """There should be a hexagon for each site and a ring round each state it touches."""
    scene = show(live, way, PLACE)
    assert len(scene.drug.get_xdata()) == len(LOOKS[way].sites)
    assert list(scene.touched.get_xdata()) == [CYCLE_X[i - 1] for i in LOOKS[way].touched]


def test_marks_stand_on_the_measured_multiples(live):
    """Squares should stand at the measured multiples, and each row have one label."""
    scene = show(live, "orthosteric inhibitor")
    assert list(scene.marks["fold"].get_xdata()) == [5, 8, 1.75, 6]
    assert all(label.get_text() for label in scene.labels)


def test_serotonin_leaves_through_a_releaser_and_enters_with_an_enhancer(live):
    """The arrow in should be seen with an enhancer, the arrow out with a releaser, neither with a blocker."""
    seen = {way: [a.get_visible() for a in show(live, way).flows] for way in LOOKS}
    assert seen["enhancer"] == [True, False] and seen["releaser (substrate)"] == [False, True]
    assert seen["orthosteric inhibitor"] == seen["atypical inhibitor"] == [False, False]


def test_second_transporter_belongs_to_the_enhancer(live):
    """More transporters should be drawn for the enhancer only."""
    assert {way for way in LOOKS if show(live, way).second[0].get_visible()} == {"enhancer"}
