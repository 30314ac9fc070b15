"""The heart: how much longer the QTc interval was, design by design; and which receptor harms valves."""

import textwrap
from dataclasses import dataclass
from math import nan

from matplotlib.patches import Rectangle

from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

# Marks by design, filled or open, so that grey tells them apart too.
STUDY, ESTIMATE, LABEL, PAIRS, USERS = "study", "estimate", "label", "pairs", "users"
AGONIST, CONTROL, FINDING = "agonist", "negative control", "finding"
LOOKS = {
    STUDY: {"marker": "s", "mfc": COLOURS["serotonin"]},
    ESTIMATE: {"marker": "s", "mfc": "white"},
    LABEL: {"marker": "^", "mfc": COLOURS["serotonin"]},
    PAIRS: {"marker": "D", "mfc": COLOURS["serotonin"]},
    USERS: {"marker": "o", "mfc": "white"},
    AGONIST: {"marker": "o", "mfc": "black"},
    CONTROL: {"marker": "o", "mfc": "white"},
}
KEYS = (
    "■ study against placebo   □ estimate, not measured   ▲ label   ◆ same people, two doses   ○ users v non-users",
    "● activates 5-HT2B   ○ negative control: taken along in the same study as not linked with harm to valves",
)
# Layout: ends of the axis in ms, its ticks, and where the two columns of the other view stand on it.
ENDS, TICKS = (-4, 26), (0, 5, 10, 15, 20, 25)
COLUMNS = {AGONIST: 4, CONTROL: 16}
# Letters in a line of the words above and below the rows.
LINE = 112


@dataclass(frozen=True)
class Row:
    """One finding.

    Attributes
    ----------
    name, kind : str
        What was compared; a key of `LOOKS`, or `FINDING` for what is said in words.
    value, low, high, error : float or None
        Change of QTc, its limits (one alone is an upper bound) and its standard error (ms); None without a number.
    result : str
        The finding in a few words.
    reading, source : str
        What the design can show; who says so.
    aside : bool
        Whether it is set aside in the view in hand.
    """

    name: str
    kind: str
    value: float | None
    low: float | None
    high: float | None
    error: float | None
    result: str
    reading: str
    source: str
    aside: bool = False

    @property
    def whisker(self):
        """Ends of the line beside the mark (tuple of float), None without one."""
        if self.error is not None:
            return self.value - self.error, self.value + self.error
        if self.high is None:
            return None
        return (self.value if self.low is None else self.low), self.high


@dataclass(frozen=True)
class HeartState:
    """What the picture of one setting shows.

    Attributes
    ----------
    shown : int
        Rows seen so far, the last of them in hand; 0 before the first.
    view : str
    valves : bool
        Whether the rows are about valves, not about QTc.
    rows : tuple of Row
    notes : tuple of str
        What stands below the rows: from the first row on, and once all are there.
    """

    shown: int
    view: str
    valves: bool
    rows: tuple
    notes: tuple

    @property
    def seen(self):
        """The rows seen so far (tuple of Row)."""
        return self.rows[: self.shown]

    @property
    def note(self):
        """What stands below the rows (str)."""
        return " ".join(self.notes[: (self.shown > 0) + (self.shown == len(self.rows))])


