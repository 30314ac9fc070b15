"""Shapes of the synapse: outlines of cells and of the parts in them, in the plate's own units.

The plate is 100 units wide and 60 high. Its places are layout, not measurements: nothing is to scale.
"""

import numpy as np
from matplotlib.path import Path

WIDTH, HEIGHT = 100.0, 60.0
# Where the terminal's lower membrane, and that of the next cell, run.
TERMINAL_Y, TARGET_Y = 22.0, 11.0

AXON_TOP = [(-2, 57.6), (8, 57.4), (22, 58.2), (44, 58.9), (66, 58.2), (82, 57.4), (102, 57.6)]
TERMINAL_LOW = [
    (102, 52.6), (88, 52.5), (80.5, 51), (77, 46.5), (76.4, 39), (75.8, 31), (72.2, 24.6), (66, TERMINAL_Y),
    (54, TERMINAL_Y), (40, TERMINAL_Y), (26, TERMINAL_Y), (19, 23.4), (14.6, 29), (13.6, 37), (13.2, 45.5),
    (10.4, 50.6), (4, 52.4), (-2, 52.6),
]  # fmt: skip
TARGET = [(14, -2), (14.6, 5), (18.5, 9.6), (26, TARGET_Y), (44, TARGET_Y), (62, TARGET_Y), (70, 9.6), (74, 5),
          (74.6, -2)]  # fmt: skip
GLIA = [(102, 47.5), (92, 46.6), (86.4, 43), (84.4, 36), (84, 24), (83.4, 12), (85.2, 4), (88, -2), (102, -2)]
VESSEL_WALL = [(8.2, -2), (8.6, 8), (8.0, 20), (8.6, 32), (8.0, 41), (5.0, 46.4), (-2, 47.6)]

VESICLES = ((30.0, 39.4), (38.0, 40.4), (34.2, 33.6), (41.8, 34.2), (49.4, 36.6))
DOCKED = (41.0, 25.75)
VESICLE_RADIUS = 3.35

SERT_X = (54.0, 62.5)
AUTORECEPTOR_X = 24.5
CHANNEL_X = 32.5
RECEPTOR_X = (34.0, 42.0, 50.0, 58.0)
MITOCHONDRION = (66.3, 38.2)
UPTAKE_2 = (83.9, 21.0)


def smooth(points, closed=False, tension=6.0):
    """Draw a smooth line through points (Catmull-Rom, as cubic Bezier curves).

    Parameters
    ----------
    points : sequence of (float, float)
    closed : bool
        Whether the line comes back to its first point.
    tension : float
        How straight it runs between points; larger is straighter (no unit).

    Returns
    -------
    matplotlib.path.Path
    """
    p = np.asarray(points, dtype=float)
    before, after = (np.roll(p, 1, 0), np.roll(p, -1, 0)) if closed else (np.r_[p[:1], p[:-1]], np.r_[p[1:], p[-1:]])
    slope = (after - before) / tension
    ends = np.roll(p, -1, 0) if closed else p[1:]
    starts = p if closed else p[:-1]
    out = slope if closed else slope[:-1]
    into = np.roll(slope, -1, 0) if closed else slope[1:]
    curves = np.stack([starts + out, ends - into, ends], axis=1).reshape(-1, 2)
    codes = [Path.MOVETO, *[Path.CURVE4] * len(curves)]
    return Path(np.vstack([p[:1], curves]), codes)


def joined(*paths):
    """Join open lines, end to start, into one outline that closes itself.

    Parameters
    ----------
    *paths : matplotlib.path.Path

    Returns
    -------
    matplotlib.path.Path
    """
    vertices, codes = [paths[0].vertices], [paths[0].codes]
    for path in paths[1:]:
        vertices.append(path.vertices)
        codes.append(np.r_[Path.LINETO, path.codes[1:]])
    return Path(np.vstack([*vertices, vertices[0][:1]]), np.r_[np.concatenate(codes), Path.CLOSEPOLY])


