"""Predict, then see: the live picture stays off until a prediction is stored or skipped."""

import math

from reuptake.evidence import questions as data
from reuptake.model.exercises import CURVES, NUMBERS
from reuptake.ui.card import LETTERS, Asked, number, positions, stacked
from reuptake.ui.progress import progress

KINDS = {"multiple_choice": "one", "numeric": "number", "sketch": "sketch"}
TITLE = "Predict first"
BEFORE = "A wrong prediction costs nothing. The live picture comes up when you have predicted or skipped."
ALONE = "A wrong prediction costs nothing. The outcome comes up when you have predicted or skipped."
SKIP = "Skip and show the picture"
SKIP_ALONE = "Skip and show the outcome"
OUTCOME = "The outcome"


class PredictionCard(Asked):
    """A prediction, and behind it the live picture that answers it.

    Parameters
    ----------
    prediction : reuptake.evidence.items.Prediction
    explorer : reuptake.ui.explorer.Explorer, optional

    Attributes
    ----------
    explorer : Explorer or None
    revealed : bool
        Whether the picture is on.
    """

    def __init__(self, prediction, explorer=None):
        self.prediction, self.explorer = prediction, explorer
        self.revealed = False
        self._numbers = Numbers()
        super().__init__(
            {
                "kind": KINDS[prediction.type],
                "title": TITLE,
                "question": prediction.question.format_map(self._numbers),
                "note": BEFORE if explorer else ALONE,
                "options": [option.answer for option in prediction.options],
                "unit": prediction.unit,
                "sketch": prediction.sketch and _sketch_spec(prediction.sketch),
                "submit": "Store my prediction",
                "skip": SKIP if explorer else SKIP_ALONE,
            }
        )
        self._box = stacked([self.card])
        earlier = progress().latest("prediction", prediction.id)
        if earlier is not None:
            self._show_again(earlier.value)

    def judge(self, value):
        """Store a prediction, and set it beside the outcome."""
        if self.revealed:
            raise ValueError("The outcome is shown already; this prediction is closed.")
        stored, correct = self._checked(value)
        return self._stored(stored, correct)

    def skipped(self):
        """Store that no prediction was made, and show the outcome."""
        return self._stored(None, None) if not self.revealed else self.feedback

    def view(self):
        """The card, and under it the picture once it is on."""
        return self._box

    def folded_html(self):
        """The picture of the setting before the question, which does not give the answer away."""
        return self.explorer.figure_html() if self.explorer else ""

    def close(self):
        """Take card and picture off the page."""
        super().close()
        self._box.close()

    # ---- from an answer to what is shown

    def _checked(self, value):
        """What to store, and whether it came true (None where it is no matter of right or wrong)."""
        kind = self.prediction.type
        if kind == "multiple_choice":
            options = self.prediction.options
            (place,) = positions(value, len(options), several=False)
            return options[place].answer, options[place].correct
        if kind == "numeric":
            given, right = number(value), NUMBERS[self.prediction.value]()
            return given, bool(math.isclose(given, right, rel_tol=self.prediction.tolerance))
        sketch = self.prediction.sketch
        if not isinstance(value, list | tuple) or len(value) != len(sketch.free):
            places = ", ".join(f"{x:g}" for x in sketch.free)
            raise ValueError(f"A sketch needs {len(sketch.free)} numbers, one for each of {places}.")
        levels = [number(one) for one in value]
        if not all(sketch.low <= level <= sketch.high for level in levels):
            raise ValueError(f"The numbers of this sketch go from {sketch.low:g} to {sketch.high:g}.")
        return levels, None

    def _stored(self, value, correct):
        store = progress()
        store.record("prediction", self.prediction.id, value, correct=correct, notebook=self.prediction.notebook)
        # Running all cells visits nothing; a section is visited when its picture has been asked for.
        store.record("visit", self.prediction.id, notebook=self.prediction.notebook)
        return self._reveal(value, correct, store.notice)

    def _show_again(self, value):
        """Show what was predicted in an earlier sitting; what no longer fits counts as skipped."""
        options = [option.answer for option in self.prediction.options]
        try:
            given = [options.index(value)] if options and value is not None else value
            correct = None if value is None else self._checked(given)[1]
        except ValueError:
            value, correct = None, None
        self._reveal(value, correct, "")

    def _reveal(self, value, correct, notice):
        self.revealed = True
        if self.explorer is not None:
            self._box.children = (self.card, self.explorer.player)
        outcome = self.prediction.outcome.format_map(self._numbers)
        if value is None:
            return self.reply(
                "skipped", final=True, verdict="You skipped the prediction.", lines=[f"{OUTCOME}: {outcome}"],
                notice=notice,
            )  # fmt: skip
        verdict = {True: "It came out as you predicted.", False: "It came out otherwise.", None: ""}[correct]
        rows, curve, sent = self._side_by_side(value, outcome)
        return self.reply(
            "stored", final=True, value=sent, verdict=verdict, lines=self._reasons(sent) + rows.pop("lines", []),
            table=rows, curve=curve, notice=notice,
        )  # fmt: skip

    def _reasons(self, sent):
        if self.prediction.type != "multiple_choice":
            return []
        return [f"({LETTERS[sent[0]]}) {self.prediction.options[sent[0]].feedback}"]

    def _side_by_side(self, value, outcome):
        """Prediction and outcome as a table, the curve to draw, and the value as the browser knows it."""
        header = ["you predicted", OUTCOME.lower()]
        caption = "Your prediction and the outcome"
        if self.prediction.type == "multiple_choice":
            sent = [[option.answer for option in self.prediction.options].index(value)]
            return {"caption": caption, "header": header, "rows": [[value, outcome]]}, None, sent
        if self.prediction.type == "numeric":
            written = f"{value:g} {self.prediction.unit}".strip()
            return {"caption": caption, "header": header, "rows": [[written, outcome]]}, None, value
        sketch = self.prediction.sketch
        curve = [float(y) for y in CURVES[self.prediction.value](sketch.points)]
        own = iter(value)
        rows = [
            [f"{x:g}", f"{sketch.fixed[x]:g} (given)" if x in sketch.fixed else f"{next(own):.3g}", f"{y:.2g}"]
            for x, y in zip(sketch.points, curve, strict=True)
        ]
        quantity = f"{sketch.y_label}, {self.prediction.unit}" if self.prediction.unit else sketch.y_label
        table = {"caption": f"{caption}: {quantity}", "header": [sketch.x_label, *header], "rows": rows}
        return table | {"lines": [outcome]}, curve, value


class Numbers(dict):
    """Numbers that texts name in braces, computed when they are asked for."""

    def __missing__(self, name):
        self[name] = NUMBERS[name]()
        return self[name]


def _sketch_spec(sketch):
    """What the card needs to draw and read a sketch."""
    return {
        "x_label": sketch.x_label,
        "y_label": sketch.y_label,
        "points": [_short(x) for x in sketch.points],
        "free": [_short(x) for x in sketch.free],
        "fixed": {f"{x:g}": _short(y) for x, y in sketch.fixed.items()},
        "low": _short(sketch.low),
        "high": _short(sketch.high),
        "step": sketch.step,
        "start": sketch.start,
    }


def _short(x):
    return int(x) if float(x).is_integer() else x


def predict(key, explorer=None):
    """Ask for a prediction; the explorer comes on when it is stored or skipped.

    Parameters
    ----------
    key : str
        Id of the prediction, for example "03-charge".
    explorer : reuptake.ui.explorer.Explorer, optional
        The live picture that answers it; without one only the outcome is told.

    Returns
    -------
    PredictionCard

    Raises
    ------
    EvidenceError
        If there is no such prediction.
    """
    return PredictionCard(data.item("prediction", key), explorer)
