"""Shares of a spread: known where one constant decides or two share, and rises that follow the terminal model."""

import numpy as np
import pytest
from reuptake.model.population_share import rank_correlations, resting_population, rises
from reuptake.model.terminal import TerminalParameters, after_step, simulate


@pytest.fixture(scope="module")
def population():
    return resting_population(12, seed=3, spread=0.3)


def test_an_outcome_that_follows_one_constant_belongs_to_it():
    """Whatever the curve, a rising one should have correlation 1, a falling one -1; both shares are 1."""
    x = np.random.default_rng(1).lognormal(size=(2, 50))
    found = rank_correlations(x, [np.exp(3 * x[0]), -(x[1] ** 3)])
    assert found[0, 0] == pytest.approx(1) and found[1, 1] == pytest.approx(-1)


def test_three_individuals_by_hand():
    """Ranks 1 2 3 against 1 3 2 should correlate by one half."""
    assert rank_correlations([[10, 20, 30]], [5, 9, 7])[0] == pytest.approx(0.5)


def test_two_equal_causes_share_equally():
    """On a full grid of two constants their sum should belong to both alike, and to nothing else."""
    a, b = (axis.ravel() for axis in np.meshgrid(np.arange(20.0), np.arange(20.0)))
    shares = rank_correlations([a, b], a + b) ** 2
    assert shares[0] == pytest.approx(shares[1]) and shares.sum() == pytest.approx(1, abs=0.02)


def test_weights_of_normal_causes_come_back():
    """For independent normal constants with weights 2 and 1 the shares should be near 0.8 and 0.2."""
    x = np.random.default_rng(7).standard_normal((3, 4000))
    shares = rank_correlations(x, 2 * x[0] + x[1]) ** 2
    assert shares == pytest.approx([0.8, 0.2, 0.0], abs=0.04)


def test_what_does_not_differ_explains_nothing():
    """A constant that is the same everywhere, or an outcome that is, should correlate by 0."""
    assert rank_correlations([[2, 2, 2], [1, 2, 3]], [1, 2, 3]).tolist() == [0, pytest.approx(1)]
    assert rank_correlations([[1, 2, 3]], [4, 4, 4])[0] == 0


@pytest.mark.parametrize(
    ("constants", "outcome", "message"),
    [
        ([[1, 2, 3]], [1, 2], r"constants are \(1, 3\) and outcome \(2,\)"),
        ([[1, 2]], [1, 2], "N at least 3"),
        ([1, 2, 3], [1, 2, 3], "must be"),
        ([[1, 2, np.nan]], [1, 2, 3], "constants is nan; it must be a finite number"),
    ],
)
def test_shapes_that_do_not_fit_are_refused(constants, outcome, message):
    """Too few individuals, shapes that differ and gaps should be errors that say so."""
    with pytest.raises(ValueError, match=message):
        rank_correlations(constants, outcome)


def test_without_drug_nothing_rises(population):
    """No drug should leave every terminal where it was."""
    assert rises(population, 0.0, 600.0) == pytest.approx(np.ones(12), abs=1e-4)


def test_more_drug_raises_every_terminal_more(population):
    """At each step of the drug every terminal should rise further."""
    steps = np.array([rises(population, drug, 600.0) for drug in (10, 30, 100)])
    assert (np.diff(steps, axis=0) > 0).all() and steps.min() > 1


def test_wide_steps_are_right_to_two_thousandths(population):
    """The solver's wide steps should agree with its fine ones."""
    q = population.parameters.scaled(drug_nM=100.0)
    fine = simulate(q, np.array([0.0, 600.0]), state=population.rest, rtol=1e-4).eht_nM[:, -1]
    assert rises(population, 100.0, 600.0) == pytest.approx(fine / population.rest.eht_nM, rel=2e-3)


def test_terminals_hardly_apart_do_what_the_usual_one_does():
    """With hardly any spread every rise should be that of the terminal with the published constants."""
    alike = resting_population(4, seed=1, spread=1e-6)
    usual = after_step(TerminalParameters().scaled(drug_nM=50.0), 600.0).eht_nM
    rest = float(alike.rest.eht_nM[0])
    assert rises(alike, 50.0, 600.0) == pytest.approx(np.full(4, float(usual) / rest), rel=2e-3)


def test_same_seed_gives_the_same_terminals(population):
    """Drawing again should give the same constants, another seed others."""
    assert np.array_equal(resting_population(12, 3, 0.3).constants, population.constants)
    assert not np.array_equal(resting_population(12, 4, 0.3).constants, population.constants)
    assert population.left_out == 0 and population.constants.shape == (len(population.symbols), 12)


def test_constants_cannot_be_written_into(population):
    """The constants are kept for later settings, so a reader of them should not be able to change them."""
    with pytest.raises(ValueError, match="read-only"):
        population.constants[0] = 1.0


def test_out_of_range_is_refused(population):
    """Spread, drug and time out of range should be errors with name, value, range and unit."""
    with pytest.raises(ValueError, match="spread is 0; it must be a finite number above 0 and at most 0.5"):
        resting_population(5, 1, 0.0)
    with pytest.raises(ValueError, match="drug_nM is 101; .*at most 100 nM"):
        rises(population, 101, 600)
    with pytest.raises(ValueError, match="time_s is 0; .*above 0 and at most 3600 s"):
        rises(population, 10, 0)
