"""The rewritten article: every sentence stands on sources that resolve, and on nothing unverified."""

import json
import re

import pytest
from reuptake.evidence import EvidenceError, fact, find, reference
from reuptake.evidence.article import ALLOWED, read_article, rewritten_article

GOOD = {
    "id": "R01",
    "section": "Uses",
    "text": "It was ahead by {points} points.",
    "source": ["emsley2018"],
    "status": "verified",
    "numbers": {
        "points": {
            "table": "tianeptine_trials",
            "where": {"trial": "Emsley", "drug_arm": "tianeptine 25-50 mg/d", "unit": "points"},
            "column": "effect",
            "unit": "points",
        }
    },
}
UNVERIFIED = {
    "table": "antidepressant_effect_sizes",
    "where": {"source_label": "Kirsch 2008", "unit": "standardised mean difference"},
    "column": "estimate",
    "unit": "standardised mean difference",
}


@pytest.fixture
def written(tmp_path):
    """A function that writes entries to a file and gives its path."""

    def write(*entries):
        path = tmp_path / "article.json"
        path.write_text(json.dumps(entries), encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize("sentence", rewritten_article(), ids=lambda one: one.id)
def test_every_sentence_has_sources_that_resolve(sentence):
    """A sentence should name references of the course, have an allowed status, and end as a sentence does."""
    assert [reference(key).key for key in sentence.source] == list(sentence.source) and sentence.source
    assert all(reference(key) for key in sentence.via)
    assert sentence.status in ALLOWED and "unverified" not in ALLOWED
    assert re.search(r"^[A-Z].*\.$", sentence.text) and "{" not in sentence.text


def test_all_topics_are_there():
    """The topics of the original should stand in its order."""
    topics = list(dict.fromkeys(one.section for one in rewritten_article()))
    assert topics == ["Neurotransmission", "Reuptake", "Mechanism", "Uses", "Emerging uses", "Safety", "Keeping up"]


def test_absences_are_told_as_our_search():
    """A sentence that tells of nothing found should say that we found none, and name our own search."""
    absent = [
        one for one in rewritten_article() if re.search(r"\bno (randomised |published )?(trial|result)|none", one.text)
    ]
    assert len(absent) >= 3
    for one in absent:
        assert "we found" in one.text and "thiscourse" in one.source and one.status == "derived"
    assert not [one for one in rewritten_article() if re.search(r"[Tt]here (is|are) no", one.text)]


def test_numbers_are_those_of_the_tables(written):
    """A number should be taken from its row, and follow it."""
    (sentence,) = read_article(written(GOOD))
    row = find("tianeptine_trials", trial="Emsley", drug_arm="tianeptine 25-50 mg/d", unit="points")
    assert sentence.text == f"It was ahead by {fact(row, 'effect', unit='points')} points."


def test_a_lone_brace_is_text(written):
    """A brace that names nothing should stand in the text as it is."""
    text = "A brace { or } or {} or {a b} beside {points} and {{points}}."
    (sentence,) = read_article(written(GOOD | {"text": text}))
    (number,) = re.findall(r"[\d.]+", read_article(written(GOOD))[0].text)[:1]
    assert sentence.text == text.replace("{points}", number.rstrip("."))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"status": "unverified"}, "sentence 1: status holds 'unverified'"),
        ({"source": []}, "sentence 1: source is empty"),
        ({"source": ["emsly2018"]}, "no reference 'emsly2018'; did you mean emsley2018"),
        ({"via": ["nobody"]}, "no reference 'nobody'"),
        ({"colour": "red"}, r"unknown fields \['colour'\]"),
        ({"numbers": {}}, r"the text names \['points'\]; numbers describes \[\]"),
        ({"numbers": {"points": UNVERIFIED}}, "is unverified and never computed with or drawn as fact"),
        ({"numbers": {"points": GOOD["numbers"]["points"] | {"unit": "%"}}}, "is in 'points', not in '%'"),
        ({"numbers": {"points": {"table": "tianeptine_trials"}}}, "sentence 1: 'where'"),
    ],
)
def test_what_is_refused(written, changes, reason):
    """A sentence that leans on nothing, on something unverified or on a misspelt key should be refused."""
    with pytest.raises(EvidenceError, match=reason):
        read_article(written(GOOD | changes))


def test_order_and_file(written, tmp_path):
    """An id that stands twice, a section in two pieces, and a broken file should be refused."""
    with pytest.raises(EvidenceError, match="the id 'R01' stands twice"):
        read_article(written(GOOD, GOOD))
    torn = [GOOD | {"id": f"R{n}", "section": section} for n, section in enumerate(("Uses", "Safety", "Uses"))]
    with pytest.raises(EvidenceError, match="the section 'Uses' stands twice"):
        read_article(written(*torn))
    (tmp_path / "broken.json").write_text("[", encoding="utf-8")
    with pytest.raises(EvidenceError, match="broken.json cannot be read"):
        read_article(tmp_path / "broken.json")
