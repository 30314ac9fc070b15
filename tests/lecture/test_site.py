"""The site as files: pages that hold together, lead somewhere, and load nothing from elsewhere."""

import html.parser
import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from reuptake.evidence import load
from reuptake.lecture.__main__ import main
from reuptake.lecture.deck import NOTEBOOKS
from reuptake.lecture.links import UNSET
from reuptake.lecture.playable import explorer_names, stem
from reuptake.lecture.site import command, lite
from reuptake.lecture.site.about import citation, footer
from reuptake.lecture.site.command import write_site
from reuptake.lecture.site.lesson import lesson
from reuptake.lecture.site.pages import _contents
from reuptake.lecture.site.words import Anchors, markdown, page_address, plain

NAMES = [row.notebook for row in load("course")]
LARGEST_PAGE, LARGEST_SITE = 200_000, 25_000_000
_VOID = {"meta", "link", "img", "br", "input", "hr", "col", "wbr"}
_CITATION = 'title: "T"\nauthors:\n  - name: "A"\nversion: "1.2"\ndate-released: "2026-11-26"\n'


class Parts(html.parser.HTMLParser):
    """Elements of a page, and whether each is closed where it should be."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.faults = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        """Note an element."""
        self.tags.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        """Note its end."""
        if not self.open or self.open.pop() != tag:
            self.faults.append((tag, self.getpos()))

    def all(self, name):
        """Every value of an attribute."""
        return [attrs[name] for _, attrs in self.tags if attrs.get(name)]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The pages, without JupyterLite."""
    folder = tmp_path_factory.mktemp("site") / "new"
    write_site(folder, lite=False)
    return folder


@pytest.fixture(scope="module")
def pages(site):
    """The pages, read."""
    return {path.name: Parts(path.read_text(encoding="utf-8")) for path in sorted(site.glob("*.html"))}


def test_there_is_a_page_for_each_notebook(pages, site):
    """The lessons, the first page and the search; each notebook can be taken along unchanged."""
    assert set(pages) == {f"{name}.html" for name in NAMES} | {"index.html", "search.html"}
    for name in NAMES:
        assert (site / "notebooks" / f"{name}.ipynb").read_bytes() == (NOTEBOOKS / f"{name}.ipynb").read_bytes()


def test_pages_are_whole_and_say_what_they_must(pages, site):
    """Closed elements, one first heading, no level left out, unique names, a language, the disclaimer, once."""
    for name, page in pages.items():
        text = (site / name).read_text(encoding="utf-8")
        assert not page.faults and not page.open, (name, page.faults[:3])
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
        assert levels[0] == 1 and levels.count(1) == 1, name
        assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)), name
        assert len(set(page.all("id"))) == len(page.all("id")), name
        assert ("html", {"lang": "en-GB"}) in page.tags and "Content of November 2026." in text
        assert text.count("Education, not medical advice") == 1, name
        assert [tag for tag, _ in page.tags].count("main") == 1
        assert all("alt" in attrs for tag, attrs in page.tags if tag == "img")
        assert all(attrs.get("title") for tag, attrs in page.tags if tag == "iframe")


def test_every_link_leads_somewhere(pages, site):
    """A file of the site, and a place in it that is there."""
    for name, page in pages.items():
        for address in {*page.all("href"), *page.all("src"), *page.all("data-src")} - {"data:,"}:
            if re.match(r"https?:", address):
                continue
            path, _, anchor = address.partition("#")
            target = (site / path.partition("?")[0]) if path else site / name
            assert target.is_file() and target.resolve().is_relative_to(site.resolve()), (name, address)
            if anchor:
                assert unquote(anchor) in pages[target.name].all("id"), (name, address)


def test_nothing_is_loaded_from_elsewhere(pages, site):
    """Only a reader's click leaves the folder; pages stay small enough for a telephone."""
    for name, page in pages.items():
        loaded = [attrs.get("src") or attrs.get("href") for tag, attrs in page.tags if tag not in ("a", "link")]
        loaded += [attrs["href"] for tag, attrs in page.tags if tag == "link"]
        assert not [one for one in loaded if one and re.match(r"(https?:)?//", one)], name
        assert (site / name).stat().st_size < LARGEST_PAGE, name
    for path in (site / "assets").iterdir():
        if path.name != "search-index.js":
            assert not re.search(r"https?://|fetch\(|XMLHttpRequest|@import", path.read_text(encoding="utf-8")), path
    assert sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) < LARGEST_SITE


