r"""How one population of transporters clears serotonin (5-HT).

The serotonin transporter (SERT) takes 5-HT up at a saturable, Michaelis-Menten rate. A
competitive inhibitor raises the apparent Michaelis constant,

.. math:: K_m^{app} = K_m \left(1 + \frac{I}{K_i}\right),

and a change in the number or speed of transporters scales the maximum rate :math:`V_{max}`.
Everything here follows from these two sentences.

All functions are pure and take arrays. Settings broadcast against each other; where there is a
time axis it comes last. Concentrations are in nM, times in s, rates in nM/s.
"""

import numpy as np
from scipy.special import wrightomega

from reuptake.model.inputs import checked, plain


def uptake_rate(concentration_nM, vmax_nM_s, km_nM, inhibitor_nM=0.0, ki_nM=1.0, activity=1.0):
    r"""Rate of uptake at a given concentration.

    .. math:: v = \frac{f\,V_{max}\,C}{K_m (1 + I/K_i) + C}

    Parameters
    ----------
    concentration_nM : float or array_like
        Extracellular 5-HT, C, in nM (at least 0).
    vmax_nM_s : float or array_like
        Maximum rate of uptake in nM/s (at least 0).
    km_nM : float or array_like
        Michaelis constant in nM (above 0): the concentration of half-maximal uptake.
    inhibitor_nM : float or array_like
        Competitive inhibitor, I, in nM (at least 0).
    ki_nM : float or array_like
        Inhibition constant of the inhibitor in nM (above 0).
    activity : float or array_like
        Factor f on the maximum rate, no unit (at least 0); 1 is normal, above 1 an enhancer or
        more transporters, 0 no transporter.

    Returns
    -------
    numpy.ndarray or float
        Rate in nM/s, in the common broadcast shape.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.

    References
    ----------
    Competitive inhibition: cheng1973.
    """
    concentration = checked("concentration_nM", concentration_nM, "nM")
    vmax, km = _effective(vmax_nM_s, km_nM, inhibitor_nM, ki_nM, activity)
    return plain(vmax * concentration / (km + concentration))


def clearance(t_s, c0_nM, vmax_nM_s, km_nM, inhibitor_nM=0.0, ki_nM=1.0, activity=1.0):
    r"""Concentration after a pulse that only the transporter clears, in closed form.

    The solution of :math:`dC/dt = -V C/(K_m^{app} + C)` is

    .. math:: C(t) = K_m^{app}\, W\!\left(\frac{C_0}{K_m^{app}} e^{(C_0 - V t)/K_m^{app}}\right)

    with the Lambert function W. It is evaluated through the Wright omega function, which takes
    the logarithm of W's argument and so does not overflow when :math:`C_0 \gg K_m`.

    Parameters
    ----------
    t_s : float or array_like
        Times since the start in s (at least 0), shape T.
    c0_nM : float or array_like
        Concentration at the start in nM (at least 0).
    vmax_nM_s, km_nM, inhibitor_nM, ki_nM, activity : float or array_like
        As in `uptake_rate`; with `c0_nM` they broadcast to the settings' shape S.

    Returns
    -------
    numpy.ndarray or float
        Concentration in nM, shape S + T: settings first, time last.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.

    References
    ----------
    Closed form: schnell1997.
    """
    t = checked("t_s", t_s, "s")
    c0 = checked("c0_nM", c0_nM, "nM")
    vmax, km = _effective(vmax_nM_s, km_nM, inhibitor_nM, ki_nM, activity)
    c0, vmax, km = (_before(x, t) for x in np.broadcast_arrays(c0, vmax, km))
    with np.errstate(divide="ignore"):
        log_argument = np.log(c0 / km) + (c0 - vmax * t) / km
    return plain(km * wrightomega(log_argument))


def half_life_s(c0_nM, vmax_nM_s, km_nM, inhibitor_nM=0.0, ki_nM=1.0, activity=1.0):
    r"""Time in which the concentration falls to half of where it started.

    .. math:: t_{1/2} = \frac{K_m^{app} \ln 2 + C_0/2}{f\,V_{max}}

    Parameters
    ----------
    c0_nM : float or array_like
        Concentration at the start in nM (at least 0; 0 gives the limit of small pulses).
    vmax_nM_s, km_nM, inhibitor_nM, ki_nM, activity : float or array_like
        As in `uptake_rate`.

    Returns
    -------
    numpy.ndarray or float
        Half-life in s, in the common broadcast shape; +inf where nothing takes 5-HT up.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.

    References
    ----------
    Follows from the closed form of schnell1997.
    """
    c0 = checked("c0_nM", c0_nM, "nM")
    vmax, km = _effective(vmax_nM_s, km_nM, inhibitor_nM, ki_nM, activity)
    with np.errstate(divide="ignore"):
        return plain((km * np.log(2) + c0 / 2) / vmax)


