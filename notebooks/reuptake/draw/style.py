"""The look of every picture: one style sheet, and colours named by what they mean."""

from contextlib import contextmanager
from functools import cache
from pathlib import Path

from matplotlib import rc_context, rc_params_from_file
from matplotlib.figure import Figure

STYLE_SHEET = Path(__file__).with_name("course.mplstyle")

# Okabe and Ito's palette by meaning; the text variants reach 4.5:1 on white, those
# "on a tint" on a membrane or inside a cell too.
COLOURS = {
    "serotonin": "#0072B2",
    "transporter": "#009E73",
    "inhibitor": "#D55E00",
    "sodium": "#E69F00",
    "chloride": "#56B4E9",
    "potassium": "#CC79A7",
    "measured": "#000000",
    "voltage": "#000000",
    "guide": "#595959",
    "membrane": "#e9e4d4",
    "inside": "#f6f8fb",
    "tight receptor": "#00795A",
    "loose receptor": "#B84F00",
}
TEXT_COLOURS = {
    "inhibitor": "#B84F00",
    "inhibitor on a tint": "#A84800",
    "sodium": "#8F6200",
    "potassium": "#9C4F7B",
    "guide": "#595959",
}

# Points per inch of an SVG page; at this value one figure unit is one SVG unit.
SVG_DPI = 72


@contextmanager
def course_style(**settings):
    """Switch the course's style sheet on for as long as a picture is made or drawn.

    Parameters
    ----------
    **settings
        Further matplotlib settings, with `_` for the dot in their names.

    Yields
    ------
    None
    """
    extra = {name.replace("_", ".", 1): value for name, value in settings.items()}
    with rc_context({**_style_sheet(), **extra}):
        yield


@cache
def _style_sheet():
    return dict(rc_params_from_file(STYLE_SHEET, use_default_template=False))


def new_figure(width_in=10.0, height_in=5.0):
    """Make an empty figure that belongs to no window and no `pyplot` state.

    Parameters
    ----------
    width_in, height_in : float
        Size in inches.

    Returns
    -------
    matplotlib.figure.Figure
    """
    with course_style():
        return Figure(figsize=(width_in, height_in), dpi=SVG_DPI)
