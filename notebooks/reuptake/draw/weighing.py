"""Weighing: an effects table with bars, the learner's weights, and the score against a threshold."""

from dataclasses import dataclass
from types import MappingProxyType

from reuptake.draw.describe import spoken
from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS
from reuptake.model.risk import Interval
from reuptake.model.weighing import as_harm

BENEFIT, NUISANCE, PARTICULAR = "benefit", "common harms", "particular harm"
# Layout: rows that the picture has room for, and the ends of its three axes.
ROWS = 7
PEOPLE_AXIS, POINTS, SCORE = (-200, 300), (-5.2, 5.2), (-18, 10)
# Layout: fractions of the picture's width.
NAME, MORE, TOTAL = 0.012, 0.472, 0.988
TOP, HEIGHT = 0.822, 0.44
NOTICE = (
    "Points = weight × difference ÷ yardstick, which is the difference that earns the whole weight.\n"
    "Illustrative: yardsticks and preset weights are our choice, no recommendation. Linked decisions are not in "
    "the sum.\n"
    "A response and a harm share no unit: the weights are the judgement. Time frames differ, so no ratio (LHH) is "
    "formed."
)
ASKED = "Which of these matters, and how much?"


@dataclass(frozen=True)
class Row:
    """One line of the effects table.

    Attributes
    ----------
    name, group, source : str
        What it is; `BENEFIT`, `NUISANCE` or `PARTICULAR`; who says so, and how sure that is.
    more : reuptake.model.risk.Interval or None
        People more with the drug, per 1,000; None where there is no number.
    placebo, treated : float or None
        People with the event, per 1,000; None where nothing was compared.
    """

    name: str
    group: str
    source: str
    more: Interval | None
    placebo: float | None = None
    treated: float | None = None

    @property
    def worth(self):
        """The difference signed so that positive is good (reuptake.model.risk.Interval)."""
        return self.more if self.group == BENEFIT else as_harm(self.more)


