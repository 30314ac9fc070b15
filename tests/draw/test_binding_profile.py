"""The picture of affinities: marks stand at printed numbers, and only drugs that were met have any."""

import numpy as np
import pytest
from reuptake.draw.affinities import TARGETS, Affinity, DrugProfile, distance
from reuptake.explore.binding_profile import ALL, MET, binding_profile_states, explorer


@pytest.fixture(scope="module")
def scene():
    return explorer().scene


def show(scene, drug, sort_by="name", shown=MET):
    """Move the scene to one setting."""
    (state,) = binding_profile_states([drug], [sort_by], [shown])
    scene.update(state)
    return state


def drawn(marks):
    """Everything that a set of marks shows, as target, kind and number."""
    return {
        (target, kind, x)
        for (target, kind), line in marks.lines.items()
        if line.get_visible()
        for x in np.asarray(line.get_xdata(), float)
        if np.isfinite(x)
    }


def test_laboratories_are_separate_marks(scene):
    """Venlafaxine should have a filled and an open mark at SERT and at NET, and one at DAT."""
    show(scene, "venlafaxine")
    assert drawn(scene.lanes) == {
        ("SERT", "main", 8.9), ("SERT", "other", 82), ("NET", "main", 1060), ("NET", "other", 2480),
        ("DAT", "main", 9300),
    }  # fmt: skip


def test_more_than_is_an_open_arrow_and_a_range_a_bar(scene):
    """Mirtazapine's bounds should be arrows; cocaine's one printed range a bar at each target."""
    show(scene, "mirtazapine")
    assert drawn(scene.lanes) == {("SERT", ">", 100_000), ("DAT", ">", 100_000), ("NET", "main", 4600)}
    show(scene, "cocaine")
    assert drawn(scene.lanes) == {(target, "range", end) for target in TARGETS for end in (200, 700)}


def test_tianeptine_has_no_mark_and_no_number(scene):
    """No affinity should be drawn or said for a drug that was found to bind nothing."""
    state = show(scene, "tianeptine")
    assert not drawn(scene.lanes) and "nM" not in scene.describe(state)
    assert scene.unbound.get_visible() and scene.unbound.get_position()[1] == state.order.index(state.chosen)


def test_only_drugs_that_were_met_have_marks(scene):
    """At amitriptyline, the first by name, one mark a target; with all shown, as many as the tables have."""
    show(scene, "amitriptyline")
    assert len(drawn(scene.rows)) == 3 and not scene.unbound.get_visible()
    state = show(scene, "amitriptyline", shown=ALL)
    heights = [y for line in scene.rows.lines.values() if line.get_visible() for y in line.get_ydata()]
    ends = sum(3 if a.qualifier == "range" else 1 for p in state.profiles for a in p.affinities)
    assert len(heights) == ends and max(heights) < len(state.profiles)


def test_rows_follow_the_order_and_the_frame_the_choice(scene):
    """Sorted by affinity, paroxetine should be on top, its name and mark in the frame."""
    state = show(scene, "paroxetine", sort_by="affinity at SERT", shown=ALL)
    assert state.order[0] == state.chosen and scene.names[state.chosen].get_position()[1] == 0
    assert scene.frame.get_y() == -0.5
    x, y = scene.rows.lines["SERT", "main"].get_data()
    assert min(x) == 0.13 and abs(y[int(np.argmin(x))]) < 0.5


def test_distance_is_the_ratio_in_one_laboratory():
    """Ten times weaker, ten times tighter, a bound, and nothing where both are bounds."""
    make = lambda sert, net, q="=", p="=": DrugProfile(  # noqa: E731
        "x", (Affinity("SERT", sert, sert, q, "a", True), Affinity("NET", net, net, p, "a", True))
    )
    assert distance(make(2, 20), "NET", "a").words == "10 times weaker"
    assert distance(make(20, 2), "NET", "a").words == "10 times tighter"
    assert distance(make(20, 2, q=">"), "NET", "a").words == "more than 10 times tighter"
    assert distance(make(2, 20, p=">"), "NET", "a").words == "more than 10 times weaker"
    assert distance(make(20, 20, q=">", p=">"), "NET", "a") is None
    # More than 2 against 20, and 20 against more than 2, may be either way round.
    assert distance(make(2, 20, q=">"), "NET", "a") is None and distance(make(20, 2, p=">"), "NET", "a") is None
    assert distance(make(2, 20), "NET", "b") is None and distance(make(2, 20), "DAT", "a") is None


def test_names_that_stay_are_not_drawn_again(scene):
    """Sorted by name only the choice and a veil should move; in another order every name, the choice in bold."""
    state = show(scene, "citalopram")
    assert not scene.cover.get_visible() and not any(name.get_visible() for name in scene.names)
    assert scene.in_hand.get_visible() and scene.in_hand.get_text() == "citalopram"
    assert scene.in_hand.get_position()[1] == state.chosen
    assert (scene.veil.get_y(), scene.veil.get_height()) == (state.shown - 0.5, len(state.order) - state.shown + 0.1)
    state = show(scene, "citalopram", sort_by="affinity at SERT", shown=ALL)
    seen = {name.get_text(): name.get_position()[1] for name in scene.names if name.get_visible()}
    assert scene.cover.get_visible() and not scene.in_hand.get_visible()
    assert [name.get_text() for name in scene.names if name.get_weight() == "bold"] == ["citalopram"]
    assert seen == {state.profiles[drug].name: row for row, drug in enumerate(state.order)}
    show(scene, "citalopram")
    assert not scene.cover.get_visible() and scene.in_hand.get_visible()
