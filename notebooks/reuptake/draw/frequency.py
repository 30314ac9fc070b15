"""How common is "common": a frequency as a word, as a number, and as people among a thousand."""

import textwrap
from dataclasses import dataclass
from math import ceil, floor

from reuptake.draw.describe import spoken
from reuptake.draw.icons import DOT, DOT_GHOST, DOT_UNSURE, Icons, icon_axes, icon_samples, order_words
from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS
from reuptake.model.people import PEOPLE

# Layout: side of a place in points; the frequencies on the ruler; letters in a line on the right.
CELL = 7.6
RULER = (0.09, 560)
LINE = 46
SURE, PERHAPS, MORE, PLACEBO = "sure", "perhaps", "more", "placebo"


@dataclass(frozen=True)
class Band:
    """A word and the frequency from which it holds.

    Attributes
    ----------
    term : str
    low : float
        In 1,000 people.
    """

    term: str
    low: float


@dataclass(frozen=True)
class Study:
    """What a study of so many people most likely sees, and how far that can be trusted.

    Attributes
    ----------
    people, seen : int
    low, high : float
        Limits in 1,000 people.
    """

    people: int
    seen: int
    low: float
    high: float


@dataclass(frozen=True)
class PlaceboGroup:
    """How often an event was reported in a real placebo group.

    Attributes
    ----------
    event : str
    per_1000, drug_per_1000 : int
        On placebo, and on the drug of the same trials.
    drug, source : str
    """

    event: str
    per_1000: int
    drug_per_1000: int
    drug: str
    source: str


@dataclass(frozen=True)
class FrequencyState:
    """What the picture of one setting shows.

    Attributes
    ----------
    per_1000 : float
        How many of 1,000 people; below 1 less than one whole person.
    order : str
        A member of `reuptake.draw.icons.ORDERS`.
    bands : tuple of Band
        Words from the rarest to the most frequent.
    study : Study or None
    beside : PlaceboGroup or None
    example : str
        What in our tables has this frequency; may be empty.
    """

    per_1000: float
    order: str
    bands: tuple
    study: Study | None
    beside: PlaceboGroup | None
    example: str

    @property
    def reached(self):
        """The bands from the rarest up to that of the frequency (list of Band)."""
        return [band for band in self.bands if band.low <= self.per_1000]

    @property
    def counts(self):
        """Icons of each kind (dict of str to int): whole people only, the interval widened to whole people."""
        people = floor(self.per_1000)
        if self.study is None:
            return {SURE: people, PERHAPS: 0, MORE: 0}
        sure = min(floor(self.study.low), people)
        return {SURE: sure, PERHAPS: people - sure, MORE: max(ceil(self.study.high) - people, 0)}


