"""Turn a scene into a backdrop and frames that a browser can play.

Matplotlib draws the scene once without its moving artists: the backdrop. For each further state
only the moving artists are drawn, with matplotlib's own SVG renderer, into a layer of the same
size. A layer laid over the backdrop is the picture; the browser turns layers like pages.
"""

import io
import re
from contextlib import contextmanager
from dataclasses import dataclass, field

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG, RendererSVG

from reuptake.draw.style import SVG_DPI, course_style

# Every id in a layer starts with this mark. The player puts a name of its own, unique on the
# page, in its place, so that two pictures cannot take each other's clips and markers.
ID_MARK = "~~"
# Verdana's letters are as wide as DejaVu Sans's, so labels keep their place where DejaVu is missing.
FONT_STACK = "'DejaVu Sans', Verdana, 'Bitstream Vera Sans', sans-serif"

_DEFS = re.compile(r"<defs>(.*?)</defs>", re.S)
_DEFINITION = re.compile(r'<(clipPath|pattern)\b[^>]*\bid="([^"]+)".*?</\1>|<path\b[^>]*\bid="([^"]+)"[^>]*/>', re.S)
# Text keeps its place to the last digit: a browser snaps its baseline to pixels.
_SHAPE = re.compile(r"<(?!text)[^>]*>")
_DRAWN = re.compile(r'(?<=\s)(d|x|y|width|height|points)="([^"]*)"')
_TRANSLATE = re.compile(r"translate\(([^)]*)\)")
_LONG_NUMBER = re.compile(r"-?\d+\.\d{2,}")
# A path of straight lines alone: after the first point each further pair of numbers is a line.
_STRAIGHT = re.compile(r'(?<=\sd=")M [-\d. LMz]*(?=")')
_LINE_TO = re.compile(r"(?<=\d) L ")
_NO_ROTATION = re.compile(r' transform="rotate\(-?0[ ,][^"]*"')


@dataclass(frozen=True)
class Layer:
    """Part of a picture as SVG, without the outer element.

    Attributes
    ----------
    svg : str
        The drawing.
    defs : dict of str to str
        Clips and markers that the drawing refers to, by id. They are the same from frame to
        frame, so they are sent once.
    """

    svg: str
    defs: dict = field(default_factory=dict)


class Frames:
    """The backdrop and layers of one scene.

    Parameters
    ----------
    scene : reuptake.draw.scene.Scene

    Attributes
    ----------
    width, height : float
        Size of the picture in SVG units.
    """

    def __init__(self, scene):
        self.scene = scene
        width, height = scene.figure.get_size_inches()
        self.width, self.height = float(width * SVG_DPI), float(height * SVG_DPI)

    def backdrop(self):
        """Draw everything that does not move.

        Returns
        -------
        Layer
        """
        with _hidden(self.scene.moving):
            return self._draw([self.scene.figure], short=False)

    def layer(self, state):
        """Move the scene to `state` and draw only what moves.

        Returns
        -------
        Layer
        """
        self.scene.update(state)
        return self._draw(sorted(self.scene.moving, key=lambda artist: artist.get_zorder()), short=True)

    def svg(self, state):
        """Backdrop and layer put together, as the player does it.

        Returns
        -------
        str
            A complete SVG document.
        """
        parts = [self.backdrop(), self.layer(state)]
        defs = "".join({key: text for part in parts for key, text in part.defs.items()}.values())
        body = "".join(f"<g>{part.svg}</g>" for part in parts)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width:g} {self.height:g}" '
            f'width="{self.width:g}" height="{self.height:g}" stroke-linejoin="round" '
            f'stroke-linecap="butt"><defs>{defs}</defs>{body}</svg>'
        )

    def _draw(self, artists, short):
        page = io.StringIO()
        with rc_context({"svg.hashsalt": self.scene.name, "svg.fonttype": "none"}):
            renderer = _LayerRenderer(self.width, self.height, page, image_dpi=SVG_DPI)
            for artist in artists:
                artist.draw(renderer)
            renderer.finalize()
        return _as_layer(page.getvalue(), short)


class _LayerRenderer(RendererSVG):
    """Matplotlib's SVG renderer, but groups carry a class and no id, so that frames share none."""

    def open_group(self, s, gid=None):
        self.writer.start("g", attrib={"class": gid} if gid else {})


def static_svg(scene, state, *, title=None):
    """Draw the whole picture of a state as one SVG file with its text as paths.

    Parameters
    ----------
    scene : reuptake.draw.scene.Scene
    state : object
        As `scene.update` takes it.
    title : str, optional
        Title in the file's metadata; the scene's if left out.

    Returns
    -------
    str
        An SVG document that looks the same everywhere and is the same in every run.
    """
    scene.update(state)
    page = io.StringIO()
    metadata = {"Date": None, "Creator": None, "Format": None, "Type": None, "Title": title or scene.title}
    with course_style(svg_hashsalt=scene.name, svg_fonttype="path"):
        FigureCanvasSVG(scene.figure).print_svg(page, metadata=metadata)
    return _shorter(page.getvalue())


def static_png(scene, state, *, scale=2.0):
    """Draw the whole picture of a state as a PNG.

    Parameters
    ----------
    scene : reuptake.draw.scene.Scene
    state : object
        As `scene.update` takes it.
    scale : float
        Pixels per SVG unit.

    Returns
    -------
    bytes
    """
    scene.update(state)
    page = io.BytesIO()
    with course_style():
        # The canvas sets the figure's resolution for this file alone and puts it back.
        FigureCanvasAgg(scene.figure)
        scene.figure.savefig(page, format="png", dpi=SVG_DPI * scale, metadata={"Software": None})
    return page.getvalue()


@contextmanager
def _hidden(artists):
    shown = [artist for artist in artists if artist.get_visible()]
    for artist in shown:
        artist.set_visible(False)
    try:
        yield
    finally:
        for artist in shown:
            artist.set_visible(True)


def _as_layer(document, short):
    """Take the outer element off an SVG document, and its definitions out; shorten what is sent often."""
    body = document[document.index(">", document.index("<svg")) + 1 : document.rindex("</svg>")]
    body = re.sub(r"<metadata>.*?</metadata>|<style.*?</style>", "", body, flags=re.S)
    body = body.replace("xlink:href", "href").replace("'DejaVu Sans'", FONT_STACK)
    body = re.sub(r'\bid="|href="#|url\(#', lambda m: m.group() + ID_MARK, body)
    body = _STRAIGHT.sub(lambda m: _LINE_TO.sub(" ", m.group()), _shorter(body)) if short else _packed(body)
    found = [item for block in _DEFS.findall(body) for item in _DEFINITION.finditer(block)]
    defs = {item.group(2) or item.group(3): item.group() for item in found}
    return Layer(_DEFS.sub("", body), defs)


def _packed(svg):
    """Take out what changes nothing: turns by no angle, and line breaks between elements."""
    svg = _NO_ROTATION.sub("", svg)
    return re.sub(r"\s*\n\s*", " ", svg).replace("> <", "><").strip()


def _shorter(svg):
    """Pack a file and keep one decimal in its drawn coordinates."""
    return _packed(_SHAPE.sub(_with_short_numbers, svg))


def _with_short_numbers(tag):
    short = _DRAWN.sub(lambda m: f'{m.group(1)}="{_LONG_NUMBER.sub(_one_decimal, m.group(2))}"', tag.group())
    return _TRANSLATE.sub(lambda m: _LONG_NUMBER.sub(_one_decimal, m.group()), short)


def _one_decimal(found):
    return f"{float(found.group()):.1f}".removesuffix(".0")
