"""The synapse: a serotonergic varicosity, its neighbours and the molecules that move between them."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from reuptake.draw import synapse_parts as parts
from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS
from reuptake.draw.synapse_plate import EDGES, Plate
from reuptake.evidence import fact, find
from reuptake.model.inputs import checked, known

SOURCES = ("bionumbers100721nd", "bmcneurosci2016", "tswj2012", "andrade2019")
"""Keys of the sources behind the plate: width of the cleft, synthesis and breakdown, packing, autoreceptor."""

SERT_SITS = (
    "The serotonin transporter (SERT) sits in the membrane of the varicosity and takes serotonin back in. Schematic, "
    "not to scale."
)
"""Caption of the plate where the transporter stands out."""

# The veil leaves black text at 4.7:1, so that dimmed names can still be read.
VEIL = 0.45

# One to three spots a part, which stand out when it is highlighted; they never overlap.
SPOTS = {
    "axon": (parts.rounded_box(0.7, 52.9, 40.0, 57.2, 2),),
    "tryptophan": (parts.rounded_box(0.7, 31.2, 15.2, 45.4, 2),),
    "synthesis": (parts.rounded_box(16.0, 46.3, 53.2, 52.3, 2),),
    "packing": (parts.rounded_box(45.7, 32.6, 54.9, 45.9, 2),),
    "vesicles": (parts.rounded_box(15.4, 30.0, 45.4, 44.2, 2),),
    "release": (parts.rounded_box(36.6, 18.9, 45.6, 29.6, 2),),
    "calcium": (parts.rounded_box(28.7, 13.7, 36.3, 29.6, 2),),
    "autoreceptor": (parts.rounded_box(15.2, 17.8, 28.4, 29.6, 2),),
    "outside": (parts.rounded_box(37.0, 13.8, 65.6, 18.2, 2),),
    "receptors": (parts.rounded_box(30.2, 5.3, 62.0, 13.4, 2),),
    "transporter": (parts.rounded_box(50.4, 18.5, 66.0, 29.0, 2),),
    "breakdown": (parts.rounded_box(58.2, 29.4, 75.2, 43.8, 2), parts.rounded_box(76.9, 40.3, 85.0, 50.4, 2)),
    "glia": (parts.rounded_box(81.2, 17.4, 97.2, 27.4, 2),),
}
PARTS = tuple(SPOTS)

# The most molecules and marks that can be shown; layout, not a count of anything real.
MOST_OUTSIDE, MOST_CYTOSOL = 40, 12
MOST = {
    "in_vesicle": 7, "outside": MOST_OUTSIDE, "cytosol": MOST_CYTOSOL, "receptors": len(parts.RECEPTOR_X),
    "autoreceptors": 1, "carried": len(parts.SERT_X), "blocked": len(parts.SERT_X), "broken": 4,
}  # fmt: skip


@dataclass(frozen=True)
class SynapseState:
    """What the picture of the synapse shows.

    Attributes
    ----------
    highlight : frozenset of str
        Names out of `PARTS` that stand out; the others are dimmed. Empty: nothing is dimmed.
    spike : float or None
        How far along the axon a spike is, from 0 (left edge) to 1 (above the release site).
    calcium : {"outside", "channel", "inside", "none"}
        Where calcium ions are drawn.
    fused : bool
        Whether the docked vesicle has opened.
    in_vesicle, outside, cytosol : int
        Molecules of serotonin drawn in the docked vesicle (0 to 7), outside the cells and in the cytosol.
    spread : float
        How far from the release site molecules outside lie: 0 close, 1 everywhere.
    receptors, autoreceptors, carried, blocked : int
        How many receptors of the next cell (0 to 4), autoreceptors (0 or 1) and transporters (0 to 2)
        have serotonin bound, and how many transporters (0 to 2) an inhibitor holds.
    broken : int
        Molecules of 5-HIAA outside the terminal (0 to 4).
    caption : str
        One sentence on what happens.

    Raises
    ------
    ValueError
        If a count, a share or a name is none of those above; the message names it.
    """

    highlight: frozenset = frozenset()
    spike: float | None = None
    calcium: str = "outside"
    fused: bool = False
    in_vesicle: int = 7
    outside: int = 6
    cytosol: int = 5
    spread: float = 1.0
    receptors: int = 0
    autoreceptors: int = 0
    carried: int = 0
    blocked: int = 0
    broken: int = 0
    caption: str = ""

    def __post_init__(self):
        for name, most in MOST.items():
            count = getattr(self, name)
            if isinstance(count, bool) or not isinstance(count, int | np.integer) or not 0 <= count <= most:
                raise ValueError(f"{name} is {count!r}; it must be from 0 to {most} (a whole number, no unit).")
        checked("spread", self.spread, "", 0.0, 1.0)
        if self.spike is not None:
            checked("spike", self.spike, "", 0.0, 1.0)
        known("calcium", self.calcium, CALCIUM)
        if not isinstance(self.highlight, set | frozenset):  # text would be read letter by letter
            raise ValueError(f"highlight is {self.highlight!r}; it must be a set of: {', '.join(PARTS)}.")
        for part in self.highlight:
            if part not in SPOTS:
                raise ValueError(f"highlight holds {part!r}; it may hold: {', '.join(PARTS)}.")


# Places of molecules: beside labels and proteins, never on them; the nearest to the release site come first.
KEEP_CLEAR = (
    (22, 18.4, 27, 21), (27.6, 13.4, 37.4, 21), (51, 18.4, 66, 21), (66, 14.6, 74.8, 19), (37.4, 20.0, 44.6, 21),
    (36, 17.6, 66, 19.2), (30, 12.6, 67, 14.5), (28, 17.0, 29.2, 19), (64.9, 13, 66, 19),
    *((x - 2.4, 12, x + 2.4, 14.2) for x in parts.RECEPTOR_X),
)  # fmt: skip
OUTSIDE = np.vstack([
    parts.scattered(52, (16, 12.9, 81.2, 20.4), 5, 1.35, KEEP_CLEAR),
    parts.scattered(8, (78.4, 21, 81.4, 36), 6, 1.6),
    parts.scattered(6, (10.2, 9, 12.6, 36), 7, 1.6),
])  # fmt: skip
OUTSIDE = OUTSIDE[np.argsort(np.hypot(*(OUTSIDE - (parts.DOCKED[0], parts.TERMINAL_Y)).T))]
CYTOSOL = parts.scattered(MOST_CYTOSOL, (53.6, 44.4, 60.8, 51.4), 3, 1.35, ((52, 42, 63, 46.8),))
CALCIUM = {
    "outside": [(28.2, 20.0), (29.8, 18.7), (31.5, 19.7), (33.2, 18.6), (34.9, 19.8), (36.4, 18.6)],
    "channel": [(30.0, 18.6), (32.5, 18.6), (32.5, 20.4), (32.5, 22.2), (32.5, 24.0), (34.4, 25.0)],
    "inside": [(31.2, 25.2), (33.0, 26.3), (34.2, 24.6), (35.6, 26.6), (36.2, 24.6), (34.6, 28.2)],
    "none": [],
}


class SynapseScene(Scene):
    """A varicosity, its neighbours, and serotonin on its way."""

    name = "synapse"
    title = "A varicosity of a serotonin neuron and its neighbours"
    size_in = (10.0, 6.0)
    lecture_height_in = 6.0
    plate_look: ClassVar = {}  # what a scene of the synapse asks of its plate

    def build(self, state):
        """Draw the plate and make what can move on it."""
        self.build_plate(self.figure.add_axes((0, 0, 1, 1)))

    def build_plate(self, ax):
        """Draw the plate and its moving artists on the given axes.

        Parameters
        ----------
        ax : matplotlib.axes.Axes
        """
        self.plate = Plate(ax, **self.plate_look)
        self._build_scale_bar(ax)
        closed = parts.fusing_vesicle(False)
        self.docked = self.moves(self.plate.patch(closed, "white", EDGES["terminal"], 0.3 * self.plate.scale, 3.5))
        self.veil = self.moves(self.plate.patch(parts.veil(()), "none", z=5, width=1.5), ghost=False)
        self.veil.set_facecolor((1, 1, 1, VEIL))
        self.dots = self.moves(ax.plot([], [], zorder=6, **self.plate.dots())[0])
        self.acid = self._marks("p", 1.5, "white", "#5f3510")
        self.calcium = self._marks("D", 1.0, COLOURS["sodium"], "black")
        self.drugs = self._marks("h", 2.5, COLOURS["inhibitor"], "black", 6.5)
        self.drug_name = self._word(58.3, 19.8, "SSRI")
        self.spike = self.moves(ax.plot([], [], color=TEXT_COLOURS["inhibitor"], lw=3, zorder=6)[0])
        self.spike_name = self._word(0, 55.4, "spike")

    def update(self, state):
        """Show the state's molecules, marks and highlighted parts."""
        self.veil.set_visible(bool(state.highlight))
        self.veil.set_path(parts.veil([spot for part in PARTS if part in state.highlight for spot in SPOTS[part]]))
        self.docked.set_path(parts.fusing_vesicle(state.fused))
        self.dots.set_data(*_serotonin(state).T)
        self.acid.set_data([78.6, 80.2, 81.8, 80.4][: state.broken], [46.3, 47.6, 46.2, 49.2][: state.broken])
        self.calcium.set_data(*np.reshape(CALCIUM[state.calcium], (-1, 2)).T)
        self.drugs.set_data(parts.SERT_X[: state.blocked], [20.9] * state.blocked)
        self.drug_name.set_visible(state.blocked > 0)
        at = None if state.spike is None else 12.0 + 21.0 * state.spike
        self.spike.set_visible(at is not None)
        self.spike_name.set_visible(at is not None)
        if at is not None:
            self.spike.set_data(at + SPIKE[0], 54.0 + SPIKE[1])
            self.spike_name.set_position((at + 4.6, 55.7))

    def describe(self, state):
        """Say what happens, or what the picture shows where nothing does."""
        return state.caption or (
            "A varicosity of a serotonin neuron makes, packs, releases and takes back serotonin (5-HT). Around it: "
            "blood that brings tryptophan, the receptors of a target neuron, and a glial cell. Schematic, not to scale."
        )

    def numbers(self, state):
        """Count what is drawn."""
        rows = [
            ("5-HT outside the cells", str(state.outside)),
            ("5-HT in the cytosol of the varicosity", str(state.cytosol)),
            ("5-HT in the docked vesicle", str(state.in_vesicle)),
            ("receptors of the target neuron with 5-HT bound", f"{state.receptors} of {len(parts.RECEPTOR_X)}"),
            ("autoreceptors with 5-HT bound", f"{state.autoreceptors} of 1"),
            ("transporters with 5-HT bound", f"{state.carried} of {len(parts.SERT_X)}"),
            ("transporters held by an inhibitor", f"{state.blocked} of {len(parts.SERT_X)}"),
            ("5-HIAA outside the cells", str(state.broken)),
            ("parts that stand out", ", ".join(part for part in PARTS if part in state.highlight) or "all alike"),
        ]
        return ("what is drawn (a schematic count)", "number"), rows

    def _marks(self, marker, size, face, edge, z=6.0):
        points = size * self.plate.scale
        return self.moves(
            self.plate.ax.plot([], [], ls="", marker=marker, ms=points, mfc=face, mec=edge, mew=1.0, zorder=z)[0]
        )

    def _word(self, x, y, text):
        return self.moves(
            self.plate.ax.text(x, y, text, ha="center", va="center", fontsize=12, weight="bold",
                               color=TEXT_COLOURS["inhibitor on a tint"], zorder=7),
            ghost=False,
        )  # fmt: skip

    def _build_scale_bar(self, ax):
        width = fact(find("basics", quantity="width of the synaptic cleft"), unit="nm")
        x, low, high = 67.0, 10.9, 21.7
        ax.annotate("", (x, low), (x, high), arrowprops={"arrowstyle": "|-|,widthA=0.35,widthB=0.35", "lw": 1.4,
                                                         "shrinkA": 0, "shrinkB": 0}, zorder=4)  # fmt: skip
        ax.text(x + 1.0, 16.8, f"about\n{width:g} nm", fontsize=12, va="center", color="black", zorder=4)
        note = "Schematic: the bar stands for the width of the cleft of\na central synapse; nothing else is to scale."
        ax.text(46.0, 2.6, note, fontsize=11, ha="center", va="center", color="black", zorder=4)


# One spike as a trace: along the axon, and up.
SPIKE = np.array([
    (-3.4, -1.0, -0.3, 0.1, 0.55, 1.2, 2.2, 3.0),
    (0.0, 0.1, 0.8, 2.7, 0.8, -0.6, -0.3, 0.0),
])  # fmt: skip


def _serotonin(state):
    """Places of all molecules of serotonin that are drawn and move."""
    reach = state.outside + round(state.spread * (len(OUTSIDE) - state.outside))
    chosen = np.linspace(0, reach - 1, state.outside).round().astype(int) if state.outside else []
    bound = [(x, parts.TARGET_Y + 1.9) for x in parts.RECEPTOR_X[: state.receptors]]
    bound += [(parts.AUTORECEPTOR_X, parts.TERMINAL_Y - 1.9)] * state.autoreceptors
    bound += [(x, parts.TERMINAL_Y - 1.0) for x in parts.SERT_X[: state.carried]]
    inside = parts.in_vesicle(parts.DOCKED)[: state.in_vesicle]
    return np.vstack([OUTSIDE[chosen], CYTOSOL[: state.cytosol], inside, np.reshape(bound, (-1, 2))])
