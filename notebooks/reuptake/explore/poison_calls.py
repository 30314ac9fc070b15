"""The poison-centre series: calls about tianeptine by year with their gaps, and what authorities did under them."""

from functools import cache

from reuptake.draw.poison_calls import (
    BARS,
    FRANCE,
    GAP,
    SERIES,
    SINGLE,
    SPOKEN,
    STATED,
    STATES,
    USA,
    Event,
    Period,
    PoisonCallsScene,
    PoisonCallsState,
)
from reuptake.evidence import fact, facts, load
from reuptake.explore.origins import origin, written_date
from reuptake.explore.ranges import ranged_control, sources, together
from reuptake.model.inputs import checked, known, whole
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = tuple(
    dict.fromkeys(
        key
        for table in ("tianeptine_poison_calls", "tianeptine_regulatory_timeline")
        for row in facts(load(table))
        for key in row.source_key
    )
)
# Ways of counting in the table, in those of the picture.
KINDS = {
    "NPDS all exposures": BARS,
    "gap": GAP,
    "FDA statement": STATED,
    "spokesperson statement": SPOKEN,
    "NPDS single-substance": SINGLE,
}
# Shorter, or without what is confirmed in part only, or an amount, a name or a place of sale.
WORDS = {
    ("1988", "France"): "On the market since 1988 or 1989; sources disagree",
    ("2013-03", "France"): "HAS: no difference in efficacy shown in trials; new adverse effects (hyponatraemia, raised "
    "liver enzymes, hepatitis)",
    ("2018-04-05", "Michigan"): "Schedule II signed",
    ("2023-10-31", "USA"): "A company stopped developing tianeptine for depression",
}
AFTERWARDS = "exposures after a law"


@cache
def periods():
    """Every period of the table, a gap where it has no value.

    Returns
    -------
    tuple of reuptake.draw.poison_calls.Period
    """
    return tuple(_period(row) for row in load("tianeptine_poison_calls"))


def _period(row):
    kind = KINDS[row.series]
    calls = None if row.calls is None else int(fact(row, "calls", unit="calls"))
    source = "–" if kind == GAP else origin(row)
    return Period(row.period_start_year, row.period_end_year, calls, kind, row.measure, source)


@cache
def events():
    """Every confirmed event of the table, in order of time.

    Returns
    -------
    tuple of reuptake.draw.poison_calls.Event
    """
    return tuple(_event(row) for row in facts(load("tianeptine_regulatory_timeline")))


def _event(row):
    key = (row.date, row.place)
    start, end = _span(row.date)
    return Event(
        date=written_date(row.date),
        start=start,
        end=end,
        year=int(row.date.split("/")[-1][:4]),
        place=row.place,
        lane=row.place if row.place in (FRANCE, USA) else STATES,
        words=WORDS.get(key, row.event),
        remark=_remark(row),
        source=origin(row),
    )


def _remark(row):
    """What a source saw after an event, and how far that goes; empty for nothing."""
    about = f"{row.place}, {row.date}"
    seen = [one for one in facts(load("safety_findings")) if (one.topic, one.about) == (AFTERWARDS, about)]
    return "; ".join(f"{one.finding}: {one.note}" for one in seen)


def _span(date):
    """First and last moment of a date, a month, a year or a range, as years with a fraction."""
    ends = date.split("/")
    return _moment(ends[0], 0.0 if len(ends) > 1 else 0.5), _moment(ends[-1], 1.0 if len(ends) > 1 else 0.5)


def _moment(date, part):
    """A date as a year with a fraction; `part` says where in the year or month, if no day is known."""
    year, month, day = (int(piece) for piece in (*date.split("-"), "0", "0")[:3])
    if not month:
        return year + part
    return year + (month - 1 + (day / 31 if day else part)) / 12


def poison_calls_states(year, series):
    """State of the picture for each setting.

    Parameters
    ----------
    year : sequence of int
        Up to the end of which year.
    series : sequence of str
        Keys of `SERIES`.

    Returns
    -------
    list of PoisonCallsState

    Raises
    ------
    ValueError
        If a value is out of range or unknown, or the lists are not equally long.
    """
    together(year=year, series=series)
    first, last = _years()
    checked("year", whole("year", year, low=first), "as a year", low=first, high=last)
    for name in series:
        known("series", name, SERIES)
    return [PoisonCallsState(int(now), name, periods(), events()) for now, name in zip(year, series, strict=True)]


@cache
def _years():
    """First year of a count, and last year of a confirmed event."""
    return min(one.start for one in periods()), max(one.year for one in events())


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    names = tuple(SERIES)
    controls = (
        ranged_control("poison_calls", "year", "Up to the end of", kind="steps", note="{:g}".format),
        Control(
            "series",
            "Ways of counting",
            names,
            start=names[0],
            kind="choice",
            source=f"Calls to US poison centres, in ways that differ: {sources(_counted())}. They are never added.",
        ),
    )
    ends = [one.end for one in periods() if one.kind == BARS]
    presets = (
        Preset("The first total", {"year": min(ends)}),
        Preset("The first study ends", {"year": max(ends)}),
        Preset("A law in Alabama", {"year": next(one.year for one in events() if one.place == "Alabama")}),
        Preset("All we have", {"year": _years()[1]}),
        Preset("One substance alone", {"year": _years()[1], "series": names[-1]}),
    )
    return Explorer(PoisonCallsScene, controls, poison_calls_states, presets, ghost=False)


def _counted():
    return tuple(dict.fromkeys(key for row in facts(load("tianeptine_poison_calls")) for key in row.source_key))
