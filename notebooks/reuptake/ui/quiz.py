"""Questions to check oneself, with a reason for every option; the answers go to the progress file."""

import html

from reuptake.evidence import questions as data
from reuptake.ui.card import LETTERS, SEVERAL, Asked, AskedList, number, positions
from reuptake.ui.progress import progress

KINDS = {"multiple_choice": "one", "many_choice": "many", "numeric": "number"}
RIGHT, WRONG = "Right.", "Not quite. You can try again."


class QuestionCard(Asked):
    """One question on a card.

    Parameters
    ----------
    question : reuptake.evidence.items.Question
    title : str
        What stands above it.
    """

    def __init__(self, question, title=""):
        self.question = question
        several = question.type == "many_choice"
        super().__init__(
            {
                "kind": KINDS[question.type],
                "title": title,
                "question": question.question,
                "note": SEVERAL if several else "",
                "options": [option.answer for option in question.options],
                "unit": question.unit,
            }
        )

    def judge(self, value):
        """Say whether an answer is right, with the reason for each chosen option, and store it."""
        if self.question.type == "numeric":
            return self._judge_number(number(value))
        options = self.question.options
        chosen = positions(value, len(options), several=self.question.type == "many_choice")
        right = all(option.correct == (place in chosen) for place, option in enumerate(options))
        reasons = [f"({LETTERS[place]}) {options[place].feedback}" for place in chosen]
        if not right and all(options[place].correct for place in chosen):
            reasons.append("What you chose is right, but something is missing.")
        others = [
            [f"({LETTERS[place]}) {option.answer}", f"{'Right' if option.correct else 'Wrong'}. {option.feedback}"]
            for place, option in enumerate(options)
            if place not in chosen
        ]
        stored = [options[place].answer for place in chosen]
        return self._told(right, chosen, stored, reasons, others)

    def _judge_number(self, given):
        found = next((answer for answer in self.question.numbers if answer.holds(given)), None)
        reason = found.feedback if found else self.question.otherwise
        return self._told(bool(found and found.correct), given, given, [reason], [])

    def _told(self, right, value, stored, reasons, others):
        store = progress()
        store.record("answer", self.question.id, stored, correct=right, notebook=self.question.notebook)
        return self.reply(
            "right" if right else "wrong",
            value=value,
            verdict=RIGHT if right else WRONG,
            lines=reasons,
            others=others,
            notice=store.notice,
        )

    def folded_html(self):
        """Right answer and reasons, folded away."""
        rows = [
            (f"({letter}) {option.answer}", option.correct, option.feedback)
            for letter, option in zip(LETTERS, self.question.options, strict=False)
        ]
        unit = f" {self.question.unit}" if self.question.unit else ""
        rows += [(_written(answer) + unit, answer.correct, answer.feedback) for answer in self.question.numbers]
        items = "".join(
            f"<li><strong>{'Right' if correct else 'Wrong'}:</strong> {html.escape(answer)}. {html.escape(reason)}</li>"
            for answer, correct, reason in rows
        )
        return f'<details><summary>Answer and reasons</summary><ul style="list-style:none">{items}</ul></details>'


def question(key):
    """Show a question.

    Parameters
    ----------
    key : str
        Its id, for example "03-two-sodium".

    Returns
    -------
    QuestionCard

    Raises
    ------
    EvidenceError
        If there is no such question.
    """
    return QuestionCard(data.item("question", key))


def questions(notebook):
    """Show all questions of a notebook, one after another.

    Parameters
    ----------
    notebook : str
        Its name, for example "03-reuptake".

    Returns
    -------
    AskedList
    """
    found = [one for one in data.questions() if one.notebook == notebook]
    cards = [
        QuestionCard(one, f"Question {place} of {len(found)}{_last_time(one.id)}")
        for place, one in enumerate(found, start=1)
    ]
    return AskedList(cards, empty=f"There are no questions for {notebook!r}.")


def _last_time(key):
    """How it went in an earlier sitting, without giving the answer away."""
    last = progress().latest("answer", key)
    return "" if last is None else f"; last time: {'right' if last.correct else 'not right'}"


def _written(answer):
    return f"{answer.low:g}" if answer.low == answer.high else f"{answer.low:g} to {answer.high:g}"
