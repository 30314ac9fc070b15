"""Diffusion: a pulse in the cleft and in the tissue, where it is, and how long it takes there."""

from dataclasses import dataclass

import numpy as np
from matplotlib.patches import Circle, Rectangle

from reuptake.draw.describe import percent, spoken, with_unit
from reuptake.draw.magnitudes import spoken_length, spoken_level, spoken_time
from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS
from reuptake.model.units import MS_PER_S

# Layout of the picture, not facts: reach of the two drawings and of the axes.
CLEFT_HALF_UM, TISSUE_HALF_UM = 0.3, 11.5
DISTANCE_UM, TIME_MS, LEVEL_NM = (0.016, 13.0), (5e-5, 1.5e3), (0.5, 3e8)
# Marks of the setting end here, so that the names above them stay free.
MARK_TOP_NM = 1e7
CLEFT_COLOUR = TEXT_COLOURS["inhibitor on a tint"]
# Stand-ins for the molecules, drawn once and for all from a bell curve of width one. In the
# cleft they are mixed over its height at once.
DOTS = np.random.default_rng(20).standard_normal((70, 2))
HEIGHTS = np.random.default_rng(21).uniform(-0.2, 0.2, len(DOTS))
# The way along the cleft is drawn from here on: nearer lies the way across it, another law.
ALONG_FROM_UM = 0.03
LIFTED = {"facecolor": "white", "edgecolor": "none", "pad": 1.5, "alpha": 0.9}
ARRIVED_NM = 0.1


@dataclass(frozen=True)
class Milestone:
    """A distance that is marked on the chart of times, once the reader has come so far.

    Attributes
    ----------
    distance_um, arrival_ms : float
    """

    distance_um: float
    arrival_ms: float


@dataclass(frozen=True)
class DiffusionState:
    """What the picture of one setting shows.

    Attributes
    ----------
    distance_um, time_ms, loss_per_s : float
        The setting.
    in_cleft : bool
        Whether the distance lies within the contact zone of the two cells.
    arrival_ms, peak_nM, now_nM : float
        Time and height of the peak at the distance, and the concentration at the time; in the
        cleft the mean of the contact zone, not a number where that model no longer serves.
    contact_now_nM, share_in_contact, share_not_lost : float
        Mean in the contact zone; share of the molecules there; share that no loss has taken.
    cleft_step_um, tissue_step_um : float
        Spread of the pulse in one direction (standard deviation) in either place.
    cleft_width_um, contact_radius_um, cross_ms, leave_ms : float
        The cleft, and the times to cross it and to leave the contact zone.
    t_ms, course_nM, contact_course_nM : numpy.ndarray, shape (T,)
        Concentration against time at the distance and in the contact zone.
    r_um, profile_nM, line_ms : numpy.ndarray, shape (R,)
        Concentration in the tissue at the time, and time of the peak, against distance.
    milestones : tuple of Milestone
    """

    distance_um: float
    time_ms: float
    loss_per_s: float
    in_cleft: bool
    arrival_ms: float
    peak_nM: float
    now_nM: float
    contact_now_nM: float
    share_in_contact: float
    share_not_lost: float
    cleft_step_um: float
    tissue_step_um: float
    cleft_width_um: float
    contact_radius_um: float
    cross_ms: float
    leave_ms: float
    t_ms: np.ndarray
    course_nM: np.ndarray
    contact_course_nM: np.ndarray
    r_um: np.ndarray
    profile_nM: np.ndarray
    line_ms: np.ndarray
    milestones: tuple


