"""What the course does not show: how a drug is misused, where it is sold, and words that hurt or frighten."""

import csv
import hashlib
import html
import json
import re
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

import nbformat
import pytest
from gallery_cases import CASES, make
from reuptake.evidence import fact, find, label, load, references
from reuptake.evidence.bibliography import bibliography

ROOT = Path(__file__).parents[1]
NOTEBOOKS = ROOT / "notebooks"
DATA = NOTEBOOKS / "reuptake" / "data"
# Titles that are never printed in full; every other title may be, as it is a title.
NEVER = ("counts2024", "dempsey2017", "gasstation2025")
# Names of products and brands as SHA-256 of the word in small letters, so that this list names nobody.
NAMES = frozenset(
    """
    9a8b64bb1668aae447964e503998fe5e9686c4101556a33edd13d826aa0b69e3
    99be31cb22a055633216db20fe110ce25364c356e2ea9568b90f3b98ed9b4bc8
    985c7c158744e7c82cc513417224949db3e77fda92e08714071a5a9a8f536542
    b78f00319bd91f39fcab8d53fc4d9a669c3667707028fd663223faf47c1ab195
    93a631fed19e91edcfe48f5e519d007c16e6cc91d5dbba2ea0d05e1471497278
    a9d1e780687ac78d0eff2fc993037b1dd95440913ae402eb2acb488ee9eb6c03
    0b9f247d926cc9390be1db4e8cf745806e3f66d240d73a8abf3051b59f7fe318
    921c8fae34b87fe8374888321d7ee3cbe3cb1053550ad3c4da320c114154aa61
    e9ecc669b2c4470c2cbbdc7b969ba4517fbddfc4311bd931162639258a345637
    51d11a02a11d8bac8e2d340cc534e3836c9a527dbe1472fcb865054cf08c5b10
    """.split()
)
DRUG = "tianeptine"
MISUSE = re.compile(
    r"misus|abus|overdos|intoxicat|poison|dependen|withdraw|recreation|seizure|emergency|fatal|death|died", re.I
)
# A route is named in a study of volunteers or animals, and there it tells nobody how to misuse a drug.
STUDY = re.compile(r"\b(rats?|mice|mouse|healthy (adults|volunteers)|mg/kg)\b", re.I)
# The word before, the upper end of a range, and the unit.
AMOUNT = re.compile(
    r"(?:\b([a-z]+) )?(?:[\d.,]+\s?(?:-|–|to|or) ?)?(\d[\d,]*(?:\.\d+)?)\s?"
    r"(mg|g|grams?|milligrams?)\b(?!/(?:kg|mol|m?l\b))",
    re.I,
)
END = re.compile(r"(?<=[.!?])\s+|\n|<[^>]*>")
YEARS = "(?:2018|2019|2021|2022)"
COUNTED = r"\d[\d,]*\s+(?:\w+\s+){0,2}(?:calls?|exposures?|cases)\b"


def anywhere(pattern):
    """Find a pattern in any text."""
    compiled = re.compile(pattern, re.I)
    return lambda text: [found.group() for found in compiled.finditer(text)]


def in_sentence(pattern, beside, unless=None):
    """Find a pattern in sentences that hold something else too."""
    compiled, other = re.compile(pattern, re.I), re.compile(beside, re.I)
    return lambda text: [
        found.group()
        for sentence in sentences(text)
        if other.search(sentence) and not (unless and unless.search(sentence))
        for found in compiled.finditer(sentence)
    ]


def sentences(text):
    return [part for part in END.split(text) if part]


@cache
def licensed_mg():
    """Licensed daily dose, from the data."""
    row = find("pharmacokinetics", drug=DRUG, analyte=DRUG, source_key=("royer1988",))
    return fact(row, "usual_dose_mg_per_day", unit="mg/day")


@cache
def trial_arms():
    """Arms of the trials of the drug, each as the table names it."""
    return tuple(arm for row in load("tianeptine_trials") for arm in (row.drug_arm, row.comparator_arm))


