"""How much room a text takes on a slide, from the widths of the letters that it will be set in.

The decks carry DejaVu Sans, matplotlib's own font, so what is computed here is what the hall sees.
"""

from functools import cache
from pathlib import Path

import matplotlib
from matplotlib.ft2font import FT2Font

FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
"""Where matplotlib keeps its fonts."""
SIZES = {
    "width": 1280, "height": 720, "side": 52, "top": 34, "foot": 56, "gap": 18,
    "h1": 50, "h2": 38, "h3": 34, "text": 26, "table": 22, "printed": 24, "caption": 24, "footer": 24,
}  # fmt: skip
"""Sizes of a slide and of its texts, in px at 1280 by 720; the style sheet takes them from here."""
LINE = 1.34
"""Line height of running text, in sizes of the letter."""
WIDTH = SIZES["width"] - 2 * SIZES["side"]
"""Room for text from left to right."""
HEIGHT = SIZES["height"] - SIZES["top"] - SIZES["foot"]
"""Room for a heading and what stands below it."""


@cache
def _font(name):
    face = FT2Font(str(FONTS / name))
    face.set_size(100, 72)
    return face


@cache
def _letter(letter, name):
    return _font(name).load_char(ord(letter)).linearHoriAdvance / 65536 / 100


def text_width(words, size, *, bold=False, mono=False):
    """How wide a text is on one line.

    Parameters
    ----------
    words : str
    size : float
        Of its letters, in px.
    bold, mono : bool

    Returns
    -------
    float
        In px.
    """
    name = "DejaVuSansMono.ttf" if mono else "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return size * sum(_letter(letter, name) for letter in words)


def lines(words, size, width, *, bold=False, mono=False):
    """How many lines a text takes.

    Parameters
    ----------
    words : str
    size, width : float
        Of the letters and of the column, in px.
    bold, mono : bool

    Returns
    -------
    int
    """
    space = text_width(" ", size, bold=bold, mono=mono)
    count, used = 1, 0.0
    for word in words.split():
        wide = text_width(word, size, bold=bold, mono=mono)
        if used and used + space + wide > width:
            count, used = count + 1, 0.0
        used += wide + (space if used else 0)
        count += int(used // width) if used > width else 0
        used = used % width if used > width else used
    return count


def text_height(words, size, width, *, bold=False):
    """How high a text is.

    Parameters
    ----------
    words : str
    size, width : float
        Of the letters and of the column, in px.
    bold : bool

    Returns
    -------
    float
        In px.
    """
    return lines(words, size, width, bold=bold) * size * LINE


def columns(rows, size, width, padding):
    """Share a width among the columns of a table, so that long cells get more.

    Parameters
    ----------
    rows : list of list of str
        The plain text of every cell.
    size, width, padding : float
        Of the letters, of the whole table, and of a cell left and right together, in px.

    Returns
    -------
    list of float
        In px.
    """
    count = max(map(len, rows))
    cells = [[row[place] for row in rows if place < len(row)] for place in range(count)]
    most = [max(text_width(cell, size, bold=True) for cell in column) + padding for column in cells]
    least = [
        max(text_width(word, size, bold=True) for cell in column for word in cell.split() or [""]) + padding
        for column in cells
    ]
    if sum(most) <= width:
        return most
    # Beyond its longest word a column gets room by the root of its text: else one long cell would take all.
    wishes = [max(0.0, widest - narrowest) ** 0.6 for widest, narrowest in zip(most, least, strict=True)]
    spare = max(0.0, width - sum(least))
    return [low + spare * wish / (sum(wishes) or 1) for low, wish in zip(least, wishes, strict=True)]
