"""What the course does not show: how a drug is misused, where it is sold, and words that hurt or frighten."""

import ast
import csv
import hashlib
import html
import io
import json
import re
import tokenize
import zipfile
from calendar import month_name
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import matplotlib.pyplot as plt
import nbformat
import pytest
from gallery_cases import CASES, make
from matplotlib.table import Table
from matplotlib.text import Text
from reuptake.evidence import fact, find, label, load, not_shown_as_fact, references
from reuptake.evidence.bibliography import bibliography
from reuptake.evidence.safety_records import SAFETY_TABLES

ROOT = Path(__file__).parents[1]
NOTEBOOKS = ROOT / "notebooks"
DATA = NOTEBOOKS / "reuptake" / "data"
SAFETY = NOTEBOOKS / "07-safety.ipynb"
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
# Numbers in words, near enough to say whether an amount is above a limit.
WORDS = {
    **dict(zip("two three four five six seven eight nine ten eleven twelve".split(), range(2, 13), strict=True)),
    **dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True)),
    **{"dozens?": 12, "hundreds?": 100, "thousands?": 1000, "several": 5, "many": 10, "countless": 10},
}
COUNT = rf"(?:\d[\d,]*(?:\.\d+)?|\b(?:{'|'.join(WORDS)})\b)"
# The word before, the upper end of a range, and the unit.
AMOUNT = re.compile(
    rf"(?:\b([a-z]+) )?(?:[\d.,]+\s?(?:-|–|to|or) ?)?({COUNT})\+?(?:[-\s‑–]| of | or more )?"
    r"(mgs?|g|gm|gram(?:me)?s?|milligram(?:me)?s?|tablets?|pills?|capsules?|bottles?|packs?|sachets?|spoon\w*)\b"
    r"(?!\s?(?:/|per |a |[·⋅ ])\s?(?:kg|mol|m?l\b|lit|dl\b))",
    re.I,
)
# Neither "i.v." nor "e.g." ends a sentence.
END = re.compile(r"(?<=[.!?])(?<!\b\w\.\w\.)\s+")
YEARS = "(?:2018|2019|2021|2022)"
MONTH = "|".join(month_name[1:])
# More years than one, or one day of a year.
RANGE = re.compile(
    r"\b(?:19|20)\d\d\s?(?:[-–—/]|to\b|until\b|through\b)\s?(?:[A-Z][a-z]+ )?(?:(?:19|20)?\d\d)\b"
    rf"|\bbetween (?:19|20)\d\d and (?:19|20)\d\d\b|\b\d{{1,2}} (?:{MONTH}) (?:19|20)\d\d\b"
)
# A number that counts something: no year, no part of a name such as 5-HT or page2.
COUNTING = re.compile(
    r"(?<![\w.,–-])(?!(?:19|20)\d\d\b)\d[\d,]*(?:\.\d+)?(?!\w|-HT)|\b(?:hundred|thousand|dozen)s?\b", re.I
)
COUNTED = re.compile(r"\b(?:calls?|exposures?|cases)\b", re.I)


def anywhere(pattern):
    """Find a pattern in any text."""
    compiled = re.compile(pattern, re.I)
    return lambda text: [found.group() for part in paragraphs(text) for found in compiled.finditer(part)]


def in_sentence(pattern, beside):
    """Find a pattern in sentences that hold something else too."""
    compiled, other = re.compile(pattern, re.I), re.compile(beside, re.I)
    return lambda text: [
        found.group() for sentence in sentences(text) if other.search(sentence) for found in compiled.finditer(sentence)
    ]


def near_the_drug(pattern, unless):
    """Find a pattern in sentences that name the drug, or that stand in a paragraph on its misuse."""
    compiled = re.compile(pattern, re.I)
    return lambda text: [
        found.group()
        for sentence, named, misused in about_the_drug(text)
        if (named or misused) and not unless.search(sentence)
        for found in compiled.finditer(sentence)
    ]


def paragraphs(text):
    """Parts between blank lines, each on one line, so that no rule depends on where a line is broken."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]


def sentences(text):
    return [part for paragraph in paragraphs(text) for part in END.split(paragraph)]


def about_the_drug(text):
    """Sentences, each with whether it names the drug and whether its paragraph is on the drug's misuse."""
    for paragraph in paragraphs(text):
        misused = DRUG in paragraph.lower() and bool(MISUSE.search(paragraph))
        for sentence in sentences(paragraph):
            yield sentence, DRUG in sentence.lower(), misused


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
    """Drugs that were compared with the drug, or whose doses stand in the tables."""
    compared = {re.split(r"\W", part.strip())[0] for arm in trial_arms() for part in arm.split(";")}
    dosed = {word for table in ("pharmacokinetics", "qt_by_dose") for row in load(table) for word in row.drug.split()}
    return {name for name in compared | dosed if len(name) > 6} - {DRUG}


