"""Age and suicidality: odds ratios by age group, and the few confirmed numbers per 1,000 people below them."""

import textwrap
from dataclasses import dataclass

from matplotlib.patches import Rectangle

from reuptake.draw.charts import plain_ticks
from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

HELP = "Help lines: top of this page."
# Layout: ends of the axes (years, odds ratio, people in 1,000), and where groups without a table's age begin and end.
AGES, RATIOS, CASES = (8, 92), (0.007, 9), (-14, 22)
YOUNGEST, OLDEST = 10, 90
# Layout: the sample of the slope starts here; only its slope means something.
SLOPE_FROM, SLOPE_YEARS, SLOPE_RATIO = 36, 16, 0.085
# Letters in a line of the words below the charts.
LINE = 114
IN_HAND, OTHERS = "#cfe3f1", "#f0f0f0"


@dataclass(frozen=True)
class AgeGroup:
    """One age group with its odds ratio, drug against no drug.

    Attributes
    ----------
    name : str
    low, high : int or None
        Ages from `low` to below `high` (years); None where the source names no end.
    estimate, ci_low, ci_high : float
        Odds ratio with its 95 % interval.
    """

    name: str
    low: int | None
    high: int | None
    estimate: float
    ci_low: float
    ci_high: float

    @property
    def crosses(self):
        """Whether the interval includes no difference (bool)."""
        return self.ci_low <= 1 <= self.ci_high


@dataclass(frozen=True)
class LabelGroup:
    """One age group of the class label.

    Attributes
    ----------
    name : str
    low, high : int or None
        Ages from `low` to below `high` (years).
    cases : float or None
        Cases per 1,000 people, drug minus placebo; None where the number is not confirmed.
    """

    name: str
    low: int | None
    high: int | None
    cases: float | None


@dataclass(frozen=True)
class Behind:
    """What stands behind the numbers.

    Attributes
    ----------
    adults, deaths, children, label : str
        Scale of the trials in adults; deaths by suicide in them; what is known under 18; who says what the label says.
    outside, later : str
        Scale of the studies outside trials; what a later review of such studies in adults found.
    """

    adults: str
    deaths: str
    children: str
    label: str
    outside: str
    later: str


@dataclass(frozen=True)
class AgeState:
    """What the picture of one setting shows.

    Attributes
    ----------
    age : int or None
        Years; None before the first step.
    outcome, counted, meaning, caution : str
        What is counted: as the control names it, in a sentence, and in plain words; what to bear in mind.
    randomised : bool
        Whether the numbers come from trials against placebo.
    groups : tuple of AgeGroup
    label : tuple of LabelGroup
    trend : tuple of float or None
        Odds ratio per year of age with its interval.
    behind : Behind
    source : str
    """

    age: int | None
    outcome: str
    counted: str
    meaning: str
    caution: str
    randomised: bool
    groups: tuple
    label: tuple
    trend: tuple | None
    behind: Behind
    source: str

    @property
    def seen(self):
        """The groups reached so far, the last one in hand (tuple of AgeGroup)."""
        return _reached(self.groups, self.age)

    @property
    def complete(self):
        """Whether all groups have been reached (bool)."""
        return len(self.seen) == len(self.groups)

    @property
    def label_seen(self):
        """The groups of the label reached so far (tuple of LabelGroup)."""
        return _reached(self.label, self.age) if self.randomised else ()


def _reached(groups, age):
    return () if age is None else tuple(group for group in groups if (group.low or 0) <= age)


