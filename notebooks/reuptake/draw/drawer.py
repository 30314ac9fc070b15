"""The drawer: registered trials in a funnel, what they say together, and how many look positive."""

from dataclasses import dataclass

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.patches import Rectangle

from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

JOURNALS, REGISTERED = "as in the journals", "as registered"
# Layout: ends of the effect axis, the largest standard error, and cards in a row of the drawer.
EFFECT_ENDS = (-0.55, 1.15)
LOWEST = 0.44
CARDS_IN_ROW = 8
# Half-width of a 95 % range, in standard errors, as funnels are drawn.
REACH = 1.96


@dataclass(frozen=True)
class Flow:
    """Trials by the regulator's reading and by what became of them.

    Attributes
    ----------
    positive, spun, negative : int
        Published: found positive; published as positive although not found so; published as not positive.
    hidden_positive, hidden : int
        Not published: found positive; all.
    """

    positive: int
    spun: int
    negative: int
    hidden_positive: int
    hidden: int

    @property
    def published(self):
        """Published trials (int)."""
        return self.positive + self.spun + self.negative

    @property
    def total(self):
        """All trials (int)."""
        return self.published + self.hidden


@dataclass(frozen=True)
class DrawerState:
    """What the picture of one setting shows.

    Attributes
    ----------
    version : str
        `JOURNALS` or `REGISTERED`: how the published trials are read.
    published, published_errors : numpy.ndarray, shape (50,)
        Effect (Hedges' g) of the published trials in that version, and standard error.
    hidden, hidden_errors : numpy.ndarray, shape (23,)
        The same of those that were not published, in the order in which they are taken out.
    names : tuple of str
        Drug and number of each of these.
    opened : int
        How many are out of the drawer.
    pooled : reuptake.model.trials.Pooled
        Of all that is seen.
    journals_alone : float
        Pooled effect with the drawer closed and the published trials as in the journals.
    flow : Flow
    drugs : int
        Drugs in the table of trials.
    asymmetry : reuptake.model.trials.Asymmetry or None
        None where the test is not asked for.
    """

    version: str
    published: np.ndarray
    published_errors: np.ndarray
    hidden: np.ndarray
    hidden_errors: np.ndarray
    names: tuple
    opened: int
    pooled: object
    journals_alone: float
    flow: Flow
    drugs: int
    asymmetry: object

    @property
    def seen(self):
        """Trials seen, as the table of trials counts them (int)."""
        return len(self.published) + self.opened

    @property
    def inside(self):
        """Trials still in the drawer (int)."""
        return len(self.hidden) - self.opened

    @property
    def excess(self):
        """How much larger the journals alone are than what is seen, as a ratio less 1 (float)."""
        return self.journals_alone / self.pooled.estimate - 1

    @property
    def positive(self):
        """Fewest and most of the trials seen that look positive (tuple of int).

        The table of results does not say which of the hidden trials the regulator found positive.
        """
        flow = self.flow
        base = flow.positive + (flow.spun if self.version == JOURNALS else 0)
        fewest = base + (flow.hidden_positive if not self.inside else 0)
        return fewest, base + min(flow.hidden_positive, self.opened)

    @property
    def counted(self):
        """Trials seen, as the regulator's table counts them (int)."""
        return self.flow.published + self.opened


