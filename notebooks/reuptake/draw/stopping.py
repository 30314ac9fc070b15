"""Stopping: symptoms after an antidepressant and after placebo, review by review, with their disagreement."""

import textwrap
from dataclasses import dataclass

import numpy as np
from matplotlib.patches import Rectangle

from reuptake.draw.icons import (
    DOT,
    DOT_GHOST,
    RING,
    RING_UNSURE,
    SQUARE,
    Icons,
    icon_axes,
    icon_samples,
)
from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS
from reuptake.model.people import among_thousand, of_thousand

PLACEBO, EXTRA, ALL, PERHAPS, MORE = "placebo", "extra", "all", "perhaps", "more"
LOOKS = {PLACEBO: DOT, EXTRA: SQUARE, ALL: RING, PERHAPS: RING_UNSURE, MORE: DOT_GHOST}
# Layout: the highest limit in the table is 81 %. Letters in a line of the words above the rows.
AXIS, LINE = (0, 900), 108
ADVICE = "Never stop a medicine because of this page: ask the prescriber, who can plan a taper."


@dataclass(frozen=True)
class Finding:
    """One result of one review.

    Attributes
    ----------
    name, who : str
        What was counted, and by whom.
    percent : float or None
        Of people after stopping an antidepressant; None where the result is no share of people.
    placebo, difference : float or None
        Share after stopping placebo, and how many more after the antidepressant, in percentage points.
    low, high : float or None
        Limits of `percent`.
    words : str
        The result where it is no share of people.
    reading : str
        What it is and what is not known of it.
    source : str
    """

    name: str
    who: str
    percent: float | None
    placebo: float | None
    difference: float | None
    low: float | None
    high: float | None
    words: str
    reading: str
    source: str

    @property
    def cited(self):
        """Whether the number was read in another source (bool)."""
        return "as cited in" in self.source


@dataclass(frozen=True)
class StoppingState:
    """What the picture of one setting shows.

    Attributes
    ----------
    findings : tuple of Finding
    shown : int
        How many have been seen, the last of them in hand.
    subtract : bool
        Whether the share after placebo is taken off, where there is one.
    """

    findings: tuple
    shown: int
    subtract: bool

    @property
    def finding(self):
        """The finding in hand (Finding)."""
        return self.findings[self.shown - 1]

    @property
    def counts(self):
        """People among a thousand by kind (dict of str to int)."""
        finding = self.finding
        if self.subtract:
            return {} if finding.difference is None else {EXTRA: among_thousand(finding.difference)}
        if finding.percent is None:
            return {}
        people = among_thousand(finding.percent)
        if finding.placebo is not None:
            return {PLACEBO: among_thousand(finding.placebo), EXTRA: people - among_thousand(finding.placebo)}
        if finding.low is None:
            return {ALL: people}
        low, high = among_thousand(finding.low), among_thousand(finding.high)
        return {ALL: low, PERHAPS: people - low, MORE: high - people}


