"""A forest plot that grows: trials, the diamond they make together, and other drugs to compare with."""

import numpy as np
from matplotlib.collections import LineCollection, PolyCollection

from reuptake.draw.forest_state import ABSOLUTE, PEOPLE_A_POWER, RATIO
from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

# Layout: the axis runs over powers of two; the same places carry steps of people on the absolute scale.
POWERS = (-2, -1, 0, 1, 2, 3, 4)
LABELLED = POWERS[1:-1]
EDGE = (-2.12, 4.12)
INSIDE = (EDGE[0] + 0.06, EDGE[1] - 0.06)  # where a line ends that goes on, with room for its arrow
# Rows of the plot: trials and other drugs together, then what lies under and between them.
ROWS = 19
PREDICTION, NETWORK, OTHERS = 1.15, 2.2, 4.35
SUBSET = "Direct comparisons only, a subset; not the published network."


class ForestScene(Scene):
    """A row for each trial, the diamond, the prediction interval, the published network, and other drugs."""

    name = "forest"
    title = "A forest plot that you build: response to an antidepressant v placebo"
    size_in = (10.0, 7.75)

    def build(self, state):
        """Draw the axis; make marks, lines and words for every row."""
        self._build_words()
        ax = self.figure.add_axes((0.345, 0.125, 0.33, 0.765), xlim=EDGE, ylim=(ROWS + OTHERS - 0.3, -0.7))
        ax.set_xticks(POWERS, labels=[])
        ax.set_yticks([])
        ax.grid(axis="y", visible=False)
        ax.spines["left"].set_visible(False)
        ax.axvline(0, color="black", lw=1.6, zorder=2)
        self._build_marks(ax)
        self._build_columns(ax)

    def update(self, state):
        """Show the rows added, and what they make together."""
        self._update_head(state)
        self._update_trials(state)
        self._update_summary(state)
        self._update_rest(state)
        self._update_arrows(state)

    def describe(self, state):
        """Say how many trials are in, what they make together, and what to compare it with."""
        count, total = len(state.trials), len(state.every)
        pooled = state.pooled
        so_far = f"All {total} trials" if state.complete else f"{count} of {total} trials"
        crosses = "reaches across no effect" if pooled.low <= 0 <= pooled.high else "excludes no effect"
        said = f"{so_far} of {state.drug} v placebo, {_model(state)}: {_spoken(state)}; the interval {crosses}."
        if np.isfinite(pooled.predicted_low):
            said += f" The true effect in a further trial may lie anywhere from {_prediction(state)}."
        return f"{said} {self._beside(state)}"

    def numbers(self, state):
        """Every row of the picture, and how far the trials differ."""
        header = ("row", "responded: drug v placebo", _column(state), "weight or remark")
        rows = [
            (f"trial {t.study}", _counts(t), state.said(*_ends(t)), _percent(weight))
            for t, weight in zip(state.trials, state.pooled.weights, strict=False)
        ]
        pooled = state.pooled
        rows.append((f"pooled, {_model(state)}", f"{len(state.trials)} of {len(state.every)} trials",
                     state.said(pooled.estimate, pooled.low, pooled.high), SUBSET))  # fmt: skip
        rows.append(("prediction interval", "–", _prediction(state), "where the effect of a further trial may lie"))
        rows.append(("spread beyond chance", "–", _spread(state), f"Q {pooled.q:.1f}"))
        rows.append(("published network", "–", *_network(state)))
        rows += [
            (f"{r.name}, for comparison", _trials(r), state.said(r.effect, r.low, r.high), SUBSET) for r in state.rest
        ]
        return header, rows

    def _beside(self, state):
        """The last sentence: the network once all trials are in, then the other drugs."""
        if not state.complete:
            return SUBSET
        if state.rest:
            last = state.rest[-1]
            others = f"{len(state.rest)} other drug{'s' * (len(state.rest) > 1)}"
            found = state.said(last.effect, last.low, last.high)
            return f"Beside it {others}, the last {last.name}, {_trials(last)}: {found}. {SUBSET}"
        number, remark = _network(state)
        if state.network is None:
            return f"{SUBSET} Its number for {state.drug} could not be checked, so it is not shown."
        return (
            "These are direct comparisons only, a subset; the published network, which also uses indirect ones, has "
            f"{number}, {remark}."
        )

    def _build_words(self):
        text = self.figure.text
        self.head = self.moves(text(0.012, 0.967, "", fontsize=14, weight="bold", va="center"), ghost=False)
        self.spread = self.moves(text(0.988, 0.967, "", fontsize=12, va="center", ha="right"), ghost=False)
        text(0.335, 0.922, "trial: responded, drug v placebo", fontsize=11, va="center", ha="right", weight="bold")
        text(0.69, 0.922, "effect (95 % interval) · weight", fontsize=11, va="center", weight="bold")
        text(0.345, 0.92, "◄ placebo better", fontsize=11, va="center")
        text(0.675, 0.92, "drug better ►", fontsize=11, va="center", ha="right")
        self.axis_name = self.moves(text(0.51, 0.06, "", fontsize=12, va="center", ha="center"), ghost=False)
        text(0.012, 0.02, f"■ area: weight   ◆ pooled   {SUBSET} Doses of a trial merged.", fontsize=11, va="center",
             color=TEXT_COLOURS["guide"])  # fmt: skip

    def _build_marks(self, ax):
        self.lines = self.moves(ax.add_collection(LineCollection([], lw=1.6, colors="black", zorder=4)), ghost=False)
        self.squares = self.moves(ax.scatter([], [], marker="s", fc="black", ec="none", zorder=5), ghost=False)
        self.beyond = [
            self.moves(ax.plot([], [], marker=marker, ls="", ms=7, color="black", zorder=6)[0], ghost=False)
            for marker in "<>"
        ]
        self.waiting = self.moves(ax.plot([], [], ".", ms=5, color="#767676", zorder=3)[0], ghost=False)
        blue = COLOURS["serotonin"]
        self.diamond = self.moves(ax.add_collection(PolyCollection([], fc=blue, ec="black", lw=1.0, zorder=5)))
        self.prediction = self.moves(ax.plot([], [], "-", lw=5, color=blue, solid_capstyle="butt", zorder=4)[0])
        # Where the diamond's middle lies in every row, so that trials can be read against it.
        self.middle = self.moves(ax.plot([], [], ls=(0, (3, 3)), lw=1.2, color=blue, zorder=2)[0], ghost=False)
        look = {"color": COLOURS["inhibitor"], "zorder": 5}
        self.network_line = self.moves(ax.plot([], [], "-", lw=2.2, **look)[0], ghost=False)
        self.network_mark = self.moves(
            ax.plot([], [], "D", ms=8, mfc="white", mec=COLOURS["inhibitor"], mew=2.0, zorder=6)[0], ghost=False
        )
        self.others = self.moves(
            ax.add_collection(PolyCollection([], fc="white", ec="#595959", lw=1.4, zorder=5)), ghost=False
        )

    def _build_columns(self, ax):
        look = {"transform": ax.get_yaxis_transform(), "fontsize": 11, "va": "center"}

        def pair(**more):
            left = ax.text(-0.03, 0, "", ha="right", **look, **more)
            right = ax.text(1.045, 0, "", **look, **more)
            return self.moves(left, ghost=False), self.moves(right, ghost=False)

        self.rows = [pair() for _ in range(ROWS)]
        self.pooled_words = pair(weight="bold", color=COLOURS["serotonin"])
        self.prediction_words = pair(color=COLOURS["serotonin"])
        self.network_words = pair(color=TEXT_COLOURS["inhibitor"])
        self.remark = self.moves(ax.text(1.045, 0, "", color=TEXT_COLOURS["inhibitor"], **look), ghost=False)
        self.rest_head = self.moves(ax.text(-0.03, 0, "", ha="right", style="italic", **look), ghost=False)
        tick = {"transform": ax.get_xaxis_transform(), "fontsize": 11, "va": "top", "ha": "center"}
        self.ticks = [self.moves(ax.text(power, -0.012, "", **tick), ghost=False) for power in LABELLED]

    def _update_head(self, state):
        self.head.set_text(f"{state.drug} v placebo: {len(state.trials)} of {len(state.every)} trials added")
        self.spread.set_text(f"spread beyond chance: {_spread(state)}")
        absolute = state.scale == ABSOLUTE
        for power, text in zip(LABELLED, self.ticks, strict=True):
            people = PEOPLE_A_POWER * power
            text.set_text((f"−{-people}" if people < 0 else str(people)) if absolute else f"{2.0**power:g}")
        rate = f"{100 * state.control_risk:.1f}"
        self.axis_name.set_text(
            f"more (or fewer) responders in 100 people, if {rate} respond on placebo"
            if absolute
            else "odds ratio of response (log scale; 1 = no effect)"
        )

    def _update_trials(self, state):
        ends = np.array([_ends(trial) for trial in state.trials])
        at = state.place(ends)
        rows = np.arange(len(at))
        clipped = np.clip(at, *INSIDE)
        self.lines.set_segments([[(low, row), (high, row)] for row, (_, low, high) in zip(rows, clipped, strict=True)])
        self.squares.set_offsets(np.column_stack([at[:, 0], rows]))
        weights = state.pooled.weights[: len(rows)]
        # The heaviest has always the same size, or one trial alone would fill the picture.
        self.squares.set_sizes(170 * weights / weights.max())
        waiting = np.arange(len(rows), len(state.every))
        self.waiting.set_data(np.zeros(waiting.size), waiting)
        for row, (left, right) in enumerate(self.rows):
            shown = row < len(rows)
            left.set_text(f"{state.trials[row].study}:  {_counts(state.trials[row])}" if shown else "")
            right.set_text(f"{state.said(*ends[row])} · {_percent(weights[row])}" if shown else "")
            left.set_y(row)
            right.set_y(row)

    def _update_summary(self, state):
        pooled, foot = state.pooled, len(state.every)
        low, middle, high = state.place([pooled.low, pooled.estimate, pooled.high])
        self.diamond.set_verts([_diamond(low, middle, high, foot)])
        self.middle.set_data([middle, middle], [-0.5, foot])
        _write(self.pooled_words, foot, f"pooled, {_model(state)}",
               state.said(pooled.estimate, pooled.low, pooled.high))  # fmt: skip
        predicts = np.isfinite(pooled.predicted_low)
        ends = np.clip(state.place([pooled.predicted_low, pooled.predicted_high]), *INSIDE) if predicts else []
        self.prediction.set_data(ends, [foot + PREDICTION] * len(ends))
        _write(self.prediction_words, foot + PREDICTION, "a further trial (prediction)", _prediction(state))
        network = state.network if state.complete else None
        ends = state.place([network.low, network.high]) if network else []
        self.network_line.set_data(ends, [foot + NETWORK] * len(ends))
        self.network_mark.set_data(*([[state.place(network.effect)], [foot + NETWORK]] if network else [[], []]))
        number, remark = _network(state)
        name = "published network" if state.complete else "published network: when all are in"
        _write(self.network_words, foot + NETWORK, name, number if state.complete else "")
        self.remark.set_text(remark if network else "")
        self.remark.set_y(foot + NETWORK + 0.95)

    def _update_rest(self, state):
        top = len(state.every) + OTHERS
        ends = [state.place([r.low, r.effect, r.high]) for r in state.rest]
        self.others.set_visible(bool(ends))
        self.others.set_verts([_diamond(*at, top + row) for row, at in enumerate(ends)])
        self.rest_head.set_text("other drugs, pooled alike:" if state.rest else "")
        self.rest_head.set_y(top - 1)
        # Words of rows that no trial of this drug needs.
        spare = self.rows[len(state.trials) :]
        for row, (result, words) in enumerate(zip(state.rest, spare, strict=False)):
            _write(
                words,
                top + row,
                f"{result.name}, {_trials(result)}",
                state.said(result.effect, result.low, result.high),
            )

    def _update_arrows(self, state):
        """Say by an arrow that a trial, a diamond or the prediction goes on beyond the axis."""
        pooled, foot = state.pooled, len(state.every)
        every = [(row, trial.low, trial.high) for row, trial in enumerate(state.trials)]
        every.append((foot, pooled.low, pooled.high))
        if np.isfinite(pooled.predicted_low):
            every.append((foot + PREDICTION, pooled.predicted_low, pooled.predicted_high))
        every += [(foot + OTHERS + row, result.low, result.high) for row, result in enumerate(state.rest)]
        rows, *ends = np.array(every).T
        for line, at, edge, sign in zip(self.beyond, state.place(np.array(ends)), INSIDE, (-1, 1), strict=True):
            out = sign * at > sign * edge
            line.set_data(np.full(out.sum(), edge), rows[out])


