"""Ways to act at a transporter: where a drug sits, which states it touches, what serotonin outside did."""

import textwrap
from dataclasses import dataclass

import numpy as np
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from reuptake.draw.charts import plain_ticks
from reuptake.draw.cycle import SHORT_NAMES
from reuptake.draw.describe import spoken
from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS
from reuptake.draw.synapse_parts import ribbon, transporter_half

# Layout, in units of the cartoon: size of the transporter, and heights of its two sites in it.
SIZE, S1_Y, S2_Y, SECOND_X = 1.5, 0.75, 2.35, 8.2
SLOTS = 5
# How far an arrow reaches that says a direction without a number.
BARE_UP, BARE_DOWN = 2.2, 0.45
CYCLE_X = (0.85, 2.45, 3.95, 5.5, 6.75)
TOY_COLOUR = "#8F6200"


@dataclass(frozen=True)
class Look:
    """How one way of acting looks.

    Attributes
    ----------
    inward : bool
        Whether the transporter is drawn open to the inside.
    sites : tuple of str
        Where drug is drawn: "S1", "S2", "outside", "inside", "signal".
    touched : tuple of int
        States of the cycle, from 1.
    flow_in, flow_out : float
        Widths of the arrows of serotonin; 0 is none. Not to scale.
    place : str
        Words beside the drug.
    """

    inward: bool
    sites: tuple
    touched: tuple
    flow_in: float
    flow_out: float
    place: str


LOOKS = {
    "no drug": Look(False, (), (), 1.2, 0, ""),
    "orthosteric inhibitor": Look(False, ("S1",), (1,), 0, 0, "in the central\nsite, S1"),
    "atypical inhibitor": Look(True, ("S1",), (3,), 0, 0, "holds the inward-\nfacing state"),
    "releaser (substrate)": Look(True, ("outside", "inside"), (1, 2, 3), 0, 2.0, "the drug itself is\ncarried in"),
    "partial releaser": Look(True, ("outside", "inside"), (1, 2, 3), 0, 0.8, "the drug itself is\ncarried in"),
    "allosteric inhibitor": Look(False, ("S1", "S2"), (1,), 0, 0, "one in S1, one in the\nouter site, S2"),
    "enhancer": Look(False, ("signal",), (1, 2, 3, 4, 5), 2.0, 0, "a signal inside: more\nSERT or a lower Km"),
}


@dataclass(frozen=True)
class Effect:
    """One line of what happened to serotonin outside.

    Attributes
    ----------
    label : str
    kind : {"fold", "up", "down", "toy"}
        A measured multiple, a direction without a number, or a toy model.
    low, high : float or None
        Multiple of baseline; None without a number.
    words, source : str
    """

    label: str
    kind: str
    low: float | None
    high: float | None
    words: str
    source: str


@dataclass(frozen=True)
class ActionState:
    """What the picture of one setting shows.

    Attributes
    ----------
    way : str
        A key of `LOOKS`.
    happens, examples, direction, remark, remark_source : str
        Words of the table; empty without a drug.
    revealed : bool
        Whether the outcome is shown.
    effects : tuple of Effect
    """

    way: str
    happens: str
    examples: str
    direction: str
    remark: str
    remark_source: str
    revealed: bool
    effects: tuple

    @property
    def look(self):
        """How the way of acting is drawn."""
        return LOOKS[self.way]


