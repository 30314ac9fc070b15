"""A mechanistic model of one serotonin terminal: synthesis, packing, release, brakes, reuptake, breakdown.

This is a published-code model of the Best-Reed-Nijhout-Hashemi lineage: its equations and constants were read in
the authors' program (source key ``mena2023code``), not in the text of a paper. It describes a mouse hippocampus, not a
patient. What it leaves out and where it is known to be wrong stands in ``data/terminal-model.md``.

Two modes. "course" (default) holds the histamine receptor at rest, protects the reserve of vesicles from
running below zero, has no cap on firing, and adds a stimulation train to the firing factor; the height of
the evoked signal is then a calibration, not a prediction. "peer" is the published program as it is.

Everything takes arrays of settings. Results have the settings' axes first and time last. Times are in s,
concentrations in nM, fluxes in nM/s; parameters keep the units of their table.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from reuptake.model.inputs import checked
from reuptake.model.terminal_drug import DrugCourse, amount_absorbed
from reuptake.model.terminal_histamine import HISTAMINE_STATES
from reuptake.model.terminal_parameters import CONTROLS, PRESETS, TerminalParameters, resting_values
from reuptake.model.terminal_population import virtual_individuals
from reuptake.model.terminal_rates import SEROTONIN_STATES, SWITCHES
from reuptake.model.terminal_response import EvokedResponse, evoked_response
from reuptake.model.terminal_results import Fluxes, TerminalCourse, TerminalState, fluxes, make_course, make_state
from reuptake.model.terminal_solver import NotConverged, find_rest, march
from reuptake.model.terminal_system import TerminalSystem
from reuptake.model.terminal_train import Train

__all__ = [
    "CONTROLS",
    "PRESETS",
    "Dose",
    "EvokedResponse",
    "Fluxes",
    "NotConverged",
    "TerminalCourse",
    "TerminalParameters",
    "TerminalState",
    "Train",
    "after_step",
    "evoked_response",
    "fluxes",
    "is_stable",
    "simulate",
    "steady_state",
    "virtual_individuals",
]

_SECONDS = 3600.0
# Error allowed in one step of the solver. Course mode stays within 0.1 % of the exact solution with it.
_ACCURACY = {"course": 5e-4, "peer": 1e-6}


@dataclass(frozen=True, eq=False)
class Dose:
    """Escitalopram injected into the peritoneum.

    Parameters
    ----------
    mg_per_kg : float or array_like
        Each injection, mg per kg of body mass (at least 0); arrays are settings.
    times_s : tuple of float
        When, in s.

    Raises
    ------
    ValueError
        If a dose or time is no finite number of at least 0, or injections are less than 1 s apart.
    """

    mg_per_kg: object
    times_s: tuple = (0.0,)

    def __post_init__(self):
        checked("mg_per_kg", self.mg_per_kg, "mg/kg", 0.0, 1000.0)
        times = checked("times_s", self.times_s, "s")
        if times.ndim != 1 or (np.diff(times) < 1.0).any():
            raise ValueError(f"times_s is {self.times_s!r}; it must be a tuple of times at least 1 s apart, in order.")


def _known_mode(mode):
    if mode not in SWITCHES:
        raise ValueError(f"mode is {mode!r}; it must be one of: {', '.join(SWITCHES)}.")
    return mode


def _known_parameters(parameters):
    if not isinstance(parameters, TerminalParameters):
        raise TypeError(f"parameters must be TerminalParameters, not {type(parameters).__name__}.")
    return parameters


@cache
def _tabulated_rest(mode):
    """Drug-free states of the table in the solver's order and units, shape (n, 1)."""
    rest, p = resting_values(), TerminalParameters()
    inside = {
        **rest,
        "pool_fraction": rest["SERT_pool"] / p.SERT_tot,
        "inactive_fraction": rest["SERT_inactive"] / p.SERT_tot,
    }
    names = SEROTONIN_STATES + (HISTAMINE_STATES if SWITCHES[mode].histamine else ())
    return np.array([[inside[name]] for name in names])


def _scale(mode):
    """Usual size of every state, shape (n, 1); transporter fractions count as 1."""
    rest = _tabulated_rest(mode).copy()
    rest[[SEROTONIN_STATES.index(name) for name in ("pool_fraction", "inactive_fraction")]] = 1.0
    return rest


@cache
def _untreated(mode):
    return steady_state(TerminalParameters(), mode=mode)


