"""Tables load as typed records, and what is wrong in a file is refused by name."""

import csv
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import reuptake.evidence as evidence
from reuptake.evidence import TABLES, EvidenceError, facts, find, load, not_shown_as_fact, reference
from reuptake.evidence.bibliography import DATA
from reuptake.evidence.records import WORD_UNITS


def cells_of(name):
    """Read the cells of a table file, as text."""
    with (DATA / f"{name}.csv").open(newline="", encoding="utf-8") as handle:
        return list(csv.reader(handle))


def as_cell(value):
    """Write a value of a record as the table would."""
    if isinstance(value, tuple):
        return "; ".join(value)
    return "" if value is None else value


@pytest.fixture
def damaged(tmp_path):
    """Return a function that writes a copy of a table with one cell replaced."""

    def write(name, line, column, cell):
        rows = cells_of(name)
        rows[line - 1][rows[0].index(column)] = cell
        with (tmp_path / f"{name}.csv").open("w", newline="", encoding="utf-8") as handle:
            csv.writer(handle, lineterminator="\n").writerows(rows)
        return tmp_path

    return write


@pytest.fixture
def changed(tmp_path):
    """Return a function that writes a table file with a piece of text replaced once."""

    def write(name, old, new):
        text = (DATA / name).read_text(encoding="utf-8")
        assert old in text
        (tmp_path / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return tmp_path

    return write


@pytest.mark.parametrize("name", TABLES)
def test_round_trip(name):
    """Records should hold every cell of the file, and nothing else."""
    rows = cells_of(name)[1:]
    assert len(load(name)) == len(rows)
    for record, cells in zip(load(name), rows, strict=True):
        values = [getattr(record, column) for column in evidence.records.schema(type(record))]
        for value, cell in zip(values, cells, strict=True):
            assert float(cell) == value if isinstance(value, int | float) else as_cell(value) == cell


@pytest.mark.parametrize("name", TABLES)
def test_line_numbers(name):
    """A record should know its table and the line of the file where it stands."""
    assert [(row.table, row.line) for row in load(name)] == [(name, n + 2) for n in range(len(load(name)))]


def test_every_key_resolves():
    """Every source of every row of every table should be in the bibliography."""
    for row in (row for name in TABLES for row in load(name)):
        assert row.source_key
        for key in row.source_key + row.via_key:
            assert reference(key).key == key


def test_every_file_is_a_table():
    """Every CSV file should have a record class, and every record class a file."""
    assert {path.stem for path in DATA.glob("*.csv")} == set(TABLES)


def test_described_in_readme():
    """The README beside the tables should name every table and every column."""
    text = (DATA / "README.md").read_text(encoding="utf-8")
    for name in TABLES:
        assert f"`{name}.csv`" in text
        for column in cells_of(name)[0]:
            assert f"`{column}`" in text, (name, column)


def test_types():
    """Texts, numbers, gaps and keys should come with their own types."""
    row = find("occupancy_measured", drug="citalopram (racemic)")
    assert row.region == "striatum"
    assert (row.plasma_ec50_ng_per_ml, row.occupancy_percent, row.n) == (11.7, None, None)
    assert (row.source_key, row.via_key, row.status) == (("meyer2004",), ("pkappnd",), "secondary")
    assert isinstance(find("sert_knockout_microdialysis", region="striatum", genotype="SERT +/-").line, int)


def test_words_only_where_the_unit_says_so():
    """A value should be a word exactly where the unit announces one."""
    for row in load("experimental") + load("basics"):
        assert isinstance(row.value, str) == (row.unit in WORD_UNITS)


def test_loaded_once():
    """The tables of the course should be read once."""
    assert load("uptake_kinetics") is load("uptake_kinetics")


def test_no_duplicate_rows():
    """No row should stand twice in a table, and no constant should have two values."""
    symbols = Counter(row.symbol for row in load("terminal_parameters"))
    assert set(symbols.values()) == {1}
    for name in TABLES:
        assert len(set(map(tuple, cells_of(name)))) == len(cells_of(name)), name


def test_percent_of_wild_type():
    """The computed percentages should follow from the formula in the schema."""
    for row in load("sert_knockout_microdialysis"):
        normal = find(row.table, region=row.region, genotype="SERT +/+")
        percent = 100 * row.extracellular_5ht_nm / normal.extracellular_5ht_nm
        assert row.percent_of_wild_type_derived == round(percent)


def test_activity_model():
    """The computed balance should follow from the measured ends and the formula in its notes."""
    for row in load("sert_activity_model"):
        knockout, normal = (
            find("sert_knockout_microdialysis", region=row.region, genotype=genotype).extracellular_5ht_nm
            for genotype in ("SERT -/-", "SERT +/+")
        )
        expected = knockout / (1 + (knockout / normal - 1) * row.sert_activity_fraction_of_normal)
        assert row.extracellular_5ht_nm == pytest.approx(expected, abs=0.0051)
        assert row.percent_of_normal == pytest.approx(100 * expected / normal, abs=0.51)


def test_cycle_is_electroneutral():
    """The charges moved in the classical cycle should add up to zero."""
    assert sum(row.charge_moved_elementary or 0 for row in load("transport_cycle")) == 0


@pytest.mark.parametrize(
    ("name", "column", "cell", "reason"),
    [
        ("sert_knockout_microdialysis", "region", "", "is empty; text is needed"),
        ("sert_knockout_microdialysis", "extracellular_5ht_nm", "", "is empty; a number is needed"),
        (
            "sert_knockout_microdialysis",
            "extracellular_5ht_nm",
            "about 3",
            "holds 'about 3', which is not a number",
        ),
        ("sert_knockout_microdialysis", "extracellular_5ht_nm", "1_0", "not a number"),
        (
            "sert_knockout_microdialysis",
            "extracellular_5ht_nm",
            "nan",
            "holds 'nan', which is not a finite number",
        ),
        ("sert_knockout_microdialysis", "plus_minus_nm", "-inf", "not a finite number"),
        ("sert_knockout_microdialysis", "plus_minus_nm", "1e999", "not a finite number"),
        ("sert_knockout_microdialysis", "functional_sert_copies", "1.5", "not a whole number"),
        ("sert_knockout_microdialysis", "source_key", "", "is empty; the key of a source is needed"),
        ("sert_knockout_microdialysis", "source_key", "matthews2004", "did you mean mathews2004"),
        ("sert_knockout_microdialysis", "source_key", "mathews2004;yang2021", "is not in references.json"),
        ("sert_knockout_microdialysis", "via_key", "nobody1900", "holds 'nobody1900', which is not in"),
        ("sert_knockout_microdialysis", "status", "", "is empty; needed is one of verified"),
        ("sert_knockout_microdialysis", "status", "certain", "holds 'certain'; needed is one of"),
        ("occupancy_measured", "occupancy_percent", "most", "holds 'most', which is not a number"),
        ("uptake_kinetics", "unit", "", "is empty; text is needed"),
        ("experimental", "value", "", "is empty; a number is needed"),
        ("experimental", "value", "higher", "holds 'higher', which is not a number"),
        ("experimental", "unit", "", "is empty; text is needed"),
        ("terminal_parameters", "low", "inf", "not a finite number"),
    ],
)
def test_wrong_cell(damaged, name, column, cell, reason):
    """A wrong cell should be refused with its file, line and column, and what was found."""
    with pytest.raises(EvidenceError) as caught:
        load(name, folder=damaged(name, 3, column, cell))
    assert str(caught.value).startswith(f"{name}.csv, line 3, column {column}: ")
    assert reason in str(caught.value)


def test_word_needs_a_word(damaged):
    """A row whose unit announces a word should not be empty."""
    line = find("experimental", quantity="tissue 5-HT").line
    with pytest.raises(EvidenceError, match=f"line {line}, column value: is empty; text is needed"):
        load("experimental", folder=damaged("experimental", line, "value", ""))


def test_class_is_named_as_in_the_file(damaged):
    """A message should name a column as the file does."""
    with pytest.raises(EvidenceError, match="line 2, column class: is empty"):
        load("transporter_actions", folder=damaged("transporter_actions", 2, "class", ""))


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("region,", "place,", "line 1: unknown column 'place', missing column 'region'"),
        ("region,", "", "missing column 'region'"),
        ("region,", "region,extra,", "unknown column 'extra'"),
        ("region,genotype", "genotype,region", "the columns are not in the order region, genotype"),
        ("region,", "region,region,", "the columns are not in the order"),
        ("striatum,SERT +/-", "SERT +/-", "line 3: has 9 cells, not 10"),
        ("striatum,SERT +/-", "striatum,mouse,SERT +/-", "line 3: has 11 cells, not 10"),
        ("striatum,SERT +/-", "\nstriatum,SERT +/-", "line 3: has 0 cells, not 10"),
        ("striatum,SERT +/-", 'striatum,"SERT" +/-', "cannot be read"),
    ],
)
def test_wrong_shape(changed, old, new, reason):
    """A missing, unknown or moved column and a row of another length should be refused."""
    name = "sert_knockout_microdialysis"
    with pytest.raises(EvidenceError, match=f"^{name}.csv") as caught:
        load(name, folder=changed(f"{name}.csv", old, new))
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "found nothing"),
        (",".join(cells_of("uptake_kinetics")[0]).encode() + b"\n", "has no rows"),
        ("caf\u00e9".encode("latin-1"), "cannot be read"),
    ],
)
def test_no_table(tmp_path, content, reason):
    """A file without header, without rows or in another encoding should be refused."""
    (tmp_path / "uptake_kinetics.csv").write_bytes(content)
    with pytest.raises(EvidenceError, match=f"uptake_kinetics.csv.*{reason}"):
        load("uptake_kinetics", folder=tmp_path)


