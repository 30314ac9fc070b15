"""From dose to occupancy: what was taken, the plasma level day by day, and the transporters it occupies."""

from dataclasses import dataclass

import numpy as np

from reuptake.draw.describe import percent, spoken, with_unit
from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

PLASMA, TAKEN, OCCUPIED = COLOURS["serotonin"], "#222222", COLOURS["inhibitor"]
NOT_ADVICE = "Pharmacology, not advice."
# Layout: how high the level may go, in % of its usual average.
TOP_PERCENT = 300


@dataclass(frozen=True)
class MeasuredOccupancy:
    """One mean of a scan study.

    Attributes
    ----------
    dose_mg, occupancy : float
        Daily dose, and fraction of transporters occupied.
    people : int
    source : str
    """

    dose_mg: float
    occupancy: float
    people: int
    source: str


@dataclass(frozen=True)
class DrugCourse:
    """What is fixed for one drug.

    Attributes
    ----------
    drug, region : str
        Name, and the part of the brain that was scanned.
    linear : bool
        Whether its kinetics are linear; if not, all that is computed is illustrative.
    with_metabolite : str
        Name of a metabolite that is counted in; often empty.
    usual_mg : float
        Usual minimum dose a day.
    plateau, half_mg : float
        Of the fitted curve: highest fraction, and daily dose of half of it.
    average_ng_per_mL : float or None
        Average level at the usual minimum dose, where our tables allow it.
    ec50_reported_ng_per_mL : float or None
        Level of half-maximal occupancy as reported elsewhere.
    ec50_origin : str
        Where that level was read.
    disputed : bool
        Whether another value of the half-maximal dose exists that is not verified.
    measured : tuple of MeasuredOccupancy
    curve_origin, kinetics_origin : str
        Sources, with "as cited in".
    """

    drug: str
    region: str
    linear: bool
    with_metabolite: str
    usual_mg: float
    plateau: float
    half_mg: float
    average_ng_per_mL: float | None
    ec50_reported_ng_per_mL: float | None
    ec50_origin: str
    disputed: bool
    measured: tuple
    curve_origin: str
    kinetics_origin: str

    def occupied(self, dose_mg):
        """The fitted curve (float or numpy.ndarray)."""
        return self.plateau * dose_mg / (self.half_mg + dose_mg)


@dataclass(frozen=True)
class DoseState:
    """What the picture of one setting shows.

    Attributes
    ----------
    course : DrugCourse
    multiple : float
        Daily dose in multiples of the usual minimum.
    schedule : str
    day, change_day : int
        Last day shown, and the day on which a schedule other than every day departs from it.
    doses_mg : numpy.ndarray, shape (D,)
        Taken at the beginning of each day.
    t_days, relative_level, occupancy : numpy.ndarray, shape (T,)
        Times; level relative to the average at the usual minimum dose; fraction occupied.
    taper_mg : tuple of float
        Doses of a taper as far as it has come, the first one included; empty without a taper.
    measured_range : tuple of float
        Lowest and highest mean occupancy of five drugs at their minimum therapeutic doses.
    range_source : str
    """

    course: DrugCourse
    multiple: float
    schedule: str
    day: int
    change_day: int
    doses_mg: np.ndarray
    t_days: np.ndarray
    relative_level: np.ndarray
    occupancy: np.ndarray
    taper_mg: tuple
    measured_range: tuple
    range_source: str

    @property
    def dose_mg(self):
        """Daily dose before any change (float)."""
        return self.multiple * self.course.usual_mg

    def on_day(self, values, day=None):
        """Lowest and highest of a course on one day, by default the last one shown (tuple of float)."""
        day = day or self.day
        within = (self.t_days >= day - 1) & (self.t_days <= day)
        return float(values[within].min()), float(values[within].max())


