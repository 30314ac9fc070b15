"""What one cell, or one question of it, gives to the deck: blocks to show and words to say."""

import html
from dataclasses import dataclass

SPOKEN_WORDS = 130
"""Words a minute."""
PICTURE_MINUTES, QUESTION_MINUTES = 2, 1


@dataclass(frozen=True, kw_only=True)
class Share:
    """A share of a deck.

    Parameters
    ----------
    cell : int
        Place of its cell in the notebook, from 0.
    slide : {"slide", "subslide", "fragment", "-"}
        Where it goes, as the notebook marks it.
    blocks : tuple of reuptake.lecture.blocks.Block
        What stands on the slide.
    notes : tuple of str
        HTML for the speaker.
    words : int
        How many words the speaker would say.
    questions : int
        How many questions are asked.
    asks : tuple of str
        What to ask.
    terms : tuple of (str, str)
        Words of the glossary with their meanings.
    """

    cell: int
    slide: str = "-"
    blocks: tuple = ()
    notes: tuple = ()
    words: int = 0
    questions: int = 0
    asks: tuple = ()
    terms: tuple = ()


def minutes(words, pictures, questions):
    """Estimate how long something takes in a hall.

    Parameters
    ----------
    words, pictures, questions : int

    Returns
    -------
    float
        130 words a minute, two minutes a picture, one a question.
    """
    return words / SPOKEN_WORDS + PICTURE_MINUTES * pictures + QUESTION_MINUTES * questions


def paragraph(text):
    """Write plain text as an HTML paragraph.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
    """
    return f"<p>{html.escape(text, quote=False)}</p>"
