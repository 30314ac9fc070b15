"""Tables about trials as record classes: effects, grades, and the claims of the article."""

from dataclasses import dataclass

from reuptake.evidence.record import Record, column


@dataclass(frozen=True, slots=True, kw_only=True)
class TianeptineTrial(Record):
    """One outcome of one trial of tianeptine."""

    trial: str = column("text")
    year: int = column("count")
    design: str = column("text")
    population: str = column("text")
    n_total: int | None = column("gap count", unit="people")
    drug_arm: str = column("text")
    drug_n: int | None = column("gap count", unit="people")
    comparator_arm: str = column("text")
    comparator_n: int | None = column("gap count", unit="people")
    outcome: str = column("text")
    unit: str = column("text")
    drug_value: float | None = column("gap number", unit_column=True)
    comparator_value: float | None = column("gap number", unit_column=True)
    effect: float | None = column("gap number", unit_column=True)
    effect_low: float | None = column("gap number", unit_column=True)
    effect_high: float | None = column("gap number", unit_column=True)
    effect_se: float | None = column("gap number", unit_column=True)
    p_printed: str = column("optional text")
    nnt_derived: float | None = column("gap number", unit="", formula="1 / risk difference")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedEffect(Record):
    """The overall effect of antidepressants as one review reports it, in its own measure."""

    source_label: str = column("text")
    comparison: str = column("text")
    unit: str = column("text")
    estimate: float = column("number", unit_column=True)
    ci_low: float | None = column("gap number", unit_column=True)
    ci_high: float | None = column("gap number", unit_column=True)
    trials_n: int | None = column("gap count", unit="trials")
    participants_n: int | None = column("gap count", unit="people")


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkOddsRatio(Record):
    """Odds ratio of one drug against placebo in the largest network meta-analysis."""

    drug: str = column("text")
    odds_ratio: float = column("number", unit="")
    cri_low: float = column("number", unit="")
    cri_high: float = column("number", unit="")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationFlow(Record):
    """What became of the trials of twelve antidepressants, by the regulator's reading of their result."""

    fda_decision: str = column("text")
    trials_n: int = column("count", unit="trials")
    published_agreeing_n: int = column("count", unit="trials")
    published_as_positive_n: int = column("count", unit="trials")
    not_published_n: int = column("count", unit="trials")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredTrial(Record):
    """One trial registered with the regulator: its effect there, and in the journal if it was published."""

    study_id: str = column("text")
    drug: str = column("text")
    published: int = column("count", unit="")
    hedges_g_fda: float = column("number", unit="", plus_minus="se_fda")
    se_fda: float = column("number", unit="")
    hedges_g_journal: float | None = column("gap number", unit="", plus_minus="se_journal")
    se_journal: float | None = column("gap number", unit="")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialArm(Record):
    """One arm of one placebo- or drug-controlled trial: how many of how many responded."""

    study_id: str = column("text")
    drug: str = column("text")
    dose_mg_per_day: float = column("number", unit="mg/day")
    responders_n: int = column("count", unit="people")
    total_n: int = column("count", unit="people")


@dataclass(frozen=True, slots=True, kw_only=True)
class RemissionStep(Record):
    """Share of patients in remission after one step of treatment, or over all steps."""

    step: str = column("text")
    remission_percent: float = column("number", unit="%")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceboResponse(Record):
    """One result on how many people improve on placebo."""

    source_label: str = column("text")
    measure: str = column("text")
    unit: str = column("text")
    estimate: float | None = column("gap number", unit_column=True)
    ci_low: float = column("number", unit_column=True)
    ci_high: float = column("number", unit_column=True)
    trials_n: int = column("count", unit="trials")
    placebo_participants_n: int = column("count", unit="people")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnxietyEffect(Record):
    """Difference from placebo on the Hamilton anxiety scale; negative is better."""

    drug: str = column("text")
    drug_class: str = column("text")
    mean_difference_hama_points: float | None = column("gap number", unit="points")
    ci_low_hama_points: float | None = column("gap number", unit="points")
    ci_high_hama_points: float | None = column("gap number", unit="points")


@dataclass(frozen=True, slots=True, kw_only=True)
class CompulsionEffect(Record):
    """One result in obsessive-compulsive disorder, with its sign as printed and with one sign for all."""

    intervention: str = column("text")
    comparison: str = column("optional text")
    outcome: str = column("text")
    unit: str = column("text")
    estimate: float | None = column("gap number", unit_column=True)
    ci_low: float | None = column("gap number", unit_column=True)
    ci_high: float | None = column("gap number", unit_column=True)
    improvement_ybocs_points: float | None = column("gap number", unit="points")
    sign_convention: str = column("optional text")
    trials_n: int | None = column("gap count", unit="trials")
    participants_n: int | None = column("gap count", unit="people")


@dataclass(frozen=True, slots=True, kw_only=True)
class PainEffect(Record):
    """One result of an antidepressant in a pain condition, in its own measure."""

    condition: str = column("text")
    drug: str = column("text")
    outcome: str = column("text")
    unit: str = column("text")
    drug_value: float | None = column("gap number", unit_column=True)
    placebo_value: float | None = column("gap number", unit_column=True)
    effect: float = column("number", unit_column=True)
    ci_low: float | None = column("gap number", unit_column=True)
    ci_high: float | None = column("gap number", unit_column=True)
    nnt_derived: float | None = column("gap number", unit="", formula="1 / risk difference")
    odds_ratio_derived: float | None = column("gap number", unit="", formula="odds on the drug / odds on placebo")