class DoseScene(Scene):
    """Doses, plasma and occupancy over days on the left; the curve behind them on the right."""

    name = "dose"
    title = "From dose to occupancy of the serotonin transporter (SERT)"
    size_in = (10.0, 6.25)

    def build(self, state):
        """Draw four sets of axes and what stays on them."""
        left, width = 0.085, 0.505
        self._build_doses(self.figure.add_axes((left, 0.79, width, 0.09)), state)
        self._build_plasma(self.figure.add_axes((left, 0.46, width, 0.265)), state)
        self._build_occupancy(self.figure.add_axes((left, 0.125, width, 0.265)), state)
        self._build_curve(self.figure.add_axes((0.675, 0.385, 0.31, 0.46)), state)
        text = self.figure.text
        look = {"fontsize": 11.5, "weight": "bold", "va": "center", "color": TEXT_COLOURS["inhibitor"]}
        text(0.615, 0.027, NOT_ADVICE, **look)
        self.warning = self.moves(text(0.012, 0.027, "Illustrative: kinetics are not linear.", **look), ghost=False)
        self.head = self.moves(text(0.012, 0.957, "", fontsize=12, weight="bold", va="center"), ghost=False)
        self.reading = self.moves(text(0.615, 0.285, "", fontsize=11, va="top", linespacing=1.3), ghost=False)

    def update(self, state):
        """Move courses, doses and dots to the state's setting."""
        course = state.course
        shown = state.t_days <= state.day
        self.plasma.set_data(state.t_days[shown], 100 * state.relative_level[shown])
        self.occupied.set_data(state.t_days[shown], 100 * state.occupancy[shown])
        self._update_doses(state)
        self.head.set_text(f"{course.drug}, {state.dose_mg:.4g} mg a day: {state.schedule}")
        self.warning.set_visible(not course.linear)
        self.average.set_text(_hundred(course))
        self.reading.set_text(_reading(state))
        self._update_curve(state)

    def describe(self, state):
        """Say the day's range of level and occupancy, what to notice, and that this is no advice."""
        course = state.course
        level, occupied = state.on_day(state.relative_level), state.on_day(state.occupancy)
        average = "its usual average"
        if course.average_ng_per_mL:
            average += f" ({with_unit(course.average_ng_per_mL, 'ng/mL')})"
        start = "In the model" if course.linear else "Illustrative, as kinetics are not linear: in the model"
        added = f" with {course.with_metabolite}" if course.with_metabolite else ""
        taken = f"{course.drug}{added} {_dose(state)}, {state.schedule}"
        seen = f"SERT in the {course.region} is {_span(occupied)} occupied, with plasma at {_span(level)} of {average}"
        return (
            f"{start}, {taken}: on day {state.day} {seen}.{_notice(state)} The curve is as cited in another page. "
            f"{NOT_ADVICE}"
        )

    def numbers(self, state):
        """The day's readings, the curve and where each number comes from."""
        course = state.course
        level, occupied = state.on_day(state.relative_level), state.on_day(state.occupancy)
        rows = [
            ("daily dose", f"{state.dose_mg:.4g} mg, {state.schedule}", f"setting; {NOT_ADVICE.lower()[:-1]}"),
            ("dose taken on the day shown", f"{percent(_share(state))} of the daily dose", f"day {state.day}"),
            ("plasma level that day", f"{_span(level)} of the usual average", "computed"),
            ("occupancy that day", _span(occupied), "computed; follows the level at once"),
            ("occupancy by the curve, your daily dose", percent(course.occupied(state.dose_mg)), "computed"),
            ("occupancy by the curve, usual minimum dose", percent(course.occupied(course.usual_mg)), "computed"),
            ("plateau of the curve", percent(course.plateau, 4), course.curve_origin),
            ("dose of half the plateau", f"{course.half_mg:g} mg a day", course.curve_origin + _dispute(course)),
        ]
        rows += [
            (f"measured at {m.dose_mg:g} mg, {course.region}", percent(m.occupancy), f"{m.people} people; {m.source}")
            for m in course.measured
        ]
        means = ("measured means, five drugs at their minimum dose", _span(state.measured_range), state.range_source)
        rows.append(means)
        rows.append(("rates", "from half-life and time of peak", course.kinetics_origin))
        return ("quantity", "value", "kind or source"), [*rows, *_levels(course)]

    def _build_doses(self, ax, state):
        _days(ax, state)
        ax.set(ylim=(0, 2.3), yticks=(0, 1, 2), xticklabels=[])
        ax.text(0, 1.09, "Taken (1 = usual minimum dose)", transform=ax.transAxes, fontsize=12, weight="bold")
        self.taken = self.moves(ax.plot([], [], lw=2.2, color=TAKEN, solid_capstyle="butt", zorder=5)[0])
        # A dot on top, so that a very small dose is seen too.
        self.taken.set(marker="o", markersize=3.2, markevery=(1, 3))
        self.missed = self.moves(
            ax.plot([], [], "X", ms=9, color=COLOURS["inhibitor"], mec="black", zorder=6)[0], ghost=False
        )

    def _build_plasma(self, ax, state):
        _days(ax, state)
        ax.set(ylim=(0, TOP_PERCENT), yticks=(0, 100, 200, 300), xticklabels=[])
        ax.set_ylabel("% of average")
        ax.text(0, 1.035, "Plasma level", transform=ax.transAxes, fontsize=12, weight="bold")
        self.plasma = self.moves(ax.plot([], [], lw=2.0, color=PLASMA, zorder=5)[0])
        look = {"transform": ax.transAxes, "ha": "right", "fontsize": 11, "color": PLASMA}
        self.average = self.moves(ax.text(0.99, 1.035, "", **look), ghost=False)

    def _build_occupancy(self, ax, state):
        _days(ax, state)
        ax.set(ylim=(0, 100), yticks=(0, 25, 50, 75, 100))
        ax.set_xlabel("days since the first dose", labelpad=1)
        ax.set_ylabel("% occupied")
        ax.text(0, 1.035, "SERT occupied", transform=ax.transAxes, fontsize=12, weight="bold")
        _band(ax, state)
        low, high = state.measured_range
        ax.text(0.99, 1.035, f"grey: {100 * low:.0f} to {100 * high:.0f} %, measured means", fontsize=11,
                transform=ax.transAxes, ha="right", color=TEXT_COLOURS["guide"])  # fmt: skip
        self.occupied = self.moves(ax.plot([], [], lw=2.4, color=OCCUPIED, zorder=5)[0])

    def _build_curve(self, ax, state):
        ax.set(xlim=(0, 2.15), ylim=(0, 103), xticks=(0, 0.5, 1, 1.5, 2), yticks=(0, 25, 50, 75, 100))
        ax.set_xlabel("daily dose (× usual minimum)", labelpad=1)
        ax.set_ylabel("% occupied, in the long run")
        self.figure.text(0.615, 0.957, "The curve, as far as you have gone", fontsize=13, weight="bold", va="center")
        key = "○ usual minimum   ● yours   ◇ measured"
        self.figure.text(0.615, 0.893, key, fontsize=11, va="center")
        _band(ax, state)
        self.curve = self.moves(ax.plot([], [], lw=2.6, color=OCCUPIED, zorder=5)[0])
        self.ladder = self.moves(ax.plot([], [], lw=1.4, ls=":", color=TAKEN, zorder=4)[0], ghost=False)
        self.rungs = self.moves(
            ax.plot([], [], "s", ms=7, mfc="white", mec=TAKEN, mew=1.6, zorder=6, clip_on=False)[0], ghost=False
        )
        self.drops = self.moves(ax.plot([], [], lw=1.4, ls=":", color=OCCUPIED, zorder=4)[0])
        self.usual = self.moves(ax.plot([], [], "o", ms=10, mfc="white", mec=OCCUPIED, mew=2, zorder=7)[0], ghost=False)
        self.yours = self.moves(ax.plot([], [], "o", ms=9, color=OCCUPIED, mec="black", zorder=8)[0])
        self.scans = self.moves(ax.plot([], [], "D", ms=10, mfc="none", mec="black", mew=1.8, zorder=9)[0], ghost=False)

    def _update_doses(self, state):
        days = np.flatnonzero(state.doses_mg[: state.day])
        height = state.doses_mg[days] / state.course.usual_mg
        gap = np.full(days.size, np.nan)
        # Each dose is a stick at the beginning of its day.
        self.taken.set_data(np.repeat(days, 3), np.column_stack([0 * height, height, gap]).ravel())
        missed = np.flatnonzero(state.doses_mg[: state.day] == 0)[:1]
        self.missed.set_data(missed, np.full(missed.size, 0.55))

    def _update_curve(self, state):
        course, dose = state.course, state.multiple
        end = 0.0 if state.taper_mg else min(1.0, dose)
        x = np.linspace(end, max(1.0, dose), 61) if end != max(1.0, dose) else np.array([])
        self.curve.set_data(x, 100 * course.occupied(x * course.usual_mg))
        height = 100 * course.occupied(state.dose_mg)
        self.yours.set_data([dose], [height])
        self.drops.set_data([0, dose, dose], [height, height, 0])
        self.usual.set_data([1.0], [100 * course.occupied(course.usual_mg)])
        rungs = np.array(state.taper_mg) / course.usual_mg
        heights = 100 * course.occupied(np.array(state.taper_mg))
        self.rungs.set_data(rungs, heights)
        lines = np.column_stack([0 * rungs, rungs, rungs * np.nan])
        self.ladder.set_data(lines.ravel(), np.repeat(heights, 3))
        self.scans.set_data(
            [m.dose_mg / course.usual_mg for m in course.measured], [100 * m.occupancy for m in course.measured]
        )


