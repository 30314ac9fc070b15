"""Who is testing what? Compounds near the serotonin transporter by mechanism, and how far they were reported."""

import textwrap
from dataclasses import dataclass

from matplotlib.patches import Rectangle

from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

STAGES = ("before trials in people", "phase 2", "phase 3", "approved or on sale")
ON, STOPPED, NOTHING = "no setback reported", "stopped, or no significant difference", "none found (our search)"
STAGE, DATE = "how far it came", "date of the report"
LAYOUTS = (STAGE, DATE)
# Filled, crossed, no mark at all: how it went, without colour.
LOOKS = {
    ON: {"marker": "o", "mfc": COLOURS["serotonin"], "mec": "black", "mew": 1.3, "ms": 12},
    STOPPED: {"marker": "X", "mfc": COLOURS["inhibitor"], "mec": "black", "mew": 1.0, "ms": 13},
    NOTHING: None,
}
# Layout: letters in a line of the words below; where the picture begins, in years.
LINE, FIRST_YEAR, LAST_YEAR = 104, 2015.5, 2027


@dataclass(frozen=True)
class Entry:
    """One row of the pipeline.

    Attributes
    ----------
    name : str
        Generic name, short enough for the picture.
    lane : str
        Our word for its mechanism.
    acts, use, report, date, source : str
        What it is said to act on, for what, what was reported, when, and by whom.
    stage : int or None
        Place in `STAGES`; None where none was found.
    went : str
        A key of `LOOKS`.
    when : float
        The date as a year with decimals.
    """

    name: str
    lane: str
    acts: str
    use: str
    report: str
    date: str
    source: str
    stage: int | None
    went: str
    when: float


@dataclass(frozen=True)
class PipelineState:
    """What the picture of one setting shows.

    Attributes
    ----------
    entries : tuple of Entry
        All of them, by date.
    shown : int
        How many are there already, the last of them in hand.
    across : str
        A member of `LAYOUTS`.
    lanes : tuple of str
        From the top down.
    """

    entries: tuple
    shown: int
    across: str
    lanes: tuple

    @property
    def entry(self):
        """The entry in hand (Entry), None before the first."""
        return self.entries[self.shown - 1] if self.shown else None

    @property
    def seen(self):
        """The entries there already (tuple of Entry)."""
        return self.entries[: self.shown]


