"""The question bank as GIFT, a text file that many systems read and that people can read too."""

import html
import re

from reuptake.lecture.bank import NOTE, by_category, closing

_SPECIAL = re.compile(r"([\\~=#{}:])")


def gift(entries):
    """Write entries as GIFT.

    Parameters
    ----------
    entries : iterable of Entry

    Returns
    -------
    bytes
        Categories by notebook, the texts as HTML. The format has no field for shuffling, which the reading
        system decides, and none for grades: predictions lie in categories of their own.
    """
    parts = [f"// {NOTE}"]
    for category, inside in by_category(entries).items():
        path = "/".join(part.replace("/", "//") for part in category)
        parts.append(f"$CATEGORY: $course$/top/{path}")
        parts += map(_question, inside)
    return ("\n\n".join(parts) + "\n").encode()


def escaped(text):
    """Write text so that none of its signs has a meaning in GIFT.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        On one line.
    """
    return _SPECIAL.sub(r"\\\1", text).replace("\n", "\\n")


def _words(text):
    return escaped(html.escape(text, quote=False))


def _question(entry):
    lines = [f"// [id:{entry.id}] [tag:{entry.notebook}] [tag:{entry.objective}]"]
    opening = "{#" if entry.kind == "number" else "{"
    lines.append(f"::{escaped(entry.name)}::[html]{'<br>'.join(map(_words, entry.asked))}{opening}")
    lines += [f"  {_mark(entry, choice)}{_words(choice.text)}#{_words(choice.feedback)}" for choice in entry.choices]
    lines += [f"  {_number(number)}#{_words(number.feedback)}" for number in entry.numbers]
    if entry.numbers:
        lines.append(f"  ~#{_words(entry.otherwise)}")
    return "\n".join([*lines, f"  ####{escaped(closing(entry))}", "}"])


def _mark(entry, choice):
    if entry.kind == "one":
        return "=" if choice.correct else "~"
    share = f"{choice.share:.5f}".rstrip("0").rstrip(".")
    return f"~%{share}%"


def _number(number):
    share = 100 if number.correct else 0
    middle, tolerance = number.middle
    return f"=%{share}%{middle}:{tolerance}"
