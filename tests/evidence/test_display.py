"""Numbers are printed with unit, source and what their status demands."""

from dataclasses import replace

import pytest
from reuptake.evidence import TABLES, EvidenceError, fact, find, illustrative, load, quantity
from reuptake.evidence.display import NO_SOURCE, written_number, written_unit
from reuptake.evidence.records import schema

WILD_TYPE = find("sert_knockout_microdialysis", region="striatum", genotype="SERT +/+")


def measured(**changes):
    """Make a measured quantity with given details."""
    return replace(find("experimental", quantity="ambient extracellular 5-HT"), **changes)


def test_verified():
    """A verified number should be printed with its ± value, unit and source."""
    assert quantity(WILD_TYPE, "extracellular_5ht_nm") == "2.8 ± 1 nM (Mathews et al. 2004)"


def test_unit_of_the_row():
    """A long table should give the unit of the row."""
    row = find("uptake_kinetics", quantity="Vmax")
    assert quantity(row) == "250 µM/h (Mena 2023; model constant, read in the authors' code)"


def test_several_sources():
    """All sources of a row should be named."""
    row = replace(WILD_TYPE, source_key=("yang2021", "rudnick1977"))
    assert quantity(row, "plus_minus_nm") == "1 nM (Yang & Gouaux 2021; Rudnick 1977)"


def test_secondary():
    """A secondary number should name the text it was read in."""
    row = find("occupancy_measured", drug="citalopram (racemic)")
    expected = "11.7 ng/mL (Meyer et al. 2004, as cited in Open-source software n.d.)"
    assert quantity(row, "plasma_ec50_ng_per_ml") == expected


def test_secondary_without_origin():
    """A secondary number whose origin is unknown should still say that it is second hand."""
    row = find("basics", quantity="width of the synaptic cleft")
    assert quantity(row) == "20 nm (as cited in BioNumbers n.d.)"


def test_derived():
    """A derived number should be printed with its formula."""
    row = find("basics", quantity="release when calcium is halved, fourth-power rule")
    assert quantity(row) == "0.0625 (Dodge & Rahamimoff 1967; derived: 0.5^4 = 1/16)"
    assert quantity(replace(row, note="")) == "0.0625 (Dodge & Rahamimoff 1967; derived)"


def test_derived_column_of_a_verified_row():
    """A computed column should be called derived even where its row was read in the source."""
    assert quantity(WILD_TYPE, "percent_of_wild_type_derived").startswith(
        "100 % (Mathews et al. 2004; derived: 100 x extracellular 5-HT / "
    )


def test_unverified():
    """An unverified number should be refused, or marked where it is asked for."""
    row = find("experimental", quantity="uptake 1, Km")
    with pytest.raises(EvidenceError, match=f"experimental.csv, line {row.line}, column value: .* unverified"):
        quantity(row)
    assert quantity(row, not_verified=True) == "5 nM (Wood et al. 2014) [not verified]"


def test_textbook_value_without_a_source():
    """A textbook value should not name this course as its source; a number computed here should."""
    row = find("basics", quantity="extracellular volume fraction")
    assert quantity(row, not_verified=True) == "0.2 (textbook value, no source seen) [not verified]"
    tortuosity = find("basics", quantity="tortuosity of brain tissue")
    assert quantity(tortuosity, not_verified=True) == "1.6 (textbook value, no source seen) [not verified]"
    computed = find("basics", quantity="time to cross the cleft, w^2/2D")
    assert quantity(computed, not_verified=True) == "0.33 µs (This course n.d.) [not verified]"


def test_unverified_rows_of_this_course_say_what_they_are():
    """Each should say in its note that no source was seen, or that it is computed."""
    rows = [row for row in load("basics") if row.status == "unverified" and row.source_key == ("thiscourse",)]
    assert len(rows) > 10
    assert all((NO_SOURCE in row.note) != row.note.startswith("computed") for row in rows)


def test_no_row_escapes():
    """Every number of every table should print, and the unverified ones never without their mark."""
    for name, record_class in TABLES.items():
        columns = [c for c, d in schema(record_class).items() if d["unit"] is not None or d["unit_column"]]
        for row in load(name):
            for column in columns:
                text = quantity(row, column, not_verified=True)
                marked = text.endswith("[not verified]")
                assert text == "not available" or marked == (row.status == "unverified")


