"""Trials of tianeptine: numbers of the table, none where none was printed, counts that add up, bad input."""

import pytest
from reuptake.evidence import find, load
from reuptake.explore.tianeptine_trials import ASIDE, NOTHING, TRIALS, WITHOUT_PLACEBO, explorer, trials, trials_states


def named(name):
    return next(trial for trial in trials() if trial.name == name)


def test_trials_come_in_order_of_years():
    """The file should run from the oldest to the newest."""
    years = [trial.year for trial in trials()]
    assert years == sorted(years)


def test_shares_are_those_of_the_table():
    """What is drawn should be the printed percentages."""
    assert (named("Costa e Silva").drug, named("Costa e Silva").placebo) == (58, 41)
    assert (named("Cassano").drug, named("Cassano").placebo) == (56, 32)
    assert (named("Dalery").drug, named("Dalery").placebo) == (16, 36)
    assert (named("Emsley").drug, named("Emsley").placebo) == (46.7, 34)


@pytest.mark.parametrize("name", ["Third study", "Kasper and Olié", "Sonawalla", "Jeon", "UPLIFT"])
def test_what_cannot_be_compared_has_no_shares(name):
    """The failed trial, the null one and those without placebo should never get a number for two groups."""
    assert (named(name).drug, named(name).placebo) == (None, None)


def test_newest_trial_has_no_number_at_all():
    """No effect of the null trial was published, so none may stand in its words but the size of the trial."""
    trial = named("UPLIFT")
    assert not any(sign.isdigit() for sign in trial.result + trial.reading)


def test_no_unverified_row_is_used():
    """Every row behind a trial should be one that may be shown."""
    for name, outcome, *_ in TRIALS:
        rows = [row for row in load("tianeptine_trials") if (row.trial, row.outcome) == (name, outcome)]
        assert rows and all(row.status != "unverified" for row in rows)


def test_the_trial_that_was_published_twice_counts_once():
    """Both papers should stand behind one row."""
    assert sum("Dalery" in trial.name for trial in trials()) == 1
    assert named("Dalery").sources == "Dalery et al. 2001; Dalery et al. 1997"


def test_every_trial_is_counted_once():
    """At each step verdicts and trials without placebo should add up to the trials seen."""
    for state in trials_states(range(1, len(TRIALS) + 1), [NOTHING] * len(TRIALS)):
        assert sum(state.counts.values()) == state.shown


def test_scale_and_share_stand_together():
    """The trial of older people should always show its scale beside its share of responders."""
    made = explorer()
    made.preset("Older people")
    row = find("tianeptine_trials", trial="Emsley", outcome="HDRS17 responders")
    assert f"{row.effect:g} in 100" in made.sentence and "3.84 points (2.17 to 5.51)" in made.sentence


@pytest.mark.parametrize(
    ("shown", "aside", "words"),
    [
        ([0], [NOTHING], "shown is 0"),
        ([10], [NOTHING], "shown is 10; it must be a finite number at least 1 and at most 9 trials"),
        ([1], ["all"], f"set_aside is 'all'; it must be one of: {', '.join(ASIDE)}"),
        ([1, 2], [WITHOUT_PLACEBO], "2 of shown, 1 of set_aside"),
    ],
)
def test_bad_input(shown, aside, words):
    """Nonsense should be refused with the parameter, the value and what is allowed."""
    with pytest.raises(ValueError, match=words):
        trials_states(shown, aside)
