"""Text from outside made fit to store and to show: no markup, no hidden characters, no endless length."""

import html
import re
import unicodedata

LONGEST = 500
"""Characters of a stored text, unless a field asks for another limit."""

# A tag starts with a letter right after "<"; "p < 0.05" stays as it is.
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL)
# Control, format (also what reverses the direction of writing), surrogate and private characters.
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def clean(text, length=LONGEST):
    """Make one line of plain text.

    Parameters
    ----------
    text : str
        Anything that a service sent.
    length : int
        Most characters to keep; an ellipsis says that something was cut.

    Returns
    -------
    str
        Without markup, hidden characters and doubled spaces.
    """
    # Four times the limit is enough to look at: nobody waits for a megabyte of spaces. A tag cut in two goes too.
    part = text[: 4 * length]
    part = part if len(part) == len(text) else re.sub(r"<[^<>]*$", "", part)
    return tidy(_TAG.sub("", html.unescape(part)), length)


def tidy(text, length=LONGEST):
    """Do the part of `clean` that changes nothing when it is done again: markup is left as it is.

    Parameters
    ----------
    text : str
    length : int
        Most characters to keep.

    Returns
    -------
    str
        Without hidden characters and doubled spaces.
    """
    text = "".join(" " if _hidden(letter) else letter for letter in text)
    text = " ".join(unicodedata.normalize("NFC", text).split())
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _hidden(letter):
    """The numbers that Unicode keeps free of characters are hidden too: XML forbids two of them."""
    number = ord(letter)
    free = number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF
    return free or unicodedata.category(letter) in _HIDDEN