def milligrams(number, unit):
    """How much an amount is; a tablet is a third of the licensed day, and a packet more than any dose."""
    value = next((v for word, v in WORDS.items() if re.fullmatch(word, number, re.I)), None)
    value = float(number.replace(",", "")) if value is None else value
    kinds = {r"m.*": 1, r"g.*": 1000, r"(tab|pil|cap).*": licensed_mg() / 3, r".*": 10 * licensed_mg()}
    return value * next(each for kind, each in kinds.items() if re.fullmatch(kind, unit, re.I))


def amounts(text):
    """Amounts above the licensed dose beside words of misuse, and above any trial's dose elsewhere."""
    hits = []
    for sentence, named, misused in about_the_drug(text):
        others = other_drugs() & set(re.findall(r"[a-z]+", sentence.lower()))
        if not named and (not misused or others):
            continue
        limit = licensed_mg() if not named or MISUSE.search(sentence) else highest_trial_mg()
        for before, number, unit in AMOUNT.findall(sentence):
            if milligrams(number, unit) > limit and before.lower() not in others:
                hits.append(f"{number} {unit}")
    return hits


@cache
def sources_of_gap_years():
    """Names of sources with one of the four years, as they stand in sentences."""
    names = {re.escape(label(key)) for key in bibliography()}
    names = [name for name in names if re.search(rf"{YEARS}$", name)]
    # Also in a sentence, "Author et al. (2018)", and in a table, "Author 2018".
    names = [re.sub(r"(?:\\ et\\ al\\\.)?\\ (\d{4})$", r"(?: et al\\.)? \\(?\1\\)?", name) for name in names]
    return re.compile("|".join(names))


def calls_of_a_gap_year(text):
    """Clauses that hold one of the four years by itself, a number that is no year, and what is counted."""
    return [
        clause.strip()[:80]
        for part in paragraphs(text)
        for clause in re.split(r"[.;](?=\s|$)", RANGE.sub(" ", sources_of_gap_years().sub(" ", part)))
        if re.search(rf"(?<![\w–/-]){YEARS}(?![\w–/-])", clause) and COUNTING.search(clause) and COUNTED.search(clause)
    ]


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


