"""Calls to poison centres by year, each way of counting by itself, gaps as gaps; events of authorities below."""

import textwrap
from dataclasses import dataclass

from matplotlib.patches import Rectangle

from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS
from reuptake.evidence.bibliography import PRESS

BARS, GAP, STATED, SPOKEN, SINGLE = "calls", "gap", "statement", "spoken", "single substance"
EVERY, STUDY, STATEMENTS, ALONE = (
    "every way of counting, apart", "one study's calls", "statements by officials", "single-substance exposures",
)  # fmt: skip
SERIES = {
    EVERY: (BARS, GAP, STATED, SPOKEN, SINGLE),
    STUDY: (BARS, GAP),
    STATEMENTS: (STATED, SPOKEN),
    ALONE: (SINGLE,),
}
FRANCE, USA, STATES = "France", "USA", "US states"
LANES = {FRANCE: "o", USA: "s", STATES: "^"}
# Layout: ends of the axis of years and of calls, how far above its frame a mark off the scale stands, height of a
# hatched gap, letters in a line of words.
YEARS, TOP, OFF_SCALE, GAP_HEIGHT, LINE = (2000, 2026), 170, 10, 78, 114
# Steps aside in a lane, and how near in years two marks of one step may be.
ASIDE, NEAR = (0, -0.3, 0.3, 0.6), 0.4
BACK = {"fc": "white", "ec": "none", "pad": 1}
CAVEATS = (
    "Calls are voluntary: they do not say how many people are affected. Coding changed; some products held other "
    "drugs.",
    "Ways of counting differ: never joined or added. Bars and statements: as cited in other texts. "
    "Help lines: top of this page.",
)


@dataclass(frozen=True)
class Period:
    """One row of the series.

    Attributes
    ----------
    start, end : int
        First and last year.
    calls : int or None
        None where there is no exact value.
    kind : str
        How it was counted; one of the five kinds of `SERIES`.
    measure, source : str
        What was counted, and who says so.
    """

    start: int
    end: int
    calls: int | None
    kind: str
    measure: str
    source: str

    @property
    def years(self):
        """The years in words (str)."""
        return f"{self.start}" if self.start == self.end else f"{self.start} to {self.end}"

    @property
    def spoken(self):
        """What the series says of it, in words (str)."""
        if self.kind == GAP:
            return f"for {self.years} there is no value, which is a gap and not a zero"
        if self.kind == BARS:
            together = " together" if self.end > self.start else ""
            return f"{self.years}{together}: {self.calls} calls in one study{_cited(self.source)}"
        if self.kind == SINGLE:
            return f"{self.years} together: {self.calls} {self.measure}, by another rule"
        number = f"{self.calls} {self.measure}" if self.calls is not None else f"{self.measure}, no exact figure"
        return f"{self.years}, counted in another way: {number}{_cited(self.source)}"


@dataclass(frozen=True)
class Event:
    """One decision of an authority, or another step on the way.

    Attributes
    ----------
    date, place, lane, words, remark, source : str
        When and where, its row in the picture (a key of `LANES`), what it was, what a source adds ("" for
        nothing), and who says so.
    start, end : float
        When, in years with a fraction.
    year : int
        The last year in which it took place.
    """

    date: str
    start: float
    end: float
    year: int
    place: str
    lane: str
    words: str
    remark: str
    source: str


@dataclass(frozen=True)
class PoisonCallsState:
    """What the picture of one setting shows.

    Attributes
    ----------
    year : int
        Up to its end.
    series : str
        A key of `SERIES`.
    periods : tuple of Period
    events : tuple of Event
    """

    year: int
    series: str
    periods: tuple
    events: tuple

    def shown(self, period):
        """Whether a period is over and its way of counting asked for (bool).

        Parameters
        ----------
        period : Period
        """
        return period.end <= self.year and period.kind in SERIES[self.series]

    @property
    def so_far(self):
        """Events up to the end of the year (list of Event)."""
        return [one for one in self.events if one.year <= self.year]

    @property
    def now(self):
        """Events of the year (list of Event)."""
        return [one for one in self.events if one.year == self.year]


