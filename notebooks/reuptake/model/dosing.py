r"""What a body does with doses taken by mouth: one compartment, first-order in and out.

.. math:: C(t) = \frac{F D k_a}{V (k_a - k)} \left(e^{-k t} - e^{-k_a t}\right), \qquad k = CL/V

Doses add up (superposition), so any list of times and doses follows: a missed dose, a taper. That
holds for linear kinetics only; for a drug whose clearance changes with its level it is illustrative.
Left out: distribution into a second compartment, and any delay before absorption begins.

The formula does not change when the two exponents are swapped, except for the factor ka. Everything
here is therefore written with the slower exponent and the gap between the two, which stays exact
when the rates are equal and when absorption is the slower one (flip-flop).

All functions are pure and take arrays. Settings broadcast against each other; where there is a time
axis it comes last. Doses are in mg, times in h, volumes in L, clearances in L/h, rate constants in
1/h, concentrations in ng/mL (1 mg/L is 1,000 ng/mL).
"""

import numpy as np
from scipy.special import exprel, lambertw

from reuptake.model.inputs import checked, plain, positive

NG_PER_ML = 1000.0  # in 1 mg/L


def elimination_rate_per_h(clearance_L_per_h, volume_L):
    """Rate constant of elimination, CL/V.

    Parameters
    ----------
    clearance_L_per_h : float or array_like
        Clearance in L/h (above 0).
    volume_L : float or array_like
        Volume of distribution in L (above 0).

    Returns
    -------
    numpy.ndarray or float
        Rate constant k in 1/h, in the common broadcast shape.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.
    """
    return plain(positive("clearance_L_per_h", clearance_L_per_h, "L/h") / positive("volume_L", volume_L, "L"))


def half_life_h(k_per_h):
    """Time in which a level falls to half once absorption is over, ln 2/k.

    Parameters
    ----------
    k_per_h : float or array_like
        Rate constant of elimination in 1/h (above 0).

    Returns
    -------
    numpy.ndarray or float
        Half-life in h, same shape. The other way round, ln 2/half-life is the rate constant.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.
    """
    return plain(np.log(2) / positive("k_per_h", k_per_h, "1/h"))


def time_of_peak_h(k_per_h, ka_per_h):
    r"""Time after a single dose at which the level is highest.

    .. math:: t_{max} = \frac{\ln(k_a/k)}{k_a - k}, \qquad 1/k \text{ where } k_a = k

    Parameters
    ----------
    k_per_h, ka_per_h : float or array_like
        Rate constants of elimination and of absorption in 1/h (above 0).

    Returns
    -------
    numpy.ndarray or float
        Time in h, in the common broadcast shape.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.
    """
    slow, gap = _slow_and_gap(k_per_h, ka_per_h)
    with np.errstate(invalid="ignore", divide="ignore"):
        return plain(np.where(gap == 0, 1 / slow, np.log1p(gap / slow) / gap))


def absorption_rate_per_h(time_of_peak_h, k_per_h):
    r"""Rate constant of absorption that puts the peak of a single dose at a given time.

    With :math:`m = k\,t_{max}` the ratio :math:`x = k_a/k` solves :math:`\ln x = m (x - 1)`, which the
    Lambert function does. A peak earlier than 1/k means absorption faster than elimination, a later
    one the reverse (flip-flop).

    Parameters
    ----------
    time_of_peak_h : float or array_like
        Time of the peak in h (above 0).
    k_per_h : float or array_like
        Rate constant of elimination in 1/h (above 0).

    Returns
    -------
    numpy.ndarray or float
        Rate constant ka in 1/h, in the common broadcast shape.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.
    """
    k = positive("k_per_h", k_per_h, "1/h")
    m = positive("time_of_peak_h", time_of_peak_h, "h") * k
    argument = -m * np.exp(-m)
    # Each branch gives the useful root on one side of m = 1, and the useless root x = 1 on the other.
    ratio = -np.where(m < 1, lambertw(argument, -1).real, lambertw(argument, 0).real) / m
    # Where the branches meet the function has no digits left; its series there has.
    near = 1 - m
    return plain(k * np.where(np.abs(near) < 1e-4, 1 + 2 * near + 8 / 3 * near**2, ratio))