@cache
def highest_trial_mg():
    """Highest daily dose of the drug in a trial."""
    arms = [arm for arm in trial_arms() if arm.startswith(DRUG)]
    return max(float(number) for arm in arms for number in re.findall(r"[\d.]+(?= mg)", arm))


@cache
def other_drugs():
    return {re.split(r"\W", part.strip())[0] for arm in trial_arms() for part in arm.split(";")} - {DRUG, "none"}


def amounts(text):
    """Amounts above the licensed dose beside words of misuse, and above any trial's dose elsewhere."""
    hits = []
    for sentence in sentences(text):
        if DRUG not in sentence.lower():
            continue
        limit = licensed_mg() if MISUSE.search(sentence) else highest_trial_mg()
        for before, number, unit in AMOUNT.findall(sentence):
            mg = float(number.replace(",", "")) * (1 if unit.lower().startswith("m") else 1000)
            if mg > limit and before.lower() not in other_drugs():
                hits.append(f"{number} {unit}")
    return hits


@cache
def _hashed(word):
    return hashlib.sha256(word.encode()).hexdigest()


def named(text, names=NAMES):
    """Words, or two words written as one, that are a name of the list."""
    words = re.findall(r"[a-z]+", text.lower())
    pairs = {a + b for a, b in zip(words, words[1:], strict=False) if len(a + b) <= 12}
    return [word for word in {*words, *pairs} if _hashed(word) in names]


@dataclass(frozen=True)
class Rule:
    """One thing not to show: how it is found, sentences that hold it, and near ones that do not."""

    name: str
    find: object
    planted: tuple
    harmless: tuple


