"""One drug concentration in many virtual terminals: how far the responses spread, and what explains it."""

from dataclasses import dataclass

import numpy as np
from matplotlib.collections import LineCollection, PolyCollection

from reuptake.draw.describe import spoken
from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

# Names that fit beside a bar, by symbol of the terminal model.
NAMES = {
    "V_sert": "transporter: number, speed",
    "K_sert": "transporter: Km",
    "V_tph": "synthesis",
    "V_vmat": "packing into vesicles",
    "V_mao": "breakdown (MAO)",
    "k_rel": "release",
    "k_rem": "carried off outside",
    "a_up2": "uptake 2",
    "s_rel": "autoreceptor brake",
    "J_btrp": "supply of tryptophan",
}


@dataclass(frozen=True)
class PeopleState:
    """What the picture of one setting shows.

    Attributes
    ----------
    drug_nM, spread, minutes : float
        Concentration, spread of the constants, time since the drug came.
    individuals, left_out : int
        Terminals shown, and drawn but without a steady state.
    edges : numpy.ndarray, shape (B + 1,)
    counts : numpy.ndarray, shape (B,)
        Terminals by rise; the last bin holds all beyond it too.
    low, middle, high : float
        5th, 50th and 95th percentile of the rise, ratio to the own rest.
    symbols : tuple of str
    correlations : numpy.ndarray, shape (P,)
        Rank correlation of each constant with the rise.
    explained : bool
        Whether the shares are shown.
    """

    drug_nM: float
    spread: float
    minutes: float
    individuals: int
    left_out: int
    edges: np.ndarray
    counts: np.ndarray
    low: float
    middle: float
    high: float
    symbols: tuple
    correlations: np.ndarray
    explained: bool

    @property
    def shares(self):
        """Share of the differences that goes with each constant."""
        return self.correlations**2

    @property
    def most(self):
        """Positions of the constants, the one that explains most first."""
        return tuple(np.argsort(-self.shares, kind="stable"))


