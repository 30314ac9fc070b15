"""The picture of a frequency: icons as counted, words only as far as reached, nothing cut off."""

from itertools import combinations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from reuptake.draw.frequency import MORE, PERHAPS, PLACEBO, RULER, SURE, FrequencyScene
from reuptake.explore.frequency import BESIDE, NOT_ASKED, NOTHING, STUDIES, bands, explorer, frequency_states

OPTIONS = explorer().options("per_1000")


def state(per_1000, order="sorted", seen_in=NOT_ASKED, beside=NOTHING):
    return frequency_states([per_1000], [order], [seen_in], [beside])[0]


@pytest.fixture(scope="module")
def scene():
    return FrequencyScene(state(5))


@pytest.mark.parametrize("per_1000", OPTIONS)
def test_whole_people_alone_are_drawn(scene, per_1000):
    """As many icons as the number set, and none for less than one person."""
    scene.update(state(per_1000))
    assert scene.field.counts == {SURE: int(per_1000), PERHAPS: 0, MORE: 0}


def test_interval_is_drawn_as_people(scene):
    """At 12 in 1,000 a study of 100 sees one: limits 1.8 and 54, so 1 sure, 11 unsure and 43 ghosts."""
    scene.update(state(12, seen_in="100 people"))
    assert scene.field.counts == {SURE: 1, PERHAPS: 11, MORE: 43}
    assert [words.get_text() for _, words in scene.key] == [
        "fewest still possible: 1.8, if 1 of 100 had it",
        "the number set: 12",
        "most still possible: 54 (Wilson, 95 %)",
    ]


@pytest.mark.parametrize("band", bands(), ids=lambda band: band.term)
def test_ruler_names_words_up_to_the_one_in_hand(scene, band):
    """Names and lower ends of the bands above should stay hidden, and the word in hand be bold."""
    scene.update(state(band.low))
    shown = [name.get_text() for edge, name in scene.bands if name.get_visible() and edge.get_visible()]
    assert shown == [one.term for one in bands() if one.low <= band.low]
    assert [name.get_text() for _, name in scene.bands if name.get_weight() == "bold"] == [band.term]


def test_mark_and_interval_stay_on_the_ruler(scene):
    """Every number and limit should lie on the ruler; a lower limit of 0 ends in an arrow, others do not."""
    for seen_in in STUDIES:
        for per_1000 in OPTIONS:
            one = state(per_1000, seen_in=seen_in)
            scene.update(one)
            assert scene.mark.get_xdata() == [per_1000] and RULER[0] < per_1000 < RULER[1]
            ends = list(scene.interval.get_xdata())
            assert all(RULER[0] <= end <= RULER[1] for end in ends) and bool(ends) == (one.study is not None)
            assert len(scene.arrow.get_xdata()) == (one.study is not None and one.study.low < RULER[0])


def test_placebo_takes_the_place_of_the_card(scene):
    """Beside a placebo group the large numbers should go, and come back without it."""
    scene.update(state(250, beside="headache on placebo"))
    assert scene.beside.counts == {PLACEBO: 230} and not any(words.get_text() for words in scene.card)
    assert all(patch.get_visible() for patch in scene.beside.artists)
    scene.update(state(250))
    assert scene.card[0].get_text() == "250 in 1,000"
    assert not any(patch.get_visible() for patch in scene.beside.artists)


@pytest.mark.parametrize(("beside", "seen_in"), list(zip(BESIDE, STUDIES, strict=True)))
def test_words_stay_inside_and_apart(scene, beside, seen_in):
    """At every number no text should leave the page or lie on another, or on the ruler."""
    page = FigureCanvasAgg(scene.figure).get_renderer()
    paper, ruler = scene.figure.bbox, scene.mark.axes.get_window_extent(page)
    for per_1000 in OPTIONS:
        scene.update(state(per_1000, seen_in=seen_in, beside=beside))
        texts = [scene.head, *scene.names, *scene.card, scene.example, *(words for _, words in scene.key)]
        boxes = [text.get_window_extent(page) for text in texts if text.get_text()]
        assert all(paper.x0 <= box.x0 and box.x1 <= paper.x1 and box.y0 > ruler.y1 for box in boxes), per_1000
        assert not any(one.overlaps(other) for one, other in combinations(boxes, 2)), per_1000
