"""Every notebook in JupyterLab: it runs, its explorers move, and they read and look as they should."""

import json
import re
import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe
from effort import THOROUGH
from lab import NOTEBOOKS, Notebook

PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))
# Where somebody waits for the end, the first notebook stands for all.
FIRST = "00-start-here"
each_notebook = pytest.mark.parametrize(
    "path",
    [pytest.param(path, marks=[pytest.mark.quick] * (path.stem == FIRST), id=path.stem) for path in PATHS],
)
SCOPE = ".jp-OutputArea-output"
OUTPUTS, PROSE = f"{SCOPE}:not(.jp-RenderedMarkdown)", ".jp-RenderedMarkdown"
# JupyterLab cuts off what is scrolled out of sight, lays far cells out late and nests panels over panels: axe takes
# most of it for hidden or covered and judges no contrast there. So the parts come into a plain page, in the theme.
PLAIN = """scope => {
  const parts = [...document.querySelectorAll(scope)].filter(e => e.checkVisibility());
  const main = document.createElement('main');
  main.append(...parts);
  document.body.replaceChildren(main);
  document.documentElement.style.cssText = 'height: auto';
  document.body.style.cssText = 'overflow: visible; height: auto; background: var(--jp-layout-color0)';
  for (const e of parts) e.style.cssText += '; position: static; contain: none';
}"""
# An exported page without what nbconvert colours itself: prompts, and code.
EXPORTED = {"include": [["body"]], "exclude": [[".jp-InputPrompt"], [".jp-OutputPrompt"], [".highlight"]]}
# Where nbconvert or JupyterLab's themes give links their look: they underline none, which docs/ACCESSIBILITY.md tells.
LINKS_NOT_OURS = (PROSE, EXPORTED)
# Notebooks that are looked at in JupyterLab's dark theme too.
DARK = ("00-start-here", "07-safety")
THEME = "name => window.jupyterapp.commands.execute('apputils:change-theme', { theme: name })"
EXPLORER = re.compile(r"\b\w+\.explorer\(")


