"""What every page says at its foot: the disclaimer, the date, the licence, how to cite, where to report an error."""

import html
from dataclasses import dataclass
from datetime import date

from reuptake.lecture.deck import NOTEBOOKS
from reuptake.lecture.links import published, stated

ROOT = NOTEBOOKS.parent
ADVICE = "not medical advice"
_DISCLAIMER = f"Education, {ADVICE}. Not clinically reviewed."
_NEVER = "Never start, stop or change a medicine because of what you read here."


@dataclass(frozen=True)
class Citation:
    """What CITATION.cff says.

    Parameters
    ----------
    title, authors, version : str
    day : datetime.date
    repository : str
        The public address, "" if there is none yet.
    """

    title: str
    authors: str
    version: str
    day: date
    repository: str = ""


def citation(text=None):
    """Read CITATION.cff.

    Parameters
    ----------
    text : str, optional
        The file, read if left out.

    Returns
    -------
    Citation

    Raises
    ------
    ValueError
        If it lacks something that the pages need.
    """
    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8") if text is None else text
    needed = {name: stated(text, name) for name in ("title", "name", "version", "date-released")}
    if missing := [name for name, value in needed.items() if not value]:
        raise ValueError(f"CITATION.cff has no {missing[0]!r}; the pages of the site say it.")
    return Citation(
        needed["title"],
        needed["name"],
        needed["version"],
        date.fromisoformat(needed["date-released"]),
        published(text),
    )


def footer(source, body=""):
    """Write the foot of a page.

    Parameters
    ----------
    source : Citation
    body : str
        HTML of the page: what already holds the disclaimer does not say it again.

    Returns
    -------
    str
        HTML.
    """
    authors, title, version = map(html.escape, (source.authors, source.title, source.version))
    repository = html.escape(source.repository)
    month = f"{source.day:%B %Y}"
    where = f", {repository}" if repository else ""
    lines = [] if ADVICE in body else [f"<strong>{_DISCLAIMER}</strong> {_NEVER}"]
    lines += [
        f"Content of {month}.",
        f"Cite as: {authors} ({source.day.year}). <cite>{title}</cite>, version {version}{where}.",
        'Text and figures: <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>; code: BSD 3-Clause. '
        "The data tables are facts with their sources; no licence is claimed over them.",
    ]
    if repository:
        lines.append(f'<a href="{repository}/issues">Report an error</a>')
    return "\n".join(f"<p>{line}</p>" for line in lines)
