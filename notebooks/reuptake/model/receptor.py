r"""How a receptor fills and empties as its ligand comes and goes.

One ligand, one site, one step:

.. math:: \frac{dB}{dt} = k_{on} C (1 - B) - k_{off} B

B is the fraction of receptors that are occupied, :math:`K_d = k_{off}/k_{on}`. Left out: what the
receptor does once it is occupied, desensitisation, and that binding uses ligand up.

All functions are pure and take arrays. Settings broadcast against each other; where there is a
time axis it comes last. Concentrations are in nM, times in s, kon in 1/(nM s), koff in 1/s.
"""

from functools import cache

import numpy as np

from reuptake.evidence import find, illustrative
from reuptake.model.inputs import checked, known, plain

ANSWERS_ABOVE = 0.1
"""The fraction occupied that counts as an answer of an invented receptor: our choice; pictures draw it as a line."""


@cache
def invented_receptor(name):
    """Rates of one of two invented receptors, which bind equally fast; whoever shows them says "illustrative".

    Parameters
    ----------
    name : {"tight", "loose"}
        The loose one needs more ligand, by the ratio at which the explorer starts.

    Returns
    -------
    kon_per_nM_s, kd_nM : float
        In 1/(nM s) and nM.

    Raises
    ------
    ValueError
        If there is no such receptor.
    """
    known("name", name, ("tight", "loose"))
    kon, kd, ratio = (
        illustrative(find("control_ranges", explorer="binding", control=control), "start", unit=unit)
        for control, unit in (("kon_per_nM_s", "1/(nM s)"), ("kd_tight_nM", "nM"), ("kd_ratio", "×"))
    )
    return kon, kd * (ratio if name == "loose" else 1.0)


def steady_occupancy(concentration_nM, kd_nM):
    r"""Fraction occupied once binding and unbinding balance, :math:`C/(C + K_d)`.

    Parameters
    ----------
    concentration_nM : float or array_like
        Free ligand C in nM (at least 0).
    kd_nM : float or array_like
        Dissociation constant in nM (above 0): the concentration that fills half.

    Returns
    -------
    numpy.ndarray or float
        Fraction between 0 and 1, in the common broadcast shape.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.
    """
    concentration = checked("concentration_nM", concentration_nM, "nM")
    return plain(concentration / (concentration + checked("kd_nM", kd_nM, "nM", low_allowed=False)))


def step_response(t_s, concentration_nM, kon_per_nM_s, koff_per_s, start=0.0):
    r"""Fraction occupied after the ligand stepped to a concentration and stayed there, exact.

    .. math:: B(t) = B_\infty + (B_0 - B_\infty)\, e^{-(k_{on} C + k_{off}) t}

    Parameters
    ----------
    t_s : float or array_like
        Times since the step in s (at least 0), shape T.
    concentration_nM : float or array_like
        Free ligand from then on, in nM (at least 0).
    kon_per_nM_s : float or array_like
        Rate constant of binding, in 1/(nM s) (above 0).
    koff_per_s : float or array_like
        Rate constant of unbinding, in 1/s (above 0).
    start : float or array_like
        Fraction occupied at the step, no unit (0 to 1). The settings broadcast to shape S.

    Returns
    -------
    numpy.ndarray or float
        Fraction occupied, shape S + T: settings first, time last.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.
    """
    t = checked("t_s", t_s, "s")
    settings = np.broadcast_arrays(*_settings(concentration_nM, kon_per_nM_s, koff_per_s), _start(start))
    c, kon, koff, b0 = (_before(x, t) for x in settings)
    return plain(_relaxed(t, c, kon, koff, b0))


def pulse_response(t_s, height_nM, duration_s, kon_per_nM_s, koff_per_s):
    """Fraction occupied during and after a rectangular pulse of ligand, exact, from empty.

    Parameters
    ----------
    t_s : float or array_like
        Times since the pulse began in s (at least 0), shape T.
    height_nM : float or array_like
        Ligand during the pulse in nM (at least 0).
    duration_s : float or array_like
        Length of the pulse in s (at least 0).
    kon_per_nM_s, koff_per_s : float or array_like
        As in `step_response`; with height and duration they broadcast to shape S.

    Returns
    -------
    numpy.ndarray or float
        Fraction occupied, shape S + T: settings first, time last.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.
    """
    t = checked("t_s", t_s, "s")
    duration = checked("duration_s", duration_s, "s")
    settings = np.broadcast_arrays(*_settings(height_nM, kon_per_nM_s, koff_per_s, "height_nM"), duration)
    c, kon, koff, length = (_before(x, t) for x in settings)
    filled = _relaxed(np.minimum(t, length), c, kon, koff, 0.0)
    return plain(filled * np.exp(-koff * np.maximum(t - length, 0)))


def time_above_s(level, height_nM, duration_s, kon_per_nM_s, koff_per_s):
    r"""Time for which a rectangular pulse keeps at least a given fraction occupied, exact.

    From the rise, :math:`-\ln(1 - b/B_\infty)/(k_{on} C + k_{off})`, to the fall,
    :math:`T + \ln(B(T)/b)/k_{off}`.

    Parameters
    ----------
    level : float or array_like
        The fraction b, no unit (above 0, at most 1).
    height_nM, duration_s, kon_per_nM_s, koff_per_s : float or array_like
        As in `pulse_response`.

    Returns
    -------
    numpy.ndarray or float
        Time in s, in the common broadcast shape; 0 where the level is never reached.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.
    """
    b = checked("level", level, "", high=1.0, low_allowed=False)
    duration = checked("duration_s", duration_s, "s")
    c, kon, koff = _settings(height_nM, kon_per_nM_s, koff_per_s, "height_nM")
    peak = _relaxed(duration, c, kon, koff, 0.0)
    limit = kon * c / (kon * c + koff)
    with np.errstate(divide="ignore", invalid="ignore"):
        rise = -np.log1p(-b / limit) / (kon * c + koff)
        fall = duration + np.log(peak / b) / koff
    # A level that is only approached, in the limit, has an endless rise: it is held for no time.
    return plain(np.where(peak >= b, np.maximum(fall - rise, 0.0), 0.0))


def _relaxed(t, c, kon, koff, start):
    """Fraction occupied a time after the ligand was set to `c`."""
    rate = kon * c + koff
    # Written with expm1 so that a very short time gives a small fraction and not rounding dust.
    return start - (kon * c / rate - start) * np.expm1(-rate * t)


def _settings(concentration_nM, kon_per_nM_s, koff_per_s, name="concentration_nM"):
    kon = checked("kon_per_nM_s", kon_per_nM_s, "1/(nM s)", low_allowed=False)
    koff = checked("koff_per_s", koff_per_s, "1/s", low_allowed=False)
    return checked(name, concentration_nM, "nM"), kon, koff


def _start(start):
    return checked("start", start, "", high=1.0)


def _before(setting, t):
    """Give a setting as many trailing axes of length one as the time array has."""
    return setting.reshape(setting.shape + (1,) * t.ndim)