class StoppingScene(Scene):
    """A row for each finding above; below, a thousand people for the one in hand."""

    name = "stopping"
    title = "Stopping an antidepressant: symptoms, and what placebo explains"
    size_in = (10.0, 7.75)

    def build(self, state):
        """Draw the axis and the names; make marks, icons and words."""
        text = self.figure.text
        self.head = self.moves(text(0.012, 0.967, "", fontsize=14, weight="bold", va="center"), ghost=False)
        self.reading = self.moves(text(0.012, 0.94, "", fontsize=12, va="top", linespacing=1.3), ghost=False)
        self._build_rows(state)
        self.field = Icons(icon_axes(self.figure, 0.012, 0.4, 7.0), LOOKS)
        self.field_name = self.moves(text(0.47, 0.385, "", fontsize=13, weight="bold", va="center"), ghost=False)
        self._build_key()
        note = "Different questions, different studies: the rows are not averaged.\n* as cited in another source"
        text(0.47, 0.135, note, fontsize=11, va="center", linespacing=1.4, color=TEXT_COLOURS["guide"])
        text(0.012, 0.035, ADVICE, fontsize=13, weight="bold", va="center")

    def update(self, state):
        """Show the rows seen so far, and the people of the one in hand."""
        finding = state.finding
        self.head.set_text(_capital(_named(finding)))
        self.reading.set_text(textwrap.fill(_reading(finding), LINE, break_on_hyphens=False))
        self.here.set_y(state.shown - 1.45)
        self._update_rows(state)
        self.field.fill(state.counts)
        self.field_name.set_text(_field_words(state))
        said = _key_words(state)
        for kind, (sample, words) in self.key.items():
            sample.show(kind in said)
            words.set_text(said.get(kind, ""))

    def describe(self, state):
        """Read out the finding in hand, and that nobody should stop because of it."""
        finding = state.finding
        return f"{_capital(finding.name)} ({finding.source}): {_result(state)}. {finding.reading} {ADVICE}"

    def numbers(self, state):
        """Every finding seen so far."""
        header = ("finding", "after an antidepressant", "after placebo", "more than placebo", "source")
        rows = [
            (_named(f), _share(f), _of(f.placebo, "not given"), _gap(state, f), f.source)
            for f in state.findings[: state.shown]
        ]
        return header, rows

    def _build_rows(self, state):
        count = len(state.findings)
        ax = self.figure.add_axes((0.345, 0.5, 0.445, 0.325), xlim=AXIS, ylim=(count - 0.4, -0.6))
        ax.set(yticks=(), xticks=range(0, 801, 200))
        ax.spines["left"].set_visible(False)
        ax.grid(axis="y", visible=False)
        ax.axvline(0, color="black", lw=1.4, zorder=2)
        across = ax.get_yaxis_transform()
        self.axis_name = self.moves(self.figure.text(0.567, 0.445, "", fontsize=12, ha="center", va="center"),
                                    ghost=False)  # fmt: skip
        # An outline alone, since what moves lies on top of the names.
        band = Rectangle((-0.755, 0), 2.2, 0.9, transform=across, fill=False, ec=COLOURS["serotonin"], lw=1.8,
                         clip_on=False, zorder=6)  # fmt: skip
        self.here = self.moves(ax.add_patch(band), ghost=False)
        for row, finding in enumerate(state.findings):
            name = f"{_named(finding)}{'*' if finding.cited else ''}"
            ax.text(-0.03, row, name, transform=across, fontsize=11, ha="right", va="center")
        self.words = [
            self.moves(ax.text(1.02, row, "", transform=across, fontsize=11, va="center"), ghost=False)
            for row in range(count)
        ]
        self._build_marks(ax)

    def _build_marks(self, ax):
        marks = {"ls": "", "ms": 9, "mew": 1.5, "mec": "black", "zorder": 5}
        looks = {
            PLACEBO: {"marker": "o", "mfc": COLOURS["serotonin"]},
            EXTRA: {"marker": "s", "mfc": COLOURS["inhibitor"]},
            ALL: {"marker": "D", "mfc": "white"},
        }
        self.lines = self.moves(ax.plot([], [], color="black", lw=1.8, zorder=3)[0], ghost=False)
        self.marks = {
            kind: self.moves(ax.plot([], [], **marks, **look)[0], ghost=False) for kind, look in looks.items()
        }

    def _build_key(self):
        # Kinds of which only one is ever shown share a line.
        self.key = {}
        for kinds, top in (((PLACEBO, EXTRA), 0.355), ((ALL, PERHAPS, MORE), 0.355)):
            samples = icon_samples(self.figure, [LOOKS[kind] for kind in kinds], 0.472, top, 0.042)
            self.key |= dict(zip(kinds, samples, strict=True))
        for artist in self.field.artists:
            self.moves(artist, ghost=False)
        for sample, words in self.key.values():
            for artist in (*sample.artists, words):
                self.moves(artist, ghost=False)

    def _update_rows(self, state):
        ends, points = [], {kind: [] for kind in self.marks}
        for row, finding in enumerate(state.findings[: state.shown]):
            for kind, value in _marks(state, finding).items():
                points[kind].append((of_thousand(value), row))
            ends += [(of_thousand(value), row) for value in _ends(state, finding)]
            ends.append((np.nan, np.nan))
        self.lines.set_data(*np.array(ends).T)
        for kind, line in self.marks.items():
            line.set_data(*(np.array(points[kind]).T if points[kind] else ([], [])))
        for row, (finding, words) in enumerate(zip(state.findings, self.words, strict=True)):
            words.set_text(_row_words(state, finding) if row < state.shown else "")
        self.axis_name.set_text(
            "■ more of 1,000 than after placebo"
            if state.subtract
            else "of 1,000 after ● placebo  ■ antidepressant  ◇ the same, no placebo rate"
        )


