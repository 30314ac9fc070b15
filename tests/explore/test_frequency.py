"""How common is "common": the bands of the table, what a study sees, real placebo groups, bad input."""

import pytest
from reuptake.evidence import find, load
from reuptake.explore.frequency import (
    NOT_ASKED,
    NOTHING,
    STUDIES,
    bands,
    dependence,
    explorer,
    frequency_states,
    reaction,
)
from scipy import stats

WORDS = ("rare", "uncommon", "common", "very common")


@pytest.fixture(scope="module")
def kept():
    return explorer()


@pytest.fixture
def live(kept):
    """One explorer, set back before each test."""
    kept.reset()
    return kept


def state(per_1000, order="sorted", seen_in=NOT_ASKED, beside=NOTHING):
    return frequency_states([per_1000], [order], [seen_in], [beside])[0]


def test_words_change_at_the_lower_end_of_each_band():
    """9 should still be uncommon and 10 common; 100 very common and 90 not."""
    assert [band.term for band in bands()] == list(WORDS)
    found = {n: state(n).reached[-1].term for n in (0.1, 0.7, 1, 9, 10, 90, 100)}
    assert list(found.values()) == ["rare", "rare", "uncommon", "uncommon", "common", "common", "very common"]


def test_upper_end_of_each_band_is_the_lower_end_of_the_next():
    """The table's bands should leave no gap, so that one lower end for each is enough."""
    rows = {row.term: row for row in load("frequency_bands")}
    for word, above in zip(WORDS, WORDS[1:], strict=False):
        assert rows[word].high_fraction == rows[above].low_fraction


def test_start_names_no_word_beyond_the_one_in_hand(live):
    """The words common and very common, and where they begin, should not stand in the first sentence or table."""
    said = live.sentence + repr(live.numbers)
    assert "uncommon" in said and "10 in 1,000" not in said and "very common" not in said
    assert "common" not in said.replace("uncommon", "")


@pytest.mark.parametrize("per_1000", [0.1, 0.7, 5, 10, 90, 250])
@pytest.mark.parametrize("seen_in", [size for size in STUDIES if size != NOT_ASKED])
def test_a_study_sees_the_most_likely_number(per_1000, seen_in):
    """No other number of people should be likelier, and the interval should hold the number set."""
    study = state(per_1000, seen_in=seen_in).study
    chance = stats.binom(study.people, per_1000 / 1000).pmf
    assert all(chance(study.seen) >= chance(near) - 1e-12 for near in (study.seen - 1, study.seen + 1))
    assert study.low <= per_1000 <= study.high


def test_nobody_seen_leaves_a_lot_possible():
    """None of 100 should leave up to 37 in 1,000 (Wilson: 3.84 / 103.84), and say so."""
    rare = state(0.3, seen_in="100 people")
    assert (rare.study.seen, rare.study.low) == (0, 0) and rare.study.high == pytest.approx(37, abs=0.05)
    assert "most likely sees nobody, which leaves 0 to 37 in 1,000 possible" in explorer().scene.describe(rare)


def test_larger_studies_leave_less(live):
    """The interval should narrow with the number of people."""
    widths = [s.study.high - s.study.low for s in live.states_along("seen_in")[1:]]
    assert widths == sorted(widths, reverse=True) and widths[-1] > 0


def test_placebo_group_is_that_of_the_table(live):
    """Nausea beside placebo should read the two percentages of the label, ten times."""
    row = find("ae_vs_placebo", drug="sertraline", adverse_event="nausea")
    live.preset("The same beside placebo")
    beside = live.state.beside
    assert (live.state.per_1000, beside.per_1000) == (10 * row.drug_percent, 10 * row.placebo_percent)
    assert f"it was {10 * row.drug_percent:g}, {10 * row.risk_difference_percent_derived:g} more" in live.sentence
    # At any other number the two fields are no comparison, so none is made.
    assert " more" not in live.scene.describe(state(12, beside="nausea on placebo"))


def test_examples_name_their_source_and_placebo():
    """Where the table has the number, the picture should say of what, and how many on placebo."""
    assert "headache (placebo 230), nausea (placebo 110)" in state(250).example
    assert "as cited in" in state(250).example
    assert state(5).example == ""
    estimate = dependence()
    assert all("tianeptine" in state(n).example for n in (estimate.low_per_1000, estimate.high_per_1000))
    assert "as cited in" in state(estimate.high_per_1000).example


def test_presets_are_steps_of_the_slider(live):
    """What a preset sets should be an option, not the nearest one."""
    for label in live.presets:
        live.preset(label)
        wanted = {"Dependence on tianeptine": dependence().high_per_1000, "Rare, among 100 people": 0.3}
        assert live.controls["per_1000"] == wanted.get(label, 10 * reaction("nausea").drug), label


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (([0.05], ["sorted"], [NOT_ASKED], [NOTHING]), "per_1000 is 0.05; it must be a finite number at least 0.1"),
        (([600], ["sorted"], [NOT_ASKED], [NOTHING]), "per_1000 is 600; .* at most 500 in 1,000"),
        (([5], ["upright"], [NOT_ASKED], [NOTHING]), "order is 'upright'; it must be one of: sorted, scattered"),
        (([5], ["sorted"], ["7 people"], [NOTHING]), "seen_in is '7 people'; it must be one of: not asked, 100 people"),
        (([5], ["sorted"], [NOT_ASKED], ["cough"]), "beside is 'cough'; it must be one of: nothing"),
    ],
)
def test_bad_input(values, words):
    """Nonsense should be refused with the parameter, the value and what is allowed."""
    with pytest.raises(ValueError, match=words):
        frequency_states(*values)