class ActionsScene(Scene):
    """A transporter with the drug's place in it, and the measured effects beside it once they are asked for."""

    name = "actions"
    title = "Ways to act at the serotonin transporter (SERT)"
    size_in = (10.0, 5.5)

    def build(self, state):
        """Draw membrane, cycle and axes; make all artists that may appear."""
        self._build_membrane(self.figure.add_axes((0.01, 0.185, 0.48, 0.735)))
        self._build_cycle(self.figure.add_axes((0.01, 0.01, 0.48, 0.165)))
        self._build_effects(self.figure.add_axes((0.545, 0.125, 0.435, 0.605)))

    def update(self, state):
        """Show the way of acting and, if asked for, what happened outside."""
        look = state.look
        for part, half in zip(self.lobes, _halves(0, look.inward), strict=True):
            part.set_path(half)
        for part in self.second:
            part.set_visible("signal" in look.sites)
        self.drug.set_data(*_places(look.sites))
        self.place.set_text(look.place)
        self.place.set_position(_place_of_words(look.sites))
        self._update_flow(look, state.revealed)
        self.touched.set_data([CYCLE_X[i - 1] for i in look.touched], [1.0] * len(look.touched))
        self.heading.set_text(f"{state.way[0].upper()}{state.way[1:]}")
        self.headline.set_text(_headline(state))
        self.waiting.set_text("" if state.revealed else "hidden until you ask for it")
        self._update_effects(state.effects if state.revealed else ())

    def describe(self, state):
        """Say where it acts and, if asked for, what serotonin outside did."""
        if not state.happens:
            says = "No drug: the transporter carries serotonin in, one cycle after another."
            if state.revealed:
                return f"{says} Serotonin outside stays at its baseline, which counts as 1."
            return f"{says} Step to a way of acting, and say first what serotonin outside will do."
        where = f"{state.way[0].upper()}{state.way[1:]}, such as {state.examples}"
        if state.revealed:
            # Where a toy stands in, the direction follows from the way of acting and was not measured for these drugs.
            toy = any(effect.kind == "toy" for effect in state.effects)
            return f"{where}: serotonin outside {'should go' if toy else 'goes'} {state.direction}. {_said(state)}"
        # A formula sign keeps its capital.
        happens = state.happens if state.happens.startswith("Vmax") else state.happens[0].lower() + state.happens[1:]
        return f"{where}: {happens.replace(';', ',')}. Will serotonin outside rise or fall? Predict, then show it."

    def numbers(self, state):
        """What was measured, line by line, or what is still hidden."""
        header = ("way of acting", "what", "serotonin outside, × baseline", "kind", "source")
        if not state.revealed:
            return header, [(state.way, state.happens or "the usual cycle", "not shown yet", "–", "–")]
        rows = [(state.way, e.label, _value(e), _kind(e), e.source) for e in state.effects]
        rows = rows or [(state.way, "baseline", "1", "by definition", "–")]
        if state.remark:
            rows.append((state.way, state.remark, "not a change of level", "measured", state.remark_source))
        return header, rows

    def _build_membrane(self, ax):
        ax.set(xlim=(-8.6, 12.2), ylim=(-7.4, 8.9))
        ax.set_aspect("equal")
        ax.set_axis_off()
        ax.add_patch(Rectangle((-8.6, -7.4), 20.8, 5.4, color=COLOURS["inside"], zorder=0))
        ax.add_patch(Rectangle((-8.6, -2.1), 20.8, 4.2, color=COLOURS["membrane"], zorder=0))
        ax.text(-8.3, 5.3, "Outside", fontsize=12, weight="bold", va="center")
        ax.text(-8.3, -6.7, "Inside", fontsize=12, weight="bold", va="center")
        ax.text(-8.3, 0, "Membrane", fontsize=11, va="center", color="#55502f")
        ax.text(12.0, -6.8, "not to scale", fontsize=11, va="center", ha="right")
        self.heading = self._text(ax, (-8.3, 8.2), fontsize=14, weight="bold", color=TEXT_COLOURS["inhibitor"])
        look = {"fc": "#8fd0bb", "ec": "#00553f", "lw": 1.6, "zorder": 5}
        self.lobes = [self.moves(ax.add_patch(PathPatch(half, **look))) for half in _halves(0, False)]
        look |= {"fc": "#dff1ea", "ls": (0, (4, 2))}
        self.second = [self.moves(ax.add_patch(PathPatch(half, **look))) for half in _halves(SECOND_X, False)]
        flow = {"fc": COLOURS["serotonin"], "ec": "black", "lw": 0.8, "zorder": 4}
        self.flows = [self.moves(ax.add_patch(PathPatch(ribbon([(0, 0), (0, 1)], 1), **flow))) for _ in range(2)]
        self.flow_name = self._text(ax, (0, 0), fontsize=12, weight="bold", color=COLOURS["serotonin"], ha="right")
        (self.drug,) = ax.plot([], [], "h", ms=19, mfc=COLOURS["inhibitor"], mec="black", mew=1.3, zorder=7)
        self.moves(self.drug)
        self.place = self._text(ax, (0, 0), fontsize=11, color=TEXT_COLOURS["inhibitor on a tint"], zorder=8)
        ax.plot([7.0], [8.2], "h", ms=13, mfc=COLOURS["inhibitor"], mec="black", mew=1.2)
        ax.text(7.8, 8.15, "drug or signal", fontsize=11, va="center")

    def _text(self, ax, place, **look):
        return self.moves(ax.text(*place, "", **({"va": "center", "zorder": 7} | look)), ghost=False)

    def _build_cycle(self, ax):
        ax.set(xlim=(0, 7.4), ylim=(-0.35, 1.95))
        ax.set_axis_off()
        ax.text(0.06, 1.72, "States of the cycle; ringed: those it touches", fontsize=11, va="center")
        ax.plot(CYCLE_X, [1.0] * 5, color="#777777", lw=1.5, zorder=1)
        for i, (x, name) in enumerate(zip(CYCLE_X, SHORT_NAMES, strict=True), start=1):
            ax.plot([x], [1.0], "o", ms=17, mfc="white", mec="#555555", mew=1.4, zorder=2)
            ax.text(x, 1.0, str(i), ha="center", va="center", fontsize=11, zorder=4)
            ax.text(x, 0.18, name, ha="center", va="center", fontsize=11)
        (self.touched,) = ax.plot(
            [], [], "o", ms=22, mfc="none", mec=TEXT_COLOURS["inhibitor"], mew=3.4, zorder=5, ls=""
        )
        self.moves(self.touched)

    def _build_effects(self, ax):
        ax.set_xscale("log")
        ax.set(xlim=(0.24, 14), ylim=(SLOTS - 0.35, -0.75), yticks=[])
        plain_ticks(ax.xaxis, [0.25, 0.5, 1, 2, 5, 10])
        ax.set_xlabel("serotonin (5-HT) outside, × baseline (log scale)", labelpad=2)
        ax.spines["left"].set_visible(False)
        ax.axvline(1, color="#555555", lw=1.6, zorder=1)
        self.figure.text(0.535, 0.955, "What happens outside", fontsize=13, weight="bold", va="center")
        figure_text = self.figure.text(0.535, 0.905, "", fontsize=12, va="top", linespacing=1.25)
        self.headline = self.moves(figure_text, ghost=False)
        black = {"color": COLOURS["measured"], "zorder": 5}
        self.marks = {
            "fold": self._line(ax, marker="s", ms=10, ls="", **black),
            "stem": self._line(ax, lw=2, ls=(0, (4, 2)), **black),
            "up": self._line(ax, marker=">", ms=10, ls="", **black),
            "down": self._line(ax, marker="<", ms=10, ls="", **black),
            "toy": self._line(ax, marker="D", ms=9, mfc="white", mew=2, lw=2, color=TOY_COLOUR, zorder=5),
        }
        white = {"fc": "white", "ec": "none", "pad": 0.8}
        centre = {"transform": ax.transAxes, "ha": "center", "color": TEXT_COLOURS["guide"], "fontsize": 12}
        self.waiting = self._text(ax, (0.5, 0.5), bbox=white, **centre)
        self.labels = [self._text(ax, (0.25, i - 0.4), fontsize=11, bbox=white) for i in range(SLOTS)]
        self.values = [self._text(ax, (1, i), fontsize=11, weight="bold") for i in range(SLOTS)]

    def _line(self, ax, **look):
        return self.moves(ax.plot([], [], **look)[0])

    def _update_flow(self, look, revealed):
        """Arrows of serotonin through the transporter; they wait until the outcome is asked for."""
        shown = revealed or not look.sites
        for arrow, width, ends in zip(
            self.flows, (look.flow_in, look.flow_out), ((6.9, -6.3), (-6.3, 6.9)), strict=True
        ):
            arrow.set_visible(shown and width > 0)
            arrow.set_path(ribbon([(0, ends[0]), (0, ends[1])], max(width, 0.1)))
        self.flow_name.set_position((-1.9, -4.9))
        self.flow_name.set_text("")
        if shown:
            self.flow_name.set_text("5-HT out" if look.flow_out else "5-HT in" if look.flow_in else "no 5-HT\ncarried")

    def _update_effects(self, effects):
        points = {kind: [(i, e) for i, e in enumerate(effects) if e.kind == kind] for kind in self.marks}
        self.marks["fold"].set_data([e.low for _, e in points["fold"]], [i for i, _ in points["fold"]])
        for kind, end in (("up", BARE_UP), ("down", BARE_DOWN)):
            self.marks[kind].set_data([end] * len(points[kind]), [i for i, _ in points[kind]])
        bare = [(i, BARE_UP if e.kind == "up" else BARE_DOWN) for i, e in points["up"] + points["down"]]
        self.marks["stem"].set_data(
            [v for _, x in bare for v in (1, x, np.nan)], [v for i, _ in bare for v in (i, i, i)]
        )
        toys = points["toy"]
        self.marks["toy"].set_data([v for _, e in toys for v in (e.low, e.high)], [i for i, _ in toys for _ in (0, 1)])
        for i, (label, value) in enumerate(zip(self.labels, self.values, strict=True)):
            effect = effects[i] if i < len(effects) else None
            label.set_text(effect.label if effect else "")
            value.set_text(_value(effect) if effect else "")
            if effect:
                colour = TOY_COLOUR if effect.kind == "toy" else COLOURS["measured"]
                label.set_color(colour)
                value.set_color(colour)
                value.set_x({"up": BARE_UP, "down": 1}.get(effect.kind, effect.high) * 1.2)


