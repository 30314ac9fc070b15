"""Not mirror images: what taking transporter activity away and adding as much do to serotonin outside."""

from dataclasses import dataclass

import numpy as np
from matplotlib.collections import PolyCollection

from reuptake.draw.charts import direct_legend
from reuptake.draw.describe import spoken, times
from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

TERMINAL = TEXT_COLOURS["inhibitor"]
LOOKS = (
    {"color": COLOURS["serotonin"], "lw": 2.8},
    {"color": TERMINAL, "lw": 2.4, "ls": (0, (5, 2))},
    {"color": COLOURS["measured"], "marker": "s", "ls": "", "ms": 7},
)
RING = {"marker": "o", "ms": 14, "mfc": "none", "mew": 3, "ls": "", "zorder": 7}
# How far the axes reach, in changes from normal: from all lost to nine times more.
LOWEST, HIGHEST = -1.0, 10.2


@dataclass(frozen=True)
class MousePoint:
    """Mice with fewer copies of the gene.

    Attributes
    ----------
    name : str
    activity : float
        Assumed, relative to normal.
    ratio, plus_minus : float
        Level relative to mice with both copies, and the plus-minus of the level as printed.
    """

    name: str
    activity: float
    ratio: float
    plus_minus: float


@dataclass(frozen=True)
class TerminalCurve:
    """Serotonin outside in the terminal model.

    Attributes
    ----------
    when : str
        "after one hour" or "for good".
    activities, ratio : numpy.ndarray, shape (A,)
    guarded_below : float
        Activity below which a guard of the model decides.
    """

    when: str
    activities: np.ndarray
    ratio: np.ndarray
    guarded_below: float

    def at(self, activity):
        """Ratio to normal at one activity.

        Parameters
        ----------
        activity : float

        Returns
        -------
        float
        """
        return float(np.interp(activity, self.activities, self.ratio))


@dataclass(frozen=True)
class MirrorState:
    """What the picture of one setting shows.

    Attributes
    ----------
    activity, ratio : float
        Transporter activity and serotonin outside of the two-way model, relative to normal.
    region : str
    mirrored, mirrored_ratio : float
        The same where as much activity is added as was taken, or taken as was added.
    has_image : bool
        Whether there is such an activity: none is below zero.
    activities, curve : numpy.ndarray, shape (A,)
        The two-way model.
    mice : tuple of MousePoint
    terminal : TerminalCurve or None
    """

    activity: float
    region: str
    ratio: float
    mirrored: float
    has_image: bool
    mirrored_ratio: float
    activities: np.ndarray
    curve: np.ndarray
    mice: tuple
    terminal: TerminalCurve | None


