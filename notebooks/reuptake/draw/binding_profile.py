"""Who binds what: affinities of drugs at three transporters, laboratory by laboratory, on a log axis."""

from dataclasses import dataclass

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from reuptake.draw.affinities import LOOKS, TARGETS, Marks, distance
from reuptake.draw.charts import plain_ticks
from reuptake.draw.describe import spoken, with_unit
from reuptake.draw.scene import Scene
from reuptake.draw.style import TEXT_COLOURS

# Layout: within a row the targets stand a little apart, so that equal values do not hide each other.
SHIFT = {"SERT": -0.3, "NET": 0.0, "DAT": 0.3}
LIMITS_NM = (0.08, 450_000)
TICKS_NM = (1, 100, 10_000)
# How dark a name is, and how much of that a veil takes from drugs not met yet: they come out at #6f6f6f.
MET, VEIL = "#222222", 0.35
# Where the names stand, as fractions of the axis.
NAMES_X = (-0.365, -0.004)


@dataclass(frozen=True)
class BindingProfileState:
    """What the picture of one setting shows.

    Attributes
    ----------
    profiles : tuple of DrugProfile
        By name.
    order : tuple of int
        Positions of the profiles from the top row down; those shown come first.
    shown : int
        How many of them are shown with their affinities.
    chosen : int
        Position of the drug in hand.
    sorted_by : str
    """

    profiles: tuple
    order: tuple
    shown: int
    chosen: int
    sorted_by: str


