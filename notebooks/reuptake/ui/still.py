"""A still picture in a notebook: an image with its words, where nothing has to move."""

import base64
import html

from reuptake.draw.frames import static_svg


class Still:
    """A scene at one state, shown as an image with a text alternative.

    Parameters
    ----------
    scene_class : type
        A subclass of `reuptake.draw.scene.Scene`.
    state : object
        As the scene takes it.
    """

    def __init__(self, scene_class, state):
        self.scene, self.state = scene_class(state), state

    def __repr__(self):
        return self.scene.describe(self.state)

    def _repr_mimebundle_(self, **kwargs):
        """The picture with its words, and the words alone."""
        svg = static_svg(self.scene, self.state).encode()
        return {
            "text/html": figure_html(svg, self.scene.alt_text(self.state), html.escape(repr(self))),
            "text/plain": repr(self),
        }


def figure_html(svg, alt, caption, *, hides=False):
    """Write a picture with its text alternative for any page, also one that an untrusting viewer cleans.

    Parameters
    ----------
    svg : bytes
        The SVG file.
    alt : str
        Text alternative.
    caption : str
        HTML to stand under the picture.
    hides : bool
        Whether a live picture that follows it takes its place.

    Returns
    -------
    str
        An HTML figure.
    """
    address = "data:image/svg+xml;base64," + base64.b64encode(svg).decode()
    kind = "rx-still" if hides else "rx-figure"
    return (
        f'<figure class="{kind}" style="margin:0"><img style="max-width:100%;background:white" '
        f'alt="{html.escape(alt, quote=True)}" src="{address}"><figcaption>{caption}</figcaption></figure>'
    )
