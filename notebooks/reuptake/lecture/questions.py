"""The files of the question bank, and the command that writes them."""

import sys
from pathlib import Path

from reuptake.evidence import EvidenceError
from reuptake.lecture.bank import bank
from reuptake.lecture.gift import gift
from reuptake.lecture.moodle import moodle_xml
from reuptake.lecture.qti import qti_zip

FOLDER = Path(__file__).parents[3] / "figures" / "questions"
WRITERS = {"moodle.xml": moodle_xml, "gift.txt": gift, "qti.zip": qti_zip}


def files():
    """Write the whole bank in every format.

    Returns
    -------
    dict of str to bytes
        Content by file name.
    """
    entries = bank()
    return {name: write_down(entries) for name, write_down in WRITERS.items()}


def questions_command(parts):
    """Describe the command.

    Parameters
    ----------
    parts : argparse subparsers

    Returns
    -------
    callable
        Does it, with what was given on the command line.
    """
    part = parts.add_parser("questions", help="write the question bank as Moodle XML, GIFT and QTI")
    part.add_argument(
        "folder", nargs="?", type=Path, default=FOLDER, metavar="FOLDER", help="where to (default figures/questions)"
    )
    return _run


def _run(given):
    try:
        made = files()
    except EvidenceError as error:
        print(error, file=sys.stderr)
        return 1
    try:
        given.folder.mkdir(parents=True, exist_ok=True)
        for name, content in made.items():
            (given.folder / name).write_bytes(content)
            print(f"wrote {given.folder / name}")
    except OSError as error:
        print(f"FOLDER: {str(given.folder)!r} cannot be written to ({error}); name a folder that can", file=sys.stderr)
        return 1
    return 0
