"""The rate laws of one serotonin terminal and its surroundings.

Every line follows the published-code model of the Best-Reed-Nijhout-Hashemi lineage (source key
``mena2023code``). Inside this module time is in hours and concentrations are in uM, as in that model;
nothing here is public. The same functions take plain floats (one setting, fast) or arrays (many settings).

Three sums never change, so three states need no equation of their own:

* BH2 + BH4 (the pteridine cofactor),
* surface + pooled + internalised transporter (``SERT_tot``),
* phosphorylated + pooled transporter (a fixed fraction of ``SERT_tot``).
"""

import math
from typing import NamedTuple

import numpy as np

SEROTONIN_STATES = (
    "btrp",
    "trp",
    "pool",
    "bh4",
    "htp",
    "cht",
    "vht",
    "vres",
    "eht",
    "ght",
    "hiaa",
    "B",
    "G",
    "T",
    "pool_fraction",
    "inactive_fraction",
)


class Arithmetic(NamedTuple):
    """The few functions that differ between floats and arrays."""

    minimum: object
    maximum: object
    exp: object


FLOATS = Arithmetic(min, max, math.exp)
ARRAYS = Arithmetic(np.minimum, np.maximum, np.exp)


class Switches(NamedTuple):
    """What distinguishes the two modes of the model.

    Attributes
    ----------
    histamine : bool
        Follow the histamine terminal (True) or hold its receptor at rest (False).
    guard : bool
        Slow the refilling of vesicles down as the reserve runs out.
    cap : bool
        Limit the firing factor to ``F_max``.
    multiplicative_train : bool
        A train multiplies the firing factor (True) or adds to it (False).
    """

    histamine: bool
    guard: bool
    cap: bool
    multiplicative_train: bool

    @property
    def resting_drive(self):
        """What stands for "no train" (float): a factor of 1, or nothing added."""
        return 1.0 if self.multiplicative_train else 0.0


SWITCHES = {
    "course": Switches(histamine=False, guard=True, cap=False, multiplicative_train=False),
    "peer": Switches(histamine=True, guard=False, cap=True, multiplicative_train=True),
}


class Rates(NamedTuple):
    """Fluxes in uM/h, and the dimensionless factors that steer them."""

    TRPIN: object
    POOL: object
    TPH: object
    DRR: object
    AADC: object
    M_vht: object
    M_vres: object
    TR: object
    REL: object
    SERT: object
    UP2: object
    REM: object
    LC: object
    LG: object
    MAO_neuron: object
    MAO_glia: object
    iR: object
    iS: object
    iH: object
    F: object


def saturating(x, maximum_rate, half_saturation):
    """Michaelis-Menten rate, V x / (K + x).

    Parameters
    ----------
    x : float or numpy.ndarray
        Concentration, uM.
    maximum_rate : float or numpy.ndarray
        V, uM/h.
    half_saturation : float or numpy.ndarray
        K, uM.

    Returns
    -------
    float or numpy.ndarray
        Rate, uM/h.
    """
    return maximum_rate * x / (half_saturation + x)


def inhibition_constant(drug, p, ops):
    """Inhibition constant of escitalopram; it falls as the drug rises.

    Parameters
    ----------
    drug : float or numpy.ndarray
        Escitalopram in the brain, uM.
    p, ops
        As in `rates`.

    Returns
    -------
    float or numpy.ndarray
        Ki, uM.
    """
    return p.Ki_a * ops.exp(-p.Ki_b * drug) + p.Ki_min


def _refilling(vht, vres, p, switches, ops):
    """Refilling of the releasable vesicles from the reserve, in uM/h."""
    rate = ops.minimum(ops.maximum(p.s_tr * (p.vht0 - vht), 0.0), p.tr_max)
    if switches.guard:
        left = ops.maximum(vres, 0.0) ** p.n_res
        rate = rate * left / (p.K_res**p.n_res + left)
    return rate


def _firing(iR, iH, train, p, switches, ops):
    """Firing factor (dimensionless): the brakes and the stimulation train together."""
    factor = iR * iH * train if switches.multiplicative_train else iR * iH + train
    return ops.minimum(factor, p.F_max) if switches.cap else factor


