"""Screening: what an alarm is worth at a base rate, and rules that are read as they stand in a table."""

import re
from dataclasses import dataclass

import numpy as np

from reuptake.model.inputs import checked, plain
from reuptake.model.people import PEOPLE

_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|([a-z]\w*)|([()>]))", re.ASCII)
_JOIN = {"and": np.logical_and, "or": np.logical_or}


@dataclass(frozen=True)
class Screened:
    """What a test makes of 1,000 people, as expected numbers that need not be whole.

    Attributes
    ----------
    true_alarms, false_alarms : float or numpy.ndarray
        People with an alarm, who have the condition and who do not.
    missed, cleared : float or numpy.ndarray
        People without an alarm, who have the condition and who do not.
    """

    true_alarms: float
    false_alarms: float
    missed: float
    cleared: float

    @property
    def positive(self):
        """Share of alarms that are true (positive predictive value), 0 to 1; not a number without any alarm."""
        return _share(self.true_alarms, self.false_alarms)

    @property
    def negative(self):
        """Share of people without an alarm who do not have the condition, 0 to 1; not a number without any."""
        return _share(self.cleared, self.missed)

    @property
    def whole(self):
        """The same as whole people who add up to 1,000 (numpy.ndarray of int, last axis in the order above)."""
        ill = _rounded(self.true_alarms + self.missed)
        # Two halves that both go up would make one person too many.
        found, wrong = _rounded(self.true_alarms), np.minimum(_rounded(self.false_alarms), PEOPLE - ill)
        return np.stack([found, wrong, ill - found, PEOPLE - ill - wrong], axis=-1)


def _share(part, rest):
    total = np.asarray(part + rest, float)
    return plain(np.divide(part, total, out=np.full(total.shape, np.nan), where=total > 0))


def _rounded(people):
    # The dust of a product such as 0.16 x 250 must not turn a half down.
    return np.floor(np.round(people, 9) + 0.5).astype(int)


def predictive_values(sensitivity, specificity, prevalence):
    r"""What alarms are worth, as natural frequencies among 1,000 people.

    .. math:: \mathrm{PPV} = \frac{s\,p}{s\,p + (1 - c)(1 - p)}

    with sensitivity :math:`s`, specificity :math:`c` and prevalence :math:`p`.

    Parameters
    ----------
    sensitivity : float or array_like
        Share of people with the condition who get an alarm, 0 to 1.
    specificity : float or array_like
        Share of people without it who get none, 0 to 1.
    prevalence : float or array_like
        Share of people who have the condition, 0 to 1.

    Returns
    -------
    Screened
        Of the shape to which the three broadcast.

    Raises
    ------
    ValueError
        If a value is not a number from 0 to 1.
    """
    given = {"sensitivity": sensitivity, "specificity": specificity, "prevalence": prevalence}
    found, spared, ill = (checked(name, value, "", high=1) for name, value in given.items())
    found, spared, ill = np.broadcast_arrays(found, spared, ill)
    parts = (found * ill, (1 - spared) * (1 - ill), (1 - found) * ill, spared * (1 - ill))
    return Screened(*(plain(PEOPLE * part) for part in parts))


@dataclass(frozen=True)
class Finding:
    """One finding that a rule asks for.

    Attributes
    ----------
    name : str
    above : float or None
        What a measured finding must exceed; None for one that is there or not.
    """

    name: str
    above: float | None = None


@dataclass(frozen=True)
class Joined:
    """Parts of a rule, all of them needed or any one enough.

    Attributes
    ----------
    word : {"and", "or"}
    parts : tuple of (Finding or Joined)
    """

    word: str
    parts: tuple


def parse_rule(logic):
    """Read the logic of a rule: names, "and", "or", brackets, and a name ">" a number; "and" binds first.

    Parameters
    ----------
    logic : str
        For example "tremor and (agitation or temp_c>38)".

    Returns
    -------
    Finding or Joined

    Raises
    ------
    ValueError
        If it is anything else; nothing of it is ever run.
    """
    tokens = _tokens(logic)
    rule = _joined(tokens, ("or", "and"), logic)
    if tokens:
        raise ValueError(f"logic is {logic!r}; {tokens[0]!r} stands where the rule should have ended.")
    return rule


