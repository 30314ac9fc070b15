"""The tables of the course as record classes: what a column holds, in which unit, and what may be empty."""

from dataclasses import dataclass, fields

from reuptake.evidence.drug_records import (
    Affinity,
    AutoreceptorStep,
    EnhancerEvidence,
    FittedOccupancy,
    PharmacokineticCheck,
    Pharmacokinetics,
)
from reuptake.evidence.record import EVIDENCE_COLUMNS, STATUSES, WORD_UNITS, EvidenceError, Record, column
from reuptake.evidence.safety_records import SAFETY_TABLES
from reuptake.evidence.trial_records import TRIAL_TABLES
from reuptake.evidence.watch_records import WATCH_TABLES

__all__ = ["EVIDENCE_COLUMNS", "STATUSES", "TABLES", "WORD_UNITS", "EvidenceError", "Record", "header", "schema"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnockoutMicrodialysis(Record):
    """Extracellular serotonin in mice with two, one or no working copies of the transporter gene."""

    region: str = column("text")
    genotype: str = column("text")
    functional_sert_copies: int = column("count", unit="")
    extracellular_5ht_nm: float = column("number", unit="nM", plus_minus="plus_minus_nm")
    plus_minus_nm: float = column("number", unit="nM")
    percent_of_wild_type_derived: float = column(
        "number", unit="%", formula="100 x extracellular 5-HT / extracellular 5-HT of SERT +/+, same region"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityModel(Record):
    """Predicted extracellular serotonin when the transporter works less or more than normal."""

    region: str = column("text")
    sert_activity_fraction_of_normal: float = column("number", unit="of normal")
    r_ratio: float = column("number", unit="")
    extracellular_5ht_nm: float = column("number", unit="nM")
    percent_of_normal: float = column("number", unit="%")


@dataclass(frozen=True, slots=True, kw_only=True)
class UptakeKinetics(Record):
    """How fast and with which half-saturation the transporter carries serotonin."""

    preparation: str = column("text")
    quantity: str = column("text")
    unit: str = column("text")
    value: float = column("number", unit_column=True)
    comparison_value: float | None = column("gap number", unit_column=True)
    condition: str = column("optional text")


@dataclass(frozen=True, slots=True, kw_only=True)
class TransportCycleStep(Record):
    """One state of the transport cycle, with the charge that moves in it where it is known."""

    step: int = column("count")
    state: str = column("text")
    what_happens: str = column("text")
    charge_moved_elementary: float | None = column(
        "gap number",
        unit="elementary charges",
        formula="sum of the charges of the ions carried, classical stoichiometry of step 6",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TransporterAction(Record):
    """One way of acting at the transporter, with examples and the effect on serotonin outside."""

    class_: str = column("text")
    what_happens: str = column("text")
    examples: str = column("text")
    extracellular_5ht: str = column("text")
    evidence_number: str = column("optional text")


@dataclass(frozen=True, slots=True, kw_only=True)
class TransporterRegulation(Record):
    """One way in which the transporter itself becomes more or less active."""

    route: str = column("text")
    preparation: str = column("text")
    vmax: str = column("optional text")
    km: str = column("optional text")
    direction_of_uptake: str = column("text")
    numbers: str = column("optional text")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredOccupancy(Record):
    """Share of transporters that a drug occupied in people, or the plasma level that occupies half."""

    drug: str = column("text")
    dose_mg_per_day: float | None = column("gap number", unit="mg/day")
    region: str = column("text")
    occupancy_percent: float | None = column("gap number", unit="%")
    occupancy_low_percent: float | None = column("gap number", unit="%")
    occupancy_high_percent: float | None = column("gap number", unit="%")
    n: int | None = column("gap count", unit="")
    plasma_ec50_ng_per_ml: float | None = column("gap number", unit="ng/mL")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement(Record):
    """One measured or textbook quantity, with its unit in the row; a word where only that is reported."""

    quantity: str = column("text")
    preparation: str = column("text")
    species: str = column("text")
    value: float | str = column("number or word", unit_column=True, plus_minus="error", plus_minus_type="error_type")
    error: float | None = column("gap number", unit_column=True)
    error_type: str = column("optional text")
    n: int | None = column("gap count", unit="")
    unit: str = column("text")


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminalParameter(Record):
    """One constant of the model of the serotonin terminal."""

    symbol: str = column("text")
    name: str = column("text")
    value: float = column("number", unit_column=True)
    unit: str = column("text")
    low: float | None = column("gap number", unit_column=True)
    high: float | None = column("gap number", unit_column=True)
    process: str = column("text")


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminalState(Record):
    """One state of that model at rest, or a total or control that goes with its states."""

    symbol: str = column("text")
    name: str = column("text")
    value: float = column("number", unit_column=True)
    unit: str = column("text")
    low: float | None = column("gap number", unit_column=True)
    high: float | None = column("gap number", unit_column=True)
    kind: str = column("text")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtracellularEffect(Record):
    """What a drug or a change of the transporter did to serotonin outside cells."""

    year: int = column("count")
    drug: str = column("text")
    dose: str = column("text")
    species: str = column("text")
    region: str = column("text")
    duration: str = column("text")
    effect_direction: str = column("text")
    fold_of_baseline: float | None = column("gap number", unit="times baseline")
    qualifier: str = column("optional text")


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleCargo(Record):
    """One passenger of the transport cycle: its charge, its direction, where it gets on and off."""

    cargo: str = column("text")
    charge_elementary: int = column("count", unit="elementary charges")
    direction: str = column("text")
    binds_at_step: int = column("count")
    leaves_at_step: int = column("count")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceptorFamily(Record):
    """One family of serotonin receptors: how it signals, what it does, which members people have."""

    family: str = column("text")
    receptor_class: str = column("text")
    coupling: str = column("text")
    transduction: str = column("text")
    main_effect: str = column("text")
    human_subtypes: str = column("text")
    human_subtype_count: int = column("count", unit="")
    absent_in_people: str = column("optional text")
    remark: str = column("optional text")


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlRange(Record):
    """What a reader can set in an explorer: the options, the start, and why the range is as it is."""

    explorer: str = column("text")
    control: str = column("text")
    options: str = column("text")
    start: float = column("number", unit_column=True)
    unit: str = column("text")


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryTerm(Record):
    """A word that a reader may not know, in one plain line."""

    term: str = column("text")
    meaning: str = column("text")


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseNotebook(Record):
    """One notebook of the course: what it asks, how long it takes, and whether it is written yet."""

    notebook: str = column("text")
    title: str = column("text")
    question: str = column("text")
    minutes: int | None = column("gap count", unit="minutes")
    exists: str = column("text")


TABLES = (
    {
        "course": CourseNotebook,
        "glossary": GlossaryTerm,
        "extracellular_5ht_effects": ExtracellularEffect,
        "cycle_cargo": CycleCargo,
        "control_ranges": ControlRange,
        "sert_knockout_microdialysis": KnockoutMicrodialysis,
        "sert_activity_model": ActivityModel,
        "uptake_kinetics": UptakeKinetics,
        "transport_cycle": TransportCycleStep,
        "transporter_actions": TransporterAction,
        "sert_upregulation": TransporterRegulation,
        "occupancy_measured": MeasuredOccupancy,
        "experimental": Measurement,
        "basics": Measurement,
        "serotonin_places": Measurement,
        "serotonin_theory": Measurement,
        "receptors": ReceptorFamily,
        "binding": Affinity,
        "occupancy": FittedOccupancy,
        "pharmacokinetics": Pharmacokinetics,
        "pk_model_checks": PharmacokineticCheck,
        "enhancer_evidence": EnhancerEvidence,
        "autoreceptor_microdialysis": AutoreceptorStep,
        "feedback_evidence": Measurement,
        "terminal_parameters": TerminalParameter,
        "terminal_states": TerminalState,
    }
    | TRIAL_TABLES
    | SAFETY_TABLES
    | WATCH_TABLES
)
"""The record class of every table, by the stem of its file name."""


def schema(record_class):
    """List the columns that a table file must have, in the order of the file.

    Parameters
    ----------
    record_class : type
        A subclass of `Record`.

    Returns
    -------
    dict of str to mapping
        Attribute name of each column to its description (see `column`).
    """
    described = {item.name: item.metadata for item in fields(record_class) if "kind" in item.metadata}
    own = {name: metadata for name, metadata in described.items() if name not in EVIDENCE_COLUMNS}
    return own | {name: described[name] for name in EVIDENCE_COLUMNS}


def header(record_class):
    """Name the columns as the file spells them.

    Parameters
    ----------
    record_class : type
        A subclass of `Record`.

    Returns
    -------
    list of str
        Column names. A column named like a Python keyword (`class`) has the attribute `class_`.
    """
    return [name.rstrip("_") for name in schema(record_class)]