class BindingProfileScene(Scene):
    """All drugs on the left, the chosen one enlarged on the right."""

    name = "binding-profile"
    title = "Who binds what: affinities at three transporters"
    size_in = (10.0, 6.0)

    def build(self, state):
        """Draw both axes and make a mark for every laboratory and target."""
        self._build_rows(self.figure.add_axes((0.162, 0.115, 0.44, 0.745)), state)
        self._build_chosen(self.figure.add_axes((0.69, 0.40, 0.295, 0.40)), state)
        self.reading = self.moves(
            self.figure.text(0.635, 0.285, "", fontsize=11, va="top", linespacing=1.35), ghost=False
        )  # fmt: skip

    def update(self, state):
        """Put names and marks in their rows, and the chosen drug in its panel."""
        row_of = {drug: row for row, drug in enumerate(state.order)}
        self._update_names(state, row_of)
        for drug, profile in enumerate(state.profiles):
            if profile.unbound_source:
                self.unbound.set_position((LIMITS_NM[0] * 1.5, row_of[drug]))
                self.unbound.set_visible(row_of[drug] < state.shown)
        self.frame.set_y(row_of[state.chosen] - 0.5)
        self.heading.set_text(f"{state.shown} of {len(state.order)} drugs shown, sorted by {state.sorted_by}")
        met = [(row, a) for row, drug in enumerate(state.order[: state.shown]) for a in state.profiles[drug].affinities]
        self.rows.place([(row + SHIFT[a.target], a) for row, a in met])
        self._update_chosen(state.profiles[state.chosen])

    def for_lecture(self):
        """Leave a gap between the numbers of the axis."""
        ax = self.figure.axes[0]
        ax.set_xticks(ax.get_xticks(), labels=["" if tick == 10_000 else f"{tick:,g}" for tick in ax.get_xticks()])

    def describe(self, state):
        """Say where the drug binds tightest, the distances, and where laboratories disagree."""
        profile = state.profiles[state.chosen]
        name = profile.name.capitalize() if profile.name.islower() else profile.name
        if profile.unbound_source:
            return (
                f"{name}: no binding to SERT, NET or DAT was found, so there is no number to draw "
                f"({profile.unbound_source}).{_first(state)}"
            )
        everything = " All drugs are shown." if state.shown == len(state.profiles) else ""
        return f"{name} {_tightest(profile)}.{_far(profile)}{_disagree(profile)}{_first(state)}{everything}"

    def numbers(self, state):
        """The drugs that are shown, each laboratory in a row of its own."""
        header = ("drug", "SERT", "NET", "DAT", "NET against SERT", "laboratory")
        rows = []
        for drug in state.order[: state.shown]:
            profile = state.profiles[drug]
            mark = " (chosen)" if drug == state.chosen else ""
            if profile.unbound_source:
                rows.append((profile.name + mark, *["none found"] * 3, "–", profile.unbound_source))
            rows += [(profile.name + mark, *_cells(profile, laboratory)) for laboratory in profile.laboratories]
        return header, rows

    def _build_rows(self, ax, state):
        count = len(state.profiles)
        ax.set_xscale("log")
        ax.set(xlim=LIMITS_NM, ylim=(count - 0.4, -0.6), yticks=[])
        plain_ticks(ax.xaxis, [0.1, 1, 10, 100, 1000, 10_000, 100_000])
        ax.set_xlabel("← tighter     affinity (nM, log scale)     weaker →", labelpad=3)
        ax.hlines(np.arange(count - 1) + 0.5, *LIMITS_NM, color="#e6e6e6", lw=0.8, zorder=1)
        self.figure.text(0.012, 0.957, "All drugs", fontsize=13, weight="bold")
        self.heading = self.moves(self.figure.text(0.115, 0.957, "", fontsize=11), ghost=False)
        _key(self.figure)
        self.frame = self.moves(
            ax.add_patch(Rectangle((0, 0), 1, 1, transform=ax.get_yaxis_transform(), fill=False, ec="#222222", lw=1.6,
                                   zorder=3)),
            ghost=False,
        )  # fmt: skip
        self._build_names(ax, state)
        self.unbound = self.moves(ax.text(1, 0, "no binding found: no number", fontsize=11, va="center"), ghost=False)
        self.rows = Marks(self, ax, 5.2, _all_affinities(state))

    def _build_names(self, ax, state):
        """Names by name, which stay; over them, a cover and names in another order; over all, a veil and the choice."""
        across = {"transform": ax.get_yaxis_transform()}
        look = across | {"ha": "right", "va": "center", "fontsize": 11, "color": MET}
        for row, profile in enumerate(state.profiles):
            ax.text(-0.015, row, profile.name, **look)
        white = across | {"fc": "white", "ec": "none", "clip_on": False}
        corner, width = (NAMES_X[0], -0.6), NAMES_X[1] - NAMES_X[0]
        sheet = Rectangle(corner, width, len(state.profiles) + 0.2, zorder=3.2, **white)
        self.cover = self.moves(ax.add_patch(sheet), ghost=False)
        look["zorder"] = 3.4
        self.names = [self.moves(ax.text(-0.015, 0, p.name, **look), ghost=False) for p in state.profiles]
        self.veil = self.moves(ax.add_patch(Rectangle(corner, width, 1, alpha=VEIL, zorder=3.6, **white)), ghost=False)
        look |= {"zorder": 3.8, "weight": "bold", "bbox": {"fc": "white", "ec": "none", "pad": 0.6}}
        self.in_hand = self.moves(ax.text(-0.015, 0, "", **look), ghost=False)

    def _update_names(self, state, row_of):
        # Sorted by name only the choice and the veil move: texts are slow to draw, and these are many.
        moved = state.order != tuple(range(len(state.order)))
        self.cover.set_visible(moved)
        for drug, name in enumerate(self.names):
            name.set_y(row_of[drug])
            name.set_visible(moved)
            name.set_weight("bold" if drug == state.chosen else "normal")
        self.veil.set_y(state.shown - 0.5)
        self.veil.set_height(len(state.order) - state.shown + 0.1)
        self.in_hand.set_visible(not moved)
        self.in_hand.set_text(state.profiles[state.chosen].name)
        self.in_hand.set_y(row_of[state.chosen])

    def _build_chosen(self, ax, state):
        ax.set_xscale("log")
        ax.set(xlim=LIMITS_NM, ylim=(2.62, -0.55))
        plain_ticks(ax.xaxis, TICKS_NM)
        ax.set_xlabel("affinity (nM)", labelpad=1)
        ax.set_yticks(range(len(TARGETS)), labels=TARGETS)
        ax.grid(axis="y", visible=False)
        self.headline = self.moves(self.figure.text(0.635, 0.83, "", fontsize=15, weight="bold"), ghost=False)
        self.figure.text(0.635, 0.957, "The drug in hand", fontsize=13, weight="bold")
        self.figure.text(0.635, 0.895, "line: distance from SERT", fontsize=11, color=TEXT_COLOURS["guide"])
        guide = {"color": TEXT_COLOURS["guide"], "zorder": 3}
        self.apart, self.values, self.second = {}, {}, {}
        for target in TARGETS:
            if target != "SERT":
                self.apart[target] = self.moves(ax.plot([], [], "|-", lw=2.2, ms=9, mew=1.6, **guide)[0], ghost=False)
            self.values[target] = self.moves(ax.text(1, 0, "", fontsize=11, va="bottom", zorder=6), ghost=False)
            if any(len(profile.at(target)) > 1 for profile in state.profiles):
                self.second[target] = self.moves(ax.text(1, 0, "", fontsize=11, va="center", zorder=6), ghost=False)
        self.far = {
            target: self.moves(ax.text(1, 0, "", fontsize=11, va="top", zorder=6, color="#333333"), ghost=False)
            for target in TARGETS[1:]
        }
        self.lanes = Marks(self, ax, 9, _all_affinities(state))

    def _update_chosen(self, profile):
        self.headline.set_text(profile.name)
        self.lanes.place([(TARGETS.index(a.target), a) for a in profile.affinities])
        first = profile.laboratories[0] if profile.laboratories else None
        sert = profile.at("SERT", first)
        for lane, target in enumerate(TARGETS):
            found = sorted(profile.at(target), key=lambda a: not a.main)
            _beside(self.values[target], found[:1], lane - 0.16, "" if profile.unbound_source else "not in our tables")
            if target in self.second:
                self.second[target].set_text(found[1].words if found[1:] else "")
            if found[1:]:
                self.second[target].set_position((found[1].middle_nM * 1.9, lane))
            apart = distance(profile, target, first) if lane else None
            ends = [sert[0].middle_nM, found[0].middle_nM] if apart else []
            if lane:
                self.apart[target].set_data(ends, [lane] * len(ends))
                self.far[target].set_text(apart.words if apart else _why_not(profile, target))
                _beside_line(self.far[target], ends, lane + 0.17)
        self.reading.set_text(_reading(profile))


