"""What must hold whatever the numbers: signs, balances, directions, return to rest."""

import numpy as np
import pytest
from reuptake.model.terminal import (
    Dose,
    TerminalParameters,
    Train,
    after_step,
    evoked_response,
    fluxes,
    is_stable,
    simulate,
    steady_state,
)
from reuptake.model.terminal_rates import FLOATS, SEROTONIN_STATES, SWITCHES, rates

P = TerminalParameters()
HOUR = 3600.0
MODES = ("course", "peer")


@pytest.fixture(scope="module", params=MODES)
def train(request):
    """A control train in each mode, sampled finely."""
    return simulate(P, np.arange(0, 60.001, 0.05), train="standard", mode=request.param, rtol=1e-7)


def test_course_mode_has_the_drug_free_state_of_peer_mode():
    """The guard should move serotonin outside by less than a ten-millionth."""
    course, peer = (steady_state(P, mode) for mode in MODES)
    for name in course.names:
        np.testing.assert_allclose(course[name], peer[name], rtol=1e-5, atol=1e-12, err_msg=name)
    assert course.eht_nM == pytest.approx(peer.eht_nM, rel=1e-7)


def test_clamped_factor_is_the_tabulated_one():
    """iH at rest should be the derived row of the table, and F just above 1."""
    factors = fluxes(steady_state(P))
    assert factors.iH == pytest.approx(P.iH_clamp, rel=1e-9)
    assert factors.F == pytest.approx(1.098158, rel=1e-6)
    assert factors.iR == pytest.approx(0.98726, rel=1e-5)


# Fluxes at rest in uM/h, as tabulated with the equations.
AT_REST = {
    "TRPIN": 157.717,
    "POOL": 113.409,
    "trp_loss": 40.323,
    "TPH": 3.98389,
    "AADC": 3.98389,
    "M_vht": 122.796,
    "M_vres": 7.07704,
    "TR": 7.07704,
    "REL": 129.873,
    "SERT": 127.359,
    "UP2": 0.02625,
    "REM": 2.40574,
    "LC": -0.02465,
    "LG": -0.05814,
    "MAO_neuron": 1.49376,
    "MAO_glia": 0.08439,
}


@pytest.mark.parametrize("name", AT_REST)
def test_fluxes_at_rest_are_the_tabulated_ones(name):
    """Every flux in nM/s should be the tabulated one: 1 uM/h is 0.27778 nM/s."""
    flux = fluxes(steady_state(P))[f"{name}_nM_s"]
    assert flux == pytest.approx(AT_REST[name] / 3.6, rel=1e-5, abs=2e-6)


def test_share_of_reuptake():
    """At rest 98.1 % of released serotonin is taken back, 1.9 % removed."""
    f = fluxes(steady_state(P))
    assert f.SERT_nM_s / f.REL_nM_s == pytest.approx(0.981, abs=5e-4)
    assert f.REM_nM_s / f.REL_nM_s == pytest.approx(0.019, abs=5e-4)


@pytest.mark.parametrize("drug_nM", [0.0, 10.0, 1000.0])
def test_no_reading_is_negative(drug_nM):
    """Course mode should stay at or above zero, without transporter and with much drug, for months."""
    extreme = P.scaled(transporter=[0.0, 0.1, 1.0, 10.0, 100.0], drug_nM=drug_nM)
    course = simulate(extreme, np.array([0.0, 1, 10, 100, 1000]) * HOUR, state=steady_state(P))
    chronic = steady_state(extreme)
    for name in course.names:
        assert course[name].min() >= -1e-6 * max(1.0, course[name].max()), name
        assert chronic[name].min() >= 0, name


def test_nothing_is_made_from_nothing():
    """Without synthesis no serotonin should be left anywhere in the end."""
    empty = steady_state(P.scaled(synthesis=0.0))
    assert max(empty[name] for name in ("eht_nM", "cht_nM", "ght_nM", "hiaa_nM")) < 1e-6
    assert empty.vht_nM + empty.vres_nM < 1.0


