"""The picture of the axon shows what its state holds and says it is illustrative."""

from dataclasses import replace

import numpy as np
import pytest
from reuptake.draw.action_potential import POINTS, ActionPotentialScene, ActionPotentialState

T_MS = np.linspace(0, 100, 2001)


@pytest.fixture
def state():
    """A made-up course: a spike of a triangle's shape at 20 ms, up to 40 mV."""
    v = np.maximum(-65, 40 - 105 * np.abs(T_MS - 20))
    return ActionPotentialState(
        current=3.0,
        duration_ms=95.0,
        start_ms=5.0,
        lasting=True,
        rest_mV=-65.0,
        spike_mV=0.0,
        t_ms=T_MS,
        v_mV=v,
        gates=np.tile(0.5, (3, T_MS.size)),
        spikes=1,
        rate_hz=0.0,
        currents=np.array([0.0, 1.0, 3.0, 9.0, 20.0]),
        peaks_mV=np.array([-65.0, -60.0, 40.0, 41.0, 42.0]),
        rates_hz=np.array([0.0, 0.0, 0.0, 60.0, 80.0]),
    )


def texts(scene):
    """All texts that the figure shows."""
    return [text.get_text() for text in scene.figure.findobj(lambda a: hasattr(a, "get_text")) if text.get_visible()]


def test_thinned_line_keeps_peak_and_corners(state):
    """A line of few points should still show the top of a spike and the moment the step begins."""
    scene = ActionPotentialScene(state)
    t, v = scene.voltage.get_data()
    assert len(t) <= POINTS + 2 and v.max() > 35 and 5.0 in t
    assert (t[0], t[-1]) == (0, 100)


def test_chart_goes_no_further_than_the_reader(state):
    """The lines against current should end at the chosen one and be open where spikes set in."""
    scene = ActionPotentialScene(state)
    x, y = scene.peak[0].get_data()
    np.testing.assert_array_equal(x, [0, 1, np.nan, 3])
    np.testing.assert_array_equal(y, [-65, -60, np.nan, 40])
    assert scene.peak[1].get_xydata().tolist() == [[3, 40]]


def test_brief_step_ends_where_it_should(state):
    """A step of 2 ms from 5 ms on should fall back at 7 ms; a lasting one should not fall back."""
    scene = ActionPotentialScene(state)
    np.testing.assert_allclose(scene.step.get_data(), [[0, 5, 5, 100], [0, 0, 3, 3]])
    scene.update(replace(state, duration_ms=2.0, lasting=False))
    np.testing.assert_allclose(scene.step.get_data(), [[0, 5, 5, 7, 7, 100], [0, 0, 3, 3, 0, 0]])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "fires one full spike, up to 40 mV. The axon then rests, although the current stays on."),
        ({"lasting": False, "duration_ms": 2.0}, "a step of 3 µA/cm² for 2 ms fires one full spike, up to 40 mV."),
        ({"spikes": 4}, "fires 4 spikes and then falls silent, although the current stays on"),
        ({"spikes": 4, "lasting": False}, "fires 4 spikes and rests when the step is over"),
        ({"spikes": 6, "rate_hz": 55.3}, "keeps the axon firing, at 55 Hz; the highest spike reaches 40 mV."),
        ({"spikes": 0, "v_mV": np.full(3, -60.0)}, "lifts the voltage from −65 mV to −60 mV at most: no spike."),
        ({"spikes": 0, "v_mV": np.full(3, -64.9)}, "hardly moves the voltage from rest, −65 mV: no spike."),
        ({"spikes": 0, "current": 0.0}, "no current leaves the voltage at rest, −65 mV: no spike."),
    ],
)
def test_sentence_says_what_happens(state, change, said):
    """Each kind of outcome should be said in words, with what kind of model it is."""
    sentence = ActionPotentialScene(state).describe(replace(state, **change))
    assert sentence.endswith(said) or said in sentence
    assert "illustrative" in sentence and "not a serotonin neuron" in sentence


def test_picture_says_that_it_is_illustrative(state):
    """The words should stand in the picture itself."""
    assert "Illustrative: squid giant axon at 6.3 °C, not a serotonin neuron" in texts(ActionPotentialScene(state))
