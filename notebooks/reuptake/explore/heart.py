"""The heart: the QTc interval in trials, in everyday care and in older people; valves by receptor."""

from dataclasses import replace
from functools import cache

from reuptake.draw.heart import (
    AGONIST,
    CONTROL,
    ESTIMATE,
    FINDING,
    LABEL,
    PAIRS,
    STUDY,
    USERS,
    HeartScene,
    HeartState,
    Row,
)
from reuptake.evidence import fact, find, label, load
from reuptake.explore.origins import origin, written_date
from reuptake.explore.ranges import sources, together
from reuptake.model.inputs import checked, known, whole
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = (
    "fda2012", "medicalletter1398nd", "clinicaladvisornd", "apha2011", "emprnd", "castro2013", "escitalopramlabel2026",
    "labelextract2026", "vanhaelst2014", "hasnain2014", "connolly1997", "rothman2000", "rothman2009", "hopkins2003",
)  # fmt: skip
EVERY, PLACEBO, CARE = "QTc, every design", "QTc, against placebo alone", "QTc, in everyday care alone"
VALVES = "heart valves, by receptor"
# Kinds of design that a view keeps; the others are set aside. Findings in words stay.
VIEWS = {
    EVERY: (STUDY, ESTIMATE, LABEL, PAIRS, USERS, FINDING),
    PLACEBO: (STUDY, ESTIMATE, LABEL, FINDING),
    CARE: (PAIRS, USERS, FINDING),
    VALVES: (AGONIST, CONTROL, FINDING),
}
# How designs begin in the table: kind of mark, and our reading.
DESIGNS = {
    "thorough-QT study": (STUDY, "In healthy people, not in patients."),
    "model-based estimate": (ESTIMATE, "Not measured."),
    "within-patient pairs": (
        PAIRS,
        "The same people before and after a change of dose, which was not drawn by lot. The broken line is one "
        "standard error to either side, no interval.",
    ),
    "maximum mean difference from placebo": (LABEL, "Another drug: its milligrams cannot be compared."),
    "adjusted mean difference": (
        USERS,
        "People who took an SSRI and people who did not, not drawn by lot.",
    ),
}
NO_RATIO = (
    "Relative risks of leaking valves on fenfluramine are published ({}), but no absolute rate is in our tables, so no "
    "ratio is shown."
)


@cache
def qtc_rows():
    """Every change of QTc in the table, and what a longer QTc predicts.

    Returns
    -------
    tuple of reuptake.draw.heart.Row
    """
    torsade = find("heart_findings", topic="torsade de pointes")
    said = torsade.value.replace(" it ", f" {torsade.topic} ")
    reading = "A rise in ms is not yet a rhythm disorder; how often one follows is not in our tables."
    last = Row(torsade.about, FINDING, None, None, None, None, said, reading, origin(torsade))
    return (*(_qtc(row) for row in load("qt_by_dose")), last)


def _qtc(row):
    kind, reading = next(said for start, said in DESIGNS.items() if row.design.startswith(start))
    value = fact(row, "delta_qtc_ms", unit="ms")
    if row.dose_mg_per_day is None:
        name = row.drug
    else:
        other = f"{row.compared_with_mg_per_day:g} mg" if row.compared_with_mg_per_day else "placebo"
        name = f"{row.drug} {row.dose_mg_per_day:g} mg a day v {other}"
    return Row(
        name=name,
        kind=kind,
        value=value,
        low=row.ci_low_ms,
        high=row.ci_high_ms,
        error=row.se_ms,
        result=f"{_ms(value)} ms{_limits(row)}",
        reading=f"{row.design[0].upper()}{row.design[1:]}. {_crossing(row)}{reading}{_above_cap(row)}",
        source=origin(row),
    )


def _ms(value):
    return f"{value:+.1f}".replace("-", "−")


def _limits(row):
    if row.se_ms is not None:
        return f" (standard error {row.se_ms:.1f})"
    if row.ci_high_ms is None:
        return " (no interval)"
    if row.ci_low_ms is None:
        return f" (upper {row.interval_percent:g} % bound {row.ci_high_ms:.1f})"
    ends = " to ".join(f"{end:.1f}".replace("-", "−") for end in (row.ci_low_ms, row.ci_high_ms))
    return f" ({row.interval_percent:g} % interval {ends})"


def _crossing(row):
    inside = row.ci_low_ms is not None and row.ci_low_ms <= 0 <= row.ci_high_ms
    return "The interval includes no difference. " if inside else ""


