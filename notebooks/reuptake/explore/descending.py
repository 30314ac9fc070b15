"""Descending control of pain: a toy of two signs, to show that more serotonin need not mean less pain."""

from reuptake.draw.descending import DescendingScene, DescendingState
from reuptake.evidence import find
from reuptake.explore.ranges import ranged_control, sources, together
from reuptake.model.inputs import checked, known
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("cortesaltamirano2018", "patel2018")
FREE, BLOCKED = "all free", "5-HT3 blocked"
RECEPTORS = (FREE, BLOCKED)


def _fixed(control):
    """A setting of the toy that is no control."""
    return find("control_ranges", explorer="descending", control=control).start


def strength():
    """How much the normal amount of serotonin moves the signal if all of it brakes or drives.

    Returns
    -------
    float
    """
    return _fixed("strength")


def descending_states(amount, driving_percent, receptor):
    """State of the picture for each setting.

    Parameters
    ----------
    amount : sequence of float
        Serotonin from the brainstem, times normal, at least 0.
    driving_percent : sequence of float
        Share of its effect that drives, 0 to 100 %.
    receptor : sequence of str
        Members of `RECEPTORS`.

    Returns
    -------
    list of DescendingState

    Raises
    ------
    ValueError
        If a value is out of range or unknown, or the lists are not equally long.
    """
    together(amount=amount, driving_percent=driving_percent, receptor=receptor)
    amounts = checked("amount", amount, "times normal")
    shares = checked("driving_percent", driving_percent, "%", high=100) / 100
    blocked = [known("receptor", what, RECEPTORS) == BLOCKED for what in receptor]
    return [_state(float(a), float(s), b) for a, s, b in zip(amounts, shares, blocked, strict=True)]


def _state(amount, driving, blocked):
    left = _fixed("left_when_blocked")

    def signal(how_much):
        # Brake and drive are equal and opposite, so that nothing is left of either where they balance; a signal
        # cannot fall below none.
        drive = driving * (left if blocked else 1)
        return max(0.0, 1 + _fixed("strength") * how_much * (drive - (1 - driving)))

    return DescendingState(amount, driving, blocked, left, signal(amount), signal(1.0))


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    controls = (
        ranged_control("descending", "amount", "Serotonin from the brainstem"),
        ranged_control("descending", "driving_percent", "Share of its effect that drives"),
        Control(
            "receptor",
            "Receptors in the spinal cord",
            RECEPTORS,
            start=FREE,
            kind="choice",
            source=f"Blocking 5-HT3 there reveals a drive, wider after nerve damage: {sources(('patel2018',))}. "
            "How much of the drive it takes away is our choice.",
        ),
    )
    presets = (
        Preset("Mostly a brake", {"amount": 2, "driving_percent": 20}),
        Preset(
            "Mostly a drive", {"amount": 2, "driving_percent": 80}, "Our choice; after nerve damage the drive widens"
        ),
        Preset("The same, 5-HT3 blocked", {"amount": 2, "driving_percent": 80, "receptor": BLOCKED}),
        Preset("In balance", {"amount": 2, "driving_percent": 50}),
        Preset("Taken away while it drives", {"amount": 0, "driving_percent": 80}),
    )
    return Explorer(DescendingScene, controls, descending_states, presets)