class DiffusionScene(Scene):
    """Two drawings of one pulse at two scales, and three charts.

    The line of the times of the peak is drawn only as far as the reader has gone, so that the
    picture at the start does not answer the question that comes before it.
    """

    name = "diffusion"
    title = "A pulse of serotonin (5-HT) spreads by diffusion: illustrative model"
    size_in = (10.0, 6.0)

    def build(self, state):
        """Draw both places, the axes, and what does not move on them."""
        self.figure.text(0.012, 0.965, "Illustrative: textbook inputs, not verified", fontsize=11.5, weight="bold",
                         color=TEXT_COLOURS["inhibitor"])  # fmt: skip
        self._build_cleft(self.figure.add_axes((0.012, 0.555, 0.225, 0.335)), state)
        self._build_tissue(self.figure.add_axes((0.255, 0.555, 0.213, 0.335)))
        self._build_course(self.figure.add_axes((0.1, 0.1, 0.37, 0.315)), state)
        self._build_profile(self.figure.add_axes((0.585, 0.62, 0.4, 0.275)), state)
        self._build_times(self.figure.add_axes((0.585, 0.1, 0.4, 0.37)), state)

    def update(self, state):
        """Move molecules, curves and marks to the state's distance and time."""
        self._update_places(state)
        self.course.set_data(state.t_ms, _on_axis(state.course_nM))
        self.course.set_color(CLEFT_COLOUR if state.in_cleft else COLOURS["serotonin"])
        self.profile.set_data(state.r_um, _on_axis(state.profile_nM))
        mean = [_on_axis(state.contact_now_nM)] * 2
        self.contact.set_data([DISTANCE_UM[0], state.contact_radius_um], mean)
        for dot, x in ((self.course_dot, state.time_ms), (self.profile_dot, state.distance_um)):
            dot.set_data([x], [_on_axis(state.now_nM)])
        self.course_now.set_xdata([state.time_ms] * 2)
        self.profile_here.set_xdata([state.distance_um] * 2)
        self.course_title.set_text(f"{_place(state)[0].upper()}{_place(state)[1:]}, over time")
        self.profile_title.set_text(f"After {spoken_time(state.time_ms / MS_PER_S)}, over distance")
        self._update_times(state)

    def describe(self, state):
        """Say when the pulse peaks at the distance, how high, and what is there now."""
        loss = f" with a loss of {state.loss_per_s:,.0f} per s in the tissue" if state.loss_per_s else ""
        if state.in_cleft:
            return f"In this illustrative model{loss}, {_in_contact(state)}"
        longer = spoken(state.arrival_ms / state.cross_ms)
        return (
            f"In this illustrative model{loss}, {spoken_length(state.distance_um)} from the release site the pulse is "
            f"highest after {spoken_time(state.arrival_ms / MS_PER_S)}, {longer} times as long as it takes across the "
            f"cleft, and reaches {_level(state.peak_nM)}. {_now(state)}"
        )

    def numbers(self, state):
        """Times and concentrations, all illustrative."""
        header = ("quantity (illustrative model)", "value", "kind")
        inside = state.share_in_contact
        rows = [
            ("distance", spoken_length(state.distance_um), "setting"),
            ("time since the release", spoken_time(state.time_ms / MS_PER_S), "setting"),
            ("loss in the tissue", with_unit(state.loss_per_s, "per s", 4), "setting"),
            ("time of the peak at the distance", spoken_time(state.arrival_ms / MS_PER_S, 3), "computed"),
            ("height of the peak there", _level(state.peak_nM, 3), "computed"),
            ("concentration there now", _level(state.now_nM, 3), "computed"),
            ("share lost so far, if all were in tissue", _share(1 - state.share_not_lost), "computed"),
            ("share still in the contact zone", _share(inside), "computed, flat endless cleft"),
            ("spread in the tissue, one direction", spoken_length(state.tissue_step_um), "computed"),
            ("time to cross the cleft", spoken_time(state.cross_ms / MS_PER_S), "computed"),
            ("time to leave the contact zone", spoken_time(state.leave_ms / MS_PER_S), "computed"),
        ]
        return header, rows

    def _build_cleft(self, ax, state):
        ax.set(xlim=(-CLEFT_HALF_UM, CLEFT_HALF_UM), ylim=(-1.3, 1.05))
        ax.set_axis_off()
        ax.set_title("In the cleft", fontsize=12)
        contact = state.contact_radius_um
        for low in (-0.78, 0.28):
            ax.add_patch(Rectangle((-contact, low), 2 * contact, 0.5, fc=COLOURS["membrane"], ec="#a89d78", lw=1.2))
        ax.text(0, 0.53, "sender", fontsize=11, ha="center", va="center")
        ax.text(0, -0.53, "receiver", fontsize=11, ha="center", va="center")
        ax.plot([0.0], [0.28], "v", ms=8, color="black")
        ax.plot([0.18, 0.28], [-0.92] * 2, color="black", lw=3)
        ax.text(0.165, -0.92, "100 nm", fontsize=11, ha="right", va="center")
        ax.text(-CLEFT_HALF_UM, -1.18, "heights not to scale", fontsize=11, va="center", color=TEXT_COLOURS["guide"])
        look = {"marker": "o", "ls": "", "color": COLOURS["serotonin"], "zorder": 5}
        self.cleft_dots = self.moves(ax.plot([], [], ms=4, **look)[0])
        (self.cleft_here,) = ax.plot([], [], "|", ms=24, mew=2.4, color="black", zorder=6)
        self.moves(self.cleft_here)
        self.cleft_label = self.moves(
            ax.text(-CLEFT_HALF_UM, 1.02, "", fontsize=11, va="top", color=CLEFT_COLOUR, zorder=6), ghost=False
        )

    def _build_tissue(self, ax):
        ax.set(xlim=(-13.5, 13.5), ylim=(-15, 12))
        ax.set_aspect("equal")
        ax.set(xticks=(), yticks=())
        ax.set_facecolor(COLOURS["inside"])
        ax.set_title("In the tissue", fontsize=12)
        ax.plot([7.5, 12.5], [-13.2] * 2, color="black", lw=3)
        ax.text(6.7, -13.2, "5 µm", fontsize=11, ha="right", va="center")
        look = {"marker": "o", "ls": "", "color": COLOURS["serotonin"], "zorder": 5}
        self.tissue_dots = self.moves(ax.plot([], [], ms=3.4, **look)[0])
        self.tissue_here = Circle((0, 0), 1, fill=False, ec="black", lw=2.2, ls=(0, (4, 2)), zorder=6)
        self.moves(ax.add_patch(self.tissue_here))

    def _update_places(self, state):
        along = DOTS * state.cleft_step_um
        shown = np.hypot(*along.T) < CLEFT_HALF_UM
        self.cleft_dots.set_data(along[shown, 0], HEIGHTS[shown])
        here = np.array([-1, 1]) * state.distance_um
        self.cleft_here.set_data(here, [0, 0])
        self.cleft_here.set_visible(state.in_cleft)
        self.cleft_label.set_text(f"still here: {_share(state.share_in_contact)}")
        left = DOTS[: round(len(DOTS) * state.share_not_lost)] * state.tissue_step_um
        left = left[(np.abs(left) < TISSUE_HALF_UM).all(axis=1)]
        self.tissue_dots.set_data(left[:, 0], left[:, 1])
        self.tissue_here.set_radius(state.distance_um)
        self.tissue_here.set_visible(not state.in_cleft)

    def _build_course(self, ax, state):
        _log_axes(ax, TIME_MS, LEVEL_NM, _TIME_TICKS, _LEVEL_TICKS)
        ax.set_xlabel("time since the release")
        ax.set_ylabel("concentration")
        self.course_title = self._moving_title(ax)
        ax.plot(state.t_ms, _on_axis(state.contact_course_nM), color=CLEFT_COLOUR, lw=1.8, ls=(0, (5, 2)))
        ax.text(1e-4, 1.4e7, "mean between the two cells", fontsize=11, color=CLEFT_COLOUR, va="bottom")
        self.course = self.moves(ax.plot([], [], lw=3, zorder=5)[0])
        self.course_now = self._now_line(ax, [1, 1], (LEVEL_NM[0], MARK_TOP_NM))
        self.course_dot = self._dot(ax)

    def _build_profile(self, ax, state):
        _log_axes(ax, DISTANCE_UM, LEVEL_NM, _DISTANCE_TICKS, _LEVEL_TICKS)
        ax.set_xlabel("distance from the release site", labelpad=1)
        ax.set_ylabel("concentration")
        self.profile_title = self._moving_title(ax)
        self._shade_contact(ax, state)
        ax.text(DISTANCE_UM[0] * 1.1, 1.6e7, "mean between the two cells", fontsize=11, color=CLEFT_COLOUR, va="bottom")
        look = {"zorder": 5, "solid_capstyle": "butt"}
        self.contact = self.moves(ax.plot([], [], lw=3.2, color=CLEFT_COLOUR, ls=(0, (5, 2)), **look)[0])
        self.profile = self.moves(ax.plot([], [], lw=3, color=COLOURS["serotonin"], **look)[0])
        self.profile_here = self._now_line(ax, [1, 1], (LEVEL_NM[0], MARK_TOP_NM))
        self.profile_dot = self._dot(ax)

    def _build_times(self, ax, state):
        _log_axes(ax, DISTANCE_UM, TIME_MS, _DISTANCE_TICKS, _TIME_TICKS)
        ax.set_xlabel("distance from the release site")
        ax.set_ylabel("time of the peak")
        ax.set_title("How long until the peak", fontsize=12)
        self._shade_contact(ax, state)
        along = np.array([ALONG_FROM_UM, state.contact_radius_um])
        ax.plot(along, state.leave_ms * (along / along[-1]) ** 2, color=CLEFT_COLOUR, lw=2.4, ls=(0, (5, 2)))
        look = {"ls": "", "color": "black", "zorder": 4}
        ax.plot([state.cleft_width_um], [state.cross_ms], "D", ms=7, **look)
        self.times = self.moves(ax.plot([], [], lw=3, color=COLOURS["serotonin"], zorder=5)[0])
        self.times_now = self._now_line(ax, DISTANCE_UM, [1, 1])
        label = f"{spoken_length(state.cleft_width_um)}, across: {spoken_time(state.cross_ms / MS_PER_S)}"
        self.moves(ax.text(0.033, 1.4e-4, label, fontsize=11, va="center", bbox=LIFTED, zorder=7), ghost=False)
        self.marks = [self._build_milestone(ax, milestone) for milestone in state.milestones]
        self.times_dot = self._dot(ax)

    def _build_milestone(self, ax, milestone):
        square = self.moves(ax.plot([], [], "D", ms=7, color="black", zorder=6)[0])
        label = ax.text(0, 0, "", fontsize=11, ha="right", va="bottom", bbox=LIFTED, zorder=7)
        return square, self.moves(label, ghost=False)

    def _update_times(self, state):
        gone = state.r_um <= state.distance_um * (1 + 1e-9)
        end = state.distance_um, state.arrival_ms
        self.times.set_data(np.append(state.r_um[gone], end[0]), np.append(state.line_ms[gone], end[1]))
        self.times.set_visible(not state.in_cleft)
        self.times_now.set_ydata([state.time_ms] * 2)
        self.times_dot.set_data([state.distance_um], [state.arrival_ms])
        for (square, label), milestone in zip(self.marks, state.milestones, strict=True):
            square.set_data([milestone.distance_um], [milestone.arrival_ms])
            label.set_text(f"{spoken_length(milestone.distance_um)}: {spoken_time(milestone.arrival_ms / MS_PER_S)}")
            label.set_position((milestone.distance_um * 0.8, milestone.arrival_ms * 1.6))
            for artist in (square, label):
                artist.set_visible(state.distance_um >= milestone.distance_um)

    def _moving_title(self, ax):
        title = ax.text(0, 1.03, "", transform=ax.transAxes, fontsize=12, weight="bold", va="bottom")
        return self.moves(title, ghost=False)

    def _now_line(self, ax, x, y):
        return self.moves(ax.plot(x, y, lw=2, ls=(0, (1, 1.4)), color=TEXT_COLOURS["guide"], zorder=4)[0])

    def _dot(self, ax):
        return self.moves(ax.plot([], [], "o", ms=10, color=COLOURS["serotonin"], mec="black", zorder=8)[0])

    @staticmethod
    def _shade_contact(ax, state):
        ax.axvspan(DISTANCE_UM[0], state.contact_radius_um, color=COLOURS["membrane"], alpha=0.55, lw=0, zorder=0)


