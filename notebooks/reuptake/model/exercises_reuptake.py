"""What exercises and predictions of notebook 03 ask for, computed from the data."""

from functools import cache

import numpy as np

from reuptake.evidence import fact, find, load
from reuptake.model.computation import Computation
from reuptake.model.cycle import Passenger, charge_so_far
from reuptake.model.evoked import HEIGHT, evoked
from reuptake.model.knockout import level_nM
from reuptake.model.transporter import extracellular_ratio, half_life_s


@cache
def km_nM(preparation):
    """Michaelis constant of a preparation in the table of uptake kinetics.

    Parameters
    ----------
    preparation : str

    Returns
    -------
    float
        In nM.
    """
    return fact(find("uptake_kinetics", preparation=preparation, quantity="Km for 5-HT"), unit="nM")


@cache
def vmax_nM_s():
    """Maximum rate of the terminal model, a model constant.

    Returns
    -------
    float
        In nM/s.
    """
    row = find("uptake_kinetics", preparation="mathematical model of the terminal", quantity="Vmax")
    return fact(row, unit="uM/h") * 1000 / 3600  # µM/h to nM/s


@cache
def usual_share():
    """Share of transporters that was occupied at the minimum therapeutic dose of five drugs.

    Returns
    -------
    float
        Between 0 and 1.
    """
    row = find("occupancy_measured", drug="five drugs at minimum therapeutic dose")
    return fact(row, "occupancy_percent", unit="%") / 100


def inhibitor_ki(share):
    """Amount of inhibitor that occupies a share of the transporters when no serotonin competes.

    Parameters
    ----------
    share : float
        Between 0 and 1, 1 left out.

    Returns
    -------
    float
        In multiples of Ki.
    """
    return share / (1 - share)


def _pulse():
    """A small pulse, the inhibitor of the notebook, and the constants that the text uses."""
    return {
        # Rounded as in the text, so that a reader who computes by hand gets the same number.
        "c0_nM": float(round(evoked(HEIGHT, "nM"))),
        "km_nM": km_nM("human platelet membrane vesicles"),
        "vmax_nM_s": vmax_nM_s(),
        "inhibitor_ki": round(inhibitor_ki(usual_share()), 6),
    }


def _half_life(c0_nM, km_nM, vmax_nM_s, inhibitor_ki):
    return half_life_s(c0_nM, vmax_nM_s, km_nM, inhibitor_nM=inhibitor_ki)


def _cells():
    return {"km_nM": km_nM("human SERT in HeLa cells")}


def _cortex():
    return {"normal_nM": level_nM("frontal cortex", 2), "without_nM": level_nM("frontal cortex", 0), "activity": 0.25}


def _share():
    return {"share": usual_share(), "km_nM": km_nM("human platelet membrane vesicles")}


