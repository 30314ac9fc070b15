"""How files are handled on every system."""

import os
import time


def patiently(action, *arguments):
    """Do it; on Windows try for a second, since there a file that another program reads is in the way.

    Parameters
    ----------
    action : callable
    arguments : object
        What it is called with.

    Returns
    -------
    object
        What `action` returns.
    """
    until = time.monotonic() + (1 if os.name == "nt" else 0)
    while True:
        try:
            return action(*arguments)
        except PermissionError:
            if time.monotonic() >= until:
                raise
            time.sleep(0.02)
