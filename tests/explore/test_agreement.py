"""Agreement: ours hidden until judged, first verdicts counted, an example in which nothing is real."""

import pytest
from reuptake.evidence import EvidenceError, load
from reuptake.evidence.transfer import VERDICTS
from reuptake.explore.agreement import EXAMPLE, YOURS, agreement_states, chosen, explorer
from reuptake.ui.appraise import Appraisal, appraise
from reuptake.ui.progress import VARIABLE, progress

FEW = ["C16", "C22", "C02"]
OURS = {row.id: row.verdict for row in load("claims")}


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return progress()


def test_all_claims_that_the_article_makes():
    """Without a choice every claim with words should be there; a choice comes in the article's order."""
    assert [row.id for row in chosen()] == [key for key, verdict in OURS.items() if verdict != "missing"]
    assert [row.id for row in chosen(FEW)] == ["C02", "C16", "C22"]


def test_nothing_of_ours_is_shown_before_a_verdict():
    """With nothing judged no verdict should be in picture, sentence or table, at any claim."""
    made = explorer()
    for number in made.options("claim"):
        made.controls["claim"] = number
        assert "judged none yet" in made.sentence and "our verdict is hidden" in made.sentence
        assert not [word for word in VERDICTS if word in made.sentence + repr(made.numbers)]
        assert all(claim.ours is None for claim in made.state.claims)
        assert not any(patch.get_visible() for patch in made.scene.signs.values())


def test_a_stored_verdict_brings_ours_for_that_claim_alone():
    """One judged claim should show ours beside it; the others stay hidden."""
    appraise("C16").answer("supported")
    made = explorer(FEW)
    shown = {claim.name: (claim.theirs, claim.ours) for claim in made.state.claims}
    assert shown == {"C02": (None, None), "C16": ("supported", OURS["C16"]), "C22": (None, None)}
    assert made.sentence.startswith("Of 3 claims here you judged 1, 0 as we did.")


def test_first_verdict_counts_and_the_later_is_said():
    """Who changes over to ours after seeing it should not gain agreement by that."""
    card = appraise("C16")
    card.answer("supported")
    card.answer(OURS["C16"])
    made = explorer(["C16"])
    assert made.state.count.same == 0
    assert f"you say supported (later {OURS['C16']}), we say {OURS['C16']}" in made.sentence


def test_skipped_claims_do_not_count():
    """A claim whose verdict was shown without one of the reader's should count nowhere, even if judged later."""
    card = appraise("C16")
    card.skip()
    card.answer(OURS["C16"])
    (state,) = agreement_states([1], [YOURS], ["C16"])
    assert state.claim.ours == OURS["C16"] and state.claim.theirs is None and state.count.judged == 0


def test_it_is_read_anew():
    """What was judged after the picture was made should be there when it is asked for again."""
    made = explorer(FEW)
    appraise("C22").answer("oversimplified")
    made.controls["claim"] = 3
    assert "you say oversimplified" in made.sentence


def test_example_holds_nothing_real():
    """The example should name no claim, section or verdict of ours as ours, and say that it is invented."""
    made = explorer()
    made.preset("Example: an invented reader")
    assert made.values["reader"] == EXAMPLE and "all of it invented" in made.sentence
    names = {claim.name for claim in made.state.claims} | {claim.section for claim in made.state.claims}
    assert not names & ({row.id for row in chosen()} | {row.section for row in chosen()})
    assert 0 < made.state.count.same < made.state.count.judged < len(made.state.claims)
    pairs = zip(made.state.claims, chosen(), strict=True)
    assert any(claim.ours not in (None, row.verdict) for claim, row in pairs), "the example repeats our verdicts"


def test_example_is_the_same_whatever_was_judged():
    """A reader's verdicts should not move the example."""
    before = agreement_states([1, 2], [EXAMPLE] * 2)
    appraise("C01").answer("supported")
    assert agreement_states([1, 2], [EXAMPLE] * 2) == before


def test_strange_entries_are_passed_over():
    """Verdicts of claims that are not shown should not disturb the picture."""
    found = {"T1": Appraisal("supported", "supported", ""), "C22": Appraisal("contradicted", "contradicted", "")}
    (state,) = agreement_states([1], [YOURS], ["C16"], found)
    assert state.count.judged == 0


@pytest.mark.parametrize("claims", [[], ["C22", "C22"], ["C22", "C48"]])
def test_bad_lists_of_claims_are_refused(claims):
    """An empty list, a repeated claim and one that the article does not make should be refused."""
    with pytest.raises(ValueError, match="it must be a list of different claims"):
        explorer(claims)


def test_bad_settings_are_refused():
    """A claim that does not exist, a wrong number and a wrong reader should be named."""
    with pytest.raises(EvidenceError, match="C99"):
        explorer(["C99"])
    with pytest.raises(ValueError, match="claim is 4"):
        agreement_states([4], [YOURS], FEW)
    with pytest.raises(ValueError, match="reader is 'me'"):
        agreement_states([1], ["me"], FEW)
    with pytest.raises(ValueError, match="1 of claim, 2 of reader"):
        agreement_states([1], [YOURS, YOURS], FEW)
