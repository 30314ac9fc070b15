"""Generalised anxiety and OCD: one row a comparison, each condition on its own scale, as printed or with one sign."""

from dataclasses import dataclass

from matplotlib.patches import Rectangle

from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

GAD, OCD = "generalised anxiety", "OCD"
PRINTED, ONE_SIGN = "as printed", "one sign: right is better"
# Ends of each axis in points, on either side of no difference.
ENDS = {GAD: 6.0, OCD: 20.0}
SCALES = {GAD: "points on the Hamilton anxiety scale", OCD: "points on the Yale-Brown scale"}


@dataclass(frozen=True)
class Comparison:
    """One comparison.

    Attributes
    ----------
    condition, name, source : str
        `GAD` or `OCD`; what was compared; who says so.
    printed, low, high : float or None
        Difference as printed, with its interval; None where no trial was found, or no interval printed.
    sign : int
        What turns the printed difference so that positive is better.
    """

    condition: str
    name: str
    source: str
    printed: float | None
    low: float | None
    high: float | None
    sign: int

    def shown(self, one_sign):
        """Difference and interval as they are drawn.

        Parameters
        ----------
        one_sign : bool

        Returns
        -------
        tuple of (float or None)
        """
        values = (self.printed, self.low, self.high)
        if not one_sign or self.sign > 0:
            return values
        return tuple(None if value is None else -value for value in (self.printed, self.high, self.low))


@dataclass(frozen=True)
class OcdGadState:
    """What the picture of one setting shows.

    Attributes
    ----------
    rows : tuple of Comparison
    chosen : int
        The row in hand.
    one_sign : bool
        Whether all differences are turned so that right is better.
    """

    rows: tuple
    chosen: int
    one_sign: bool


class OcdGadScene(Scene):
    """Two charts one above the other, a scale each; the row in hand is marked and read out."""

    name = "ocd-gad"
    title = "Generalised anxiety and OCD: differences from placebo or between doses"
    size_in = (10.0, 7.5)

    def build(self, state):
        """Draw axes and names; make marks and words for every row."""
        self.sign = self.moves(self.figure.text(0.012, 0.972, "", fontsize=13, weight="bold", va="center"), ghost=False)
        counts = {name: sum(row.condition == name for row in state.rows) for name in (GAD, OCD)}
        height = 0.72 / len(state.rows)
        axes, top = {}, 0.93
        for name in (GAD, OCD):
            axes[name] = self._axes(name, top, height * counts[name], counts[name])
            top -= height * counts[name] + 0.115
        self.here = [
            self.moves(ax.add_patch(Rectangle((-1, 0), 2, 0.9, transform=ax.get_yaxis_transform(), clip_on=False,
                                              fc="#e8f1f8", ec=COLOURS["serotonin"], lw=1.5, zorder=0)), ghost=False)
            for ax in axes.values()
        ]  # fmt: skip
        self.axes = axes
        # The band lies on top of the backdrop, so what it must not hide moves with it.
        for ax in axes.values():
            self.moves(ax.axvline(0, color="black", lw=1.4, zorder=2), ghost=False)
        place = dict.fromkeys(counts, 0)
        self.marks = []
        for row in state.rows:
            self.marks.append((place[row.condition], *self._build_row(axes[row.condition], place[row.condition], row)))
            place[row.condition] += 1

    def update(self, state):
        """Turn the signs and mark the row in hand."""
        self.sign.set_text(
            (
                "Turned so that right of the line is better"
                if state.one_sign
                else "Signs as printed: they differ by source"
            )
            + " · against placebo, where nothing else is said"
        )
        chosen = state.rows[state.chosen]
        for (name, _), band in zip(self.axes.items(), self.here, strict=True):
            band.set_visible(name == chosen.condition)
            band.set_y(self.marks[state.chosen][0] - 0.45)
        for row, (place, line, mark, words) in zip(state.rows, self.marks, strict=True):
            value, low, high = row.shown(state.one_sign)
            words.set_text(_written(row, state.one_sign))
            if mark is not None:
                mark.set_data([value], [place])
            if line is not None:
                line.set_data([low, high], [place, place])

    def describe(self, state):
        """Read out the row in hand and what its sign means."""
        row = state.rows[state.chosen]
        if row.printed is None:
            return (
                f"{row.condition[:1].upper()}{row.condition[1:]}, {row.name}: we found no randomised trial. "
                "Inhibitors of reuptake were tested, as the rows above show."
            )
        better = "positive is better here" if state.one_sign or row.sign > 0 else "negative is better here"
        limits = ", an interval that reaches across no difference" if _crosses(row) else ""
        against = "" if " v " in row.name else " v placebo"
        found = f"{_written(row, state.one_sign)} points{limits} ({row.source})"
        return f"{row.condition[:1].upper()}{row.condition[1:]}, {row.name}{against}: {found}; {better}."

    def numbers(self, state):
        """All rows as drawn."""
        header = ("condition", "comparison", "difference, points", "which sign is better", "source")
        return header, tuple(
            (
                ("in hand: " if place == state.chosen else "") + row.condition,
                row.name,
                _written(row, state.one_sign),
                "–" if row.printed is None else "positive" if state.one_sign or row.sign > 0 else "negative",
                row.source,
            )
            for place, row in enumerate(state.rows)
        )

    def _axes(self, name, top, height, count):
        end = ENDS[name]
        ax = self.figure.add_axes((0.33, top - height, 0.4, height), xlim=(-end, end), ylim=(count - 0.5, -0.5))
        ax.set(yticks=())
        ax.grid(axis="y", visible=False)
        ax.spines["left"].set_visible(False)
        ax.set_xlabel(f"{name}: {SCALES[name]}")
        return ax

    def _build_row(self, ax, place, row):
        across = ax.get_yaxis_transform()
        name = ax.text(-0.02, place, row.name, transform=across, fontsize=11, ha="right", va="center", zorder=4)
        self.moves(name, ghost=False)
        # Ends that stand out show an interval that is shorter than its mark.
        ends = {"color": "black", "lw": 1.8, "marker": "|", "ms": 13, "mew": 1.8}
        line = None if row.low is None else self.moves(ax.plot([], [], zorder=4, **ends)[0])
        look = {"marker": "s", "ms": 7, "mfc": COLOURS["serotonin"], "mec": "black", "ls": ""}
        mark = None if row.printed is None else self.moves(ax.plot([], [], zorder=5, **look)[0])
        colour = TEXT_COLOURS["guide"] if row.printed is None else "black"
        words = ax.text(1.02, place, "", transform=across, fontsize=11, va="center", color=colour, zorder=4)
        return line, mark, self.moves(words, ghost=False)


def _crosses(row):
    return row.low is not None and row.low < 0 < row.high


def _written(row, one_sign):
    """Difference and interval in words."""
    value, low, high = row.shown(one_sign)
    if value is None:
        return "we found no randomised trial"
    text = _signed(value)
    return text if low is None else f"{text} ({_signed(low)} to {_signed(high)})"


def _signed(value):
    return f"{value:.2f}".rstrip("0").rstrip(".").replace("-", "−")
