"""The transport cycle: a transporter in the membrane, its passengers, the cycle and the charge."""

from dataclasses import dataclass

import numpy as np
from matplotlib.patches import Circle, FancyArrowPatch, PathPatch, Rectangle, RegularPolygon
from matplotlib.path import Path

from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

# Symbol, colours of the disc and of its letters, radius.
LOOKS = {
    "5-HT": ("5-HT⁺", COLOURS["serotonin"], "white", 0.44),
    "Na": ("Na⁺", COLOURS["sodium"], "black", 0.30),
    "Cl": ("Cl⁻", COLOURS["chloride"], "black", 0.30),
    "K": ("K⁺", COLOURS["potassium"], "black", 0.32),
}
PLACES = {
    ("5-HT", "outside"): (5.0, 5.35),
    ("Na", "outside"): (4.0, 5.45),
    ("Cl", "outside"): (6.0, 5.45),
    ("K", "outside"): (5.0, 5.35),
    ("5-HT", "bound"): (5.0, 3.12),
    ("Na", "bound"): (4.72, 2.42),
    ("Cl", "bound"): (5.3, 2.42),
    ("K", "bound"): (5.0, 2.9),
    ("5-HT", "inside"): (5.0, 0.62),
    ("Na", "inside"): (3.95, 0.55),
    ("Cl", "inside"): (6.05, 0.55),
    ("K", "inside"): (7.35, 0.62),
}
# How far each gate stands open: (outer, inner).
GATES = {"outward": (1.0, 0.05), "closed": (0.05, 0.05), "inward": (0.05, 1.0)}
SHORT_NAMES = ("outward-open", "occluded", "inward-open", "K⁺ bound", "return")


@dataclass(frozen=True)
class CycleState:
    """What the picture of one step shows.

    Attributes
    ----------
    step : int
        1 to 5.
    name, happens : str
        Name of the state and what happens in it.
    gate : {"outward", "closed", "inward"}
    places : dict of str to str
        Where each passenger is: "outside", "bound" or "inside".
    charge : tuple of int
        Charge that has entered the cell after each step up to this one.
    blocked : bool
        Whether an inhibitor holds the transporter outward-open.
    """

    step: int
    name: str
    happens: str
    gate: str
    places: dict
    charge: tuple
    blocked: bool