def test_every_explorer_can_be_played_with_in_its_lesson(pages):
    """Each picture that moves in a notebook opens its playable form in the page."""
    for explorer, notebook in explorer_names().items():
        frames = [attrs["data-src"] for tag, attrs in pages[f"{notebook}.html"].tags if tag == "iframe"]
        assert f"playable/{stem(explorer)}.html" in frames, explorer


def test_search_knows_the_cells_and_the_glossary(pages, site):
    """Every entry leads to a place that is there; a word of the glossary stands by itself."""
    text = (site / "assets" / "search-index.js").read_text(encoding="utf-8")
    index = json.loads(text.removeprefix("window.COURSE_INDEX = ").rstrip().rstrip(";"))
    assert [one["file"] for one in index["pages"]] == [f"{name}.html" for name in NAMES]
    assert len(index["entries"]) > 600
    for page, anchor, _, words in index["entries"]:
        assert anchor in pages[index["pages"][page]["file"]].all("id") and words
    (found,) = [entry for entry in index["entries"] if entry[2] == "Glossary: half-life"]
    assert "fallen to half" in found[3]


def test_first_page_is_that_of_the_readme(site):
    """Its table should be the README's, row by row."""
    text = (site / "index.html").read_text(encoding="utf-8")
    for row in load("course"):
        assert f'<a href="{row.notebook}.html">{row.notebook[:2]} {row.title}</a>' in text
        assert plain(row.question) in plain(text) and f"<td>{row.minutes:g} minutes</td>" in text
    assert "lite/" not in text


def test_markdown_becomes_what_a_page_needs():
    """Anchors as JupyterLab has them, links to pages, formulas as MathML, what is not there as words."""
    anchors = Anchors()
    written = markdown("# One & *two*\n\n## One\n\n## One\n\n$x^2$\n\n[a](01-b.ipynb#One-two) [c](x/d.md)", anchors)
    assert [one[:2] for one in anchors.found] == [(1, "One-&-two"), (2, "One"), (2, "One-2")]
    assert 'id="One-&amp;-two"' in written and "<msup><mi>x</mi><mn>2</mn></msup>" in written
    assert '<a href="01-b.html#One-two">a</a> c' in written
    assert page_address("x/d.md", "https://h.org/o/r") == "https://h.org/o/r/blob/HEAD/notebooks/x/d.md"
    assert page_address("x/d.md#a b", "https://h.org/o/r") == "https://h.org/o/r/blob/HEAD/notebooks/x/d.md#a%20b"
    assert page_address("https://h.org/a.ipynb") == "https://h.org/a.ipynb"
    assert plain("<p>a&amp;b</p><p>c <math><mi>x</mi></math></p>") == "a&b c …"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "JavaScript:x.ipynb", "data:text/html,x", "java&Tab;script:x"])
def test_links_lead_to_pages_only(url):
    """A link that would run something should stop the build; what has a meaning in a page may stay."""
    with pytest.raises(ValueError, match="a link leads to"):
        markdown(f"[a]({url})", Anchors())
    for allowed in ("https://h.org/a:b", "HTTP://h.org", "mailto:a@h.org"):
        assert page_address(allowed) == allowed
    assert page_address("01-b.ipynb#a:b") == "01-b.html#a:b"


def test_list_of_contents_keeps_all_but_links():
    """A heading may hold a link, which cannot stand in a link; other elements should stay."""
    anchors = Anchors()
    anchors.add(2, 'The <abbr title="t">SERT</abbr> of <a href="x.html">notebook</a> 1')
    assert 'The <abbr title="t">SERT</abbr> of notebook 1</a>' in _contents(anchors)


def test_foot_of_a_page_follows_the_citation():
    """With a public address there is a way to report an error; without one nothing is promised."""
    source = citation(_CITATION)
    assert (source.title, source.authors, source.version, source.repository) == ("T", "A", "1.2", "")
    assert citation(_CITATION + f'repository-code: "{UNSET}"\n').repository == ""
    assert "Report an error" not in footer(source) and "not medical advice" in footer(source)
    assert "not medical advice" not in footer(source, "<p>Education, not medical advice.</p>")
    public = citation(_CITATION + 'repository-code: "https://h.org/o/r/"\n')
    assert '<a href="https://h.org/o/r/issues">Report an error</a>' in footer(public)
    strange = footer(citation("repository-code: https://h.org/?a&b # why\n" + _CITATION.replace("1.2", "<1>")))
    assert "version &lt;1&gt;, https://h.org/?a&amp;b." in strange and "<1>" not in strange
    with pytest.raises(ValueError, match="CITATION.cff has no 'version'"):
        citation(_CITATION.replace("version", "edition"))