def single_dose_ng_per_mL(t_h, dose_mg, volume_L, k_per_h, ka_per_h, bioavailability=1.0):
    """Level after one dose (the formula at the head of this module).

    Parameters
    ----------
    t_h : float or array_like
        Times since the dose in h (at least 0), shape T.
    dose_mg : float or array_like
        Dose in mg (at least 0).
    volume_L : float or array_like
        Volume of distribution in L (above 0).
    k_per_h, ka_per_h : float or array_like
        Rate constants of elimination and absorption in 1/h (above 0).
    bioavailability : float or array_like
        Fraction of the dose that reaches the blood, no unit (0 to 1). Leave it at 1 where volume or
        clearance are apparent ones (V/F). The settings broadcast to shape S.

    Returns
    -------
    numpy.ndarray or float
        Level in ng/mL, shape S + T: settings first, time last.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.
    """
    t = checked("t_h", t_h, "h")
    height = _height(checked("dose_mg", dose_mg, "mg"), volume_L, ka_per_h, bioavailability)
    settings = np.broadcast_arrays(height, *_slow_and_gap(k_per_h, ka_per_h))
    height, slow, gap = (_before(x, t) for x in settings)
    return plain(height * _one_way(t, slow, gap))


def repeated_doses_ng_per_mL(t_h, dose_times_h, doses_mg, volume_L, k_per_h, ka_per_h, bioavailability=1.0):
    """Level after any list of doses: each dose's course, begun at its time, added up.

    Parameters
    ----------
    t_h : array_like
        Times in h (at least 0), shape T, one axis at most.
    dose_times_h : array_like
        When the doses are taken, in h (at least 0), shape S + (D,) or (D,); in any order.
    doses_mg : array_like
        The doses in mg (at least 0; 0 is a dose left out), same shape.
    volume_L, k_per_h, ka_per_h, bioavailability : float or array_like
        As in `single_dose_ng_per_mL`, shape S.

    Returns
    -------
    numpy.ndarray or float
        Level in ng/mL, shape S + T.

    Raises
    ------
    ValueError
        If a value is not finite or out of range, or times and doses are not equally many.
    """
    since, doses = _since_doses(t_h, dose_times_h, doses_mg)
    height = _height(1.0, volume_L, ka_per_h, bioavailability)
    height, slow, gap = (_under_doses(x, t_h) for x in (height, *_slow_and_gap(k_per_h, ka_per_h)))
    return plain((doses * height * _one_way(since, slow, gap)).sum(axis=-1))


def metabolite_ng_per_mL(
    t_h, dose_times_h, doses_mg, volume_L, k_per_h, ka_per_h, k_metabolite_per_h, formed_fraction=1.0,
    bioavailability=1.0,
):  # fmt: skip
    r"""Level of a metabolite that is formed as its parent is eliminated, and then eliminated itself.

    .. math:: \frac{dM}{dt} = f_m\,k\,A(t) - k_m\,M

    A is the amount of parent in the body. Only the metabolite made from doses in the blood counts;
    what the liver makes before (first pass) is left out.

    Parameters
    ----------
    t_h, dose_times_h, doses_mg : array_like
        As in `repeated_doses_ng_per_mL`.
    volume_L : float or array_like
        Volume of distribution of the metabolite in L (above 0).
    k_per_h, ka_per_h : float or array_like
        Rate constants of the parent in 1/h (above 0).
    k_metabolite_per_h : float or array_like
        Rate constant of the metabolite's own elimination in 1/h (above 0).
    formed_fraction : float or array_like
        Mass of metabolite per mass of parent eliminated, no unit (0 to 1).
    bioavailability : float or array_like
        No unit (0 to 1), of the parent.

    Returns
    -------
    numpy.ndarray or float
        Level of the metabolite in ng/mL, shape S + T.

    Raises
    ------
    ValueError
        If a value is not finite or out of range, or times and doses are not equally many.
    """
    since, doses = _since_doses(t_h, dose_times_h, doses_mg)
    k, ka = positive("k_per_h", k_per_h, "1/h"), positive("ka_per_h", ka_per_h, "1/h")
    formed = checked("formed_fraction", formed_fraction, "", high=1.0)
    height = _height(1.0, volume_L, ka_per_h, bioavailability) * formed * k
    rates = np.broadcast_arrays(k, ka, positive("k_metabolite_per_h", k_metabolite_per_h, "1/h"))
    rates = np.sort(np.stack(rates), axis=0)
    height, *rates = (_under_doses(x, t_h) for x in (height, *rates))
    return plain((doses * height * _two_ways(since, *rates)).sum(axis=-1))


