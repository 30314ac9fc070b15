"""Escitalopram after an injection: how much is in the brain, and when.

Four compartments (peritoneum q0, blood q1, brain q2, periphery q3; amounts in ug, time in hours) linked by first-order
rates, so the course is a sum of four exponentials and nothing has to be integrated. Rate constants: mouse, source key
``mena2023code``.
"""

import math

import numpy as np


def _compartment_matrix(p, settings):
    """First-order rates between the four compartments, 1/h, shape (S, 4, 4): row = gains, column = loses."""
    A = np.zeros((settings, 4, 4))
    moves = (
        (0, 1, p.k01),
        (1, 2, p.k12 * p.fu_p),
        (1, 3, p.k13 * p.fu_p),
        (2, 1, p.k21 * p.fu_b),
        (3, 1, p.k31),
    )
    for source, target, rate in moves:
        A[:, source, source] -= rate
        A[:, target, source] += rate
    A[:, 1, 1] -= p.k10 * p.fu_p
    return A


def amount_absorbed(dose_mg_per_kg, p):
    """What reaches the peritoneum for absorption: dose x body mass x bioavailability.

    Parameters
    ----------
    dose_mg_per_kg : float or numpy.ndarray
        Dose in mg per kg of body mass, which is ug per g.
    p : types.SimpleNamespace
        Parameters in table units.

    Returns
    -------
    float or numpy.ndarray
        Amount in ug.
    """
    return dose_mg_per_kg * p.W_mouse * p.F_ip


class DrugCourse:
    """Amounts of drug in the four compartments as functions of time.

    Parameters
    ----------
    p : types.SimpleNamespace
        Parameters in table units.
    start : numpy.ndarray
        Amounts at time 0, ug, shape (4, S).
    doses : sequence of (float, array)
        Times in hours and amounts in ug (each shape (S,)).
    injection_h : float
        Duration of an injection in hours; 0 puts the whole amount there at once.
    """

    def __init__(self, p, start, doses, injection_h):
        settings = start.shape[1]
        self._to_uM = 1000.0 / (p.V_brain * p.MW_esc)
        self._rates, modes = np.linalg.eig(_compartment_matrix(p, settings))
        self._rates, self._modes = self._rates.real, modes.real
        self._inverse = np.linalg.inv(self._modes)
        self._pieces = [(0.0, self._weights(start), np.zeros((settings, 4)))]
        for time, amount in sorted(doses, key=lambda dose: dose[0]):
            self._inject(time, amount, injection_h)

    def _weights(self, amounts):
        """Amounts (4, S) as weights of the four exponentials, (S, 4)."""
        return np.matmul(self._inverse, amounts.T[:, :, None])[:, :, 0]

    def _inject(self, time, amount, duration):
        amounts = np.zeros((4, len(self._rates)))
        amounts[0] = amount
        gain = self._weights(amounts)
        inflow = self._pieces[-1][2]
        now = self._advance(self._pieces[-1], time)
        if duration > 0:
            self._pieces.append((time, now, inflow + gain / duration))
            after = self._advance(self._pieces[-1], time + duration)
            self._pieces.append((time + duration, after, inflow))
        else:
            self._pieces.append((time, now + gain, inflow))

    def _advance(self, piece, time):
        start, weights, inflow = piece
        return (weights + inflow / self._rates) * np.exp(self._rates * (time - start)) - inflow / self._rates

    @property
    def breaks(self):
        """Times in hours at which the course bends or jumps (list of float)."""
        return [piece[0] for piece in self._pieces[1:]]

    @property
    def absent(self):
        """Whether there is no drug at any time (bool)."""
        return all(not piece[1].any() and not piece[2].any() for piece in self._pieces)

    def _piece(self, time):
        return [piece for piece in self._pieces if piece[0] <= time][-1]

    def amounts(self, times):
        """Amounts in the four compartments; a jump counts from its time on.

        Parameters
        ----------
        times : numpy.ndarray
            Increasing times in hours, shape (T,).

        Returns
        -------
        numpy.ndarray
            In ug, shape (4, S, T).
        """
        settings = len(self._rates)
        if self.absent:
            return np.zeros((4, settings, times.size))
        found = np.empty((4, settings, times.size))
        edges = np.searchsorted(times, [piece[0] for piece in self._pieces] + [np.inf])
        for piece, first, last in zip(self._pieces, edges[:-1], edges[1:], strict=True):
            start, weights, inflow = piece
            steady = (inflow / self._rates)[:, :, None]
            fall = np.exp(self._rates[:, :, None] * (times[first:last] - start))
            exponentials = (weights[:, :, None] + steady) * fall - steady
            found[:, :, first:last] = np.moveaxis(np.matmul(self._modes, exponentials), 1, 0)
        return found

    def brain_within(self, left):
        """The concentration in the brain as a fast function of time.

        Parameters
        ----------
        left : float
            Time in hours from which the function is valid, until the next break.

        Returns
        -------
        callable
            Takes a time in hours, gives uM (float, or shape (S,)).
        """
        start, weights, inflow = self._piece(left)
        share = self._modes[:, 2, :] * (weights + inflow / self._rates)
        constant = -(self._modes[:, 2, :] * inflow / self._rates).sum(axis=1) * self._to_uM
        share = share * np.reshape(self._to_uM, (-1, 1))
        if len(share) == 1:
            pairs = list(zip(share[0].tolist(), self._rates[0].tolist(), strict=True))
            still = float(constant[0])
            return lambda t: still + sum(size * math.exp(rate * (t - start)) for size, rate in pairs)
        return lambda t: constant + (share * np.exp(self._rates * (t - start))).sum(axis=1)
