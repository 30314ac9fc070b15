"""Measured signals of evoked serotonin: one place for the words under which the table holds them."""

from functools import cache

import numpy as np

from reuptake.evidence import fact, find

_SALINE = "hippocampus in vivo, medial forebrain bundle stimulation, fast-scan cyclic voltammetry, saline, "
_SLICE = "slice, fast-scan cyclic voltammetry, "
IN_VIVO, IN_VIVO_AFTER = _SALINE + "before escitalopram", _SALINE + "60 min after escitalopram 10 mg/kg"
SLICE, SLICE_AFTER = _SLICE + "control", _SLICE + "escitalopram 10 uM"
HEIGHT, HALF_LIFE = "evoked 5-HT, maximum amplitude", "evoked 5-HT, half-life t1/2"
SLICE_HEIGHT, SLICE_TAU = "evoked 5-HT, peak", "evoked 5-HT, decay time constant"


def evoked(quantity, unit, preparation=IN_VIVO, column="value"):
    """One reading of an evoked signal, in living mice before a drug unless another preparation is asked for.

    Parameters
    ----------
    quantity : str
        `HEIGHT` or `HALF_LIFE` in vivo, `SLICE_HEIGHT` or `SLICE_TAU` in slices.
    unit : str
        The unit that the caller counts on: "nM" or "s".
    preparation : str
        `IN_VIVO`, `IN_VIVO_AFTER`, `SLICE` or `SLICE_AFTER`.
    column : {"value", "error"}
        The number itself or its plus-minus, whose type the sources do not state.

    Returns
    -------
    float

    Raises
    ------
    reuptake.evidence.EvidenceError
        If the table has no such row, or not in this unit.
    """
    return fact(find("experimental", quantity=quantity, preparation=preparation), column, unit=unit)


@cache
def half_life_s(preparation):
    """Half-life of an evoked signal; in slices the measured time constant of an exponential, times ln 2.

    Parameters
    ----------
    preparation : str
        As in `evoked`.

    Returns
    -------
    half_life, plus_minus : float
        In s.
    kind : str
        "measured", or how it is derived from what was.
    """
    tau = preparation in (SLICE, SLICE_AFTER)
    value, error = (evoked(SLICE_TAU if tau else HALF_LIFE, "s", preparation, column) for column in ("value", "error"))
    if tau:
        return np.log(2) * value, np.log(2) * error, "derived: measured τ × ln 2"
    return value, error, "measured"
