"""Pack frames: what they share is written once.

Frames of one picture differ in few places. Each drawing is cut at its elements, and these where
their look begins; each sentence is cut at its clauses. A piece is kept once, and a frame is a list
of places among the pieces. Any browser can put that together again at once, which it could not if
the page were compressed.
"""

import re

_DRAWING = re.compile(
    r"""<text\ style="[^"]*"             # the look of a text; its place and letters follow
    | <(?!/)(?:(?!\ style=)[^>])+(?=\ style=)  # a shape; its look follows
    | <[^>]*>                            # any other element, or the end of one
    | [^<]+                              # what follows the first two, and letters
    """,
    re.S | re.X,
)
_CLAUSE = re.compile(r".*?[.;:,](?=\s|$)\s*|.+$", re.S)


class Pieces:
    """Pieces of strings, each once, in the order in which they were met.

    Attributes
    ----------
    places : dict of str to int
        Place of each piece; its keys are the pieces in order.
    """

    def __init__(self):
        self.places = {}

    def drawing(self, svg):
        """Cut a drawing at its elements and where their look begins.

        Parameters
        ----------
        svg : str

        Returns
        -------
        list of int
        """
        return [self._place(piece) for piece in _DRAWING.findall(svg)]

    def words(self, text):
        """Cut a text at its clauses.

        Parameters
        ----------
        text : str

        Returns
        -------
        list of int
        """
        return [self._place(piece) for piece in _CLAUSE.findall(text)]

    def frame(self, item):
        """Pack one frame as the player takes it.

        Parameters
        ----------
        item : dict
            `svg`, `text`, `alt` and `rows`.

        Returns
        -------
        dict
            The same keys with places instead of strings; a cell of the table is one place.
        """
        return {
            "svg": self.drawing(item["svg"]),
            "text": self.words(item["text"]),
            "alt": self.words(item["alt"]),
            "rows": [[self._place(cell) for cell in row] for row in item["rows"]],
        }

    def _place(self, piece):
        return self.places.setdefault(piece, len(self.places))


def unpack(frame, pieces):
    """Put a packed frame together again, as the page's script does.

    Parameters
    ----------
    frame : dict
        As `Pieces.frame` gives it.
    pieces : sequence of str

    Returns
    -------
    dict
        `svg`, `text`, `alt` and `rows`.
    """
    whole = {key: "".join(pieces[place] for place in frame[key]) for key in ("svg", "text", "alt")}
    return {**whole, "rows": [[pieces[place] for place in row] for row in frame["rows"]]}