def test_serotonin_is_conserved(train):
    """What is in the terminal changes by synthesis less removal and breakdown, and by nothing else."""
    f = fluxes(train)
    held = sum(train[name] for name in ("cht_nM", "vht_nM", "vres_nM", "eht_nM", "ght_nM"))
    net = f.AADC_nM_s - f.REM_nM_s - f.MAO_neuron_nM_s - f.MAO_glia_nM_s
    steps = np.diff(train.t_s)
    summed = np.concatenate([[0.0], np.cumsum(steps * 0.5 * (net[1:] + net[:-1]))])
    # The sum over samples is by trapezia, good to a few thousandths of the whole change.
    np.testing.assert_allclose(held - held[0], summed, atol=0.01)
    assert np.abs(summed).max() > 4.0


def test_a_moment_of_a_course_has_the_fluxes_of_the_course(train):
    """A state taken out during the train should release as the course does then, not as at rest."""
    moment = int(np.searchsorted(train.t_s, 6.0))
    alone, among = fluxes(train.state(moment)), fluxes(train)
    assert alone.F > 1.2 * among.F[0]
    for name in among.names:
        np.testing.assert_allclose(alone[name], among[name][moment], rtol=1e-12, err_msg=name)


def test_course_mode_differs_from_peer_mode_by_the_four_switches():
    """Off rest, the same state should refill, fire and feel histamine by each mode's own rule."""
    state = steady_state(P)._internal.copy()
    vht, vres, G = 58.0, 12.0, 0.7
    for name, value in (("vht", vht), ("vres", vres), ("G", G)):
        state[SEROTONIN_STATES.index(name)] = value
    GH, found = 0.6, {}
    for mode, switches in SWITCHES.items():
        p = P.namespace(())
        GH_seen = GH if switches.histamine else p.GH_clamp
        found[mode] = rates(state[:, 0], GH_seen, p, 0.0, {"course": 0.3, "peer": 1.2}[mode], switches, FLOATS)
    full = P.s_tr * (P.vht0 - vht)
    assert found["peer"].TR == pytest.approx(full)
    assert found["course"].TR == pytest.approx(full * vres**4 / (10**4 + vres**4))
    iR = 1 - P.s_rel * (G - P.G0)
    assert found["course"].F == pytest.approx(iR * P.iH_clamp + 0.3) and found["course"].F > 1.5
    assert iR * (1 - P.s_h3 * (GH - P.GH0)) * 1.2 > 1.5 and found["peer"].F == 1.5
    assert found["peer"].iH == pytest.approx(1 - P.s_h3 * (GH - P.GH0))


