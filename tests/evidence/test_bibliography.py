"""Sources are cited as a reader expects, and every link is well formed."""

import json
import re

import pytest
from reuptake.evidence import EvidenceError, cite, reference, references
from reuptake.evidence.bibliography import DATA, REMARKS, _shortened, bibliography, label, read_references
from reuptake.evidence.bibliography import Reference as Source

KEYS = sorted(bibliography())
ADDRESS = re.compile(r"https?://[a-z0-9.-]+(:\d+)?(/[A-Za-z0-9/._~:?=&#%;,+@!'-]*)?")


def source(**changes):
    """Make a reference with given details."""
    details = dict.fromkeys(("container", "volume", "issue", "page", "doi", "pmid", "url", "note"), "")
    details |= {"key": "x2000", "type": "article-journal", "authors": (), "others": False, "year": 2000}
    return Source(**details | {"title": "A title", "checked": "abstract"} | changes)


def entry(**changes):
    """Make a CSL entry."""
    whole = {"id": "x2000", "type": "book", "title": "A title", "note": "checked: abstract"} | changes
    return {name: value for name, value in whole.items() if value is not None}


@pytest.fixture
def read(tmp_path):
    """Return a function that writes CSL entries to a file and reads them."""

    def write(*entries):
        path = tmp_path / "references.json"
        path.write_text(json.dumps(entries), encoding="utf-8")
        return read_references(path)

    return write


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("rudnick1977", "[Rudnick (1977)](https://pubmed.ncbi.nlm.nih.gov/849926/)"),
        ("yang2021", "[Yang & Gouaux (2021)](https://doi.org/10.1126/sciadv.abl3857)"),
        ("mathews2004", "Mathews et al. (2004)"),
        ("abdalla2017", "[Abdalla et al. (2017)](https://doi.org/10.1021/acs.analchem.7b01257)"),
        ("uniprotnd", "[UniProt Consortium (n.d.)](https://www.uniprot.org/uniprot/P31645)"),
        ("who2023", "World Health Organization & IASP (2023)"),
        ("rothman2002b", "Rothman & Baumann (2002b)"),
        ("thiscourse", "This course (n.d.)"),
        (
            "codingprinciples2025",
            "[“Coding principles and mechanisms of serotonergic…” (2025)](https://doi.org/10.1038/s41380-025-02930-4)",
        ),
    ],
)
def test_cite(key, expected):
    """One, two and more authors, organisations and missing details should be cited as agreed."""
    assert cite(key) == expected


def test_cite_several():
    """Several sources should be joined by semicolons, in the order given."""
    assert cite("yang2021", "mathews2004") == f"{cite('yang2021')}; {cite('mathews2004')}"


def test_short_title_is_whole():
    """A short title should stand for missing authors without being cut."""
    assert cite("tianeptinesideeffects1988") == "“Analysis of the side effects of tianeptine” (1988)"


def test_link_order():
    """A DOI should be preferred to PubMed, and PubMed to a web page."""
    details = {"doi": "10.1/a", "pmid": "12", "url": "https://example.org/a"}
    assert source(**details).link == "https://doi.org/10.1/a"
    assert source(**details | {"doi": ""}).link == "https://pubmed.ncbi.nlm.nih.gov/12/"
    assert source(url="https://example.org/a(b)?c=d%20e").link == "https://example.org/a%28b%29?c=d%20e"
    assert source().link == ""


def test_awkward_doi():
    """A DOI with brackets should be encoded so that Markdown and the resolver understand it."""
    assert cite("ansseau1996").endswith(
        "(https://doi.org/10.1002/%28SICI%291099-1077%28199607%2911:4%3C293::AID-HUP771%3E3.0.CO%3B2-Z)"
    )


@pytest.mark.parametrize("key", KEYS)
def test_every_source_can_be_cited(key):
    """Every source should be cited and listed, with a well-formed link where it has one."""
    found = reference(key)
    linked = re.fullmatch(r"\[(?P<text>.+)\]\((?P<link>\S+)\)", cite(key))
    assert bool(linked) == bool(found.doi or found.pmid or found.url)
    if linked:
        assert ADDRESS.fullmatch(linked["link"]), linked["link"]
        assert not re.search(r"(?<!\\)[\[\]*_<>$|`]", linked["text"])
    assert label(key).startswith(found.names)
    assert "\n" not in repr(references(key))
    assert references(key)._repr_markdown_().startswith("- ")


def test_all_sources_are_there():
    """The bibliography should hold the sources of the evidence base and the course's own key."""
    assert len(KEYS) >= 421
    assert "thiscourse" in KEYS


def test_list_in_plain_text():
    """A reference should be listed in full, with journal, pages and address."""
    assert repr(references("yang2021")) == (
        "- Yang D, Gouaux E (2021). Illumination of serotonin transporter mechanism and role of the "
        "allosteric site. Science Advances, 7, eabl3857. https://doi.org/10.1126/sciadv.abl3857"
    )


def test_list_in_markdown():
    """A notebook should show the same reference with the journal in italics and a named link."""
    assert (
        references("yang2021")
        ._repr_markdown_()
        .endswith(
            "*Science Advances*, 7, eabl3857. [doi:10.1126/sciadv.abl3857](https://doi.org/10.1126/sciadv.abl3857)"
        )
    )


