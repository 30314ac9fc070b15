"""The heart: every row as its table has it, designs kept apart, no ratio without a rate, bad input."""

import re

import pytest
from reuptake.draw.heart import AGONIST, CONTROL, ESTIMATE, PAIRS, STUDY
from reuptake.evidence import load
from reuptake.explore.heart import CARE, EVERY, PLACEBO, VALVES, VIEWS, explorer, heart_states, qtc_rows, valve_rows

LAST = len(qtc_rows())


@pytest.fixture(scope="module")
def made():
    return explorer()


def shown(made, row, view):
    """Sentence and table of one setting."""
    made.controls["shown"], made.controls["view"] = row, view
    return made.sentence, repr(made.numbers)


def test_every_change_of_the_table_is_a_row():
    """Every row of QTc should be there with its own limits or standard error, and one row of words after them."""
    found = [(row.value, row.low, row.high, row.error) for row in qtc_rows()[:-1]]
    assert found == [(r.delta_qtc_ms, r.ci_low_ms, r.ci_high_ms, r.se_ms) for r in load("qt_by_dose")]
    assert qtc_rows()[-1].value is None and "predicts torsade de pointes poorly" in qtc_rows()[-1].result


def test_both_views_have_as_many_rows():
    """Every step should have a row in either view."""
    assert len(valve_rows()) == LAST


def test_limits_are_named_by_their_kind():
    """90 % intervals, an upper bound, standard errors and a missing interval should each be called what they are."""
    results = {row.name: row.result for row in qtc_rows()}
    assert results["citalopram 20 mg a day v placebo"] == "+8.5 ms (90 % interval 6.2 to 10.8)"
    assert results["citalopram 40 mg a day v placebo"] == "+12.6 ms (no interval)"
    assert results["citalopram 40 mg a day v 20 mg"] == "+10.3 ms (standard error 4.0)"
    assert results["escitalopram 10 mg a day v placebo"] == "+4.5 ms (upper 95 % bound 6.4)"
    assert results["SSRI users v non-users, over 60 y"] == "+1.5 ms (95 % interval −1.8 to 4.8)"


def test_whiskers_are_limits_or_one_standard_error():
    """A line should reach over the limits, from the mark to an upper bound, or one standard error to either side."""
    whiskers = [row.whisker for row in qtc_rows()]
    assert whiskers[0] == (6.2, 10.8) and whiskers[1] is None and whiskers[5] == (4.5, 6.4)
    assert whiskers[3] == pytest.approx((4.2, 11.4))


def test_presets_end_at_the_row_they_are_named_for(made):
    """The first preset should end at the last study against placebo, the second at the last pairs."""
    for label, kind in (("Against placebo", STUDY), ("In everyday care", PAIRS)):
        made.preset(label)
        assert made.state.seen[-1].kind == kind
        assert kind not in {row.kind for row in made.state.rows[made.state.shown :]}


def test_the_estimate_has_its_own_mark_and_says_so():
    """What was not measured should be an open mark and be told so."""
    (estimate,) = [row for row in qtc_rows() if row.kind == ESTIMATE]
    assert "Not measured" in estimate.reading and "40 mg" in estimate.name


def test_older_people_are_not_told_as_no_effect(made):
    """An interval across 0 should be read as including no difference, and only there."""
    crossing = [row.name for row in qtc_rows() if "includes no difference" in row.reading]
    assert crossing == ["SSRI users v non-users, over 60 y"]


def test_caps_are_dated_secondary_and_no_advice(made):
    """The caps should come with month, source and the word that they are no advice, from the first row on."""
    sentence, table = shown(made, 3, EVERY)
    assert (
        "More than the most that the US regulator named in August 2011, 40 mg a day (US FDA 2012, as cited" in sentence
    )
    assert "20 mg a day in March 2012 for people over 60" in table and "not advice on doses" in table
    assert "More than the most" not in shown(made, 2, EVERY)[0]
    assert "August" not in " ".join(shown(made, 0, EVERY))


@pytest.mark.parametrize(("view", "count"), [(EVERY, 0), (PLACEBO, 3), (CARE, 4)])
def test_a_view_sets_other_designs_aside(made, view, count):
    """Rows of another design should be called set aside, and words stay."""
    _, table = shown(made, LAST, view)
    assert table.count("set aside in this view") == count
    (state,) = heart_states([LAST], [view])
    assert not state.rows[-1].aside and all(row.aside == (row.kind not in VIEWS[view]) for row in state.rows)


def test_receptor_separates_what_the_word_does_not():
    """Agonists and negative controls should be those of the study, three each."""
    names = {kind: [row.name for row in valve_rows() if row.kind == kind] for kind in (AGONIST, CONTROL)}
    assert names[AGONIST] == ["norfenfluramine", "ergotamine", "methylergonovine"]
    assert names[CONTROL] == ["fluoxetine", "norfluoxetine", "trazodone"]
    assert not any(row.kind == PAIRS for row in valve_rows())


def test_no_relative_risk_of_valves_is_shown(made):
    """Ratios without an absolute rate should stay out, and the table say why."""
    said = " ".join(" ".join(shown(made, row, VALVES)) for row in range(LAST + 1))
    ratios = [row for row in load("ssri_safety_effects") if row.topic.startswith("valve disease")]
    assert len(ratios) == 2
    for row in ratios:
        assert not re.search(rf"\b{row.estimate:g}\b", said)
    assert "no absolute rate is in our tables" in said


def test_lesson_waits_for_the_last_row(made):
    """The receptor's lesson should be told at the end and not before."""
    assert "not the word serotonergic" in shown(made, LAST, VALVES)[0]
    assert "not the word serotonergic" not in " ".join(shown(made, LAST - 1, VALVES))


@pytest.mark.parametrize(
    ("row", "view", "words"),
    [
        ([9], [EVERY], "shown is 9; it must be a finite number at least 0 and at most 8 rows"),
        ([0.5], [EVERY], "shown is .*0.5.*; it must be a whole number"),
        ([1], ["valves"], "view is 'valves'; it must be one of: QTc, every design"),
        ([1, 2], [EVERY], "2 of shown, 1 of view"),
    ],
)
def test_bad_input(row, view, words):
    """Nonsense should be refused with the parameter, the value and what is allowed."""
    with pytest.raises(ValueError, match=words):
        heart_states(row, view)
