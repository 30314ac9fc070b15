"""Find marks of a figure that only their colour tells apart, so that they would be one in a grey print."""

from itertools import combinations

import numpy as np
from matplotlib.collections import Collection, PathCollection
from matplotlib.colors import to_rgba
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

# Steps of lightness (CIE L*, black 0 to white 100) that a reader tells apart in a grey print.
APART = 12
# A line this many times as thick as another is another line.
THICKER = 1.5


def lightness(colour):
    """Lightness of a colour in a grey print.

    Parameters
    ----------
    colour : matplotlib colour
        Laid on white paper where it is transparent.

    Returns
    -------
    float
        CIE L*: 0 is black, 100 white.
    """
    *rgb, alpha = to_rgba(colour)
    srgb = np.array(rgb) * alpha + 1 - alpha
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    luminance = float(linear @ (0.2126, 0.7152, 0.0722))
    return 116 * luminance ** (1 / 3) - 16 if luminance > 0.008856 else 903.3 * luminance


def only_colour(axes):
    """List pairs of marks that only their colour tells apart.

    Parameters
    ----------
    axes : matplotlib.axes.Axes

    Returns
    -------
    list of str
        Kind of mark and both colours, each pair once.
    """
    marks = {mark for artist in axes.get_children() if artist.get_visible() for mark in _marks(artist)}
    found = set()
    for one, other in combinations(sorted(marks, key=str), 2):
        (kind, way, width, colour), (kind2, way2, width2, colour2) = one, other
        if (kind, way) != (kind2, way2) or colour[:3] == colour2[:3]:
            continue
        thick, thin = max(width, width2), min(width, width2)
        if kind == "line" and thick >= THICKER * thin:
            continue
        if abs(lightness(colour) - lightness(colour2)) < APART:
            found.add(f"{kind}: {_hex(colour)} and {_hex(colour2)}")
    return sorted(found)


def _marks(artist):
    """What an artist adds to the page: kind, what else than colour it is known by, width and colour."""
    if isinstance(artist, Line2D):
        yield from _line_marks(artist)
    elif isinstance(artist, PathCollection):
        shape = tuple(len(path.vertices) for path in artist.get_paths())
        for colour in np.atleast_2d(artist.get_facecolor()):
            yield from _seen("marker", (shape, artist.get_hatch()), 0, colour)
    elif isinstance(artist, Collection):
        for colour in np.atleast_2d(artist.get_facecolor()):
            yield from _seen("area", artist.get_hatch(), 0, colour)
        if not len(artist.get_facecolor()):
            dashes = str(artist.get_linestyle())
            for colour in artist.get_edgecolor():
                yield from _seen("line", dashes, float(np.max(artist.get_linewidth())), colour)
    elif isinstance(artist, Patch):
        if artist.get_path().vertices.size:
            yield from _seen("area", artist.get_hatch(), 0, artist.get_facecolor())


def _line_marks(line):
    if not len(line.get_xdata(orig=False)) or np.isnan(np.asarray(line.get_xydata(), float)).all():
        return
    if line.get_linestyle() not in ("None", "", " ") and len(line.get_xdata(orig=False)) > 1:
        yield from _seen("line", str(line._dash_pattern), line.get_linewidth(), line.get_color(), line.get_alpha())
    if line.get_marker() not in ("None", "", " ", None):
        yield from _seen("marker", str(line.get_marker()), 0, line.get_markerfacecolor(), line.get_alpha())


def _seen(kind, way, width, colour, alpha=None):
    """A mark, unless nobody sees it: transparent or white as the paper."""
    if isinstance(colour, str) and colour == "none":
        return
    rgba = tuple(round(float(part), 3) for part in to_rgba(colour, alpha))
    if rgba[3] > 0.02 and lightness(rgba) < 99:
        yield kind, str(way), float(width), rgba


def _hex(colour):
    return "#" + "".join(f"{round(255 * part):02x}" for part in colour[:3])
