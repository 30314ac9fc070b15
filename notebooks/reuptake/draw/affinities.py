"""Printed affinities: how each is said, how far apart two are, and the marks that show them."""

import math
from dataclasses import dataclass

import numpy as np

from reuptake.draw.describe import spoken
from reuptake.draw.style import COLOURS

TARGETS = ("SERT", "NET", "DAT")
# Shape and colour both tell the target; a filled mark is one laboratory, an open one another.
LOOKS = {
    "SERT": {"color": COLOURS["serotonin"], "marker": "o"},
    "NET": {"color": COLOURS["inhibitor"], "marker": "^"},
    "DAT": {"color": "#000000", "marker": "s"},
}


@dataclass(frozen=True)
class Affinity:
    """One printed affinity of one laboratory.

    Attributes
    ----------
    target : str
        One of `TARGETS`.
    low_nM, high_nM : float
        Ends of a printed range; the same number twice where one number is printed.
    qualifier : {"=", "~", ">", "range"}
        Exact, about, more than, or a range.
    laboratory : str
        Who measured it, with "as cited in" where it was read elsewhere.
    main : bool
        Whether it is the laboratory that measured most of these drugs.
    """

    target: str
    low_nM: float
    high_nM: float
    qualifier: str
    laboratory: str
    main: bool

    @property
    def middle_nM(self):
        """The number, or the geometric middle of a range (float)."""
        return math.sqrt(self.low_nM * self.high_nM)

    @property
    def words(self):
        """The number as it is said, with its unit (str)."""
        if self.qualifier == "range":
            return f"{self.low_nM:,g} to {self.high_nM:,g} nM"
        return f"{ {'>': 'more than ', '~': 'about '}.get(self.qualifier, '') }{self.low_nM:,g} nM"


@dataclass(frozen=True)
class DrugProfile:
    """What is known of one drug.

    Attributes
    ----------
    name : str
    affinities : tuple of Affinity
        Empty for a drug that was found to bind none of the targets.
    printed_ratio : float or None
        Affinity at NET over that at SERT as the source prints it, rounded there.
    unbound_source : str
        Who found that nothing is bound; empty for all other drugs.
    """

    name: str
    affinities: tuple
    printed_ratio: float | None = None
    unbound_source: str = ""

    @property
    def laboratories(self):
        """Names of the laboratories, the main one first (tuple of str)."""
        ordered = sorted(self.affinities, key=lambda a: not a.main)
        return tuple(dict.fromkeys(a.laboratory for a in ordered))

    def at(self, target, laboratory=None):
        """Affinities at one target, of one laboratory or of all (tuple of Affinity)."""
        return tuple(
            a for a in self.affinities if a.target == target and laboratory in (None, a.laboratory)
        )  # fmt: skip


@dataclass(frozen=True)
class Distance:
    """How much weaker than at SERT a drug binds elsewhere, in one laboratory.

    Attributes
    ----------
    times : float
        Ratio of the affinities; below 1 the other target is the tighter one.
    bound : bool
        Whether the true distance is larger, because one affinity is only known to be "more than".
    rough : bool
        Whether an affinity is a range or printed as "about".
    low, high : float
        Smallest and largest ratio that printed ranges allow; both `times` where none is printed.
    """

    times: float
    bound: bool
    rough: bool
    low: float
    high: float

    @property
    def words(self):
        """The distance as it is said (str)."""
        if self.times == 1:
            return "the same"
        way = "weaker" if self.times > 1 else "tighter"
        if self.low != self.high and (self.low > 1) == (self.high > 1):
            ends = sorted(max(end, 1 / end) for end in (self.low, self.high))
            return f"about {spoken(ends[0])} to {spoken(ends[1])} times {way}"
        prefix = "more than " if self.bound else "about " if self.rough else ""
        return f"{prefix}{spoken(max(self.times, 1 / self.times))} times {way}"


def distance(profile, target, laboratory):
    """Distance of a target from SERT in one laboratory.

    Parameters
    ----------
    profile : DrugProfile
    target : str
    laboratory : str

    Returns
    -------
    Distance or None
        None where one of the two was not measured, or a "more than" leaves open which way they differ.
    """
    here, there = profile.at("SERT", laboratory), profile.at(target, laboratory)
    if not here or not there:
        return None
    times = there[0].middle_nM / here[0].middle_nM
    # "More than" can only widen a distance that it lies at the far end of; else nothing is known.
    if (here[0].qualifier == ">" and times >= 1) or (there[0].qualifier == ">" and times <= 1):
        return None
    qualifiers = {here[0].qualifier, there[0].qualifier}
    low, high = there[0].low_nM / here[0].high_nM, there[0].high_nM / here[0].low_nM
    return Distance(times, ">" in qualifiers, bool(qualifiers & {"~", "range"}), low, high)


class Marks:
    """The marks of one chart: for each target filled, open, open-ended ones and ranges.

    Parameters
    ----------
    scene : reuptake.draw.scene.Scene
        Where the marks are registered as moving.
    ax : matplotlib.axes.Axes
    size : float
        Of a mark, in pt.
    affinities : iterable of Affinity
        All that may ever be shown; a kind of mark that none of them needs is not made.
    """

    def __init__(self, scene, ax, size, affinities):
        self.lines, needed = {}, {(a.target, _kind(a)) for a in affinities}
        for target, look in LOOKS.items():
            colour, marker = look["color"], look["marker"]
            kinds = {
                "range": {"lw": 2.2, "marker": "|", "ms": size + 1, "mew": 1.6, "color": colour},
                "main": {"ls": "", "marker": marker, "ms": size, "mew": 1.2, "color": colour},
                "other": {"ls": "", "marker": marker, "ms": size, "mew": 1.5, "mfc": "white", "mec": colour},
                ">": {"ls": "", "marker": ">", "ms": size + 1, "mew": 1.5, "mfc": "white", "mec": colour},
            }
            for kind in (kind for kind in kinds if (target, kind) in needed):
                self.lines[target, kind] = scene.moves(ax.plot([], [], zorder=5, **kinds[kind])[0], ghost=False)

    def place(self, marks):
        """Show these (height, Affinity) pairs and nothing else."""
        points = {key: ([], []) for key in self.lines}
        for y, affinity in marks:
            x, heights = points[affinity.target, _kind(affinity)]
            # A gap ends each range, so that the line does not run on to the next one.
            ends = [affinity.low_nM, affinity.high_nM, np.nan] if affinity.qualifier == "range" else [affinity.low_nM]
            x.extend(ends)
            heights.extend([y] * len(ends))
        for key, (x, heights) in points.items():
            self.lines[key].set_data(x, heights)
            # Drawing nothing still takes time, and there are many lines.
            self.lines[key].set_visible(bool(x))


def _kind(affinity):
    if affinity.qualifier in ("range", ">"):
        return affinity.qualifier
    return "main" if affinity.main else "other"
