"""The command `python -m reuptake.lecture slides`: decks, and their handouts as PDF."""

import sys
from pathlib import Path

from reuptake.lecture.deck import FOLDER, write_decks
from reuptake.lecture.handout import NoBrowser, print_decks


def slides_command(parts):
    """Describe the command.

    Parameters
    ----------
    parts : argparse subparsers

    Returns
    -------
    callable
        Does it, with what was given on the command line.
    """
    part = parts.add_parser("slides", help="make reveal.js decks of notebooks, for a hall without a network")
    part.add_argument("notebooks", nargs="*", metavar="NN", help="numbers of notebooks, such as 03; all if left out")
    part.add_argument(
        "--to", type=Path, default=FOLDER, metavar="FOLDER", help="where they go (default figures/slides)"
    )
    part.add_argument(
        "--pdf", action="store_true", help="print each deck as a handout too; needs Playwright and Chromium"
    )
    return _run


def _run(given):
    try:
        written = write_decks(given.notebooks, given.to)
        printed = print_decks(written) if given.pdf else []
    except (ValueError, NoBrowser) as refused:
        print(refused, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"--to: {str(given.to)!r} cannot be written to ({error}); name a folder that can", file=sys.stderr)
        return 1
    for path in (*written, *printed):
        print(path)
    return 0
