"""Four P values: the published ones are the table's, the simulated trials are fair, bad input."""

import numpy as np
import pytest
from reuptake.draw.four_p import FourPScene
from reuptake.explore.four_p import LIMIT, RUNS_SEED, chances, explorer, four_p_states, most_outcomes, published, runs
from reuptake.model.chance import bonferroni, false_alarm, holm, p_values_without_effect


def states(outcomes, run=1, correlation=0, correction="none"):
    return four_p_states([outcomes], [run], [correlation], [correction])[0]


def test_published_values_are_the_four_just_under_the_limit():
    """The four values of behaviour should be read from the table, without the side effect."""
    assert sorted(published()) == [0.035, 0.041, 0.042, 0.047]


@pytest.mark.parametrize("correct", [bonferroni, holm])
def test_none_of_the_four_survives_a_correction(correct):
    """Even as the only outcomes of their trial they should not stay under the limit."""
    assert correct(published()).min() > LIMIT


def test_picture_does_not_solve_the_exercise():
    """A correction should be told for the simulated trial, and not for the published values."""
    state = states(20, correction="Holm")
    scene = FourPScene(state)
    assert "published" not in scene.describe(state)
    assert [row[2] for row in scene.numbers(state)[1] if row[3] == "published"] == ["–"] * 4


def test_more_outcomes_keep_the_earlier_ones():
    """Adding an outcome should add one P value and change none."""
    assert np.array_equal(states(9).p_values, states(10).p_values[:9])


def test_twenty_trials_are_no_worse_and_no_better_than_chance():
    """At twenty outcomes 13 of the 20 trials should alarm: 64 in 100, as the closed form says."""
    found = four_p_states([20] * runs(), range(1, runs() + 1), [0] * runs(), ["none"] * runs())
    assert sum(state.under[0] > 0 for state in found) == 13 == round(runs() * false_alarm(20))


def test_seed_is_the_first_that_meets_what_the_code_says():
    """No smaller seed from 1 should meet the criterion by which the simulated trials were chosen."""

    def meets(seed):
        under = p_values_without_effect(20, 0, runs(), seed) < LIMIT
        return under.any(axis=1).sum() == 13 and under[0].sum() == 1 and not under[0, :4].any()

    assert [seed for seed in range(1, RUNS_SEED + 1) if meets(seed)] == [RUNS_SEED]


def test_one_false_alarm_survives_where_the_button_says_so():
    """The preset of a false alarm that survives its correction should hold one."""
    made = explorer()
    made.preset("One that survives")
    assert made.state.under[0] > made.state.under[1] == 1


def test_chance_grows_with_outcomes_and_shrinks_when_they_hang_together():
    """Each curve should rise, and lie lower the more the outcomes are related, but never below that of one."""
    curves = [chances(correlation) for correlation in (0.0, 0.3, 0.6, 0.9)]
    assert all(np.all(np.diff(curve) >= 0) and len(curve) == most_outcomes() for curve in curves)
    ends = [curve[-1] for curve in curves]
    assert ends == sorted(ends, reverse=True) and ends[-1] > LIMIT


def test_a_setting_reads_the_same_alone_and_in_a_row():
    """What a setting gives should not depend on what was computed with it."""
    row = four_p_states([5, 20], [2, 2], [0.3, 0.6], ["none", "Holm"])[1]
    assert np.array_equal(row.p_values, states(20, 2, 0.6, "Holm").p_values)


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        (([0], [1], [0], ["none"]), "outcomes is 0"),
        (([41], [1], [0], ["none"]), "outcomes is 41; it must be a finite number at least 1 and at most 40"),
        (([1], [21], [0], ["none"]), "run is 21"),
        (([1], [1], [1.5], ["none"]), "correlation is 1.5"),
        (([1], [1], [0], ["Tukey"]), "correction is 'Tukey'; it must be one of: none, Bonferroni, Holm"),
        (([1, 2], [1], [0], ["none"]), "2 of outcomes"),
    ],
)
def test_bad_input(setting, words):
    """Nonsense should be refused with the parameter, the value and what is allowed."""
    with pytest.raises(ValueError, match=words):
        four_p_states(*setting)