def rounded_box(x0, y0, x1, y1, radius=1.6):
    """Box with round corners, drawn against the clock.

    Parameters
    ----------
    x0, y0, x1, y1 : float
        Lower left and upper right corner, in units of the plate.
    radius : float
        Of the corners, in the same units; at most half the shorter side is used.

    Returns
    -------
    matplotlib.path.Path
    """
    r = min(radius, (x1 - x0) / 2, (y1 - y0) / 2)
    vertices = [
        (x0 + r, y0), (x1 - r, y0), (x1, y0), (x1, y0 + r), (x1, y1 - r), (x1, y1), (x1 - r, y1),
        (x0 + r, y1), (x0, y1), (x0, y1 - r), (x0, y0 + r), (x0, y0), (x0 + r, y0), (x0 + r, y0),
    ]  # fmt: skip
    corner = [Path.LINETO, Path.CURVE3, Path.CURVE3]
    return Path(vertices, [Path.MOVETO, *corner * 4, Path.CLOSEPOLY])


def veil(holes):
    """Sheet over the whole plate with holes in it, so that what lies under the holes stands out.

    Parameters
    ----------
    holes : sequence of matplotlib.path.Path
        Each drawn against the clock; they must not overlap.

    Returns
    -------
    matplotlib.path.Path
    """
    # With the clock, so that the holes, against it, are left out by the usual rule of filling.
    sheet = Path([(-4, -4), (-4, 64), (104, 64), (104, -4), (-4, -4)], [1, 2, 2, 2, 79])
    return Path.make_compound_path(sheet, *holes)


def transporter_half(side, x, y, turned=False):
    """One of the two lobes of a transporter in a membrane, open to the outside.

    Parameters
    ----------
    side : int
        -1 for the left lobe, 1 for the right one.
    x, y : float
        Middle of the transporter, in units of the plate.
    turned : bool
        Whether the membrane runs upright, with the outside on its left.

    Returns
    -------
    matplotlib.path.Path
    """
    # From the middle of the open mouth, round the back, to the closed gate inside.
    half = [
        (1.15, -2.0), (0.9, -0.9), (0.35, -0.3), (0.1, 0.4), (0.1, 1.0), (0.35, 1.9), (1.2, 2.0), (2.0, 1.7),
        (2.3, 0.6), (2.25, -0.6), (2.1, -1.7),
    ]  # fmt: skip
    points = [(x + v, y - side * u) if turned else (x + side * u, y + v) for u, v in half]
    outline = smooth(points, closed=True)
    return Path(np.vstack([outline.vertices, outline.vertices[:1]]), np.r_[outline.codes, Path.CLOSEPOLY])


def receptor(x, y, up=True):
    """Cup of a receptor that stands in a membrane, with its stem inside.

    Parameters
    ----------
    x, y : float
        Where the membrane is crossed, in units of the plate.
    up : bool
        Whether the cup opens upwards.

    Returns
    -------
    matplotlib.path.Path
    """
    half = [(0.55, -1.9), (0.6, 0.1), (1.55, 0.9), (1.75, 2.1), (1.05, 2.1), (0.8, 1.5), (0.0, 1.05)]
    shape = np.array([*half, *[(-u, v) for u, v in half[-2::-1]]])
    shape[:, 1] *= 1 if up else -1
    return Path(np.vstack([shape + (x, y), shape[:1] + (x, y)]), [1, *[2] * (len(shape) - 1), 79])


def cristae(x, y, width, height):
    """Folds inside a mitochondrion.

    Parameters
    ----------
    x, y, width, height : float
        Middle and size of the mitochondrion, in units of the plate.

    Returns
    -------
    matplotlib.path.Path
    """
    folds = []
    for i, at in enumerate(np.linspace(-0.29, 0.29, 4)):
        side = 1 if i % 2 else -1
        edge = y + side * height * 0.36
        folds.append(smooth([(x + width * at - 0.5, edge), (x + width * at, edge - side * height * 0.52),
                             (x + width * at + 0.5, edge)], tension=3))  # fmt: skip
    return Path.make_compound_path(*folds)


