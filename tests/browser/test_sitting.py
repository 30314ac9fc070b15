"""A whole sitting in notebook 03 by keyboard alone: predict, explore, answer, restart, come back."""

import json

from lab import Notebook

NAME = "03-reuptake.ipynb"


def tab_to(page, wanted, presses=60):
    """Press Tab until the focus is where `wanted`, an expression in `e`, is true."""
    for _ in range(presses):
        if page.evaluate(f"() => {{ const e = document.activeElement; return Boolean(e && ({wanted})); }}"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never came to {wanted}")


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


def test_sitting_by_keyboard_survives_a_restart(page, server):
    """Predict, move the picture, answer a question; after a restart all of it should be there."""
    notebook = Notebook(page, server, NAME)
    notebook.run_all()
    already = len(stored(page))
    card = page.locator(".rx-card", has_text="Store my prediction").first
    card.scroll_into_view_if_needed()
    card.locator("input[type=radio]").first.focus()
    page.keyboard.press("Space")
    tab_to(page, "e.tagName === 'BUTTON' && e.textContent.trim() === 'Store my prediction'")
    page.keyboard.press("Enter")
    live = notebook.explorers(1)[0].settled()
    before = live.sentence()
    tab_to(page, "e.type === 'range'")
    page.keyboard.press("ArrowRight")
    assert live.settled().sentence() != before
    quiz = page.locator(".rx-card", has_text="Question 1 of").first
    quiz.scroll_into_view_if_needed()
    quiz.locator("input[type=radio]").first.focus()
    page.keyboard.press("Space")
    tab_to(page, "e.tagName === 'BUTTON' && e.textContent.trim() === 'Check'")
    page.keyboard.press("Enter")
    page.wait_for_timeout(800)
    kept = stored(page)
    assert kept[already:] == [("prediction", "03-charge"), ("visit", "03-charge"), ("answer", "03-two-sodium")]
    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    notebook.run_all()
    assert stored(page) == kept
    # Predicted in the sitting before, the picture is on at once.
    assert notebook.explorers(1)[0].settled().sentence()


def test_map_saves_and_asks_before_it_forgets(page, server):
    """The map should give the progress as a file, and delete nothing that was not confirmed."""
    notebook = Notebook(page, server, "00-start-here.ipynb")
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