class DrawerScene(Scene):
    """Funnel and diamond on the left; the drawer and the count of positive trials on the right."""

    name = "drawer"
    title = "The drawer: trials of antidepressants, published and not"
    size_in = (10.0, 6.25)

    def build(self, state):
        """Draw axes, cards and words; make the marks that move."""
        self._build_words(state)
        funnel = self.figure.add_axes((0.085, 0.335, 0.535, 0.535), xlim=EFFECT_ENDS, ylim=(LOWEST, 0))
        strip = self.figure.add_axes((0.085, 0.145, 0.535, 0.15), xlim=EFFECT_ENDS, ylim=(2.4, -0.8))
        self._build_funnel(funnel)
        self._build_strip(strip, state)
        self._build_cards(self.figure.add_axes((0.68, 0.595, 0.305, 0.215)), state)
        self._build_count(self.figure.add_axes((0.68, 0.235, 0.295, 0.12)), state)

    def update(self, state):
        """Show what is out of the drawer, and what it makes."""
        pooled, opened = state.pooled, state.opened
        self.published.set_data(state.published, state.published_errors)
        self.hidden.set_data(state.hidden[:opened], state.hidden_errors[:opened])
        last = slice(max(opened - 1, 0), opened)
        self.newest.set_data(state.hidden[last], state.hidden_errors[last])
        slope = REACH * LOWEST
        self.sides.set_data([pooled.estimate - slope, pooled.estimate, pooled.estimate + slope], [LOWEST, 0, LOWEST])
        self.middle.set_data([pooled.estimate] * 2, [0, LOWEST])
        self._update_test(state)
        self.diamond.set_verts([_diamond(pooled.low, pooled.estimate, pooled.high, 1.5)])
        self.pooled_words.set_text(_interval(pooled))
        self.pooled_words.set_x(pooled.high + 0.03)
        self.key_published.set_text(f"● {len(state.published)} published, {state.version}")
        self.key_hidden.set_text(f"□ {opened} not published" if opened else "")
        self.cards_head.set_text(f"{opened} taken out, {state.inside} still inside")
        self.cards.set_data(*_cards(range(opened, len(state.hidden))))
        self.taken.set_data(*_cards(range(opened)))
        self._update_count(state)

    def describe(self, state):
        """Say how many trials are seen, what they make together, and how many look positive."""
        seen = f"all {state.seen}" if not state.inside else str(state.seen)
        excess = round(100 * state.excess)
        than = f", so the journals alone show {excess} % more" if excess else ""
        out = f" with {state.opened} out of the drawer" if state.opened and state.inside else ""
        said = (
            f"Seen so far: {seen} trials{out}, the published ones {state.version}; pooled g {_interval(state.pooled)}"
            f"{than}. {_look_positive(state)}."
        )
        if state.opened and state.inside:
            said += f" Last out: {state.names[state.opened - 1]}, g {_signed(state.hidden[state.opened - 1])}."
        if state.asymmetry:
            said += f" {_test(state.asymmetry)}, where 0 is expected if small trials do not differ."
        return said

    def numbers(self, state):
        """What is seen, what it makes, and what it is compared with."""
        header = ("quantity", "value", "where from")
        pooled = state.pooled
        rows = [
            ("published trials", str(len(state.published)), state.version),
            ("not published, taken out", f"{state.opened} of {len(state.hidden)}", "as registered"),
            ("pooled g of all seen", _interval(pooled), "derived: random effects, DerSimonian and Laird"),
            ("spread beyond chance", f"I² {pooled.i_squared_percent:.0f} %, τ² {pooled.tau_squared:.3f}", "derived"),
            ("prediction for a further trial", f"{_signed(pooled.predicted_low)} to {_signed(pooled.predicted_high)}",
             "derived"),
            ("journals alone, pooled g", f"{state.journals_alone:.2f}", "derived, drawer closed"),
            ("journals alone against all seen", f"{100 * state.excess:+.0f} %".replace("-", "−"), "derived"),
            ("look positive", _look_positive(state), "regulator's table, which counts 74 trials: "
             "one entry of the 73 holds two"),
        ]  # fmt: skip
        rows += [
            (f"taken out: {name}", f"g {_signed(effect)}, SE {error:.2f}", "as registered")
            for name, effect, error in zip(state.names[: state.opened], state.hidden, state.hidden_errors, strict=False)
        ]
        if state.version == REGISTERED:
            rows.insert(8, ("published as positive, not so for the regulator", str(state.flow.spun), "same table"))
        if state.asymmetry:
            found = state.asymmetry
            rows.append(("Egger's intercept", f"{_signed(found.intercept)} (SE {found.standard_error:.2f})",
                         f"P {_p_value(found.p_value)}"))  # fmt: skip
        return header, rows

    def _build_words(self, state):
        text = self.figure.text
        text(0.012, 0.962, "Every dot is a trial: large ones at the top", fontsize=13, weight="bold", va="center")
        text(0.68, 0.962, "The drawer", fontsize=13, weight="bold", va="center")
        text(0.68, 0.43, "How many look positive?", fontsize=13, weight="bold", va="center")
        row = {"fontsize": 11.5, "va": "center"}
        self.key_published = self.moves(text(0.085, 0.905, "", color=COLOURS["serotonin"], **row), ghost=False)
        self.key_hidden = self.moves(text(0.43, 0.905, "", color=TEXT_COLOURS["inhibitor"], **row), ghost=False)
        whole = f"{state.flow.total} trials v placebo of {state.drugs} antidepressants, registered with the FDA."
        text(0.012, 0.022, f"{whole} Dashed: where 95 % lie by chance alone.", fontsize=11, va="center",
             color=TEXT_COLOURS["guide"])  # fmt: skip
        self.cards_head = self.moves(text(0.68, 0.90, "", fontsize=12, va="center"), ghost=False)
        self.test_words = self.moves(text(0.68, 0.51, "", **row, color=TEXT_COLOURS["potassium"]), ghost=False)
        self.count_words = self.moves(text(0.68, 0.385, "", fontsize=12, va="center"), ghost=False)

    def _build_funnel(self, ax):
        ax.set_ylabel("standard error of g")
        ax.set_yticks((0, 0.1, 0.2, 0.3, 0.4))
        ax.tick_params(labelbottom=False)
        ax.axvline(0, color="black", lw=1.4, zorder=2)
        guide = {"color": "#767676", "zorder": 3}
        self.sides = self.moves(ax.plot([], [], ls=(0, (4, 3)), lw=1.3, **guide)[0], ghost=False)
        self.middle = self.moves(ax.plot([], [], lw=1.6, **guide)[0], ghost=False)
        self.slope = self.moves(
            ax.plot([], [], ls=(0, (8, 2, 2, 2)), lw=2.2, color=TEXT_COLOURS["potassium"], zorder=4)[0], ghost=False
        )
        look = {"ls": "", "zorder": 5}
        self.published = self.moves(
            ax.plot([], [], "o", ms=7, mfc=COLOURS["serotonin"], mec="white", mew=0.6, **look)[0]
        )
        self.hidden = self.moves(
            ax.plot([], [], "s", ms=7, mfc="white", mec=COLOURS["inhibitor"], mew=2.0, **look)[0], ghost=False
        )
        self.newest = self.moves(ax.plot([], [], "o", ms=17, mfc="none", mec="black", mew=1.4, **look)[0], ghost=False)

    def _build_strip(self, ax, state):
        ax.set_yticks((0.2, 1.5), labels=["journals\nalone", "all seen"])
        ax.tick_params(axis="y", length=0)
        ax.grid(axis="y", visible=False)
        ax.spines["left"].set_visible(False)
        ax.set_xlabel("effect against placebo (standardised difference, Hedges' g)")
        ax.axvline(0, color="black", lw=1.4, zorder=2)
        ax.plot([state.journals_alone], [0.2], "D", ms=8, mfc="white", mec=TEXT_COLOURS["guide"], mew=1.8, zorder=5)
        ax.plot([state.journals_alone] * 2, [0.2, 0.95], ls=(0, (1.5, 2)), lw=1.6, color="#595959", zorder=3)
        ax.text(state.journals_alone + 0.075, 0.2, f"{state.journals_alone:.2f}", fontsize=11.5, va="center",
                color=TEXT_COLOURS["guide"])  # fmt: skip
        self.diamond = self.moves(
            ax.add_collection(PolyCollection([], fc=COLOURS["serotonin"], ec="black", lw=1.0, zorder=6))
        )
        self.pooled_words = self.moves(
            ax.text(0, 1.5, "", fontsize=12, va="center", weight="bold", color=COLOURS["serotonin"]), ghost=False
        )

    def _build_cards(self, ax, state):
        rows = -(-len(state.hidden) // CARDS_IN_ROW)
        ax.set(xlim=(-0.7, CARDS_IN_ROW - 0.3), ylim=(rows - 0.3, -0.7))
        ax.set_axis_off()
        ax.add_patch(Rectangle((-0.65, -0.62), CARDS_IN_ROW + 0.3, rows + 0.28, fc="#f4efe0", ec="#595959", lw=1.6))
        look = {"ls": "", "marker": "s", "zorder": 4}
        self.cards = self.moves(ax.plot([], [], ms=17, mfc=COLOURS["inhibitor"], mec="black", **look)[0], ghost=False)
        self.taken = self.moves(ax.plot([], [], ms=9, mfc="white", mec="#767676", mew=1.2, **look)[0], ghost=False)

    def _build_count(self, ax, state):
        ax.set(xlim=(0, state.flow.total + 0.5), ylim=(-0.5, 0.5), yticks=[])
        ax.set_xticks((0, 20, 40, 60, state.flow.total))
        ax.set_xlabel("trials")
        ax.spines["left"].set_visible(False)
        bar = {"height": 0.7, "ec": "black", "lw": 1.0, "zorder": 4}
        self.bars = [
            self.moves(ax.add_patch(Rectangle((0, -0.35), 0, **bar, **fill)), ghost=False)
            for fill in (
                {"fc": COLOURS["transporter"]},
                {"fc": "white", "hatch": "xxxx"},
                {"fc": "white"},
            )
        ]
        key = {"fontsize": 11, "va": "center"}
        self.figure.text(0.68, 0.115, "■ positive", color=COLOURS["tight receptor"], **key)
        self.figure.text(0.785, 0.115, "□ not    ▩ one of either", **key)

    def _update_test(self, state):
        found = state.asymmetry
        self.test_words.set_text(_short_test(found) if found else "")
        ends = np.array([0, LOWEST])
        self.slope.set_data(found.slope + found.intercept * ends if found else [], ends if found else [])

    def _update_count(self, state):
        fewest, most = state.positive
        edges = (0, fewest, most, state.counted)
        for patch, left, right in zip(self.bars, edges, edges[1:], strict=False):
            patch.set_x(left)
            patch.set_width(right - left)
            patch.set_visible(right > left)
        self.count_words.set_text(_count(state))


def _cards(places):
    places = np.asarray(places, dtype=int)
    return places % CARDS_IN_ROW, places // CARDS_IN_ROW


def _diamond(low, middle, high, row):
    return [(low, row), (middle, row - 0.55), (high, row), (middle, row + 0.55)]


def _interval(pooled):
    return f"{pooled.estimate:.2f} ({pooled.low:.2f} to {pooled.high:.2f})"


def _signed(value):
    return f"{value:.2f}".replace("-", "−")


def _count(state):
    """How many of how many look positive, as short as it can be said."""
    fewest, most = state.positive
    shares = [round(100 * number / state.counted) for number in (fewest, most)]
    number = str(fewest) if fewest == most else f"{fewest} or {most}"
    share = f"{shares[0]}" if shares[0] == shares[1] else f"{shares[0]} to {shares[1]}"
    return f"{number} of {state.counted}: {share} %"


def _look_positive(state):
    number, share = _count(state).split(": ")
    return f"{number} look positive, {share}"


def _p_value(value):
    return "below 0.001" if value < 0.001 else f"{value:.3f}" if value < 0.1 else f"{value:.2f}"


def _test(found):
    return f"Egger's test: intercept {_signed(found.intercept)}, P {_p_value(found.p_value)}"


def _short_test(found):
    return f"Egger: intercept {_signed(found.intercept)}, P {_p_value(found.p_value)}"
