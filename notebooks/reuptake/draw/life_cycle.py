"""The life cycle of serotonin in one terminal: how much flows where, and what has changed."""

from dataclasses import dataclass

import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from reuptake.draw import synapse_parts as parts
from reuptake.draw.describe import spoken, with_unit
from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS
from reuptake.draw.synapse_plate import EDGES, Plate

# Way of each arrow on the plate, and where its number stands.
FLOWS = {
    "tryptophan in": (((3.6, 33.0), (8.0, 45.0), (18.4, 48.6)), (3.2, 44.6)),
    "other uses": (((22.6, 46.4), (22.6, 40.6)), (28.2, 43.9)),
    "synthesis": (((27.0, 48.8), (35.4, 48.8)), (31.0, 51.6)),
    "5-HTP to 5-HT": (((45.2, 48.8), (51.0, 48.8)), (48.0, 51.6)),
    "packing": (((53.6, 46.8), (52.0, 43.4), (48.4, 41.0)), (45.6, 44.4)),
    "release": (((41.0, 22.6), (41.0, 11.6)), (48.4, 17.0)),
    "reuptake": (((58.3, 12.6), (58.3, 32.0), (56.4, 44.4)), (63.2, 27.2)),
    "uptake 2": (((70.0, 17.6), (78.0, 19.4), (88.8, 21.0)), (94.0, 21.2)),
    "carried off": (((29.0, 9.4), (22.0, 6.6), (14.6, 6.4)), (21.6, 10.2)),
    "breakdown": (((69.6, 34.2), (74.6, 26.0), (76.0, 12.6)), (66.8, 30.8)),
    "breakdown in glia": (((88.4, 17.0), (88.0, 11.2), (81.8, 9.8)), (92.6, 9.6)),
    "5-HIAA out": (((75.6, 7.4), (75.6, 1.2)), (80.2, 3.6)),
}
NAMES = (
    (1.0, 29.4, "blood", "left"), (22.6, 48.8, "Trp", "center"), (40.4, 48.8, "5-HTP", "center"),
    (55.2, 48.8, "5-HT", "center"), (31.0, 54.8, "TPH", "center"), (15.0, 38.6, "other uses", "left"),
    (28.8, 33.4, "reserve\nvesicles", "right"), (29.8, 26.6, "ready\nvesicles", "right"),
    (55.0, 26.8, "SERT", "right"), (68.8, 44.6, "MAO", "center"), (75.8, 9.6, "5-HIAA", "center"),
    (48.0, 54.8, "AADC", "center"), (47.6, 30.8, "VMAT2", "center"),
    (87.0, 25.4, "uptake 2", "left"), (98.4, 42.6, "glial\ncell", "right"), (41.0, 3.6, "5-HT outside", "center"),
    (10.4, 3.0, "carried off", "left"), (90.0, 15.6, "MAO", "left"),
)  # fmt: skip
VESICLES = ((33.0, 40.0), (40.0, 36.4), (33.2, 32.4), (47.4, 35.8))
READY = ((41.0, 25.75), (34.0, 25.75))
# Layout: full width of the plate's axes, width of an arrow at one nM/s, molecules drawn at rest.
FLOW_WIDTH, DOTS_AT_REST = 0.5, {"outside": 12, "cytosol": 6, "ready": 8, "reserve": 12}
OUTSIDE = parts.scattered(
    48,
    (24, 5.6, 70, 20),
    4,
    1.9,
    ((37.5, 9, 50.0, 22), (54.6, 10, 62, 20), (50, 18, 66, 21), (24, 5, 31, 12), (66, 14, 71, 20)),
)
CYTOSOL = parts.scattered(18, (60.2, 45.8, 74.5, 54.8), 3, 1.5, ((63.6, 42, 74, 46.6),))
POOL_OF_PART = {
    "outside": "5-HT outside", "cytosol": "5-HT in cytosol", "ready": "ready vesicles", "reserve": "reserve vesicles",
}  # fmt: skip
# Reach of the chart: four times up or down; what lies beyond ends in a point, beside its number.
REACH = 2.0