_TIME_TICKS = {1e-3: "1 µs", 1e0: "1 ms", 1e3: "1 s"}
_LEVEL_TICKS = {1e0: "1 nM", 1e3: "1 µM", 1e6: "1 mM"}
_DISTANCE_TICKS = {0.02: "20 nm", 0.1: "0.1 µm", 1.0: "1 µm", 10.0: "10 µm"}


def _log_axes(ax, x_limits, y_limits, x_ticks, y_ticks):
    ax.set(xscale="log", yscale="log", xlim=x_limits, ylim=y_limits)
    ax.xaxis.set_ticks(list(x_ticks), labels=list(x_ticks.values()))
    ax.yaxis.set_ticks(list(y_ticks), labels=list(y_ticks.values()))
    ax.tick_params(which="minor", bottom=False, left=False)


def _on_axis(level_nM):
    """Leave out what lies below the axis, where a log axis would draw a line down to nothing."""
    return np.where(np.asarray(level_nM) >= LEVEL_NM[0], level_nM, np.nan)


def _level(nM, digits=2):
    """Write a concentration in the unit that suits it, or that there is none to speak of."""
    if np.isnan(nM):
        return "not modelled (nearly all has left)"
    if nM < ARRIVED_NM:
        return "under 0.1 nM"
    return spoken_level(nM, digits)


