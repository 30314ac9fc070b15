"""P values of a simulated trial without any effect, the limit of .05, and how often chance alone passes it."""

from dataclasses import dataclass

import numpy as np

from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

# Layout: the lowest P value drawn; what is smaller stands on the edge.
LOWEST = 0.001


@dataclass(frozen=True)
class FourPState:
    """What the picture of one setting shows.

    Attributes
    ----------
    run, runs : int
        Which of the simulated trials.
    p_values, corrected : numpy.ndarray, shape (outcomes,)
        As computed, and after the correction.
    limit : float
        The usual limit.
    correlation : float
        Of any two outcomes.
    correction : str
        "none", "Bonferroni" or "Holm".
    counts : numpy.ndarray, shape (most,)
        Numbers of outcomes for the curves below.
    related : numpy.ndarray, shape (most,)
        Chance of at least one P value under the limit at this correlation.
    published : tuple of float
        The P values that one trial reports.
    children : int
        How many took part in the published trial.
    """

    run: int
    runs: int
    p_values: np.ndarray
    corrected: np.ndarray
    limit: float
    correlation: float
    correction: str
    counts: np.ndarray
    related: np.ndarray
    published: tuple
    children: int

    @property
    def outcomes(self):
        """Outcomes of the trial (int)."""
        return self.p_values.size

    @property
    def under(self):
        """P values under the limit before and after the correction (tuple of int)."""
        return int(np.sum(self.p_values < self.limit)), int(np.sum(self.corrected < self.limit))

    @property
    def chance(self):
        """Chance of at least one under the limit, uncorrected (float)."""
        return float(self.related[self.outcomes - 1])


