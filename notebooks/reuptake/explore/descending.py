"""Descending control of pain: a toy of two signs, to show that more serotonin need not mean less pain."""

from reuptake.draw.descending import DescendingScene, DescendingState
from reuptake.evidence import find
from reuptake.explore.ranges import ranged_control, together
from reuptake.model.inputs import checked
from reuptake.ui.controls import Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("cortesaltamirano2018", "patel2018", "lee2014")


def strength():
    """How much the normal amount of serotonin moves the signal if all of it brakes or drives.

    Returns
    -------
    float
    """
    return find("control_ranges", explorer="descending", control="strength").start


def descending_states(amount, driving_percent):
    """State of the picture for each setting.

    Parameters
    ----------
    amount : sequence of float
        Serotonin from the brainstem, times normal, at least 0.
    driving_percent : sequence of float
        Share of its effect that drives, 0 to 100 %.

    Returns
    -------
    list of DescendingState

    Raises
    ------
    ValueError
        If a value is out of range, or the lists are not equally long.
    """
    together(amount=amount, driving_percent=driving_percent)
    amounts = checked("amount", amount, "times normal")
    shares = checked("driving_percent", driving_percent, "%", high=100) / 100
    # Equal and opposite, so that nothing is left of either where they balance; a signal cannot fall below none.
    lean = strength() * (2 * shares - 1)
    rows = zip(amounts, shares, lean, strict=True)
    return [DescendingState(float(a), float(s), max(0.0, float(1 + a * n)), max(0.0, float(1 + n))) for a, s, n in rows]


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    controls = (
        ranged_control("descending", "amount", "Serotonin from the brainstem"),
        ranged_control("descending", "driving_percent", "Share of its effect that drives"),
    )
    presets = (
        Preset("Mostly a brake", {"amount": 2, "driving_percent": 20}),
        Preset("Mostly a drive, as after nerve damage", {"amount": 2, "driving_percent": 80}),
        Preset("In balance", {"amount": 2, "driving_percent": 50}),
        Preset("Taken away while it drives", {"amount": 0, "driving_percent": 80}),
    )
    return Explorer(DescendingScene, controls, descending_states, presets)
