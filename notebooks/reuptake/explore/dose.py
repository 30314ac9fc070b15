"""From dose to occupancy: days of doses, the plasma level they make, and the transporters it occupies."""

from functools import cache

import numpy as np

from reuptake.draw.dose import DoseScene, DoseState
from reuptake.evidence import fact, find, label
from reuptake.explore.dose_drugs import DRUGS, HOURS_PER_DAY, drug_course, kinetics
from reuptake.explore.ranges import ranged_control, sources, together
from reuptake.model.dosing import metabolite_ng_per_mL, repeated_doses_ng_per_mL, steady_average_ng_per_mL
from reuptake.model.inputs import checked, known, whole
from reuptake.model.occupancy import dose_occupancy, equal_occupancy_doses
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = (
    "sorensen2022", "tapercalculatornd", "meyer2001", "meyer2004", "pkappnd", "kraghsorensen1981", "vanharten1993",
    "sogaard2005", "rao2007", "devane2002", "labelcopiesnd", "westanmo2005", "kaye1989", "hiemke2000", "altamura1994",
)  # fmt: skip
DAYS = 42
# Layout: hours of a day at which the course is computed, closer together where a level rises.
HOURS = np.array([0, 1.5, 3, 4.5, 6.5, 10, 16])
T_H = np.append((HOURS_PER_DAY * np.arange(DAYS)[:, None] + HOURS).ravel(), HOURS_PER_DAY * DAYS)

EVERY_DAY, MISSED, STOPPED = "every day", "one dose missed", "stopped"
TAPER_DOSE, TAPER_OCCUPANCY = "taper, equal dose steps", "taper, equal occupancy steps"
SCHEDULES = (EVERY_DAY, MISSED, STOPPED, TAPER_DOSE, TAPER_OCCUPANCY)
TAPERS = (TAPER_DOSE, TAPER_OCCUPANCY)
QUESTIONS = DOUBLE, MISS, TAPER = "double", "miss", "taper"


@cache
def measured_range():
    """Lowest and highest mean occupancy that five drugs gave at their minimum therapeutic doses.

    Returns
    -------
    ends : tuple of float
        Fractions.
    source : str
    """
    row = find("occupancy_measured", drug="range of means at minimum therapeutic dose")
    ends = tuple(fact(row, f"occupancy_{end}_percent", unit="%") / 100 for end in ("low", "high"))
    return ends, label(row.source_key[0])


def fixed(name):
    """One of the invented, fixed parts of the schedules.

    Parameters
    ----------
    name : {"change_day", "taper_steps", "step_days"}

    Returns
    -------
    int
    """
    return int(find("control_ranges", explorer="dose", control=name).start)


