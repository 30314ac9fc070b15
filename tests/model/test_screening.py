"""Screening: printed predictive values, sums that must hold, the rules' truth tables, bad input."""

from itertools import product

import numpy as np
import pytest
from reuptake.evidence import load
from reuptake.model.people import PEOPLE
from reuptake.model.screening import Finding, Joined, first_met, meets, named, parse_rule, predictive_values

SIGNS = (
    "spontaneous_clonus", "inducible_clonus", "ocular_clonus", "agitation", "diaphoresis", "tremor", "hyperreflexia",
    "hypertonia",
)  # fmt: skip
RULES = tuple(row for row in load("hunter_rules") if row.logic not in ("gate", "else"))


def every_patient():
    """Each combination of signs, below, at and above the limit of temperature, as arrays by name."""
    columns = np.array(list(product((False, True), repeat=len(SIGNS))) * 3, bool).T
    temperature = np.repeat([37.0, 38.0, 38.1], 2 ** len(SIGNS))
    return dict(zip(SIGNS, columns, strict=True)) | {"temp_c": temperature}


def by_hand(p):
    """The five rules as their words say them, in Python's own logic, one array a rule."""
    restless = p["agitation"] | p["diaphoresis"]
    return [
        p["spontaneous_clonus"],
        p["inducible_clonus"] & restless,
        p["ocular_clonus"] & restless,
        p["tremor"] & p["hyperreflexia"],
        p["hypertonia"] & (p["temp_c"] > 38) & (p["ocular_clonus"] | p["inducible_clonus"]),
    ]


@pytest.mark.parametrize(
    "row", [row for row in load("hunter_performance") if row.prevalence_percent], ids=lambda row: row.prevalence_percent
)
def test_printed_predictive_values(row):
    """At 14, 5 and 1 % the table's 82, 60 and 22 %, and its people per 1,000, should come out."""
    found = predictive_values(0.84, 0.97, row.prevalence_percent / 100)
    assert round(100 * found.positive) == row.value
    assert tuple(found.whole[:2]) == (row.true_positives_per_1000, row.false_positives_per_1000)


def test_one_in_a_hundred():
    """Of 1,000 people with 10 ill, 8 true and 30 false alarms should be raised, and 2 ill people missed."""
    assert tuple(predictive_values(0.84, 0.97, 0.01).whole) == (8, 30, 2, 960)


def test_perfect_test_is_always_right():
    """Without an error every alarm and every silence should be right."""
    found = predictive_values(1, 1, 0.2)
    assert (found.positive, found.negative) == (1, 1) and tuple(found.whole) == (200, 0, 0, 800)


def test_coin_tells_nothing():
    """Where sensitivity and false alarms are equal, an alarm should leave the base rate as it was."""
    prevalence = np.array([0.01, 0.3, 0.9])
    assert predictive_values(0.5, 0.5, prevalence).positive == pytest.approx(prevalence)


def test_people_add_up_and_alarms_grow_truer():
    """All whole people should be 1,000, none negative; predictive value should rise with prevalence."""
    prevalence = np.linspace(0, 1, 101)
    found = predictive_values(0.75, 0.96, prevalence)
    assert np.all(found.whole.sum(axis=-1) == PEOPLE) and found.whole.min() >= 0
    assert np.all(np.diff(found.positive) > 0) and np.all(np.diff(found.negative) < 0)


def test_rounding_makes_nobody_too_many():
    """With 999.5 ill and half a false alarm, both rounded up, nobody should be left over and none be negative."""
    found = predictive_values(0.84, 0, 0.9995)
    assert tuple(found.whole) == (840, 0, 160, 0)
    fine = predictive_values(0.84, np.linspace(0, 1, 41)[:, None], np.linspace(0, 1, 2001)).whole
    assert np.all(fine.sum(axis=-1) == PEOPLE) and fine.min() >= 0


