"""What notebook 01 asks for, against closed forms, tabulated values and the pictures."""

import numpy as np
import pytest
from reuptake.evidence import find, illustrative
from reuptake.model.exercises_neurons import (
    ANSWERS_ABOVE,
    BRIEF_NM,
    BRIEF_S,
    EXERCISES,
    NUMBERS,
    SITES,
    STIMULI,
    in_tissue_ms,
    in_words,
    invented_quanta,
    just_enough_uA,
)


def tabulated(quantity, unit):
    return illustrative(find("basics", quantity=quantity), unit=unit)


def test_failures_give_the_quantal_content():
    """exp(-m) should be the share of failures of the invented experiment."""
    exercise = EXERCISES["quanta_from_failures"]
    quanta = invented_quanta("lower calcium")
    assert np.exp(-exercise.value()) == pytest.approx(np.mean(quanta == 0))
    assert exercise.named()["failures"] == np.sum(quanta == 0)


@pytest.mark.parametrize("calcium", ["low calcium", "lower calcium"])
def test_invented_experiments_do_not_mislead(calcium):
    """Failures and mean should agree within a few per cent, so that chance is not the lesson."""
    quanta = invented_quanta(calcium)
    assert quanta.size == STIMULI and quanta.max() <= SITES
    assert np.log(STIMULI / np.sum(quanta == 0)) == pytest.approx(quanta.mean(), rel=0.03)


def test_invented_experiments_stay_as_they_are():
    """Nobody should be able to change the data of an exercise, or ask for other data."""
    with pytest.raises(ValueError, match="read-only"):
        invented_quanta("low calcium")[0] = 7
    with pytest.raises(ValueError, match="calcium is 'high'; it must be one of: low calcium, lower calcium"):
        invented_quanta("high")


def test_counts_in_words_are_those_of_the_experiment():
    """Each number of packets that occurred should be said with the spikes that gave it, and no other."""
    assert in_words([0, 0, 1, 3]) == "4 spikes: 2 gave no packet, 1 gave 1, 1 gave 3"
    assert in_words(invented_quanta("lower calcium")).startswith("200 spikes: 134 gave no packet, 53 gave 1")


def test_praise_goes_with_the_fourth_power():
    """The calcium that is left, to the fourth power, should be the release that is left."""
    named = EXERCISES["quanta_from_failures"].named()
    assert 100 * (1 - named["less_calcium"] / 100) ** 4 == pytest.approx(named["share_of_before"])


def test_times_are_the_tabulated_ones():
    """Peaks at 1 and 5 µm should come when the table says."""
    assert in_tissue_ms(1.0) == pytest.approx(tabulated("time of peak at 1 um from a point source", "ms"), rel=0.01)
    assert NUMBERS["five_times_ms"]() == pytest.approx(
        tabulated("time of peak at 5 um from a point source", "ms"), rel=0.01
    )


def test_four_times_as_far_takes_sixteen_times_as_long():
    """The exercise should be the square law, as its texts say, and its known mistakes other laws."""
    exercise = EXERCISES["time_to_distance"]
    near = exercise.named()["near_ms"]
    assert exercise.value() == pytest.approx(16 * near)
    assert exercise.mistake("in_proportion") == pytest.approx(4 * near)
    assert exercise.mistake("cubed") == pytest.approx(64 * near)
    # Across a cleft 2 stands in place of 6, and forgetting the 6 is a factor of 6.
    assert exercise.mistake("across_cleft") * 2 == pytest.approx(exercise.mistake("six_forgotten"))


def test_words_of_the_predictions_agree_with_the_models():
    """Words such as "nearly the same height", "25 times" and "a hundred times its Kd" should be what is computed."""
    numbers = {name: compute() for name, compute in NUMBERS.items()}
    rest = tabulated("Hodgkin-Huxley result: resting potential", "mV")
    assert 1 < (numbers["spike_twice_mV"] - rest) / (numbers["spike_enough_mV"] - rest) < 1.1
    assert numbers["half_calcium_one_in"] == 16
    # The page says "nearer fourteen to sixteen times".
    assert numbers["half_calcium_measured_one_in"] == pytest.approx(2**3.78) and round(2**3.78) == 14
    assert numbers["fail_two_percent"] == pytest.approx(25)
    assert numbers["fail_ten_percent"] == pytest.approx(100 * 0.9**10)
    assert numbers["five_times_ms"] == pytest.approx(25 * numbers["near_ms"])
    tight = illustrative(find("control_ranges", explorer="binding", control="kd_tight_nM"), "start", unit="nM")
    assert BRIEF_NM == 100 * 1000 * tight


def test_just_enough_is_above_the_threshold():
    """The rounded current should lie less than a hundredth above the tabulated threshold."""
    threshold = tabulated("Hodgkin-Huxley result: current step that gives one spike from rest, threshold", "uA/cm2")
    assert threshold < just_enough_uA() < threshold + 0.01


def test_numbers_agree_with_the_pictures():
    """The explorers should show what predictions promise."""
    from reuptake.explore import action_potential, binding, diffusion

    assert action_potential.beside_threshold("one spike from rest")[1] == just_enough_uA()
    assert float(diffusion.arrival_ms(5.0)) == pytest.approx(NUMBERS["five_times_ms"]())
    (state,) = binding.binding_states([BRIEF_NM], [1000 * BRIEF_S], [1000])
    assert state.threshold == ANSWERS_ABOVE
    tight, loose = state.receptors
    assert tight.held_s == pytest.approx(NUMBERS["tight_answers_s"]())
    assert 1000 * loose.held_s == pytest.approx(NUMBERS["loose_answers_ms"]())
    assert 100 * loose.peak == pytest.approx(NUMBERS["loose_filled_percent"]())
    assert 100 * tight.peak == pytest.approx(NUMBERS["tight_filled_percent"]())