def test_list_is_sorted_and_unique():
    """A list should be sorted by first author, year and key, whatever the order of the keys."""
    keys = ["yang2021", "wood2014", "wood2013", "rothman2002b", "rothman2002a", "yang2021"]
    listed = references(*keys)
    assert [item.key for item in listed.items] == [
        "rothman2002a",
        "rothman2002b",
        "wood2013",
        "wood2014",
        "yang2021",
    ]
    assert repr(listed) == repr(references(*reversed(keys)))


def test_long_list_of_authors():
    """More than six authors should be cut after the sixth."""
    found = repr(references("allain2023"))
    assert "Ma W, Kieffer BL, et al. (2023)" in found
    assert "Darcq" not in found
    assert "Andrews AM (2004)" in repr(references("mathews2004"))


def test_remarks():
    """A source that was not read itself should say so in a list of references."""
    for found in bibliography().values():
        listed = repr(references(found.key))
        assert listed.endswith(REMARKS[found.checked] + "]") == (found.checked in ("secondary", "unchecked"))
    assert repr(references("bruns1995")).endswith(" [known through another text]")
    assert "[bibliographic details only]" in {repr(references(key))[-28:] for key in KEYS}


@pytest.mark.parametrize(
    ("key", "printed", "name"),
    [
        ("counts2024", "from … Tianeptine Linked to Synthetic Cannabinoids - New Jersey", "Counts et al. 2024"),
        ("dempsey2017", "Acute Toxicity From … Use of the Tricyclic", "Dempsey et al. 2017"),
        (
            "gasstation2025",
            "Tianeptine and its impact: a systematic review",
            "“Tianeptine and its impact: a systematic",
        ),
    ],
)
def test_shortened_title_is_printed_instead(key, printed, name):
    """A title that must not be shown should be kept in the file, and nowhere be printed."""
    (kept,) = (entry for entry in json.loads((DATA / "references.json").read_text("utf-8")) if entry["id"] == key)
    assert reference(key).title == kept["title-short"] != kept["title"]
    assert label(key).startswith(name)
    for shown in (repr(references(key)), references(key)._repr_markdown_(), cite(key)):
        assert kept["title"] not in shown and _shortened(kept["title"]) not in shown
    assert printed in repr(references(key)) and printed in references(key)._repr_markdown_()


def test_short_title_may_not_be_a_number(read):
    """A shortened title should be text; one without letters should leave the title as it is."""
    assert read(entry(**{"title-short": " "}))["x2000"].title == "A title"
    with pytest.raises(EvidenceError, match="title-short holds 3; text is needed"):
        read(entry(**{"title-short": 3}))


def test_markdown_is_escaped():
    """Marks in a title should be shown, not obeyed."""
    assert "a \\[11C\\]Cimbi-36 positron" in references("erritzoe2023")._repr_markdown_()
    assert "STAR\\*D" in references("rush2006")._repr_markdown_()
    assert "a [11C]Cimbi-36 positron" in repr(references("erritzoe2023"))


def test_unknown_key():
    """An unknown key should be refused with keys that look like it."""
    for function in (reference, cite, references, label):
        with pytest.raises(EvidenceError, match="no reference 'mathew2004'; did you mean mathews2004"):
            function("mathew2004")


def test_no_key():
    """Citing nothing should be refused."""
    for function in (cite, references):
        with pytest.raises(EvidenceError, match="at least one key"):
            function()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"id": None}, "id is missing"),
        ({"title": " "}, "title is missing"),
        ({"note": None}, "note is missing"),
        ({"note": "checked: maybe"}, "holds 'checked: maybe'; needed is 'checked: ' and one of full-text"),
        ({"note": "abstract"}, "holds 'abstract'; needed is"),
        ({"issued": {"date-parts": []}}, "a year in date-parts is needed"),
        ({"issued": {"date-parts": [["2000"]]}}, "a year in date-parts is needed"),
        ({"URL": "example.org"}, "holds 'example.org'; a web address is needed"),
        ({"PMID": 12}, "PMID holds 12; text is needed"),
        ({"author": [{"given": "A"}]}, "literal"),
    ],
)
def test_wrong_entry(read, changes, reason):
    """An incomplete entry should be refused with file, position and reason."""
    with pytest.raises(EvidenceError, match=r"^references.json, entry 2 \(") as caught:
        read(entry(id="a2000"), entry(**changes))
    assert reason in str(caught.value)


def test_duplicate_id(read):
    """Two entries with the same id should be refused."""
    with pytest.raises(EvidenceError, match="entry 2: the id 'x2000' is there twice"):
        read(entry(), entry())


def test_unreadable_file(tmp_path):
    """A missing or broken bibliography should be named."""
    path = tmp_path / "references.json"
    with pytest.raises(EvidenceError, match="references.json cannot be read"):
        read_references(path)
    path.write_text("[{", encoding="utf-8")
    with pytest.raises(EvidenceError, match="references.json cannot be read"):
        read_references(path)


def test_read_only():
    """The bibliography should not be changeable by its readers."""
    with pytest.raises(TypeError):
        bibliography()["new"] = None


def test_stands_alone():
    """No file of the data folder should point to a folder outside it."""
    for path in (found for found in DATA.rglob("*") if found.is_file()):
        text = path.read_text(encoding="utf-8")
        assert "../" not in text and "C:\\" not in text, path.name