def fusing_vesicle(opened):
    """Docked vesicle: round while closed, an open pouch of the membrane once it has fused.

    Parameters
    ----------
    opened : bool

    Returns
    -------
    matplotlib.path.Path
    """
    x, y = DOCKED
    r = VESICLE_RADIUS
    if not opened:
        turn = np.linspace(-np.pi / 2, 1.5 * np.pi, 9)
        return smooth(np.column_stack([x + r * np.cos(turn), y + r * np.sin(turn)])[:-1], closed=True)
    mouth = TERMINAL_Y
    right = [(3.5, mouth - 0.72), (2.7, mouth + 0.1), (2.2, mouth + 1.3), (3.2, y + 0.1), (2.6, y + 2.4), (0, y + 3.4)]
    left = [(-u, v) for u, v in right[-2::-1]]
    return smooth([(x + u, v) for u, v in (*right, *left)])


def ribbon(points, width, head=1.5):
    """Arrow of a given width along a smooth line.

    Parameters
    ----------
    points : sequence of (float, float)
        The line from tail to tip: two points, or three for a bend (a quadratic curve).
    width : float
        Of the shaft, in units of the plate.
    head : float
        Width of the head over that of the shaft; thin shafts get a head that can still be seen.

    Returns
    -------
    matplotlib.path.Path
    """
    p = np.asarray(points, dtype=float)
    p = p if len(p) == 3 else np.array([p[0], p.mean(0), p[1]])
    half_head = max(width * head, width + 1.1) / 2
    length = np.hypot(*np.diff(p, axis=0).T).sum()
    neck = 1 - min(1.25 * half_head / length, 0.6)
    # A straight arrow needs no points between its ends.
    bent = abs(np.cross(*np.diff(np.c_[p, [0, 0, 0]], axis=0))[2]) > 1e-6
    t = np.linspace(0, neck, 8 if bent else 2)[:, None]
    line = (1 - t) ** 2 * p[0] + 2 * t * (1 - t) * p[1] + t**2 * p[2]
    along = 2 * (1 - t) * (p[1] - p[0]) + 2 * t * (p[2] - p[1])
    normal = np.column_stack([-along[:, 1], along[:, 0]]) / np.hypot(*along.T)[:, None]
    left, right = line + normal * width / 2, line - normal * width / 2
    barbs = line[-1] + normal[-1] * half_head, line[-1] - normal[-1] * half_head
    outline = np.vstack([left, barbs[0], p[2], barbs[1], right[::-1], left[:1]])
    return Path(outline, [1, *[2] * (len(outline) - 2), 79])


def scattered(count, box, seed, apart, avoid=()):
    """Places for molecules: the same every time, never on top of each other.

    Parameters
    ----------
    count : int
    box : (float, float, float, float)
        Left, bottom, right and top, in units of the plate.
    seed : int
        Of the random numbers.
    apart : float
        Least distance between two places, in the same units.
    avoid : sequence of (float, float, float, float)
        Boxes in which nothing may lie, such as labels.

    Returns
    -------
    numpy.ndarray, shape (count, 2)

    Raises
    ------
    ValueError
        If so many places do not fit.
    """
    draw, (x0, y0, x1, y1), places = np.random.default_rng(seed), box, []
    for x, y in draw.uniform((x0, y0), (x1, y1), size=(400 * count, 2)):
        clear = not any(a <= x <= c and b <= y <= d for a, b, c, d in avoid)
        if clear and all(np.hypot(x - u, y - v) >= apart for u, v in places):
            places.append((x, y))
        if len(places) == count:
            return np.array(places)
    raise ValueError(f"count is {count}; only {len(places)} places {apart:g} units apart fit in the box.")


def in_vesicle(centre):
    """Places of the molecules in a vesicle: one in the middle, six round it.

    Parameters
    ----------
    centre : (float, float)

    Returns
    -------
    numpy.ndarray, shape (7, 2)
    """
    turn = np.pi / 3 * np.arange(6) + 0.3
    ring = np.column_stack([np.cos(turn), np.sin(turn)]) * 1.75
    return np.vstack([[(0.0, 0.0)], ring]) + centre
