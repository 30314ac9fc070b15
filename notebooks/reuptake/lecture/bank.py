"""The question bank: every question and prediction of the course in one form, and the files made of it.

What is said here of an entry holds in every format; `moodle`, `gift` and `qti` only write it down.
"""

import html
import re
from dataclasses import dataclass
from decimal import Decimal

from reuptake.evidence import load, references
from reuptake.evidence.questions import predictions, questions
from reuptake.model.exercises import NUMBERS
from reuptake.ui.card import SEVERAL
from reuptake.ui.helplines import FIRST, HelpLines
from reuptake.ui.predict import Numbers

COURSE = "Serotonin reuptake"
BEFORE = "Before the picture"
NOTE = (
    "Education, not medical advice; not clinically reviewed. Licence: CC BY 4.0. "
    "Please name the course and keep the sources with each question."
)
ASKED_BEFORE = (
    "To be asked in the lecture hall before a picture is shown, and not graded. "
    "The outcome speaks of the live picture in the notebook."
)
CAME_TRUE, CAME_OTHERWISE = "It came out as you predicted.", "It came out otherwise."
# In this notebook the numbers may touch somebody in the room, so each answer ends with where to turn.
WITH_HELP = "07-safety"
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a choice, with its reason; `share` is how much of the mark it gives or takes, in percent."""

    text: str
    correct: bool
    share: float
    feedback: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number, or those from `low` up to but without `high`, and the reason why it is right or wrong."""

    low: float
    high: float
    correct: bool
    feedback: str

    @property
    def exact(self):
        """Whether it is one number."""
        return self.low == self.high

    @property
    def _closed(self):
        # Ranges of the formats hold both limits: the upper one is left out by a thousandth of the width.
        low, high = Decimal(str(self.low)), Decimal(str(self.high))
        return low, high - (high - low) / 1000

    @property
    def middle(self):
        """The middle and the distance from it that still counts, as text."""
        low, high = self._closed
        return tuple(f"{part.normalize():f}" for part in ((low + high) / 2, (high - low) / 2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One question as every format has it; all texts are plain, without marks."""

    id: str
    notebook: str
    objective: str
    kind: str
    """one, many or number."""
    graded: bool
    """False for a prediction."""
    question: str
    note: str
    """How to answer, where that does not go without saying."""
    choices: tuple[Choice, ...] = ()
    numbers: tuple[Number, ...] = ()
    otherwise: str = ""
    """What all other numbers are told."""
    remarks: tuple[str, ...] = ()
    """What everybody is told after answering."""
    sources: tuple[str, ...]

    @property
    def name(self):
        """A name that no other entry has."""
        return self.id if self.graded else f"{self.id} (before the picture)"

    @property
    def asked(self):
        """Question and note, as paragraphs."""
        return tuple(filter(None, (self.question, self.note)))

    @property
    def category(self):
        """Where it lies: course, notebook and, for a prediction, a folder of its own."""
        return (COURSE, notebook_name(self.notebook)) + ((BEFORE,) if not self.graded else ())


def notebook_name(notebook):
    """Name a notebook in words.

    Parameters
    ----------
    notebook : str
        For example "03-reuptake".

    Returns
    -------
    str
        For example "03 Reuptake".
    """
    (title,) = (row.title for row in load("course") if row.notebook == notebook)
    return f"{notebook[:2]} {title}"


def bank():
    """List all that can be exported: by notebook, first its questions, then its predictions.

    Returns
    -------
    tuple of Entry
        Without the predictions that are sketched, which none of the formats can ask.
    """
    numbers = Numbers()
    entries = [_question(one) for one in questions()]
    entries += [_prediction(one, numbers) for one in predictions() if one.type != "sketch"]
    return tuple(sorted(entries, key=lambda entry: (entry.notebook, not entry.graded)))


def by_category(entries):
    """Group entries that lie in one place.

    Parameters
    ----------
    entries : iterable of Entry

    Returns
    -------
    dict of tuple of str to list of Entry
        By category, in the order of the entries.
    """
    groups = {}
    for entry in entries:
        groups.setdefault(entry.category, []).append(entry)
    return groups


def about(category):
    """Say what a category holds.

    Parameters
    ----------
    category : tuple of str

    Returns
    -------
    str
    """
    return f"{ASKED_BEFORE} {NOTE}" if category[-1] == BEFORE else NOTE


def plain(text):
    """Write text that leads somewhere as words alone: what a link leads to is not there in another system.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
    """
    return _LINK.sub(r"\1", text)


def paragraphs(*texts):
    """Write texts as HTML that holds nothing but paragraphs.

    Parameters
    ----------
    *texts : str

    Returns
    -------
    str
    """
    return "".join(f"<p>{html.escape(text, quote=False)}</p>" for text in texts)


def closing(entry):
    """Write what everybody is told after answering: the remarks, then the sources as a list.

    Parameters
    ----------
    entry : Entry

    Returns
    -------
    str
        HTML that is well-formed XML too.
    """
    items = "".join(f"<li>{html.escape(source, quote=False)}</li>" for source in entry.sources)
    return f"{paragraphs(*entry.remarks, 'Sources:')}<ul>{items}</ul>"


def _question(item):
    several = item.type == "many_choice"
    kind = {"multiple_choice": "one", "many_choice": "many", "numeric": "number"}[item.type]
    return Entry(
        **_shared(item, kind, item.question),
        graded=True,
        note=_how_to_answer(item) if kind == "number" else SEVERAL if several else "",
        choices=_choices(item.options),
        numbers=tuple(Number(one.low, one.high, one.correct, plain(one.feedback)) for one in item.numbers),
        otherwise=plain(item.otherwise),
        remarks=_help(item),
    )


def _prediction(item, numbers):
    kind = {"multiple_choice": "one", "numeric": "number"}[item.type]
    outcome = plain(item.outcome.format_map(numbers))
    told = f"The outcome, as notebook {item.notebook[:2]} tells it beside its live picture: {outcome}"
    return Entry(
        **_shared(item, kind, item.question.format_map(numbers)),
        graded=False,
        note=_how_to_answer(item) if kind == "number" else "",
        choices=_choices(item.options),
        numbers=() if kind == "one" else (_near(NUMBERS[item.value](), item.tolerance),),
        otherwise="" if kind == "one" else CAME_OTHERWISE,
        remarks=(told, *_help(item)),
    )


def _shared(item, kind, question):
    sources = tuple(line.removeprefix("- ") for line in repr(references(*item.source)).split("\n"))
    fields = {"id": item.id, "notebook": item.notebook, "objective": item.objective, "kind": kind}
    return fields | {"question": plain(question), "sources": sources}


def _choices(options):
    """Options with their shares: the right ones make up the mark, the wrong ones of several take it away."""
    right = sum(option.correct for option in options)
    wrong = len(options) - right
    loss = 0 if right == 1 else 100 / wrong if wrong else 0
    return tuple(
        Choice(plain(one.answer), one.correct, 100 / right if one.correct else -loss, plain(one.feedback))
        for one in options
    )


def _near(value, tolerance):
    """The range that counts as having predicted a number, with four digits."""
    low, high = (float(f"{value * (1 + sign * tolerance):.4g}") for sign in (-1, 1))
    return Number(low, high, True, CAME_TRUE)


def _how_to_answer(item):
    return f"Answer with a number alone; its unit is {item.unit}." if item.unit else "Answer with a number alone."


def _help(item):
    if item.notebook != WITH_HELP:
        return ()
    lines = "; ".join(f"{row.region}: {row.service}, {row.contact}" for row in HelpLines().rows)
    return (f"If you need help: {FIRST} {lines}.",)