def test_missing_file(tmp_path):
    """A table that is not in the folder should be named."""
    with pytest.raises(EvidenceError, match="uptake_kinetics.csv cannot be read"):
        load("uptake_kinetics", folder=tmp_path)


def test_unknown_table():
    """An unknown table should be refused with the names of the known ones."""
    with pytest.raises(EvidenceError, match="no table 'uptake'; there are .*uptake_kinetics"):
        load("uptake")


def test_folder_with_its_own_references(changed):
    """Keys should be looked up in the bibliography of the folder, where it has one."""
    changed("uptake_kinetics.csv", "", "")
    folder = changed("references.json", '"rudnick1977"', '"rudnick1978"')
    with pytest.raises(EvidenceError, match="'rudnick1977', which is not in references.json"):
        load("uptake_kinetics", folder=folder)


def test_undamaged_copy(changed):
    """A faithful copy should load as the original does."""
    assert load("uptake_kinetics", folder=changed("uptake_kinetics.csv", "", "")) == load("uptake_kinetics")


def test_find_one():
    """Conditions that single out a row should return it."""
    row = find("uptake_kinetics", preparation="human SERT in HeLa cells", quantity="Km for 5-HT")
    assert row.source_key == ("ramamoorthy1993",)
    assert find("terminal_parameters", name="NADPH, constant").symbol == "NADPH"
    assert find("transporter_actions", class_="enhancer").extracellular_5ht == "down"


