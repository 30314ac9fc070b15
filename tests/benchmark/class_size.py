"""From what was measured of one learner to what a class needs: plain arithmetic, and the tables of docs/CLASS.md."""

import math
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "notebooks"))
from reuptake.lecture.marks import between, marks

COMMAND = "python tests/benchmark/load.py"
SYSTEM_GB = 1.0
"""For the machine itself. The Littlest JupyterHub needs a machine of 1 GB at least, and 128 MB of it for the hub."""
SHARE_AT_ONCE = 0.4
"""Low end: the part of a class that is there at the same time when each learns alone (40 to 60 % is the manual's)."""
OPEN_KERNELS = 2
"""High end: notebooks that a learner has open at once; each keeps a kernel until it is stopped or culled."""
RUSH_MINUTES = 1.0
"""High end: all start their server, open the same notebook and run its first cell within this time."""
SIZES = (30, 300, 3000)
MACHINE_GB, MACHINE_CORES = 32, 8
"""A machine of a usual kind, to count in."""


def middle_and_high(values):
    """Median and 95th percentile, the latter between two values in proportion.

    Parameters
    ----------
    values : sequence of float
        At least one.

    Returns
    -------
    tuple of float
    """
    if not values:
        raise ValueError("values is empty; a median needs at least one value")
    cuts = statistics.quantiles(values, n=20, method="inclusive") if len(values) > 1 else values
    return statistics.median(values), cuts[-1]


def doubling(points):
    """Find where a quantity is twice what it is at the smallest number of learners.

    Parameters
    ----------
    points : sequence of (float, float)
        Learners, and the quantity.

    Returns
    -------
    float or None
        Learners, between two points in proportion; None if it never doubles as far as was tried.
    """
    if not points or min(value for _, value in points) <= 0:
        raise ValueError(f"points is {points!r}; it must hold at least one point, and values above 0")
    points = sorted(points)
    goal = 2 * points[0][1]
    for (low, before), (high, after) in zip(points, points[1:], strict=False):
        if after >= goal:
            return low + (high - low) * (goal - before) / (after - before)
    return None


def slowdown(alone, beside):
    """How many times as long the same things take beside other learners: the median of the ratios.

    Parameters
    ----------
    alone, beside : dict
        Seconds by thing.

    Returns
    -------
    float or None
        None if they have nothing in common.
    """
    ratios = [seconds / alone[thing] for thing, seconds in beside.items() if thing in alone]
    return statistics.median(ratios) if ratios else None


