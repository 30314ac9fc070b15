"""The part of the teaching guide that follows from the data: what a learner can do after each notebook."""

import sys
from pathlib import Path

from reuptake.evidence.questions import objectives
from reuptake.evidence.records import EvidenceError
from reuptake.lecture.bank import notebook_name

FILE = Path(__file__).parents[3] / "figures" / "TEACHING.md"
BEGIN, END = "<!-- objectives: begin; written by `python -m reuptake.lecture guide` -->", "<!-- objectives: end -->"


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
    EvidenceError
        If the marks are not both there, once each and in this order.
    """
    before, begun, rest = text.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not begun or not ended or BEGIN in rest or END in before + after:
        raise EvidenceError(f"the marks {BEGIN!r} and {END!r} are needed, once each and in this order")
    return f"{before}{BEGIN}\n{objectives_part()}\n{END}{after}"


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
    except (OSError, UnicodeDecodeError, EvidenceError) as error:
        print(f"FILE: {str(given.file)!r} was left as it is: {error}", file=sys.stderr)
        return 1
    print(f"wrote {given.file}")
    return 0