def _of(percent, otherwise):
    return otherwise if percent is None else f"{among_thousand(percent)} of 1,000"


def _limits(finding):
    return "" if finding.low is None else f" ({among_thousand(finding.low)} to {among_thousand(finding.high)})"


def _share(finding):
    return finding.words or f"{_of(finding.percent, '')}{_limits(finding)}"


def _named(finding):
    return f"{finding.name}, {finding.who}"


def _capital(words):
    return words[0].upper() + words[1:]


def _reading(finding):
    source = finding.source.removesuffix(".")
    return f"{finding.reading} Source: {source}."


def _marks(state, finding):
    """Marks of a row, in %; what is left after subtracting is never drawn beside what is not."""
    if state.subtract:
        return {} if finding.difference is None else {EXTRA: finding.difference}
    if finding.percent is None:
        return {}
    if finding.placebo is None:
        return {ALL: finding.percent}
    return {PLACEBO: finding.placebo, EXTRA: finding.percent}


def _ends(state, finding):
    """Ends of the line of a row, in %; none where there is none."""
    if state.subtract:
        return ()
    if finding.low is not None:
        return finding.low, finding.high
    return () if finding.placebo is None else (finding.placebo, finding.percent)


def _row_words(state, finding):
    if finding.percent is None:
        return finding.words
    if state.subtract:
        return "no placebo rate" if finding.difference is None else f"{among_thousand(finding.difference)} more"
    if finding.placebo is None:
        return f"{among_thousand(finding.percent)}{_limits(finding)}"
    return f"{among_thousand(finding.percent)} v {among_thousand(finding.placebo)}"


def _gap(state, finding):
    if not state.subtract:
        return "not asked"
    return "nothing to subtract" if finding.difference is None else f"{among_thousand(finding.difference)} of 1,000"


def _field_words(state):
    if state.counts:
        return "Of 1,000 people who stopped"
    return "No share of people: no icons" if state.finding.percent is None else "No placebo rate to subtract: no icons"


def _result(state):
    finding = state.finding
    if finding.percent is None:
        return f"{finding.words}, which is no share of people{' to subtract from' if state.subtract else ''}"
    if state.subtract:
        if finding.difference is None:
            return f"{among_thousand(finding.percent)} of 1,000, with no placebo rate to subtract"
        return f"{among_thousand(finding.difference)} more of 1,000 after an antidepressant than after placebo"
    if finding.placebo is None:
        return f"{among_thousand(finding.percent)} of 1,000 people who stopped{_limits(finding)}"
    return f"{_share(finding)} after an antidepressant, {_of(finding.placebo, '')} after placebo"


def _key_words(state):
    """What each look in the field means."""
    finding, counts = state.finding, state.counts
    if PERHAPS in counts:
        return {
            ALL: f"up to {among_thousand(finding.low)}: lower limit, as printed",
            PERHAPS: f"up to {among_thousand(finding.percent)}: the estimate",
            MORE: f"up to {among_thousand(finding.high)}: upper limit",
        }
    more = "more than after placebo" if state.subtract else "more after an antidepressant"
    words = {PLACEBO: "as after placebo", EXTRA: more, ALL: "with symptoms, because of stopping or not"}
    return {kind: f"{count} {words[kind]}" for kind, count in counts.items()}
