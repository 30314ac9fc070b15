"""The lecture variant of a picture: the same scene with letters for the last row of a hall.

Letters stand at 18 points or more where the picture is 1280 pixels wide. To make room for them the
picture is taller and its letters are a narrower cut of the same type. Nothing is left out.
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
# What is 11 points beside a notebook's text grows to 13.5; lines of text need that much more room below each other.
TALLER = 1.15
# Points between an axis's numbers and its name; edge of the picture that stays free.
CLOSE, MARGIN = 1, 4

for _file in sorted(FONTS.glob("*.ttf")):
    font_manager.fontManager.addfont(_file)


class LecturePicture:
    """A scene with the letters of a lecture picture, which can be drawn as the scene itself can.

    Parameters
    ----------
    scene_class : type
        A subclass of `reuptake.draw.scene.Scene`.
    state : object
        As the scene takes it.

    Attributes
    ----------
    scene : reuptake.draw.scene.Scene
        A scene of its own, so that the notebook's picture stays as it is.
    name, title : str
    figure : matplotlib.figure.Figure
    """

    def __init__(self, scene_class, state):
        width, height = scene_class.size_in
        height = scene_class.lecture_height_in or TALLER * height
        self.scene = scene_class(state, figure=new_figure(width, height))
        self.name, self.title, self.figure = f"{self.scene.name}-lecture", self.scene.title, self.scene.figure

    def update(self, state):
        """Move the scene to `state` and give its letters their size.

        Parameters
        ----------
        state : object
        """
        self.scene.update(state)
        with course_style():
            self.scene.for_lecture()
            enlarge(self.figure)
            keep_inside(self.figure)


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


def enlarge(figure):
    """Give every text of a figure at least the least size, in the narrower cut.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
    """
    size = least_size(figure)
    for axes in figure.axes:
        axes.xaxis.labelpad = axes.yaxis.labelpad = CLOSE
        axes.tick_params(which="both", labelsize=size, labelfontfamily=FAMILY)
    for text in figure.findobj(Text):
        text.set_fontsize(max(text.get_fontsize(), size))
        # The narrow cut has no italics.
        text.set_fontstyle("normal")
        text.set_fontfamily(FAMILY)


def keep_inside(figure):
    """Break a line that would run over the edge of the picture into more lines.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
    """
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    renderer = canvas.get_renderer()
    for text in figure.findobj(Text):
        if text.get_visible() and " " in text.get_text() and not text.get_rotation():
            _break(text, renderer, MARGIN, figure.bbox.width - MARGIN)


def _break(text, renderer, left, right):
    def fits():
        box = text.get_window_extent(renderer)
        return left <= box.x0 and box.x1 <= right

    if fits() or not text.get_text().strip():
        return
    words = " ".join(text.get_text().split())
    for letters in range(len(words), 8, -1):
        text.set_text(textwrap.fill(words, letters, break_on_hyphens=False))
        if fits():
            return
