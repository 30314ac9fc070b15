"""A whole sitting in notebook 03 by keyboard alone: predict, explore, answer, restart, come back."""

import json

import lab
import pytest
from lab import Notebook

NAME = "03-reuptake.ipynb"
WHERE = "() => window.jupyterapp.shell.currentWidget.content.activeCellIndex"
KERNEL_IS_IDLE = "() => window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status === 'idle'"
BUTTON = "e.tagName === 'BUTTON' && e.textContent.trim() === '{}'"


@pytest.fixture(scope="module")
def own_server(chromium, folder, tmp_path_factory):
    """A JupyterLab whose kernels find no progress: elsewhere the predictions have been skipped already."""
    with lab.jupyterlab(folder, tmp_path_factory.mktemp("own-home")) as address:
        yield address


def has_focus(page, wanted):
    """Whether `wanted`, an expression in `e`, is true of what has the focus."""
    return page.evaluate(f"() => {{ const e = document.activeElement; return Boolean(e && ({wanted})); }}")


def tab_to(page, wanted, presses=12):
    """Press Tab until the focus is where `wanted` is true, and no more often than a patient reader."""
    for _ in range(presses):
        page.keyboard.press("Tab")
        if has_focus(page, wanted):
            return
    raise AssertionError(f"Tab never came to {wanted}")


def run_through(page, place):
    """Run cell after cell with Shift + Enter up to cell number `place`, then go back to that cell."""
    while page.evaluate(WHERE) <= place:
        before = page.evaluate(WHERE)
        page.keyboard.press("Shift+Enter")
        page.wait_for_function(f"b => ({WHERE})() > b", arg=before)
    page.wait_for_function(KERNEL_IS_IDLE)
    page.keyboard.press("ArrowUp")
    page.wait_for_function(f"p => ({WHERE})() === p", arg=place)
    # The notebook draws cells only when they come near, so the focus may arrive a moment later.
    page.wait_for_function("p => document.activeElement?.dataset.windowedListIndex === String(p)", arg=place)


def place_of(notebook, wanted):
    """Number of the first cell that holds `wanted`."""
    return next(place for place, source in enumerate(notebook.sources()) if wanted in source)


def stored(page):
    """What the kernel finds in the progress file."""
    store = "__import__('reuptake.ui.progress', fromlist=['progress']).progress()"
    code = f"__import__('json').dumps([(e.kind, e.key) for e in {store}.entries()])"
    answer = page.evaluate(
        """async (code) => {
          const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
          const done = await kernel.requestExecute({ code: '', user_expressions: { it: code } }).done;
          return done.content.user_expressions.it.data['text/plain'];
        }""",
        code,
    )
    return [tuple(pair) for pair in json.loads(answer.strip("'"))]


@pytest.mark.slow
def test_sitting_by_keyboard_survives_a_restart(page, own_server):
    """With keys only: run, predict, move the picture, answer, restart the kernel; nothing should be lost."""
    notebook = Notebook(page, own_server, NAME)
    page.wait_for_function(KERNEL_IS_IDLE)
    already = len(stored(page))
    prediction = place_of(notebook, 'predict("03-charge"')
    run_through(page, prediction)
    page.locator(".rx-card", has_text="Store my prediction").wait_for()
    tab_to(page, "e.type === 'radio'")
    page.keyboard.press("Space")
    tab_to(page, BUTTON.format("Store my prediction"))
    page.keyboard.press("Enter")
    live = notebook.explorers(1)[0].settled()
    before = live.sentence()
    tab_to(page, "e.type === 'range'")
    page.keyboard.press("ArrowRight")
    assert live.settled().sentence() != before
    page.keyboard.press("Escape")
    assert has_focus(page, "e.classList.contains('jp-Cell')")
    run_through(page, place_of(notebook, 'questions("03-reuptake")'))
    page.locator(".rx-card", has_text="Question 1 of").wait_for()
    tab_to(page, "e.type === 'radio'")
    page.keyboard.press("Space")
    tab_to(page, BUTTON.format("Check"))
    page.keyboard.press("Enter")
    page.locator(".rx-card-verdict").first.wait_for()
    kept = stored(page)
    assert kept[already:] == [("prediction", "03-charge"), ("visit", "03-charge"), ("answer", "03-two-sodium")]
    page.keyboard.press("Escape")
    restart(page)
    assert stored(page) == kept
    while page.evaluate(WHERE) > 0:
        page.keyboard.press("ArrowUp")
    run_through(page, prediction)
    # Predicted in the sitting before, the picture is on at once.
    assert notebook.explorers(1)[0].settled().sentence()


def restart(page):
    """Restart the kernel as JupyterLab lets a keyboard do it: 0 twice, and Enter to confirm."""
    connection = "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.connectionStatus"
    page.evaluate(
        """() => {
          window.restarted = 0;
          window.jupyterapp.shell.currentWidget.sessionContext.statusChanged.connect(
            (_, status) => { window.restarted += status.includes('restarting'); });
        }"""
    )
    page.keyboard.press("0")
    page.keyboard.press("0")
    page.locator(".jp-Dialog").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_function("() => window.restarted > 0")
    page.wait_for_function(KERNEL_IS_IDLE)
    assert page.evaluate(connection) == "connected"


@pytest.mark.slow
def test_map_saves_and_asks_before_it_forgets(page, own_server):
    """The map should give the progress as a file, and delete nothing that was not confirmed."""
    notebook = Notebook(page, own_server, "00-start-here.ipynb")
    notebook.run_all()
    before = stored(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save my progress as a file").click()
    with open(download.value.path(), encoding="utf-8") as file:
        assert len(json.load(file)["entries"]) == len(before)
    page.get_by_role("button", name="Forget everything", exact=True).click()
    page.get_by_role("button", name="Keep it").click()
    assert stored(page) == before
    page.get_by_role("button", name="Forget everything", exact=True).click()
    page.get_by_role("button", name="Yes, forget everything").click()
    page.wait_for_timeout(500)
    assert stored(page) == []