def _all_affinities(state):
    return [affinity for profile in state.profiles for affinity in profile.affinities]


def _key(figure):
    """Shapes and their meaning, in a row above the rows."""
    y = 0.898
    entries = [(0.06, dict(LOOKS[t], mfc=LOOKS[t]["color"]), t) for t in TARGETS]
    entries = [(0.022 + 0.078 * i, look, text) for i, (_, look, text) in enumerate(entries)]
    grey = {"color": "#444444"}
    entries += [
        (0.262, {**grey, "marker": "o", "mfc": "white"}, "open: another laboratory"),
        (0.512, {**grey, "marker": ">", "mfc": "white"}, "more than"),
    ]
    for x, look, text in entries:
        figure.text(x + 0.014, y, text, fontsize=11, va="center")
        figure.add_artist(_sample(figure, x, y, look))


def _sample(figure, x, y, look):
    return Line2D([x], [y], ls="", ms=7, mew=1.5, transform=figure.transFigure, **look)


def _beside(text, found, y, missing):
    """Write the value of the first affinity above its mark, or that there is none."""
    text.set_text(found[0].words if found else missing)
    _anchored(text, found[0].middle_nM if found else 200.0, y)


def _beside_line(text, ends, y):
    """Write a distance from where SERT stands, to the side that has room."""
    right = not ends or ends[0] < 300
    text.set_position(((ends[0] * 1.35 if right else ends[0] / 1.35) if ends else 10.0, y))
    text.set_ha("left" if right else "right")


