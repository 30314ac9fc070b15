"""OCD and GAD: every fact a row, signs turned rightly, no number for what was not tried, bad input."""

import pytest
from reuptake.draw.ocd_gad import GAD, OCD, ONE_SIGN, PRINTED
from reuptake.evidence import facts, load
from reuptake.explore.ocd_gad import ENHANCER, SIGNS, explorer, lines, ocd_gad_states, rows


def test_every_fact_is_a_row_and_no_condition_is_mixed():
    """Each table's facts on its scale should be rows of its condition, and one row say what was not found."""
    count = {name: sum(row.condition == name for row in rows()) for name in (GAD, OCD)}
    assert count[GAD] == len(facts(load("gad"))) + 1
    assert count[OCD] == sum(row.outcome == "Y-BOCS" for row in facts(load("ocd"))) + 1


def test_turned_signs_are_the_column_of_one_sign():
    """Turned, a difference in OCD should be the table's improvement, and all but one interval lie right of 0."""
    turned = {row.name: row.shown(True)[0] for row in rows() if row.condition == OCD}
    assert turned["SSRIs"] == 3.21 and turned["SSRI high v low dose"] == 2.1 and turned["behavioural therapy"] == 14.48
    values = [row.shown(True)[0] for row in rows() if row.condition == OCD and row.printed is not None]
    assert values == [row.improvement_ybocs_points for row in facts(load("ocd")) if row.outcome == "Y-BOCS"]
    lows = [row.shown(True)[1] for row in rows() if row.low is not None]
    assert sum(low < 0 for low in lows) == 1


def test_printed_signs_stay_as_printed():
    """Without turning, numbers should be those of the sources, with either sign."""
    printed = {row.name: row.shown(False)[0] for row in rows()}
    assert (printed["SSRIs"], printed["SSRI high dose"], printed["duloxetine"]) == (-3.21, 3.9, -3.13)


def test_intervals_hold_their_estimates_either_way():
    """Turning should swap the ends, so that low stays below high."""
    for row in rows():
        for one_sign in (False, True):
            value, low, high = row.shown(one_sign)
            assert low is None or low < value < high


@pytest.mark.parametrize("condition", [GAD, OCD])
def test_enhancer_has_no_number(condition):
    """The row of the enhancer should say that we found no trial, and never that there is none."""
    place = next(i for i, row in enumerate(rows()) if row.condition == condition and row.name == ENHANCER)
    made = explorer()
    made.controls["row"] = place + 1
    assert rows()[place].printed is None and "we found no randomised trial" in made.sentence


def test_secondary_rows_name_where_they_were_read():
    """What was read elsewhere should say so."""
    assert all("as cited in" in row.source for row in rows() if row.name.startswith("SSRI "))


@pytest.mark.parametrize(
    ("row", "sign", "words"),
    [
        ([0], [PRINTED], "row is 0"),
        ([18], [PRINTED], "row is 18; it must be a finite number at least 1 and at most 17"),
        ([1], ["minus"], f"sign is 'minus'; it must be one of: {', '.join(SIGNS)}"),
        ([1, 2], [ONE_SIGN], "2 of row, 1 of sign"),
    ],
)
def test_bad_input(row, sign, words):
    """Nonsense should be refused with the parameter, the value and what is allowed."""
    with pytest.raises(ValueError, match=words):
        ocd_gad_states(row, sign)


def test_lines_turn_signs_and_name_what_is_not_significant():
    """In words every difference should be positive where better, with its interval, and say where it was turned."""
    said = lines("soomro2008", "bloch2010")
    assert said[0].startswith("SSRIs v placebo: 3.21 (2.57 to 3.84) points, sign turned")
    assert any("medium v low dose: 0.4 (-0.5 to 1.4) points, not significant" in line for line in said)