class PipelineScene(Scene):
    """A lane for each mechanism; across, how far a compound came or when that was reported."""

    name = "pipeline"
    title = "Who is testing what near the serotonin transporter?"
    size_in = (10.0, 6.75)

    def build(self, state):
        """Draw the lanes; make both rulers, and a mark with its name for each entry."""
        count = len(state.lanes)
        ax = self.figure.add_axes((0.012, 0.315, 0.976, 0.655), xlim=(0, 100), ylim=(count - 0.5, -1.1))
        ax.set_axis_off()
        band = Rectangle((0, 0), 100, 0.94, fc="#e8f1f8", ec=COLOURS["serotonin"], lw=1.5, zorder=0)
        self.here = self.moves(ax.add_patch(band), ghost=False)
        words = {"fontsize": 11, "va": "center", "zorder": 3}
        for row, lane in enumerate(state.lanes):
            self.moves(ax.text(0.8, row, textwrap.fill(lane, 22), linespacing=1.15, **words), ghost=False)
            ax.plot([0, 100], [row - 0.5, row - 0.5], color="#b0b0b0", lw=1, zorder=1)
        head = {"fontsize": 11, "weight": "bold", "ha": "center", "va": "center"}
        years = range(int(FIRST_YEAR) + 1, int(LAST_YEAR), 2)
        self.rulers = {
            STAGE: [self._ruler(ax, _stage_x(place), name, head) for place, name in enumerate(STAGES)],
            DATE: [self._ruler(ax, _date_x(year), str(year), head) for year in years],
        }
        self.marks = [self._build_entry(ax, entry) for entry in state.entries]
        text = self.figure.text
        self.head = self.moves(text(0.012, 0.283, "", fontsize=13, weight="bold", va="center"), ghost=False)
        self.words = self.moves(text(0.012, 0.252, "", fontsize=12, va="top", linespacing=1.3), ghost=False)
        key = "● no setback in the report cited  ✖ stopped, or no significant difference. Lanes are our sorting."
        text(0.012, 0.03, key, fontsize=11, va="center", color=TEXT_COLOURS["guide"])

    def update(self, state):
        """Show the entries so far on the chosen ruler, the last one marked."""
        for across, parts in self.rulers.items():
            for artist in parts:
                artist.set_visible(across == state.across)
        for place, (entry, artists) in enumerate(zip(state.entries, self.marks, strict=True)):
            x, (name, *marks) = _place(entry, state.across), artists
            for mark in marks:
                mark.set_data([x], [_row(state, entry)])
            # Towards the right end a name stands left of its mark, so that it stays on the page.
            left = x > 72
            name.set(x=x - 1.8 if left else x + 1.8, y=_row(state, entry), ha="right" if left else "left")
            name.set_weight("bold" if place == state.shown - 1 else "normal")
            for artist in artists:
                artist.set_visible(place < state.shown)
        self.here.set_y(state.lanes.index(state.entry.lane) - 0.47 if state.entry else 50)
        self.head.set_text(_head(state))
        self.words.set_text(textwrap.fill(_words(state), LINE, break_on_hyphens=False))

    def describe(self, state):
        """Read out the entry in hand and the ruler."""
        if state.entry is None:
            return f"{len(state.lanes)} mechanisms, no entry yet; sorted by {state.across}."
        return f"{_head(state)}: {_words(state)} Sorted by {state.across}."

    def numbers(self, state):
        """The entries so far, in the order of the ruler."""
        header = ("compound", "mechanism (our sorting)", "said to act on", "for", "reported", "date", "source")
        order = sorted(state.seen, key=lambda one: _place(one, state.across))
        rows = [(one.name, one.lane, one.acts, one.use, one.report, one.date, one.source) for one in order]
        return header, (
            *rows,
            (f"sorted by {state.across}", "", "", "", f"{state.shown} of {len(state.entries)}", "", ""),
        )

    def _ruler(self, ax, x, words, look):
        return self.moves(ax.text(x, -0.8, textwrap.fill(words, 13), linespacing=1.1, **look), ghost=False)

    def _build_entry(self, ax, entry):
        """The name of an entry, and its mark where there is something to mark."""
        name = ax.text(0, 0, textwrap.fill(entry.name, 19), fontsize=11, va="center", linespacing=1.05, zorder=4)
        look = LOOKS[entry.went]
        marks = ax.plot([], [], ls="", zorder=5, **look) if look else ()
        return tuple(self.moves(artist, ghost=False) for artist in (name, *marks))


def _stage_x(place):
    return 32 + 20 * place


def _date_x(year):
    return 25 + 74 * (year - FIRST_YEAR) / (LAST_YEAR - FIRST_YEAR)


def _place(entry, across):
    """Where an entry stands from left to right; what was not found has no stage and stands before the first."""
    if across == DATE:
        return _date_x(entry.when)
    return _stage_x(entry.stage) if entry.stage is not None else 27


def _row(state, entry):
    """The lane of an entry, a little apart where the lane holds several."""
    lane = [one for one in state.entries if one.lane == entry.lane]
    row = state.lanes.index(entry.lane)
    return row if len(lane) == 1 else row - 0.22 + 0.44 * lane.index(entry) / (len(lane) - 1)


def _head(state):
    if state.entry is None:
        return "Step to the first entry."
    return f"{state.shown} of {len(state.entries)}, {state.entry.name}"


def _words(state):
    entry = state.entry
    if entry is None:
        return f"Sorted by {state.across}."
    if entry.went == NOTHING:
        return f"{entry.report} ({entry.date}; {entry.source})."
    acts = entry.acts[0].upper() + entry.acts[1:]
    return f"{acts}; for {entry.use}. Reported: {entry.report} ({entry.date}; {entry.source})."
