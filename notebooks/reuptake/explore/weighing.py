"""Weighing: benefit and harms per 1,000 people side by side, and a score from the learner's own weights."""

import numpy as np

from reuptake.draw.weighing import BENEFIT, NUISANCE, PARTICULAR, WeighingScene, WeighingState
from reuptake.evidence import label
from reuptake.explore.ranges import ranged_control, sources, together
from reuptake.explore.weighing_cases import ANY_DRUG, OWN_TRIALS, TIANEPTINE, cases
from reuptake.model.inputs import checked, known
from reuptake.model.risk import Interval
from reuptake.model.weighing import MOST, exchange, weigh
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = (
    "petropoulou2026", "zoloftlabelnd", "emsley2018", "prescrire2007", "afssaps2012", "has2012", "prescrire2024",
    "ema2012", "protectnd", "fda2023",
)  # fmt: skip


def weighing_states(nuisance_weight, benefit_weight, particular_weight, threshold, case):
    """State of the picture for each setting.

    Parameters
    ----------
    nuisance_weight, benefit_weight, particular_weight : sequence of float
        0 (counts nothing) to 10, each for a whole yardstick of its criterion.
    threshold : sequence of float
        Points that the score has to reach.
    case : sequence of str
        Keys of `reuptake.explore.weighing_cases.cases`.

    Returns
    -------
    list of WeighingState

    Raises
    ------
    ValueError
        If a value is out of range or unknown, or the lists are not equally long.
    """
    given = {
        "nuisance_weight": nuisance_weight,
        "benefit_weight": benefit_weight,
        "particular_weight": particular_weight,
    }
    together(**given, threshold=threshold, case=case)
    groups = (NUISANCE, BENEFIT, PARTICULAR)
    weights = {
        group: checked(name, values, "of 10", high=MOST)
        for group, (name, values) in zip(groups, given.items(), strict=True)
    }
    limits = checked("threshold", threshold, "points", low=-np.inf)
    names = np.array([known("case", name, cases()) for name in case], dtype=object)
    found = [None] * len(names)
    for name in dict.fromkeys(names):
        places = np.flatnonzero(names == name)
        states = _weighed(cases()[name], {group: values[places] for group, values in weights.items()}, limits[places])
        for place, state in zip(places, states, strict=True):
            found[place] = state
    return found


def _weighed(case, weights, limits):
    """States of one case, all settings in one call of the model."""
    rows = [row for row in case.rows if row.more is not None]
    worth = [row.worth for row in rows]
    signed = Interval(*(np.array([getattr(one, end) for one in worth]) for end in ("estimate", "low", "high")))
    spread = np.stack([weights[row.group] for row in rows], axis=-1)
    weighed = weigh(signed, spread, [case.yardsticks[row.group] for row in rows])
    rates = {
        group: exchange(weights[group], case.yardsticks[group], weights[BENEFIT], case.yardsticks[BENEFIT])
        for group in (NUISANCE, PARTICULAR)
    }
    for place, limit in enumerate(limits):
        points = iter(weighed.points[place].tolist())
        yield WeighingState(
            case=case,
            weights={group: float(values[place]) for group, values in weights.items()},
            points=tuple(None if row.more is None else next(points) for row in case.rows),
            score=float(weighed.score[place]),
            low=float(weighed.low[place]),
            high=float(weighed.high[place]),
            threshold=float(limit),
            rates={group: float(values[place]) for group, values in rates.items()},
        )


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    return Explorer(WeighingScene, _controls(), weighing_states, _presets(), ghost=False)


def _controls():
    steps = (
        "The steps Problem, Objectives, Alternatives, Consequences, Trade-offs, Uncertainty, Risk attitudes and "
        f"Linked decisions are PrOACT-URL: {label('ema2012')}, as cited in {label('protectnd')}. The FDA's frame is "
        f"another: {label('fda2023')}."
    )
    return (
        ranged_control("weighing", "nuisance_weight", "Weight of the common harms"),
        ranged_control("weighing", "benefit_weight", "Weight of the benefit"),
        ranged_control("weighing", "particular_weight", "Weight of the particular harm (libido; dependence)"),
        ranged_control("weighing", "threshold", "Your threshold", further=True),
        Control("case", "Problem", tuple(cases()), start=ANY_DRUG, kind="choice", source=steps, further=True),
    )


def _presets():
    favourable = f"Illustrative, ours: a verdict as in France's commission of 2012 ({sources(('has2012',))})"
    dangerous = f"Illustrative, ours: a verdict as in {label('prescrire2024')}"
    return (
        Preset("Common harms count too", {"benefit_weight": 10, "nuisance_weight": 3}, "Illustrative weights"),
        Preset("Common harms count much", {"benefit_weight": 10, "nuisance_weight": 7}, "Illustrative weights"),
        Preset("Libido counts most", {"nuisance_weight": 1, "benefit_weight": 8, "particular_weight": 10},
               "Illustrative weights"),
        Preset("Benefit from its own trials", {"benefit_weight": 10, "nuisance_weight": 3, "case": OWN_TRIALS},
               "Illustrative weights"),
        Preset("Tianeptine, like the commission (illustrative)",
               {"benefit_weight": 10, "particular_weight": 4, "case": TIANEPTINE}, favourable),
        Preset("Tianeptine, like the bulletin (illustrative)",
               {"benefit_weight": 3, "particular_weight": 10, "threshold": 1, "case": TIANEPTINE}, dangerous),
    )  # fmt: skip
