"""Published effects on serotonin outside cells, and what the models of this course give for each."""

import re

import numpy as np

from reuptake.evidence import fact, load
from reuptake.explore.actions import toy_activity
from reuptake.explore.knockout import ko_over_wt, level_nM
from reuptake.explore.mirror import HOUR, LONG, TERMINAL_ACTIVITIES, terminal_curve
from reuptake.explore.weeks import LAST_DAY, RECOVERS, WEAKENS, toy, weeks_states
from reuptake.model.inputs import checked, plain
from reuptake.model.transporter import extracellular_ratio
from reuptake.ui.table import NumbersTable

# Mice without the transporter were measured in two regions; this one reaches higher.
REGION = "frontal cortex"
ACUTE = ("acute",)
NOT_IN_IT = "not in it"
# Layout: words of the table as they fit a column.
SHORTER = {
    "umol": "µmol", " (2-3 x binding sites)": ", 2–3 × sites", " (basal level)": "", "frontal cortex and": "cortex,",
    "frontal cortex": "cortex", "ventral hippocampus": "hippocampus", " twice daily": " × 2", " challenge": "",
    "spinal dorsal horn": "spinal cord",
}  # fmt: skip


def activity_for(level, ko_over_wt):
    r"""Transporter activity at which the two-way model gives a level.

    .. math:: f = \frac{R/L - 1}{R - 1}

    Parameters
    ----------
    level : float or array_like
        L, times normal, above 0 and at most `ko_over_wt`.
    ko_over_wt : float
        R, level without any transporter, times normal (above 1).

    Returns
    -------
    numpy.ndarray or float
        Relative to normal.

    Raises
    ------
    ValueError
        If a value is out of its range.
    """
    most = checked("ko_over_wt", ko_over_wt, "times normal", low=1, low_allowed=False)
    wanted = checked("level", level, "times normal", high=float(most), low_allowed=False)
    return plain((most / wanted - 1) / (most - 1))


def effects_table():
    """Every published effect on serotonin outside cells beside the two-way model and the terminal model.

    Acute rows are given by the terminal model after one hour, longer ones by it for good, and mice without or with
    one copy after one hour, as for good a guard of ours decides.

    Returns
    -------
    reuptake.ui.table.NumbersTable
    """
    mice = [row for row in load("sert_knockout_microdialysis") if row.functional_sert_copies < 2]
    rows = (*(_effect(row) for row in load("extracellular_5ht_effects")), *(_mouse(row) for row in mice))
    header = ("what was done", "published", "two-way model", "terminal model")
    return NumbersTable("Published effects, and what our models give", header, rows)


def _effect(row):
    name = row.drug if row.dose in ("not recorded", "genetic") else f"{row.drug} {row.dose}"
    # Where regions were compared, the column of what was published names them.
    where = "" if row.region == "brain" or ">" in row.region else f", {row.region}"
    return _short(f"{name}{where}"), *_given(row)


def _mouse(row):
    """Mice with fewer copies: the two-way model is set by those with none, and those with one copy test it."""
    ratio, copies = ko_over_wt(row.region), row.functional_sert_copies
    normal = level_nM(row.region, 2)
    measured = level_nM(row.region, copies) / normal
    error = fact(row, "plus_minus_nm", unit="nM") / normal
    name = f"mice, {'one copy' if copies else 'no copy'}, {_short(row.region)}"
    # Half the activity for one of two copies is assumed.
    level = _terminal(acute=True)(copies / 2)
    terminal = f"{_meets(level, measured, error)}: × {level:.1f} (one hour)"
    if not copies:
        return name, f"× {measured:.3g}", "set: by these mice", terminal
    level = float(extracellular_ratio(copies / 2, ratio))
    return name, f"× {measured:.3g}", f"{_meets(level, measured, error)}: × {level:.2f}", terminal


def _meets(level, measured, error):
    """Whether a level lies within the plus-minus as printed of the one measured."""
    return "fits" if abs(level - measured) <= error else "misses"


def _goes(levels, published):
    """Whether levels, times normal, all move as was published: "up", "down" or "none"."""
    moves = {"up" if level > 1 else "down" if level < 1 else "none" for level in levels}
    return "fits" if moves == {published} else "misses"


def _short(text):
    for long, short in SHORTER.items():
        text = text.replace(long, short)
    return text


