"""The page about harm: help first, notes before hard parts, and no question about the reader."""

import re
from datetime import date
from functools import cache
from pathlib import Path

import nbformat
import pytest
from reuptake.evidence import load
from reuptake.evidence import questions as data
from reuptake.explore import base_rate, frequency, stopping

PATH = Path(__file__).parents[1] / "notebooks" / "07-safety.ipynb"
STEM = PATH.stem
ITEMS = [item for item in data.questions() + data.predictions() if item.notebook == STEM]
HARD = ("3. Age and suicidality", "4. What the article leaves out", "*Optional:* serotonin toxicity")


@cache
def cells(kind="markdown"):
    return [cell for cell in nbformat.read(PATH, as_version=4).cells if cell.cell_type == kind]


def page():
    return "\n\n".join(cell.source for cell in cells())


def help_box():
    """The lines at the top, as they are read: from the heading to the day of checking, without the links' targets."""
    box = re.search(r"If you need help now(.*?)Checked on", cells()[0].source, flags=re.S)[1]
    return re.sub(r"\]\([^)]*\)", "]", box)


def section(heading):
    """The Markdown under a heading, up to the next."""
    return re.search(rf"^##+ {re.escape(heading)}$(.*?)(?=^##+ |\Z)", page(), flags=re.M | re.S)[1]


def contacts(text):
    """Telephone numbers, short codes and addresses in a text."""
    return set(re.findall(r"\d+(?:[- ]\d+)+|\b\d{3,6}\b|\w+\.(?:org|com)", text))


def test_contacts_are_seen_however_short():
    """Short codes, grouped numbers and addresses should be found."""
    text = "text 123456, call 123, 12345, 0-000-000-0000 or 000 000, or see example.org"
    assert contacts(text) == {"123456", "123", "12345", "0-000-000-0000", "000 000", "example.org"}


@pytest.mark.parametrize("line", load("crisis_resources"), ids=lambda line: line.service)
def test_help_lines_stand_first_without_running(line):
    """The first cell should name every confirmed help line, and none that is not."""
    numbers = contacts(line.contact)
    assert numbers
    for number in numbers:
        assert (number in contacts(help_box())) == (line.status == "verified")


def test_no_other_number_stands_among_the_help_lines():
    """Every number and address of the box at the top should be that of a confirmed line."""
    known = {
        number for line in load("crisis_resources") if line.status == "verified" for number in contacts(line.contact)
    }
    assert contacts(help_box()) == known


def test_help_comes_before_everything_and_is_not_folded():
    """After the title: danger, the lines, when they were checked; then the notice; then the skip link."""
    opening = cells()[0].source
    order = [
        "# What can go",
        "If you need help now",
        "In danger now",
        "988",
        "Checked on",
        "not medical advice",
        "skip to",
    ]
    places = [opening.index(words) for words in order]
    assert places == sorted(places)
    assert "<details" not in opening


def test_day_of_checking_is_the_table_s():
    """The page should give the day on which the lines were checked as the table has it."""
    (day,) = {date.fromisoformat(line.checked_on) for line in load("crisis_resources") if line.status == "verified"}
    assert f"Checked on {day.day} {day:%B %Y}." in cells()[0].source


def test_help_lines_come_out_of_the_first_code_cell():
    """The box of help lines should be the first output of the page."""
    first = cells("code")[0]
    assert first.source.endswith("HelpLines()")
    assert "988" in first.outputs[0]["data"]["text/plain"] and "<details" not in first.outputs[0]["data"]["text/html"]


def test_links_within_the_page_lead_to_a_heading():
    """Every link that skips should name a heading, spaces as hyphens."""
    headings = {re.sub(r"\*", "", found).replace(" ", "-") for found in re.findall(r"^#+ (.+)$", page(), flags=re.M)}
    links = re.findall(r"\]\(#([^\s)]+)\)", page())
    assert len(links) >= 4 and set(links) <= headings


@pytest.mark.parametrize("heading", HARD)
def test_content_note_opens_a_hard_part(heading):
    """A part on suicidality or overdose should open with a note, a way past it, and where help is."""
    start = section(heading).strip().split("\n\n")[0]
    assert start.startswith("> **Content note.**")
    assert "](#5" in start or "](#9" in start
    assert "Help lines: [top of this page](#What" in start


def test_no_question_asks_about_the_reader():
    """Questions and predictions should not speak of the reader at all, so never of the reader's health."""
    assert len([item for item in data.questions() if item.notebook == STEM]) >= 8
    for item in ITEMS:
        said = [item.question, getattr(item, "outcome", ""), getattr(item, "otherwise", "")]
        said += [f"{one.answer} {one.feedback}" for one in item.options]
        said += [one.feedback for one in getattr(item, "numbers", ())]
        assert not re.search(r"\b(you|your|yours|yourself)\b", " ".join(said), flags=re.I), item.id


@pytest.mark.parametrize(
    ("card", "module"), [("07-nobody", frequency), ("07-base-rate", base_rate), ("07-stopping", stopping)]
)
def test_buttons_that_a_card_names_exist(card, module):
    """A button that an outcome tells to press should be a preset of the picture under it."""
    named = re.findall("“([^”]+)”", data.item("prediction", card).outcome)
    assert named and set(named) <= set(module.explorer().presets)
