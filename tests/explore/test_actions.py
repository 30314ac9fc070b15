"""Ways to act: the sign waits until it is asked for, and numbers are those of the tables."""

import re

import pytest
from reuptake.draw.actions import LOOKS
from reuptake.evidence import load
from reuptake.explore.actions import (
    OUR_TABLE,
    OUTCOME,
    PLACE,
    actions_states,
    effects,
    explorer,
    slowing_ec50_uM,
    toy_activity,
    ways,
)
from reuptake.model.transporter import extracellular_ratio


@pytest.fixture(scope="module")
def kept():
    return explorer()


@pytest.fixture
def live(kept):
    """One explorer, set back before each test."""
    kept.reset()
    return kept


def test_every_way_of_the_table_has_a_look():
    """The six ways of the table and the state without a drug should be drawn, and no other."""
    assert set(ways()) == set(LOOKS) and len(ways()) == 7


@pytest.mark.parametrize("way", list(ways()))
def test_nothing_gives_the_sign_away_before_it_is_asked_for(live, way):
    """Sentence, table, headline and arrows should keep the direction until the reader shows it."""
    live.controls["way"] = way
    live.scene.update(live.state)
    hidden = live.sentence + repr(live.numbers) + live.scene.headline.get_text()
    # Words of the mechanism may hold "up"; the direction of serotonin may not be there.
    direction = ways()[way].extracellular_5ht if ways()[way] else "baseline"
    assert f"outside goes {direction}" not in hidden and not re.search(r"times|Measured|Direction", hidden)
    assert all(len(line.get_xdata()) == 0 for line in live.scene.marks.values())
    assert way == "no drug" or not any(arrow.get_visible() for arrow in live.scene.flows)


def test_measured_folds_are_those_of_the_table():
    """Citalopram 5 and 8 times in hippocampus and 1.75 in amygdala, paroxetine 6 times in raphe."""
    found = {e.label: e.low for e in effects("orthosteric inhibitor") if e.kind == "fold"}
    assert sorted(found.values()) == [1.75, 5, 6, 8]


def test_every_measured_effect_stands_somewhere_once():
    """Each row of the table should be shown, but for those of tianeptine, which has a file of its own."""
    every = [e for way in ways() for e in effects(way) if e.kind != "toy"]
    shown = [e for e in every if not e.label.startswith(OUR_TABLE)]
    assert len(shown) == sum("tianeptine" not in row.drug for row in load("extracellular_5ht_effects"))


def test_toys_stand_only_where_no_number_is_published(live):
    """A way with a measured multiple should have no toy, and a releaser none: the model has no way back."""
    with_toy = {way for way in ways() if any(e.kind == "toy" for e in effects(way))}
    assert with_toy == {"atypical inhibitor", "allosteric inhibitor", "enhancer"}
    for way in with_toy:
        assert not any(e.kind == "fold" for e in effects(way))
        (state,) = actions_states([way], [OUTCOME])
        assert "toy model, illustrative" in live.scene.describe(state)


def test_toy_is_the_two_path_model():
    """Twice the activity should give what the two-way model gives for the two regions, 10 and 18/2.8 times."""
    (toy,) = (e for e in effects("enhancer") if e.kind == "toy")
    assert (toy.low, toy.high) == pytest.approx(
        tuple(extracellular_ratio(toy_activity("toy_more"), r) for r in (10, 18 / 2.8))
    )


def test_what_tianeptine_did_is_left_to_its_file(live):
    """No outcome of tianeptine should be told here, where the reader has not yet weighed the studies."""
    live.controls["way"], live.controls["shown"] = "enhancer", OUTCOME
    live.scene.update(live.state)
    told = [e.label for e in effects("enhancer")] + [t.get_text() for t in (*live.scene.labels, *live.scene.values)]
    assert not re.search("tianeptine|no change|spinal", " ".join(told), flags=re.I)
    assert "tianeptine, once" not in live.sentence and "tianeptine (claim" not in repr(live.numbers)
    assert [e.kind for e in effects("enhancer")] == ["down", "toy"]


def test_ways_cannot_be_written_into():
    """The kept ways should not change for the next picture."""
    with pytest.raises(TypeError):
        ways()["x"] = None


def test_outer_site_has_its_measured_constants():
    """The S-form should need 3.6 µM and the R-form 19.4 µM; they are no change of a level."""
    assert slowing_ec50_uM() == (("S-citalopram", 3.6), ("R-citalopram", 19.4))
    (state,) = actions_states(["allosteric inhibitor"], [OUTCOME])
    assert "3.6 µM" in state.remark


def test_unknown_choices_and_uneven_lists_are_refused():
    """A name that is none of the options should be named with the options; lists must be equally long."""
    with pytest.raises(ValueError, match="way is 'x'; it must be one of: no drug, orthosteric inhibitor"):
        actions_states(["x"], [PLACE])
    with pytest.raises(ValueError, match="shown is 'x'; it must be one of: where it acts"):
        actions_states(["no drug"], ["x"])
    with pytest.raises(ValueError, match="There are 2 of way, 1 of shown"):
        actions_states(["no drug", "enhancer"], [PLACE])
    with pytest.raises(ValueError, match="way is 'x'"):
        effects("x")
    with pytest.raises(ValueError, match="control is 'toy'; it must be one of: toy_blocked, "):
        toy_activity("toy")
