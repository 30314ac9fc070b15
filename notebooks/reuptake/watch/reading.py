"""Bytes from outside turned into plain values, with hostile or broken JSON refused by name."""

import json
import math

DEEPEST = 40
"""Lists and objects within each other; the services need fewer than ten."""

MOST_VALUES = 2_000_000
"""Values in one document. Each follows a comma or an opening bracket, and these are counted before any value is
made: twenty megabytes of empty lists would fill more memory than many a computer has."""

LONGEST_NUMBER = 18
"""Digits of a whole number; no identifier of the services comes near it."""


def parse(data):
    """Read JSON, trusting nothing.

    Parameters
    ----------
    data : bytes
        What was sent, as UTF-8.

    Returns
    -------
    object
        Dictionaries, lists, texts, finite numbers, True, False, None.

    Raises
    ------
    ValueError
        In plain words: bad UTF-8, no JSON, cut off, too deep, too many values, a number that is
        not finite or too long, a name that stands twice in one object.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"it is not valid UTF-8 (at byte {error.start})") from None
    if sum(map(data.count, (b",", b"[", b"{"))) > MOST_VALUES:
        raise ValueError(f"it may hold more than {MOST_VALUES} values, by its commas and brackets")
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_whole,
            parse_float=_number,
            parse_constant=_constant,
        )
    except json.JSONDecodeError as error:
        what = "it ends too early" if not text[error.pos :].strip() else "it is not well-formed JSON"
        raise ValueError(f"{what} (at character {error.pos})") from None
    except RecursionError:
        raise ValueError(f"its lists are nested deeper than {DEEPEST}") from None
    _measure(value)
    return value


def _object(pairs):
    found = dict(pairs)
    if len(found) != len(pairs):
        seen = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))
        raise ValueError(f"the name {twice[:60]!r} stands twice in one object")
    return found


def _whole(digits):
    count = len(digits.lstrip("-"))
    if count > LONGEST_NUMBER:
        raise ValueError(f"it holds a number of {count} digits")
    return int(digits)


def _number(digits):
    # float() of a text with a million digits would take its time.
    number = float(digits) if len(digits) <= 400 else math.inf
    if not math.isfinite(number):
        raise ValueError("it holds a number that is too large")
    return number


def _constant(word):
    raise ValueError(f"it holds {word}, which is no number")


def _measure(value):
    """Refuse what is nested too deep; without recursion, so that it cannot fall over."""
    level, depth = [value], 0
    while level:
        if depth > DEEPEST:
            raise ValueError(f"its lists are nested deeper than {DEEPEST}")
        inner = []
        for item in level:
            if isinstance(item, dict | list):
                inner.extend(item.values() if isinstance(item, dict) else item)
        level, depth = inner, depth + 1
