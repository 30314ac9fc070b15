"""Boxes of claims: every row readable, no verdict without meaning, quotations short."""

import pytest
from reuptake.evidence import EvidenceError, load
from reuptake.ui.claim import MEANINGS, ClaimBox

CLAIMS = load("claims")


def test_all_claims_of_the_article_are_there():
    """The 54 claims should stand in order, each with a verdict that is explained."""
    assert [row.id for row in CLAIMS] == [f"C{n:02}" for n in range(1, 55)]
    assert {row.verdict for row in CLAIMS} == set(MEANINGS)


def test_quotations_are_short():
    """No quotation should be longer than a dozen words, and only what is missing has none."""
    assert all(len(row.quote.split()) <= 12 for row in CLAIMS)
    assert all((row.quote == "") == (row.verdict == "missing") for row in CLAIMS)


@pytest.mark.parametrize("row", CLAIMS, ids=lambda row: row.id)
def test_paraphrase_is_short_ours_and_gives_no_verdict(row):
    """In our words a claim should have at most 15, share no long run with the quotation, and be judged by none."""
    words = row.paraphrase.lower().split()
    quoted = row.quote.lower().split()
    runs = {tuple(quoted[i : i + 4]) for i in range(len(quoted) - 3)}
    assert 3 <= len(words) <= 15 and not row.paraphrase.endswith(".")
    assert not [i for i in range(len(words) - 3) if tuple(words[i : i + 4]) in runs]
    assert not [word for word in MEANINGS if word in words]


def test_paraphrases_differ():
    """No two claims should read alike in our words."""
    assert len({row.paraphrase for row in CLAIMS}) == len(CLAIMS)


def test_box_says_words_verdict_reason_and_sources():
    """The box should carry all four, as HTML and as text."""
    box = ClaimBox("C24")
    for text in (repr(box), box._repr_html_()):
        assert "obsessive-compulsive disorder" in text and "unsupported" in text
        assert "they inhibit reuptake" in text and "Bloch et al. 2010" in text and "our judgement; claim C24" in text


def test_what_is_missing_says_so():
    """A row without a quotation should not quote nothing."""
    box = ClaimBox("C48")
    assert repr(box).startswith("The article does not say") and '""' not in repr(box)
    assert "<q>" not in box._repr_html_()


def test_what_was_read_elsewhere_is_said():
    """A claim that rests on a source read elsewhere should name where."""
    assert "in part as cited in Physician's Weekly" in repr(ClaimBox("C18"))


def test_unknown_claim_is_refused():
    """A claim that does not exist should be an error that names it."""
    with pytest.raises(EvidenceError, match="C99"):
        ClaimBox("C99")


@pytest.mark.parametrize("row", CLAIMS, ids=lambda row: row.id)
def test_no_sentence_ends_twice(row):
    """Reasons should not bring their own full stop, since the box sets one."""
    assert not row.why.endswith(".")