def test_faults_are_told_in_words(tmp_path, monkeypatch, capsys):
    """A foreign folder, a damaged notebook and JupyterLite that is not there each give one line, and change nothing."""
    kept = tmp_path / "mine" / "letter.txt"
    kept.parent.mkdir()
    kept.write_text("mine")
    assert main(["site", "--to", str(kept.parent), "--without-lite"]) == 2
    assert "holds something else" in capsys.readouterr().err and kept.read_text() == "mine"
    broken = tmp_path / "03-broken.ipynb"
    broken.write_text("{}")
    with pytest.raises(ValueError, match="03-broken.ipynb cannot be read as a notebook"):
        lesson(broken)
    assert main(["site", "--to", str(kept), "--without-lite"]) == 1
    assert "letter.txt" in (said := capsys.readouterr().err) and "name another folder with --to" in said
    monkeypatch.setattr(lite.importlib.util, "find_spec", lambda name: None)
    assert main(["site", "--to", str(tmp_path / "new")]) == 2
    told = capsys.readouterr().err
    assert "pip install -r .site/requirements.txt" in told and "--without-lite" in told
    assert Path(NOTEBOOKS.parent, ".site", "requirements.txt").exists()


def notebook(folder, *cells):
    """A file with these cells; text is Markdown, and what is not text is an output of an empty code cell."""
    path, made = folder / "11-made.ipynb", []
    for cell in cells:
        code = {"cell_type": "code", "source": "", "outputs": [cell]}
        made.append({"cell_type": "markdown", "source": cell} if isinstance(cell, str) else code)
    path.write_text(json.dumps({"cells": made}), encoding="utf-8")
    return path


def test_what_cannot_be_shown_stops_the_build(tmp_path):
    """An error, a lone picture and a notebook without a heading each should be told with notebook and cell."""
    failed = {"output_type": "error", "ename": "NameError", "evalue": "x", "traceback": []}
    with pytest.raises(ValueError, match="11-made.ipynb, cell 1: it ended in an error .NameError: x."):
        lesson(notebook(tmp_path, "# A", failed))
    picture = {"output_type": "display_data", "data": {"image/png": "AA=="}}
    with pytest.raises(ValueError, match="11-made.ipynb, cell 1: what it shows is image/png"):
        lesson(notebook(tmp_path, "# A", picture))
    with pytest.raises(ValueError, match="11-made.ipynb has no heading"):
        lesson(notebook(tmp_path, "text"))
    plain_text = {"output_type": "execute_result", "data": {"text/plain": ["a < b"]}}
    assert "<pre>a &lt; b</pre>" in lesson(notebook(tmp_path, "# A", plain_text)).body


def test_a_build_that_failed_can_be_made_again(tmp_path, monkeypatch):
    """What it left should be no reason to refuse its folder."""
    folder = tmp_path / "site"

    def fail(place, pyodide):
        place.mkdir()
        (place / "half.txt").write_text("half")
        raise lite.LiteError("on the way")

    monkeypatch.setattr(command, "write_lite", fail)
    with pytest.raises(lite.LiteError):
        write_site(folder)
    monkeypatch.setattr(command, "write_pages", lambda folder, lite: [])
    assert write_site(folder, lite=False) == [] and not (folder / "lite").exists()


def test_nothing_of_an_earlier_site_is_left(tmp_path):
    """A page and a picture that no notebook has any more should go; what lies beside is not ours to remove."""
    folder = tmp_path / "site"
    write_site(folder, lite=False)
    before = {path.relative_to(folder) for path in folder.rglob("*")}
    for name in ("08-old-name.html", "pictures/00-0123.svg", "notebooks/08-old-name.ipynb", "CNAME"):
        (folder / name).write_text("old", encoding="utf-8")
    write_site(folder, lite=False)
    assert {path.relative_to(folder) for path in folder.rglob("*")} == before | {Path("CNAME")}
