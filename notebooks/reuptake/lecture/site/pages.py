"""The pages of the site: lessons, the first page and the search, all in one folder that needs no network."""

import html
import json
import re
import shutil
from pathlib import Path
from string import Template

from reuptake.evidence import load
from reuptake.lecture.deck import FIGURES, NOTEBOOKS
from reuptake.lecture.playable import COURSE, stem
from reuptake.lecture.site.about import ROOT, citation, footer
from reuptake.lecture.site.lesson import lesson
from reuptake.lecture.site.words import Anchors, markdown, page_address

HERE = Path(__file__).parent
LITE = "lite"
_LINK = re.compile(r"</?a\b[^>]*>")
_FOLDERS = ("assets", "pictures", "playable", "notebooks")
_INTRO, _TABLE = re.compile(r"\A(.*?)^## Start$", re.S | re.M), re.compile(r"^## The notebooks\n(.*?)^## ", re.S | re.M)


def write_pages(folder, *, lite=False):
    """Write all pages.

    Parameters
    ----------
    folder : pathlib.Path
        Of the site alone; the pages that an earlier run left there are removed, with all that they load.
    lite : bool
        Whether JupyterLite goes with them, so that pages lead to it.

    Returns
    -------
    list of pathlib.Path
        The pages.

    Raises
    ------
    ValueError
        If a notebook cannot be shown; the message names it.
    """
    source = citation()
    lessons = [lesson(path, source.repository) for path in sorted(NOTEBOOKS.glob("[0-9][0-9]-*.ipynb"))]
    _remove_earlier(folder)
    _write_files(folder, lessons)
    pages = {"index.html": _home(source, lite), "search.html": _search(source)}
    for place, one in enumerate(lessons):
        before, after = lessons[place - 1] if place else None, lessons[place + 1] if one is not lessons[-1] else None
        pages[f"{one.name}.html"] = _lesson_page(one, before, after, source, lite)
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return [folder / name for name in pages]


def _remove_earlier(folder):
    """Nothing of a notebook that has another name by now, or of a picture that was changed, should be published."""
    for path in (*folder.glob("*.html"), *(folder / name for name in _FOLDERS)):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _write_files(folder, lessons):
    """Everything that pages load, and what they offer for download."""
    for name in _FOLDERS:
        (folder / name).mkdir(parents=True)
    for name in ("site.css", "site.js", "search.js"):
        shutil.copyfile(HERE / name, folder / "assets" / name)
    (folder / "assets" / "search-index.js").write_text(index(lessons), encoding="utf-8", newline="\n")
    for one in lessons:
        shutil.copyfile(NOTEBOOKS / f"{one.name}.ipynb", folder / "notebooks" / f"{one.name}.ipynb")
        for name, drawing in one.pictures.items():
            (folder / "pictures" / name).write_bytes(drawing)
    for name in re.findall(r"\(figures/([^/)]*\.svg)\)", (ROOT / "README.md").read_text(encoding="utf-8")):
        shutil.copyfile(FIGURES / name, folder / "pictures" / name)
    for path in (FIGURES / "playable").glob("*.html"):
        shutil.copyfile(path, folder / "playable" / path.name)
    missing = [
        name for one in lessons for name in one.playable if not (folder / f"playable/{stem(name)}.html").exists()
    ]
    if missing:
        raise ValueError(
            f"the playable picture of {missing[0]!r} is not in figures/playable; run python figures/render.py."
        )


def index(lessons):
    """Write the index of the search as a script, since a page that is opened as a file may not fetch one.

    Parameters
    ----------
    lessons : list of reuptake.lecture.site.lesson.Lesson

    Returns
    -------
    str
        JavaScript.
    """
    content = {
        "pages": [{"file": f"{one.name}.html", "title": _called(one.name)} for one in lessons],
        "entries": [[place, *entry] for place, one in enumerate(lessons) for entry in one.entries],
    }
    return f"window.COURSE_INDEX = {json.dumps(content, ensure_ascii=False, separators=(',', ':'))};\n"


