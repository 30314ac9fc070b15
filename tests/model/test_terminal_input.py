"""Parameters, presets and individuals; what is refused, and how clearly."""

import numpy as np
import pytest
from reuptake.evidence import load
from reuptake.model import terminal_population
from reuptake.model.terminal import (
    CONTROLS,
    PRESETS,
    Dose,
    NotConverged,
    TerminalParameters,
    Train,
    after_step,
    fluxes,
    is_stable,
    simulate,
    steady_state,
    virtual_individuals,
)
from reuptake.model.terminal_parameters import allowed_range, parameter_rows, resting_values
from reuptake.model.terminal_system import TerminalSystem

P = TerminalParameters()


def test_every_parameter_comes_from_a_table():
    """All constants of the table, and nothing that is in no table."""
    table = {row.symbol: row.value for row in load("terminal_parameters")}
    assert len(table) == 138
    assert {symbol: P.values[symbol] for symbol in table} == table
    others = {row.symbol for row in load("terminal_states") if row.kind != "state"}
    assert set(P.values) == set(table) | others


def test_every_parameter_has_unit_source_and_status():
    """No number without origin."""
    for symbol, row in parameter_rows().items():
        assert row.unit and row.source_key and row.status in ("code", "derived"), symbol
        low, high = allowed_range(symbol)
        assert low <= row.value <= high, symbol


def test_nothing_changes_in_place():
    """Sets are frozen; a change gives a new one."""
    more = P.changed(K_sert=[0.03, 0.06])
    assert (P.K_sert, more.shape) == (0.06, (2,))
    with pytest.raises((AttributeError, TypeError)):
        P.K_sert = 1.0
    with pytest.raises(TypeError):
        P.values["K_sert"] = 1.0
    with pytest.raises(ValueError):
        more.K_sert[0] = 1.0


def test_representation_is_short_and_stable():
    """What differs from the table is told, no more."""
    assert repr(P) == "TerminalParameters(untreated)"
    assert repr(P.scaled(transporter=2)) == "TerminalParameters(sert_x=2)"
    assert repr(P.scaled(transporter=[1, 2, 3])) == "TerminalParameters(sert_x=<3 settings>)"
    assert repr(steady_state(P)) == "TerminalState(course mode, settings (), 5-HT outside 60.14 nM)"
    assert repr(simulate(P, [0, 60])) == "TerminalCourse(course mode, settings (), 0 to 60 s)"


@pytest.mark.parametrize("name", PRESETS)
def test_presets_have_a_steady_state(name):
    """Every preset should run."""
    state = steady_state(TerminalParameters.preset(name))
    assert 5 < state.eht_nM < 105


MEANT = {
    "transporter": {"sert_x"},
    "breakdown": {"mao_x"},
    "autoreceptor": {"s_rel", "s_syn"},  # as the reference's gain 0: traffic and histamine stay coupled to it
    "uptake2": {"a_up2"},
    "synthesis": {"V_tph"},
    "tryptophan": {"J_btrp", "btrp0"},
}


@pytest.mark.parametrize("control", CONTROLS)
def test_controls_move_what_they_name(control):
    """A factor of 2 should double exactly the parameters that its control means."""
    moved = P.scaled(**{control: 2.0})
    changed = {symbol for symbol in P.values if moved.values[symbol] != P.values[symbol]}
    assert changed == MEANT[control]
    assert all(moved.values[symbol] == 2 * P.values[symbol] for symbol in changed)


def test_drug_is_given_in_nM():
    """The clamp should be read back in nM."""
    assert steady_state(P.scaled(drug_nM=5.0)).drug_nM == pytest.approx(5.0)


