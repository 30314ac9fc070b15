"""The steps of transmission: each shows what its sentence says."""

import pytest
from reuptake.draw.synapse import PARTS
from reuptake.evidence import reference
from reuptake.explore import sequence
from reuptake.explore.sequence import BLOCKED, NO_CALCIUM, SOURCES, STEPS, USUAL, sequence_states

NUMBERS = list(range(1, len(STEPS) + 1))


def course(change):
    return sequence_states(NUMBERS, [change] * len(NUMBERS))


def test_eight_steps_each_with_parts_that_stand_out():
    """Each step should highlight known parts and say one thing."""
    assert len(STEPS) == len(sequence.CAPTIONS) == 8
    for state in course(USUAL):
        assert state.reached and state.highlight and state.highlight <= set(PARTS)


def test_the_story_runs_in_order():
    """Calcium should enter before the vesicle opens, and molecules bind only after they are released."""
    states = course(USUAL)
    assert [state.calcium for state in states[:3]] == ["outside", "channel", "inside"]
    assert [state.fused for state in states[:4]] == [False, False, True, True]
    assert [state.in_vesicle for state in states[:5]] == [7, 7, 5, 1, 0]
    assert not any(state.receptors or state.autoreceptors or state.carried for state in states[:4])
    assert states[5].autoreceptors == 1 and states[6].carried == 2 and states[7].broken > 0


def test_serotonin_outside_rises_with_release_and_falls_with_reuptake():
    """What is outside should be most after release, and least after it has been carried back."""
    outside = [state.outside for state in course(USUAL)]
    assert max(outside) == outside[3] and outside[6] < outside[5] and outside[7] < outside[6]


def test_without_calcium_nothing_is_released():
    """No calcium should leave the vesicle closed at every step, and say so from the third step on."""
    for state in course(NO_CALCIUM):
        assert not state.fused and state.in_vesicle == 7 and state.calcium == "none"
        assert state.reached == bool(state.highlight) == (state.step <= 2)
        assert state.reached or "not reached" in state.caption


def test_blocked_transporters_leave_more_serotonin_outside():
    """With every transporter held nothing should be carried, and more should stay outside."""
    for usual, blocked in zip(course(USUAL), course(BLOCKED), strict=True):
        assert blocked.blocked == 2 and blocked.carried == 0
        assert ("SSRI" in blocked.caption) == (blocked.step < 8)
        assert (blocked.outside > usual.outside) == (blocked.step > 6) and blocked.outside >= usual.outside
        assert blocked.cytosol <= usual.cytosol


def test_the_spent_vesicle_is_whole_only_once_that_is_said():
    """A vesicle that has opened should stay open until the sentence says that it is whole again."""
    assert [state.fused for state in course(USUAL)[2:]] == [True] * 5 + [False]
    assert [state.step for state in course(USUAL) if "whole again" in state.caption] == [8]


def test_no_faint_picture_of_the_step_before():
    """Molecules of the step before should not be taken for those of this one."""
    assert sequence.explorer().player.spec["ghost"] is False


def test_table_and_sentence_name_the_step():
    """Sentence and table should say the same step."""
    explorer = sequence.explorer()
    for step in NUMBERS:
        explorer.controls["step"] = step
        assert explorer.sentence.startswith(f"Step {step} of 8: ")
        assert explorer.numbers.rows[0][1].startswith(f"{step}: ")


@pytest.mark.parametrize("key", SOURCES)
def test_sources_are_known(key):
    """Every source should be in the bibliography."""
    assert reference(key).key == key