def test_find_none_or_many():
    """No match and several matches should be refused, with table, conditions and count."""
    with pytest.raises(EvidenceError) as caught:
        find("uptake_kinetics", quantity="Km for 5-HT", unit="s")
    assert "uptake_kinetics: 0 rows match quantity = 'Km for 5-HT' (3 alone) and unit = 's'" in str(caught.value)
    with pytest.raises(EvidenceError, match="uptake_kinetics: 3 rows match"):
        find("uptake_kinetics", quantity="Km for 5-HT")
    with pytest.raises(EvidenceError, match="7 rows match no condition"):
        find("uptake_kinetics")


def test_find_unknown_column():
    """A condition on a column that does not exist should be refused."""
    with pytest.raises(EvidenceError, match="no column 'preparatoin'; did you mean preparation"):
        find("uptake_kinetics", preparatoin="human")


def test_facts():
    """Facts and the rest should share out all rows, by status alone."""
    rows = load("experimental")
    kept, rest = facts(rows), not_shown_as_fact(rows)
    assert Counter(kept + rest) == Counter(rows)
    assert {row.status for row in rest} == {"unverified"}
    assert "unverified" not in {row.status for row in kept}


def test_public_names():
    """Every name that the package promises should exist."""
    assert all(hasattr(evidence, name) for name in evidence.__all__)


def test_import_reads_nothing():
    """Importing the package should open no table and load no numerical library."""
    code = (
        "import sys; opened = []\n"
        "sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == 'open' else None)\n"
        "import reuptake.evidence\n"
        "assert not [name for name in opened if name.endswith(('.csv', '.json'))], opened\n"
        "assert not {'numpy', 'pandas', 'matplotlib'} & set(sys.modules)"
    )
    root = Path(evidence.__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": str(root)}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment, timeout=60)
