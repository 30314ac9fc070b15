"""How every rate of change depends on every state: the analytic Jacobian of the serotonin terminal in course mode.

Solvers need it to take long steps. Peer mode is left to finite differences (`terminal_system`), because
speed does not matter there. Units as in `terminal_rates` (hours, uM); source key ``mena2023code``.
"""

import numpy as np

from reuptake.model.terminal_rates import SEROTONIN_STATES, inhibition_constant, saturating

_N = len(SEROTONIN_STATES)
(
    BTRP,
    TRP,
    POOL,
    BH4,
    HTP,
    CHT,
    VHT,
    VRES,
    EHT,
    GHT,
    HIAA,
    B,
    G,
    T,
    POOL_F,
    INACTIVE_F,
) = range(_N)


def _saturating_slope(x, maximum_rate, half_saturation):
    """Derivative of a Michaelis-Menten rate, V K / (K + x)^2."""
    return maximum_rate * half_saturation / (half_saturation + x) ** 2


def _add(J, plus, minus, by, slope):
    """Enter a flux from state `minus` to state `plus` (either may be None) that depends on state `by`."""
    if plus is not None:
        J[plus, by] += slope
    if minus is not None:
        J[minus, by] -= slope


def _synthesis(J, x, r, p):
    """Tryptophan, the pteridine cofactor and 5-HTP."""
    btrp, trp, bh4, htp = x[BTRP], x[TRP], x[BH4], x[HTP]
    _add(J, TRP, BTRP, BTRP, _saturating_slope(btrp, p.V_trpin, p.K_trpin))
    J[BTRP, BTRP] -= p.k_btrp
    _add(J, POOL, TRP, TRP, p.k_pool_in)
    _add(J, POOL, TRP, POOL, -p.k_pool_out)
    J[TRP, TRP] -= p.k_trp_loss
    J[POOL, POOL] -= p.k_pool_loss
    bottom = p.K_tph_trp + trp + trp * trp / p.K_tph_i
    cofactor = p.V_tph * bh4 / (p.K_tph_bh4 + bh4)
    by_trp = r.iS * cofactor * (p.K_tph_trp - trp * trp / p.K_tph_i) / bottom**2
    by_bh4 = r.iS * p.V_tph * trp / bottom * p.K_tph_bh4 / (p.K_tph_bh4 + bh4) ** 2
    by_G = -p.s_syn * (r.iS > 0) * cofactor * trp / bottom
    for by, slope in ((TRP, by_trp), (BH4, by_bh4), (G, by_G)):
        _add(J, HTP, TRP, by, slope)
        J[BH4, by] -= slope
    nadph = p.NADPH / (p.K_drr_nadph + p.NADPH)
    nadp = p.NADP / (p.K_drr_nadp + p.NADP)
    J[BH4, BH4] -= _saturating_slope(p.bh_total - bh4, p.V_drr_f, p.K_drr_bh2) * nadph
    J[BH4, BH4] -= _saturating_slope(bh4, p.V_drr_r, p.K_drr_bh4) * nadp
    _add(J, CHT, HTP, HTP, _saturating_slope(htp, p.V_aadc, p.K_aadc))


def _vesicles(J, x, r, p, ops):
    """Packing, refilling from the reserve and release."""
    cht, vht, vres = x[CHT], x[VHT], x[VRES]
    by_cht = _saturating_slope(cht, p.V_vmat, p.K_vmat)
    for target, rate in ((VHT, r.M_vht), (VRES, r.M_vres)):
        runs = 1.0 * (rate > 0)
        _add(J, target, CHT, CHT, runs * by_cht)
        _add(J, target, CHT, target, -runs * p.k_vleak)
    demand = p.s_tr * (p.vht0 - vht)
    regulated = 1.0 * ((demand > 0) & (demand < p.tr_max))
    full = ops.minimum(ops.maximum(demand, 0.0), p.tr_max)
    left = ops.maximum(vres, 1e-30)
    powered = left**p.n_res
    bottom = p.K_res**p.n_res + powered
    _add(J, VHT, VRES, VHT, -p.s_tr * regulated * powered / bottom)
    _add(J, VHT, VRES, VRES, full * p.n_res * powered / left * p.K_res**p.n_res / bottom**2)
    _add(J, EHT, VHT, VHT, p.k_rel * r.F)
    _add(J, EHT, VHT, G, -p.k_rel * vht * p.s_rel * (r.iR > 0) * r.iH)


