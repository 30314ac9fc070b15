"""Links of the course: those within lead to a file and a heading; those to papers have the form that they must have."""

import html
import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from reuptake.evidence.bibliography import DATA

ROOT = Path(__file__).parents[1]
_SKIPPED = {".git", ".venv", "node_modules", "slides", "site", "template"}
PAGES = sorted(
    path
    for ending in ("*.md", "*.ipynb")
    for path in ROOT.rglob(ending)
    if not _SKIPPED & set(path.relative_to(ROOT).parts) and ".ipynb_checkpoints" not in path.parts
)
_LINK = re.compile(r"\]\(\s*<?((?:[^()\s>]|\([^()\s]*\))+)>?(?:\s+\"[^\"]*\")?\s*\)|href=\"([^\"]+)\"")
_FENCE = re.compile(r"^(```|~~~).*?^\1", re.S | re.M)
# A name, a slash, and an end that is no mark of the sentence around it.
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"]*[^\s\".,;]")


def text_of(path):
    """The Markdown of a page, code blocks left out."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        cells = json.loads(text)["cells"]
        text = "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    return _FENCE.sub("", text)


def links_of(path):
    """All addresses of a page that are not out on the network."""
    found = [html.unescape(one or other) for one, other in _LINK.findall(text_of(path))]
    return [link for link in found if not re.match(r"(https?|mailto|data):", link)]


def anchors_of(path):
    """What a link to a heading may say: as JupyterLab writes it in a notebook, as Git hosts do in a page."""
    headings = re.findall(r"^#+ +(.+?)\s*$", text_of(path), flags=re.M)
    plain = [re.sub(r"[*_`]|\[([^\]]*)\]\([^)]*\)", r"\1", heading) for heading in headings]
    if path.suffix == ".ipynb":
        return {heading.replace(" ", "-") for heading in plain}
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_within_the_course_lead_somewhere(path):
    """The file should be there, inside the repository, and have the heading that the link names."""
    for link in links_of(path):
        name, _, anchor = link.partition("#")
        target = (path.parent / unquote(name)).resolve() if name else path
        assert target.exists() and target.is_relative_to(ROOT), link
        if anchor and target.suffix in (".md", ".ipynb"):
            assert unquote(anchor) in anchors_of(target), link


def test_the_check_finds_what_is_wrong(tmp_path):
    """Links of every form should be seen, those in code and on the network left alone."""
    page = tmp_path / "page.md"
    links = '[a](b.md#x) <a href="c.md">c</a> [d](e_(f).png "title") [g](https://h.org)'
    page.write_text(f"# A *heading* here\n{links}\n```\n[i](j)\n```\n")
    assert links_of(page) == ["b.md#x", "c.md", "e_(f).png"]
    assert anchors_of(page) == {"a-heading-here"}
    book = tmp_path / "book.ipynb"
    cells = [{"cell_type": "markdown", "source": ["# What can go wrong, for whom?\n", "[x](page.md)"]}]
    book.write_text(json.dumps({"cells": [*cells, {"cell_type": "code", "source": "[y](z)"}]}))
    assert anchors_of(book) == {"What-can-go-wrong,-for-whom?"} and links_of(book) == ["page.md"]


def test_doi_and_other_numbers_have_their_form():
    """A DOI should be bare and whole, a PMID a number, and an address secure or marked as an archive's."""
    works = json.loads((DATA / "references.json").read_text(encoding="utf-8"))
    assert len(works) > 400
    for work in works:
        doi, pmid, url = (str(work.get(name, "")) for name in ("DOI", "PMID", "URL"))
        assert not doi or _DOI.fullmatch(doi), (work["id"], doi)
        assert not pmid or re.fullmatch(r"[1-9]\d{0,7}", pmid), (work["id"], pmid)
        assert not url or re.match(r"https?://[^\s/]+\.\w+", url), (work["id"], url)
    for wrong in ("https://doi.org/10.1/a", "10.12/abc", "10.1000/abc.", "10.1000/a b", "10.1000"):
        assert not _DOI.fullmatch(wrong)
