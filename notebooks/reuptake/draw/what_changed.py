"""Two snapshots side by side, record by record: what is news, what is set aside, and why."""

import textwrap
from dataclasses import dataclass

from matplotlib.patches import Rectangle

from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

NEWS, ASIDE, SAME, UNKNOWN = "news", "set aside", "same", "cannot be known"
# Letter and colours of a record in the row of squares: readable without colour.
LOOKS = {
    NEWS: ("N", COLOURS["inhibitor"]),
    ASIDE: ("–", "#cfcfcf"),
    SAME: ("=", "white"),
    UNKNOWN: ("?", COLOURS["chloride"]),
}
# Layout: top of the table, height of a row and of a further line in it, as parts of the page; letters in a line
# of the words below, and of each column.
TOP, ROW_STEP, LINE_STEP, LINE = 0.84, 0.044, 0.0272, 100
COLUMNS, WIDE = (0.012, 0.245, 0.505, 0.765), (24, 26, 26, 26)


@dataclass(frozen=True)
class Field:
    """One field of one record: its name, both values in words, what it is (`NEWS`, `ASIDE` or `SAME`), and why."""

    name: str
    before: str
    after: str
    kind: str
    why: str


@dataclass(frozen=True)
class Seen:
    """One record.

    Attributes
    ----------
    key, title : str
    fields : tuple of Field
    kind : str
        A key of `LOOKS`.
    said : str
        What is told of it, in words.
    """

    key: str
    title: str
    fields: tuple
    kind: str
    said: str


@dataclass(frozen=True)
class WhatChangedState:
    """What the picture of one setting shows.

    Attributes
    ----------
    step : int
        Records looked at, 0 for none yet.
    records : tuple of Seen
        All of them, in order.
    dates_count, complete : bool
        Whether a touched date counts as news; whether the newer snapshot is complete.
    days : tuple of str
        Of the two snapshots.
    note : str
        That all of it is made up.
    """

    step: int
    records: tuple
    dates_count: bool
    complete: bool
    days: tuple
    note: str

    @property
    def record(self):
        """The record in hand (Seen), None before the first."""
        return self.records[self.step - 1] if self.step else None

    @property
    def counts(self):
        """Records looked at, by kind (dict of str to int)."""
        return {kind: sum(one.kind == kind for one in self.records[: self.step]) for kind in LOOKS}


