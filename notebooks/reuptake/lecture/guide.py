"""The part of the teaching guide that follows from the data: what a learner can do after each notebook."""

import sys
from pathlib import Path

from reuptake.evidence.questions import objectives
from reuptake.lecture.bank import notebook_name
from reuptake.lecture.marks import between, marks

FILE = Path(__file__).parents[3] / "figures" / "TEACHING.md"
BEGIN, END = marks("objectives", "python -m reuptake.lecture guide")


def objectives_part():
    """Write the objectives of all notebooks.

    Returns
    -------
    str
        Markdown: a line for each notebook, with a link to it.
    """
    lines = []
    for notebook, inside in objectives().items():
        listed = "; ".join(f"({place}) {one.text}" for place, one in enumerate(inside, start=1))
        lines.append(f"- **[{notebook_name(notebook)}](../notebooks/{notebook}.ipynb)**: {listed}.")
    return "\n".join(lines)


def with_objectives(text):
    """Put the objectives between their marks in the guide.

    Parameters
    ----------
    text : str
        The guide.

    Returns
    -------
    str

    Raises
    ------
    ValueError
        If the marks are not both there, once each and in this order.
    """
    return between(text, BEGIN, END, objectives_part())


def guide_command(parts):
    """Describe the command.

    Parameters
    ----------
    parts : argparse subparsers

    Returns
    -------
    callable
        Does it, with what was given on the command line.
    """
    part = parts.add_parser("guide", help="bring the learning objectives in the teaching guide up to date")
    part.add_argument(
        "file", nargs="?", type=Path, default=FILE, metavar="FILE", help="the guide (default figures/TEACHING.md)"
    )
    return _run


def _run(given):
    try:
        text = with_objectives(given.file.read_text(encoding="utf-8"))
        given.file.write_text(text, encoding="utf-8", newline="\n")
    except (OSError, ValueError) as error:
        print(f"FILE: {str(given.file)!r} was left as it is: {error}", file=sys.stderr)
        return 1
    print(f"wrote {given.file}")
    return 0
