"""Quanta released by simulated stimuli, against binomial and Poisson, and what each method makes of them."""

from dataclasses import dataclass

import numpy as np
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from reuptake.draw.charts import direct_legend, plain_ticks
from reuptake.draw.describe import percent, spoken
from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

METHODS = ("by counting", "by failures", "by the spread")
SIMULATED = {"fc": "#a6d0ee", "ec": COLOURS["serotonin"], "lw": 1.2}
FAILED = {"fc": "white", "ec": TEXT_COLOURS["inhibitor"], "lw": 1.6, "hatch": "////"}
BINOMIAL = {"color": "black", "marker": "o", "ms": 6.5, "ls": ""}
POISSON = {"color": TEXT_COLOURS["inhibitor"], "marker": "D", "ms": 7, "mfc": "white", "mew": 1.8, "ls": (0, (4, 2)),
           "lw": 1.4}  # fmt: skip
# Words for how far Poisson's law is from the binomial one, by probability: the course's choice, not a fact.
GOOD, FAIR = 0.1, 0.3
# What the axes hold; an estimate beyond is drawn at the edge, with its number beside it.
LEAST, MOST = 0.03, 500
# Shares in percent that would lie on the axis are not marked.
SMALLEST = 0.3


@dataclass(frozen=True)
class ReleaseState:
    """What the picture of one setting shows.

    Attributes
    ----------
    n_sites, n_trials, n_failures : int
        Sites, stimuli, and stimuli that released nothing.
    probability : float
        That a site releases.
    quanta : numpy.ndarray, shape (K,)
        Numbers of quanta on the axis, from 0.
    simulated, binomial, poisson : numpy.ndarray, shape (K,)
        Share of stimuli that release so many, in the simulation and in theory.
    estimates : tuple of (float or None)
        Quantal content by each of `METHODS`; None where a method gives none.
    variance_ratio : float or None
        Variance over mean of the simulated stimuli; None where nothing was released.
    """

    n_sites: int
    n_trials: int
    n_failures: int
    probability: float
    quanta: np.ndarray
    simulated: np.ndarray
    binomial: np.ndarray
    poisson: np.ndarray
    estimates: tuple
    variance_ratio: float | None

    @property
    def mean(self):
        """Quantal content of the theory, n p."""
        return self.n_sites * self.probability


