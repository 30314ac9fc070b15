r"""How a receptor fills and empties as its ligand comes and goes.

One ligand, one site, one step:

.. math:: \frac{dB}{dt} = k_{on} C (1 - B) - k_{off} B

B is the fraction of receptors that are occupied, :math:`K_d = k_{off}/k_{on}`. Left out: what the
receptor does once it is occupied, desensitisation, and that binding uses ligand up.

All functions are pure and take arrays. Settings broadcast against each other; where there is a
time axis it comes last. Concentrations are in nM, times in s, kon in 1/(nM s), koff in 1/s.
"""

import numpy as np

from reuptake.model.inputs import checked


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
    return _plain(concentration / (concentration + checked("kd_nM", kd_nM, "nM", low_allowed=False)))


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
    return _plain(_relaxed(t, c, kon, koff, b0))


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
    return _plain(filled * np.exp(-koff * np.maximum(t - length, 0)))


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
    return _plain(np.where(peak >= b, np.maximum(fall - rise, 0.0), 0.0))


def sampled_response(t_s, concentration_nM, kon_per_nM_s, koff_per_s, start=0.0):
    """Fraction occupied while the ligand follows any course that is known at sample times.

    Between two samples the ligand is taken to stay at their mean, and the step is then exact, so
    the error falls with the square of the spacing and the fraction cannot leave 0 to 1.

    Parameters
    ----------
    t_s : array_like
        Rising sample times in s, shape (T,).
    concentration_nM : array_like
        Ligand at those times in nM (at least 0), shape S + (T,).
    kon_per_nM_s, koff_per_s, start : float or array_like
        As in `step_response`, of shape S.

    Returns
    -------
    numpy.ndarray
        Fraction occupied at the sample times, shape S + (T,).

    Raises
    ------
    ValueError
        If a value is not finite or out of range, or the times do not rise or do not fit.
    """
    t = checked("t_s", t_s, "s")
    if t.ndim != 1 or t.size < 2 or (np.diff(t) <= 0).any():
        raise ValueError(f"t_s has shape {t.shape}; it must be one row of at least 2 rising times in s.")
    c, kon, koff = _settings(concentration_nM, kon_per_nM_s, koff_per_s)
    if c.shape[-1:] != t.shape:
        raise ValueError(f"concentration_nM has shape {c.shape}; its last axis must have {t.size} values in nM.")
    levels = [np.broadcast_arrays(_start(start), c[..., 0], kon, koff)[0]]
    for step, mean in zip(np.diff(t), np.moveaxis(c[..., 1:] + c[..., :-1], -1, 0) / 2, strict=True):
        levels.append(_relaxed(step, mean, kon, koff, levels[-1]))
    return np.stack(levels, axis=-1)


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


def _plain(array):
    """Turn an array without axes into a float; leave others as they are."""
    return float(array) if np.ndim(array) == 0 else array