class MirrorScene(Scene):
    """Level against activity, drawn only as far as the reader has gone, and the two changes side by side."""

    name = "mirror"
    title = "More and less transporter are not mirror images"
    size_in = (10.0, 5.25)

    def build(self, state):
        """Draw axes and make the lines."""
        self._build_curve(self.figure.add_axes((0.07, 0.125, 0.515, 0.70)))
        self._build_changes(self.figure.add_axes((0.70, 0.125, 0.285, 0.70)))

    def update(self, state):
        """Move dots, curves and bars to the state's activity."""
        low, high = _reached(state)
        self.curve.set_data(*_between(low, high, state.activities, state.curve))
        self.dot.set_data([state.activity], [state.ratio])
        self.image.set_data([state.mirrored], [state.mirrored_ratio])
        self.image.set_visible(state.has_image and state.activity != 1)
        self._update_mice(state)
        self._update_terminal(state, low, high)
        self._update_changes(state)
        self.region_name.set_text(f"mice: {state.region}")

    def describe(self, state):
        """Say both changes, and where the terminal model or mice say otherwise."""
        if state.activity == 1:
            return (
                f"Normal transporter activity, {state.region}: serotonin outside is normal. "
                f"Take activity away, or add as much, and compare.{_other_model(state)}"
            )
        how_much = times(state.activity, "normal") if state.activity else "no"
        said = f"With {how_much} transporter activity the two-way model gives {_level(state.ratio)}"
        if not state.has_image:
            said += "; as much cannot be taken away, there is nothing below no activity."
        else:
            done = "added" if state.activity < 1 else "taken away"
            said += f"; with as much {done} instead, {_level(state.mirrored_ratio)}."
        return f"{said}{_other_model(state)}{_mice(state)}"

    def numbers(self, state):
        """The two changes, the terminal model and the mice that were reached."""
        header = ("what", "transporter activity", "serotonin outside, × normal", "change", "kind")
        rows = [("your setting", state.activity, state.ratio, "two-way model")]
        if state.has_image:
            rows.append(("its mirror image", state.mirrored, state.mirrored_ratio, "two-way model"))
        if state.terminal:
            kind = f"terminal model, {state.terminal.when}{'; a guard decides' if _guarded(state) else ''}"
            rows.append(("your setting", state.activity, state.terminal.at(state.activity), kind))
        rows += [(f"mice, {m.name}, {state.region}", m.activity, m.ratio, _kind(m)) for m in _mice_reached(state)]
        return header, [(name, f"{f:g}", spoken(ratio, 3), _signed(ratio - 1), kind) for name, f, ratio, kind in rows]

    def _build_curve(self, ax):
        ax.set(xlim=(-0.1, 3.1), ylim=(0, 11.4), xticks=(0, 0.5, 1, 1.5, 2, 2.5, 3), yticks=(0, 1, 2, 4, 6, 8, 10))
        ax.set_xlabel("transporter activity (1 = normal)")
        ax.set_ylabel("5-HT outside, × normal")
        self.figure.text(
            0.012, 0.955, "Serotonin outside, as far as you have gone", fontsize=13, weight="bold", va="center"
        )
        direct_legend(ax, list(zip(LOOKS, ("two-way model", "terminal model", "mice"), strict=True)))
        ax.axhline(1, color="#777777", lw=1.2, zorder=1)
        self.curve = self._line(ax, zorder=5, **LOOKS[0])
        self.terminal = self._line(ax, zorder=5, **LOOKS[1])
        self.guarded = self._line(ax, zorder=5, color=TERMINAL, lw=1.8, ls=(0, (1, 1.8)))
        self.bars = self._line(ax, zorder=4, color="black", lw=1.8, marker="_", ms=9)
        self.mice = self._line(ax, zorder=6, **LOOKS[2])
        self.mouse_names = [self._text(ax, fontsize=11) for _ in range(2)]
        self.dot = self._line(ax, color=COLOURS["serotonin"], **RING)
        self.image = self._line(ax, color=COLOURS["serotonin"], **(RING | {"marker": "D", "ms": 10, "mew": 2.4}))
        self.terminal_dot = self._line(ax, color=TERMINAL, **(RING | {"ms": 10}))
        corner = {"transform": ax.transAxes, "ha": "right", "va": "top", "fontsize": 12}
        ax.text(0.985, 0.97, "○ your setting   ◇ its mirror image", color=COLOURS["serotonin"], **corner)
        self.region_name = self.moves(ax.text(0.985, 0.895, "", **corner), ghost=False)
        self.note = self.moves(ax.text(0.985, 0.82, "", color=TERMINAL, **corner), ghost=False)

    def _build_changes(self, ax):
        ax.set(xlim=(-0.55, 1.55), ylim=(LOWEST - 0.5, HIGHEST), xticks=(0, 1))
        ax.set_xticklabels(["○ your\nsetting", "◇ mirror\nimage"])
        ticks = (-1, 0, 2, 4, 6, 9)
        ax.set_yticks(ticks, labels=["all lost", "0", *[f"+{100 * t} %" for t in ticks[2:]]])
        ax.grid(axis="x", visible=False)
        self.figure.text(0.635, 0.955, "Change of serotonin outside", fontsize=13, weight="bold", va="center")
        self.figure.text(0.635, 0.895, "two-way model, % of normal", fontsize=11.5, va="center")
        ax.axhline(0, color="#333333", lw=1.4)
        ax.axhline(LOWEST, color="#333333", lw=1.4, ls=(0, (2, 2)))
        boxes = PolyCollection([], facecolors=["#9ecae8", "white"], edgecolors=COLOURS["serotonin"], lw=2.2, zorder=5)
        boxes.set_hatch("//")
        self.boxes = self.moves(ax.add_collection(boxes, autolim=False))
        self.changes = [self._text(ax, fontsize=13, weight="bold", ha="center") for _ in range(2)]

    def _line(self, ax, **look):
        return self.moves(ax.plot([], [], **look)[0])

    def _text(self, ax, **look):
        return self.moves(ax.text(0, 0, "", **({"va": "center", "zorder": 7} | look)), ghost=False)

    def _update_mice(self, state):
        shown = _mice_reached(state)
        self.mice.set_data([m.activity for m in shown], [m.ratio for m in shown])
        ends = [(m.activity, y) for m in shown for y in (m.ratio - m.plus_minus, m.ratio + m.plus_minus, np.nan)]
        self.bars.set_data([x for x, _ in ends], [y for _, y in ends])
        for i, name in enumerate(self.mouse_names):
            mouse = shown[i] if i < len(shown) else None
            name.set_text(f"{mouse.name}{' (activity assumed)' if mouse.activity else ''}" if mouse else "")
            if mouse:
                name.set_position((mouse.activity + 0.09, mouse.ratio + 0.35))

    def _update_terminal(self, state, low, high):
        shown = state.terminal is not None
        for artist in (self.terminal, self.guarded, self.terminal_dot):
            artist.set_visible(shown)
        self.note.set_text("")
        if not shown:
            return
        curve, start = state.terminal, max(low, min(state.terminal.guarded_below, high))
        self.terminal.set_data(*_between(start, high, curve.activities, curve.ratio))
        self.guarded.set_data(*_between(low, start, curve.activities, curve.ratio))
        self.terminal_dot.set_data([state.activity], [curve.at(state.activity)])
        self.note.set_text(f"terminal model, {curve.when}" + ("\ndotted: a guard decides" if start > low else ""))

    def _update_changes(self, state):
        changes = [state.ratio - 1, state.mirrored_ratio - 1 if state.has_image else 0.0]
        corners = [[(i - 0.36, 0), (i + 0.36, 0), (i + 0.36, y), (i - 0.36, y)] for i, y in enumerate(changes)]
        self.boxes.set_verts(corners)
        words = [_signed(y) for y in changes]
        if not state.has_image:
            words[1] = "there is\nnone"
        for i, (text, y, word) in enumerate(zip(self.changes, changes, words, strict=True)):
            # What is lost is written above the line, where there is room.
            text.set_position((i, max(y, 0) + (0.8 if "\n" in word else 0.5)))
            text.set_text(word)


