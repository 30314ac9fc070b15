"""Side effects on a drug and on placebo: a row for each event, a thousand people for the one in hand."""

from dataclasses import dataclass
from math import copysign

import numpy as np
from matplotlib.patches import Rectangle

from reuptake.draw.icons import (
    DOT,
    RING,
    SQUARE,
    SQUARE_GHOST,
    SQUARE_UNSURE,
    Icons,
    icon_axes,
    icon_samples,
    order_words,
)
from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS
from reuptake.model.people import PEOPLE, among_thousand, of_thousand

DRUG_ALONE, BOTH, DIFFERENCE = "drug alone", "drug and placebo", "difference"
VIEWS = (DRUG_ALONE, BOTH, DIFFERENCE)
REPORTED, ANYWAY, SURE, PERHAPS, MORE = "reported", "anyway", "sure", "perhaps", "more"
LOOKS = {REPORTED: RING, ANYWAY: DOT, SURE: SQUARE, PERHAPS: SQUARE_UNSURE, MORE: SQUARE_GHOST}
# Layout: both charts hold the smallest and the largest row of the table; the same places carry numbers needed.
AXIS, NEEDED_AXIS = (-1.5, 27), (-12, 172)
TICKS = {"∞": np.inf, "NNH 50": 50, "20": 20, "10": 10, "7": 7}
MEN_ONLY = " (men only)"


@dataclass(frozen=True)
class Event:
    """One side effect, as reported on a drug and on placebo.

    Attributes
    ----------
    name : str
    drug, placebo : float
        Shares in %.
    drug_n, placebo_n : int
        People in the trials.
    difference, low, high : float
        Drug minus placebo with its limits, in percentage points.
    needed : float
        Number needed to harm.
    needed_limits : str
        Its limits in words.
    source : str
    """

    name: str
    drug: float
    placebo: float
    drug_n: int
    placebo_n: int
    difference: float
    low: float
    high: float
    needed: float
    needed_limits: str
    source: str

    @property
    def crosses(self):
        """Whether the interval includes no difference, so that numbers needed pass through infinity (bool)."""
        return self.low <= 0 <= self.high


@dataclass(frozen=True)
class SideEffectsState:
    """What the picture of one setting shows.

    Attributes
    ----------
    drug : str
    events : tuple of Event
        From the smallest difference to the largest.
    shown : int
        How many have been seen, the last of them in hand.
    order : str
        A member of `reuptake.draw.icons.ORDERS`.
    view : str
        A member of `VIEWS`.
    """

    drug: str
    events: tuple
    shown: int
    order: str
    view: str

    @property
    def event(self):
        """The event in hand (Event)."""
        return self.events[self.shown - 1]

    @property
    def counts(self):
        """People among a thousand by kind (dict of str to int)."""
        event = self.event
        if self.view == DRUG_ALONE:
            return {REPORTED: among_thousand(event.drug)}
        anyway, extra = among_thousand(event.placebo), among_thousand(event.drug) - among_thousand(event.placebo)
        if self.view == BOTH:
            return {ANYWAY: anyway, SURE: extra}
        sure = max(among_thousand(event.low), 0)
        return {ANYWAY: anyway, SURE: sure, PERHAPS: extra - sure, MORE: among_thousand(event.high) - extra}


