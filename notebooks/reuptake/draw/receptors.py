"""The seven families of serotonin receptors as rows that can be sorted, with their members as counters."""

import textwrap
from dataclasses import dataclass

import numpy as np
from matplotlib.patches import Rectangle

from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS
from reuptake.model.inputs import known

# Layout of the page in inches: rows from the top down, columns from the left.
TOP, PITCH = 4.5, 0.455
FAMILY_X, COUPLING_X, SIGNAL_X, MEMBERS_X, COUNT_X, RIGHT_X = 0.25, 1.3, 2.85, 4.85, 7.75, 8.2
MEMBER_STEP = 0.53
# Colour and marker of each kind of coupling; all marks have a black edge, the letters in them are black.
LOOKS = {
    "Gi/o": (COLOURS["chloride"], "v"),
    "Gq/11": (COLOURS["sodium"], "s"),
    "Gs": ("#66C2A5", "^"),
    "ion channel": ("#E3A5C6", "D"),
}


@dataclass(frozen=True)
class Family:
    """One family of receptors, in the words of the table.

    Attributes
    ----------
    name, coupling, signal, effect, members_text : str
    members : tuple of str
        Short names of the counters.
    absent : tuple of str
        Members of the usual count that people do not have.
    remark : str
        Said beside the counters.
    human_count : int
    """

    name: str
    coupling: str
    signal: str
    effect: str
    members_text: str
    members: tuple
    absent: tuple
    remark: str
    human_count: int


@dataclass(frozen=True)
class ReceptorsState:
    """What the picture of one setting shows.

    Attributes
    ----------
    families : tuple of Family
        In the fixed order of the table.
    order : tuple of int
        Positions in `families` from the top row down.
    chosen : int
    sorted_by : str
    human_total, usual_total : int
        Members that people have, and the usual count of the classification.
    """

    families: tuple
    order: tuple
    chosen: int
    sorted_by: str
    human_total: int
    usual_total: int

    @property
    def choice(self):
        """The chosen family (Family)."""
        return self.families[self.chosen]


class ReceptorsScene(Scene):
    """A row a family; the chosen one is framed and read out below."""

    name = "receptors"
    title = "Seven families of serotonin (5-HT) receptors"
    size_in = (10.0, 5.5)

    def build(self, state):
        """Draw the headings and the parts of every row."""
        ax = self.ax = self.figure.add_axes((0, 0, 1, 1))
        ax.set(xlim=(0, self.size_in[0]), ylim=(0, self.size_in[1]))
        ax.set_axis_off()
        for x, text in (
            (FAMILY_X, "family"),
            (COUPLING_X, "coupled to"),
            (SIGNAL_X, "first signal"),
            (MEMBERS_X - 0.2, "members"),
        ):
            ax.text(x, 4.93, text, fontsize=12, weight="bold", va="center")
        ax.text(COUNT_X, 4.93, "in people", fontsize=12, weight="bold", va="center", ha="right")
        self._build_count(ax, state)
        frame = Rectangle(
            (0.1, 0), COUNT_X + 0.05, PITCH - 0.03, fc="#eaf2fa", ec=COLOURS["serotonin"], lw=2.2, zorder=2
        )
        self.frame = self.moves(ax.add_patch(frame))
        self.breaks = [
            self.moves(ax.plot([], [], color=TEXT_COLOURS["guide"], lw=1.4, ls=(0, (4, 3)), zorder=1)[0], ghost=False)
            for _ in _couplings(state)[1:]
        ]
        self.rows = [_Row(self, ax, family) for family in state.families]
        ax.plot([0.1, 9.9], [1.28, 1.28], color="#bbbbbb", lw=1)
        self.heading = self.moves(
            ax.text(FAMILY_X, 1.02, "", fontsize=13, weight="bold", va="center", color=COLOURS["serotonin"]),
            ghost=False,
        )
        self.detail = self.moves(ax.text(FAMILY_X, 0.79, "", fontsize=12, va="top", linespacing=1.3), ghost=False)

    def update(self, state):
        """Put the rows in order, and the frame round the chosen one."""
        for place, index in enumerate(state.order):
            self.rows[index].update(_height(place), chosen=index == state.chosen)
        self.frame.set_y(_height(state.order.index(state.chosen)) - (PITCH - 0.03) / 2)
        self._update_breaks(state)
        family = state.choice
        self.heading.set_text(f"{family.name}: {family.coupling}, {family.signal}")
        self.detail.set_text(
            textwrap.fill(f"{family.effect[0].upper()}{family.effect[1:]}. In people: {family.members_text}.", 92)
        )

    def describe(self, state):
        """Say what the chosen family does, and how the count comes about."""
        family = state.choice
        absent = "; ".join(f"5-HT{name}" for f in state.families for name in f.absent)
        plural = "member" if family.human_count == 1 else "members"
        return (
            f"{family.name} receptors ({family.coupling}; {family.signal}): {family.effect}; {family.human_count} "
            f"{plural} in people: {family.members_text}. All families together: {state.human_total} in people; the "
            f"usual count of {state.usual_total} adds {absent}, which people do not have. "
            f"Rows sorted by {state.sorted_by}."
        )

    def numbers(self, state):
        """The rows in the order shown, and the sum."""
        header = ("family", "coupled to", "first signal", "effect and place", "members in people", "count", "chosen")
        rows = []
        for index in state.order:
            f = state.families[index]
            mark = "chosen" if index == state.chosen else "–"
            rows.append((f.name, f.coupling, f.signal, f.effect, f.members_text, str(f.human_count), mark))
        total = f"{state.human_total} in people, {state.usual_total} in the usual count"
        return header, [*rows, ("all", "–", "–", "–", "–", total, "–")]

    def _build_count(self, ax, state):
        absent = ", ".join(f"5-HT{name}" for f in state.families for name in f.absent)
        ax.text(0.1, 5.27, "Receptor families: choose one, sort them", fontsize=13, weight="bold", va="center")
        ax.text(RIGHT_X, 4.93, f"{state.human_total} or {state.usual_total}?", fontsize=12, weight="bold", va="center")
        ax.plot([RIGHT_X + 0.15], [4.5], "o", ms=20, mfc="#d9d9d9", mec="black", mew=1.4)
        ax.text(RIGHT_X + 0.4, 4.5, f"{state.human_total} in people", fontsize=11, va="center")
        ax.plot([RIGHT_X + 0.15], [4.05], "o", ms=20, mfc="white", mec="black", mew=1.4)
        ax.text(RIGHT_X + 0.4, 4.05, f"{absent}: not\nin people", fontsize=11, va="center")
        ax.text(RIGHT_X, 3.6, f"together the usual {state.usual_total}", fontsize=11, va="center")
        ax.text(RIGHT_X, 3.1, "coupled to:", fontsize=11, va="center")
        for i, coupling in enumerate(_couplings(state)):
            (colour, marker), y = LOOKS[coupling], 2.78 - 0.31 * i
            ax.plot([RIGHT_X + 0.15], [y], marker, ms=11, mfc=colour, mec="black", mew=1.2)
            ax.text(RIGHT_X + 0.4, y, coupling, fontsize=11, va="center")

    def _update_breaks(self, state):
        """Lines between groups, where the rows stand by coupling."""
        couplings = [state.families[i].coupling for i in state.order]
        between = [i for i in range(1, len(couplings)) if couplings[i] != couplings[i - 1]]
        grouped = state.sorted_by == "coupling"
        for line in self.breaks:
            line.set_visible(grouped)
        if grouped:
            for line, place in zip(self.breaks, between, strict=True):
                line.set_data([0.1, COUNT_X + 0.15], [_height(place - 0.5)] * 2)


