"""The lecture variant of a picture: the same scene with letters for the last row of a hall.

Letters stand at 18 points or more where the picture is 1280 pixels wide. To make room for them the
picture is taller and its letters are a narrower cut of the same type. No number is left out.
"""

import textwrap
from pathlib import Path

from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from reuptake.draw.style import course_style, new_figure

FONTS = Path(__file__).with_name("fonts")
FAMILY = ["Course Sans Condensed", "DejaVu Sans"]
WIDTH_PX, LEAST_POINTS = 1280, 18
# A point of type is 96/72 pixels on a page.
LEAST_PX = LEAST_POINTS * 96 / 72
# Letters of 11 points beside a notebook's text grow to 13.5; lines of text then need more room below each other.
TALLER = 1.15
# A picture that need not be taller than this fills a slide.
SLIDE = 9 / 16
# Points between an axis's numbers and its name; edge of the picture that stays free.
CLOSE, MARGIN = 1, 4
# No line is broken into pieces of fewer letters.
SHORTEST = 8

for _file in sorted(FONTS.glob("*.ttf")):
    font_manager.fontManager.addfont(_file)


class LecturePicture:
    """A scene at one state with the letters of a lecture picture; it can be drawn as a scene can.

    Parameters
    ----------
    scene_class : type
        A subclass of `reuptake.draw.scene.Scene`.
    state : object
        As the scene takes it.

    Attributes
    ----------
    name, title : str
    figure : matplotlib.figure.Figure
    """

    def __init__(self, scene_class, state):
        width, height = scene_class.size_in
        height = scene_class.lecture_height_in or max(TALLER * height, SLIDE * width)
        # A scene of its own, so that the notebook's picture stays as it is.
        scene = scene_class(state, figure=new_figure(width, height))
        self.name, self.title, self.figure = f"{scene.name}-lecture", scene.title, scene.figure
        with course_style():
            scene.for_lecture()
            enlarge(self.figure, scene.lecture_words)
            keep_inside(self.figure)

    def update(self, state):
        """Do nothing: a lecture picture stands still.

        Parameters
        ----------
        state : object
        """


def least_size(figure):
    """Smallest size of letters that a lecture picture may have.

    Parameters
    ----------
    figure : matplotlib.figure.Figure

    Returns
    -------
    float
        Size in matplotlib's points, of which a figure has 72 an inch however wide it stands on a page.
    """
    return LEAST_PX * 72 * figure.get_figwidth() / WIDTH_PX


def enlarge(figure, words):
    """Give every text of a figure at least the least size, in the narrower cut.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
    words : dict of str to str
        Shorter words for some that stand in it.
    """
    size = least_size(figure)
    for axes in figure.axes:
        axes.xaxis.labelpad = axes.yaxis.labelpad = CLOSE
        axes.tick_params(which="both", labelsize=size, labelfontfamily=FAMILY)
    for text in figure.findobj(Text):
        for long, short in words.items():
            text.set_text(text.get_text().replace(long, short))
        text.set_fontsize(max(text.get_fontsize(), size))
        # The narrower cut has no italics.
        text.set_fontstyle("normal")
        text.set_fontfamily(FAMILY)


def keep_inside(figure):
    """Break lines that would run over the edge; where a note gets more lines, the picture grows by them.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
    """
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw_without_rendering()
    for text in figure.findobj(Text):
        if text.get_visible() and text.get_text().strip() and not text.get_rotation():
            before = text.get_window_extent(renderer).height
            _break(text, renderer, MARGIN, figure.bbox.width - MARGIN)
            more = text.get_window_extent(renderer).height - before
            if more > 0 and text in figure.texts:
                _insert(figure, text, more)


def _break(text, renderer, left, right):
    """Break a line that does not fit into as few lines as will do, about equally long."""

    def fits():
        box = text.get_window_extent(renderer)
        return left <= box.x0 and box.x1 <= right

    words, broken = " ".join(text.get_text().split()), ""
    for letters in range(len(words), SHORTEST, -1):
        if not broken and fits():
            return
        lines = textwrap.fill(words, letters, break_on_hyphens=False)
        if broken and lines.count("\n") > broken.count("\n"):
            break
        text.set_text(lines)
        if fits():
            broken = lines
    text.set_text(broken or words)


def _insert(figure, note, more):
    """Make the figure taller by `more` where a note stands, and move what stands above it up."""
    old = figure.bbox.height
    figure.set_figheight(figure.get_figheight() * (old + more) / old)

    def moved(bottom, by):
        return (bottom * old + by) / (old + more)

    height = note.get_position()[1]
    for text in figure.texts:
        above = {"center": more / 2, "top": more}.get(note.get_va(), 0) if text is note else more
        y = text.get_position()[1]
        text.set_y(moved(y, above if text is note or y > height else 0))
    for axes in figure.axes:
        place = axes.get_position(original=True)
        by = more if place.y0 > height else 0
        axes.set_position((place.x0, moved(place.y0, by), place.width, place.height * old / (old + more)))
