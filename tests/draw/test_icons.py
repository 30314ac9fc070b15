"""A thousand icons: each person once, the same people when there is one more, light, and refusals."""

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from reuptake.draw.icons import (
    COLUMNS,
    LOOKS,
    ORDERS,
    ROWS,
    SCATTERED,
    SORTED,
    Icons,
    icon_axes,
    icon_key,
    icon_samples,
)
from reuptake.draw.style import new_figure
from reuptake.model.people import PEOPLE


@pytest.fixture
def field():
    return Icons(icon_axes(new_figure(10, 5), 0.02, 0.95), {"a": "dot", "b": "square"})


def drawn(patch, rows=ROWS):
    """People of whom a dash is drawn, numbered down the columns."""
    ends = patch.get_path().vertices.reshape(-1, 2, 2)
    columns = {x: place for place, x in enumerate(every_x())}
    runs = [columns[x] * rows + np.arange(y, int(last) + 1) for (x, y), (_, last) in ends]
    return np.sort(np.concatenate(runs)).astype(int) if runs else np.array([], int)


def every_x():
    whole = Icons(icon_axes(new_figure(10, 5), 0.02, 0.95), {"a": "dot"})
    whole.fill({"a": PEOPLE})
    return np.unique(whole.artists[0].get_path().vertices[:, 0])


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("counts", [(0, 0), (1, 0), (25, 1), (110, 140), (400, 600)])
def test_every_person_stands_in_one_place(field, order, counts):
    """As many icons should be drawn as asked for, none on top of another, in either order."""
    field.fill(dict(zip("ab", counts, strict=True)), order)
    one, other = drawn(field.artists[0]), drawn(field.artists[1])
    assert (len(one), len(other)) == counts and len(np.unique([*one, *other])) == sum(counts)


def test_sorted_people_fill_column_by_column(field):
    """Thirty people should fill the first column and five places of the second."""
    field.fill({"a": 30})
    assert drawn(field.artists[0]).tolist() == list(range(30))


def test_one_more_person_moves_nobody(field):
    """Scattered, the people with 100 cases should still be among those with 101."""
    field.fill({"a": 100}, SCATTERED)
    before = set(drawn(field.artists[0]))
    field.fill({"a": 101}, SCATTERED)
    after = set(drawn(field.artists[0]))
    assert before < after and len(after) == 101
    assert before != set(range(100))


def test_dashes_fall_on_the_places(field):
    """The length of a dash and its gap should be the height of one place, whatever the width of the line."""
    height_pt = 72 * field.artists[0].axes.get_position().height * 5 / ROWS
    for patch in field.artists:
        # The dashes as drawn, in points; the renderer is given these.
        _, dashes = patch._dash_pattern
        assert sum(dashes) == pytest.approx(height_pt)


def test_hundreds_are_set_apart():
    """Between the fourth and the fifth column there should be a gap, between the others none."""
    steps = np.diff(every_x())
    assert len(steps) == COLUMNS - 1
    assert set(np.flatnonzero(steps > 1.2)) == set(range(3, COLUMNS - 1, 4))


def test_looks_stay_apart_in_grey():
    """No two looks should have the same shape and the same greys."""

    def grey(colour):
        return round(float(np.dot(to_rgb(colour), (0.299, 0.587, 0.114))), 1)

    seen = {tuple((width, grey(colour), ends) for width, colour, ends in look) for look in LOOKS.values()}
    assert len(seen) == len(LOOKS)
    for look in LOOKS.values():
        # At least 3:1 against white, by the formula of WCAG for the outermost part.
        channels = np.array(to_rgb(look[0][1]))
        linear = np.where(channels <= 0.03928, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
        assert 1.05 / (np.dot(linear, (0.2126, 0.7152, 0.0722)) + 0.05) >= 3


def test_a_hidden_field_leaves_nothing():
    """Hidden, neither people nor places should be visible; shown again, only kinds with people."""
    field = Icons(icon_axes(new_figure(10, 5), 0.02, 0.95), {"a": "dot", "b": "square"}, hideable=True)
    field.fill({"a": 3})
    field.show(False)
    assert not any(patch.get_visible() for patch in field.artists)
    field.show(True)
    assert [patch.get_visible() for patch in field.artists] == [True, True, False, False]


def test_key_has_one_icon_and_one_text_for_each_look():
    """The samples should stand one below the other, each with an empty text beside it."""
    figure = new_figure(10, 5)
    samples = icon_samples(figure, ["dot", "ring"], 0.1, 0.5)
    tops = [icon.artists[0].axes.get_position().y1 for icon, _ in samples]
    assert tops == pytest.approx([0.5, 0.455]) and [icon.people for icon, _ in samples] == [1, 1]
    texts = icon_key(figure, ["dot", "ring", "square"], 0.5, 0.5)
    assert [text.get_text() for text in texts] == ["", "", ""]


@pytest.mark.parametrize(
    ("counts", "order", "words"),
    [
        ({"a": -1}, SORTED, "a is -1; it must be"),
        ({"a": 1.5}, SORTED, "a is 1.5; it must be a whole number"),
        ({"c": 1}, SORTED, "kind is 'c'; it must be one of: a, b"),
        ({"a": 900, "b": 101}, SORTED, "counts are 1001 together; there are 1000 places"),
        ({"a": 1}, "shuffled", "order is 'shuffled'; it must be one of: sorted, scattered"),
    ],
)
def test_bad_input(field, counts, order, words):
    """Nonsense should be refused with the parameter, the value and what is allowed."""
    with pytest.raises(ValueError, match=words):
        field.fill(counts, order)


def test_unknown_look_is_refused():
    """A look that there is not should be refused, with those that there are."""
    with pytest.raises(ValueError, match="look is 'star'; it must be one of: dot, unsure dot"):
        Icons(icon_axes(new_figure(10, 5), 0, 1), {"a": "star"})
