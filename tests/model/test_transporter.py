"""The transporter model against closed forms, limits, conservation and a numerical solution."""

import csv
from pathlib import Path

import numpy as np
import pytest
from reuptake.evidence import load
from reuptake.model.transporter import (
    clearance,
    extracellular_ratio,
    half_life_s,
    occupancy,
    steady_state_nM,
    uptake_rate,
)
from scipy.integrate import solve_ivp

REFERENCE = Path(__file__).parents[1] / "reference"


def reference(name):
    with open(REFERENCE / f"closed_form_{name}.csv", newline="") as file:
        rows = [{key: float(value) for key, value in row.items()} for row in csv.DictReader(file)]
    return {key: np.array([row[key] for row in rows]) for key in rows[0]}


@pytest.fixture(scope="module")
def course():
    return reference("mm_clearance")


def settings_of(table):
    return {
        "vmax_nM_s": table["Vmax_nM_s"],
        "km_nM": table["Km_nM"],
        "inhibitor_nM": table["I_over_Ki"],
        "ki_nM": 1.0,
        "activity": table["f_enh"],
    }


def test_uptake_is_half_of_vmax_at_km():
    """Uptake should be half of the maximum where the concentration equals Km."""
    assert uptake_rate(60, 69.4, 60) == pytest.approx(34.7)


def test_inhibitor_at_ki_doubles_apparent_km():
    """With I = Ki, twice Km should be needed for half of the maximum."""
    assert uptake_rate(120, 69.4, 60, inhibitor_nM=5, ki_nM=5) == pytest.approx(34.7)


def test_half_inhibition_follows_cheng_and_prusoff():
    """IC50 = Ki (1 + S/Km): Km 60, S 60, Ki 51 gives 102, and exactly half the rate."""
    assert uptake_rate(60, 70, 60, 102, 51) / uptake_rate(60, 70, 60) == pytest.approx(0.5, rel=1e-12)


@pytest.mark.parametrize("empty", [{"activity": 0}, {"vmax_nM_s": 0}])
def test_without_transporter_nothing_moves(empty):
    """Without a transporter there should be no uptake, no clearance and no half-life."""
    settings = {"vmax_nM_s": 69.4, "km_nM": 60, **empty}
    assert uptake_rate(100, **settings) == 0
    np.testing.assert_allclose(clearance([0, 10, 1000], 100, **settings), 100, rtol=1e-12)
    assert half_life_s(100, **settings) == np.inf


def test_clearance_agrees_with_reference_rows(course):
    """All 576 rows of the closed-form table should be met."""
    ours = [
        clearance(t, c0, **{k: np.broadcast_to(v, course["t_s"].shape)[i] for k, v in settings_of(course).items()})
        for i, (t, c0) in enumerate(zip(course["t_s"], course["C0_nM"], strict=True))
    ]
    assert len(ours) == 576
    # The table prints eight digits of the time, which late in a course costs three of the level.
    np.testing.assert_allclose(ours, course["C_nM_lambertW"], rtol=1e-5)


def test_half_life_agrees_with_reference_rows(course):
    """Half-lives of the closed-form table should be met."""
    np.testing.assert_allclose(half_life_s(course["C0_nM"], **settings_of(course)), course["t_half_s"], rtol=1e-6)


def test_steady_state_agrees_with_reference_rows():
    """All rows of the steady-state table should be met, the infinite ones too."""
    table = reference("steady_state")
    ours = steady_state_nM(table["R_nM_s"], **settings_of(table))
    assert np.isinf(table["Css_nM"]).any()
    np.testing.assert_allclose(ours, table["Css_nM"], rtol=1e-6)


def test_clearance_agrees_with_a_numerical_solution():
    """The closed form should be what an ODE solver finds, also when the transporters are full."""
    t = np.linspace(0, 60, 31)
    for c0 in (1, 100, 5000):
        solved = solve_ivp(
            lambda _, c: -uptake_rate(np.maximum(c, 0), 69.4, 463, 8, 2),
            (0, 60),
            [c0],
            t_eval=t,
            rtol=1e-10,
            atol=1e-10,
        )
        np.testing.assert_allclose(clearance(t, c0, 69.4, 463, 8, 2), solved.y[0], rtol=1e-6, atol=1e-6)


