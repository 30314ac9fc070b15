"""Side effects v placebo: rows of the table in order of difference, Newcombe's limits, numbers needed, bad input."""

import re

import pytest
from reuptake.draw.side_effects import BOTH, DIFFERENCE, DRUG_ALONE
from reuptake.evidence import load
from reuptake.explore.side_effects import events, explorer, side_effects_states
from reuptake.model.risk import HARM, number_needed, risk_difference


@pytest.fixture(scope="module")
def kept():
    return explorer()


@pytest.fixture
def live(kept):
    """One explorer, set back before each test."""
    kept.reset()
    return kept


def place(name):
    return 1 + [event.name for event in events()].index(name)


def state(name, view=DIFFERENCE, order="sorted"):
    return side_effects_states([place(name)], [view], [order])[0]


def test_every_row_with_a_difference_is_an_event(live):
    """All rows of sertraline should be there once, as many as the control has steps."""
    rows = [row for row in load("ae_vs_placebo") if row.drug == "sertraline"]
    assert len(events()) == len(rows) == len(live.options("event"))
    assert {(e.drug, e.placebo) for e in events()} == {(row.drug_percent, row.placebo_percent) for row in rows}


def test_events_rise_by_their_difference():
    """The smallest difference should come first and nausea last."""
    gaps = [event.difference for event in events()]
    assert gaps == sorted(gaps) and events()[-1].name == "nausea"


@pytest.mark.parametrize("event", events(), ids=lambda event: event.name)
def test_limits_are_newcombes(event):
    """From the nearest whole counts the limits should be those of the table, within a tenth of a point."""
    counts = (round(event.drug * event.drug_n / 100), event.drug_n)
    counts += (round(event.placebo * event.placebo_n / 100), event.placebo_n)
    found = risk_difference(*counts, method="newcombe")
    assert [100 * found.low, 100 * found.high] == pytest.approx([event.low, event.high], abs=0.1)
    assert event.needed == pytest.approx(100 / event.difference, abs=0.05)


def test_three_intervals_pass_through_infinity(live):
    """Headache, nervousness and anxiety should, as the model of numbers needed has it, and be said to."""
    assert {e.name for e in events() if e.crosses} == {"headache", "nervousness", "anxiety"}
    said = live.scene.describe(state("headache"))
    assert "number needed to harm 50 (23.2 through infinity to NNTB 299)" in said
    assert "3 fewer to 43 more" in said and "includes no difference" in said
    assert "just under 0 to 20 more" in live.scene.describe(state("anxiety"))


@pytest.mark.parametrize("event", events(), ids=lambda event: event.name)
def test_numbers_needed_are_those_of_the_model(event):
    """Limits in words should pass through infinity where the model's do, and be those of the nearest whole counts."""
    counts = (round(event.drug * event.drug_n / 100), event.drug_n)
    counts += (round(event.placebo * event.placebo_n / 100), event.placebo_n)
    needed = number_needed(risk_difference(*counts), good=False)
    near, far = (float(found.replace(",", "")) for found in re.findall(r"\d[\d,.]*", event.needed_limits))
    assert event.crosses == needed.crosses == ("through infinity to NNTB" in event.needed_limits)
    assert needed.kind == HARM and near == pytest.approx(needed.harm, rel=0.02)
    if event.crosses:
        # Near no difference one person more or less changes the number much, and its inverse little.
        assert 1 / far == pytest.approx(1 / needed.benefit, abs=1e-4)
    else:
        assert far == pytest.approx(needed.farthest, rel=0.02)


def test_nausea_reads_as_derived_in_the_table(live):
    """14 points should be 140 more of 1,000, one in 7.1 (6.2 to 8.4)."""
    said = live.scene.describe(state("nausea"))
    assert "140 more reported it than on placebo (120 to 160; Newcombe, 95 %)" in said
    assert "number needed to harm 7.1 (6.2 to 8.4)" in said and "includes" not in said


def test_start_gives_no_placebo_rate_away(live):
    """At the start there should be the drug alone, without placebo, difference or number needed."""
    assert live.state.view == DRUG_ALONE
    table = repr(live.numbers)
    assert table.count("not shown") == 3 and "more" not in live.sentence
    assert "how many did on placebo is not shown" in live.sentence


def test_every_sentence_says_what_it_is_an_average_of(live):
    """Whatever is set: averages, reported, rounded, as cited."""
    for key in live.controls:
        for one in live.states_along(key):
            said = live.scene.describe(one)
            assert "Averages over six indications, reported and not shown to be caused one by one" in said
            assert "rounded percentages, as cited in Pfizer n.d. (copies of the label)" in said


def test_men_are_counted_among_men(live):
    """The one reaction of men should be read among 1,000 men."""
    said = live.scene.describe(state("ejaculation failure (men only)", BOTH))
    assert "140 of 1,000 men reported it" in said and "people" not in said


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (([20], [BOTH], ["sorted"]), "event is 20; it must be a finite number at least 1 and at most 19 as an event"),
        (([0], [BOTH], ["sorted"]), "event is 0; it must be"),
        (([1], ["none"], ["sorted"]), "view is 'none'; it must be one of: drug alone, drug and placebo, difference"),
        (([1], [BOTH], ["up"]), "order is 'up'; it must be one of: sorted, scattered"),
    ],
)
def test_bad_input(values, words):
    """Nonsense should be refused with the parameter, the value and what is allowed."""
    with pytest.raises(ValueError, match=words):
        side_effects_states(*values)
