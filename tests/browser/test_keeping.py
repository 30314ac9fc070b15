"""The button to the network and the self-assessment in JupyterLab: by keyboard, kept, text only, axe clean."""

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from lab import Notebook

SETUP = """import os
os.environ['REUPTAKE_PROGRESS_FOLDER'] = {folder!r}
from reuptake.watch import Snapshot
from reuptake.watch.errors import Unreachable
from reuptake.watch.snapshot import now

class Made:
    limit = ''

    def __init__(self, name):
        self.name = name
    def fetch(self, query):
        if self.name == 'pubmed':
            raise Unreachable('PubMed', 'No connection could be made.')
        return Snapshot(self.name, query, now(), '', True, {{'NCT00000001': {{'title': 'a & b'}}}})
"""
CELLS = [
    "from reuptake.ui.watch_button import watch_button\nwatch_button(ask=Made)",
    "from reuptake.ui.self_assessment import self_assessment\nself_assessment()",
]


@pytest.fixture
def notebook(page, server, folder, tmp_path):
    """Button and list in a notebook, with an empty progress folder and a made-up service."""
    sources = [SETUP.format(folder=str(tmp_path / "progress")), *CELLS]
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(book, folder / "keeping.ipynb")
    opened = Notebook(page, server, "keeping.ipynb")
    assert not [cell for cell in opened.run_all()["cells"] if cell["errors"]]
    page.locator(".rx-card").nth(1).wait_for(timeout=30_000)
    return opened


def violations(page, context):
    """What axe finds wrong there, in words."""
    found = Axe().run(page, context=context).response["violations"]
    return [f"{v['id']}: {node['target']} {node.get('failureSummary', '')}" for v in found for node in v["nodes"]]


@pytest.mark.slow
def test_button_says_where_and_tells_what_came(page, notebook, tmp_path):
    """The host should stand on the button, the answer come as text with a safe link, a fault as a line."""
    card = page.locator(".rx-card").first
    assert not (tmp_path / "progress" / "watch").exists()
    press = card.get_by_role("button", name="Ask ClinicalTrials.gov (goes to clinicaltrials.gov)")
    assert card.get_by_label("Query").input_value() == "tianeptine"
    press.focus()
    page.keyboard.press("Enter")
    link = card.get_by_role("link", name="a & b (NCT00000001)")
    link.wait_for()
    assert link.get_attribute("href") == "https://clinicaltrials.gov/study/NCT00000001"
    assert "first snapshot" in card.inner_text()
    press.click()
    card.locator("text=Nothing new.").wait_for()
    card.get_by_label("Service").select_option(label="PubMed")
    card.get_by_role("button", name="Ask PubMed (goes to eutils.ncbi.nlm.nih.gov)").click()
    card.get_by_role("alert").filter(has_text="No connection could be made.").wait_for()
    assert not card.get_by_role("link").count() and not violations(page, ".rx-card")


@pytest.mark.slow
def test_objectives_are_marked_by_keyboard_and_saved(page, notebook):
    """A mark by keys should be counted and kept, and the summary come as a file."""
    card = page.locator(".rx-card").nth(1)
    card.locator("summary").first.focus()
    page.keyboard.press("Enter")
    group = card.get_by_role("group", name="run a notebook, and move a live picture by mouse or by keyboard")
    group.get_by_role("radio", name="can do").focus()
    page.keyboard.press("Space")
    card.locator("p[aria-live]", has_text="Marked: 1 of").wait_for()
    assert card.locator("summary").first.inner_text().startswith("00 Start here (1 / ")
    page.keyboard.press("ArrowRight")
    card.locator("p[aria-live]", has_text="(0 can do, 1 not sure").wait_for()
    assert not violations(page, ".rx-card")
    with page.expect_download() as found:
        card.get_by_role("button", name="Save as a page to print").click()
    assert found.value.suggested_filename == "what-i-can-do.html"
    text = found.value.path().read_text(encoding="utf-8")
    assert "I am not sure whether I can" in text and "run a notebook" in text
