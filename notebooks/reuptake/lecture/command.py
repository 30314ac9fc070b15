"""The command `python -m reuptake.lecture`: one part for each kind of material."""

import argparse
from pathlib import Path

from reuptake.lecture import guide, questions

FIGURES = Path(__file__).parents[3] / "figures"
# Name, what it does, the usual folder, and the function that returns what it wrote there.
PARTS = (
    ("questions", "the question bank as Moodle XML, GIFT and QTI", FIGURES / "questions", questions.write),
    ("guide", "the learning objectives in the teaching guide", FIGURES, guide.write),
)


def parser():
    """Describe the command.

    Returns
    -------
    argparse.ArgumentParser
    """
    top = argparse.ArgumentParser(
        prog="python -m reuptake.lecture", description="Make lecture material from the course. Needs no network."
    )
    parts = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, what, folder, work in PARTS:
        part = parts.add_parser(name, help=what, description=f"Write {what}.")
        part.add_argument("folder", nargs="?", type=Path, default=folder, help="where to write")
        part.set_defaults(work=work)
    return top


def main(arguments=None):
    """Run the command.

    Parameters
    ----------
    arguments : list of str, optional
        What stands after the command's name; what was typed, if nothing is given.

    Returns
    -------
    int
        0 when all was written, 1 when a folder or file is in the way.
    """
    chosen = parser().parse_args(arguments)
    try:
        written = chosen.work(chosen.folder)
    except OSError as error:
        print(f"folder {str(chosen.folder)!r} cannot be written to: {error.strerror}; name one that can")
        return 1
    for path in written:
        print(f"wrote {path}")
    return 0
