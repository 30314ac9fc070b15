"""Numbers that go into computations and pictures keep to the rule of their status."""

from dataclasses import replace

import pytest
from reuptake.evidence import EvidenceError, fact, find


@pytest.fixture
def km():
    return find("uptake_kinetics", preparation="human SERT in HeLa cells", quantity="Km for 5-HT")


def test_number_comes_in_the_unit_that_was_counted_on(km):
    """A verified number should be given, and refused in a unit that it does not have."""
    assert fact(km, unit="nM") == km.value
    with pytest.raises(EvidenceError, match="is in 'nM', not in 'uM'"):
        fact(km, unit="uM")


def test_unverified_or_missing_number_is_refused(km):
    """What is not verified or not there should never reach a computation or a picture."""
    with pytest.raises(EvidenceError, match="unverified and never computed with or drawn as fact"):
        fact(replace(km, status="unverified"), unit="nM")
    with pytest.raises(EvidenceError, match="holds no number"):
        fact(km, "comparison_value", unit="nM")


def test_unit_in_the_name_of_a_column_counts_too():
    """Columns that carry their unit in their name should be checked against it."""
    row = find("sert_knockout_microdialysis", region="striatum", genotype="SERT +/+")
    assert fact(row, "extracellular_5ht_nm", unit="nM") == row.extracellular_5ht_nm
