"""Trials of tianeptine in depression: one row each, added one at a time, with what each can say."""

import textwrap
from dataclasses import dataclass

from matplotlib.patches import Rectangle

from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

RESPONSE, RELAPSE, WORDS = "response", "relapse", "words"
AHEAD, FEWER, SPLIT = "ahead of placebo", "fewer relapses than on placebo", "split"
OPEN, NULL = "no conclusion", "no significant difference from placebo"
VERDICTS = (AHEAD, FEWER, SPLIT, OPEN, NULL)
# Letters in a line of the reading above the rows.
LINE = 104


@dataclass(frozen=True)
class Trial:
    """One trial.

    Attributes
    ----------
    name, year, people, design : str
        Who and when; how many people and which; how it was done.
    kind : str
        `RESPONSE` or `RELAPSE` where the arms have a share of people; `WORDS` where they have none that compares.
    placebo, drug : float or None
        Shares in %.
    result : str
        The result in a few words, for the row.
    reading : str
        What the trial can and cannot show.
    verdict : str
        One of `VERDICTS`, by our reading; empty without a placebo group.
    sources : str
    """

    name: str
    year: int
    people: str
    design: str
    kind: str
    placebo: float | None
    drug: float | None
    result: str
    reading: str
    verdict: str
    sources: str

    @property
    def controlled(self):
        """Whether it has a placebo group (bool)."""
        return bool(self.verdict)


@dataclass(frozen=True)
class TrialsState:
    """What the picture of one step shows.

    Attributes
    ----------
    shown : int
        Trials seen so far, the last of them in hand.
    trials : tuple of Trial
        All of them, in order of years.
    set_aside : bool
        Whether trials without a placebo group are set aside.
    """

    shown: int
    trials: tuple
    set_aside: bool

    @property
    def seen(self):
        """The trials seen so far (tuple of Trial)."""
        return self.trials[: self.shown]

    @property
    def counts(self):
        """Trials seen so far by verdict, and those without placebo (dict of str to int)."""
        return {verdict: sum(t.verdict == verdict for t in self.seen) for verdict in (*VERDICTS, "")}


class TianeptineTrialsScene(Scene):
    """A row for each trial: two shares of people where there are two, words where there are none."""

    name = "tianeptine-trials"
    title = "Tianeptine in depression, trial by trial"
    size_in = (10.0, 6.75)

    def build(self, state):
        """Draw the empty rows; make marks, lines and words for each trial."""
        text, count = self.figure.text, len(state.trials)
        self.head = self.moves(text(0.012, 0.965, "", fontsize=14, weight="bold", va="center"), ghost=False)
        self.reading = self.moves(text(0.012, 0.935, "", fontsize=12, va="top", linespacing=1.3), ghost=False)
        ax = self.figure.add_axes((0.235, 0.165, 0.4, 0.61), xlim=(0, 100), ylim=(count - 0.4, -0.6))
        ax.set_xlabel("people who respond (circles) or relapse (diamonds), %", x=0.45)
        ax.set(yticks=(), xticks=(0, 25, 50, 75, 100))
        ax.spines["left"].set_visible(False)
        band = Rectangle((-63, 0), 260, 0.9, fc="#e8f1f8", ec=COLOURS["serotonin"], lw=1.5, zorder=0, clip_on=False)
        self.here = self.moves(ax.add_patch(band), ghost=False)
        self.rows = [self._build_row(ax, row, trial) for row, trial in enumerate(state.trials)]
        key = "○ ◇ placebo  ● ◆ tianeptine. Intervals: Emsley from the printed error, Dalery from rough counts."
        text(0.012, 0.045, key, fontsize=11, va="center", color=TEXT_COLOURS["guide"])
        self.aside = self.moves(text(0.012, 0.015, "", fontsize=11, weight="bold", va="center"), ghost=False)

    def update(self, state):
        """Show the trials seen so far, the last one marked."""
        trial = state.seen[-1]
        self.head.set_text(f"{trial.name}, {trial.year}: {trial.people}")
        self.reading.set_text(
            textwrap.fill(f"{trial.design[0].upper()}{trial.design[1:]}. {trial.reading}", LINE, break_on_hyphens=False)
        )
        self.here.set_y(state.shown - 1.45)
        for row, (trial, artists) in enumerate(zip(state.trials, self.rows, strict=True)):
            for artist in artists:
                artist.set_visible(row < state.shown)
            if trial.kind == WORDS:
                aside = state.set_aside and not trial.controlled
                artists[-1].set_text("set aside: no placebo group" if aside else "no two shares to compare")
        self.aside.set_text(
            f"Set aside: {'trials without a placebo group' if state.set_aside else 'nothing'}. Readings are ours."
        )

    def describe(self, state):
        """Read out the trial in hand and the count so far."""
        trial = state.seen[-1]
        shares = ""
        if trial.kind != WORDS:
            what = "relapsed" if trial.kind == RELAPSE else "responded"
            shares = f" {trial.drug:g} % {what} on tianeptine, {trial.placebo:g} % on placebo."
        return f"{trial.name}, {trial.year}: {trial.result}.{shares} {trial.reading} So far: {_count(state)}."

    def numbers(self, state):
        """Every trial seen so far."""
        header = ("trial", "design", "tianeptine", "placebo", "result", "our reading", "sources")
        return header, tuple(
            (
                f"{t.name}, {t.year}; {t.people}",
                t.design,
                "–" if t.drug is None else f"{t.drug:g} %",
                "–" if t.placebo is None else f"{t.placebo:g} %",
                t.result,
                ("(set aside) " if state.set_aside and not t.controlled else "") + (t.verdict or "no placebo group"),
                t.sources,
            )
            for t in state.seen
        )

    def _build_row(self, ax, row, trial):
        across = ax.get_yaxis_transform()
        words = {"fontsize": 11, "va": "center"}
        artists = [
            ax.text(-0.03, row, f"{trial.name} {trial.year}", transform=across, ha="right", **words),
            ax.text(1.03, row, trial.result, transform=across, **words),
        ]
        if trial.kind == WORDS:
            artists.append(ax.text(50, row, "no two shares to compare", ha="center", style="italic",
                                   color=TEXT_COLOURS["guide"], **words))  # fmt: skip
        else:
            marker = "o" if trial.kind == RESPONSE else "D"
            look = {"marker": marker, "ms": 10, "mew": 1.6, "ls": "", "zorder": 5}
            artists += [
                ax.plot([trial.placebo, trial.drug], [row, row], color=COLOURS["guide"], lw=2, zorder=3)[0],
                ax.plot([trial.placebo], [row], mfc="white", mec="black", **look)[0],
                ax.plot([trial.drug], [row], mfc=COLOURS["serotonin"], mec="black", **look)[0],
            ]
        return [self.moves(artist, ghost=False) for artist in artists]


def _count(state):
    """The count so far in words."""
    counts = state.counts
    controlled = [f"{counts[verdict]} {verdict}" for verdict in VERDICTS if counts[verdict]]
    without = f"{counts['']} without a placebo group" if counts[""] else ""
    if without and state.set_aside:
        without += " (set aside)"
    parts = ", ".join([*controlled, without] if without else controlled)
    return f"{parts}, setting aside trials without placebo" if state.set_aside and not without else parts