def _clearance(J, x, p, drug, ops):
    """Uptake, uptake 2, removal, leaks and breakdown."""
    cht, eht, ght = x[CHT], x[EHT], x[GHT]
    K = p.K_sert * (1.0 + drug / inhibition_constant(drug, p, ops))
    most = p.sert_x * p.V_sert * p.SERT_tot
    surface = 1.0 - x[POOL_F] - x[INACTIVE_F]
    _add(J, CHT, EHT, EHT, most * surface * K / (K + eht) ** 2)
    for by in (POOL_F, INACTIVE_F):
        _add(J, CHT, EHT, by, -most * eht / (K + eht))
    opening = p.s_up2 * (eht - p.e_up2)
    open_part = ops.minimum(ops.maximum(opening, 0.0), 1.0)
    moving = 1.0 * ((opening > 0) & (opening < 1))
    by_eht = open_part * _saturating_slope(eht, p.V_up2, p.K_up2)
    by_eht = by_eht + moving * p.s_up2 * saturating(eht, p.V_up2, p.K_up2)
    _add(J, GHT, EHT, EHT, p.a_up2 * by_eht)
    J[EHT, EHT] -= p.k_rem
    for source, leak, level in ((CHT, p.k_leak_c, cht), (GHT, p.k_leak_g, ght)):
        _add(J, EHT, source, source, leak)
        _add(J, EHT, source, EHT, -leak)
        _add(J, HIAA, source, source, p.mao_x * _saturating_slope(level, p.V_mao, p.K_mao))
    J[HIAA, HIAA] -= p.k_hiaa


def _receptor(J, x, p):
    """The autoreceptor cascade: receptor, G protein, regulator."""
    eht, bound, g, t = x[EHT], x[B], x[G], x[T]
    J[B, EHT] += p.k_B_on * (p.B_tot - bound)
    J[B, B] -= p.k_B_on * eht + p.k_B_off
    J[G, B] += 2.0 * p.k_G_on * bound * (p.G_tot - g)
    J[G, G] -= p.k_G_on * bound * bound + p.k_G_off * t
    J[G, T] -= p.k_G_off * g
    J[T, G] += 2.0 * p.k_T_on * g * (p.T_tot - t)
    J[T, T] -= p.k_T_on * g * g + p.k_T_off


def _trafficking(J, x, p, drug, ops):
    """Transporters between pool, surface and inside."""
    drive = p.s_traf * (x[G] - p.G0)
    up, down = 1.0 + drive, 1.0 - drive
    limit = p.r_traf_max
    slope_up = p.k_traf * p.s_traf * ((up > 0) & (up < limit))
    slope_down = -p.k_traf * p.s_traf * ((down > 0) & (down < limit))
    rate_up = p.k_traf * ops.minimum(ops.maximum(up, 0.0), limit)
    rate_down = p.k_traf * ops.minimum(ops.maximum(down, 0.0), limit)
    J[POOL_F, POOL_F] -= rate_up + rate_down
    J[POOL_F, G] -= slope_up * x[POOL_F] - slope_down * (p.phospho_fraction - x[POOL_F])
    removal = p.k_int * ops.minimum(p.s_int * drug, p.r_int_max)
    J[INACTIVE_F, POOL_F] -= removal
    J[INACTIVE_F, INACTIVE_F] -= removal + p.k_rec


def serotonin_jacobian(x, r, p, drug, ops, shape):
    """Derivatives of `serotonin_derivatives` in course mode with respect to the states.

    Parameters
    ----------
    x, p, drug, ops
        As in `terminal_rates.rates`.
    r : Rates
        The rates at `x`.
    shape : tuple of int
        () for one setting, whose states are floats; else (S,).

    Returns
    -------
    numpy.ndarray
        Shape (16, 16) or (16, 16, S): row = state that changes, column = state that it depends on.
    """
    J = np.zeros((_N, _N, *shape))
    _synthesis(J, x, r, p)
    _vesicles(J, x, r, p, ops)
    _clearance(J, x, p, drug, ops)
    _receptor(J, x, p)
    _trafficking(J, x, p, drug, ops)
    return J
