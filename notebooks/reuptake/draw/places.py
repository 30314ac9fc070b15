"""Where serotonin is: shares of the body and the blood as counters, and numbers of neurons on a log scale."""

import textwrap
from dataclasses import dataclass

import numpy as np
from matplotlib.patches import Rectangle

from reuptake.draw.charts import plain_ticks
from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

# Layout: a hundred counters in rows of 20, so that each stands for one in a hundred.
COLUMNS, ROWS = 20, 5
OUT_OF = COLUMNS * ROWS
# A bar of the same shares stands above the counters.
BAR_Y = 1.5


@dataclass(frozen=True)
class Share:
    """One share of serotonin.

    Attributes
    ----------
    whole, here, elsewhere : str
        What it is a share of, and names of the two parts.
    share : float
        From 0 to 1.
    precision : str
        "about" or "more than", as the source puts it.
    origin : str
        Source, with "as cited in" where it was read elsewhere.
    second_hand : bool
        Whether it was read elsewhere.
    """

    whole: str
    here: str
    elsewhere: str
    share: float
    precision: str
    origin: str
    second_hand: bool = False

    @property
    def percentage(self):
        """The share in words, such as "about 95 %" (str)."""
        return f"{self.precision} {100 * self.share:g} %"


@dataclass(frozen=True)
class NeuronCount:
    """One count of neurons.

    Attributes
    ----------
    label : str
    count : float
    plus_minus : float
        0 where the source prints none.
    kind : {"serotonin", "not verified", "all types"}
        A count of serotonin neurons; an estimate whose upper part is not verified; all neurons.
    lower : float
        Where an estimate's verified part ends; else the count.
    remark, origin : str
    """

    label: str
    count: float
    plus_minus: float
    kind: str
    lower: float
    remark: str
    origin: str


@dataclass(frozen=True)
class PlacesState:
    """What the picture of one setting shows.

    Attributes
    ----------
    share : Share
    counts : tuple of NeuronCount
    shown : frozenset of str
        Kinds of counts that are shown.
    """

    share: Share
    counts: tuple
    shown: frozenset

    @property
    def here(self):
        """Counters of the share (int)."""
        return round(self.share.share * OUT_OF)

    @property
    def visible(self):
        """The counts that are shown (tuple of NeuronCount)."""
        return tuple(count for count in self.counts if count.kind in self.shown)