class ReleaseScene(Scene):
    """Left, how many spikes release how many packets; right, estimates of their mean."""

    name = "release"
    title = "Serotonin is released in packets (quanta)"
    size_in = (10.0, 5.5)

    def build(self, state):
        """Draw axes and the names of marks."""
        words = "Illustrative: a simulated synapse; sites and probability are yours"
        self.figure.text(0.012, 0.968, words, fontsize=12, va="center", color=TEXT_COLOURS["inhibitor"], weight="bold")
        self._build_histogram(self.figure.add_axes((0.075, 0.115, 0.53, 0.745)), state)
        self._build_estimates(self.figure.add_axes((0.762, 0.43, 0.15, 0.34)))
        look = {"fontsize": 12, "va": "top", "linespacing": 1.5, "zorder": 6}
        self.expected = self.moves(self.figure.text(0.655, 0.26, "", **look), ghost=False)

    def update(self, state):
        """Move bars, marks and labels to the state's stimuli."""
        self.bars.set_path(_bars(100 * state.simulated))
        self.failures.set_height(100 * state.simulated[0])
        self.failures.set_visible(state.n_failures > 0)
        for marks, shares in ((self.binomial, state.binomial), (self.poisson, state.poisson)):
            marks.set_data(state.quanta, np.where(100 * shares >= SMALLEST, 100 * shares, np.nan))
        self.failed.set_text(f"nothing: {state.n_failures} of {state.n_trials:,} spikes")
        self.truth.set_xdata([state.mean] * 2)
        self.truth_label.set_text(f"dashed: true, {spoken(state.mean, 3)}")
        self.marks.set_data([np.clip(e or np.nan, LEAST, MOST) for e in state.estimates], range(len(METHODS)))
        for label, estimate in zip(self.values, state.estimates, strict=True):
            label.set_text(_estimate(estimate))
        sites, poisson = _share(state.binomial[0]), _share(state.poisson[0])
        self.expected.set_text(f"Nothing comes, in the long run:\n● these sites: {sites}\n◇ Poisson's law: {poisson}")

    def describe(self, state):
        """Say what was released, what failed, and whether Poisson will do."""
        return (
            f"Illustrative: {state.n_sites} sites that release with probability {state.probability:g} give "
            f"{spoken(state.mean)} packets a spike on average; {state.n_failures} of {state.n_trials:,} simulated "
            f"spikes released nothing. In the long run these sites fail in {_share(state.binomial[0])} of spikes, by "
            f"Poisson's law in {_share(state.poisson[0])}: it is {_how_good(state.probability)} here."
        )

    def numbers(self, state):
        """Setting, failures, scatter and estimates of the quantal content."""
        header = ("quantity (illustrative)", "simulated", "in the long run (binomial)", "Poisson")
        ratio = "none" if state.variance_ratio is None else spoken(state.variance_ratio, 3)
        sites = f"{state.n_sites} sites, probability {state.probability:g}, {state.n_trials:,} spikes"
        expected = _expected(state)
        shares = percent(state.simulated[0], 3), _share(state.binomial[0], 3), _share(state.poisson[0], 3)
        rows = [
            ("setting", sites, "–", "–"),
            ("spikes that released nothing", *shares),
            ("variance ÷ mean", ratio, spoken(1 - state.probability), "1"),
        ]
        true = spoken(state.mean, 3)
        rows += [
            (f"packets a spike {method}", _estimate(estimate), spoken(value, 3), true)
            for method, estimate, value in zip(METHODS, state.estimates, expected, strict=True)
        ]
        return header, rows

    def _build_histogram(self, ax, state):
        ax.set(xlim=(-0.7, state.quanta[-1] + 0.7), ylim=(0, 100), xticks=range(0, int(state.quanta[-1]) + 1, 2))
        ax.set_xlabel("packets released by a spike")
        ax.set_ylabel("share of spikes (%)")
        sample = {"color": SIMULATED["fc"], "mec": SIMULATED["ec"], "marker": "s", "ms": 11, "ls": ""}
        direct_legend(ax, [(sample, "simulated"), (BINOMIAL, "in the long run"), (POISSON, "Poisson, same mean")])
        self.bars = self.moves(ax.add_patch(PathPatch(_bars(100 * state.simulated), zorder=3, **SIMULATED)))
        self.failures = self.moves(ax.add_patch(Rectangle((-0.4, 0), 0.8, 1, zorder=4, **FAILED)))
        self.poisson = self.moves(ax.plot([], [], zorder=5, **POISSON)[0])
        self.binomial = self.moves(ax.plot([], [], zorder=6, **BINOMIAL)[0])
        ax.add_patch(Rectangle((0.36, 0.905), 0.045, 0.05, transform=ax.transAxes, zorder=4, **FAILED))
        look = {"fontsize": 12, "weight": "bold", "color": TEXT_COLOURS["inhibitor"], "va": "center", "zorder": 6}
        self.failed = self.moves(ax.text(0.42, 0.93, "", transform=ax.transAxes, **look), ghost=False)

    def _build_estimates(self, ax):
        ax.set_xscale("log")
        ax.set(xlim=(LEAST, MOST), ylim=(len(METHODS) - 0.5, -0.5))
        ax.set_yticks(range(len(METHODS)), labels=METHODS)
        plain_ticks(ax.xaxis, [0.1, 1, 10, 100])
        ax.set_xlabel("packets a spike", labelpad=1)
        self.figure.text(0.655, 0.865, "What each method finds", fontsize=13, weight="bold")
        (self.truth,) = ax.plot([1, 1], [-0.5, len(METHODS) - 0.5], color="black", lw=1.8, ls=(0, (6, 3)), zorder=4)
        (self.marks,) = ax.plot([], [], "o", ms=9, color=COLOURS["serotonin"], mec="black", zorder=5)
        self.moves(self.truth)
        self.moves(self.marks)
        look = {"fontsize": 11.5, "zorder": 6}
        self.truth_label = self.moves(ax.text(0, 1.05, "", transform=ax.transAxes, **look), ghost=False)
        look |= {"va": "center", "weight": "bold", "color": COLOURS["serotonin"]}
        self.values = [
            self.moves(ax.text(1.06, row, "", transform=ax.get_yaxis_transform(), **look), ghost=False)
            for row in range(len(METHODS))
        ]


def _bars(heights):
    """One path of all bars but that of the failures."""
    boxes = []
    for k in range(1, len(heights)):
        if heights[k]:
            left, right, top = k - 0.4, k + 0.4, heights[k]
            boxes += [(left, 0), (left, top), (right, top), (right, 0), (left, 0)]
    codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY] * (len(boxes) // 5)
    return Path(np.reshape(boxes, (-1, 2)), codes)


def _expected(state):
    """What each method gives on average over very many binomial stimuli."""
    n, p = state.n_sites, state.probability
    return n * p, -n * np.log1p(-p), n * p / (1 - p)


def _estimate(value):
    return "none" if value is None else spoken(value, 3)


def _share(fraction, digits=2):
    """A share in percent; one too small to matter is said to be so."""
    return percent(fraction, digits) if fraction >= 0.001 else "less than 0.1 %"


def _how_good(probability):
    if probability <= GOOD:
        return "a good stand-in"
    return "a rough stand-in" if probability <= FAIR else "no good stand-in"
