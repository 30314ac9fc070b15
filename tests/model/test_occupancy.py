"""Hyperbolas of occupancy: closed forms, limits, the way back, and the table's own predictions."""

import numpy as np
import pytest
from reuptake.evidence import facts, find, load
from reuptake.model.occupancy import (
    competed_occupancy,
    dose_for_occupancy,
    dose_occupancy,
    equal_occupancy_doses,
    molar_nM,
    plasma_occupancy,
)
from reuptake.model.transporter import occupancy


def test_half_of_the_plateau_at_the_half_maximal_dose():
    """No dose should occupy nothing, the half-maximal dose half, and an endless one the plateau."""
    np.testing.assert_allclose(dose_occupancy([0, 5, 5e12], 0.9, 5), [0, 0.45, 0.9])
    np.testing.assert_allclose(plasma_occupancy([0, 12, 12e12], 0.8, 12), [0, 0.4, 0.8])


def test_tables_own_predictions_are_reproduced():
    """Each fitted row should give the occupancy at the usual minimum dose that the table derives."""
    rows = facts(load("occupancy"))
    found = [
        100 * dose_occupancy(
            row.usual_minimum_dose_mg_per_day, row.occupancy_max_percent / 100, row.half_max_dose_mg_per_day
        )
        for row in rows
    ]  # fmt: skip
    assert len(rows) == 15
    np.testing.assert_allclose(found, [r.predicted_occupancy_at_minimum_percent_derived for r in rows], atol=0.06)


def test_without_serotonin_competition_is_plain_binding():
    """With no serotonin the occupancy should be that of the transporter's model."""
    i = np.array([0, 0.5, 3, 100.0])
    np.testing.assert_allclose(competed_occupancy(i, 2, 0, 460), occupancy(i, 2))


def test_serotonin_at_its_km_doubles_the_inhibitor_needed():
    """At C = Km half should be occupied at twice Ki; very much serotonin should displace the drug."""
    assert competed_occupancy(4, 2, 460, 460) == pytest.approx(0.5)
    assert competed_occupancy(4, 2, 1e12, 460) < 1e-8


def test_dose_and_occupancy_are_each_others_inverse():
    """There and back should give the dose again."""
    doses = np.array([0, 0.1, 2, 20, 400.0])
    np.testing.assert_allclose(dose_for_occupancy(dose_occupancy(doses, 0.84, 2.3), 0.84, 2.3), doses, rtol=1e-9)


def test_equal_steps_of_occupancy_take_smaller_and_smaller_doses():
    """Four steps should take a quarter of the occupancy each, end at none, and get smaller as doses."""
    doses = equal_occupancy_doses([20, 40], 0.84, 2.3, 4)
    assert doses.shape == (2, 5) and (doses[:, 0] == [20, 40]).all() and not doses[:, -1].any()
    steps = np.diff(dose_occupancy(doses, 0.84, 2.3), axis=1)
    np.testing.assert_allclose(steps, np.repeat(steps[:, :1], 4, axis=1))
    assert (np.diff(-np.diff(doses, axis=1), axis=1) < 0).all()


def test_equal_steps_on_a_straight_stretch_are_equal_doses():
    """Far below the half-maximal dose the curve is straight, so equal steps should be equal doses."""
    np.testing.assert_allclose(equal_occupancy_doses(1e-6, 0.8, 1, 4), 1e-6 * np.array([4, 3, 2, 1, 0]) / 4, rtol=2e-6)


def test_equal_steps_from_far_above_the_curve():
    """From a dose that nearly reaches the plateau the last step but none should be a third of the half-maximal dose."""
    first, *_, low, none = equal_occupancy_doses(1e20, 0.84, 2.3, np.int64(4))
    assert (first, none) == (1e20, 0) and low == pytest.approx(2.3 / 3)


def test_mass_and_molar_concentration_agree_with_the_table():
    """334 ng/mL at 436.95 g/mol should be the 764 nM of the table of checks, and 6.2 % of it 47 nM."""
    total = find("pk_model_checks", quantity="total maximum plasma concentration")
    free = find("pk_model_checks", quantity="unbound maximum plasma concentration")
    assert molar_nM(334, 436.95) == pytest.approx(total.predicted, rel=1e-3)
    assert 0.062 * molar_nM(334, 436.95) == pytest.approx(free.predicted, rel=0.01)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: dose_for_occupancy(0.84, 0.84, 2.3), "occupancy is 0.84; it must be below the plateau of 0.84"),
        (lambda: dose_for_occupancy([0.1, 0.9], 0.84, 2.3), "occupancy is 0.9; it must be below the plateau"),
        (lambda: dose_for_occupancy(-0.1, 0.84, 2.3), "occupancy is -0.1.*at least 0"),
        (lambda: dose_occupancy(-1, 0.84, 2.3), "dose_mg_per_day is -1.*mg/day"),
        (lambda: dose_occupancy(1, 0, 2.3), "occupancy_max is 0.*above 0"),
        (lambda: dose_occupancy(1, 0.84, 0), "half_max_dose_mg_per_day is 0.*above 0 mg/day"),
        (lambda: plasma_occupancy(1, 0.84, -3), "ec50_ng_per_mL is -3.*ng/mL"),
        (lambda: competed_occupancy(1, 2, -1, 460), "serotonin_nM is -1.*nM"),
        (lambda: equal_occupancy_doses(20, 0.84, 2.3, 0), "steps is 0; .*whole number"),
        (lambda: equal_occupancy_doses(20, 0.84, 2.3, 2.5), "steps is 2.5"),
        (lambda: equal_occupancy_doses(20, 0.84, 2.3, [2, 3]), r"steps is \[2, 3\]; it must be one whole number"),
        (lambda: equal_occupancy_doses(20, 0.84, 2.3, True), "steps is True, which is not a number"),
        (lambda: equal_occupancy_doses(20, 0, 2.3, 2), "occupancy_max is 0.*above 0"),
        (lambda: molar_nM(1, 0), "molar_mass_g_per_mol is 0.*g/mol"),
    ],
)
def test_impossible_input_is_refused_by_name(call, message):
    """The error should name parameter, value and what is allowed."""
    with pytest.raises(ValueError, match=message):
        call()