@dataclass(frozen=True, slots=True, kw_only=True)
class PainNumbers(Record):
    """How many people with neuropathic pain are treated for one more to benefit, or to be harmed."""

    drug_class: str = column("text")
    daily_dose: str = column("optional text")
    nnt: float | None = column("gap number", unit="")
    nnt_ci_low: float | None = column("gap number", unit="")
    nnt_ci_high: float | None = column("gap number", unit="")
    nnh: float | None = column("gap number", unit="")
    nnh_ci_low: float | None = column("gap number", unit="")
    nnh_ci_high: float | None = column("gap number", unit="")
    trials_n: int | None = column("gap count", unit="trials")
    nnt_status: str = column("optional text")
    nnh_status: str = column("optional text")


@dataclass(frozen=True, slots=True, kw_only=True)
class AutismTrial(Record):
    """One trial or review of a serotonergic drug in autism."""

    trial: str = column("text")
    year: int = column("count")
    drug: str = column("text")
    n: int = column("count", unit="people")
    age: str = column("text")
    duration_weeks: int | None = column("gap count", unit="weeks")
    outcome: str = column("optional text")
    unit: str = column("text")
    drug_value: float | None = column("gap number", unit_column=True)
    placebo_value: float | None = column("gap number", unit_column=True)
    result: str = column("text")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedPValue(Record):
    """One P value that the trial of tianeptine in autism reports."""

    rater: str = column("text")
    outcome: str = column("text")
    p_value: float = column("number", unit="")


@dataclass(frozen=True, slots=True, kw_only=True)
class BloodSerotonin(Record):
    """How much more often blood serotonin is raised in autistic people, by part of the blood."""

    blood_compartment: str = column("text")
    odds_ratio: float = column("number", unit="")
    ci_low: float = column("number", unit="")
    ci_high: float = column("number", unit="")
    autistic_people_elevated_percent: float | None = column("gap number", unit="%")
    studies_n: int | None = column("gap count", unit="studies")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcessSerotonin(Record):
    """One condition with too much serotonin somewhere, and what is really done about it."""

    condition: str = column("text")
    mechanism: str = column("text")
    what_is_used: str = column("text")
    best_evidence: str = column("text")
    reuptake_enhancer_used: str = column("text")


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceGrade(Record):
    """Our proposed grade of the evidence for tianeptine in one condition."""

    indication: str = column("text")
    human_evidence: str = column("text")
    ocebm2011_level: int | None = column("gap count", unit="")
    grade_certainty_proposed: str = column("text")
    main_downgrades: str = column("optional text")
    course_label: str = column("text")


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderRung(Record):
    """One level of evidence on a treatment, and the sentence that it permits."""

    level: int = column("count", unit="")
    what_it_is: str = column("text")
    claim_permitted: str = column("text")


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingScale(Record):
    """Lowest and highest score of a scale on which trials count symptoms."""

    scale: str = column("text")
    measures: str = column("text")
    lowest_points: int = column("count", unit="points")
    highest_points: int = column("count", unit="points")


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceQuery(Record):
    """A search that a reader can repeat where we found no randomised trial."""

    use: str = column("text")
    service: str = column("text")
    query: str = column("text")
    link: str = column("text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Record):
    """One claim of the article, in a short quotation and in our words, with our verdict and the reason."""

    id: str = column("text")
    section: str = column("text")
    quote: str = column("optional text")
    paraphrase: str = column("text")
    verdict: str = column("text")
    why: str = column("text")
    notebook: str = column("text")


@dataclass(frozen=True, slots=True, kw_only=True)
class BenefitRiskExample(Record):
    """One comparison with its risk difference and, where it makes sense, a number needed."""

    comparison: str = column("text")
    treated_percent: float = column("number", unit="%")
    treated_events_n: int | None = column("gap count", unit="people")
    treated_n: int | None = column("gap count", unit="people")
    control_percent: float = column("number", unit="%")
    control_events_n: int | None = column("gap count", unit="people")
    control_n: int | None = column("gap count", unit="people")
    risk_difference_percent: float = column("number", unit="%")
    ci_low_percent: float | None = column("gap number", unit="%")
    ci_high_percent: float | None = column("gap number", unit="%")
    number_needed: float | None = column("gap number", unit="")
    number_needed_kind: str = column("optional text")
    number_needed_ci_text: str = column("optional text")


TRIAL_TABLES = {
    "tianeptine_trials": TianeptineTrial,
    "antidepressant_effect_sizes": ReportedEffect,
    "cipriani2018_efficacy": NetworkOddsRatio,
    "cipriani2018_acceptability": NetworkOddsRatio,
    "turner2008_flow": PublicationFlow,
    "turner2008_trials": RegisteredTrial,
    "netdose_arms": TrialArm,
    "stard": RemissionStep,
    "placebo_response": PlaceboResponse,
    "gad": AnxietyEffect,
    "ocd": CompulsionEffect,
    "chronic_pain": PainEffect,
    "neuropathic_pain_nnt": PainNumbers,
    "autism_trials": AutismTrial,
    "autism_p_values": PublishedPValue,
    "hyperserotonaemia": BloodSerotonin,
    "excess_serotonin": ExcessSerotonin,
    "evidence_grades": EvidenceGrade,
    "ladder_rungs": LadderRung,
    "rating_scales": RatingScale,
    "absence_queries": AbsenceQuery,
    "claims": Claim,
    "benefit_risk_examples": BenefitRiskExample,
}
"""The record class of every table of trials, grades and claims, by the stem of its file name."""
