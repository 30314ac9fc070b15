"""Voltage and gates of an axon that is given a step of current, and what it does to spikes."""

from dataclasses import dataclass

import numpy as np

from reuptake.draw.charts import direct_legend
from reuptake.draw.describe import with_unit
from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

# Points of a line: enough for every spike of a train, few enough to send.
POINTS = 230
GATES = (
    ("Na⁺ gates open", {"color": TEXT_COLOURS["sodium"], "lw": 2.0}),
    ("Na⁺ not yet shut off", {"color": TEXT_COLOURS["sodium"], "lw": 2.0, "ls": (0, (4, 1.5))}),
    ("K⁺ gates open", {"color": TEXT_COLOURS["potassium"], "lw": 2.2, "ls": (0, (1, 1.2))}),
)


@dataclass(frozen=True)
class ActionPotentialState:
    """What the picture of one setting shows.

    Attributes
    ----------
    current, duration_ms, start_ms : float
        Height of the step in µA/cm², its length, and when it begins.
    lasting : bool
        Whether the step lasts until the end of the course.
    rest_mV, spike_mV : float
        Resting voltage, and the voltage that counts as a spike when it is crossed upwards.
    t_ms, v_mV : numpy.ndarray, shape (T,)
    gates : numpy.ndarray, shape (3, T)
        m, h and n.
    spikes : int
    rate_hz : float
        0 where firing does not last.
    currents, peaks_mV, rates_hz : numpy.ndarray, shape (I,)
        Highest voltage and lasting firing rate of steps that last, against current.
    """

    current: float
    duration_ms: float
    start_ms: float
    lasting: bool
    rest_mV: float
    spike_mV: float
    t_ms: np.ndarray
    v_mV: np.ndarray
    gates: np.ndarray
    spikes: int
    rate_hz: float
    currents: np.ndarray
    peaks_mV: np.ndarray
    rates_hz: np.ndarray

    @property
    def peak_mV(self):
        """Highest voltage of the course."""
        return float(self.v_mV.max())


