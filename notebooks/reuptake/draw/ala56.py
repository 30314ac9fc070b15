"""Faster or slower transport: what is in the platelets, in the plasma, and outside the cells of the brain."""

import textwrap
from dataclasses import dataclass

from reuptake.draw.describe import spoken
from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

PLATELETS, PLASMA, BRAIN = "in platelets", "in plasma around them", "outside cells of the brain"
# Marker and place of each compartment; the axis is in multiples of normal.
PLACES = {PLATELETS: (0, "s"), PLASMA: (1, "o"), BRAIN: (0, "D")}
ENDS, TICKS = (0.09, 11), (0.1, 0.3, 1, 3, 10)
LINE = 110


@dataclass(frozen=True)
class Ala56State:
    """What the picture of one setting shows.

    Attributes
    ----------
    transport : float
        Multiple of normal.
    levels : dict of str to float
        Multiple of normal in `PLATELETS`, `PLASMA` and `BRAIN`.
    beside : str
        What is set beside the model: a heading, or "" for nothing.
    found : str
        What was found, in words with its sources.
    """

    transport: float
    levels: dict
    beside: str
    found: str


class Ala56Scene(Scene):
    """Blood on the left, brain on the right, what was found below."""

    name = "ala56"
    title = "Faster transport: blood and brain"
    size_in = (10.0, 6.0)

    def build(self, state):
        """Draw the two axes with their normal line; make a mark for each compartment."""
        text = self.figure.text
        self.head = self.moves(text(0.012, 0.955, "", fontsize=14, weight="bold", va="center"), ghost=False)
        self.parts = {}
        blood = self._axes((0.09, 0.34, 0.5, 0.5), "Blood (illustrative toy)", (-0.6, 1.6))
        brain = self._axes((0.7, 0.34, 0.27, 0.5), "Brain (two-way model)", (-0.7, 0.7))
        blood.set_ylabel("serotonin, times normal (log axis)")
        for name, (x, marker) in PLACES.items():
            self.parts[name] = self._build_part(brain if name == BRAIN else blood, name, x, marker)
        self.beside = self.moves(text(0.012, 0.235, "", fontsize=12, weight="bold", va="center"), ghost=False)
        self.found = self.moves(text(0.012, 0.205, "", fontsize=12, va="top", linespacing=1.3), ghost=False)
        note = "How much the platelets take, and how fast the variant carries, is our choice: only directions count."
        text(0.012, 0.028, note, fontsize=11, va="center", color=TEXT_COLOURS["guide"])

    def update(self, state):
        """Move the marks and turn to what is set beside."""
        self.head.set_text(f"Transport: {spoken(state.transport)} times normal")
        for name, (stem, mark, label) in self.parts.items():
            x, level = PLACES[name][0], state.levels[name]
            stem.set_data([x, x], [1, level])
            mark.set_data([x], [level])
            # Beside the mark, but not on the line of what is normal.
            label.set_position((x + 0.13, level * (1.2 if 0.93 < level < 1.16 else 1)))
            label.set_text(f"× {spoken(level)}")
        self.beside.set_text(_heading(state) if state.beside else "Beside it: nothing yet")
        self.found.set_text(textwrap.fill(state.found, LINE, break_on_hyphens=False))

    def describe(self, state):
        """Read out the three places, and what was found where that is asked for."""
        levels = state.levels
        text = (
            f"At {spoken(state.transport)} times the normal transport: {spoken(levels[PLATELETS])} times normal in "
            f"platelets, {spoken(levels[PLASMA])} times in the plasma around them (illustrative); "
            f"{spoken(levels[BRAIN])} times outside the cells of the brain, in the two-way model."
        )
        return f"{text} {_heading(state)}: {state.found}" if state.beside else text

    def numbers(self, state):
        """The three levels, and what is set beside them."""
        kinds = {PLATELETS: "illustrative toy", PLASMA: "illustrative toy", BRAIN: "two-way model, cortex of mice"}
        rows = [(f"serotonin {name}", f"{spoken(state.levels[name], 3)} times normal", kinds[name]) for name in PLACES]
        rows.insert(0, ("transport", f"{spoken(state.transport)} times normal", "set"))
        if state.beside:
            rows.append((state.beside, state.found, "reported"))
        return ("quantity", "value", "kind"), tuple(rows)

    def _axes(self, box, title, ends):
        ax = self.figure.add_axes(box, xlim=ends, ylim=ENDS)
        ax.set_yscale("log")
        ax.set_yticks(TICKS, labels=[f"{tick:g}" for tick in TICKS])
        ax.minorticks_off()
        ax.set_xticks(())
        ax.axhline(1, color="black", lw=1.2, ls=(0, (4, 2)), zorder=2)
        ax.text(ends[0], 0.95, " normal", fontsize=11, va="top", color=TEXT_COLOURS["guide"])
        ax.set_title(title, fontsize=13, weight="bold", loc="left", pad=8)
        return ax

    def _build_part(self, ax, name, x, marker):
        ax.text(x, ENDS[0] * 0.78, name, fontsize=12, ha="center", va="top")
        stem = self.moves(ax.plot([], [], color=COLOURS["serotonin"], lw=4, zorder=4, solid_capstyle="butt")[0])
        look = {"marker": marker, "ms": 13, "mfc": COLOURS["serotonin"], "mec": "black", "zorder": 5}
        mark = self.moves(ax.plot([], [], clip_on=False, **look)[0])
        label = self.moves(ax.text(x, 1, "", fontsize=13, weight="bold", va="center", zorder=6), ghost=False)
        return stem, mark, label


def _heading(state):
    return state.beside[:1].upper() + state.beside[1:]
