r"""The action potential of Hodgkin and Huxley: a squid's giant axon at 6.3 °C, not a serotonin neuron.

Voltage V and three gates, m and h of the sodium channel and n of the potassium channel, follow

.. math::
    C \dot V = I - g_{Na} m^3 h (V - E_{Na}) - g_K n^4 (V - E_K) - g_L (V - E_L), \qquad
    \dot x = \alpha_x(V)(1 - x) - \beta_x(V)\,x .

Some of the constants are conventional settings that were not confirmed in their source, so they and
everything computed from them are illustrative, and whoever shows them has to say so.

All functions are pure and take arrays; settings come first, time last. Voltages are in mV, times in
ms, currents in µA/cm², conductances in mS/cm².

References
----------
The model: hodgkin1952; constants: neuronhhmodnd.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.optimize import brentq
from scipy.special import expit, exprel

from reuptake.evidence import find, illustrative
from reuptake.model.inputs import checked
from reuptake.model.units import MS_PER_S

SPIKE_MV = 0.0
"""A spike is an upward crossing of this voltage: the course's definition, behind its reference results."""

LIMIT = 1000.0
"""Voltages in mV and currents in µA/cm² beyond this, of either sign, are refused: far beyond any axon, and near
where exponentials overflow."""


@dataclass(frozen=True)
class Axon:
    """Constants of the axon.

    Attributes
    ----------
    g_na, g_k, g_l : float
        Highest conductances in mS/cm².
    e_na, e_k, e_l : float
        Reversal potentials in mV.
    capacitance : float
        In µF/cm².
    """

    g_na: float
    g_k: float
    g_l: float
    e_na: float
    e_k: float
    e_l: float
    capacitance: float


@dataclass(frozen=True)
class Course:
    """What a simulation gives.

    Attributes
    ----------
    t_ms : numpy.ndarray, shape (T,)
    v_mV : numpy.ndarray, shape S + (T,)
    gates : numpy.ndarray, shape (3,) + S + (T,)
        m, h and n: the open fraction, no unit.
    """

    t_ms: np.ndarray
    v_mV: np.ndarray
    gates: np.ndarray


@cache
def squid_axon():
    """Constants of the squid giant axon at 6.3 °C from the course's data; use as illustrative.

    Returns
    -------
    Axon
    """

    def constant(name, unit):
        return illustrative(find("basics", quantity=f"Hodgkin-Huxley {name}"), unit=unit)

    return Axon(
        *(constant(name, "mS/cm2") for name in ("g_Na", "g_K", "g_L")),
        *(constant(name, "mV") for name in ("E_Na", "E_K", "E_L")),
        constant("C_m", "uF/cm2"),
    )


def gate_rates(v_mV):
    """Rates at which the gates open and close at a voltage.

    Parameters
    ----------
    v_mV : float or array_like
        Voltage in mV (-1000 to 1000), shape S.

    Returns
    -------
    opening, closing : numpy.ndarray, shape (3,) + S
        Of m, h and n, in 1/ms.

    Raises
    ------
    ValueError
        If a voltage is not finite or out of range.

    References
    ----------
    hodgkin1952, as in neuronhhmodnd; the constants are part of the formulae.
    """
    return _rates(checked("v_mV", v_mV, "mV", low=-LIMIT, high=LIMIT))


def _rates(v):
    """Opening and closing rates, (3,) + S each, without checks: this is where a simulation spends its time."""
    rates = opening, closing = np.empty((2, 3, *v.shape))
    above_65 = v + 65
    # x / (1 - exp(-x)) is 1 / exprel(-x), which also holds where numerator and denominator vanish.
    opening[0] = 1 / exprel((v + 40) / -10)
    opening[1] = 0.07 * np.exp(above_65 / -20)
    opening[2] = 0.1 / exprel((v + 55) / -10)
    closing[0] = 4 * np.exp(above_65 / -18)
    closing[1] = expit((v + 35) / 10)
    closing[2] = 0.125 * np.exp(above_65 / -80)
    return rates