class WhatChangedScene(Scene):
    """A table of one record, old beside new, and a square for every record."""

    name = "what-changed"
    title = "What changed? Two snapshots of a made-up drug"
    size_in = (10.0, 6.75)

    def build(self, state):
        """Draw the headings; make the words of the table and the squares."""
        text = self.figure.text
        self.head = self.moves(text(0.012, 0.965, "", fontsize=14, weight="bold", va="center"), ghost=False)
        self.name_words = self.moves(text(0.012, 0.925, "", fontsize=12, va="center"), ghost=False)
        for x, words in zip(COLUMNS, ("field", *(f"on {day}" for day in state.days), "what it is"), strict=True):
            text(x, 0.875, words, fontsize=12, weight="bold", va="center")
        ax = self.figure.add_axes((0, 0, 1, 1), xlim=(0, 1), ylim=(0, 1))
        ax.set_axis_off()
        ax.plot([0.012, 0.988], [0.853, 0.853], color="black", lw=1.2)
        differ = [sum(field.kind != SAME for field in one.fields) for one in state.records]
        self.bands = [self._build_band(ax) for _ in range(max(differ))]
        self.lines = [self._build_line(ax) for _ in range(max(len(one.fields) for one in state.records))]
        self.said = self.moves(
            text(0.012, 0.285, "", fontsize=12, weight="bold", va="top", linespacing=1.25), ghost=False
        )
        self.squares = [self._build_square(ax, place, len(state.records)) for place in range(len(state.records))]
        self.tally = self.moves(text(0.012, 0.095, "", fontsize=12, va="center"), ghost=False)
        self.rules = self.moves(text(0.012, 0.058, "", fontsize=12, va="center"), ghost=False)
        text(0.012, 0.022, state.note, fontsize=11, va="center", color=TEXT_COLOURS["guide"])

    def update(self, state):
        """Show the record in hand, and the squares of those looked at."""
        record = state.record
        count = len(state.records)
        self.head.set_text(f"Record {state.step} of {count}: {record.key}" if record else f"{count} records wait")
        self.name_words.set_text(record.title if record else "Go from record to record.")
        self._fill_table(record.fields if record else ())
        self.said.set_text(textwrap.fill(record.said, LINE, break_on_hyphens=False) if record else "")
        for place, (square, letter) in enumerate(self.squares):
            seen = place < state.step
            mark, colour = LOOKS[state.records[place].kind] if seen else ("", "white")
            square.set(
                facecolor=colour, linestyle="-" if seen else ":", linewidth=3 if place == state.step - 1 else 1.2
            )
            letter.set_text(mark)
        self.tally.set_text(_tally(state))
        self.rules.set_text(_rules(state))

    def describe(self, state):
        """Read out the record in hand, the count so far and the rules."""
        if state.record is None:
            return f"Made up: {len(state.records)} records in two snapshots, none compared yet. {_rules(state)}"
        return (
            f"Made up: record {state.step} of {len(state.records)}, {state.record.title}: {state.record.said} "
            f"So far: {_tally(state)}. {_rules(state)}"
        )

    def numbers(self, state):
        """The fields of the record in hand, or the rules where there is none."""
        header = ("field", *(f"on {day}" for day in state.days), "what it is")
        rules = ("rules", _rules(state), "", "made up")
        if state.record is None:
            return header, (rules,)
        rows = [(one.name, one.before, one.after, one.why) for one in state.record.fields]
        return header, (*rows, rules)

    def _build_band(self, ax):
        band = Rectangle((0.006, 0), 0.988, 0.1, fc="#fbd9c3", ec=COLOURS["inhibitor"], lw=1.2, visible=False, zorder=0)
        return self.moves(ax.add_patch(band), ghost=False)

    def _build_line(self, ax):
        words = {"fontsize": 11, "va": "baseline", "linespacing": 1.2}
        return [self.moves(ax.text(x, 0, "", **words), ghost=False) for x in COLUMNS]

    def _build_square(self, ax, place, count):
        step = 0.976 / count
        x, width = 0.012 + place * step, 0.7 * step
        square = ax.add_patch(Rectangle((x, 0.128), width, 0.055, ec="black", fc="white"))
        letter = ax.text(x + width / 2, 0.1555, "", fontsize=13, weight="bold", color="black", ha="center", va="center")
        return self.moves(square, ghost=False), self.moves(letter, ghost=False)

    def _fill_table(self, fields):
        """Write the fields one below another, each as high as its words need."""
        top, free = TOP, list(self.bands)
        for place, cells in enumerate(self.lines):
            field = fields[place] if place < len(fields) else None
            texts = _cells(field) if field else [""] * len(COLUMNS)
            more = [text.count("\n") * LINE_STEP for text in texts]
            for artist, words, below in zip(cells, texts, more, strict=True):
                # A text of several lines is placed by the foot of its last one.
                artist.set(text=words, y=top - 0.7 * ROW_STEP - below)
                artist.set_weight("bold" if field and field.kind == NEWS else "normal")
            top -= ROW_STEP + max(more)
            if field and field.kind == NEWS:
                free.pop(0).set(visible=True, y=top, height=ROW_STEP + max(more))
        for band in free:
            band.set_visible(False)


def _cells(field):
    """The four cells of a field, wrapped."""
    texts = (field.name, field.before, field.after, field.why)
    return [textwrap.fill(words, wide, break_on_hyphens=False) for words, wide in zip(texts, WIDE, strict=True)]


def _tally(state):
    counts = state.counts
    words = [f"{counts[kind]} {kind} ({LOOKS[kind][0]})" for kind in LOOKS if kind != UNKNOWN or counts[kind]]
    return ", ".join(words)


def _rules(state):
    dates = "counts as news" if state.dates_count else "is no news"
    newer = "is complete" if state.complete else "broke off"
    return f"Rules: a new date of last update {dates}; the newer snapshot {newer}."
