"""The demonstration holds what the lesson needs, and nothing in it could be taken for real."""

import json
import re

from reuptake.watch import compare, demonstration
from reuptake.watch.demonstration import FILES, FOLDER
from reuptake.watch.snapshot import write_document


def test_it_says_that_it_is_made_up():
    """The files, the snapshots, their sentence and their difference should say so."""
    for name in FILES:
        content = json.loads((FOLDER / name).read_text(encoding="utf-8"))
        assert content["service"] == "demonstration" and content["note"].startswith("Made up for the lesson")
    for one in demonstration():
        assert one.made_up and "no study, article, drug or number in it is real" in repr(one)
    assert compare(*demonstration()).made_up


def test_no_identifier_could_be_real():
    """Each identifier should say that it is made up, and none look like one of a real register."""
    for one in demonstration():
        assert all(re.fullmatch(r"MADEUP-(STUDY|ARTICLE)-\d\d", key) for key in one.records)
        text = write_document(one).decode()
        assert not re.search(r"NCT\d|PMID|10\.\d{4}/|https?:", text)


def test_it_holds_one_of_each_kind():
    """All that the lesson speaks of should happen between the two."""
    changes = compare(*demonstration())
    fields = {(one.key, one.field): one.after for one in changes.changed}
    assert fields["MADEUP-STUDY-01", "overall_status"] == "TERMINATED" and fields["MADEUP-STUDY-01", "why_stopped"]
    assert fields["MADEUP-STUDY-02", "enrolment"] == 180
    assert fields["MADEUP-STUDY-04", "has_results"] is True
    assert fields["MADEUP-ARTICLE-01", "retracted"] is True
    assert [item.key for item in changes.added] == ["MADEUP-ARTICLE-04", "MADEUP-STUDY-06"]
    assert [item.key for item in changes.removed] == ["MADEUP-STUDY-05"]
    assert changes.touched == 3 and ("MADEUP-STUDY-03", "last_update") in {(c.key, c.field) for c in changes.set_aside}
    assert changes.version and not changes.notes


def test_files_are_as_they_would_be_written():
    """The shipped files should be what saving their snapshots gives, byte for byte."""
    for name, one in zip(FILES, demonstration(), strict=True):
        assert (FOLDER / name).read_bytes() == write_document(one)