def _called(name):
    return f"{name[:2]} {next(row.title for row in load('course') if row.notebook == name)}"


def _page(title, body, source, *, contents="", links="", scripts=""):
    return Template((HERE / "page.html").read_text(encoding="utf-8")).substitute(
        title=html.escape(title),
        course=html.escape(COURSE),
        links=links,
        contents=contents,
        body=body,
        footer=footer(source, body),
        scripts=scripts,
    )


def _lesson_page(one, before, after, source, lite):
    around = [(rel, said, other) for rel, said, other in (("prev", "Before", before), ("next", "Next", after)) if other]
    turn = "".join(
        f'<li><a rel="{rel}" href="{other.name}.html">{said}: {html.escape(_called(other.name))}</a></li>'
        for rel, said, other in around
    )
    doors = [f'<a href="notebooks/{one.name}.ipynb" download>Download this notebook</a>']
    if lite:
        doors.insert(0, f'<a href="{_in_lite(one.name)}">Run this lesson in your browser</a>')
    listed = "".join(f"<li>{door}</li>" for door in doors)
    turn = f'<nav aria-label="Before and next"><ul class="turn">{turn}</ul></nav>'
    body = f'<ul class="doors">{listed}</ul>\n{one.body}\n{turn}'
    links = "".join(f'<link rel="{rel}" href="{other.name}.html">\n' for rel, _, other in around)
    title = f"{one.name[:2]} {one.title} · {COURSE}"
    return _page(title, body, source, contents=_contents(one.anchors), links=links)


def _in_lite(name):
    return f"{LITE}/lab/index.html?path={name}.ipynb"


def _contents(anchors):
    """The headings of a page as a list in a list."""
    items, level = [], 2
    for depth, anchor, inside in anchors.found:
        if depth not in (2, 3):
            continue
        if depth > level:
            items.append("<ul>")
        elif depth < level:
            items.append("</li></ul></li>")
        elif items:
            items.append("</li>")
        level = depth
        address = html.escape(page_address(f"#{anchor}"), quote=True)
        items.append(f'<li><a href="{address}">{_LINK.sub("", inside)}</a>')
    closing = "</li></ul></li>" if level == 3 else "</li>"
    return (
        '<nav class="contents" aria-label="On this page"><details open><summary>On this page</summary>'
        f"<ul>{''.join(items)}{closing}</ul></details></nav>\n"
    )


def _home(source, lite):
    """The first page: the README's opening and its table of notebooks."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    opening, table = _INTRO.search(readme), _TABLE.search(readme)
    if not opening or not table:
        raise ValueError(
            "README.md must have the headings '## Start' and '## The notebooks'; the first page is made of them."
        )
    # In the README paths begin at the top, in the site at the notebooks.
    text = f"{opening[1]}\n## The lessons\n{table[1]}".replace("](notebooks/", "](")
    body = markdown(text, Anchors(), source.repository).replace("</h1>\n", f"</h1>\n{_ways(lite)}", 1)
    return _page(COURSE, body, source)


def _ways(lite):
    address = _in_lite("00-start-here")
    run = f'<li><a href="{address}">Run it in your browser</a>: nothing to install, slow to start</li>' if lite else ""
    return (
        '<ul><li><a href="00-start-here.html">Read it here</a>: every lesson as a page, with pictures that move</li>'
        f'{run}<li><a href="playable/index.html">All pictures to play with</a></li></ul>\n'
    )


def _search(source):
    body = (
        "<h1>Search</h1>\n<noscript><p>The search needs JavaScript, which is switched off here.</p></noscript>\n"
        '<p id="said" role="status"></p>\n<ol id="found"></ol>'
    )
    scripts = '<script src="assets/search-index.js"></script>\n<script src="assets/search.js"></script>\n'
    return _page(f"Search · {COURSE}", body, source, scripts=scripts)
