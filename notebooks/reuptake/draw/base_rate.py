"""The base rate: 1,000 people tested by rules, their alarms, and how likely toxicity was in overdoses."""

from dataclasses import dataclass

from matplotlib.patches import Rectangle

from reuptake.draw.icons import DOT, EMPTY, RING, SQUARE, Icons, icon_axes, icon_key, order_words
from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

TRUE, FALSE, MISSED, CLEARED = "true alarms", "false alarms", "missed: toxicity, no alarm", "rightly without an alarm"
KINDS = (TRUE, FALSE, MISSED, CLEARED)
LOOKS = {TRUE: DOT, FALSE: SQUARE, MISSED: RING}


@dataclass(frozen=True)
class Scenario:
    """How likely toxicity was in one kind of overdose.

    Attributes
    ----------
    name : str
    percent : float
    ratio : tuple of float or None
        Odds ratio with its 95 % limits against the same overdose without the second drug.
    observed : bool
        Whether people were counted; the others come from a model of one series.
    drawn : bool
        Whether it is in the picture; all are in the table.
    source : str
        With its status.
    """

    name: str
    percent: float
    ratio: tuple | None
    observed: bool
    drawn: bool
    source: str


@dataclass(frozen=True)
class BaseRateState:
    """What the picture of one setting shows.

    Attributes
    ----------
    prevalence_percent, sensitivity_percent, specificity_percent : float
    rule_set : str
    counts : tuple of int
        Of 1,000 people: true alarms, false alarms, missed, rightly without an alarm.
    positive, negative : float
        Share of alarms that are true; share of people without an alarm who have no toxicity; before rounding.
    order : str
        Of the icons.
    scenarios : tuple of Scenario
    worsened : float
        Reported patients who worsened when an SSRI was added to an enhancer.
    source, worsened_source : str
        Of sensitivity and specificity, and of those patients, with their status.
    """

    prevalence_percent: float
    rule_set: str
    sensitivity_percent: float
    specificity_percent: float
    counts: tuple
    positive: float
    negative: float
    order: str
    scenarios: tuple
    worsened: float
    source: str
    worsened_source: str

    @property
    def people(self):
        """People of each kind (dict of str to int)."""
        return dict(zip(KINDS, self.counts, strict=True))

    @property
    def alarms(self):
        """All alarms, true and false (int)."""
        return self.people[TRUE] + self.people[FALSE]

    @property
    def ill(self):
        """People with toxicity (int)."""
        return self.people[TRUE] + self.people[MISSED]


