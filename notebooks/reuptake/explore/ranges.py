"""Make controls from the table of control ranges, so that each range carries its source."""

import numpy as np

from reuptake.evidence import find, label
from reuptake.ui.controls import Control

OWN = "thiscourse"


def ranged_control(explorer, key, label, **details):
    """Make a slider whose options, start, unit and source stand in the data.

    Parameters
    ----------
    explorer : str
        Name of the explorer in the table `control_ranges`.
    key : str
        Name of the control there, and of the model's parameter.
    label : str
    **details
        Further arguments of `Control`.

    Returns
    -------
    reuptake.ui.controls.Control
    """
    row = find("control_ranges", explorer=explorer, control=key)
    return Control(
        key,
        label,
        parse_options(row.options),
        start=row.start,
        unit=row.unit,
        source=_reasons(row),
        **details,
    )


def _reasons(row):
    """Why a range is as it is, and what it leans on; a choice of our own leans on nobody."""
    keys = [key for key in row.source_key if key != OWN]
    if not keys:
        return f"{row.note}." if row.note.startswith("Our choice") else f"{row.note}. Our choice."
    return f"{row.note}. Leans on: {sources(keys)}{'; our choice' if OWN in row.source_key else ''}."


def together(**lists):
    """Check that each control has one value for every setting, so that none is lost or stretched.

    Parameters
    ----------
    **lists : sequence
        Values by name of the control.

    Raises
    ------
    ValueError
        If one is no list, or they are not equally long; the message names them.
    """
    for name, values in lists.items():
        if isinstance(values, str) or np.ndim(values) != 1:
            raise ValueError(f"{name} is {values!r}; it must be a list with one value for each setting.")
    if len({len(values) for values in lists.values()}) > 1:
        found = ", ".join(f"{len(values)} of {name}" for name, values in lists.items())
        raise ValueError(f"There are {found}; there must be as many of each, one for every setting.")


def sources(keys):
    """Name sources in plain text, for the small print under a control.

    Parameters
    ----------
    keys : iterable of str

    Returns
    -------
    str
    """
    return "; ".join(label(key) for key in keys)


def parse_options(text):
    """Read options written as a list of numbers or as low:high:step.

    Parameters
    ----------
    text : str

    Returns
    -------
    tuple of float
    """
    if ":" in text:
        low, high, step = (float(part) for part in text.split(":"))
        # Rounding takes off the dust that adding decimal steps leaves behind.
        return tuple(round(float(x), 10) for x in np.arange(low, high + step / 2, step))
    return tuple(float(part) for part in text.split())