@pytest.mark.parametrize("mode", MODES)
def test_identities_at_rest(mode):
    """The balances of any steady state, to solver precision."""
    state = steady_state(P.scaled(breakdown=[0.1, 1.0, 1.0], transporter=[1.0, 1.0, 1.25]), mode)
    f, p = fluxes(state), P
    near = dict(rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(f.TPH_nM_s, f.AADC_nM_s, **near)
    np.testing.assert_allclose(f.TPH_nM_s, f.REM_nM_s + f.hiaa_loss_nM_s, **near)
    np.testing.assert_allclose(f.M_vht_nM_s + f.M_vres_nM_s, f.REL_nM_s, **near)
    np.testing.assert_allclose(f.M_vres_nM_s, f.TR_nM_s, **near)
    np.testing.assert_allclose(f.MAO_neuron_nM_s + f.MAO_glia_nM_s, f.hiaa_loss_nM_s, **near)
    np.testing.assert_allclose(f.TRPIN_nM_s, f.TPH_nM_s + f.POOL_nM_s + f.trp_loss_nM_s, **near)
    np.testing.assert_allclose(state.pool_nM * (p.k_pool_loss + p.k_pool_out), p.k_pool_in * state.trp_nM, **near)


def test_conserved_totals(train):
    """Cofactor and transporters should add up (the equations see to it; here the readings must, too)."""
    total = train.SERT_surface + train.SERT_pool + train.SERT_inactive
    np.testing.assert_allclose(total, P.SERT_tot, rtol=1e-12)
    np.testing.assert_allclose(train.bh2_nM + train.bh4_nM, 1000.0, rtol=1e-12)
    np.testing.assert_allclose(train.SERT_ph + train.SERT_pool, P.phospho_fraction * P.SERT_tot, rtol=1e-12)


def test_number_and_activity_of_transporters_are_one_control():
    """Twice as many transporters should do what twice as fast ones do."""
    number, activity = steady_state(P.changed(SERT_tot=2.5)), steady_state(P.changed(sert_x=2.0))
    assert number.eht_nM == pytest.approx(activity.eht_nM, rel=1e-9)
    assert number.SERT_surface == pytest.approx(2 * activity.SERT_surface, rel=1e-9)


def falls(values):
    """Whether values fall from each to the next."""
    return (np.diff(values) < 0).all()


def test_more_transporter_less_serotonin_outside():
    """At rest, serotonin outside should fall with the transporter, and rise with its inhibitor."""
    assert falls(steady_state(P.scaled(transporter=np.linspace(0, 4, 41))).eht_nM)
    assert falls(-steady_state(P.scaled(drug_nM=[0, 1, 10, 100, 1000])).eht_nM)


def test_more_transporter_faster_decay():
    """The evoked signal should decay faster with more transporter and more slowly with inhibitor."""
    times = np.arange(0, 60.001, 0.1)
    rest = steady_state(P)
    for control, values in (("transporter", [0.5, 1, 2, 4]), ("drug_nM", [300, 100, 10, 0])):
        moved = P.scaled(**{control: values})
        response = evoked_response(simulate(moved, times, "standard", state=after_step(moved, HOUR, rest)))
        assert falls(response.half_decay_s)


def test_more_breakdown_more_5hiaa():
    """At rest, 5-HIAA should rise with breakdown, and be absent without it."""
    state = steady_state(P.scaled(breakdown=[0.0, 0.1, 0.5, 1.0, 2.0]))
    assert falls(-state.hiaa_nM)
    assert state.hiaa_nM[0] == pytest.approx(0.0, abs=1e-9)


def test_more_tryptophan_and_enzyme_more_synthesis():
    """Synthesis should rise with tryptophan supply and with the enzyme."""
    for control in ("tryptophan", "synthesis"):
        assert falls(-fluxes(steady_state(P.scaled(**{control: [0.25, 0.5, 1.0, 1.5]}))).TPH_nM_s)


def test_the_brake_holds_the_level_down():
    """With the drug, serotonin outside should rise further without the autoreceptor, in both modes."""
    for mode in MODES:
        moved = P.scaled(drug_nM=30.0, autoreceptor=[1.0, 0.0])
        braked, free = after_step(moved, HOUR, mode=mode).eht_nM
        assert free > braked > 60.2


def test_ceiling_of_serotonin_outside():
    """In the long run serotonin outside cannot exceed synthesis divided by removal."""
    state = steady_state(P.scaled(transporter=[0.0, 0.5, 1.0, 2.0]))
    assert (state.eht_nM <= fluxes(state).TPH_nM_s * 3600 / P.k_rem * (1 + 1e-9)).all()


def test_drug_is_linear_in_dose():
    """Twice the dose should bring twice the drug, and doses should add up."""
    times = np.arange(0, 5) * HOUR
    single = simulate(P, times, dose=[1.0, 2.0])
    np.testing.assert_allclose(single.drug_nM[1], 2 * single.drug_nM[0], rtol=1e-12)
    both = simulate(P, times, dose=Dose(1.0, (0.0, HOUR)))
    np.testing.assert_allclose(both.drug_nM[1:], single.drug_nM[0, 1:] + single.drug_nM[0, :-1], rtol=1e-9)


def test_injection_of_a_second_is_an_injection_at_once():
    """Peer mode injects over 1 s, course mode at once: the same to a ten-thousandth an hour later."""
    course, peer = (simulate(P, [0, HOUR], dose=1.0, mode=mode).drug_nM[-1] for mode in MODES)
    assert course == pytest.approx(peer, rel=1e-4)


@pytest.mark.parametrize("mode", MODES)
def test_return_to_baseline(mode):
    """An hour after a train serotonin outside should be back within a thousandth of where it was."""
    course = simulate(P, [0.0, 7.0, 600.0, 3600.0], train="standard", mode=mode)
    assert course.eht_nM[1] > 1.2 * course.eht_nM[0]
    assert course.eht_nM[2] == pytest.approx(course.eht_nM[0], rel=1e-3)
    assert course.eht_nM[3] == pytest.approx(course.eht_nM[0], rel=1e-3)


def test_stability_is_told():
    """The usual steady states are stable; with a brake far too strong the terminal swings for ever."""
    for mode in MODES:
        assert is_stable(steady_state(P, mode))
    assert is_stable(steady_state(P.scaled(transporter=np.linspace(0.0, 4.0, 9)))).all()
    wild = P.scaled(breakdown=0.0, autoreceptor=[1.0, 2.0])
    state = steady_state(wild)
    assert is_stable(state).tolist() == [True, False]
    pushed = simulate(wild, np.arange(0.0, 1800.0, 1.0), Train((5.0,)), state=state).eht_nM[:, 1500:]
    assert (np.ptp(pushed, axis=-1) > 1.0).tolist() == [False, True]


def test_rest_stays_at_rest():
    """Without any change nothing should move."""
    course = simulate(P, [0.0, 60.0, 24 * HOUR], state=steady_state(P))
    for name in course.names:
        np.testing.assert_allclose(course[name], course[name][0], rtol=1e-6, atol=1e-9)


def test_drive_of_the_train():
    """The train should act for t_on < t <= t_off in course mode, and jump down at t_off in peer mode."""
    times = [4.9, 5.0, 5.1, 7.0, 7.1, 14.9, 15.0, 15.1]
    added = simulate(P, times, "standard")._train[0]
    np.testing.assert_allclose(added, np.array([0, 0, 1, 1, 0, 0, 0, 0]) * P.a_add)
    factor = simulate(P, times, "standard", mode="peer")._train[0]
    expected = 1 + 8 * np.array([0, 0, 1 - np.exp(-0.2), 1 - np.exp(-4), np.exp(-0.2), np.exp(-15.8), np.exp(-16), 0])
    np.testing.assert_allclose(factor, expected, atol=1e-5)


def test_trains_can_be_repeated():
    """Two trains ten minutes apart should evoke nearly the same signal."""
    course = simulate(P, np.arange(0, 660.1, 0.5), Train((5.0, 605.0)))
    first, second = course.t_s < 60, course.t_s >= 600
    assert course.eht_nM[second].max() == pytest.approx(course.eht_nM[first].max(), rel=1e-3)


@pytest.mark.parametrize("shape", [(), (1,), (3,), (2, 3)])
def test_settings_first_time_last(shape):
    """Readings should have the settings' axes first and time last."""
    moved = P.scaled(transporter=np.full(shape, 1.5) if shape else 1.5)
    state = steady_state(moved)
    course = simulate(moved, [0.0, 6.0, 10.0], "standard", state=state)
    assert {np.shape(state[name]) for name in state.names} == {shape}
    assert {np.shape(course[name]) for name in course.names} == {(*shape, 3)}
    assert {np.shape(fluxes(course)[name]) for name in fluxes(course).names} == {(*shape, 3)}
    assert np.shape(evoked_response(course).half_decay_s) == shape
    assert np.unique(state.eht_nM).size == 1
