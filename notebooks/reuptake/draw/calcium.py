"""Release against calcium, where both are low: a straight line on log axes, and what it does to a step."""

from dataclasses import dataclass

from matplotlib.patches import Polygon, Rectangle

from reuptake.draw.charts import plain_ticks
from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

# What the axes hold: down to a fifth of the level at the start, and some room above it.
LOWEST, HIGHEST = 0.19, 1.75
LEAST_PERCENT, MOST_PERCENT = 0.1, 1000
# From how many standard deviations on a power is said not to be the measured one: our choice.
FAR_SD = 2


@dataclass(frozen=True)
class CalciumState:
    """What the picture of one setting shows.

    Attributes
    ----------
    calcium, release : float
        Relative to a start at low calcium.
    exponent : float
        Power of calcium.
    measured, measured_sd : float
        The measured power and its standard deviation.
    measured_n : int
        On how many determinations it rests.
    measured_range : tuple of float
        Release at this calcium with the measured power plus and minus one standard deviation.
    """

    calcium: float
    release: float
    exponent: float
    measured: float
    measured_sd: float
    measured_n: int
    measured_range: tuple


class CalciumScene(Scene):
    """Left the law on log axes, as far as the reader has gone; right the same two numbers as bars."""

    name = "calcium"
    title = "Release against calcium outside the cell, at low calcium"
    size_in = (10.0, 4.75)

    def build(self, state):
        """Draw axes, and say where the law holds."""
        self._build_law(self.figure.add_axes((0.095, 0.135, 0.5, 0.75)), state)
        self._build_bars(self.figure.add_axes((0.715, 0.135, 0.27, 0.75)))

    def update(self, state):
        """Move line, band and bars to the state's calcium."""
        x, y = [1, state.calcium], [100, 100 * state.release]
        low, high = (100 * share for share in state.measured_range)
        self.line.set_data(x, y)
        self.dot.set_data(x[1:], y[1:])
        self.guide.set_data([state.calcium] * 2, [LEAST_PERCENT, y[1]])
        self.band.set_xy([(1, 100), (state.calcium, low), (state.calcium, high)])
        self.law.set_text(f"release ∝ calcium to the power {state.exponent:g}")
        for bar, label, share in zip(self.bars, self.values, (state.calcium, state.release), strict=True):
            bar.set_height(100 * share)
            label.set_text(_percent(share))
            label.set_y(100 * share + 2)

    def describe(self, state):
        """Say what is left of release, and where the law holds."""
        where = _where(state)
        power = f"release goes with calcium to the power {state.exponent:g}"
        if state.calcium == 1:
            return f"In the model {power}; calcium is at its low start. {where}"
        return (
            f"In the model {power}: with calcium at {_percent(state.calcium)} of a low start, "
            f"{_percent(state.release)} of the release is left, {1 / state.release:.3g} times less. {where}"
        )

    def numbers(self, state):
        """Calcium, release and what the measured power would leave."""
        header = ("quantity", "value", "kind")
        low, high = state.measured_range
        between = _percent(low) if low == high else f"{_percent(low)} to {_percent(high)}"
        measured = f"{state.measured:g} ± {state.measured_sd:g}"
        return header, [
            ("calcium, relative to a low start", _percent(state.calcium), "setting"),
            ("power of calcium", f"{state.exponent:g}", "setting"),
            ("release, relative to the start", _percent(state.release), "computed"),
            ("times less release", f"{1 / state.release:.3g}", "computed"),
            ("power at low calcium, frog", f"{measured} (SD, n = {state.measured_n})", "measured"),
            ("release by the measured power, ± 1 SD", between, "derived"),
        ]

    def _build_law(self, ax, state):
        ax.set_xscale("log")
        ax.set_yscale("log")
        ax.set(xlim=(LOWEST, HIGHEST), ylim=(LEAST_PERCENT, MOST_PERCENT))
        ax.minorticks_off()
        plain_ticks(ax.xaxis, [0.2, 0.3, 0.5, 0.7, 1])
        plain_ticks(ax.yaxis, [0.1, 1, 10, 100])
        ax.set_xlabel("calcium outside (1 = a low level)")
        ax.set_ylabel("release (% of that at 1)")
        ax.set_title("The law, on log axes")
        ax.add_patch(Rectangle((1, LEAST_PERCENT), HIGHEST, MOST_PERCENT, fc="#eeeeee", ec="#8a8a8a", hatch="..", lw=0,
                               zorder=1))  # fmt: skip
        words = "towards\nnormal\ncalcium, the\nslope falls:\nno line here"
        ax.text(HIGHEST**0.5, 3, words, fontsize=11, va="center", ha="center", zorder=4,
                bbox={"fc": "white", "ec": "none", "pad": 2})  # fmt: skip
        measured = f"grey: measured, frog,\n{state.measured:g} ± {state.measured_sd:g} (SD, n = {state.measured_n})"
        ax.text(0.015, 0.9, measured, transform=ax.transAxes, fontsize=11, va="top", color=TEXT_COLOURS["guide"])
        look = {"fc": "#bdbdbd", "ec": "#767676", "lw": 1.2, "zorder": 3}
        self.band = self.moves(ax.add_patch(Polygon([(1, 100)] * 3, closed=True, **look)))
        (self.guide,) = ax.plot([], [], color=COLOURS["serotonin"], lw=1.4, ls=":", zorder=4)
        (self.line,) = ax.plot([], [], color=COLOURS["serotonin"], lw=3, zorder=5)
        (self.dot,) = ax.plot([], [], "o", ms=11, color=COLOURS["serotonin"], mec="black", zorder=6)
        for artist in (self.guide, self.line, self.dot):
            self.moves(artist)
        look = {"fontsize": 12, "weight": "bold", "color": COLOURS["serotonin"], "va": "top", "zorder": 6}
        self.law = self.moves(ax.text(0.015, 0.97, "", transform=ax.transAxes, **look), ghost=False)

    def _build_bars(self, ax):
        ax.set(xlim=(-0.6, 1.6), ylim=(0, 112), yticks=range(0, 101, 25))
        ax.set_xticks((0, 1), labels=("calcium", "release"), fontsize=12)
        ax.set_ylabel("% of the start")
        ax.set_title("What is left")
        looks = ({"fc": "#f2f2f2", "hatch": "//", "ec": "#555555"}, {"fc": COLOURS["serotonin"], "ec": "black"})
        self.bars = [
            self.moves(ax.add_patch(Rectangle((x - 0.36, 0), 0.72, 1, lw=1.4, zorder=3, **look)))
            for x, look in enumerate(looks)
        ]
        look = {"ha": "center", "va": "bottom", "fontsize": 14, "weight": "bold", "zorder": 4}
        self.values = [self.moves(ax.text(x, 0, "", **look), ghost=False) for x in (0, 1)]


def _where(state):
    """Where the law holds, or that another power than the measured one was chosen."""
    if abs(state.exponent - state.measured) > FAR_SD * state.measured_sd:
        return f"This is not what was measured: the power was {state.measured:g}."
    return "It holds at low calcium only; towards normal calcium the measured slope falls."


def _percent(fraction):
    """Three digits, so that a sixteenth reads 6.25 %, and none that are not needed."""
    return f"{100 * fraction:.3g} %"
