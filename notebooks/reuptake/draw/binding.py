"""Binding: two receptors, one that holds tight and one that lets go, hear the same pulse."""

from dataclasses import dataclass

import numpy as np
from matplotlib.patches import Rectangle

from reuptake.draw.charts import direct_legend
from reuptake.draw.describe import percent, spoken, with_unit
from reuptake.draw.magnitudes import spoken_level, spoken_time
from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

# Layout of the picture, not facts: how far its axes reach.
LEVEL_NM, TIME_S = (0.6, 2e6), (1e-6, 60)
NO_PULSE_NM = 0.08  # a log axis has no zero; the line without a pulse runs along its foot
_LEVEL_TICKS = {1e0: "1 nM", 1e3: "1 µM", 1e6: "1 mM"}
_TIME_TICKS = {1e-6: "1 µs", 1e-3: "1 ms", 1e0: "1 s"}
LOOKS = {
    "tight": {"color": COLOURS["tight receptor"], "lw": 3.4},
    "loose": {"color": COLOURS["loose receptor"], "lw": 2.6, "ls": (0, (4, 1.6))},
}
MARKERS = {"tight": "o", "loose": "s"}


@dataclass(frozen=True)
class ReceptorState:
    """One invented receptor at one setting.

    Attributes
    ----------
    name : {"tight", "loose"}
    kd_nM, koff_per_s : float
    curve, course : numpy.ndarray, shapes (C,) and (T,)
        Fraction occupied against a lasting concentration, and against time for the pulse.
    lasting, peak : float
        Fraction occupied if the pulse lasted for ever, and at its end.
    held_s : float
        How long at least the threshold is occupied.
    """

    name: str
    kd_nM: float
    koff_per_s: float
    curve: np.ndarray
    course: np.ndarray
    lasting: float
    peak: float
    held_s: float


@dataclass(frozen=True)
class BindingState:
    """What the picture of one setting shows.

    Attributes
    ----------
    height_nM, duration_s, kd_ratio : float
        The pulse, and the ratio of the two dissociation constants.
    threshold : float
        Fraction occupied that counts as an answer, a choice of ours.
    concentration_nM, t_s : numpy.ndarray, shapes (C,) and (T,)
    receptors : tuple of ReceptorState
        Tight, loose.
    """

    height_nM: float
    duration_s: float
    kd_ratio: float
    threshold: float
    concentration_nM: np.ndarray
    t_s: np.ndarray
    receptors: tuple


