"""The evidence ladder: levels as rungs, uses of one drug on the rung of their best study in people."""

import textwrap
from dataclasses import dataclass

from matplotlib.patches import Rectangle

from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

LOW, VERY_LOW, NOTHING = "low", "very low", "none"
# Filled, half filled, open: certainty without colour.
LOOKS = {
    LOW: {"marker": "o", "fillstyle": "full", "mfc": COLOURS["serotonin"]},
    VERY_LOW: {"marker": "o", "fillstyle": "left", "mfc": COLOURS["serotonin"], "markerfacecoloralt": "white"},
    NOTHING: {"marker": "o", "fillstyle": "none"},
}
# Letters in a line of the words below the ladder; uses beside each other on a rung.
LINE, IN_ROW = 112, 3


@dataclass(frozen=True)
class Rung:
    """One level of the ladder, or the ground below it.

    Attributes
    ----------
    level : int or None
        None for the ground: no study in people and no mechanism to lean on.
    what, claim : str
        What stands on it, and the sentence that it permits.
    """

    level: int | None
    what: str
    claim: str

    @property
    def name(self):
        """Its number in words (str)."""
        return "no published trial" if self.level is None else f"level {self.level}"


@dataclass(frozen=True)
class Use:
    """One use of the drug.

    Attributes
    ----------
    name, evidence, reason : str
        What for; the best evidence known to us; why the certainty is not higher.
    level : int or None
        Its rung; None for the ground.
    certainty : str
        A key of `LOOKS`.
    said : str
        The certainty in words.
    """

    name: str
    evidence: str
    reason: str
    level: int | None
    certainty: str
    said: str


@dataclass(frozen=True)
class LadderState:
    """What the picture of one setting shows.

    Attributes
    ----------
    rungs : tuple of Rung
        From the ground up.
    uses : tuple of Use
    reached : int
        How many rungs have been climbed, the ground as the first; 0 shows the empty ladder.
    chosen : int
        The use in hand.
    """

    rungs: tuple
    uses: tuple
    reached: int
    chosen: int

    @property
    def rung(self):
        """The rung in hand (Rung), or None on the empty ladder."""
        return self.rungs[self.reached - 1] if self.reached else None

    @property
    def use(self):
        """The use in hand (Use)."""
        return self.uses[self.chosen]

    def on(self, rung):
        """The uses of a rung (list of Use).

        Parameters
        ----------
        rung : Rung
        """
        return [use for use in self.uses if use.level == rung.level]

    def seen(self, use):
        """Whether a use's rung has been reached (bool).

        Parameters
        ----------
        use : Use
        """
        return use.level in {rung.level for rung in self.rungs[: self.reached]}


class LadderScene(Scene):
    """Rungs one above the other; uses appear when their rung is reached."""

    name = "evidence-ladder"
    title = "The evidence ladder: on what do the uses of tianeptine stand?"
    size_in = (10.0, 6.5)

    def build(self, state):
        """Draw the rungs with their names; make marks and words for every use."""
        count = len(state.rungs)
        ax = self.figure.add_axes((0.012, 0.3, 0.976, 0.66), xlim=(0, 100), ylim=(-0.5, count - 0.5))
        ax.set_axis_off()
        band = Rectangle((0, -2), 100, 0.94, fc="#e8f1f8", ec=COLOURS["serotonin"], lw=1.5, zorder=0)
        self.here = self.moves(ax.add_patch(band), ghost=False)
        for row, rung in enumerate(state.rungs):
            # The band lies on top of the backdrop, so the names that it must not hide move with it.
            name = ax.text(1, row + 0.13, rung.name, fontsize=12, weight="bold", va="center", zorder=3)
            what = ax.text(1, row - 0.2, rung.what, fontsize=11, va="center", color=TEXT_COLOURS["guide"], zorder=3)
            for artist in (name, what):
                self.moves(artist, ghost=False)
            ax.plot([0, 100], [row - 0.5, row - 0.5], color="#b0b0b0" if row else "black", lw=1.2, zorder=1)
        self.marks = {use.name: self._build_use(ax, state, use) for use in state.uses}
        text = self.figure.text
        self.claim = self.moves(text(0.012, 0.265, "", fontsize=13, weight="bold", va="center"), ghost=False)
        self.in_hand = self.moves(text(0.012, 0.235, "", fontsize=12, va="top", linespacing=1.3), ghost=False)
        key = "● low, no use has more; ◐ very low; ○ no evidence in people."
        key = f"How sure we are (GRADE's words, our judgement): {key}"
        text(0.012, 0.025, key, fontsize=11, va="center", color=TEXT_COLOURS["guide"])

    def update(self, state):
        """Show the uses reached, the rung in hand, and the use in hand."""
        self.here.set_y(state.reached - 1.5 + 0.03 if state.reached else -5)
        for use in state.uses:
            mark, words = self.marks[use.name]
            for artist in (mark, words):
                artist.set_visible(state.seen(use))
            words.set_weight("bold" if use is state.use else "normal")
        self.claim.set_text(_claim(state))
        self.in_hand.set_text(textwrap.fill(_use_words(state), LINE, break_on_hyphens=False))

    def describe(self, state):
        """Read out the rung, what it permits, who stands there, and the use in hand."""
        if state.rung is None:
            return f"An empty ladder of five levels of evidence. {_use_words(state)}"
        names = "; ".join(use.name for use in state.on(state.rung)) or "none of the uses"
        return f"{state.rung.name.capitalize()}, {state.rung.what}: {names}. {_claim(state)} {_use_words(state)}"

    def numbers(self, state):
        """The uses reached so far, with evidence, grade and reason."""
        header = ("use of tianeptine", "best evidence in people", "rung", "certainty", "why not higher")
        rows = [
            (use.name, use.evidence, rung.name, use.said, use.reason or "–")
            for rung in state.rungs[: state.reached]
            for use in state.on(rung)
        ]
        hand = (f"in hand: {state.use.name}", *("not placed yet",) * 4)
        return header, tuple(rows if state.seen(state.use) else [*rows, hand])

    def _build_use(self, ax, state, use):
        row = next(i for i, rung in enumerate(state.rungs) if rung.level == use.level)
        neighbours = state.on(state.rungs[row])
        place = neighbours.index(use)
        x, y = 33.5 + 22.5 * (place % IN_ROW), float(row)
        if len(neighbours) > IN_ROW:
            y += 0.2 - 0.4 * (place // IN_ROW)
        look = {"ms": 11, "mec": "black", "mew": 1.3, "ls": "", "zorder": 4, **LOOKS[use.certainty]}
        mark = self.moves(ax.plot([x], [y], **look)[0], ghost=False)
        return mark, self.moves(ax.text(x + 1.6, y, use.name, fontsize=11, va="center", zorder=4), ghost=False)


def _claim(state):
    if state.rung is None:
        return "Step up from the ground."
    return f"{state.rung.name.capitalize()}: one may say {state.rung.claim}"


def _use_words(state):
    """The use in hand in words, once its rung has been reached."""
    use = state.use
    if not state.seen(use):
        return f"In hand: {use.name}, not placed yet."
    why = f" because of: {use.reason}" if use.reason else ""
    rung = next(rung for rung in state.rungs if rung.level == use.level)
    graded = f"Certainty: {use.said}{why}."
    return f"In hand: {use.name}, on {rung.name}. Known to us: {use.evidence}. {graded}"