class SideEffectsScene(Scene):
    """Rows on the left up to the event in hand; icons and the number needed to harm on the right."""

    name = "side-effects"
    title = "Side effects on sertraline and on placebo"
    size_in = (10.0, 7.5)
    lecture_words = {
        "◄ treated for one fewer (NNTB)": "◄ treated for\none fewer (NNTB)",
        "for one more (NNH) ►": "for one more ►\n(NNH)",
    }

    def build(self, state):
        """Draw the names and both axes; make marks, icons and words."""
        text = self.figure.text
        self._build_rows(state)
        self.head = self.moves(text(0.53, 0.965, "", fontsize=14, weight="bold", va="center"), ghost=False)
        self.field = Icons(icon_axes(self.figure, 0.53, 0.94, 7.4), LOOKS)
        # The first look is never shown with the others, so it shares their first line.
        alone, *others = LOOKS.values()
        self.key = [
            *icon_samples(self.figure, [alone], 0.532, 0.575),
            *icon_samples(self.figure, others, 0.532, 0.575, 0.043),
        ]
        for artist in self.field.artists:
            self.moves(artist, ghost=False)
        for sample, words in self.key:
            for artist in (*sample.artists, words):
                self.moves(artist, ghost=False)
        self._build_needed(text)
        note = (
            f"{state.drug.capitalize()} v placebo, averages over six indications; reported, not shown to be caused one "
            f"by one.\nDifferences from rounded percentages (Newcombe, 95 %); {state.events[0].source}."
        )
        text(0.012, 0.04, note, fontsize=11, va="center", linespacing=1.3, color=TEXT_COLOURS["guide"])

    def update(self, state):
        """Show the rows seen so far, and the people of the event in hand."""
        event = state.event
        self.head.set_text(f"{event.name.removesuffix(MEN_ONLY)}: {_group(event)}")
        self._update_rows(state)
        self.field.fill(state.counts, state.order)
        self._update_key(state)
        asked = state.view == DIFFERENCE
        self.needed.set_text(f"number needed to harm (NNH){f': {event.needed:g}' if asked else ''}")
        self.limits.set_text(f"95 % interval: {event.needed_limits}" if asked else f"shown with “{DIFFERENCE}”")
        ends = of_thousand([event.low, event.high])
        self.needed_line.set_data(ends if asked else [], [0.5, 0.5] if asked else [])
        self.needed_mark.set_data(*([[of_thousand(event.difference)], [0.5]] if asked else [[], []]))

    def describe(self, state):
        """Read out the event in the view chosen, and what it is an average of."""
        event = state.event
        people = _group(event)
        if state.view == DRUG_ALONE:
            said = f"{among_thousand(event.drug)} of {people} reported it; how many did on placebo is not shown."
        elif state.view == BOTH:
            said = (
                f"{among_thousand(event.drug)} of {people} reported it, and {among_thousand(event.placebo)} of 1,000 "
                f"on placebo: {_extra(event)} more."
            )
        else:
            includes = ", an interval that includes no difference" if event.crosses else ""
            said = (
                f"of {people} {_extra(event)} more reported it than on placebo ({_between(event)}; Newcombe, "
                f"95 %){includes}; number needed to harm {event.needed:g} ({event.needed_limits})."
            )
        name = f"{event.name[0].upper()}{event.name[1:]} on {state.drug}"
        return (
            f"{name}: {said} {order_words(state.order)} Averages over six indications, reported and not shown to be "
            f"caused one by one, from rounded percentages, {event.source}."
        )

    def numbers(self, state):
        """All events seen so far, the one in hand last."""
        header = ("event", "on the drug", "on placebo", "difference (95 %)", "number needed to harm", "source")
        placebo, gap = state.view != DRUG_ALONE, state.view == DIFFERENCE
        rows = [
            (
                e.name,
                f"{among_thousand(e.drug)} of 1,000 (n = {e.drug_n:,})",
                f"{among_thousand(e.placebo)} of 1,000 (n = {e.placebo_n:,})" if placebo else "not shown",
                f"{_extra(e)} in 1,000 ({_between(e)})" if gap else "not shown",
                f"{e.needed:g} ({e.needed_limits})" if gap else "not shown",
                f"{e.source}; derived from rounded percentages" if gap else e.source,
            )
            for e in state.events[: state.shown]
        ]
        return header, [*rows, ("icons", state.order, "–", "–", "–", "–")]

    def _build_rows(self, state):
        count = len(state.events)
        ax = self.figure.add_axes((0.275, 0.17, 0.225, 0.755), xlim=AXIS, ylim=(count - 0.35, -0.65))
        ax.set(yticks=(), xticks=(0, 5, 10, 15, 20, 25))
        ax.spines["left"].set_visible(False)
        ax.grid(axis="y", visible=False)
        ax.axvline(0, color="black", lw=1.4, zorder=2)
        across = ax.get_yaxis_transform()
        for row, event in enumerate(state.events):
            ax.text(-0.03, row, event.name, transform=across, fontsize=11, ha="right", va="center")
        # An outline alone, since what moves lies on top of the names.
        band = Rectangle((-1.19, 0), 2.2, 0.94, transform=across, fill=False, ec=COLOURS["serotonin"], lw=1.8,
                         clip_on=False, zorder=6)  # fmt: skip
        self.here = self.moves(ax.add_patch(band), ghost=False)
        self._build_marks(ax)

    def _build_marks(self, ax):
        self.figure.text(0.012, 0.972, "From the smallest difference to the largest", fontsize=12, weight="bold",
                         va="center")  # fmt: skip
        self.axis_name = self.moves(self.figure.text(0.387, 0.113, "", fontsize=12, ha="center", va="center"),
                                    ghost=False)  # fmt: skip
        marks = {"ls": "", "ms": 8, "mew": 1.5, "mec": "black", "zorder": 5}
        self.lines = self.moves(ax.plot([], [], color="black", lw=1.8, mew=1.8, zorder=3)[0], ghost=False)
        self.placebo = self.moves(ax.plot([], [], marker="o", mfc="white", **marks)[0], ghost=False)
        self.drug = self.moves(ax.plot([], [], marker="o", mfc=COLOURS["inhibitor"], **marks)[0], ghost=False)
        self.gaps = self.moves(
            ax.plot([], [], marker="s", mfc=COLOURS["serotonin"], **{**marks, "ms": 7})[0], ghost=False
        )
        self.row_key = self.moves(
            self.figure.text(0.387, 0.937, "", fontsize=11, ha="center", va="center"), ghost=False
        )

    def _build_needed(self, text):
        self.needed = self.moves(text(0.53, 0.355, "", fontsize=14, weight="bold", va="center"), ghost=False)
        self.limits = self.moves(text(0.53, 0.318, "", fontsize=12, va="center"), ghost=False)
        ax = self.figure.add_axes((0.53, 0.195, 0.45, 0.07), xlim=NEEDED_AXIS, ylim=(0, 1))
        ax.set(yticks=(), xticks=[PEOPLE / needed for needed in TICKS.values()], xticklabels=tuple(TICKS))
        ax.spines["left"].set_visible(False)
        ax.axvline(0, color="black", lw=1.4, zorder=2)
        text(0.53, 0.113, "◄ treated for one fewer (NNTB)", fontsize=11, va="center")
        text(0.98, 0.113, "for one more (NNH) ►", fontsize=11, va="center", ha="right")
        look = {"color": COLOURS["serotonin"], "zorder": 4}
        self.needed_line = self.moves(ax.plot([], [], lw=3, marker="|", ms=13, mew=2, **look)[0])
        self.needed_mark = self.moves(ax.plot([], [], "s", ms=9, mec="black", mew=1.2, **look)[0])

    def _update_rows(self, state):
        seen = state.events[: state.shown]
        rows = np.arange(len(seen))
        self.here.set_y(state.shown - 1.47)
        drug, placebo, gap, low, high = np.array([[e.drug, e.placebo, e.difference, e.low, e.high] for e in seen]).T
        difference, both = state.view == DIFFERENCE, state.view == BOTH
        ends = {DIFFERENCE: (low, high), BOTH: (placebo, drug), DRUG_ALONE: (drug, drug)}[state.view]
        self.lines.set_data(_apart(*ends), _apart(rows, rows))
        # Ends that stand out show an interval that is shorter than its mark.
        self.lines.set(marker="|" if difference else "", ms=12)
        self.placebo.set_data(*((placebo, rows) if both else ([], [])))
        self.drug.set_data(*(([], []) if difference else (drug, rows)))
        self.gaps.set_data(*((gap, rows) if difference else ([], [])))
        name = "percentage points" if difference else "reported it, % of people"
        self.axis_name.set_text(name)
        self.row_key.set_text(
            {DIFFERENCE: "■ drug minus placebo", BOTH: "○ placebo  ● drug", DRUG_ALONE: "● drug"}[state.view]
        )

    def _update_key(self, state):
        """Say what each look in the field means; the samples of the others go."""
        said = _key_words(state)
        for (sample, words), kind in zip(self.key, LOOKS, strict=True):
            sample.show(kind in said)
            words.set_text(said.get(kind, ""))


