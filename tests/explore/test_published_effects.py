"""What the models give for published effects: every row of two tables is there, and the numbers are the models'."""

import pytest
from reuptake.evidence import load
from reuptake.explore import mirror, published_effects, weeks
from reuptake.explore.knockout import ko_over_wt
from reuptake.explore.published_effects import activity_for, effects_table, feedback_table
from reuptake.model.transporter import extracellular_ratio

EFFECTS = {row[0]: row for row in effects_table().rows}
FEEDBACK = {row[0]: row for row in feedback_table().rows}


def test_every_published_row_is_there():
    """No row of the three tables may be left out, and no two may be taken for one."""
    mice = [row for row in load("sert_knockout_microdialysis") if row.genotype != "SERT +/+"]
    assert len(EFFECTS) == len(load("extracellular_5ht_effects")) + len(mice)
    assert len(FEEDBACK) == len(load("autoreceptor_microdialysis"))


@pytest.mark.parametrize("level", [1.75, 5, 8])
def test_activity_undoes_the_model(level):
    """The activity found should give the level that was asked for; normal and none are the ends."""
    assert extracellular_ratio(activity_for(level, 10.0), 10.0) == pytest.approx(level)
    assert activity_for([1, 10], 10.0) == pytest.approx([1, 0])


@pytest.mark.parametrize(("level", "ko"), [(0, 10), (11, 10), (2, 1), (float("nan"), 10)])
def test_unreachable_levels_are_refused(level, ko):
    """A level above that without any transporter should be refused by name."""
    with pytest.raises(ValueError, match="level|ko_over_wt"):
        activity_for(level, ko)


def test_fivefold_needs_the_block_of_the_toy_of_weeks():
    """The block that the toy of the weeks takes should be the one that gives five times here."""
    assert EFFECTS["citalopram 2 mg/kg, hippocampus"][2] == f"set: {100 * weeks.toy()['block']:.0f} % blocked"


def test_terminal_model_cannot_reach_what_it_is_said_to_miss():
    """The most that the terminal model gives should be its level without transporter, below what was published."""
    most = mirror.terminal_curve(mirror.HOUR).ratio.max()
    assert EFFECTS["citalopram 4 mg/kg, hippocampus"][3] == f"misses: at most × {most:.1f}"
    assert most < 5
    # Held for good at a strong block a guard of ours decides, so nothing is missed and nothing is met.
    assert EFFECTS["paroxetine, raphe"][3] == "not tested: a guard decides"


def test_mice_with_one_copy_are_the_test():
    """Half the activity should give less than was measured in both regions, most clearly in the striatum."""
    for region, short, measured in (("frontal cortex", "cortex", 2.5), ("striatum", "striatum", 9.4 / 2.8)):
        given = extracellular_ratio(0.5, ko_over_wt(region))
        row = EFFECTS[f"mice, one copy, {short}"]
        assert row[1:3] == (f"× {measured:.3g}", f"misses: × {given:.2f}") and given < 0.75 * measured
        assert EFFECTS[f"mice, no copy, {short}"][2].startswith("set")


def test_enhancer_would_lower_what_stayed():
    """Twice the transport should give what the two-way model says, where no change was published."""
    lowered = extracellular_ratio(2, ko_over_wt("frontal cortex"))
    for name in ("tianeptine 10 mg/kg, cortex, raphe", "tianeptine 5 mg/kg × 2, cortex, raphe"):
        assert EFFECTS[name][1:3] == ("no change", f"enhancer misses: × {lowered:.2f}")


def test_releaser_is_in_no_model():
    """Neither model carries backwards, so neither should be given a number for MDMA."""
    assert not any(character.isdigit() for cell in EFFECTS["MDMA"] for character in cell)


def test_only_the_last_two_rows_could_fail():
    """The toys should be called set where they were set, and to miss where the brake off still raises the level."""
    assert [row[2].split(":")[0] for row in FEEDBACK.values()] == ["so defined", *["set"] * 3, "misses", "direction"]
    free = weeks.weeks_states([weeks.LAST_DAY], [100 * weeks.toy()["block"]], [weeks.WEAKENS])[0].free[-1]
    assert FEEDBACK["citalopram + WAY-100635, chronic"][2] == f"misses: {100 * free:.0f} %"
    assert FEEDBACK["flesinoxan, chronic"][3] == "misses: brake 0 %"


@pytest.mark.parametrize(("level", "kind"), [(2.4, "fits"), (2.6, "fits"), (3.0, "misses"), (1.5, "misses")])
def test_verdict_on_a_size_follows_the_numbers(level, kind):
    """A level within the plus-minus of what was measured should fit, any other miss."""
    assert published_effects._meets(level, 2.5, 0.2) == kind


@pytest.mark.parametrize(
    ("levels", "published", "kind"),
    [([0.5, 0.4], "down", "fits"), ([0.5, 1.2], "down", "misses"), ([0.5], "none", "misses"), ([1.3], "up", "fits")],
)
def test_verdict_on_a_direction_follows_the_numbers(levels, published, kind):
    """Only levels that all move as was published should fit."""
    assert published_effects._goes(levels, published) == kind