@pytest.mark.parametrize(
    "change, words",
    [
        (lambda: P.changed(K_sert=-1), ("K_sert", "-1", "at least", "uM")),
        (lambda: P.changed(K_sert=0), ("K_sert", "0", "uM")),
        (lambda: P.changed(k_rel=float("nan")), ("k_rel", "nan", "finite", "1/h")),
        (lambda: P.changed(V_tph=[1.0, float("inf")]), ("V_tph", "inf", "uM/h")),
        (lambda: P.changed(V_tph="much"), ("V_tph", "much", "not a number")),
        (lambda: P.changed(fu_p=1.5), ("fu_p", "1.5", "at most 1")),
        (lambda: P.changed(n_res=4000), ("n_res", "4000", "at most 10")),
        (lambda: P.changed(phospho_fraction=2), ("phospho_fraction", "2", "at most 1")),
        (lambda: P.changed(iH_clamp=1), ("iH_clamp", "no effect", "GH_clamp")),
        (lambda: P.changed(T_rep=60), ("T_rep", "no effect", "Train")),
        (lambda: P.unit("K_srt"), ("K_srt", "no parameter")),
        (lambda: P.scaled(transporter=[1, 2]).scaled(transporter=[1, 2, 3]), ("do not fit", "(2,)", "(3,)")),
        (lambda: steady_state(P, unsettled="skip"), ("skip", "raise", "nan")),
        (
            lambda: simulate(P.changed(t_inj=60), [0, 1], dose=Dose(1.0, (0.0, 5.0)), mode="peer"),
            ("times_s", "t_inj = 60 s"),
        ),
        (lambda: P.changed(V_sert=1e9), ("V_sert", "1e+09", "at most 250000 uM/h")),
        (lambda: P.changed(K_srt=1), ("K_srt", "no parameter")),
        (lambda: P.changed(t_on=[1.0, 2.0]), ("t_on", "one number")),
        (lambda: P.changed(V_tph=[]), ("V_tph", "empty")),
        (lambda: P.changed(V_tph=[1, 2], K_sert=[1, 2, 3]), ("do not fit", "V_tph", "K_sert")),
        (lambda: P.scaled(transporter=-1), ("transporter", "-1", "at least 0")),
        (lambda: P.scaled(transporters=1), ("transporters", "transporter, breakdown")),
        (lambda: P.scaled(drug_nM=-5), ("drug_nM", "-5", "nM")),
        (lambda: TerminalParameters.preset("prozac"), ("prozac", "untreated")),
        (lambda: steady_state(P, mode="fast"), ("fast", "course, peer")),
        (lambda: simulate(P, [0, 1], mode="fast"), ("fast", "course, peer")),
        (lambda: simulate(P, [-1, 1]), ("t_s", "-1", "s")),
        (lambda: simulate(P, [0, 2, 1]), ("t_s", "increasing")),
        (lambda: simulate(P, []), ("t_s", "increasing")),
        (lambda: simulate(P, [0, float("inf")]), ("t_s", "inf")),
        (lambda: simulate(P, [0, 1], train="long"), ("train", "long", "standard")),
        (lambda: simulate(P, [0, 1], dose=-1), ("mg_per_kg", "-1", "mg/kg")),
        (lambda: simulate(P.scaled(drug_nM=[1, 2]), [0, 1], dose=[1, 2, 3]), ("do not fit", "dose")),
        (lambda: simulate(P, [0, 1], state=steady_state(P), mode="peer"), ("course mode", "peer mode")),
        (lambda: after_step(P, 0.0), ("time_s", "0", "above 0 s")),
        (lambda: simulate(P, [0, 1], rtol=0.0), ("rtol", "0", "at least 1e-12")),
        (lambda: P.changed(fu_p=0.0), ("fu_p", "0", "at least 0.00044")),
        (lambda: Dose(1.0, (5.0, 1.0)), ("times_s", "in order")),
        (lambda: Train((5.0, 6.0)), ("at least 10 s apart",)),
        (lambda: Train((-5.0,)), ("starts_s", "at least 0 s")),
        (lambda: Train(duration_s=0), ("duration_s", "above 0 s")),
        (lambda: virtual_individuals(0, 1), ("n is 0", "from 1 to 100000")),
        (lambda: virtual_individuals(2.5, 1), ("n is 2.5", "whole number")),
        (lambda: virtual_individuals(5, -1), ("seed is -1", "at least 0")),
        (lambda: virtual_individuals(5, 1, spread=-0.1), ("spread of", "-0.1")),
        (lambda: virtual_individuals(5, 1, spread=float("nan")), ("spread of", "nan")),
        (lambda: virtual_individuals(5, 1, spread={"V_srt": 0.1}), ("V_srt", "V_sert")),
    ],
)
def test_bad_input_is_refused(change, words):
    """A ValueError that names what is wrong, what it is, and what is allowed."""
    with pytest.raises(ValueError) as caught:
        change()
    for word in words:
        assert word in str(caught.value), str(caught.value)


