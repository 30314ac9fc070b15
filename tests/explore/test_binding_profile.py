"""Who binds what: numbers are those of the table, and what must not be shown is not."""

import pytest
from reuptake.evidence import find
from reuptake.explore.binding_profile import ALL, MET, SORTS, binding_profile_states, explorer, profiles


def named(name):
    """Profile of one drug."""
    return next(profile for profile in profiles() if profile.name == name)


def test_numbers_are_those_of_the_table():
    """Venlafaxine at SERT should have 8.9 and 82 nM, from two laboratories."""
    rows = {r.laboratory: r.low_nM for r in named("venlafaxine").at("SERT")}
    assert list(rows.values()) == [8.9, 82]
    assert [("as cited in Iversen 2006" in name) for name in rows] == [True, False]


def test_a_number_seen_twice_is_one_point():
    """Sertraline at DAT stands in the abstract too, which should be the source that is named."""
    (point,) = named("sertraline").at("DAT")
    assert point.low_nM == 25 and "as cited" not in point.laboratory


def test_what_must_not_be_shown_is_not():
    """No number for tianeptine, no unverified row, none of a laboratory whose table could not be read."""
    names = [profile.name for profile in profiles()]
    assert not named("tianeptine").affinities and "MDMA" not in names and "escitalopram" not in names
    assert find("binding", drug="escitalopram").source_key == ("owens2001",)
    laboratories = {lab for profile in profiles() for lab in profile.laboratories}
    assert not [lab for lab in laboratories if "Owens" in lab] and len(laboratories) == 4


def test_orders_are_what_they_say():
    """By affinity paroxetine first; by distance citalopram first; drugs without the number at the end."""
    states = binding_profile_states(["citalopram"] * 3, list(SORTS), [ALL] * 3)
    heads = [[s.profiles[i].name for i in s.order] for s in states]
    assert heads[0] == sorted(heads[0], key=str.lower)
    assert heads[1][0] == "paroxetine" and heads[2][0] == "citalopram"
    assert {"mazindol", "nomifensine", "tianeptine"} == set(heads[1][-3:]) == set(heads[2][-3:])


def test_printed_ratio_agrees_with_the_computed_distance():
    """The source's rounded ratios should be near those of its own numbers, within 10 %."""
    for profile in (p for p in profiles() if p.printed_ratio):
        main = profile.laboratories[0]
        sert, net = profile.at("SERT", main)[0].low_nM, profile.at("NET", main)[0].low_nM
        assert net / sert == pytest.approx(profile.printed_ratio, rel=0.1), profile.name


def test_disagreement_is_said():
    """Venlafaxine's ninefold difference should be in the sentence; drugs of one laboratory have none."""
    live = explorer()
    assert "Laboratories differ" not in live.sentence
    live.controls["drug"] = "venlafaxine"
    assert "9.2 times at SERT (8.9 against 82 nM)" in live.sentence


def test_start_shows_no_drug_that_was_not_reached():
    """The start should not tell of drugs further on."""
    live = explorer()
    assert "paroxetine" not in repr(live.numbers) + live.sentence
    assert len(live.numbers.rows) == 4


def test_distance_of_ranges_is_a_range():
    """Where ranges are printed the distance should run from the nearest to the farthest ends."""
    live = explorer()
    live.controls["drug"] = "amphetamine"
    assert "about 200 to 570 times tighter" in live.sentence and "about 33 to 67 times tighter" in live.sentence


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ({"drug": ["aspirin"]}, "drug is 'aspirin'; it must be one of: amitriptyline"),
        ({"sort_by": ["size"]}, "sort_by is 'size'; it must be one of: name"),
        ({"shown": ["some"]}, "shown is 'some'; it must be one of: as far as the drug chosen, all drugs"),
        ({"drug": ["citalopram", "paroxetine"]}, "There are 2 of drug, 1 of sort_by, 1 of shown"),
    ],
)
def test_unknown_choices_are_refused_by_name(setting, message):
    """Unknown choices and lists of unequal length should be refused."""
    usual = {"drug": ["citalopram"], "sort_by": ["name"], "shown": [MET]}
    with pytest.raises(ValueError, match=message):
        binding_profile_states(**(usual | setting))
