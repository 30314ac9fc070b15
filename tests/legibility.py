"""Find what a reader could not read in a figure: letters too small, cut off, or on top of each other."""

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.text import Text

# Pixels per inch at which the letters are compared.
DPI = 72
# Ink lighter than this does not count: the soft edge of a letter, or a text that has faded out.
LEAST_INK = 60
# Pixels between two texts on one line that hold them apart, and pixels that the same words may be out of place.
SIDE_BY_SIDE, AT_ONE_PLACE = 5, 2


def drawn_texts(figure):
    """The texts that a figure draws, as (text, function that draws it alone).

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
        figure.draw(_renderer(figure))
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


def _flaws(figure, least_size):
    found, taken = [], []
    renderer = _renderer(figure)
    for text in drawn_texts(figure):
        words = " ".join(text.get_text().split())
        if text.get_fontsize() < least_size - 1e-6:
            found.append(f"{words!r} has {text.get_fontsize():g} points, fewer than {least_size:g}")
        if _runs_over(text, renderer, figure):
            found.append(f"{words!r} runs over the edge")
        ink = _ink(text, renderer)
        found += [
            f"{words!r} touches {other!r}" for other, there in taken if _touch(ink, there, _bare(words) == _bare(other))
        ]
        taken.append((words, ink))
    return found


def _renderer(figure):
    width, height = (round(float(side)) for side in figure.bbox.size)
    return RendererAgg(width, height, figure.dpi)


def _bare(words):
    """Words without a mark that says whether they hold."""
    return words.lstrip("●○ ")


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


def _touch(one, other, same_words):
    """Whether two inks share a pixel or lie side by side; words drawn again over themselves are one to a reader."""
    (top, left, ink), (top2, left2, ink2) = one, other
    if same_words and abs(top - top2) <= AT_ONE_PLACE and abs(left - left2) <= ink.shape[1] / 4:
        return False
    first_row, first_column = max(top, top2) - 1, max(left, left2) - SIDE_BY_SIDE
    last_row = min(top + ink.shape[0], top2 + ink2.shape[0]) + 1
    last_column = min(left + ink.shape[1], left2 + ink2.shape[1]) + SIDE_BY_SIDE
    if last_row <= first_row or last_column <= first_column:
        return False
    page = np.zeros((2, last_row - first_row, last_column - first_column), dtype=bool)
    for layer, (above, before, mask) in zip(page, (one, other), strict=True):
        _paste(layer, mask, above - first_row, before - first_column)
    near = page[0].copy()
    for gap in range(1, SIDE_BY_SIDE + 1):
        near[:, gap:] |= page[0][:, :-gap]
        near[:, :-gap] |= page[0][:, gap:]
    near[1:] |= page[0][:-1]
    near[:-1] |= page[0][1:]
    return bool((near & page[1]).any())


def _paste(page, mask, row, column):
    rows = slice(max(row, 0), max(row + mask.shape[0], 0))
    columns = slice(max(column, 0), max(column + mask.shape[1], 0))
    part = mask[max(-row, 0) :, max(-column, 0) :]
    part = part[: page.shape[0] - rows.start, : page.shape[1] - columns.start]
    page[rows, columns][: part.shape[0], : part.shape[1]] |= part
