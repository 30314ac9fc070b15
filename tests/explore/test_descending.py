"""The toy of two signs: balance, direction, no signal below none, bad input."""

import pytest
from reuptake.draw.descending import DescendingScene
from reuptake.explore.descending import BLOCKED, FREE, descending_states, strength


def signal(amount, driving, receptor=FREE):
    return descending_states([amount], [driving], [receptor])[0].signal


def test_without_serotonin_from_above_nothing_changes():
    """At none the signal should be 1, whatever the balance."""
    assert [signal(0, share) for share in (0, 50, 100)] == [1, 1, 1]


def test_in_balance_the_amount_does_not_matter():
    """At one half any amount should leave the signal at 1."""
    assert [signal(amount, 50) for amount in (0, 1, 3)] == pytest.approx([1, 1, 1])


def test_more_serotonin_has_no_single_sign():
    """More should mean less pain where it brakes, and more where it drives, by the same amount."""
    less, more = signal(1, 20), signal(1, 80)
    assert less < 1 < more and 1 - less == pytest.approx(more - 1)
    assert signal(1, 100) == pytest.approx(1 + strength())


def test_signal_never_falls_below_none():
    """A strong brake should end at 0."""
    assert signal(3, 0) == 0


def test_a_block_takes_away_drive_alone():
    """With receptors blocked the signal should be lower where something drives, and unchanged where nothing does."""
    assert signal(2, 80, BLOCKED) < signal(2, 80)
    assert signal(1, 0, BLOCKED) == signal(1, 0)


def test_where_no_signal_is_left_more_changes_nothing():
    """The sentence should not promise less pain where none is left."""
    state = descending_states([3], [0], [FREE])[0]
    assert "nothing further" in DescendingScene(state).describe(state)


@pytest.mark.parametrize("receptor", [FREE, BLOCKED])
@pytest.mark.parametrize("driving", range(0, 101, 10))
def test_word_for_more_is_the_way_the_signal_goes(driving, receptor):
    """At no serotonin the sentence should say what the first bit of it would do."""
    state = descending_states([0], [driving], [receptor])[0]
    step = signal(0.1, driving, receptor) - signal(0, driving, receptor)
    word = "the same pain" if abs(step) < 1e-9 else "more pain" if step > 0 else "less pain"
    assert f"means {word}." in DescendingScene(state).describe(state)


def test_parts_add_up_to_the_amount():
    """Brake and drive together should be all serotonin from above."""
    (state,) = descending_states([2], [30], [FREE])
    assert state.brake + state.drive == pytest.approx(2)


@pytest.mark.parametrize(
    ("amount", "driving", "receptor", "words"),
    [
        ([-1], [50], [FREE], "amount is -1; it must be a finite number at least 0 times normal"),
        ([1], [120], [FREE], "driving_percent is 120"),
        ([1], [50], ["5-HT9"], "receptor is '5-HT9'; it must be one of: all free, 5-HT3 blocked"),
        ([1, 2], [50], [FREE], "2 of amount, 1 of driving_percent"),
    ],
)
def test_bad_input(amount, driving, receptor, words):
    """Nonsense should be refused with the parameter, the value and what is allowed."""
    with pytest.raises(ValueError, match=words):
        descending_states(amount, driving, receptor)
