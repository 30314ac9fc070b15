"""The brake's explorer agrees with the model's pinned misfits, and compares only like with like."""

import pytest
from reuptake.explore.autoreceptor import autoreceptor_states, explorer, measured_decays, measured_rises


@pytest.fixture(scope="module")
def scene_states():
    live = explorer()
    return live, live.states_along("brake")


def test_start_is_the_calibrated_train_with_its_shallow_fall(scene_states):
    """A 2 s train should rise as measured, and fall about 3 % below rest some 26 s after it began."""
    live, _ = scene_states
    braked = live.state.braked
    assert braked.rise_nM == pytest.approx(measured_rises()[0][0], abs=0.5)
    assert braked.dip_nM / braked.rest_nM == pytest.approx(0.029, abs=0.002)
    assert braked.t_lowest_s == pytest.approx(26.0, abs=0.7)
    assert live.state.dip_comparable and live.state.decay_comparable


def test_without_brake_both_curves_are_one(scene_states):
    """At a strength of 0 there should be nothing left to compare."""
    free = scene_states[1][0]
    assert free.braked.dip_nM == pytest.approx(free.free.dip_nM, abs=2e-3)
    assert not free.dip_comparable and not free.decay_comparable


def test_a_stronger_brake_digs_deeper_and_leaves_the_peak(scene_states):
    """Along the brake the fall should deepen at every step, while the rise moves by less than 2 %."""
    curves = [state.braked for state in scene_states[1]]
    dips, rises = [c.dip_nM for c in curves], [c.rise_nM for c in curves]
    assert dips == sorted(dips) and dips[-1] > 8 * dips[0]
    assert max(rises) / min(rises) < 1.02


def test_other_trains_are_not_compared():
    """A measurement after 2 s should be compared with neither a longer train nor another transporter."""
    states = autoreceptor_states([1, 1, 1], [1, 2, 1], [5, 2, 1])
    assert [s.dip_comparable for s in states] == [False] * 3
    assert [s.decay_comparable for s in states] == [False, False, True]


def test_measured_decays_are_those_of_the_tables():
    """In vivo as printed; in the slice tau times ln 2."""
    assert [round(m.half_life_s, 2) for m in measured_decays()] == [2.47, 2.14]


def test_a_setting_reads_the_same_alone_and_in_a_row(scene_states):
    """What a setting gives should not depend on what was computed along with it."""
    live, states = scene_states
    for value, state in list(zip(live.options("brake"), states, strict=True))[::5]:
        assert autoreceptor_states([value], [1], [2])[0].braked == state.braked


def test_settings_asked_for_twice_are_given_twice():
    """A list with a setting in it twice should give as many states as it is long."""
    first, second, other = autoreceptor_states([1, 1, 0.5], [1.2, 1.2, 1.2], [2, 2, 2])
    assert first is second and other.brake == 0.5
