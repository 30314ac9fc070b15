"""The picture of the life cycle: arrows, bars and molecules are those of its state."""

import itertools

import numpy as np
import pytest
from matplotlib.patches import PathPatch
from reuptake.draw.life_cycle import (
    CYTOSOL,
    DOTS_AT_REST,
    FLOWS,
    OUTSIDE,
    POOL_OF_PART,
    REACH,
    READY,
    VESICLES,
    LifeCycleScene,
)
from reuptake.draw.synapse_parts import VESICLE_RADIUS, ribbon
from reuptake.explore.life_cycle import explorer, life_cycle_states

CASES = {"rest": (1, 1, 1, 1), "half the transporter": (0.5, 1, 1, 1), "everything up": (2, 2, 2, 2)}
ROOM = {"outside": len(OUTSIDE), "cytosol": len(CYTOSOL), "ready": 7 * len(READY), "reserve": 7 * len(VESICLES)}


@pytest.fixture(scope="module")
def states():
    return dict(zip(CASES, life_cycle_states(*zip(*CASES.values(), strict=True)), strict=True))


@pytest.fixture(scope="module")
def scene(states):
    return LifeCycleScene(states["rest"])


@pytest.fixture(scope="module")
def corners():
    """Each control at either end and at normal, in every combination."""
    made = explorer()
    ends = [(made.options(key)[0], 1.0, made.options(key)[-1]) for key in made.controls]
    return life_cycle_states(*zip(*itertools.product(*ends), strict=True))


def drawn(scene):
    """How many molecules lie in each part of the picture."""
    places = np.column_stack(scene.dots.get_data())

    def among(known):
        return sum(np.hypot(*(known - place).T).min() < 1e-9 for place in places)

    def within(vesicles):
        return sum(np.hypot(*(np.array(vesicles) - place).T).min() < VESICLE_RADIUS for place in places)

    return {"outside": among(OUTSIDE), "cytosol": among(CYTOSOL), "ready": within(READY), "reserve": within(VESICLES)}


def test_arrows_are_as_wide_as_the_root_of_the_flow(scene, states):
    """Four times the flow should be drawn twice as wide, and the number beside it should be the flow's."""
    state = states["everything up"]
    scene.update(state)
    for name, (arrow, number) in scene.arrows.items():
        width = max(0.5 * np.sqrt(state.flows_nM_s[name]), 0.16)
        assert np.allclose(arrow.get_path().vertices, ribbon(FLOWS[name][0], width).vertices)
        assert float(number.get_text().replace(",", "")) == pytest.approx(state.flows_nM_s[name], rel=0.06)


def test_bars_end_at_the_edge_of_the_chart(scene, states):
    """A change beyond the chart should end at its edge, with its number beside it."""
    scene.update(states["half the transporter"])
    assert scene.bars.get_path().get_extents().x0 == -REACH
    assert scene.changes["reserve vesicles"].get_text() == "×0.057"


def test_molecules_follow_the_pools(scene, states):
    """Half as much serotonin should be drawn as about half as many molecules."""
    scene.update(states["rest"])
    at_rest_count = len(scene.dots.get_xdata())
    scene.update(states["half the transporter"])
    assert at_rest_count == 12 + 6 + 8 + 12 and len(scene.dots.get_xdata()) < 0.7 * at_rest_count


@pytest.mark.parametrize("part", DOTS_AT_REST)
def test_each_pool_is_in_proportion_as_far_as_there_is_room(scene, corners, part):
    """At every corner a pool should have its share of molecules, or all that fit, as the note says."""
    crowded = 0
    for state in corners:
        scene.update(state)
        wanted = round(DOTS_AT_REST[part] * state.change(POOL_OF_PART[part]))
        assert drawn(scene)[part] == min(wanted, ROOM[part])
        crowded += wanted > ROOM[part]
    assert bool(crowded) == (part != "outside")


def test_no_single_control_runs_out_of_room():
    """Moved one at a time, no control should fill a pool beyond what can be drawn."""
    made = explorer()
    for key in made.controls:
        for state in made.states_along(key):
            for part, room in ROOM.items():
                assert round(DOTS_AT_REST[part] * state.change(POOL_OF_PART[part])) <= room, (key, part)


def test_notes_say_mode_scale_and_limit(scene):
    """Under the picture there should stand the model's mode, what widths mean, and that room is limited."""
    (note,) = (text.get_text() for text in scene.figure.texts if "Model (course mode)" in text.get_text())
    assert "model constants" in note and "square root of the flow" in note and "at most as many" in note


def test_enzymes_and_pump_of_the_text_are_named(scene):
    """What the lesson names should be found in the picture."""
    names = {text.get_text() for ax in scene.figure.axes for text in ax.texts}
    assert {"TPH", "AADC", "VMAT2", "SERT", "MAO", "uptake 2"} <= names


def test_every_flow_is_one_filled_arrow(scene):
    """Each flow should be a shape of its own with a number, moved and not made anew."""
    assert set(scene.arrows) == set(FLOWS)
    assert all(isinstance(arrow, PathPatch) and arrow in scene.moving for arrow, _ in scene.arrows.values())
