"""Two judges beside each other: every claim a pair of fields, in rows by section, with what was judged alike."""

import textwrap
from dataclasses import dataclass

import numpy as np
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS
from reuptake.evidence.transfer import VERDICTS
from reuptake.model.agreement import agreement, by_group, one_word

# Layout in fields: the side of one, a pair with the gap to the next, where the pairs begin, how many fit in the
# width; and letters in a line.
SIDE, PAIR, LEFT, WIDTH, LINE = 1.0, 2.6, 8.6, 28.0, 104
# Strokes within a field that runs from 0 to 1: tick, half a square, bar, cross. Shape says it without colour.
GLYPHS = {
    "supported": [[(0.2, 0.5), (0.42, 0.22), (0.82, 0.8)]],
    "oversimplified": [[(0.2, 0.2), (0.8, 0.2), (0.2, 0.8), (0.2, 0.2)]],
    "unsupported": [[(0.2, 0.5), (0.8, 0.5)]],
    "contradicted": [[(0.2, 0.2), (0.8, 0.8)], [(0.2, 0.8), (0.8, 0.2)]],
}
LOOKS = {
    "supported": {"ec": COLOURS["tight receptor"], "fill": False},
    "oversimplified": {"ec": "black", "fc": COLOURS["sodium"]},
    "unsupported": {"ec": COLOURS["serotonin"], "fill": False},
    "contradicted": {"ec": TEXT_COLOURS["inhibitor"], "fill": False},
}
IN_HAND = {"ec": COLOURS["inhibitor"], "lw": 2.0, "ls": (0, (3, 1.2))}


@dataclass(frozen=True)
class Judged:
    """One claim and what two judges made of it.

    Attributes
    ----------
    name, section, words : str
        What it is called, where it stands, and what it says.
    theirs : str or None
        The reader's verdict, one of `VERDICTS`; None where there is none.
    ours : str or None
        Our verdict; None as long as it is hidden.
    note : str
        What else there is to say about the reader's verdict.
    """

    name: str
    section: str
    words: str
    theirs: str | None = None
    ours: str | None = None
    note: str = ""

    @property
    def alike(self):
        """Whether both judged, and alike (bool)."""
        return self.theirs is not None and self.theirs == self.ours


@dataclass(frozen=True)
class AgreementState:
    """What the picture of one setting shows.

    Attributes
    ----------
    claims : tuple of Judged
        Ordered by section.
    place : int
        The claim in hand.
    invented : bool
        Whether claims, reader and verdicts are all made up.
    """

    claims: tuple
    place: int
    invented: bool = False

    @property
    def claim(self):
        """The claim in hand (Judged)."""
        return self.claims[self.place]

    @property
    def sections(self):
        """The rows (list of str)."""
        return list(dict.fromkeys(claim.section for claim in self.claims))

    @property
    def pairs(self):
        """Both verdicts where both are known (list of str, list of str)."""
        both = [(claim.theirs, claim.ours) for claim in self.claims if None not in (claim.theirs, claim.ours)]
        return [one for one, _ in both], [other for _, other in both]

    @property
    def count(self):
        """Agreement over all claims (reuptake.model.agreement.Count)."""
        return agreement(*self.pairs)

    @property
    def counts(self):
        """Agreement by section (dict of str to reuptake.model.agreement.Count)."""
        # A hidden verdict of ours stands beside none of theirs, so any word may hold its place.
        return by_group(
            [claim.section for claim in self.claims],
            [claim.theirs if claim.ours else None for claim in self.claims],
            [claim.ours or VERDICTS[0] for claim in self.claims],
        )

    @property
    def best_word(self):
        """The word that would agree most if it were said of every judged claim, and how often (str, int)."""
        _, ours = self.pairs
        found = one_word(ours)
        word = max(found, key=lambda verdict: found[verdict].same)
        return word, found[word].same


