"""Different terminals, one concentration: the same numbers every time, labelled as what they are."""

import numpy as np
import pytest
from reuptake.evidence import find
from reuptake.explore import people
from reuptake.explore.people import REASONS, RESPONSES, explorer, people_states


@pytest.fixture(scope="module", autouse=True)
def few():
    """Sixty terminals instead of a thousand, so that the tests are quick."""
    patch = pytest.MonkeyPatch()
    usual = people.fixed
    patch.setattr(people, "fixed", lambda name, unit: 60.0 if name == "individuals" else usual(name, unit))
    people.population.cache_clear()
    people.responses.cache_clear()
    yield
    patch.undo()
    people.population.cache_clear()
    people.responses.cache_clear()


def test_every_terminal_is_counted_once():
    """The bins should hold all terminals that are not left out."""
    for state in people_states([10, 100], [0.2, 0.4], [RESPONSES] * 2):
        assert state.counts.sum() == state.individuals and state.individuals + state.left_out == 60


def test_more_drug_means_a_higher_rise_and_more_spread_a_wider_one():
    """The median should rise with the drug, and the range widen with the spread."""
    low, high, wide = people_states([10, 100, 100], [0.2, 0.2, 0.4], [RESPONSES] * 3)
    assert 1 < low.middle < high.middle
    assert wide.high - wide.low > high.high - high.low > low.high - low.low


def test_the_brake_explains_most_of_a_large_rise():
    """With much drug the autoreceptor brake should come first, and a stronger one mean a lower rise."""
    (state,) = people_states([100], [0.2], [REASONS])
    first = state.most[0]
    assert state.symbols[first] == "s_rel" and state.shares[first] > 0.5 and state.correlations[first] < 0


def test_a_setting_reads_the_same_alone_and_in_a_row():
    """What a setting gives should not depend on what was computed with it or before it."""
    row = people_states([10, 50], [0.1, 0.1], [REASONS] * 2)[1]
    people.responses.cache_clear()
    (alone,) = people_states([50], [0.1], [REASONS])
    assert alone.middle == row.middle and np.array_equal(alone.correlations, row.correlations)


def test_kept_results_cannot_be_written_into():
    """What is kept for the next picture should refuse to be changed through this one."""
    (state,) = people_states([10], [0.1], [REASONS])
    for kept in (state.correlations, state.edges, people.responses(10.0, 0.1)[0], people.population(0.1).constants):
        with pytest.raises(ValueError, match="read-only"):
            kept[0] = 9.0


def test_a_thousand_terminals_are_drawn_in_the_course():
    """The course itself should draw as many as it promises."""
    assert find("control_ranges", explorer="people", control="individuals").start == 1000


def test_reasons_wait_until_they_are_asked_for():
    """At the start neither sentence nor table should name a constant; every sentence should say illustrative."""
    live = explorer()
    hidden, shown = people_states([50, 50], [0.2, 0.2], [RESPONSES, REASONS])
    words = [live.scene.describe(s) + repr(live.scene.numbers(s)) for s in (hidden, shown)]
    assert "brake" not in words[0] and "brake" in words[1]
    assert all("Illustrative" in text for text in words)


def test_bad_settings_are_refused():
    """Unknown choices, drugs and spreads out of range and unequal lists should be errors."""
    with pytest.raises(ValueError, match="shown is 'x'; it must be one of: the responses only"):
        people_states([10], [0.2], ["x"])
    with pytest.raises(ValueError, match="drug_nM is -1; .*at least 0 and at most 100 nM"):
        people_states([-1], [0.2], [RESPONSES])
    with pytest.raises(ValueError, match="drug_nM is .*'50'.*, which is not a number"):
        people_states(["50"], [0.2], [RESPONSES])
    with pytest.raises(ValueError, match="spread is 0.9"):
        people_states([10], [0.9], [RESPONSES])
    with pytest.raises(ValueError, match="There are 2 of .*; there must be as many of each"):
        people_states([10, 20], [0.2], [RESPONSES] * 2)
