"""Placebo and time: people chosen on a bad day, measured again; and how many respond on placebo in real trials."""

from dataclasses import dataclass

import numpy as np

from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

# Layout: ends of the axis of scores, and the step of the heap of dots.
SCORES = np.linspace(6, 34, 57)
STEP_PERCENT = 2


@dataclass(frozen=True)
class PlaceboState:
    """What the picture of one setting shows.

    Attributes
    ----------
    cut_off, reliability : float
        Score from which people are let in, and correlation of two measurements.
    population_mean, population_sd : float
        Of everybody, invented.
    share : float
        Fraction let in.
    first, again : float
        Their mean score on entry, and later without any treatment.
    placebo_percent : numpy.ndarray, shape (trials,)
        Response on placebo in each trial.
    pooled, predicted : tuple of float
        Pooled response with its interval, and the prediction interval, in %.
    reviewed : tuple of float
        Range that a review reports, in %.
    uncontrolled_percent : float
        Response in the uncontrolled study.
    """

    cut_off: float
    reliability: float
    population_mean: float
    population_sd: float
    share: float
    first: float
    again: float
    placebo_percent: np.ndarray
    pooled: tuple
    predicted: tuple
    reviewed: tuple
    uncontrolled_percent: float

    @property
    def fall(self):
        """Points that those chosen lose without treatment (float)."""
        return self.first - self.again