class FrequencyScene(Scene):
    """A field of people on the left, the number in words or a placebo group on the right, a ruler below."""

    name = "how-common"
    title = "How common is “common”?"
    size_in = (10.0, 6.25)

    def build(self, state):
        """Make both fields, the words and the ruler."""
        text = self.figure.text
        self.head = self.moves(text(0.012, 0.962, "", fontsize=16, weight="bold", va="center"), ghost=False)
        self.names = [self.moves(text(x, 0.905, "", fontsize=12, va="center"), ghost=False) for x in (0.012, 0.52)]
        kinds = {SURE: DOT, PERHAPS: DOT_UNSURE, MORE: DOT_GHOST}
        self.field = Icons(icon_axes(self.figure, 0.012, 0.88, CELL), kinds)
        self.beside = Icons(icon_axes(self.figure, 0.52, 0.88, CELL), {PLACEBO: DOT}, hideable=True)
        for artist in (*self.field.artists, *self.beside.artists):
            self.moves(artist, ghost=False)
        self.key = icon_samples(self.figure, kinds.values(), 0.014, 0.44, 0.046)
        for sample, words in self.key:
            for artist in (*sample.artists, words):
                self.moves(artist, ghost=False)
        self._build_card(text)
        self.example = self.moves(
            text(0.52, 0.437, "", fontsize=11, va="top", linespacing=1.3, color=TEXT_COLOURS["guide"]), ghost=False
        )
        self._build_ruler(state)

    def update(self, state):
        """Fill the fields, write the words, move the mark."""
        band = state.reached[-1]
        self.head.set_text(f"{_number(state.per_1000)} in 1,000 people: “{band.term}”")
        self.names[0].set_text(f"1,000 people, {state.order}")
        self.field.fill(state.counts, state.order)
        for (sample, words), said in zip(self.key, _key_words(state), strict=True):
            sample.show(bool(said))
            words.set_text(said)
        self._update_right(state)
        below = _beside_words(state) if state.beside else _example(state)
        self.example.set_text(textwrap.fill(below, LINE, break_on_hyphens=False))
        self._update_ruler(state)

    def describe(self, state):
        """Say the number in three ways, the word, and what was asked for."""
        band = state.reached[-1]
        parts = [
            f"{_number(state.per_1000)} in 1,000 people ({_one_in(state)}; {_percent(state)}) is “{band.term}” "
            f"in product information, the word from {_number(band.low)} in 1,000 up.",
            _order_words(state),
        ]
        if state.study:
            parts.append(f"{_study_words(state.study)}.")
        if state.beside:
            parts.append(_beside_words(state))
        elif state.example:
            parts.append(_example(state))
        return " ".join(parts)

    def numbers(self, state):
        """The number, its word, the study and the placebo group."""
        band = state.reached[-1]
        words = "words of product information"
        rows = [
            ("frequency", f"{_number(state.per_1000)} in 1,000", f"set; icons {state.order}"),
            ("the same", f"{_one_in(state)}; {_percent(state)}", "computed"),
            ("word", band.term, f"{words}: from {_number(band.low)} in 1,000 up"),
            ("example", state.example or "–", "our tables"),
        ]
        if state.study:
            study = state.study
            rows.append((f"seen in {study.people:,}", _seen(study), "the most likely number, computed"))
            rows.append(("interval", _limits(study), "Wilson, 95 %"))
        if state.beside:
            beside = state.beside
            rows.append((f"{beside.event}, placebo", f"{beside.per_1000} in 1,000", beside.source))
            rows.append((f"{beside.event}, {beside.drug}", f"{beside.drug_per_1000} in 1,000", beside.source))
        return ("quantity", "value", "origin"), rows

    def _build_card(self, text):
        """The number in three ways, where no placebo group stands."""
        looks = ((0.79, 34, "bold"), (0.68, 18, "normal"), (0.61, 18, "normal"), (0.54, 13, "normal"))
        self.card = [
            self.moves(text(0.56, y, "", fontsize=size, weight=weight, va="center"), ghost=False)
            for y, size, weight in looks
        ]

    def _build_ruler(self, state):
        ax = self.figure.add_axes((0.03, 0.125, 0.94, 0.13), xlim=RULER, ylim=(0, 1))
        ax.set_xscale("log")
        ax.set_xticks((0.1, 1, 10, 100), labels=("0.1", "1", "10", "100"))
        ax.minorticks_off()
        ax.set(yticks=())
        ax.spines["left"].set_visible(False)
        ax.grid(visible=False)
        self.figure.text(0.5, 0.033, "people in 1,000 (each step is ten times the one before)", fontsize=12,
                         ha="center", va="center")  # fmt: skip
        ends = [*(band.low for band in state.bands[1:]), RULER[1]]
        self.bands = []
        for band, end in zip(state.bands, ends, strict=True):
            edge = ax.plot([band.low, band.low], [0, 1], color=COLOURS["guide"], lw=1.4)[0]
            name = ax.text((band.low * end) ** 0.5, 0.82, band.term, fontsize=12, ha="center", va="center")
            self.bands.append((self.moves(edge, ghost=False), self.moves(name, ghost=False)))
        blue = COLOURS["serotonin"]
        look = {"color": blue, "zorder": 4, "clip_on": False}
        self.interval = self.moves(ax.plot([], [], lw=3, solid_capstyle="butt", **look)[0])
        self.arrow = self.moves(ax.plot([], [], "<", ms=9, **look)[0], ghost=False)
        self.mark = self.moves(ax.plot([], [], "o", ms=13, mec="black", mew=1.2, **look)[0])

    def _update_right(self, state):
        beside = state.beside
        self.beside.fill({PLACEBO: beside.per_1000 if beside else 0}, state.order)
        self.beside.show(beside is not None)
        self.names[1].set_text(
            f"1,000 on placebo: {beside.per_1000} reported {beside.event}" if beside else "The same in numbers"
        )
        said = (
            f"{_number(state.per_1000)} in 1,000",
            _one_in(state),
            _percent(state),
            "" if state.per_1000 >= 1 else f"on average, ten such fields hold {_number(10 * state.per_1000)}",
        )
        for words, one in zip(self.card, said, strict=True):
            words.set_text("" if beside else one)

    def _update_ruler(self, state):
        for row, (edge, name) in enumerate(self.bands):
            # Only as far as the reader has gone, so that the picture at the start gives no answer away.
            edge.set_visible(row < len(state.reached))
            name.set_visible(row < len(state.reached))
            name.set_weight("bold" if row == len(state.reached) - 1 else "normal")
        self.mark.set_data([state.per_1000], [0.33])
        study = state.study
        cut = study is not None and study.low < RULER[0]
        self.interval.set_data([max(study.low, RULER[0]), study.high] if study else [], [0.33, 0.33] if study else [])
        self.arrow.set_data([RULER[0]] if cut else [], [0.33] if cut else [])


