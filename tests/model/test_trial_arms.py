"""Arms put together: the published summary of each drug, placebo response, and any drug against placebo."""

import csv
from pathlib import Path

import numpy as np
import pytest
from reuptake.evidence import find, load
from reuptake.model.trial_arms import any_drug, comparisons, drugs, placebo_arms, pooled, trials
from reuptake.model.trials import log_odds, pool
from scipy.special import expit

REFERENCE = Path(__file__).parents[1] / "reference" / "trials" / "netdose_pooled_or.csv"
with open(REFERENCE, newline="") as file:
    ROWS = list(csv.DictReader(file))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["drug"])
def test_each_drug_is_reproduced_to_its_printed_digits(row):
    """Trials, people, odds ratio, limits, tau squared and I squared should be those of the reference."""
    found, every = pooled(row["drug"]), comparisons(row["drug"])
    people = sum(trial.total for trial in every), sum(trial.control_total for trial in every)
    assert (len(every), *people) == tuple(int(row[key]) for key in ("trials_n", "drug_n", "placebo_n"))
    numbers = [*np.exp([found.estimate, found.low, found.high]), found.tau_squared, found.i_squared_percent]
    names = ("odds_ratio", "ci_low", "ci_high", "tau_squared", "i_squared_percent")
    for number, name in zip(numbers, names, strict=True):
        assert round(number, 1 if name == "i_squared_percent" else 3) == float(row[name]), name


def test_every_drug_of_the_reference_is_there():
    """There should be no drug more or less, and those with most trials come first."""
    assert set(drugs(1)) == {row["drug"] for row in ROWS}
    counts = [len(comparisons(name)) for name in drugs()]
    assert counts == sorted(counts, reverse=True) and min(counts) == 3 and len(drugs()) == 15


def test_placebo_response_is_reproduced():
    """Pooled on the logit scale it should be what the table holds, with its prediction interval and spread."""
    row = find("placebo_response", source_label="netdose arms")
    events, total = np.array(placebo_arms()).T
    found = pool(*log_odds(events, total))
    assert (len(events), total.sum()) == (row.trials_n, row.placebo_participants_n) == (118, 14023)
    percent = 100 * expit([found.estimate, found.low, found.high])
    assert list(np.round(percent, 1)) == [row.estimate, row.ci_low, row.ci_high] == [36.5, 34.9, 38.2]
    assert list(np.round(100 * expit([found.predicted_low, found.predicted_high]))) == [23, 52]
    assert round(found.i_squared_percent) == 74
    assert [round(100 * extreme(events / total)) for extreme in (min, max)] == [14, 70]


def test_any_drug_against_placebo_is_reproduced():
    """All active arms of a trial together should have the odds ratio 1.58 (1.48 to 1.68)."""
    found = pool([t.effect for t in any_drug()], [t.standard_error for t in any_drug()])
    assert list(np.round(np.exp([found.estimate, found.low, found.high]), 2)) == [1.58, 1.48, 1.68]


def test_no_arm_is_lost():
    """Every row of the table should belong to a trial, and doses of a drug be added up."""
    assert sum(len(arms) for arms in trials().values()) == len(load("netdose_arms")) == 457
    first = comparisons("paroxetine")[0]
    arms = [arm for arm in trials()[first.study] if arm.drug == "paroxetine"]
    assert first.total == sum(arm.total_n for arm in arms)


def test_a_drug_without_trials_is_refused():
    """Tianeptine is not in the table; the message should say what is."""
    with pytest.raises(ValueError, match="drug is 'tianeptine'; it must be one of: duloxetine, paroxetine"):
        comparisons("tianeptine")


def test_pooled_results_cannot_be_written_into():
    """What is kept for later pictures should refuse a change."""
    with pytest.raises(ValueError, match="read-only"):
        pooled("paroxetine").weights[0] = 9
