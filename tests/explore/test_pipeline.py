"""The pipeline: every row of the table once, read as it stands, the absence in our words, bad input."""

import pytest
from reuptake.draw.pipeline import DATE, NOTHING, ON, STAGE, STOPPED
from reuptake.evidence import load
from reuptake.evidence.bibliography import label
from reuptake.explore.pipeline import ABSENCE, INHIBITS, LANES, READINGS, SPEEDS, entries, explorer, pipeline_states


def test_every_row_is_one_entry_with_its_sources():
    """Each row of the table should be read once, and keep its date and sources."""
    assert len(entries()) == len(load("pipeline")) == len(READINGS)
    by_name = {one.name: one for one in entries()}
    for row in load("pipeline"):
        (reading,) = [reading for start, reading in READINGS.items() if row.compound.startswith(start)]
        one = by_name[reading[0]]
        assert one.date == row.date and one.lane in LANES
        if row.status != "unverified":
            assert all(label(key) in one.source for key in (*row.source_key, *row.via_key))
            told = "as cited in" in one.source or "at second hand" in one.source
            assert told == (row.status == "secondary")


def test_readings_agree_with_what_was_reported():
    """What stopped should say so in the table, and what is approved or on sale too."""
    for one in entries():
        assert (one.went == STOPPED) == ("without" in one.report)
        if one.stage == 3:
            assert "approved" in one.report or "authorised" in one.report
        if one.stage in (1, 2):
            assert f"phase {one.stage + 1}" in one.report
        assert one.stage != 0 or one.report == "preclinical"


def test_absence_is_our_sentence_and_a_search():
    """The row that is no fact should say what we found, stand last, and print nothing else of the row."""
    (row,) = [row for row in load("pipeline") if row.status == "unverified"]
    last = entries()[-1]
    assert (last.went, last.lane, last.stage, last.report) == (NOTHING, SPEEDS, None, ABSENCE)
    assert "we found no" in ABSENCE.lower() and "not systematic" in ABSENCE
    assert row.status_reported not in explorer().scene.describe(pipeline_states([len(entries())], [STAGE])[0])


def test_what_acts_on_the_transporter_and_is_new_inhibits():
    """The lane of inhibitors should hold what the table calls one, and the lane of what speeds up no compound."""
    inhibits = [one for one in entries() if one.lane == INHIBITS]
    rows = [row for row in load("pipeline") if "SERT, NET and DAT INHIBITOR" in row.target_or_class]
    assert len(inhibits) == len(rows) == 1 and inhibits[0].went == ON
    assert [one.went for one in entries() if one.lane == SPEEDS] == [NOTHING]


def test_entries_come_by_date():
    """Each should be no earlier than the one before it, the absence aside."""
    when = [one.when for one in entries()[:-1]]
    assert when == sorted(when) and int(when[0]) == 2016


def test_no_brand_and_no_short_form():
    """Names should be generic, and short forms of diseases written out."""
    shown = repr(explorer().scene.numbers(pipeline_states([len(entries())], [DATE])[0]))
    for word in ("TNX", "Tonmya", "LY03005", "MDD", "GAD", "MOR "):
        assert word not in shown


def test_start_gives_nothing_away():
    """Before the first step no compound should be named."""
    made = explorer()
    assert "no entry yet" in made.sentence
    assert not [one.name for one in entries() if one.name in made.sentence + repr(made.numbers)]


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        (([9], [STAGE]), "shown is 9; it must be a finite number at least 0 and at most 8 entries"),
        (([0.5], [STAGE]), "shown is .*0.5.*; it must be a whole number"),
        (([1], ["size"]), "across is 'size'; it must be one of: how far it came, date of the report"),
        (([1, 2], [STAGE]), "2 of shown, 1 of across"),
    ],
)
def test_bad_input(setting, words):
    """Nonsense should be refused with the parameter, the value and what is allowed."""
    with pytest.raises(ValueError, match=words):
        pipeline_states(*setting)