ALLOWED = r"(?:licensed|recommended|prescribed|approved|therapeutic|labelled) (?:daily )?(?:doses?|amounts?)\b"
TIMES = rf"(?:\b(?:twice|thrice|double|triple|treble|quadruple|[a-z]+fold)|{COUNT}[ -]?(?:times\b|fold\b|×|x\b|%))"
RULES = (
    Rule(
        "route of misuse",
        anywhere(r"\bsnort\w*|\binsufflat\w*|\bintra-?nasal\w*|\bsmok(?:e|ed|er|ers|ing|able)\b"),
        ("They snorted it.", "by insufflation", "Intranasal use", "it was smoked"),
        ("The curve is smooth.", "a nasal spray"),
    ),
    Rule(
        "route near the drug",
        near_the_drug(
            r"\bintravenous\w*|\binject\w*|(?<!schedule )(?<!phase )(?<!dsm-)\bi\.?v\b\.?|\bparenteral\w*|\bsyringes?\b"
            r"|\bneedles?\b|\brectal\w*|\bintramuscular\w*|\bsubcutaneous\w*",
            unless=STUDY,
        ),
        (
            "Tianeptine was injected.",
            "Intravenous use of tianeptine",
            "tianeptine,injection",
            "IV use of tianeptine",
            "use of tianeptine i.v.",
            "Parenteral tianeptine",
            "tianeptine by\nsyringe",
            "rectal tianeptine",
            "Tianeptine misuse is rising. Some inject it.",
        ),
        (
            "Tianeptine is swallowed. The current is injected into the cell.",
            "tianeptine,12 healthy volunteers,intravenous and oral",
            "rats, tianeptine 10 mg/kg, injected",
            "Tianeptine is no drug of Schedule IV.",
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
            "tianeptine misuse of\n600 mg",
            "tianeptine misuse: p < 0.05, 600 mg a day, n > 3",
            "600-mg doses of tianeptine",
            "Dependence on tianeptine: 50 tablets a day",
            "Dependence on tianeptine: fifty tablets a day",
            "tianeptine misuse, ten bottles",
            "tianeptine, 3000 mgs",
            "Tianeptine misuse. People took 600 mg a day.",
            "People took 600 mg a day. That is misuse of tianeptine.",
        ),
        (
            "Licensed: 37.5 mg tianeptine a day; dependence is uncommon.",
            "tianeptine 25-50 mg/d v placebo",
            "tianeptine or imipramine 100-200 mg/d",
            "rats, tianeptine 100 mg/kg",
            "Citalopram 60 mg. Tianeptine is another drug.",
            "Tianeptine misuse is not rare. Citalopram 60 mg is another matter.",
            "Tianeptine misuse.\n\nA dose of 60 mg in another paragraph.",
            "Dependence on tianeptine, one of three tablets a day",
        ),
    ),
    Rule(
        "times the dose",
        anywhere(
            rf"{TIMES}(?: (?:more|higher|greater))?(?: (?:than|of|above|over|as much as))? ?(?:(?:the|a|its|their) )?"
            rf"{ALLOWED}|\b(?:exceed\w*|over|above|beyond) (?:the |a )?{ALLOWED}[^.;]{{0,20}}"
            rf"{TIMES}(?! (?:a|per|each) day| daily)"
        ),
        (
            "ten times the licensed dose",
            "twice the recommended daily dose",
            "40 times the therapeutic dose",
            "tenfold the\nlicensed dose",
            "10-fold the licensed dose",
            "40 times above the licensed dose",
            "5x the recommended dose",
            "They exceeded the licensed dose forty times.",
        ),
        (
            "two to three times the usual binding sites",
            "up to the half of the curve",
            "above the licensed dose",
            "Some took more than the recommended dose.",
            "the recommended dose, three times daily",
        ),
    ),
    Rule(
        "place of sale",
        anywhere(
            r"\bgas[ -]stations?\b|\b(?:smoke|head|vape|kratom) ?shops?\b|\bconvenience stores?\b|\bvap(?:e|es|ing)\b"
            r"|\b(?:sold|sells?|selling|sales?|buy(?:s|ing)?|bought|order(?:ed|ing)?|purchas\w+)\b[^.;]{0,40}"
            r"\b(?:online|internet|web ?(?:sites?|shops?|stores?)?|market ?places?)\b"
            r"|\b(?:online|internet|web) (?:shops?|stores?|sales?|sellers?|vendors?|retailers?|purchases?|orders?)\b"
        ),
        (
            "sold at gas stations",
            "gas-station product",
            "a convenience store",
            "vape shops",
            "a kratom shop",
            "sold online",
            "bought on the internet",
            "ordered from a web shop",
            "online vendors",
        ),
        ("gas exchange", "the polling station", "shopping", "chat online", "in order to see a line on the page"),
    ),
    Rule(
        "concentration at death",
        in_sentence(
            r"\d[\d,.]*\s?(?:[nµμupm]?(?:g|mol)\s?(?:/|per |in a |a )\s?(?:m|d)?(?:l|lit(?:re|er)|illilit(?:re|er))s?\b"
            r"|[nµμum]M\b)",
            r"\bfatal|\blethal|\bdeaths?\b|\bdied\b|\bdead\b|post[ -]?mortem|autops",
        ),
        (
            "A fatal case: 2,000 ng/mL.",
            "found after death: 3 mg/L",
            "fatal: 2,000 nmol/L",
            "fatal:\n2 µg/ml",
            "died, with 2 mg per litre",
            "post mortem 2 μg per millilitre",
        ),
        ("The usual average is 33 ng/mL. No death was reported.", "No deaths in 12 trials of 37.5 mg a day."),
    ),
    Rule(
        "called safe together",
        anywhere(
            r"\bsafe(?:ly)?\b[^.;]{0,30}\b(?:combin\w+|together)\b"
            r"|\b(?:combin\w+|together)\b[^.;]{0,30}"
            r"\b(?:safe(?:ly)?|harmless(?:ly)?|without (?:any |a )?(?:risks?|dangers?|harms?)|no (?:risks?|dangers?))\b"
        ),
        (
            "It is safe to combine them.",
            "They can be safely combined.",
            "Combine safely!",
            "safe to take together",
            "safe in combination",
            "can be combined without\nrisk",
            "Taken together they are harmless.",
        ),
        ("The evidence on this pair is thin.", "Safety and benefit are weighed together.", "unsafe to combine"),
    ),
    Rule(
        "calls of a year without a value",
        calls_of_a_gap_year,
        (
            "2018: 120 calls",
            "In 2021, about 200 exposure calls",
            "It had 90 cases in 2019.",
            "In 2018, there were 120 calls",
            "2018 saw 120 calls",
            "Calls in\n2018: 120",
            "2019 had about 100 exposures",
            "In 2021 poison centres took 200 calls",
            "2017: 81 calls; 2018: 120 calls",
            "In 2022 hundreds of calls came.",
        ),
        (
            "2017: 81 calls; 2018: no value",
            "892 exposures in 2015-2023",
            "2015 to 2023: 892 exposures",
            "between 2018 and 2023 there were 892 exposures",
            "2018, 2019, 2021 and 2022 have no value.",
            "After the law of 2021 calls fell; there were 48 cases before it.",
            "On 6 November 2018 a letter spoke of calls.",
            "In 218 calls (El Zahran et al. 2018) the heart was named.",
            "12 trials of 2018",
        ),
    ),
    Rule(
        "a number needed for pulmonary hypertension",
        in_sentence(r"\bNN(?:T?H|TB?)\b|\bnumbers? needed\b", r"pulmonary hypertension|\bPPHN\b"),
        ("Pulmonary hypertension: NNH 321", "an NNT of 321 for\nPPHN", "number needed to harm, pulmonary hypertension"),
        ("NNH is one divided by the difference. Pulmonary hypertension of the newborn is rare.", "PPHN: 3 of 10,000"),
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
    text = text.replace("\\", "")
    for title in excepted():
        text = text.replace(title, " ")
    return text


class _Page(HTMLParser):
    """The texts of a page: what is between its tags, and what the tags say of pictures and controls."""

    INLINE = frozenset("a abbr b code em i mark small span strong sub sup u".split())
    CELLS = frozenset(("td", "th"))
    SAID = ("alt", "aria-label", "title")

    def __init__(self):
        super().__init__()
        self.texts, self.said, self.printed = [], [], 0

    def handle_starttag(self, tag, attrs):
        self.said += [value for key, value in attrs if key in self.SAID and value]
        self.printed += tag == "pre"
        self._between(tag)

    def handle_endtag(self, tag):
        self.printed -= tag == "pre"
        self._between(tag)

    def handle_data(self, data):
        self.texts.append(printed_text(data) if self.printed else data)

    def _between(self, tag):
        # A row of a table is one sentence; a word with marks in it is one word.
        if tag not in self.INLINE:
            self.texts.append(", " if tag in self.CELLS else "\n\n")


def printed_text(text):
    """What cells print: nothing in it is wrapped, so each line is a row of a table or a paragraph of its own."""
    return text.replace("\n", "\n\n")


def html_text(text):
    """Text of an HTML output with its blocks apart, then the alternatives of pictures and names of controls."""
    page = _Page()
    page.feed(text)
    page.close()
    return "\n\n".join(["".join(page.texts), *page.said])


def markdown_text(text):
    """Markdown without its marks, then what tags in it say; a "<" that opens no tag is a sign like others."""
    page = _Page()
    page.feed(text)
    text = html.unescape(re.sub(rf"</?(?:{'|'.join(_Page.INLINE)})\b[^<>]*>", "", text))
    text = re.sub(r"^>+ ?", "", text, flags=re.M)
    return re.sub(r"[*`$]", "", without_titles("\n\n".join([text, *page.said])))


def python_text(source):
    """Strings with their parts joined, comments and names of some code."""
    tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    lines = {}
    for token in tokens:
        if token.type == tokenize.COMMENT:
            lines[token.start[0]] = token.string.lstrip("# ")
    comments = "".join(lines[n] + ("\n" if n + 1 in lines else "\n\n") for n in sorted(lines))
    names = {token.string.replace("_", " ") for token in tokens if token.type == tokenize.NAME}
    said = filter(None, map(_joined, ast.walk(ast.parse(source))))
    return without_titles(html.unescape("\n\n".join([*said, comments, *sorted(names)])))


def _joined(node):
    """A string as it is when the code runs, as far as the code says; a computed part is a gap."""
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.JoinedStr(values=values):
            return "".join(map(_joined, values))
        case ast.FormattedValue(value=ast.Constant(value=value)):
            return str(value)
        case ast.FormattedValue():
            return " "
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _joined(left) + _joined(right)
    return ""


READ_AS = {"text/html": html_text, "text/markdown": markdown_text, "text/plain": printed_text}


def output_text(output):
    """All that an output says, each kind of it read as what it is."""
    parts = [printed_text(output.get("text", ""))]
    for kind, said in output.get("data", {}).items():
        parts.append(READ_AS.get(kind, str)(said) if not kind.startswith("image/") else "")
    return without_titles("\n\n".join(parts))


def notebook_text(path):
    """Sources and outputs of all cells, without pictures' bytes, titles and addresses of sources."""
    parts = []
    for cell in nbformat.read(path, as_version=4).cells:
        source = re.sub(r"base64,[A-Za-z0-9+/=]+", "", cell.source)
        parts.append((python_text if cell.cell_type == "code" else markdown_text)(source))
        parts += map(output_text, cell.get("outputs", ()))
    return "\n\n".join(parts)


def csv_text(path):
    """One paragraph for each row, with the table's name where that is the drug's."""
    with path.open(newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    lead = f"{DRUG}, " if path.stem.startswith(DRUG) else ""
    # A row is one sentence, whatever full stops its cells hold; a number has the unit of its column's name.
    units = [" mg" if "_mg" in name else "" for name in header]
    rows = [[f"{cell}{unit if cell else ''}" for cell, unit in zip(row, units, strict=False)] for row in rows]
    return "\n\n".join(lead + re.sub(r"[.!?]?\s+", " ", ", ".join(row)) for row in [header, *rows])


def strings(value):
    """All texts of a JSON file, keys left out."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    return [value] if isinstance(value, str) else []


def json_text(path):
    """One paragraph for each entry, so that a question and its options are read together."""
    content = json.loads(path.read_text(encoding="utf-8"))
    if path.name == "references.json":
        content = [{k: v for k, v in entry.items() if k not in ("title", "URL")} for entry in content]
    entries = content.values() if isinstance(content, dict) else content
    return without_titles(html.unescape("\n\n".join("\n".join(strings(entry)) for entry in entries)))


def _together(parts):
    """One paragraph for a question with all that is told, so that its parts are read together."""
    return re.sub(r"\n\s*\n", "\n", "\n".join(parts))


def moodle_text(path):
    """One paragraph for each question of a Moodle file."""
    found = ElementTree.parse(path).getroot().iter("question")
    return without_titles("\n\n".join(_together(html_text(t.text) for t in one.iter("text")) for one in found))


def gift_text(path):
    """One paragraph for each question of a GIFT file, without the backslashes before its signs."""
    blocks = path.read_text(encoding="utf-8").replace("\\n", "\n").replace("\\", "").split("\n\n")
    return without_titles("\n\n".join(_together([html_text(block)]) for block in blocks))


def package_text(path):
    """One paragraph for each file of a QTI package."""
    with zipfile.ZipFile(path) as package:
        files = [ElementTree.fromstring(package.read(name)) for name in package.namelist()]
    return without_titles("\n\n".join(_together(file.itertext()) for file in files))


def visible_text(figure):
    """All that is written in a figure and not hidden: labels, ticks, titles and cells of tables too."""
    for ax in figure.axes:
        for axis in (ax.xaxis, ax.yaxis):
            # Ticks get their texts when they are asked for.
            axis.get_ticklabels(which="both")
    cells = [cell.get_text() for table in figure.findobj(Table) for cell in table.get_celld().values()]
    texts = [text.get_text().replace("\n", " ") for text in (*figure.findobj(Text), *cells) if text.get_visible()]
    return "\n\n".join(filter(None, texts))


@cache
def explorer_text(name):
    """Sentence, numbers, picture and buttons of an explorer at the start and at each preset."""
    made = make(name)
    spec = made.player.spec
    parts = strings([spec["title"], spec["controls"], spec["presets"]])
    for button in (None, *made.presets):
        made.reset() if button is None else made.preset(button)
        made.scene.update(made.state)
        rows = [", ".join(map(str, row)) for row in made.numbers.rows]
        parts += [made.scene.alt_text(made.state), *rows, visible_text(made.scene.figure)]
    return without_titles("\n\n".join(parts))


def of_file(read):
    """Read the text of a file and then what is in it."""
    return lambda path: read(path.read_text(encoding="utf-8"))


FILES = (
    *((path, notebook_text) for path in sorted(NOTEBOOKS.glob("*.ipynb"))),
    *((path, csv_text) for path in [*sorted(DATA.rglob("*.csv")), ROOT / "figures" / "manifest.csv"]),
    *((path, json_text) for path in sorted(DATA.rglob("*.json"))),
    *((path, of_file(python_text)) for path in sorted((NOTEBOOKS / "reuptake").rglob("*.py"))),
    *(
        (path, of_file(markdown_text))
        for path in [ROOT / "README.md", *sorted((ROOT / "figures").glob("*.md")), *sorted(DATA.glob("*.md"))]
    ),
    (ROOT / "figures" / "questions" / "moodle.xml", moodle_text),
    (ROOT / "figures" / "questions" / "gift.txt", gift_text),
    (ROOT / "figures" / "questions" / "qti.zip", package_text),
)


@pytest.mark.parametrize(("path", "read"), FILES, ids=[str(path.relative_to(ROOT)) for path, _ in FILES])
def test_file_shows_nothing_of_the_list(path, read):
    """Notebooks, tables, questions, texts and code should hold nothing that is not to be shown."""
    assert hits(read(path)) == []


def test_question_bank_is_read_whole():
    """The three files should give the same questions to look at, with their options, reasons and numbers."""
    folder = ROOT / "figures" / "questions"
    texts = moodle_text(folder / "moodle.xml"), gift_text(folder / "gift.txt"), package_text(folder / "qti.zip")
    for item in json.loads((DATA / "questions" / "07-safety.json").read_text(encoding="utf-8")):
        for said in (item["question"], *(answer["feedback"] for answer in item["answers"])):
            assert all(" ".join(without_titles(said).split()) in " ".join(text.split()) for text in texts)


@pytest.mark.parametrize("name", CASES)
def test_explorer_shows_nothing_of_the_list(name):
    """Sentence, numbers, picture and buttons should be clean at the start and at each preset."""
    assert hits(explorer_text(name)) == []


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


# ---- rows that are not confirmed


@dataclass(frozen=True)
class Unconfirmed:
    """What names an unconfirmed row in a sentence, what is not to stand beside it, and what the paragraph is about."""

    names: tuple
    values: tuple
    about: str = ""

    def shown(self, text):
        """Sentences that name the row and give its value."""
        on_it = [part for part in paragraphs(text) if self.about in part.lower()]
        return [
            one for part in on_it for one in sentences(part) if all(_holds(one, w) for w in (self.names, self.values))
        ]


def _holds(sentence, words):
    """Whether one of some words or numbers stands in a sentence by itself, whatever dash it is written with."""
    spelled = "|".join(re.sub(r"\\-", r"\\s?(?:[-–−]|to)\\s?", re.escape(word)) for word in words)
    return bool(words) and re.search(rf"(?<![\w.,])(?:{spelled})(?!\w|[.,]\d)", sentence, re.I)


def _written(*numbers):
    """Numbers as a page may write them: without their sign, and with two decimals too."""
    sizes = [abs(number) for number in numbers if number is not None]
    return tuple(dict.fromkeys(text for size in sizes for text in (f"{size:g}", f"{size:.2f}")))


def _harm(row):
    return Unconfirmed((row.topic, row.topic.rpartition(" with ")[2]), _written(row.estimate, row.ci_low, row.ci_high))


def _label_difference(row):
    return Unconfirmed((row.age_group,), _written(row.drug_minus_placebo_cases_per_1000))


def _odds_by_age(row):
    young = ("<18", "under 18", "paediatric", "child", "children", "adolescents")
    return Unconfirmed(young if "<18" in row.age_group else (row.age_group,), _written(row.estimate, row.ci_high))


def _reaction(row):
    # The reaction itself may be confirmed; its frequency is not.
    reactions = tuple(part.strip() for part in re.split(r"[;/,(]", row.reaction.rstrip(")")))
    low, high = row.frequency_low_fraction, row.frequency_high_fraction
    shares = (f"{1000 * low:g}-{1000 * high:g}", f"{100 * low:g}-{100 * high:g}") if low else ()
    return Unconfirmed(reactions, (row.frequency_category, *shares), about=DRUG)


def _decision(row):
    return Unconfirmed((row.date[:4],), (row.place, row.event, row.event.rpartition(" of a ")[2]))


def _nothing(row):
    assert row.calls is None
    return Unconfirmed((str(row.period_start_year),), ())


UNCONFIRMED = {
    "ssri_safety_effects": _harm,
    "suicidality_label_rd": _label_difference,
    "suicidality_or_by_age": _odds_by_age,
    "tianeptine_ae_frequency": _reaction,
    "tianeptine_poison_calls": _nothing,
    "tianeptine_regulatory_timeline": _decision,
}


def unconfirmed(table):
    """What is not to be shown of a table of harms."""
    return [UNCONFIRMED[table](row) for row in not_shown_as_fact(load(table))]


@cache
def safety_text():
    """The page about harm, and its pictures at the start and at each preset."""
    code = "\n".join(cell.source for cell in nbformat.read(SAFETY, as_version=4).cells)
    pictures = sorted(set(re.findall(r"^from reuptake\.explore import (\w+)$", code, flags=re.M)))
    assert len(pictures) >= 8
    return "\n\n".join([notebook_text(SAFETY), *map(explorer_text, pictures)])


@pytest.mark.parametrize("table", [*SAFETY_TABLES, "benefit_risk_examples"])
def test_no_unconfirmed_row_is_on_the_page_about_harm(table):
    """No value of an unconfirmed row should stand beside its name, on the page or in its pictures."""
    assert [shown for row in unconfirmed(table) for shown in row.shown(safety_text())] == []


@pytest.mark.parametrize("table", UNCONFIRMED)
def test_unconfirmed_row_would_be_found(table):
    """Name and value of each such row in one sentence should be found; each alone, or in two sentences, not."""
    rows = unconfirmed(table)
    assert rows
    for row in rows:
        for name in row.names:
            lead = f"{row.about}: {name}"
            assert not row.shown(f"{lead}.")
            for value in row.values:
                assert row.shown(f"A line.\n\n{lead},\n{value} of 1,000."), (name, value)
                assert not row.shown(f"{lead}. It is {value} of 1,000.")


# ---- calls


def test_years_without_a_value_have_none():
    """No number should stand at the four years, and no unverified number at any."""
    rows = load("tianeptine_poison_calls")
    gaps = [row for row in rows if row.period_start_year == row.period_end_year and str(row.period_start_year) in YEARS]
    assert len(gaps) == 4 and all(row.calls is None for row in gaps)
    assert not [row for row in rows if row.status == "unverified" and row.calls is not None]


def shown_calls():
    """Sentence, table and picture of the poison-centre explorer, at every year and for every way of counting."""
    made = make("poison_calls")
    for series in made.options("series"):
        made.controls["series"] = series
        for state in made.states_along("year"):
            made.scene.update(state)
            yield made.scene.describe(state), made.scene.numbers(state)[1], visible_text(made.scene.figure)


def test_explorer_of_calls_leaves_gaps_and_adds_nothing():
    """No number should stand beside one of the four years, and no sum of two ways of counting anywhere."""
    counts = {}
    for row in load("tianeptine_poison_calls"):
        counts[row.series] = counts.get(row.series, 0) + (row.calls or 0)
    ways = [counts[name] for name in ("NPDS all exposures", "FDA statement", "NPDS single-substance")]
    sums = {a + b for a, b in combinations(ways, 2)} | {sum(ways)}
    assert len(sums) == 4 and 0 not in ways
    gaps = 0
    for sentence, rows, picture in shown_calls():
        said = "\n\n".join([sentence, *map(", ".join, rows), picture])
        assert not sums & {int(found.replace(",", "")) for found in re.findall(r"\d(?:[\d,]*\d)?", said)}
        assert calls_of_a_gap_year(said) == []
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
        assert rule.find(f"A first line\n{text.replace(' ', chr(10), 1)}\n\nA last line."), text
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
    assert {"imipramine", "escitalopram", "citalopram"} <= other_drugs() and DRUG not in other_drugs()


# ---- the readers


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


AMOUNT_FOUND = ["amount of misuse: 600 mg"]


@pytest.mark.parametrize(
    "page",
    [
        "<img alt='tianeptine misuse: 600 mg a day'>",
        '<button aria-label="tianeptine misuse: 600 mg a day">x</button>',
        "<a title='tianeptine misuse: 600 mg a day'>x</a>",
        "<img alt='tianeptine misuse: &gt; 600 mg a day'>",
        "<p>tianeptine misuse of\n<b>600</b> mg</p>",
        "<p>tianeptine misuse: p &lt; 0.05, 600 mg a day, n &gt; 3</p>",
        "<table><tr><td>tianeptine misuse</td><td>600 mg</td></tr></table>",
        "<pre>a line\ntianeptine misuse: 600 mg\nanother</pre>",
    ],
)
def test_html_is_read_as_a_reader_hears_it(page):
    """Texts in tags, words with marks, signs written as entities, cells of a row and printed lines should be read."""
    assert hits(html_text(page)) == AMOUNT_FOUND


def test_blocks_of_a_page_are_apart():
    """Rows of a table, paragraphs and printed lines should not be read as one."""
    for page in (
        "<tr><td>tianeptine misuse</td></tr><tr><td>600 mg</td></tr>",
        "<p>tianeptine misuse</p><p>600 mg</p>",
        "<pre>tianeptine misuse\n600 mg</pre>",
    ):
        assert hits(html_text(page)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Tianeptine misuse: p < 0.05, 600 mg a day, n > 3",
        "Tianeptine misuse of\n600 mg",
        "> Tianeptine misuse of\n> 600 mg",
        "Tianeptine misuse: **600** mg",
        "| tianeptine misuse | 600 mg |",
        "Tianeptine misuse:\n- 600 mg a day",
        '[word](page.ipynb "tianeptine misuse: 600 mg")',
    ],
)
def test_markdown_is_read_over_its_marks_and_line_breaks(text):
    """Signs, soft breaks, quotation marks of a block, bold words, tables, lists and hover texts should hide nothing."""
    assert hits(markdown_text(text)) == AMOUNT_FOUND


def test_tags_in_markdown_say_what_they_hold():
    """The text of a picture in Markdown should be found."""
    assert AMOUNT_FOUND[0] in hits(markdown_text("A line.\n\n<img alt='tianeptine misuse: 600 mg a day'>"))


@pytest.mark.parametrize(
    "code",
    [
        'x = (\n    "tianeptine misuse of "\n    "600 mg"\n)',
        'x = "tianeptine misuse " + "of 600 mg"',
        'x = f"tianeptine misuse in {place}: " f"{600} mg"',
        'def f():\n    """Tianeptine misuse\n    of 600 mg.\n    """',
        "# Tianeptine misuse of\n# 600 mg.\nx = 1",
        'x = "a"  # tianeptine misuse: 600 mg',
    ],
)
def test_code_is_read_as_it_runs(code):
    """Wrapped, added and formatted strings, docstrings and comments should each be read as one text."""
    assert AMOUNT_FOUND[0] in hits(python_text(code))


def test_tables_and_questions_are_read_whole(tmp_path):
    """A word in any cell of a table or any text of a JSON file should be found."""
    (tmp_path / "tianeptine_x.csv").write_text("a,b\n1,injected\n", encoding="utf-8")
    (tmp_path / "misuse.csv").write_text("drug,note,dose_mg\ntianeptine,misuse,600\n", encoding="utf-8")
    (tmp_path / "q.json").write_text(json.dumps([{"options": [{"answer": "a junkie"}]}]), encoding="utf-8")
    asked = [{"question": "Tianeptine misuse: how much?", "options": [{"answer": "600 mg"}]}]
    (tmp_path / "asked.json").write_text(json.dumps(asked), encoding="utf-8")
    assert hits(csv_text(tmp_path / "tianeptine_x.csv")) == ["route near the drug: injected"]
    assert hits(csv_text(tmp_path / "misuse.csv")) == AMOUNT_FOUND
    assert hits(json_text(tmp_path / "q.json")) == ["words that frighten or blame: junkie"]
    assert hits(json_text(tmp_path / "asked.json")) == AMOUNT_FOUND


def test_picture_is_read_whole():
    """Labels, titles, ticks, legends and cells of tables should be read; what is hidden should not."""
    figure, (left, right) = plt.subplots(1, 2)
    left.set(title="a title", xlabel="a label")
    left.set_xticks([0, 1], ["a tick", "another"])
    left.plot([0, 1], label="an entry")
    left.legend(title="a legend")
    right.table([["a cell"]])
    right.text(0, 0, "a hidden word", visible=False)
    figure.suptitle("over all")
    shown = visible_text(figure).split("\n\n")
    plt.close(figure)
    assert {"a title", "a label", "a tick", "an entry", "a legend", "a cell", "over all"} <= set(shown)
    assert "a hidden word" not in shown