def steady_gates(v_mV):
    """Open fractions that the gates settle at when the voltage is held.

    Parameters
    ----------
    v_mV : float or array_like
        Voltage in mV (-1000 to 1000), shape S.

    Returns
    -------
    numpy.ndarray, shape (3,) + S
        m, h and n, no unit.

    Raises
    ------
    ValueError
        If a voltage is not finite or out of range.
    """
    opening, closing = gate_rates(v_mV)
    return opening / (opening + closing)


def membrane_current(v_mV, gates, axon=None):
    """Current out of the axon through its channels.

    Parameters
    ----------
    v_mV : float or array_like
        Voltage in mV (-1000 to 1000), shape S.
    gates : array_like, shape (3,) + S
        m, h and n (0 to 1).
    axon : Axon, optional
        The squid axon if left out.

    Returns
    -------
    numpy.ndarray or float
        In µA/cm², shape S; negative is positive charge inwards.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.
    """
    v = checked("v_mV", v_mV, "mV", low=-LIMIT, high=LIMIT)
    conductance, pull = _conductance_and_pull(checked("gates", gates, "", high=1.0), axon or squid_axon())
    return conductance * v - pull


def _conductance_and_pull(gates, axon):
    """Total conductance, and the sum of conductance times reversal potential."""
    m, h, n = gates
    g_na = axon.g_na * (m * m * m * h)
    n2 = n * n
    g_k = axon.g_k * (n2 * n2)
    return g_na + g_k + axon.g_l, g_na * axon.e_na + g_k * axon.e_k + axon.g_l * axon.e_l


@cache
def resting_potential_mV(axon=None):
    """Voltage at which no net current flows and the gates are settled.

    Parameters
    ----------
    axon : Axon, optional
        The squid axon if left out.

    Returns
    -------
    float
        In mV.
    """
    axon = axon or squid_axon()

    def net(v):
        return float(membrane_current(v, steady_gates(v), axon))

    # Up to the middle of this bracket the leak decides the sign, so that there is one crossing.
    return brentq(net, axon.e_k, axon.e_l, xtol=1e-12)


def simulate(current_uA_cm2, duration_ms=np.inf, *, start_ms=0.0, length_ms=100.0, dt_ms=0.025, axon=None):
    r"""Course of voltage and gates when a step of current is injected into the axon at rest.

    Gates and voltage take turns, half a step apart: with one held, the other follows an exponential
    exactly. The error falls with the square of the step, at one evaluation of the rates a step.

    Parameters
    ----------
    current_uA_cm2 : float or array_like
        Height of the step in µA/cm² (-1000 to 1000), broadcast with `duration_ms` to the settings' shape S.
    duration_ms : float or array_like
        Length of the step in ms (at least 0; may be infinite: until the end).
    start_ms : float
        Begin of the step in ms (at least 0).
    length_ms : float
        Length of the course in ms (above 0).
    dt_ms : float
        Time step in ms (above 0, at most 0.1).
    axon : Axon, optional
        The squid axon if left out.

    Returns
    -------
    Course
        From 0 to the last whole time step within `length_ms`.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.
    """
    current = checked("current_uA_cm2", current_uA_cm2, "µA/cm²", low=-LIMIT, high=LIMIT)
    length = float(checked("length_ms", length_ms, "ms", low_allowed=False))
    dt = float(checked("dt_ms", dt_ms, "ms", high=0.1, low_allowed=False))
    start = float(checked("start_ms", start_ms, "ms"))
    given = np.asarray(duration_ms)
    # A step without end lasts as long as the course; nan and text go on to be refused.
    given = np.where(np.isposinf(given), length, given) if given.dtype.kind in "fiu" else given
    current, duration = np.broadcast_arrays(current, checked("duration_ms", given, "ms"))
    t = dt * np.arange(int(np.floor(length / dt + 1e-9)) + 1)
    # The share of each time step that the current is on for keeps the injected charge exact.
    ends = np.clip(t[:, None] - start, 0, duration.ravel())
    injected = current.ravel() * np.diff(ends, axis=0) / dt
    v, gates = _march(injected, dt, axon or squid_axon())
    shape = current.shape
    return Course(
        t,
        np.moveaxis(v, 0, -1).reshape(shape + t.shape),
        np.moveaxis(gates, 0, -1).reshape((3, *shape, *t.shape)),
    )


