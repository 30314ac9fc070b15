"""With and without the transporter: measured levels in mice against a model of two ways out."""

from dataclasses import dataclass

import numpy as np

from reuptake.draw.charts import direct_legend
from reuptake.draw.describe import spoken, times, with_unit
from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS


@dataclass(frozen=True)
class MeasuredLevel:
    """Extracellular 5-HT of one genotype.

    Attributes
    ----------
    genotype : str
    activity : float
        Where on the axis the genotype stands; for mice with one copy this is an assumption.
    level_nM, plus_minus_nM : float
        As printed by the source, which does not state the type of its plus-minus.
    """

    genotype: str
    activity: float
    level_nM: float
    plus_minus_nM: float


@dataclass(frozen=True)
class RegionState:
    """One brain region at one setting.

    Attributes
    ----------
    region : str
    measured : tuple of MeasuredLevel
        Two copies, one copy, none.
    activities, curve_nM : numpy.ndarray, shape (A,)
        The model's curve.
    level_nM, ratio : float
        The model at the chosen activity, and relative to normal.
    model_at_one_copy_nM : float
        The model where the mice with one copy are assumed to stand.
    """

    region: str
    measured: tuple
    activities: np.ndarray
    curve_nM: np.ndarray
    level_nM: float
    ratio: float
    model_at_one_copy_nM: float


@dataclass(frozen=True)
class KnockoutState:
    """What the picture of one setting shows.

    Attributes
    ----------
    activity : float
        Transporter activity relative to normal.
    compare : bool
        Whether the mice with one copy are compared with the model.
    regions : tuple of RegionState
    """

    activity: float
    compare: bool
    regions: tuple


class KnockoutScene(Scene):
    """Two regions side by side.

    The model's curve is drawn only as far as the reader has gone, so that the picture at the start
    does not answer the question that comes before it.
    """

    name = "knockout"
    title = "Serotonin (5-HT) outside cells, with more or less transporter"
    size_in = (10.0, 4.75)
    lecture_words = {"model, between normal and yours": "model, normal to yours"}

    def build(self, state):
        """Draw the axes and the measured points that do not move."""
        self.panels = [
            self._build_panel(self.figure.add_axes((left, 0.135, 0.405, 0.68)), region)
            for left, region in zip((0.075, 0.575), state.regions, strict=True)
        ]

    def update(self, state):
        """Move the chosen activity and the mice with one copy."""
        for panel, region in zip(self.panels, state.regions, strict=True):
            panel.update(state, region)

    def describe(self, state):
        """Say the model's level and ratio in each region, and the misfit at one copy."""
        levels = "; ".join(
            f"{r.region} {with_unit(r.level_nM, 'nM')}, {times(r.ratio, 'normal')}" for r in state.regions
        )
        misfits = "; ".join(
            f"{r.region} {spoken(r.model_at_one_copy_nM, 3)} against {spoken(r.measured[1].level_nM)} nM measured"
            for r in state.regions
        )
        one_copy = state.regions[0].measured[1].activity
        said = f"With {times(state.activity, 'normal')} transporter activity the model gives: {levels}."
        if not state.compare:
            return f"{said} Mice with one copy are drawn at an assumed activity of {spoken(one_copy)}."
        return f"{said} Mice with one copy, put at {spoken(one_copy)}: model {misfits}."

    def numbers(self, state):
        """Model and measurement, region by region."""
        header = ("region", "mice or setting", "activity", "measured (nM)", "model (nM)")
        rows = []
        for r in state.regions:
            # The model is fixed by the mice with two copies and with none.
            at_one_copy = spoken(r.model_at_one_copy_nM, 3) if state.compare else "not compared"
            models = (spoken(r.measured[0].level_nM, 3), at_one_copy, spoken(r.measured[2].level_nM, 3))
            rows += [
                (r.region, m.genotype, spoken(m.activity), f"{m.level_nM:g} ± {m.plus_minus_nM:g}", model)
                for m, model in zip(r.measured, models, strict=True)
            ]
            rows.append((r.region, "chosen", spoken(state.activity), "–", spoken(r.level_nM, 3)))
        return header, rows

    def _build_panel(self, ax, region):
        ax.set(xlim=(-0.1, 3.12), ylim=(0, 22.5), xticks=(0, 0.5, 1, 2, 3), yticks=range(0, 21, 5))
        ax.set_xticklabels(["0", "½", "1", "2", "3"])
        ax.set_xlabel("transporter activity (1 = normal)")
        ax.set_ylabel("5-HT outside cells (nM)")
        ax.set_title(region.region.capitalize(), pad=30)
        curve = {"color": COLOURS["serotonin"], "lw": 2.8}
        mice = {"color": COLOURS["measured"], "marker": "s", "ls": "", "ms": 7}
        direct_legend(ax, [(curve, "model, between normal and yours"), (mice, "mice")])
        for level in (region.measured[0], region.measured[2]):
            ax.errorbar(level.activity, level.level_nM, yerr=level.plus_minus_nM, fmt="s", ms=7, lw=1.8,
                        capsize=4, color=COLOURS["measured"], zorder=3)  # fmt: skip
        none, both = region.measured[2], region.measured[0]
        ax.text(0.08, none.level_nM + 0.4, "no copy", fontsize=11, va="center")
        ax.text(both.activity + 0.03, both.level_nM + both.plus_minus_nM + 0.3, "two copies", fontsize=11)
        return _Panel(self, ax, curve)


