"""The life cycle: what is drawn is conserved, and follows the terminal model."""

import numpy as np
import pytest
from reuptake.draw.life_cycle import FLOWS, ROWS, LifeCycleScene
from reuptake.explore import life_cycle
from reuptake.explore.life_cycle import at_rest, life_cycle_states

CASES = {
    "rest": (1, 1, 1, 1),
    "half the transporter": (0.5, 1, 1, 1),
    "MAO nearly off": (1, 0.1, 1, 1),
    "everything up": (2, 2, 2, 2),
    "odd": (2, 0.1, 0.5, 1.5),
}


@pytest.fixture(scope="module")
def states():
    return dict(zip(CASES, life_cycle_states(*zip(*CASES.values(), strict=True)), strict=True))


@pytest.fixture(scope="module")
def scene(states):
    return LifeCycleScene(states["rest"])


BALANCES = {
    "tryptophan": (["tryptophan in"], ["other uses", "synthesis"]),
    "5-HTP": (["synthesis"], ["5-HTP to 5-HT"]),
    "cytosol": (["5-HTP to 5-HT", "reuptake"], ["packing", "breakdown"]),
    "vesicles": (["packing"], ["release"]),
    "outside": (["release"], ["reuptake", "uptake 2", "carried off"]),
    "glia": (["uptake 2"], ["breakdown in glia"]),
    "5-HIAA": (["breakdown", "breakdown in glia"], ["5-HIAA out"]),
    "serotonin in all": (["synthesis"], ["carried off", "5-HIAA out"]),
}


@pytest.mark.parametrize("pool", BALANCES)
@pytest.mark.parametrize("case", CASES)
def test_what_flows_in_flows_out(states, case, pool):
    """At a steady state each pool should receive as much as it gives, in the flows that are drawn."""
    flows = states[case].flows_nM_s
    received, given = (sum(flows[name] for name in names) for names in BALANCES[pool])
    assert received == pytest.approx(given, rel=1e-5, abs=1e-7)


def test_every_flow_is_drawn_and_runs_forwards(states):
    """Each flow of the state should have an arrow, and none should be negative."""
    for state in states.values():
        assert set(state.flows_nM_s) == set(FLOWS)
        assert min(state.flows_nM_s.values()) >= 0


def test_at_rest_nothing_has_changed(scene, states):
    """The untreated terminal should be one times normal everywhere, and recycle nearly all it releases."""
    state = states["rest"]
    assert all(state.change(name) == pytest.approx(1, rel=1e-6) for name in (*ROWS, *FLOWS))
    assert state.flows_nM_s["reuptake"] > 0.9 * state.flows_nM_s["release"]
    assert scene.describe(state).startswith("In the model at rest") and not state.guarded


def test_many_settings_are_as_one(states):
    """Settings computed together should be what each is alone."""
    alone = life_cycle_states(*([value] for value in CASES["odd"]))[0]
    assert alone.flows_nM_s == pytest.approx(states["odd"].flows_nM_s, rel=1e-5)
    assert alone.pools_nM == pytest.approx(states["odd"].pools_nM, rel=1e-5)


def test_more_transporter_lowers_serotonin_outside():
    """The level outside should fall steadily as the transporter rises."""
    factors = np.linspace(0.75, 2, 6)
    ones = np.ones_like(factors)
    levels = [s.pools_nM["5-HT outside"] for s in life_cycle_states(factors, ones, ones, ones)]
    assert (np.diff(levels) < 0).all()


def test_low_reserve_is_said(scene, states):
    """Where a guard of the model decides, the sentence should say so, and only there."""
    assert states["half the transporter"].guarded
    for state in states.values():
        assert ("a guard that we added decides, not data" in scene.describe(state)) == state.guarded
        assert scene.describe(state).startswith("In the model")


def test_sentence_names_what_moved_most_and_least(scene, states):
    """The rows named should be those with the largest and the smallest change."""
    state = states["half the transporter"]
    sizes = {name: abs(np.log2(state.change(name))) for name in ROWS}
    most, least = max(sizes, key=sizes.get), min(sizes, key=sizes.get)
    assert f"{ROWS[most]} moved most" in scene.describe(state)
    assert f"{ROWS[least]} moved least" in scene.describe(state)


def test_normal_is_the_models_own_rest():
    """What changes are measured against should be the tabulated rest of the model."""
    pools, _ = at_rest()
    assert pools["5-HT outside"] == pytest.approx(60.14, rel=1e-3)


def test_negative_factor_is_refused():
    """A factor below zero should be an error that names the parameter and its range."""
    with pytest.raises(ValueError, match="transporter is -1; it must be a finite number at least 0"):
        life_cycle_states([-1], [1], [1], [1])


def test_surplus_leaves_by_the_ways_that_are_open():
    """All that is made beyond the usual should leave, mostly by the glial cell; without a surplus there is no share."""
    twice, rest = life_cycle_states([1, 1], [1, 1], [2, 1], [1, 1])
    shares = life_cycle.surplus(twice)
    assert sum(shares.values()) == pytest.approx(1, rel=1e-4)
    assert next(iter(shares)) == "breakdown in the glial cell"
    with pytest.raises(ValueError, match="surplus of synthesis is .*nM/s"):
        life_cycle.surplus(rest)


def test_without_uptake2_the_level_moves_more():
    """With uptake 2 off nothing should change at rest, and more synthesis should raise the level further."""
    (twice,) = life_cycle_states([1], [1], [2], [1])
    assert life_cycle.outside_without_uptake2() == pytest.approx(1)
    assert life_cycle.outside_without_uptake2(synthesis=2) > twice.change("5-HT outside") > 1


def test_transporter_stays_where_the_model_holds():
    """The slider should end at three quarters, and both breakdowns should have a bar of their own."""
    assert min(life_cycle.explorer().options("transporter")) == 0.75
    assert {"breakdown", "breakdown in glia"} <= set(ROWS)


def test_presets_read_as_they_are_set():
    """Each preset's sentence should name the part that is changed."""
    explorer = life_cycle.explorer()
    words = ("(TPH) at 2", "the transporter at 2", "MAO in nerve ending and glial cell at 0.1")
    for label, word in zip(explorer.presets, words, strict=True):
        explorer.preset(label)
        assert word in explorer.sentence
