"""Clear a pulse of serotonin: what start, inhibitor and transporter activity do to its course."""

from functools import cache

import numpy as np

from reuptake.draw.clearance import ClearanceScene, ClearanceState, MeasuredHalfLife
from reuptake.evidence import find
from reuptake.explore.ranges import ranged_control
from reuptake.model.transporter import clearance, half_life_s, occupancy, uptake_rate
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

# Layout of the picture, not facts: how far its axes reach.
T_S = np.linspace(0, 30, 181)
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
IN_VIVO = "hippocampus in vivo, medial forebrain bundle stimulation, fast-scan cyclic voltammetry, saline, "
SLICE = "slice, fast-scan cyclic voltammetry, "


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
    return find("uptake_kinetics", preparation=KM_PREPARATIONS[choice], quantity="Km for 5-HT").value


@cache
def vmax_nM_s():
    """Maximum rate of uptake of the terminal model, a model constant, in nM/s.

    Returns
    -------
    float
    """
    row = find("uptake_kinetics", preparation="mathematical model of the terminal", quantity="Vmax")
    return row.value * 1000 / 3600  # µM/h to nM/s


@cache
def measured_half_lives():
    """Half-lives measured with and without escitalopram.

    The slice experiment reports the time constant of an exponential decay, tau; its half-life is
    tau ln 2, which makes those two rows derived.

    Returns
    -------
    tuple of MeasuredHalfLife
    """
    rows = [
        ("mouse, in vivo", "evoked 5-HT, half-life t1/2", IN_VIVO + "before escitalopram", 1.0),
        (
            "  + escitalopram",
            "evoked 5-HT, half-life t1/2",
            IN_VIVO + "60 min after escitalopram 10 mg/kg",
            1.0,
        ),
        ("slice", "evoked 5-HT, decay time constant", SLICE + "control", np.log(2)),
        ("  + escitalopram ", "evoked 5-HT, decay time constant", SLICE + "escitalopram 10 uM", np.log(2)),
    ]
    points = []
    for label, quantity, preparation, factor in rows:
        row = find("experimental", quantity=quantity, preparation=preparation)
        points.append(MeasuredHalfLife(label, row.value * factor, row.error * factor))
    return tuple(points)


def inhibitor_in_ki(occupied_percent):
    """Concentration of an inhibitor, in multiples of Ki, that occupies a share of transporters.

    The inverse of `reuptake.model.transporter.occupancy` for Ki = 1.

    Parameters
    ----------
    occupied_percent : float or array_like
        From 0 to below 100.

    Returns
    -------
    numpy.ndarray or float
    """
    share = np.asarray(occupied_percent, dtype=float) / 100
    return share / (1 - share)


def clearance_states(c0_nM, occupied_percent, activity, km):
    """State of the picture for each setting, all computed in one call of the model.

    Parameters
    ----------
    c0_nM, occupied_percent, activity : sequence of float
    km : sequence of str
        Keys of `KM_PREPARATIONS`.

    Returns
    -------
    list of ClearanceState
    """
    c0, f = np.asarray(c0_nM, dtype=float), np.asarray(activity, dtype=float)
    constant = np.array([km_nM(choice) for choice in km])
    inhibitor = inhibitor_in_ki(occupied_percent)
    apparent = constant * (1 + inhibitor)
    settings = {"vmax_nM_s": vmax_nM_s(), "km_nM": constant, "inhibitor_nM": inhibitor, "activity": f}
    fastest = vmax_nM_s() * f
    course = clearance(T_S, c0, **settings)
    straight = np.maximum(c0[:, None] - fastest[:, None] * T_S, 0)
    exponential = c0[:, None] * np.exp(-(fastest / apparent)[:, None] * T_S)
    rates = uptake_rate(CONCENTRATION_NM, **{k: np.asarray(v)[..., None] for k, v in settings.items()})
    at_start = uptake_rate(c0, **settings)
    half_lives = half_life_s(c0, **settings)
    occupied = occupancy(inhibitor, 1.0)
    return [
        ClearanceState(
            c0_nM=c0[i],
            km_nM=constant[i],
            vmax_nM_s=vmax_nM_s(),
            inhibitor_ki=inhibitor[i],
            activity=f[i],
            occupied=occupied[i],
            t_s=T_S,
            course_nM=course[i],
            straight_nM=straight[i],
            exponential_nM=exponential[i],
            concentration_nM=CONCENTRATION_NM,
            rate_nM_s=rates[i],
            start_rate_nM_s=at_start[i],
            km_apparent_nM=apparent[i],
            half_life_s=half_lives[i],
            measured=measured_half_lives(),
        )
        for i in range(len(c0))
    ]


def usual_occupancy_percent():
    """Occupancy measured at the lowest usual doses of five drugs, in percent.

    Returns
    -------
    float
    """
    return find("occupancy_measured", drug="five drugs at minimum therapeutic dose").occupancy_percent


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    controls = (
        ranged_control("clearance", "c0_nM", "Serotonin at the start"),
        ranged_control(
            "clearance",
            "occupied_percent",
            "Transporters occupied by an inhibitor",
            note=lambda percent: f"= {inhibitor_in_ki(percent):.3g} × Ki",
        ),
        ranged_control("clearance", "activity", "Transporter activity"),
        Control(
            "km",
            "Km taken from",
            tuple(KM_PREPARATIONS),
            start=next(iter(KM_PREPARATIONS)),
            kind="choice",
            source="Ramamoorthy 1993; Rudnick 1977; the constant of the terminal model's code.",
        ),
    )
    presets = (
        Preset("SSRI at a usual dose", {"occupied_percent": usual_occupancy_percent()}),
        Preset("Twice the transporters", {"activity": 2}),
        Preset("No transporter", {"activity": 0}),
        Preset("A flood", {"c0_nM": 5000}, "So much serotonin that the transporters are full"),
        Preset("The model's own Km", {"km": list(KM_PREPARATIONS)[-1]}),
    )
    return Explorer(ClearanceScene, controls, clearance_states, presets)