def _reached(state):
    """Range of activity between normal, the chosen one and its mirror image."""
    ends = [1.0, state.activity] + ([state.mirrored] if state.has_image else [])
    return min(ends), max(ends)


def _between(low, high, x, y):
    """The part of a curve between two activities."""
    inside = x[(x > low) & (x < high)]
    shown = np.concatenate([[low], inside, [high]])
    return shown, np.interp(shown, x, y)


def _kind(mouse):
    return "measured; activity assumed" if mouse.activity else "measured; the two-way model is set by it"


def _mice_reached(state):
    """Mice whose activity the reader has chosen, or gone past."""
    return tuple(m for m in state.mice if m.activity >= state.activity)


def _guarded(state):
    return bool(state.terminal and state.activity < state.terminal.guarded_below)


def _level(ratio):
    return f"{times(ratio, 'normal')} ({_signed(ratio - 1)})"


def _signed(change):
    size = f"{100 * abs(change):,.0f} %"
    return size if change == 0 else f"{'+' if change > 0 else '−'}{size}"


def _other_model(state):
    if not state.terminal:
        return ""
    if state.activity == 1:
        return f" The terminal model, {state.terminal.when}, is at its rest too."
    guard = " (a guard of it decides here)" if _guarded(state) else ""
    return (
        f" The terminal model, {state.terminal.when}, says {times(state.terminal.at(state.activity), 'normal')}{guard}."
    )


def _mice(state):
    shown = _mice_reached(state)
    if not shown:
        return ""
    said = [f"{m.name} {spoken(m.ratio)} times" for m in shown]
    if state.terminal:
        # Where mice stand, the terminal model moves too little; the reader should hear by how much.
        said = [f"{s} (that model {spoken(state.terminal.at(m.activity))})" for s, m in zip(said, shown, strict=True)]
    return f" Mice, {state.region}: {', '.join(said)}."
