"""From a relative to an absolute number: the same factor on few and on many, as people out of a thousand."""

from dataclasses import dataclass

import numpy as np

from reuptake.draw.effect_size import ANYWAY, EXTRA, NEITHER
from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS
from reuptake.model.absolute import PEOPLE

IN_ROW = 40
SPARED = "spared"
# Fields of each kind have one colour; a bar through the middle, or none, tells the kinds apart without it.
SHOWN = {
    ANYWAY: {"color": COLOURS["serotonin"]},
    EXTRA: {"color": COLOURS["sodium"], "bar": "black"},
    SPARED: {"color": COLOURS["transporter"], "bar": "white"},
}
# Layout, in points: height of a field, of its bar, and the gap between two fields.
HIGH, BAR, GAP = 9.5, 3.2, 2.2
SAID = {
    ANYWAY: "have it, with or without the medicine",
    EXTRA: "more have it with the medicine",
    SPARED: "spared by the medicine",
    NEITHER: "do not have it in either case",
}
# Layout: where the four lines of the key stand, from the top of the page.
KEY_ROWS = (0.87, 0.80, 0.73, 0.66)


@dataclass(frozen=True)
class AbsoluteState:
    """What the picture of one setting shows.

    Attributes
    ----------
    base : float
        People out of a thousand who have the complaint without the medicine.
    ratio : float
        How many times as many have it with the medicine.
    treated : float
        People out of a thousand who have it with the medicine.
    number_needed : float
        Treated people for one more, or one fewer, with the complaint; infinite without a difference.
    """

    base: float
    ratio: float
    treated: float
    number_needed: float

    @property
    def counts(self):
        """Whole people of each kind out of a thousand (dict of str to int)."""
        base, treated = round(self.base), round(self.treated)
        with_it = max(base, treated)
        return {
            ANYWAY: min(base, treated),
            EXTRA: with_it - base,
            SPARED: with_it - treated,
            NEITHER: PEOPLE - with_it,
        }


