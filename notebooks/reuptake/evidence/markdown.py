"""Words of others made safe inside Markdown."""

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# What Markdown in any of its forms reads as a mark wherever it stands. No form takes a backslash before "<" or "&"
# everywhere, and two backslashes could begin mathematics, so these are written as HTML has them.
_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "`*_{}[]#|~$^"} | {"\\": "&#92;"})
_ENTITY, _TAG, _ADDRESS = re.compile(r"&(?=[#\w])"), re.compile(r"<(?! )"), re.compile(r":(?=\S)")
# Some forms mark words by two of these before and after them.
_DOUBLED = re.compile(r"([=+])(?=\1)")
# What is a mark only where a line begins: a list, a line below a heading, a quotation, a definition.
_START, _NUMBERED = re.compile(r"^(?=[-+=>:])"), re.compile(r"^(\d+)(?=[.)])")
# A word joiner, which nobody sees, keeps an at sign and a number sign from calling people or tickets.
_CALLS = re.compile(r"(@|\\#)(?=\w)")
_BARE = re.compile(r"\b(www)\.", re.IGNORECASE)


def escaped(text):
    """Make a text safe inside Markdown, in any of its forms, as far as that is known.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        It shows as the text and does nothing else: no markup, link, mathematics, list or mention. Lines stay, without
        the space round them, which could make code or a break; control characters are left out.
    """
    plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(_line(line.strip()) for line in plain.split("\n"))


def _line(line):
    """The order counts: each step leaves alone what the ones before it have written."""
    line = _ENTITY.sub("&amp;", line).translate(_MARKS)
    line = _DOUBLED.sub(r"\\\1", _ADDRESS.sub(r"\\:", _TAG.sub("&lt;", line)))
    line = _BARE.sub(r"\1&#46;", _CALLS.sub("\\1\u2060", line))
    return _NUMBERED.sub(r"\1\\", _START.sub(r"\\", line))
