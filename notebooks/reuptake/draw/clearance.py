"""Clearance of a pulse: the course of concentration, the rate behind it, and the measured half-lives."""

import math
from dataclasses import dataclass

import numpy as np

from reuptake.draw.charts import direct_legend, nanomolar_ticks
from reuptake.draw.describe import percent, times, with_unit
from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS


@dataclass(frozen=True)
class MeasuredHalfLife:
    """One measured half-life, as a point on the strip.

    Attributes
    ----------
    label : str
    half_life_s, plus_minus_s : float
        In s; the plus-minus as printed by the source.
    """

    label: str
    half_life_s: float
    plus_minus_s: float


@dataclass(frozen=True)
class ClearanceState:
    """What the picture of one setting shows.

    Attributes
    ----------
    c0_nM, km_nM, vmax_nM_s : float
        Start, Michaelis constant and maximum rate without inhibitor.
    inhibitor_ki, activity, occupied : float
        Inhibitor in multiples of Ki, factor on Vmax, fraction of transporters occupied.
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
    occupied: float
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
        self._build_strip(self.figure.add_axes((0.735, 0.115, 0.235, 0.24)), state)

    def update(self, state):
        """Move the lines to the state's pulse."""
        for line, values in (
            (self.course, state.course_nM),
            (self.straight, state.straight_nM),
            (self.exponential, state.exponential_nM),
        ):
            line.set_data(state.t_s, 100 * values / state.c0_nM)
        self.rate.set_data(state.concentration_nM, state.rate_nM_s)
        self.start.set_data([state.c0_nM], [state.start_rate_nM_s])
        self.start_drop.set_data([state.c0_nM] * 2, [0, state.start_rate_nM_s])
        low, high = self.half_line.axes.get_xlim()
        self.half_line.set_xdata([min(max(state.half_life_s, low), high)] * 2)
        self.half_label.set_text(f"model: {_seconds(state.half_life_s)}")
        self.half_label.set_x(math.sqrt(low * high))

    def describe(self, state):
        """Say the half-life, the regime and what the inhibitor does."""
        if math.isinf(state.half_life_s):
            return (
                f"From {with_unit(state.c0_nM, 'nM')} with no working transporter: "
                "the level stays where it is; nothing else clears serotonin in this model."
            )
        drug = f", {percent(state.occupied)} of transporters occupied" if state.occupied else ""
        return (
            f"From {with_unit(state.c0_nM, 'nM')} at {times(state.activity, 'normal activity')}{drug}: "
            f"half is gone after {_seconds(state.half_life_s)}. {_regime(state)}"
        )

    def numbers(self, state):
        """Half-lives, model and measured, and what the curve is made of."""
        header = ("quantity", "value", "kind")
        rows = [
            ("start", with_unit(state.c0_nM, "nM"), "setting"),
            ("Km without inhibitor", with_unit(state.km_nM, "nM", 3), "setting"),
            ("Km apparent, with inhibitor", with_unit(state.km_apparent_nM, "nM", 3), "computed"),
            ("Vmax", with_unit(state.vmax_nM_s * state.activity, "nM/s", 3), "model constant × activity"),
            ("rate at the start", with_unit(state.start_rate_nM_s, "nM/s", 3), "computed"),
            ("half-life", _seconds(state.half_life_s, 3), "computed"),
        ]
        rows += [
            (f"half-life, {m.label}", f"{m.half_life_s:.2f} ± {m.plus_minus_s:.2f} s", "measured")
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

    def _build_rate(self, ax, state):
        grid = state.concentration_nM
        ax.set_xscale("log")
        ax.set(xlim=(grid[0], grid[-1]), ylim=(0, 215))
        nanomolar_ticks(ax.xaxis, [1, 10, 100, 1000, 10000])
        ax.set_xlabel("concentration (nM)", labelpad=1)
        ax.set_ylabel("uptake (nM/s)")
        ax.set_title("How fast, at each concentration")
        look = {"color": COLOURS["transporter"], "zorder": 5}
        (self.rate,) = ax.plot([], [], lw=2.8, **look)
        (self.start_drop,) = ax.plot([], [], lw=1.4, ls=":", color=COLOURS["serotonin"], zorder=5)
        (self.start,) = ax.plot([], [], "o", ms=10, color=COLOURS["serotonin"], mec="black", zorder=6)
        for line in (self.rate, self.start_drop, self.start):
            self.moves(line)
        ax.text(0.03, 0.93, "● start of the pulse", transform=ax.transAxes, fontsize=11, va="top",
                color=COLOURS["serotonin"])  # fmt: skip

    def _build_strip(self, ax, state):
        ax.set_xscale("log")
        ax.set(xlim=(0.3, 300), ylim=(len(state.measured) - 0.4, -0.6))
        nanomolar_ticks(ax.xaxis, [1, 10, 100])
        ax.set_xlabel("half-life (s)", labelpad=1)
        ax.set_yticks(range(len(state.measured)), labels=[m.label for m in state.measured])
        ax.set_title("Measured half-lives", x=-0.9)
        for i, point in enumerate(state.measured):
            ax.errorbar(point.half_life_s, i, xerr=point.plus_minus_s, fmt="s", ms=6, lw=1.6,
                        color=COLOURS["measured"], capsize=3, zorder=3)  # fmt: skip
        (self.half_line,) = ax.plot([1, 1], [-0.6, len(state.measured) - 0.4], lw=3, zorder=5,
                                    color=COLOURS["serotonin"])  # fmt: skip
        self.moves(self.half_line)
        self.half_label = ax.text(1, -0.75, "", ha="center", va="bottom", fontsize=12, zorder=6,
                                  color=COLOURS["serotonin"], weight="bold")  # fmt: skip
        self.moves(self.half_label, ghost=False)


def _seconds(value, digits=2):
    if math.isinf(value):
        return "infinite"
    return with_unit(value, "s", digits)


def _regime(state):
    """Which of the two limits the start of the pulse is near."""
    filled = state.c0_nM / (state.km_apparent_nM + state.c0_nM)
    if filled > 0.8:
        return "The transporters are nearly full, so the line falls almost straight."
    if filled < 0.2:
        return "The transporters are far from full, so each second takes the same share: an exponential."
    return "The transporters are partly full, so the curve lies between straight line and exponential."
