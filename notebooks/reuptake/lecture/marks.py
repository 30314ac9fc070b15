"""Pages of which one part is written by a command: the part lies between two marks."""


def marks(name, command):
    """The marks around a part.

    Parameters
    ----------
    name : str
    command : str
        What writes the part.

    Returns
    -------
    tuple of str
        Where it begins and where it ends; readers of the page see neither.
    """
    return f"<!-- {name}: begin; written by `{command}` -->", f"<!-- {name}: end -->"


def between(text, begin, end, part):
    """Put a part between its marks.

    Parameters
    ----------
    text : str
        The page.
    begin, end : str
        The marks.
    part : str

    Returns
    -------
    str

    Raises
    ------
    ValueError
        If the marks are not both there, once each and in this order.
    """
    before, begun, rest = text.partition(begin)
    _, ended, after = rest.partition(end)
    if not begun or not ended or begin in rest or end in before + after:
        raise ValueError(f"the marks {begin!r} and {end!r} are needed, once each and in this order")
    return f"{before}{begin}\n{part}\n{end}{after}"
