"""Choose which versions of the libraries a test run installs: the oldest allowed, those pinned, or the newest.

    python tests/choose_libraries.py oldest

prints one line to put into the environment of pip: PIP_CONSTRAINT and a file.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
CHOICES = ("newest", "pinned", "oldest")


def lower_bounds(text):
    """Read the oldest version that a requirements file allows of each package.

    Parameters
    ----------
    text : str

    Returns
    -------
    dict of str to str

    Raises
    ------
    ValueError
        If a line has no lower bound.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    found = [(line, re.match(r"([\w.-]+)\s*>=\s*([\w.]+)", line)) for line in lines]
    for line, bound in found:
        if bound is None:
            raise ValueError(f"requirements.txt: {line!r} has no lower bound, such as '>=1.2'.")
    return {bound[1]: bound[2] for _, bound in found}


def constraint(choice, folder=ROOT):
    """Find or write the file of constraints.

    Parameters
    ----------
    choice : str
        One of `CHOICES`.
    folder : pathlib.Path
        Where the file for "oldest" is written.

    Returns
    -------
    pathlib.Path or None
        None means no constraint.

    Raises
    ------
    ValueError
        If there is no such choice.
    """
    if choice not in CHOICES:
        raise ValueError(f"libraries is {choice!r}; it must be one of: {', '.join(CHOICES)}.")
    if choice == "newest":
        return None
    if choice == "pinned":
        return ROOT / "tests" / "constraints.txt"
    bounds = lower_bounds((ROOT / "requirements.txt").read_text(encoding="utf-8"))
    path = folder / "oldest.txt"
    # "~=1.2.0" takes the fixes that came to the oldest release, "==" would take its faults too.
    lines = [f"{name}~={version}{'.0' if version.count('.') == 1 else ''}\n" for name, version in bounds.items()]
    path.write_text("".join(lines), encoding="utf-8")
    return path


if __name__ == "__main__":
    try:
        chosen = constraint(*sys.argv[1:2] or [""])
    except ValueError as refused:
        sys.exit(str(refused))
    if chosen:
        print(f"PIP_CONSTRAINT={chosen}")