def _number(per_1000):
    return f"{per_1000:,g}"


def _one_in(state):
    ratio = PEOPLE / state.per_1000
    return f"1 in {ratio:,.0f}" if ratio == round(ratio) else f"about 1 in {ratio:,.0f}"


def _percent(state):
    return f"{100 * state.per_1000 / PEOPLE:g} %"


def _order_words(state):
    whole = floor(state.per_1000)
    if not whole:
        return f"{state.order.capitalize()} or not, a field of 1,000 most often holds nobody: rare is not never."
    return order_words(state.order)


def _seen(study):
    return str(study.seen) if study.seen else "nobody"


def _limit(per_1000):
    return spoken(per_1000, 3 if per_1000 >= 100 else 2)


def _limits(study):
    return f"{_limit(study.low)} to {_limit(study.high)} in 1,000"


def _study_words(study):
    return (
        f"A study of {study.people:,} people most likely sees {_seen(study)}, "
        f"which leaves {_limits(study)} possible (Wilson, 95 %)"
    )


def _beside_words(state):
    beside = state.beside
    more = f", {beside.drug_per_1000 - beside.per_1000} more" if state.per_1000 == beside.drug_per_1000 else ""
    return (
        f"Beside it a placebo group: {beside.per_1000} in 1,000 reported {beside.event}; on {beside.drug} it was "
        f"{beside.drug_per_1000}{more}, {beside.source}."
    )


def _example(state):
    return f"Example: {state.example}." if state.example else "Our tables have no example at this number."


def _key_words(state):
    """What each look means; empty for one that is not there."""
    people = floor(state.per_1000)
    if state.study is None:
        first = f"{people} of 1,000 people" if people else "less than one whole person in 1,000"
        return first, "", ""
    study = state.study
    return (
        f"fewest still possible: {_limit(study.low)}, if {_seen(study)} of {study.people:,} had it",
        f"the number set: {_number(state.per_1000)}",
        f"most still possible: {_limit(study.high)} (Wilson, 95 %)",
    )
