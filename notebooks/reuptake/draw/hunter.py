"""The Hunter rules as a tree: one row a rule, a path that stops at the first rule that is met."""

import re
from dataclasses import dataclass

import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

# Layout, in points of the page: the trunk, the first row of rules, the step from row to row.
WIDTH, HEIGHT = 720, 450
TRUNK, FIRST_ROW, STEP = 34, 338, 48
RESULT = 606
# From the middle of a node to its rim, from chip to word, from a chip's rim to its name.
ROUND, GAP, PAD = 13, 9, 5
SCALE = (36, 41)
NODE = {"boxstyle": "round,pad=0.35", "fc": "white", "ec": "black", "lw": 1.3}
PRESENT = {"boxstyle": "square,pad=0.35", "fc": "#cfe6f5", "ec": COLOURS["serotonin"], "lw": 2.2}
ABSENT = {"boxstyle": "square,pad=0.35", "fc": "white", "ec": "#767676", "lw": 1.1, "ls": "--"}
GLOSSES = "clonus: rhythmic jerks; diaphoresis: sweating; hyperreflexia: brisk reflexes; hypertonia: stiff muscles"
MET, NOT_MET, NOT_ASKED = "met", "not met", "not asked"


@dataclass(frozen=True)
class Rule:
    """One rule and how the findings meet it.

    Attributes
    ----------
    number, text, note : str
        Its place, its words, and a caveat ("" for none).
    groups : tuple of tuple of (str, bool)
        What is needed: every group; of a group any one finding, each with whether it is there.
    met : bool
    result : str
        What the table concludes where it is met.
    """

    number: str
    text: str
    groups: tuple
    met: bool
    result: str
    note: str = ""

    @property
    def lacking(self):
        """What is still needed (list of str)."""
        return [" or ".join(name for name, _ in group) for group in self.groups if not any(there for _, there in group)]


@dataclass(frozen=True)
class HunterState:
    """What the picture of one setting shows.

    Attributes
    ----------
    gate, otherwise : str
        What must be so before a rule is asked; what is concluded where none is met.
    rules : tuple of Rule
    first : int
        Place of the first rule that is met; the number of rules where none is.
    temperature, limit : float
        Of the invented person, and what a rule wants exceeded, in °C.
    present : tuple of str
        Findings that are there, but for the temperature.
    missed_percent : float
        How many of a hundred people with toxicity the rules miss.
    source : str
    """

    gate: str
    rules: tuple
    otherwise: str
    first: int
    temperature: float
    limit: float
    present: tuple
    missed_percent: float
    source: str

    @property
    def fired(self):
        """The first rule that is met (Rule), or None."""
        return self.rules[self.first] if self.first < len(self.rules) else None

    def answer(self, place):
        """What the walk makes of a rule (str).

        Parameters
        ----------
        place : int
        """
        return NOT_ASKED if place > self.first else MET if place == self.first else NOT_MET