def _group(event):
    return f"1,000 {'men' if event.name.endswith(MEN_ONLY) else 'people'}"


def _extra(event):
    return among_thousand(event.drug) - among_thousand(event.placebo)


def _between(event):
    low = among_thousand(abs(event.low))
    if copysign(1, event.low) > 0:
        said = f"{low}"
    else:
        said = f"{low} fewer" if low else "just under 0"
    return f"{said} to {among_thousand(event.high)}{' more' if event.crosses else ''}"


def _key_words(state):
    """What each look in the field means."""
    event = state.event
    if state.view == DRUG_ALONE:
        return {REPORTED: f"{among_thousand(event.drug)} reported it on {state.drug}"}
    anyway = {ANYWAY: f"{among_thousand(event.placebo)}: as many as reported it on placebo"}
    if state.view == BOTH:
        return anyway | {SURE: f"{_extra(event)} more reported it on {state.drug}"}
    low = "lower limit: none more, or fewer" if event.crosses else f"{among_thousand(event.low)} more: lower limit"
    return anyway | {
        SURE: low,
        PERHAPS: f"{_extra(event)} more: the difference reported",
        MORE: f"{among_thousand(event.high)} more: upper limit (Newcombe, 95 %)",
    }


def _apart(first, second):
    """Two ends a row, with a gap after each, for one line."""
    return np.column_stack((first, second, np.full(len(first), np.nan))).ravel()