class AgeScene(Scene):
    """Above, a band for the interval of each age group; below, cases per 1,000 people from the label."""

    name = "age-suicidality"
    title = "Age and suicidality: antidepressants, by age group"
    size_in = (10.0, 7.5)

    def build(self, state):
        """Draw axes and the line of no difference; make bands, words and marks for every group."""
        text = self.figure.text
        self.head = self.moves(text(0.012, 0.972, "", fontsize=14, weight="bold", va="center"), ghost=False)
        always = f"{HELP} Untreated depression carries risk too."
        text(0.012, 0.935, always, fontsize=12, weight="bold", va="center", color=COLOURS["serotonin"])
        self._build_ratios(state)
        self._build_label(state)
        self.words = self.moves(text(0.012, 0.118, "", fontsize=11, va="top", linespacing=1.35), ghost=False)

    def update(self, state):
        """Show the groups reached, the age in hand and what stands behind it."""
        age = "No age in hand yet" if state.age is None else f"Age {state.age}: {state.seen[-1].name}"
        self.head.set_text(f"{age} · {state.outcome}")
        for line in self.here:
            line.set_visible(state.age is not None)
            line.set_xdata([state.age or 0] * 2)
        for place, (band, middle, words) in enumerate(self.bands):
            group = state.seen[place] if place < len(state.seen) else None
            for artist in (band, middle, words):
                artist.set_visible(group is not None)
            if group:
                self._place(band, middle, words, group, group is state.seen[-1])
        self._slope(state)
        self._label(state)
        self.words.set_text("\n".join(textwrap.fill(part, LINE) for part in _words(state)))

    def describe(self, state):
        """Read out the group in hand, its absolute number or that there is none, and where help is."""
        if state.age is None:
            return f"No age in hand yet: step up to see, by age group, {state.counted}. {_behind(state)} {HELP}"
        group = state.seen[-1]
        return (
            f"At {state.age} ({group.name}): odds ratio {_interval(group, '95 % interval ')} for {state.counted}; "
            f"{_reading(group)}{_over_all(state)}. {_absolute(state)} {state.caution} {HELP}"
        )

    def numbers(self, state):
        """The groups reached so far, the label, and the trend once all groups are there."""
        header = ("age group", state.outcome, "reading", "source")
        rows = [(g.name, f"odds ratio {_interval(g)}", _reading(g), state.source) for g in state.seen]
        for group in state.label_seen:
            said = "no confirmed number" if group.cases is None else f"{_signed(group.cases)} per 1,000"
            rows.append((f"US class label, {group.name}", said, "drug minus placebo", state.behind.label))
        if state.randomised and state.age is not None:
            rows.append(("under 18", state.behind.children, "ratios not confirmed", "see left"))
        if not state.randomised and state.age is not None:
            rows.append(("adults, later review", state.behind.later, "two reviews differ", "see left"))
        if state.trend and state.complete:
            rows.append(("per year of age", _fall(state.trend), "derived: 100 × (1 − odds ratio)", state.source))
        return header, tuple(rows or [("none yet", "–", "–", state.source)])

    def _build_ratios(self, state):
        ax = self.figure.add_axes((0.1, 0.41, 0.885, 0.43), xlim=AGES, yscale="log", ylim=RATIOS)
        plain_ticks(ax.yaxis, (0.01, 0.03, 0.1, 0.3, 1, 3))
        ax.set_xticks(range(10, 91, 10))
        ax.set_ylabel("odds ratio, 95 % interval\n(each step is about three times the one before)", fontsize=11)
        ax.tick_params(axis="x", labelbottom=False)
        # The bands lie on top of the backdrop, so the line of no difference moves with them.
        self.bands = [self._build_band(ax) for _ in state.groups]
        self.moves(ax.axhline(1, color="black", lw=1.6, ls=(0, (5, 2)), zorder=3), ghost=False)
        # Left of the youngest group of the trials, where no band of theirs lies.
        for height, where, words in ((7.5, "top", "more on\nthe drug ↑"), (0.88, "top", "no\ndifference"),
                                     (0.0082, "bottom", "less on\nthe drug ↓")):  # fmt: skip
            look = {"fontsize": 11, "va": where, "linespacing": 1.2, "color": TEXT_COLOURS["guide"]}
            ax.text(8.6, height, words, bbox={"fc": "white", "ec": "none", "pad": 1}, **look)
        self.here = [self.moves(ax.axvline(0, color="black", lw=1.2, zorder=6), ghost=False)]
        self._build_slope(ax)

    def _build_slope(self, ax):
        self.wedge = self.moves(ax.fill([0, 1, 1], [1, 1, 2], fc="#d9d9d9", ec="none", zorder=2)[0], ghost=False)
        self.line = self.moves(ax.plot([], [], color=COLOURS["guide"], lw=2.2, ls=(0, (2, 1)), zorder=4)[0])
        self.slope_words = self.moves(
            ax.text(
                44.5,
                0.42,
                "",
                fontsize=11,
                ha="center",
                va="top",
                linespacing=1.3,
                zorder=7,
                bbox={"fc": "white", "ec": "none", "pad": 1},
            ),
            ghost=False,
        )

    def _build_band(self, ax):
        band = self.moves(ax.add_patch(Rectangle((0, 1), 1, 1, ec=COLOURS["serotonin"], zorder=1)), ghost=False)
        middle = self.moves(ax.plot([], [], color=COLOURS["serotonin"], solid_capstyle="butt", zorder=4)[0])
        words = ax.text(0, 1.02, "", transform=ax.get_xaxis_transform(), fontsize=11, ha="center", va="bottom")
        return band, middle, self.moves(words, ghost=False)

    def _place(self, band, middle, words, group, in_hand):
        left, right = _drawn(group)
        band.set_bounds(left, group.ci_low, right - left, group.ci_high - group.ci_low)
        band.set(fc=IN_HAND if in_hand else OTHERS, lw=2.4 if in_hand else 1)
        middle.set_data([left, right], [group.estimate] * 2)
        middle.set_linewidth(4 if in_hand else 2.4)
        words.set_text(f"{group.name}\n{_interval(group)}")
        words.set(x=(left + right) / 2, weight="bold" if in_hand else "normal")

    def _slope(self, state):
        shown = state.trend is not None and state.complete
        for artist in (self.wedge, self.line, self.slope_words):
            artist.set_visible(shown)
        if not shown:
            return
        end = SLOPE_FROM + SLOPE_YEARS
        ends = [SLOPE_RATIO * yearly**SLOPE_YEARS for yearly in state.trend]
        self.line.set_data([SLOPE_FROM, end], [SLOPE_RATIO, ends[0]])
        self.wedge.set_xy([(SLOPE_FROM, SLOPE_RATIO), (end, ends[1]), (end, ends[2])])
        fall = _fall(state.trend).replace("falls ", "falls\n")
        self.slope_words.set_text(f"slope alone: {fall};\nits height is not in our tables")

    def _build_label(self, state):
        ax = self.figure.add_axes((0.1, 0.2, 0.885, 0.135), xlim=AGES, ylim=CASES)
        ax.set(xticks=range(10, 91, 10), yticks=(-10, 0, 10), yticklabels=("−10", "0", "+10"), xlabel="age (years)")
        ax.set_ylabel("per 1,000")
        ax.grid(visible=False)
        self.cells = [self._build_cell(ax, group) for group in state.label]
        look = {"fontsize": 11, "va": "center", "zorder": 7, "bbox": {"fc": "white", "ec": "none", "pad": 2}}
        words = ax.text(26.5, 11, "hatched: no confirmed number", **look)
        self.hatched = self.moves(words, ghost=False)
        self.moves(ax.axhline(0, color="black", lw=1.2, zorder=4), ghost=False)
        self.here.append(self.moves(ax.axvline(0, color="black", lw=1.2, zorder=6), ghost=False))
        self.label_head = self.moves(
            ax.text(-0.1, 1.1, "", transform=ax.transAxes, fontsize=11, va="bottom"), ghost=False
        )

    def _build_cell(self, ax, group):
        """A bar with its number, or a hatched cell without one."""
        left, right = _drawn(group)
        if group.cases is None:
            look = {"fc": "white", "ec": COLOURS["guide"], "lw": 1, "hatch": "///"}
            cell = ax.add_patch(Rectangle((left, CASES[0]), right - left, CASES[1] - CASES[0], **look))
            return (self.moves(cell, ghost=False),)
        cell = ax.add_patch(Rectangle((left, 0), right - left, group.cases, fc=IN_HAND, ec="black", lw=1.2))
        beyond = group.cases + (4 if group.cases > 0 else -4)
        words = ax.text((left + right) / 2, beyond, _signed(group.cases), fontsize=11, ha="center", va="center")
        return self.moves(cell, ghost=False), self.moves(words, ghost=False)

    def _label(self, state):
        for group, artists in zip(state.label, self.cells, strict=True):
            for artist in artists:
                artist.set_visible(group in state.label_seen)
        self.hatched.set_visible(any(group.cases is None for group in state.label_seen))
        cases = "Cases of suicidality per 1,000 people, drug minus placebo"
        told = f"US class label, {state.behind.label}" if state.randomised else "outside trials we have no such number"
        self.label_head.set_text(f"{cases}: {told}")


