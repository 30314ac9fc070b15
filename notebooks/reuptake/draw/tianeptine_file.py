"""The tianeptine file: one study at a time, what it speaks for, the count so far, and a reader's belief."""

import textwrap
from dataclasses import dataclass

import numpy as np
from matplotlib.patches import Rectangle

from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

FOR, MIXED, AGAINST, TITLE_ONLY = "for", "mixed", "against", "title only"
LANES = (FOR, MIXED, AGAINST, TITLE_ONLY)
MARKERS = {FOR: "^", MIXED: "D", AGAINST: "v"}
FACES = {FOR: COLOURS["serotonin"], MIXED: "#767676", AGAINST: COLOURS["inhibitor"]}
_SIDES = {FOR: "for the idea", MIXED: "mixed", AGAINST: "against the idea"}
# Layout: letters in a line of the finding, and of the longer statement at the end.
LINE, LONG_LINE = 100, 112


@dataclass(frozen=True)
class Study:
    """One entry of the file.

    Attributes
    ----------
    year : int
    lane : str
        One of `LANES`; the first three are our reading of the finding.
    model, finding, note, source : str
        What was studied, what was found, a caveat ("" for none), and who found it.
    review : bool
        Whether it reviews other studies, so that it is shown and not counted.
    set_aside : bool
        Whether the reader has set it aside.
    elsewhere : bool
        Whether it is about another target, so that it does not test reuptake.
    """

    year: int
    lane: str
    model: str
    finding: str
    note: str
    source: str
    review: bool = False
    set_aside: bool = False
    elsewhere: bool = False

    @property
    def counted(self):
        """Whether it adds to the count (bool)."""
        return self.lane != TITLE_ONLY and not self.review and not self.set_aside

    @property
    def reading(self):
        """How we read it, in words (str)."""
        if self.lane == TITLE_ONLY:
            return "Title only, not verified: not counted"
        left_out = " (review: not counted)" if self.review else " (set aside)" if self.set_aside else ""
        left_out += " (about another target: no test of reuptake)" if self.elsewhere else ""
        return f"Our reading: {_SIDES[self.lane]}{left_out}"


@dataclass(frozen=True)
class TianeptineState:
    """What the picture of one step shows.

    Attributes
    ----------
    place : int
        Position of the study in hand, from 0; one past the last is where the matter stands.
    studies : tuple of Study
    beliefs : tuple of (float or None)
        One for each study, in %; None where none was stored. A scene that is made without any has no line for them.
    set_aside : str
        What the reader has set aside, in words.
    statement, sources : str
        Where the matter stands, shown at the end alone, and who says so.
    """

    place: int
    studies: tuple
    beliefs: tuple
    set_aside: str
    statement: str
    sources: str

    @property
    def shown(self):
        """The studies up to the one in hand (tuple of Study)."""
        return self.studies[: self.place + 1]

    @property
    def study(self):
        """The one in hand (Study), or None at the end."""
        return self.studies[self.place] if self.place < len(self.studies) else None

    def counts(self, lane):
        """How many studies speak so far, after each study shown.

        Parameters
        ----------
        lane : str
            "for", "mixed" or "against".

        Returns
        -------
        numpy.ndarray of int, shape (shown,)
        """
        return np.cumsum([study.counted and study.lane == lane for study in self.shown])

    @property
    def believed(self):
        """Places and beliefs of the studies shown, where there is one (list of (int, float))."""
        known = enumerate(self.beliefs[: len(self.shown)])
        return [(place, belief) for place, belief in known if belief is not None]