def test_amount_cleared_is_the_integral_of_uptake():
    """What has left should be the integral of the rate: nothing is lost on the way."""
    t = np.linspace(0, 20, 20001)
    c = clearance(t, 200, 69.4, 463)
    assert np.trapezoid(uptake_rate(c, 69.4, 463), t) == pytest.approx(200 - c[-1], rel=1e-6)


def test_small_pulse_is_exponential():
    """Far below Km the course should be exp(-V t / Km)."""
    t = np.linspace(0, 5, 6)
    np.testing.assert_allclose(clearance(t, 1e-6, 70, 463), 1e-6 * np.exp(-70 / 463 * t), rtol=1e-6)


def test_full_transporter_is_a_straight_line():
    """As Km goes to 0 the course should be C0 - V t down to zero, without overflow."""
    t = np.array([0.0, 0.5, 1.0, 1.4, 2.0])
    np.testing.assert_allclose(clearance(t, 100, 70, 1e-9), np.maximum(100 - 70 * t, 0), atol=1e-6)


def test_half_life_is_where_the_course_is_half():
    """At its half-life a pulse should be at half of its start."""
    for c0 in (0.01, 35, 1e4):
        t_half = half_life_s(c0, 69.4, 463, 3, 2, 1.5)
        assert clearance(t_half, c0, 69.4, 463, 3, 2, 1.5) == pytest.approx(c0 / 2, rel=1e-9)


def test_half_life_of_a_vanishing_pulse():
    """A pulse of zero should have the limit Km ln 2 / V."""
    assert half_life_s(0, 69.4, 463) == pytest.approx(463 * np.log(2) / 69.4)


def test_clearance_has_settings_first_and_time_last():
    """Settings should broadcast to the leading axes, times should come last."""
    assert clearance(np.zeros(7), np.ones((3, 1)), 70, np.full(2, 60.0)).shape == (3, 2, 7)
    assert isinstance(clearance(1.0, 35, 70, 60), float)


def test_clearance_of_nothing_is_nothing():
    """A pulse of zero should stay zero."""
    np.testing.assert_array_equal(clearance([0, 1, 2], 0, 70, 60), 0)


def test_course_never_rises_and_never_turns_negative():
    """For any setting the course should fall, between start and zero."""
    draw = np.random.default_rng(1)
    settings = {
        "c0_nM": 10 ** draw.uniform(-2, 4, 200),
        "vmax_nM_s": 10 ** draw.uniform(-1, 3, 200),
        "km_nM": 10 ** draw.uniform(0, 3.5, 200),
        "inhibitor_nM": draw.uniform(0, 50, 200),
        "ki_nM": 10 ** draw.uniform(-1, 2, 200),
        "activity": draw.uniform(0, 4, 200),
    }
    course = clearance(np.linspace(0, 100, 101), **settings)
    assert (course >= 0).all() and (course <= settings["c0_nM"][:, None] * (1 + 1e-12)).all()
    assert (np.diff(course) <= 1e-9 * settings["c0_nM"][:, None]).all()


def test_occupancy_limits():
    """Occupancy should be 0, one half and almost 1 at 0, Ki and far above Ki."""
    np.testing.assert_allclose(occupancy([0, 5, 5e9], 5), [0, 0.5, 1], atol=1e-8)


def test_occupancy_is_the_inhibition_of_a_small_signal():
    """With little serotonin the loss of uptake should equal the occupancy."""
    left = uptake_rate(1e-9, 70, 60, 20, 5) / uptake_rate(1e-9, 70, 60)
    assert 1 - left == pytest.approx(occupancy(20, 5))


