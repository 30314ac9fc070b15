"""What exercises and predictions of notebook 01 ask for, computed from the data.

Everything here is illustrative: the inputs are invented or unverified, and pages that use them say so.
"""

from functools import cache

import numpy as np

from reuptake.evidence import fact, find, illustrative
from reuptake.model.action_potential import simulate
from reuptake.model.computation import Computation
from reuptake.model.diffusion import effective_diffusion_um2_ms, peak_time_ms, textbook_inputs
from reuptake.model.inputs import known
from reuptake.model.receptor import ANSWERS_ABOVE, invented_receptor, pulse_response, time_above_s
from reuptake.model.release import binomial_pmf, quantal_content_from_failures, release_ratio, simulate_quanta

# An invented synapse. Of many seeds these two make failures and mean agree, so that nobody
# doubts the method because of chance; the release explorer shows how far chance can go.
SITES, STIMULI = 20, 200
INVENTED = {"low calcium": (0.05, 13), "lower calcium": (0.02, 104)}
# An invented pulse as in a cleft.
BRIEF_NM, BRIEF_S = 1e6, 1e-4


@cache
def invented_quanta(calcium):
    """Quanta (packets) that each spike released in an invented experiment.

    Parameters
    ----------
    calcium : {"low calcium", "lower calcium"}

    Returns
    -------
    numpy.ndarray of int, shape (200,)
        Read-only; the same in every run.

    Raises
    ------
    ValueError
        If there is no such experiment.
    """
    probability, seed = INVENTED[known("calcium", calcium, INVENTED)]
    quanta = simulate_quanta(SITES, probability, STIMULI, seed)
    quanta.flags.writeable = False
    return quanta


def in_words(quanta):
    """Say how many spikes gave how many packets.

    Parameters
    ----------
    quanta : array_like of int
        Packets that each spike released.

    Returns
    -------
    str
        For example "200 spikes: 134 gave no packet, 53 gave 1, 12 gave 2, 1 gave 3".
    """
    counts = enumerate(np.bincount(quanta))
    said = (f"{spikes} gave {packets or 'no packet'}" for packets, spikes in counts if spikes)
    return f"{np.size(quanta)} spikes: {', '.join(said)}"


@cache
def in_tissue_ms(distance_um):
    """Time at which a pulse is highest at a distance in tissue.

    Parameters
    ----------
    distance_um : float

    Returns
    -------
    float
        In ms.
    """
    given = textbook_inputs()
    return peak_time_ms(distance_um, effective_diffusion_um2_ms(given["diffusion_um2_ms"], given["tortuosity"]))


def _failures():
    quanta = invented_quanta("lower calcium")
    return {"stimuli": quanta.size, "failures": int(np.sum(quanta == 0))}


def _before():
    quanta = invented_quanta("low calcium")
    return quantal_content_from_failures(quanta.size, int(np.sum(quanta == 0)))


def _share_of_before(stimuli, failures):
    return quantal_content_from_failures(stimuli, failures) / _before()


def _distance():
    return {"distance_um": 4.0, "near_um": 1.0}


EXERCISES = {
    "quanta_from_failures": Computation(
        inputs=_failures,
        right=lambda stimuli, failures: quantal_content_from_failures(stimuli, failures),
        mistakes={
            "upside_down": lambda stimuli, failures: np.log(failures / stimuli),
            "no_logarithm": lambda stimuli, failures: stimuli / failures,
            "share_that_failed": lambda stimuli, failures: failures / stimuli,
            "share_that_released": lambda stimuli, failures: 1 - failures / stimuli,
            "common_logarithm": lambda stimuli, failures: np.log10(stimuli / failures),
            "released_counted": lambda stimuli, failures: np.log(stimuli / (stimuli - failures)),
        },
        shown={
            "share_of_before": lambda **given: 100 * _share_of_before(**given),
            # The fourth root: how much of the calcium is left if release follows its fourth power.
            "less_calcium": lambda **given: 100 * (1 - _share_of_before(**given) ** 0.25),
        },
    ),
    "time_to_distance": Computation(
        inputs=_distance,
        right=lambda distance_um, **_: in_tissue_ms(distance_um),
        mistakes={
            "in_proportion": lambda distance_um, near_um: in_tissue_ms(near_um) * distance_um / near_um,
            "cubed": lambda distance_um, near_um: in_tissue_ms(near_um) * (distance_um / near_um) ** 3,
            "not_changed": lambda near_um, **_: in_tissue_ms(near_um),
            "six_forgotten": lambda distance_um, **_: 6 * in_tissue_ms(distance_um),
            "across_cleft": lambda distance_um, **_: 3 * in_tissue_ms(distance_um),
            "as_in_water": lambda distance_um, **_: peak_time_ms(distance_um, textbook_inputs()["diffusion_um2_ms"]),
        },
        shown={
            "near_ms": lambda near_um, **_: in_tissue_ms(near_um),
            "times_as_far": lambda distance_um, near_um: distance_um / near_um,
            "times_as_long": lambda distance_um, near_um: in_tissue_ms(distance_um) / in_tissue_ms(near_um),
        },
    ),
}
"""What each exercise asks for, by the name that exercises.json uses."""


@cache
def just_enough_uA():
    """Current in µA/cm² that is just enough for one spike: the threshold, rounded up to two decimals.

    Returns
    -------
    float
    """
    quantity = "Hodgkin-Huxley result: current step that gives one spike from rest, threshold"
    return float(np.ceil(100 * illustrative(find("basics", quantity=quantity), unit="uA/cm2")) / 100)


@cache
def _spikes_mV():
    """Highest voltage at the current that is just enough, and at twice that, in mV."""
    return simulate([just_enough_uA(), 2 * just_enough_uA()]).v_mV.max(axis=-1)


def _rates(receptor):
    """Rates of catching and letting go of an invented receptor, tight or loose."""
    kon, kd = invented_receptor(receptor)
    return {"kon_per_nM_s": kon, "koff_per_s": kon * kd}


def _answers_s(receptor):
    return time_above_s(ANSWERS_ABOVE, BRIEF_NM, BRIEF_S, **_rates(receptor))


def _filled_percent(receptor):
    return 100 * pulse_response(BRIEF_S, BRIEF_NM, BRIEF_S, **_rates(receptor))


def _measured_exponent():
    return fact(find("basics", quantity="exponent of release against external calcium"), unit="exponent")


NUMBERS = {
    "calcium_exponent": _measured_exponent,
    "half_calcium_one_in": lambda: 1 / release_ratio(0.5, 4),
    "half_calcium_measured_one_in": lambda: 1 / release_ratio(0.5, _measured_exponent()),
    "enough_uA": just_enough_uA,
    "twice_enough_uA": lambda: 2 * just_enough_uA(),
    "spike_enough_mV": lambda: _spikes_mV()[0],
    "spike_twice_mV": lambda: _spikes_mV()[1],
    "fail_ten_percent": lambda: 100 * binomial_pmf(0, 10, 0.1),
    "fail_two_percent": lambda: 100 * binomial_pmf(0, 2, 0.5),
    "near_ms": lambda: in_tissue_ms(1.0),
    "five_times_ms": lambda: in_tissue_ms(5.0),
    "tight_filled_percent": lambda: _filled_percent("tight"),
    "loose_filled_percent": lambda: _filled_percent("loose"),
    "tight_answers_s": lambda: _answers_s("tight"),
    "loose_answers_ms": lambda: 1000 * _answers_s("loose"),
}
"""Numbers that texts of predictions and exercises may name in braces."""

CURVES = {}
"""Curves that a reader sketches: values of the model at given places."""