class _Panel:
    """The moving artists of one region."""

    def __init__(self, scene, ax, curve):
        self.curve = self._line(scene, ax, zorder=5, **curve)
        look = {"ha": "right", "va": "top", "fontsize": 14, "weight": "bold", "color": COLOURS["serotonin"]}
        self.label = scene.moves(ax.text(0.98, 0.97, "", transform=ax.transAxes, zorder=6, **look), ghost=False)
        self.guide = self._line(scene, ax, color=COLOURS["serotonin"], lw=1.4, ls=":", zorder=5)
        self.misfit = self._line(scene, ax, color=TEXT_COLOURS["inhibitor"], lw=2.6, zorder=5)
        self.model = self._line(scene, ax, color=TEXT_COLOURS["inhibitor"], marker="_", ms=12, mew=2.6, ls="", zorder=5)
        self.bar = self._line(scene, ax, color=COLOURS["measured"], lw=1.8, marker="_", ms=8, zorder=5)
        self.mice = self._line(scene, ax, color=COLOURS["measured"], marker="s", ms=7, ls="", zorder=6)
        self.mice_label = scene.moves(ax.text(0, 0, "", fontsize=11, va="center", zorder=6), ghost=False)
        ring = {"marker": "o", "ms": 14, "mfc": "none", "mew": 3, "ls": ""}
        self.dot = self._line(scene, ax, color=COLOURS["serotonin"], zorder=7, **ring)

    @staticmethod
    def _line(scene, ax, **look):
        return scene.moves(ax.plot([], [], **look)[0])

    def update(self, state, region):
        activity = state.activity
        mice = region.measured[1]
        low, high = mice.level_nM - mice.plus_minus_nM, mice.level_nM + mice.plus_minus_nM
        self.label.set_text(f"{with_unit(region.level_nM, 'nM')}\n{times(region.ratio, 'normal')}")
        self.curve.set_data(*_trace(activity, region))
        self.guide.set_data([activity] * 2, [0, region.level_nM])
        self.dot.set_data([activity], [region.level_nM])
        self.mice.set_data([mice.activity], [mice.level_nM])
        self.bar.set_data([mice.activity] * 2, [low, high])
        self.misfit.set_data([mice.activity] * 2, [region.model_at_one_copy_nM, mice.level_nM])
        self.model.set_data([mice.activity], [region.model_at_one_copy_nM])
        for artist in (self.misfit, self.model):
            artist.set_visible(state.compare)
        model = f"model: {spoken(region.model_at_one_copy_nM, 3)}" if state.compare else "activity assumed"
        self.mice_label.set_text(f"one copy ({model})")
        self.mice_label.set_position((mice.activity + 0.09, mice.level_nM + 0.5))


def _trace(activity, region):
    """The model's curve between normal activity and the chosen one."""
    low, high = sorted((1.0, activity))
    inside = (region.activities > low) & (region.activities < high)
    x = np.concatenate([[low], region.activities[inside], [high]])
    return x, np.interp(x, region.activities, region.curve_nM)
