"""The poison-centre series: gaps stay gaps, series stay apart, unconfirmed rows stay away, bad input."""

import re

import pytest
from reuptake.draw.poison_calls import ALONE, BARS, EVERY, GAP, SERIES, SINGLE, STATEMENTS, STUDY
from reuptake.evidence import facts, load, not_shown_as_fact
from reuptake.explore.poison_calls import AFTERWARDS, KINDS, WORDS, events, explorer, periods, poison_calls_states

GAPS = (2018, 2019, 2021, 2022)
LAST = 2025


@pytest.fixture(scope="module")
def scene():
    return explorer().scene


def test_years_without_a_value_have_none(scene):
    """2018, 2019, 2021 and 2022 should be gaps: no number, in no series of single years."""
    for year in GAPS:
        found = [one for one in periods() if one.start == one.end == year]
        assert [(one.kind, one.calls) for one in found] == [(GAP, None)]
        (state,) = poison_calls_states([year], [EVERY])
        assert "there is no value, which is a gap and not a zero" in scene.describe(state)


def test_study_adds_up_to_its_published_total():
    """The total of fourteen years and the four single years should be the published 218 calls."""
    study = [one for one in periods() if one.kind == BARS]
    assert sum(one.calls for one in study) == 218
    assert [(one.start, one.end) for one in study] == [
        (2000, 2013),
        (2014, 2014),
        (2015, 2015),
        (2016, 2016),
        (2017, 2017),
    ]


def test_a_period_is_shown_when_it_is_over_and_asked_for():
    """The first total should appear in 2013, the single-substance total in 2023, each in its way of counting alone."""
    for year, kind, seen_in in ((2013, BARS, (EVERY, STUDY)), (2023, SINGLE, (EVERY, ALONE))):
        period = min((one for one in periods() if one.kind == kind), key=lambda one: one.end)
        for series in SERIES:
            before, after = poison_calls_states([year - 1, year], [series] * 2)
            assert not before.shown(period) and after.shown(period) == (series in seen_in)


def test_what_has_no_exact_figure_is_given_none(scene):
    """The spokesperson's count should keep its words and stand without a number of ours."""
    (state,) = poison_calls_states([2023], [STATEMENTS])
    row = next(row for row in scene.numbers(state)[1] if "spokesperson" in row[2])
    assert row[3] == "no exact figure" and "as cited in" in row[4]


def test_unconfirmed_events_are_left_out():
    """Every confirmed row should be an event, in order of time, and no other."""
    name = "tianeptine_regulatory_timeline"
    assert len(events()) == len(facts(load(name))) == len(load(name)) - len(not_shown_as_fact(load(name)))
    assert not_shown_as_fact(load(name)) and not {one.place for one in events()} & {"Spain"}
    assert max(one.year for one in events()) == LAST


def test_own_words_belong_to_rows_of_the_table():
    """What we word ourselves should be tied to a confirmed row, and shorten no other."""
    keys = {(row.date, row.place) for row in facts(load("tianeptine_regulatory_timeline"))}
    assert set(WORDS) <= keys
    after = {row.about for row in facts(load("safety_findings")) if row.topic == AFTERWARDS}
    assert after and after == {f"{one.place}, {one.date}" for one in events() if one.remark}
    assert {row.series for row in load("tianeptine_poison_calls")} == set(KINDS)


def test_no_amount_name_or_place_of_sale_is_told():
    """No event should tell how much was taken, what a product is called, or who sold it."""
    said = " ".join(f"{one.words} {one.remark}" for one in events()).lower()
    assert not re.search(r"\bmg\b|licensed dose|twice|retailer|shop|station|tnx", said)


def test_what_was_read_elsewhere_says_so_in_the_sentence(scene):
    """Counts and events that are known through another text should name it; others should not."""
    years = [2016, 2017, 2019, 2021]
    for state, cited in zip(poison_calls_states(years, [EVERY] * 4), (True, True, True, False), strict=True):
        assert ("as cited in" in scene.describe(state)) == cited


def test_events_grow_with_the_years():
    """The count of events should never fall, begin with those before the first year, and end with all."""
    years = list(range(2000, LAST + 1))
    counts = [len(state.so_far) for state in poison_calls_states(years, [EVERY] * len(years))]
    assert counts == sorted(counts) and counts[0] == 2 and counts[-1] == len(events())


def test_alabama_is_no_proof():
    """The year of Alabama's law should say that places are compared and no cause proven."""
    made = explorer()
    made.preset("A law in Alabama")
    assert "Alabama, 2021" in made.sentence and "not proof of a cause" in made.sentence
    assert not re.search(r"1,?413|74\.6", made.sentence)


def test_dates_read_as_a_reader_says_them():
    """A day, a month, a year and a range should come out in words."""
    assert {"6 February 1987", "May 2007", "2021", "1989 to 2004"} <= {one.date for one in events()}
    found = {one.date: (one.start, one.end) for one in events()}
    assert found["1989 to 2004"] == (1989, 2005) and found["2021"] == (2021.5, 2021.5)
    assert found["November 2018"][0] == pytest.approx(2018 + 10.5 / 12)


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        (([1999], [EVERY]), "year is 1999; it must be a finite number at least 2000 as a whole number"),
        (([2026], [EVERY]), "year is 2026; it must be a finite number at least 2000 and at most 2025 as a year"),
        (([2010.5], [EVERY]), "year is .*2010.5.*; it must be a whole number"),
        (([2010], ["sum"]), "series is 'sum'; it must be one of: every way of counting, apart"),
    ],
)
def test_bad_input(setting, words):
    """Nonsense should be refused with the parameter, the value and what is allowed."""
    with pytest.raises(ValueError, match=words):
        poison_calls_states(*setting)
