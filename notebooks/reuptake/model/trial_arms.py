"""Arms of antidepressant trials, put together into comparisons with placebo."""

from functools import cache

from reuptake.evidence import facts, load
from reuptake.model.inputs import known
from reuptake.model.trials import FEWEST, compare, pool

PLACEBO = "placebo"


@cache
def trials():
    """Arms by trial, in the order of the table.

    Returns
    -------
    dict of str to tuple of reuptake.evidence.trial_records.TrialArm
    """
    found = {}
    for arm in facts(load("netdose_arms")):
        found.setdefault(arm.study_id, []).append(arm)
    return {study: tuple(arms) for study, arms in found.items()}


@cache
def drugs(fewest=FEWEST):
    """Drugs compared with placebo in enough trials, those with most trials first, then by name.

    Parameters
    ----------
    fewest : int

    Returns
    -------
    tuple of str
    """
    names = {arm.drug for arms in trials().values() for arm in arms} - {PLACEBO}
    counts = {name: len(_comparisons(name)) for name in sorted(names)}
    return tuple(sorted((name for name in counts if counts[name] >= fewest), key=lambda name: -counts[name]))


def comparisons(drug):
    """Every trial of a drug against placebo, in order of the table, its doses merged.

    Parameters
    ----------
    drug : str

    Returns
    -------
    tuple of reuptake.model.trials.Comparison

    Raises
    ------
    ValueError
        If no trial compares the drug with placebo.
    """
    known("drug", drug, drugs(1))
    return _comparisons(drug)


@cache
def any_drug():
    """Every trial with a placebo arm, all its active arms merged.

    Returns
    -------
    tuple of reuptake.model.trials.Comparison
    """
    return _against_placebo(lambda name: name != PLACEBO)


@cache
def placebo_arms():
    """People who responded and people in the placebo arm, trial by trial.

    Returns
    -------
    tuple of (int, int)
    """
    return tuple((trial.control_events, trial.control_total) for trial in any_drug())


@cache
def pooled(drug, method="random"):
    """Pool all trials of a drug against placebo.

    Parameters
    ----------
    drug : str
    method : {"random", "fixed"}

    Returns
    -------
    reuptake.model.trials.Pooled
        Of the logarithm of the odds ratio of response.
    """
    rows = comparisons(drug)
    found = pool([row.effect for row in rows], [row.standard_error for row in rows], method)
    # Kept for every later picture, so nobody may write into it.
    found.weights.setflags(write=False)
    return found


@cache
def _comparisons(drug):
    return _against_placebo(lambda name: name == drug)


def _against_placebo(wanted):
    found = []
    for study, arms in trials().items():
        active = _summed(arm for arm in arms if wanted(arm.drug))
        control = _summed(arm for arm in arms if arm.drug == PLACEBO)
        if active[1] and control[1]:
            found.append(compare(study, *active, *control))
    return tuple(found)


def _summed(arms):
    counts = [(arm.responders_n, arm.total_n) for arm in arms]
    return sum(events for events, _ in counts), sum(total for _, total in counts)
