"""Numerical methods for many stiff systems of the same form at once.

`march` follows all settings in common, adaptive time steps; `find_rest` finds where they come to rest.
Both treat the settings as a trailing axis, so one step costs about the same for one setting and for forty.
Nothing here knows what the states mean.
"""

import numpy as np

# The Rosenbrock method of order 4(3) called RODAS, by Hairer and Wanner: six stages, L-stable and
# stiffly accurate. The numbers belong to the method, not to the model.
_GAMMA = 0.25
_A = (
    (),
    (1.544,),
    (0.9466785280815826, 0.2557011698983284),
    (3.314825187068521, 2.896124015972201, 0.9986419139977817),
    (1.221224509226641, 6.019134481288629, 12.53708332932087, -0.6878860361058950),
    (1.221224509226641, 6.019134481288629, 12.53708332932087, -0.6878860361058950, 1.0),
)
_C = (
    (),
    (-5.6688,),
    (-2.430093356833875, -0.2063599157091915),
    (-0.1073529058151375, -9.594562251023355, -20.47028614809616),
    (7.496443313967647, -10.24680431464352, -33.99990352819905, 11.70890893206160),
    (8.083246795921522, -7.981132988064893, -31.52159432874371, 16.31930543123136, -6.058818238834054),
)
_TIME = (0.0, 0.386, 0.21, 0.63, 1.0, 1.0)
_DRIFT = (0.25, -0.1043, 0.1035, -0.0362, 0.0, 0.0)
_DENSE = np.array(
    [
        [10.12623508344586, -7.487995877610167, -34.80091861555747, -7.992771707568823, 1.025137723295662],
        [-0.6762803392801253, 6.087714651680015, 16.43084320892478, 24.76722511418386, -6.594389125716872],
    ]
)
_STAGE_WEIGHTS = tuple(np.array(row) for row in _A)
_STAGE_FEEDBACK = tuple(np.array(row) for row in _C)

_LARGEST_GROWTH, _SMALLEST_GROWTH, _SAFETY = 6.0, 0.2, 0.9


class NotConverged(RuntimeError):
    """The solver gave up; the message says where and for which settings.

    Parameters
    ----------
    message : str
        What happened.
    settings : sequence of int
        Numbers, from 0, of the settings that are to blame, as in a flattened array of all settings.
    """

    def __init__(self, message, settings=()):
        super().__init__(message)
        self.settings = tuple(int(number) for number in settings)


def _combine(weights, stages):
    """Weighted sum of the stages calculated so far, shape (n, S)."""
    done = stages[: len(weights)]
    return (weights @ done.reshape(len(weights), -1)).reshape(stages.shape[1:])


def _inverse(jacobian, diagonal):
    """Inverse of (diagonal I - jacobian) for every setting, shape (S, n, n); NaN for a setting that has none."""
    matrices = -np.ascontiguousarray(np.moveaxis(jacobian, -1, 0))
    index = np.arange(matrices.shape[1])
    matrices[:, index, index] += diagonal
    try:
        return np.linalg.inv(matrices)
    except np.linalg.LinAlgError:
        return np.stack([_inverse_or_nan(matrix) for matrix in matrices])


def _inverse_or_nan(matrix):
    try:
        return np.linalg.inv(matrix)
    except np.linalg.LinAlgError:
        return np.full_like(matrix, np.nan)


def _apply(matrices, vectors):
    """Multiply one matrix a setting (S, n, n) with one column a setting (n, S)."""
    return np.matmul(matrices, vectors.T[:, :, None])[:, :, 0].T


def _step(system, t, x, slope, h):
    """One step of size `h`: the new states, the estimated error, and the stages for interpolation."""
    stages = np.empty((6, *x.shape))
    drift = system.drift(t, x, slope)
    inverse = _inverse(system.jacobian(t, x), 1.0 / (_GAMMA * h))
    for i in range(6):
        place = x if i == 0 else x + _combine(_STAGE_WEIGHTS[i], stages)
        right = slope if i == 0 else system.derivatives(t + _TIME[i] * h, place)
        if i > 0:
            right = right + _combine(_STAGE_FEEDBACK[i], stages) / h
        if drift is not None and _DRIFT[i]:
            right = right + h * _DRIFT[i] * drift
        stages[i] = _apply(inverse, right)
    return place + stages[5], stages[5], stages[:5]


def _between(start, end, stages, part):
    """Third-order interpolation at the fractions `part` of a step, shape (n, S, number of fractions)."""
    first, second = (_combine(row, stages)[:, :, None] for row in _DENSE)
    rest = 1.0 - part
    return rest * start[:, :, None] + part * (end[:, :, None] + rest * (first + part * second))


def _first_step(x, slope, scale, longest):
    """A careful first step: short where the states move, the whole way where they rest."""
    speed = np.abs(slope / scale).max()
    return min(longest, 1e-2 / max(speed, 1e-30))


