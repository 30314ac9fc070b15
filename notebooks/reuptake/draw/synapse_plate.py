"""The plate of the synapse: cells, membranes, organelles, proteins and names, which do not move."""

import numpy as np
from matplotlib.patches import Circle, Ellipse, FancyArrowPatch, PathPatch

from reuptake.draw import synapse_parts as parts
from reuptake.draw.style import COLOURS

# Soft fills; cells are told apart by their names and outlines, so that a grey print keeps them.
FILLS = {"terminal": "#eaf2f9", "target": "#f7f0e0", "glia": "#e9f3ec", "blood": "#f8e6e0"}
EDGES = {"terminal": "#2f5f86", "target": "#8a6d2f", "glia": "#4a7a5c", "blood": "#a0533f", "part": "#2b2b2b"}
ARROW = "#4d4d4d"
# Names beside the parts: place, text, alignment.
NAMES = (
    (2.0, 54.6, "axon", "left"), (2.0, 3.2, "blood", "left"), (22.6, 48.4, "tryptophan", "center"),
    (38.2, 48.4, "5-HTP", "center"), (50.4, 48.4, "5-HT", "center"),
    (32.1, 50.5, "TPH", "center"), (44.6, 50.5, "AADC", "center"), (50.1, 41.6, "VMAT", "left"),
    (16.8, 36.4, "vesicles", "left"), (21.8, 27.3, "autoreceptor", "center"),
    (32.5, 15.7, "Ca²⁺\nchannel", "center"), (58.3, 26.6, "SERT", "center"),
    (66.3, 31.9, "MAO, at a\nmitochondrion", "center"), (80.9, 43.6, "5-HIAA", "center"),
    (87.2, 25.0, "uptake 2", "left"), (98.8, 43.6, "glial\ncell", "right"),
    (46.0, 7.2, "receptors of the target neuron", "center"),
    (72.0, 54.6, "varicosity of a serotonin neuron", "center"),
)  # fmt: skip
# Left out of the simple plate: how serotonin is made, and what stands around the synapse.
AROUND = {"blood", "tryptophan", "5-HTP", "TPH", "AADC", "uptake 2", "glial\ncell"}
RENAMED = {"VMAT": "pump", "MAO, at a\nmitochondrion": "MAO, an\nenzyme"}
SIMPLE_NAMES = tuple((x, y, RENAMED.get(text, text), side) for x, y, text, side in NAMES if text not in AROUND)