class CycleScene(Scene):
    """Five steps of the transporter, from outward-open back to outward-open."""

    name = "transport-cycle"
    title = "How one transporter carries serotonin (5-HT) through the membrane"
    size_in = (10.0, 5.25)
    lecture_height_in = 5.625

    def build(self, state):
        """Draw the membrane, the wheel of states and the empty charge chart."""
        self._build_membrane(self.figure.add_axes((0.01, 0.02, 0.55, 0.96)))
        self._build_wheel(self.figure.add_axes((0.60, 0.40, 0.39, 0.58)))
        self._build_charge(self.figure.add_axes((0.68, 0.14, 0.30, 0.22)))

    def update(self, state):
        """Move gates, passengers, wheel and charge to the state's step."""
        outer, inner = GATES[state.gate]
        for side, lobe in zip((-1, 1), self.lobes, strict=True):
            lobe.set_path(_lobe(side, outer, inner))
        for name, (disc, label) in self.passengers.items():
            disc.center = PLACES[name, state.places[name]]
            label.set_position(disc.center)
        for artist in self.drug:
            artist.set_visible(state.blocked)
        self._update_wheel(state)
        reached = np.arange(len(state.charge) + 1)
        self.charge_line.set_data(np.repeat(reached, 2)[1:-1] + 0.5, np.repeat(state.charge, 2))
        self.charge_dot.set_data([reached[-1]], [state.charge[-1]])

    def describe(self, state):
        """Say which step it is, what happens and what charge has crossed."""
        if state.blocked:
            start = "An inhibitor sits in the central site and holds the transporter outward-open."
            if state.step == 1:
                return f"{start} Serotonin cannot bind there; nothing is carried."
            return f"{start} Step {state.step} ({state.name}) is not reached: no serotonin and no charge is carried."
        return (
            f"Step {state.step} of {len(SHORT_NAMES)}, {state.name}: {state.happens}. "
            f"Charge carried inwards so far, in the classical count: {_signed(state.charge[-1])}."
        )

    def numbers(self, state):
        """Charge after each step that was reached."""
        header = ("step", "state", "charge carried inwards so far (elementary charges)")
        rows = [(str(i + 1), SHORT_NAMES[i], _signed(charge)) for i, charge in enumerate(state.charge)]
        return header, rows

    def _build_membrane(self, ax):
        ax.set(xlim=(1.2, 8.8), ylim=(-0.55, 6.25))
        ax.set_aspect("equal")
        ax.set_axis_off()
        ax.add_patch(Rectangle((1.2, -0.55), 7.6, 2.45, color=COLOURS["inside"], zorder=0))
        ax.add_patch(Rectangle((1.2, 1.9), 7.6, 2.2, color=COLOURS["membrane"], zorder=0))
        ax.add_patch(Rectangle((3.9, 1.5), 2.2, 3.0, color="#e6f4ee", zorder=0))
        heads = np.concatenate([np.arange(1.42, 3.2, 0.4), np.arange(7.02, 8.8, 0.4)])
        for y in (1.9, 4.1):
            ax.plot(heads, np.full_like(heads, y), "o", ms=8, color="#c9bf9d", mec="#a89d78", zorder=1)
        ax.text(1.35, 6.0, "Outside: the gap between cells", fontsize=12, weight="bold", va="center")
        ax.text(1.35, -0.22, "Inside the nerve ending", fontsize=12, weight="bold", va="center")
        ax.text(1.35, 3.0, "Membrane", fontsize=11, va="center", color="#55502f")
        self.lobes = [
            self.moves(ax.add_patch(PathPatch(_lobe(side, 1, 1), fc="#8fd0bb", ec="#00553f", lw=1.6, zorder=5)))
            for side in (-1, 1)
        ]
        self.drug = self._build_drug(ax)
        self.passengers = {name: self._build_passenger(ax, *look) for name, look in LOOKS.items()}
        self.transporter_name = ax.text(6.75, 3.0, "transporter\n(SERT)", color="#00553f", fontsize=11, va="center")

    def _build_passenger(self, ax, symbol, colour, letters, radius):
        disc = self.moves(ax.add_patch(Circle((0, 0), radius, fc=colour, ec="black", lw=1.2, zorder=6)))
        label = ax.text(0, 0, symbol, color=letters, ha="center", va="center", zorder=7,
                        fontsize=11.5 if symbol.startswith("5") else 10.5, weight="bold")  # fmt: skip
        return disc, self.moves(label, ghost=False)

    def _build_drug(self, ax):
        shape = RegularPolygon((5.0, 3.22), 6, radius=0.5, fc=COLOURS["inhibitor"], ec="black", lw=1.2, zorder=6)
        label = ax.text(5.0, 3.22, "SSRI", color="black", ha="center", va="center", fontsize=10,
                        weight="bold", zorder=7)  # fmt: skip
        return self.moves(ax.add_patch(shape)), self.moves(label, ghost=False)

    def _build_wheel(self, ax):
        ax.set(xlim=(-2.25, 2.25), ylim=(-1.55, 1.75))
        ax.set_aspect("equal")
        ax.set_axis_off()
        self.angles = np.pi / 2 - 2 * np.pi * np.arange(len(SHORT_NAMES)) / len(SHORT_NAMES)
        self.nodes = np.column_stack([np.cos(self.angles), np.sin(self.angles)])
        for i, (x, y) in enumerate(self.nodes):
            ax.add_patch(_arc_arrow(self.angles[i], self.angles[(i + 1) % len(self.nodes)]))
            ax.add_patch(Circle((x, y), 0.25, fc="white", ec="#555555", lw=1.4, zorder=2))
            ax.text(x, y, str(i + 1), ha="center", va="center", fontsize=12, zorder=3)
            _name_node(ax, x, y, SHORT_NAMES[i])
        ax.text(0, 0, "the cycle", ha="center", va="center", fontsize=12, color=TEXT_COLOURS["guide"])
        self.here = self.moves(ax.add_patch(Circle((0, 0), 0.25, fc="#00553f", ec="black", lw=1.6, zorder=5)))
        self.here_number = self.moves(
            ax.text(0, 0, "", color="white", weight="bold", ha="center", va="center", fontsize=12, zorder=6),
            ghost=False,
        )
        (self.cross,) = ax.plot([], [], marker="x", ms=22, mew=3, color=TEXT_COLOURS["inhibitor"], zorder=6)
        self.moves(self.cross)

    def _update_wheel(self, state):
        missed = state.blocked and state.step > 1
        x, y = self.nodes[0 if state.blocked else state.step - 1]
        self.here.center = (x, y)
        self.here_number.set_position((x, y))
        self.here_number.set_text("1" if state.blocked else str(state.step))
        self.cross.set_visible(missed)
        self.cross.set_data(*([v] for v in self.nodes[state.step - 1]))

    def _build_charge(self, ax):
        ax.set(xlim=(0.4, 5.6), ylim=(-1.4, 1.6), xticks=range(1, 6), yticks=(-1, 0, 1))
        ax.set_yticklabels(["−1", "0", "+1"])
        ax.set_xlabel("step", labelpad=1)
        ax.set_title("charge carried in (classical count)", fontsize=11.5, weight="normal")
        ax.axhline(0, color="#777777", lw=1)
        (self.charge_line,) = ax.plot([], [], color=COLOURS["measured"], lw=2.4, zorder=5)
        (self.charge_dot,) = ax.plot([], [], "o", color=COLOURS["measured"], ms=8, zorder=6)
        self.moves(self.charge_line)
        self.moves(self.charge_dot)


def _lobe(side, outer, inner):
    """Outline of one half of the transporter; `outer` and `inner` say how wide its gates stand."""
    top, cavity, bottom, back = 0.06 + 0.62 * outer, 0.6, 0.06 + 0.62 * inner, 1.25
    outline = [
        (top, 4.6), (top, 4.0), (cavity, 3.8), (cavity, 3.0), (cavity, 2.2), (bottom, 2.0), (bottom, 1.4),
        (back, 1.4), (back + 0.55, 2.0), (back + 0.55, 4.0), (back, 4.6), (top, 4.6),
    ]  # fmt: skip
    codes = [Path.MOVETO, *[Path.CURVE4] * 6, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    return Path([(5.0 + side * x, y) for x, y in outline], codes)


def _arc_arrow(start, end):
    """An arrow from one node of the wheel to the next, clear of both."""
    clear = 0.34
    tail, head = start - clear, end + clear if end < start else end - 2 * np.pi + clear
    return FancyArrowPatch(
        (np.cos(tail), np.sin(tail)), (np.cos(head), np.sin(head)), arrowstyle="-|>", mutation_scale=13,
        connectionstyle="arc3,rad=-0.12", color="#777777", lw=1.5, zorder=1,
    )  # fmt: skip


def _name_node(ax, x, y, name):
    if abs(x) < 0.1:
        ax.text(x, y + 0.36, name, ha="center", va="bottom", fontsize=11)
    else:
        side = "left" if x > 0 else "right"
        ax.text(x + np.sign(x) * 0.34, y, name, ha=side, va="center", fontsize=11)


def _signed(charge):
    return "0" if charge == 0 else f"{charge:+d}".replace("-", "−")