RULES = (
    Rule(
        "route of misuse",
        anywhere(r"\bsnort\w*|\binsufflat\w*|\bintra-?nasal\w*|\bsmok(?:e|ed|er|ers|ing|able)\b"),
        ("They snorted it.", "by insufflation", "Intranasal use", "it was smoked"),
        ("The curve is smooth.", "a nasal spray"),
    ),
    Rule(
        "route near the drug",
        in_sentence(r"\bintravenous\w*|\binject\w*", DRUG, unless=STUDY),
        ("Tianeptine was injected.", "Intravenous use of tianeptine", "tianeptine,injection"),
        (
            "Tianeptine is swallowed. The current is injected into the cell.",
            "tianeptine,12 healthy volunteers,intravenous and oral",
            "rats, tianeptine 10 mg/kg, injected",
        ),
    ),
    Rule(
        "amount of misuse",
        amounts,
        (
            "A person with dependence took 600 mg of tianeptine.",
            "tianeptine overdose, 40 mg",
            "Tianeptine misuse: 1.5 g a day",
            "tianeptine, 1,000 to 3,000 mg",
            "tianeptine 12 grams",
        ),
        (
            "Licensed: 37.5 mg tianeptine a day; dependence is uncommon.",
            "tianeptine 25-50 mg/d v placebo",
            "tianeptine or imipramine 100-200 mg/d",
            "rats, tianeptine 100 mg/kg",
            "Citalopram 60 mg. Tianeptine is another drug.",
        ),
    ),
    Rule(
        "times the dose",
        anywhere(
            r"\b(?:twice|double|\d[\d,.]*|\w+)[ -](?:times |fold )?(?:as much as )?the "
            r"(?:licensed|recommended|prescribed|approved|therapeutic) (?:daily )?(?:dose|amount)\b"
        ),
        ("ten times the licensed dose", "twice the recommended daily dose", "40 times the therapeutic dose"),
        ("two to three times the usual binding sites", "up to the half of the curve"),
    ),
    Rule(
        "place of sale",
        anywhere(
            r"\bgas[ -]stations?\b|\b(?:smoke|head|vape|kratom) ?shops?\b|\bconvenience stores?\b|\bvap(?:e|es|ing)\b"
        ),
        ("sold at gas stations", "gas-station product", "a convenience store", "vape shops", "a kratom shop"),
        ("gas exchange", "the polling station", "shopping"),
    ),
    Rule(
        "concentration at death",
        in_sentence(r"\d[\d,.]*\s?(?:ng/mL|[µu]g/L|mg/L|nM)\b", r"\bfatal|\bdeaths?\b|\bdied\b|post-?mortem"),
        ("A fatal case: 2,000 ng/mL.", "found after death: 3 mg/L"),
        ("The usual average is 33 ng/mL. No death was reported.",),
    ),
    Rule(
        "called safe together",
        anywhere(r"\bsafe(?:ly)? (?:to (?:be )?)?combin(?:e|ed|ation)\b|\bcombined? safely\b"),
        ("It is safe to combine them.", "They can be safely combined.", "Combine safely!"),
        ("The evidence on this pair is thin.",),
    ),
    Rule(
        "calls of a year without a value",
        anywhere(
            rf"(?<![-–/\d]){YEARS}(?![-–/\d])(?! to | and )\W{{1,3}}(?:about |nearly |some )?{COUNTED}"
            rf"|\b{COUNTED}[^.;\n]{{0,30}}\bin {YEARS}\b(?! ?[-–/]| to )"
        ),
        ("2018: 120 calls", "In 2021, about 200 exposure calls", "It had 90 cases in 2019."),
        ("2017: 81 calls; 2018: no value", "892 exposures in 2015-2023", "2018, 2019, 2021 and 2022 have no value."),
    ),
    Rule(
        "words that frighten or blame",
        anywhere(
            r"\bzombies?\b|heroin|\bepidemics?\b|\bcommit(?:s|ted|ting)? suicide\b|\b(?:un)?successful suicides?\b"
            r"|\bfailed suicides?\b|\baddicts?\b|\babusers?\b|\bjunkies?\b"
        ),
        (
            "a zombie drug",
            "legal Heroin",
            "an epidemic",
            "She committed suicide.",
            "successful suicide",
            "an addict",
            "drug abusers",
            "junkies",
        ),
        ("person with dependence", "epidemiology", "died by suicide", "addiction medicine", "abuse and dependence"),
    ),
)
IDS = [rule.name for rule in RULES]


def hits(text):
    """Everything in a text that is not to be shown, with the name of its rule."""
    found = [f"{rule.name}: {hit}" for rule in RULES for hit in rule.find(text)]
    return found + [f"name of a product or brand: {word}" for word in named(text)]


# ---- the texts of the repository


@cache
def excepted():
    """Titles and addresses of sources as they are printed, if something in them would be found."""
    texts = {text for source in bibliography().values() for text in (source.title.rstrip("."), source.link)}
    return sorted((text for text in texts if hits(f"{text}, {DRUG}")), key=len, reverse=True)


def without_titles(text):
    """Take titles and addresses out, also where Markdown marks in them are escaped."""
    text = html.unescape(text.replace("\\", ""))
    for title in excepted():
        text = text.replace(title, " ")
    return text


def notebook_text(path):
    """Sources and outputs of all cells, without pictures' bytes, titles and addresses of sources."""
    parts = []
    for cell in nbformat.read(path, as_version=4).cells:
        parts.append(cell.source)
        for output in cell.get("outputs", ()):
            parts += [output.get("text", ""), *map(str, output.get("data", {}).values())]
    return without_titles(re.sub(r"base64,[A-Za-z0-9+/=]+", "", "\n".join(parts)))


def csv_text(path):
    """One line for each row, with the table's name where that is the drug's."""
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    lead = f"{DRUG}, " if path.stem.startswith(DRUG) else ""
    # A row is one sentence, whatever full stops its cells hold.
    return "\n".join(lead + re.sub(r"[.!?]?\s+", " ", ", ".join(row)) for row in rows)