def steady_average_ng_per_mL(dose_mg, interval_h, clearance_L_per_h, bioavailability=1.0):
    r"""Average level once doses and elimination balance, :math:`F D/(CL\,\tau)`.

    Parameters
    ----------
    dose_mg : float or array_like
        Dose in mg (at least 0), taken again and again.
    interval_h : float or array_like
        Time between doses in h (above 0).
    clearance_L_per_h : float or array_like
        Clearance in L/h (above 0).
    bioavailability : float or array_like
        No unit (0 to 1).

    Returns
    -------
    numpy.ndarray or float
        Level in ng/mL, in the common broadcast shape. How fast the drug is absorbed does not matter.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.
    """
    taken = checked("dose_mg", dose_mg, "mg") * checked("bioavailability", bioavailability, "", high=1.0)
    cleared = positive("clearance_L_per_h", clearance_L_per_h, "L/h") * positive("interval_h", interval_h, "h")
    return plain(NG_PER_ML * taken / cleared)


def accumulation_ratio(k_per_h, interval_h):
    r"""How many times higher the level gets by repeating a dose, :math:`1/(1 - e^{-k\tau})`.

    Parameters
    ----------
    k_per_h : float or array_like
        Rate constant of elimination in 1/h (above 0).
    interval_h : float or array_like
        Time between doses in h (above 0).

    Returns
    -------
    numpy.ndarray or float
        Ratio, at least 1, in the common broadcast shape. Exact for troughs when absorption is over
        long before the next dose, and for any time after an injection.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.
    """
    return plain(-1 / np.expm1(-positive("k_per_h", k_per_h, "1/h") * positive("interval_h", interval_h, "h")))


def steady_state_ng_per_mL(t_h, dose_mg, interval_h, volume_L, k_per_h, ka_per_h, bioavailability=1.0):
    """Level through one interval between doses that have been taken for ever.

    Parameters
    ----------
    t_h : float or array_like
        Times since the last dose in h (at least 0, at most the shortest interval), shape T.
    dose_mg, volume_L, k_per_h, ka_per_h, bioavailability : float or array_like
        As in `single_dose_ng_per_mL`; with the interval they broadcast to shape S.
    interval_h : float or array_like
        Time between doses in h (above 0).

    Returns
    -------
    numpy.ndarray or float
        Level in ng/mL, shape S + T. The trough is the level at the end of the interval.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.
    """
    interval = positive("interval_h", interval_h, "h")
    t = checked("t_h", t_h, "h", high=float(np.min(interval)))
    height = _height(checked("dose_mg", dose_mg, "mg"), volume_L, ka_per_h, bioavailability)
    settings = np.broadcast_arrays(height, *_slow_and_gap(k_per_h, ka_per_h), interval)
    height, slow, gap, interval = (_before(x, t) for x in settings)
    # What is left of all doses before is the same sum of two exponentials, each with its own geometric series.
    left = np.exp(-slow * (interval + t)) * interval * exprel(-gap * interval) / -np.expm1(-slow * interval)
    return plain(height * (_one_way(t, slow, gap) + left) / -np.expm1(-(slow + gap) * interval))