class TianeptineScene(Scene):
    """The finding in words, a row of marks, the count so far, and the reader's belief, one above the other."""

    name = "tianeptine-file"
    title = "The tianeptine file: does it work by speeding up serotonin reuptake?"
    size_in = (10.0, 6.75)

    def build(self, state):
        """Draw the empty rows with their names and years."""
        self._build_words()
        count = len(state.studies)
        lanes, tally, belief = (
            self.figure.add_axes((0.125, bottom, 0.775, height), xlim=(-0.6, count - 0.4))
            for bottom, height in ((0.535, 0.185), (0.35, 0.15), (0.155, 0.16))
        )
        self._build_lanes(lanes, state)
        self._build_tally(tally)
        self._build_belief(belief, state)
        self.here = [
            self.moves(ax.axvline(0, color="#777777", lw=1.3, zorder=1), ghost=False) for ax in (lanes, tally, belief)
        ]

    def update(self, state):
        """Turn to the study in hand."""
        self._update_words(state)
        places = {study: place for place, study in enumerate(state.studies)}
        for lane in MARKERS:
            row = LANES.index(lane)
            for review, line in self.marks[lane].items():
                xs = [places[study] for study in state.shown if (study.lane, study.review) == (lane, review)]
                line.set_data(xs, [row] * len(xs))
        aside = [(places[study], LANES.index(study.lane)) for study in state.shown if study.set_aside]
        self.crosses.set_data([x for x, _ in aside], [row for _, row in aside])
        for place, patch in self.titles.items():
            patch.set_visible(place <= state.place)
        shown = np.arange(len(state.shown))
        for lane, (line, label) in self.tally.items():
            counts = state.counts(lane)
            line.set_data(np.append(shown, shown[-1] + 0.4), np.append(counts, counts[-1]))
            label.set_text(f"{lane} {counts[-1]}")
        self._part_labels(state)
        if self.belief is not None:
            self._update_belief(state)
        for line in self.here:
            line.set_xdata([state.place] * 2)
            line.set_visible(state.study is not None)

    def describe(self, state):
        """Read the study out, how we read it, the count so far, and the reader's belief."""
        counted = ", ".join(f"{state.counts(lane)[-1]} {lane}" for lane in MARKERS)
        aside = f", setting aside {state.set_aside}" if state.set_aside else ""
        belief = f" Your belief: {state.believed[-1][1]:g} %." if state.believed else ""
        if state.study is None:
            others = sum(study.elsewhere and study.counted for study in state.studies)
            return (
                f"{state.statement} Our count of studies{aside}: {counted}, {others} of these about another target; "
                f"counting is not weighing.{belief}"
            )
        study = state.study
        note = f" ({study.note})" if study.note else ""
        return (
            f"{study.year}, {study.model}: {study.finding}{note}. "
            f"{study.reading}. Counted so far{aside}: {counted}.{belief}"
        )

    def numbers(self, state):
        """Every study shown so far, with the count and the belief after it."""
        header = ("study", "what was found", "our reading", "count: for, mixed, against", "your belief")
        counts = zip(*(state.counts(lane) for lane in MARKERS), strict=True)
        rows = [
            (
                f"{study.year}, {study.source}",
                f"{study.finding}" + (f" ({study.note})" if study.note else ""),
                study.reading,
                ", ".join(str(n) for n in numbers),
                "none stored" if belief is None else f"{belief:g} %",
            )
            for study, numbers, belief in zip(state.shown, counts, state.beliefs, strict=False)
        ]
        if state.study is None:
            rows.append(("where it stands", state.statement, state.sources, rows[-1][3], "–"))
        return header, rows

    def _build_words(self):
        text = self.figure.text
        self.head = self.moves(text(0.012, 0.965, "", fontsize=14, weight="bold", va="center"), ghost=False)
        self.finding = self.moves(text(0.012, 0.935, "", fontsize=13, va="top", linespacing=1.3), ghost=False)
        self.reading = self.moves(text(0.012, 0.79, "", fontsize=12, weight="bold", va="center"), ghost=False)
        self.statement = self.moves(text(0.012, 0.935, "", fontsize=12, va="top", linespacing=1.25), ghost=False)
        self.origin = self.moves(text(0.012, 0.795, "", fontsize=11, va="top", linespacing=1.25), ghost=False)
        guide = {"fontsize": 11, "va": "center", "color": TEXT_COLOURS["guide"]}
        text(0.012, 0.045, "Readings and counts are our judgement. Not counted: reviews (open marks), titles "
             "(hatched), what is set aside (×).", **guide)  # fmt: skip
        self.aside = self.moves(
            text(0.985, 0.015, "", fontsize=11, va="center", ha="right", weight="bold"), ghost=False
        )
        text(0.012, 0.015, "Counting is not weighing: one strong test can outweigh many.", **guide)

    def _build_lanes(self, ax, state):
        ax.set(ylim=(len(LANES) - 0.45, -0.55), xticks=range(len(state.studies)), xticklabels=[])
        ax.set_yticks(range(len(LANES)), labels=["▲ for", "◆ mixed", "▼ against", "title only"])
        ax.grid(axis="x", visible=False)
        look = {"ls": "", "ms": 11, "mew": 1.6, "clip_on": False}
        self.marks = {}
        for lane, marker in MARKERS.items():
            faces = {False: (FACES[lane], "black"), True: ("white", _text_colour(lane))}
            present = {study.review for study in state.studies if study.lane == lane}
            self.marks[lane] = {
                review: self.moves(ax.plot([], [], marker=marker, mfc=face, mec=edge, zorder=5, **look)[0], ghost=False)
                for review, (face, edge) in faces.items()
                if review in present
            }
        self.crosses = self.moves(
            ax.plot([], [], marker="x", mec="black", zorder=6, **(look | {"ms": 17, "mew": 2.6}))[0], ghost=False
        )
        self.titles = {
            place: self.moves(ax.add_patch(_hatched(place)), ghost=False)
            for place, study in enumerate(state.studies)
            if study.lane == TITLE_ONLY
        }

    def _build_tally(self, ax):
        ax.set(ylim=(-0.5, 9.5), yticks=(0, 3, 6, 9), xticklabels=[])
        ax.tick_params(bottom=False)
        ax.set_ylabel("count so far")
        ax.grid(axis="x", visible=False)
        looks = {FOR: ("-", 3.0), AGAINST: ((0, (4, 1.5)), 2.4), MIXED: ((0, (1, 1.2)), 2.0)}
        self.tally = {}
        for lane, (style, width) in looks.items():
            colour = _text_colour(lane)
            line = ax.plot([], [], ls=style, lw=width, color=colour, drawstyle="steps-post", zorder=5)[0]
            label = ax.text(1.008, 0, "", transform=ax.get_yaxis_transform(), fontsize=12, weight="bold", va="center",
                            color=colour)  # fmt: skip
            self.tally[lane] = (self.moves(line), self.moves(label, ghost=False))

    def _build_belief(self, ax, state):
        ax.set(ylim=(-6, 106), yticks=(0, 50, 100), xticks=range(len(state.studies)))
        ax.set_xticklabels([str(study.year) for study in state.studies], rotation=90)
        ax.set_ylabel("your belief (%)")
        ax.grid(axis="x", visible=False)
        self.belief = self.belief_label = None
        if not any(belief is not None for belief in state.beliefs):
            ax.text(0.5, 0.5, "no belief of yours is stored", transform=ax.transAxes, fontsize=11, ha="center",
                    va="center", style="italic", color=TEXT_COLOURS["guide"])  # fmt: skip
            return
        look = {"marker": "o", "ms": 7, "lw": 2.2, "color": "black", "zorder": 5, "clip_on": False}
        self.belief = self.moves(ax.plot([], [], **look)[0], ghost=False)
        label = ax.text(1.008, 0, "", transform=ax.get_yaxis_transform(), fontsize=12, weight="bold", va="center")
        self.belief_label = self.moves(label, ghost=False)

    def _update_belief(self, state):
        xs, ys = zip(*state.believed, strict=True) if state.believed else ((), ())
        self.belief.set_data(xs, ys)
        self.belief_label.set_text(f"you {ys[-1]:g} %" if ys else "")
        self.belief_label.set_y(ys[-1] if ys else 0)

    def _update_words(self, state):
        study = state.study
        self.aside.set_text(f"Set aside: {state.set_aside or 'nothing'}")
        if study is None:
            self.head.set_text("Where it stands")
            self.statement.set_text(textwrap.fill(state.statement, LONG_LINE, break_on_hyphens=False))
            self.origin.set_text(textwrap.fill(f"Sources: {state.sources}.", LONG_LINE, break_on_hyphens=False))
            self.finding.set_text("")
            self.reading.set_text("")
            return
        note = f" ({study.note})" if study.note else ""
        self.head.set_text(f"{study.year}, {study.model}")
        self.finding.set_text(textwrap.fill(f"{study.finding}{note}.", LINE, break_on_hyphens=False))
        self.reading.set_text(f"{study.reading} · {study.source}")
        self.statement.set_text("")
        self.origin.set_text("")

    def _part_labels(self, state):
        """Names at the ends of the count's lines, kept apart where the lines meet."""
        ends = sorted((int(state.counts(lane)[-1]), -LANES.index(lane), lane) for lane in self.tally)
        lowest = -np.inf
        # A label is about three studies high.
        for count, _, lane in ends:
            lowest = max(count, lowest + 2.9)
            self.tally[lane][1].set_y(lowest)


def _hatched(place):
    return Rectangle((place - 0.3, 2.72), 0.6, 0.56, fc="white", ec=TEXT_COLOURS["guide"], hatch="/////", zorder=4)


def _text_colour(lane):
    return {FOR: COLOURS["serotonin"], AGAINST: TEXT_COLOURS["inhibitor"], MIXED: TEXT_COLOURS["guide"]}[lane]
