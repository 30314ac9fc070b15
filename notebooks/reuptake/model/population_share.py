r"""How a population of virtual terminals responds to a drug, and which constant explains the differences.

The individuals of `reuptake.model.terminal_population` differ in several constants at once, independently. The share
of the differences that goes with one of them is the squared rank correlation (Spearman) of that constant with the
response: 1 if the response rises or falls with it alone, about 0 if it does not matter. Because the constants vary
independently, shares add up to about 1 where each acts by itself, and to less where they act together.
"""

from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata

from reuptake.model.inputs import checked
from reuptake.model.terminal import is_stable, simulate, steady_state, virtual_individuals
from reuptake.model.terminal_population import VARIED

# Error allowed in one step of the solver, relative: rises are right to better than 0.2 % with it, many times
# faster than with the solver's own.
_ACCURACY = 0.1


@dataclass(frozen=True, eq=False)
class Population:
    """Virtual terminals that have come to rest without a drug.

    Attributes
    ----------
    symbols : tuple of str
        The constants in which they differ.
    constants : numpy.ndarray, shape (P, N)
        Their values, in the units of the table of constants.
    parameters : reuptake.model.terminal.TerminalParameters
        With settings of shape (N,).
    rest : reuptake.model.terminal.TerminalState
    left_out : int
        How many of those drawn have no steady state, or none that is stable.
    """

    symbols: tuple
    constants: np.ndarray
    parameters: object
    rest: object
    left_out: int


def resting_population(n, seed, spread):
    """Draw virtual terminals and let them come to rest.

    Parameters
    ----------
    n, seed : int
        As in `reuptake.model.terminal.virtual_individuals`.
    spread : float
        Standard deviation of the natural logarithm of each constant, no unit (above 0, at most 0.5).

    Returns
    -------
    Population
        Without those that do not settle.

    Raises
    ------
    ValueError
        If an input is out of range, or no terminal settles.
    """
    width = float(checked("spread", spread, "", 0.0, 0.5, low_allowed=False))
    drawn = virtual_individuals(n, seed, width)
    rest = steady_state(drawn, unsettled="nan")
    settled = is_stable(rest)
    if not settled.any():
        raise ValueError(f"n is {n}; none of these terminals settles at a spread of {width:g}.")
    kept = drawn.changed(**{symbol: getattr(drawn, symbol)[settled] for symbol in VARIED})
    constants = np.array([getattr(kept, symbol) for symbol in VARIED])
    # Kept for every later setting, so nobody may write into them.
    constants.setflags(write=False)
    rest = rest if settled.all() else steady_state(kept)
    return Population(tuple(VARIED), constants, kept, rest, int((~settled).sum()))


def rises(population, drug_nM, time_s):
    """Serotonin outside some time after a drug has come, relative to each terminal's own rest.

    Parameters
    ----------
    population : Population
    drug_nM : float
        Escitalopram in the brain, held constant from time 0 on, in nM (0 to 100).
    time_s : float
        Time since then in s (above 0, at most 3600).

    Returns
    -------
    numpy.ndarray, shape (N,)
        Ratio, no unit.

    Raises
    ------
    ValueError
        If an input is out of range.
    NotConverged
        As `reuptake.model.terminal.simulate`.
    """
    drug = float(checked("drug_nM", drug_nM, "nM", 0.0, 100.0))
    time = float(checked("time_s", time_s, "s", 0.0, 3600.0, low_allowed=False))
    treated = population.parameters.scaled(drug_nM=drug)
    course = simulate(treated, np.array([0.0, time]), state=population.rest, rtol=_ACCURACY)
    return course.eht_nM[:, -1] / population.rest.eht_nM


def rank_correlations(constants, outcome):
    r"""Rank correlation of each constant with an outcome (Spearman).

    .. math:: \rho_j = \mathrm{corr}\left(\mathrm{rank}(x_j), \mathrm{rank}(y)\right)

    Parameters
    ----------
    constants : array_like, shape (P, N)
    outcome : array_like, shape (..., N)

    Returns
    -------
    numpy.ndarray, shape (..., P)
        From -1 to 1; its square is the share of the differences that goes with the constant. It is 0 where
        outcome or constant does not differ at all.

    Raises
    ------
    ValueError
        If a value is not finite, there are fewer than 3 individuals, or the shapes do not fit together.
    """
    x = checked("constants", constants, "", -np.inf)
    y = checked("outcome", outcome, "", -np.inf)
    if x.ndim != 2 or y.ndim < 1 or y.shape[-1] != x.shape[-1] or x.shape[-1] < 3:
        raise ValueError(
            f"constants are {x.shape} and outcome {y.shape}; they must be (P, N) and (..., N), N at least 3."
        )
    a, b = _standard_ranks(x), _standard_ranks(y)
    return b @ a.T


def _standard_ranks(values):
    """Ranks with mean 0 and length 1 along the last axis; 0 where all values are equal."""
    ranks = rankdata(values, axis=-1)
    ranks -= ranks.mean(axis=-1, keepdims=True)
    length = np.linalg.norm(ranks, axis=-1, keepdims=True)
    return ranks / np.where(length > 0, length, 1.0)
