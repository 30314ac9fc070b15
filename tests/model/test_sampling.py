"""A change averaged over samples: closed-form values, limits, conservation, bad input."""

import numpy as np
import pytest
from reuptake.model.sampling import held_change, sample_means

HALF_LIFE = 2.47


def test_change_is_nothing_before_and_half_after_one_half_life():
    """The change should be 0 before its start, 1 while held, and 1/2 one half-life later."""
    np.testing.assert_allclose(held_change([-1, 0, 3, 3 + HALF_LIFE], 3, HALF_LIFE), [0, 1, 1, 0.5])


def test_sample_within_the_held_stretch_reports_the_full_height():
    """A sample that ends before the fading begins should lose nothing; one before the change sees nothing."""
    np.testing.assert_allclose(sample_means([-1, 0, 1], 1.0, 2.0, HALF_LIFE), [0, 1, 1])


def test_sample_of_a_mere_fading_is_the_mean_of_an_exponential():
    """With nothing held, the first sample of one half-life should be 1/(2 ln 2)."""
    assert sample_means(0, HALF_LIFE, 0.0, HALF_LIFE) == pytest.approx(0.5 / np.log(2))


def test_samples_together_hold_the_whole_change():
    """Means times sampling time should add up to the area, held time plus half-life over ln 2."""
    for width in (0.1, 1.0, 7.0):
        total = width * sample_means(np.arange(round(100 / width) + 1), width, 2.0, HALF_LIFE).sum()
        assert total == pytest.approx(2.0 + HALF_LIFE / np.log(2))


def test_long_samples_report_area_over_sampling_time():
    """A sample far longer than the change should report its area divided by the sampling time."""
    assert sample_means(0, 600.0, 2.0, HALF_LIFE) == pytest.approx((2.0 + HALF_LIFE / np.log(2)) / 600)


def test_longer_samples_never_report_more():
    """The highest share should fall, or stay, as samples get longer and rise with the time held."""
    shares = sample_means(0, np.geomspace(0.1, 600, 40), np.array([1.0, 10.0, 100.0])[:, None], HALF_LIFE)
    assert (np.diff(shares, axis=1) <= 1e-12).all() and (np.diff(shares, axis=0) >= -1e-12).all()


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("sample_s", lambda: sample_means(0, 0.0, 1.0, 1.0)),
        ("held_s", lambda: sample_means(0, 1.0, -1.0, 1.0)),
        ("half_life_s", lambda: held_change(0.0, 1.0, 0.0)),
        ("number", lambda: sample_means(np.nan, 1.0, 1.0, 1.0)),
        ("t_s", lambda: held_change(np.nan, 1.0, 1.0)),
    ],
)
def test_bad_input_is_named(name, call):
    """What is out of range should be named in the message."""
    with pytest.raises(ValueError, match=name):
        call()
