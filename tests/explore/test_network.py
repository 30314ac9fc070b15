"""Drugs of the network: which are shown, which are not, and what stands beside them."""

import math

import pytest
from reuptake.draw.network import RESPONSE, STOPPING
from reuptake.evidence import load
from reuptake.explore.network import BOTH, NETWORK, TABLES, checked_drugs, explorer, network_states


@pytest.fixture(scope="module")
def live():
    return explorer()


@pytest.mark.parametrize(("outcome", "count"), [(RESPONSE, 12), (STOPPING, 14)])
def test_only_what_was_read_or_checked_is_shown(live, outcome, count):
    """12 and 14 of 21 drugs should have a number, and no unverified odds ratio stand in the table."""
    (state,) = network_states(["agomelatine"], [outcome], [NETWORK])
    assert state.shown == count and state.all_drugs == 21
    rows = {row.drug: row for row in load(TABLES[outcome])}
    for name, said, *_ in live.scene.numbers(state)[1]:
        hidden = rows[name].status == "unverified"
        assert (said == "–") == hidden and (hidden or said.startswith(f"{rows[name].odds_ratio:.2f} ("))


def test_each_drug_has_its_sentence(live):
    """Every drug, in every outcome, should read differently, and a missing number be called missing."""
    count = len(checked_drugs())
    for outcome in TABLES:
        states = network_states(checked_drugs(), [outcome] * count, [BOTH] * count)
        said = [live.scene.describe(state) for state in states]
        assert len(set(said)) == count
        for state, sentence in zip(states, said, strict=True):
            assert ("could not be checked: not shown" in sentence) == (state.results[state.chosen] is None)


def test_direct_trials_stand_beside_response_only(live):
    """Three trials of amitriptyline should give 3.90, far from the network's 2.13; stopping has no arms."""
    (state,) = network_states(["amitriptyline"], [RESPONSE], [BOTH])
    direct = state.direct[state.chosen]
    assert math.exp(direct.effect) == pytest.approx(3.902, abs=5e-4) and direct.trials == 3
    assert "3 direct trials alone, a subset and not the network: 3.90" in live.scene.describe(state)
    (state,) = network_states(["agomelatine"], [STOPPING], [BOTH])
    assert not any(state.direct) and "response alone" in live.scene.describe(state)
    (state,) = network_states(["fluvoxamine"], [RESPONSE], [BOTH])
    assert "no trial of it v placebo" in live.scene.describe(state)