def _days(ax, state):
    ax.set(xlim=(-0.6, state.t_days[-1]), xticks=range(0, int(state.t_days[-1]) + 1, 7))


def _band(ax, state):
    low, high = state.measured_range
    ax.axhspan(100 * low, 100 * high, color="#dcdcdc", lw=0, zorder=0.5)


def _dose(state):
    many = "the usual minimum dose" if state.multiple == 1 else f"{state.multiple:g} times the usual minimum dose"
    return f"{state.dose_mg:.4g} mg a day ({many})"


def _span(ends):
    """A range in whole percent, or one number where both ends read the same."""
    low, high = (f"{100 * end:.0f}" for end in ends)
    return f"{low} %" if low == high else f"{low} to {high} %"


def _share(state):
    return state.doses_mg[state.day - 1] / state.dose_mg


def _hundred(course):
    if course.average_ng_per_mL is None:
        return "100 %: average at the usual minimum"
    return f"100 % = {with_unit(course.average_ng_per_mL, 'ng/mL')}, at the usual minimum"


def _notice(state):
    """What to notice at this setting."""
    if state.schedule == "every day":
        return _compared(state)
    if state.day < state.change_day:
        return f" What changes, changes on day {state.change_day}."
    before = state.on_day(state.occupancy, state.change_day - 1)[0]
    if state.taper_mg:
        return _steps(state)
    if state.schedule == "stopped":
        return f" No dose from day {state.change_day} on; before, it fell to {percent(before)} by the end of a day."
    lowest = state.on_day(state.occupancy, state.change_day)[0]
    return (
        f" The dose left out as day {state.change_day} began took it down to {percent(lowest)}, from {percent(before)}."
    )


