"""Clearance of a pulse: the course of concentration, the rate behind it, and the measured half-lives."""

import math
from dataclasses import dataclass

import numpy as np

from reuptake.draw.charts import direct_legend, plain_ticks
from reuptake.draw.describe import percent, times, with_unit
from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

# Dark enough to be seen (3:1 on white), light enough to step back.
NOT_COMPARABLE = "#949494"


@dataclass(frozen=True)
class MeasuredHalfLife:
    """One measured half-life, as a point on the strip.

    Attributes
    ----------
    label, group : str
        Name of the row, and what it was measured in: "mice" or "slices".
    half_life_s, plus_minus_s : float
        In s; the plus-minus as printed by the source, which does not state its type.
    with_drug : bool
        Whether a reuptake inhibitor had been given.
    kind : str
        "measured", or how it is derived from what was.
    comparable : bool
        Whether it was measured under conditions like the setting's.
    """

    label: str
    group: str
    half_life_s: float
    plus_minus_s: float
    with_drug: bool
    kind: str
    comparable: bool = False


@dataclass(frozen=True)
class ClearanceState:
    """What the picture of one setting shows.

    Attributes
    ----------
    c0_nM, km_nM, vmax_nM_s : float
        Start, Michaelis constant and maximum rate without inhibitor.
    inhibitor_ki, activity : float
        Inhibitor in multiples of Ki, factor on Vmax.
    occupied_alone, occupied_at_start : float
        Fraction of transporters occupied without serotonin, and at the start of the pulse.
    t_s, course_nM, straight_nM, exponential_nM : numpy.ndarray, shape (T,)
        Times, the model's course, and the two limits it lies between.
    concentration_nM, rate_nM_s : numpy.ndarray, shape (C,)
        The rate of uptake against concentration.
    start_rate_nM_s, km_apparent_nM, half_life_s : float
    measured : tuple of MeasuredHalfLife
    """

    c0_nM: float
    km_nM: float
    vmax_nM_s: float
    inhibitor_ki: float
    activity: float
    occupied_alone: float
    occupied_at_start: float
    t_s: np.ndarray
    course_nM: np.ndarray
    straight_nM: np.ndarray
    exponential_nM: np.ndarray
    concentration_nM: np.ndarray
    rate_nM_s: np.ndarray
    start_rate_nM_s: float
    km_apparent_nM: float
    half_life_s: float
    measured: tuple