class FourPScene(Scene):
    """Above, one mark for each outcome of a trial; below, the chance of a false alarm against their number."""

    name = "four-p-values"
    title = "A trial in which nothing works: how many P values fall under .05?"
    size_in = (10.0, 6.25)
    lecture_words = {"trials with a false\nalarm, of 100": "alarms in 100 trials"}

    def build(self, state):
        """Draw the axes, the limit and the published values; make the marks."""
        most = state.counts[-1]
        text = self.figure.text
        self.head = self.moves(text(0.012, 0.962, "", fontsize=13, weight="bold", va="center"), ghost=False)
        top = self.figure.add_axes((0.09, 0.5, 0.66, 0.4), xlim=(0.3, most + 0.7), ylim=(1.15, LOWEST * 0.8))
        top.set_yscale("log")
        top.set_yticks((1, 0.5, 0.05, 0.01, LOWEST), labels=("1", ".5", ".05", ".01", ".001"))
        top.minorticks_off()
        top.set_ylabel("P value (small is up)")
        top.set_xticks(range(5, most + 1, 5), labels=())
        top.grid(visible=False)
        top.axhline(state.limit, color="black", lw=1.5, zorder=2)
        marks = {"ls": "", "ms": 8, "mew": 1.4, "zorder": 5, "clip_on": False}
        self.plain = self.moves(top.plot([], [], marker="o", mfc="white", mec=COLOURS["guide"], **marks)[0])
        self.alarm = self.moves(top.plot([], [], marker="D", mfc=COLOURS["inhibitor"], mec="black", **marks)[0])
        ring = {**marks, "ms": 16, "mew": 2}
        self.kept = self.moves(top.plot([], [], marker="o", mfc="none", mec=COLOURS["serotonin"], **ring)[0])
        self._build_published(top, state)
        self._build_chance(most)
        note = "Simulated: no effect on anything. How many outcomes the real trial measured is not known to us."
        text(0.012, 0.028, note, fontsize=11, va="center", color=TEXT_COLOURS["guide"])

    def update(self, state):
        """Show the marks of this run and move the dot below."""
        before, after = state.under
        which = f"simulated trial {state.run} of {state.runs}"
        corrected = "" if state.correction == "none" else f"; {after} after {state.correction}"
        self.head.set_text(f"{which.capitalize()}: {before} of {state.outcomes} under .05{corrected}")
        places, seen = np.arange(1, state.outcomes + 1), np.maximum(state.p_values, LOWEST)
        under = state.p_values < state.limit
        self.plain.set_data(places[~under], seen[~under])
        self.alarm.set_data(places[under], seen[under])
        kept = (state.corrected < state.limit) & (state.correction != "none")
        self.kept.set_data(places[kept], seen[kept])
        # Only as far as the reader has gone, so that the picture at the start gives no answer away.
        self.curve.set_data(state.counts[: state.outcomes], 100 * state.related[: state.outcomes])
        self.dot.set_data([state.outcomes], [100 * state.chance])
        self.chance_words.set_text(f"{100 * state.chance:.0f} of 100")
        beside = min(state.outcomes, state.counts[-1] - 4) + 0.6
        self.chance_words.set_position((beside, max(100 * state.chance - 13, 6)))
        how = "independent" if state.correlation == 0 else f"correlated {state.correlation:g}"
        self.curve_name.set_text(f"outcomes {how}")

    def describe(self, state):
        """Read out the run, the chance, and what a correction leaves."""
        before, after = state.under
        outcomes = "1 outcome" if state.outcomes == 1 else f"{state.outcomes} outcomes"
        hang = "independent" if state.correlation == 0 else f"correlated ({state.correlation:g})"
        text = (
            f"Simulated trial {state.run} with {outcomes}, {hang}, and no effect at all: {_values(before)} under .05. "
            f"Among 100 such trials about {100 * state.chance:.0f} would have at least one."
        )
        if state.correction == "none":
            return text
        return f"{text} After {state.correction}'s correction {after} here."

    def numbers(self, state):
        """The P values of the run, then the published ones."""
        header = ("outcome", "P value", f"corrected ({state.correction})", "kind")
        rows = [
            (f"simulated {i}", _written(p), _written(q), f"simulated trial {state.run}, no effect")
            for i, (p, q) in enumerate(zip(state.p_values, state.corrected, strict=True), start=1)
        ]
        rows += [(f"published {i}", _written(p), "–", "published") for i, p in enumerate(state.published, start=1)]
        chance = f"{100 * state.chance:.1f} of 100 trials"
        return header, (*rows, ("at least one under .05", chance, "–", "computed, no effect"))

    def _build_published(self, top, state):
        side = self.figure.add_axes((0.775, 0.5, 0.05, 0.4), ylim=top.get_ylim(), xlim=(-1, 1))
        side.set_yscale("log")
        side.set_axis_off()
        side.axhline(state.limit, color="black", lw=1.5, zorder=2)
        for value in state.published:
            side.plot([-0.8, 0.8], [value, value], color=COLOURS["serotonin"], lw=1.6, zorder=4)
        self.figure.text(0.835, 0.77, _published_words(state), fontsize=11, va="center", linespacing=1.35)

    def _build_chance(self, most):
        ax = self.figure.add_axes((0.09, 0.15, 0.66, 0.27), xlim=(0.3, most + 0.7), ylim=(0, 100))
        ax.set_xlabel("number of outcomes measured")
        ax.set_ylabel("trials with a false\nalarm, of 100")
        ax.set(yticks=(0, 50, 100), xticks=range(5, most + 1, 5))
        ax.grid(visible=False)
        self.curve = self.moves(ax.plot([], [], color=COLOURS["inhibitor"], lw=2.6, zorder=4)[0])
        look = {"marker": "o", "ms": 9, "mfc": COLOURS["inhibitor"], "mec": "black"}
        self.dot = self.moves(ax.plot([], [], zorder=6, clip_on=False, **look)[0])
        self.chance_words = self.moves(ax.text(0, 0, "", fontsize=12, weight="bold", va="center"), ghost=False)
        self.curve_name = self.moves(
            self.figure.text(0.775, 0.38, "", fontsize=11, va="center", color=TEXT_COLOURS["inhibitor"]), ghost=False
        )


def _published_words(state):
    """What stands beside the published values."""
    return f"published, {state.children}\nchildren: {len(state.published)}\njust under .05"


def _values(count):
    return f"{count} P value lies" if count == 1 else f"{count} P values lie"


def _written(value):
    return "below 0.001" if value < LOWEST else f"{value:.3f}"