def test_no_steady_state_is_said():
    """Outside its domain peer mode should say so instead of returning negative vesicles."""
    with pytest.raises(NotConverged, match="try course mode"):
        steady_state(P.scaled(transporter=0.5), mode="peer")


def test_settings_without_a_steady_state_are_named():
    """The message should say how many, which, and what the first is; `settings` holds their numbers."""
    moved = P.scaled(transporter=[[1.0, 1.5], [0.5, 0.4]])
    with pytest.raises(
        NotConverged, match=r"2 of 4 settings.*: \(1, 0\), \(1, 1\); the first has sert_x=0.5:"
    ) as caught:
        steady_state(moved, "peer")
    assert caught.value.settings == (2, 3)


def test_one_setting_does_not_spoil_the_others():
    """Where serotonin cannot leave there is no steady state: NaN if asked for, the others as on their own."""
    closed = P.changed(k_rem=[40.0, 0.0, 40.0], mao_x=[1.0, 0.0, 0.5])
    with pytest.raises(NotConverged, match=r"1 of 3 settings, counted from 0: 1; the first has k_rem=0, mao_x=0:"):
        steady_state(closed)
    state = steady_state(closed, unsettled="nan")
    assert np.isnan(state.eht_nM).tolist() == [False, True, False]
    assert is_stable(state).tolist() == [True, False, True]
    np.testing.assert_allclose(state.eht_nM[2], steady_state(P.changed(mao_x=0.5)).eht_nM, rtol=1e-8)
    with pytest.raises(NotConverged, match=r"collapsed .* 1 of 3 settings, counted from 0: 1;") as caught:
        simulate(closed, [0, 60], state=state)
    assert caught.value.settings == (1,)


LIMITS = {"F_max", "FH_max", "tr_max", "trh_max", "r_traf_max", "r_int_max"}  # felt only where they are reached
OUTSIDE = set("k01 k10 k12 k21 k13 k31 fu_p fu_b V_brain MW_esc W_mouse F_ip t_inj".split())
TRAIN = set("r_train b_train t_on t_off t_end a_add".split())
SILENT = {"iH_clamp", "T_rep"}


def slopes(parameters, mode, **moved):
    """Rates of change away from rest and kinks, with some drug."""
    system = TerminalSystem(parameters.namespace(()), mode, 1)
    away = {"pool_fraction": 0.18, "inactive_fraction": 0.1, "eht": 0.07, "vht": 60.0, "vha": 134.0}
    inside = {**resting_values(), **away, **moved}
    x = np.array([[inside[name]] for name in system.names])
    return system.derivatives(0.0, x * np.linspace(0.97, 1.0, len(x))[:, None])


@pytest.mark.parametrize("symbol", sorted(LIMITS))
def test_every_limit_acts_where_it_is_reached(symbol):
    """Half the limit should move some rate far from rest, and nothing at rest."""
    lower = P.changed(drug_clamp=2.0, **{symbol: 0.5 * P.values[symbol]})
    far = {"vht": 30.0, "vha": 100.0, "GH": 0.0, "G": 3.0 if symbol == "FH_max" else 0.1}
    assert (slopes(lower, "peer", **far) != slopes(P.changed(drug_clamp=2.0), "peer", **far)).any()
    if symbol != "F_max":
        rest = steady_state(P, "peer")._internal
        half = P.changed(**{symbol: 0.55 * P.values[symbol]})
        assert np.abs(TerminalSystem(half.namespace(()), "peer", 1).derivatives(0.0, rest)).max() < 1e-6


