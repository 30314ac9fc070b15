"""How do we know? Resting levels by method, and what averaging over a sampling time does to a change."""

from dataclasses import dataclass

import numpy as np

from reuptake.draw.charts import direct_legend, plain_ticks
from reuptake.draw.describe import percent, spoken, with_unit
from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

# Layout: above this share the curve is flat enough for a label below it.
FLAT_SHARE = 0.6
# Beyond this share of the axis no room for words is left on the right.
END_SHARE = 0.85


@dataclass(frozen=True)
class RestingLevel:
    """One measured resting level.

    Attributes
    ----------
    label, method : str
        Name of the row (may hold a line break), and "microdialysis" or "voltammetry".
    level_nM, plus_minus_nM : float
    error_type, source : str
        Type of the plus-minus as the source states it, and the source.
    """

    label: str
    method: str
    level_nM: float
    plus_minus_nM: float
    error_type: str
    source: str

    @property
    def name(self):
        """The label on one line (str)."""
        return self.label.replace("\n", " ")


@dataclass(frozen=True)
class MethodsState:
    """What the picture of one setting shows.

    Attributes
    ----------
    sample_s, held_s : float
        Sampling time, and how long the toy change is held.
    half_life_s, rise_nM : float
        Half-life of its fading and its height, both measured ones.
    levels : tuple of RestingLevel
    chosen : int
        Which of them the change starts from.
    t_s, true_nM : numpy.ndarray, shape (T,)
        The change, above rest.
    sample_start_s, reported_nM : numpy.ndarray, shape (K,)
        Starts of samples and their means, above rest.
    best_share : float
        Highest sample mean as a share of the height.
    grid_s, share : numpy.ndarray, shape (G,)
        Sampling times, and the highest share that each reports of this change.
    """

    sample_s: float
    held_s: float
    half_life_s: float
    rise_nM: float
    levels: tuple
    chosen: int
    t_s: np.ndarray
    true_nM: np.ndarray
    sample_start_s: np.ndarray
    reported_nM: np.ndarray
    best_share: float
    grid_s: np.ndarray
    share: np.ndarray

    @property
    def rest_nM(self):
        """The level that the change starts from, nM (float)."""
        return self.levels[self.chosen].level_nM

    @property
    def reported_peak_nM(self):
        """Highest sample mean above rest, nM (float)."""
        return self.rise_nM * self.best_share


