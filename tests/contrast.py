"""Find letters and marks in a figure that stand out too little from what is behind them (WCAG 2.2: 1.4.3, 1.4.11)."""

import numpy as np
from legibility import DPI, drawn_texts
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgb, to_rgba
from matplotlib.lines import Line2D

# Large letters are those of 18 points and more, or bold ones of 14.
TEXT, LARGE_TEXT, GRAPHIC = 4.5, 3.0, 3.0


def ratio(one, other):
    """Contrast of two opaque colours.

    Parameters
    ----------
    one, other : matplotlib colour

    Returns
    -------
    float
        From 1, the same, to 21, black on white.
    """
    light, dark = sorted((_luminance(to_rgb(one)), _luminance(to_rgb(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(rgb):
    srgb = np.array(rgb)
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    return float(linear @ (0.2126, 0.7152, 0.0722))


def _over(rgba, paper):
    """A colour as it looks on paper of another one."""
    *rgb, alpha = rgba
    return tuple(np.array(rgb) * alpha + np.array(paper) * (1 - alpha))


def faint_texts(figure):
    """List texts that do not stand out from what they are written on.

    Parameters
    ----------
    figure : matplotlib.figure.Figure

    Returns
    -------
    list of str
        The words, their colour and contrast.
    """
    before, figure.dpi = figure.dpi, DPI
    texts = drawn_texts(figure)
    canvas = FigureCanvasAgg(figure)
    places = [text.get_window_extent(canvas.get_renderer()) for text in texts]
    try:
        for text in texts:
            text.set_visible(False)
        canvas.draw()
        paper = np.asarray(canvas.buffer_rgba())[..., :3] / 255
    finally:
        for text in texts:
            text.set_visible(True)
        figure.dpi = before
    found = []
    for text, place in zip(texts, places, strict=True):
        if any(_covers(other, text) for other in texts):
            continue
        behind = _behind(text, place, paper)
        seen = _over(to_rgba(text.get_color(), text.get_alpha()), behind)
        bold = text.get_fontweight() in ("bold", "semibold", 700)
        large = text.get_fontsize() >= (14 if bold else 18)
        contrast = ratio(seen, behind)
        if contrast < (LARGE_TEXT if large else TEXT) - 0.01:
            found.append(f"{' '.join(text.get_text().split())!r}: {to_hex(seen)} on {to_hex(behind)}, {contrast:.1f}:1")
    return found


def _covers(other, text):
    """Whether the same words are written over a text again, in another colour: only those are seen."""
    same = other is not text and other.get_text() == text.get_text()
    return same and other.zorder > text.zorder and other.get_position() == text.get_position()


def _behind(text, place, paper):
    """Colour that a text is written on: its box's, its halo's, or the commonest of the picture there."""
    box = text.get_bbox_patch()
    if box is not None and box.get_facecolor()[3] > 0.5:
        return tuple(box.get_facecolor()[:3])
    for effect in text.get_path_effects():
        if halo := getattr(effect, "_gc", {}).get("foreground"):
            return to_rgb(halo)
    height, width = paper.shape[:2]
    rows = slice(max(0, int(height - place.y1)), max(1, int(height - place.y0)))
    columns = slice(max(0, int(place.x0)), max(1, int(min(width, place.x1))))
    pixels = paper[rows, columns].reshape(-1, 3)
    return tuple(np.median(pixels, axis=0)) if len(pixels) else (1, 1, 1)


def faint_marks(axes):
    """List lines and markers of a chart that do not stand out from it.

    Pale grey is furniture: rules between rows, the track of a bar. A pale line over a wider dark one has a rim.

    Parameters
    ----------
    axes : matplotlib.axes.Axes

    Returns
    -------
    list of str
        What it is, its colour and contrast.
    """
    paper = _over(to_rgba(axes.get_facecolor()), (1, 1, 1))
    found = set()
    for line in axes.get_lines():
        if not line.get_visible() or not len(line.get_xdata(orig=False)):
            continue
        for kind, colours in _inks(line).items():
            contrast = max(ratio(_over(to_rgba(colour, line.get_alpha()), paper), paper) for colour in colours)
            furniture = len(set(to_rgb(colours[0]))) == 1
            if 1.01 < contrast < GRAPHIC - 0.01 and not furniture and not _has_rim(line, axes):
                found.add(f"{kind} {to_hex(colours[0])}, {contrast:.1f}:1")
    return sorted(found)


def _inks(line: Line2D):
    """Colours that show a line and its markers; of a marker's face and rim one is enough."""
    inks = {}
    if line.get_linestyle() not in ("None", "", " ") and len(line.get_xdata(orig=False)) > 1:
        inks["line"] = [line.get_color()]
    if line.get_marker() not in ("None", "", " ", None):
        sides = (line.get_markerfacecolor(), line.get_markeredgecolor())
        inks["marker"] = [colour for colour in sides if not isinstance(colour, str) or colour != "none"] or [(1, 1, 1)]
    return inks


def _has_rim(line, axes):
    """Whether a darker, wider line, or a dark one along its middle, has the same ends."""
    return any(
        other is not line
        and np.array_equal(other.get_xydata(), line.get_xydata(), equal_nan=True)
        and ratio(other.get_color(), axes.get_facecolor()[:3]) >= GRAPHIC
        for other in axes.get_lines()
    )
