"""One number that an exercise asks for: what is given, the right value, and what known mistakes give."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Computation:
    """One number to work out.

    Parameters
    ----------
    inputs : callable
        Returns what the reader is given, by name.
    right : callable
        The right value from these inputs.
    mistakes : dict of str to callable
        Values that known mistakes give, from the same inputs.
    shown : dict of str to callable
        Further numbers that texts may name, from the same inputs.
    """

    inputs: Callable
    right: Callable
    mistakes: dict[str, Callable]
    shown: dict[str, Callable]

    def value(self):
        """The right value."""
        return float(self.right(**self.inputs()))

    def mistake(self, name):
        """The value that a known mistake gives."""
        return float(self.mistakes[name](**self.inputs()))

    def named(self):
        """All numbers that a text about it may name: the inputs, `right`, and what is shown."""
        given = self.inputs()
        return given | {"right": self.value()} | {name: float(f(**given)) for name, f in self.shown.items()}
