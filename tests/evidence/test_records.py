"""The record classes describe every column completely."""

from dataclasses import FrozenInstanceError

import pytest
from reuptake.evidence import TABLES, load
from reuptake.evidence.records import EVIDENCE_COLUMNS, header, schema
from reuptake.evidence.tables import PARSERS

NUMBERS = {"number", "gap number", "count", "gap count", "number or word"}


@pytest.mark.parametrize("name", TABLES)
def test_last_columns(name):
    """Every table should end in the four columns that hold the evidence."""
    assert tuple(header(TABLES[name])[-4:]) == EVIDENCE_COLUMNS


@pytest.mark.parametrize("name", TABLES)
def test_every_number_has_a_unit(name):
    """Every column of numbers should have a unit, but for years and for those that number the steps of the cycle."""
    for column, described in schema(TABLES[name]).items():
        assert described["kind"] in PARSERS
        if described["kind"] in NUMBERS and not column.endswith("step") and column != "year":
            assert (described["unit"] is None) == described["unit_column"], column


@pytest.mark.parametrize("name", TABLES)
def test_pairs_exist(name):
    """The columns that a schema points to should exist."""
    columns = schema(TABLES[name])
    for described in columns.values():
        assert not described["unit_column"] or "unit" in columns
        for other in (described["plus_minus"], described["plus_minus_type"]):
            assert other is None or other in columns


def test_unit_in_name_agrees():
    """A unit in the name of a column should be the one in its schema."""
    endings = {"_nm": "nM", "_percent": "%", "_mg_per_day": "mg/day", "_ng_per_ml": "ng/mL"}
    for record_class in TABLES.values():
        for column, described in schema(record_class).items():
            for ending, unit in endings.items():
                assert not column.endswith(ending) or described["unit"] == unit, column


def test_records_are_frozen():
    """A number that was loaded should not be changeable."""
    row = load("sert_knockout_microdialysis")[0]
    with pytest.raises(FrozenInstanceError):
        row.extracellular_5ht_nm = 0.0
