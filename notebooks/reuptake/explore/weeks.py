"""Today and in three weeks: feedback after an inhibitor, a toy of how it may adapt, and what was measured."""

from functools import cache
from types import MappingProxyType

import numpy as np

from reuptake.draw.weeks import COUNTER_VIEW, HYPOTHESIS, NO_CHANGE, MeasuredLevel, WeeksScene, WeeksState
from reuptake.evidence import fact, find, illustrative, label, load, quantity
from reuptake.explore.ranges import ranged_control, sources, together
from reuptake.model.desensitisation import (
    adapted,
    drive_for,
    gain_for,
    level_with_brake,
    release_share,
    unbraked_rise,
)
from reuptake.model.inputs import checked, known, whole
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("bosker2001", "artigas1996", "commons2019", "bordet1998", "haddjeri1998", "mathews2004", "thiscourse")
ASSUMED = {
    "the brake weakens": HYPOTHESIS,
    "nothing adapts": NO_CHANGE,
    "firing recovers, the brake stays": COUNTER_VIEW,
}
WEAKENS, NOTHING, RECOVERS = ASSUMED
# Layout: how far a reader has to go before the picture tells what was measured after chronic treatment, and how
# far the picture goes.
CHRONIC_FROM_DAY, LAST_DAY = 21, 28
REMARKS = (
    ("at the cell body (review)", "effect of more serotonin at the cell body"),
    ("counter-view (hypothesis)", "counter-view of the desensitisation hypothesis"),
    ("people: improved by day 10, paroxetine and pindolol", "share improved at day 10, paroxetine with pindolol"),
    ("people: improved by day 10, paroxetine and placebo", "share improved at day 10, paroxetine with placebo"),
    ("people: the same two, day 15 and later", "paroxetine with pindolol against placebo, day 15 and later"),
    ("rats, long-term antidepressants: CA3 firing up when WAY-100635 is given (receptors on target cells), from",
     "rise of CA3 firing when WAY-100635 is given, lower end"),
    ("rats, long-term antidepressants: CA3 firing up when WAY-100635 is given (receptors on target cells), to",
     "rise of CA3 firing when WAY-100635 is given, upper end"),
)  # fmt: skip


@cache
def measured_levels():
    """Levels of the experiment in rat amygdala, from baseline to after chronic treatment.

    Returns
    -------
    tuple of MeasuredLevel
    """
    return tuple(_measured(row) for row in load("autoreceptor_microdialysis"))


def _measured(row):
    given = " and ".join(what for what in (row.acute_treatment, row.local_antagonist) if what != "none")
    name = given or "baseline"
    chronic = row.pretreatment != "none"
    if row.value_percent is not None and row.value_percent < 0:
        # The last step is no level: it says how much weaker the response to an agonist has become.
        name, words, level = f"response to {given}", f"{-fact(row, 'value_percent', unit='%'):g} % smaller", None
    else:
        words = row.qualifier if row.value_percent is None else ""
        level = None if words else fact(row, "value_percent", unit="%") / 100
    return MeasuredLevel(
        treatment=f"{name}, after chronic citalopram" if chronic else name,
        level=level,
        at_least=row.qualifier == ">",
        words=words,
        chronic=chronic,
        unbraked=row.local_antagonist != "none",
    )


def _level(treatment):
    """One measured level, times baseline."""
    return next(m.level for m in measured_levels() if m.treatment == treatment)


@cache
def toy():
    """Numbers of the toy: some set by measurements, one invented.

    Returns
    -------
    mapping of str to float
        `ratio` of a knock-out to normal, minus 1; `block` at which the toy is set; `acute` and `chronic`
        strength of the brake; `regained`, the share of lost release that comes back in the counter-view;
        `days`, the invented time constant.
    """
    balance = find("sert_activity_model", region="frontal cortex", sert_activity_fraction_of_normal=1.0)
    ratio = fact(balance, "r_ratio", unit="")
    block = find("control_ranges", explorer="weeks", control="block").start / 100
    rise = unbraked_rise(block, ratio)
    acute, chronic = _level("citalopram"), _level("citalopram, after chronic citalopram")
    released = release_share([acute, chronic], rise)
    speed = find("feedback_evidence", quantity="time constant with which the toy adapts")
    found = {
        "ratio": ratio,
        "block": block,
        "acute": gain_for(acute, rise),
        "chronic": gain_for(chronic, rise),
        "regained": float((released[1] - released[0]) / (1 - released[0])),
        "days": illustrative(speed, unit="d"),
    }
    # Kept for every later picture, so nobody may write into it.
    return MappingProxyType(found)