def steady_time_of_peak_h(interval_h, k_per_h, ka_per_h):
    r"""Time after a dose at which the level is highest once doses and elimination balance.

    .. math:: \frac{1}{k_a - k} \ln\frac{k_a (1 - e^{-k\tau})}{k (1 - e^{-k_a\tau})}

    Parameters
    ----------
    interval_h : float or array_like
        Time between doses in h (above 0).
    k_per_h, ka_per_h : float or array_like
        Rate constants of elimination and absorption in 1/h (above 0).

    Returns
    -------
    numpy.ndarray or float
        Time in h, earlier than after a single dose, in the common broadcast shape.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.
    """
    tau = positive("interval_h", interval_h, "h")
    slow, gap = _slow_and_gap(k_per_h, ka_per_h)
    fast = slow + gap
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        apart = (np.log1p(gap / slow) + np.log(np.expm1(-slow * tau) / np.expm1(-fast * tau))) / gap
        middle = slow + gap / 2
        together = 1 / middle - tau / np.expm1(middle * tau)
    # Rates that differ by less than a millionth: the formula loses its digits, its slope does not.
    return plain(np.where(gap > 1e-6 * slow, apart, together))


def _slow_and_gap(k_per_h, ka_per_h):
    """The slower of the two rates, and by how much the other is faster."""
    k, ka = positive("k_per_h", k_per_h, "1/h"), positive("ka_per_h", ka_per_h, "1/h")
    return np.minimum(k, ka), np.abs(ka - k)


def _height(dose_mg, volume_L, ka_per_h, bioavailability):
    """F D ka/V in ng/mL per h: how fast the level would rise at first if nothing were lost."""
    fraction = checked("bioavailability", bioavailability, "", high=1.0)
    return NG_PER_ML * fraction * dose_mg * np.asarray(ka_per_h, float) / positive("volume_L", volume_L, "L")


def _one_way(t, slow, gap):
    """The difference of both exponentials over the gap of their rates, in h; exact without a gap."""
    return np.exp(-slow * t) * t * exprel(-gap * t)


def _two_ways(t, slow, middle, fast):
    """The same for three rates in rising order: second divided difference of the exponentials, in h²."""
    spread = fast - slow
    with np.errstate(invalid="ignore", divide="ignore"):
        apart = (_one_way(t, slow, middle - slow) - _one_way(t, middle, fast - middle)) / spread
    together = t**2 / 2 * np.exp(-(slow + middle + fast) / 3 * t)
    return np.where(spread * t > 1e-4, apart, together)


def _since_doses(t_h, dose_times_h, doses_mg):
    """Times since each dose, never below 0 (shape S + T + (D,)), and the doses to go with them."""
    t = checked("t_h", t_h, "h")
    times, doses = checked("dose_times_h", dose_times_h, "h"), checked("doses_mg", doses_mg, "mg")
    if t.ndim > 1:
        raise ValueError(f"t_h has {t.ndim} axes; it must be one time or a list of times, in h.")
    leading = times.shape[:-1] in ((), doses.shape[:-1]) or doses.shape[:-1] == ()
    if times.ndim == 0 or doses.ndim == 0 or times.shape[-1] != doses.shape[-1] or not leading:
        raise ValueError(
            f"dose_times_h and doses_mg have the shapes {times.shape} and {doses.shape}; "
            "they must be lists, with one dose in mg for each time in h."
        )
    times, doses = (x[..., None, :] if t.ndim else x for x in np.broadcast_arrays(times, doses))
    return np.maximum((t[:, None] if t.ndim else t) - times, 0), doses


def _under_doses(setting, t_h):
    """Give a setting of shape S the trailing axes of time, if there is one, and dose."""
    setting = np.asarray(setting, float)
    return setting.reshape(setting.shape + (1,) * (np.ndim(t_h) + 1))


def _before(setting, t):
    """Give a setting as many trailing axes of length one as the time array has."""
    return setting.reshape(setting.shape + (1,) * t.ndim)
