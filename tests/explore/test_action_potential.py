"""Each outcome of the axon's explorer is what the course's reference says it is."""

import pytest
from reuptake.evidence import find, illustrative
from reuptake.explore.action_potential import beside_threshold, currents, explorer


def threshold(what):
    row = find("basics", quantity=f"Hodgkin-Huxley result: current step that gives {what}, threshold")
    return illustrative(row, unit="uA/cm2")


@pytest.fixture(scope="module")
def states():
    return explorer().states_along("current_uA_cm2")


def test_spikes_and_lasting_firing_set_in_at_the_reference_thresholds(states):
    """Along the currents there should be spikes just above one threshold, lasting firing just above the other."""
    assert [s.spikes > 0 for s in states] == [c > threshold("one spike from rest") for c in currents()]
    assert [s.rate_hz > 0 for s in states] == [c > threshold("lasting firing") for c in currents()]


def test_spikes_are_all_or_none(states):
    """No course should have its highest voltage between -50 and 30 mV: there is no half a spike."""
    assert not [s.peak_mV for s in states if -50 < s.peak_mV < 30]


def test_lines_against_current_agree_with_the_course(states):
    """The long simulations behind the lines should agree with the course that is shown."""
    for i, s in enumerate(states):
        assert s.peaks_mV[i] == pytest.approx(s.peak_mV, abs=1)
        assert s.rates_hz[i] == pytest.approx(s.rate_hz, rel=0.04)


def test_settings_beside_the_thresholds_are_found():
    """The presets should stand on either side of each threshold."""
    assert beside_threshold("one spike from rest") == (2.23, 2.24)
    assert beside_threshold("lasting firing") == (6.2, 6.3)


def test_buttons_do_what_they_say():
    """Nothing, one spike, one nearly as high at more than twice the current, then a train that lasts."""
    made, seen = explorer(), {}
    for label in ("Just too little", "Just enough", "More than twice that", "Much more: keeps firing"):
        made.preset(label)
        seen[label] = made.state
    few, one, twice, train = seen.values()
    assert [s.spikes for s in (few, one, twice)] == [0, 1, 1] and train.rate_hz > 0
    assert twice.current > 2 * one.current and twice.peak_mV == pytest.approx(one.peak_mV, abs=10)


def test_briefer_steps_need_more_current():
    """At the shortest step a current that fires lastingly should do nothing, and twice that should fire once."""
    made = explorer()
    made.preset("Strong, but too brief")
    assert made.state.spikes == 0 and made.controls["current_uA_cm2"] > threshold("lasting firing")
    made.controls["current_uA_cm2"] = currents()[-1]
    assert made.state.spikes == 1
