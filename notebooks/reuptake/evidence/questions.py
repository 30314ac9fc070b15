"""Questions, predictions and exercises as data, loaded and checked; an unsound item is refused by name."""

import json
import re
from functools import cache
from math import isfinite
from pathlib import Path

from reuptake.evidence.bibliography import DATA, bibliography, suggestion
from reuptake.evidence.items import (
    Exercise,
    Mistake,
    NumberAnswer,
    Objective,
    Option,
    Prediction,
    Question,
    Sketch,
)
from reuptake.evidence.records import EvidenceError

CHOICE = ("multiple_choice", "many_choice")
_LAZY = re.compile(
    r"\b(all|none|both|neither|any)( of)?( the)? (above|below|these|those|others)\b|"
    r"\b(all|none|both|neither) of (the )?(them|options|answers)\b",
    re.IGNORECASE,
)


# ---- what the course holds


@cache
def objectives():
    """List what a reader can do after each notebook.

    Returns
    -------
    dict of str to tuple of Objective
        By the notebook's name, e.g. "03-reuptake".
    """
    return read_objectives(DATA)


@cache
def questions():
    """List all questions in the order of notebooks and files.

    Returns
    -------
    tuple of Question
    """
    return read_questions(DATA)


@cache
def predictions():
    """List all predictions.

    Returns
    -------
    tuple of Prediction
    """
    return read_predictions(DATA)


@cache
def exercises():
    """List all exercises.

    Returns
    -------
    tuple of Exercise
    """
    return read_exercises(DATA)


def item(kind, key):
    """Look an item up.

    Parameters
    ----------
    kind : {"question", "prediction", "exercise"}
    key : str
        Its id.

    Returns
    -------
    Question, Prediction or Exercise

    Raises
    ------
    EvidenceError
        If there is none; the message names ids that look like it.
    """
    known = {found.id: found for found in _KINDS[kind]()}
    if key not in known:
        raise EvidenceError(f"there is no {kind} {key!r}{suggestion(key, known)}")
    return known[key]


_KINDS = {"question": questions, "prediction": predictions, "exercise": exercises}


# ---- reading and checking


def read_objectives(folder):
    """Read objectives.json.

    Parameters
    ----------
    folder : path

    Returns
    -------
    dict of str to tuple of Objective

    Raises
    ------
    EvidenceError
        If an objective is empty or its id stands twice in a notebook.
    """
    raw = _json(Path(folder) / "objectives.json", "objectives.json")
    if not isinstance(raw, dict) or not raw:
        raise EvidenceError("objectives.json: holds no object of lists by notebook")
    read = {}
    for notebook, entries in raw.items():
        fields = [_Fields("objectives.json", f"{notebook}[{n}]", entry) for n, entry in enumerate(entries)]
        read[notebook] = tuple(Objective(one.text("id"), one.text("text")) for one in fields)
        for one in fields:
            one.done()
        _unique("objectives.json", [objective.id for objective in read[notebook]])
    return read


def read_questions(folder):
    """Read every file in the folder `questions`; each holds the questions of one notebook.

    Parameters
    ----------
    folder : path

    Returns
    -------
    tuple of Question

    Raises
    ------
    EvidenceError
        If an item breaks a rule of the README beside the data. The message names file, item and field.
    """
    known, read = read_objectives(folder), []
    for path in sorted((Path(folder) / "questions").glob("*.json")):
        name = f"questions/{path.name}"
        for fields in _entries(path, name):
            read.append(_question(fields, known))
            if read[-1].notebook != path.stem:
                fields.refuse("notebook", f"holds {read[-1].notebook!r}; in this file it must be {path.stem!r}")
    _unique("questions", [one.id for one in read])
    return tuple(read)


def read_predictions(folder):
    """Read predictions.json.

    Parameters
    ----------
    folder : path

    Returns
    -------
    tuple of Prediction

    Raises
    ------
    EvidenceError
        As for `read_questions`.
    """
    known, name = read_objectives(folder), "predictions.json"
    read = tuple(_prediction(fields, known) for fields in _entries(Path(folder) / name, name))
    _unique(name, [one.id for one in read])
    return read