def march(system, start, samples, breaks, rtol, atol, most_steps=100_000):
    """Follow all settings from ``samples[0]`` to ``samples[-1]``.

    Parameters
    ----------
    system : object
        With methods ``derivatives(t, x)`` (n, S), ``jacobian(t, x)`` (n, n, S), ``drift(t, x, slope)``: the
        derivative with respect to time at fixed states, or None; and ``enter(left, right)``, called before
        each stretch between two breaks.
    start : numpy.ndarray
        States at ``samples[0]``, shape (n, S).
    samples : numpy.ndarray
        Increasing times at which states are wanted.
    breaks : iterable of float
        Times at which the equations jump; no step crosses one.
    rtol : float
        Allowed error of a step, relative to the state.
    atol : numpy.ndarray
        Allowed absolute error of a step, shape (n, 1).
    most_steps : int
        Give up after so many steps between two breaks.

    Returns
    -------
    numpy.ndarray
        States, shape (n, S, number of samples).

    Raises
    ------
    NotConverged
        If the step size collapses or the steps do not suffice; it names the setting whose error is largest.
    """
    out = np.empty((*start.shape, samples.size))
    out[:, :, 0] = start
    begin, end = samples[0], samples[-1]
    edges = [begin, *sorted(b for b in set(breaks) if begin < b < end), end]
    x, filled = start, 1
    for left, right in zip(edges[:-1], edges[1:], strict=True):
        if right > left:
            x, filled = _march_piece(system, x, left, right, samples, filled, out, rtol, atol, most_steps)
    return out


def _march_piece(system, x, left, right, samples, filled, out, rtol, atol, most_steps):
    """Follow one stretch without jumps; write the samples that lie in it into `out`."""
    system.enter(left, right)
    t, h = left, None
    for _ in range(most_steps):
        slope = system.derivatives(t, x)
        if h is None:
            h = _first_step(x, slope, np.abs(x) + atol / rtol, right - left)
        while True:
            last = t + h >= right * (1 - 1e-14)
            h = right - t if last else h
            new, error, stages = _step(system, t, x, slope, h)
            scale = atol + rtol * np.maximum(np.abs(x), np.abs(new))
            sizes = np.abs(error / scale).max(axis=0)
            size = sizes.max()
            factor = min(_LARGEST_GROWTH, max(_SMALLEST_GROWTH, _SAFETY * max(size, 1e-12) ** -0.25))
            if size <= 1.0:
                break
            h *= factor if np.isfinite(size) else 0.1
            if h < 1e-13 * max(1.0, abs(t)):
                raise NotConverged(f"The step size collapsed at t = {t:g} h", [sizes.argmax()])
        after = right if last else t + h
        stop = np.searchsorted(samples, after, side="right")
        if stop > filled:
            part = (samples[filled:stop] - t) / (after - t)
            out[:, :, filled:stop] = _between(x, new, stages, part)
            filled = stop
        t, x, h = after, new, h * factor
        if last:
            return x, filled
    raise NotConverged(f"{most_steps} steps took the solver only to t = {t:g} h", [sizes.argmax()])


def find_rest(system, guess, scale, patience=2000.0):
    """Find the states at which nothing changes, for every setting.

    Newton's method, eased in by implicit steps in time (see `_approach`), reaches nearly all settings. The few
    that it leaves circling round a kink of the equations are followed for a long time instead, and
    then finished by Newton.

    Parameters
    ----------
    system : object
        As in `march`; also ``select(settings)``, the system of some settings, and ``possible(here, new)``,
        which holds a step back at states that make sense.
    guess : numpy.ndarray
        Where to start, shape (n, S).
    scale : numpy.ndarray
        Usual size of every state, shape (n, 1), so that a state near zero does not have to be exact.
    patience : float
        How long to follow a setting that Newton did not reach, in units of time.

    Returns
    -------
    states : numpy.ndarray
        States at rest, shape (n, S).
    left : numpy.ndarray of int
        Numbers of the settings that did not come to rest; their states mean nothing.
    """
    x = guess.copy()
    left = _approach(system, x, np.arange(x.shape[1]), scale, pace=1.0)
    for setting in left:
        _follow(system, x, guess, setting, scale, patience)
    return x, _approach(system, x, left, scale, pace=0.1 * patience)


def _follow(system, x, guess, setting, scale, patience):
    """Follow one setting for a long time and note in `x` where it is then; one that oscillates is left alone."""
    alone = system.select(np.array([setting]))
    try:
        late = march(alone, guess[:, [setting]], np.array([0.0, patience]), (), 1e-4, 1e-6 * scale, 2000)
    except NotConverged:
        return
    x[:, setting] = late[:, 0, -1]


def _approach(system, x, left, scale, pace, most_steps=100):
    """Bring the settings `left` to rest, changing `x` (n, S); return those that have not arrived.

    Pseudo-transient continuation: implicit steps in time whose length grows as the system comes to rest, so that
    the last steps are Newton's. A setting that has arrived is left alone.
    """
    pace = np.full(x.shape[1], pace)
    for _ in range(most_steps if left.size else 0):
        part = system.select(left)
        here = x[:, left]
        slope = part.derivatives(0.0, here)
        step = _apply(_inverse(part.jacobian(0.0, here), (1.0 / pace[left])[:, None]), slope)
        x[:, left] = part.possible(here, here + step)
        change = (np.abs(step) / (np.abs(here) + 1e-2 * scale)).max(axis=0)
        pace[left] = np.minimum(pace[left] * np.clip(0.5 / np.maximum(change, 1e-30), 0.25, 8.0), 1e30)
        left = left[~((change < 1e-9) & (pace[left] > 1e5))]
        if left.size == 0:
            break
    return left