def seats(measured, gigabytes):
    """How many learners a machine holds by its memory, from the careful to the hopeful end.

    Parameters
    ----------
    measured : dict
        With `memory_mb`, as in `docs/hub/load.json`.
    gigabytes : float
        Of the machine.

    Returns
    -------
    tuple of int
    """
    low, high = memory_of_one(measured)
    room = (gigabytes - SYSTEM_GB) * 1000
    return max(0, int(room // high)), max(0, int(room // low))


def memory_of_one(measured):
    """Memory of one learner's server and kernels in MB: a usual one with pages shared, and a large one without.

    Parameters
    ----------
    measured : dict

    Returns
    -------
    tuple of float
    """
    found = measured["memory_mb"]
    return found["learner_pss"], found["server_rss"] + OPEN_KERNELS * found["kernel_rss_most"]


def extrapolate(measured, learners):
    """What a class would need, on paper.

    Parameters
    ----------
    measured : dict
        With `memory_mb` and `cpu_s`, as in `docs/hub/load.json`.
    learners : int

    Returns
    -------
    dict of str to tuple of float
        Low and high end of `memory_gb`, `cores` and `machines`.
    """
    if learners < 1:
        raise ValueError(f"learners is {learners}; it must be 1 or more")
    cpu = measured["cpu_s"]
    low, high = memory_of_one(measured)
    memory = SHARE_AT_ONCE * learners * low / 1000, learners * high / 1000
    usual = (cpu["work_per_minute"] + cpu["idle_per_minute"]) / 60
    rush = (cpu["server_start"] + cpu["kernel_start"]) / (60 * RUSH_MINUTES)
    cores = SHARE_AT_ONCE * learners * usual, learners * rush
    machines = [max(1, math.ceil(gb / (MACHINE_GB - SYSTEM_GB))) for gb in memory]
    return {"memory_gb": memory, "cores": cores, "machines": tuple(machines)}


LATENCY_HEADS = (
    "learners",
    "a cell",
    "new control: first frame",
    "new control: all frames",
    "times as slow as alone: cell, all frames",
    "in the page: key → paint",
    "in the page: new control",
    "cores busy: learners, machine",
)


def _row(*cells):
    return f"| {' | '.join(cells)} |"


def _pair(two, scale=1000):
    return f"{two[0] * scale:.0f} / {two[1] * scale:.0f}" if two else "–"


def _times(value):
    return f"{value:.1f}" if value is not None else "–"


def latency_table(measured):
    """The table of times, by number of learners.

    Parameters
    ----------
    measured : dict

    Returns
    -------
    str
        Markdown.
    """
    lines = [_row(*LATENCY_HEADS), _row(*["---:"] * len(LATENCY_HEADS))]
    for step in measured["steps"]:
        slow = f"{_times(step['slower'].get('cell'))}, {_times(step['slower'].get('all frames'))}"
        lines.append(
            _row(
                str(step["learners"]),
                *(_pair(step["times_s"].get(what)) for what in ("cell", "first frame", "all frames")),
                slow,
                *(_pair(step["page_ms"].get(what), 1) for what in ("paint", "axis")),
                f"{step['cores_learners']:.2f}, {step['cores_machine']:.2f}",
            )
        )
    return "\n".join(lines)


def doubling_lines(measured):
    """The sentences on where times double.

    Parameters
    ----------
    measured : dict

    Returns
    -------
    str
        Markdown.
    """
    steps = measured["steps"]
    kinds = {
        "key → paint in the page": [(step["learners"], step["page_ms"]["paint"][0]) for step in steps],
        "a new control in the page": [(step["learners"], step["page_ms"]["axis"][0]) for step in steps],
        "a new control, all frames, without a browser": [
            (step["learners"], step["slower"]["all frames"]) for step in steps if step["slower"].get("all frames")
        ],
        "a cell": [(step["learners"], step["slower"]["cell"]) for step in steps if step["slower"].get("cell")],
    }
    most = max(step["learners"] for step in steps)
    lines = []
    for kind, points in kinds.items():
        if points:
            place = doubling(points)
            said = f"at {place:.1f} learners" if place else f"not up to {most} learners, the most that were tried"
            lines.append(f"- The median of *{kind}* doubles: {said}.")
    return "\n".join(lines)


def needs_table(measured):
    """The tables of what one learner takes.

    Parameters
    ----------
    measured : dict

    Returns
    -------
    str
        Markdown.
    """
    memory, cpu = measured["memory_mb"], measured["cpu_s"]
    rows = [
        ("JupyterLab server of one learner", memory["server_pss"], memory["server_rss"]),
        ("kernel after a notebook, median of the ten", memory["kernel_pss"], memory["kernel_rss"]),
        ("server and kernel, many learners at once", memory["learner_pss"], None),
        (f"kernel after {memory['heaviest']}, the heaviest", None, memory["kernel_rss_most"]),
    ]
    seconds = [
        ("starting the server", cpu["server_start"]),
        ("starting a kernel and running the first cell", cpu["kernel_start"]),
        ("a minute of learning at the pace of a reader", cpu["work_per_minute"]),
        ("a minute of an idle server with an idle kernel", cpu["idle_per_minute"]),
    ]
    return "\n".join(
        [_row("memory, MB", "PSS: shared pages in part", "RSS: shared pages in full"), _row("---", "---:", "---:")]
        + [_row(what, *(f"{one:.0f}" if one is not None else "" for one in both)) for what, *both in rows]
        + [""]
        + [_row("processor time for", "seconds of one core"), _row("---", "---:")]
        + [_row(what, f"{value:.2f}") for what, value in seconds]
    )


def _range(low, high):
    def short(value):
        return f"{value:.1f}" if value < 10 else f"{value:,.0f}"

    return f"{short(low)} to {short(high)}"


def paper_table(measured):
    """The extrapolation and the seats of machines as tables.

    Parameters
    ----------
    measured : dict

    Returns
    -------
    str
        Markdown.
    """
    lines = [_row("learners", "memory, GB", "cores", f"machines of {MACHINE_GB} GB"), _row(*["---:"] * 4)]
    for learners in SIZES:
        needs = extrapolate(measured, learners)
        few, many = needs["machines"]
        lines.append(_row(f"{learners:,}", _range(*needs["memory_gb"]), _range(*needs["cores"]), f"{few} to {many}"))
    lines += ["", _row("memory of one machine", "learners at the same time"), _row("---:", "---:")]
    for gigabytes in (8, 16, 32, 64):
        few, many = seats(measured, gigabytes)
        lines.append(_row(f"{gigabytes} GB", f"{few} to {many}"))
    return "\n".join(lines)


def origin_line(measured):
    """One sentence on where and how it was measured.

    Parameters
    ----------
    measured : dict

    Returns
    -------
    str
        Markdown.
    """
    machine, how = measured["machine"], measured["settings"]
    return (
        f"Measured on {measured['date']}: {machine['processor']}, {machine['cores']} cores, "
        f"{machine['memory_gb']:.0f} GB, Python {machine['python']}, JupyterLab {machine['jupyterlab']}; "
        f"{how['minutes']:g} minutes for each number of learners, waiting shortened {how['hurry']:g} times, "
        f"seed {how['seed']}."
    )


PARTS = {
    "measured": lambda found: "\n\n".join(
        (origin_line(found), "Milliseconds, median / 95th percentile:", latency_table(found), doubling_lines(found))
    ),
    "needs": needs_table,
    "paper": paper_table,
}
"""What stands between the marks of a page, by the name of the marks."""


def rewritten(text, measured):
    """Put the tables between their marks in a page.

    Parameters
    ----------
    text : str
        The page.
    measured : dict

    Returns
    -------
    str

    Raises
    ------
    ValueError
        If the marks of a part are not both there, once each and in this order.
    """
    for name, part in PARTS.items():
        text = between(text, *marks(name, COMMAND), f"\n{part(measured)}\n")
    return text