@dataclass(frozen=True)
class Case:
    """One problem with its effects table.

    Attributes
    ----------
    name, problem, basis : str
        Of the control; the question; where benefit and harms come from, in one line.
    drug, tried : str
        Whose harms these are; on what, and in whom, the benefit was measured.
    rows : tuple of Row
    yardsticks : mapping of str to float
        Difference that earns the whole weight, per 1,000 people, by group; kept read-only.
    one : mapping of str to str
        One event of a group in words; kept read-only.
    closing, note : str
        What the sentence ends with; what stands below a short table.
    """

    name: str
    problem: str
    basis: str
    drug: str
    tried: str
    rows: tuple
    yardsticks: MappingProxyType
    one: MappingProxyType
    closing: str
    note: str = ""

    def __post_init__(self):
        # All states of a session share one case, so nobody may write into it.
        for name in ("yardsticks", "one"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    def of(self, group):
        """The rows of a group that have a number (tuple of Row).

        Parameters
        ----------
        group : str
        """
        return tuple(row for row in self.rows if row.group == group and row.more is not None)


@dataclass(frozen=True)
class WeighingState:
    """What the picture of one setting shows.

    Attributes
    ----------
    case : Case
    weights : dict of str to float
        0 to 10 by group.
    points : tuple of (float or None)
        Of each row of the case; None where there is no number.
    score, low, high : float
    threshold : float
    rates : dict of str to float
        By group of harms: how many responses count as much as one event.
    """

    case: Case
    weights: dict
    points: tuple
    score: float
    low: float
    high: float
    threshold: float
    rates: dict

    @property
    def waiting(self):
        """Why there is no score yet (str); empty where there is one."""
        if not any(self.weights.values()):
            return "Nothing is weighed yet: every weight is 0."
        if not any(self.weights[group] for group in self.weights if self.case.of(group)):
            return "Nothing is weighed yet: what has a weight has no number."
        return ""

    @property
    def verdict(self):
        """How the score and its bounds lie to the threshold (str)."""
        limit = f"your threshold of {_points(self.threshold, sign='')}"
        if self.score >= self.threshold:
            sure = "and so are both bounds" if self.low >= self.threshold else "but the lower bound is not"
            return f"at or above {limit}, {sure}"
        sure = "and so are both bounds" if self.high < self.threshold else "but the upper bound is not"
        return f"below {limit}, {sure}"


class WeighingScene(Scene):
    """The table on the left never changes with the weights; points and score do."""

    name = "weighing"
    title = "Weighing: the same data, your weights"
    size_in = (10.0, 7.0)

    def build(self, state):
        """Draw heads and axes; make words and bars for as many rows as there can be."""
        self._build_heads()
        self.people = self._axes((0.49, TOP - HEIGHT, 0.187, HEIGHT), PEOPLE_AXIS, "worse | better, per 1,000")
        self.people.set_xticks((-200, 0, 200), labels=("200", "0", "200"))
        self.points = self._axes((0.695, TOP - HEIGHT, 0.122, HEIGHT), POINTS, "points")
        self.points.set_xticks((-5, 0, 5), labels=("−5", "0", "+5"))
        self.rows = [self._build_row(place) for place in range(ROWS)]
        below = self.figure.text(NAME, TOP - 0.5 * HEIGHT, "", fontsize=11, va="top", linespacing=1.35)
        self.note = self.moves(below, ghost=False)
        self._build_score()
        self.figure.text(NAME, 0.012, NOTICE, fontsize=11, va="bottom", linespacing=1.25, color=TEXT_COLOURS["guide"])

    def update(self, state):
        """Fill the table, and move the bars of points, the score and the threshold."""
        self.problem.set_text(f"Problem: {state.case.problem}")
        self.basis.set_text(state.case.basis)
        self.note.set_text(state.case.note)
        for place, parts in enumerate(self.rows):
            shown = place < len(state.case.rows)
            for artist in parts.values():
                artist.set_visible(shown)
            if shown:
                _fill(parts, state.case.rows[place], state, state.points[place])
        self.bounds.set_data(*([], []) if state.waiting else ([state.low, state.high], [0, 0]))
        self.mark.set_data(*([], []) if state.waiting else ([state.score], [0]))
        self.limit.set_xdata([state.threshold] * 2)
        self.limit_name.set_x(state.threshold + 0.25)
        self.score.set_text(state.waiting or f"Score {_points(state.score)}, {state.verdict}")
        self.words.set_text(ASKED if state.waiting else _trade(state))

    def describe(self, state):
        """Read out the differences, what one harm counts, and the score."""
        case = state.case
        said = "; ".join(filter(None, (_benefit(case), _nuisance(case), _particular(case))))
        if state.waiting:
            limit = f"The threshold stands at {_points(state.threshold, sign='')}."
            return f"Of 1,000 people, {said}. {state.waiting} {ASKED} {limit} Whatever you set: {case.closing}."
        bounds = f"bounds {_points(state.low)} to {_points(state.high)}"
        return (
            f"Of 1,000 people, {said}. {_trade(state)} "
            f"Score {_points(state.score)} ({bounds}), {state.verdict}; {case.closing}."
        )

    def numbers(self, state):
        """The effects table, the weights, and the score."""
        header = ("what", "placebo, of 1,000", "drug, of 1,000", "more with the drug (interval)", "weight",
                  "yardstick per 1,000", "points", "source and status")  # fmt: skip
        case = state.case
        rows = [
            (
                row.name,
                *("–" if value is None else f"{value:.0f}" for value in (row.placebo, row.treated)),
                _more(row),
                f"{state.weights[row.group]:g}",
                f"{case.yardsticks[row.group]:g}",
                "none" if points is None else _points(points),
                row.source,
            )
            for row, points in zip(case.rows, state.points, strict=True)
        ]
        bounds = f"{_points(state.low)} to {_points(state.high)}"
        score = "nothing weighed yet" if state.waiting else f"{_points(state.score)} ({bounds})"
        total = ("score (bounds, if all were worse or all better at once)", *("–",) * 5)
        limit = ("threshold", *("–",) * 5)
        return header, (
            *rows,
            (*total, score, "derived: sum of weight × difference ÷ yardstick"),
            (*limit, _points(state.threshold, sign=""), "set"),
        )

    def _build_heads(self):
        text = self.figure.text
        self.problem = self.moves(text(NAME, 0.971, "", fontsize=13, weight="bold", va="center"), ghost=False)
        self.basis = self.moves(text(NAME, 0.932, "", fontsize=11, va="center", color=TEXT_COLOURS["guide"]), False)
        look = {"fontsize": 12, "weight": "bold", "va": "bottom"}
        below = {"fontsize": 11, "va": "bottom", "color": TEXT_COLOURS["guide"]}
        for x, head, under, side in (
            (NAME, "Objectives", "", "left"),
            (MORE, "Alternatives: Consequences", "placebo → drug: more (interval)", "right"),
            (TOTAL, "Trade-offs", "× weight ÷ yardstick → points", "right"),
        ):
            text(x, 0.87, head, ha=side, **look)
            text(x, 0.835, under, ha=side, **below)

    def _axes(self, place, ends, name):
        ax = self.figure.add_axes(place, xlim=ends, ylim=(ROWS - 0.5, -0.5))
        ax.set(yticks=())
        ax.grid(axis="y", visible=False)
        ax.spines["left"].set_visible(False)
        ax.axvline(0, color="black", lw=1.4, zorder=2)
        ax.set_xlabel(name, fontsize=11)
        return ax

    def _build_row(self, place):
        page, y = self.figure.text, TOP - HEIGHT * (place + 0.5) / ROWS
        parts = {
            "name": page(NAME, y, "", fontsize=11, va="center"),
            "more": page(MORE, y, "", fontsize=11, va="center", ha="right"),
            "total": page(TOTAL, y, "", fontsize=11, va="center", ha="right"),
            "range": self.people.plot([], [], color="black", lw=1.6, marker="|", ms=9, mew=1.6, zorder=5)[0],
            "bar": self.people.barh([place], [0], height=0.55, ec="black", lw=0.8, zorder=4)[0],
            "part": self.points.barh([place], [0], height=0.55, ec="black", lw=0.8, zorder=4)[0],
        }
        return {key: self.moves(artist, ghost=key == "part") for key, artist in parts.items()}

    def _build_score(self):
        text = self.figure.text
        self.score = self.moves(text(NAME, 0.29, "", fontsize=13, weight="bold", va="center"), ghost=False)
        self.words = self.moves(text(NAME, 0.254, "", fontsize=11, va="center"), ghost=False)
        ax = self.figure.add_axes((0.215, 0.152, 0.765, 0.075), xlim=SCORE, ylim=(-0.8, 1.5))
        ax.set(yticks=(), xticks=range(-15, 11, 5))
        ax.set_xticklabels([_points(tick, sign="+" if tick > 0 else "") for tick in range(-15, 11, 5)])
        ax.spines["left"].set_visible(False)
        text(NAME, 0.19, "Uncertainty: bounds\nRisk attitude: threshold", fontsize=11, va="center")
        self.limit = self.moves(ax.plot([0, 0], [-0.8, 1.5], color="black", lw=1.6, ls=(0, (4, 2)), zorder=2)[0], False)
        self.limit_name = self.moves(ax.text(0, 1.12, "threshold", fontsize=11, va="center"), ghost=False)
        look = {"color": COLOURS["serotonin"], "lw": 2.4, "marker": "|", "ms": 12, "mew": 2.2}
        self.bounds = self.moves(ax.plot([], [], zorder=4, **look)[0])
        face = {"mfc": "white", "mec": COLOURS["serotonin"], "mew": 2}
        self.mark = self.moves(ax.plot([], [], ls="", marker="D", ms=9, zorder=5, **face)[0])


def _fill(parts, row, state, points):
    """Write one row, and move its bars."""
    total = "none" if points is None else _points(points)
    parts["name"].set_text(row.name)
    compared = f"{row.placebo:.0f} → {row.treated:.0f}" if row.placebo is not None else "not compared"
    parts["more"].set_text(f"{compared}: {_more(row)}" if row.more else _more(row))
    parts["total"].set_text(f"× {state.weights[row.group]:g} ÷ {state.case.yardsticks[row.group]:g} → {total}")
    colour = COLOURS["serotonin"] if row.group == BENEFIT else COLOURS["sodium"]
    known = row.more is not None
    for key in ("range", "bar", "part"):
        parts[key].set_visible(known)
    if known:
        worth = row.worth
        y = parts["bar"].get_y() + parts["bar"].get_height() / 2
        parts["range"].set_data([worth.low, worth.high], [y, y])
        for key, width in (("bar", worth.estimate), ("part", points)):
            parts[key].set_width(width)
            parts[key].set_facecolor(colour)


def _points(value, sign="+"):
    """Points in words, with a true minus sign and no signed zero."""
    rounded = round(value, 1)
    if rounded == 0:
        return "0"
    return f"{rounded:{sign}.1f}".replace("-", "−").removesuffix(".0")


def _people(value):
    """People per 1,000 in words; a decimal where a whole number would hide which side of 0 it is on."""
    rounded = round(value)
    return (f"{value:.1f}" if rounded == 0 and value else f"{rounded:,.0f}").replace("-", "−")


def _more(row):
    if row.more is None:
        return "no number"
    ends = f"{_people(row.more.low)} to {_people(row.more.high)}"
    return ends if row.placebo is None else f"{_people(row.more.estimate)} ({ends})"


def _benefit(case):
    (row,) = case.of(BENEFIT)
    crosses = ", an interval that includes no difference" if row.more.low <= 0 <= row.more.high else ""
    ends = f"{_people(row.more.low)} to {_people(row.more.high)}{crosses}"
    return f"{_people(row.more.estimate)} more respond ({ends}) {case.tried}"


def _nuisance(case):
    rows = case.of(NUISANCE)
    if not rows:
        return "of common harms we have no numbers"
    more = _people(sum(row.more.estimate for row in rows))
    return f"on {case.drug} {more} more reports of {len(rows)} common harms, of which one person can have several"


def _particular(case):
    (row,) = case.of(PARTICULAR)
    if row.placebo is None:
        return f"{row.name} is estimated at {_more(row)} among 1,000 treated"
    return f"{_people(row.more.estimate)} more of {row.name}"


def _trade(state):
    """What one event of each kind of harm counts, in responses."""
    if not state.weights[BENEFIT]:
        return "The benefit counts nothing."
    rates = {state.case.one[group]: rate for group, rate in state.rates.items() if state.case.of(group)}
    if not any(rates.values()):
        return f"{' and '.join(rates)} count{'s' * (len(rates) == 1)} nothing.".capitalize()
    text = ", ".join(f"{one} counts {_responses(rate)}" for one, rate in rates.items())
    return f"{text[:1].upper()}{text[1:]}."


def _responses(rate):
    if rate == 0:
        return "nothing"
    return f"as much as {spoken(rate)} {'responses' if rate > 1 else 'of a response'}"
