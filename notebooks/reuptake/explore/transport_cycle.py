"""Step through the cycle in which the transporter carries serotonin, and count the charge."""

from functools import cache

from reuptake.draw.cycle import CycleScene, CycleState
from reuptake.evidence import load
from reuptake.explore.ranges import sources, together
from reuptake.model.cycle import Passenger, charge_so_far, place
from reuptake.model.inputs import known
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = (
    "coleman2016", "coleman2018", "coleman2019", "yang2021", "chan2022", "bhat2021", "uniprotnd", "uniprotmirrornd",
)  # fmt: skip
GATE_AT_STEP = {1: "outward", 2: "closed", 3: "inward", 4: "inward", 5: "outward"}
FREE, BLOCKED = "none", "a reuptake inhibitor (SSRI)"


@cache
def passengers():
    """Passengers of the classical cycle, from the data.

    Returns
    -------
    tuple of Passenger
    """
    return tuple(
        Passenger(
            name=row.cargo,
            charge=int(row.charge_elementary),
            inward=row.direction == "inward",
            binds_at=int(row.binds_at_step),
            leaves_at=int(row.leaves_at_step),
        )
        for row in load("cycle_cargo")
    )


@cache
def steps():
    """The states of the cycle, without the row that sums them up.

    Returns
    -------
    tuple of record
    """
    return tuple(row for row in load("transport_cycle") if row.state != "stoichiometry")


def cycle_states(step, inhibitor):
    """State of the picture for each pair of settings.

    Parameters
    ----------
    step : sequence of int
    inhibitor : sequence of str

    Returns
    -------
    list of CycleState
    """
    together(step=step, inhibitor=inhibitor)
    return [
        _state(known("step", one, GATE_AT_STEP), known("inhibitor", drug, (FREE, BLOCKED)) == BLOCKED)
        for one, drug in zip(step, inhibitor, strict=True)
    ]


def _state(step, blocked):
    row = steps()[step - 1]
    reached = 1 if blocked else step
    places = {p.name: place(p, reached) for p in passengers()}
    if blocked:
        places["5-HT"] = "outside"
    return CycleState(
        step=step,
        name=row.state,
        happens=row.what_happens,
        gate=GATE_AT_STEP[reached],
        places=places,
        charge=tuple(charge_so_far(passengers(), earlier) for earlier in range(1, reached + 1)),
        blocked=blocked,
    )


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    numbers = tuple(range(1, len(steps()) + 1))
    controls = (
        Control(
            "step",
            "Step of the cycle",
            numbers,
            start=1,
            kind="steps",
            note=lambda step: f"{step} of {len(numbers)}: {steps()[step - 1].state}",
            source=f"States seen in structures of the transporter: {sources(('coleman2019', 'yang2021'))}.",
        ),
        Control(
            "inhibitor",
            "Inhibitor in the central site",
            (FREE, BLOCKED),
            start=FREE,
            kind="choice",
            source=f"SSRIs hold the transporter outward-open: {sources(('coleman2016', 'coleman2018'))}.",
        ),
    )
    presets = (
        Preset("Serotonin lets go inside", {"step": 3}),
        Preset("Potassium rides back", {"step": 5}),
        Preset("Blocked by an SSRI", {"step": 3, "inhibitor": BLOCKED}),
    )
    return Explorer(CycleScene, controls, cycle_states, presets)