class HunterScene(Scene):
    """A trunk of questions with the findings each needs; the path lights up to the first that is met."""

    name = "hunter-rules"
    title = "Serotonin toxicity: which of the Hunter rules is met?"
    size_in = (WIDTH / 72, HEIGHT / 72)

    def build(self, state):
        """Draw the tree with nothing lit; make what lights up, the answers and the thermometer."""
        self.ax = self.figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(0, HEIGHT))
        self.ax.set_axis_off()
        note = "For teaching only: not a tool for diagnosis. Help lines: top of this page."
        self._text(12, HEIGHT - 20, note, fontsize=13, weight="bold")
        self._text(12, HEIGHT - 42, f"The person is invented. Rules: {state.source}", color=TEXT_COLOURS["guide"])
        self._text(12, 16, GLOSSES, color=TEXT_COLOURS["guide"])
        self._text(TRUNK - 12, FIRST_ROW + STEP, f"given: {state.gate}", bbox=NODE)
        # The lit path lies on top of the backdrop, so it leaves out what it must not hide.
        lit = {"color": COLOURS["serotonin"], "lw": 6, "solid_capstyle": "butt", "zorder": 2}
        self.path = self.moves(self.ax.plot([], [], **lit)[0], ghost=False)
        self.chips, self.gaps, self.answers = [], [], []
        for place, rule in enumerate(state.rules):
            y = FIRST_ROW - STEP * place
            self._draw_line([TRUNK, TRUNK], [y + STEP - ROUND, y + ROUND])
            self._text(TRUNK, y, rule.number, ha="center", weight="bold", bbox={**NODE, "boxstyle": "circle,pad=0.3"})
            self._build_rule(rule, y)
            self.answers.append(self._moving_text(RESULT, y, "", fontsize=12))
        last = FIRST_ROW - STEP * len(state.rules)
        self._draw_line([TRUNK, TRUNK], [last + STEP - ROUND, last + ROUND])
        self.otherwise = self._moving_text(TRUNK - 12, last, "", bbox=NODE)
        self._build_thermometer(state)

    def update(self, state):
        """Light up findings and path."""
        found = [there for rule in state.rules for group in rule.groups for _, there in group]
        for chip, there in zip(self.chips, found, strict=True):
            chip.set_visible(there)
        self.path.set_data(*_path(self.gaps, state.first))
        for place, words in enumerate(self.answers):
            answer = state.answer(place)
            words.set_text(answer)
            words.set(weight="bold" if answer == MET else "normal", color=_answer_colour(answer))
        none = state.fired is None
        self.otherwise.set(weight="bold" if none else "normal", color=_answer_colour(MET if none else NOT_ASKED))
        self.otherwise.set_text(f"none of the {len(state.rules)} rules: {state.otherwise if none else NOT_ASKED}")
        self.mark.set_data([self._at(state.temperature)], [self.scale_y])
        hot = "above" if state.temperature > state.limit else "not above"
        self.degrees.set_text(f"{state.temperature:.1f} °C: {hot} {state.limit:g} °C")

    def for_lecture(self):
        """Draw the boxes of the findings close round their words."""
        for text in self.ax.texts:
            box = text.get_bbox_patch()
            if box is not None and box.get_boxstyle().__class__.__name__ == "Square":
                box.set_boxstyle("square", pad=0.12)

    def describe(self, state):
        """Read out the findings, the rule that fires, and what that is worth."""
        findings = f"{', '.join(state.present) or 'none of the other findings'} and {state.temperature:.1f} °C"
        start = f"An invented person after a serotonergic drug, with {findings}"
        if state.fired is None:
            return (
                f"{start}: {state.otherwise}; none of the {len(state.rules)} rules fires. That rules nothing out: in "
                f"their own study the rules missed {state.missed_percent:g} of 100 people with serotonin toxicity."
            )
        caveat = f" (this rule was {state.fired.note})" if state.fired.note else ""
        return (
            f"{start}: rule {state.fired.number} is the first that is met, {_spoken(state.fired)}{caveat}. That is no "
            "diagnosis: what it is worth depends on how common toxicity is among the people tested."
        )

    def numbers(self, state):
        """Every rule, what it lacks, and what the walk makes of it."""
        rows = [
            (rule.number, rule.text, "; ".join(rule.lacking) or "nothing", _answer(state, place), rule.note or "–")
            for place, rule in enumerate(state.rules)
        ]
        end = state.otherwise if state.fired is None else NOT_ASKED
        temperature = ("–", "temperature", "–", f"{state.temperature:.1f} °C", "invented")
        last = ("–", "none of the above", "–", end, "–")
        return ("rule", "needs", "still lacking", "answer", "note"), (temperature, *rows, last)

    def _build_rule(self, rule, y):
        """Chips of one rule from left to right, the words between them, and the gaps where the path is seen."""
        x, gaps = TRUNK + ROUND, []
        for group in rule.groups:
            for other, (name, _) in enumerate(group):
                word = "or" if other else "AND" if gaps else ""
                if word:
                    gaps.append((x, x + GAP))
                    x = self._word(x + GAP, y, word)
                gaps.append((x, x + GAP))
                x = self._chip(x + GAP, y, name)
        gaps.append((x, RESULT - 6))
        for gap in gaps:
            self._draw_line(gap, [y, y])
        self.gaps.append(gaps)

    def _word(self, x, y, word):
        """Write AND or "or"; returns where it ends."""
        weight = "bold" if word == "AND" else "normal"
        self._text(x + 3, y, word, weight=weight)
        return x + _length(word, weight) + 6

    def _chip(self, x, y, name):
        """Draw a finding that is not there, and make the same one that is; returns where it ends."""
        absent, present = f"○ {name}", f"● {name}"
        self._text(x + PAD, y, absent, bbox=ABSENT)
        self.chips.append(self._moving_text(x + PAD, y, present, bbox=PRESENT))
        return x + _length(absent) + 2 * PAD

    def _draw_line(self, x, y):
        self.ax.plot(x, y, color="#b0b0b0", lw=1.5, zorder=1)

    def _build_thermometer(self, state):
        self.scale_y = 64
        ends = [self._at(value) for value in SCALE]
        self.ax.plot(ends, [self.scale_y] * 2, color="#555555", lw=2, zorder=1)
        for value in range(SCALE[0], SCALE[1] + 1):
            self.ax.plot([self._at(value)] * 2, [self.scale_y - 5, self.scale_y + 5], color="#555555", lw=1.5, zorder=1)
        for value in (SCALE[0], state.limit, SCALE[1]):
            self._text(self._at(value), self.scale_y - 19, f"{value:g}", ha="center")
        limit = self._at(state.limit)
        dashed = {"color": "black", "lw": 2.5, "ls": (0, (2, 1)), "zorder": 1}
        self.ax.plot([limit] * 2, [self.scale_y - 11, self.scale_y + 11], **dashed)
        look = {"ls": "", "marker": "D", "ms": 11, "mfc": COLOURS["inhibitor"], "mec": "black", "zorder": 5}
        self.mark = self.moves(self.ax.plot([], [], **look)[0])
        self.degrees = self._moving_text(ends[1] + 16, self.scale_y, "", fontsize=12)

    @staticmethod
    def _at(degrees):
        return 392 + 24 * (degrees - SCALE[0])

    def _text(self, x, y, words, **look):
        return self.ax.text(x, y, words, va="center", **{"fontsize": 11, "zorder": 4, **look})

    def _moving_text(self, x, y, words, **look):
        return self.moves(self._text(x, y, words, **look), ghost=False)


