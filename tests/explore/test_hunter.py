"""The Hunter explorer: presets fire the rule they are named for, the limit is no fever, bad input."""

import pytest
from reuptake.evidence import find, load
from reuptake.explore.hunter import CHOICES, TEMPERATURE, explorer, hunter_states, rules
from reuptake.model.screening import named

FIRED = {
    "Inducible clonus alone": None,
    "Inducible clonus and sweating": "2",
    "Tremor and brisk reflexes": "4",
    "Stiff, at the limit": None,
    "Stiff and hot": "5",
    "Spontaneous clonus": "1",
}


def one(temperature=37, clonus="none", state="neither", muscles="none of these"):
    return hunter_states([temperature], [clonus], [state], [muscles])[0]


def test_each_preset_fires_its_rule():
    """Every preset should stop at the rule it tells of, or at none."""
    made = explorer()
    assert set(made.presets) == set(FIRED)
    for label, number in FIRED.items():
        made.preset(label)
        assert (made.state.fired and made.state.fired.number) == number, label


def test_start_has_no_finding_and_gives_no_diagnosis():
    """At the start no rule should fire, and the sentence should use the table's words."""
    made = explorer()
    assert made.state.present == () and made.state.fired is None
    assert find("hunter_rules", logic="else").result_if_true in made.sentence and "rules nothing out" in made.sentence


def test_every_finding_of_the_rules_can_be_chosen():
    """Each finding that a rule asks for should be offered, and no other."""
    offered = {name for choices in CHOICES.values() for names in choices.values() for name in names}
    assert offered | {TEMPERATURE} == {one.name for rule in rules() for one in named(rule)}


def test_the_limit_itself_is_not_above_it():
    """38.0 °C should not fire the fifth rule, the next step should."""
    look = {"clonus": "ocular: the eyes jerk", "muscles": "stiff muscles (hypertonia)"}
    at, above = one(38.0, **look), one(38.2, **look)
    assert at.fired is None and at.rules[4].lacking == ["above 38 °C"]
    assert above.fired.number == "5" and not above.rules[4].lacking


def test_rules_after_the_first_are_not_asked():
    """With every finding that can be chosen the walk should stop early, and say what else would have been met."""
    state = one(41, "inducible and ocular", "both", "all three")
    made = explorer()
    for key, value in {
        "temperature": 41,
        "clonus": "inducible and ocular",
        "state": "both",
        "muscles": "all three",
    }.items():
        made.controls[key] = value
    assert state.first == 1 and [state.answer(place) for place in range(5)] == ["not met", "met", *["not asked"] * 3]
    answers = [row[3] for row in made.numbers.rows]
    assert answers.count("not asked (met too)") == 3


def test_rules_and_caveat_come_from_the_table():
    """Words, order and the caveat of the last rule should be those of the table, with how it was read."""
    state = one(39, "ocular: the eyes jerk", muscles="stiff muscles (hypertonia)")
    assert [rule.text for rule in state.rules] == [row.rule for row in load("hunter_rules")[1:-1]]
    assert "added by judgement" in explorer().scene.describe(state) and "as cited in" in state.source


def test_missed_people_are_what_sensitivity_leaves():
    """The sentence should say how many of a hundred the study's rules missed."""
    sensitivity = find("hunter_performance", rule_set="Hunter", measure="sensitivity").value
    assert one().missed_percent == 100 - sensitivity
    assert f"missed {100 - sensitivity:g} of 100" in explorer().sentence


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"temperature": 60}, "temperature is 60; it must be a finite number at least 36 and at most 41 °C"),
        ({"clonus": "yes"}, "clonus is 'yes'; it must be one of: none, inducible"),
        ({"state": "sleepy"}, "state is 'sleepy'; it must be one of: neither, agitation"),
        ({"muscles": "sore"}, "muscles is 'sore'; it must be one of: none of these"),
    ],
)
def test_bad_input(setting, words):
    """Nonsense should be refused with the parameter, the value and what is allowed."""
    with pytest.raises(ValueError, match=words):
        one(**setting)
