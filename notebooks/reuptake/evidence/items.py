"""What a question, a prediction and an exercise consist of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Objective:
    """Something that a reader can do after a notebook; questions say which one they test."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a choice, with the reason why it is right or wrong."""

    answer: str
    correct: bool
    feedback: str


@dataclass(frozen=True, slots=True)
class NumberAnswer:
    """A number, or the numbers from `low` up to but without `high`, and what they mean as an answer."""

    low: float
    high: float
    correct: bool
    feedback: str

    def holds(self, number):
        """Whether `number` is this answer."""
        return number == self.low or self.low <= number < self.high


@dataclass(frozen=True, slots=True)
class Sketch:
    """The points of a curve that a reader sketches; `fixed` are known beforehand."""

    x_label: str
    y_label: str
    points: tuple[float, ...]
    low: float
    high: float
    step: float
    start: float
    fixed: dict[float, float]

    @property
    def free(self):
        """The points that are the reader's to set."""
        return tuple(x for x in self.points if x not in self.fixed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What questions, predictions and exercises share."""

    id: str
    notebook: str
    objective: str
    source: tuple[str, ...]
    question: str
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Item):
    """A question whose right answer stands in the data: a choice, or a number with its ranges."""

    type: str
    options: tuple[Option, ...] = ()
    numbers: tuple[NumberAnswer, ...] = ()
    otherwise: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction(Item):
    """A question before a picture: a choice, a number or a sketch; the outcome is computed.

    `outcome` names computed numbers in braces, `value` the function that gives the number or curve.
    """

    type: str
    options: tuple[Option, ...] = ()
    sketch: Sketch | None = None
    value: str = ""
    tolerance: float = 0.0
    outcome: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """A known wrong way to a number, by the name of its function, and the hint that helps then."""

    value: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise(Item):
    """A number to work out; `value` names the computation that knows the right one."""

    value: str
    tolerance: float
    praise: str
    mistakes: tuple[Mistake, ...]
    hint: str
    solution: str