class PlaceboTimeScene(Scene):
    """Left, scores of everybody and of those let in; right, placebo response in trials."""

    name = "placebo-time"
    title = "Placebo and time: what improves without a drug?"
    size_in = (10.0, 5.75)

    def build(self, state):
        """Draw the curve of everybody and the dots of the trials; make what moves."""
        text = self.figure.text
        text(0.012, 0.955, "Nobody is treated (illustrative)", fontsize=13, weight="bold", va="center")
        text(0.56, 0.955, "Response on placebo in trials", fontsize=13, weight="bold", va="center")
        self._build_scores(state)
        self._build_trials(state)
        self.words = self.moves(text(0.012, 0.885, "", fontsize=12, va="center"), ghost=False)
        note = "Left: an invented scale. Right: one dot a depression trial; black: pooled, with its interval."
        text(0.012, 0.03, note, fontsize=11, va="center", color=TEXT_COLOURS["guide"])

    def update(self, state):
        """Move the cut-off, those let in, and their means."""
        inside = SCORES >= state.cut_off
        height = np.where(inside, _curve(state), 0)
        self.chosen.set_data(SCORES, height)
        self.gate.set_xdata([state.cut_off] * 2)
        middle = (state.first + state.again) / 2
        self.entry.set_xdata([state.first] * 2)
        self.entry_words.set_text(f"{state.first:.1f} on entry")
        # Side by side above the lines, and kept apart where these are close.
        self.entry_words.set_x(min(max(state.first - 0.6, middle + 0.2), 27.6))
        self.later.set_xdata([state.again] * 2)
        self.later_words.set_text(f"{state.again:.1f} later")
        self.later_words.set_x(min(state.again + 0.3, middle - 0.2))
        self.words.set_text(
            f"Let in from {state.cut_off:g}: {100 * state.share:.0f} of 100 people; they lose {state.fall:.1f} points"
        )

    def describe(self, state):
        """Read out what selection alone does, and what it is beside."""
        return (
            f"Let in from a score of {state.cut_off:g}, {100 * state.share:.0f} of 100 people average "
            f"{state.first:.1f}; measured again, untreated, {state.again:.1f}: {state.fall:.1f} points better by "
            f"selection alone (illustrative). In {len(state.placebo_percent)} trials {state.pooled[0]:.1f} % responded "
            f"on placebo, pooled; an uncontrolled study reports {state.uncontrolled_percent:g} % on another scale, for "
            "anxiety, so the two cannot be compared directly."
        )

    def numbers(self, state):
        """All numbers of the picture."""
        low, high = state.pooled[1:]
        toy = "illustrative: invented scale"
        return ("quantity", "value", "kind"), (
            ("let in from", f"{state.cut_off:g} points", "set"),
            ("two measurements correlate", f"{state.reliability:g}", "set"),
            ("people let in", f"{100 * state.share:.1f} of 100", toy),
            ("mean on entry", f"{state.first:.2f} points", toy),
            ("mean later, untreated", f"{state.again:.2f} points", toy),
            ("lost without treatment", f"{state.fall:.2f} points", toy),
            ("response on placebo, pooled", f"{state.pooled[0]:.1f} % ({low:.1f} to {high:.1f})", "derived"),
            ("a further trial", f"{state.predicted[0]:.0f} to {state.predicted[1]:.0f} %", "derived"),
            ("a review since 1991", f"{state.reviewed[0]:g} to {state.reviewed[1]:g} %, a range", "verified"),
            ("uncontrolled study", f"{state.uncontrolled_percent:g} % (anxiety scale)", "verified"),
        )

    def _build_scores(self, state):
        ax = self.figure.add_axes((0.05, 0.19, 0.45, 0.62), xlim=(SCORES[0], SCORES[-1]), ylim=(0, 0.15))
        ax.set(yticks=(), xlabel="score (high is worse)")
        ax.spines["left"].set_visible(False)
        ax.grid(visible=False)
        ax.plot(SCORES, _curve(state), color=COLOURS["guide"], lw=2, ls=(0, (4, 2)), zorder=3)
        # Moves with the gate, or the gate would cross it.
        look = {"ha": "right", "zorder": 6, "bbox": {"fc": "white", "ec": "none", "pad": 2}}
        self.moves(ax.text(12.5, 0.062, "everybody", fontsize=12, color=TEXT_COLOURS["guide"], **look), ghost=False)
        self.chosen = self.moves(ax.plot([], [], color=COLOURS["inhibitor"], lw=3, zorder=4)[0])
        self.gate = self.moves(ax.axvline(0, color="black", lw=1.6, ymax=0.86, zorder=4))
        look = {"ymax": 0.86, "lw": 2.2, "zorder": 5}
        self.entry = self.moves(ax.axvline(0, color=COLOURS["inhibitor"], **look))
        self.later = self.moves(ax.axvline(0, color=COLOURS["serotonin"], ls=(0, (2, 1)), **look))
        words = {"fontsize": 12, "weight": "bold", "va": "center"}
        entry = ax.text(0, 0.1375, "", color=TEXT_COLOURS["inhibitor"], **words)
        later = ax.text(0, 0.1375, "", color=COLOURS["serotonin"], ha="right", **words)
        self.entry_words, self.later_words = (self.moves(artist, ghost=False) for artist in (entry, later))

    def _build_trials(self, state):
        ax = self.figure.add_axes((0.56, 0.19, 0.42, 0.62), xlim=(8, 76), ylim=(-3.4, 18))
        ax.set(yticks=(), xlabel="people who respond (%)")
        ax.spines["left"].set_visible(False)
        ax.grid(axis="y", visible=False)
        bins = np.round(state.placebo_percent / STEP_PERCENT).astype(int)
        heights = [np.sum(bins[:place] == value) for place, value in enumerate(bins)]
        ax.plot(STEP_PERCENT * bins, heights, ls="", marker="o", ms=4.6, mfc=COLOURS["guide"], mec="white", zorder=4)
        # The pale bar has a dark rim, or it would hardly stand out from the paper.
        for colour, width in (("black", 6.6), (COLOURS["chloride"], 5)):
            ax.plot(state.predicted, [-1.4] * 2, color=colour, lw=width, solid_capstyle="butt", zorder=3)
        ax.plot(state.pooled[1:], [-1.4] * 2, color="black", lw=8, solid_capstyle="butt", zorder=4)
        ax.plot(state.reviewed, [-2.7] * 2, color=COLOURS["inhibitor"], lw=5, solid_capstyle="butt", zorder=3)
        small = {"fontsize": 11, "va": "center"}
        ax.text(state.predicted[1] + 1, -1.4, "a further trial", **small)
        ax.text(state.reviewed[1] + 1, -2.7, "a review (range)", **small)
        apart = f"uncontrolled study,\nanother scale (anxiety):\n{state.uncontrolled_percent:g} %"
        ax.text(0.99, 0.97, apart, transform=ax.transAxes, fontsize=11, ha="right", va="top", linespacing=1.3,
                bbox={"fc": "white", "ec": COLOURS["guide"], "pad": 5})  # fmt: skip


def _curve(state):
    z = (SCORES - state.population_mean) / state.population_sd
    return np.exp(-(z**2) / 2) / (state.population_sd * np.sqrt(2 * np.pi))
