"""Markdown of a notebook as HTML of a page: MathML, headings with anchors, links between pages."""

import html
import re
from functools import cache
from urllib.parse import quote, unquote

import mistune

from reuptake.lecture.maths import mathml

_TAG = re.compile(r"<[^>]*>")
_OUTSIDE = re.compile(r"https?://|mailto:", re.I)


class Anchors:
    """The headings of one page, in order.

    Attributes
    ----------
    found : list of (int, str, str)
        Level, id and HTML of each.
    """

    def __init__(self):
        self.found = []

    def add(self, level, inside):
        """Take in a heading.

        Parameters
        ----------
        level : int
        inside : str
            Its HTML.

        Returns
        -------
        str
            Its id, as JupyterLab would link to it.
        """
        anchor = base = plain(inside).replace(" ", "-")
        taken = {name for _, name, _ in self.found}
        number = 2
        while anchor in taken:
            anchor, number = f"{base}-{number}", number + 1
        self.found.append((level, anchor, inside))
        return anchor


class _Writer(mistune.HTMLRenderer):
    def __init__(self, anchors, repository):
        super().__init__(escape=False)
        self._anchors, self._repository = anchors, repository

    def heading(self, text, level, **attrs):
        anchor = html.escape(self._anchors.add(level, text), quote=True)
        return f'<h{level} id="{anchor}">{text}</h{level}>\n'

    def link(self, text, url, title=None):
        address = page_address(url, self._repository)
        if not address:
            return text
        named = f' title="{html.escape(title, quote=True)}"' if title else ""
        kind = ' class="term"' if title and "Glossary" in url else ""
        return f'<a{kind} href="{html.escape(address, quote=True)}"{named}>{text}</a>'

    def image(self, text, url, title=None):
        # Only the README has one: its pictures lie beside those of the lessons.
        address = html.escape(url.replace("figures/", "pictures/"), quote=True)
        return f'<img alt="{html.escape(plain(text), quote=True)}" src="{address}">'

    def block_math(self, text):
        return f'<div class="wide formula">{mathml(text, display=True)}</div>\n'

    def inline_math(self, text):
        return mathml(text)

    def table(self, text):
        return f'<div class="wide" role="group" aria-label="Table"><table>{text}</table></div>\n'


def page_address(url, repository=""):
    """Say where a link of a notebook leads on the site.

    Parameters
    ----------
    url : str
        As it stands in the notebook.
    repository : str
        The public address of the repository, "" if there is none yet.

    Returns
    -------
    str
        "" if the site has no such page, and nobody else is known to have it.

    Raises
    ------
    ValueError
        If it is no place to go to, such as a script.
    """
    if _OUTSIDE.match(url):
        return url
    name, _, anchor = url.partition("#")
    if ":" in name:
        raise ValueError(f"a link leads to {url!r}; it must begin with https:, http: or mailto:, or name a file.")
    # Some addresses come quoted already.
    anchor = quote(unquote(anchor), safe="!$&'()*+,;=:@/?-._~")
    place = f"#{anchor}" if anchor else ""
    if name and not name.endswith(".ipynb"):
        return f"{repository}/blob/HEAD/notebooks/{name}{place}" if repository else ""
    return name.replace(".ipynb", ".html") + place


def markdown(text, anchors, repository=""):
    """Write Markdown as HTML.

    HTML in it is trusted and stays as it is: the notebooks are the course's own.

    Parameters
    ----------
    text : str
    anchors : Anchors
        Takes in the headings.
    repository : str
        As `page_address` takes it.

    Returns
    -------
    str
    """
    reader = mistune.create_markdown(
        renderer=_Writer(anchors, repository), plugins=["table", "math", "strikethrough"], escape=False
    )
    return reader(text)


@cache
def plain(markup):
    """Strip HTML down to its words.

    Parameters
    ----------
    markup : str

    Returns
    -------
    str
        One line.
    """
    # A formula is no word that anybody looks for.
    words = re.sub(r"<math.*?</math>", " … ", markup, flags=re.S)
    words = re.sub(r"</(p|li|td|th|div|summary|h\d|pre)>|<br\s*/?>", " ", words)
    return " ".join(html.unescape(_TAG.sub("", words)).split())
