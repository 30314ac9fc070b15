"""Course mode against solutions with tight tolerances, by our solver and by SciPy's."""

import numpy as np
import pytest
from reuptake.model.terminal import (
    PRESETS,
    Dose,
    TerminalParameters,
    Train,
    after_step,
    evoked_response,
    fluxes,
    simulate,
    steady_state,
)
from reuptake.model.terminal_parameters import CONTROLS
from reuptake.model.terminal_rates import SEROTONIN_STATES
from reuptake.model.terminal_system import TerminalSystem
from scipy.integrate import solve_ivp

PROMISED = 0.005  # what the course promises: within 0.5 % on every output it shows
TIGHT = 1e-8
T_S = np.concatenate([np.arange(0, 20.01, 0.2), np.arange(20.5, 60.01, 0.5)])

# Every control over its range, as settings of one set: one control moves, the others rest.
MOVES = {
    "transporter": (0.0, 0.25, 0.5, 1.5, 2.0, 4.0),
    "breakdown": (0.0, 0.1, 2.0),
    "autoreceptor": (0.0, 2.0),
    "uptake2": (0.0, 10.0),
    "synthesis": (0.5, 2.0),
    "tryptophan": (0.5, 2.0),
    "drug_nM": (1.0, 30.0, 300.0),
}
MOVED = [(name, value) for name, values in MOVES.items() for value in values]

pytestmark = pytest.mark.slow


def settings():
    """The settings of `MOVED`."""
    factors = {name: np.ones(len(MOVED)) for name in CONTROLS} | {"drug_nM": np.zeros(len(MOVED))}
    for place, (name, value) in enumerate(MOVED):
        factors[name][place] = value
    return TerminalParameters().scaled(**factors)


def worst(found, exact):
    """Largest relative difference of any reading, and whose; near zero relative to a thousandth of its largest."""
    differences = {}
    for name in found.names:
        size = np.maximum(np.abs(exact[name]), 1e-3 * np.abs(exact[name]).max())
        differences[name] = (np.abs(found[name] - exact[name]) / np.where(size > 0, size, 1.0)).max()
    name = max(differences, key=differences.get)
    return differences[name], name


@pytest.fixture(scope="module")
def chronic_trains():
    """Trains after chronic changes: as shown, and exact."""
    state = steady_state(settings())
    return [simulate(settings(), T_S, train="standard", state=state, rtol=rtol) for rtol in (None, TIGHT)]


def test_readings_of_trains(chronic_trains):
    """Every reading at every time within the promise."""
    assert worst(*chronic_trains)[0] < PROMISED, worst(*chronic_trains)


def test_fluxes_of_trains(chronic_trains):
    """Every flux within the promise, of itself or, where it is a small difference, of a twentieth of release."""
    shown, exact = (fluxes(course) for course in chronic_trains)
    for name in shown.names:
        least = 0.05 * exact.REL_nM_s if name.endswith("_nM_s") else 1.0
        difference = np.abs(shown[name] - exact[name]) / np.maximum(np.abs(exact[name]), least)
        assert difference.max() < PROMISED, (name, difference.max())


def test_what_is_read_off_the_evoked_signal(chronic_trains):
    """Height and undershoot within the promise; times at most one sample apart."""
    shown, exact = (evoked_response(course) for course in chronic_trains)
    np.testing.assert_allclose(shown.rise_nM, exact.rise_nM, rtol=PROMISED, atol=1e-3)
    np.testing.assert_allclose(shown.lowest_nM, exact.lowest_nM, rtol=PROMISED)
    np.testing.assert_allclose(shown.half_decay_s, exact.half_decay_s, atol=0.51)


def test_first_hour_of_a_change():
    """An hour after every change, minute by minute."""
    rest = steady_state(TerminalParameters())
    pair = [simulate(settings(), np.arange(61) * 60.0, state=rest, rtol=rtol) for rtol in (None, TIGHT)]
    assert worst(*pair)[0] < PROMISED, worst(*pair)


def test_a_day_with_two_doses():
    """Twenty-four hours with escitalopram at 0 and 12 h."""
    dose = Dose([1.0, 10.0], times_s=(0.0, 43200.0))
    times = np.arange(0, 24.01, 0.25) * 3600
    pair = [simulate(TerminalParameters(), times, dose=dose, rtol=rtol) for rtol in (None, 1e-7)]
    assert worst(*pair)[0] < PROMISED, worst(*pair)


def test_steady_state_is_where_a_long_run_ends():
    """Chronic states equal the end of 3000 hours from the untreated terminal, the reserve of vesicles too."""
    chosen = TerminalParameters().scaled(transporter=[0.5, 1.5, 2.0, 4.0, 1.0], breakdown=[1, 1, 1, 1, 0.1])
    rest = steady_state(TerminalParameters())
    end = simulate(chosen, [0, 3000 * 3600.0], state=rest, rtol=1e-6).state(-1)
    assert worst(steady_state(chosen), end)[0] < 1e-4, worst(steady_state(chosen), end)


