"""Tables about drugs as record classes: binding, dose, time, brain scans, and a contested mechanism."""

from dataclasses import dataclass

from reuptake.evidence.record import Record, column


@dataclass(frozen=True, slots=True, kw_only=True)
class Affinity(Record):
    """How tightly a drug binds to one target, in one assay of one laboratory."""

    drug: str = column("text")
    target: str = column("text")
    parameter: str = column("text")
    qualifier: str = column("optional text")
    affinity_nm: float | None = column("gap number", unit="nM", plus_minus="plus_minus_nm")
    affinity_low_nm: float | None = column("gap number", unit="nM")
    affinity_high_nm: float | None = column("gap number", unit="nM")
    plus_minus_nm: float | None = column("gap number", unit="nM")
    net_over_sert_ratio_printed: float | None = column("gap number", unit="")
    assay: str = column("optional text")


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedOccupancy(Record):
    """A curve fitted to brain scans: share of transporters occupied against daily dose."""

    drug: str = column("text")
    region: str = column("text")
    occupancy_max_percent: float | None = column("gap number", unit="%")
    half_max_dose_mg_per_day: float | None = column("gap number", unit="mg/day")
    usual_minimum_dose_mg_per_day: float | None = column("gap number", unit="mg/day")
    predicted_occupancy_at_minimum_percent_derived: float | None = column(
        "gap number", unit="%", formula="occupancy_max x dose / (half-maximal dose + dose), at the usual minimum dose"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pharmacokinetics(Record):
    """What the body does to a drug: how much gets in, how fast it leaves."""

    drug: str = column("text")
    analyte: str = column("text")
    population: str = column("optional text")
    route: str = column("optional text")
    bioavailability_fraction: float | None = column(
        "gap number", unit="", plus_minus="bioavailability_plus_minus_fraction"
    )
    bioavailability_low_fraction: float | None = column("gap number", unit="")
    bioavailability_high_fraction: float | None = column("gap number", unit="")
    bioavailability_plus_minus_fraction: float | None = column("gap number", unit="")
    tmax_h: float | None = column("gap number", unit="h", plus_minus="tmax_plus_minus_h")
    tmax_low_h: float | None = column("gap number", unit="h")
    tmax_high_h: float | None = column("gap number", unit="h")
    tmax_plus_minus_h: float | None = column("gap number", unit="h")
    cmax_ng_per_ml: float | None = column("gap number", unit="ng/mL", plus_minus="cmax_plus_minus_ng_per_ml")
    cmax_plus_minus_ng_per_ml: float | None = column("gap number", unit="ng/mL")
    volume_l: float | None = column("gap number", unit="L")
    volume_l_per_kg: float | None = column("gap number", unit="L/kg", plus_minus="volume_plus_minus_l_per_kg")
    volume_plus_minus_l_per_kg: float | None = column("gap number", unit="L/kg")
    clearance_l_per_h: float | None = column("gap number", unit="L/h")
    half_life_h: float | None = column("gap number", unit="h", plus_minus="half_life_plus_minus_h")
    half_life_low_h: float | None = column("gap number", unit="h")
    half_life_high_h: float | None = column("gap number", unit="h")
    half_life_plus_minus_h: float | None = column("gap number", unit="h")
    protein_binding_percent: float | None = column("gap number", unit="%")
    usual_dose_mg_per_day: float | None = column("gap number", unit="mg/day")
    linear_kinetics: str = column("optional text")


@dataclass(frozen=True, slots=True, kw_only=True)
class PharmacokineticCheck(Record):
    """What the one-compartment model gives beside what was observed."""

    drug: str = column("text")
    quantity: str = column("text")
    unit: str = column("text")
    predicted: float | None = column("gap number", unit_column=True)
    observed: float | None = column("gap number", unit_column=True)
    inputs: str = column("optional text")
    formula: str = column("optional text")


@dataclass(frozen=True, slots=True, kw_only=True)
class EnhancerEvidence(Record):
    """One study for or against the idea that tianeptine speeds up reuptake."""

    year: int = column("count")
    direction: str = column("text")
    model: str = column("text")
    finding: str = column("text")
    why: str = column("optional text")


@dataclass(frozen=True, slots=True, kw_only=True)
class AutoreceptorStep(Record):
    """One step of an experiment on local 5-HT1A feedback in rat amygdala, acute and after long treatment."""

    step: int = column("count")
    pretreatment: str = column("text")
    acute_treatment: str = column("text")
    local_antagonist: str = column("text")
    measure: str = column("text")
    qualifier: str = column("optional text")
    value_percent: float | None = column("gap number", unit="%")
