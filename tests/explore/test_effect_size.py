"""Effect sizes: known conversions, presets that are the table's numbers, bad input."""

import numpy as np
import pytest
from reuptake.evidence import find
from reuptake.explore.effect_size import (
    NETWORK,
    PUBLISHED,
    REGISTERED,
    UNPUBLISHED,
    effect_states,
    explorer,
    reported,
)


def test_without_an_effect_both_groups_are_alike():
    """At 0 half of the pairs, all of the overlap, and nobody more should respond."""
    (state,) = effect_states([0], [40])
    assert (state.superiority, state.overlap) == (0.5, 1) and state.treated_risk == pytest.approx(0.4)
    assert np.isinf(state.number_needed)


def test_largest_network():
    """0.30 should read as 58 of 100 pairs and an overlap of 88 %."""
    (state,) = effect_states([reported(NETWORK)], [36.5])
    assert (round(state.superiority, 2), round(state.overlap, 2)) == (0.58, 0.88)
    odds = state.treated_risk / (1 - state.treated_risk) / (0.365 / 0.635)
    assert round(odds, 2) == 1.72


def test_larger_effects_need_fewer_people():
    """The number needed should fall with the effect."""
    effects = np.linspace(0.1, 1, 10)
    needed = [state.number_needed for state in effect_states(effects, [36.5] * 10)]
    assert needed == sorted(needed, reverse=True)


def test_one_effect_needs_most_people_where_few_or_most_respond_anyway():
    """At one effect size the number needed should be lowest near one half."""
    few, half, most = effect_states([0.3] * 3, [10, 45, 95])
    assert half.number_needed < few.number_needed and half.number_needed < most.number_needed


def test_presets_are_settings_of_the_slider():
    """Each reported effect, and the pooled placebo response, should be an option itself and not its neighbour."""
    made = explorer()
    for which in (NETWORK, PUBLISHED, REGISTERED, UNPUBLISHED):
        assert reported(which) in made.options("smd")
    assert made.controls["control_percent"] == find("placebo_response", measure="pooled placebo response").estimate


def test_reported_values_may_be_shown():
    """No preset should rest on an unverified row."""
    for label, unit in (NETWORK, PUBLISHED, REGISTERED, UNPUBLISHED):
        assert find("antidepressant_effect_sizes", source_label=label, unit=unit).status != "unverified"


@pytest.mark.parametrize(
    ("smd", "control", "words"),
    [
        ([-0.1], [40], "smd is -0.1; it must be a finite number at least 0"),
        ([0.3], [101], "control_percent is 101; it must be a finite number at least 0 and at most 100 %"),
        ([0.3, 0.4], [40], "2 of smd, 1 of control_percent"),
    ],
)
def test_bad_input(smd, control, words):
    """Nonsense should be refused with the parameter, the value and what is allowed."""
    with pytest.raises(ValueError, match=words):
        effect_states(smd, control)
