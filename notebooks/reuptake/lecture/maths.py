"""Formulas for slides: LaTeX becomes MathML when a deck is made, so that no script draws it in the hall."""

import re
from functools import cache

from latex2mathml.converter import convert

# Few fonts have the set-difference sign; the plain backslash looks the same.
_PLAIN = {r"\setminus": r"\backslash"}
_WORDS = re.compile(r"\\text\{([^}]*)\}|\\[a-zA-Z]+|\\.|[{}^_$&]")


@cache
def mathml(latex, *, display=False):
    """Write a formula as MathML.

    Parameters
    ----------
    latex : str
        The formula without dollar signs.
    display : bool
        Whether it stands on a line of its own.

    Returns
    -------
    str
    """
    for name, plain in _PLAIN.items():
        latex = latex.replace(name, plain)
    return convert(latex.strip(), display="block" if display else "inline")


def spoken_length(latex):
    """About how many letters wide a formula is.

    Parameters
    ----------
    latex : str

    Returns
    -------
    int
    """
    widest = re.sub(r"\\frac\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}",
                    lambda found: max(found.groups(), key=len), latex)  # fmt: skip
    widest = widest.replace(r"\qquad", "    ").replace(r"\quad", "  ")
    return len(_WORDS.sub(lambda found: found[1] or ("x" if len(found[0]) > 2 else ""), widest))