class BaseRateScene(Scene):
    """A thousand icons, a bar of the alarms, and measured probabilities with the chosen base rate across them."""

    name = "base-rate"
    title = "Serotonin toxicity: what is an alarm worth?"
    size_in = (10.0, 7.0)

    def build(self, state):
        """Draw the empty field, the bar's frame and the scenarios."""
        words = {"fontsize": 13, "weight": "bold", "va": "center"}
        self.heading = self.moves(self.figure.text(0.017, 0.966, "", **words), ghost=False)
        self.icons = Icons(icon_axes(self.figure, 0.017, 0.935, 9.0), LOOKS)
        for artist in self.icons.artists:
            self.moves(artist, ghost=False)
        looks = (*LOOKS.values(), EMPTY)
        self.key = [self.moves(text, ghost=False) for text in icon_key(self.figure, looks, 0.6, 0.92)]
        self._build_bar()
        self._build_scenarios(state)
        self._build_notes(state)

    def update(self, state):
        """Fill in the people, split the bar, and move the base rate."""
        people = state.people
        self.heading.set_text(f"1,000 people tested, {state.ill} of them with serotonin toxicity")
        self.icons.fill({kind: people[kind] for kind in LOOKS}, state.order)
        for words, kind in zip(self.key, KINDS, strict=True):
            words.set_text(f"{people[kind]} {kind}")
        self.right.set_width(state.positive)
        self.wrong.set_x(state.positive)
        self.wrong.set_width(1 - state.positive)
        self.worth.set_text(
            f"{state.rule_set}: {state.alarms} alarms,\n{people[TRUE]} of them true: {_percent(state.positive)}"
        )
        self.here.set_xdata([state.prevalence_percent] * 2)
        self.here_words.set_text(f"your base rate: {state.prevalence_percent:g} %")
        self.here_words.set_x(state.prevalence_percent)

    def describe(self, state):
        """Read out the people, the alarms, and what they are worth."""
        people = state.people
        return (
            f"Of 1,000 people tested, {state.ill} have serotonin toxicity. The {state.rule_set} rules raise "
            f"{state.alarms} alarms, {people[TRUE]} true and {people[FALSE]} false: {_percent(state.positive)} of "
            f"alarms are right (positive predictive value); missed: {people[MISSED]} with toxicity. "
            f"{order_words(state.order)} Sensitivity and specificity stay as one study of overdoses found them, which "
            "is an assumption at any other base rate."
        )

    def numbers(self, state):
        """The people, what alarms are worth, and every scenario."""
        made = "derived from prevalence and rules"
        rows = [
            ("prevalence (base rate)", f"{state.prevalence_percent:g} %", "our choice"),
            (f"sensitivity, {state.rule_set}", f"{state.sensitivity_percent:g} %", state.source),
            (f"specificity, {state.rule_set}", f"{state.specificity_percent:g} %", state.source),
            *((f"{kind}, of 1,000", f"{count} ({state.order})", made) for kind, count in state.people.items()),
            ("alarms that are true (positive predictive value)", _percent(state.positive), made),
            ("without toxicity, of those without an alarm", f"{100 * state.negative:.1f} %", made),
            *((one.name, _written(one), one.source) for one in state.scenarios),
            ("worsened when an SSRI was added to an enhancer", f"{state.worsened:g} patients", state.worsened_source),
        ]
        return ("quantity", "value", "where it comes from"), tuple(rows)

    def _build_bar(self):
        self.worth = self.figure.text(0.6, 0.69, "", fontsize=12, weight="bold", va="center", linespacing=1.35)
        self.moves(self.worth, ghost=False)
        ax = self.figure.add_axes((0.6, 0.585, 0.375, 0.055), xlim=(0, 1), ylim=(0, 1))
        ax.set_axis_off()
        look = {"ec": "black", "lw": 1.2, "clip_on": False}
        self.right = ax.add_patch(Rectangle((0, 0), 0, 1, fc=COLOURS["serotonin"], **look))
        self.wrong = ax.add_patch(Rectangle((0, 0), 0, 1, fc="#f5c9a8", hatch="///", **look))
        for part in (self.right, self.wrong):
            self.moves(part, ghost=False)
        note = "full: true alarms; hatched: false alarms\n(the share before people are rounded)"
        self.figure.text(0.6, 0.57, note, fontsize=11, va="top", linespacing=1.35, color=TEXT_COLOURS["guide"])

    def _build_scenarios(self, state):
        drawn = [one for one in state.scenarios if one.drawn]
        self.figure.text(0.017, 0.455, "How likely it was in overdose", fontsize=13, weight="bold", va="center")
        ax = self.figure.add_axes((0.58, 0.185, 0.395, 0.24), xlim=(0, 100), ylim=(len(drawn) - 0.4, -0.6))
        ax.set(yticks=(), xlabel="probability of serotonin toxicity (%)")
        ax.spines["left"].set_visible(False)
        ax.grid(axis="y", visible=False)
        for row, one in enumerate(drawn):
            words = {"transform": ax.get_yaxis_transform(), "fontsize": 11, "ha": "right", "va": "center"}
            ax.text(-0.02, row, f"{one.name}: {one.percent:g} %", **words)
            look = {"marker": "s" if one.observed else "o", "ms": 8, "mec": "black", "clip_on": False, "zorder": 4}
            ax.plot([one.percent], [row], mfc="white" if one.observed else COLOURS["serotonin"], **look)
        # On top, as whatever moves lies on top of the backdrop.
        look = {"color": TEXT_COLOURS["inhibitor"], "lw": 1.8, "ls": (0, (4, 2)), "zorder": 6}
        self.here = self.moves(ax.axvline(0, **look), ghost=False)
        self.here_words = ax.text(0, -0.85, "", fontsize=11, color=TEXT_COLOURS["inhibitor"], weight="bold")
        self.moves(self.here_words, ghost=False)

    def _build_notes(self, state):
        lines = (
            "Square: counted; dot: model of one series. "
            "There, 5-HT2A blocked went with less toxicity, MAO blocked with more.",
            "An enhancer with an SSRI is another problem: in theory they oppose each other; "
            f"{state.worsened:g} patients worsened (no controls).",
            "Evidence as thin as that shows no pair of drugs to be harmless. Help lines: top of this page.",
        )
        for row, line in enumerate(lines):
            self.figure.text(0.017, 0.085 - 0.034 * row, line, fontsize=11, va="center", color=TEXT_COLOURS["guide"])


def _percent(share):
    return f"{100 * share:.0f} %"


def _written(scenario):
    """Probability and, where a second drug was taken, the odds ratio with its limits."""
    text = f"{scenario.percent:g} %"
    if scenario.ratio is None:
        return text
    ratio, low, high = scenario.ratio
    return f"{text}; odds ratio {ratio:g} ({low:g} to {high:g})"
