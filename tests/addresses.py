"""Write the public address of the course wherever it is needed: badge, links, citation.

    python tests/addresses.py https://github.com/OWNER/REPOSITORY
    python tests/addresses.py

The first sets the address in CITATION.cff, the one place where it stands, and writes everything that
follows from it; the second only writes it again. What is written lies between marks in Markdown files. Run it
in the environment of README.md.
"""

import argparse
import re
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "notebooks"))
from reuptake.lecture.links import UNSET, binder_link, hub_link  # noqa: E402
from reuptake.lecture.marks import between, marks  # noqa: E402

_FORM = re.compile(r"https://github\.com/([A-Za-z0-9][A-Za-z0-9-]*)/([\w.-]+?)(?:\.git)?/?")
_LINE = re.compile(r"^repository-code:.*$", re.M)
COMMAND = "python tests/addresses.py"
FIRST, LESSON = "00-start-here.ipynb", "03-reuptake.ipynb"
FILES = ("README.md", "figures/TEACHING.md", "docs/*.md")


class Address:
    """The public address of a copy of the course.

    Parameters
    ----------
    url : str
        As https://github.com/OWNER/REPOSITORY.

    Raises
    ------
    ValueError
        If it has another form.
    """

    def __init__(self, url):
        found = _FORM.fullmatch(url)
        if not found:
            raise ValueError(f"address is {url!r}; it must have the form {UNSET}.")
        self.owner, self.name = found.groups()
        self.url = f"https://github.com/{self.owner}/{self.name}"

    @property
    def known(self):
        """Whether it was set."""
        return self.url != UNSET

    @property
    def pages(self):
        """Address of the static site on GitHub Pages."""
        return f"https://{self.owner.lower()}.github.io/{self.name}/"


def stated(text):
    """Read the address from the text of CITATION.cff.

    Raises
    ------
    ValueError
        If there is none, or it has another form.
    """
    return Address(str((yaml.safe_load(text) or {}).get("repository-code", "")))


def with_address(text, address):
    """Put an address into the text of CITATION.cff.

    Raises
    ------
    ValueError
        If its line is not there exactly once.
    """
    changed, count = _LINE.subn(f'repository-code: "{address.url}"', text)
    if count != 1:
        raise ValueError(f"CITATION.cff has {count} lines 'repository-code:'; it must have one.")
    return changed


def _open_part(address):
    link = binder_link(address.url, FIRST)
    lines = [
        f"[![Open on Binder](https://mybinder.org/badge_logo.svg)]({link})",
        "",
        f"**Nothing to install:** [open notebook 00 on Binder]({link}), a free service. The first start may take some "
        "minutes.\nWhat you do there is thrown away when you leave; notebook 00 gives you a copy of your answers.",
    ]
    if address.known:
        lines[-1] += f" **No server at all:** [the course as a web site]({address.pages})."
    else:
        note = (
            "*This copy does not know its public address yet, so badge and link lead nowhere; go on below. Whoever\n"
            f"publishes it sets the address once: `python tests/addresses.py {UNSET}`.*"
        )
        lines = [note, "", *lines]
    return "\n".join(lines)


def _errors_part(address):
    where = "open an issue in the repository you got this from"
    if address.known:
        where = f"[open an issue]({address.url}/issues)"
    return (
        f"A wrong number, an unclear sentence, a picture that does not read aloud well: please {where}, with the\n"
        "notebook's name, the sentence and, for a number, the source that says otherwise."
    )


def _class_part(address):
    hub = hub_link("https://HUB", address.url, LESSON)
    return "\n".join(
        [
            f"- **Binder**, nothing to install, nothing is kept: `{binder_link(address.url, LESSON)}`",
            f"- **Your own hub** with nbgitpuller, where each learner's answers stay: `{hub}`",
        ]
    )


def _course_part(address):
    return f"In the commands, `COURSE` stands for the address of the course, `{address.url}`."


PARTS = {"course": _course_part, "open": _open_part, "errors": _errors_part, "class": _class_part}


def filled(text, address):
    """Write the parts of a Markdown text that follow from the address.

    Raises
    ------
    ValueError
        If a mark has no end or a name that is unknown.
    """
    for name in re.findall(r"<!-- ([\w-]+): begin; written by `python tests/addresses.py` -->", text):
        if name not in PARTS:
            raise ValueError(f"the part is {name!r}; it must be one of: {', '.join(PARTS)}.")
        text = between(text, *marks(name, COMMAND), PARTS[name](address))
    return text


def files(root=ROOT):
    """The Markdown files that may have such parts."""
    return [path for pattern in FILES for path in sorted(root.glob(pattern))]


def main(words=None, root=ROOT):
    """Set the address if one is given, and write all that follows; returns 0 if it was done."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("address", nargs="?", help=f"such as {UNSET}")
    given = options.parse_args(words)
    citation = root / "CITATION.cff"
    try:
        text = citation.read_text(encoding="utf-8")
        if given.address:
            text = with_address(text, Address(given.address))
        address = stated(text)
        # All is worked out before anything is written, so that an error leaves every file as it was.
        new = {path: filled(path.read_text(encoding="utf-8"), address) for path in files(root)} | {citation: text}
    except ValueError as refused:
        print(f"Nothing was changed: {refused}", file=sys.stderr)
        return 1
    for path, content in new.items():
        if content != path.read_text(encoding="utf-8"):
            path.write_text(content, encoding="utf-8", newline="\n")
            print(f"wrote {path.relative_to(root).as_posix()}")
    if address.known:
        print(f"README.md leads to {address.pages} too: switch on Pages (docs/SITE.md), or that link leads nowhere.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
