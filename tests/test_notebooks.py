"""The form of every notebook: what a learner, a lecturer and nbval rely on."""

import re
from functools import cache
from pathlib import Path

import mistune
import nbformat
import pytest
from reuptake.evidence import cite, facts, load
from reuptake.evidence.bibliography import label, reference
from reuptake.evidence.glossary import glossary_link
from reuptake.evidence.questions import questions as question_data

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))
LESSONS = [path for path in PATHS if not path.name.startswith("00")]
LINK = re.compile(r"\[([^\]]+)\]\((https?://[^)\s]+)\)")
# A number with a unit, a percentage, a ratio, or any number with decimals.
QUANTITY = re.compile(r"(?<![\w.])(\d+\.\d+|\d+(?:,\d{3})*(?=\s*(?:nM/s|nM|µM|s|%|times|fold|mg|Hz)(?:\W|$)))")
GLOSSARY_LINK = re.compile(r'\[[^\]]+\]\(00-start-here\.ipynb#Glossary "[^"]*"\)')
SLIDES = {"slide", "subslide", "fragment", "skip", "notes", "-"}

pytestmark = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def _all_questions():
    found = question_data()
    return found.values() if isinstance(found, dict) else found


@cache
def notebook(path):
    return nbformat.read(path, as_version=4)


def cells(path, kind):
    return [cell for cell in notebook(path).cells if cell.cell_type == kind]


def prose(path):
    """All Markdown of a notebook, without code spans, formulas and the addresses of links."""
    text = "\n\n".join(cell.source for cell in cells(path, "markdown"))
    return re.sub(r"\$\$.*?\$\$|\$[^$]*\$|`[^`]*`|\]\([^)]*\)", " ", text, flags=re.S)


def outputs_of(source, path):
    """Plain text of the outputs of the cell with this source."""
    cell = next(cell for cell in cells(path, "code") if cell.source == source)
    return "\n".join(output.get("text", "") or output.get("data", {}).get("text/plain", "") for output in cell.outputs)


def outputs_text(path):
    """All that code cells print or show as plain text."""
    return "\n".join(outputs_of(cell.source, path) for cell in cells(path, "code"))


def test_saved_as_run_from_top_to_bottom(path):
    """Every code cell should have been run, once, in order, without an error."""
    counts = [cell.execution_count for cell in cells(path, "code")]
    assert counts == list(range(1, len(counts) + 1))
    kinds = [output.output_type for cell in cells(path, "code") for output in cell.outputs]
    assert "error" not in kinds and kinds
    assert not [o for c in cells(path, "code") for o in c.outputs if o.get("name") == "stderr"]


def test_no_widget_state_is_saved(path):
    """No state of widgets, and no view that only a running kernel could fill."""
    assert "widgets" not in notebook(path).metadata
    for cell in cells(path, "code"):
        for output in cell.outputs:
            assert not any("widget" in kind for kind in output.get("data", {}))


def test_shown_outputs_say_themselves_in_plain_text(path):
    """What is shown should have a text/plain that says it, not the address of an object."""
    for cell in cells(path, "code"):
        for output in cell.outputs:
            if "data" in output:
                assert re.search(r"\w{3}", output.data["text/plain"])
                assert " at 0x" not in output.data["text/plain"]
                for shown in (output.data.get("text/html", ""),):
                    assert shown.count("<img") == len(re.findall(r'<img [^>]*alt="[^"]{60,}"', shown))


