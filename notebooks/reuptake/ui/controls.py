"""What a reader can set: controls with a unit, a sourced range and a start, and presets."""

from collections.abc import MutableMapping
from dataclasses import dataclass
from numbers import Real

import numpy as np


@dataclass(frozen=True)
class Control:
    """One thing a reader can set.

    Parameters
    ----------
    key : str
        Name of the model's parameter.
    label : str
        Question or name beside the control.
    options : tuple
        All settings in order: numbers, or texts for a choice.
    start : object
        The option shown first.
    unit : str
        Unit of the numbers, "" for a pure number.
    kind : {"slider", "choice", "steps"}
        A slider with a number box, a menu, or a slider with Back and Next.
    source : str
        Where the range comes from; shown under "About the controls".
    note : callable, optional
        Says of an option what the bare number does not, e.g. the occupancy it means.
    further : bool
        Whether the control is folded away at first sight.

    Raises
    ------
    ValueError
        If an explorer could not use the control: no options, a start that is none of them, or
        numbers out of order.
    """

    key: str
    label: str
    options: tuple
    start: object
    unit: str = ""
    kind: str = "slider"
    source: str = ""
    note: object = None
    further: bool = False

    def __post_init__(self):
        if self.kind not in ("slider", "choice", "steps"):
            raise ValueError(f"{self.key}: kind is {self.kind!r}; it must be slider, choice or steps.")
        if self.start not in self.options:
            raise ValueError(f"{self.key}: start is {self.start!r}, which is not one of the options.")
        if self.kind == "slider" and list(self.options) != sorted(set(self.options)):
            raise ValueError(f"{self.key}: the options of a slider must rise from one to the next.")

    @property
    def range_text(self):
        """The range with its unit, as shown under the control."""
        if self.kind != "slider":
            return ""
        return f"{self.options[0]:,.12g} to {self.options[-1]:,.12g} {self.unit}".strip()

    def position(self, value):
        """Position of the option that is `value`, or for numbers the one nearest to it.

        Parameters
        ----------
        value : object

        Returns
        -------
        int

        Raises
        ------
        ValueError
            If a number lies outside the range or a text is none of the options.
        """
        if self.kind != "slider":
            if value in self.options:
                return self.options.index(value)
            raise ValueError(f"{self.key} is {value!r}; it must be one of {list(self.options)}.")
        low, high = self.options[0], self.options[-1]
        number = isinstance(value, Real) and not isinstance(value, (bool, np.bool_))
        if not number or not low <= value <= high:
            unit = f" {self.unit}" if self.unit else ""
            raise ValueError(f"{self.key} is {value!r}; it must be a number from {low:g} to {high:g}{unit}.")
        return int(np.argmin(np.abs(np.asarray(self.options) - value)))

    def spec(self):
        """Everything the player needs to show the control.

        Returns
        -------
        dict
        """
        return {
            "key": self.key,
            "label": self.label,
            "kind": self.kind,
            "unit": self.unit,
            "source": self.source,
            "further": self.further,
            "range": self.range_text,
            "options": [self._option_spec(option) for option in self.options],
        }

    def _option_spec(self, option):
        if self.kind != "slider":
            return {"value": option, "text": self.note(option) if self.note else str(option), "note": ""}
        note = self.note(option) if self.note else ""
        text = f"{option:,g} {self.unit}".strip() + (f" ({note})" if note else "")
        return {"value": option, "text": text, "note": note}


@dataclass(frozen=True)
class Preset:
    """A named setting that tells a story; what it leaves out goes back to the start.

    Parameters
    ----------
    label : str
    values : dict
        Option by control.
    note : str
        Shown when the pointer rests on the button.
    """

    label: str
    values: dict
    note: str = ""


class ControlValues(MutableMapping):
    """The controls of an explorer by key; setting one does what the hand does.

    Parameters
    ----------
    explorer : reuptake.ui.explorer.Explorer
    """

    def __init__(self, explorer):
        self._explorer = explorer

    def __getitem__(self, key):
        return self._explorer.values[self._known(key)]

    def __setitem__(self, key, value):
        self._explorer.move(self._known(key), value)

    def __delitem__(self, key):
        raise TypeError("A control cannot be taken away.")

    def __iter__(self):
        return iter(self._explorer.values)

    def __len__(self):
        return len(self._explorer.values)

    def __repr__(self):
        return repr(self._explorer.values)

    def _known(self, key):
        if key not in self._explorer.values:
            raise KeyError(f"There is no control {key!r}; there are {list(self._explorer.values)}.")
        return key
