"""Make lecture material from a command line: `python -m reuptake.lecture --help`."""

import argparse
import sys

from reuptake.lecture.guide import guide_command
from reuptake.lecture.links import share_command
from reuptake.lecture.questions import questions_command
from reuptake.lecture.site.command import site_command
from reuptake.lecture.slides import slides_command

COMMANDS = {
    "slides": slides_command,
    "questions": questions_command,
    "guide": guide_command,
    "share": share_command,
    "site": site_command,
}


def main(words=None):
    """Run a subcommand.

    Parameters
    ----------
    words : list of str, optional
        The command line without the program's name.

    Returns
    -------
    int
        0 if it was done.
    """
    top = argparse.ArgumentParser(prog="python -m reuptake.lecture", description="Make lecture material of the course.")
    parts = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    work = {name: command(parts) for name, command in COMMANDS.items()}
    given = top.parse_args(words)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that knows few letters should not stop what is done already.
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    return work[given.command](given)


if __name__ == "__main__":
    sys.exit(main())
