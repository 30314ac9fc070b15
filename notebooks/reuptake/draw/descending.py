"""Descending control of pain: serotonin from the brainstem brakes and drives, and which wins is a matter of balance."""

from dataclasses import dataclass

from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from reuptake.draw.describe import spoken
from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

# Layout: width of an arrow that stands for one unit, and the scale of pain.
WIDTH, HIGHEST = 4.5, 2.6


@dataclass(frozen=True)
class DescendingState:
    """What the picture of one setting shows.

    Attributes
    ----------
    amount : float
        Serotonin from the brainstem, times normal.
    driving : float
        Fraction of its effect that drives; the rest brakes.
    blocked : bool
        Whether 5-HT3 receptors in the spinal cord are blocked, which takes away part of the drive.
    left : float
        Fraction of the drive that is left then.
    signal : float
        Pain signal that goes up, 1 without any serotonin from above.
    before : float
        The same at the normal amount.
    """

    amount: float
    driving: float
    blocked: bool
    left: float
    signal: float
    before: float

    @property
    def brake(self):
        """Effect of the braking part, times that of all serotonin at the normal amount (float)."""
        return self.amount * (1 - self.driving)

    @property
    def drive(self):
        """Effect of the driving part, likewise (float)."""
        return self.amount * self.driving * (self.left if self.blocked else 1)


class DescendingScene(Scene):
    """Brainstem above, spinal cord below, two arrows between them, and a gauge of the signal."""

    name = "descending"
    title = "Serotonin from the brainstem: does it brake or drive pain?"
    size_in = (10.0, 5.75)

    def build(self, state):
        """Draw the boxes and the gauge; make the arrows."""
        ax = self.figure.add_axes((0, 0, 1, 1), xlim=(0, 100), ylim=(0, 57.5))
        ax.set_axis_off()
        for y, name in ((42.5, "brainstem: serotonin cells"), (14, "spinal cord: relay of the pain signal")):
            box = FancyBboxPatch((6, y), 56, 7.5, boxstyle="round,pad=0.6", fc=COLOURS["inside"], ec="#8a8a8a", lw=1.3)
            ax.add_patch(box)
            ax.text(34, y + 3.75, name, fontsize=13, weight="bold", ha="center", va="center")
        self.arrows, self.words = {}, {}
        for name, x, colour, word in (
            ("brake", 18, COLOURS["serotonin"], "brakes"),
            ("drive", 46, COLOURS["inhibitor"], "drives"),
        ):
            self.arrows[name] = self.moves(
                ax.add_patch(FancyArrowPatch((x, 41), (x, 23), arrowstyle="-|>", mutation_scale=22, color=colour,
                                             shrinkA=0, shrinkB=0))
            )  # fmt: skip
            self.words[name] = self.moves(ax.text(x + 3.5, 32, word, fontsize=12, weight="bold", va="center",
                                                  linespacing=1.3), ghost=False)  # fmt: skip
        ax.text(
            49.5, 37.3, "5-HT3, 5-HT2A:\nreported to drive", fontsize=11, va="center", color=TEXT_COLOURS["inhibitor"]
        )
        ax.text(4, 8.2, "5-HT1, 2, 3, 7: reported to brake, drive or keep pain going, by place, dose and kind of pain.",
                fontsize=11, va="center")  # fmt: skip
        ax.text(4, 3.6, "Illustrative: one number for all receptors; size and balance are our choice, not measured.",
                fontsize=11, va="center", color=TEXT_COLOURS["guide"])  # fmt: skip
        look = {"marker": "x", "ms": 22, "mew": 5, "mec": "black", "ls": "", "zorder": 6}
        self.cross = self.moves(ax.plot([46], [26], **look)[0], ghost=False)
        self._build_gauge()

    def update(self, state):
        """Set the widths of the arrows and the height of the signal."""
        for name, part in (("brake", state.brake), ("drive", state.drive)):
            self.arrows[name].set_linewidth(WIDTH * part + 0.1)
            self.arrows[name].set_visible(part > 0)
            verb = "brakes" if name == "brake" else "drives"
            self.words[name].set_text(f"{verb}\n{spoken(part)}")
        self.cross.set_visible(state.blocked)
        self.signal.set_ydata([state.signal] * 2)
        self.stem.set_data([0, 0], [1, state.signal])
        self.value.set_text(f"{state.signal:.2f}")
        self.value.set_y(state.signal)

    def describe(self, state):
        """Read out the balance, and what more serotonin would do."""
        share = f"{100 * state.driving:.0f} %"
        lean = state.driving * (state.left if state.blocked else 1) - (1 - state.driving)
        more = "less pain" if lean < -1e-9 else "more pain" if lean > 1e-9 else "the same pain"
        if state.signal == 0:
            more = "nothing further, as none is left"
        block = " with 5-HT3 receptors blocked" if state.blocked else ""
        times = "the same as" if abs(state.signal - 1) < 0.005 else f"{state.signal:.2f} times that"
        return (
            f"In this toy (illustrative) {share} of serotonin's effect drives. At {spoken(state.amount)} times the "
            f"normal amount{block} the pain signal is {times} without any from above; with this balance more serotonin "
            f"means {more}."
        )

    def numbers(self, state):
        """All numbers of the toy."""
        kind = "illustrative: our choice"
        return ("quantity", "value", "kind"), (
            ("serotonin from the brainstem", f"{spoken(state.amount)} times normal", "set"),
            ("share that drives", f"{100 * state.driving:.0f} %", "set"),
            ("5-HT3 receptors in the spinal cord", "blocked" if state.blocked else "free", "set"),
            ("braking part", f"{state.brake:.2f}", kind),
            ("driving part", f"{state.drive:.2f}", kind),
            ("pain signal", f"{state.signal:.3f}", kind),
            ("the same at the normal amount", f"{state.before:.3f}", kind),
        )

    def _build_gauge(self):
        gauge = self.figure.add_axes((0.78, 0.22, 0.1, 0.64), xlim=(-1, 1), ylim=(0, HIGHEST))
        gauge.set(xticks=(), yticks=(0, 1, 2))
        gauge.set_ylabel("pain signal (1: no serotonin from above)")
        gauge.axhline(1, color="black", lw=1.2, ls=(0, (4, 2)), zorder=2)
        self.stem = self.moves(gauge.plot([], [], color=COLOURS["guide"], lw=9, solid_capstyle="butt", zorder=3)[0])
        self.signal = self.moves(gauge.axhline(1, color="black", lw=3.5, zorder=4))
        self.value = self.moves(gauge.text(1.15, 1, "", fontsize=14, weight="bold", va="center"), ghost=False)