def _why_not(profile, target):
    """Why no distance is drawn."""
    return "cannot be told" if profile.at("SERT") and profile.at(target) else ""


def _anchored(text, x, y):
    """Centre a text on x, or keep it inside where x is near an end of the axis."""
    text.set_position((x, y))
    text.set_ha("left" if x < 3 else "right" if x > 10_000 else "center")


def _tightest(profile):
    """Where a drug binds tightest in its first laboratory, in words."""
    least = min(profile.affinities, key=lambda a: (not a.main, a.qualifier == ">", a.middle_nM))
    alike = [a.target for a in profile.affinities if a.middle_nM == least.middle_nM and a.main == least.main]
    if len(alike) == len(TARGETS):
        return f"binds all three alike, {least.words}: one range is printed for all ({least.laboratory})"
    verb = "is bound at" if len(profile.affinities) == 1 else "binds tightest at"
    return f"{verb} {' and '.join(alike)}, {least.words} ({least.laboratory})"


def _first(state):
    """Which drug heads the list, where it is sorted by more than its name."""
    if state.sorted_by == "name":
        return ""
    head = state.profiles[state.order[0]].name
    return f" Of {state.shown} drugs shown, {head} comes first by {state.sorted_by}."


def _far(profile):
    if not profile.laboratories:
        return ""
    first = profile.laboratories[0]
    known = {t: distance(profile, t, first) for t in TARGETS[1:]}
    parts = [f"{t} is {d.words}" for t, d in known.items() if d and d.times != 1]
    said = f" Against SERT, {' and '.join(parts)}." if parts else ""
    missing = [t for t in TARGETS if not profile.at(t)]
    untold = [t for t, d in known.items() if not d and profile.at("SERT") and profile.at(t)]
    said += f" How far {' and '.join(untold)} is from SERT cannot be told." if untold else ""
    return said + (f" No number for {' and '.join(missing)} in our tables." if missing else "")


def _disagree(profile):
    """Where two laboratories give different numbers for one target."""
    parts = []
    for target in TARGETS:
        values = [a.middle_nM for a in sorted(profile.at(target), key=lambda a: not a.main)]
        if len(values) > 1:
            ratio = spoken(max(values) / min(values))
            parts.append(f"{ratio} times at {target} ({values[0]:,g} against {values[1]:,g} nM)")
    return f" Laboratories differ {' and '.join(parts)}." if parts else ""


def _reading(profile):
    """Laboratories and their disagreement, in short lines."""
    if profile.unbound_source:
        return "No binding found at any of the three:\nno number exists.\n" + profile.unbound_source.replace(
            "; ", ";\n"
        )
    lines = []
    for laboratory in profile.laboratories:
        used = [a.main for a in profile.affinities if a.laboratory == laboratory]
        lines += [f"{'filled' if used[0] else 'open'}: {laboratory}".replace(", as cited", ",\n   as cited")]
    if _disagree(profile):
        lines += ["Laboratories differ:"]
        for target in TARGETS:
            values = [a.middle_nM for a in profile.at(target)]
            if len(values) > 1:
                lines[-1] += f" {target} {spoken(max(values) / min(values))} ×,"
        lines[-1] = lines[-1].removesuffix(",")
    return "\n".join(lines)


def _cells(profile, laboratory):
    """One laboratory's row of the table."""
    numbers = [profile.at(t, laboratory) for t in TARGETS]
    apart = distance(profile, "NET", laboratory)
    printed = profile.printed_ratio
    said = apart.words if apart else "–"
    if apart and printed and profile.at("SERT", laboratory)[0].main:
        said += f" (printed as a ratio of {with_unit(printed, '', 3) if printed < 1 else f'{printed:,g}'})"
    return (*(n[0].words if n else "–" for n in numbers), said, laboratory)