def _tokens(logic):
    """Pieces of a rule, in order."""
    tokens, place = [], 0
    while logic[place:].strip():
        found = _TOKEN.match(logic, place)
        if not found:
            odd = logic[place:].strip()[0]
            raise ValueError(f"logic is {logic!r}; {odd!r} is none of: name, number, and, or, (, ), >.")
        tokens.append(found[0].strip())
        place = found.end()
    return tokens


def _joined(tokens, words, logic):
    """Take parts that are joined by the first of `words`, each of parts joined by the next."""
    if not words:
        return _part(tokens, logic)
    parts = [_joined(tokens, words[1:], logic)]
    while tokens and tokens[0] == words[0]:
        tokens.pop(0)
        parts.append(_joined(tokens, words[1:], logic))
    return parts[0] if len(parts) == 1 else Joined(words[0], tuple(parts))


def _part(tokens, logic):
    """Take a finding, or what stands in brackets."""
    first = tokens.pop(0) if tokens else ""
    if first == "(":
        inner = _joined(tokens, ("or", "and"), logic)
        if not tokens or tokens.pop(0) != ")":
            raise ValueError(f"logic is {logic!r}; a bracket is not closed.")
        return inner
    if not first.isidentifier() or first in _JOIN:
        raise ValueError(f"logic is {logic!r}; a finding is needed where {first or 'it ends'!r} stands.")
    if tokens and tokens[0] == ">":
        tokens.pop(0)
        return Finding(first, _limit(tokens, logic))
    return Finding(first)


def _limit(tokens, logic):
    number = tokens.pop(0) if tokens else ""
    if not number[:1].isdigit():
        raise ValueError(f"logic is {logic!r}; a number must follow '>'.")
    return float(number)


def named(rule):
    """The findings of a rule, in order.

    Parameters
    ----------
    rule : Finding or Joined

    Returns
    -------
    tuple of Finding
    """
    return (rule,) if isinstance(rule, Finding) else tuple(one for part in rule.parts for one in named(part))


def meets(rule, findings):
    """Whether findings meet a rule.

    Parameters
    ----------
    rule : Finding or Joined
    findings : mapping of str to (bool, float or array_like)
        True or False for what is there or not, a number for what is measured.

    Returns
    -------
    numpy.ndarray of bool
        One for each setting.

    Raises
    ------
    ValueError
        If a finding of the rule is not given, or is of the wrong kind.
    """
    if isinstance(rule, Joined):
        return _JOIN[rule.word].reduce(np.broadcast_arrays(*(meets(part, findings) for part in rule.parts)))
    if rule.name not in findings:
        raise ValueError(f"findings has no {rule.name!r}; it has: {', '.join(findings)}.")
    value = findings[rule.name]
    if rule.above is not None:
        return checked(rule.name, value, "", low=-np.inf) > rule.above
    if np.asarray(value).dtype.kind != "b":
        raise ValueError(f"{rule.name} is {value!r}; it must be True or False.")
    return np.asarray(value)


def first_met(rules, findings):
    """Which rule fires: the first, in order, that the findings meet.

    Parameters
    ----------
    rules : sequence of (Finding or Joined)
        In the order in which they are asked; the gate is not one of them.
    findings : mapping of str to (bool, float or array_like)
        As for `meets`.

    Returns
    -------
    numpy.ndarray of int
        Place of that rule, from 0; the number of rules where none is met.

    Raises
    ------
    ValueError
        As for `meets`, or if there is no rule.
    """
    if not len(rules):
        raise ValueError(f"rules is {rules!r}; there must be at least one rule.")
    met = np.stack(np.broadcast_arrays(*(meets(rule, findings) for rule in rules)))
    return np.where(met.any(axis=0), met.argmax(axis=0), len(rules))