def explorers_in(path):
    """How many explorers a notebook shows."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    return sum(len(EXPLORER.findall(source)) for source in code)


def violations(page, scope):
    """What axe finds wrong inside `scope`, in words."""
    options = {
        "rules": {"target-size": {"enabled": True}, "link-in-text-block": {"enabled": scope not in LINKS_NOT_OURS}}
    }
    found = Axe().run(page, context=scope, options=options).response["violations"]
    return [f"{v['id']}: {node['target']} {node.get('failureSummary', '')}" for v in found for node in v["nodes"]]


@each_notebook
def test_shows_runs_moves_reads_and_passes_axe(page, server, path):
    """Still pictures before it runs; then no error, no blank output, every control moves picture and words."""
    notebook = Notebook(page, server, path.name)
    still_pictures_teach(notebook, explorers_in(path))
    state = notebook.run_all()
    assert not [cell for cell in state["cells"] if cell["errors"]]
    skip_predictions(page)
    for live in notebook.explorers(explorers_in(path)):
        live.settled()
        for position in range(live.root.locator(".rx-control").count() if THOROUGH else 1):
            move_through(page, live, position)
        press_buttons(page, live)
    for output in page.locator(SCOPE).all():
        # What is far from the window is not laid out, so its text is asked for without layout.
        assert output.text_content().strip() or output.locator("svg, img").count()
    assert page.locator("figure.rx-still:visible").count() == 0
    please_axe(page, path.stem)


def please_axe(page, name):
    """Nothing wrong in any output, in the light theme and for some notebooks in the dark one and in the prose."""
    page.evaluate(PLAIN, SCOPE if name not in DARK else f"{SCOPE}, {PROSE}")
    if name == FIRST:
        # What is wrong would be found.
        words = page.locator(".rx-control label").last
        words.evaluate("e => { e.style.color = '#999999'; }")
        assert [one for one in violations(page, OUTPUTS) if one.startswith("color-contrast")]
        words.evaluate("e => { e.style.color = ''; }")
    themes = ("JupyterLab Light", "JupyterLab Dark")
    for theme in themes if THOROUGH and name in DARK else themes[:1]:
        page.evaluate(THEME, theme)
        page.wait_for_function("dark => document.body.dataset.jpThemeLight !== String(dark)", arg=theme != themes[0])
        assert not violations(page, OUTPUTS), theme
        assert name not in DARK or not violations(page, PROSE), theme


def still_pictures_teach(notebook, count):
    """Opened and not run, a notebook should show its still pictures with their alt texts."""
    places = [i for i, cell in enumerate(notebook.sources()) if EXPLORER.search(cell)]
    assert len(places) == count > 0
    for place in places:
        picture = notebook.cell(place).locator("img[alt]")
        picture.wait_for()
        assert len(picture.get_attribute("alt")) > 60
        assert picture.evaluate("e => e.complete && e.naturalWidth") > 300


def skip_predictions(page):
    """Let the live pictures behind the predictions come up."""
    skips = page.get_by_role("button", name="Skip and show the picture")
    for left in range(skips.count(), 0, -1):
        skips.first.click()
        while skips.count() >= left:
            page.wait_for_timeout(50)


def move_through(page, live, position):
    """Move one control by keyboard through some of its settings; picture and words must follow each time."""
    control = live.root.locator(".rx-control").nth(position)
    target = control.locator("input[type=range], select").first
    target.evaluate("e => { const fold = e.closest('details'); if (fold) fold.open = true; }")
    is_menu = target.evaluate("e => e.tagName") == "SELECT"
    count = int(target.evaluate("e => e.tagName === 'SELECT' ? e.options.length : Number(e.max) + 1"))
    target.focus()
    live.settled()
    sentences, drawings, tables = set(), set(), set()
    live.root.locator("summary", has_text="Show the numbers").evaluate("e => { e.parentElement.open = true; }")
    step = "ArrowDown" if is_menu else "ArrowRight"
    keys = ("Home", *[step] * min(count - 1, 2), "End") if THOROUGH else ("Home", "End")
    for key in keys:
        target.press(key)
        live.settled()
        assert not live.problem()
        sentences.add(live.sentence())
        drawings.add(live.drawing())
        tables.add(live.root.locator("table").inner_text())
    wanted = min(count, 3 if THOROUGH else 2)
    assert len(drawings) >= wanted, f"control {position} does not move the picture at every step"
    assert max(len(sentences), len(tables)) >= wanted, f"control {position} does not change what is said"
    assert len(sentences) > 1, f"control {position} does not change the sentence"
    label = live.picture.get_attribute("aria-label")
    assert live.sentence() in re.sub(r"\s+", " ", label)
    live.root.get_by_role("button", name="Reset").click()
    live.settled()


def press_buttons(page, live):
    """Each preset should change picture and words, and Reset bring both back."""
    sentence, drawing = live.sentence(), live.drawing()
    names = [name for name in live.root.locator(".rx-presets button").all_text_contents() if name != "Reset"]
    assert names
    for name in names if THOROUGH else names[:1]:
        live.root.get_by_role("button", name=name, exact=True).click()
        live.settled()
        assert live.sentence() != sentence and live.drawing() != drawing, name
        live.root.get_by_role("button", name="Reset").click()
        live.settled()
        assert live.sentence() == sentence and live.drawing() == drawing, name


@pytest.mark.slow
def test_notebook_saved_by_a_learner_keeps_its_pictures(page, server, folder):
    """Run, saved and opened again without running, a notebook should still show its pictures."""
    (folder / "mine.ipynb").write_bytes((NOTEBOOKS / "00-start-here.ipynb").read_bytes())
    notebook = Notebook(page, server, "mine.ipynb")
    notebook.run_all()
    notebook.explorers(1)
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    again = Notebook(page, server, "mine.ipynb")
    place = next(i for i, cell in enumerate(again.sources()) if ".explorer()" in cell)
    picture = again.cell(place).locator("figure.rx-still img[alt]")
    picture.wait_for()
    assert picture.is_visible() and len(picture.get_attribute("alt")) > 60


@pytest.mark.slow
@each_notebook
def test_exported_page_shows_pictures_without_a_network(chromium, path, tmp_path):
    """`nbconvert --to html`, opened offline, should show the pictures with their alt texts."""
    subprocess.run(
        [sys.executable, "-m", "nbconvert", "--to", "html", "--output-dir", str(tmp_path), str(path)],
        check=True, capture_output=True,
    )  # fmt: skip
    context = chromium.new_context(offline=True)
    try:
        page = context.new_page()
        page.goto((tmp_path / f"{path.stem}.html").as_uri(), wait_until="domcontentloaded")
        pictures = page.locator("figure img[alt]")
        stills = len(re.findall(r"^\s*\"Still\(", path.read_text(encoding="utf-8"), re.MULTILINE))
        assert pictures.count() == explorers_in(path) + stills
        for picture in pictures.all():
            assert len(picture.get_attribute("alt")) > 60
            assert picture.evaluate("e => e.naturalWidth") > 300
        assert page.locator("table").count() > 0
        assert path.stem not in DARK or not violations(page, EXPORTED)
    finally:
        context.close()