class ActionPotentialScene(Scene):
    """The course of one step on the left; on the right its spikes against current.

    The charts against current are drawn only as far as the reader has gone, so that the picture at
    the start does not answer the question that comes before it.
    """

    name = "action-potential"
    title = "An action potential in the Hodgkin–Huxley model"
    size_in = (10.0, 6.25)
    lecture_words = {"⁺ gates open": "⁺ open"}

    def build(self, state):
        """Draw axes, the level that counts as a spike, and the names of the lines."""
        words = "Illustrative: squid giant axon at 6.3 °C, not a serotonin neuron"
        self.figure.text(0.012, 0.972, words, fontsize=12, va="center", color=TEXT_COLOURS["inhibitor"], weight="bold")
        self._build_step(self.figure.add_axes((0.085, 0.83, 0.5, 0.075)), state)
        self._build_voltage(self.figure.add_axes((0.085, 0.42, 0.5, 0.345)), state)
        self._build_gates(self.figure.add_axes((0.085, 0.085, 0.5, 0.235)), state)
        peaks, rates = (self.figure.add_axes((0.7, bottom, 0.28, 0.3)) for bottom in (0.57, 0.085))
        self.peak = self._build_against_current(peaks, state, "Highest voltage (mV)", (-90, 78), (-80, -40, 0, 40))
        self.rate = self._build_against_current(rates, state, "Lasting firing rate (Hz)", (-12, 112), (0, 50, 100))
        peaks.axhline(state.spike_mV, color=COLOURS["guide"], lw=1.4, ls=(0, (6, 3)), zorder=2)

    def update(self, state):
        """Move all lines to the state's course."""
        shown = _thinned(state)
        self.voltage.set_data(state.t_ms[shown], state.v_mV[shown])
        for line, gate in zip(self.gates, state.gates, strict=True):
            line.set_data(state.t_ms[shown], gate[shown])
        stop = min(state.start_ms + state.duration_ms, state.t_ms[-1])
        edges = np.repeat([0, state.start_ms, stop, state.t_ms[-1]], 2)[1:-1]
        heights = np.repeat([0, state.current, 0], 2)
        self.step.set_data(*((edges[:4], heights[:4]) if state.lasting else (edges, heights)))
        how_long = "to the end" if state.lasting else f"for {state.duration_ms:g} ms"
        self.step_label.set_text(f"{state.current:g} µA/cm² {how_long}")
        self.count.set_text(_spikes(state.spikes))
        self._update_against_current(self.peak, state, state.peaks_mV, state.peak_mV, _mV(state.peak_mV))
        self._update_against_current(self.rate, state, state.rates_hz, state.rate_hz, f"{state.rate_hz:.0f} Hz")

    def describe(self, state):
        """Say what the step does: how far the voltage gets, how many spikes, and whether they last."""
        if not state.current:
            step = "no current"
        elif state.lasting:
            step = f"a lasting step of {state.current:g} µA/cm²"
        else:
            step = f"a step of {state.current:g} µA/cm² for {state.duration_ms:g} ms"
        model = "In this illustrative model of a squid giant axon, not a serotonin neuron"
        return f"{model}, {step} {self._what_happens(state)}"

    def numbers(self, state):
        """The setting, and the voltage and spikes that come of it."""
        header = ("quantity (illustrative model)", "value", "kind")
        length = "to the end" if state.lasting else f"{state.duration_ms:g} ms"
        rate = with_unit(state.rate_hz, "Hz", 3) if state.rate_hz else "none: firing does not last"
        return header, [
            ("current", f"{state.current:g} µA/cm²", "setting"),
            ("length of the step", length, "setting"),
            ("resting voltage", _mV(state.rest_mV, 1), "computed"),
            ("highest voltage", _mV(state.peak_mV, 1), "computed"),
            (f"spikes in {state.t_ms[-1]:g} ms", str(state.spikes), "computed"),
            ("lasting firing rate", rate, "computed"),
        ]

    def _what_happens(self, state):
        if not state.spikes:
            return f"{_moved(state)}: no spike."
        peak = f"the highest spike reaches {_mV(state.peak_mV)}"
        if state.spikes == 1:
            after = " The axon then rests, although the current stays on." if state.lasting else ""
            return f"fires one full spike, up to {_mV(state.peak_mV)}.{after}"
        if state.rate_hz:
            return f"keeps the axon firing, at {with_unit(state.rate_hz, 'Hz')}; {peak}."
        after = "then falls silent, although the current stays on" if state.lasting else "rests when the step is over"
        return f"fires {state.spikes} spikes and {after}; {peak}."

    def _build_step(self, ax, state):
        self._time_axis(ax, state, (0, 24), (0, 20))
        ax.set_ylabel("µA/cm²", fontsize=11)
        ax.set_title("Injected current", fontsize=12, pad=3)
        (self.step,) = ax.plot([], [], color=COLOURS["inhibitor"], lw=2.4, zorder=5)
        self.moves(self.step)
        self.step_label = self.moves(
            ax.text(1, 1.1, "", transform=ax.transAxes, ha="right", fontsize=11.5, weight="bold",
                    color=TEXT_COLOURS["inhibitor"]), ghost=False)  # fmt: skip

    def _build_voltage(self, ax, state):
        self._time_axis(ax, state, (-90, 60), (-80, -40, 0, 40))
        ax.set_ylabel("voltage (mV)")
        ax.set_title("Voltage across the membrane", fontsize=12, pad=4)
        ax.axhline(state.spike_mV, color=COLOURS["guide"], lw=1.4, ls=(0, (6, 3)), zorder=2)
        ax.axhline(state.rest_mV, color=COLOURS["guide"], lw=1, ls=(0, (1, 2)), zorder=2)
        for level, name in ((state.spike_mV, " spike"), (state.rest_mV, " rest")):
            ax.text(state.t_ms[-1], level, name, fontsize=11, color=TEXT_COLOURS["guide"], va="center")
        (self.voltage,) = ax.plot([], [], color=COLOURS["voltage"], lw=2.2, zorder=5)
        self.moves(self.voltage)
        self.count = self.moves(
            ax.text(1, 1.03, "", transform=ax.transAxes, ha="right", fontsize=12, weight="bold", zorder=6), ghost=False
        )

    def _build_gates(self, ax, state):
        self._time_axis(ax, state, (-0.03, 1.03), (0, 0.5, 1))
        ax.set_xlabel("time (ms)", labelpad=1)
        ax.set_ylabel("open fraction")
        ax.tick_params(labelbottom=True)
        direct_legend(ax, [(look, name) for name, look in GATES])
        self.gates = [self.moves(ax.plot([], [], zorder=5, **look)[0]) for _, look in GATES]

    @staticmethod
    def _time_axis(ax, state, ylim, yticks):
        ax.set(xlim=(0, state.t_ms[-1]), ylim=ylim, yticks=yticks, xticks=range(0, int(state.t_ms[-1]) + 1, 20))
        ax.tick_params(labelbottom=False)

    def _build_against_current(self, ax, state, title, ylim, yticks):
        ax.set(xlim=(-0.4, state.currents[-1] * 1.04), ylim=ylim, yticks=yticks, xticks=range(0, 21, 5))
        ax.set_xlabel("current (µA/cm²)", labelpad=1)
        ax.set_title(title, fontsize=12, pad=22)
        ax.text(0, 1.03, "line: steps that last, up to yours", transform=ax.transAxes, fontsize=11)
        (line,) = ax.plot([], [], color=COLOURS["serotonin"], lw=2.6, zorder=5)
        (dot,) = ax.plot([], [], "o", ms=11, mfc="none", mec=COLOURS["inhibitor"], mew=2.8, zorder=6)
        look = {"fontsize": 11.5, "weight": "bold", "color": TEXT_COLOURS["inhibitor"], "va": "center", "zorder": 7}
        label = self.moves(ax.text(0, 0, "", **look), ghost=False)
        return self.moves(line), self.moves(dot), label

    @staticmethod
    def _update_against_current(artists, state, values, value, text):
        line, dot, label = artists
        line.set_data(*_with_gap(state, values))
        dot.set_data([state.current], [value])
        left = state.current < state.currents[-1] / 2
        low, high = dot.axes.get_ylim()
        # Above the dot on the right, where the line comes from the left; beside it on the left.
        aside, above = (0.9, 0) if left else (0.4, 0.11 * (high - low))
        label.set_text(text)
        label.set_ha("left" if left else "right")
        label.set_position((state.current + aside, value + above))


