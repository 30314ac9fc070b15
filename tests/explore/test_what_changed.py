"""What changed: every record under the watch's own rules, the switches, nothing shown too early, bad input."""

import pytest
from reuptake.draw.what_changed import ASIDE, NEWS, SAME, UNKNOWN
from reuptake.explore.what_changed import BROKEN, COUNTS, NO_NEWS, WHOLE, explorer, keys, records, what_changed_states
from reuptake.watch import alerts, compare, demonstration


def kinds(dates=NO_NEWS, answer=WHOLE):
    return {one.key: one.kind for one in records(dates, answer)}


def test_every_record_of_both_snapshots_is_there_once():
    """The records should be those of either snapshot, studies before articles."""
    old, new = demonstration()
    assert set(keys()) == {*old.records, *new.records} and len(keys()) == len(set(keys())) >= 12
    assert ["STUDY" in key for key in keys()] == sorted(("STUDY" in key for key in keys()), reverse=True)


def test_news_is_what_the_watch_alerts_of():
    """A record should be news exactly where the watch has an alert for it."""
    told = {row["identifier"] for row in alerts(compare(*demonstration()))}
    assert {key for key, kind in kinds().items() if kind == NEWS} == told
    assert sum(kind == ASIDE for kind in kinds().values()) == compare(*demonstration()).touched


def test_counts_are_those_that_the_lesson_names():
    """Of 14 records 9 should be news, 3 set aside and 2 the same; with dates counted 12 news."""
    found = list(kinds().values())
    assert [found.count(kind) for kind in (NEWS, ASIDE, SAME, UNKNOWN)] == [9, 3, 2, 0]
    assert list(kinds(dates=COUNTS).values()).count(NEWS) == 12


def test_a_counted_date_makes_no_other_thing_news():
    """With dates counted, a title should still be set aside, and what stayed the same stay so."""
    (study,) = [one for one in records(COUNTS, WHOLE) if one.key == "MADEUP-STUDY-10"]
    by_name = {field.name: field.kind for field in study.fields}
    assert by_name["title"] == ASIDE and by_name["date of last update"] == NEWS
    assert kinds(dates=COUNTS)["MADEUP-STUDY-07"] == SAME


def test_what_an_incomplete_snapshot_lacks_is_not_gone():
    """The vanished record should be news only where the newer snapshot is complete; the others stay."""
    changed = {key for key in keys() if kinds()[key] != kinds(answer=BROKEN)[key]}
    assert changed == {"MADEUP-STUDY-05"} and kinds(answer=BROKEN)["MADEUP-STUDY-05"] == UNKNOWN


def test_a_field_that_differs_is_never_called_the_same():
    """Each field should be the same exactly where both snapshots hold one value."""
    old, new = demonstration()
    for one in records(NO_NEWS, WHOLE):
        if one.key in old.records and one.key in new.records:
            before, after = old.records[one.key], new.records[one.key]
            differ = sum(before[name] != after[name] for name in before)
            assert sum(field.kind != SAME for field in one.fields) == differ


def test_start_gives_nothing_away():
    """Before the first step no record should be counted, named or told."""
    made = explorer()
    words = made.sentence + repr(made.numbers)
    assert "none compared yet" in made.sentence and "MADEUP" not in words and "terminated" not in words


def test_all_of_it_is_called_made_up():
    """Sentence and picture should say so at every step."""
    made = explorer()
    for state in made.states_along("step"):
        assert made.scene.describe(state).startswith("Made up") and "Made up for the lesson" in state.note


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        (([15], [NO_NEWS], [WHOLE]), "step is 15; it must be a finite number at least 0 and at most 14 records"),
        (([1.5], [NO_NEWS], [WHOLE]), "step is .*1.5.*; it must be a whole number"),
        (([1], ["never"], [WHOLE]), "dates is 'never'; it must be one of: no news, news"),
        (([1], [NO_NEWS], ["half"]), "answer is 'half'; it must be one of: complete, broke off"),
        (([1, 2], [NO_NEWS], [WHOLE]), "2 of step, 1 of dates"),
    ],
)
def test_bad_input(setting, words):
    """Nonsense should be refused with the parameter, the value and what is allowed."""
    with pytest.raises(ValueError, match=words):
        what_changed_states(*setting)
