"""Where a row comes from, in the words of its status."""

from reuptake.evidence import TABLES, find, load
from reuptake.evidence.bibliography import PRESS, reference
from reuptake.evidence.safety_records import SAFETY_TABLES
from reuptake.explore.origins import origin

TIMELINE = "tianeptine_regulatory_timeline"


def test_read_in_the_source_itself():
    """A verified row should have its label and nothing else."""
    assert origin(find(TIMELINE, date="2021")) == "Quadir et al. 2025"


def test_read_in_another_text():
    """A row with a second key should name both texts."""
    said = origin(find("suicidality_scale", what="deaths by suicide"))
    assert said == "Stone et al. 2009, as cited in MDedge n.d."


def test_second_hand_without_a_second_key():
    """A secondary row whose source is itself the second-hand text should say so."""
    assert origin(find(TIMELINE, place="Florida")).startswith("as cited in ")


def test_a_letter_known_through_the_press_is_not_its_own_citation():
    """The open letter should be told as known through the press, not as cited in itself."""
    row = find(TIMELINE, date="2025-05")
    assert (row.status, row.via_key) == ("secondary", ())
    assert origin(row) == f"US FDA & Makary 2025, {PRESS}"


def test_the_press_is_named_only_where_the_reference_does():
    """Of all rows on harm, those told so should be secondary, without a second key, and say it in their reference."""
    rows = [row for name in SAFETY_TABLES for row in load(name)]
    told = [row for row in rows if origin(row).endswith(PRESS)]
    assert told and len(told) < len(rows) and set(SAFETY_TABLES) <= set(TABLES)
    for row in told:
        assert row.status == "secondary" and not row.via_key
        assert all(reference(key).note.lower().startswith(PRESS) for key in row.source_key)
