"""The sequence of transmission, step by step, on the picture of the synapse."""

from dataclasses import dataclass
from typing import ClassVar

from matplotlib.patches import Circle

from reuptake.draw import synapse_parts as parts
from reuptake.draw.style import COLOURS, TEXT_COLOURS
from reuptake.draw.synapse import SynapseScene, SynapseState
from reuptake.draw.synapse_plate import SIMPLE_NAMES
from reuptake.model.inputs import known

SHORT_NAMES = ("spike", "calcium", "fusion", "spread", "receptors", "brake", "reuptake", "recycle")
STRIP_IN = 0.625
# How faint molecules are that have no part in a step.
PALE = 0.4


@dataclass(frozen=True)
class SequenceState(SynapseState):
    """What the picture of one step shows.

    Attributes
    ----------
    step : int
        1 to 8.
    reached : bool
        Whether the step happens; it does not where an earlier one is prevented. If then nothing is
        highlighted, all is dimmed.

    Raises
    ------
    ValueError
        As `SynapseState`, or if there is no such step.
    """

    step: int = 1
    reached: bool = True

    def __post_init__(self):
        super().__post_init__()
        known("step", self.step, range(1, len(SHORT_NAMES) + 1))


class SequenceScene(SynapseScene):
    """The synapse under a row of eight steps."""

    name = "sequence"
    title = "From spike to reuptake: how serotonin (5-HT) carries a message"
    size_in = (10.0, 6.0 + STRIP_IN)
    lecture_height_in = 6.0 + STRIP_IN
    plate_look: ClassVar = {"simple": True, "names": SIMPLE_NAMES}

    def build(self, state):
        """Draw the row of steps and the plate."""
        self._build_strip(self.figure.add_axes((0, 6.0 / self.size_in[1], 1, STRIP_IN / self.size_in[1])))
        self.build_plate(self.figure.add_axes((0, 0, 1, 6.0 / self.size_in[1])))

    def update(self, state):
        """Show the step's molecules and parts, and mark it in the row."""
        super().update(state)
        at = self.places[state.step - 1]
        self.here.center = (at, self.line_y)
        self.here_number.set_position((at, self.line_y))
        self.here_number.set_text(str(state.step))
        self.cross.set_data([at], [self.line_y])
        self.cross.set_visible(not state.reached)
        self.not_reached.set_position((at - 2.3, self.line_y))
        self.not_reached.set_visible(not state.reached)
        self._dim(state)

    def _dim(self, state):
        idle = not (state.reached or state.highlight)
        if idle:
            self.veil.set_visible(True)
            self.veil.set_path(parts.veil(()))
        self.dots.set_alpha(PALE if idle else 1)
        # Calcium has its part from the channels to the vesicle.
        self.calcium.set_alpha(1 if state.calcium in ("channel", "inside") else PALE)

    def describe(self, state):
        """Say which step it is and what happens in it."""
        return f"Step {state.step} of {len(SHORT_NAMES)}: {state.caption}"

    def numbers(self, state):
        """Count what is drawn, after the step's name."""
        header, rows = super().numbers(state)
        name = SHORT_NAMES[state.step - 1] + ("" if state.reached else " (not reached)")
        return header, [("step", f"{state.step}: {name}"), *rows]

    def _build_strip(self, ax):
        ax.set(xlim=(0, 100), ylim=(0, 10 * STRIP_IN))
        ax.set_aspect("equal")
        ax.set_axis_off()
        self.line_y = 4.0
        self.places = [8.0 + 12.0 * i for i in range(len(SHORT_NAMES))]
        ax.plot([self.places[0], self.places[-1]], [self.line_y] * 2, color="#777777", lw=1.5, zorder=1)
        for i, (x, name) in enumerate(zip(self.places, SHORT_NAMES, strict=True)):
            ax.add_patch(Circle((x, self.line_y), 1.45, fc="white", ec="#555555", lw=1.4, zorder=2))
            ax.text(x, self.line_y, str(i + 1), ha="center", va="center", fontsize=12, zorder=3)
            ax.text(x, 1.1, name, ha="center", va="center", fontsize=12, color="black")
        self.here = self.moves(ax.add_patch(Circle((0, 0), 1.6, fc=COLOURS["serotonin"], ec="black", lw=1.6, zorder=5)))
        self.here_number = self.moves(
            ax.text(0, 0, "", color="white", weight="bold", ha="center", va="center", fontsize=12, zorder=6),
            ghost=False,
        )
        (self.cross,) = ax.plot([], [], marker="x", ms=28, mew=4, color=TEXT_COLOURS["inhibitor"], zorder=4)
        self.moves(self.cross)
        look = {"ha": "right", "va": "center", "fontsize": 11, "weight": "bold", "linespacing": 0.95, "zorder": 5}
        self.not_reached = self.moves(
            ax.text(0, 0, "not\nreached", color=TEXT_COLOURS["inhibitor"], **look,
                    bbox={"fc": "white", "ec": "none", "pad": 1}), ghost=False,
        )  # fmt: skip
