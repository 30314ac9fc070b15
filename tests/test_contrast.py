"""Letters and marks of the pictures stand out from what is behind them."""

import pytest
from contrast import faint_marks, faint_texts, ratio
from gallery_cases import CASES, make
from matplotlib.figure import Figure

# Marks that may be faint, because nothing is read from them.
FAINT = {
    "sequence": "parts that the present step does not use are faded",
    "transport_cycle": "heads of the membrane's molecules, a decoration",
}


def test_ratio_of_known_colours():
    """Black on white is 21, a colour on itself 1, and the lightest grey that passes for text is #767676."""
    assert ratio("black", "white") == pytest.approx(21)
    assert ratio("#D55E00", "#D55E00") == 1
    assert ratio("#767676", "white") >= 4.5 > ratio("#777777", "white")


@pytest.mark.parametrize(
    ("look", "paper", "found"),
    [
        ({"color": "#777777"}, "white", True),
        ({"color": "#777777", "fontsize": 18}, "white", False),
        ({"color": "#777777", "fontsize": 14, "weight": "bold"}, "white", False),
        ({"color": "#767676"}, "white", False),
        ({"color": "black", "alpha": 0.4}, "white", True),
        ({"color": "#B84F00"}, "#e9e4d4", True),
        ({"color": "#B84F00", "bbox": {"fc": "white"}}, "#e9e4d4", False),
    ],
)
def test_the_check_finds_faint_texts(look, paper, found):
    """Size, transparency, the paper and a box behind the words should count."""
    figure = Figure(figsize=(4, 2), facecolor=paper)
    figure.text(0.2, 0.5, "words", **({"fontsize": 11} | look))
    assert bool(faint_texts(figure)) == found


@pytest.mark.parametrize(
    ("looks", "found"),
    [
        ([{"color": "#E69F00"}], True),
        ([{"color": "black", "lw": 6}, {"color": "#E69F00", "lw": 4}], False),
        ([{"color": "#E69F00", "ls": "", "marker": "o"}], True),
        ([{"color": "#E69F00", "mec": "black", "ls": "", "marker": "o"}], False),
        ([{"color": "#dddddd"}], False),
        ([{"color": "#0072B2"}], False),
    ],
)
def test_the_check_finds_faint_marks(looks, found):
    """Pale orange needs a rim; pale grey is furniture."""
    axes = Figure().add_subplot()
    for look in looks:
        axes.plot([0, 1], [0, 1], **look)
    assert bool(faint_marks(axes)) == found


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_letters_and_marks_stand_out(name):
    """Text should reach 4.5:1, large text, lines and markers 3:1, at the start and in a first and a last preset."""
    explorer = make(name)
    figure, faint = explorer.scene.figure, []
    for label in (None, *sorted({explorer.presets[0], explorer.presets[-1]})):
        if label:
            explorer.preset(label)
        explorer.scene.update(explorer.state)
        assert not faint_texts(figure)
        faint += [mark for axes in figure.axes for mark in faint_marks(axes)]
    assert bool(faint) == (name in FAINT), faint
