"""Drugs whose doses can be followed from tablet to transporter: their rates, curves and measurements."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from reuptake.draw.dose import DrugCourse, MeasuredOccupancy
from reuptake.evidence import EvidenceError, fact, facts, find, label, load
from reuptake.model.dosing import (
    absorption_rate_per_h,
    elimination_rate_per_h,
    half_life_h,
    steady_average_ng_per_mL,
)
from reuptake.model.inputs import known

# Drug, region of the scan, and analyte in the plasma beside the drug itself.
DRUGS = {
    "citalopram": ("citalopram", "striatum", None),
    "escitalopram, putamen": ("escitalopram", "putamen", None),
    "escitalopram, dorsal raphe": ("escitalopram", "dorsal raphe", None),
    "sertraline": ("sertraline", "striatum", None),
    "duloxetine": ("duloxetine", "thalamus", None),
    "paroxetine (illustrative)": ("paroxetine", "striatum", None),
    "fluoxetine (illustrative)": ("fluoxetine", "striatum", "norfluoxetine"),
}
# Reported plasma levels of half-maximal occupancy, under the names that their table uses.
EC50_NAMES = {"citalopram": "citalopram (racemic)", "duloxetine": "duloxetine", "sertraline": "sertraline"}
# The source whose clearance was equal by mouth and by vein.
BOTH_ROUTES = ("kraghsorensen1981", "vanharten1993")
HOURS_PER_DAY = 24


@dataclass(frozen=True)
class Kinetics:
    """Rates of one drug, and how they were come by.

    Attributes
    ----------
    k_per_h, ka_per_h : float
        Rate constants of elimination and absorption.
    k_metabolite_per_h : float or None
        Elimination of the metabolite, where one counts.
    clearance_L_per_h : float or None
        True clearance with full availability, or apparent clearance; None where not in our tables.
    linear : bool
        Whether the kinetics are linear.
    origin : str
        Which rows were used, and what is second-hand.
    """

    k_per_h: float
    ka_per_h: float
    k_metabolite_per_h: float | None
    clearance_L_per_h: float | None
    linear: bool
    origin: str


def _rows(drug, analyte):
    return [row for row in load("pharmacokinetics") if row.drug == drug and row.analyte == analyte]


def _first(rows, column, unit):
    """A number, or the middle of a range, with its row; what was read in its own source comes first."""
    low, high = (column.replace(f"_{unit}", f"_{end}_{unit}") for end in ("low", "high"))
    for row in sorted(facts(rows), key=lambda row: row.status != "verified"):
        if getattr(row, column) is not None:
            return fact(row, column, unit=unit), row
        if getattr(row, low) is not None and getattr(row, high) is not None:
            return (fact(row, low, unit=unit) + fact(row, high, unit=unit)) / 2, row
    raise EvidenceError(f"{rows[0].table}: no row of {rows[0].analyte} has a number or a range in {column}")


@cache
def kinetics(drug, metabolite=None):
    """Rates of a drug from our tables.

    From clearance and volume where one row has both, else from the half-life; absorption from the
    time of the peak. Where only a range is printed its middle is taken.

    Parameters
    ----------
    drug : str
    metabolite : str, optional

    Returns
    -------
    Kinetics

    Raises
    ------
    ValueError
        If the drug is none of `DRUGS`, or the metabolite not the one that is counted in with it.
    """
    known("drug and metabolite", (drug, metabolite), [(name, further) for name, _, further in DRUGS.values()])
    rows = _rows(drug, drug)
    both = [row for row in rows if row.volume_l and row.clearance_l_per_h]
    half_life, half_row = _first(rows, "half_life_h", "h")
    k, how = np.log(2) / half_life, f"half-life {half_life:g} h ({_origin(half_row)})"
    if both:
        volume, clearance = fact(both[0], "volume_l", unit="L"), fact(both[0], "clearance_l_per_h", unit="L/h")
        k = elimination_rate_per_h(clearance, volume)
        how = f"half-life {half_life_h(k):.1f} h, derived: ln 2 × V/CL ({_origin(both[0])})"
    peak, peak_row = _first(rows, "tmax_h", "h")
    further = None
    if metabolite:
        slow, row = _first(_rows(drug, metabolite), "half_life_h", "h")
        further, how = np.log(2) / slow, f"{how}; {metabolite} {slow:g} h ({_origin(row)})"
    return Kinetics(
        k, absorption_rate_per_h(peak, k), further, _clearance(drug),
        linear=not any(row.linear_kinetics == "no" for row in rows),
        origin=f"{how}; peak at {peak:g} h ({_origin(peak_row)}); of a range the middle",
    )  # fmt: skip


def _origin(row):
    """Sources of a row, in the words that its status asks for."""
    said = ", ".join(label(key) for key in row.source_key)
    if row.via_key:
        return f"{said}, as cited in {label(row.via_key[0])}"
    return f"as cited in {said}" if row.status == "secondary" else said


@cache
def _clearance(drug):
    """Clearance that turns a dose into an average level, only where the tables leave no doubt which it is."""
    if drug == "citalopram":  # printed as equal by mouth and by vein, with an availability of 1
        return fact(find("pharmacokinetics", drug=drug, source_key=BOTH_ROUTES), "clearance_l_per_h", unit="L/h")
    if drug == "duloxetine":  # apparent volume, so apparent clearance
        return fact(find("pharmacokinetics", drug=drug, status="derived"), "clearance_l_per_h", unit="L/h")
    return None


@cache
def drug_course(choice):
    """What is fixed for one choice of drug and region.

    Parameters
    ----------
    choice : str
        A key of `DRUGS`.

    Returns
    -------
    DrugCourse

    Raises
    ------
    ValueError
        If there is no such choice.
    """
    drug, region, metabolite = DRUGS[known("choice", choice, DRUGS)]
    row = next(r for r in load("occupancy") if (r.drug, r.region) == (drug, region) and r.status != "unverified")
    rates = kinetics(drug, metabolite)
    usual = fact(row, "usual_minimum_dose_mg_per_day", unit="mg/day")
    half = fact(row, "half_max_dose_mg_per_day", unit="mg/day")
    reported, ec50_origin = _reported_ec50(drug)
    average = None
    if rates.clearance_L_per_h:
        average = steady_average_ng_per_mL(usual, HOURS_PER_DAY, rates.clearance_L_per_h)
    return DrugCourse(
        drug=drug,
        region=region,
        linear=rates.linear,
        with_metabolite=metabolite or "",
        usual_mg=usual,
        plateau=fact(row, "occupancy_max_percent", unit="%") / 100,
        half_mg=half,
        average_ng_per_mL=average,
        ec50_reported_ng_per_mL=reported,
        ec50_origin=ec50_origin,
        disputed=any(r.drug == drug and r.status == "unverified" for r in load("occupancy")),
        measured=_measured(drug, region),
        curve_origin=_origin(row),
        kinetics_origin=rates.origin,
    )


def _reported_ec50(drug):
    """Level of half-maximal occupancy as reported, and where it was read; None and nothing where none is."""
    if drug not in EC50_NAMES:
        return None, ""
    row = find("occupancy_measured", drug=EC50_NAMES[drug])
    return fact(row, "plasma_ec50_ng_per_ml", unit="ng/mL"), _origin(row)


def _measured(drug, region):
    rows = [r for r in load("occupancy_measured") if (r.drug, r.region) == (drug, region) and r.occupancy_percent]
    return tuple(
        MeasuredOccupancy(
            dose_mg=fact(row, "dose_mg_per_day", unit="mg/day"),
            occupancy=fact(row, "occupancy_percent", unit="%") / 100,
            people=int(fact(row, "n", unit="")),
            source=label(row.source_key[0]),
        )
        for row in rows
    )