def test_gap():
    """An empty cell should read as not available, never as zero."""
    assert quantity(find("uptake_kinetics", quantity="Vmax"), "comparison_value") == "not available"


def test_word():
    """A word should be printed without its formal unit."""
    assert quantity(find("experimental", quantity="tissue 5-HT")) == "lower (Jennings et al. 2006)"


def test_kind_of_plus_minus():
    """The kind of a ± value should be printed where it is stated, and only there."""
    assert quantity(measured()) == "64.9 ± 2.3 nM (± is SE; Abdalla et al. 2017)"
    assert quantity(measured(error_type="not stated")) == "64.9 ± 2.3 nM (Abdalla et al. 2017)"
    assert quantity(measured(error=None, error_type="")) == "64.9 nM (Abdalla et al. 2017)"


@pytest.mark.parametrize(
    ("value", "error", "digits", "expected"),
    [
        (64.9, 2.3, 2, "65 ± 2 nM"),
        (3.09, 0.34, 1, "3.1 ± 0.3 nM"),
        (1234.0, None, 2, "1,200 nM"),
        (2.8, None, 3, "2.8 nM"),
        (0.0, None, 2, "0 nM"),
        (0.710958401, None, 3, "0.711 nM"),
    ],
)
def test_digits(value, error, digits, expected):
    """Rounding should keep the digits asked for, never add any, and never hide the ± value."""
    row = measured(value=value, error=error, error_type="")
    assert quantity(row, digits=digits) == f"{expected} (Abdalla et al. 2017)"


@pytest.mark.parametrize("column", ["region", "status", "source_key"])
def test_not_a_quantity(column):
    """A column that holds no quantity should be refused."""
    with pytest.raises(EvidenceError, match="no quantity"):
        quantity(WILD_TYPE, column)


def test_unknown_column():
    """A column that does not exist should be refused with the ones that look like it."""
    with pytest.raises(EvidenceError, match="no column 'plus_minus'; did you mean plus_minus_nm"):
        quantity(WILD_TYPE, "plus_minus")


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("nM", "nM"),
        ("uM", "µM"),
        ("uM/h", "µM/h"),
        ("us", "µs"),
        ("uA/cm2", "µA/cm²"),
        ("uF/cm2", "µF/cm²"),
        ("m2/s", "m²/s"),
        ("per s", "per s"),
        ("1/h", "per h"),
        ("1/uM", "per µM"),
        ("1/(uM h)", "per µM per h"),
        ("1/(unit^2 h)", "per unit² per h"),
        ("1 per G unit", "per G unit"),
        ("% of neurons", "% of neurons"),
        ("1", ""),
        ("fraction", ""),
        ("direction", ""),
    ],
)
def test_written_unit(unit, expected):
    """Units should be written as a reader writes them, after any number."""
    assert written_unit(unit, 2.0) == expected
    assert written_unit(unit, 1.0) == expected


def test_counted_things():
    """One of something should be singular, several plural, and a ratio a multiple."""
    assert written_unit("spikes", 1.0) == "spike"
    assert written_unit("spikes", 2.0) == "spikes"
    assert quantity(measured(value=2.0, error=None, error_type="", unit="fold")).startswith("2-fold (")


@pytest.mark.parametrize(
    ("value", "expected"),
    [(2.0, "2"), (26.7, "26.7"), (-77.0, "−77"), (4700.0, "4,700"), (6e-10, "6 × 10⁻¹⁰"), (0.0625, "0.0625")],
)
def test_written_number(value, expected):
    """Numbers should be written as the table has them, with signs a reader knows."""
    assert written_number(value) == expected


def test_toy_model_may_take_an_unverified_number_but_not_in_another_unit():
    """`illustrative` should give what `fact` refuses, and still mind the unit."""
    row = find("basics", quantity="diffusion coefficient of 5-HT in water")
    with pytest.raises(EvidenceError, match="unverified"):
        fact(row, unit="m2/s")
    assert illustrative(row, unit="m2/s") == 6e-10
    with pytest.raises(EvidenceError, match="not in 'um2/ms'"):
        illustrative(row, unit="um2/ms")
