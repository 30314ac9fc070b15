"""Drugs in the published network: one row each, one drug in hand, and what its direct trials alone say."""

import math
from dataclasses import dataclass

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.patches import Rectangle

from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

RESPONSE, STOPPING = "response", "stopping for any reason"
# Layout: ends of the axis and its ticks, as odds ratios.
ENDS, TICKS = (0.46, 13), (0.5, 1, 2, 4, 8)
UNCHECKED = "could not be checked: not shown"


@dataclass(frozen=True)
class NetworkState:
    """What the picture of one setting shows.

    Attributes
    ----------
    outcome : str
        `RESPONSE` or `STOPPING`.
    drugs : tuple of str
        Names, one row each.
    results : tuple of (reuptake.draw.forest_state.DrugResult or None)
        The network's number for each; None where it could not be checked.
    direct : tuple of (reuptake.draw.forest_state.DrugResult or None)
        Its direct trials pooled; None where there are none or they are not asked for.
    chosen : int
        Row of the drug in hand.
    beside : bool
        Whether direct trials are asked for.
    all_drugs : int
        Drugs in the network.
    """

    outcome: str
    drugs: tuple
    results: tuple
    direct: tuple
    chosen: int
    beside: bool
    all_drugs: int

    @property
    def shown(self):
        """Drugs with a number (int)."""
        return sum(result is not None for result in self.results)


