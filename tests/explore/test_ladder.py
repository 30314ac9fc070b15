"""The evidence ladder: every use on its rung of the table, nothing shown too early, bad input."""

import pytest
from reuptake.evidence import find, load
from reuptake.explore.ladder import NAMES, explorer, ladder_states, rungs, uses


def test_every_grade_is_a_use_and_stands_on_one_rung():
    """All rows of the table should be there, each on the rung that the table says."""
    (top,) = ladder_states([len(rungs())], ["autism"])
    placed = [use for rung in top.rungs for use in top.on(rung)]
    assert len(placed) == len(load("evidence_grades")) == len(NAMES)
    for use in placed:
        row = next(row for row in load("evidence_grades") if NAMES[row.indication] == use.name)
        assert (use.level, use.said) == (row.ocebm2011_level, row.grade_certainty_proposed)


def test_rungs_go_from_the_ground_to_reviews():
    """The ground should come first, then level 5 up to level 1."""
    assert [rung.level for rung in rungs()] == [None, 5, 4, 3, 2, 1]


def test_empty_ladder_gives_nothing_away():
    """Before the first step no use should be placed, and no grade be read out."""
    made = explorer()
    assert not any(made.state.seen(use) for use in uses())
    assert "not placed yet" in made.sentence and "very low" not in made.sentence + repr(made.numbers)


def test_a_use_is_placed_when_its_rung_is_reached():
    """The trial in autism should appear on level 2 and not before."""
    before, after = ladder_states([4, 5], ["autism"] * 2)
    assert not before.seen(before.use) and after.seen(after.use)
    assert after.use.evidence == find("evidence_grades", indication="autism spectrum disorder").human_evidence.replace(
        "n=", "n = "
    )


def test_uses_without_a_trial_stand_on_the_ground():
    """Where no trial was found a use should have no level, and its sentence speak of a search."""
    (ground,) = ladder_states([1], ["migraine"])
    assert {use.name for use in ground.on(ground.rung)} == {"generalised anxiety", "OCD", "fibromyalgia", "migraine"}
    assert "here is a search" in ground.rung.claim


@pytest.mark.parametrize(
    ("reached", "use", "words"),
    [
        ([7], ["autism"], "reached is 7; it must be a finite number at least 0 and at most 6 rungs"),
        ([1.5], ["autism"], "reached is .*1.5.*; it must be a whole number"),
        ([1], ["cough"], "use is 'cough'; it must be one of: depression, v placebo"),
        ([1, 2], ["autism"], "2 of reached, 1 of use"),
    ],
)
def test_bad_input(reached, use, words):
    """Nonsense should be refused with the parameter, the value and what is allowed."""
    with pytest.raises(ValueError, match=words):
        ladder_states(reached, use)
