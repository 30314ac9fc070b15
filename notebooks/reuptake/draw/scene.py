"""A scene: a picture that draws itself once and can be moved."""

from abc import ABC, abstractmethod
from typing import ClassVar

from reuptake.draw.describe import table_in_words
from reuptake.draw.style import course_style, new_figure


class Scene(ABC):
    """A picture made from a state, which can be moved to another state.

    A scene draws itself on a figure in `build` and keeps the artists that change in `moving`.
    Everything else is its backdrop. The same scene makes the static figure, the exported file
    and the frames of a live picture, so they cannot differ.

    Parameters
    ----------
    state : object
        The result to show first; each scene says which kind it takes.
    figure : matplotlib.figure.Figure, optional
        Where to draw; a new figure of the scene's own size if left out.

    Attributes
    ----------
    figure : matplotlib.figure.Figure
    moving : list of matplotlib.artist.Artist
        The artists that `update` changes, in drawing order. They lie on top of the backdrop.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    size_in: ClassVar[tuple[float, float]] = (10.0, 5.0)
    # The lecture picture's height where the usual one does not suit it, and shorter words for some of the light one's.
    lecture_height_in: ClassVar[float | None] = None
    lecture_words: ClassVar[dict[str, str]] = {}

    def __init__(self, state, figure=None):
        self.figure = figure or new_figure(*self.size_in)
        self.moving = []
        with course_style():
            self.build(state)
        self.update(state)

    def moves(self, artist, ghost=True):
        """Register `artist` as one that moves and return it.

        Parameters
        ----------
        artist : matplotlib.artist.Artist
        ghost : bool
            Whether it is part of the faint picture of the setting before. Labels are not, or
            they would lie on top of each other.

        Returns
        -------
        matplotlib.artist.Artist
        """
        artist.set_gid("moving" if ghost else "moving no-ghost")
        self.moving.append(artist)
        return artist

    @abstractmethod
    def build(self, state):
        """Draw the backdrop and make the moving artists."""

    @abstractmethod
    def update(self, state):
        """Move the artists to `state`."""

    def for_lecture(self):  # noqa: B027 - most scenes need nothing
        """Move what the larger letters of the lecture picture would touch; called once, after `update`."""

    @abstractmethod
    def describe(self, state):
        """Say in one or two sentences what the picture of `state` shows.

        Returns
        -------
        str
        """

    def alt_text(self, state):
        """Text alternative of the picture: what kind it is, of what, what to notice.

        Returns
        -------
        str
        """
        return f"{self.title}. {self.describe(state)}"

    def long_description(self, state):
        """The text alternative and all numbers of the picture in words, for somebody who cannot see it.

        Returns
        -------
        str
        """
        header, rows = self.numbers(state)
        return f"{self.alt_text(state)} All that its table holds: {table_in_words(header, rows)}"

    @abstractmethod
    def numbers(self, state):
        """Return the numbers of the picture as a table.

        Returns
        -------
        header : tuple of str
        rows : list of tuple of str
        """