def occupancy(inhibitor_nM, ki_nM):
    r"""Fraction of transporters that an inhibitor occupies when no 5-HT competes.

    .. math:: \theta = \frac{I}{I + K_i}

    Parameters
    ----------
    inhibitor_nM : float or array_like
        Concentration of the inhibitor in nM (at least 0).
    ki_nM : float or array_like
        Inhibition constant in nM (above 0).

    Returns
    -------
    numpy.ndarray or float
        Fraction between 0 and 1, in the common broadcast shape.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.
    """
    inhibitor = checked("inhibitor_nM", inhibitor_nM, "nM")
    ki = checked("ki_nM", ki_nM, "nM", low_allowed=False)
    return plain(inhibitor / (inhibitor + ki))


def steady_state_nM(release_nM_s, vmax_nM_s, km_nM, loss_per_s=0.0, inhibitor_nM=0.0, ki_nM=1.0, activity=1.0):
    r"""Concentration at which release is balanced by uptake and by a first-order loss.

    It solves

    .. math:: R = \frac{V C}{K_m^{app} + C} + k C,

    a quadratic with one root that is not negative.

    Parameters
    ----------
    release_nM_s : float or array_like
        Steady release, R, in nM/s (at least 0).
    vmax_nM_s, km_nM, inhibitor_nM, ki_nM, activity : float or array_like
        As in `uptake_rate`.
    loss_per_s : float or array_like
        Rate constant k of all other losses (diffusion away, other carriers), per s (at least 0).

    Returns
    -------
    numpy.ndarray or float
        Concentration in nM, in the common broadcast shape. It is +inf where release exceeds
        every loss, that is without another loss and with release at or above V; that is an
        answer, not an error. Without any release it is 0.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.
    """
    release = checked("release_nM_s", release_nM_s, "nM/s")
    loss = checked("loss_per_s", loss_per_s, "per s")
    vmax, km = _effective(vmax_nM_s, km_nM, inhibitor_nM, ki_nM, activity)
    release, loss, vmax, km = np.broadcast_arrays(release, loss, vmax, km)
    spare = vmax - release + loss * km
    root = np.sqrt(spare**2 + 4 * loss * release * km)
    with np.errstate(divide="ignore", invalid="ignore"):
        # Two forms of the same root; each is free of cancellation on its side of zero.
        level = np.where(spare > 0, 2 * release * km / (spare + root), (root - spare) / (2 * loss))
    level = np.where((loss == 0) & (spare <= 0), np.inf, level)
    return plain(np.where(release == 0, 0.0, level))


def extracellular_ratio(activity, ko_over_wt):
    r"""Extracellular 5-HT relative to normal when transporter activity changes (two-path model).

    Release leaves by the transporter, in proportion to its activity f, and by everything else,
    both in proportion to the concentration. The measured ratio of animals without to animals
    with the transporter fixes the share of the two paths, :math:`r = C_{KO}/C_{WT} - 1`:

    .. math:: \frac{C(f)}{C(1)} = \frac{1 + r}{1 + r f}

    Saturation and autoreceptors are left out.

    Parameters
    ----------
    activity : float or array_like
        Transporter activity f relative to normal, no unit (at least 0).
    ko_over_wt : float or array_like
        Measured concentration without the transporter over that with it, no unit (at least 1).

    Returns
    -------
    numpy.ndarray or float
        Ratio to normal, in the common broadcast shape.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.

    References
    ----------
    Calibrated on mathews2004.
    """
    f = checked("activity", activity, "")
    ratio = checked("ko_over_wt", ko_over_wt, "", low=1.0)
    return plain(ratio / (1 + (ratio - 1) * f))


def _effective(vmax_nM_s, km_nM, inhibitor_nM, ki_nM, activity):
    """Maximum rate and apparent Michaelis constant with inhibitor and activity worked in."""
    vmax = checked("vmax_nM_s", vmax_nM_s, "nM/s") * checked("activity", activity, "")
    inhibitor = checked("inhibitor_nM", inhibitor_nM, "nM")
    ki = checked("ki_nM", ki_nM, "nM", low_allowed=False)
    return vmax, checked("km_nM", km_nM, "nM", low_allowed=False) * (1 + inhibitor / ki)


def _before(setting, t):
    """Give a setting as many trailing axes of length one as the time array has."""
    return setting.reshape(setting.shape + (1,) * t.ndim)
