"""Run the watch from a command line: `python -m reuptake.watch --help`."""

import sys

from reuptake.watch.command import main

if __name__ == "__main__":
    sys.exit(main())