EXERCISES = {
    "apparent_km": Computation(
        inputs=_pulse,
        right=lambda km_nM, inhibitor_ki, **_: km_nM * (1 + inhibitor_ki),
        mistakes={
            "one_forgotten": lambda km_nM, inhibitor_ki, **_: km_nM * inhibitor_ki,
            "no_inhibitor": lambda km_nM, **_: km_nM,
            "divided": lambda km_nM, inhibitor_ki, **_: km_nM / (1 + inhibitor_ki),
            "micromolar": lambda km_nM, inhibitor_ki, **_: km_nM * (1 + inhibitor_ki) / 1000,
            "other_km": lambda inhibitor_ki, **_: _cells()["km_nM"] * (1 + inhibitor_ki),
        },
        shown={"factor": lambda inhibitor_ki, **_: 1 + inhibitor_ki},
    ),
    "half_life": Computation(
        inputs=_pulse,
        right=_half_life,
        mistakes={
            "ln2_forgotten": lambda c0_nM, km_nM, vmax_nM_s, inhibitor_ki: (
                (km_nM * (1 + inhibitor_ki) + c0_nM / 2) / vmax_nM_s
            ),
            "one_forgotten": lambda c0_nM, km_nM, vmax_nM_s, inhibitor_ki: (
                (km_nM * inhibitor_ki * np.log(2) + c0_nM / 2) / vmax_nM_s
            ),
            "no_inhibitor": lambda inhibitor_ki, **rest: _half_life(**rest, inhibitor_ki=0.0),
            "straight_part_only": lambda c0_nM, vmax_nM_s, **_: c0_nM / 2 / vmax_nM_s,
            "milliseconds": lambda **given: 1000 * _half_life(**given),
            "minutes": lambda **given: _half_life(**given) / 60,
            "micromolar_km": lambda km_nM, **given: _half_life(km_nM=km_nM / 1000, **given),
        },
        shown={"factor": lambda inhibitor_ki, **_: 1 + inhibitor_ki},
    ),
    "double_half_life": Computation(
        inputs=_cells,
        right=lambda km_nM: 2 * km_nM * np.log(2),
        mistakes={
            "two_forgotten": lambda km_nM: km_nM * np.log(2),
            "ln2_forgotten": lambda km_nM: 2 * km_nM,
            "km_itself": lambda km_nM: km_nM,
            "half_forgotten_twice": lambda km_nM: 4 * km_nM * np.log(2),
            "micromolar": lambda km_nM: 2 * km_nM * np.log(2) / 1000,
        },
        shown={},
    ),
    "inhibitor_for_share": Computation(
        inputs=_share,
        right=lambda share, **_: inhibitor_ki(share),
        mistakes={
            "share_itself": lambda share, **_: share,
            "percent": lambda share, **_: 100 * share,
            "upside_down": lambda share, **_: (1 - share) / share,
            "bracket": lambda share, **_: 1 / (1 - share),
            "km_for_ki": lambda share, km_nM: inhibitor_ki(share) * km_nM,
        },
        shown={"percent": lambda share, **_: 100 * share, "free": lambda share, **_: 1 - share},
    ),
    "cortex_level": Computation(
        inputs=_cortex,
        right=lambda normal_nM, without_nM, activity: normal_nM * extracellular_ratio(activity, without_nM / normal_nM),
        mistakes={
            "one_not_taken_off": lambda normal_nM, without_nM, activity: (
                normal_nM * (1 + without_nM / normal_nM) / (1 + without_nM / normal_nM * activity)
            ),
            "transporter_only": lambda normal_nM, activity, **_: normal_nM / activity,
            "ratio_only": lambda normal_nM, without_nM, activity: extracellular_ratio(activity, without_nM / normal_nM),
            "share_of_gap": lambda normal_nM, without_nM, activity: without_nM - activity * (without_nM - normal_nM),
        },
        shown={
            "percent_left": lambda activity, **_: 100 * activity,
            "r": lambda normal_nM, without_nM, **_: without_nM / normal_nM - 1,
            "ratio": lambda normal_nM, without_nM, activity: extracellular_ratio(activity, without_nM / normal_nM),
        },
    ),
}
"""What each exercise asks for, by the name that exercises.json uses."""


def _small_pulse_s(**change):
    pulse = _pulse() | {"km_nM": km_nM("human SERT in HeLa cells")}
    return half_life_s(pulse["c0_nM"], pulse["vmax_nM_s"], pulse["km_nM"], **change)


def _level_change_nM(activity):
    normal = level_nM("striatum", 2)
    return normal * (extracellular_ratio(activity, level_nM("striatum", 0) / normal) - 1)


def _charge(step):
    """Charge that has entered the cell up to a step of the classical cycle, in elementary charges."""
    riders = [
        Passenger(row.cargo, row.charge_elementary, row.direction == "inward", row.binds_at_step, row.leaves_at_step)
        for row in load("cycle_cargo")
    ]
    return charge_so_far(riders, step)


NUMBERS = {
    "charge_half_way": lambda: _charge(3),
    "charge_at_end": lambda: _charge(5),
    "c0_nM": lambda: _pulse()["c0_nM"],
    "inhibitor_ki": lambda: _pulse()["inhibitor_ki"],
    "half_life_normal_s": _small_pulse_s,
    "half_life_inhibitor_s": lambda: _small_pulse_s(inhibitor_nM=_pulse()["inhibitor_ki"]),
    "half_life_twice_s": lambda: _small_pulse_s(activity=2.0),
    "times_with_inhibitor": lambda: _small_pulse_s(inhibitor_nM=_pulse()["inhibitor_ki"]) / _small_pulse_s(),
    "half_change_nM": lambda: _level_change_nM(0.5),
    "twice_change_nM": lambda: -_level_change_nM(2.0),
    "times_without_cortex": lambda: level_nM("frontal cortex", 0) / level_nM("frontal cortex", 2),
    "occupied_percent": lambda: 100 * usual_share(),
}
"""Numbers that texts of predictions and exercises may name in braces."""

CURVES = {
    "cortex_ratio": lambda x: extracellular_ratio(np.asarray(x, dtype=float), NUMBERS["times_without_cortex"]()),
}
"""Curves that a reader sketches: values of the model at given places."""
