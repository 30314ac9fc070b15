"""Trains of different lengths followed together: the same as one by one."""

import numpy as np
import pytest
from reuptake.model.terminal import TerminalParameters, Train, evoked_response, simulate, steady_state
from reuptake.model.terminal_trains import train_courses

P = TerminalParameters()


@pytest.fixture(scope="module")
def together():
    return train_courses(P.scaled(autoreceptor=[1.0, 0.0, 1.0]), [0.4, 2.0, 5.0], 40.0)


@pytest.mark.parametrize(("setting", "length", "brake"), [(0, 0.4, 1.0), (1, 2.0, 0.0), (2, 5.0, 1.0)])
def test_each_length_is_as_if_it_ran_alone(together, setting, length, brake):
    """Each course should be that of `simulate` with its own train."""
    alone = simulate(P.scaled(autoreceptor=brake), together.t_s, train=Train((0.0,), length))
    np.testing.assert_allclose(together.eht_nM[setting], alone.eht_nM, atol=0.02)


def test_courses_start_at_rest_and_peak_at_the_end_of_the_train(together):
    """The first level should be the steady state, and the highest that at the end of the train."""
    response = evoked_response(together)
    np.testing.assert_allclose(response.baseline_nM[[0, 2]], steady_state(P).eht_nM)
    np.testing.assert_allclose(response.t_peak_s, [0.4, 2.0, 5.0])


def test_one_setting_is_enough():
    """Single numbers should count as one setting, and go with as many of the others as there are."""
    assert train_courses(P, 1.0, 10.0).eht_nM.shape == (1, 101)
    alone = train_courses(P, [1.0, 2.0], 10.0).eht_nM
    assert alone.shape == (2, 101) and alone[1].max() > alone[0].max()
    assert train_courses(P.scaled(autoreceptor=[1.0, 0.0, 2.0]), 2.0, 10.0).eht_nM.shape == (3, 101)


@pytest.mark.parametrize(
    ("lengths", "until", "message"),
    [
        (0.0, 10, "lengths_s is 0"),
        (0.25, 10, "lengths_s is .*0.25.*; it must be a multiple of 0.1 s"),
        (60 - 1e-5, 100, "lengths_s is .*; it must be a multiple of 0.1 s"),
        (5.0, 10.05, "until_s is 10.05; it must be a multiple of 0.1 s"),
        (5.0, [10, 20], r"until_s is .*10.*20.*; it must be one time in s"),
        ([1.0, 5.0], 4.0, "until_s is 4; it must be a finite number above 5"),
        ([], 10, r"lengths_s has shape \(0,\)"),
        ([[1.0, 2.0]], 10, r"lengths_s has shape \(1, 2\)"),
        (61.0, 100, "lengths_s is 61"),
        (5.0, 5.0, "until_s is 5"),
        ([1.0, np.nan], 10, "lengths_s is nan"),
    ],
)
def test_bad_input_is_named(lengths, until, message):
    """A length off the grid or out of range, or too short a course, should be refused by name."""
    with pytest.raises(ValueError, match=message):
        train_courses(P, lengths, until)


def test_settings_must_fit_together():
    """Two parameters and three lengths are no settings, nor is a table of parameters."""
    with pytest.raises(ValueError, match=r"lengths_s has shape \(3,\), parameters \(2,\)"):
        train_courses(P.scaled(autoreceptor=[1.0, 0.0]), [1.0, 2.0, 3.0], 10)
    with pytest.raises(ValueError, match=r"parameters \(1, 2\)"):
        train_courses(P.scaled(autoreceptor=[[1.0, 0.0]]), 1.0, 10)


def test_a_course_does_not_depend_on_its_company():
    """A setting alone should read as it does among others, to within a thousandth of a nanomolar."""
    factors = np.linspace(0.8, 3.0, 12)
    together = train_courses(P.scaled(transporter=factors), 2.0, 30.0)
    for i in (0, 5, 11):
        alone = train_courses(P.scaled(transporter=factors[i]), 2.0, 30.0)
        np.testing.assert_allclose(together.eht_nM[i], alone.eht_nM[0], atol=1e-3)