class BindingScene(Scene):
    """Occupancy against concentration, and against time, of two invented receptors."""

    name = "binding"
    title = "Two receptors hear the same pulse of serotonin (5-HT): illustrative model"
    size_in = (10.0, 5.5)
    lecture_words = {"dotted line: an answer": "dotted: an answer"}

    def build(self, state):
        """Draw the axes, the names of the lines and what counts as an answer."""
        self.figure.text(0.012, 0.958, "Illustrative: invented receptors, invented numbers", fontsize=11.5,
                         weight="bold", color=TEXT_COLOURS["inhibitor"])  # fmt: skip
        self._build_curve(self.figure.add_axes((0.085, 0.12, 0.36, 0.66)), state)
        self._build_pulse(self.figure.add_axes((0.575, 0.72, 0.4, 0.17)))
        self._build_course(self.figure.add_axes((0.575, 0.12, 0.4, 0.42)), state)

    def update(self, state):
        """Move curves, dots and the pulse to the state's setting."""
        for receptor in state.receptors:
            curve, course, dot, top = self.lines[receptor.name]
            curve.set_data(state.concentration_nM, 100 * receptor.curve)
            course.set_data(state.t_s, 100 * receptor.course)
            dot.set_data([state.height_nM], [100 * receptor.lasting])
            top.set_data([state.duration_s], [100 * receptor.peak])
        self.height.set_xdata([state.height_nM] * 2)
        base, end = NO_PULSE_NM, state.duration_s
        self.pulse.set_data([TIME_S[0], end, end, TIME_S[1]], [state.height_nM, state.height_nM, base, base])
        self.span.set_width(end - self.span.get_x())
        self.pulse_title.set_text(f"The pulse: {spoken_level(state.height_nM)} for {spoken_time(end)}")

    def describe(self, state):
        """Say how far and how long each receptor is occupied, and which answers."""
        tight, loose = (f"{_share(r.peak)}{_held(r, state.threshold)}" for r in state.receptors)
        return (
            f"Two invented, illustrative receptors meet {spoken_level(state.height_nM)} for "
            f"{spoken_time(state.duration_s)}. The tight one fills to {tight}; the loose one, which lets go "
            f"{_as_fast(state)}, to {loose}. {_verdict(state)}"
        )

    def numbers(self, state):
        """Occupancy and time, receptor by receptor, all illustrative."""
        header = ("quantity (illustrative model)", *(f"{r.name} receptor" for r in state.receptors))
        limit = percent(state.threshold)
        asked = (
            ("pulse", lambda _: f"{spoken_level(state.height_nM)} for {spoken_time(state.duration_s)}"),
            ("half is filled by (Kd)", lambda r: spoken_level(r.kd_nM)),
            ("lets go (koff)", lambda r: with_unit(r.koff_per_s, "per s")),
            ("half is empty again after", lambda r: spoken_time(np.log(2) / r.koff_per_s)),
            ("occupied if the pulse lasted", lambda r: _share(r.lasting)),
            ("occupied at the end of the pulse", lambda r: _share(r.peak)),
            (f"at least {limit} occupied for", lambda r: spoken_time(r.held_s) if r.held_s else "never"),
        )
        return header, [(name, *(say(r) for r in state.receptors)) for name, say in asked]

    def _build_curve(self, ax, state):
        _log_x(ax, LEVEL_NM, _LEVEL_TICKS)
        ax.set(ylim=(0, 106), yticks=range(0, 101, 25))
        ax.set_xlabel("concentration that stays")
        ax.set_ylabel("receptors occupied (%)")
        ax.set_title("If the pulse lasted", fontsize=12.5, pad=28)
        looks = {name: {**look, "marker": MARKERS[name], "mec": "black"} for name, look in LOOKS.items()}
        direct_legend(ax, [(look, f"{name} receptor") for name, look in looks.items()])
        self.height = self.moves(
            ax.plot([1, 1], [0, 106], color=COLOURS["serotonin"], lw=2.2, ls=(0, (1, 1.4)), zorder=4)[0]
        )
        curves = {name: self._line(ax, 5 + i, **look) for i, (name, look) in enumerate(LOOKS.items())}
        self.lines = {name: [curve] for name, curve in curves.items()}
        self.dots = {name: self._marker(ax, name, size) for name, size in (("tight", 11), ("loose", 8))}

    def _build_pulse(self, ax):
        _log_x(ax, TIME_S, dict.fromkeys(_TIME_TICKS, ""))
        ax.set(yscale="log", ylim=(NO_PULSE_NM, LEVEL_NM[1] * 3))
        ax.yaxis.set_ticks(list(_LEVEL_TICKS), labels=list(_LEVEL_TICKS.values()))
        ax.tick_params(which="minor", left=False)
        look = {"fontsize": 12.5, "weight": "bold", "va": "bottom", "color": COLOURS["serotonin"]}
        self.pulse_title = self.moves(ax.text(0, 1.06, "", transform=ax.transAxes, **look), ghost=False)
        self.pulse = self._line(ax, 5, color=COLOURS["serotonin"], lw=2.8, solid_joinstyle="miter")

    def _build_course(self, ax, state):
        _log_x(ax, TIME_S, _TIME_TICKS)
        ax.set(ylim=(0, 106), yticks=range(0, 101, 25))
        ax.set_xlabel("time since it began (each big step: × 1,000)")
        ax.set_ylabel("occupied (%)")
        ax.set_title("What the pulse does", fontsize=12.5, pad=22)
        # Clear of the spines, which lie in the backdrop and would be half covered.
        self.span = Rectangle((TIME_S[0] * 1.06, 1), 1, 105, fc="#d3e6f3", ec="none", zorder=1)
        self.moves(ax.add_patch(self.span))
        limit = 100 * state.threshold
        self.moves(ax.plot(TIME_S, [limit] * 2, color=TEXT_COLOURS["guide"], lw=2, ls=":", zorder=3)[0])
        for i, (name, look) in enumerate(LOOKS.items()):
            self.lines[name] += [self._line(ax, 5 + i, **look), self.dots[name]]
        for name, size in (("tight", 11), ("loose", 8)):
            self.lines[name].append(self._marker(ax, name, size))
        key = f"shaded: the pulse; dotted line: an answer ({limit:.0f} %)"
        ax.text(0, 1.03, key, transform=ax.transAxes, fontsize=11, va="bottom", color=TEXT_COLOURS["guide"])

    def _line(self, ax, zorder, **look):
        return self.moves(ax.plot([], [], zorder=zorder, **look)[0])

    def _marker(self, ax, name, size):
        look = {"marker": MARKERS[name], "ms": size, "color": LOOKS[name]["color"], "mec": "black", "ls": ""}
        return self._line(ax, 8, **look)


def _log_x(ax, limits, ticks):
    ax.set(xscale="log", xlim=limits)
    ax.xaxis.set_ticks(list(ticks), labels=list(ticks.values()))
    ax.tick_params(which="minor", bottom=False)


def _share(fraction):
    """Write a share without the false precision of many nines or noughts."""
    if fraction > 0.99:
        return "over 99 %"
    return percent(fraction) if fraction >= 0.001 else "under 0.1 %"


def _held(receptor, threshold):
    if not receptor.held_s:
        return ""
    return f" and stays above {percent(threshold)} for {spoken_time(receptor.held_s)}"


def _as_fast(state):
    return "just as fast" if state.kd_ratio == 1 else f"{state.kd_ratio:,g} times as fast"


def _verdict(state):
    """Which of the receptors is occupied enough to count as an answer."""
    tight, loose = state.receptors
    limit = percent(state.threshold)
    if not tight.held_s:
        return f"Neither answers: fewer than {limit} are occupied throughout."
    if not loose.held_s:
        return "Only the tight one answers."
    longer = tight.held_s / loose.held_s
    if longer < 1.5:
        return "Both answer, for about as long."
    return f"Both answer, the tight one {spoken(longer)} times as long; the loose one stops sooner after the pulse."