@dataclass(frozen=True)
class LifeCycleState:
    """What the picture of one setting shows.

    Attributes
    ----------
    setting : str
        What is changed, in words; "" for the untreated terminal.
    flows_nM_s, flows_at_rest_nM_s : dict of str to float
        By the names in `FLOWS`: at the setting, and in the untreated terminal, in nM/s.
    pools_nM, pools_at_rest_nM : dict of str to float
        By pool, in nM.
    guarded : bool
        Whether the reserve is so low that the guard, which the course added to the model, decides.
    """

    setting: str
    flows_nM_s: dict
    flows_at_rest_nM_s: dict
    pools_nM: dict
    pools_at_rest_nM: dict
    guarded: bool

    def change(self, name):
        """How much a pool or flow is, relative to the untreated terminal.

        Parameters
        ----------
        name : str

        Returns
        -------
        float
        """
        if name in self.pools_nM:
            return self.pools_nM[name] / self.pools_at_rest_nM[name]
        return self.flows_nM_s[name] / self.flows_at_rest_nM_s[name]


# Rows of the chart: name in it, and in a sentence.
POOL_ROWS = {
    "5-HTP": "5-HTP",
    "5-HT in cytosol": "serotonin in the cytosol",
    "ready vesicles": "the ready vesicles",
    "reserve vesicles": "the reserve of vesicles",
    "5-HT outside": "serotonin outside",
    "5-HIAA": "5-HIAA",
}
FLOW_ROWS = {
    "synthesis": "synthesis", "release": "release", "reuptake": "reuptake",
    "breakdown": "breakdown in the nerve ending", "breakdown in glia": "breakdown in the glial cell",
}  # fmt: skip
ROWS = {**POOL_ROWS, **FLOW_ROWS}


class LifeCycleScene(Scene):
    """Arrows as wide as the flows, and a chart of what has changed."""

    name = "life-cycle"
    title = "The life cycle of serotonin (5-HT) in a model of one nerve ending"
    size_in = (10.0, 4.75)
    lecture_words = {"times normal (log scale)": "× normal (log)"}

    def build(self, state):
        """Draw the terminal, its arrows and the empty chart."""
        self._build_plate(self.figure.add_axes((0.0, 0.115, 0.68, 0.86)))
        self._build_chart(self.figure.add_axes((0.822, 0.15, 0.1, 0.735)))

    def update(self, state):
        """Show the state's flows, molecules and changes."""
        for name, (arrow, number) in self.arrows.items():
            flow = state.flows_nM_s[name]
            arrow.set_path(parts.ribbon(FLOWS[name][0], max(FLOW_WIDTH * np.sqrt(flow), 0.16)))
            number.set_text(spoken(flow))
        self.dots.set_data(*_molecules(state).T)
        self.bars.set_path(_bars([state.change(name) for name in ROWS]))
        for name, text in self.changes.items():
            text.set_text(f"×{spoken(state.change(name))}")

    def describe(self, state):
        """Say what moved most and least, and what became of serotonin outside."""
        flow = {name: with_unit(value, "nM/s") for name, value in state.flows_nM_s.items()}
        if not state.setting:
            return (
                f"In the model at rest, {flow['release']} of serotonin is released and {flow['reuptake']} comes back. "
                f"Only {flow['synthesis']} is made new: in the model the nerve ending lives on what it recycles."
            )
        by_size = sorted(ROWS, key=lambda name: abs(np.log2(state.change(name))))
        most, least = ROWS[by_size[-1]], ROWS[by_size[0]]
        text = (
            f"In the model, in the long run with {state.setting}: {most} moved most, "
            f"to {_changed(state, by_size[-1])}; {least} moved least, to {_changed(state, by_size[0])}. "
        )
        if "5-HT outside" not in (by_size[-1], by_size[0]):
            text += f"Serotonin outside: {_changed(state, '5-HT outside')}. "
        if state.guarded:
            text += "The reserve is so low here that a guard that we added decides, not data."
        return text.strip()

    def numbers(self, state):
        """Every pool and flow, and how much of its normal size it is."""
        header = ("pool or flow", "in the model", "relative to normal")
        rows = [
            (name, with_unit(v, "nM", 3), f"× {spoken(state.change(name), 3)}") for name, v in state.pools_nM.items()
        ]
        for name, value in state.flows_nM_s.items():
            rows.append((f"flow: {name}", with_unit(value, "nM/s", 3), f"× {spoken(state.change(name), 3)}"))
        return header, rows

    def _build_plate(self, ax):
        self.plate = Plate(ax, NAMES, arrows=False, target=False, vesicles=VESICLES)
        edge = {"fill": "white", "edge": EDGES["terminal"], "width": 0.3 * self.plate.scale, "z": 3.0}
        for centre in READY:
            turn = np.linspace(0, 2 * np.pi, 12, endpoint=False)
            ring = np.column_stack([np.cos(turn), np.sin(turn)]) * parts.VESICLE_RADIUS + centre
            self.plate.patch(parts.smooth(ring, closed=True), **edge)
        self.arrows = {}
        for name, (way, place) in FLOWS.items():
            colour = ARROW_FILLS.get(name, "#b9b9b9")
            arrow = self.moves(self.plate.patch(parts.ribbon(way, 1.0), colour, "#333333", 0.8, 3.6))
            number = ax.text(*place, "", ha="center", va="center", fontsize=12, weight="bold", zorder=7)
            self.arrows[name] = arrow, self.moves(number, ghost=False)
        self.dots = self.moves(ax.plot([], [], zorder=6, **self.plate.dots(0.9))[0])
        note = (
            "Model (course mode); model constants. Flows in nM/s; arrow width: square root of the flow.\n"
            "Molecules: schematic, in proportion to their pool, but at most as many as there is room for."
        )
        self.figure.text(0.012, 0.055, note, fontsize=11, va="center", linespacing=1.25)

    def _build_chart(self, ax):
        rows = len(ROWS)
        ax.set(xlim=(-REACH, REACH), ylim=(rows - 0.4, -0.6), xticks=(-2, 0, 2), yticks=_heights())
        ax.set_xticklabels(["¼", "1", "4"])
        ax.set_yticklabels(ROW_NAMES)
        ax.tick_params(length=0)
        ax.spines["left"].set_visible(False)
        ax.grid(visible=False, axis="y")
        ax.axvline(0, color="#333333", lw=1.2)
        ax.set_xlabel("times normal (log scale)", fontsize=11, labelpad=2)
        self.figure.text(0.69, 0.945, "What changed", fontsize=13, weight="bold", va="center")
        self.bars = self.moves(ax.add_patch(_bar_patch()))
        self.changes = {
            name: self.moves(
                ax.text(1.06, y, "", transform=ax.get_yaxis_transform(), fontsize=11, va="center", weight="bold"),
                ghost=False,
            )
            for name, y in zip(ROWS, _heights(), strict=True)
        }


