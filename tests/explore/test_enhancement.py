"""Real enhancement: only what the table states, behaviour only when asked for, no simple sign."""

import pytest
from reuptake.evidence import load
from reuptake.explore.enhancement import HIDDEN, SHORT, SHOWN, SORTS, enhancement_states, explorer, routes

FIRST = "order of our table"


@pytest.fixture(scope="module")
def kept():
    return explorer()


@pytest.fixture
def live(kept):
    """One explorer, set back before each test."""
    kept.reset()
    return kept


def test_every_row_of_the_table_is_a_route():
    """Names should be those of the table, and Vmax, Km and uptake what its row says."""
    rows = load("sert_upregulation")
    assert set(SHORT) == {row.route for row in rows}
    assert [(r.vmax, r.km, r.uptake) for r in routes()] == [(r.vmax, r.km, r.direction_of_uptake) for r in rows]
    assert len({r.name for r in routes()}) == len(rows)


def test_behaviour_is_in_the_words_of_the_row():
    """Every word of a behaviour should stand in the note of its row, but for joining words."""
    for route in routes():
        note = route.note.lower().replace("normalises", "normal")
        assert all(word in note for word in route.behaviour.replace(",", "").replace("to ", "").split()), route.name


def test_behaviour_waits_until_it_is_asked_for(live):
    """While hidden, neither sentence, table nor detail should hold it."""
    for route in (r for r in routes() if r.behaviour):
        hidden, shown = enhancement_states([route.name] * 2, [FIRST] * 2, [HIDDEN, SHOWN])
        said = live.scene.describe(hidden) + repr(live.scene.numbers(hidden))
        assert "anxiety" not in said and "like behaviour" not in said and "repetitive" not in said
        assert "No simple sign" in live.scene.describe(shown)


def test_sorted_rows_are_all_rows():
    """Each order should hold every row once; by change, rows with Vmax alone come first."""
    for sort in SORTS:
        (state,) = enhancement_states([routes()[0].name], [sort], [HIDDEN])
        assert sorted(state.order) == list(range(len(routes())))
    (state,) = enhancement_states([routes()[0].name], ["what changed: Vmax, Km"], [HIDDEN])
    first = [state.routes[i] for i in state.order[:3]]
    assert all(r.vmax and r.km in ("", "unchanged") for r in first)


def test_low_anxiety_and_depression_like_both_go_with_more_uptake(live):
    """The two signs should stand side by side in every sentence that shows behaviour."""
    live.preset("Too much SERT")
    assert "low anxiety (SERT over-expression)" in live.sentence and "social defeat stress" in live.sentence


def test_bad_settings_are_refused():
    """Unknown names and lists of unequal length should be errors that list the options."""
    good = (routes()[0].name, FIRST, HIDDEN)
    for place, name in enumerate(("route", "sort_by", "behaviour")):
        bad = [[value] for value in good]
        bad[place] = ["x"]
        with pytest.raises(ValueError, match=f"{name} is 'x'; it must be one of: "):
            enhancement_states(*bad)
    with pytest.raises(ValueError, match="There are 2 of .*; there must be as many of each"):
        enhancement_states([good[0]] * 2, [FIRST], [HIDDEN] * 2)
