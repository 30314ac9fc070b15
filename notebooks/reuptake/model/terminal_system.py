"""The terminal as a system of equations that the solver can follow: states, inputs and modes put together."""

from types import SimpleNamespace

import numpy as np

from reuptake.model.terminal_histamine import HISTAMINE_STATES, histamine_derivatives
from reuptake.model.terminal_jacobian import serotonin_jacobian
from reuptake.model.terminal_parameters import with_time_axis
from reuptake.model.terminal_rates import (
    ARRAYS,
    FLOATS,
    SEROTONIN_STATES,
    SWITCHES,
    rates,
    saturating,
    serotonin_derivatives,
)

_SEROTONIN = len(SEROTONIN_STATES)
_G = SEROTONIN_STATES.index("G")
_SECONDS = 3600.0


class TerminalSystem:
    """Right-hand side, Jacobian and inputs of the terminal, for ``S`` settings at once.

    Parameters
    ----------
    p : types.SimpleNamespace
        Parameters as floats or flat arrays over settings (`TerminalParameters.namespace`).
    mode : str
        "course" or "peer".
    settings : int
        Number of settings, S.
    drug : DrugCourse, optional
        What doses bring, added to the clamped concentration.
    train : Train, optional
        Stimulation.
    """

    def __init__(self, p, mode, settings, drug=None, train=None):
        self.p, self.mode, self.settings = p, mode, settings
        self.switches = SWITCHES[mode]
        self.drug, self.train = drug, train
        self.ops = FLOATS if settings == 1 else ARRAYS
        self.names = SEROTONIN_STATES + (HISTAMINE_STATES if self.switches.histamine else ())
        self._drug_now = lambda t: 0.0
        self._train_now = self.switches.resting_drive
        self._span = 1.0

    def enter(self, left, right):
        """Fix the inputs for the stretch between two breaks.

        Parameters
        ----------
        left, right : float
            The breaks, in hours.
        """
        self._span = right - left
        if self.drug is not None:
            self._drug_now = self.drug.brain_within(left)
        if self.train is not None:
            middle = 0.5 * (left + right)
            self._train_now = self.train.drive_within(middle, self.p, self.switches)

    def drives(self, times, breaks):
        """Drive by the train at given times.

        Parameters
        ----------
        times : numpy.ndarray
            Increasing times in hours, shape (T,).
        breaks : sequence of float
            Times in hours at which the inputs jump.

        Returns
        -------
        numpy.ndarray
            Shape (S or 1, T).
        """
        if self.train is None:
            return np.full((1, times.size), self.switches.resting_drive)
        found = np.full((self.settings, times.size), self.switches.resting_drive)
        edges = np.array([-np.inf, *sorted(set(breaks)), np.inf])
        # A time that falls on a break still belongs to the stretch before it, as the train lasts until t_off.
        places = np.searchsorted(times, edges, side="right")
        for i in range(1, len(edges) - 2):
            inside = slice(places[i], places[i + 1])
            middle = 0.5 * (edges[i] + edges[i + 1])
            drive = self.train.drive_within(middle, with_time_axis(self.p), self.switches)
            found[:, inside] = drive(times[inside]) if callable(drive) else drive
        return found

    def select(self, chosen):
        """The system of some settings only, without train and doses.

        Parameters
        ----------
        chosen : numpy.ndarray of int
            Numbers of the settings.

        Returns
        -------
        TerminalSystem
        """
        if len(chosen) == self.settings:
            return self
        one = len(chosen) == 1
        values = {
            name: (float(value[chosen[0]]) if one else value[chosen]) if isinstance(value, np.ndarray) else value
            for name, value in vars(self.p).items()
        }
        return TerminalSystem(SimpleNamespace(**values), self.mode, len(chosen))

    def inputs(self, t):
        """What acts on the terminal from outside.

        Parameters
        ----------
        t : float
            Time in hours.

        Returns
        -------
        drug, train : float or numpy.ndarray
            Drug in the brain in uM, and drive by the train.
        """
        train = self._train_now(t) if callable(self._train_now) else self._train_now
        return self.p.drug_clamp + self._drug_now(t), train

    def _columns(self, x):
        """States as floats where there is one setting, else as rows of the array."""
        return x[:, 0].tolist() if self.settings == 1 else x

    def _rates(self, columns, drug, train):
        GH = columns[_SEROTONIN + 1] if self.switches.histamine else self.p.GH_clamp
        return rates(columns[:_SEROTONIN], GH, self.p, drug, train, self.switches, self.ops)

    def derivatives(self, t, x):
        """Rates of change.

        Parameters
        ----------
        t : float
            Time in hours.
        x : numpy.ndarray
            States, shape (n, S).

        Returns
        -------
        numpy.ndarray
            Per hour, shape (n, S).
        """
        drug, train = self.inputs(t)
        columns = self._columns(x)
        r = self._rates(columns, drug, train)
        change = serotonin_derivatives(columns[:_SEROTONIN], r, self.p, drug, self.ops)
        if self.switches.histamine:
            change += histamine_derivatives(columns[_SEROTONIN:], columns[_G], self.p, self.ops)
        if self.settings == 1:
            return np.array(change)[:, None]
        result = np.empty(x.shape)
        for row, values in zip(result, change, strict=True):
            row[:] = values
        return result

    def possible(self, here, new):
        """Hold a step back so that nothing loses more than nine tenths on the way.

        Newton's steps are straight and may point below zero. The transporter at the surface is what pool and
        internalised fractions leave, so it is held back too.

        Parameters
        ----------
        here, new : numpy.ndarray
            States before and after the step, shape (n, S).

        Returns
        -------
        numpy.ndarray
            States to go on from, shape (n, S).
        """
        new = np.maximum(new, 0.1 * here)
        fractions = [self.names.index("pool_fraction"), self.names.index("inactive_fraction")]
        room = 1.0 - 0.1 * (1.0 - here[fractions].sum(axis=0))
        new[fractions] *= np.minimum(1.0, room / np.maximum(new[fractions].sum(axis=0), 1e-30))
        return new

    def filled(self, x, untreated):
        """Settle how full vesicles are that nothing enters and nothing leaves.

        Any content above what packing reaches would stay as it is. Set is what the untreated terminal comes to:
        as far as packing goes, or its own content where that is more.

        Parameters
        ----------
        x, untreated : numpy.ndarray
            States at rest, and those of the untreated terminal, shape (n, S).

        Returns
        -------
        numpy.ndarray
            States at rest, shape (n, S).
        """
        drug, train = self.inputs(0.0)
        r = self._rates(self._columns(x), drug, train)
        level = saturating(x[self.names.index("cht")], self.p.V_vmat, self.p.K_vmat) / self.p.k_vleak
        settled = x.copy()
        for name, moved in (("vht", r.M_vht + r.REL + r.TR), ("vres", r.M_vres + r.TR)):
            row = self.names.index(name)
            settled[row] = np.where(moved == 0, np.maximum(level, untreated[row]), x[row])
        return settled

    def drift(self, t, x, slope):
        """Change of `derivatives` with time alone.

        Parameters
        ----------
        t : float
            Time in hours.
        x, slope : numpy.ndarray
            States and their rates of change then, shape (n, S).

        Returns
        -------
        numpy.ndarray or None
            Shape (n, S); None where the inputs are constant.
        """
        if not callable(self._train_now) and (self.drug is None or self.drug.absent):
            return None
        little = 1e-6 * self._span
        return (self.derivatives(t + little, x) - slope) / little

    def jacobian(self, t, x):
        """Derivatives of `derivatives` with respect to the states.

        Parameters
        ----------
        t : float
            Time in hours.
        x : numpy.ndarray
            States, shape (n, S).

        Returns
        -------
        numpy.ndarray
            Shape (n, n, S): row = state that changes, column = state that it depends on.
        """
        if self.switches.histamine:
            return self._jacobian_by_differences(t, x)
        drug, train = self.inputs(t)
        columns = self._columns(x)
        r = self._rates(columns, drug, train)
        shape = () if self.settings == 1 else (self.settings,)
        J = serotonin_jacobian(columns, r, self.p, drug, self.ops, shape)
        return J.reshape(*J.shape[:2], self.settings)

    def _jacobian_by_differences(self, t, x):
        """The same by finite differences, all columns in one call."""
        n, settings = x.shape
        little = 1e-7 * (np.abs(x) + 1e-6)
        shifted = np.repeat(x[:, None, :], n + 1, axis=1)
        index = np.arange(n)
        shifted[index, index + 1] += little
        wide = TerminalSystem(_repeated(self.p, n + 1), self.mode, (n + 1) * settings)
        wide._drug_now = lambda _: _tiled(self._drug_now(t), n + 1)
        wide._train_now = _tiled(self.inputs(t)[1], n + 1)
        slopes = wide.derivatives(t, shifted.reshape(n, -1)).reshape(n, n + 1, settings)
        return (slopes[:, 1:] - slopes[:, :1]) / little


def _tiled(value, times):
    """An array over settings repeated for `times` copies of all settings; a float as it is."""
    return np.tile(value, times) if isinstance(value, np.ndarray) else value


def _repeated(p, times):
    """Parameters for `times` copies of all settings."""
    return SimpleNamespace(**{name: _tiled(value, times) for name, value in vars(p).items()})
