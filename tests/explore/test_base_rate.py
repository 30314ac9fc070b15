"""The base rate: printed predictive values, the table's scenarios, no amounts and no promise, bad input."""

import pytest
from reuptake.evidence import find, load
from reuptake.explore.base_rate import base_rate_states, explorer, measured, scenarios


def test_presets_show_the_printed_values():
    """14, 5 and 1 % should give 82, 60 and 22 % with the table's true and false alarms."""
    for percent in (14, 5, 1):
        row = find("hunter_performance", rule_set="Hunter", prevalence_percent=percent)
        (state,) = base_rate_states([percent], ["Hunter"], ["sorted"])
        assert round(100 * state.positive) == row.value
        assert state.counts[:2] == (row.true_positives_per_1000, row.false_positives_per_1000)


def test_start_is_what_was_observed():
    """The first picture should stand at a share that was observed in overdoses."""
    made = explorer()
    assert made.controls["prevalence"] in {one.percent for one in scenarios() if one.observed}
    assert "82 % of alarms" in made.sentence


def test_older_rules_raise_more_false_alarms_and_miss_more():
    """Sternbach's rules, with lower sensitivity and specificity, should do worse in both."""
    hunter, older = base_rate_states([5, 5], ["Hunter", "Sternbach"], ["sorted"] * 2)
    assert older.people["false alarms"] > hunter.people["false alarms"]
    assert older.people["missed: toxicity, no alarm"] > hunter.people["missed: toxicity, no alarm"]
    assert measured("Sternbach", "sensitivity") == older.sensitivity_percent


def test_order_moves_people_and_changes_no_number():
    """Scattered icons should be the same people."""
    one, other = base_rate_states([5, 5], ["Hunter"] * 2, ["sorted", "scattered"])
    assert one.counts == other.counts and one.positive == other.positive and one.order != other.order


def test_every_scenario_of_the_table_is_in_the_numbers():
    """Each row should stand in the table with its probability and, where there is one, its odds ratio and limits."""
    made = explorer()
    cells = {row[0]: row[1] for row in made.numbers.rows}
    for row in load("serotonin_toxicity_probability"):
        said = cells[row.scenario.replace("n=", "n = ")]
        assert said.startswith(f"{row.probability_percent:g} %")
        assert ("odds ratio" in said) == (row.odds_ratio is not None)


def test_blocking_5ht2a_goes_down_and_blocking_mao_up():
    """The picture should hold both kinds of second drug, on the two sides of the overdose alone."""
    drawn = {one.name: one.percent for one in scenarios() if one.drawn}
    alone = next(percent for name, percent in drawn.items() if "median of the series" in name)
    assert all(percent < alone for name, percent in drawn.items() if "5-HT2A" in name)
    assert all(percent > alone for name, percent in drawn.items() if "MAO" in name)
    assert sum("5-HT2A" in name for name in drawn) == 2 and sum("MAO" in name for name in drawn) == 1


def test_observed_shares_say_so_beside_the_control():
    """A base rate that was observed should carry where, any other nothing."""
    spec = next(control for control in explorer().player.spec["controls"] if control["key"] == "prevalence")
    notes = {option["value"]: option["note"] for option in spec["options"]}
    assert "469" in notes[14] and "1978" in notes[13.6] and sum(map(bool, notes.values())) == 2


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        (([101], ["Hunter"], ["sorted"]), "prevalence is 101; it must be a finite number at least 0 and at most 100 %"),
        (([1], ["Radomski"], ["sorted"]), "rule_set is 'Radomski'; it must be one of: Hunter, Sternbach"),
        (([1], ["Hunter"], ["heaped"]), "order is 'heaped'; it must be one of: sorted, scattered"),
    ],
)
def test_bad_input(setting, words):
    """Nonsense should be refused with the parameter, the value and what is allowed."""
    with pytest.raises(ValueError, match=words):
        base_rate_states(*setting)