class AbsoluteScene(Scene):
    """A thousand people on the left; the relative and the absolute number on the right."""

    name = "absolute"
    title = "From a relative to an absolute number"
    size_in = (10.0, 5.5)

    def build(self, state):
        """Draw the thousand places and the lines of the key."""
        text = self.figure.text
        text(0.012, 0.95, f"{PEOPLE:,} people with the medicine", fontsize=13, weight="bold", va="center")
        ax = self.figure.add_axes(
            (0.012, 0.1, 0.56, 0.8), xlim=(-0.7, IN_ROW - 0.3), ylim=(PEOPLE / IN_ROW - 0.3, -0.7)
        )
        ax.set_axis_off()
        places = np.arange(PEOPLE)
        ax.plot(places % IN_ROW, places // IN_ROW, ls="", marker=".", ms=4, color=COLOURS["guide"])
        self.fields = {kind: self._strip(ax, look["color"], HIGH) for kind, look in SHOWN.items()}
        self.bars = {kind: self._strip(ax, look["bar"], BAR) for kind, look in SHOWN.items() if "bar" in look}
        # The gaps lie on top of what moves, so they move with it.
        edges = np.repeat(np.arange(-0.5, IN_ROW), 3)
        heights = np.tile((-0.6, PEOPLE / IN_ROW - 0.4, np.nan), IN_ROW + 1)
        self.moves(ax.plot(edges, heights, color="white", lw=GAP)[0], ghost=False)
        self._build_key()
        text(0.012, 0.03, "Illustrative: an invented medicine and an invented complaint.", fontsize=11, va="center",
             color=TEXT_COLOURS["guide"])  # fmt: skip

    def update(self, state):
        """Fill the places and write both numbers."""
        counts = state.counts
        first = 0
        for kind in SHOWN:
            for strips in (self.fields, self.bars):
                if kind in strips:
                    strips[kind].set_data(*_rows(first, counts[kind]))
            first += counts[kind]
        for kind, words in self.words.items():
            words.set_text(f"{counts[kind]} {SAID[kind]}")
        for share, line in ((state.base, self.without), (state.treated, self.with_it)):
            line.set_xdata((0, share))
        self.relative.set_text(f"× {state.ratio:g}, that is {_percent(state)}")
        self.absolute.set_text(f"{state.base:g} become {state.treated:g} of {PEOPLE:,}:\n{_difference(state)}")

    def describe(self, state):
        """Read out what the factor makes of the people."""
        without = f"Of {PEOPLE:,} people {state.base:g} have the complaint without the medicine"
        if state.treated == state.base:
            return f"{without}, and as many with it: no change, {_difference(state)} (illustrative: both are invented)."
        return (
            f"{without}, and with it {state.ratio:g} times as many ({_percent(state)}): {state.treated:g}, "
            f"that is {_difference(state)} (illustrative: both are invented)."
        )

    def numbers(self, state):
        """All numbers of the picture."""
        needed = "infinite" if np.isinf(state.number_needed) else _short(state.number_needed)
        kind = "illustrative: from the two settings"
        return ("quantity", "value", "kind"), (
            ("have it without the medicine", f"{state.base:g} of {PEOPLE:,}", "set"),
            ("risk ratio", f"{state.ratio:g}", "set"),
            ("relative change", _percent(state), kind),
            ("have it with the medicine", f"{state.treated:g} of {PEOPLE:,}", kind),
            ("absolute change", f"{state.treated - state.base:+g} of {PEOPLE:,}".replace("-", "−"), kind),
            ("treated for one more or one fewer", needed, kind),
        )

    def _build_key(self):
        text = self.figure.text
        key = self.figure.add_axes((0.6, 0, 0.03, 1), xlim=(0, 1), ylim=(0, 1))
        key.set_axis_off()
        self.words = {}
        for row, kind in zip(KEY_ROWS, SAID, strict=True):
            if kind in SHOWN:
                for part, width in (("color", HIGH), ("bar", BAR)):
                    if part in SHOWN[kind]:
                        key.plot([0.3, 0.7], [row] * 2, color=SHOWN[kind][part], lw=width, solid_capstyle="butt")
            else:
                key.plot([0.5], [row], ls="", marker=".", ms=4, color=COLOURS["guide"])
            self.words[kind] = self.moves(text(0.64, row, "", fontsize=12, va="center"), ghost=False)
        self._build_bars()
        text(0.61, 0.53, "Relative", fontsize=13, weight="bold", va="center")
        self.relative = self.moves(text(0.61, 0.46, "", fontsize=13, va="center"), ghost=False)
        text(0.61, 0.35, "Absolute", fontsize=13, weight="bold", va="center")
        self.absolute = self.moves(text(0.61, 0.245, "", fontsize=13, va="center", linespacing=1.4), ghost=False)

    def _strip(self, ax, colour, width):
        return self.moves(ax.plot([], [], color=colour, lw=width, solid_capstyle="butt")[0], ghost=False)

    def _build_bars(self):
        ax = self.figure.add_axes((0.70, 0.06, 0.27, 0.08), xlim=(0, PEOPLE), ylim=(1.6, -0.6))
        ax.set_axis_off()
        for row, name in enumerate(("without it", "with it")):
            ax.plot([0, PEOPLE], [row, row], color="#dddddd", lw=8, solid_capstyle="butt", zorder=1)
            ax.text(-30, row, name, fontsize=12, ha="right", va="center")
        look = {"color": COLOURS["guide"], "lw": 8, "solid_capstyle": "butt"}
        self.without, self.with_it = (self.moves(ax.plot([0, 0], [0, 0], **look)[0], ghost=False) for _ in range(2))
        for row, line in enumerate((self.without, self.with_it)):
            line.set_ydata((row, row))


def _rows(first, count):
    """Ends of the strips that cover `count` places from `first` on, row by row, with a gap after each."""
    x, y = [], []
    while count > 0:
        row, start = divmod(first, IN_ROW)
        here = min(count, IN_ROW - start)
        x += [start - 0.5, start + here - 0.5, np.nan]
        y += [row, row, np.nan]
        first, count = first + here, count - here
    return x, y


def _percent(state):
    """The relative change in words."""
    change = 100 * (state.ratio - 1)
    if change == 0:
        return "no change"
    return f"{abs(change):g} % {'more' if change > 0 else 'fewer'}"


def _difference(state):
    """The absolute change in words."""
    change = state.treated - state.base
    if change == 0:
        return "nobody more or fewer"
    return f"{abs(change):g} {'more' if change > 0 else 'fewer'}, one in {_short(state.number_needed)}"


def _short(number):
    """A number of people, with a decimal only where it matters."""
    return f"{number:.1f}".removesuffix(".0") if number < 10 else f"{number:.0f}"
