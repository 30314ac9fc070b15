"""Tables about harm as record classes: adverse events, suicidality, the heart, toxicity, help lines."""

from dataclasses import dataclass

from reuptake.evidence.record import Record, column


@dataclass(frozen=True, slots=True, kw_only=True)
class AdverseEvent(Record):
    """How often one adverse event was reported on a drug and on placebo."""

    drug: str = column("text")
    adverse_event: str = column("text")
    drug_percent: float = column("number", unit="%")
    drug_percent_high: float | None = column("gap number", unit="%")
    drug_n: int | None = column("gap count", unit="people")
    placebo_percent: float = column("number", unit="%")
    placebo_percent_high: float | None = column("gap number", unit="%")
    placebo_n: int | None = column("gap count", unit="people")
    risk_difference_percent_derived: float | None = column("gap number", unit="%", formula="drug - placebo")
    rd_ci_low_percent: float | None = column("gap number", unit="%")
    rd_ci_high_percent: float | None = column("gap number", unit="%")
    nnh_derived: float | None = column("gap number", unit="", formula="1 / risk difference")
    nnh_ci_text: str = column("optional text")


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpLine(Record):
    """One service that helps in a crisis, and when its number was last checked."""

    region: str = column("text")
    service: str = column("text")
    contact: str = column("text")
    kind: str = column("text")
    checked_on: str = column("text")


@dataclass(frozen=True, slots=True, kw_only=True)
class DependenceEstimate(Record):
    """How often abuse of or dependence on tianeptine was estimated among people treated, and by whom."""

    place: str = column("text")
    period: str = column("text")
    population: str = column("text")
    low_per_1000: float = column("number", unit="per 1000")
    high_per_1000: float | None = column("gap number", unit="per 1000")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrequencyBand(Record):
    """What a word for frequency means in product information."""

    term: str = column("text")
    low_fraction: float = column("number", unit="")
    high_fraction: float | None = column("gap number", unit="")


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePerformance(Record):
    """How well a set of rules finds serotonin toxicity."""

    rule_set: str = column("text")
    measure: str = column("text")
    unit: str = column("text")
    prevalence_percent: float | None = column("gap number", unit="%")
    value: float = column("number", unit_column=True)
    true_positives_per_1000: int | None = column("gap count", unit="people")
    false_positives_per_1000: int | None = column("gap count", unit="people")


@dataclass(frozen=True, slots=True, kw_only=True)
class ToxicityRule(Record):
    """One rule for serotonin toxicity, in the order in which the rules are asked."""

    order: str = column("text")
    rule: str = column("text")
    logic: str = column("text")
    result_if_true: str = column("text")


@dataclass(frozen=True, slots=True, kw_only=True)
class QtEffect(Record):
    """How much one drug at one dose lengthened the QTc interval, in one kind of study."""

    drug: str = column("text")
    dose_mg_per_day: float | None = column("gap number", unit="mg/day")
    compared_with_mg_per_day: float | None = column("gap number", unit="mg/day")
    delta_qtc_ms: float = column("number", unit="ms", plus_minus="se_ms")
    ci_low_ms: float | None = column("gap number", unit="ms")
    ci_high_ms: float | None = column("gap number", unit="ms")
    interval_percent: float | None = column("gap number", unit="%")
    se_ms: float | None = column("gap number", unit="ms")
    design: str = column("text")


