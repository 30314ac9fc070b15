"""What is news and what is not; what an incomplete snapshot may say; what cannot be compared."""

from dataclasses import replace

import pytest
from reuptake.watch import SERVICES, Snapshot, compare, demonstration

STUDY = {
    "title": "A study",
    "overall_status": "RECRUITING",
    "enrolment": 40,
    "last_update": "2026-01-01",
    "phases": ("A",),
}


def snapshot(day=1, complete=True, version="v1", **records):
    """A snapshot of an invented query, taken on a day of November."""
    taken = f"2026-11-{day:02d}T00:00:00+00:00"
    return Snapshot("clinicaltrials", "examplamine", taken, version, complete, records)


def test_nothing_changed():
    """A snapshot and itself should differ in nothing."""
    for one in (snapshot(), snapshot(a=STUDY), *demonstration()):
        changes = compare(one, one)
        assert not changes.news and not changes.set_aside and changes.touched == 0 and changes.version is None


def test_added_removed_changed():
    """Set differences and field differences should be what they are."""
    changes = compare(snapshot(a=STUDY, b=STUDY), snapshot(2, b=STUDY | {"enrolment": 60}, c=STUDY))
    assert [item.key for item in changes.added] == ["c"] and [item.key for item in changes.removed] == ["a"]
    (change,) = changes.changed
    assert (change.key, change.title, change.field, change.before, change.after) == (
        "b",
        "A study",
        "enrolment",
        40,
        60,
    )
    assert changes.news and changes.added[0].fields["enrolment"] == 40


def test_touched_date_alone_is_no_news():
    """A touched date or another title alone should be set aside and counted."""
    new = snapshot(2, a=STUDY | {"last_update": "2026-10-01"}, b=STUDY | {"title": "Other"}, c=STUDY)
    changes = compare(snapshot(a=STUDY, b=STUDY, c=STUDY), new)
    assert not changes.news and changes.touched == 2
    assert [(one.key, one.field) for one in changes.set_aside] == [("a", "last_update"), ("b", "title")]


def test_date_beside_news_is_not_counted():
    """A touched date of a record that has news should not be counted as touched alone."""
    new = snapshot(2, a=STUDY | {"last_update": "2026-10-01", "overall_status": "COMPLETED"})
    changes = compare(snapshot(a=STUDY), new)
    assert [one.field for one in changes.changed] == ["overall_status"] and changes.touched == 0


def test_order_of_fields_is_their_weight():
    """Of one record the weightier change should stand first, as the catalogue orders them."""
    new = STUDY | {"phases": ("B",), "enrolment": 1, "overall_status": "TERMINATED"}
    fields = [one.field for one in compare(snapshot(a=STUDY), snapshot(2, a=new)).changed]
    assert fields == sorted(fields, key=SERVICES["clinicaltrials"].compared.index) and fields[0] == "overall_status"


@pytest.mark.parametrize(("old_whole", "new_whole"), [(True, False), (False, True), (False, False)])
def test_incomplete_reports_no_removal(old_whole, new_whole):
    """With an incomplete snapshot nothing should be reported as removed, and the reader be told."""
    changes = compare(snapshot(complete=old_whole, a=STUDY, b=STUDY), snapshot(2, complete=new_whole, b=STUDY, c=STUDY))
    assert changes.removed == () and [item.key for item in changes.added] == ["c"]
    told = "not complete. 1 record of the older one is not in the newer one; it is not reported as removed"
    assert told in changes.notes[0]
    assert any("only have been missing" in note for note in changes.notes) == (not old_whole)


@pytest.mark.parametrize(
    ("before", "after", "told"), [(12, 5, True), (12, 8, False), (3, 1, False), (3, 0, True), (0, 0, False)]
)
def test_many_gone(before, after, told):
    """More than half of many records gone at once, or all of them, should be told as a possible fault."""
    old, new = ({f"k{number}": STUDY for number in range(count)} for count in (before, after))
    changes = compare(snapshot(**old), snapshot(2, **new))
    assert len(changes.removed) == before - after
    assert any("may be a fault of the service" in note for note in changes.notes) == told


def test_version_is_told_apart():
    """Another version of the database alone should be no news, but told."""
    changes = compare(snapshot(a=STUDY), snapshot(2, version="v2", a=STUDY))
    assert changes.version == ("v1", "v2") and not changes.news


def test_field_of_another_edition():
    """A field that only one snapshot has should not look like a change, and be told."""
    old = {name: value for name, value in STUDY.items() if name != "enrolment"}
    changes = compare(snapshot(a=old), snapshot(2, a=STUDY))
    assert not changes.news
    assert changes.notes == (
        "The field enrolment is in only one of the two snapshots and was not compared everywhere.",
    )


def test_false_and_zero_and_none_differ():
    """No, nought and not given should be three things where they are compared."""
    old, new = ({"has_results": value} for value in (None, False))
    assert len(compare(snapshot(a=old), snapshot(2, a=new)).changed) == 1


def test_other_query():
    """Another service, another query, the wrong order and what is no snapshot should be refused."""
    one = snapshot(2)
    with pytest.raises(ValueError, match="new is of query 'other'; it must be of query 'examplamine'"):
        compare(one, replace(one, query="other"))
    with pytest.raises(ValueError, match="new is of service 'pubmed'"):
        compare(one, replace(one, service="pubmed"))
    with pytest.raises(ValueError, match="new was taken .*; it must be taken no earlier than old"):
        compare(one, snapshot(1))
    with pytest.raises(ValueError, match="old is a dict; it must be a Snapshot"):
        compare({}, one)


def test_counts_are_english():
    """One should be counted in the singular, more in the plural."""
    some = compare(snapshot(complete=False, a=STUDY, b=STUDY, c=STUDY), snapshot(2, c=STUDY | {"last_update": "x"}))
    assert "2 records of the older one are not in the newer one; they are not reported" in some.notes[0]
    assert "0 changed fields, 1 record set aside" in repr(some)
    assert "1 of 1 record went at once" in compare(snapshot(a=STUDY), snapshot(2)).notes[0]


def test_clock_set_back():
    """In the order in which they were kept, an earlier time should be told and not refused."""
    changes = compare(snapshot(9, a=STUDY), snapshot(2, a=STUDY, b=STUDY), as_kept=True)
    assert [item.key for item in changes.added] == ["b"]
    assert changes.notes == (
        "A clock was set back: what was kept later bears an earlier time, 2026-11-02T00:00:00+00:00, not "
        "2026-11-09T00:00:00+00:00.",
    )
    assert not compare(snapshot(1), snapshot(2), as_kept=True).notes


def test_there_and_back():
    """What is added one way should be removed the other way, and a change be turned round."""
    old, new = demonstration()
    back = compare(replace(new, taken=old.taken), replace(old, taken=new.taken))
    there = compare(old, new)
    assert [item.key for item in there.added] == [item.key for item in back.removed]
    turned = {(one.key, one.field, one.after, one.before) for one in back.changed}
    assert turned == {(one.key, one.field, one.before, one.after) for one in there.changed}
