"""Turn parts of a serotonin terminal up or down for good, and see which flows and pools move."""

from functools import cache

import numpy as np

from reuptake.draw.life_cycle import FLOW_ROWS, LifeCycleScene, LifeCycleState
from reuptake.explore.ranges import ranged_control, together
from reuptake.model.inputs import checked
from reuptake.model.terminal import TerminalParameters, fluxes, steady_state
from reuptake.ui.controls import Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("mena2023code",)
LABELS = {
    "transporter": "the transporter", "breakdown": "MAO in nerve ending and glial cell", "synthesis": "synthesis (TPH)",
    "tryptophan": "the supply of tryptophan",
}  # fmt: skip
# Below this share of its normal size the reserve is kept from running empty by a guard that we added (course mode).
GUARDED_BELOW = 0.5
# Below this much more than at rest a share of the surplus is a share of rounding errors.
LEAST_SURPLUS_NM_S = 0.01


@cache
def at_rest():
    """Pools and flows of the untreated terminal.

    Returns
    -------
    pools_nM, flows_nM_s : dict of str to float
    """
    pools, flows = pools_and_flows(steady_state(TerminalParameters()))
    return {k: float(v) for k, v in pools.items()}, {k: float(v) for k, v in flows.items()}


def pools_and_flows(state):
    """Pools and flows of the picture, by the names in it.

    Parameters
    ----------
    state : reuptake.model.terminal.TerminalState
        A steady state with settings of shape S.

    Returns
    -------
    pools_nM : dict of str to numpy.ndarray, shape S
    flows_nM_s : dict of str to numpy.ndarray, shape S
        What leaks through a membrane is counted with the way in that direction: from the
        terminal with reuptake, from glia with uptake 2.
    """
    f = fluxes(state)
    pools = {
        "5-HTP": state.htp_nM,
        "5-HT in cytosol": state.cht_nM,
        "ready vesicles": state.vht_nM,
        "reserve vesicles": state.vres_nM,
        "5-HT outside": state.eht_nM,
        "5-HIAA": state.hiaa_nM,
    }
    flows = {
        "tryptophan in": f.TRPIN_nM_s,
        "other uses": f.trp_loss_nM_s + f.POOL_nM_s,
        "synthesis": f.TPH_nM_s,
        "5-HTP to 5-HT": f.AADC_nM_s,
        "packing": f.M_vht_nM_s + f.M_vres_nM_s,
        "release": f.REL_nM_s,
        "reuptake": f.SERT_nM_s - f.LC_nM_s,
        "uptake 2": f.UP2_nM_s - f.LG_nM_s,
        "carried off": f.REM_nM_s,
        "breakdown": f.MAO_neuron_nM_s,
        "breakdown in glia": f.MAO_glia_nM_s,
        "5-HIAA out": f.hiaa_loss_nM_s,
    }
    return pools, flows


def life_cycle_states(transporter, breakdown, synthesis, tryptophan):
    """State of the picture for each setting, all computed in one call of the model.

    Parameters
    ----------
    transporter, breakdown, synthesis, tryptophan : sequence of float
        Factors on the process, 1 = normal.

    Returns
    -------
    list of LifeCycleState
    """
    factors = {
        "transporter": transporter, "breakdown": breakdown, "synthesis": synthesis, "tryptophan": tryptophan,
    }  # fmt: skip
    together(**factors)
    factors = {name: np.asarray(values, dtype=float) for name, values in factors.items()}
    pools, flows = pools_and_flows(steady_state(TerminalParameters().scaled(**factors)))
    normal_pools, normal_flows = at_rest()
    return [
        LifeCycleState(
            setting=_in_words({name: values[i] for name, values in factors.items()}),
            flows_nM_s={name: float(values[i]) for name, values in flows.items()},
            flows_at_rest_nM_s=normal_flows,
            pools_nM={name: float(values[i]) for name, values in pools.items()},
            pools_at_rest_nM=normal_pools,
            guarded=bool(pools["reserve vesicles"][i] < GUARDED_BELOW * normal_pools["reserve vesicles"]),
        )
        for i in range(len(factors["transporter"]))
    ]


def _in_words(factors):
    changed = [f"{LABELS[name]} at {factor:g} times normal" for name, factor in factors.items() if factor != 1]
    return ", ".join(changed[:-1]) + (" and " if len(changed) > 1 else "") + changed[-1] if changed else ""


def surplus(state):
    """Which ways the serotonin takes that is made beyond the usual.

    Parameters
    ----------
    state : LifeCycleState
        With more synthesis than at rest.

    Returns
    -------
    dict of str to float
        Share of the surplus by way out, from the largest to the smallest.

    Raises
    ------
    ValueError
        If no more is made than at rest.
    """
    more = {way: flow - state.flows_at_rest_nM_s[way] for way, flow in state.flows_nM_s.items()}
    checked("surplus of synthesis", more["synthesis"], "nM/s", low=LEAST_SURPLUS_NM_S)
    ways = {**FLOW_ROWS, "carried off": "carried off"}
    shares = {ways[way]: more[way] / more["synthesis"] for way in ("breakdown in glia", "breakdown", "carried off")}
    return dict(sorted(shares.items(), key=lambda item: -item[1]))


def outside_without_uptake2(**factors):
    """How far serotonin outside moves where uptake 2 is switched off.

    Parameters
    ----------
    **factors : float
        Factors on processes by name, 1 = normal.

    Returns
    -------
    float
        Relative to a terminal with uptake 2 off and all else normal.
    """
    off = TerminalParameters().scaled(uptake2=0)
    return float(steady_state(off.scaled(**factors)).eht_nM / steady_state(off).eht_nM)


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    controls = (
        ranged_control("life_cycle", "transporter", "Transporter (SERT)"),
        ranged_control("life_cycle", "breakdown", "MAO (nerve ending and glial cell)"),
        ranged_control("life_cycle", "synthesis", "Synthesis (TPH)"),
        ranged_control("life_cycle", "tryptophan", "Tryptophan in the blood: supply", further=True),
    )
    presets = (
        Preset("Twice the synthesis", {"synthesis": 2}),
        Preset("Twice the transporter", {"transporter": 2}, "Number or speed: the model cannot tell them apart"),
        Preset("MAO nearly off", {"breakdown": 0.1}),
    )
    return Explorer(LifeCycleScene, controls, life_cycle_states, presets)