class PlacesScene(Scene):
    """Counters on the left, neurons on the right."""

    name = "places"
    title = "Where serotonin (5-HT) is, and how many neurons make it"
    size_in = (10.0, 5.5)

    def build(self, state):
        """Draw the frames, the counters and every count of neurons."""
        self._build_counters(self.figure.add_axes((0.012, 0.24, 0.45, 0.47)))
        self._build_neurons(self.figure.add_axes((0.62, 0.135, 0.365, 0.715)), state)

    def update(self, state):
        """Set the counters and show the counts that are asked for."""
        index = np.arange(OUT_OF)
        x, y = index % COLUMNS, -(index // COLUMNS)
        left, right = -0.4, COLUMNS - 0.6
        end = left + (right - left) * state.share.share
        self.bar.set_data([left, end], [BAR_Y, BAR_Y])
        self.bar_rest.set_data([end, right], [BAR_Y, BAR_Y])
        self.here.set_data(x[: state.here], y[: state.here])
        self.elsewhere.set_data(x[state.here :], y[state.here :])
        share = state.share
        self.heading.set_text(f"{OUT_OF} molecules of serotonin in {share.whole}")
        self.here_label.set_text(f"{state.here} {share.here} ({share.percentage})")
        self.elsewhere_label.set_text(f"{OUT_OF - state.here} {_rest(share)}")
        self.origin.set_text(textwrap.fill(f"Source: {share.origin}", 58))
        for index, (count, artists) in enumerate(zip(state.counts, self.count_artists, strict=True)):
            shown = count.kind in state.shown
            if index in self.left_out:
                self.left_out[index].set_visible(not shown)
            for artist in artists:
                artist.set_visible(shown)

    def describe(self, state):
        """Say the share and how many neurons make serotonin, with what is not certain."""
        share = state.share
        origin = " (as cited in another article)" if share.second_hand else ""
        said = (
            f"Of {OUT_OF} molecules of serotonin in {share.whole}, {share.precision} {state.here} are "
            f"{share.here}{origin}. Counted serotonin neurons: "
        )
        counted = [
            f"{c.label.replace(chr(10), ' ')} about {c.count:,.0f}" for c in state.counts if c.kind == "serotonin"
        ]
        said += "; ".join(counted) + "."
        if "not verified" in state.shown:
            said += (
                " For the human upper brainstem say a few hundred thousand: the hatched band is illustrative, "
                "its upper part not verified."
            )
        if "all types" in state.shown:
            number = next(c.count for c in state.counts if c.kind == "all types")
            said += (
                f" The {number:,.0f} of the human dorsal raphe are neurons of all types, no count of serotonin neurons."
            )
        return said

    def numbers(self, state):
        """The share, and the counts that are shown."""
        header = ("quantity", "value", "status and source")
        share = state.share
        rows = [
            (f"serotonin in {share.whole}: {share.here}", share.percentage, share.origin),
            ("counters", f"{state.here} of {OUT_OF}", "computed from the share"),
        ]
        return header, rows + [(_one_line(c), _amount(c), f"{c.remark}; {c.origin}") for c in state.visible]

    def _build_counters(self, ax):
        ax.set(xlim=(-0.8, COLUMNS - 0.2), ylim=(-ROWS + 0.2, 2.2))
        ax.set_axis_off()
        look = {"ls": "", "marker": "o", "ms": 12, "mew": 1.6, "zorder": 5}
        self.here = self.moves(
            ax.plot([], [], mfc=COLOURS["serotonin"], mec=COLOURS["serotonin"], **look)[0], ghost=False
        )
        self.elsewhere = self.moves(ax.plot([], [], mfc="white", mec=COLOURS["inhibitor"], **look)[0], ghost=False)
        bar = {"solid_capstyle": "butt", "zorder": 4}
        self.bar = self.moves(ax.plot([], [], lw=14, color=COLOURS["serotonin"], **bar)[0], ghost=False)
        self.bar_rest = self.moves(ax.plot([], [], lw=4, color=COLOURS["inhibitor"], **bar)[0], ghost=False)
        text = self.figure.text
        self.heading = self.moves(text(0.012, 0.955, "", fontsize=13, weight="bold", va="center"), ghost=False)
        y = (0.88, 0.815)
        for place, face, edge in zip(y, (COLOURS["serotonin"], "white"), (COLOURS["serotonin"], COLOURS["inhibitor"]),
                                     strict=True):  # fmt: skip
            ax.plot([0.022], [place], "o", ms=9, mfc=face, mec=edge, mew=1.6, transform=self.figure.transFigure,
                    clip_on=False)  # fmt: skip
        self.here_label = self.moves(text(0.04, y[0], "", fontsize=12, va="center"), ghost=False)
        self.elsewhere_label = self.moves(text(0.04, y[1], "", fontsize=12, va="center"), ghost=False)
        self.origin = self.moves(
            text(0.012, 0.06, "", fontsize=11, va="center", color=TEXT_COLOURS["guide"]), ghost=False
        )

    def _build_neurons(self, ax, state):
        rows = range(len(state.counts))
        ax.set_xscale("log")
        ax.set(xlim=(5_000, 500_000), ylim=(len(rows) - 0.3, -0.6))
        plain_ticks(ax.xaxis, [10_000, 100_000])
        ax.grid(axis="y", visible=False)
        ax.set_yticks(rows, labels=[count.label for count in state.counts])
        ax.set_xlabel("number of neurons (log scale)")
        self.figure.text(0.505, 0.955, "How many neurons?", fontsize=13, weight="bold", va="center")
        self.figure.text(0.505, 0.895, "● serotonin neurons, counted", fontsize=11, va="center",
                         color=COLOURS["serotonin"])  # fmt: skip
        empty = {"fontsize": 11, "va": "center", "ha": "center", "color": TEXT_COLOURS["guide"], "style": "italic"}
        # Serotonin neurons that were counted are always shown.
        self.left_out = {
            row: self.moves(ax.text(50_000, row, "not shown", **empty), ghost=False)
            for row, count in zip(rows, state.counts, strict=True)
            if count.kind != "serotonin"
        }
        self.count_artists = [self._build_count(ax, row, count) for row, count in zip(rows, state.counts, strict=True)]

    def _build_count(self, ax, row, count):
        artists = []
        if count.kind == "not verified":
            width = count.count - count.lower
            artists.append(ax.add_patch(Rectangle((count.lower, row - 0.17), width, 0.34, fc="white", zorder=4, lw=1.4,
                                                  ec=COLOURS["serotonin"], hatch="////")))  # fmt: skip
        elif count.kind == "all types":
            ends = [count.count - count.plus_minus, count.count + count.plus_minus]
            artists += ax.plot(ends, [row, row], "|-", ms=14, mew=2, lw=2, color=TEXT_COLOURS["guide"], zorder=4)
            artists += ax.plot(
                [count.count], [row], "X", ms=7, mfc="white", mec=TEXT_COLOURS["guide"], mew=1.6, zorder=5
            )
        else:
            artists += ax.plot([count.count], [row], "o", ms=9, color=COLOURS["serotonin"], mec="black", zorder=5)
        left = count.count < 40_000
        x = count.count * 1.25 if left else count.lower / 1.25
        artists.append(
            ax.text(x, row, _written(count), fontsize=11, va="center", ha="left" if left else "right", zorder=6)
        )
        return [self.moves(artist, ghost=False) for artist in artists]


def _rest(share):
    """Name of the rest with what the source leaves open."""
    open_end = "less than" if share.precision == "more than" else share.precision
    return f"{share.elsewhere} ({open_end} {100 - 100 * share.share:g} %)"


def _one_line(count):
    return count.label.replace("\n", " ")


def _amount(count):
    if count.kind == "not verified":
        return "a few hundred thousand"
    plus_minus = f" ± {count.plus_minus:,.0f}" if count.plus_minus else ""
    return f"{'' if plus_minus else 'about '}{count.count:,.0f}{plus_minus}"


def _written(count):
    """What stands beside a mark."""
    if count.kind == "not verified":
        return "a few hundred thousand;\nhatched: not verified,\nillustrative"
    return f"{_amount(count)}\n{count.remark}" if count.kind == "all types" else _amount(count)
