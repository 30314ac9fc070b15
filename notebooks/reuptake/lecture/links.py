"""The command `python -m reuptake.lecture share`: a link that opens a notebook on a hub, or on Binder."""

import re
import sys
from urllib.parse import quote, urlencode, urlsplit

from reuptake.lecture.deck import NOTEBOOKS, notebooks

CITATION = NOTEBOOKS.parent / "CITATION.cff"
"""The one place where the public address of the course stands."""
BINDER = "https://mybinder.org"


def published():
    """Find the public address of the course.

    Returns
    -------
    str
        `repository-code` of CITATION.cff; "" where it is not filled in.
    """
    try:
        found = re.search(r"^repository-code: *[\"']?([^\"'\s#]+)", CITATION.read_text(encoding="utf-8"), flags=re.M)
    except OSError:
        found = None
    return found[1] if found else ""


def _address(name, given):
    """An address without a slash at its end; refused if it is none."""
    parts = urlsplit(given)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(f"{name} is {given!r}; it must be an address such as https://hub.example.org")
    return given.rstrip("/")


def hub_link(hub, repository, notebook, branch="main"):
    """Write a link of nbgitpuller: it brings the course into a learner's home on a hub and opens a notebook.

    Parameters
    ----------
    hub : str
        Address of the JupyterHub.
    repository : str
        Address from which git clones the course.
    notebook : str
        File name.
    branch : str

    Returns
    -------
    str

    Raises
    ------
    ValueError
        If an address is none.
    """
    hub, repository = _address("hub", hub), _address("repository", repository)
    folder = repository.rsplit("/", 1)[1].removesuffix(".git")
    wish = {"repo": repository, "branch": branch, "urlpath": f"lab/tree/{folder}/notebooks/{notebook}"}
    if repository.endswith(".git"):
        # Without it nbgitpuller would keep the ending in the name of the folder.
        wish["targetpath"] = folder
    return f"{hub}/hub/user-redirect/git-pull?{urlencode(wish, quote_via=quote, safe='')}"


def binder_link(repository, notebook, branch="main"):
    """Write a link that opens a notebook on Binder.

    Parameters
    ----------
    repository : str
        Address from which git clones the course.
    notebook : str
        File name.
    branch : str

    Returns
    -------
    str

    Raises
    ------
    ValueError
        If the address is none.
    """
    repository = _address("repository", repository)
    wish = urlencode({"urlpath": f"lab/tree/notebooks/{notebook}"}, quote_via=quote, safe="")
    return f"{BINDER}/v2/git/{quote(repository, safe='')}/{quote(branch, safe='')}?{wish}"


def share_command(parts):
    """Describe the command.

    Parameters
    ----------
    parts : argparse subparsers

    Returns
    -------
    callable
        Does it, with what was given on the command line.
    """
    part = parts.add_parser("share", help="write a link that opens a notebook on your hub, or on Binder")
    part.add_argument("--hub", metavar="ADDRESS", help="your JupyterHub with nbgitpuller (Binder if left out)")
    part.add_argument("--notebook", default="00", metavar="NN", help="number of the notebook (default 00)")
    part.add_argument(
        "--repository", metavar="ADDRESS", help="where git finds the course (default repository-code of CITATION.cff)"
    )
    part.add_argument("--branch", default="main", help="default main")
    return _run


def _run(given):
    try:
        repository = given.repository or published()
        if not repository:
            raise ValueError("--repository is needed: CITATION.cff has no repository-code yet")
        (path,) = notebooks([given.notebook])
        if given.hub:
            link = hub_link(given.hub, repository, path.name, given.branch)
        else:
            link = binder_link(repository, path.name, given.branch)
    except ValueError as refused:
        print(refused, file=sys.stderr)
        return 2
    print(link)
    return 0
