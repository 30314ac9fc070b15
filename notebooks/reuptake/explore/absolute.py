"""From a relative to an absolute number: one factor, and how many people it means."""

from reuptake.draw.absolute import AbsoluteScene, AbsoluteState
from reuptake.explore.ranges import ranged_control, together
from reuptake.model.absolute import absolute_change
from reuptake.ui.controls import Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("gigerenzer2007",)


def absolute_states(base, ratio):
    """State of the picture for each setting.

    Parameters
    ----------
    base : sequence of float
        People out of a thousand who have the complaint without the medicine.
    ratio : sequence of float
        Risk ratio: how many times as many have it with the medicine.

    Returns
    -------
    list of AbsoluteState

    Raises
    ------
    ValueError
        If a value is out of range, or the lists are not equally long.
    """
    together(base=base, ratio=ratio)
    change = absolute_change(base, ratio)
    rows = zip(change.base, change.ratio, change.treated, change.number_needed, strict=True)
    return [AbsoluteState(*map(float, row)) for row in rows]


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    controls = (
        ranged_control("absolute", "base", "Have it without the medicine"),
        ranged_control("absolute", "ratio", "Times as many with the medicine"),
    )
    presets = (
        Preset("Doubled, few have it", {"base": 4, "ratio": 2}, "An invented complaint"),
        Preset("Doubled, many have it", {"base": 200, "ratio": 2}, "An invented complaint"),
        Preset("Halved, few have it", {"base": 4, "ratio": 0.5}, "An invented complaint"),
        Preset("Halved, many have it", {"base": 200, "ratio": 0.5}, "An invented complaint"),
    )
    return Explorer(AbsoluteScene, controls, absolute_states, presets, ghost=False)