class ClearanceScene(Scene):
    """Three charts of one pulse."""

    name = "clearance"
    title = "How a pulse of serotonin (5-HT) is cleared"
    size_in = (10.0, 5.5)

    def build(self, state):
        """Draw axes, the measured half-lives and the names of the lines."""
        self._build_course(self.figure.add_axes((0.075, 0.115, 0.435, 0.73)), state)
        self._build_rate(self.figure.add_axes((0.635, 0.56, 0.335, 0.35)), state)
        self._build_strip(self.figure.add_axes((0.735, 0.115, 0.235, 0.225)), state)

    def update(self, state):
        """Move the lines to the state's pulse."""
        for line, values in (
            (self.course, state.course_nM),
            (self.straight, state.straight_nM),
            (self.exponential, state.exponential_nM),
        ):
            # A line that has reached zero ends there.
            shown = np.where(values > 0, 100 * values / state.c0_nM, np.nan)
            line.set_data(state.t_s, shown)
        self.half_dot.set_data([state.half_life_s], [50])
        self.half_dot.set_visible(state.half_life_s <= state.t_s[-1])
        self.rate.set_data(state.concentration_nM, state.rate_nM_s)
        self.start.set_data([state.c0_nM], [state.start_rate_nM_s])
        self.start_drop.set_data([state.c0_nM] * 2, [0, state.start_rate_nM_s])
        for marks, point in zip(self.points, state.measured, strict=True):
            colour = COLOURS["measured"] if point.comparable else NOT_COMPARABLE
            for mark in marks:
                mark.set_color(colour)
        low, high = self.half_line.axes.get_xlim()
        self.half_line.set_xdata([min(max(state.half_life_s, low), high)] * 2)
        self.half_label.set_text(f"model: {_seconds(state.half_life_s)}")

    def for_lecture(self):
        """Make room for the last number of the upper right axis."""
        ax = self.rate.axes
        place = ax.get_position()
        ax.set_position((place.x0, place.y0, place.width - 0.025, place.height))

    def describe(self, state):
        """Say the half-life, the regime and what the inhibitor does."""
        if math.isinf(state.half_life_s):
            return (
                f"In the model, from {with_unit(state.c0_nM, 'nM')} with no working transporter: "
                "the level stays where it is; nothing else clears serotonin here."
            )
        drug = f", inhibitor at {state.inhibitor_ki:g} × Ki" if state.inhibitor_ki else ""
        return (
            f"In the model (Vmax is a model constant), from {with_unit(state.c0_nM, 'nM')} at "
            f"{times(state.activity, 'normal activity')}{drug}: half is gone after "
            f"{_seconds(state.half_life_s)}. {_regime(state)}{_compared(state)}"
        )

    def numbers(self, state):
        """Half-lives, model and measured, and what the curve is made of."""
        header = ("quantity", "value", "kind")
        rows = [
            ("start", with_unit(state.c0_nM, "nM"), "setting"),
            ("Km without inhibitor", with_unit(state.km_nM, "nM", 3), "setting"),
            ("Km apparent, with inhibitor", with_unit(state.km_apparent_nM, "nM", 3), "computed"),
            ("Vmax", with_unit(state.vmax_nM_s * state.activity, "nM/s", 3), "model constant × activity"),
            ("occupied by the inhibitor, without serotonin", percent(state.occupied_alone), "computed"),
            ("occupied by the inhibitor, at the start", percent(state.occupied_at_start), "computed"),
            ("rate at the start", with_unit(state.start_rate_nM_s, "nM/s", 3), "computed"),
            ("half-life", _seconds(state.half_life_s, 3), "computed"),
        ]
        rows += [
            (
                f"half-life, {m.label.strip()}",
                f"{m.half_life_s:.2f} ± {m.plus_minus_s:.2f} s",
                f"{m.kind}{'; compare with the model' if m.comparable else ''}",
            )
            for m in state.measured
        ]
        return header, rows

    def _build_course(self, ax, state):
        ax.set(xlim=(0, state.t_s[-1]), ylim=(0, 103), yticks=range(0, 101, 25))
        ax.set_xlabel("time since the pulse (s)")
        ax.set_ylabel("serotonin left (% of start)")
        looks = (
            {"color": COLOURS["serotonin"], "lw": 3.2},
            {"color": TEXT_COLOURS["inhibitor"], "lw": 1.8, "ls": (0, (6, 3))},
            {"color": TEXT_COLOURS["guide"], "lw": 2.2, "ls": (0, (1, 1.6))},
        )
        names = ("model", "straight: always full", "curve: never full")
        direct_legend(ax, list(zip(looks, names, strict=True)))
        ax.figure.text(0.012, 0.955, "What is left", fontsize=13, weight="bold")
        ax.axhline(50, color="#777777", lw=1, zorder=1)
        ax.text(state.t_s[-1], 51, "half", ha="right", va="bottom", fontsize=11, color="#555555")
        self.straight, self.exponential = (self.moves(ax.plot([], [], zorder=5, **look)[0]) for look in looks[1:])
        (self.course,) = ax.plot([], [], zorder=6, **looks[0])
        self.moves(self.course)
        (self.half_dot,) = ax.plot([], [], "o", ms=9, color=COLOURS["serotonin"], mec="black", zorder=7)
        self.moves(self.half_dot)

    def _build_rate(self, ax, state):
        grid = state.concentration_nM
        ax.set_xscale("log")
        ax.set(xlim=(grid[0], grid[-1]), ylim=(0, 215))
        plain_ticks(ax.xaxis, [1, 10, 100, 1000, 10000])
        ax.set_xlabel("concentration (nM)", labelpad=1)
        ax.set_ylabel("uptake (nM/s)")
        ax.set_title("How fast (Vmax: a model constant)")
        look = {"color": COLOURS["transporter"], "zorder": 5}
        (self.rate,) = ax.plot([], [], lw=2.8, **look)
        (self.start_drop,) = ax.plot([], [], lw=2.2, ls=":", color=COLOURS["serotonin"], zorder=5)
        (self.start,) = ax.plot([], [], "o", ms=10, color=COLOURS["serotonin"], mec="black", zorder=6)
        for line in (self.rate, self.start_drop, self.start):
            self.moves(line)
        ax.text(0.03, 0.93, "● start of the pulse", transform=ax.transAxes, fontsize=11, va="top",
                color=COLOURS["serotonin"])  # fmt: skip

    def _build_strip(self, ax, state):
        ax.set_xscale("log")
        ax.set(xlim=(0.3, 300), ylim=(len(state.measured) - 0.4, -0.6))
        plain_ticks(ax.xaxis, [1, 10, 100])
        ax.set_xlabel("half-life (s)", labelpad=1)
        ax.set_yticks(range(len(state.measured)), labels=[m.label for m in state.measured])
        ax.set_title("Measured half-lives", x=-0.9, y=1.16)
        ax.text(-0.9, 1.04, "black: nearest to yours", transform=ax.transAxes, fontsize=11)
        self.points = [self._build_point(ax, i, point) for i, point in enumerate(state.measured)]
        (self.half_line,) = ax.plot([1, 1], [-0.6, len(state.measured) - 0.4], lw=3, zorder=5,
                                    color=COLOURS["serotonin"])  # fmt: skip
        self.moves(self.half_line)
        self.half_label = ax.text(math.sqrt(0.3 * 300), -0.75, "", ha="center", va="bottom", fontsize=12, zorder=6,
                                  color=COLOURS["serotonin"], weight="bold")  # fmt: skip
        self.moves(self.half_label, ghost=False)

    def _build_point(self, ax, row, point):
        low, high = point.half_life_s - point.plus_minus_s, point.half_life_s + point.plus_minus_s
        (bar,) = ax.plot([low, high], [row, row], "|-", lw=1.8, ms=9, mew=1.8, zorder=4)
        (square,) = ax.plot([point.half_life_s], [row], "s", ms=4.5, zorder=4)
        return self.moves(bar, ghost=False), self.moves(square, ghost=False)


def _seconds(value, digits=2):
    if math.isinf(value):
        return "infinite"
    return with_unit(value, "s", digits)


def _regime(state):
    """Which of the two limits the start of the pulse is near."""
    filled = state.c0_nM / (state.km_apparent_nM + state.c0_nM)
    if filled > 0.8:
        return "The transporters are nearly full, so the line falls almost straight at first."
    if filled < 0.1:
        return (
            "The transporters are far from full, so each second takes nearly the same share: close to an exponential."
        )
    return "The transporters are partly full, so the curve lies between straight line and exponential."


def _compared(state):
    """The measurements that may be compared with the setting."""
    points = [f"{_seconds(m.half_life_s)} ({m.group})" for m in state.measured if m.comparable]
    how = "with escitalopram, at doses not matched to yours" if state.inhibitor_ki else "without a drug"
    return f" Measured {how}: {' and '.join(points)}." if points else ""