class PoisonCallsScene(Scene):
    """Years from left to right: calls, a strip of single-substance exposures, lanes of events, words."""

    name = "poison-calls"
    title = "The poison-centre series: what do calls about tianeptine show?"
    size_in = (10.0, 7.5)

    def build(self, state):
        """Draw the empty axes; make what appears as the years pass."""
        heading = self.figure.text(0.012, 0.972, "", fontsize=13, weight="bold", va="center")
        self.heading = self.moves(heading, ghost=False)
        self.calls, self.strip, self.lanes = (
            self.figure.add_axes((0.115, bottom, 0.87, height), xlim=(YEARS[0], YEARS[1] + 0.3))
            for bottom, height in ((0.58, 0.325), (0.492, 0.048), (0.302, 0.172))
        )
        self._build_calls()
        self._build_strip()
        look = {"fontsize": 11, "ha": "center", "va": "center", "color": TEXT_COLOURS["guide"], "bbox": BACK}
        self.absent = self.moves(self.strip.text(2019.5, 0.5, "", **look), ghost=False)
        self.parts = [self._build_period(period) for period in state.periods]
        self._build_lanes(state)
        self.lines = [
            self.moves(ax.axvline(0, color="#777777", lw=1.5, ls=(0, (4, 2)), zorder=1.5), ghost=False)
            for ax in (self.calls, self.lanes)
        ]
        self.words = self.moves(self.figure.text(0.012, 0.24, "", fontsize=11, va="top", linespacing=1.3), ghost=False)
        for row, line in enumerate(CAVEATS):
            look = {"fontsize": 11, "va": "center", "color": TEXT_COLOURS["guide"]}
            self.figure.text(0.012, 0.055 - 0.032 * row, line, **look)

    def update(self, state):
        """Show what is over by the end of the year."""
        without = "" if set(SERIES[state.series]) - {SINGLE} else " (calls a year not shown)"
        self.heading.set_text(f"Up to the end of {state.year}: {state.series}{without}")
        for period, parts in zip(state.periods, self.parts, strict=True):
            for part in parts:
                part.set_visible(state.shown(period))
        single = [state.shown(period) for period in state.periods if period.kind == SINGLE]
        waiting = "" if all(single) else "its years are not over yet"
        self.absent.set_text(waiting if SINGLE in SERIES[state.series] else "not shown")
        for lane, marks in self.marks.items():
            points = [one for one in state.so_far if one.lane == lane and one.start == one.end and one.end >= YEARS[0]]
            past, now = ([one for one in points if (one.year == state.year) == new] for new in (False, True))
            for line, found in zip(marks, (past, now), strict=True):
                line.set_data([one.end for one in found], [self.heights[one] for one in found])
        for one, span in self.spans:
            span.set_visible(one in state.so_far)
        for line in self.lines:
            line.set_xdata([state.year + 1] * 2)
        self.words.set_text("\n".join(textwrap.fill(f"{line}.", LINE) for line in _decided(state)))

    def for_lecture(self):
        """Make room for the names of the lanes."""
        for ax in (self.calls, self.strip, self.lanes):
            place = ax.get_position()
            ax.set_position((0.13, place.y0, 0.855, place.height))

    def describe(self, state):
        """Read out the counts and the events of the year."""
        shown = [period for period in state.periods if state.shown(period)]
        counts = [period.spoken for period in shown if period.end == state.year]
        last = f"; the last one ends in {max(period.end for period in shown)}" if shown else ""
        said = "; ".join(counts) or f"no count ends in {state.year}{last}"
        return (
            f"Up to the end of {state.year} ({state.series}): {said}. "
            f"{'; '.join(_decided(state))}. Calls are voluntary and do not say how many people are affected."
        )

    def numbers(self, state):
        """Counts shown and events so far."""
        counts = [
            (one.years, "US poison centres", one.measure, _written(one), one.source)
            for one in state.periods
            if state.shown(one)
        ]
        decided = [(one.date, one.place, _whole(one), "–", one.source) for one in state.so_far]
        view = (f"to the end of {state.year}", "shown", state.series, "–", "set")
        return ("when", "where", "what", "calls or exposures", "source"), (view, *counts, *decided)

    def _build_calls(self):
        self.calls.set(ylim=(0, TOP), ylabel="calls a year", xticks=range(*YEARS, 5))
        self.calls.set_yticks((0, 50, 100, 150))
        self.calls.grid(axis="x", visible=False)

    def _build_strip(self):
        self.strip.set(ylim=(0, 1), yticks=(), xticks=())
        self.strip.grid(visible=False)
        for side in ("left", "bottom"):
            self.strip.spines[side].set_visible(False)
        self.strip.text(2000, 0.5, "Single-substance exposures, in a strip of their own:", fontsize=11, va="center")

    def _build_period(self, period):
        """What one row of the series looks like (list of artists that show it)."""
        make = {BARS: self._bar, GAP: self._gap, STATED: self._stated, SPOKEN: self._spoken, SINGLE: self._single}
        return [self.moves(part, ghost=False) for part in make[period.kind](period)]

    def _bar(self, period):
        count = period.end - period.start + 1
        wide = count > 1
        # Several years share one total, so the bar is as high as their mean: its area is the total.
        look = {"fc": COLOURS["serotonin"], "ec": "black", "lw": 1.2, "zorder": 3}
        side = 0 if wide else 0.08
        bar = Rectangle((period.start + side, 0), count - 2 * side, period.calls / count, **look)
        words = f"{period.calls} in all from {period.years} (height: the mean a year)" if wide else f"{period.calls}"
        label = self.calls.text(period.start + count / 2, period.calls / count + 4, words, fontsize=11, ha="center")
        return [self.calls.add_patch(bar), label]

    def _gap(self, period):
        look = {"fc": "white", "ec": "#767676", "hatch": "////", "lw": 1, "ls": "--", "zorder": 3}
        box = self.calls.add_patch(Rectangle((period.start + 0.08, 0), 0.84, GAP_HEIGHT, **look))
        words = {"fontsize": 11, "rotation": 90, "ha": "center", "va": "center", "bbox": BACK, "zorder": 4}
        return [box, self.calls.text(period.start + 0.5, GAP_HEIGHT / 2, "no value", **words)]

    def _stated(self, period):
        look = {"ls": "", "marker": "D", "ms": 10, "mfc": "white", "mec": "black", "mew": 1.8, "zorder": 4}
        (mark,) = self.calls.plot([period.start + 0.5], [period.calls], **look)
        words = f"FDA statement, another way of counting: {period.calls}"
        return [mark, self._beside(period, period.calls, words)]

    def _spoken(self, period):
        """An arrow out of the frame and words, for what has no exact figure and lies far above the axis."""
        look = {"color": "black", "lw": 1.8, "marker": "^", "ms": 10, "mfc": "white", "mew": 1.8, "zorder": 4}
        x, ends = period.start + 0.5, (TOP - 12, TOP + OFF_SCALE)
        (mark,) = self.calls.plot([x, x], ends, markevery=[1], clip_on=False, **look)
        words = f"{period.years}: {period.measure}, no exact figure, off the scale"
        return [mark, self._beside(period, TOP + OFF_SCALE, words)]

    def _beside(self, period, y, words):
        look = {"fontsize": 11, "ha": "right", "va": "center", "bbox": BACK, "zorder": 2}
        return self.calls.text(period.start - 0.1, y, words, **look)

    def _single(self, period):
        count = period.end - period.start + 1
        look = {"fc": "#d9efe6", "ec": COLOURS["transporter"], "lw": 2, "hatch": "", "zorder": 3}
        bar = self.strip.add_patch(Rectangle((period.start, 0.05), count, 0.9, **look))
        words = f"{period.calls} in all from {period.years}"
        label = self.strip.text(period.start + count / 2, 0.5, words, fontsize=11, ha="center", va="center", zorder=4)
        return [bar, label]

    def _build_lanes(self, state):
        ax, names = self.lanes, list(LANES)
        ax.set(ylim=(len(names) - 0.4, -0.6), xticks=range(*YEARS, 5))
        # What happened before the axis begins stands beside it.
        before = [one for one in state.events if one.end < YEARS[0]]
        earlier = {name: ", ".join(f"{one.year}" for one in before if one.lane == name) for name in names}
        labels = [f"{name}\n◂ {years}" if years else name for name, years in earlier.items()]
        ax.set_yticks(range(len(names)), labels=labels)
        ax.tick_params(axis="y", length=0)
        spans = [one for one in state.events if one.end > one.start]
        self.spans = [(one, self.moves(self._span(one), ghost=False)) for one in spans]
        self.heights, self.marks = _heights(state.events), {}
        for lane, marker in LANES.items():
            look = {"ls": "", "marker": marker, "mec": "black", "mew": 1.2, "zorder": 4}
            past, now = (
                ax.plot([], [], ms=size, mfc=face, **look)[0]
                for size, face in ((8, COLOURS["serotonin"]), (10, COLOURS["sodium"]))
            )
            self.marks[lane] = [self.moves(line, ghost=False) for line in (past, now)]

    def _span(self, one):
        """A thick line for what took years, with an arrow where it began before the axis."""
        y, start = list(LANES).index(one.lane) + 0.35, max(one.start, YEARS[0] + 0.3)
        look = {"color": COLOURS["serotonin"], "lw": 5, "solid_capstyle": "butt", "ms": 9, "zorder": 3}
        marker = {"marker": "<", "markevery": [0]} if one.start < YEARS[0] else {}
        return self.lanes.plot([start, one.end], [y, y], **marker, **look)[0]


def _heights(events):
    """Height of each mark in its lane; marks that would lie on each other step aside (dict of Event to float)."""
    heights, last = {}, {lane: dict.fromkeys(ASIDE, -1) for lane in LANES}
    for one in sorted(events, key=lambda event: event.end):
        ends = last[one.lane]
        step = next((step for step in ASIDE if one.end - ends[step] > NEAR), ASIDE[0])
        ends[step] = one.end
        heights[one] = list(LANES).index(one.lane) + step
    return heights


def _decided(state):
    """The events of the year in words, or that there is none (list of str)."""
    count = f"Events on our list so far: {len(state.so_far)}"
    if not state.now:
        return [f"{count}, nothing new in {state.year}"]
    return [count, *(f"{one.place}, {one.date}: {_whole(one)}{_cited(one.source)}" for one in state.now)]


def _cited(source):
    """Where it was read, in brackets, if not in the source itself."""
    if source.endswith(PRESS):
        return f" ({PRESS})"
    _, found, where = source.partition("as cited in")
    return f" ({found}{where})" if found else ""


def _whole(one):
    return f"{one.words}; {one.remark}" if one.remark else one.words


def _written(period):
    return "no value" if period.kind == GAP else "no exact figure" if period.calls is None else f"{period.calls}"
