"""Say where a row comes from, in the words that its status asks for, and when something was."""

from calendar import month_name

from reuptake.evidence import label, reference
from reuptake.evidence.bibliography import PRESS


def origin(row):
    """Name the source of a row.

    Parameters
    ----------
    row : reuptake.evidence.Record

    Returns
    -------
    str
        For example "Quadir et al. 2025", or with "as cited in" where it was read elsewhere, or with "known through
        the press" where the text itself was not seen and its reference says so.
    """
    said = "; ".join(map(label, row.source_key))
    if row.via_key:
        return f"{said}, as cited in {'; '.join(map(label, row.via_key))}"
    if row.status != "secondary":
        return said
    through_press = all(reference(key).note.lower().startswith(PRESS) for key in row.source_key)
    return f"{said}, {PRESS}" if through_press else f"as cited in {said}"


def written_date(date):
    """Write a date as a reader says it.

    Parameters
    ----------
    date : str
        A year, a month, a day, or two years with a slash between them, as the tables write it.

    Returns
    -------
    str
        For example "5 April 2018", "April 2018", "2018" or "1989 to 2004".
    """
    if "/" in date:
        return date.replace("/", " to ")
    year, *rest = date.split("-")
    month = [month_name[int(piece)] for piece in rest[:1]]
    day = [f"{int(piece)}" for piece in rest[1:]]
    return " ".join([*day, *month, year])