def weeks_states(day, block, assumed):
    """State of the picture for each setting, all from one pass of the toy.

    Parameters
    ----------
    day : sequence of float
        Days since the start, whole numbers from 0 to 28.
    block : sequence of float
        Share of the transporter that is blocked, in %.
    assumed : sequence of str
        Keys of `ASSUMED`.

    Returns
    -------
    list of WeeksState

    Raises
    ------
    ValueError
        If the lists differ in length, or a setting is out of its range or none of the choices.
    """
    together(day=day, block=block, assumed=assumed)
    days = whole("day", checked("day", day, "days", high=LAST_DAY))
    blocked = checked("block", block, "%", high=100) / 100
    for one in assumed:
        known("assumed", one, ASSUMED)
    courses = _courses(blocked, assumed)
    return [_state(i, int(days[i]), blocked[i], assumed[i], courses) for i in range(len(days))]


def _courses(blocked, assumed):
    """Level, level with the brake off, release and brake on every day, by setting."""
    given, every = toy(), np.arange(LAST_DAY + 1.0)
    rise = unbraked_rise(blocked, given["ratio"])[:, None]
    chosen = np.array([list(ASSUMED).index(one) for one in assumed])[:, None]
    last_gain = np.where(chosen == 0, given["chronic"], given["acute"])
    gain = adapted(given["acute"], last_gain, every, given["days"])
    level = level_with_brake(rise, gain)
    # In the counter-view the brake stays and firing creeps back: part of the lost release returns, and the
    # drive is whatever that takes.
    first = release_share(level[:, :1], rise)
    back = adapted(first, first + given["regained"] * (1 - first), every, given["days"])
    release = np.where(chosen == 2, back, release_share(level, rise))
    # Rounding must not leave the level a digit below the untreated one.
    level = np.maximum(rise * release, 1.0)
    drive = drive_for(level, rise, gain)
    return every, level, rise * drive, release, gain / given["acute"]


def _state(i, day, blocked, assumed, courses):
    every, *lines = courses
    level, free, release, brake = (line[i, : day + 1] for line in lines)
    return WeeksState(
        day=day,
        block=float(blocked),
        assumed=assumed,
        kind=ASSUMED[assumed],
        days=every[: day + 1],
        level=level,
        free=free,
        release=release,
        brake=brake,
        time_constant_d=toy()["days"],
        measured=measured_levels(),
        chronic_shown=day >= CHRONIC_FROM_DAY,
        comparable=bool(np.isclose(blocked, toy()["block"])),
        source=label("bosker2001"),
        remarks=remarks(),
    )


@cache
def remarks():
    """What else is known about feedback, each with its source.

    Returns
    -------
    tuple of (str, str)
    """
    return tuple((name, quantity(find("feedback_evidence", quantity=what))) for name, what in REMARKS)


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    controls = (
        ranged_control("weeks", "day", "Days since the start"),
        ranged_control("weeks", "block", "Transporter blocked"),
        Control(
            "assumed",
            "Assumed to change with time",
            tuple(ASSUMED),
            start=WEAKENS,
            kind="choice",
            source=f"Hypothesis and counter-view: {sources(('bosker2001', 'artigas1996', 'commons2019'))}. The toy of "
            "each is ours.",
        ),
    )
    presets = (
        Preset("In three weeks", {"day": 21}),
        Preset("Three weeks, nothing adapts", {"day": 21, "assumed": NOTHING}),
        Preset("Three weeks, the counter-view", {"day": 21, "assumed": RECOVERS}),
        Preset("Less blocked, three weeks", {"day": 21, "block": 60}),
        Preset("All blocked, today", {"block": 100}),
    )
    return Explorer(WeeksScene, controls, weeks_states, presets)