def _drawn(group):
    """Where a group begins and ends on the axis."""
    return (YOUNGEST if group.low is None else group.low), (OLDEST if group.high is None else group.high)


def _interval(group, name=""):
    return f"{group.estimate:.2f} ({name}{group.ci_low:.2f} to {group.ci_high:.2f})"


def _reading(group):
    if group.crosses:
        return "the interval includes no difference"
    return f"{'more' if group.estimate > 1 else 'less'} on the drug"


def _over_all(state):
    return f"; over all ages {_fall(state.trend)}" if state.trend and state.complete else ""


def _fall(trend):
    """The fall per year of age in per cent, from odds ratios per year with their interval."""
    fall, most, least = (f"{100 * (1 - yearly):.1f}" for yearly in trend)
    return f"the odds ratio falls {fall} % per year of age ({least} to {most})"


def _signed(cases):
    return f"{cases:+g}".replace("-", "−")


def _behind(state):
    if not state.randomised:
        return f"Behind it stand {state.behind.outside}; nobody was randomised there."
    return f"Behind it stand {state.behind.adults}, with {state.behind.deaths}."


def _absolute(state):
    """The number per 1,000 of the group in hand, or that there is none and what stands behind the ratio."""
    if not state.randomised:
        return (
            f"We have no confirmed number per 1,000 people; behind the odds ratio stand {state.behind.outside}. "
            f"A later review of such studies in adults differs: {state.behind.later}."
        )
    cases = state.label_seen[-1].cases
    if cases is None:
        return (
            f"We have no confirmed absolute number for this age; behind the odds ratio stand {state.behind.adults}, "
            f"with {state.behind.deaths}."
        )
    more = "more" if cases > 0 else "fewer"
    return (
        f"In 1,000 people there were {abs(cases):g} {more} cases of suicidality (thoughts and behaviour together) on "
        f"the drug than on placebo (US class label, {state.behind.label})."
    )


def _words(state):
    """What is counted, and what stands behind it, in paragraphs."""
    yield state.meaning
    if not state.randomised:
        yield f"Behind it: {state.behind.outside} ({state.source})."
        if state.age is not None:
            yield f"Adults, a later review: {state.behind.later}."
        return
    yield f"Behind it: {state.behind.adults}, {state.behind.deaths}."
    if state.age is not None:
        yield f"Under 18: {state.behind.children}; ratios not confirmed, none drawn."