class AgreementScene(Scene):
    """Rows of pairs: the reader's verdict on the left of each, ours on the right."""

    name = "agreement"
    title = "Your verdicts beside ours"
    size_in = (10.0, 7.0)

    def build(self, state):
        """Draw the empty fields and the key; make the signs, the frames and the words."""
        rows = len(state.sections)
        ax = self.figure.add_axes((0.012, 0.225, 0.976, 0.65), xlim=(0, WIDTH), ylim=(rows - 0.35, -0.6))
        ax.set_axis_off()
        # Fields are square whatever the number of rows: one in height is so much of a row.
        height = 0.65 * self.size_in[1] / (rows + 0.25)
        self._high = min(0.976 * self.size_in[0] / WIDTH / height, 0.8)
        self._corners = _corners(state)
        ax.add_patch(PathPatch(self._fields(), fc="#f3f3f3", ec="#8a8a8a", lw=0.8, zorder=1))
        self._build_signs(ax)
        self.labels = [self.moves(ax.text(0, row, "", fontsize=12, va="center"), ghost=False) for row in range(rows)]
        text = self.figure.text
        head = {"fontsize": 11, "va": "center", "color": TEXT_COLOURS["guide"]}
        text(0.012, 0.895, "section: alike of judged", **head)
        text(0.012 + 0.976 * LEFT / WIDTH, 0.895, "each claim a pair: you on the left, we on the right", **head)
        self.status = self.moves(text(0.012, 0.95, "", fontsize=13, weight="bold", va="center"), ghost=False)
        self.in_hand = self.moves(text(0.012, 0.205, "", fontsize=12, va="top", linespacing=1.3), ghost=False)
        self._build_key()

    def update(self, state):
        """Set the signs, the frames, the row names and the words."""
        for verdict, patch in self.signs.items():
            halves = [
                (x + side * SIDE, row)
                for (x, row), claim in zip(self._corners, state.claims, strict=True)
                for side, said in enumerate((claim.theirs, claim.ours))
                if said == verdict
            ]
            _set(patch, self._strokes(GLYPHS[verdict], halves))
        alike = [corner for corner, claim in zip(self._corners, state.claims, strict=True) if claim.alike]
        _set(self.frames, self._boxes(alike, 0.0))
        _set(self.hand, self._boxes([self._corners[state.place]], 0.22))
        for label, (section, count) in zip(self.labels, state.counts.items(), strict=True):
            label.set_text(f"{section}: {count}" if count.judged else section)
        self.status.set_text(_status(state))
        self.in_hand.set_text(textwrap.fill(_in_hand(state), LINE, break_on_hyphens=False))

    def for_lecture(self):
        """Spread the key."""
        self.key.set_xlim(0, 830)

    def describe(self, state):
        """Read out how many were judged alike, and the claim in hand."""
        return f"{_status(state)}{_against_one_word(state)} {_in_hand(state)}"

    def numbers(self, state):
        """Counts by section, and the claim in hand."""
        header = ("section", "claims shown", "judged by you", "alike")
        rows = [
            (section, str(sum(claim.section == section for claim in state.claims)), str(count.judged), str(count.same))
            for section, count in state.counts.items()
        ]
        claim = state.claim
        hand = (f"in hand: {claim.name}", claim.section, claim.theirs or "not judged", claim.ours or "hidden")
        kind = "invented" if state.invented else "all"
        total = (kind, str(len(state.claims)), str(state.count.judged), str(state.count.same))
        return header, tuple([*rows, total, hand])

    # ---- parts

    def _build_signs(self, ax):
        self.signs = {}
        for verdict, look in LOOKS.items():
            patch = PathPatch(_nothing(), lw=2.4, zorder=3, clip_on=False, capstyle="round", joinstyle="round", **look)
            self.signs[verdict] = self.moves(ax.add_patch(patch), ghost=False)
        frames = PathPatch(_nothing(), fill=False, ec="black", lw=2.6, zorder=4, clip_on=False)
        hand = PathPatch(_nothing(), fill=False, zorder=5, clip_on=False, **IN_HAND)
        self.frames = self.moves(ax.add_patch(frames), ghost=False)
        self.hand = self.moves(ax.add_patch(hand), ghost=False)

    def _build_key(self):
        """One line that names the signs, each beside its own sign."""
        ax = self.key = self.figure.add_axes((0.012, 0.015, 0.976, 0.05), xlim=(0, 976), ylim=(0, 35))
        ax.set_axis_off()
        place = {"supported": 0, "oversimplified": 118, "unsupported": 266, "contradicted": 398}
        for verdict, x in place.items():
            strokes = [[(x + 26 * a, 4 + 26 * b) for a, b in stroke] for stroke in GLYPHS[verdict]]
            path = Path.make_compound_path(*map(Path, strokes))
            ax.add_patch(PathPatch(path, lw=2.4, capstyle="round", joinstyle="round", **LOOKS[verdict]))
            ax.text(x + 30, 17, verdict, fontsize=11, va="center")
        ax.add_patch(Rectangle((538, 5), 42, 24, fill=False, ec="black", lw=2.6))
        ax.text(588, 17, "judged alike", fontsize=11, va="center")
        ax.add_patch(Rectangle((690, 5), 42, 24, fill=False, **IN_HAND))
        ax.text(740, 17, "in hand", fontsize=11, va="center")

    def _fields(self):
        halves = [(x + side * SIDE, row) for x, row in self._corners for side in (0, 1)]
        square = [(0, 0), (SIDE, 0), (SIDE, 1), (0, 1), (0, 0)]
        return self._strokes([square], halves)

    def _boxes(self, corners, out):
        """Frames round pairs, `out` of a field's side outside them."""
        box = [(-out, -out), (2 * SIDE + out, -out), (2 * SIDE + out, 1 + out), (-out, 1 + out), (-out, -out)]
        return self._strokes([box], corners)

    def _strokes(self, strokes, corners):
        """The strokes of a sign in every field of `corners`; rows grow downwards, signs upwards."""
        if not corners:
            return _nothing()
        parts = [
            Path([(x + a, row + self._high * (0.5 - b)) for a, b in stroke]) for x, row in corners for stroke in strokes
        ]
        return Path.make_compound_path(*parts)