class PeopleScene(Scene):
    """A histogram of rises, and bars of what goes with them."""

    name = "people"
    title = "The same drug in many virtual terminals"
    size_in = (10.0, 5.25)

    def build(self, state):
        """Draw axes and names; make bars and labels."""
        self.figure.text(0.012, 0.955, "The same drug, different rises", fontsize=13, weight="bold", va="center")
        self.figure.text(0.60, 0.955, "What goes with the differences", fontsize=13, weight="bold", va="center")
        warning = {"fontsize": 11.5, "va": "center", "weight": "bold", "color": TEXT_COLOURS["inhibitor"]}
        self.figure.text(0.012, 0.022, "Illustrative: constants spread at random, not people.", **warning)
        self.figure.text(0.60, 0.022, "Pharmacology, not advice.", **warning)
        self.figure.text(0.60, 0.905, "▲ more of it, higher rise   ▼ lower rise", fontsize=11, va="center")
        self._build_histogram(self.figure.add_axes((0.045, 0.185, 0.485, 0.60)), state)
        self._build_shares(self.figure.add_axes((0.80, 0.185, 0.115, 0.665)), state)

    def update(self, state):
        """Set bars and labels to the state."""
        heights = state.counts / state.counts.max()
        filled = np.flatnonzero(heights)
        left, right = state.edges[:-1], state.edges[1:]
        self.columns.set_verts(
            [[(left[i], 0), (right[i], 0), (right[i], heights[i]), (left[i], heights[i])] for i in filled]
        )
        self.range.set_data([state.low, state.high], [1.10, 1.10])
        self.median.set_data([state.middle], [1.10])
        self.summary.set_text(
            f"{spoken(state.drug_nM)} nM for {state.minutes:g} min, spread {state.spread:g}\n"
            f"● median {state.middle:.2f}; bar, nine in ten: {state.low:.2f} to {state.high:.2f}"
        )
        self.count.set_text(f"{state.individuals:,} terminals\n{state.left_out or 'none'} left out")
        self._update_shares(state)

    def describe(self, state):
        """Say the middle and the spread of the rise and, if asked for, what goes with it."""
        said = (
            f"Illustrative: {state.individuals:,} virtual terminals, their constants spread at random "
            f"({state.spread:g}), all given {state.drug_nM:g} nM of escitalopram for {state.minutes:g} minutes. "
            f"Serotonin outside is {state.middle:.2f} times the terminal's own rest in the middle, nine in ten between "
            f"{state.low:.2f} and {state.high:.2f}; {state.left_out or 'none'} left out."
        )
        if not state.explained:
            return f"{said} Which constant explains the differences best?"
        first, second = ((NAMES[state.symbols[i]], _percent(state.shares[i])) for i in state.most[:2])
        return (
            f"{said} Of the differences {first[1]} go with one constant, {first[0]}; next is {second[0]} with "
            f"{second[1]}; {_percent(max(1 - state.shares.sum(), 0))} go with none by itself."
        )

    def numbers(self, state):
        """The spread of the rise and, if asked for, every share."""
        header = ("quantity", "value", "kind")
        rows = [
            ("drug held for good from time 0", f"{state.drug_nM:g} nM", "setting"),
            ("spread of the constants", f"{state.spread:g}", "setting, assumed"),
            ("terminals shown", f"{state.individuals:,}", "virtual"),
            ("terminals left out, no steady state", str(state.left_out), "virtual"),
            ("rise, 5th percentile", f"{state.low:.3f} × own rest", "computed, illustrative"),
            ("rise, median", f"{state.middle:.3f} × own rest", "computed, illustrative"),
            ("rise, 95th percentile", f"{state.high:.3f} × own rest", "computed, illustrative"),
        ]
        if state.explained:
            rows += [
                (f"goes with {NAMES[state.symbols[i]]}", _percent(state.shares[i]), _sense(state.correlations[i]))
                for i in state.most
            ]
        return header, rows

    def _build_histogram(self, ax, state):
        ax.set(xlim=(0.98, state.edges[-1] + 0.02), ylim=(0, 1.22), yticks=[])
        ticks = np.arange(1, 2.61, 0.2)
        ax.set_xticks(ticks, labels=[*(f"{tick:.1f}" for tick in ticks[:-1]), f"≥{ticks[-1]:.1f}"])
        ax.set_xlabel("serotonin (5-HT) outside, × the terminal's own rest")
        ax.set_ylabel("terminals (tallest bar = 1)", labelpad=4)
        ax.axvline(1, color="#555555", lw=1.6, zorder=1)
        look = {"facecolors": "#9ecae8", "edgecolors": COLOURS["serotonin"], "lw": 1.0, "zorder": 4}
        self.columns = self.moves(ax.add_collection(PolyCollection([], **look), autolim=False))
        dark = {"color": "black", "zorder": 5}
        self.range = self.moves(ax.plot([], [], "|-", lw=2.4, ms=12, mew=2.4, **dark)[0])
        self.median = self.moves(ax.plot([], [], "o", ms=10, **dark)[0])
        top = {"fontsize": 11.5, "va": "top", "linespacing": 1.35}
        self.summary = self.moves(self.figure.text(0.045, 0.905, "", **top), ghost=False)
        corner = {"transform": ax.transAxes, "ha": "right"}
        self.count = self.moves(ax.text(0.99, 0.80, "", **corner, **top), ghost=False)

    def _build_shares(self, ax, state):
        names = [NAMES[symbol] for symbol in state.symbols]
        ax.set(xlim=(0, 1), ylim=(len(names) - 0.4, -0.6), xticks=(0, 0.5, 1))
        ax.set_xticklabels(["0", "50", "100 %"])
        ax.set_yticks(range(len(names)), labels=names)
        ax.tick_params(axis="y", length=0)
        ax.grid(axis="y", visible=False)
        ax.set_xlabel("share (squared rank\ncorrelation)", labelpad=1, fontsize=11)
        self.bars = LineCollection([], colors=COLOURS["transporter"], lw=11, zorder=4, capstyle="butt")
        self.moves(ax.add_collection(self.bars, autolim=False))
        look = {"fontsize": 11, "va": "center", "zorder": 5}
        self.values = [self.moves(ax.text(0, i, "", **look), ghost=False) for i in range(len(names))]
        self.waiting = self.moves(ax.text(0.5, 4.5, "hidden until\nyou ask", ha="center", **look), ghost=False)

    def _update_shares(self, state):
        shown = state.shares if state.explained else np.zeros(0)
        self.bars.set_segments([[(0, i), (share, i)] for i, share in enumerate(shown)])
        self.waiting.set_text("" if state.explained else "hidden until\nyou ask")
        for i, text in enumerate(self.values):
            text.set_text("")
            if state.explained:
                arrow = "▲" if state.correlations[i] > 0 else "▼"
                # A share that noise alone would give has no direction worth showing.
                text.set_text(_percent(shown[i]) + (f" {arrow}" if shown[i] >= 0.02 else ""))
                text.set_x(shown[i] + 0.02)
                text.set_fontweight("bold" if i == state.most[0] else "normal")


def _percent(share):
    return "under 1 %" if share < 0.01 else f"{100 * share:.0f} %"


def _sense(correlation):
    return "more of it, higher rise" if correlation > 0 else "more of it, lower rise"
