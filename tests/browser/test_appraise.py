"""Claims in JupyterLab: a verdict with a reason by keyboard, kept over a restart; the table and the note; axe clean."""

import json

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from lab import Notebook

SETUP = "import os\nos.environ['REUPTAKE_PROGRESS_FOLDER'] = {folder!r}\n"
CELLS = [
    "from reuptake.ui.appraise import appraise\nappraise('C16')",
    "from reuptake.ui.dissent import disagree\ndisagree()",
    "from reuptake.ui.claims_table import claims_table\nclaims_table()",
]
ACTIVE = "() => window.jupyterapp.shell.currentWidget.content.activeCellIndex"
FOCUSED = "e => e === document.activeElement"


@pytest.fixture
def notebook(page, server, folder, tmp_path):
    """Card, note and table in a notebook, with an empty progress folder."""
    sources = [SETUP.format(folder=str(tmp_path / "progress")), *CELLS]
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(book, folder / "appraise.ipynb")
    opened = Notebook(page, server, "appraise.ipynb")
    assert not [cell for cell in opened.run_all()["cells"] if cell["errors"]]
    page.locator(".rx-filter").wait_for(timeout=30_000)
    return opened


def violations(page, context):
    """What axe finds wrong there, in words."""
    found = Axe().run(page, context=context).response["violations"]
    return [f"{v['id']}: {node['target']} {node.get('failureSummary', '')}" for v in found for node in v["nodes"]]


@pytest.mark.slow
def test_verdict_and_reason_by_keyboard_survive_a_restart(page, notebook, tmp_path):
    """A verdict and a typed reason should be stored by keys alone, ours come only then, and both be there again."""
    card = page.locator(".rx-card").first
    assert "Malagie" not in card.evaluate("e => e.outerHTML")
    card.get_by_role("radio").first.focus()
    before = page.evaluate(ACTIVE)
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    box = card.get_by_label("Your reason, if you want to note one")
    assert box.evaluate(FOCUSED)
    # Letters that JupyterLab takes as commands, and a new line.
    page.keyboard.type("a dd <b>")
    page.keyboard.press("Enter")
    page.keyboard.type("x")
    page.keyboard.press("Tab")
    assert card.get_by_role("button", name="Judge").evaluate(FOCUSED)
    page.keyboard.press("Enter")
    card.locator(".rx-card-verdict", has_text="You: supported. We: contradicted. We differ").wait_for()
    cells = card.locator("td").all_inner_texts()
    assert cells[0].startswith("a dd <b>") and "Malagie" in cells[1]
    assert card.get_by_role("button", name="Judge again").is_visible()
    assert not card.get_by_role("button", name="Skip").is_visible()
    assert not violations(page, ".rx-card")
    assert page.evaluate(ACTIVE) == before and len(notebook.sources()) == len(CELLS) + 1
    (entry,) = json.loads((tmp_path / "progress" / "progress.json").read_text(encoding="utf-8"))["entries"]
    assert entry["value"] == {"verdict": "supported", "reason": "a dd <b>\nx"}
    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
    notebook.run_all()
    again = page.locator(".rx-card").first
    again.locator(".rx-card-verdict", has_text="We differ").wait_for(timeout=30_000)
    assert again.get_by_role("radio").first.is_checked()
    assert again.get_by_label("Your reason").input_value() == "a dd <b>\nx"


@pytest.mark.slow
def test_note_and_table_by_keyboard(page, notebook):
    """The note should say what is missing, then come to be copied; the menus should show rows and tell how many."""
    card, note, table = page.locator(".rx-card").first, page.locator(".rx-card").nth(1), page.locator(".rx-filter")
    write = note.get_by_role("button", name="Write the note")
    write.focus()
    page.keyboard.press("Enter")
    note.get_by_role("alert").filter(has_text="nothing to disagree about").wait_for()
    card.get_by_role("radio").first.focus()
    for key in ("Space", "Enter"):
        page.keyboard.press(key)
    card.locator(".rx-card-verdict", has_text="We differ").wait_for()
    write.focus()
    page.keyboard.press("Enter")
    text = note.get_by_label("The note, in Markdown")
    text.wait_for()
    assert "## Claim C16" in text.input_value() and text.evaluate(FOCUSED)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    note.locator("[aria-live=polite]").filter(has_text="Copied.").wait_for()

    assert not table.locator("table").is_visible()
    table.locator("summary").focus()
    page.keyboard.press("Enter")
    assert table.locator("[aria-live=polite]").inner_text() == "Shown: 54 of 54 (all sections, all verdicts)."
    table.get_by_label("Verdict", exact=True).select_option("unsupported")
    table.get_by_label("Section", exact=True).select_option("safety")
    assert table.locator("[aria-live=polite]").inner_text() == "Shown: 1 of 54 (safety, unsupported)."
    assert table.locator("tbody tr:visible").all_inner_texts()[0].startswith("C39, safety")
    table.get_by_role("button", name="Show all").focus()
    page.keyboard.press("Enter")
    assert table.locator("tbody tr:visible").count() == 54
    # As on a screen of 1280 px at 200 %: nothing is cut off, the cells lie under each other, and are cells still.
    page.set_viewport_size({"width": 640, "height": 450})
    frame = table.get_by_role("region")
    assert frame.evaluate("e => e.scrollWidth <= e.clientWidth")
    assert table.get_by_role("row").first.get_by_role("cell").count() == 3
    boxes = [cell.bounding_box() for cell in table.get_by_role("row").first.get_by_role("cell").all()]
    assert len({box["x"] for box in boxes}) == 1 and all(box["width"] > 300 for box in boxes)
    assert not violations(page, ".rx-filter") and not violations(page, ".rx-card")
