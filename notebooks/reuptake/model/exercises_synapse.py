"""What exercises and predictions of notebook 02 ask for, computed from the data."""

from functools import cache

import numpy as np

from reuptake.evidence import fact, find
from reuptake.model.computation import Computation
from reuptake.model.terminal import TerminalParameters, evoked_response, fluxes, steady_state
from reuptake.model.terminal_trains import train_courses

SECONDS_AN_HOUR = 3600
# The burst and the doubling that the predictions of the notebook speak of.
TRAIN_S, UNTIL_S = 2.0, 60.0
TWICE = 2.0


@cache
def _rest(synthesis=1.0):
    state = steady_state(TerminalParameters().scaled(synthesis=synthesis))
    return state, fluxes(state)


def _rounded(value):
    """Three significant digits, as the text prints it: who computes by hand gets the same number."""
    return float(f"{value:.3g}")


def life_cycle_rates():
    """Rates of the terminal model at rest, rounded as a reader is given them.

    Returns
    -------
    dict of str to float
        ``made_nM_s``, ``released_nM_s`` and ``taken_back_nM_s``, in nM/s; computed with model constants.
    """
    _, rate = _rest()
    named = {"made_nM_s": rate.TPH_nM_s, "released_nM_s": rate.REL_nM_s, "taken_back_nM_s": rate.SERT_nM_s}
    return {name: _rounded(value) for name, value in named.items()}


def stores():
    """What vesicles of the terminal model hold at rest, and what leaves them.

    Returns
    -------
    dict of str to float
        ``releasable_nM`` and ``reserve_nM`` in nM, and ``made_nM_s`` and ``released_nM_s`` in nM/s, rounded.
    """
    state, _ = _rest()
    rates = life_cycle_rates()
    return {
        "releasable_nM": _rounded(state.vht_nM),
        "reserve_nM": _rounded(state.vres_nM),
        "made_nM_s": rates["made_nM_s"],
        "released_nM_s": rates["released_nM_s"],
    }


def _hours(releasable_nM, reserve_nM, rate_nM_s):
    return (releasable_nM + reserve_nM) / rate_nM_s / SECONDS_AN_HOUR


EXERCISES = {
    "rounds": Computation(
        inputs=life_cycle_rates,
        right=lambda made_nM_s, released_nM_s, **_: released_nM_s / made_nM_s,
        mistakes={
            "upside_down": lambda made_nM_s, released_nM_s, **_: made_nM_s / released_nM_s,
            "share_back": lambda released_nM_s, taken_back_nM_s, **_: taken_back_nM_s / released_nM_s,
            "difference": lambda made_nM_s, released_nM_s, **_: released_nM_s - made_nM_s,
        },
        shown={},
    ),
    "stores_hours": Computation(
        inputs=stores,
        right=lambda releasable_nM, reserve_nM, released_nM_s, **_: _hours(releasable_nM, reserve_nM, released_nM_s),
        mistakes={
            "with_reuptake": lambda releasable_nM, reserve_nM, made_nM_s, **_: _hours(
                releasable_nM, reserve_nM, made_nM_s
            ),
            "releasable_only": lambda releasable_nM, released_nM_s, **_: _hours(releasable_nM, 0.0, released_nM_s),
            "reserve_only": lambda reserve_nM, released_nM_s, **_: _hours(0.0, reserve_nM, released_nM_s),
            "seconds": lambda releasable_nM, reserve_nM, released_nM_s, **_: (
                SECONDS_AN_HOUR * _hours(releasable_nM, reserve_nM, released_nM_s)
            ),
            "minutes": lambda releasable_nM, reserve_nM, released_nM_s, **_: (
                60 * _hours(releasable_nM, reserve_nM, released_nM_s)
            ),
        },
        shown={
            "total_nM": lambda releasable_nM, reserve_nM, **_: releasable_nM + reserve_nM,
            "seconds": lambda releasable_nM, reserve_nM, released_nM_s, **_: (
                (releasable_nM + reserve_nM) / released_nM_s
            ),
            "hours_with_reuptake": lambda releasable_nM, reserve_nM, made_nM_s, **_: _hours(
                releasable_nM, reserve_nM, made_nM_s
            ),
        },
    ),
}
"""What each exercise asks for, by the name that exercises.json uses."""


@cache
def _burst():
    """Readings of one burst of stimulation, with the brake as usual and twice as strong."""
    parameters = TerminalParameters().scaled(autoreceptor=np.array([1.0, TWICE]))
    return evoked_response(train_courses(parameters, np.full(2, TRAIN_S), UNTIL_S))


def _rise_nM(setting):
    return float(_burst().rise_nM[setting])


def _dip_nM(setting):
    return float(_burst().baseline_nM[setting] - _burst().lowest_nM[setting])


def _outside_with_more_synthesis():
    return float(_rest(TWICE)[0].eht_nM / _rest()[0].eht_nM)


NUMBERS = {
    "blood_platelets_percent": lambda: fact(
        find("serotonin_places", quantity="share of the serotonin in blood that is in platelets, lower bound"), unit="%"
    ),
    "outside_with_twice_synthesis": _outside_with_more_synthesis,
    "burst_s": lambda: TRAIN_S,
    "rise_usual_brake_nM": lambda: _rise_nM(0),
    "rise_twice_brake_nM": lambda: _rise_nM(1),
    "dip_usual_brake_nM": lambda: _dip_nM(0),
    "dip_twice_brake_nM": lambda: _dip_nM(1),
}
"""Numbers that texts of predictions and exercises may name in braces."""

CURVES = {}
"""Curves that a reader sketches: values of the model at given places."""
