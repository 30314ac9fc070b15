"""Appraisals: the reader's verdict first, ours beside it, kept and open to change; nothing given away before."""

import json

import pytest
from reuptake.evidence import EvidenceError, load
from reuptake.evidence.transfer import VERDICTS, transfer_claims
from reuptake.ui.appraise import LONGEST_REASON, OURS, Appraisal, appraisals, appraise, transfer
from reuptake.ui.claim import MEANINGS
from reuptake.ui.progress import VARIABLE, Progress, progress

MADE = [row for row in load("claims") if row.quote]
SILENT = [row.id for row in load("claims") if not row.quote]


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return progress()


def sent(card):
    """All that the browser has been sent."""
    return json.dumps([card.card.spec, card.card.result])


@pytest.mark.parametrize("row", MADE, ids=lambda row: row.id)
def test_nothing_of_ours_is_sent_before_a_verdict(row):
    """Words, paraphrase and four meanings should be sent; our reason and sources not, and no verdict marked."""
    card = appraise(row.id)
    assert card.card.result == {}
    assert row.quote in card.card.spec["question"] and row.paraphrase in card.card.spec["given"][0]
    assert row.why not in sent(card) and "Sources" not in sent(card)
    assert card.card.spec["options"] == [f"{word}: {MEANINGS[word]}" for word in VERDICTS]
    before, _, folded = card._repr_mimebundle_()["text/html"].partition("<details>")
    assert OURS not in before and f"<summary>{OURS}</summary>" in folded and "<details open" not in before + folded
    # The four words stand in the options alone: once each, so that none is singled out.
    assert all(before.count(f") {word}: ") == 1 for word in VERDICTS)
    assert f"<strong>{row.verdict}</strong>" in folded and f"claim {row.id}" in folded


@pytest.mark.parametrize("row", MADE, ids=lambda row: row.id)
def test_both_verdicts_and_reasons_come_after(row):
    """Every claim should set a verdict beside ours in neutral words, with our reason and sources."""
    card = appraise(row.id)
    for verdict in (row.verdict, VERDICTS[VERDICTS.index(row.verdict) - 1]):
        told = card.answer(verdict)
        same = "We agree" if verdict == row.verdict else "We differ"
        assert told.startswith(f"You: {verdict}. We: {row.verdict}. {same}; a verdict is a judgement.")
        assert row.why in told and "Sources: " in told
        assert card.card.result["state"] == "stored" and not card.card.result["final"]


def test_reason_is_kept_beside_ours(store):
    """A noted reason should be stored, and stand beside ours; without one the card says so."""
    card = appraise("C22")
    card.card.request = {"token": "t1", "value": [1], "remark": "  trials <b>, but…\n "}
    assert card.card.result["table"]["rows"][0][0] == "trials <b>, but…" == card.card.result["remark"]
    assert store.latest("appraisal", "C22").value == {"verdict": "oversimplified", "reason": "trials <b>, but…"}
    assert store.latest("appraisal", "C22").correct is None
    card.answer("b")
    assert card.card.result["table"]["rows"][0][0] == "You noted none."


@pytest.mark.parametrize("reason", ["x" * (LONGEST_REASON + 1), 3, None])
def test_reason_that_does_not_fit_is_refused_in_words(store, reason):
    """A reason too long, or no text, should be a line on the card, and nothing be stored."""
    card = appraise("C22")
    assert card.answer("supported", reason).startswith("A reason ")
    card.card.request = {"token": "t1", "value": [0], "remark": reason}
    assert card.card.result["problem"].startswith("A reason ") and store.entries() == ()


def test_reason_of_full_length_is_kept(store):
    """The longest reason should be kept whole."""
    appraise("C22").answer("supported", "é" * LONGEST_REASON)
    assert len(store.latest("appraisal", "C22").value["reason"]) == LONGEST_REASON


@pytest.mark.parametrize("value", [[], None, [4], [0, 1], "x", "true", 7])
def test_no_verdict_is_stored_for_none(store, value):
    """Nothing chosen, or no option, should be said, give nothing away and leave the progress alone."""
    card = appraise("C22")
    card.card.request = {"token": "t", "value": value}
    assert card.card.result["problem"] and card._why not in sent(card)
    assert card.answer(value) and store.entries() == ()


def test_judging_again_keeps_the_history(store):
    """A second verdict should be the latest; the first stays, and the card tells it."""
    card = appraise("C16")
    card.answer("supported", "one")
    assert card.card.result["again"] == "Judge again"
    told = card.answer("contradicted", "two")
    assert "Before you saw ours you said: supported." in told
    assert [entry.value["verdict"] for entry in store.entries("appraisal", "C16")] == ["supported", "contradicted"]
    assert appraisals() == {"C16": Appraisal("supported", "contradicted", "two")}
    assert "Before you saw ours" not in card.answer("supported")


