"""The picture of the file: marks by side, hatched titles, counts, and the reader's line."""

import pytest
from reuptake.draw.tianeptine_file import LANES
from reuptake.explore.tianeptine_file import BY_MAKER, explorer, studies


def drawn(live, **settings):
    for key, value in settings.items():
        live.controls[key] = value
    live.scene.update(live.state)
    return live.scene


@pytest.fixture(scope="module")
def live():
    return explorer()


def test_marks_lie_on_their_sides(live):
    """Each study shown should have one mark: open for reviews, hatched for titles."""
    scene = drawn(live, study=len(studies()), set_aside="nothing")
    for lane, kinds in scene.marks.items():
        for review, line in kinds.items():
            wanted = [i for i, s in enumerate(studies()) if (s.lane, s.review) == (lane, review)]
            assert list(line.get_xdata()) == wanted and set(line.get_ydata()) == {LANES.index(lane)}
    assert [place for place, patch in scene.titles.items() if patch.get_visible()] == [3, 5, 10]
    assert all(patch.get_hatch() for patch in scene.titles.values())


def test_nothing_is_drawn_ahead(live):
    """At the first study there should be one mark, no title, and a count of one."""
    scene = drawn(live, study=1, set_aside="nothing")
    assert sum(len(line.get_xdata()) for kinds in scene.marks.values() for line in kinds.values()) == 1
    assert not any(patch.get_visible() for patch in scene.titles.values())
    assert [label.get_text() for _, label in scene.tally.values()] == ["for 1", "against 0", "mixed 0"]


def test_what_is_set_aside_is_crossed(live):
    """Crosses should lie on the studies that are set aside, and only there."""
    assert len(drawn(live, study=22, set_aside="nothing").crosses.get_xdata()) == 0
    assert list(drawn(live, study=22, set_aside=BY_MAKER).crosses.get_xdata()) == [1, 7]


def test_count_labels_keep_apart(live):
    """Names at the ends of the count's lines should never come nearer than a line of text."""
    for step in live.options("study"):
        scene = drawn(live, study=step, set_aside="nothing")
        heights = sorted(label.get_position()[1] for _, label in scene.tally.values())
        assert all(b - a > 2.8 for a, b in zip(heights, heights[1:], strict=False)) and heights[-1] < 10


def test_belief_line_and_its_absence(live):
    """A line should be there for a reader with beliefs, and a word in its place for one without."""
    assert live.scene.belief is None
    reader = explorer([80, 20] + [None] * (len(studies()) - 2))
    scene = drawn(reader, study=1)
    assert list(scene.belief.get_ydata()) == [80] and scene.belief_label.get_text() == "you 80 %"
    assert list(drawn(reader, study=5).belief.get_xdata()) == [0, 1]


def test_words_fit_their_places(live):
    """Finding and statement should stay above what lies under them, at every step."""
    for step in live.options("study"):
        scene = drawn(live, study=step, set_aside="nothing")
        assert scene.finding.get_text().count("\n") <= 2 and scene.statement.get_text().count("\n") <= 5
        assert bool(scene.finding.get_text()) != bool(scene.statement.get_text())
