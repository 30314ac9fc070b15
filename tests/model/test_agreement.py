"""Agreement counted by hand: lists short enough to check with a pencil."""

import pytest
from reuptake.model.agreement import VERDICTS, Count, agreement, by_group, one_word

FINE, SIMPLE, BARE, AGAINST = VERDICTS


def test_equal_words_count_and_no_others():
    """Of three judged claims one is alike; a claim without a verdict should count nowhere."""
    assert agreement([FINE, BARE, AGAINST, None], [FINE, SIMPLE, BARE, AGAINST]) == Count(judged=3, same=1)


def test_no_verdict_is_nearer_than_another():
    """Every pair of different words should count the same: nothing."""
    for one in VERDICTS:
        for other in VERDICTS:
            assert agreement([one], [other]).same == (one == other)


def test_share_is_a_fraction_and_undefined_for_nothing():
    """Two of eight should be a quarter; of nothing there is no share."""
    assert Count(8, 2).share == 0.25 and str(Count(8, 2)) == "2 of 8"
    assert agreement([None, None], [FINE, SIMPLE]) == Count(0, 0) and Count(0, 0).share is None
    assert agreement([], []) == Count(0, 0)


def test_groups_keep_their_order_and_add_up():
    """Counts by group should come in the order met, with an empty group as 0 of 0, and add up to the whole."""
    groups = ["b", "a", "b", "c", "a"]
    theirs, ours = [FINE, SIMPLE, BARE, None, AGAINST], [FINE, BARE, BARE, AGAINST, AGAINST]
    found = by_group(groups, theirs, ours)
    assert list(found) == ["b", "a", "c"]
    assert found == {"b": Count(2, 2), "a": Count(2, 1), "c": Count(0, 0)}
    whole = agreement(theirs, ours)
    assert (sum(c.judged for c in found.values()), sum(c.same for c in found.values())) == (whole.judged, whole.same)


def test_one_word_reaches_as_many_as_there_are():
    """Who says one word of everything should be right as often as that word is ours."""
    found = one_word([BARE, BARE, BARE, SIMPLE, FINE])
    assert {word: count.same for word, count in found.items()} == {FINE: 1, SIMPLE: 1, BARE: 3, AGAINST: 0}
    assert {count.judged for count in found.values()} == {5}


@pytest.mark.parametrize(
    ("theirs", "ours", "message"),
    [
        ([FINE], [FINE, SIMPLE], "theirs holds 1, ours holds 2; they must hold equally many"),
        (["true"], [FINE], "theirs is 'true'; it must be one of: None, supported"),
        ([FINE], [None], "ours is None; it must be one of: supported"),
        ([FINE], ["missing"], "ours is 'missing'"),
    ],
)
def test_bad_input_is_refused(theirs, ours, message):
    """The message should name what is wrong."""
    with pytest.raises(ValueError, match=message):
        agreement(theirs, ours)


def test_bad_groups_are_refused():
    """A group for each claim is needed, and `missing` is no verdict of one word."""
    with pytest.raises(ValueError, match="groups holds 2, theirs holds 1"):
        by_group(["a", "b"], [FINE], [FINE])
    with pytest.raises(ValueError, match="equally many"):
        by_group(["a"], [FINE], [FINE, SIMPLE])
    with pytest.raises(ValueError, match="ours is 'missing'"):
        one_word(["missing"])
