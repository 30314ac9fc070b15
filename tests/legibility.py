"""Find what a reader could not read in a figure: letters too small, cut off, or on top of each other."""

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.text import Text

# Pixels per inch at which the letters are compared.
DPI = 72
# Ink lighter than this does not count: the soft edge of a letter, or a text that has faded out.
LEAST_INK = 60
# Pixels between two texts on one line that hold them apart, and pixels that the same words may be out of place.
SIDE_BY_SIDE, AT_ONE_PLACE = 4, 2


def drawn_texts(figure):
    """Find the texts that a figure draws.

    Parameters
    ----------
    figure : matplotlib.figure.Figure

    Returns
    -------
    list of matplotlib.text.Text
    """
    drawn, draw = [], Text.draw

    def noted(self, renderer, *args, **kwargs):
        if self.get_visible() and self.get_text().strip() and self.get_alpha() != 0:
            drawn.append(self)
        draw(self, renderer, *args, **kwargs)

    Text.draw = noted
    try:
        figure.draw_without_rendering()
    finally:
        Text.draw = draw
    return drawn


def flaws(figure, least_size):
    """List what cannot be read.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        Its resolution is changed to `DPI` for the time of the look.
    least_size : float
        Smallest size of letters allowed, in points.

    Returns
    -------
    list of str
        One sentence for each flaw; none if all can be read.
    """
    before = figure.dpi
    figure.dpi = DPI
    try:
        return _flaws(figure, least_size)
    finally:
        figure.dpi = before


def cut_off(figure, texts=None):
    """List words that run over the edge.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        Its resolution is changed to `DPI` for the time of the look.
    texts : sequence of matplotlib.text.Text, optional
        Only these, of a figure that has been drawn before; all that are drawn if left out.

    Returns
    -------
    list of str
    """
    before, figure.dpi = figure.dpi, DPI
    try:
        renderer = _renderer(figure)
        texts = drawn_texts(figure) if texts is None else [t for t in texts if t.get_visible() and t.get_text().strip()]
        return [_words(text) for text in texts if _runs_over(text, renderer, figure)]
    finally:
        figure.dpi = before


def _flaws(figure, least_size):
    found, taken = [], []
    renderer = _renderer(figure)
    for text in drawn_texts(figure):
        words = _words(text)
        if text.get_fontsize() < least_size - 1e-6:
            found.append(f"{words!r} has {text.get_fontsize():g} points, fewer than {least_size:g}")
        if _runs_over(text, renderer, figure):
            found.append(f"{words!r} runs over the edge")
        ink = _ink(text, renderer)
        for other, there in taken:
            apart = SIDE_BY_SIDE if text.get_rotation() == other.get_rotation() else 1
            if not _repeats(text, ink, other, there) and _touch(ink, there, apart):
                found.append(f"{words!r} touches {_words(other)!r}")
        taken.append((text, ink))
    return found


def _renderer(figure):
    width, height = (round(float(side)) for side in figure.bbox.size)
    return RendererAgg(width, height, figure.dpi)


def _words(text):
    return " ".join(text.get_text().split())


def _repeats(text, ink, other, there):
    """Whether a text is drawn again over itself, bold or with another mark before it: to a reader that is one."""
    same = _words(text).lstrip("●○ ") == _words(other).lstrip("●○ ")
    return same and abs(ink[0] - there[0]) <= AT_ONE_PLACE and abs(ink[1] - there[1]) <= ink[2].shape[1] / 4


def _runs_over(text, renderer, figure):
    box = Text.get_window_extent(text, renderer)
    width, height = figure.bbox.size
    return box.x0 < 0 or box.x1 > width or box.y0 < -2 or box.y1 > height + 2


def _ink(text, renderer):
    """Pixels that a text's letters cover: the row and column of the first, and a mask from there on."""
    renderer.clear()
    box, effects = text.get_bbox_patch(), text.get_path_effects()
    text.set_bbox(None)
    text.set_path_effects([])
    try:
        Text.draw(text, renderer)
    finally:
        text._bbox_patch = box
        text.set_path_effects(effects)
    ink = np.asarray(renderer.buffer_rgba())[..., 3] > LEAST_INK
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not rows.size:
        return 0, 0, ink[:0, :0]
    return rows[0], columns[0], ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].copy()


def _touch(one, other, apart):
    """Whether two inks come nearer than `apart` pixels side by side, or share or adjoin pixels otherwise."""
    corners = np.array([ink[:2] for ink in (one, other)])
    ends = corners + [ink[2].shape for ink in (one, other)]
    gap = corners.max(axis=0) - ends.min(axis=0)
    if gap[0] > 0 or gap[1] > apart or not (one[2].size and other[2].size):
        return False
    first = corners.min(axis=0)
    pages = np.zeros((2, *(ends.max(axis=0) - first)), dtype=bool)
    for page, (row, column), (last_row, last_column), (*_, ink) in zip(
        pages, corners - first, ends - first, (one, other), strict=True
    ):
        page[row:last_row, column:last_column] = ink
    near = pages[0].copy()
    for step in range(1, apart + 1):
        near[:, step:] |= pages[0][:, :-step]
        near[:, :-step] |= pages[0][:, step:]
    near[1:] |= pages[0][:-1]
    near[:-1] |= pages[0][1:]
    return bool((near & pages[1]).any())
