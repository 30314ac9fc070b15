"""What a forest plot shows: trials of one drug, what they make together, and other drugs, on either scale."""

import math
from dataclasses import dataclass

import numpy as np

from reuptake.model.trials import response_by_log_odds

RATIO, ABSOLUTE = "odds ratio", "people in 100"
# Layout: people in 100 that take as much room on the absolute scale as a doubling does on the other.
PEOPLE_A_POWER = 15


@dataclass(frozen=True)
class DrugResult:
    """Result of one drug against placebo, beside the one that is built.

    Attributes
    ----------
    name : str
        Drug.
    trials : int
        Trials pooled; 0 where the result is that of a whole network.
    effect, low, high : float
        Logarithm of the odds ratio of response, and its interval.
    remark : str
        What is known about the numbers.
    read : bool
        Whether they were read in the source itself.
    """

    name: str
    trials: int
    effect: float
    low: float
    high: float
    remark: str = ""
    read: bool = True


@dataclass(frozen=True)
class ForestState:
    """What the picture of one setting shows.

    Attributes
    ----------
    drug : str
    every : tuple of reuptake.model.trials.Comparison
        All trials of the drug.
    rows : int
        Rows added: first the trials, then other drugs.
    pooled : reuptake.model.trials.Pooled
        Of the trials added so far.
    method : {"random", "fixed"}
    rest : tuple of DrugResult
        Other drugs added, their trials pooled in the same way.
    network : DrugResult or None
        The published network's result; None where its number could not be checked.
    scale : str
        `RATIO` or `ABSOLUTE`.
    control_risk : float
        Response on placebo to which the absolute scale refers, 0 to 1.
    """

    drug: str
    every: tuple
    rows: int
    pooled: object
    method: str
    rest: tuple
    network: object
    scale: str
    control_risk: float

    @property
    def trials(self):
        """The trials added (tuple)."""
        return self.every[: self.rows]

    @property
    def complete(self):
        """Whether all trials of the drug are in (bool)."""
        return self.rows >= len(self.every)

    def per_hundred(self, effect):
        """More people responding in 100 than on placebo.

        Parameters
        ----------
        effect : float or array_like
            Logarithm of the odds ratio.

        Returns
        -------
        float or numpy.ndarray
        """
        return 100 * (response_by_log_odds(effect, self.control_risk) - self.control_risk)

    def place(self, effect):
        """Where an effect lies on the axis, in powers of two or in steps of 15 people.

        Parameters
        ----------
        effect : float or array_like

        Returns
        -------
        numpy.ndarray
        """
        if self.scale == ABSOLUTE:
            return np.asarray(self.per_hundred(effect)) / PEOPLE_A_POWER
        return np.asarray(effect) / math.log(2)

    def said(self, effect, low, high):
        """An effect with its interval, on the present scale.

        Parameters
        ----------
        effect, low, high : float

        Returns
        -------
        str
            "1.57 (1.33 to 1.85)", or "11 (7 to 15)".
        """
        return f"{self._number(effect)} ({self._number(low)} to {self._number(high)})"

    def _number(self, effect):
        if self.scale == ABSOLUTE:
            people = round(float(self.per_hundred(effect)))
            return f"−{-people}" if people < 0 else str(people)
        # A prediction from three trials can run to millions, which means no more than "anything".
        if not math.log(0.01) <= effect <= math.log(100):
            return "over 100" if effect > 0 else "under 0.01"
        return f"{math.exp(effect):.2f}"

    def span(self, low, high):
        """An interval on the present scale, in words.

        Parameters
        ----------
        low, high : float

        Returns
        -------
        str
        """
        return f"{self._number(low)} to {self._number(high)}"
