"""Too much serotonin: every fact a step, no enhancer in use, harm said plainly, bad input."""

import pytest
from reuptake.draw.excess import STEPS
from reuptake.evidence import facts, load
from reuptake.explore.excess import HARMED, HIDDEN, SHOWS, TOLD, conditions, excess_states, explorer


def test_every_fact_is_a_step_and_touches_known_steps():
    """All rows of the table should be there, and what they touch be steps of the picture."""
    assert [one.name for one in conditions()] == [row.condition for row in facts(load("excess_serotonin"))]
    assert all(set(one.touched) <= set(STEPS) for one in conditions())


def test_no_enhancer_is_in_use():
    """In none of the conditions should a reuptake enhancer be in use."""
    assert all(one.enhancer.startswith("none that we found") for one in conditions())


def test_harm_is_said():
    """Where lowering serotonin made patients worse the sentence should say so, and where it was read."""
    made = explorer()
    made.preset("Where lowering did harm")
    assert made.state.condition.name == HARMED
    assert "it rose as serotonin was lowered" in made.sentence and "as cited in" in made.sentence


def test_asthma_carries_its_caution():
    """The one condition with a trial should say that it is one group, not replicated."""
    assert "one group, not replicated" in conditions()[-1].evidence


def test_treatment_is_hidden_at_first():
    """The start should not tell what is done."""
    made = explorer()
    assert "Used:" not in made.sentence and conditions()[0].used not in repr(made.numbers)


@pytest.mark.parametrize(
    ("condition", "show", "words"),
    [
        ([0], [HIDDEN], "condition is 0"),
        ([7], [HIDDEN], "condition is 7; it must be a finite number at least 1 and at most 6 as a step"),
        ([1], ["all"], f"show is 'all'; it must be one of: {', '.join(SHOWS)}"),
        ([1, 2], [TOLD], "2 of condition, 1 of show"),
    ],
)
def test_bad_input(condition, show, words):
    """Nonsense should be refused with the parameter, the value and what is allowed."""
    with pytest.raises(ValueError, match=words):
        excess_states(condition, show)
