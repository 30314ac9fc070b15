r"""How much of the transporter a drug occupies: from dose, from plasma level, and against serotonin.

One curve serves all three, the hyperbola of a ligand at one site,

.. math:: \theta = \theta_{max} \frac{x}{x_{50} + x}

with x the daily dose, the plasma level or the concentration at the site. Fitted to scans of living
people it describes and does not explain: the plateau of a fit need not be 1, and may even come out
above 1, which is then a fault of the fit.

All functions are pure and take arrays that broadcast. Occupancies are fractions.
"""

import numpy as np

from reuptake.model.inputs import checked, plain, positive, whole


def dose_occupancy(dose_mg_per_day, occupancy_max, half_max_dose_mg_per_day):
    """Occupancy in the steady state of a daily dose, by a fitted hyperbola.

    Parameters
    ----------
    dose_mg_per_day : float or array_like
        Daily dose in mg/day (at least 0).
    occupancy_max : float or array_like
        Plateau of the fit, a fraction (above 0; a fit may give slightly more than 1).
    half_max_dose_mg_per_day : float or array_like
        Dose that gives half of the plateau, in mg/day (above 0).

    Returns
    -------
    numpy.ndarray or float
        Fraction of transporters occupied, in the common broadcast shape.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.

    References
    ----------
    The form: sorensen2022.
    """
    dose = checked("dose_mg_per_day", dose_mg_per_day, "mg/day")
    half = positive("half_max_dose_mg_per_day", half_max_dose_mg_per_day, "mg/day")
    return _hyperbola(dose, occupancy_max, half)


def plasma_occupancy(concentration_ng_per_mL, occupancy_max, ec50_ng_per_mL):
    """Occupancy at a plasma level, without delay between the two.

    Parameters
    ----------
    concentration_ng_per_mL : float or array_like
        Plasma level in ng/mL (at least 0).
    occupancy_max : float or array_like
        Plateau, a fraction (above 0).
    ec50_ng_per_mL : float or array_like
        Level that gives half of the plateau, in ng/mL (above 0).

    Returns
    -------
    numpy.ndarray or float
        Fraction of transporters occupied, in the common broadcast shape.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.

    References
    ----------
    The form: meyer2004.
    """
    level = checked("concentration_ng_per_mL", concentration_ng_per_mL, "ng/mL")
    return _hyperbola(level, occupancy_max, positive("ec50_ng_per_mL", ec50_ng_per_mL, "ng/mL"))


def competed_occupancy(inhibitor_nM, ki_nM, serotonin_nM, km_nM):
    r"""Occupancy by an inhibitor when serotonin competes for the same site.

    .. math:: \theta = \frac{I}{I + K_i (1 + C/K_m)}

    Parameters
    ----------
    inhibitor_nM : float or array_like
        Free inhibitor I at the transporter in nM (at least 0).
    ki_nM : float or array_like
        Inhibition constant in nM (above 0).
    serotonin_nM : float or array_like
        Extracellular serotonin C in nM (at least 0).
    km_nM : float or array_like
        Michaelis constant of serotonin in nM (above 0).

    Returns
    -------
    numpy.ndarray or float
        Fraction between 0 and 1, in the common broadcast shape.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.

    References
    ----------
    Competition: cheng1973.
    """
    inhibitor, ki = checked("inhibitor_nM", inhibitor_nM, "nM"), positive("ki_nM", ki_nM, "nM")
    serotonin, km = checked("serotonin_nM", serotonin_nM, "nM"), positive("km_nM", km_nM, "nM")
    return _hyperbola(inhibitor, 1.0, ki * (1 + serotonin / km))


def dose_for_occupancy(occupancy, occupancy_max, half_max_dose_mg_per_day):
    """Daily dose at which a fitted hyperbola reaches a given occupancy.

    Parameters
    ----------
    occupancy : float or array_like
        Fraction wanted (at least 0, below the plateau).
    occupancy_max, half_max_dose_mg_per_day : float or array_like
        As in `dose_occupancy`.

    Returns
    -------
    numpy.ndarray or float
        Dose in mg/day, in the common broadcast shape.

    Raises
    ------
    ValueError
        If a value is not finite or out of range, or an occupancy lies at or above its plateau,
        which no dose reaches.
    """
    wanted = checked("occupancy", occupancy, "")
    plateau = positive("occupancy_max", occupancy_max, "")
    half = positive("half_max_dose_mg_per_day", half_max_dose_mg_per_day, "mg/day")
    wanted, plateau, half = np.broadcast_arrays(wanted, plateau, half)
    beyond = wanted >= plateau
    if beyond.any():
        raise ValueError(
            f"occupancy is {wanted[beyond].flat[0]:g}; it must be below the plateau of "
            f"{plateau[beyond].flat[0]:g} (no unit), which no dose reaches."
        )
    return plain(half * wanted / (plateau - wanted))


def equal_occupancy_doses(dose_mg_per_day, occupancy_max, half_max_dose_mg_per_day, steps):
    """Doses on the way from a dose to none, so that each step takes away the same occupancy.

    Parameters
    ----------
    dose_mg_per_day : float or array_like
        Dose at the beginning, in mg/day (at least 0), shape S after broadcasting.
    occupancy_max, half_max_dose_mg_per_day : float or array_like
        As in `dose_occupancy`.
    steps : int
        Number of steps (at least 1).

    Returns
    -------
    numpy.ndarray
        Doses in mg/day, shape S + (steps + 1,), from the first dose to 0.

    Raises
    ------
    ValueError
        If a value is not finite or out of range, or `steps` is no whole number.
    """
    count = whole("steps", steps, low=1)
    if count.ndim:
        raise ValueError(f"steps is {steps!r}; it must be one whole number of at least 1.")
    dose = checked("dose_mg_per_day", dose_mg_per_day, "mg/day")
    half = positive("half_max_dose_mg_per_day", half_max_dose_mg_per_day, "mg/day")
    dose, half, _ = np.broadcast_arrays(dose, half, positive("occupancy_max", occupancy_max, ""))
    dose, half = dose[..., None], half[..., None]
    left = np.arange(count, -1, -1) / count
    # The plateau cancels: which doses share the occupancy out evenly does not depend on how high it is.
    return dose * (left * half / (half + (1 - left) * dose))


def molar_nM(concentration_ng_per_mL, molar_mass_g_per_mol):
    """Turn a mass concentration into a molar one, ng/mL / (g/mol) × 1,000.

    Parameters
    ----------
    concentration_ng_per_mL : float or array_like
        In ng/mL (at least 0).
    molar_mass_g_per_mol : float or array_like
        In g/mol (above 0).

    Returns
    -------
    numpy.ndarray or float
        In nM, in the common broadcast shape.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.
    """
    concentration = checked("concentration_ng_per_mL", concentration_ng_per_mL, "ng/mL")
    return plain(1000 * concentration / positive("molar_mass_g_per_mol", molar_mass_g_per_mol, "g/mol"))


def _hyperbola(x, top, half):
    return plain(positive("occupancy_max", top, "") * x / (half + x))