class _Row:
    """Everything that belongs to one family and moves with it."""

    def __init__(self, scene, ax, family):
        colour, marker = LOOKS[family.coupling]
        texts = [(FAMILY_X, family.name), (COUPLING_X + 0.3, family.coupling), (SIGNAL_X, family.signal)]
        names = [*family.members, *family.absent]
        xs = MEMBERS_X + MEMBER_STEP * np.arange(len(names))
        if family.remark:
            texts.append((xs[-1] + 0.28, family.remark))
        count = ax.text(COUNT_X, 0, str(family.human_count), fontsize=13, va="center", ha="right")
        self.texts = [ax.text(x, 0, text, fontsize=12, va="center", zorder=4) for x, text in texts]
        self.name = self.texts[0]
        self.texts += [ax.text(x, 0, name, fontsize=11, va="center", ha="center", zorder=6)
                       for x, name in zip(xs, names, strict=True)] + [count]  # fmt: skip
        look = {"ls": "", "mec": "black", "mew": 1.4, "zorder": 5}
        have = len(family.members)
        self.lines = [
            ax.plot([COUPLING_X + 0.12], [0], marker=marker, ms=11, mfc=colour, **look)[0],
            ax.plot(xs[:have], np.zeros(have), "o", ms=25, mfc=colour, **look)[0],
        ]
        if family.absent:
            self.lines += ax.plot(xs[have:], np.zeros(len(xs) - have), "o", ms=25, mfc="white", **look)
        for artist in (*self.lines, *self.texts):
            scene.moves(artist, ghost=False)

    def update(self, y, chosen):
        for line in self.lines:
            line.set_ydata(np.full(len(line.get_xdata()), y))
        for text in self.texts:
            text.set_y(y)
        self.name.set_fontweight("bold" if chosen else "normal")


def _couplings(state):
    """Kinds of coupling that occur, in the order of `LOOKS`."""
    occur = {known("coupling", family.coupling, LOOKS) for family in state.families}
    return [coupling for coupling in LOOKS if coupling in occur]


def _height(place):
    return TOP - PITCH * place