def daily_doses(schedule, dose_mg, course):
    """Doses of every day.

    Parameters
    ----------
    schedule : str
        One of `SCHEDULES`.
    dose_mg : float
    course : DrugCourse

    Returns
    -------
    numpy.ndarray, shape (DAYS,)
        In mg, taken at the beginning of each day.

    Raises
    ------
    ValueError
        If the schedule is unknown.
    """
    known("schedule", schedule, SCHEDULES)
    day = np.arange(1, DAYS + 1)
    change = fixed("change_day")
    if schedule == MISSED:
        return np.where(day == change, 0.0, dose_mg)
    if schedule == STOPPED:
        return np.where(day >= change, 0.0, dose_mg)
    if schedule in TAPERS:
        ladder = taper_doses(schedule, dose_mg, course)
        step = np.where(day < change, 0, 1 + (day - change) // fixed("step_days"))
        return ladder[np.minimum(step, len(ladder) - 1)]
    return np.full(DAYS, float(dose_mg))


def taper_doses(schedule, dose_mg, course):
    """Doses from the first to none.

    Parameters
    ----------
    schedule : str
        One of `TAPERS`.
    dose_mg : float
    course : DrugCourse

    Returns
    -------
    numpy.ndarray
        In mg, one more than there are steps.

    Raises
    ------
    ValueError
        If the schedule is no taper.
    """
    known("schedule", schedule, TAPERS)
    steps = fixed("taper_steps")
    if schedule == TAPER_DOSE:
        return dose_mg * np.linspace(1, 0, steps + 1)
    return equal_occupancy_doses(dose_mg, course.plateau, course.half_mg, steps)


def dose_states(multiple, schedule, day, drug):
    """State of the picture for each setting.

    Each different course is followed once, all of them together; the day only says how far it is shown.

    Parameters
    ----------
    multiple : sequence of float
        Dose in multiples of the usual minimum.
    schedule : sequence of str
        From `SCHEDULES`.
    day : sequence of int
        How far the course is shown, 1 to `DAYS`.
    drug : sequence of str
        Keys of `DRUGS`.

    Returns
    -------
    list of DoseState

    Raises
    ------
    ValueError
        If a choice is unknown, a number out of range, or the sequences differ in length.
    """
    together(multiple=multiple, schedule=schedule, day=day, drug=drug)
    checked("multiple", multiple, "× usual minimum dose", low_allowed=False)
    checked("day", whole("day", day, low=1), "days", low=1, high=DAYS)
    settings = list(zip(multiple, schedule, day, drug, strict=True))
    for _, when, _, what in settings:
        known("schedule", when, SCHEDULES)
        known("drug", what, DRUGS)
    courses = list(dict.fromkeys((many, when, what) for many, when, _, what in settings))
    followed = dict(zip(courses, _followed(courses), strict=True))
    return [
        _state(many, when, int(until), drug_course(what), *followed[many, when, what])
        for many, when, until, what in settings
    ]


def _followed(courses):
    """Daily doses and level of each course, the level relative to the average of the usual minimum dose."""
    fixed_parts = [drug_course(what) for _, _, what in courses]
    doses = np.array(
        [daily_doses(when, many * c.usual_mg, c) for (many, when, _), c in zip(courses, fixed_parts, strict=True)]
    )
    rates = [kinetics(DRUGS[what][0], DRUGS[what][2]) for _, _, what in courses]
    k, ka = (np.array([getattr(r, name) for r in rates]) for name in ("k_per_h", "ka_per_h"))
    usual = np.array([c.usual_mg for c in fixed_parts])
    times = HOURS_PER_DAY * np.arange(DAYS)
    # Relative to its average the level depends on no volume; 1 L stands for any.
    level = repeated_doses_ng_per_mL(T_H, times, doses, 1.0, k, ka)
    average = steady_average_ng_per_mL(usual, HOURS_PER_DAY, k)
    slow = np.array([r.k_metabolite_per_h is not None for r in rates])
    if slow.any():
        km = np.array([r.k_metabolite_per_h for r in rates if r.k_metabolite_per_h])
        level[slow] += metabolite_ng_per_mL(T_H, times, doses[slow], 1.0, k[slow], ka[slow], km)
        average[slow] += steady_average_ng_per_mL(usual[slow], HOURS_PER_DAY, km)
    return [(d, r) for d, r in zip(doses, level / average[:, None], strict=True)]


def _state(multiple, schedule, day, course, doses, relative):
    taper = schedule in TAPERS
    ladder = taper_doses(schedule, multiple * course.usual_mg, course) if taper else ()
    change = fixed("change_day")
    reached = 0 if day < change else 1 + (day - change) // fixed("step_days")
    return DoseState(
        course=course,
        multiple=multiple,
        schedule=schedule,
        day=day,
        change_day=change,
        doses_mg=doses,
        t_days=T_H / HOURS_PER_DAY,
        relative_level=relative,
        occupancy=dose_occupancy(relative * course.usual_mg, course.plateau, course.half_mg),
        taper_mg=tuple(ladder[: reached + 1]),
        measured_range=measured_range()[0],
        range_source=measured_range()[1],
    )


def _controls():
    where = sources(SOURCES)
    return (
        ranged_control("dose", "multiple", "Daily dose"),
        Control(
            "schedule",
            "Schedule",
            SCHEDULES,
            start=EVERY_DAY,
            kind="choice",
            source=f"Invented: what changes, changes on day {fixed('change_day')}. Pharmacology, not advice.",
        ),
        ranged_control("dose", "day", "Shown until the end of day"),
        Control(
            "drug",
            "Drug",
            tuple(DRUGS),
            start=next(iter(DRUGS)),
            kind="choice",
            source=f"Drugs with a fitted curve and kinetics in our tables: {where}.",
            further=True,
        ),
    )


def _presets():
    advice = "Pharmacology, not advice"
    return {
        DOUBLE: (
            Preset("Twice the dose", {"multiple": 2}),
            Preset("A fifth of the dose", {"multiple": 0.2}),
            Preset("Scan and curve disagree", {"drug": "paroxetine (illustrative)"}),
        ),
        MISS: (
            Preset("One dose missed", {"schedule": MISSED}),
            Preset("Missed, a drug that leaves faster", {"schedule": MISSED, "drug": "duloxetine"}),
        ),
        TAPER: (
            Preset("Equal steps of dose", {"schedule": TAPER_DOSE, "day": DAYS}, advice),
            Preset("Equal steps of occupancy", {"schedule": TAPER_OCCUPANCY, "day": DAYS}, advice),
        ),
    }


def explorer(*questions):
    """Make the explorer.

    Parameters
    ----------
    *questions : str
        Of `QUESTIONS`: those whose presets are there, so that none is answered before it is asked; all if left out.

    Returns
    -------
    reuptake.ui.explorer.Explorer

    Raises
    ------
    ValueError
        If there is no such question.
    """
    asked = [known("questions", question, QUESTIONS) for question in questions or QUESTIONS]
    presets = [preset for question in asked for preset in _presets()[question]]
    return Explorer(DoseScene, _controls(), dose_states, tuple(presets))
