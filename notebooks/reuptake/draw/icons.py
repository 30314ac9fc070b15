"""A thousand people as icons: what happened to each by shape, sorted or scattered, light enough for a frame."""

import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from reuptake.draw.style import COLOURS
from reuptake.model.inputs import known, whole

COLUMNS, ROWS = 40, 25
SORTED, SCATTERED = "sorted", "scattered"
ORDERS = (SORTED, SCATTERED)
# Layout: four columns of 25 make a hundred; a gap after each lets hundreds be counted.
BLOCK, GAP = 4, 0.45

DOT, DOT_UNSURE, DOT_GHOST = "dot", "unsure dot", "ghost dot"
SQUARE, SQUARE_UNSURE, SQUARE_GHOST = "square", "unsure square", "ghost square"
RING, RING_UNSURE, EMPTY = "ring", "unsure ring", "empty"
_BLUE, _RED, _GREY = COLOURS["serotonin"], COLOURS["inhibitor"], "#6b6b6b"
# Each look is drawn from the bottom up: width as a share of the place, colour, shape. Round and square,
# full, with another middle and hollow stay apart without colour.
LOOKS = {
    DOT: ((0.84, _BLUE, "round"),),
    DOT_UNSURE: ((0.84, _BLUE, "round"), (0.36, "white", "round")),
    DOT_GHOST: ((0.84, _GREY, "round"), (0.62, "white", "round")),
    SQUARE: ((0.84, "black", "projecting"), (0.56, _RED, "projecting")),
    SQUARE_UNSURE: ((0.84, "black", "projecting"), (0.56, _RED, "projecting"), (0.3, "white", "projecting")),
    SQUARE_GHOST: ((0.84, _GREY, "projecting"), (0.62, "white", "projecting")),
    RING: ((0.84, "black", "round"), (0.46, "white", "round")),
    RING_UNSURE: ((0.84, "black", "round"), (0.62, "white", "round"), (0.3, "black", "round")),
    EMPTY: ((0.3, "#8c8c8c", "round"),),
}


