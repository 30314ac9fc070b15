"""What an effect size means: two curves that overlap, and a hundred people in icons."""

from dataclasses import dataclass

import numpy as np
from matplotlib.collections import PolyCollection

from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

PEOPLE = 100
IN_ROW = 10
# Layout: where the curves are drawn, in standard deviations from the mean on placebo.
SCORES = np.linspace(-3.2, 4.2, 75)
ANYWAY, EXTRA, NEITHER = "anyway", "extra", "neither"
LOOKS = {
    ANYWAY: {"marker": "o", "mfc": COLOURS["serotonin"], "mec": COLOURS["serotonin"]},
    EXTRA: {"marker": "P", "mfc": COLOURS["inhibitor"], "mec": "black"},
    NEITHER: {"marker": "o", "mfc": "white", "mec": COLOURS["guide"]},
}
_LEGEND = {
    ANYWAY: "respond, as many as on placebo",
    EXTRA: "more respond on the drug",
    NEITHER: "do not respond",
}


@dataclass(frozen=True)
class EffectState:
    """What the picture of one setting shows.

    Attributes
    ----------
    smd : float
        Standardised mean difference.
    control_risk, treated_risk : float
        Fraction that responds on placebo and, by the conversion, on the drug.
    superiority, overlap : float
        Fraction of pairs in which the person on the drug does better; share that both curves have in common.
    number_needed : float
        Infinite without an effect.
    """

    smd: float
    control_risk: float
    treated_risk: float
    superiority: float
    overlap: float
    number_needed: float

    @property
    def counts(self):
        """People of each kind among a hundred (dict of str to int)."""
        anyway, treated = (int(np.floor(PEOPLE * risk + 0.5)) for risk in (self.control_risk, self.treated_risk))
        return {ANYWAY: anyway, EXTRA: treated - anyway, NEITHER: PEOPLE - treated}


