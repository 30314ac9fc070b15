"""The autoreceptor brake: a stimulation train with and without it, and what experiments saw."""

from dataclasses import dataclass

import numpy as np

from reuptake.draw.charts import direct_legend
from reuptake.draw.describe import percent, spoken, times, with_unit
from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

# Dark enough to be seen (3:1 on white), light enough to step back.
NOT_COMPARABLE = "#949494"
# Layout, not facts: the enlarged panel shows what lies below this much above rest.
ENLARGED_TOP_NM = 0.9
# A smaller fall rounds to nothing; when it is lowest then depends on the last digits of the solver.
FALL_NM = 0.05


@dataclass(frozen=True)
class BrakeCurve:
    """Serotonin outside the terminal through one train.

    Attributes
    ----------
    level_nM : numpy.ndarray, shape (T,)
    rest_nM, peak_nM, rise_nM : float
        Level before the train, highest level, and their difference.
    t_peak_s, half_decay_s : float
        Time of the peak since the start of the train; time from peak to half of the rise.
    dip_nM, t_lowest_s : float
        How far the level falls below rest after the peak, and when it is lowest.
    still_falling : bool
        Whether the lowest level is the last one shown.
    """

    level_nM: np.ndarray
    rest_nM: float
    peak_nM: float
    rise_nM: float
    t_peak_s: float
    half_decay_s: float
    dip_nM: float
    t_lowest_s: float
    still_falling: bool


@dataclass(frozen=True)
class MeasuredDecay:
    """One measured half-life of an evoked signal.

    Attributes
    ----------
    label : str
    half_life_s, plus_minus_s : float
        As printed or derived; the sources do not state the type of the plus-minus.
    kind : str
        "measured", or how it is derived from what was.
    """

    label: str
    half_life_s: float
    plus_minus_s: float
    kind: str


@dataclass(frozen=True)
class AutoreceptorState:
    """What the picture of one setting shows.

    Attributes
    ----------
    brake, transporter : float
        Factors on the autoreceptor's gain and on the transporter; 1 is usual.
    length_s : float
        Length of the train.
    t_s : numpy.ndarray, shape (T,)
        Times since the start of the train.
    braked, free : BrakeCurve
        With the brake as set, and with none.
    measured : tuple of MeasuredDecay
    measured_rise_nM, measured_rise_error_nM : float
        The evoked signal that the train of the model was set by.
    set_train_s : float
        Length of the train for which it was set.
    decay_comparable, dip_comparable : bool
        Whether the measured decays, and the measured fall below rest, belong to conditions like these.
    dip_within_s : float
        Time within which experiments saw the fall below rest.
    """

    brake: float
    transporter: float
    length_s: float
    t_s: np.ndarray
    braked: BrakeCurve
    free: BrakeCurve
    measured: tuple
    measured_rise_nM: float
    measured_rise_error_nM: float
    set_train_s: float
    decay_comparable: bool
    dip_comparable: bool
    dip_within_s: float