def test_a_new_sitting_shows_what_was_judged(store):
    """After a restart the card should come with verdict, reason and ours; an unjudged one without."""
    told = appraise("C16").answer("supported", "so")
    again = appraise("C16")
    assert again.feedback == told and again.card.result["value"] == [0] and again.card.result["remark"] == "so"
    assert Progress(store.path.parent).latest("appraisal", "C16").value["verdict"] == "supported"
    assert appraise("C17").card.result == {}


def test_skipping_shows_ours_and_can_be_followed_by_a_verdict(store):
    """Skip should show our verdict, be stored as none, and a later verdict be told as one given after ours."""
    card = appraise("C16")
    assert card.skip().startswith("You gave no verdict. We: contradicted; a verdict is a judgement.")
    assert card.card.result["again"] == "Judge" and card._why in card.feedback
    assert appraise("C16").feedback == card.feedback
    assert "You had seen our verdict when you judged." in card.answer("contradicted")
    assert appraisals()["C16"] == Appraisal(None, "contradicted", "")
    count = len(store.entries())
    assert card.skip() == card.feedback and len(store.entries()) == count


def test_saved_page_is_the_same_for_all():
    """What was judged should not be in the saved page."""
    card = appraise("C22")
    before = card._repr_mimebundle_()
    card.answer("supported", "mine alone")
    assert card._repr_mimebundle_() == before and "mine alone" not in repr(before)
    assert OURS not in before["text/plain"] and card._why not in before["text/plain"]


def test_several_claims_one_after_another():
    """A list should give its cards in order, numbered; an empty one should say so."""
    cards = appraise(["C22", "C16"])
    assert [card.card.spec["title"][:15] for card in cards] == ["1 of 2: Claim C", "2 of 2: Claim C"]
    assert [card.key for card in cards] == ["C22", "C16"]
    assert repr(appraise([])) == "There are no claims to judge here."


@pytest.mark.parametrize("claim", SILENT)
def test_where_the_article_is_silent_there_is_nothing_to_judge(claim):
    """What is missing has no words to judge."""
    with pytest.raises(ValueError, match=f"claims is '{claim}'; the article is silent"):
        appraise(claim)


def test_unknown_claims_are_refused():
    """A claim that does not exist should be named."""
    with pytest.raises(EvidenceError, match="C99"):
        appraise(["C22", "C99"])
    with pytest.raises(EvidenceError, match="no claim for practice 'T9'"):
        transfer("T9")


@pytest.mark.parametrize(
    "value", ["text", {"verdict": "true", "reason": ""}, {"verdict": "supported", "reason": 3}, {"reason": ""}, None]
)
def test_entries_that_make_no_sense_are_passed_over(store, value):
    """A stored value of another shape should neither count nor break a card."""
    store.record("appraisal", "C22", value)
    assert appraisals() == {} and appraise("C22").card.result == {}


def test_trouble_with_storing_is_said(store, monkeypatch):
    """A line about the disk should reach the reader."""
    monkeypatch.setattr(type(store), "notice", "The disk is full.")
    assert appraise("C22").answer("supported").endswith("The disk is full.")


@pytest.mark.parametrize("one", transfer_claims(), ids=lambda one: one.id)
def test_practice_gives_evidence_first_and_every_reason_after(one):
    """Practice should be labelled invented, show its evidence, hide our verdict, and then give a reason per option."""
    card = transfer(one.id)
    spec = card.card.spec
    assert spec["given"][0].startswith("Invented for practice") and spec["given"][1:] == list(one.evidence)
    assert one.claim in spec["question"]
    assert not [text for text in (one.why, *one.reasons.values()) if text in sent(card)]
    for verdict in VERDICTS:
        told = card.answer(verdict)
        assert one.reasons[verdict] in told and one.why in told and f"We: {one.verdict}." in told
        assert {why for _, why in card.card.result["others"]} == set(one.reasons.values()) - {one.reasons[verdict]}
    folded = card._repr_mimebundle_()["text/html"].partition("<details>")[2]
    assert all(why.replace("'", "&#x27;") in folded for why in one.reasons.values())


def test_practice_comes_as_three_cards():
    """All three should come in order, and be skipped like others."""
    cards = transfer()
    assert [card.key for card in cards] == ["T1", "T2", "T3"]
    assert cards[0].card.spec["title"] == "Practice 1 of 3: a tooth-whitening lamp"
    assert "We: unsupported" in cards[0].skip() and len(cards[0].card.result["others"]) == 4