def _corners(state):
    """Lower left corner of every pair: place in its row, and the row."""
    rows, filled, corners = {name: row for row, name in enumerate(state.sections)}, {}, []
    for claim in state.claims:
        place = filled.get(claim.section, 0)
        corners.append((LEFT + PAIR * place, rows[claim.section]))
        filled[claim.section] = place + 1
    return corners


def _nothing():
    return Path(np.zeros((1, 2)))


def _set(patch, path):
    patch.set_path(path)
    patch.set_visible(len(path.vertices) > 1)


def _status(state):
    """The first sentence: how many, and how many alike."""
    many = f"{len(state.claims)} claim{'s' * (len(state.claims) > 1)}"
    if state.invented:
        return f"Example, all of it invented (reader, claims, verdicts): {state.count} judged alike."
    if not state.count.judged:
        seen = sum(claim.ours is not None for claim in state.claims)
        skipped = f" ({seen} skipped)" if seen else ""
        return f"Judge first: of {many} here you have judged none yet{skipped}."
    return f"Of {many} here you judged {state.count.judged}, {state.count.same} as we did."


def _against_one_word(state):
    if not state.count.judged:
        return ""
    word, same = state.best_word
    return f" Calling every judged claim “{word}” would match {same}."


def _in_hand(state):
    """The claim in hand and both verdicts, as one sentence."""
    claim = state.claim
    said = f"In hand: {claim.name}, {claim.section}, “{claim.words}”:"
    if claim.ours is None:
        return f"{said} not judged yet, so our verdict is hidden."
    theirs = "you gave no verdict before ours was shown" if claim.theirs is None else f"you say {claim.theirs}"
    word = "too" if claim.alike else ""
    note = f" ({claim.note})" if claim.note else ""
    return f"{said} {theirs}{note}, we say {claim.ours} {word}".rstrip() + "."