def read_exercises(folder):
    """Read exercises.json.

    Parameters
    ----------
    folder : path

    Returns
    -------
    tuple of Exercise

    Raises
    ------
    EvidenceError
        As for `read_questions`.
    """
    known, name = read_objectives(folder), "exercises.json"
    read = tuple(_exercise(fields, known) for fields in _entries(Path(folder) / name, name))
    _unique(name, [one.id for one in read])
    return read


class _Fields:
    """The fields of one item; whatever is wrong with one is said with file, item and field."""

    def __init__(self, file, id_, raw, prefix=""):
        self.file, self.id, self.prefix = file, id_, prefix
        if not isinstance(raw, dict):
            self.refuse("", f"holds {raw!r}; an object is needed")
        self.raw, self.used = raw, set()

    def refuse(self, field, reason):
        where = f"{self.file}, {self.id}, {self.prefix}{field}".rstrip(", .")
        raise EvidenceError(f"{where}: {reason}")

    def get(self, field, kind, words, default=None):
        self.used.add(field)
        value = self.raw.get(field, default)
        if not isinstance(value, kind) or isinstance(value, bool) and kind is not bool:
            self.refuse(field, "is missing" if value is None else f"holds {value!r}; {words} is needed")
        return value

    def text(self, field, default=None):
        value = self.get(field, str, "text", default)
        if not value.strip() and default is None:
            self.refuse(field, "is empty; text is needed")
        return value

    def truth(self, field):
        return self.get(field, bool, "true or false")

    def number(self, field, default=None):
        value = self.get(field, int | float, "a number", default)
        if not isfinite(value):
            self.refuse(field, f"holds {value!r}; a finite number is needed")
        return float(value)

    def parts(self, field):
        entries = self.get(field, list, "a list")
        return [_Fields(self.file, self.id, raw, f"{self.prefix}{field}[{n}].") for n, raw in enumerate(entries)]

    def done(self):
        """Refuse fields that nothing asked for: a misspelt one would be lost in silence."""
        for field in self.raw.keys() - self.used:
            self.refuse(field, f"is no field that is known here; {', '.join(sorted(self.used))} are")


def _json(path, name):
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise EvidenceError(f"{name} cannot be read: {error}") from None


def _entries(path, name):
    raw = _json(path, name)
    if not isinstance(raw, list) or not raw:
        raise EvidenceError(f"{name}: holds no list of items")
    for number, entry in enumerate(raw, start=1):
        named = entry.get("id") if isinstance(entry, dict) else None
        yield _Fields(name, named or f"item {number}", entry)


def _unique(file, ids):
    for id_ in ids:
        if ids.count(id_) > 1:
            raise EvidenceError(f"{file}, {id_}, id: stands {ids.count(id_)} times; ids are unique")


def _shared(fields, known):
    """The fields that every item has."""
    shared = {name: fields.text(name) for name in ("id", "notebook", "objective", "question")}
    if shared["notebook"] not in known:
        fields.refuse("notebook", f"holds {shared['notebook']!r}{suggestion(shared['notebook'], known)}")
    ids = [objective.id for objective in known[shared["notebook"]]]
    if shared["objective"] not in ids:
        fields.refuse("objective", f"holds {shared['objective']!r}; the notebook has {', '.join(ids)}")
    if not shared["id"].startswith(shared["notebook"][:2] + "-"):
        fields.refuse("id", f"must begin with {shared['notebook'][:2]}-")
    keys = fields.get("source", list, "a list of keys")
    if not keys:
        fields.refuse("source", "is empty; the key of a source is needed")
    for key in keys:
        if key not in bibliography():
            fields.refuse("source", f"holds {key!r}, which is no reference{suggestion(key, bibliography())}")
    return shared | {"source": tuple(keys), "unit": fields.text("unit", "")}


def _options(fields, type_):
    options = []
    for part in fields.parts("answers"):
        options.append(Option(part.text("answer"), part.truth("correct"), part.text("feedback")))
        if _LAZY.search(options[-1].answer):
            part.refuse("answer", f"holds {options[-1].answer!r}; an option must stand for itself")
        part.done()
    right = sum(option.correct for option in options)
    if len(options) < 3:
        fields.refuse("answers", f"holds {len(options)} options; at least three are needed")
    if len({option.answer for option in options}) < len(options):
        fields.refuse("answers", "holds the same option twice")
    if right == 0 or type_ == "multiple_choice" and right > 1:
        wanted = "exactly one is" if type_ == "multiple_choice" else "one or more are"
        fields.refuse("answers", f"has {right} right answers; {wanted} needed")
    return tuple(options)


