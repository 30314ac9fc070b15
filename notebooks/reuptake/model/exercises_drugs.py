"""What exercises and predictions of notebook 04 ask for, computed from the data."""

from functools import cache
from types import MappingProxyType

import numpy as np

from reuptake.evidence import fact, find
from reuptake.model.computation import Computation
from reuptake.model.dosing import (
    absorption_rate_per_h,
    elimination_rate_per_h,
    half_life_h,
    repeated_doses_ng_per_mL,
    steady_average_ng_per_mL,
)
from reuptake.model.exercises_reuptake import inhibitor_ki, km_nM, level_nM, usual_share
from reuptake.model.inputs import checked, plain
from reuptake.model.occupancy import dose_occupancy
from reuptake.model.transporter import extracellular_ratio

DAY_H = 24.0
# The second drug of the section on doses; its half-life is short, so that the sum is easy by hand.
DRUG, OTHER_DRUG, SHORT_LIVED = "citalopram", "sertraline", "duloxetine"
EXERCISE_SHARE = 0.75  # invented, for an easy sum


@cache
def dose_curve(drug):
    """Fitted curve from dose to occupancy in the striatum.

    Parameters
    ----------
    drug : str

    Returns
    -------
    mapping of str to float
        `plateau_percent`, `half_mg` (mg/day) and `usual_mg` (mg/day).
    """
    row = find("occupancy", drug=drug, region="striatum", status="secondary")
    curve = {
        "plateau_percent": fact(row, "occupancy_max_percent", unit="%"),
        "half_mg": fact(row, "half_max_dose_mg_per_day", unit="mg/day"),
        "usual_mg": fact(row, "usual_minimum_dose_mg_per_day", unit="mg/day"),
    }
    # Kept for later calls, so nobody may write into it.
    return MappingProxyType(curve)


def _occupied(plateau_percent, half_mg, dose_mg):
    return dose_occupancy(dose_mg, plateau_percent, half_mg)


def _citalopram(multiple):
    """Occupancy in percent at a multiple of the usual minimum dose."""
    curve = dose_curve(DRUG)
    return _occupied(curve["plateau_percent"], curve["half_mg"], multiple * curve["usual_mg"])


def _doubled():
    curve = dose_curve(OTHER_DRUG)
    return {
        "plateau_percent": curve["plateau_percent"],
        "half_mg": curve["half_mg"],
        "dose_mg": 2 * curve["usual_mg"],
    }


def _share():
    return {"share": EXERCISE_SHARE, "km_nM": km_nM("human SERT in HeLa cells")}


def _short_lived():
    row = find("pharmacokinetics", drug=SHORT_LIVED, source_key=("westanmo2005",), status="verified")
    return {"half_life_h": fact(row, "half_life_h", unit="h"), "interval_h": DAY_H}


def share_left(half_life_h, interval_h):
    """Share of a level that is left after a time, once a drug is absorbed.

    Parameters
    ----------
    half_life_h, interval_h : float
        In h, above 0.

    Returns
    -------
    float
        Between 0 and 1.

    Raises
    ------
    ValueError
        If a time is not finite or not above 0.
    """
    half_life = checked("half_life_h", half_life_h, "h", low_allowed=False)
    return plain(0.5 ** (checked("interval_h", interval_h, "h", low_allowed=False) / half_life))


EXERCISES = {
    "drug_occupancy": Computation(
        inputs=_doubled,
        right=_occupied,
        mistakes={
            "plateau_forgotten": lambda half_mg, dose_mg, **_: 100 * dose_mg / (half_mg + dose_mg),
            "half_not_added": lambda plateau_percent, half_mg, dose_mg: plateau_percent * dose_mg / half_mg,
            "brackets_forgotten": lambda plateau_percent, half_mg, dose_mg: (
                plateau_percent * dose_mg / half_mg + dose_mg
            ),
            "usual_dose": lambda dose_mg, **curve: _occupied(**curve, dose_mg=dose_mg / 2),
            "twice_the_occupancy": lambda dose_mg, **curve: 2 * _occupied(**curve, dose_mg=dose_mg / 2),
            "upside_down": lambda plateau_percent, half_mg, dose_mg: plateau_percent * half_mg / (half_mg + dose_mg),
            "fraction": lambda **given: _occupied(**given) / 100,
            "other_drug": lambda dose_mg, **_: _occupied(
                dose_curve(DRUG)["plateau_percent"], dose_curve(DRUG)["half_mg"], dose_mg
            ),
        },
        shown={"usual_percent": lambda dose_mg, **curve: _occupied(**curve, dose_mg=dose_mg / 2)},
    ),
    "drug_apparent_km": Computation(
        inputs=_share,
        right=lambda share, km_nM: km_nM * (1 + inhibitor_ki(share)),
        mistakes={
            "one_forgotten": lambda share, km_nM: km_nM * inhibitor_ki(share),
            "share_for_ratio": lambda share, km_nM: km_nM * (1 + share),
            "divided": lambda share, km_nM: km_nM / (1 + inhibitor_ki(share)),
            "upside_down": lambda share, km_nM: km_nM * (1 + (1 - share) / share),
            "bracket_only": lambda share, **_: 1 + inhibitor_ki(share),
            "micromolar": lambda share, km_nM: km_nM * (1 + inhibitor_ki(share)) / 1000,
        },
        shown={
            "percent": lambda share, **_: 100 * share,
            "free_percent": lambda share, **_: 100 * (1 - share),
            "ki": lambda share, **_: inhibitor_ki(share),
            "factor": lambda share, **_: 1 + inhibitor_ki(share),
        },
    ),
    "accumulation": Computation(
        inputs=_short_lived,
        right=lambda half_life_h, interval_h: 1 / (1 - share_left(half_life_h, interval_h)),
        mistakes={
            "share_left": share_left,
            "share_gone": lambda half_life_h, interval_h: 1 - share_left(half_life_h, interval_h),
            "one_day_only": lambda half_life_h, interval_h: 1 + share_left(half_life_h, interval_h),
            "half_lives": lambda half_life_h, interval_h: interval_h / half_life_h,
            "plus": lambda half_life_h, interval_h: 1 / (1 + share_left(half_life_h, interval_h)),
            "upside_down": lambda half_life_h, interval_h: 1 / (1 - share_left(interval_h, half_life_h)),
        },
        shown={
            "left": share_left,
            "half_lives": lambda half_life_h, interval_h: interval_h / half_life_h,
        },
    ),
}
"""What each exercise asks for, by the name that exercises.json uses."""


