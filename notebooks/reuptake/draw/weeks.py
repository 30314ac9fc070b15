"""Today and in three weeks: a toy of feedback beside what was measured, drawn as far as the reader has gone."""

from dataclasses import dataclass

import numpy as np

from reuptake.draw.charts import direct_legend
from reuptake.draw.describe import percent, spoken
from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

# Layout, not facts: reach of the axes in % of baseline and in days, and a grey that steps back (3:1 on white).
TOP_PERCENT, LAST_DAY = 1080, 28
NOT_COMPARABLE = "#767676"
HYPOTHESIS, NO_CHANGE, COUNTER_VIEW = "usual hypothesis", "no change", "counter-view"


@dataclass(frozen=True)
class MeasuredLevel:
    """One step of the experiment.

    Attributes
    ----------
    treatment : str
    level : float or None
        Times baseline; None where no number was printed.
    at_least : bool
        Whether the number is a lower bound.
    words : str
        What stands in place of a number, else "".
    chronic, unbraked : bool
        Whether after chronic treatment, and whether with the antagonist that takes the brake off.
    """

    treatment: str
    level: float | None
    at_least: bool
    words: str
    chronic: bool
    unbraked: bool

    @property
    def text(self):
        """The result as printed (str)."""
        if self.level is None:
            return self.words
        return f"{'more than ' if self.at_least else ''}{percent(self.level, 3)}"


@dataclass(frozen=True)
class WeeksState:
    """What the picture of one setting shows.

    Attributes
    ----------
    day : int
        Days since the start.
    block : float
        Share of the transporter that is blocked.
    assumed, kind : str
        What the toy lets change with time, in words, and `HYPOTHESIS`, `NO_CHANGE` or `COUNTER_VIEW`.
    days : numpy.ndarray, shape (T,)
        Days up to today.
    level, free : numpy.ndarray, shape (T,)
        Times baseline, with the brake and with the brake taken off at that day.
    release, brake : numpy.ndarray, shape (T,)
        Shares of untreated release, and of the brake at the start.
    time_constant_d : float
        Invented speed of adaptation.
    measured : tuple of MeasuredLevel
    chronic_shown : bool
        Whether the reader has gone far enough to see what was measured after chronic treatment.
    comparable : bool
        Whether the block is the one at which the toy was set by the measurements.
    source : str
        Of the measurements.
    remarks : tuple of (str, str)
        What else is known: name, and finding with its source.
    """

    day: int
    block: float
    assumed: str
    kind: str
    days: np.ndarray
    level: np.ndarray
    free: np.ndarray
    release: np.ndarray
    brake: np.ndarray
    time_constant_d: float
    measured: tuple
    chronic_shown: bool
    comparable: bool
    source: str
    remarks: tuple


