"""Exercises and predictions of notebook 02: their numbers against closed forms, tables and the pictures beside them."""

import pytest
from reuptake.evidence.questions import item
from reuptake.explore import autoreceptor, life_cycle
from reuptake.model.exercises_synapse import EXERCISES, NUMBERS, life_cycle_rates, stores
from reuptake.model.terminal import TerminalParameters, fluxes, steady_state


def test_rates_are_those_of_the_model_at_rest():
    """What a reader is given should be the model's flows at rest, to three digits."""
    given, rate = life_cycle_rates(), fluxes(steady_state(TerminalParameters()))
    assert given["made_nM_s"] == pytest.approx(float(rate.TPH_nM_s), rel=5e-3)
    assert given["released_nM_s"] == pytest.approx(float(rate.REL_nM_s), rel=5e-3)
    assert given["taken_back_nM_s"] == pytest.approx(float(rate.SERT_nM_s), rel=5e-3)
    assert all(value == float(f"{value:.3g}") for value in given.values())


def test_unrounded_numbers_of_the_page_are_right_too():
    """Who divides the flows and pools that the page holds, unrounded, should be right."""
    pools, flows = life_cycle.at_rest()
    rounds = flows["release"] / flows["synthesis"]
    hours = (pools["ready vesicles"] + pools["reserve vesicles"]) / flows["release"] / 3600
    assert EXERCISES["rounds"].value() == pytest.approx(rounds, rel=0.005)
    assert EXERCISES["stores_hours"].value() == pytest.approx(hours, rel=0.01)


def test_a_pool_emptied_at_a_steady_flow_lasts_pool_over_flow():
    """The time should be the pool over the flow, in hours, and longer by the rounds where reuptake works."""
    given = stores()
    total = given["releasable_nM"] + given["reserve_nM"]
    assert EXERCISES["stores_hours"].value() * 3600 * given["released_nM_s"] == pytest.approx(total)
    longer = EXERCISES["stores_hours"].named()["hours_with_reuptake"] / EXERCISES["stores_hours"].value()
    assert longer == pytest.approx(EXERCISES["rounds"].value())


def test_twice_the_synthesis_agrees_with_the_picture():
    """The prediction's numbers should be those that the life cycle shows, and its words should hold."""
    (state,) = life_cycle.life_cycle_states([1], [1], [2], [1])
    assert NUMBERS["outside_with_twice_synthesis"]() == pytest.approx(state.change("5-HT outside"))
    assert 1 < NUMBERS["outside_with_twice_synthesis"]() < 1.5


def test_words_about_the_surplus_hold():
    """Two thirds of the surplus should be broken down in glia; without uptake 2 the level should rise by half."""
    (state,) = life_cycle.life_cycle_states([1], [1], [2], [1])
    share = life_cycle.surplus(state)
    assert share["breakdown in the glial cell"] == pytest.approx(2 / 3, abs=0.03)
    assert share["breakdown in the glial cell"] + share["breakdown in the nerve ending"] > 0.8
    assert life_cycle.outside_without_uptake2(synthesis=2) == pytest.approx(1.5, abs=0.05)


def test_brake_agrees_with_the_picture():
    """A brake twice as strong should leave the rise and deepen the fall, as the picture shows."""
    shown = autoreceptor.autoreceptor_states([1, 2], [1, 1], [2, 2])
    for name, state in zip(("usual", "twice"), shown, strict=True):
        assert NUMBERS[f"rise_{name}_brake_nM"]() == pytest.approx(state.braked.rise_nM, rel=1e-3)
        assert NUMBERS[f"dip_{name}_brake_nM"]() == pytest.approx(state.braked.dip_nM, rel=1e-2)
    assert NUMBERS["dip_twice_brake_nM"]() > 1.5 * NUMBERS["dip_usual_brake_nM"]()
    assert NUMBERS["rise_twice_brake_nM"]() == pytest.approx(NUMBERS["rise_usual_brake_nM"](), rel=0.01)


@pytest.mark.parametrize(
    ("key", "right", "wrong"),
    [
        # Flows as the page prints them and as the picture rounds them; reuptake in place of release is not right.
        ("02-rounds", (32.5, 32, 33, 36.1 / 1.1, 36 / 1.1, 36 / 1.11), (35.4 / 1.11, 35 / 1.1, 31.9)),
        ("02-stores", (1.8, 1.85, 1.9), (1.37, 0.48)),
    ],
)
def test_rounded_answers_are_right(key, right, wrong):
    """Who works with the rounded numbers of page or picture should be right, who takes another flow should not."""
    asked = item("exercise", key)
    value = EXERCISES[asked.value].value()
    assert all(one == pytest.approx(value, rel=asked.tolerance) for one in right)
    assert not any(one == pytest.approx(value, rel=asked.tolerance) for one in wrong)