def test_one_title_and_no_skipped_heading_level(path):
    """One H1, as a question; below it each level one step deeper at most."""
    text = "\n".join(cell.source for cell in cells(path, "markdown"))
    levels = [len(mark) for mark in re.findall(r"^(#+) ", text, flags=re.M)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert re.search(r"^# .*\?$", text, flags=re.M)
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_opening_says_time_need_aims_date_and_notice(path):
    """The first cells should say what a learner needs to know before starting."""
    opening = "\n".join(cell.source for cell in notebook(path).cells[:2])
    for needed in (
        "**Time:**",
        "**You need:**",
        "**Afterwards you can**",
        "Content of",
        "report",
        "Education, not medical advice",
    ):
        assert needed in opening
    assert "not been clinically reviewed" in opening
    whole = "\n".join(cell.source for cell in cells(path, "markdown"))
    assert whole.count("Education, not medical advice") == 1


def test_first_code_cell_names_the_libraries(path):
    """A Python in the browser loads what the first cell imports."""
    first = cells(path, "code")[0].source
    assert "import numpy" in first and "import matplotlib" in first


def test_code_cells_are_short(path):
    """Cells should be a few lines; the longest are lists of sources."""
    lines = [len([line for line in cell.source.splitlines() if line.strip()]) for cell in cells(path, "code")]
    assert max(lines) <= 15 and sorted(lines)[len(lines) // 2] <= 5


def test_nothing_uses_what_nbval_cannot_compare(path):
    """No interact, Output, display_id or hidden output."""
    code = "\n".join(cell.source for cell in cells(path, "code"))
    assert not re.search(r"\binteract\b|\bOutput\(|display_id|;\s*$", code, flags=re.M)


def test_every_cell_has_a_place_in_the_slides(path):
    """Slide metadata should be on all cells, and start with a slide."""
    kinds = [cell.metadata["slideshow"]["slide_type"] for cell in notebook(path).cells]
    assert kinds[0] == "slide" and set(kinds) <= SLIDES


def test_citations_are_as_the_bibliography_has_them(path):
    """Every outside link in the text should be the citation of a known key in the list at the end, or a help line's."""
    listed = re.findall(r'"(\w+)"', next(c.source for c in cells(path, "code") if c.source.startswith("references(")))
    for key in listed:
        reference(key)
    known = {cite(key) for key in listed}
    help_lines = {f"({reference(row.source_key[0]).link})" for row in facts(load("crisis_resources"))}
    for found in LINK.finditer("\n".join(cell.source for cell in cells(path, "markdown"))):
        assert found.group() in known or found.group().endswith(tuple(help_lines)), found.group()
    names = "\n".join(cell.source for cell in cells(path, "markdown")) + outputs_text(path)
    unused = [
        key for key in listed if cite(key) not in names and label(key).replace(" (", " ").rstrip(")") not in names
    ]
    assert not unused


def test_sources_printed_by_cells_are_listed(path):
    """A source that a cell prints should stand in the reference list too."""
    code = next(c.source for c in cells(path, "code") if c.source.startswith("references("))
    listed = {re.sub(r"[()]", "", label(key)) for key in re.findall(r'"(\w+)"', code)}
    plain = outputs_text(path).replace(outputs_of(code, path), "")
    printed = set(re.findall(r"\(?((?:[A-Z][\w'-]+(?: et al\.| & [A-Z][\w-]+)?) (?:\d{4}|n\.d\.))[;)]", plain))
    # A name may have several words ("Costa e Silva"), of which the pattern finds the last.
    assert [name for name in printed if not any(f" {one}".endswith(f" {name}") for one in listed)] == []


def test_numbers_in_the_text_are_printed_by_a_cell(path):
    """A number with a unit in the text should stand in the output of a checked cell."""
    shown = outputs_text(path).replace(",", "")
    for found in QUANTITY.finditer(prose(path)):
        assert re.search(rf"(?<![\d.]){re.escape(found[1])}(?![\d.]*\d)", shown), found.group()


def test_no_mark_of_markdown_is_left_over(path):
    """Set as a page, no text should still have a star or a bracket that was meant as a mark."""
    for cell in cells(path, "markdown"):
        page = mistune.html(cell.source)
        words = re.sub(r"<code>.*?</code>|\$\$.*?\$\$|\$[^$]*\$|<[^>]+>", "", page, flags=re.S)
        assert not re.search(r".*(\*|\[\[|\{\{|\]\().*", words), words


def test_glossary_links_carry_the_meaning_of_their_word(path):
    """A linked word should lead to the glossary, with the present meaning as hover text, once a notebook."""
    links = GLOSSARY_LINK.findall("\n".join(cell.source for cell in cells(path, "markdown")))
    meanings = [link[link.index(' "') :] for link in links]
    known = {glossary_link(row.term)[glossary_link(row.term).index(' "') :] for row in load("glossary")}
    assert set(meanings) <= known and len(meanings) == len(set(meanings))


def test_lesson_explains_its_words(path):
    """A lesson should link at least fifteen words to their meaning."""
    links = GLOSSARY_LINK.findall("\n".join(cell.source for cell in cells(path, "markdown")))
    assert len(links) >= 15 or path not in LESSONS


def test_nothing_of_the_template_is_left(path):
    """Notes to the writer, and what the template leaves to be filled in, should be gone."""
    whole = "\n".join(cell.source for cell in notebook(path).cells)
    assert not re.search(r"For the writer|THE (QUESTION|TIME)|\bNN-", whole)


def test_links_between_notebooks_lead_somewhere(path):
    """A link to another notebook should name one that exists."""
    for target in re.findall(r"\]\((\d\d-[\w-]+\.ipynb)\)", "\n".join(cell.source for cell in cells(path, "markdown"))):
        assert (NOTEBOOKS / target).exists(), target


def test_lesson_asks_before_it_shows_and_checks_at_the_end(path):
    """A lesson should have predictions, limits, misconceptions, a summary and enough questions."""
    if path not in LESSONS:
        return
    text = "\n".join(cell.source for cell in cells(path, "markdown"))
    code = "\n".join(cell.source for cell in cells(path, "code"))
    explorers = len(re.findall(r"= \w+\.explorer\(\)", code))
    assert text.count("**Predict first.**") >= explorers >= 3
    assert len(re.findall("eaves out", text)) >= explorers
    assert text.count("would change our mind") >= explorers
    for heading in ("misconceptions", "Summary", "Check yourself", "References", "Work it out"):
        assert re.search(rf"^## .*{heading}", text, flags=re.M)
    assert len(re.findall(r"\bpredict\(", code)) >= explorers
    assert f'questions("{path.stem}")' in code and sum(q.notebook == path.stem for q in _all_questions()) >= 5
    assert len(re.findall(r"\bcheck\(", code)) >= 2
    if path.stem > "01":
        assert f'recall("{path.stem}")' in code


def test_size_stays_small(path):
    """A notebook should load fast: under one and a half megabytes."""
    assert path.stat().st_size < 1_500_000