def _given(row):
    """Published effect, and what either model gives."""
    if row.fold_of_baseline is not None:
        level = fact(row, "fold_of_baseline", unit="times baseline")
        return f"× {level:g}", _two_way_block(level), _terminal_block(level, row.duration in ACUTE)
    if "rank order" in row.qualifier:
        return _short(row.region), NOT_IN_IT, f"{NOT_IN_IT}: no cell body"
    if row.drug == "MDMA":
        return "up, hardly without SERT", NOT_IN_IT, f"{NOT_IN_IT}: no way back"
    if row.drug.startswith("SERT"):
        sites = [float(number) for number in re.findall(r"\d+", row.drug)]
        models = (_two_way, _terminal(acute=False))
        kinds = [_goes(map(model, sites), row.effect_direction) for model in models]
        said = [f"direction {kind}: {_enhanced(model, *sites)}" for kind, model in zip(kinds, models, strict=True)]
        return row.effect_direction, *said
    return _tianeptine(row)


def _tianeptine(row):
    """What a drug would do that doubles the transport, against one that leaves the transporter alone."""
    more = toy_activity("toy_more")
    models = (_two_way, _terminal(row.duration in ACUTE))
    # A smaller rise after a challenge is a move downwards.
    published = {"less rise": "down"}.get(row.effect_direction, row.effect_direction)
    kinds = [_goes([model(more)], published) for model in models]
    if row.effect_direction == "less rise":
        return "less rise", f"enhancer {kinds[0]}: {_enhanced(_two_way, more)}", "not tried"
    # One that leaves the transporter alone gives no change: it fits where none was found, and is named where not.
    said = "enhancer " if published == "none" else ""
    alone = "" if published == "none" else " or × 1"
    cells = [f"{said}{kind}: {_enhanced(model, more)}{alone}" for kind, model in zip(kinds, models, strict=True)]
    return {"none": "no change"}.get(published, published), *cells


def _two_way(activity):
    return float(extracellular_ratio(activity, ko_over_wt(REGION)))


def _terminal(acute):
    curve = terminal_curve(HOUR if acute else LONG)
    return lambda activity: float(np.interp(activity, TERMINAL_ACTIVITIES, curve.ratio))


def _enhanced(model, *activities):
    return "× " + " to ".join(f"{model(activity):.2f}" for activity in activities)


def _two_way_block(level):
    return f"set: {100 * (1 - activity_for(level, ko_over_wt(REGION))):.0f} % blocked"


def _terminal_block(level, acute):
    if not acute:
        return "not tested: a guard decides"
    model = _terminal(acute)
    if level > model(0):
        return f"misses: at most × {model(0):.1f}"
    ratios = [model(activity) for activity in TERMINAL_ACTIVITIES]
    # The level falls as activity rises, and np.interp wants it rising.
    activity = np.interp(level, ratios[::-1], TERMINAL_ACTIVITIES[::-1])
    return f"set: {100 * (1 - activity):.0f} % blocked"


def feedback_table():
    """Every row of the experiment on feedback beside the two toys of the weeks.

    Returns
    -------
    reuptake.ui.table.NumbersTable
    """
    block = 100 * toy()["block"]
    first, *last = weeks_states([0, LAST_DAY, LAST_DAY], [block] * 3, [WEAKENS, WEAKENS, RECOVERS])
    rows = [_feedback(row, first, last) for row in load("autoreceptor_microdialysis")]
    header = ("rat amygdala", "published", "toy: the brake weakens", "toy: firing recovers")
    return NumbersTable("Feedback as published, and what our toys give", header, tuple(rows))


def _feedback(row, first, last):
    chronic, unbraked = row.pretreatment != "none", row.local_antagonist != "none"
    given = " + ".join(what for what in (row.acute_treatment, row.local_antagonist) if what != "none")
    what = f"{given or 'baseline'}, chronic" if chronic else given or "baseline"
    if row.acute_treatment == "none":
        return what, "100 %", "so defined", "so defined"
    if row.value_percent is not None and row.value_percent < 0:
        changes = [100 * (state.brake[-1] - 1) for state in last]
        published = f"response {_signed(row.value_percent)} %"
        return what, published, f"direction: brake {_signed(changes[0])} %", f"misses: brake {_signed(changes[1])} %"
    sign = row.qualifier if row.qualifier == ">" else ""
    published = f"{sign}{row.value_percent:g} %" if row.value_percent is not None else row.qualifier
    levels = [100 * (state.free if unbraked else state.level)[-1] for state in (last if chronic else [first] * 2)]
    # What the toys were set by cannot test them.
    kind = "misses" if chronic and unbraked else "set"
    return what, published, *(f"{kind}: {level:,.0f} %" for level in levels)


def _signed(percent):
    return f"{percent:+.0f}".replace("-", "−").replace("+0", "0")
