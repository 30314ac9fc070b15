"""The lecture pictures can be read from the last row, are current, and have the light ones' numbers."""

import pytest
from gallery import WITH_PNG, compares_files, render_command, stale
from greys import lightness, only_colour
from legibility import drawn_texts, flaws
from matplotlib.figure import Figure
from reuptake.draw.frames import static_svg
from reuptake.draw.lecture import LecturePicture, enlarge, keep_inside, least_size

PICTURES = render_command().PICTURES
DRAWING = "a drawing: each part has its own shape and its name in it or beside it"
# What else tells marks apart, where the check of greys sees colour alone.
TOLD_APART = {
    "": DRAWING,
    "sequence": DRAWING,
    "life_cycle": DRAWING,
    "transport_cycle": DRAWING,
    "actions": DRAWING,
    "receptors": "each circle holds its receptor's name, in the row of a family with a sign of its own",
    "methods": "the level chosen and the change from it each stand beside their words",
    "binding_profile": "ranges have no marker; in each row SERT lies above NET and NET above DAT, as in the key",
    "descending": "each arrow stands beside its word and its number",
    "age": "each box stands under its age group; the one in hand has a thicker edge",
    "absolute": "the people spared have a white stripe",
    "noisy_signal": "the thin grey line is the guide at 1, which lies under the dashed one",
}


@pytest.fixture(scope="module", params=PICTURES, ids=lambda picture: picture.stem)
def lecture(request):
    scene, state, _ = request.param.drawn()
    return request.param, LecturePicture(type(scene), state), state


def page(*texts, size=14):
    """A figure 10 in wide with texts at (x, y, words)."""
    figure = Figure(figsize=(10, 5))
    for x, y, words in texts:
        figure.text(x, y, words, fontsize=size)
    return figure


def test_eighteen_points_are_known():
    """18 points are 24 pixels on a page: 13.5 matplotlib points where 10 in stand for 1280 pixels."""
    assert least_size(page()) == pytest.approx(13.5)
    assert least_size(Figure(figsize=(5, 5))) == pytest.approx(6.75)


@pytest.mark.parametrize(
    ("texts", "size", "found"),
    [
        ([(0.1, 0.5, "one"), (0.3, 0.5, "two")], 14, ""),
        ([(0.1, 0.5, "one")], 13, "fewer than 13.5"),
        ([(0.1, 0.5, "one"), (0.11, 0.51, "two")], 14, "touches"),
        ([(0.1, 0.5, "word"), (0.1495, 0.5, "word two")], 14, "touches"),
        ([(0.97, 0.5, "over the edge")], 14, "runs over"),
        ([(0.1, 0.5, "○ one"), (0.1, 0.5, "● one")], 14, ""),
        ([(0.1, 0.5, "one"), (0.105, 0.51, "one")], 14, "touches"),
    ],
)
def test_the_check_finds_what_cannot_be_read(texts, size, found):
    """Small, cut-off and touching words should be found; words over themselves are one."""
    said = " ".join(flaws(page(*texts, size=size), 13.5))
    assert found in said if found else said == ""


def test_a_note_that_breaks_makes_the_picture_taller():
    """A long note should break inside the picture, and what stands above it should move up by its new line."""
    figure = page((0.02, 0.5, "above"), (0.02, 0.02, "a note of many words " * 7), (0.02, 0.4, "between"))
    above, note, between = figure.texts
    height, gap = figure.get_figheight(), 0.1 * figure.get_figheight()
    enlarge(figure, {"above": "over"})
    keep_inside(figure)
    assert figure.get_figheight() > height and "\n" in note.get_text() and above.get_text() == "over"
    assert (above.get_position()[1] - between.get_position()[1]) * figure.get_figheight() == pytest.approx(gap)
    assert flaws(figure, least_size(figure)) == []


def test_can_be_read(lecture):
    """Letters should be 18 points or more at 1280 pixels, none cut off, none touching others."""
    _, large, _ = lecture
    assert flaws(large.figure, least_size(large.figure)) == []


def test_fits_a_hall(lecture):
    """A picture should be at most as tall as it is wide, dark on white."""
    _, large, _ = lecture
    width, height = large.figure.get_size_inches()
    assert height <= width
    assert large.figure.get_facecolor() == (1, 1, 1, 1)


def test_leaves_no_number_out(lecture):
    """Every number in the words of the picture for a page should be in the lecture picture's."""
    picture, large, _ = lecture
    scene, state, _ = picture.drawn()
    scene.update(state)
    assert numbers_of(scene.figure) - numbers_of(large.figure) == set()


def numbers_of(figure):
    """Numbers that a figure's words show, apart from those along its axes."""
    ticks = {text for axes in figure.axes for text in (*axes.get_xticklabels(), *axes.get_yticklabels())}
    words = " ".join(text.get_text() for text in drawn_texts(figure) if text not in ticks)
    return {word.strip("(),;:.") for word in words.split() if any(letter.isdigit() for letter in word)}


@compares_files
def test_is_current(lecture):
    """The files in figures/lecture/ should be what the command draws now."""
    picture, large, state = lecture
    files = {f"lecture/{picture.stem}.svg": static_svg(large, state).encode()}
    if WITH_PNG:
        files, _ = render_command().draw(picture, variants=("lecture",))
    assert not [said for name, content in files.items() if (said := stale(name, content))]


def test_lightness_of_a_grey_print():
    """Black is 0, white 100, and the grey of a fifth of white's light about 52."""
    assert lightness("black") == 0 and lightness("white") == pytest.approx(100)
    assert lightness("#7f7f7f") == pytest.approx(53, abs=1)
    assert lightness((0, 0, 0, 0)) == pytest.approx(100)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ({"color": "#009E73"}, {"color": "#CC79A7"}, True),
        ({"color": "#009E73"}, {"color": "#CC79A7", "ls": "--"}, False),
        ({"color": "#009E73", "lw": 2}, {"color": "#CC79A7", "lw": 4}, False),
        ({"color": "#000000"}, {"color": "#CC79A7"}, False),
        ({"color": "#E69F00", "ls": "", "marker": "o"}, {"color": "#56B4E9", "ls": "", "marker": "o"}, True),
        ({"color": "#E69F00", "ls": "", "marker": "o"}, {"color": "#56B4E9", "ls": "", "marker": "s"}, False),
        ({"color": "#E69F00", "ls": "", "marker": "o"}, {"mec": "#56B4E9", "mfc": "w", "ls": "", "marker": "o"}, False),
    ],
)
def test_the_check_of_greys_finds_colour_alone(one, other, found):
    """Okabe and Ito's green and purple, orange and sky merge in grey: only another cue keeps them apart."""
    axes = Figure().add_subplot()
    axes.plot([0, 1], [0, 1], **one)
    axes.plot([0, 1], [1, 0], **other)
    assert bool(only_colour(axes)) == found


def test_a_grey_print_keeps_marks_apart(lecture):
    """Lines, markers and areas of one chart should differ in lightness, dash, marker, hatch or thickness."""
    picture, large, _ = lecture
    found = [pair for axes in large.figure.axes for pair in only_colour(axes)]
    assert bool(found) <= (picture.explorer in TOLD_APART), found


def test_no_exception_of_greys_is_left_over():
    """An exception should name an explorer whose picture needs it."""
    needed = set()
    for picture in PICTURES:
        if picture.explorer in TOLD_APART and picture.explorer not in needed:
            scene, state, _ = picture.drawn()
            scene.update(state)
            if any(only_colour(axes) for axes in scene.figure.axes):
                needed.add(picture.explorer)
    assert needed == set(TOLD_APART)
