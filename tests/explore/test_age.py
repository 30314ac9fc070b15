"""Age and suicidality: numbers as in the tables, nothing unconfirmed, nothing too early, help lines everywhere."""

import pytest
from reuptake.draw.age import HELP
from reuptake.evidence import find, load, not_shown_as_fact
from reuptake.explore.age import ACTS, BOTH, COUNTED, OUTSIDE, age_states, explorer, groups, label_groups, trend


@pytest.fixture(scope="module")
def made():
    return explorer()


def shown(made, age, outcome):
    """Sentence and table of one setting."""
    made.controls["age"], made.controls["outcome"] = age, outcome
    return made.sentence, repr(made.numbers)


@pytest.mark.parametrize(("outcome", "word"), [(BOTH, "ideation"), (ACTS, "only")])
def test_groups_of_trials_are_the_rows_of_the_table(outcome, word):
    """Each confirmed row with ages should be a group, with its odds ratio, interval and ages."""
    rows = [row for row in load("suicidality_or_by_age") if row.status == "verified" and word in row.outcome]
    found = [(g.low, g.estimate, g.ci_low, g.ci_high) for g in groups(outcome)]
    assert found == [(row.age_low_years, row.estimate, row.ci_low, row.ci_high) for row in rows] and len(found) == 3


@pytest.mark.parametrize("outcome", COUNTED)
def test_groups_cover_every_age_once(outcome):
    """One group should end where the next begins, and the last be open."""
    found = groups(outcome)
    assert [group.high for group in found[:-1]] == [group.low for group in found[1:]] and found[-1].high is None


@pytest.mark.parametrize(
    ("age", "name"), [(18, "under 25"), (24, "under 25"), (25, "25 to 64"), (64, "25 to 64"), (65, "65 or older")]
)
def test_group_in_hand_changes_at_its_borders(age, name):
    """A birthday should move to the next group where the source draws the line, in trials and in the label."""
    (state,) = age_states([age], [BOTH])
    assert state.seen[-1].name == name
    assert state.label_seen[-1].name == name.replace("under 25", "18 to 24")


def test_confirmed_label_numbers_alone_have_a_number():
    """Under 18 and from 65 the label's number is known second-hand; the two between are not confirmed."""
    assert [(group.name, group.cases) for group in label_groups()] == [
        ("under 18", 14), ("18 to 24", None), ("25 to 64", None), ("65 or older", -6)
    ]  # fmt: skip


def test_nothing_unconfirmed_is_said(made):
    """The unverified ratios in children and the unverified differences should be nowhere."""
    said = " ".join(" ".join(shown(made, age, name)) for age in (0, 18, 40, 70) for name in COUNTED)
    hidden = not_shown_as_fact(load("suicidality_or_by_age"))
    assert len(hidden) == 2
    for row in hidden:
        assert f"{row.estimate:g}" not in said
    assert "+5 per" not in said and "−1 per" not in said


@pytest.mark.parametrize("outcome", COUNTED)
@pytest.mark.parametrize("age", [0, 18, 40, 85])
def test_help_lines_stand_at_the_end_of_every_sentence(made, age, outcome):
    """Every read-out should end with where help is, and no group come without its absolute number or its lack."""
    sentence, _ = shown(made, age, outcome)
    assert sentence.endswith(HELP)
    behind = ("372 trials with 99,231 adults", "In 1,000 people", "8 studies with more than 200,000 people")
    assert any(words in sentence for words in behind)


def test_start_gives_nothing_away(made):
    """Before the first step no odds ratio, no number of the label and no word on children should be there."""
    sentence, table = shown(made, 0, BOTH)
    assert "odds ratio" not in sentence + table and "per 1,000" not in table and "nearly twice" not in table


def test_secondary_numbers_name_where_they_were_read(made):
    """Deaths, the label and children should come with "as cited in"."""
    sentence, table = shown(made, 70, BOTH)
    assert "6 fewer cases of suicidality (thoughts and behaviour together) on the drug than on placebo" in sentence
    assert "placebo (US class label, as cited in" in sentence
    assert "as cited in BMJ 2006" in table
    assert "8 deaths by suicide in all (Stone et al. 2009, as cited in MDedge" in shown(made, 18, BOTH)[0]


def test_crossing_intervals_are_never_told_as_a_difference(made):
    """An interval that includes 1 should be read so, one that does not as more or less."""
    assert "the interval includes no difference" in shown(made, 20, BOTH)[0]
    assert "more on the drug" in shown(made, 20, ACTS)[0]
    assert "less on the drug" in shown(made, 40, BOTH)[0]
    assert "the interval includes no difference" in shown(made, 40, ACTS)[0]


def test_trend_is_the_printed_fall(made):
    """The fall per year should be the one that the source prints, told once every group is there."""
    assert "falls 2.6 % per year of age (1.3 to 3.9)" in shown(made, 70, BOTH)[0]
    assert "falls 4.6 % per year of age (1.8 to 7.4)" in shown(made, 70, ACTS)[0]
    assert "falls" not in " ".join(shown(made, 64, BOTH)) and trend(OUTSIDE) is None


def test_outside_trials_is_called_confounded(made):
    """What was observed should say that nobody was randomised, and show the review's numbers."""
    sentence, table = shown(made, 70, OUTSIDE)
    assert "confounding" in sentence and "8 studies with more than 200,000 people" in sentence
    assert "in adults differs: in depression, relative risk with SSRIs 1.03 (0.70 to 1.51)" in sentence
    assert "any new-generation antidepressant 1.29 (1.06 to 1.57)" in table
    row = find("ssri_safety_effects", topic="suicide risk, adolescents")
    assert f"{row.estimate:.2f} ({row.ci_low:.2f} to {row.ci_high:.2f})" in table


@pytest.mark.parametrize(
    ("age", "outcome", "words"),
    [
        ([12], [BOTH], "age is 12; it must be a finite number at least 18 and at most 85 years"),
        ([18.5], [BOTH], "age is .*18.5.*; it must be a whole number"),
        ([18], ["thoughts"], "outcome is 'thoughts'; it must be one of: behaviour or thoughts"),
        ([18, 19], [BOTH], "2 of age, 1 of outcome"),
    ],
)
def test_bad_input(age, outcome, words):
    """Nonsense should be refused with the parameter, the value and what is allowed."""
    with pytest.raises(ValueError, match=words):
        age_states(age, outcome)