class Icons:
    """A field of people.

    All icons of one look are a dashed line whose dashes have no length: only their ends are seen, one
    at each place. So a run of neighbours costs a frame no more than one icon does.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw; `icon_axes` makes one in which places are square.
    kinds : dict of str to str
        Look (a key of `LOOKS`) by kind of person, in the order in which they are filled in.
    columns, rows : int
    hideable : bool
        Whether the places of the others, too, are among the artists, so that the whole field can go.
    others : bool
        Whether places of nobody have a small dot.

    Attributes
    ----------
    artists : list of matplotlib.patches.PathPatch
        What `fill` and `show` change; a scene registers them with `moves(artist, ghost=False)`.

    Raises
    ------
    ValueError
        If a look is unknown.
    """

    def __init__(self, ax, kinds, columns=COLUMNS, rows=ROWS, *, hideable=False, others=True):
        for look in kinds.values():
            known("look", look, LOOKS)
        self.columns, self.rows, self.counts = columns, rows, dict.fromkeys(kinds, 0)
        ax.set(xlim=(-0.5, _across(columns - 1) + 0.5), ylim=(rows - 0.5, -0.5))
        ax.set_axis_off()
        height_pt = 72 * ax.get_position().height * ax.figure.get_figheight()
        self._others = _layers(ax, EMPTY, height_pt / rows, 3) if others else []
        for patch in self._others:
            patch.set_path(self._path(np.arange(self.people)))
        self._layers = {kind: _layers(ax, look, height_pt / rows, 4) for kind, look in kinds.items()}
        self.artists = [patch for patches in self._layers.values() for patch in patches]
        if hideable:
            self.artists = [*self._others, *self.artists]

    @property
    def people(self):
        """How many places there are (int)."""
        return self.columns * self.rows

    def places(self, order=SORTED):
        """Places of each kind as filled last, numbered down the columns.

        Parameters
        ----------
        order : str
            A member of `ORDERS`.

        Returns
        -------
        dict of str to numpy.ndarray

        Raises
        ------
        ValueError
            If there is no such order.
        """
        known("order", order, ORDERS)
        line = np.arange(self.people)
        if order == SCATTERED:
            # Always the same people, so that one more case moves nobody.
            line = np.random.default_rng(7).permutation(line)
        ends = np.cumsum([0, *self.counts.values()])
        return {kind: line[a:b] for kind, a, b in zip(self.counts, ends, ends[1:], strict=False)}

    def fill(self, counts, order=SORTED):
        """Give so many places to each kind, one kind after the other.

        Parameters
        ----------
        counts : dict of str to int
            People by kind; a kind left out has none.
        order : str
            A member of `ORDERS`.

        Raises
        ------
        ValueError
            If a kind or the order is unknown, a count is no whole number from 0, or there are more people
            than places.
        """
        known("order", order, ORDERS)
        for kind, count in counts.items():
            whole(known("kind", kind, self.counts), count)
        if sum(counts.values()) > self.people:
            raise ValueError(f"counts are {sum(counts.values())} together; there are {self.people} places.")
        self.counts = {kind: int(counts.get(kind, 0)) for kind in self.counts}
        for kind, places in self.places(order).items():
            for patch in self._layers[kind]:
                patch.set_path(self._path(places))
                patch.set_visible(len(places) > 0)

    def show(self, visible):
        """Show the field or hide it whole; its places of nobody must be `hideable` or none.

        Parameters
        ----------
        visible : bool
        """
        for patch in self._others:
            patch.set_visible(visible)
        for kind, count in self.counts.items():
            for patch in self._layers[kind]:
                patch.set_visible(visible and count > 0)

    def _path(self, places):
        """A line for each run of neighbours in a column, a little longer than its last dash needs."""
        places = np.sort(places)
        starts_run = np.ones(places.size, bool)
        starts_run[1:] = (np.diff(places) > 1) | (places[1:] % self.rows == 0)
        ends_run = np.append(starts_run[1:], True)[: places.size]
        first, last = places[starts_run], places[ends_run]
        x = _across(first // self.rows)
        ends = np.column_stack((x, first % self.rows, x, last % self.rows + 0.05)).reshape(-1, 2)
        path = Path(ends, np.tile([Path.MOVETO, Path.LINETO], len(first)))
        path.should_simplify = False
        return path


def icon_axes(figure, left, top, cell=8.0, columns=COLUMNS, rows=ROWS):
    """Make axes in which the places of a field of icons are square.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
    left, top : float
        Upper left corner, as fractions of the figure.
    cell : float
        Side of a place, pt.
    columns, rows : int

    Returns
    -------
    matplotlib.axes.Axes
    """
    width_pt, height_pt = figure.get_size_inches() * 72
    width, height = cell * (_across(columns - 1) + 1) / width_pt, cell * rows / height_pt
    return figure.add_axes((left, top - height, width, height))


def icon_samples(figure, looks, left, top, step=0.045, cell=11.0):
    """Draw one icon of each look, one below the other, with an empty text beside each.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
    looks : iterable of str
        Keys of `LOOKS`.
    left, top : float
        Corner of the first, as fractions of the figure.
    step : float
        From one to the next, as a fraction of the figure's height.
    cell : float
        Side of an icon, pt.

    Returns
    -------
    list of (Icons, matplotlib.text.Text)
        Each can be shown and hidden alone, for a key that changes.
    """
    samples = []
    width_pt, height_pt = figure.get_size_inches() * 72
    for row, look in enumerate(looks):
        icon = Icons(icon_axes(figure, left, top - row * step, cell, 1, 1), {look: look}, 1, 1, others=False)
        icon.fill({look: 1})
        middle = top - row * step - cell / 2 / height_pt
        text = figure.text(left + 1.6 * cell / width_pt, middle, "", fontsize=11, va="center_baseline")
        samples.append((icon, text))
    return samples


def icon_key(figure, looks, left, top, step=0.045, cell=11.0):
    """Draw a key whose icons stay, as `icon_samples` does.

    Parameters
    ----------
    figure, looks, left, top, step, cell
        As for `icon_samples`.

    Returns
    -------
    list of matplotlib.text.Text
        Empty, one beside each icon.
    """
    return [text for _, text in icon_samples(figure, looks, left, top, step, cell)]


def order_words(order):
    """Say what an order of the icons is good for.

    Parameters
    ----------
    order : str
        A member of `ORDERS`.

    Returns
    -------
    str
    """
    if order == SORTED:
        return "Sorted, the icons show how many."
    return "Scattered, they show that nobody can tell beforehand who."


def _across(column):
    """Place of a column from the left, in columns, with a gap after each hundred people."""
    return column + GAP * (column // BLOCK)


def _layers(ax, look, cell, zorder):
    """The lines that make up one look, with no path yet."""
    patches = []
    for level, (share, colour, ends) in enumerate(LOOKS[look]):
        width = share * cell
        # Matplotlib measures dashes in widths of the line.
        dashes = (0, (0.01 / width, (cell - 0.01) / width))
        nothing = Path(np.empty((0, 2)))
        patch = PathPatch(nothing, fill=False, ec=colour, lw=width, ls=dashes, capstyle=ends, clip_on=False,
                          snap=False, zorder=zorder + level / 10)  # fmt: skip
        patches.append(ax.add_patch(patch))
    return patches
