"""The command `python -m reuptake.lecture site`: pages to read, and JupyterLite to run, in one folder."""

import shutil
import sys
from pathlib import Path

from reuptake.lecture.deck import FIGURES
from reuptake.lecture.site.browser_python import Unresolved
from reuptake.lecture.site.lite import LiteError, write_lite
from reuptake.lecture.site.pages import LITE, write_pages

FOLDER = FIGURES / "site"
"""Where the site goes if nothing else is said."""
MARK = ".reuptake-site"
"""A file that is written before all others: a folder that has it is ours, even if its site was never finished."""


def site_command(parts):
    """Describe the command.

    Parameters
    ----------
    parts : argparse subparsers

    Returns
    -------
    callable
        Does it, with what was given on the command line.
    """
    part = parts.add_parser("site", help="make a site of the course that needs no server: pages, and JupyterLite")
    part.add_argument("--to", type=Path, default=FOLDER, metavar="FOLDER", help="where it goes (default figures/site)")
    part.add_argument("--without-lite", action="store_true", help="pages only, nothing that runs Python")
    part.add_argument(
        "--pyodide", type=Path, metavar="PATH", help="a Pyodide distribution to put into the site (folder or archive)"
    )
    return _run


def _run(given):
    try:
        pages = write_site(given.to, lite=not given.without_lite, pyodide=given.pyodide)
    except (ValueError, LiteError, Unresolved) as refused:
        print(refused, file=sys.stderr)
        return 2
    except OSError as error:
        said = f"the site cannot be made: {error}; if that is in {str(given.to)!r}, name another folder with --to"
        print(said, file=sys.stderr)
        return 1
    for path in pages:
        print(path)
    return 0


def write_site(folder, *, lite=True, pyodide=None):
    """Make the site.

    Parameters
    ----------
    folder : path
    lite : bool
        Whether JupyterLite goes with the pages.
    pyodide : path, optional
        As `reuptake.lecture.site.lite.write_lite` takes it.

    Returns
    -------
    list of pathlib.Path
        The pages that were written.

    Raises
    ------
    ValueError
        If a notebook cannot be shown, or the folder holds what is not a site.
    reuptake.lecture.site.lite.LiteError
        If JupyterLite cannot be built.
    """
    folder = Path(folder)
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise ValueError(
            f"--to is {str(folder)!r}, which holds something else; name a new or empty folder, or an earlier site."
        )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text("Made by python -m reuptake.lecture site, which replaces it.\n", encoding="utf-8")
    if lite:
        write_lite(folder / LITE, pyodide)
    elif (folder / LITE).exists():
        shutil.rmtree(folder / LITE)
    written = write_pages(folder, lite=lite)
    # Without this GitHub's pages leave out files whose names begin with an underscore.
    (folder / ".nojekyll").touch()
    return [*written, *([folder / LITE / "index.html"] if lite else [])]
