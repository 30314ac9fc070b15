"""Say where a row comes from, in the words that its status asks for."""

from reuptake.evidence import label


def origin(row):
    """Name the source of a row.

    Parameters
    ----------
    row : reuptake.evidence.Record

    Returns
    -------
    str
        For example "Quadir et al. 2025", or with "as cited in" where it was read elsewhere.
    """
    said = "; ".join(map(label, row.source_key))
    if row.via_key:
        return f"{said}, as cited in {'; '.join(map(label, row.via_key))}"
    return f"as cited in {said}" if row.status == "secondary" else said
