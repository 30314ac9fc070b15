"""The command `python -m reuptake.lecture share`: a link that opens a notebook on a hub, or on Binder."""

import re
import sys
from urllib.parse import quote, urlencode, urlsplit

from reuptake.lecture.deck import NOTEBOOKS, notebooks

CITATION = NOTEBOOKS.parent / "CITATION.cff"
"""The one place where the public address of the course stands."""
UNSET = "https://github.com/OWNER/REPOSITORY"
"""What stands there until somebody publishes the course."""
BINDER = "https://mybinder.org"
_GITHUB = re.compile(r"https://github\.com/([\w-]+/[\w.-]+?)(?:\.git)?")


def stated(text, name):
    """Find a value that stands on one line of CITATION.cff.

    Parameters
    ----------
    text : str
        The file.
    name : str
        Of the value; that of the first author is "name".

    Returns
    -------
    str
        Without quotes and comment; "" if there is none.
    """
    found = re.search(rf"^(?:  - )?{name}: *(?:\"([^\"]*)\"|'([^']*)'|([^\s#].*?)) *(?:#.*)?$", text, flags=re.M)
    return next(filter(None, found.groups()), "") if found else ""


def published(text=None):
    """Find the public address of the course.

    Parameters
    ----------
    text : str, optional
        CITATION.cff, read if left out.

    Returns
    -------
    str
        Its `repository-code` without a slash at the end; "" where it is not set.
    """
    try:
        text = CITATION.read_text(encoding="utf-8") if text is None else text
    except OSError:
        return ""
    address = stated(text, "repository-code").rstrip("/")
    return address if re.match("https?://", address) and address != UNSET else ""


def _address(name, given):
    """An address without a slash at its end; refused if it is none."""
    parts = urlsplit(given)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(f"{name} is {given!r}; it must be an address such as https://hub.example.org")
    return given.rstrip("/")


def hub_link(hub, repository, notebook, branch=None):
    """Write a link of nbgitpuller: it brings the course into a learner's home on a hub and opens a notebook.

    Parameters
    ----------
    hub : str
        Address of the JupyterHub.
    repository : str
        Address from which git clones the course.
    notebook : str
        File name.
    branch : str, optional
        The one that a clone begins with if left out.

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
    wish = {"repo": repository, "urlpath": f"lab/tree/{folder}/notebooks/{notebook}"}
    if branch:
        wish["branch"] = branch
    if repository.endswith(".git"):
        # Without it nbgitpuller would keep the ending in the name of the folder.
        wish["targetpath"] = folder
    return f"{hub}/hub/user-redirect/git-pull?{urlencode(wish, quote_via=quote, safe='')}"


def binder_link(repository, notebook, branch=None):
    """Write a link that opens a notebook on Binder.

    Parameters
    ----------
    repository : str
        Address from which git clones the course.
    notebook : str
        File name.
    branch : str, optional
        The one that a clone begins with if left out.

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
    known = _GITHUB.fullmatch(repository)
    host = f"gh/{known[1]}" if known else f"git/{quote(repository, safe='')}"
    return f"{BINDER}/v2/{host}/{quote(branch or 'HEAD', safe='')}?{wish}"


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
    part.add_argument("--branch", help="the one that a clone begins with if left out")
    return _run


def _run(given):
    try:
        repository = given.repository or published()
        if not repository:
            raise ValueError("--repository is needed: repository-code of CITATION.cff is not set yet")
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