def _citalopram_row():
    return find("pharmacokinetics", drug=DRUG, source_key=("kraghsorensen1981", "vanharten1993"))


@cache
def citalopram_rates():
    """Rates of the drug whose doses the notebook follows.

    Returns
    -------
    tuple of float
        Elimination and absorption, in 1/h.
    """
    row = _citalopram_row()
    k = elimination_rate_per_h(fact(row, "clearance_l_per_h", unit="L/h"), fact(row, "volume_l", unit="L"))
    peak = (fact(row, "tmax_low_h", unit="h") + fact(row, "tmax_high_h", unit="h")) / 2
    return k, absorption_rate_per_h(peak, k)


def _fixed(control):
    """A setting of the explorer of doses that is no control."""
    return int(find("control_ranges", explorer="dose", control=control).start)


def _lowest_percent(missed):
    """Occupancy just before the next dose, at the end of the day on which the explorer leaves one out."""
    day = _fixed("change_day")
    curve, (k, ka) = dose_curve(DRUG), citalopram_rates()
    doses = np.full(day, curve["usual_mg"])
    doses[-1] *= not missed
    # Relative to its average a level depends on no volume; 1 L stands for any.
    level = repeated_doses_ng_per_mL(DAY_H * day, DAY_H * np.arange(day), doses, 1.0, k, ka)
    relative = level / steady_average_ng_per_mL(curve["usual_mg"], DAY_H, k)
    return _occupied(curve["plateau_percent"], curve["half_mg"], relative * curve["usual_mg"])


def _step_percent(step):
    """Points of long-run occupancy that one of four equal steps of dose takes away, counted from 1."""
    left = 1 - np.array([step - 1, step]) / _fixed("taper_steps")
    before, after = (_citalopram(multiple) for multiple in left)
    return before - after


def _cortex_ratio(activity):
    return float(extracellular_ratio(activity, level_nM("frontal cortex", 0) / level_nM("frontal cortex", 2)))


def _feedback_percent(step):
    """Measured serotonin outside at a step of the experiment on feedback."""
    return fact(find("autoreceptor_microdialysis", step=step), "value_percent", unit="%")


NUMBERS = {
    "usual_dose_mg": lambda: dose_curve(DRUG)["usual_mg"],
    "usual_dose_percent": lambda: _citalopram(1),
    "twice_dose_percent": lambda: _citalopram(2),
    "dose_half_life_h": lambda: half_life_h(citalopram_rates()[0]),
    "observed_half_life_h": lambda: fact(_citalopram_row(), "half_life_h", unit="h"),
    "before_next_dose_percent": lambda: _lowest_percent(missed=False),
    "after_missed_dose_percent": lambda: _lowest_percent(missed=True),
    "first_step_points": lambda: _step_percent(1),
    "last_step_points": lambda: _step_percent(_fixed("taper_steps")),
    "rise_when_blocked_percent": lambda: 100 * (_cortex_ratio(1 - usual_share()) - 1),
    "fall_when_added_percent": lambda: 100 * (1 - _cortex_ratio(1 + usual_share())),
    "first_citalopram_percent": lambda: _feedback_percent(2),
    "weeks_citalopram_percent": lambda: _feedback_percent(4),
}
"""Numbers that texts of predictions and exercises may name in braces."""

CURVES = {}
"""Curves that a reader sketches: values of the model at given places."""