class AutoreceptorScene(Scene):
    """The whole course on the left; the fall below rest, enlarged, and the decay on the right."""

    name = "autoreceptor"
    title = "A stimulation train, with and without the autoreceptor brake"
    size_in = (10.0, 5.5)
    lecture_words = {"measured: “substantially below” within": "measured: “substantially\nbelow” within"}

    def build(self, state):
        """Draw axes, names of lines and the places of the measurements."""
        self._build_course(self.figure.add_axes((0.075, 0.115, 0.44, 0.765)), state)
        self._build_dip(self.figure.add_axes((0.615, 0.455, 0.365, 0.395)), state)
        self._build_decay(self.figure.add_axes((0.745, 0.115, 0.235, 0.135)), state)

    def update(self, state):
        """Move the curves to the state's train."""
        pairs = ((state.braked, *self.braked_lines), (state.free, *self.free_lines))
        for curve, whole, enlarged in pairs:
            time, level = _thinned(state.t_s, curve.level_nM)
            whole.set_data(time, level)
            change = level - curve.rest_nM
            enlarged.set_data(time, np.where(change <= ENLARGED_TOP_NM, change, np.nan))
        self.train.set_data([0, state.length_s], [4, 4])
        self.train_label.set_text(f"train, {with_unit(state.length_s, 's')}")
        self.train_label.set_x(state.length_s + 1.2)
        braked = state.braked
        self.lowest.set_data([braked.t_lowest_s], [-braked.dip_nM])
        self.lowest.set_visible(not braked.still_falling)
        self.readout.set_text(_readout(state))
        for artist in self.dip_marks:
            artist.set_color(COLOURS["measured"] if state.dip_comparable else "#767676")
        for artist in self.decay_marks:
            artist.set_color(COLOURS["measured"] if state.decay_comparable else NOT_COMPARABLE)
        self.decay.set_xdata([braked.half_decay_s] * 2)
        self.decay_label.set_text(f"model {with_unit(braked.half_decay_s, 's')}")
        self.decay_label.set_x(braked.half_decay_s)

    def for_lecture(self):
        """Put what was measured where it has room for two lines."""
        self.dip_marks[0].set(y=-10, va="bottom")

    def describe(self, state):
        """Say rise, decay and the fall below rest, with and without the brake."""
        braked, free = state.braked, state.free
        said = (
            f"In the model a {spoken(state.length_s)} s train lifts 5-HT from {with_unit(braked.rest_nM, 'nM')} at "
            f"rest by {with_unit(braked.rise_nM, 'nM')}; half of the rise is gone "
            f"{with_unit(braked.half_decay_s, 's')} after the peak."
        )
        falling = free.still_falling and free.dip_nM >= FALL_NM
        without = f"without the brake {_below(free)}" + (", still falling" if falling else "")
        if state.brake == 0:
            return f"{said} With no brake the level falls only {_below(free)} below rest."
        below = f"{_below(braked)} ({percent(braked.dip_nM / braked.rest_nM)}) below rest"
        judged = (
            f" The experiment's fall, within {state.dip_within_s:g} s, is called substantial: the model's is shallow."
            if state.dip_comparable
            else ""
        )
        return (
            f"{said} With {times(state.brake, 'the usual brake')} and {times(state.transporter, 'normal')} transporter "
            f"it then falls {below}, lowest at {with_unit(braked.t_lowest_s, 's')}; {without}.{judged}"
        )

    def numbers(self, state):
        """Readings of both curves beside what was measured."""
        header = ("quantity", "with brake", "without brake", "measured")
        setting = f"brake {state.brake:g}, transporter {state.transporter:g}, train {state.length_s:g} s"
        return header, [
            ("setting", setting, "–", "–"),
            *((name, show(state.braked), show(state.free), measured) for name, show, measured in _readings(state)),
        ]

    def _build_course(self, ax, state):
        ax.set(xlim=(-4, state.t_s[-1]), ylim=(0, 135), xticks=range(0, 61, 10), yticks=range(0, 126, 25))
        ax.set_xlabel("time since the train began (s)")
        ax.set_ylabel("5-HT outside the terminal (nM)")
        looks = _looks()
        direct_legend(ax, [(looks[0], "with brake"), (looks[1], "without brake")])
        self.figure.text(0.012, 0.955, "Model (course mode)", fontsize=13, weight="bold")
        note = (
            f"The height after {state.set_train_s:g} s is set\nto a measured {state.measured_rise_nM:.0f} nM,\n"
            "not predicted."
        )
        ax.text(0.98, 0.08, note, transform=ax.transAxes, ha="right", va="bottom", fontsize=11,
                color=TEXT_COLOURS["guide"])  # fmt: skip
        whole = [
            self.moves(ax.plot([], [], zorder=zorder, **look)[0]) for look, zorder in zip(looks, (5, 6), strict=True)
        ]
        self.train = self.moves(
            ax.plot([], [], lw=7, color=COLOURS["measured"], solid_capstyle="butt", zorder=5)[0], ghost=False
        )
        self.train_label = self.moves(ax.text(0, 4, "", fontsize=11, va="center", zorder=6), ghost=False)
        self.readout = self.moves(
            ax.text(0.98, 0.98, "", transform=ax.transAxes, ha="right", va="top", fontsize=13, weight="bold",
                    color=COLOURS["serotonin"], linespacing=1.3, zorder=6),
            ghost=False,
        )  # fmt: skip
        self._whole = whole

    def _build_dip(self, ax, state):
        ax.set(xlim=(-4, state.t_s[-1]), ylim=(-10.5, 4.2), xticks=range(0, 61, 10), yticks=(0, -2, -4, -6, -8, -10))
        ax.set_yticklabels(["rest", "−2", "−4", "−6", "−8", "−10"])
        ax.set_xlabel("time since the train began (s)", labelpad=1)
        ax.set_ylabel("change from rest (nM)")
        ax.set_title("Enlarged: the fall below rest", pad=6)
        ax.axhline(0, color="#777777", lw=1, zorder=1)
        looks = _looks()
        braked, free = (
            self.moves(ax.plot([], [], zorder=zorder, **look)[0]) for look, zorder in zip(looks, (5, 6), strict=True)
        )
        self.braked_lines, self.free_lines = (self._whole[0], braked), (self._whole[1], free)
        self.lowest = self.moves(ax.plot([], [], "v", ms=9, color=COLOURS["serotonin"], mec="black", zorder=7)[0])
        within = state.dip_within_s
        label = ax.text(-3, 2.4, f"measured: “substantially below” within {within:g} s", fontsize=11)
        self.dip_marks = [self.moves(label, ghost=False)]

    def _build_decay(self, ax, state):
        rows = range(len(state.measured))
        ax.set(xlim=(0, 4), ylim=(len(rows) - 0.5, -0.5), xticks=range(5))
        ax.set_yticks(rows, labels=[m.label.replace(" (", "\n(") for m in state.measured], fontsize=11)
        ax.set_xlabel("seconds (marks: measured; black: nearest to yours)", fontsize=11, labelpad=1, x=1, ha="right")
        ax.text(-0.58, 1.47, "Half of the rise is gone after", transform=ax.transAxes, fontsize=13, weight="bold")
        self.decay_marks = []
        for row, m in zip(rows, state.measured, strict=True):
            ends = [m.half_life_s - m.plus_minus_s, m.half_life_s + m.plus_minus_s]
            (bar,) = ax.plot(ends, [row, row], "|-", lw=1.8, ms=9, mew=1.8, zorder=4)
            (square,) = ax.plot([m.half_life_s], [row], "s", ms=5, zorder=4)
            self.decay_marks += [self.moves(bar, ghost=False), self.moves(square, ghost=False)]
        self.decay = self.moves(ax.plot([0, 0], [-0.5, len(rows) - 0.5], lw=3, zorder=5, color=COLOURS["serotonin"])[0])
        self.decay_label = self.moves(
            ax.text(0, -0.6, "", ha="center", va="bottom", fontsize=12, weight="bold", color=COLOURS["serotonin"]),
            ghost=False,
        )


