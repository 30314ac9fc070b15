"""The problems that can be weighed, each with its effects table loaded from the data."""

import textwrap
from functools import cache
from types import MappingProxyType

import numpy as np

from reuptake.draw.weighing import BENEFIT, NUISANCE, PARTICULAR, Case, Row
from reuptake.evidence import fact, find, label, load
from reuptake.explore.forest import control_risk
from reuptake.explore.origins import origin, written_date
from reuptake.model.people import PEOPLE, of_thousand
from reuptake.model.risk import Interval, risk_from_odds_ratio
from reuptake.model.trial_arms import comparisons, pooled

ANY_DRUG = "sertraline, benefit from trials of any antidepressant"
OWN_TRIALS = "sertraline, benefit from its own trials alone"
TIANEPTINE = "tianeptine, age 65 or older"
# How many of the harms reported most often on the drug make up the common harms.
COMMON = 5
LIBIDO = "libido decreased"
MEN_ONLY = "men only"
# Letters in a line of the words below a short table.
LINE = 56
_YARDSTICKS = {LIBIDO: "yardstick_libido", "abuse or dependence": "yardstick_dependence"}


@cache
def cases():
    """The problems by the name of their choice.

    Returns
    -------
    mapping of str to reuptake.draw.weighing.Case
        Read-only, as every explorer shares it.
    """
    made = {
        ANY_DRUG: _sertraline(ANY_DRUG, "on an antidepressant, whichever it is, than on placebo", _any_drug()),
        OWN_TRIALS: _sertraline(OWN_TRIALS, "on sertraline than on placebo", _own()),
        TIANEPTINE: _tianeptine(),
    }
    return MappingProxyType(made)


def _sertraline(name, tried, benefit):
    harms = origin(find("ae_vs_placebo", drug="sertraline", adverse_event=LIBIDO))
    return Case(
        name=name,
        problem="depression in adults; sertraline, or placebo?",
        basis=f"Benefit, derived: {benefit.source.partition(',')[0]}. Harms, {harms}: six indications.",
        drug="sertraline",
        tried=tried,
        rows=(benefit, *_common(), _event(LIBIDO, PARTICULAR)),
        yardsticks=_yardsticks(LIBIDO),
        one={NUISANCE: "one common harm", PARTICULAR: "one loss of libido"},
        closing="illustrative weights, no recommendation",
    )


def _any_drug():
    row = find("antidepressant_effect_sizes", source_label="Direct pooling of netdose arms")
    unit = "odds ratio of response"
    ratios = [fact(row, column, unit=unit) for column in ("estimate", "ci_low", "ci_high")]
    trials = fact(row, "trials_n", unit="trials")
    return _responders(ratios, f"{trials:.0f} trials of any antidepressant, {label(row.source_key[0])}")


def _own():
    found = pooled("sertraline")
    count = len(comparisons("sertraline"))
    ratios = np.exp([found.estimate, found.low, found.high])
    return _responders(ratios, f"sertraline's own {count} trials, {label('petropoulou2026')}, a subset")


def _responders(ratios, said):
    """More people who respond, from an odds ratio with its interval and the pooled response on placebo."""
    placebo = control_risk()
    treated = PEOPLE * risk_from_odds_ratio(np.array(ratios, dtype=float), placebo)
    how = (
        "derived: odds ratio (DerSimonian and Laird) applied to the pooled response on placebo, taken as fixed; "
        "direct comparisons only, not the published network"
    )
    more = Interval(*map(float, treated - PEOPLE * placebo))
    return Row("response", BENEFIT, f"{said}; {how}", more, PEOPLE * placebo, float(treated[0]))


def _common():
    """The harms reported most often on the drug, but for those that count as particular."""
    rows = [row for row in load("ae_vs_placebo") if row.drug == "sertraline"]
    rows = [row for row in rows if row.adverse_event != LIBIDO and MEN_ONLY not in row.adverse_event]
    often = sorted(rows, key=lambda row: -fact(row, "drug_percent", unit="%"))
    return tuple(_event(row.adverse_event, NUISANCE) for row in often[:COMMON])


def _event(name, group):
    row = find("ae_vs_placebo", drug="sertraline", adverse_event=name)
    columns = ("risk_difference_percent_derived", "rd_ci_low_percent", "rd_ci_high_percent")
    more = Interval(*(of_thousand(fact(row, column, unit="%")) for column in columns))
    shares = (of_thousand(fact(row, column, unit="%")) for column in ("placebo_percent", "drug_percent"))
    said = (
        f"{origin(row)} (label copy); derived: drug minus placebo from rounded percentages, "
        "Newcombe limits; six indications, not depression alone"
    )
    return Row(name, group, said, more, *shares)


def _tianeptine():
    row = find("benefit_risk_examples", source_key=("emsley2018",))
    columns = ("risk_difference_percent", "ci_low_percent", "ci_high_percent")
    more = Interval(*(of_thousand(fact(row, column, unit="%")) for column in columns))
    shares = (of_thousand(fact(row, column, unit="%")) for column in ("control_percent", "treated_percent"))
    trial = label("emsley2018")
    said = f"{trial}, 8 weeks; interval derived: 1.96 × the printed standard error"
    tolerated = find("safety_findings", topic="tolerability in a trial", source_key=("emsley2018",))
    absent = f'{origin(tolerated)} says "{tolerated.finding}"; percentages not available'
    harm = _dependence()
    return Case(
        name=TIANEPTINE,
        problem="depression; tianeptine, or placebo?",
        basis=f"Benefit: {trial}, age 65 or older. Abuse or dependence: {label('prescrire2007')}, all treated people.",
        drug="tianeptine",
        tried="on tianeptine than on placebo, at age 65 or older",
        rows=(Row("response", BENEFIT, said, more, *shares), Row("common harms", NUISANCE, absent, None), harm),
        yardsticks=_yardsticks(harm.name),
        one={NUISANCE: "one common harm", PARTICULAR: "one person with dependence"},
        note="\n".join(textwrap.fill(line, LINE) for line in _verdicts()),
        closing="illustrative weights, our illustration and not the appraisers' method. Help lines: top of this page",
    )


def _verdicts():
    commission = find("tianeptine_regulatory_timeline", source_key=("has2012",), date="2012-02-02")
    bulletin = find("safety_findings", topic="appraisal", source_key=("prescrire2024",))
    return (
        f"{commission.place}, {written_date(commission.date)}: {commission.event} (reported in {origin(commission)}).",
        f"{origin(bulletin)}: {bulletin.finding}.",
        "Illustration, ours and not their method: the same data, other weights and thresholds, two verdicts.",
    )


def _dependence():
    row = find("dependence_estimates", source_key=("prescrire2007",))
    other = find("dependence_estimates", source_key=("afssaps2012",))
    low, high = (fact(row, column, unit="per 1000") for column in ("low_per_1000", "high_per_1000"))
    said = (
        f"{origin(row)}, {row.place} {row.period}: a printed range, its middle taken by us; another report: "
        f"about {fact(other, 'low_per_1000', unit='per 1000'):g}, {origin(other)}"
    )
    return Row("abuse or dependence", PARTICULAR, said, Interval((low + high) / 2, low, high))


def _yardsticks(particular):
    keys = {BENEFIT: "yardstick_response", NUISANCE: "yardstick_nuisance", PARTICULAR: _YARDSTICKS[particular]}
    rows = {group: find("control_ranges", explorer="weighing", control=key) for group, key in keys.items()}
    return {group: float(row.start) for group, row in rows.items()}