def strings(value):
    """All texts of a JSON file, keys left out."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    return [value] if isinstance(value, str) else []


def json_text(path):
    content = json.loads(path.read_text(encoding="utf-8"))
    if path.name == "references.json":
        content = [{k: v for k, v in entry.items() if k not in ("title", "URL")} for entry in content]
    return "\n".join(strings(content))


def visible_text(figure):
    """All that is written in a figure and not hidden."""
    texts = [*figure.texts, *(text for ax in figure.axes for text in [*ax.texts, ax.xaxis.label, ax.yaxis.label])]
    return "\n".join(text.get_text().replace("\n", " ") for text in texts if text.get_visible())


FILES = (
    *((path, notebook_text) for path in sorted(NOTEBOOKS.glob("*.ipynb"))),
    *((path, csv_text) for path in [*sorted(DATA.rglob("*.csv")), ROOT / "figures" / "manifest.csv"]),
    *((path, json_text) for path in sorted(DATA.rglob("*.json"))),
    *(
        (path, lambda path: without_titles(path.read_text(encoding="utf-8")))
        for path in [
            ROOT / "README.md",
            ROOT / "figures" / "README.md",
            *sorted(DATA.glob("*.md")),
            *sorted((NOTEBOOKS / "reuptake").rglob("*.py")),
        ]
    ),
)


@pytest.mark.parametrize(("path", "read"), FILES, ids=[str(path.relative_to(ROOT)) for path, _ in FILES])
def test_file_shows_nothing_of_the_list(path, read):
    """Notebooks, tables, questions, texts and code should hold nothing that is not to be shown."""
    assert hits(read(path)) == []


@pytest.mark.parametrize("name", CASES)
def test_explorer_shows_nothing_of_the_list(name):
    """Sentence, numbers, picture and buttons should be clean at the start and at each preset."""
    made = make(name)
    spec = made.player.spec
    parts = strings([spec["title"], spec["controls"], spec["presets"]])
    for button in (None, *made.presets):
        made.reset() if button is None else made.preset(button)
        made.scene.update(made.state)
        rows = "\n".join(", ".join(map(str, row)) for row in made.numbers.rows)
        parts += [made.scene.alt_text(made.state), rows, visible_text(made.scene.figure)]
    assert hits(without_titles("\n".join(parts))) == []


@pytest.mark.parametrize("key", NEVER)
def test_title_that_is_never_printed_is_not_in_a_reference_list(key):
    """The shortened title should hold nothing of the list, while the full one in the file does."""
    (entry,) = (entry for entry in json.loads((DATA / "references.json").read_text("utf-8")) if entry["id"] == key)
    assert hits(f"{DRUG}, {entry['title']}")
    for shown in (repr(references(key)), references(key)._repr_markdown_()):
        assert hits(f"{DRUG}, {shown}".replace(". ", ", ")) == []


def test_name_of_no_source_holds_anything_of_the_list():
    """What stands for a source in a sentence should be clean for every key, without exception."""
    assert not {key: found for key in bibliography() if (found := hits(f"{DRUG}, {label(key)}"))}


def test_years_without_a_value_have_none():
    """No number should stand at the four years, and no unverified number at any."""
    rows = load("tianeptine_poison_calls")
    gaps = [row for row in rows if row.period_start_year == row.period_end_year and str(row.period_start_year) in YEARS]
    assert len(gaps) == 4 and all(row.calls is None for row in gaps)
    assert not [row for row in rows if row.status == "unverified" and row.calls is not None]


def shown_calls():
    """Rows of the table of the poison-centre explorer, at every year and for every way of counting."""
    made = make("poison_calls")
    for series in made.options("series"):
        made.controls["series"] = series
        for state in made.states_along("year"):
            yield made.scene.describe(state), made.scene.numbers(state)[1]


def test_explorer_of_calls_leaves_gaps_and_adds_nothing():
    """No number should stand beside one of the four years, and no sum of two ways of counting anywhere."""
    counts = {}
    for row in load("tianeptine_poison_calls"):
        counts[row.series] = counts.get(row.series, 0) + (row.calls or 0)
    ways = [counts[name] for name in ("NPDS all exposures", "FDA statement", "NPDS single-substance")]
    sums = {a + b for a, b in combinations(ways, 2)} | {sum(ways)}
    assert len(sums) == 4 and 0 not in ways
    gaps = 0
    for sentence, rows in shown_calls():
        printed = set(re.findall(r"\d[\d,]*\d|\d", "\n".join([sentence, *map(", ".join, rows)])))
        assert not sums & {int(number.replace(",", "")) for number in printed}
        for row in rows:
            if re.fullmatch(YEARS, row[0]) and "poison" in row[1]:
                gaps += 1
                assert not re.search(r"\d", ", ".join(row[2:])), row
    assert gaps


# ---- the rules themselves


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_rule_finds_what_is_planted_and_nothing_near_it(rule):
    """Each planted sentence should be found by its rule, alone and inside a page; near ones should pass."""
    for text in rule.planted:
        assert rule.find(text) and hits(f"A first line.\n{text}\nA last line."), text
    for text in rule.harmless:
        assert not rule.find(text), text


@pytest.mark.parametrize("text", ["Buy Madeupbrand now", "MADEUPBRAND's", "made upbrand"])
def test_names_are_found_however_they_are_written(text):
    """A name should be found in capitals, before an apostrophe and in two words."""
    assert named(text, {hashlib.sha256(b"madeupbrand").hexdigest()})
    assert not named(text)


def test_real_list_of_names_finds_the_names_in_titles():
    """The hashes should be whole, and catch the product and the brand that two full titles name."""
    assert len(NAMES) == 10 and all(re.fullmatch("[0-9a-f]{64}", name) for name in NAMES)
    titles = {e["id"]: e["title"] for e in json.loads((DATA / "references.json").read_text("utf-8"))}
    assert named(titles["counts2024"]) and named(titles["has2012"])


def test_limits_of_amounts_are_the_tables():
    """The licensed dose and the highest trial dose should be found, the first below the second."""
    assert 0 < licensed_mg() < highest_trial_mg() < 100
    assert {"imipramine", "escitalopram"} <= other_drugs() and DRUG not in other_drugs()


def test_nothing_escapes_by_standing_in_a_saved_output(tmp_path):
    """What is planted in a source, a stream, an HTML output or Markdown should be found, bytes of a picture not."""
    bad, fine = "zombie", "base64,heroinAA=="
    for place in range(4):
        texts = [bad if place == n else "fine" for n in range(4)]
        cell = nbformat.v4.new_code_cell(
            texts[0],
            outputs=[
                nbformat.v4.new_output("stream", text=texts[1]),
                nbformat.v4.new_output("display_data", data={"text/html": f"<p>{texts[2]}</p><img src='{fine}'>"}),
            ],
        )
        page = nbformat.v4.new_notebook(cells=[cell, nbformat.v4.new_markdown_cell(texts[3])])
        nbformat.write(page, tmp_path / "page.ipynb")
        assert hits(notebook_text(tmp_path / "page.ipynb")) == [f"words that frighten or blame: {bad}"]


def test_tables_and_questions_are_read_whole(tmp_path):
    """A word in any cell of a table or any text of a JSON file should be found."""
    (tmp_path / "tianeptine_x.csv").write_text("a,b\n1,injected\n", encoding="utf-8")
    (tmp_path / "q.json").write_text(json.dumps([{"options": [{"answer": "a junkie"}]}]), encoding="utf-8")
    assert hits(csv_text(tmp_path / "tianeptine_x.csv")) == ["route near the drug: injected"]
    assert hits(json_text(tmp_path / "q.json")) == ["words that frighten or blame: junkie"]