def _numbers(fields):
    """Numeric answers as the format has them: values, ranges, and a default for all other numbers."""
    numbers, otherwise = [], ""
    for part in fields.parts("answers"):
        if part.raw.get("type") == "default":
            part.used.add("type")
            otherwise = part.text("feedback")
        else:
            numbers.append(_number_answer(part))
        part.done()
    if not otherwise:
        fields.refuse("answers", 'has no {"type": "default"} with feedback for all other numbers')
    if not any(answer.correct for answer in numbers):
        fields.refuse("answers", "has no right answer")
    for right in (answer for answer in numbers if answer.correct):
        for wrong in (answer for answer in numbers if not answer.correct):
            if right.holds(wrong.low) or wrong.holds(right.low):
                fields.refuse("answers", f"calls {max(right.low, wrong.low):g} right and wrong")
    return {"numbers": tuple(numbers), "otherwise": otherwise}


def _number_answer(part):
    if "range" in part.raw:
        limits = part.get("range", list, "a list of two numbers")
        if len(limits) != 2 or any(isinstance(x, bool) or not isinstance(x, int | float) for x in limits):
            part.refuse("range", f"holds {limits!r}; two numbers are needed")
        low, high = map(float, limits)
        if not (isfinite(low) and isfinite(high) and low < high):
            part.refuse("range", f"holds {limits!r}; two finite numbers, the lower first, are needed")
    else:
        low = high = part.number("value")
    return NumberAnswer(low, high, part.truth("correct"), part.text("feedback"))


def _question(fields, known):
    shared, type_ = _shared(fields, known), fields.text("type")
    if type_ in CHOICE:
        answers = {"options": _options(fields, type_)}
    elif type_ == "numeric":
        answers = _numbers(fields)
    else:
        fields.refuse("type", f"holds {type_!r}; one of {', '.join(CHOICE)}, numeric is needed")
    fields.done()
    return Question(**shared, type=type_, **answers)


def _prediction(fields, known):
    shared, type_ = _shared(fields, known), fields.text("type")
    if type_ == "multiple_choice":
        answers = {"options": _options(fields, type_)}
    elif type_ == "numeric":
        answers = {"value": fields.text("value"), "tolerance": _tolerance(fields)}
    elif type_ == "sketch":
        answers = {"value": fields.text("value"), "sketch": _sketch(fields)}
    else:
        fields.refuse("type", f"holds {type_!r}; one of multiple_choice, numeric, sketch is needed")
    outcome = fields.text("outcome")
    fields.done()
    return Prediction(**shared, type=type_, **answers, outcome=outcome)


def _tolerance(fields):
    tolerance = fields.number("tolerance")
    if not 0 < tolerance < 0.5:
        fields.refuse("tolerance", f"holds {tolerance:g}; a share above 0 and below 0.5 is needed")
    return tolerance


def _sketch(fields):
    points = fields.get("points", list, "a list of numbers")
    fixed = {float(x): float(y) for x, y in fields.get("fixed", list, "a list of pairs", [])}
    low, high, step, start = (fields.number(name) for name in ("low", "high", "step", "start"))
    if len(points) < 3 or points != sorted(set(points)) or not fixed.keys() <= set(points):
        fields.refuse("points", f"holds {points!r}; three or more rising numbers, with the fixed ones, are needed")
    if not (low <= start <= high and low < high and 0 < step <= high - low):
        fields.refuse("start", "low, start, high and step do not go together")
    labels = fields.text("x_label"), fields.text("y_label")
    return Sketch(*labels, tuple(map(float, points)), low, high, step, start, fixed)


def _exercise(fields, known):
    shared = _shared(fields, known)
    mistakes = []
    for part in fields.parts("mistakes"):
        mistakes.append(Mistake(part.text("value"), part.text("hint")))
        part.done()
    texts = {name: fields.text(name) for name in ("value", "praise", "hint", "solution")}
    tolerance = _tolerance(fields)
    fields.done()
    return Exercise(**shared, **texts, tolerance=tolerance, mistakes=tuple(mistakes))
