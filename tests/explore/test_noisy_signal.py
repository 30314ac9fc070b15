"""A safety signal of an invented drug: closed forms, two worlds with one look, chosen luck, bad input."""

import numpy as np
import pytest
from reuptake.explore import noisy_signal
from reuptake.explore.noisy_signal import LUCK_SEED, explorer, fixed, luck, signal_states


def state(publicity=1, share_percent=5, treated=100_000, times=1):
    return signal_states([publicity], [share_percent], [treated], [times])[0]


def test_true_number_stands_still():
    """Neither publicity nor the reported share should move rate or events."""
    for other in (state(publicity=10), state(share_percent=50)):
        assert (other.rate, other.happened) == (state().rate, state().happened) == (0.001, 100)


def test_ratio_without_luck_is_truth_times_publicity():
    """In the year of the warning it should be their product, and the truth before and without it."""
    for publicity, times in ((1, 1), (5, 1), (1, 5), (4, 3)):
        found = state(publicity=publicity, times=times).mean_ratio
        assert found[:3] == pytest.approx([times] * 3)
        assert found[int(fixed("warning_year")) - 1] == pytest.approx(publicity * times)


def test_publicity_cannot_bring_more_than_all():
    """With half reported, ten times as many should become all: a ratio of two."""
    found = state(publicity=10, share_percent=50)
    assert found.mean_ratio[3] == pytest.approx(2) and found.expected[3] == pytest.approx(found.happened)
    assert found.expected.max() <= found.happened


def test_reports_are_the_share_of_what_happens():
    """Their mean should be people times rate times share."""
    assert state(share_percent=20, treated=50_000, times=2).expected == pytest.approx([50_000 * 0.002 * 0.2] * 10)


def test_two_worlds_look_alike_in_the_year_of_the_warning():
    """Five times the reports should give the same number and ratio as five times the rate."""
    news, truth = state(publicity=5), state(times=5)
    assert news.came_in[3] == truth.came_in[3] and news.ratio[3] == pytest.approx(truth.ratio[3])
    assert (news.happened, truth.happened) == (100, 500)
    assert news.above < truth.above == 10


def test_more_treated_or_more_reported_look_alike_too():
    """Half reported of a few should give the same reports as a twentieth of ten times as many."""
    assert np.array_equal(state(share_percent=50).came_in, state(treated=1_000_000).came_in)


def test_band_and_interval_shrink_with_numbers():
    """Ten times as many people should make both narrower, as a part of their middle."""
    few, many = state(treated=20_000), state(treated=1_000_000)
    for one, other in ((few, many),):
        assert np.all(other.ratio_high / other.ratio_low < one.ratio_high / one.ratio_low)
        assert (other.high - other.low)[0] / other.expected[0] < (one.high - one.low)[0] / one.expected[0]


def test_seed_is_the_first_that_meets_what_the_code_says(monkeypatch):
    """No smaller seed should give, at the start, the expected five reports in that year and no alarm."""

    def meets(seed):
        monkeypatch.setattr(noisy_signal, "LUCK_SEED", seed)
        return state().came_in[3] == state().expected[3] == 5 and state().above == 0

    assert [seed for seed in range(1, LUCK_SEED + 1) if meets(seed)] == [LUCK_SEED]


def test_luck_is_the_same_for_every_setting():
    """What a setting gives should not depend on what was computed with it, and the luck not change."""
    both = signal_states([1, 5], [5, 20], [100_000] * 2, [1, 2])
    assert np.array_equal(both[1].came_in, state(5, 20, 100_000, 2).came_in)
    assert np.array_equal(luck(), luck())


def test_everything_is_called_invented():
    """Sentences should say that the drug is invented and the numbers illustrative."""
    made = explorer()
    for found in made.states_along("publicity"):
        said = made.scene.describe(found)
        assert said.startswith("Invented drug") and said.endswith("illustrative.")


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        (([0.5], [5], [1e5], [1]), "publicity is 0.5; it must be a finite number at least 1 and at most 10 times"),
        (([1], [60], [1e5], [1]), "share_percent is 60; it must be a finite number at least 1 and at most 50 %"),
        (([1], [5], [10], [1]), "treated is 10; it must be a finite number at least 10000 .* people"),
        (([1], [5], [1e5], [9]), "times is 9"),
        (([1, 2], [5], [1e5], [1]), "2 of publicity, 1 of share_percent"),
    ],
)
def test_bad_input(setting, words):
    """Nonsense should be refused with the parameter, the value and what is allowed."""
    with pytest.raises(ValueError, match=words):
        signal_states(*setting)


def test_false_alarms_agree_with_runs_of_other_luck(monkeypatch):
    """The share of ten-year runs with an alarm at the start should be what the law says."""
    runs = []
    for seed in range(1000, 1400):
        monkeypatch.setattr(noisy_signal, "LUCK_SEED", seed)
        runs.append(signal_states([1], [5], [100000], [1])[0].above > 0)
    assert np.mean(runs) == pytest.approx(noisy_signal.false_alarm(), abs=0.07)
