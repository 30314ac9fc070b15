"""What of a text stands on its slide; the whole of it is in the speaker notes.

Headings, formulas, tables, lists and callouts are shown whole; of running text the first paragraph under
a heading and each paragraph with a bold beginning, and of these the first sentences, up to about forty
words, or eighty of what one saw in a picture and of what it leaves out. No sentence is cut, a "but" follows
what it limits, an answer its question, and what leads up to a formula, a list or a table is shown with it.
The tags `lecture-all`, `lecture-first` and `lecture-none` of a cell overrule this.
"""

import re

from reuptake.lecture.prose import joined, runs, sentences

WORDS = 40
"""About how many words of a paragraph are shown."""
LIMIT_WORDS = 80
"""The same for paragraphs that say what one saw, or what a model leaves out: these are shown at more length."""
LEAD_WORDS = 70
"""A paragraph that leads up to something is shown whole up to this many."""

# A sentence that begins so takes something back, or sets a bound to it.
_LIMITS = re.compile(
    r"^[(“\"]*(But|Yet|However|Still|Though|Only|Not|Nor|Neither|Nobody|None|No |Except|Unless|Really|At least|Even so|"
    r"Instead|So far|On the other hand|Whether|A counter-view|(That|This|It) (is|does) not|They do not)\b"
)
_NAVIGATION = re.compile(r"^(←|\(?next:)|next: |→\s*$|^Next:|^This was the last notebook|^Help lines:")
_NOT_FOR_A_HALL = re.compile(
    r"^(Time:|You need:|Next:|Without seeing it|By mouse or finger|By keyboard|What is stored|"
    r"Each option has its reason|They come from |Optional, from memory|Predict first|Ten lessons are planned)"
)
# Instructions for hands on a notebook, which nobody in a hall can follow.
_HANDS = re.compile(r"\b(Click into|Put your number|in place of|Shift \+ Enter|Press )", re.I)
_WHOLE = re.compile(r"^(Worked example|Fill the blank|On your own|Contest one|Never stop|Illustrative)\b")
_LIMITING = re.compile(r"^What you saw|^What [^.]*?(leaves? out|is wrong|how sure)|^How sure|^Where [^.]* wrong")
_CONTINUES = re.compile(r"^(where|with|in which)\s")
_WARNS = re.compile(r"\b(never (start|stop)|do not (start|stop)|emergency number|call the|not medical advice)\b", re.I)


def gist(tokens, *, leads=False, words=WORDS):
    """Choose the sentences of a paragraph that stand on the slide.

    Parameters
    ----------
    tokens : list of dict
        Inline tokens of the paragraph.
    leads : bool
        Whether a formula, list, table or output follows that the paragraph announces.
    words : int
        About how many are shown.

    Returns
    -------
    Run
    """
    told = sentences(tokens)
    count = sum(one.words for one in told)
    plain = " ".join(one.plain for one in told)
    if _WHOLE.match(plain):
        return _spaced([one for one in told if not _HANDS.search(one.plain)] or told)
    if _CONTINUES.match(plain) or _WARNS.search(plain) or (leads and count <= LEAD_WORDS):
        return _spaced(told)
    taken = _opening(told, LIMIT_WORDS if _LIMITING.match(plain) else words)
    if leads and taken < len(told):
        return _spaced([*told[:taken], told[-1]])
    return _spaced(told[:taken])


def _opening(told, words):
    """How many sentences from the first on are shown."""
    taken = 1
    while taken < len(told):
        before, after = told[taken - 1], told[taken]
        bound = bool(_LIMITS.match(after.plain)) or before.plain.endswith(("?", ":")) or _only_a_beginning(told[:taken])
        if not bound and sum(one.words for one in told[: taken + 1]) > words:
            break
        taken += 1
    return taken


def _only_a_beginning(told):
    return all(one.form in ("strong", "emphasis") for one in told)


def _spaced(told):
    spaced = []
    for place, one in enumerate(told):
        spaced += [*([_SPACE] if place else []), one]
    return joined(spaced)


_SPACE = runs([{"type": "text", "raw": " "}])[0]


def shown(tokens, *, first, leads, words=WORDS):
    """Decide about a paragraph.

    Parameters
    ----------
    tokens : list of dict
        Inline tokens.
    first : bool
        Whether it is the first running text under its heading.
    leads : bool
        Whether it announces what follows.
    words : int
        About how many are shown.

    Returns
    -------
    Run or None
        What stands on the slide; None if it is only spoken.
    """
    plain = joined(runs(tokens)).plain
    if _NAVIGATION.search(plain) or _NOT_FOR_A_HALL.match(plain) or wholly_emphasised(tokens):
        return None
    announces = leads and plain.endswith(":")
    if first or announces or _CONTINUES.match(plain) or _WARNS.search(plain) or begins_bold(tokens):
        return gist(tokens, leads=announces, words=words)
    return None


def begins_bold(tokens):
    """Whether a paragraph has a bold beginning, which is a small heading.

    Parameters
    ----------
    tokens : list of dict

    Returns
    -------
    bool
    """
    return bool(tokens) and tokens[0]["type"] == "strong"


def wholly_emphasised(tokens):
    """Whether a paragraph is a remark in italics, such as how to use a control.

    Parameters
    ----------
    tokens : list of dict

    Returns
    -------
    bool
    """
    if not tokens or tokens[0]["type"] != "emphasis":
        return False
    told = runs(tokens)
    return 2 * sum(one.words for one in told if one.form == "emphasis") > sum(one.words for one in told)
