"""Changes in plain words."""

import re

# Name of a field for readers.
NAMES = {
    "overall_status": "status",
    "why_stopped": "reason for stopping",
    "results_posted": "date of first results",
    "phases": "phase",
    "enrolment": "number of participants",
    "primary_completion": "primary completion date",
    "notices": "correction notices",
    "first_published": "date of first publication",
    "version": "version",
    "effective": "effective date",
    "max_phase": "furthest phase",
    "stage": "furthest clinical stage at this target",
    "affinity": "affinity",
    "affinity_parameter": "kind of affinity",
    "primary_target": "mark as primary target",
    "pchembl": "pChEMBL value",
    "last_update": "date of last update",
    "last_receipt": "date of last information",
}
# Values that a service writes as CODES_LIKE_THIS.
_CODED = {"overall_status", "phases", "stage", "stage_anywhere"}
# Words of others, told in quotation marks.
_QUOTED = {"why_stopped", "notices"}
_ALREADY = {"retracted": "is new, and was already retracted", "boxed_warning": "is new, and has a boxed warning"}
# Where a change of yes and no has its own sentence: it became true, it became false.
_YES_NO = {
    "retracted": ("was retracted", "is no longer marked as retracted"),
    "has_results": ("has results now", "no longer shows results"),
}
_BOX = ("has a boxed warning now", "no longer has a boxed warning", "has another text in its boxed warning")


def shown(field, value):
    """Show one value to a reader.

    Parameters
    ----------
    field : str
    value : object

    Returns
    -------
    str
    """
    if value is None or value == () or value == "":
        return "not given"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(shown(field, item) for item in value)
    text = str(value)
    if field in _CODED and re.fullmatch(r"[A-Z][A-Z0-9_]*", text):
        text = re.sub(r"(?<=[a-z])(?=\d)", " ", text.lower().replace("_", " "))
    return f"“{text}”" if field in _QUOTED else text


def named(field):
    """Name a field for readers.

    Parameters
    ----------
    field : str

    Returns
    -------
    str
    """
    return NAMES.get(field, field.replace("_", " "))


def sentence(change):
    """Say what changed, as the end of a sentence that starts with the record.

    Parameters
    ----------
    change : Change

    Returns
    -------
    str
    """
    before, after, field = change.before, change.after, change.field
    if field in _YES_NO and (before or after):
        return _YES_NO[field][0 if after else 1]
    if field == "boxed_warning":
        return _BOX[0] if before is None else _BOX[1] if after is None else _BOX[2]
    if isinstance(before, tuple) and isinstance(after, tuple):
        came = tuple(item for item in after if item not in before)
        went = tuple(item for item in before if item not in after)
        parts = [f"{word} {shown(field, some)}" for word, some in (("new", came), ("gone", went)) if some]
        if parts:
            return f"{named(field)}: {'; '.join(parts)}"
    if before is None:
        return f"{named(field)}: {shown(field, after)} (not given before)"
    return f"{named(field)} changed from {shown(field, before)} to {shown(field, after)}"


def arrival(fields):
    """Say that a record is new, with what must not go unseen in it, as the end of a sentence.

    Parameters
    ----------
    fields : mapping of str to object

    Returns
    -------
    str
    """
    return next((words for field, words in _ALREADY.items() if fields.get(field)), "is new")


def counted(number, noun):
    """Count something in English.

    Parameters
    ----------
    number : int
    noun : str
        In the singular.

    Returns
    -------
    str
        Such as "1 record" or "2 records".
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