def test_steady_state_rests():
    """Nothing changes at a steady state: derivatives below a billionth of the largest flux."""
    state = steady_state(settings())
    system = TerminalSystem(state.parameters.namespace(state.shape), "course", len(MOVED))
    assert np.abs(system.derivatives(0.0, state._internal)).max() < 1e-7


def test_vesicles_that_nothing_leaves_are_as_the_untreated_terminal_leaves_them():
    """Where the content at rest is not unique, the state is that of a long run from the untreated terminal."""
    much_made, all_braked, little_packed = (
        dict(V_tph=417.0),
        dict(V_tph=834.0, mao_x=0.0),
        dict(V_vmat=861.0, k_rel=1.18),
    )
    base = TerminalParameters()
    sets = [{**base.values, **changes} for changes in (much_made, all_braked, little_packed)]
    chosen = base.changed(**{name: [s[name] for s in sets] for name in ("V_tph", "mao_x", "V_vmat", "k_rel")})
    rest, state = steady_state(TerminalParameters()), steady_state(chosen)
    assert fluxes(state).TR_nM_s.tolist() == [0.0, 0.0, 0.0] and fluxes(state).REL_nM_s[1] == 0.0
    end = simulate(chosen, [0, 4000 * 3600.0], state=rest, rtol=1e-5).state(-1)
    for name in ("vht_nM", "vres_nM", "eht_nM"):
        np.testing.assert_allclose(state[name], end[name], rtol=5e-3, err_msg=name)


@pytest.mark.parametrize("mode", ["course", "peer"])
def test_against_scipy(mode):
    """One train by SciPy's Radau method, restarted at every jump, gives the same serotonin."""
    parameters = TerminalParameters().scaled(transporter=1.25)
    state, train = steady_state(parameters, mode), Train.standard(parameters)
    system = TerminalSystem(parameters.namespace(()), mode, 1, None, train)
    x, ours, theirs = state._internal[:, 0], [], []
    course = simulate(parameters, T_S, train=train, state=state, rtol=1e-7)
    for left, right in zip([0, *train.breaks], [*train.breaks, T_S[-1] / 3600], strict=True):
        inside = (T_S / 3600 > left) & (T_S / 3600 <= right)
        system.enter(left, right)
        solution = solve_ivp(
            lambda t, y: system.derivatives(t, y[:, None])[:, 0],
            (left, right),
            x,
            method="Radau",
            t_eval=np.append(T_S[inside] / 3600, right)[: inside.sum() + (T_S[inside][-1] / 3600 < right)],
            rtol=1e-8,
            atol=1e-11,
        )
        x = solution.y[:, -1]
        theirs.extend(solution.y[SEROTONIN_STATES.index("eht"), : inside.sum()] * 1e3)
        ours.extend(course.eht_nM[inside])
    np.testing.assert_allclose(ours, theirs, rtol=1e-5)


@pytest.mark.parametrize("mode", ["course", "peer"])
def test_jacobian_equals_differences(mode):
    """The Jacobian (analytic in course mode) should be the one by central differences, away from kinks."""
    parameters = TerminalParameters().scaled(transporter=[0.3, 1.0, 3.0], drug_nM=[0.0, 20.0, 500.0])
    state = steady_state(parameters) if mode == "course" else steady_state(TerminalParameters(), mode)
    x = np.tile(state._internal[:, -1:], 3) * np.linspace(0.9, 1.13, 3)
    x[14:16] = np.array([[0.2, 0.1, 0.3], [0.05, 0.1, 0.2]])
    system = TerminalSystem(parameters.namespace((3,)), mode, 3)
    central = np.empty((len(x), len(x), 3))
    for column in range(len(x)):
        little = np.zeros_like(x)
        little[column] = 1e-5 * x[column]
        rise = system.derivatives(0.0, x + little) - system.derivatives(0.0, x - little)
        central[:, column] = rise / (2 * little[column])
    np.testing.assert_allclose(system.jacobian(0.0, x), central, rtol=2e-4, atol=2e-4)


def test_one_setting_at_a_time_is_the_same():
    """A setting on its own should give what it gives among others."""
    names = list(PRESETS)[:5]
    for name in names:
        alone = steady_state(TerminalParameters.preset(name))
        factors = {"transporter": 1.0, "drug_nM": 0.0} | dict(PRESETS[name])
        among = steady_state(TerminalParameters().scaled(**{key: [1.0, value] for key, value in factors.items()}))
        for reading in alone.names:
            np.testing.assert_allclose(among[reading][1], alone[reading], rtol=1e-7, atol=1e-9)


def test_a_run_in_two_parts_is_the_run():
    """Stopping and going on, with drug on board, should change nothing."""
    p = TerminalParameters()
    whole = simulate(p, [0.0, 1800.0, 3600.0], dose=10.0, rtol=1e-7)
    half = after_step(p, 1800.0, dose=10.0, mode="course")
    rest = simulate(p, [0.0, 1800.0], state=half, rtol=1e-7)
    for name in whole.names:
        np.testing.assert_allclose(rest[name][-1], whole[name][-1], rtol=1e-5, atol=1e-9)