class WeeksScene(Scene):
    """The level over four weeks, what was measured beside it, and on the right what the toy lets change."""

    name = "weeks"
    title = "Today and in three weeks: an inhibitor and a brake on serotonin (5-HT)"
    size_in = (10.0, 6.0)

    def build(self, state):
        """Draw axes, names and the marks of what was measured."""
        self._build_words()
        level = self.figure.add_axes((0.075, 0.185, 0.4, 0.6))
        self._build_level(level)
        self._build_measured(level, self.figure.add_axes((0.485, 0.185, 0.115, 0.6), sharey=level), state)
        self.release = self._build_share(self.figure.add_axes((0.68, 0.545, 0.3, 0.23)), "serotonin")
        self.brake = self._build_share(self.figure.add_axes((0.68, 0.185, 0.3, 0.23)), "inhibitor")

    def update(self, state):
        """Draw the lines as far as the day, and the marks that belong to it."""
        self.head.set_text(f"Day {state.day}: {percent(state.block)} of the transporter blocked")
        self.assumed.set_text(f"Assumed in the toy: {state.assumed} ({state.kind})")
        self.level.set_data(state.days, 100 * state.level)
        self.level_dot.set_data([state.day], [100 * state.level[-1]])
        self.today.set_text(f"today {percent(state.level[-1], 3)}")
        self._update_free(state)
        for share, (line, dot, heading), words in (
            (state.release, self.release, "Release: {} of untreated"),
            (state.brake, self.brake, "Brake: {} of its strength at first"),
        ):
            line.set_data(state.days, 100 * share)
            dot.set_data([state.day], [100 * share[-1]])
            heading.set_text(words.format(percent(share[-1])))
        for artist in self.marks:
            artist.set_color(COLOURS["measured"] if state.comparable else NOT_COMPARABLE)
        for artist in self.chronic:
            artist.set_visible(state.chronic_shown)
        self.not_yet.set_visible(not state.chronic_shown)

    def for_lecture(self):
        """Make room for the name of the first axis."""
        ax = self.figure.axes[0]
        place = ax.get_position()
        ax.set_position((place.x0 + 0.012, place.y0, place.width - 0.012, place.height))

    def describe(self, state):
        """Say where the toy stands today, what it assumes, and what was measured."""
        level, free = percent(state.level[-1], 3), percent(state.free[-1])
        said = (
            f"Illustrative toy, day {state.day}, {percent(state.block)} blocked, assuming that {state.assumed}: 5-HT "
            f"is at {level} of baseline, or {free} with the brake taken off; release is at "
            f"{percent(state.release[-1])}, the brake at {percent(state.brake[-1])} of its strength."
        )
        if not state.comparable:
            return f"{said} {_without_measurement(state)}"
        acute, acute_free, chronic, chronic_free = (_measured(state, *which) for which in _ORDER)
        measured = (
            f"Measured in rats (amygdala, not the cell body): first dose {acute.text}, "
            f"with the brake off {acute_free.text}"
        )
        if not state.chronic_shown:
            return f"{said} {measured}; the toy is set by these and does not predict them."
        later = f"after chronic treatment {chronic.text}, with the brake off {chronic_free.text}"
        return f"{said} {measured}; {later}. {_VERDICTS[state.kind]}"

    def numbers(self, state):
        """The toy beside the measurements, and what else is known."""
        header = ("quantity", "toy (illustrative)", "measured or reported")
        rows = [
            ("setting", f"day {state.day}, {percent(state.block)} blocked, {state.assumed} ({state.kind})", "–"),
            ("time constant of adaptation", f"{spoken(state.time_constant_d)} days", "invented"),
            ("5-HT today", percent(state.level[-1], 3), "–"),
            ("5-HT today, brake taken off", percent(state.free[-1], 3), "–"),
            ("release today, share of untreated", percent(state.release[-1], 3), "–"),
            ("brake today, share of day 0", percent(state.brake[-1], 3), "–"),
        ]
        shown = [m for m in state.measured if state.chronic_shown or not m.chronic]
        rows += [(m.treatment, "–", f"{m.text} ({state.source})") for m in shown]
        return header, rows + [(name, "–", finding) for name, finding in state.remarks]

    def _update_free(self, state):
        free = 100 * state.free
        self.free.set_data(state.days, np.minimum(free, 1.5 * TOP_PERCENT))
        beyond = free[-1] > TOP_PERCENT
        self.free_dot.set_data([state.day], [free[-1]])
        self.free_dot.set_visible(not beyond)
        self.beyond.set_visible(beyond)
        self.beyond.set_text(f"brake off: {percent(state.free[-1])},\nabove the picture")

    def _build_words(self):
        text = self.figure.text
        self.head = self.moves(text(0.012, 0.955, "", fontsize=14, weight="bold", va="center"), ghost=False)
        self.assumed = self.moves(text(0.012, 0.9, "", fontsize=12, va="center"), ghost=False)
        small = {"fontsize": 11, "va": "center", "color": TEXT_COLOURS["guide"]}
        text(0.012, 0.055, "Illustrative toy: set by the black marks, not predicting them. How fast it adapts is "
             "invented.", **small)  # fmt: skip
        text(0.012, 0.02, "Marks: amygdala of rats, where receptors on target cells were studied, not the cell body. "
             "Not advice.", **small)  # fmt: skip

    def _build_level(self, ax):
        ax.set(xlim=(-10, LAST_DAY + 1.2), ylim=(0, TOP_PERCENT), xticks=range(0, LAST_DAY + 1, 7),
               yticks=(100, 250, 500, 750, 1000))  # fmt: skip
        ax.set_xlabel("days since the start")
        ax.set_ylabel("5-HT outside cells (% of baseline)")
        ax.axhline(100, color="#777777", lw=1, zorder=1)
        looks = (
            {"color": COLOURS["serotonin"], "lw": 3.0},
            {"color": TEXT_COLOURS["inhibitor"], "lw": 2.2, "ls": (0, (4, 1.5))},
        )
        direct_legend(ax, [(looks[0], "with the brake"), (looks[1], "brake taken off")])
        self.level, self.free = (self.moves(ax.plot([], [], zorder=5, **look)[0]) for look in looks)
        self.level_dot = self.moves(ax.plot([], [], "o", ms=9, color=COLOURS["serotonin"], mec="black", zorder=7)[0])
        self.free_dot = self.moves(ax.plot([], [], "v", ms=9, color=COLOURS["inhibitor"], mec="black", zorder=7)[0])
        self.beyond = self.moves(
            ax.text(0.99, 0.97, "", transform=ax.transAxes, va="top", ha="right", fontsize=11, weight="bold", zorder=8,
                    color=TEXT_COLOURS["inhibitor"]),
            ghost=False,
        )  # fmt: skip
        self.today = self.moves(
            ax.text(0.99, 0.02, "", transform=ax.transAxes, ha="right", fontsize=13, weight="bold", zorder=8,
                    color=COLOURS["serotonin"]),
            ghost=False,
        )  # fmt: skip

    def _build_measured(self, level, beside, state):
        """Black marks: on the day axis what followed a first dose, beside it what followed chronic treatment."""
        beside.set(xlim=(-1, 1), xticks=[0], xticklabels=["after chronic\ntreatment"])
        beside.tick_params(labelleft=False, left=False)
        beside.grid(axis="x", visible=False)
        acute, acute_free, chronic, _ = (_measured(state, *which) for which in _ORDER)
        # Marks and their labels stand before the first day, where no line of the toy can cross them.
        artists = [
            level.plot([-1.7], [100 * acute.level], "s", ms=8)[0],
            _bound(level, -1.7, 100 * acute_free.level),
            level.text(-3, 100 * acute.level, percent(acute.level, 3), **_LABEL),
            level.text(-3, 100 * acute_free.level + 55, f">{percent(acute_free.level, 3)}", **_LABEL),
            level.text(-0.6, 100 * acute_free.level + 185, "measured", **_LABEL),
        ]
        self.chronic = [
            beside.plot([0], [100 * chronic.level], "s", ms=8, color="black")[0],
            beside.text(0, 100 * chronic.level + 45, f"{percent(chronic.level)}\nmeasured,\nwith brake\nand without",
                        fontsize=11, ha="center", va="bottom", zorder=6),
        ]  # fmt: skip
        self.not_yet = beside.text(0, 560, "shown\nfrom\nday 21", fontsize=11, ha="center", va="center", style="italic",
                                   color=TEXT_COLOURS["guide"])  # fmt: skip
        self.marks = [*artists, *self.chronic]
        for artist in (*self.marks, self.not_yet):
            self.moves(artist, ghost=False)

    def _build_share(self, ax, colour):
        ax.set(xlim=(-1, LAST_DAY + 1.2), ylim=(0, 120), xticks=range(0, LAST_DAY + 1, 7), yticks=(0, 50, 100))
        ax.set_yticklabels(["0 %", "50 %", "100 %"])
        ax.set_xlabel("days since the start", labelpad=1)
        line = self.moves(ax.plot([], [], lw=2.6, color=TEXT_COLOURS.get(colour, COLOURS[colour]), zorder=5)[0])
        dot = self.moves(ax.plot([], [], "o", ms=9, color=COLOURS[colour], mec="black", zorder=6)[0])
        heading = ax.text(-0.16, 1.07, "", transform=ax.transAxes, fontsize=12, weight="bold")
        return line, dot, self.moves(heading, ghost=False)


_LABEL = {"fontsize": 11, "va": "center", "ha": "right", "zorder": 6}
# Which steps of the experiment are told, in this order: (chronic, unbraked).
_ORDER = ((False, False), (False, True), (True, False), (True, True))
_VERDICTS = {
    HYPOTHESIS: "The toy is set by the first three and misses the last; the hypothesis is not settled.",
    NO_CHANGE: "A toy that does not adapt misses both of these.",
    COUNTER_VIEW: "The counter-view is a hypothesis too; this toy of it is set likewise and misses the last.",
}


def _measured(state, chronic, unbraked):
    """The measurement of one condition."""
    return next(m for m in state.measured if m.level != 1 and (m.chronic, m.unbraked) == (chronic, unbraked))


def _without_measurement(state):
    if state.block == 0:
        return "With nothing blocked nothing rises, so there is nothing to brake."
    return "In the toy the measured marks belong to another block, so they do not compare."


def _bound(ax, x, y):
    """A lower bound: a mark with an arrow upwards, as one line."""
    return ax.plot([x, x], [y, y + 110], lw=2, marker="^", ms=8, markevery=[1], solid_capstyle="butt")[0]