def _march(injected, dt, axon):
    """Voltages (T, S) and gates (T, 3, S) from rest, for the mean current of each time step (T - 1, S)."""
    steps, count = injected.shape
    v = np.empty((steps + 1, count))
    v[0] = resting_potential_mV(axon)
    between = np.empty((steps + 2, 3, count))  # gates half a step before and after each voltage
    between[0] = steady_gates(v[0])
    for i in range(steps + 1):
        opening, closing = _rates(v[i])
        both = opening + closing
        settled = opening / both
        between[i + 1] = settled + (between[i] - settled) * np.exp(-dt * both)
        if i < steps:
            conductance, pull = _conductance_and_pull(between[i + 1], axon)
            target = (pull + injected[i]) / conductance
            v[i + 1] = target + (v[i] - target) * np.exp(-dt / axon.capacitance * conductance)
    return v, (between[:-1] + between[1:]) / 2


def spikes(t_ms, v_mV):
    """Times at which the voltage rises through 0 mV.

    Parameters
    ----------
    t_ms : array_like, shape (T,)
        Times in ms, rising.
    v_mV : array_like, shape S + (T,)
        Voltages in mV.

    Returns
    -------
    numpy.ndarray, shape S + (K,)
        In ms, between the points of time by a straight line; K is the largest number of spikes of a
        setting, and the places that a setting does not need hold nan.

    Raises
    ------
    ValueError
        If times and voltages do not go together or are not finite, or there is no trace.
    """
    t, v = checked("t_ms", t_ms, "ms", low=-np.inf), checked("v_mV", v_mV, "mV", low=-np.inf)
    if v.shape[-1:] != t.shape or t.size < 2 or np.any(np.diff(t) <= 0):
        raise ValueError(f"t_ms has shape {t.shape} and v_mV {v.shape}; they must share a last axis of rising times.")
    if v.size == 0:
        raise ValueError(f"v_mV has shape {v.shape}; there must be at least one trace.")
    below, above = v[..., :-1], v[..., 1:]
    crossing = (below < SPIKE_MV) & (above >= SPIKE_MV)
    with np.errstate(divide="ignore", invalid="ignore"):
        times = t[:-1] + np.diff(t) * (SPIKE_MV - below) / (above - below)
    # Sorting puts the times of spikes first and nan, for no spike, last.
    found = np.sort(np.where(crossing, times, np.nan), axis=-1)
    return found[..., : int(crossing.sum(axis=-1).max())]


def firing_rate_hz(spikes_ms, until_ms=np.inf):
    """Firing rate from the last interval between two spikes, if firing lasts.

    Parameters
    ----------
    spikes_ms : array_like, shape S + (K,)
        As `spikes` gives them.
    until_ms : float or array_like
        Time in ms up to which the axon was watched (above 0), shape S. Firing has stopped if the
        last spike lies one and a half intervals or more before it. If infinite, it is not asked whether firing lasts.

    Returns
    -------
    numpy.ndarray, shape S
        In Hz; 0 where there are fewer than two spikes, or where firing has stopped.

    Raises
    ------
    ValueError
        If `until_ms` is no number above 0, or `spikes_ms` has no axis of spikes.
    """
    times = np.asarray(spikes_ms, dtype=float)
    if times.ndim == 0:
        raise ValueError(f"spikes_ms is {spikes_ms!r}; it must have a last axis of times, as `spikes` gives them.")
    until = np.asarray(until_ms, dtype=float)
    checked("until_ms", np.where(np.isposinf(until), 1.0, until), "ms", low_allowed=False)
    if times.shape[-1] < 2:
        return np.zeros(times.shape[:-1])
    count = np.sum(np.isfinite(times), axis=-1)
    place = np.maximum(count - 1, 1)[..., None]
    last, before = (np.take_along_axis(times, place - back, -1)[..., 0] for back in (0, 1))
    firing = (count >= 2) & (np.isinf(until) | (until - last < 1.5 * (last - before)))
    return np.where(firing, MS_PER_S / np.where(firing, last - before, 1.0), 0.0)