def steady_state(parameters, mode="course", unsettled="raise"):
    """Where the terminal comes to rest if the parameters are held for good (the chronic state).

    Parameters
    ----------
    parameters : TerminalParameters
        Arrays in it are settings; their broadcast shape is S.
    mode : str
        "course" or "peer".
    unsettled : str
        What to do about settings for which no steady state is found: "raise", or "nan" to get NaN for them and
        the states of all others.

    Returns
    -------
    TerminalState
        Readings of shape S.

    Raises
    ------
    NotConverged
        If no steady state was found for some settings; its message names them, its ``settings`` lists their numbers.
        In peer mode that happens outside the model's domain, where the reserve of vesicles would run below
        zero (less than three quarters of the transporter, a drug clamp of 10 nM or more); in course mode far from the
        published constants, where the terminal swings, and where something made is never removed.

    Notes
    -----
    Where the releasable vesicles are fuller than their set point, nothing leaves the reserve and nothing needs to
    enter it: any reserve above a certain level stays as it is. The one returned is that level, or the untreated
    terminal's reserve if that is more: what the untreated terminal comes to when the parameters change
    (compared with 4000 hours of simulation).
    """
    mode = _known_mode(mode)
    if unsettled not in ("raise", "nan"):
        raise ValueError(f'unsettled is {unsettled!r}; it must be "raise" or "nan".')
    shape = _known_parameters(parameters).shape
    settings = int(np.prod(shape))
    system = TerminalSystem(parameters.namespace(shape), mode, settings)
    guess = np.repeat(_tabulated_rest(mode), settings, axis=1)
    internal, left = find_rest(system, guess, _scale(mode))
    if left.size and unsettled == "raise":
        why = "the reserve of vesicles may run empty, try course mode" if mode == "peer" else "it may swing or pile up"
        raise NotConverged(f"No steady state found{_named(left, parameters, shape)}: {why}.", left)
    internal = system.filled(internal, guess)
    internal[:, left] = np.nan
    return make_state(internal, np.zeros((4, settings)), system.switches.resting_drive, parameters, mode, shape)


def _named(numbers, parameters, shape):
    """Words for a message: which settings of how many, and what the first of them is."""
    if not shape:
        return ""
    places = [tuple(int(i) for i in np.unravel_index(number, shape)) for number in numbers]
    listed = ", ".join(str(place[0] if len(place) == 1 else place) for place in places[:10])
    more = ", ..." if len(places) > 10 else ""
    arrays = {symbol: value for symbol, value in parameters.values.items() if np.ndim(value)}
    first = ", ".join(f"{symbol}={np.broadcast_to(value, shape)[places[0]]:g}" for symbol, value in arrays.items())
    about = f"; the first has {first}" if first else ""
    return f" for {len(places)} of {int(np.prod(shape))} settings, counted from 0: {listed}{more}{about}"


def is_stable(state):
    """Whether a steady state holds itself: after a small push the terminal comes back.

    Where it does not, the brake of the autoreceptor works with so much delay and force that serotonin outside
    swings for ever (period about half a minute); what `steady_state` returns is then only the middle of the swing.

    Parameters
    ----------
    state : TerminalState
        From `steady_state`.

    Returns
    -------
    numpy.ndarray of bool
        Shape of the settings; False where there is no steady state (NaN).
    """
    settings = int(np.prod(state.shape))
    system = TerminalSystem(state.parameters.namespace(state.shape), state.mode, settings)
    jacobian = np.moveaxis(system.jacobian(0.0, state._internal), -1, 0)
    found = np.isfinite(jacobian).all(axis=(-1, -2))
    growth = np.linalg.eigvals(np.where(found[:, None, None], jacobian, 0.0)).real.max(axis=-1)
    # A reserve that is cut off has the rate 0, neither stable nor unstable; it counts as stable.
    return (found & (growth < 1e-6)).reshape(state.shape)


def after_step(parameters, time_s, state=None, dose=None, mode=None):
    """The state a given time after the parameters changed all at once (the acute state).

    Parameters
    ----------
    parameters : TerminalParameters
        Parameters from time 0 on.
    time_s : float
        Time since the change in s (above 0).
    state : TerminalState, optional
        State at time 0; the untreated terminal at rest if not given.
    dose : Dose or float or array_like, optional
        As in `simulate`.
    mode : str, optional
        As in `simulate`.

    Returns
    -------
    TerminalState
        Readings of the broadcast shape of parameters, state and dose.

    Raises
    ------
    ValueError, TypeError, NotConverged
        As in `simulate`.
    """
    time = float(checked("time_s", time_s, "s", low_allowed=False))
    if state is None:
        state = _untreated(_known_mode(mode or "course"))
    return simulate(parameters, np.array([0.0, time]), dose=dose, state=state, mode=mode).state(-1)


