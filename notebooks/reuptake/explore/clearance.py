"""Clear a pulse of serotonin: what start, inhibitor and transporter activity do to its course."""

from dataclasses import replace
from functools import cache

import numpy as np

from reuptake.draw.clearance import ClearanceScene, ClearanceState, MeasuredHalfLife
from reuptake.evidence import fact, find
from reuptake.explore.ranges import ranged_control, sources, together
from reuptake.model.evoked import HEIGHT, IN_VIVO, IN_VIVO_AFTER, SLICE, SLICE_AFTER, SLICE_HEIGHT, evoked
from reuptake.model.evoked import half_life_s as evoked_half_life_s
from reuptake.model.inputs import known
from reuptake.model.transporter import clearance, half_life_s, occupancy, uptake_rate
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

# Layout of the picture, not facts: how far its axes reach.
T_S = np.linspace(0, 60, 241)
CONCENTRATION_NM = np.geomspace(1, 10_000, 81)

SOURCES = (
    "schnell1997", "cheng1973", "ramamoorthy1993", "rudnick1977", "mena2023code", "buchanan2024",
    "codingprinciples2025", "meyer2001", "meyer2004", "jennings2006", "mathews2004",
)  # fmt: skip
KM_PREPARATIONS = {
    "human SERT in cells (measured)": "human SERT in HeLa cells",
    "human platelets (measured)": "human platelet membrane vesicles",
    "terminal model (a constant)": "mathematical model of the terminal",
}


@cache
def km_nM(choice):
    """Michaelis constant of one of the choices, in nM.

    Parameters
    ----------
    choice : str
        A key of `KM_PREPARATIONS`.

    Returns
    -------
    float
    """
    preparation = KM_PREPARATIONS[known("km", choice, KM_PREPARATIONS)]
    return fact(find("uptake_kinetics", preparation=preparation, quantity="Km for 5-HT"), unit="nM")


@cache
def vmax_nM_s():
    """Maximum rate of uptake of the terminal model, a model constant, in nM/s.

    Returns
    -------
    float
    """
    row = find("uptake_kinetics", preparation="mathematical model of the terminal", quantity="Vmax")
    return fact(row, unit="uM/h") * 1000 / 3600  # µM/h to nM/s


@cache
def measured_half_lives():
    """Half-lives measured with and without escitalopram.

    The slice experiment reports the time constant of an exponential decay, tau; its half-life is
    tau ln 2, which makes those two rows derived. Living mice: 60 min after escitalopram 10 mg/kg.
    Slices: escitalopram 10 µM in the bath.

    Returns
    -------
    tuple of MeasuredHalfLife
    """
    rows = [
        ("mouse, in vivo", "mice", IN_VIVO, False),
        ("  + escitalopram", "mice", IN_VIVO_AFTER, True),
        ("slice (τ ln 2)", "slices", SLICE, False),
        ("  + escitalopram ", "slices", SLICE_AFTER, True),
    ]
    points = []
    for label, group, preparation, with_drug in rows:
        half_life, error, kind = evoked_half_life_s(preparation)
        points.append(MeasuredHalfLife(label, group, half_life, error, with_drug, kind))
    return tuple(points)


@cache
def measured_peaks_nM():
    """Lowest and highest mean peak in the experiments behind `measured_half_lives`, in nM.

    Returns
    -------
    tuple of float
    """
    peaks = [evoked(HEIGHT, "nM", where) for where in (IN_VIVO, IN_VIVO_AFTER)]
    peaks += [evoked(SLICE_HEIGHT, "nM", where) for where in (SLICE, SLICE_AFTER)]
    return min(peaks), max(peaks)


