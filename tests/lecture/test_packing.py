"""Packing: what frames share is kept once, and every frame comes back as it was."""

from reuptake.lecture.packing import Pieces, unpack

FIRST = {
    "svg": '<g class="moving"><path d="M 0 0 1 1" style="fill: none"/><text style="x" y="1">two words</text></g>',
    "text": "Half is gone after 4.9 s. Then, slower: all.",
    "alt": "A curve. Half is gone after 4.9 s. Then, slower: all.",
    "rows": [["half-life", "4.9 s"]],
}
SECOND = {**FIRST, "svg": FIRST["svg"].replace("1 1", "2 2"), "rows": [["half-life", "5 s"]]}


def test_frames_come_back_as_they_were():
    """Packed and put together again, each frame should be the same."""
    pieces = Pieces()
    packed = [pieces.frame(frame) for frame in (FIRST, SECOND)]
    assert [unpack(frame, list(pieces.places)) for frame in packed] == [FIRST, SECOND]


def test_what_frames_share_is_kept_once():
    """A second frame that differs in one shape and one number should add those two pieces."""
    pieces = Pieces()
    pieces.frame(FIRST)
    before = list(pieces.places)
    pieces.frame(SECOND)
    assert list(pieces.places)[len(before) :] == ['<path d="M 0 0 2 2"', "5 s"]


def test_a_sentence_is_cut_at_its_clauses_and_not_in_a_number():
    """A point inside a number should not cut; one before a space should."""
    pieces = Pieces()
    pieces.words("Half is gone after 4.9 s. Then, slower.")
    assert list(pieces.places) == ["Half is gone after 4.9 s. ", "Then, ", "slower."]


def test_nothing_at_all_stays_nothing():
    """An empty drawing or text should take no piece."""
    pieces = Pieces()
    assert pieces.drawing("") == pieces.words("") == [] and not pieces.places