def test_no_alarm_has_no_predictive_value():
    """A test that never raises an alarm should have no share of right ones."""
    assert np.isnan(predictive_values(0, 1, 0.3).positive)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((84, 0.97, 0.1), "sensitivity is 84; it must be a finite number at least 0 and at most 1"),
        ((0.84, -0.1, 0.1), "specificity is -0.1"),
        ((0.84, 0.97, np.nan), "prevalence is nan"),
        ((0.84, 0.97, "rare"), "prevalence is 'rare', which is not a number"),
    ],
)
def test_bad_shares(values, words):
    """Nonsense should be refused with the parameter, the value and what is allowed."""
    with pytest.raises(ValueError, match=words):
        predictive_values(*values)


def test_parser_keeps_to_brackets_and_lets_and_bind_first():
    """ "a or b and c" should be a, or both; brackets should change that; a limit should be a number."""
    a, b, c = Finding("a"), Finding("b"), Finding("c")
    assert parse_rule("a or b and c") == Joined("or", (a, Joined("and", (b, c))))
    assert parse_rule("(a or b) and c") == Joined("and", (Joined("or", (a, b)), c))
    assert parse_rule("a>38.5") == Finding("a", 38.5)


@pytest.mark.parametrize("place", range(len(RULES)))
def test_each_rule_is_met_exactly_as_its_row_says(place):
    """Over all 768 combinations each row of the table should be met where its words are, and nowhere else."""
    patients = every_patient()
    met = meets(parse_rule(RULES[place].logic), patients)
    assert np.array_equal(met, by_hand(patients)[place])
    assert met.any() and not met.all()


def test_first_rule_met_is_the_one_that_fires():
    """Of several rules the first should fire; where none is met the answer should be the number of rules."""
    patients = every_patient()
    fired = first_met([parse_rule(row.logic) for row in RULES], patients)
    met = np.array(by_hand(patients))
    expected = [next((i for i, one in enumerate(column) if one), len(RULES)) for column in met.T]
    assert fired.tolist() == expected and set(expected) == set(range(len(RULES) + 1))


def test_no_rules_are_refused():
    """Without a rule there should be an error that names them, not one of NumPy's."""
    with pytest.raises(ValueError, match=r"rules is \[\]; there must be at least one rule"):
        first_met([], {"tremor": True})


def test_words_and_logic_of_each_row_name_the_same_findings():
    """The words of a row should hold every finding of its logic, so that the two cannot drift apart."""
    for row in RULES:
        for one in named(parse_rule(row.logic)):
            words = f">{one.above:g} C" if one.above is not None else one.name.split("_")[0]
            assert words in row.rule, (row.rule, one)


@pytest.mark.parametrize(
    ("logic", "words"),
    [
        ("", "a finding is needed where 'it ends' stands"),
        ("tremor and", "a finding is needed"),
        ("tremor agitation", "'agitation' stands where the rule should have ended"),
        ("(tremor or agitation", "a bracket is not closed"),
        ("temp_c>hot", "a number must follow '>'"),
        ("temp_c>", "a number must follow '>'"),
        ("and tremor", "a finding is needed where 'and' stands"),
        ("__import__('os')", "'_' is none of"),
        ("open('x')", "is none of: name"),
        ("tremor; agitation", "';' is none of"),
    ],
)
def test_nothing_but_a_rule_is_read(logic, words):
    """What is no rule should be refused and never run."""
    with pytest.raises(ValueError, match=words):
        parse_rule(logic)


@pytest.mark.parametrize(
    ("findings", "words"),
    [
        ({"temp_c": 39}, "findings has no 'tremor'; it has: temp_c"),
        ({"tremor": 1, "temp_c": 39}, "tremor is 1; it must be True or False"),
        ({"tremor": True, "temp_c": "hot"}, "temp_c is 'hot', which is not a number"),
        ({"tremor": True, "temp_c": np.nan}, "temp_c is nan"),
    ],
)
def test_bad_findings(findings, words):
    """A finding that is missing or of the wrong kind should be refused by name."""
    with pytest.raises(ValueError, match=words):
        first_met([parse_rule("tremor and temp_c>38")], findings)