def _thinned(state):
    """Positions of points that lie evenly along the lines, so that steep parts get more of them."""
    change = np.abs(np.diff(state.v_mV)) / 100 + np.abs(np.diff(state.gates)).sum(axis=0)
    along = np.concatenate([[0], np.cumsum(change + 25 / state.t_ms.size)])
    corners = np.searchsorted(state.t_ms, [state.start_ms, state.start_ms + state.duration_ms])
    even = np.searchsorted(along, np.linspace(0, along[-1], POINTS))
    return np.unique(np.minimum(np.concatenate([even, corners]), state.t_ms.size - 1))


def _with_gap(state, values):
    """The line up to the chosen current, open where spikes or firing set in at once."""
    shown = state.currents <= state.current
    x, y = state.currents[shown], values[shown]
    jump = np.flatnonzero(np.diff(y > 0) & (np.abs(np.diff(y)) > 20)) + 1
    return np.insert(x, jump, np.nan), np.insert(y, jump, np.nan)


def _moved(state):
    """How far the voltage moves where there is no spike."""
    rest, peak = _mV(state.rest_mV), _mV(state.peak_mV)
    if not state.current:
        return f"leaves the voltage at rest, {rest}"
    if rest == peak:
        return f"hardly moves the voltage from rest, {rest}"
    return f"lifts the voltage from {rest} to {peak} at most"


def _mV(value, decimals=0):
    # A true minus sign, which screen readers say.
    return f"{value:.{decimals}f} mV".replace("-", "−")


def _spikes(count):
    return "no spike" if not count else "1 spike" if count == 1 else f"{count} spikes"
