"""The file of studies in JupyterLab: a belief stored by keyboard, kept over a restart, read to the end, axe clean."""

import json

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from lab import Live, Notebook

SETUP = "import os\nos.environ['REUPTAKE_PROGRESS_FOLDER'] = {folder!r}\n"
FILE = "from reuptake.explore import tianeptine_file\ntianeptine_file.belief_file()"
ACTIVE = "() => window.jupyterapp.shell.currentWidget.content.activeCellIndex"
FOCUSED = "e => e === document.activeElement"


@pytest.fixture
def notebook(page, server, folder, tmp_path):
    """The file alone in a notebook, with an empty progress folder."""
    sources = [SETUP.format(folder=str(tmp_path / "progress")), FILE]
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(book, folder / "belief.ipynb")
    opened = Notebook(page, server, "belief.ipynb")
    assert not [cell for cell in opened.run_all()["cells"] if cell["errors"]]
    return opened


def card(page):
    """The card, once it is there."""
    found = page.locator(".rx-card")
    found.first.wait_for(timeout=30_000)
    assert found.count() == 1
    return found


def turned(page, words):
    """Wait until the card is at the study that begins so."""
    page.locator(".rx-card-verdict", has_text=words).wait_for(timeout=10_000)


def violations(page):
    """What axe finds wrong inside the card, in words."""
    found = Axe().run(page, context=".rx-card").response["violations"]
    return [f"{v['id']}: {node['target']} {node.get('failureSummary', '')}" for v in found for node in v["nodes"]]


def stored(tmp_path):
    """Beliefs in the progress store, as they were written."""
    entries = json.loads((tmp_path / "progress" / "progress.json").read_text(encoding="utf-8"))["entries"]
    return [entry["value"] for entry in entries if entry["kind"] == "prediction"]


def restart(page, notebook):
    """Restart the kernel and run all cells again."""
    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
    assert not [cell for cell in notebook.run_all()["cells"] if cell["errors"]]


@pytest.mark.slow
def test_beliefs_by_keyboard_survive_a_restart(page, notebook, tmp_path):
    """Arrow keys should set a belief and Enter store it; back should show it, a restart keep it."""
    asked = card(page)
    before = page.evaluate(ACTIVE)
    turned(page, "Study 1 of")
    slider = asked.get_by_role("slider")
    slider.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowUp"):
        page.keyboard.press(key)
    assert slider.get_attribute("aria-valuetext") == "65 %"
    assert not violations(page)
    page.keyboard.press("Tab")
    assert asked.get_by_role("button", name="Store my belief").evaluate(FOCUSED)
    page.keyboard.press("Enter")
    turned(page, "Study 2 of")
    assert asked.locator(".rx-card-verdict").evaluate(FOCUSED)
    assert "The study before" in asked.locator(".rx-card-feedback").inner_text()
    assert asked.locator(".rx-card-feedback").get_attribute("aria-live") == "polite"
    assert stored(tmp_path) == [65]
    page.keyboard.press("Tab")
    assert slider.evaluate(FOCUSED) and slider.input_value() == "65"
    for key in ("Tab", "Tab", "Space"):
        page.keyboard.press(key)
    turned(page, "Study 1 of")
    assert slider.input_value() == "65" and not asked.get_by_role("button", name="Back").is_visible()
    assert page.evaluate(ACTIVE) == before and len(notebook.sources()) == 2
    restart(page, notebook)
    asked = card(page)
    turned(page, "Study 2 of")
    assert asked.get_by_role("slider").input_value() == "65"
    assert stored(tmp_path) == [65]


@pytest.mark.slow
def test_whole_file_by_keyboard(page, notebook):
    """The whole file should come by keys, live and with the path of the beliefs; Back should lead to where one was."""
    asked = card(page)
    slider = asked.get_by_role("slider")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    turned(page, "Study 2 of")
    asked.get_by_role("button", name="Show the whole file").focus()
    page.keyboard.press("Enter")
    turned(page, "The whole file")
    assert "You began at 45 % and ended at 45 %." in asked.locator(".rx-card-feedback").inner_text()
    assert not slider.is_visible() and not violations(page)
    live = Live(page.locator(".rx"))
    sentence = live.settled().sentence()
    page.locator(".rx").get_by_role("slider").first.focus()
    page.keyboard.press("Home")
    live.settled()
    assert live.sentence() != sentence and live.problem() == ""
    asked.get_by_role("button", name="Back").focus()
    page.keyboard.press("Enter")
    turned(page, "Study 2 of")
    page.locator(".rx").wait_for(state="detached")


@pytest.mark.slow
def test_nothing_is_left_running(page, notebook):
    """Cleared away while it waits for Python, the card should leave no timer that complains later, and no key trap."""
    asked = card(page)
    held = asked.element_handle()
    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.shutdown()")
    asked.get_by_role("slider").focus()
    page.keyboard.press("Enter")
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
    asked.wait_for(state="detached")
    page.wait_for_timeout(10_500)
    assert held.evaluate("e => e.querySelector('[role=alert]').textContent") == ""
    bubbled = """e => { let heard = 0; const box = document.createElement('div'); box.append(e);
      box.addEventListener('keydown', () => { heard += 1; });
      e.dispatchEvent(new KeyboardEvent('keydown', { key: 'x', bubbles: true })); return heard; }"""
    assert held.evaluate(bubbled) == 1
