"""Virtual individuals: terminals that differ from each other as people and animals might."""

from types import MappingProxyType

import numpy as np

from reuptake.model.inputs import checked
from reuptake.model.terminal_parameters import TerminalParameters, parameter_rows

# One parameter a process. Which ones vary, and that they vary independently, is assumed, not measured.
VARIED = MappingProxyType(
    {
        "V_sert": "number or speed of transporters",
        "K_sert": "affinity of the transporter for serotonin",
        "V_tph": "synthesis",
        "V_vmat": "packing into vesicles",
        "V_mao": "breakdown",
        "k_rel": "release",
        "k_rem": "removal from the space outside",
        "a_up2": "uptake 2",
        "s_rel": "autoreceptor brake on release",
        "J_btrp": "supply of tryptophan",
    }
)


def virtual_individuals(n, seed, spread=0.2):
    """Draw parameters of `n` individuals.

    **The variability is assumed.** No measured distribution of these constants was found, so each of `VARIED` is
    multiplied by an independent log-normal factor with median 1. The result shows how differences in the
    machinery could spread the responses; it is no estimate of how people or mice in fact differ. With wide
    spreads and strong interventions some individuals have no steady state, or none that is stable (see
    ``unsettled`` of `terminal.steady_state`, and `terminal.is_stable`).

    Parameters
    ----------
    n : int
        Number of individuals (at least 1, at most 100,000).
    seed : int
        Seed of the random numbers; the same seed gives the same individuals.
    spread : float or mapping of str to float
        Standard deviation of the natural logarithm of the factor, no unit (0 to 0.5): 0.2 means that about two
        thirds lie within a fifth of the median. A mapping gives it by parameter; those not named do not vary.

    Returns
    -------
    TerminalParameters
        With settings of shape (n,).

    Raises
    ------
    ValueError
        If `n`, `seed` or `spread` is out of range, or a name in `spread` is no parameter.
    """
    if not isinstance(n, (int, np.integer)) or isinstance(n, bool) or not 1 <= n <= 100_000:
        raise ValueError(f"n is {n!r}; it must be a whole number from 1 to 100000.")
    if not isinstance(seed, (int, np.integer)) or isinstance(seed, bool) or seed < 0:
        raise ValueError(f"seed is {seed!r}; it must be a whole number of at least 0.")
    spreads = dict(spread) if hasattr(spread, "items") else dict.fromkeys(VARIED, spread)
    unknown = sorted(set(spreads) - set(parameter_rows()))
    if unknown:
        raise ValueError(f"There is no parameter {unknown[0]!r} to vary; usual are: {', '.join(VARIED)}.")
    base = TerminalParameters()
    # Every parameter has its own stream, so leaving one out does not change the draws of the others.
    streams = np.random.SeedSequence(int(seed)).spawn(len(parameter_rows()))
    order = list(parameter_rows())
    drawn = {}
    for symbol, width in spreads.items():
        width = float(checked(f"spread of {symbol}", width, "", 0.0, 0.5))
        factors = np.exp(width * np.random.default_rng(streams[order.index(symbol)]).standard_normal(n))
        drawn[symbol] = base.values[symbol] * factors
    return base.changed(**drawn)
