"""Measured serotonin outside cells in mice with two, one or no working copies of the transporter gene."""

from functools import cache

from reuptake.evidence import fact, find


@cache
def level_nM(region, copies):
    """Level of mice with so many working copies.

    Parameters
    ----------
    region : {"striatum", "frontal cortex"}
    copies : {2, 1, 0}

    Returns
    -------
    float
        In nM.

    Raises
    ------
    reuptake.evidence.EvidenceError
        If the table has no such mice.
    """
    row = find("sert_knockout_microdialysis", region=region, functional_sert_copies=copies)
    return fact(row, "extracellular_5ht_nm", unit="nM")
