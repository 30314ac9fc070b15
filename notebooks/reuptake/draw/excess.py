"""Too much serotonin: where it is, and which step of its life a treatment touches."""

import textwrap
from dataclasses import dataclass

from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

STEPS = ("making", "storing", "release", "receptors", "reuptake", "breakdown")
LINE = 108


@dataclass(frozen=True)
class Condition:
    """One condition.

    Attributes
    ----------
    name, where, used, evidence, enhancer, source : str
        What it is called; where the excess is; what is really done; on what evidence; whether a reuptake enhancer is
        used; who says so.
    touched : tuple of str
        The steps that what is done touches, of `STEPS`.
    tried_only : bool
        Whether what touches these steps was tried and is not in use.
    used_was_tried : bool
        Whether `used` names what was tried.
    """

    name: str
    where: str
    used: str
    evidence: str
    enhancer: str
    source: str
    touched: tuple
    tried_only: bool
    used_was_tried: bool


@dataclass(frozen=True)
class ExcessState:
    """What the picture of one setting shows.

    Attributes
    ----------
    conditions : tuple of Condition
    place : int
        The condition in hand.
    told : bool
        Whether what is done is shown.
    """

    conditions: tuple
    place: int
    told: bool

    @property
    def condition(self):
        """The condition in hand (Condition)."""
        return self.conditions[self.place]


class ExcessScene(Scene):
    """A row of steps, the ones touched marked, and words below."""

    name = "excess"
    title = "Too much serotonin: what is really done?"
    size_in = (10.0, 5.25)

    def build(self, state):
        """Draw the row of steps; make marks and words."""
        text = self.figure.text
        self.head = self.moves(text(0.012, 0.945, "", fontsize=14, weight="bold", va="center"), ghost=False)
        ax = self.figure.add_axes((0.012, 0.6, 0.976, 0.27), xlim=(0, 100), ylim=(0, 14))
        ax.set_axis_off()
        self.marks = {}
        for place, step in enumerate(STEPS):
            x = 1 + 16.6 * place
            box = FancyBboxPatch((x, 5), 12.5, 5, boxstyle="round,pad=0.5", fc="white", ec="#777777", lw=1.3, zorder=2)
            ax.add_patch(box)
            look = {"fc": "#fde3d0", "ec": COLOURS["inhibitor"], "lw": 3, "zorder": 3}
            mark = FancyBboxPatch((x, 5), 12.5, 5, boxstyle="round,pad=0.5", **look)
            name = ax.text(x + 6.25, 7.5, step, fontsize=12.5, ha="center", va="center", zorder=5)
            touch = ax.text(x + 6.25, 2.4, "touched", fontsize=11, weight="bold", ha="center", va="center",
                            color=TEXT_COLOURS["inhibitor"])  # fmt: skip
            if any(step in condition.touched for condition in state.conditions):
                self.marks[step] = (self.moves(ax.add_patch(mark), ghost=False), self.moves(touch, ghost=False))
                self.moves(name, ghost=False)
            else:
                touch.remove()
            if place:
                ends = ((x - 3.2, 7.5), (x - 0.6, 7.5))
                ax.add_patch(FancyArrowPatch(*ends, arrowstyle="-|>", mutation_scale=14, color="#777777"))
        ax.text(78.5, 13.3, "how far", fontsize=11, ha="right", va="center", color=TEXT_COLOURS["guide"])
        ax.plot([80, 96.5], [13.3, 13.3], color="#dddddd", lw=3, solid_capstyle="butt", zorder=1)
        self.progress = self.moves(
            ax.plot([], [], color=COLOURS["serotonin"], lw=3, solid_capstyle="butt", zorder=2)[0], ghost=False
        )
        self.where = self.moves(text(0.012, 0.55, "", fontsize=12, va="top", linespacing=1.3), ghost=False)
        self.done = self.moves(text(0.012, 0.45, "", fontsize=12, va="top", linespacing=1.35), ghost=False)
        note = "Which step a treatment touches is our reading. Nothing here is advice."
        text(0.012, 0.035, note, fontsize=11, va="center", color=TEXT_COLOURS["guide"])

    def update(self, state):
        """Turn to the condition in hand."""
        condition = state.condition
        self.head.set_text(condition.name[:1].upper() + condition.name[1:])
        for step, artists in self.marks.items():
            for artist in artists:
                artist.set_visible(state.told and step in condition.touched)
            artists[1].set_text("tried only" if condition.tried_only else "touched")
        self.progress.set_data([80, 80 + 16.5 * (state.place + 1) / len(state.conditions)], [13.3, 13.3])
        self.where.set_text(textwrap.fill(f"Where: {condition.where}.", LINE))
        self.done.set_text("\n".join(textwrap.fill(line, LINE) for line in _lines(state)))

    def describe(self, state):
        """Read out where the excess is, what is done, and on what evidence."""
        condition = state.condition
        start = f"{condition.name[:1].upper()}{condition.name[1:]}: {condition.where}."
        return " ".join([start, *_lines(state)])

    def numbers(self, state):
        """Every condition up to the one in hand."""
        header = ("condition", "where", "what is really used", "evidence", "an enhancer used", "source")
        return header, tuple(
            (c.name, c.where, c.used, c.evidence, c.enhancer, c.source)
            if state.told or place < state.place
            else (c.name, c.where, *("not told yet",) * 4)
            for place, c in enumerate(state.conditions[: state.place + 1])
        )


def _lines(state):
    """What is done, in sentences."""
    condition = state.condition
    if not state.told:
        return ["What would you touch?"]
    return [
        f"{'Tried' if condition.used_was_tried else 'Used'}: {condition.used}.",
        f"Evidence: {condition.evidence} ({condition.source}).",
        f"A reuptake enhancer in established use: {condition.enhancer}.",
    ]
