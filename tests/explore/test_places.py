"""Shares in whole counters, and counts of neurons of which none is shown for more than it is."""

import pytest
from reuptake.draw.places import OUT_OF
from reuptake.explore import places
from reuptake.explore.places import COUNTED, SHARES, WITH_ALL, WITH_ESTIMATE, explorer, neuron_counts, places_states


def test_counters_show_the_share_exactly():
    """No share should have to be rounded to a whole number of counters."""
    for state in places_states(list(SHARES), [COUNTED] * len(SHARES)):
        assert state.here / OUT_OF == pytest.approx(state.share.share)


def test_second_hand_shares_say_so():
    """Only the share read in its own source should do without "as cited in"."""
    states = places_states(list(SHARES), [COUNTED] * 3)
    assert ["as cited in" in s.share.origin for s in states] == [False, True, True]


def test_counts_are_those_of_the_tables():
    """9,000 and 26,000 in mice, 125,000 in people, and 235,000 of all types apart from them."""
    counts = neuron_counts()
    assert [c.count for c in counts if c.kind == "serotonin"] == [9_000, 26_000, 125_000]
    assert [(c.count, c.plus_minus) for c in counts if c.kind == "all types"] == [(235_000, 15_000)]


def test_what_is_not_verified_appears_only_on_request_and_labelled():
    """At the start there should be no trace of the estimate; asked for, sentence and table call it illustrative."""
    live = explorer()
    assert "few hundred" not in live.sentence + repr(live.numbers)
    live.controls["shown"] = WITH_ESTIMATE
    assert "illustrative" in live.sentence and "not verified" in live.sentence
    assert "290,000" not in live.sentence + repr(live.numbers) and "illustrative" in repr(live.numbers)


def test_neurons_of_all_types_are_never_called_serotonin_neurons():
    """Where 235,000 is shown it should be said that it is no count of serotonin neurons."""
    live = explorer()
    live.controls["shown"] = WITH_ALL
    assert "235,000" in live.sentence and "no count of serotonin neurons" in live.sentence
    assert "235,000" in repr(live.numbers)


def test_blood_in_words_is_the_share_of_the_picture():
    """The line about blood should give the share that the counter shows."""
    assert places.blood().endswith(places.share("the blood: platelets").percentage)