def _halves(x, inward):
    """The two lobes of a transporter whose outside is above; `inward` opens it below."""
    paths = (transporter_half(side, 0, 0) for side in (-1, 1))
    turned = 1 if inward else -1
    return [Path(path.vertices * (SIZE, turned * SIZE) + (x, 0), path.codes) for path in paths]


def _places(sites):
    """Where drug is drawn, as x and y of all hexagons."""
    spots = {"S1": (0, S1_Y), "S2": (0, S2_Y), "outside": (2.6, 5.0), "inside": (2.6, -4.9), "signal": (4.1, -5.0)}
    chosen = [spots[site] for site in sites]
    return [x for x, _ in chosen], [y for _, y in chosen]


def _place_of_words(sites):
    return (5.1, -5.0) if "signal" in sites else (4.0, 0)


def _headline(state):
    if not state.happens:
        return "Without a drug: baseline, which counts as 1." if state.revealed else "Step to a way of acting."
    if not state.revealed:
        return f"{textwrap.fill(state.happens, 50)}.\nRise or fall? Predict, then show it."
    return f"Direction: {state.direction}.\n{textwrap.fill(_key(state.effects), 52)}"


def _key(effects):
    """What the marks on show mean."""
    kinds = {e.kind for e in effects}
    words = [
        "■ measured" if "fold" in kinds else "",
        "arrow: direction only" if kinds & {"up", "down"} else "",
        "◇ toy, illustrative" if "toy" in kinds else "",
    ]
    return "; ".join(word for word in words if word)


def _value(effect):
    if effect.kind in ("up", "down"):
        return f"{effect.kind}, no number"
    if effect.low == effect.high:
        return f"{effect.low:g}"
    return f"{spoken(effect.low)} to {spoken(effect.high)}"


def _kind(effect):
    return {"toy": "toy model, illustrative", "fold": "measured"}.get(effect.kind, "reported in words")


def _said(state):
    """The numbers behind the direction, or that there are none."""
    folds = [e.low for e in state.effects if e.kind == "fold"]
    toys = [e for e in state.effects if e.kind == "toy"]
    if folds:
        said = f"Measured: {min(folds):g} to {max(folds):g} times baseline."
    else:
        said = "For these our tables hold no measurement." if toys else "No size is in our tables."
    return said + "".join(f" The {e.label}, gives {_value(e)} times." for e in toys)
