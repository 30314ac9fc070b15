"""Small declarative checks of what a service sent: what a field must be, and what is taken from it.

A shape is read, not only checked: the result holds the described fields alone, cleaned, and nothing else
that came along. Fields that the course does not know are no fault; services add some every year.
"""

import re
from dataclasses import dataclass

from reuptake.watch.clean import LONGEST, clean

_KINDS = {dict: "an object", list: "a list", str: "a text", bool: "true or false", int: "a number", float: "a number"}


class Mismatch(ValueError):
    """A field is not what its shape says; the message names it."""


def _refuse(where, value, wanted):
    found = "missing" if value is MISSING else "null" if value is None else _KINDS.get(type(value), "unknown")
    if isinstance(value, str):
        found += f" ({clean(value, 40)!r})"
    raise Mismatch(f"the field {where or 'at the top'} is {found}; expected was {wanted}")


MISSING = object()
"""Stands for a field that was not sent."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text, cleaned; `pattern`, a regular expression, must fit all of it."""

    length: int = LONGEST
    pattern: str = ""

    def read(self, value, where=""):
        """Return the text, or raise `Mismatch`."""
        if not isinstance(value, str):
            _refuse(where, value, "a text")
        if self.pattern and not re.fullmatch(self.pattern, value, re.ASCII):
            _refuse(where, value, f"a text like {self.pattern}")
        return clean(value, self.length)


@dataclass(frozen=True, slots=True)
class Token:
    """What a service wants back as it sent it: plain visible signs, never cleaned and never cut."""

    longest: int = 2000

    def read(self, value, where=""):
        """Return the token, or raise `Mismatch`."""
        if not isinstance(value, str) or not re.fullmatch(rf"[!-~]{{1,{self.longest}}}", value):
            _refuse(where, value, f"1 to {self.longest} plain signs without space")
        return value


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `low` to `high`; `written` says that it may come as a text of digits."""

    low: int = 0
    high: int = 10**12
    written: bool = False

    def read(self, value, where=""):
        """Return the number, or raise `Mismatch`."""
        if self.written and isinstance(value, str) and re.fullmatch(r"\d{1,15}", value, re.ASCII):
            value = int(value)
        if type(value) is not int or not self.low <= value <= self.high:
            _refuse(where, value, f"a whole number from {self.low} to {self.high}")
        return value


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    def read(self, value, where=""):
        """Return the value, or raise `Mismatch`."""
        if not isinstance(value, bool):
            _refuse(where, value, "true or false")
        return value


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text or a number or true or false, where a service or its description is not sure which."""

    length: int = LONGEST

    def read(self, value, where=""):
        """Return the value, a text cleaned, or raise `Mismatch`."""
        if not isinstance(value, str | int | float):
            _refuse(where, value, "a text or a number")
        return clean(value, self.length) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class Maybe:
    """A field that may be missing or null; it is then None."""

    shape: object

    def read(self, value, where=""):
        """Return what the inner shape reads, or None."""
        return None if value is MISSING or value is None else self.shape.read(value, where)


@dataclass(frozen=True, slots=True)
class Many:
    """A list, each item of one shape, at most `most` of them."""

    shape: object
    most: int = 20_000

    def read(self, value, where=""):
        """Return a list, or raise `Mismatch`."""
        if not isinstance(value, list) or len(value) > self.most:
            _refuse(where, value, f"a list of at most {self.most}")
        return [self.shape.read(item, f"{where}[{number}]") for number, item in enumerate(value)]


class Fields:
    """An object with these fields; others are left out.

    Parameters
    ----------
    **fields : object
        The shape of each field by its name.
    """

    def __init__(self, **fields):
        self.fields = fields

    def read(self, value, where=""):
        """Return a dictionary of the described fields, or raise `Mismatch`."""
        if not isinstance(value, dict):
            _refuse(where, value, "an object")
        dot = f"{where}." if where else ""
        return {name: shape.read(value.get(name, MISSING), dot + name) for name, shape in self.fields.items()}


def within(value, *names):
    """Follow field names into what was read, past fields that were missing.

    Parameters
    ----------
    value : dict or None
        What a shape read.
    *names : str
        Field within field.

    Returns
    -------
    object
        What stands there, None if something on the way was missing.
    """
    for name in names:
        value = value[name] if value is not None else None
    return value