def clearance_states(c0_nM, inhibitor_ki, activity, km):
    """State of the picture for each setting, all computed in one call of the model.

    Parameters
    ----------
    c0_nM, inhibitor_ki, activity : sequence of float
        The inhibitor in multiples of its Ki.
    km : sequence of str
        Keys of `KM_PREPARATIONS`.

    Returns
    -------
    list of ClearanceState
    """
    together(c0_nM=c0_nM, inhibitor_ki=inhibitor_ki, activity=activity, km=km)
    c0, inhibitor, f = (np.asarray(values, dtype=float) for values in (c0_nM, inhibitor_ki, activity))
    constant = np.array([km_nM(choice) for choice in km])
    settings = {"vmax_nM_s": vmax_nM_s(), "km_nM": constant, "inhibitor_nM": inhibitor, "activity": f}
    each = {"c0_nM": c0, "km_nM": constant, "inhibitor_ki": inhibitor, "activity": f}
    each |= {**_readings(c0, settings), **_curves(c0, settings)}
    return [
        ClearanceState(
            **{name: values[i] for name, values in each.items()},
            vmax_nM_s=vmax_nM_s(),
            t_s=T_S,
            concentration_nM=CONCENTRATION_NM,
            measured=tuple(
                replace(point, comparable=_comparable(point, c0[i], inhibitor[i], f[i]))
                for point in measured_half_lives()
            ),
        )
        for i in range(len(c0))
    ]


def _readings(c0, settings):
    """One number a setting, by name in the state."""
    inhibitor, km = settings["inhibitor_nM"], settings["km_nM"]
    return {
        "occupied_alone": occupancy(inhibitor, 1.0),
        # Serotonin at the same site makes an inhibitor look weaker by the factor 1 + C/Km.
        "occupied_at_start": occupancy(inhibitor, 1 + c0 / km),
        "start_rate_nM_s": uptake_rate(c0, **settings),
        "km_apparent_nM": km * (1 + inhibitor),
        "half_life_s": half_life_s(c0, **settings),
    }


def _curves(c0, settings):
    """One line a setting, by name in the state: the course, its two limits, and rate against concentration."""
    fastest = settings["vmax_nM_s"] * settings["activity"]
    constant = fastest / (settings["km_nM"] * (1 + settings["inhibitor_nM"]))
    return {
        "course_nM": clearance(T_S, c0, **settings),
        "straight_nM": np.maximum(c0[:, None] - fastest[:, None] * T_S, 0),
        "exponential_nM": c0[:, None] * np.exp(-constant[:, None] * T_S),
        "rate_nM_s": uptake_rate(CONCENTRATION_NM, **{k: np.asarray(v)[..., None] for k, v in settings.items()}),
    }


def _comparable(point, c0, inhibitor, activity):
    """Whether a half-life was measured under conditions like a setting's."""
    low, high = measured_peaks_nM()
    return bool(point.with_drug == (inhibitor > 0) and activity == 1 and low <= c0 <= high)


def usual_inhibitor_ki():
    """Inhibitor, in multiples of Ki, that occupies what was measured at minimum therapeutic doses.

    Inverts occupancy = I/(I + Ki), which holds where no serotonin competes.

    Returns
    -------
    float
    """
    row = find("occupancy_measured", drug="five drugs at minimum therapeutic dose")
    share = fact(row, "occupancy_percent", unit="%") / 100
    return share / (1 - share)


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    presets = (
        Preset(
            "80 % occupied",
            {"inhibitor_ki": usual_inhibitor_ki()},
            "About what was measured in the striatum of people at the minimum therapeutic dose of five drugs",
        ),
        Preset("Twice the transporters", {"activity": 2}),
        Preset("No transporter", {"activity": 0}),
        Preset("A flood", {"c0_nM": 5000}, "So much serotonin that the transporters are full"),
        Preset("A flood with the inhibitor", {"c0_nM": 5000, "inhibitor_ki": usual_inhibitor_ki()}),
        Preset("The model's own Km", {"km": list(KM_PREPARATIONS)[-1]}),
    )
    return Explorer(ClearanceScene, _controls(), clearance_states, presets)


def _controls():
    return (
        ranged_control("clearance", "c0_nM", "Serotonin at the start"),
        ranged_control(
            "clearance",
            "inhibitor_ki",
            "Inhibitor, in multiples of its Ki",
            note=lambda multiple: f"{100 * occupancy(multiple, 1.0):.0f} % occupied, if no serotonin competes",
        ),
        ranged_control("clearance", "activity", "Transporter activity"),
        Control(
            "km",
            "Km taken from",
            tuple(KM_PREPARATIONS),
            start=next(iter(KM_PREPARATIONS)),
            kind="choice",
            source=f"Two measurements and a constant: {sources(('ramamoorthy1993', 'rudnick1977', 'mena2023code'))}.",
            further=True,
        ),
    )
