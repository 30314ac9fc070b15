"""The picture of agreement: signs where verdicts are, nothing where they are hidden, words that fit."""

import pytest
from reuptake.draw.agreement import GLYPHS, AgreementScene, AgreementState, Judged

FINE, SIMPLE, BARE, AGAINST = GLYPHS
CLAIMS = (
    Judged("C1", "first", "one thing", FINE, FINE),
    Judged("C2", "first", "another", SIMPLE, BARE, "later unsupported"),
    Judged("C3", "second", "a third"),
    Judged("C4", "second", "a fourth", None, AGAINST),
)


def strokes(patch):
    """How many strokes of how many corners a patch shows."""
    return len(patch.get_path().vertices) if patch.get_visible() else 0


def test_every_verdict_has_its_sign_and_no_two_share_one():
    """Shapes alone should tell the verdicts apart."""
    assert len({repr(sign) for sign in GLYPHS.values()}) == 4


def test_signs_stand_for_what_is_judged_and_shown():
    """One claim alike, one different, one hidden, one skipped: signs and frames should be as many."""
    scene = AgreementScene(AgreementState(CLAIMS, 0))
    corners = {verdict: sum(map(len, GLYPHS[verdict])) for verdict in GLYPHS}
    counted = {verdict: strokes(patch) / corners[verdict] for verdict, patch in scene.signs.items()}
    assert counted == {FINE: 2, SIMPLE: 1, BARE: 1, AGAINST: 1}
    assert strokes(scene.frames) == strokes(scene.hand) == 5


def test_nothing_judged_shows_nothing():
    """With no verdict the fields should be empty, and the words say to judge first."""
    hidden = tuple(Judged(claim.name, claim.section, claim.words) for claim in CLAIMS)
    state = AgreementState(hidden, 2)
    scene = AgreementScene(state)
    assert not any(strokes(patch) for patch in (*scene.signs.values(), scene.frames))
    assert [label.get_text() for label in scene.labels] == ["first", "second"]
    assert scene.describe(state) == (
        "Judge first: of 4 claims here you have judged none yet. In hand: C3, second, “a third”: not judged yet, so "
        "our verdict is hidden."
    )
    assert not any(verdict in repr(scene.numbers(state)) for verdict in GLYPHS)


def test_words_of_what_was_judged():
    """Counts, the best single word, and both verdicts with what came later should be read out."""
    state = AgreementState(CLAIMS, 1)
    said = AgreementScene(state).describe(state)
    assert said.startswith("Of 4 claims here you judged 2, 1 as we did.")
    assert "Calling every judged claim “supported” would match 1." in said
    assert said.endswith("“another”: you say oversimplified (later unsupported), we say unsupported.")


def test_skipped_claim_shows_ours_alone():
    """Where ours was shown without a verdict the sentence should say so, and it counts nowhere."""
    state = AgreementState(CLAIMS, 3)
    assert "you gave no verdict before ours was shown, we say contradicted." in AgreementScene(state).describe(state)
    assert state.counts["second"].judged == 0 and state.count.judged == 2


def test_moving_on_leaves_nothing_behind():
    """After a full state an empty one should show no sign of it."""
    scene = AgreementScene(AgreementState(CLAIMS, 0))
    scene.update(AgreementState(tuple(Judged(c.name, c.section, c.words) for c in CLAIMS), 0))
    assert not any(strokes(patch) for patch in (*scene.signs.values(), scene.frames))


@pytest.mark.parametrize("place", range(4))
def test_table_ends_with_the_claim_in_hand(place):
    """Sections, their sum and the claim in hand should stand in the table, four cells each."""
    state = AgreementState(CLAIMS, place)
    header, rows = AgreementScene(state).numbers(state)
    assert rows[:2] == (("first", "2", "2", "1"), ("second", "2", "0", "0")) and rows[2][1:] == ("4", "2", "1")
    assert rows[3][0] == f"in hand: C{place + 1}" and {len(row) for row in rows} == {len(header)}