ARROW_FILLS = {
    "release": COLOURS["serotonin"],
    "packing": COLOURS["serotonin"],
    "reuptake": COLOURS["transporter"],
    "breakdown": "#c98b5e",
    "breakdown in glia": "#c98b5e",
    "5-HIAA out": "#c98b5e",
}
ROW_NAMES = [
    "5-HTP", "5-HT, cytosol", "5-HT, ready", "5-HT, reserve", "5-HT, outside", "5-HIAA",
    "synthesis", "release", "reuptake", "breakdown", "breakdown, glia",
]  # fmt: skip


def _changed(state, name):
    return f"{spoken(state.change(name))} times normal"


def _heights():
    """Heights of the rows: a gap parts pools from flows."""
    return [i + (0.0 if i < len(POOL_ROWS) else 0.35) - 0.1 for i in range(len(ROWS))]


def _bars(changes):
    """All bars of the chart as one outline."""
    boxes = []
    for y, change in zip(_heights(), changes, strict=True):
        end = np.clip(np.log2(change), -REACH, REACH)
        side = end * (0.85 if abs(np.log2(change)) > REACH else 1.0)
        corners = [(0, y - 0.3), (side, y - 0.3), (end, y), (side, y + 0.3), (0, y + 0.3), (0, y - 0.3)]
        boxes.append(Path(corners, [1, 2, 2, 2, 2, 79]))
    return Path.make_compound_path(*boxes)


def _bar_patch():
    return PathPatch(_bars([1.0] * len(ROWS)), fc=COLOURS["serotonin"], ec="black", lw=0.8, zorder=5)


def _molecules(state):
    """Places of the molecules drawn: their number follows the pools, as far as there is room."""
    places = {"outside": OUTSIDE, "cytosol": CYTOSOL, "ready": _inside(READY), "reserve": _inside(VESICLES)}
    shown = {part: round(DOTS_AT_REST[part] * state.change(pool)) for part, pool in POOL_OF_PART.items()}
    return np.vstack([places[part][:count] for part, count in shown.items()])


def _inside(vesicles):
    """Places in a group of vesicles, which fill evenly."""
    return np.stack([parts.in_vesicle(centre) for centre in vesicles], 1).reshape(-1, 2)
