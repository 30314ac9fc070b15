"""Lower the calcium outside a nerve ending: release falls much more steeply than calcium does."""

from functools import cache

import numpy as np

from reuptake.draw.calcium import CalciumScene, CalciumState
from reuptake.evidence import fact, find
from reuptake.explore.ranges import ranged_control, sources, together
from reuptake.model.inputs import known
from reuptake.model.release import release_ratio
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("dodge1967",)
PROPORTION, SQUARE, CUBE, MEASURED, RULE = "1 (in proportion)", "2", "3", "as measured", "4 (the rule)"
POWERS = (PROPORTION, SQUARE, CUBE, MEASURED, RULE)
WHOLE = {PROPORTION: 1.0, SQUARE: 2.0, CUBE: 3.0, RULE: 4.0}


@cache
def measured_power():
    """The power of calcium that was measured at low calcium.

    Returns
    -------
    value, sd : float
    n : int
        Number of determinations.
    """
    row = find("basics", quantity="exponent of release against external calcium")
    return fact(row, unit="exponent"), fact(row, "error", unit="exponent"), int(row.n)


def halved():
    """Say what half of the calcium leaves of release, by the measured power and by the rule.

    Returns
    -------
    str
    """
    by_power, by_rule = (1 / release_ratio(0.5, power) for power in (measured_power()[0], WHOLE[RULE]))
    return f"half the calcium leaves one part in {by_power:.0f}; by the rule, in {by_rule:.0f}"


def calcium_states(calcium, power):
    """State of the picture for each setting, all computed in one call of the model.

    Parameters
    ----------
    calcium : sequence of float
        Relative to a low level.
    power : sequence of str
        Out of `POWERS`.

    Returns
    -------
    list of CalciumState
    """
    together(calcium=calcium, power=power)
    value, sd, n = measured_power()
    exponents = np.array([WHOLE.get(known("power", choice, POWERS), value) for choice in power])
    releases = release_ratio(calcium, exponents)
    lows, highs = release_ratio(calcium, value + sd), release_ratio(calcium, value - sd)
    return [
        CalciumState(
            calcium=float(calcium[i]),
            release=float(releases[i]),
            exponent=float(exponents[i]),
            measured=value,
            measured_sd=sd,
            measured_n=n,
            measured_range=(float(lows[i]), float(highs[i])),
        )
        for i in range(len(calcium))
    ]


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    value, _, _ = measured_power()
    controls = (
        ranged_control("calcium", "calcium", "Calcium outside"),
        Control(
            "power",
            "Power of calcium",
            POWERS,
            start=RULE,
            kind="choice",
            note=lambda choice: f"{value:g} (measured)" if choice == MEASURED else choice,
            source=f"The measured power is nearly four, at low calcium: {sources(SOURCES)}. The others compare.",
        ),
    )
    presets = (
        Preset("Half the calcium", {"calcium": 0.5}),
        Preset("Half, by the measured power", {"calcium": 0.5, "power": MEASURED}),
        Preset("Half, if in proportion", {"calcium": 0.5, "power": PROPORTION}),
        Preset("A fifth less", {"calcium": 0.8}, "A small change already counts"),
    )
    return Explorer(CalciumScene, controls, calcium_states, presets)
