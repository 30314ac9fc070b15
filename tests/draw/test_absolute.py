"""The picture of one factor on a thousand people: everybody once, and words that agree with the marks."""

import numpy as np
import pytest
from reuptake.draw.absolute import IN_ROW, PEOPLE, SAID, AbsoluteScene
from reuptake.explore.absolute import absolute_states

SETTINGS = [(100, 1), (4, 2), (300, 3), (200, 0.5), (12, 0.75)]


def covered(strip):
    """The places that a strip covers, as column and row."""
    x, y = strip.get_data()
    return [
        (int(column + 0.5), int(row))
        for start, end, row in zip(x[::3], x[1::3], y[::3], strict=True)
        for column in np.arange(start, end)
    ]


@pytest.mark.parametrize(("base", "ratio"), SETTINGS)
def test_every_person_stands_in_one_place(base, ratio):
    """Strips should cover as many places as people have it in either case, none twice; all kinds make a thousand."""
    (state,) = absolute_states([base], [ratio])
    scene = AbsoluteScene(state)
    places = [place for strip in scene.fields.values() for place in covered(strip)]
    assert len(places) == len(set(places)) == max(base, base * ratio)
    assert all(0 <= column < IN_ROW and 0 <= row < PEOPLE / IN_ROW for column, row in places)
    assert sum(state.counts.values()) == PEOPLE


@pytest.mark.parametrize(("base", "ratio"), SETTINGS)
def test_fields_show_what_the_words_count(base, ratio):
    """Each kind should cover as many places, with field and bar alike, as the line beside it says."""
    scene = AbsoluteScene(absolute_states([base], [ratio])[0])
    for kind, strip in scene.fields.items():
        assert scene.words[kind].get_text() == f"{len(covered(strip))} {SAID[kind]}"
        assert kind not in scene.bars or covered(scene.bars[kind]) == covered(strip)


def test_one_factor_reads_alike_and_counts_differently():
    """The same factor should give the same relative and another absolute line."""
    few, many = absolute_states([4, 200], [2, 2])
    scene = AbsoluteScene(few)
    lines = []
    for state in (few, many):
        scene.update(state)
        lines.append((scene.relative.get_text(), scene.absolute.get_text()))
    assert lines[0][0] == lines[1][0] == "× 2, that is 100 % more"
    assert (lines[0][1], lines[1][1]) == (
        "4 become 8 of 1,000:\n4 more, one in 250",
        "200 become 400 of 1,000:\n200 more, one in 5",
    )


def test_no_change_is_said_in_words():
    """At a factor of 1 nothing should be computed that does not exist."""
    (state,) = absolute_states([100], [1])
    assert "no change" in AbsoluteScene(state).describe(state) and "nobody more or fewer" in AbsoluteScene(
        state
    ).describe(state)