@dataclass(frozen=True, slots=True, kw_only=True)
class ToxicityProbability(Record):
    """How likely serotonin toxicity was in one overdose scenario."""

    scenario: str = column("text")
    probability_percent: float = column("number", unit="%")
    odds_ratio: float | None = column("gap number", unit="")
    ci_low: float | None = column("gap number", unit="")
    ci_high: float | None = column("gap number", unit="")


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyEffect(Record):
    """One reported effect of SSRIs or SNRIs on a harm, in its own measure."""

    topic: str = column("text")
    population_or_design: str = column("text")
    unit: str = column("text")
    estimate: float = column("number", unit_column=True)
    ci_low: float | None = column("gap number", unit_column=True)
    ci_high: float | None = column("gap number", unit_column=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class SuicidalityDifference(Record):
    """Cases per 1,000 people, drug minus placebo, in the class label."""

    age_group: str = column("text")
    drug_minus_placebo_cases_per_1000: float = column("number", unit="per 1000")


@dataclass(frozen=True, slots=True, kw_only=True)
class SuicidalityByAge(Record):
    """Odds of suicidal behaviour or ideation, drug against placebo, by age."""

    age_group: str = column("text")
    age_low_years: int | None = column("gap count", unit="years")
    age_high_years: int | None = column("gap count", unit="years")
    outcome: str = column("text")
    unit: str = column("text")
    estimate: float = column("number", unit_column=True)
    ci_low: float = column("number", unit_column=True)
    ci_high: float = column("number", unit_column=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class SuicidalityScale(Record):
    """How much stands behind the numbers on suicidality: trials, people, deaths; or a finding in words."""

    group: str = column("text")
    what: str = column("text")
    unit: str = column("text")
    value: float | str = column("number or word", unit_column=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeartFinding(Record):
    """One finding on heart rhythm or heart valves that is a word, a count or a cap on a dose."""

    topic: str = column("text")
    about: str = column("text")
    date: str = column("optional text")
    unit: str = column("text")
    value: float | str = column("number or word", unit_column=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyFinding(Record):
    """One finding or judgement on a harm in a few words of its source, or in ours where the note says so."""

    topic: str = column("text")
    about: str = column("text")
    finding: str = column("text")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductReaction(Record):
    """One adverse reaction of tianeptine in a product text, and how sure its frequency word is."""

    system_organ_class: str = column("text")
    reaction: str = column("text")
    frequency_category: str = column("text")
    frequency_low_fraction: float | None = column("gap number", unit="")
    frequency_high_fraction: float | None = column("gap number", unit="")
    reaction_status: str = column("text")
    category_status: str = column("text")


@dataclass(frozen=True, slots=True, kw_only=True)
class PoisonCalls(Record):
    """Calls about tianeptine in one period, in one way of counting."""

    period_start_year: int = column("count", unit="year")
    period_end_year: int = column("count", unit="year")
    calls: int | None = column("gap count", unit="calls")
    measure: str = column("text")
    series: str = column("text")


@dataclass(frozen=True, slots=True, kw_only=True)
class PoisonEffect(Record):
    """One finding among reported exposures to tianeptine."""

    study: str = column("text")
    population: str = column("text")
    population_n: int | None = column("gap count", unit="people")
    measure: str = column("text")
    unit: str = column("text")
    value: float = column("number", unit_column=True)
    ci_low: float | None = column("gap number", unit_column=True)
    ci_high: float | None = column("gap number", unit_column=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulatoryEvent(Record):
    """One decision on tianeptine; the date is a year, a month, a day or a range with a slash."""

    date: str = column("text")
    place: str = column("text")
    event: str = column("text")


SAFETY_TABLES = {
    "ae_vs_placebo": AdverseEvent,
    "crisis_resources": HelpLine,
    "dependence_estimates": DependenceEstimate,
    "frequency_bands": FrequencyBand,
    "heart_findings": HeartFinding,
    "hunter_performance": RulePerformance,
    "hunter_rules": ToxicityRule,
    "qt_by_dose": QtEffect,
    "safety_findings": SafetyFinding,
    "serotonin_toxicity_probability": ToxicityProbability,
    "ssri_safety_effects": SafetyEffect,
    "suicidality_label_rd": SuicidalityDifference,
    "suicidality_or_by_age": SuicidalityByAge,
    "suicidality_scale": SuicidalityScale,
    "tianeptine_ae_frequency": ProductReaction,
    "tianeptine_poison_calls": PoisonCalls,
    "tianeptine_poison_effects": PoisonEffect,
    "tianeptine_regulatory_timeline": RegulatoryEvent,
}
"""The record class of every table of harms, by the stem of its file name."""
