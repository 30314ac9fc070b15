"""Stimulation trains: when the terminal is driven, and how the drive rises and fades."""

from dataclasses import dataclass

import numpy as np

_SECONDS = 3600.0


@dataclass(frozen=True)
class Train:
    """Stimulation trains: when the terminal is driven.

    Parameters
    ----------
    starts_s : tuple of float
        Start of each train in s, at least duration and tail apart.
    duration_s : float
        How long each lasts, in s.
    tail_s : float
        How long the drive takes to fade after it, in s (peer mode only).

    Notes
    -----
    How strong a train is, is a parameter: ``a_add`` in course mode, ``r_train`` and ``b_train`` in peer mode.

    Raises
    ------
    ValueError
        If a time is no finite number in range, or trains follow each other too closely.
    """

    starts_s: tuple = (5.0,)
    duration_s: float = 2.0
    tail_s: float = 8.0

    def __post_init__(self):
        starts = np.asarray(self.starts_s, dtype=float)
        if starts.ndim != 1 or not np.isfinite(starts).all() or (starts < 0).any():
            raise ValueError(f"starts_s is {self.starts_s!r}; it must be a tuple of times of at least 0 s.")
        for name in ("duration_s", "tail_s"):
            value = getattr(self, name)
            if not (np.isfinite(value) and value > 0):
                raise ValueError(f"{name} is {value!r}; it must be above 0 s.")
        if (np.diff(starts) < self.duration_s + self.tail_s).any():
            gap = self.duration_s + self.tail_s
            raise ValueError(f"Trains must start at least {gap:g} s apart (duration and tail), in order of time.")

    @classmethod
    def standard(cls, parameters):
        """The one train of the published protocols: on from ``t_on`` to ``t_off``, faded at ``t_end``.

        Parameters
        ----------
        parameters : TerminalParameters
            Holds these times.

        Returns
        -------
        Train
        """
        return cls((parameters.t_on,), parameters.t_off - parameters.t_on, parameters.t_end - parameters.t_off)

    @property
    def breaks(self):
        """Times in hours at which the drive jumps or bends (list of float)."""
        offsets = (0.0, self.duration_s, self.duration_s + self.tail_s)
        return [(start + offset) / _SECONDS for start in self.starts_s for offset in offsets]

    def drive_within(self, middle, p, switches):
        """The drive on the stretch between two breaks.

        Parameters
        ----------
        middle : float
            Any time in hours inside the stretch.
        p : types.SimpleNamespace
            Parameters as floats or arrays over settings.
        switches : Switches
            Which mode.

        Returns
        -------
        callable or float or numpy.ndarray
            Takes a time in hours and gives the drive; the drive itself where it is constant.
        """
        for start in self.starts_s:
            since = middle * _SECONDS - start
            if 0 <= since < self.duration_s:
                return self._rising(start, p) if switches.multiplicative_train else p.a_add
            if switches.multiplicative_train and 0 <= since < self.duration_s + self.tail_s:
                return self._fading(start, p)
        return switches.resting_drive

    def _rising(self, start, p):
        return lambda t: 1.0 + p.r_train * (1.0 - np.exp(-p.b_train * (t * _SECONDS - start)))

    def _fading(self, start, p):
        # The published form also subtracts what is left since the clock of the protocol began, t_on before the train.
        end, origin = start + self.duration_s, start - p.t_on

        def drive(t):
            seconds = t * _SECONDS
            return 1.0 + p.r_train * (np.exp(-p.b_train * (seconds - end)) - np.exp(-p.b_train * (seconds - origin)))

        return drive