class EffectSizeScene(Scene):
    """Scores of two groups as curves on the left, a hundred people on the right."""

    name = "effect-size"
    title = "What does an effect size feel like?"
    size_in = (10.0, 5.5)

    def build(self, state):
        """Draw the curve on placebo and the empty places."""
        text = self.figure.text
        text(0.012, 0.95, "Scores of two groups", fontsize=13, weight="bold", va="center")
        text(0.565, 0.95, f"{PEOPLE} people on the drug", fontsize=13, weight="bold", va="center")
        self._build_curves()
        self._build_icons()
        text(0.012, 0.03, "Illustrative: normal curves of one width; response by the logistic conversion.", fontsize=11,
             va="center", color=TEXT_COLOURS["guide"])  # fmt: skip

    def update(self, state):
        """Move the curve on the drug and fill the places."""
        drug = _curve(state.smd)
        self.drug.set_data(SCORES, drug)
        shared = np.minimum(_curve(0), drug)
        self.shared.set_verts([np.column_stack((np.append(SCORES, SCORES[::-1]), np.append(shared, 0 * shared)))])
        self.label.set_x(state.smd + 0.15)
        self.words.set_text(
            f"SMD {state.smd:.2f}: overlap {100 * state.overlap:.0f} %;\n"
            f"drug does better in {100 * state.superiority:.0f} of 100 pairs"
        )
        counts = state.counts
        first = 0
        for kind, icons in self.icons.items():
            places = np.arange(first, first + counts[kind])
            icons.set_data(places % IN_ROW, places // IN_ROW)
            first += counts[kind]
        for kind, words in self.counts.items():
            words.set_text(f"{counts[kind]} {_LEGEND[kind]}")
        self.needed.set_text(_needed_label(state))

    def describe(self, state):
        """Read out pairs, responders and the number needed."""
        counts = state.counts
        treated = counts[ANYWAY] + counts[EXTRA]
        pairs = (
            f"With a standardised difference of {state.smd:.2f}, a person on the drug does better than one on placebo "
            f"in {100 * state.superiority:.0f} of 100 pairs, and the curves share {100 * state.overlap:.0f} %."
        )
        if state.smd == 0:
            return f"{pairs} {counts[ANYWAY]} of 100 respond on either: the drug adds nobody (illustrative)."
        return (
            f"{pairs} If {counts[ANYWAY]} of 100 respond on placebo, about {treated} would on the drug: "
            f"{counts[EXTRA]} more, or one in {state.number_needed:.1f} (illustrative)."
        )

    def numbers(self, state):
        """All numbers of the picture."""
        needed = "infinite" if np.isinf(state.number_needed) else f"{state.number_needed:.1f}"
        kind = "illustrative: from the two settings"
        return ("quantity", "value", "kind"), (
            ("standardised mean difference (SMD)", f"{state.smd:.2f}", "set"),
            ("respond on placebo", f"{100 * state.control_risk:.1f} %", "set"),
            ("respond on the drug", f"{100 * state.treated_risk:.1f} %", kind),
            ("risk difference", f"{100 * (state.treated_risk - state.control_risk):.1f} points", kind),
            ("number needed to treat (NNT)", needed, kind),
            ("drug better, of 100 pairs", f"{100 * state.superiority:.1f}", kind),
            ("overlap of the curves", f"{100 * state.overlap:.1f} %", kind),
        )

    def _build_curves(self):
        ax = self.figure.add_axes((0.03, 0.2, 0.5, 0.56), xlim=(SCORES[0], SCORES[-1]), ylim=(0, 0.5))
        ax.set(yticks=(), xticks=(-2, 0, 2, 4))
        ax.set_xlabel("score, standard deviations from the placebo mean (right is better)")
        ax.spines["left"].set_visible(False)
        self.shared = self.moves(ax.add_collection(PolyCollection([], fc="#dddddd", ec="none", zorder=2)), ghost=False)
        # The shared area lies on top of the backdrop, so the curve that it must not hide moves with it.
        self.moves(ax.plot(SCORES, _curve(0), color=COLOURS["guide"], lw=2.2, ls=(0, (5, 2)), zorder=4)[0], ghost=False)
        ax.text(-0.55, 0.415, "placebo", fontsize=12, ha="right", color=TEXT_COLOURS["guide"])
        self.drug = self.moves(ax.plot([], [], color=COLOURS["serotonin"], lw=2.8, zorder=5)[0])
        self.label = self.moves(
            ax.text(0, 0.435, "drug", fontsize=12, weight="bold", color=COLOURS["serotonin"]), ghost=False
        )
        self.words = self.moves(self.figure.text(0.03, 0.84, "", fontsize=12, va="center"), ghost=False)

    def _build_icons(self):
        ax = self.figure.add_axes((0.57, 0.33, 0.3, 0.545), xlim=(-0.6, IN_ROW - 0.4), ylim=(IN_ROW - 0.4, -0.6))
        ax.set_axis_off()
        places = np.arange(PEOPLE)
        ax.plot(places % IN_ROW, places // IN_ROW, ls="", ms=11, mew=1.2, clip_on=False, **LOOKS[NEITHER])
        self.icons = {
            kind: self.moves(ax.plot([], [], ls="", ms=11, mew=1.2, clip_on=False, **LOOKS[kind])[0], ghost=False)
            for kind in (ANYWAY, EXTRA)
        }
        key = self.figure.add_axes((0.57, 0.12, 0.05, 0.16), xlim=(0, 1), ylim=(2.5, -0.5))
        key.set_axis_off()
        self.counts = {}
        for row, (kind, look) in enumerate(LOOKS.items()):
            key.plot([0.3], [row], ls="", ms=11, mew=1.2, clip_on=False, **look)
            words = self.figure.text(0.61, 0.253 - 0.0533 * row, "", fontsize=12, va="center")
            self.counts[kind] = self.moves(words, ghost=False)
        self.needed = self.moves(
            self.figure.text(0.57, 0.075, "", fontsize=12, weight="bold", va="center"), ghost=False
        )


def _curve(middle):
    return np.exp(-((SCORES - middle) ** 2) / 2) / np.sqrt(2 * np.pi)


def _needed_label(state):
    if np.isinf(state.number_needed):
        return "no effect: nobody more responds"
    return f"number needed to treat (NNT): {state.number_needed:.1f}"