def _path(gaps, first):
    """The way down to a rule and along it, or past all of them, with breaks where something stands (x and y)."""
    ends = [(FIRST_ROW + STEP * (1 - place) - ROUND, FIRST_ROW - STEP * place + ROUND) for place in range(first + 1)]
    x, y = [], []
    for top, bottom in ends:
        x += [TRUNK, TRUNK, np.nan]
        y += [top, bottom, np.nan]
    for start, end in gaps[first] if first < len(gaps) else ():
        x += [start, end, np.nan]
        y += [FIRST_ROW - STEP * first] * 2 + [np.nan]
    return x, y


def _length(words, weight="normal"):
    """Length of words of 11 points, in points."""
    return TextPath((0, 0), words, size=11, prop=FontProperties(family="DejaVu Sans", weight=weight)).get_extents().x1


def _answer_colour(answer):
    return TEXT_COLOURS["guide"] if answer == NOT_ASKED else "black"


def _answer(state, place):
    """The answer of the walk and, where it stopped before, whether the rule would have been met too."""
    answer = state.answer(place)
    return f"{answer} (met too)" if answer == NOT_ASKED and state.rules[place].met else answer


def _spoken(rule):
    """A rule's words without capitals or signs, which do not read aloud."""
    words = re.sub(r"\b(AND|OR)\b", lambda found: found[0].lower(), rule.text).replace(">", "above ")
    return re.sub(r"(?<=\d) C\b", " °C", words)