def _readings(state):
    """Name of a reading, how it is shown for a curve, and what was measured of it."""
    decays = "; ".join(f"{m.half_life_s:.2f} ± {m.plus_minus_s:.2f} s ({m.label}, {m.kind})" for m in state.measured)
    rise = f"{state.measured_rise_nM:g} ± {state.measured_rise_error_nM:g} nM"
    rise += f" (a {state.set_train_s:g} s train is set by it)"
    return (
        ("level at rest", lambda c: with_unit(c.rest_nM, "nM", 3), "methods disagree"),
        ("peak", lambda c: with_unit(c.peak_nM, "nM", 3), "–"),
        ("rise above rest", lambda c: with_unit(c.rise_nM, "nM", 3), rise),
        ("time of the peak", lambda c: with_unit(c.t_peak_s, "s"), "–"),
        ("half-decay after the peak", lambda c: with_unit(c.half_decay_s, "s"), decays),
        ("fall below rest", lambda c: f"{c.dip_nM:.2f} nM", "substantial, no size recorded"),
        ("fall below rest, share", lambda c: percent(c.dip_nM / c.rest_nM), "–"),
        ("time of the lowest level", _lowest_time, f"within {state.dip_within_s:g} s"),
    )


def _looks():
    braked = {"color": COLOURS["serotonin"], "lw": 3.0}
    return braked, {"color": TEXT_COLOURS["inhibitor"], "lw": 2.0, "ls": (0, (4, 2))}


def _thinned(time, level):
    """A stretch of rest, then every point while the level moves fast and fewer after."""
    keep = np.unique(np.concatenate([np.arange(0, 150, 3), np.arange(150, time.size, 10), [time.size - 1]]))
    return np.concatenate([[-4.0], time[keep]]), np.concatenate([level[:1], level[keep]])


def _below(curve):
    return f"{curve.dip_nM:.1f} nM" if curve.dip_nM >= FALL_NM else "less than 0.1 nM"


def _lowest_time(curve):
    if curve.dip_nM < FALL_NM:
        return "–"
    if curve.still_falling:
        return f"after {with_unit(curve.t_lowest_s, 's')}"
    return with_unit(curve.t_lowest_s, "s")


def _readout(state):
    c = state.braked
    return f"rise {with_unit(c.rise_nM, 'nM')}\nthen {_below(c)} below rest"