@pytest.mark.parametrize("symbol", sorted(set(parameter_rows()) - LIMITS - OUTSIDE - TRAIN - SILENT))
def test_every_parameter_of_the_terminal_acts(symbol):
    """None should be accepted and then ignored: a little more of it moves some rate of change, in one mode at least."""
    base = P.changed(drug_clamp=0.05)
    more = base.changed(**{symbol: 1.01 * base.values[symbol]})
    assert any((slopes(more, mode) != slopes(base, mode)).any() for mode in ("course", "peer"))


@pytest.mark.parametrize("symbol", sorted(OUTSIDE | TRAIN))
def test_every_parameter_of_drug_and_train_acts(symbol):
    """A little more of it moves the drug or the drive, in one mode at least."""
    value = P.values[symbol]
    more = P.changed(**{symbol: value + 0.05 if symbol[:2] == "t_" else 1.01 * value})
    rest = {mode: steady_state(P, mode) for mode in ("course", "peer")}
    seen = []
    for p in (P, more):
        runs = [simulate(p, [0.5, 5.02, 7.02, 15.02], "standard", 1.0, rest[mode]) for mode in rest]
        seen.append([values for run in runs for values in (run.drug_nM, run._train[0])])
    assert any(not np.array_equal(*pair) for pair in zip(*seen, strict=True))


def test_wrong_type_and_wrong_name():
    """Parameters must be parameters, readings must exist."""
    for call in (steady_state, lambda p: simulate(p, [0, 1], "standard", state=steady_state(P))):
        with pytest.raises(TypeError, match="TerminalParameters"):
            call({"K_sert": 1.0})
    with pytest.raises(AttributeError, match="eht_nM"):
        _ = steady_state(P).eht
    with pytest.raises(AttributeError, match="SERT_nM_s"):
        _ = fluxes(steady_state(P)).SERT


# ----- individuals -----


def test_same_seed_same_individuals():
    """The seed should decide everything; another seed gives others."""
    first, again, other = (virtual_individuals(20, seed) for seed in (1, 1, 2))
    for symbol in terminal_population.VARIED:
        np.testing.assert_array_equal(first.values[symbol], again.values[symbol])
        assert not np.array_equal(first.values[symbol], other.values[symbol])
    assert first.shape == (20,)


def test_only_the_named_parameters_vary():
    """What is not in VARIED should be the table's."""
    individuals = virtual_individuals(20, 1)
    varying = {symbol for symbol, value in individuals.values.items() if np.ndim(value)}
    assert varying == set(terminal_population.VARIED)


def test_spread_is_the_one_asked_for():
    """Median and spread of the logarithms over many individuals; none vary with spread 0."""
    factors = np.log(virtual_individuals(20_000, 3, spread=0.3).V_sert / P.V_sert)
    assert np.median(factors) == pytest.approx(0.0, abs=0.01)
    assert factors.std() == pytest.approx(0.3, rel=0.03)
    np.testing.assert_allclose(virtual_individuals(5, 1, spread=0.0).V_sert, P.V_sert)


def test_draws_do_not_depend_on_company():
    """Varying one parameter alone should give the draws it has among others."""
    alone = virtual_individuals(10, 7, spread={"k_rem": 0.2})
    np.testing.assert_array_equal(alone.k_rem, virtual_individuals(10, 7).k_rem)
    assert np.ndim(alone.V_sert) == 0


def test_individuals_come_to_rest_and_differ():
    """A thousand steady states, all positive, spread around the usual one."""
    state = steady_state(virtual_individuals(1000, 1))
    assert state.eht_nM.shape == (1000,)
    assert np.median(state.eht_nM) == pytest.approx(60.0, rel=0.05)
    assert state.eht_nM.std() > 1.0
    assert min(state[name].min() for name in state.names) >= 0