def simulate(parameters, t_s, train=None, dose=None, state=None, mode=None, *, rtol=None):
    """The course of the terminal over time.

    Parameters
    ----------
    parameters : TerminalParameters
        Parameters from time 0 on; arrays in it are settings.
    t_s : array_like
        Increasing times in s (at least 0) at which readings are wanted, shape (T,).
    train : Train or "standard", optional
        Stimulation; "standard" is the published protocol, 2 s from second 5.
    dose : Dose or float or array_like, optional
        Escitalopram; a number is mg/kg injected at time 0.
    state : TerminalState, optional
        State at time 0; the steady state of `parameters` if not given. To show a step change, pass the
        steady state of other parameters.
    mode : str, optional
        "course" or "peer"; that of `state`, else "course", if not given.
    rtol : float, optional
        Error allowed in one step of the solver, relative; smaller is slower.

    Returns
    -------
    TerminalCourse
        Readings of shape S + (T,), S the broadcast shape of parameters, state and dose.

    Raises
    ------
    ValueError
        If an input is out of range, or `state` belongs to another mode or other settings.
    TypeError
        If `parameters` are no TerminalParameters.
    NotConverged
        If the solver cannot follow a setting; the message names it.
    """
    times, parameters = _checked_times(t_s), _known_parameters(parameters)
    state, mode = _start(parameters, state, mode)
    dose = dose if dose is None or isinstance(dose, Dose) else Dose(dose)
    train = _known_train(train, parameters)
    shape = _common_shape(parameters, state, dose)
    p, settings = parameters.namespace(shape), int(np.prod(shape))
    drug = _drug_course(p, state, dose, mode, shape)
    system = TerminalSystem(p, mode, settings, None if drug.absent else drug, train)
    breaks = [*drug.breaks, *(train.breaks if train else [])]
    tolerance = _ACCURACY[mode] if rtol is None else float(checked("rtol", rtol, "", 1e-12, 0.1))
    hours = np.concatenate([[0.0], times[times > 0]]) / _SECONDS
    start = _spread(state._internal, state, shape)
    try:
        internal = march(system, start, hours, breaks, tolerance, 1e-2 * tolerance * _scale(mode))
    except NotConverged as error:
        raise NotConverged(f"{error}{_named(error.settings, parameters, shape)}.", error.settings) from None
    skip = 0 if times[0] == 0 else 1
    return make_course(
        times,
        internal[:, :, skip:],
        drug.amounts(hours[skip:]),
        system.drives(hours[skip:], breaks),
        parameters,
        mode,
        shape,
    )


def _start(parameters, state, mode):
    """State to start from, and the mode, which it has to belong to."""
    if state is None:
        state = steady_state(parameters, _known_mode(mode or "course"))
    mode = _known_mode(mode or state.mode)
    if state.mode != mode:
        raise ValueError(f"The state belongs to {state.mode} mode; it cannot start a course in {mode} mode.")
    return state, mode


def _known_train(train, parameters):
    if isinstance(train, str) and train == "standard":
        return Train.standard(parameters)
    if train is not None and not isinstance(train, Train):
        raise ValueError(f'train is {train!r}; it must be a Train, "standard" or None.')
    return train


def _checked_times(t_s):
    times = np.array(checked("t_s", t_s, "s"))
    if times.ndim != 1 or times.size == 0 or (np.diff(times) <= 0).any():
        raise ValueError("t_s must be a list of increasing times in s.")
    times.setflags(write=False)
    return times


def _common_shape(parameters, state, dose):
    given = {"parameters": parameters.shape, "state": state.shape}
    if dose is not None:
        given["dose"] = np.shape(dose.mg_per_kg)
    try:
        return np.broadcast_shapes(*given.values())
    except ValueError:
        raise ValueError(f"The settings do not fit together: {given}.") from None


def _spread(columns, state, shape):
    """Columns of a state, (n, its settings), for the settings of a run, (n, S)."""
    missing = (1,) * (len(shape) - len(state.shape))
    full = np.broadcast_to(columns.reshape(len(columns), *missing, *state.shape), (len(columns), *shape))
    return np.ascontiguousarray(full).reshape(len(columns), -1)


def _drug_course(p, state, dose, mode, shape):
    doses = []
    if dose is not None:
        per_kg = np.broadcast_to(np.asarray(dose.mg_per_kg, dtype=float), shape).reshape(-1)
        doses = [(time / _SECONDS, amount_absorbed(per_kg, p)) for time in dose.times_s]
        if mode == "peer" and (np.diff(dose.times_s) < p.t_inj).any():
            raise ValueError(f"times_s is {dose.times_s!r}; an injection of peer mode lasts t_inj = {p.t_inj:g} s.")
    injection = p.t_inj / _SECONDS if mode == "peer" else 0.0
    return DrugCourse(p, _spread(state._drug, state, shape), doses, injection)
