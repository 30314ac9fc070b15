"""Reports of an invented drug year by year, against the true number of events; and the odds ratio made of them."""

from dataclasses import dataclass

import numpy as np

from reuptake.draw.charts import direct_legend, plain_ticks
from reuptake.draw.describe import spoken
from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

# Layout: the ends of the two axes; the upper one is straight below 1, so that no report has a place.
MOST, RATIO_ENDS = 9000, (0.01, 200)
WARNING = {"color": COLOURS["guide"], "lw": 2.2, "ls": ":", "zorder": 1}


@dataclass(frozen=True)
class SignalState:
    """What the picture of one setting shows.

    Attributes
    ----------
    years : numpy.ndarray, shape (years,)
        From 1.
    warning_year : int
    share, publicity, treated, times : float
        Of the events reported without a warning (a fraction); how many times as many in the year of the warning;
        people treated a year; how many times as often as with other drugs the event happens.
    rate : float
        True, for each person and year.
    happened : float
        Events a year, on average.
    expected, low, high, came_in : numpy.ndarray, shape (years,)
        Reports of the event: their mean, between which counts 95 of 100 such years lie, and one such history.
    mean_ratio : numpy.ndarray, shape (years,)
        Odds ratio of the mean numbers.
    ratio, ratio_low, ratio_high : numpy.ndarray, shape (years,)
        Reporting odds ratio of this history, with its interval.
    """

    years: np.ndarray
    warning_year: int
    share: float
    publicity: float
    treated: float
    times: float
    rate: float
    happened: float
    expected: np.ndarray
    low: np.ndarray
    high: np.ndarray
    came_in: np.ndarray
    mean_ratio: np.ndarray
    ratio: np.ndarray
    ratio_low: np.ndarray
    ratio_high: np.ndarray

    @property
    def above(self):
        """Years in which the interval lies above 1 (int)."""
        return int(np.sum(self.ratio_low > 1))