def _share(fraction):
    if fraction > 0.995:
        return "over 99 %" if fraction < 1 else "100 %"
    return percent(fraction) if fraction >= 0.05 else "0 %" if fraction == 0 else "under 5 %"


def _place(state):
    if not state.in_cleft:
        return f"{spoken_length(state.distance_um)} away"
    return "in the contact zone"


def _in_contact(state):
    across = state.distance_um <= state.cleft_width_um
    way = f"{spoken_length(state.distance_um)} {'across' if across else 'along'} the cleft"
    start = f"{way} takes a pulse about {spoken_time(state.arrival_ms / MS_PER_S)}. After"
    when = spoken_time(state.time_ms / MS_PER_S)
    if np.isnan(state.now_nM):
        return f"{start} {when} nearly all of it has left the contact zone for the tissue."
    return (
        f"{start} {when} the contact zone, where the two cells face each other, still holds "
        f"{_share(state.share_in_contact)} "
        f"of the molecules, {_level(state.now_nM)} on average."
    )


def _now(state):
    """What is at a distance in the tissue at the time."""
    when = f"After {spoken_time(state.time_ms / MS_PER_S)}"
    if state.now_nM < ARRIVED_NM:
        early = state.time_ms < state.arrival_ms
        return f"{when} {'hardly anything has arrived' if early else 'hardly anything is left'} there."
    side = "still rising" if state.time_ms < state.arrival_ms else "falling"
    return f"{when} it is {_level(state.now_nM)} there and {side}."