class Plate:
    """The parts that do not move: cells, membranes, organelles, transporters, names.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Drawn on in units of the plate.
    names : sequence
        Names to write: each a place, a text and its alignment.
    arrows : bool
        Whether to draw the thin arrows of the way that serotonin takes.
    target : bool
        Whether to draw the target neuron and what serotonin acts on.
    vesicles : sequence of (float, float)
        Middles of the vesicles; the last one carries the pump VMAT.
    simple : bool
        Whether to leave out the synthesis, the blood and the glial cell.

    Attributes
    ----------
    ax : matplotlib.axes.Axes
    scale : float
        Points per unit of the plate, for line widths and markers that fit.
    """

    def __init__(self, ax, names=NAMES, arrows=True, target=True, vesicles=parts.VESICLES, simple=False):
        self.ax, self.simple = ax, simple
        ax.set(xlim=(0, parts.WIDTH), ylim=(0, parts.HEIGHT))
        ax.set_aspect("equal")
        ax.set_axis_off()
        box = ax.get_position()
        self.scale = 72 * box.width * ax.figure.get_figwidth() / parts.WIDTH
        self._cells(target)
        self._vesicles(vesicles, filled=target)
        self._mitochondrion()
        self._transporters()
        if target:
            self._receptors()
        if not simple:
            ax.plot(*np.transpose(TRYPTOPHAN), "s", ms=0.85 * self.scale, mfc="white", mec="#5a3a2a", mew=1.3, zorder=3)
        if arrows:
            self._arrows()
        for x, y, text, side in names:
            ax.text(x, y, text, ha=side, va="center", fontsize=12, color="black", linespacing=1.05, zorder=4)

    def patch(self, path, fill, edge=EDGES["part"], width=1.2, z=3.0, **more):
        """Add one shape.

        Parameters
        ----------
        path : matplotlib.path.Path
        fill, edge : str
        width : float
            Of the outline, in points.
        z : float
            Drawing order.
        **more
            Further properties of the patch.

        Returns
        -------
        matplotlib.patches.PathPatch
        """
        return self.ax.add_patch(PathPatch(path, fc=fill, ec=edge, lw=width, zorder=z, **more))

    def membrane(self, line, edge, z=2.0):
        """Draw a membrane as two thin lines with a pale gap.

        Parameters
        ----------
        line : matplotlib.path.Path
        edge : str
        z : float
        """
        for colour, width in ((edge, 0.86), ("#fdfcf6", 0.46)):
            self.patch(line, "none", colour, width * self.scale, z, capstyle="butt")

    def _cells(self, target):
        top, low = parts.smooth(parts.AXON_TOP), parts.smooth(parts.TERMINAL_LOW)
        self.patch(parts.joined(top, low), FILLS["terminal"], "none", z=1)
        for name, points, close in (
            ("target", parts.TARGET, []),
            ("glia", parts.GLIA, []),
            ("blood", parts.VESSEL_WALL, [(-2, -2)]),
        ):
            if self.simple if name != "target" else not target:
                continue
            line = parts.smooth(points)
            self.patch(parts.joined(line, parts.smooth([*close, *close])) if close else line, FILLS[name], "none", z=1)
            self.membrane(line, EDGES[name])
        for line in (top, low):
            self.membrane(line, EDGES["terminal"])

    def _vesicles(self, vesicles, filled):
        for centre in vesicles:
            self.ax.add_patch(
                Circle(centre, parts.VESICLE_RADIUS, fc="white", ec=EDGES["terminal"], lw=0.3 * self.scale, zorder=3)
            )
            if filled:
                self.ax.plot(*parts.in_vesicle(centre).T, zorder=3.1, **self.dots())
        x, y = vesicles[-1]
        self.patch(parts.rounded_box(x - 0.9, y + 2.2, x + 0.9, y + 4.4, 0.6), "#bfe0f2", "#1f5f86", 1.3, 3.3)

    def dots(self, size=0.78):
        """Look of serotonin molecules, as properties of a line.

        Parameters
        ----------
        size : float
            Diameter in units of the plate.

        Returns
        -------
        dict
        """
        return {
            "ls": "", "marker": "o", "ms": size * self.scale * 1.25, "mfc": COLOURS["serotonin"], "mec": "#003c5f",
            "mew": 0.7,
        }  # fmt: skip

    def _mitochondrion(self):
        x, y = parts.MITOCHONDRION
        for width, height, fill in ((14.4, 7.2, "#f3d9c4"), (12.9, 5.7, "#fbeee2")):
            self.ax.add_patch(Ellipse((x, y), width, height, fc=fill, ec="#8a5a33", lw=1.2, zorder=3))
        self.patch(parts.cristae(x, y, 12.0, 5.6), "none", "#8a5a33", 1.3, 3.2)
        for u in (62.6, 67.4):
            self.patch(parts.rounded_box(u - 1.0, y + 2.5, u + 1.0, y + 4.4, 0.7), "#d9a27a", "#5f3510", 1.3, 3.3)

    def _transporters(self):
        for x in parts.SERT_X:
            for side in (-1, 1):
                self.patch(parts.transporter_half(side, x, parts.TERMINAL_Y), "#8fd0bb", "#00553f", 1.3, 3)
        for side in () if self.simple else (-1, 1):
            self.patch(parts.transporter_half(side, *parts.UPTAKE_2, turned=True), "#d9d4ea", "#4b3f7a", 1.3, 3)

    def _receptors(self):
        self.patch(parts.receptor(parts.AUTORECEPTOR_X, parts.TERMINAL_Y, up=False), "#f2d38a", "#6b4a00", 1.3, 3)
        for x in parts.RECEPTOR_X:
            self.patch(parts.receptor(x, parts.TARGET_Y), "#e6c6dc", "#6b2f58", 1.3, 3)
        for side in (-1, 1):
            x = parts.CHANNEL_X + side * 0.95
            self.patch(parts.rounded_box(x - 0.65, 20.3, x + 0.65, 23.7, 0.6), "#f6cda4", "#7a4300", 1.3, 3)

    def _arrows(self):
        for (start, end), bend in ARROWS[AFTER_SYNTHESIS] if self.simple else ARROWS:
            self.ax.add_patch(
                FancyArrowPatch(start, end, connectionstyle=f"arc3,rad={bend}", arrowstyle="-|>", mutation_scale=12,
                                color=ARROW, lw=1.5, shrinkA=0, shrinkB=0, zorder=3.4)
            )  # fmt: skip
        # The brake of the autoreceptor ends in a bar, not in a head: it holds release back.
        self.patch(parts.smooth([(27.6, 23.9), (32.3, 26.0), (36.9, 25.3)]), "none", ARROW, 1.5, 3.4, ls=(0, (3, 1.6)))
        self.ax.plot([36.6, 37.1], [24.1, 26.6], color=ARROW, lw=2.2, zorder=3.4)


TRYPTOPHAN = ((2.4, 34.2), (4.6, 36.0), (2.2, 38.2), (5.4, 32.4), (3.6, 41.0), (16.7, 48.4))
ARROWS = (
    (((6.0, 36.8), (17.4, 46.6)), -0.12),
    (((29.0, 48.4), (34.4, 48.4)), 0),
    (((41.8, 48.4), (47.4, 48.4)), 0),
    (((49.6, 46.9), (49.4, 41.4)), 0),
    (((57.6, 46.0), (62.4, 42.7)), -0.15),
    (((73.2, 39.4), (80.4, 41.8)), -0.1),
    (((54.0, 24.6), (55.8, 43.6)), 0.06),
    (((82.0, 21.0), (88.8, 21.0)), 0),
)
AFTER_SYNTHESIS = slice(3, 7)