@cache
def _caps():
    """The most citalopram that the regulator named, the first and the later row."""
    return tuple(row for row in load("heart_findings") if row.topic == "most citalopram")


def _above_cap(row):
    first = _caps()[0]
    most = fact(first, unit="mg/day")
    if row.drug not in first.topic.split() or row.dose_mg_per_day <= most:
        return ""
    said = f"the most that the US regulator named in {written_date(first.date)}, {most:g} mg a day"
    return f" More than {said} ({origin(first)})."


@cache
def valve_rows():
    """What is known about heart valves in our table: first the alarm, then the receptor, then the rival idea.

    Returns
    -------
    tuple of reuptake.draw.heart.Row
    """
    return tuple(_valve(row) for row in load("heart_findings") if row.topic in ("heart valves", "5-HT2B"))


def _valve(row):
    if row.unit == "people":
        women = fact(row, unit="people")
        said, kind = f"unusual valves in {women:g} women", FINDING
        reading = "Cases, compared with nobody: they cannot say how often."
    elif row.value == AGONIST:
        said, kind = "agonist at 5-HT2B", AGONIST
        reading = "An agonist switches its receptor on."
    elif row.value == CONTROL:
        said, kind = "negative control", CONTROL
        reading = "Taken along in the same study because it was not linked with harm to valves."
    else:
        said, kind = row.value, FINDING
        reading = "The rival idea was that more serotonin in the blood does the harm; this review turns it down."
    return Row(row.about, kind, None, None, None, None, said, reading, origin(row))


@cache
def notes(valves):
    """What stands below the rows: from the first row on, and once all are there.

    Parameters
    ----------
    valves : bool

    Returns
    -------
    tuple of str
    """
    if valves:
        return (
            NO_RATIO.format(label("hopkins2003")),
            "Both columns hold medicines that act on serotonin: the receptor matters, not the word serotonergic.",
        )
    first, later = _caps()
    most, least = (f"{fact(row, unit='mg/day'):g} mg a day" for row in (first, later))
    then, since = written_date(first.date), written_date(later.date)
    caps = f"the most citalopram named was {most} in {then}, and {least} in {since} for {later.about}"
    told = f"US regulator: {caps} ({origin(later)}). History, not advice on doses."
    return told, "Different designs: never one curve."


def heart_states(shown, view):
    """State of the picture for each setting.

    Parameters
    ----------
    shown : sequence of int
        Rows seen so far, 0 to 8.
    view : sequence of str
        Keys of `VIEWS`.

    Returns
    -------
    list of HeartState

    Raises
    ------
    ValueError
        If a value is out of range or unknown, or the lists are not equally long.
    """
    together(shown=shown, view=view)
    checked("shown", whole("shown", shown), "rows", high=len(qtc_rows()))
    for name in view:
        known("view", name, VIEWS)
    return [_state(int(count), name) for count, name in zip(shown, view, strict=True)]


def _state(shown, view):
    valves = view == VALVES
    rows = valve_rows() if valves else qtc_rows()
    kept = tuple(replace(row, aside=row.kind not in VIEWS[view]) for row in rows)
    return HeartState(shown, view, valves, kept, notes(valves))


def _controls():
    count = len(qtc_rows())
    return (
        Control(
            "shown",
            "Row",
            tuple(range(count + 1)),
            # Nothing is asked before this picture, so it shows all studies at once, also where nothing runs.
            start=count - 1,
            kind="steps",
            note=lambda step: f"{step} of {count}" if step else "no row yet",
            source=f"QTc: {sources(('fda2012', 'castro2013', 'escitalopramlabel2026', 'vanhaelst2014'))}. "
            f"Valves: {sources(('connolly1997', 'rothman2000', 'rothman2009'))}.",
        ),
        Control(
            "view",
            "What is shown",
            tuple(VIEWS),
            start=EVERY,
            kind="choice",
            source="Which design a row has stands in its source; setting designs aside is ours.",
        ),
    )


def _last(kind):
    """Step at which the last change of QTc of one kind is in hand."""
    return max(step for step, row in enumerate(qtc_rows(), start=1) if row.kind == kind)


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    count = len(qtc_rows())
    presets = (
        Preset("Against placebo", {"shown": _last(STUDY), "view": PLACEBO}),
        Preset("In everyday care", {"shown": _last(PAIRS), "view": CARE}),
        Preset("All of QTc", {"shown": count}),
        Preset("Valves: the cases", {"shown": 1, "view": VALVES}),
        Preset("Valves: the receptor", {"shown": count, "view": VALVES}),
    )
    return Explorer(HeartScene, _controls(), heart_states, presets, ghost=False)
