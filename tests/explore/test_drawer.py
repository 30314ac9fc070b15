"""The drawer's settings: the published re-analysis, the counts of what looks positive, and the order of events."""

import numpy as np
import pytest
from reuptake.draw.drawer import JOURNALS, REGISTERED
from reuptake.evidence import find
from reuptake.explore.drawer import HIDDEN, TESTED, drawer_states, explorer, flow, names, trials
from reuptake.model.trials import pool


@pytest.fixture(scope="module")
def live():
    return explorer()


def state(opened, version, test=HIDDEN):
    (found,) = drawer_states([opened], [version], [test])
    return found


def rounded(found):
    return [round(float(number), 2) for number in (found.estimate, found.low, found.high)]


@pytest.mark.parametrize(
    ("label", "opened", "version"),
    [("Turner 2008 data, FDA version", 23, REGISTERED), ("Turner 2008 data, journal version", 0, JOURNALS)],
)
def test_pooled_effects_are_reproduced(label, opened, version):
    """All trials as registered should give 0.31 (0.27 to 0.35); the journals alone 0.41 (0.37 to 0.45)."""
    row = find("antidepressant_effect_sizes", source_label=label)
    assert rounded(state(opened, version).pooled) == [row.estimate, row.ci_low, row.ci_high]
    assert state(opened, version).seen == row.trials_n


def test_unpublished_trials_alone_are_reproduced():
    """The 23 in the drawer should pool to 0.15 (0.08 to 0.22)."""
    assert rounded(pool(*trials(REGISTERED, False))) == [0.15, 0.08, 0.22] and len(names()) == 23


def test_journals_alone_show_a_third_more():
    """0.41 against 0.31 should be 32 % more."""
    assert round(100 * state(23, REGISTERED).excess) == 32 and state(0, JOURNALS).excess == 0


@pytest.mark.parametrize(
    ("opened", "version", "positive", "counted", "percent"),
    [
        (0, JOURNALS, (48, 48), 51, 94),
        (0, REGISTERED, (37, 37), 51, 73),
        (23, JOURNALS, (49, 49), 74, 66),
        (23, REGISTERED, (38, 38), 74, 51),
        (10, JOURNALS, (48, 49), 61, 79),
    ],
)
def test_what_looks_positive(opened, version, positive, counted, percent):
    """94 % in the journals, 51 % by the regulator; in between one trial is open."""
    found = state(opened, version)
    assert found.positive == positive and found.counted == counted
    assert round(100 * positive[0] / counted) == percent


def test_flow_adds_up():
    """74 trials: 51 published, of them 11 spun, and 23 not published."""
    assert (flow().published, flow().spun, flow().hidden, flow().total) == (51, 11, 23, 74)


def test_drawer_opens_one_by_one():
    """Each step should add one trial, the pooled effect fall in the end, and no step read like another."""
    states = drawer_states(list(range(24)), [JOURNALS] * 24, [HIDDEN] * 24)
    assert [s.seen for s in states] == list(range(50, 74)) and states[-1].pooled.estimate < states[0].pooled.estimate
    found = explorer().scene
    assert len({found.describe(s) for s in states}) == 24


def test_test_follows_what_is_seen():
    """Egger's test should see small trials stand out in the journals, and less so in everything registered."""
    journals, everything = state(0, JOURNALS, TESTED).asymmetry, state(23, REGISTERED, TESTED).asymmetry
    assert journals.p_value < 0.001 and 0.05 < everything.p_value < 0.2
    assert journals.intercept > everything.intercept > 0
    assert state(0, JOURNALS).asymmetry is None


def test_start_does_not_tell(live):
    """At the start there should be the journals' picture and nothing from the drawer."""
    assert live.sentence == (
        "Seen so far: 50 trials, the published ones as in the journals; pooled g 0.41 (0.37 to 0.45). "
        "48 of 51 look positive, 94 %."
    )
    assert "0.31" not in live.sentence + repr(live.numbers) and "51 %" not in repr(live.numbers)


def test_unpublished_trials_have_no_journal_version():
    """To ask for it should be an error that says which version there is."""
    with pytest.raises(ValueError, match="version is 'as in the journals'; it must be one of: as registered"):
        trials(JOURNALS, False)


@pytest.mark.parametrize("opened", [-1, 24, 0.5])
def test_more_than_the_drawer_holds_is_refused(opened):
    """There should be 0 to 23 whole trials to take out."""
    with pytest.raises(ValueError, match="opened is .*; it must be"):
        drawer_states([opened], [JOURNALS], [HIDDEN])


def test_kept_trials_cannot_be_written_into():
    """A picture should not be able to change what the next one shows."""
    with pytest.raises(ValueError, match="read-only"):
        trials(JOURNALS, True)[0][0] = 1
    assert np.isfinite(trials(JOURNALS, True)).all()