def _compared(state):
    """The long-run occupancy of the dose beside that of the usual minimum."""
    course = state.course
    if state.multiple == 1:
        scans = " and ".join(f"{percent(m.occupancy)} (n = {m.people})" for m in course.measured)
        curve = percent(course.occupied(course.usual_mg))
        measured = f"; measured in scans: {scans}" if scans else "; our tables hold no scan mean of it"
        return f" The fitted curve says {curve} in the long run{measured}."
    long_run = percent(course.occupied(state.dose_mg))
    points = 100 * (course.occupied(state.dose_mg) - course.occupied(course.usual_mg))
    way = "more" if points > 0 else "less"
    change = f"{spoken(abs(points))} points {way}"
    return f" In the long run the curve gives {long_run}, {change} than at the usual minimum."


def _steps(state):
    """How much occupancy each step of a taper has taken away so far."""
    points = -100 * np.diff(state.course.occupied(np.array(state.taper_mg)))
    said = [spoken(value) for value in points]
    listed = " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)
    return f" {'Steps' if len(said) > 1 else 'The step'} so far: {listed} points of long-run occupancy."


def _reading(state):
    """What stands under the curve."""
    course = state.course
    lines = [f"{course.drug}, {course.region}; 1 × = {course.usual_mg:g} mg a day"]
    lines.append(f"yours, in the long run: {percent(course.occupied(state.dose_mg))}")
    lines += [
        f"measured at {m.dose_mg:g} mg: {percent(m.occupancy)}\n   n = {m.people}, {m.source}" for m in course.measured
    ]
    if not course.measured:
        lines.append("no scan mean of it in our tables")
    lines.append("curve: " + course.curve_origin.replace(", as cited", ",\n   as cited"))
    if course.disputed:
        lines.append("Another page gives another dose for half.")
    return "\n".join(lines)


def _dispute(course):
    return "; another page gives another value, not verified and not drawn" if course.disputed else ""


def _levels(course):
    """Levels in ng/mL: average, and that of half the plateau by two ways."""
    rows = []
    if course.average_ng_per_mL is None:
        rows.append(("average level at the usual minimum dose", "not in our tables", "needs a clearance"))
    else:
        half = course.average_ng_per_mL * course.half_mg / course.usual_mg
        average = with_unit(course.average_ng_per_mL, "ng/mL", 3)
        rows.append(("average level at the usual minimum dose", average, "derived: F × dose/(CL × 24 h)"))
        rows.append(("level of half the plateau, by the curve", with_unit(half, "ng/mL"), "derived: from that average"))
    if course.ec50_reported_ng_per_mL:
        reported = with_unit(course.ec50_reported_ng_per_mL, "ng/mL", 3)
        apart = "" if course.average_ng_per_mL is None else "; the row above gives another"
        rows.append(("level of half-maximal occupancy, reported", reported, course.ec50_origin + apart))
    return rows
