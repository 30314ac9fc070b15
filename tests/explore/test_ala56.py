"""Faster transport in blood and brain: limits, directions, words from the table, bad input."""

import pytest
from reuptake.draw.ala56 import BRAIN, PLASMA, PLATELETS
from reuptake.evidence import load
from reuptake.explore.ala56 import BESIDE, MICE, NOTHING, PEOPLE, ala56_states, explorer, found, platelet_share
from reuptake.explore.knockout import ko_over_wt


def levels(transport):
    return ala56_states([transport], [NOTHING])[0].levels


def test_normal_transport_is_normal_everywhere():
    """At 1 all three places should be at 1."""
    assert list(levels(1).values()) == pytest.approx([1, 1, 1])


def test_faster_transport_fills_platelets_and_empties_the_rest():
    """The paradox: more in platelets, less in plasma and outside the cells of the brain; the reverse when held."""
    fast, held = levels(2), levels(0.2)
    assert fast[PLATELETS] > 1 > fast[PLASMA] and fast[BRAIN] < 1
    assert held[PLATELETS] < 1 < held[PLASMA] and held[BRAIN] > 1


def test_without_transport():
    """Without transport platelets should be empty, and the brain be that of mice without the gene."""
    none = levels(0)
    assert none[PLATELETS] == 0
    assert none[PLASMA] == pytest.approx(1 / (1 - platelet_share()))
    assert none[BRAIN] == pytest.approx(ko_over_wt("frontal cortex"))


def test_nothing_is_lost_in_the_toy():
    """What platelets take and what leaves otherwise should add up to the same supply at any transport."""
    for transport in (0.1, 1, 3):
        now = levels(transport)
        assert platelet_share() * now[PLATELETS] + (1 - platelet_share()) * now[PLASMA] == pytest.approx(1)


def test_odds_ratios_are_those_of_the_table():
    """Each compartment's odds ratio and interval should be read out."""
    for row in load("hyperserotonaemia"):
        assert f"{row.blood_compartment} {row.odds_ratio:g} ({row.ci_low:.1f} to {row.ci_high:.1f})" in found(PEOPLE)


def test_what_was_found_is_said_with_its_limits():
    """Blood should be called blood, and the mice a model of a rare variant."""
    assert "not brain" in found(PEOPLE) and "rare human variant, not of autism in general" in found(MICE)


def test_start_gives_nothing_away():
    """Before the first move nothing should be said of people or mice."""
    made = explorer()
    assert "mice" not in made.sentence.replace("cortex of mice", "") and "28.3" not in made.sentence


@pytest.mark.parametrize(
    ("transport", "beside", "words"),
    [
        ([-1], [NOTHING], "transport is -1; it must be a finite number at least 0 times normal"),
        ([1], ["rats"], f"beside is 'rats'; it must be one of: {', '.join(BESIDE)}"),
        ([1, 2], [NOTHING], "2 of transport, 1 of beside"),
    ],
)
def test_bad_input(transport, beside, words):
    """Nonsense should be refused with the parameter, the value and what is allowed."""
    with pytest.raises(ValueError, match=words):
        ala56_states(transport, beside)
