"""Make lecture material from a command line: `python -m reuptake.lecture --help`, run in notebooks/."""

import sys

from reuptake.lecture.command import main

if __name__ == "__main__":
    sys.exit(main())
