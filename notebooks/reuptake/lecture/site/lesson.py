"""A saved notebook as the inside of a page: its text, its code, what it showed, and its pictures to play with."""

import base64
import html
import json
import re
from dataclasses import dataclass, field
from hashlib import sha256

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from reuptake.lecture.code import Reader, checked_image, scene_title
from reuptake.lecture.playable import stem
from reuptake.lecture.site.words import Anchors, markdown, page_address, plain

_IMAGE = re.compile(r'<img ([^>]*?)src="(data:image/svg[^"]*)"([^>]*)>')
SIZE = re.compile(rb'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_HREF = re.compile(r'href="([^"#]*\.ipynb[^"]*)"')
_TABLE = re.compile(r"(<table.*?</table>)", re.S)
_STILL, _MOVES = "run this cell to move it.", "one that moves is under it."
_ROW = re.compile(r'<tr>(<th scope="row"[^>]*>(.*?)</th>.*?)</tr>', re.S)
_FORMAT = HtmlFormatter(nowrap=True)


@dataclass
class Lesson:
    """The inside of a page.

    Attributes
    ----------
    name : str
        Of the notebook, without its ending.
    title : str
        Its first heading.
    body : str
        HTML.
    anchors : reuptake.lecture.site.words.Anchors
    pictures : dict of str to bytes
        SVG files by name.
    playable : list of str
        Explorers whose playable pictures it opens.
    entries : list of (str, str, str)
        For the search: anchor, heading and words of each cell.
    """

    name: str
    title: str = ""
    body: str = ""
    anchors: Anchors = field(default_factory=Anchors)
    pictures: dict = field(default_factory=dict)
    playable: list = field(default_factory=list)
    entries: list = field(default_factory=list)


def lesson(path, repository=""):
    """Read a notebook.

    Parameters
    ----------
    path : pathlib.Path
    repository : str
        The public address of the repository, "" if there is none yet.

    Returns
    -------
    Lesson

    Raises
    ------
    ValueError
        If the file is no notebook or has no heading, or a cell cannot be shown: one that ended in an error, or whose
        picture does not stand in it. The message names both.
    """
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{path.name} cannot be read as a notebook: {error}") from None
    made, reader, parts = Lesson(path.stem), Reader(lambda name: ""), []
    for place, cell in enumerate(cells):
        try:
            written = _written(made, reader, cell, repository)
        except ValueError as error:
            raise ValueError(f"{path.name}, cell {place}: {error}") from None
        parts.append(f'<section id="cell-{place}" class="{cell["cell_type"]}">\n{written}</section>')
        _index(made, f"cell-{place}", written)
    if not made.anchors.found:
        raise ValueError(f"{path.name} has no heading; a page needs one as its title.")
    made.title = plain(made.anchors.found[0][2])
    made.body = "\n".join(parts)
    return made


def _written(made, reader, cell, repository):
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        return markdown(source, made.anchors, repository)
    called = reader.called(source)
    code = f'<pre class="code"><code>{highlight(source, PythonLexer(), _FORMAT)}</code></pre>\n'
    outputs = "".join(_output(made, output, repository) for output in cell.get("outputs", ()))
    outputs = outputs.replace(_STILL, _MOVES)
    shown = f'<div class="output">{outputs}</div>\n' if outputs else ""
    explorer = called.explorer or called.file
    return code + shown + (_playable(made, explorer, "predict" in called.names) if explorer else "")


def _output(made, output, repository):
    if output["output_type"] == "stream":
        return _printed("".join(output["text"]))
    if output["output_type"] == "error":
        raise ValueError(f"it ended in an error ({output['ename']}: {output['evalue']}); run the notebook again.")
    data = {kind: "".join(text) for kind, text in output["data"].items()}
    if "text/html" in data:
        page = _HREF.sub(lambda found: f'href="{page_address(found[1], repository)}"', data["text/html"])
        page = _IMAGE.sub(lambda found: _image(made, found), page)
        if 'tabindex="0"' not in page:
            page = _TABLE.sub(r'<div class="wide" role="group" aria-label="Table">\1</div>', page)
        return page
    if "text/markdown" in data:
        return markdown(data["text/markdown"], made.anchors, repository)
    if "text/plain" in data:
        return _printed(data["text/plain"])
    raise ValueError(f"what it shows is {', '.join(data)}; a page can show HTML, Markdown and plain text.")


def _printed(text):
    return f"<pre>{html.escape(text.rstrip(), quote=False)}</pre>\n"


def _image(made, found):
    """A picture becomes a file of its own, which is loaded when it comes near; its size is known before."""
    drawing = base64.b64decode(checked_image(found[2]).partition(",")[2])
    name = f"{made.name[:2]}-{sha256(drawing).hexdigest()[:12]}.svg"
    made.pictures[name] = drawing
    size = SIZE.search(drawing)
    width, height = (f"{float(one):.0f}" for one in size.groups()) if size else ("", "")
    sized = f' width="{width}" height="{height}"' if size else ""
    return f'<img {found[1]}src="pictures/{name}"{found[3]}{sized} loading="lazy">'


def _playable(made, explorer, asks):
    """The same picture to move: opened by the reader, loaded only then."""
    made.playable.append(explorer)
    title, address = html.escape(scene_title(explorer)), f"playable/{stem(explorer)}.html"
    first = "When you have made up your mind, move the picture" if asks else "Move this picture"
    return (
        f'<details class="play"><summary>{first}: {title}</summary>\n'
        f'<iframe data-src="{address}" title="{title}: playable picture"></iframe>\n'
        f'<p>Its main control moves here; in a running notebook all do. <a href="{address}">On a page of its own: '
        f"{title}</a></p></details>\n"
    )


def _index(made, anchor, written):
    """Take a cell into the search: what the reader can see of it, code left out."""
    seen = re.sub(r'<pre class="code">.*?</pre>|<iframe.*?</iframe>|<h1.*?</h1>', " ", written, flags=re.S)
    alternatives = " ".join(html.unescape(alt) for alt in re.findall(r'<img [^>]*?alt="([^"]*)"', seen))
    words = " ".join(filter(None, (plain(seen), alternatives)))
    if "<caption>Glossary" in written:
        # Each word is looked for by itself.
        made.entries += [(anchor, f"Glossary: {plain(word)}", plain(row)) for row, word in _ROW.findall(written)]
    elif words and made.anchors.found:
        level, _, inside = made.anchors.found[-1]
        made.entries.append((anchor, "" if level == 1 else plain(inside), words))