class NoisySignalScene(Scene):
    """Above, reports and true number by year; below, the reporting odds ratio with its interval."""

    name = "noisy-signal"
    title = "How noisy is a safety signal? An invented drug whose true rate is known"
    size_in = (10.0, 7.0)

    def build(self, state):
        """Draw both axes, the warning and the names; make lines, band and marks."""
        text = self.figure.text
        self.head = self.moves(text(0.012, 0.968, "", fontsize=13, weight="bold", va="center"), ghost=False)
        self._build_reports(state)
        self._build_ratio(state)
        note = "Made up: drug, rate and numbers are invented. Illustrative; the publicity fades by half every year."
        text(0.012, 0.022, note, fontsize=11, va="center", color=TEXT_COLOURS["guide"])

    def update(self, state):
        """Move the band, the marks and the lines."""
        self.head.set_text(_head(state))
        self.true.set_data(state.years[[0, -1]] + np.array([-0.5, 0.5]), [state.happened] * 2)
        edges = np.repeat(state.years, 2) + np.tile([-0.5, 0.5], len(state.years))
        lower, upper = state.low.repeat(2), state.high.repeat(2)
        self.band.set_xy(np.column_stack([np.append(edges, edges[::-1]), np.append(lower, upper[::-1])]))
        self.dots.set_data(state.years, state.came_in)
        self.true_words.set_text(f"{_whole(state.happened)} happen")
        self.true_words.set_y(state.happened)
        year = state.warning_year - 1
        self.in_words.set_text(f"{_whole(state.came_in[year])} reported\nin year {state.warning_year}")
        for artist in self.warning:
            artist.set_visible(state.publicity > 1)
        self.true_ratio.set_ydata([state.times] * 2)
        self.true_ratio_words.set_text(f"true: × {state.times:g}")
        self.true_ratio_words.set_y(state.times)
        self.mean_ratio.set_data(edges, state.mean_ratio.repeat(2))
        gap = np.full_like(state.ratio, np.nan)
        self.reach.set_data(
            np.repeat(state.years, 3).astype(float), np.column_stack([state.ratio_low, state.ratio_high, gap]).ravel()
        )
        alarm = state.ratio_low > 1
        self.calm.set_data(state.years[~alarm], state.ratio[~alarm])
        self.alarm.set_data(state.years[alarm], state.ratio[alarm])

    def describe(self, state):
        """Read out the truth, what is reported, and the odds ratio in the year of the warning."""
        year = state.warning_year - 1
        often = "as with other drugs" if state.times == 1 else f"{state.times:g} times that of other drugs"
        usual = f"usually {100 * state.share:g} %"
        news = "no warning" if state.publicity == 1 else f"after the warning {state.publicity:g} times as many"
        return (
            f"Invented drug, {state.treated:,.0f} people a year; true rate {1000 * state.rate:g} of 1,000 in every "
            f"year, {often}. Of {_whole(state.happened)} events in year {state.warning_year}, "
            f"{_whole(state.came_in[year])} are reported ({usual}; {news}). Reporting odds ratio of that year "
            f"{_ratio(state, year)}; {_alarms(state)}; illustrative."
        )

    def numbers(self, state):
        """Year by year: what happened, what came in, the odds ratio."""
        header = (
            "year",
            "events (mean)",
            "reports (mean)",
            "at least 95 of 100 such years",
            "came in",
            "reporting odds ratio",
        )
        rows = []
        for place, year in enumerate(state.years):
            warned = " (warning)" if year == state.warning_year and state.publicity > 1 else ""
            band = f"{state.low[place]:,.0f} to {state.high[place]:,.0f}"
            mean, came_in = spoken(state.expected[place], 3), _whole(state.came_in[place])
            rows.append((f"{year}{warned}", _whole(state.happened), mean, band, came_in, _ratio(state, place)))
        return header, (*rows, ("setting", "invented", f"{100 * state.share:g} % reported", "", "", "illustrative"))

    def _build_reports(self, state):
        ends = (0.5, state.years[-1] + 0.5)
        ax = self.figure.add_axes((0.105, 0.545, 0.715, 0.335), xlim=ends)
        ax.set_yscale("symlog", linthresh=1, linscale=0.5)
        ax.set_ylim(-0.15, MOST)
        plain_ticks(ax.yaxis, (0, 1, 10, 100, 1000))
        ax.set(xticks=state.years, xticklabels=(), ylabel="of the event, a year")
        ax.grid(visible=False, axis="x")
        self.warning = [self._warned(ax.axvline(state.warning_year, **WARNING))]
        look = {"ls": "", "marker": "o", "ms": 8, "mfc": COLOURS["serotonin"], "mec": "black"}
        direct_legend(
            ax,
            [
                ({"color": "black", "lw": 2.5, "ls": "--"}, "happened (true, on average)"),
                (look, "came in as reports"),
                ({"color": "#bcd7ea", "lw": 9}, "at least 95 of 100 such years"),
            ],
        )
        self.band = self.moves(ax.fill([0], [0], fc="#bcd7ea", ec="#7fb2d6", lw=1, zorder=2)[0])
        self.true = self.moves(ax.plot([], [], color="black", lw=2.5, ls="--", zorder=3)[0])
        self.dots = self.moves(ax.plot([], [], zorder=5, clip_on=False, mew=1.2, **look)[0])
        beside = {"fontsize": 11, "va": "center"}
        true = ax.text(1.012, 0, "", weight="bold", transform=ax.get_yaxis_transform(), **beside)
        self.true_words = self.moves(true, ghost=False)
        # Below the lowest place of the words above it: ten events.
        came_in = ax.text(1.012, 0.1, "", color="#00558a", transform=ax.transAxes, **beside)
        self.in_words = self.moves(came_in, ghost=False)

    def _build_ratio(self, state):
        ends = (0.5, state.years[-1] + 0.5)
        ax = self.figure.add_axes((0.105, 0.135, 0.715, 0.32), xlim=ends, ylim=RATIO_ENDS, yscale="log")
        plain_ticks(ax.yaxis, (0.01, 0.1, 1, 10, 100))
        ax.set(xticks=state.years, xlabel="year", ylabel="reporting\nodds ratio")
        ax.grid(visible=False, axis="x")
        ax.axhline(1, color=COLOURS["guide"], lw=1.2, zorder=1)
        self.warning.append(self._warned(ax.axvline(state.warning_year, **WARNING)))
        marks = {"ls": "", "ms": 9, "mec": "black", "mew": 1.2, "zorder": 5}
        calm, alarm = {"marker": "o", "mfc": "white"}, {"marker": "D", "mfc": COLOURS["inhibitor"]}
        direct_legend(
            ax,
            [
                ({"color": "black", "lw": 2.5, "ls": "--"}, "true"),
                ({**marks, **calm}, "of the reports"),
                ({**marks, **alarm}, "interval above 1: an alarm"),
                ({"color": COLOURS["serotonin"], "lw": 1.6}, "without luck"),
            ],
        )
        self.true_ratio = self.moves(ax.plot(ends, [1, 1], color="black", lw=2.5, ls="--", zorder=2)[0])
        self.mean_ratio = self.moves(ax.plot([], [], color=COLOURS["serotonin"], lw=1.6, zorder=3)[0])
        self.reach = self.moves(ax.plot([], [], color="black", lw=1.6, zorder=4)[0])
        self.calm = self.moves(ax.plot([], [], **marks, **calm)[0])
        self.alarm = self.moves(ax.plot([], [], **marks, **alarm)[0])
        beside = {"transform": ax.get_yaxis_transform(), "fontsize": 11, "va": "center", "weight": "bold"}
        self.true_ratio_words = self.moves(ax.text(1.012, 1, "", **beside), ghost=False)
        name = {"fontsize": 11, "color": TEXT_COLOURS["guide"]}
        self.warning.append(self._warned(ax.text(state.warning_year + 0.08, RATIO_ENDS[0] * 1.3, "warning", **name)))

    def _warned(self, artist):
        """Register a part that is there only after a warning."""
        return self.moves(artist, ghost=False)


def _head(state):
    warned = "no warning" if state.publicity == 1 else f"× {state.publicity:g} after a warning"
    reported = f"{100 * state.share:g} % reported, {warned}"
    return f"{state.treated:,.0f} treated a year; true rate {1000 * state.rate:g} of 1,000, always; {reported}"


def _ratio(state, place):
    """The odds ratio of a year with its interval."""
    low, high = spoken(state.ratio_low[place]), spoken(state.ratio_high[place])
    return f"{spoken(state.ratio[place])} ({low} to {high})"


def _alarms(state):
    if not state.above:
        return "its interval lies above 1 in no year"
    return f"its interval lies above 1 in {state.above} of {len(state.years)} years"


def _whole(number):
    return f"{number:,.0f}"