@pytest.mark.parametrize("loss", [0.0, 1e-9, 0.5])
@pytest.mark.parametrize("release", [1e-6, 20.0, 500.0])
def test_steady_state_balances(loss, release):
    """At the steady state release should equal uptake plus loss, or no level is high enough."""
    level = steady_state_nM(release, 70, 60, loss)
    if np.isinf(level):
        assert loss == 0 and release >= 70
    else:
        assert uptake_rate(level, 70, 60) + loss * level == pytest.approx(release, rel=1e-9)


def test_steady_state_without_other_loss():
    """Css = Km R/(V - R): half of the maximum gives Km, an inhibitor at Ki twice Km."""
    assert steady_state_nM(35, 70, 60) == pytest.approx(60)
    assert steady_state_nM(35, 70, 60, 0, 3, 3) == pytest.approx(120)
    assert steady_state_nM(35, 70, 60, activity=2) == pytest.approx(20)


def test_steady_state_limits():
    """No release gives 0; release at or above every loss gives infinity, which is no error."""
    assert steady_state_nM(0, 70, 60) == 0
    assert steady_state_nM(0, 0, 60) == 0
    np.testing.assert_array_equal(steady_state_nM([70, 71], 70, 60), np.inf)
    assert steady_state_nM(10, 0, 60, 0.5) == pytest.approx(20)


def test_two_paths_meet_their_calibration():
    """Activity 1 should give 1, activity 0 the measured ratio."""
    np.testing.assert_allclose(extracellular_ratio([1, 0], 10), [1, 10])


def test_two_paths_agree_with_the_table():
    """Every row of the published calibration should be met to its printed precision."""
    for row in load("sert_activity_model"):
        ratio = extracellular_ratio(row.sert_activity_fraction_of_normal, row.r_ratio + 1)
        assert 100 * ratio == pytest.approx(row.percent_of_normal, abs=0.51)


def test_two_paths_fall_with_activity():
    """More transporter should always mean less serotonin outside, and never below zero."""
    ratios = extracellular_ratio(np.linspace(0, 100, 500), 6.4)
    assert (np.diff(ratios) < 0).all() and (ratios > 0).all()


GOOD = {"vmax_nM_s": 70, "km_nM": 60}


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: uptake_rate(-1, **GOOD), "concentration_nM is -1; it must be a finite number at least 0 nM"),
        (lambda: uptake_rate(np.nan, **GOOD), "concentration_nM is nan"),
        (lambda: uptake_rate(1, -70, 60), "vmax_nM_s is -70; it must be a finite number at least 0 nM/s"),
        (lambda: uptake_rate(1, 70, 0), "km_nM is 0; it must be a finite number above 0 nM"),
        (lambda: uptake_rate(1, 70, 60, ki_nM=0), "ki_nM is 0"),
        (lambda: uptake_rate(1, 70, 60, inhibitor_nM=np.inf), "inhibitor_nM is inf"),
        (lambda: uptake_rate(1, 70, 60, activity=[1, -0.5]), "activity is -0.5"),
        (lambda: clearance(-1, 1, **GOOD), "t_s is -1; it must be a finite number at least 0 s"),
        (lambda: clearance([0, 1], 35, "a lot", 60), "vmax_nM_s is 'a lot', which is not a number"),
        (lambda: uptake_rate("35", **GOOD), "concentration_nM is '35', which is not a number"),
        (lambda: uptake_rate(None, **GOOD), "concentration_nM is None, which is not a number"),
        (lambda: half_life_s(-35, **GOOD), "c0_nM is -35"),
        (lambda: occupancy(1, -1), "ki_nM is -1"),
        (lambda: steady_state_nM(-1, **GOOD), "release_nM_s is -1"),
        (
            lambda: steady_state_nM(1, loss_per_s=-1, **GOOD),
            "loss_per_s is -1; it must be a finite number at least 0 per s",
        ),
        (lambda: extracellular_ratio(1, 0.5), "ko_over_wt is 0.5; it must be a finite number at least 1"),
    ],
)
def test_bad_input_is_named(call, says):
    """An error should name the parameter, the value, the allowed range and the unit."""
    with pytest.raises(ValueError, match=says.replace("(", r"\(")):
        call()
