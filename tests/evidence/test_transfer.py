"""Invented claims for practice: complete, labelled, and refused by name where they are not."""

import json
import re

import pytest
from reuptake.evidence import EvidenceError, load
from reuptake.evidence.bibliography import DATA
from reuptake.evidence.transfer import VERDICTS, read_transfer_claims, transfer_claim, transfer_claims


def broken(tmp_path, change):
    """The shipped claims, changed, in a folder."""
    claims = json.loads((DATA / "transfer_claims.json").read_text(encoding="utf-8"))
    change(claims)
    (tmp_path / "transfer_claims.json").write_text(json.dumps(claims), encoding="utf-8")
    return tmp_path


def test_there_are_three_with_three_verdicts():
    """Three claims on three topics, with different verdicts, should be there, and one of them supported."""
    claims = transfer_claims()
    assert [one.id for one in claims] == ["T1", "T2", "T3"]
    assert len({one.topic for one in claims}) == len({one.verdict for one in claims}) == 3
    assert "supported" in {one.verdict for one in claims}


@pytest.mark.parametrize("one", transfer_claims(), ids=lambda one: one.id)
def test_each_is_complete(one):
    """Each should have evidence with numbers, and for every verdict a reason of its own."""
    assert tuple(one.reasons) == VERDICTS and len(set(one.reasons.values())) == len(VERDICTS)
    assert 3 <= len(one.evidence) <= 4 and any(re.search(r"[0-9]", line) for line in one.evidence)
    assert all(20 < len(text) < 400 for text in (*one.evidence, *one.reasons.values(), one.why))
    assert "What would change our mind" in one.why and not one.why.endswith(".")


def test_none_is_about_a_medicine_of_the_course():
    """Practice should be on other topics than the course's."""
    text = json.dumps([[one.claim, one.why, *one.evidence] for one in transfer_claims()]).lower()
    drugs = {row.drug.lower() for row in load("cipriani2018_efficacy")} | {"tianeptine", "serotonin", "reuptake"}
    assert not [word for word in drugs if word in text]


def test_one_by_its_id():
    """An id should give its claim, and a wrong one be refused with those there are."""
    assert transfer_claim("T2").topic == "a sleep tracker"
    with pytest.raises(EvidenceError, match="no claim for practice 'T9'; there are T1, T2, T3"):
        transfer_claim("T9")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda c: c[0].pop("why"), "transfer_claims.json, T1, fields: must be"),
        (lambda c: c[0].update(more=1), "T1, fields"),
        (lambda c: c[1].update(claim=" "), "T2, claim: holds ' '; text is needed"),
        (lambda c: c[1].update(verdict="true"), "T2, verdict: holds 'true'; one of supported"),
        (lambda c: c[2]["evidence"].pop(), None),
        (lambda c: c[2].update(evidence=["one"]), "T3, evidence: .*three or four"),
        (lambda c: c[2]["reasons"].pop("supported"), "T3, reasons: must give a reason for each"),
        (lambda c: c[2]["reasons"].update(supported=""), "T3, reasons"),
        (lambda c: c[2].update(id="T1"), "T1, id: stands 2 times"),
        (lambda c: c.insert(0, 3), "claim 1, fields"),
        (lambda c: c.clear(), "holds no list of claims"),
    ],
)
def test_incomplete_claims_are_refused_by_name(tmp_path, change, message):
    """The message should name file, claim and field; three lines of evidence are enough."""
    folder = broken(tmp_path, change)
    if message is None:
        assert len(read_transfer_claims(folder)[2].evidence) == 3
        return
    with pytest.raises(EvidenceError, match=message):
        read_transfer_claims(folder)


def test_missing_file_is_said(tmp_path):
    """Without the file the message should name it."""
    with pytest.raises(EvidenceError, match="transfer_claims.json cannot be read"):
        read_transfer_claims(tmp_path)