def rates(x, GH, p, drug, train, switches, ops):
    """All rates of the serotonin terminal.

    Parameters
    ----------
    x : sequence
        The 16 values of `SEROTONIN_STATES`, each a float or an array.
    GH : float or array
        Active G protein of the histamine receptor on this terminal.
    p : types.SimpleNamespace
        Parameters, in the units of the parameter table.
    drug : float or array
        Escitalopram in the brain, uM.
    train : float or array
        What a stimulation train adds to, or multiplies into, the firing factor.
    switches : Switches
        Which mode.
    ops : Arithmetic
        `FLOATS` or `ARRAYS`.

    Returns
    -------
    Rates
    """
    btrp, trp, pool, bh4, htp, cht, vht, vres, eht, ght, _, _, G, _, pool_f, inactive_f = x
    maximum, minimum = ops.maximum, ops.minimum
    bh2 = p.bh_total - bh4
    iR = maximum(1.0 - p.s_rel * (G - p.G0), 0.0)
    iS = maximum(1.0 - p.s_syn * (G - p.G0), 0.0)
    iH = maximum(1.0 - p.s_h3 * (GH - p.GH0), 0.0)
    F = _firing(iR, iH, train, p, switches, ops)
    trp_factor = trp / (p.K_tph_trp + trp + trp * trp / p.K_tph_i)
    TPH = iS * p.V_tph * trp_factor * bh4 / (p.K_tph_bh4 + bh4)
    nadph = p.NADPH / (p.K_drr_nadph + p.NADPH)
    nadp = p.NADP / (p.K_drr_nadp + p.NADP)
    DRR = saturating(bh2, p.V_drr_f, p.K_drr_bh2) * nadph - saturating(bh4, p.V_drr_r, p.K_drr_bh4) * nadp
    packing = saturating(cht, p.V_vmat, p.K_vmat)
    surface = p.SERT_tot * (1.0 - pool_f - inactive_f)
    K_inhibited = p.K_sert * (1.0 + drug / inhibition_constant(drug, p, ops))
    opening = minimum(maximum(p.s_up2 * (eht - p.e_up2), 0.0), 1.0)
    return Rates(
        TRPIN=saturating(btrp, p.V_trpin, p.K_trpin),
        POOL=p.k_pool_in * trp - p.k_pool_out * pool,
        TPH=TPH,
        DRR=DRR,
        AADC=saturating(htp, p.V_aadc, p.K_aadc),
        M_vht=maximum(packing - p.k_vleak * vht, 0.0),
        M_vres=maximum(packing - p.k_vleak * vres, 0.0),
        TR=_refilling(vht, vres, p, switches, ops),
        REL=p.k_rel * F * vht,
        SERT=p.sert_x * p.V_sert * surface * eht / (K_inhibited + eht),
        UP2=p.a_up2 * opening * saturating(eht, p.V_up2, p.K_up2),
        REM=p.k_rem * eht,
        LC=p.k_leak_c * (cht - eht),
        LG=p.k_leak_g * (ght - eht),
        MAO_neuron=p.mao_x * saturating(cht, p.V_mao, p.K_mao),
        MAO_glia=p.mao_x * saturating(ght, p.V_mao, p.K_mao),
        iR=iR,
        iS=iS,
        iH=iH,
        F=F,
    )


def receptor_cascade(bound, G, T, driver, on, off, p_on, p_off, t_on, t_off, totals):
    """How a receptor, the G protein that it activates and that protein's regulator move.

    Parameters
    ----------
    bound, G, T : float or array
        The three states, in their own units.
    driver : float or array
        Extracellular transmitter, uM.
    on, off, p_on, p_off, t_on, t_off : float or array
        Rate constants of the three steps, forwards and backwards.
    totals : tuple
        Total receptor, G protein and regulator.

    Returns
    -------
    tuple of float or array
        Derivatives of the three states, units per hour.
    """
    B_tot, G_tot, T_tot = totals
    return (
        on * driver * (B_tot - bound) - off * bound,
        p_on * bound * bound * (G_tot - G) - p_off * T * G,
        t_on * G * G * (T_tot - T) - t_off * T,
    )


def _trafficking(G, pool_fraction, inactive_fraction, drug, p, ops):
    """Net moves of transporters from the pool to the surface, and from there inside; fractions of all per hour."""
    drive = p.s_traf * (G - p.G0)
    up = p.k_traf * ops.minimum(ops.maximum(1.0 + drive, 0.0), p.r_traf_max)
    down = p.k_traf * ops.minimum(ops.maximum(1.0 - drive, 0.0), p.r_traf_max)
    removal = p.k_int * ops.minimum(p.s_int * drug, p.r_int_max)
    surface = 1.0 - pool_fraction - inactive_fraction
    exchange = up * pool_fraction - down * (p.phospho_fraction - pool_fraction)
    return exchange, removal * surface - p.k_rec * inactive_fraction


def serotonin_derivatives(x, r, p, drug, ops):
    """Time derivatives of `SEROTONIN_STATES`.

    Parameters
    ----------
    x, p, drug, ops
        As in `rates`.
    r : Rates
        The rates at `x`.

    Returns
    -------
    list of float or array
        One derivative a state, in uM/h (receptors and fractions in their units per hour).
    """
    btrp, trp, pool, _, _, _, _, _, eht, _, hiaa, B, G, T, pool_f, inactive_f = x
    exchange, internalised = _trafficking(G, pool_f, inactive_f, drug, p, ops)
    totals = (p.B_tot, p.G_tot, p.T_tot)
    dB, dG, dT = receptor_cascade(B, G, T, eht, p.k_B_on, p.k_B_off, p.k_G_on, p.k_G_off, p.k_T_on, p.k_T_off, totals)
    return [
        p.J_btrp - r.TRPIN - p.k_btrp * (btrp - p.btrp0),
        r.TRPIN - r.TPH - r.POOL - p.k_trp_loss * trp,
        r.POOL - p.k_pool_loss * pool,
        r.DRR - r.TPH,
        r.TPH - r.AADC,
        r.AADC - r.M_vht - r.M_vres + r.SERT - r.MAO_neuron - r.LC,
        r.M_vht - r.REL + r.TR,
        r.M_vres - r.TR,
        r.REL - r.SERT - r.UP2 - r.REM + r.LC + r.LG,
        r.UP2 - r.MAO_glia - r.LG,
        r.MAO_neuron + r.MAO_glia - p.k_hiaa * hiaa,
        dB,
        dG,
        dT,
        -exchange,
        internalised,
    ]
