"""The matrix of routes: marks stand in their rows, whatever the order."""

import pytest
from reuptake.draw.enhancement import KM_X, UPTAKE_X, VMAX_X
from reuptake.explore.enhancement import SHOWN, explorer, routes


@pytest.fixture(scope="module")
def kept():
    return explorer()


@pytest.fixture
def live(kept):
    """One explorer, set back before each test."""
    kept.reset()
    return kept


def test_a_mark_stands_for_each_word_and_nothing_for_a_gap(live):
    """There should be as many marks as reported directions, columns and signs taken together."""
    live.scene.update(live.state)
    drawn = sum(len(line.get_xdata()) for line in live.scene.marks.values())
    assert drawn == sum(bool(word) for r in routes() for word in (r.vmax, r.km, r.uptake))


def test_marks_move_with_their_row(live):
    """Sorted by change, the marks of the GSK3 row should stand on the height of its name."""
    live.controls["sort_by"] = "what changed: Vmax, Km"
    live.scene.update(live.state)
    row = next(i for i, r in enumerate(routes()) if r.name == "GSK3 inhibitor")
    y = live.scene.rows[row][0].get_position()[1]
    up = set(zip(*live.scene.marks["up"].get_data(), strict=True))
    down = set(zip(*live.scene.marks["down"].get_data(), strict=True))
    assert {(VMAX_X, y), (UPTAKE_X, y)} <= up and (KM_X, y) in down


def test_behaviour_is_a_question_mark_until_shown(live):
    """Rows with behaviour should show a question mark, then the words; others a dot."""
    live.scene.update(live.state)
    hidden = [row[-1].get_text() for row in live.scene.rows]
    live.controls["behaviour"] = SHOWN
    live.scene.update(live.state)
    shown = [row[-1].get_text() for row in live.scene.rows]
    assert hidden.count("?") == 4 and set(hidden) == {"?", "·"}
    assert "low anxiety" in shown and "?" not in shown


def test_frame_is_round_the_chosen_row(live):
    """The frame should enclose the name of the chosen route."""
    live.controls["route"] = "SERT over-expression"
    live.scene.update(live.state)
    bottom = live.scene.frame.get_y()
    y = live.scene.rows[live.state.chosen][0].get_position()[1]
    assert bottom < y < bottom + live.scene.frame.get_height()