class NetworkScene(Scene):
    """A row for each drug: the network's odds ratio, and its direct trials if asked for."""

    name = "network"
    title = "Antidepressants v placebo in the largest published network"
    size_in = (10.0, 6.25)

    def build(self, state):
        """Draw the axis and the names; make marks and words for every row."""
        count = len(state.drugs)
        text = self.figure.text
        self.head = self.moves(text(0.012, 0.962, "", fontsize=14, weight="bold", va="center"), ghost=False)
        self.sides = [
            self.moves(text(x, 0.905, "", fontsize=11, va="center", ha=ha), ghost=False)
            for x, ha in ((0.17, "left"), (0.68, "right"))
        ]
        text(0.70, 0.905, "odds ratio (95 % credible)", fontsize=11, va="center", weight="bold")
        ax = self.figure.add_axes((0.17, 0.155, 0.51, 0.72), xlim=np.log(ENDS), ylim=(count - 0.4, -0.6))
        ax.set_xticks(np.log(TICKS), labels=[f"{tick:g}" for tick in TICKS])
        ax.set_yticks(range(count), labels=state.drugs)
        ax.tick_params(axis="y", length=0)
        ax.grid(axis="y", visible=False)
        ax.spines["left"].set_visible(False)
        # The band lies on top of the backdrop, so the line that it must not hide moves with it.
        self.moves(ax.axvline(0, color="black", lw=1.5, zorder=2), ghost=False)
        self.axis_name = self.moves(text(0.425, 0.075, "", fontsize=12, va="center", ha="center"), ghost=False)
        text(0.012, 0.022, "● printed in the abstract   ○ checked against a re-analysis   ◇ direct trials only: a "
             "subset, not the network", fontsize=11, va="center", color=TEXT_COLOURS["guide"])  # fmt: skip
        self._build_marks(ax, count)

    def update(self, state):
        """Move the marks to the outcome, and the band to the drug in hand."""
        self.head.set_text(f"{state.outcome.capitalize()}: {state.shown} of {state.all_drugs} drugs read or checked")
        better = ("◄ placebo better", "drug better ►")
        fewer = ("◄ fewer stop on the drug", "more stop on the drug ►")
        for text, said in zip(self.sides, better if state.outcome == RESPONSE else fewer, strict=True):
            text.set_text(said)
        self.axis_name.set_text(f"odds ratio of {state.outcome} v placebo (log scale; 1 = no difference)")
        self.band.set_y(state.chosen - 0.46)
        for row, result in enumerate(state.results):
            self.lines[row].set_data([result.low, result.high] if result else [], [row, row] if result else [])
            weight = "bold" if row == state.chosen else "normal"
            self.values[row].set_text(_said(result) if result else "not checked")
            self.values[row].set_fontweight(weight)
        for marks, wanted in ((self.read, True), (self.checked, False)):
            rows = [(r.effect, row) for row, r in enumerate(state.results) if r and r.read == wanted]
            marks.set_data([x for x, _ in rows], [y for _, y in rows])
        found = [(row, r) for row, r in enumerate(state.direct) if r]
        self.direct.set_visible(bool(found))
        self.direct.set_verts([_diamond(r, row) for row, r in found])
        lacking = state.beside and state.outcome == STOPPING
        self.waiting.set_text("no direct trials: response only" if lacking else "")

    def describe(self, state):
        """Say the network's number for the drug in hand, what its direct trials say, and how many are shown."""
        name, result = state.drugs[state.chosen], state.results[state.chosen]
        if result is None:
            said = f"{name.capitalize()}, {state.outcome}: its number in the network {UNCHECKED}."
        else:
            crosses = "reaches across" if result.low <= 0 <= result.high else "excludes"
            said = (
                f"{name.capitalize()} v placebo, {state.outcome}: odds ratio {_said(result)} in the published network, "
                f"{result.remark}; the interval {crosses} no difference."
            )
        direct = state.direct[state.chosen]
        if state.beside and state.outcome == STOPPING:
            said += " The table of arms holds response alone, so no direct trials stand beside it."
        elif direct:
            said += f" {_trials(direct)} alone, a subset and not the network: {_said(direct)}."
        elif state.beside:
            said += " The table of arms has no trial of it v placebo."
        numbered = f"{state.shown} of {state.all_drugs} drugs have a number here"
        return f"{said} {numbered}; those of the others could not be checked."

    def numbers(self, state):
        """Every drug with its number, or that there is none."""
        header = ("drug", f"odds ratio of {state.outcome}", "remark", "direct trials only, a subset")
        return header, [
            (name, _said(result) if result else "–", result.remark if result else UNCHECKED,
             f"{_said(direct)}, {_trials(direct).lower()}" if direct else "–")
            for name, result, direct in zip(state.drugs, state.results, state.direct, strict=True)
        ]  # fmt: skip

    def _build_marks(self, ax, count):
        colour = COLOURS["inhibitor"]
        width = math.log(ENDS[1] / ENDS[0])
        self.band = self.moves(
            ax.add_patch(Rectangle((math.log(ENDS[0]), 0), width, 0.92, fc="#e6eef5", ec="#767676", lw=1.0, zorder=1)),
            ghost=False,
        )
        self.direct = self.moves(
            ax.add_collection(PolyCollection([], fc="none", ec="#595959", lw=1.4, zorder=3)), ghost=False
        )
        self.lines = [self.moves(ax.plot([], [], lw=2.2, color=colour, zorder=4)[0], ghost=False) for _ in range(count)]
        look = {"ls": "", "marker": "o", "ms": 8, "mec": colour, "mew": 2.0, "zorder": 5}
        self.read = self.moves(ax.plot([], [], mfc=colour, **look)[0], ghost=False)
        self.checked = self.moves(ax.plot([], [], mfc="white", **look)[0], ghost=False)
        right = {"transform": ax.get_yaxis_transform(), "fontsize": 11, "va": "center"}
        self.values = [self.moves(ax.text(1.04, row, "", **right), ghost=False) for row in range(count)]
        self.waiting = self.moves(
            self.figure.text(0.70, 0.125, "", fontsize=11, va="center", style="italic"), ghost=False
        )


def _said(result):
    low, middle, high = (f"{math.exp(value):.2f}" for value in (result.low, result.effect, result.high))
    return f"{middle} ({low} to {high})"


def _trials(direct):
    return f"{direct.trials} direct trial{'s' * (direct.trials > 1)}".capitalize()


def _diamond(result, row):
    return [(result.low, row), (result.effect, row - 0.4), (result.high, row), (result.effect, row + 0.4)]