class MethodsScene(Scene):
    """Measured resting levels on the left, a toy change and its reported height on the right."""

    name = "methods"
    title = "Serotonin (5-HT) outside cells: what two methods report"
    size_in = (10.0, 5.5)

    def build(self, state):
        """Draw the axes and the measured levels."""
        self._build_levels(self.figure.add_axes((0.165, 0.115, 0.315, 0.745)), state)
        self._build_change(self.figure.add_axes((0.575, 0.56, 0.405, 0.31)), state)
        self._build_share(self.figure.add_axes((0.575, 0.115, 0.405, 0.255)), state)

    def update(self, state):
        """Move ring, change, samples and dot."""
        rest, row = state.rest_nM, state.chosen
        true, reported = rest + state.rise_nM, rest + state.reported_peak_nM
        self.ring.set_data([rest], [row])
        self.reach.set_data([rest, true], [row + 0.28] * 2)
        self.true_end.set_data([true], [row + 0.28])
        self.reported_end.set_data([reported], [row + 0.42])
        self.fold.set_text(
            f"The toy change from ○:\n| true peak {_fold(true / rest)} rest\n▲ reported {_fold(reported / rest)} rest"
        )
        self.true.set_data(state.t_s, state.true_nM)
        self.reported.set_data(state.sample_start_s, state.reported_nM)
        self.reported_label.set_text(f"reported: at most {with_unit(state.reported_peak_nM, 'nM')}")
        self.curve.set_data(state.grid_s, 100 * state.share)
        self.dot.set_data([state.sample_s], [100 * state.best_share])
        self._label_share(state)

    def describe(self, state):
        """Say what is reported of the change, and how far apart the resting levels are."""
        chosen, (low, high) = state.levels[state.chosen], _gap(state)
        true = 1 + state.rise_nM / chosen.level_nM
        return (
            f"Illustrative: of a rise of {with_unit(state.rise_nM, 'nM')} held for {_seconds(state.held_s)}, samples "
            f"of {_seconds(state.sample_s)} report at most {with_unit(state.reported_peak_nM, 'nM', 3)}, "
            f"{percent(state.best_share)}. On a rest of {with_unit(chosen.level_nM, 'nM', 3)} ({chosen.name}) the true "
            f"peak is {_fold(true)} rest. Resting levels by voltammetry are {spoken(low)} to {spoken(high)} times "
            "those by microdialysis, and the gap is unresolved."
        )

    def numbers(self, state):
        """The measured levels with their plus-minus, then the toy change."""
        header = ("quantity", "value", "kind")
        rows = [
            (
                f"resting 5-HT, {level.name}" + (" (chosen)" if i == state.chosen else ""),
                f"{level.level_nM:g} ± {level.plus_minus_nM:g} nM",
                f"measured; ± {level.error_type}; {level.source}",
            )
            for i, level in enumerate(state.levels)
        ]
        rest = state.rest_nM
        reported = state.reported_peak_nM
        rows += [
            ("height of the change", with_unit(state.rise_nM, "nM", 4), "measured height in a toy: illustrative"),
            (
                "half-life of its fading",
                with_unit(state.half_life_s, "s", 3),
                "measured half-life in a toy: illustrative",
            ),
            ("held for", _seconds(state.held_s), "setting"),
            ("sampling time", _seconds(state.sample_s), "setting"),
            ("reported height, at most", with_unit(reported, "nM", 3), "computed; illustrative"),
            ("share of the height", percent(state.best_share, 3), "computed; illustrative"),
            ("true peak over rest", _fold(1 + state.rise_nM / rest), "computed; illustrative"),
            ("reported peak over rest", _fold(1 + reported / rest), "computed; illustrative"),
        ]
        return header, rows

    def _build_levels(self, ax, state):
        rows = range(len(state.levels))
        ax.set_xscale("log")
        ax.set(xlim=(0.5, 250), ylim=(len(rows) + 0.45, -1.05))
        plain_ticks(ax.xaxis, [1, 10, 100])
        ax.set_yticks(rows, labels=[level.label for level in state.levels])
        ax.set_xlabel("5-HT outside cells at rest (nM, log scale)")
        self.figure.text(0.012, 0.955, "Resting level: measured, mice", fontsize=13, weight="bold")
        self.figure.text(0.012, 0.905, "each ± as printed; ○ the level chosen", fontsize=11)
        looks = {"microdialysis": {"marker": "s"}, "voltammetry": {"marker": "D"}}
        for row, level in zip(rows, state.levels, strict=True):
            ax.errorbar(level.level_nM, row, xerr=level.plus_minus_nM, color=COLOURS["measured"], ms=5.5, lw=1.8,
                        capsize=5, ls="", zorder=4, **looks[level.method])  # fmt: skip
        self._build_gap(ax, state)
        blue = COLOURS["serotonin"]
        self.ring = self.moves(ax.plot([], [], "o", ms=19, mfc="none", mew=2.4, color=blue, zorder=6)[0])
        self.reach = self.moves(ax.plot([], [], lw=2.2, color=blue, zorder=5)[0])
        self.true_end = self.moves(ax.plot([], [], "|", ms=13, mew=3, color=blue, zorder=6)[0])
        self.reported_end = self.moves(ax.plot([], [], "^", ms=9, color=COLOURS["inhibitor"], mec="black", zorder=7)[0])
        self.fold = self.moves(
            ax.text(
                0.98, 0.012, "", transform=ax.transAxes, ha="right", va="bottom", fontsize=11, color=blue, weight="bold"
            ),
            ghost=False,
        )

    def _build_gap(self, ax, state):
        """Span from the highest level by one method to the level by the other."""
        low = max(level.level_nM for level in state.levels if level.method == "microdialysis")
        high = max(level.level_nM for level in state.levels if level.method == "voltammetry")
        ax.plot([low, high], [-0.55, -0.55], "|-", lw=1.8, ms=10, mew=1.8, color=TEXT_COLOURS["guide"])
        ax.text(np.sqrt(low * high), -0.62, "gap unresolved", ha="center", va="bottom", fontsize=11)

    def _label_share(self, state):
        """Write the share below the dot where the curve is flat, and to the left of it where it falls or ends."""
        flat = state.best_share > FLAT_SHARE
        at_end = state.sample_s > END_SHARE * state.grid_s[-1]
        self.share_label.set_text(percent(state.best_share))
        self.share_label.xy = state.sample_s, 100 * state.best_share
        self.share_label.set_position((0, -9) if flat else (-10, -5))
        self.share_label.set(ha="left" if flat and not at_end else "right", va="top" if flat else "center")

    def _build_change(self, ax, state):
        ax.set(xlim=(state.t_s[0], state.t_s[-1]), ylim=(0, 43), yticks=(0, 10, 20, 30, 40))
        ax.set_xlabel("time since the change began (s)", labelpad=1)
        ax.set_ylabel("above rest (nM)")
        self._heading(ax, "Illustrative: a toy change")
        looks = _looks()
        direct_legend(ax, [(looks[0], "true"), (looks[1], "reported, sample by sample")])
        self.true = self.moves(ax.plot([], [], zorder=5, **looks[0])[0])
        self.reported = self.moves(ax.plot([], [], drawstyle="steps-post", zorder=6, **looks[1])[0])
        self.reported_label = self.moves(
            ax.text(0.99, 0.97, "", transform=ax.transAxes, ha="right", va="top", fontsize=12, weight="bold",
                    color=TEXT_COLOURS["inhibitor"], zorder=7),
            ghost=False,
        )  # fmt: skip

    def _build_share(self, ax, state):
        ax.set_xscale("log")
        ax.set_yscale("log")
        ax.set(xlim=(state.grid_s[0] * 0.85, state.grid_s[-1] * 1.3), ylim=(0.4, 150))
        plain_ticks(ax.xaxis, [0.1, 1, 10, 60, 600])
        plain_ticks(ax.yaxis, [1, 10, 100])
        ax.set_xlabel("sampling time (s, log scale)", labelpad=1)
        ax.set_ylabel("% reported")
        self._heading(ax, "Share of the height that is reported", rise=1.06)
        self.curve = self.moves(ax.plot([], [], lw=2.6, color=TEXT_COLOURS["inhibitor"], zorder=5)[0])
        self.dot = self.moves(ax.plot([], [], "o", ms=10, color=COLOURS["inhibitor"], mec="black", zorder=6)[0])
        self.share_label = self.moves(
            ax.annotate(
                "", (1, 100), (0, 0), textcoords="offset points", fontsize=13, weight="bold",
                color=TEXT_COLOURS["inhibitor"],
            ),
            ghost=False,
        )  # fmt: skip

    @staticmethod
    def _heading(ax, text, rise=1.19):
        ax.text(-0.13, rise, text, transform=ax.transAxes, fontsize=13, weight="bold")


def _looks():
    true = {"color": COLOURS["serotonin"], "lw": 5.0}
    return true, {"color": TEXT_COLOURS["inhibitor"], "lw": 2.2, "ls": (0, (4, 1.5))}


def _gap(state):
    """How many times the microdialysis levels the voltammetry level is, least and most."""
    dialysis = [level.level_nM for level in state.levels if level.method == "microdialysis"]
    high = max(level.level_nM for level in state.levels if level.method == "voltammetry")
    return high / max(dialysis), high / min(dialysis)


def _fold(ratio):
    return f"{spoken(ratio, 3)} times"


def _seconds(value):
    return f"{value:g} s" if value < 60 else f"{value / 60:g} min"