def _ends(trial):
    return trial.effect, trial.low, trial.high


def _counts(trial):
    return f"{trial.events}/{trial.total} v {trial.control_events}/{trial.control_total}"


def _trials(result):
    return f"{result.trials} trial{'s' * (result.trials > 1)}"


def _percent(weight):
    return f"{100 * weight:.0f} %"


def _column(state):
    return "odds ratio (95 % interval)" if state.scale == RATIO else "more in 100 (95 % interval)"


def _model(state):
    return "random effects" if state.method == "random" else "fixed effect"


def _spoken(state):
    pooled = state.pooled
    found = state.said(pooled.estimate, pooled.low, pooled.high)
    if state.scale == RATIO:
        return f"odds ratio of response {found}"
    return f"{found} more people in 100 respond, if {100 * state.control_risk:.1f} do on placebo"


def _spread(state):
    if len(state.trials) < 2:
        return "needs two trials"
    between = "taken as 0" if state.method == "fixed" else f"{state.pooled.tau_squared:.2f}"
    return f"I² {state.pooled.i_squared_percent:.0f} %, τ² {between}"


def _prediction(state):
    if state.method == "fixed":
        return "not in this model"
    pooled = state.pooled
    if not np.isfinite(pooled.predicted_low):
        return "needs three trials"
    return state.span(pooled.predicted_low, pooled.predicted_high)


def _network(state):
    """Number and remark of the published network, or why there is none."""
    if not state.complete:
        return "shown when all trials are in", "–"
    if state.network is None:
        return "could not be checked: not shown", "–"
    found = state.network
    return state.said(found.effect, found.low, found.high), found.remark


def _diamond(low, middle, high, row):
    return [(low, row), (middle, row - 0.36), (high, row), (middle, row + 0.36)]


def _write(words, row, left, right):
    for text, said in zip(words, (left, right), strict=True):
        text.set_text(said)
        text.set_y(row)