class HeartScene(Scene):
    """A row for each finding: a mark at so many ms, or in the column of what it does at the receptor."""

    name = "heart"
    title = "The heart: the QTc interval by design, and valves by receptor"
    size_in = (10.0, 6.5)

    def build(self, state):
        """Make the band, the scale of ms, the two columns, and mark, line and words for every row."""
        text, count = self.figure.text, len(state.rows)
        self.head = self.moves(text(0.012, 0.965, "", fontsize=14, weight="bold", va="center"), ghost=False)
        self.reading = self.moves(text(0.012, 0.93, "", fontsize=12, va="top", linespacing=1.3), ghost=False)
        ax = self.figure.add_axes((0.335, 0.28, 0.29, 0.5), xlim=ENDS, ylim=(count - 0.4, -0.6))
        ax.set_axis_off()
        across = ax.get_yaxis_transform()
        band = Rectangle((-1.12, 0), 3.37, 0.9, transform=across, fc="#e8f1f8", ec=COLOURS["serotonin"], lw=1.5,
                         zorder=0, clip_on=False)  # fmt: skip
        self.here = self.moves(ax.add_patch(band), ghost=False)
        self._build_scale(ax, count)
        self.rows = [self._build_row(ax, across, row) for row in range(count)]
        self._build_marks(ax)
        self.note = self.moves(text(0.012, 0.17, "", fontsize=11, va="top", linespacing=1.3), ghost=False)
        self.key = self.moves(text(0.012, 0.03, "", fontsize=11, va="center", color=TEXT_COLOURS["guide"]), ghost=False)

    def update(self, state):
        """Show the rows seen so far, the last one marked, in the view in hand."""
        name = _capital(state.seen[-1].name) if state.shown else "No row yet"
        self.head.set_text(f"{name} · {state.view}")
        self.reading.set_text(textwrap.fill(_reading(state), LINE - 8))
        self.here.set_visible(state.shown > 0)
        self.here.set_y(state.shown - 1.45)
        for artist in self.scale:
            artist.set_visible(not state.valves)
        for artist in self.columns:
            artist.set_visible(state.valves)
        for place, artists in enumerate(self.rows):
            self._place_words(place, artists, state)
        self._place_marks(state)
        self.note.set_text(textwrap.fill(state.note, LINE))
        self.key.set_text(KEYS[state.valves])

    def describe(self, state):
        """Read out the row in hand, its design and source, and what stands below."""
        if not state.shown:
            return f"No row yet, {state.view}. {_reading(state)}"
        row = state.seen[-1]
        end = f" {state.notes[-1]}" if state.shown == len(state.rows) else ""
        return f"{_capital(row.name)}: {_result(row)}, {row.source}. {_reading(state)}{end}"

    def numbers(self, state):
        """The rows seen so far, and what stands below them."""
        header = ("what", "finding", "what it can show", "source")
        rows = [(row.name, _result(row), row.reading, row.source) for row in state.seen]
        return header, tuple([*rows, ("note", state.note or "step up", "–", state.view)])

    def _build_scale(self, ax, count):
        foot = count - 0.45
        look = {"fontsize": 11, "ha": "center", "va": "top"}
        self.scale = [
            ax.plot([0, 0], [-0.5, foot], color="black", lw=1.6, zorder=1)[0],
            ax.plot(TICKS, [foot] * len(TICKS), color="black", lw=1.2, marker="|", ms=9, mew=1.4, zorder=1)[0],
            *(ax.text(x, foot + 0.12, f"{x}", **look) for x in TICKS),
            ax.text(sum(ENDS) / 2, foot + 0.75, "QTc longer by (ms)", **look),
        ]
        words = {AGONIST: "activates\n5-HT2B", CONTROL: "negative\ncontrol"}
        look["va"] = "bottom"
        self.columns = [ax.text(x, -0.55, words[kind], linespacing=1.2, **look) for kind, x in COLUMNS.items()]
        for artist in (*self.scale, *self.columns):
            self.moves(artist, ghost=False)

    def _build_row(self, ax, across, place):
        words = {"fontsize": 11, "va": "center", "transform": across, "zorder": 4}
        artists = (ax.text(-0.02, place, "", ha="right", **words), ax.text(1.0, place, "", **words))
        return tuple(self.moves(artist, ghost=False) for artist in artists)

    def _build_marks(self, ax):
        """One artist for each kind of mark, and one for each kind of line beside it, in whatever rows they stand."""
        ends = {"color": "black", "lw": 1.8, "marker": "|", "ms": 12, "mew": 1.8, "zorder": 4}
        # The standard error is no interval, so its line is broken.
        self.whiskers = {
            is_error: ax.plot([], [], ls="--" if is_error else "-", **ends)[0] for is_error in (False, True)
        }
        look = {"ms": 9, "mec": "black", "mew": 1.5, "ls": "", "zorder": 5}
        self.marks = {kind: ax.plot([], [], **look, **LOOKS[kind])[0] for kind in LOOKS}
        for artist in (*self.whiskers.values(), *self.marks.values()):
            self.moves(artist, ghost=False)

    def _place_words(self, place, artists, state):
        name, words = artists
        row = state.rows[place]
        words.set_visible(place < state.shown)
        words.set_text("set aside: another design" if row.aside else row.result)
        name.set(text=row.name, weight="bold" if place == state.shown - 1 else "normal")

    def _place_marks(self, state):
        drawn = [(place, row) for place, row in enumerate(state.seen) if not row.aside]
        for kind, mark in self.marks.items():
            places = [place for place, row in drawn if row.kind == kind]
            mark.set_data([COLUMNS.get(kind, state.rows[place].value) for place in places], places)
        for is_error, line in self.whiskers.items():
            rows = [(place, row.whisker) for place, row in drawn if row.whisker and (row.error is not None) == is_error]
            # A gap after each line keeps rows apart.
            line.set_data([x for _, ends in rows for x in (*ends, nan)], [y for y, _ in rows for _ in range(3)])


def _capital(name):
    return name[0].upper() + name[1:]


def _result(row):
    return f"set aside in this view, {row.result}" if row.aside else row.result


def _reading(state):
    """What the row in hand can show, or before the first what will come."""
    if state.shown:
        return state.seen[-1].reading
    if state.valves:
        return "Step up: which of these activate the receptor 5-HT2B, and which were negative controls?"
    return (
        "QTc is a stretch of the heart's electrical trace, corrected for heart rate. Step up: how much longer was it, "
        "and in which kind of study? No advice on doses."
    )
