"""Text from outside made fit to store and to show: no markup, no hidden characters, no endless length."""

import html
import re
import unicodedata

LONGEST = 500
"""Characters of a stored text, unless a field asks for another limit."""

# Only these are markup, so that "p <x and y> 3" stays as it is; also what mathematics in titles is sent as.
_NAMES = """
    a abbr acronym address animate area article aside audio b base basefont bdi bdo big blink blockquote body br button
    canvas caption center circle cite code col colgroup data datalist dd del desc details dfn dialog dir div dl dt
    ellipse em embed fieldset figcaption figure font footer foreignobject form frame frameset g h1 h2 h3 h4 h5 h6 head
    header hgroup hr html i iframe image img input ins isindex italic kbd keygen label legend li line link listing main
    map mark marquee math menu meta meter nav nobr noembed noframes noscript object ol optgroup option output p param
    path picture plaintext polygon polyline portal pre progress q rect rp rt ruby s samp script search section select
    set slot small source span strike strong style sub summary sup svg table tbody td template text textarea tfoot th
    thead time title tr track tt u ul use var video wbr xmp
""".split()
_TAG = re.compile(rf"/?(?:{'|'.join(_NAMES)}|(?:mml|m|jats):\w+)(?:[\s/][^<>]*)?", re.IGNORECASE | re.ASCII)
_PASSES = 20
"""Times that markup is taken out before a text counts as made to deceive."""

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
    return tidy(_without_markup(html.unescape(part)), length)


def _without_markup(text):
    """Take out comments and tags until none is left: what stands round one may make another."""
    for _ in range(_PASSES):
        before, text = text, _without_tags(_without_comments(text))
        if text == before:
            return text
    return text.replace("<", " ")


def _without_comments(text):
    """Take out what stands between the marks of a comment, in one pass; one without an end stays."""
    kept, place = [], 0
    while (start := text.find("<!--", place)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept.append(text[place:start])
        place = end + 3
    return "".join(kept) + text[place:]


def _without_tags(text):
    """Take out known tags in one pass, also those that come about when one inside has gone."""
    kept, opened = [], []
    for piece in re.split("([<>])", text):
        if piece == "<":
            opened.append(len(kept))
        elif piece == ">":
            if opened and _TAG.fullmatch("".join(kept[opened[-1] + 1 :])):
                del kept[opened.pop() :]
                continue
            # No tag holds this sign, so none that began before it can end any more.
            opened.clear()
        kept.append(piece)
    return "".join(kept)


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
