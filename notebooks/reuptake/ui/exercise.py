"""Exercises: a number to fill in, compared with a computed one; known mistakes get a hint of their own."""

import html
import math
from dataclasses import dataclass

from reuptake.evidence import questions as data
from reuptake.evidence.display import written_number
from reuptake.model.exercises import EXERCISES
from reuptake.ui.card import number
from reuptake.ui.progress import progress

TRIES = 2
# Significant digits of an answer that is said again; more would only hide the number.
DIGITS = 4


@dataclass(frozen=True)
class Checked:
    """What came of an exercise, readable as text and as HTML.

    Parameters
    ----------
    state : {"open", "refused", "wrong", "right"}
    text : str
    solution : str
        The worked solution where it is offered, else "".
    notice : str
        One line where the answer could not be stored.
    """

    state: str
    text: str
    solution: str = ""
    notice: str = ""

    def __repr__(self):
        worked = self.solution and f"Worked solution: {self.solution}"
        return "\n".join(filter(None, (self.text, worked, self.notice)))

    def _repr_html_(self):
        parts = [f"<p>{html.escape(self.text)}</p>"]
        if self.solution:
            parts.append(f"<details><summary>Worked solution</summary><p>{html.escape(self.solution)}</p></details>")
        if self.notice:
            parts.append(f"<p>{html.escape(self.notice)}</p>")
        return "".join(parts)


def exercise(key):
    """Say what an exercise asks for.

    Parameters
    ----------
    key : str
        Its id, for example "03-half-life".

    Returns
    -------
    str
        The question, with the unit of the answer.
    """
    asked = data.item("exercise", key)
    return f"{asked.question.format(**EXERCISES[asked.value].named())} (in {asked.unit})"


def check(key, answer=None):
    """Check the answer to an exercise.

    Whatever the answer is, nothing is raised, so that a notebook runs from top to bottom.

    Parameters
    ----------
    key : str
        Id of the exercise, for example "03-half-life".
    answer : object
        A number; None or ... where there is none yet.

    Returns
    -------
    Checked

    Raises
    ------
    EvidenceError
        If there is no such exercise.
    """
    asked = data.item("exercise", key)
    if answer is None or answer is ...:
        return Checked("open", f"No answer yet: put your number, in {asked.unit}, in place of None.")
    try:
        given = number(answer)
    except ValueError as refused:
        return Checked("refused", f"{refused} The answer is a number, in {asked.unit}, such as 1.5.")
    computation = EXERCISES[asked.value]
    named = computation.named()
    right = _close(given, named["right"], asked.tolerance)
    store = progress()
    _record(store, asked, given, right)
    amount = f"{_echo(given)} {asked.unit}"
    if right:
        return Checked("right", f"Right: {amount}. {asked.praise.format(**named)}", notice=store.notice)
    solution = asked.solution.format(**named) if _wrong_tries(store, key) >= TRIES else ""
    hint = _hint(asked, computation, given)
    return Checked("wrong", f"Not yet: {amount}. {hint}", solution, store.notice)


def _echo(given):
    """The answer as it is said again: whole digits are kept, decimals cut."""
    return written_number(float(f"{given:.{DIGITS}g}") if abs(given) < 10**DIGITS else round(given))


def _close(given, wanted, tolerance):
    return math.isclose(given, wanted, rel_tol=tolerance)


def _hint(asked, computation, given):
    """The hint of the known mistake whose value is nearest, if one is within the tolerance."""
    near = [
        (abs(given - computation.mistake(mistake.value)), mistake.hint)
        for mistake in asked.mistakes
        if _close(given, computation.mistake(mistake.value), asked.tolerance)
    ]
    if near:
        return min(near)[1]
    right = computation.value()
    for factor, size in ((1000, "large"), (0.001, "small")):
        if _close(given, right * factor, asked.tolerance):
            return f"A thousand times too {size}: check the units. It is asked for in {asked.unit}."
    return asked.hint


def _record(store, asked, given, right):
    """Store a try; running the same cell again is no new one."""
    last = store.latest("exercise", asked.id)
    if last is None or last.value != given:
        store.record("exercise", asked.id, given, correct=right, notebook=asked.notebook)


def _wrong_tries(store, key):
    return sum(entry.correct is False for entry in store.entries("exercise", key))
