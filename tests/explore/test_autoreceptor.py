"""The brake's explorer agrees with the model's pinned misfits, and compares only like with like."""

from dataclasses import replace

import numpy as np
import pytest
from reuptake.draw.autoreceptor import FALL_NM
from reuptake.evidence import EvidenceError, find
from reuptake.explore.autoreceptor import (
    DIP_QUANTITY,
    autoreceptor_states,
    explorer,
    measured_decays,
    measured_dip,
    measured_rises,
)


@pytest.fixture(scope="module")
def scene_states():
    live = explorer()
    return live, live.states_along("brake")


def test_start_shows_no_brake_so_that_it_answers_nothing(scene_states):
    """Before a prediction there should be one curve: both with no brake."""
    live, _ = scene_states
    live.reset()
    assert live.state.brake == 0 and np.allclose(live.state.braked.level_nM, live.state.free.level_nM, rtol=1e-4)


def test_usual_brake_is_the_calibrated_train_with_its_shallow_fall():
    """A 2 s train should rise as measured, and fall about 3 % below rest some 26 s after it began."""
    live = explorer()
    live.preset("The usual brake")
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


@pytest.mark.parametrize("key", ["brake", "transporter", "length_s"])
def test_a_setting_reads_the_same_alone_and_in_a_row(scene_states, key):
    """What a setting gives should not depend on what was computed along with it."""
    live, _ = scene_states
    live.reset()
    for value, state in list(zip(live.options(key), live.states_along(key), strict=True))[::5]:
        (alone,) = autoreceptor_states(**{name: [v] for name, v in (live.values | {key: value}).items()})
        assert alone is not state and live.scene.numbers(alone) == live.scene.numbers(state)
        assert live.scene.describe(alone) == live.scene.describe(state)
        for ours, theirs in ((alone.braked, state.braked), (alone.free, state.free)):
            np.testing.assert_allclose(ours.level_nM, theirs.level_nM, atol=1e-3)


def test_a_fall_too_small_to_see_has_no_time(scene_states):
    """Where a level only creeps back to rest, its lowest place is chance, and should not be printed."""
    live, _ = scene_states
    (state,) = autoreceptor_states([1], [2.5], [2])
    assert 0 < state.free.dip_nM < FALL_NM
    assert live.scene.numbers(state)[1][-1][2] == "–" and "still falling" not in live.scene.describe(state)


def test_numbers_of_the_measured_fall_are_those_of_its_row():
    """2 s of train and 30 s should be read from the row's words, and reach picture and table."""
    assert measured_dip() == (2.0, 30.0)
    live = explorer()
    assert live.state.dip_within_s == 30 and live.numbers.rows[-1][3] == "within 30 s"
    assert "a 2 s train is set by it" in live.numbers.rows[3][3]


@pytest.mark.parametrize(
    "change",
    [{"value": "falls below basal"}, {"quantity": "evoked 5-HT after some stimulation"}, {"status": "unverified"}],
)
def test_a_row_that_says_something_else_is_not_guessed_at(monkeypatch, change):
    """If the row changes its words, or may not be shown as fact, there should be an error and no number."""
    row = replace(find("experimental", quantity=DIP_QUANTITY), **change)
    monkeypatch.setattr("reuptake.explore.autoreceptor.find", lambda table, **_: row)
    with pytest.raises(EvidenceError, match="experimental.csv, line"):
        measured_dip.__wrapped__()
