"""The histamine terminal that is coupled to the serotonin terminal in peer mode.

Equations from the published-code model (source key ``mena2023code``); time in hours, concentrations in uM.

The model has six more states than are listed here: a second set of H3 receptor states and a second set
of serotonin receptor states on this terminal. They obey the same equations, with the same constants and the same
starting values, as the sets that are followed; so they are equal to them at all times and are not
integrated twice.
"""

from reuptake.model.terminal_rates import receptor_cascade, saturating

HISTAMINE_STATES = (
    "BH",
    "GH",
    "TH",
    "cha",
    "vha",
    "vhares",
    "eha",
    "gha",
    "bhis",
    "hisn",
    "hispool",
    "hisg",
    "hisgpool",
)


def histamine_derivatives(x, G, p, ops):
    """Time derivatives of `HISTAMINE_STATES`.

    Parameters
    ----------
    x : sequence
        The 13 values of `HISTAMINE_STATES`.
    G : float or array
        Active G protein of the serotonin receptor, which raises histamine release.
    p, ops
        As in `terminal_rates.rates`.

    Returns
    -------
    list of float or numpy.ndarray
        One derivative a state, in the order of `HISTAMINE_STATES` (receptors in their units per hour).
    """
    BH, GH, TH, cha, vha, vhares, eha, gha, bhis, hisn, hispool, hisg, hisgpool = x
    maximum, minimum = ops.maximum, ops.minimum
    brake = maximum(1.0 - p.s_hh * (GH - p.GH0), 0.0)
    drive = maximum(1.0 + p.s_h5 * (G - p.G0), 0.0)
    release = p.k_hrel * minimum(brake * drive, p.FH_max) * vha
    made_neuron = maximum(1.0 - p.s_hsyn * (GH - p.GH0), 0.0) * saturating(hisn, p.V_hdc_n, p.K_hdc)
    made_glia = saturating(hisg, p.V_hdc_g, p.K_hdc)
    packing = saturating(cha, p.V_vmath, p.K_vmath)
    to_vha = maximum(packing - p.k_hvleak * vha, 0.0)
    to_reserve = maximum(packing - p.k_hvleak * vhares, 0.0)
    refill = minimum(maximum(p.s_trh * (p.vha0 - vha), 0.0), p.trh_max)
    into_neuron = saturating(eha, p.V_hat_n, p.K_hat)
    into_glia = p.h_low * saturating(eha, p.V_hat_g, p.K_hat)
    leak_neuron = p.k_hleak_c * (cha - eha)
    leak_glia = p.k_hleak_g * (gha - eha)
    supply_neuron = saturating(bhis, p.V_his_n, p.K_his)
    supply_glia = saturating(bhis, p.V_his_g, p.K_his)
    totals = (p.BH_tot, p.GH_tot, p.TH_tot)
    dBH, dGH, dTH = receptor_cascade(
        BH, GH, TH, eha, p.k_BH_on, p.k_BH_off, p.k_GH_on, p.k_GH_off, p.k_TH_on, p.k_TH_off, totals
    )
    return [
        dBH,
        dGH,
        dTH,
        made_neuron - to_vha - to_reserve - saturating(cha, p.V_hnmt_n, p.K_hnmt) + into_neuron - leak_neuron,
        to_vha - release + refill,
        to_reserve - refill,
        release - into_neuron - into_glia + leak_neuron + leak_glia - p.k_hrem * eha,
        made_glia + into_glia - leak_glia - saturating(gha, p.V_hnmt_g, p.K_hnmt),
        p.J_bhis - supply_neuron - supply_glia - p.k_bhis * (bhis - p.bhis0),
        supply_neuron - made_neuron - p.k_hn_in * hisn + p.k_hn_out * hispool,
        p.k_hn_in * hisn - (p.k_hn_out + p.k_hn_loss) * hispool,
        supply_glia - made_glia - p.k_hg_in * hisg + p.k_hg_out * hisgpool,
        p.k_hg_in * hisg - (p.k_hg_out + p.k_hg_loss) * hisgpool,
    ]
