"""Cards in JupyterLab: answered by keyboard alone, feedback read, picture off until predicted, axe clean."""

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from lab import Live, Notebook
from nbclient import NotebookClient

SETUP = "import os\nos.environ['REUPTAKE_PROGRESS_FOLDER'] = {folder!r}\n"
QUIZ = [
    "from reuptake.ui.quiz import question, questions\nquestion('03-two-sodium')",
    "question('03-passengers')",
    "question('03-twice-half-life')",
    "from reuptake.ui.recall import recall\nrecall('03-reuptake')",
]
PREDICT = [
    "from reuptake.explore import knockout, transport_cycle\n"
    "from reuptake.ui.predict import predict\n"
    "predict('03-charge', transport_cycle.explorer())",
    "predict('03-level-curve', knockout.explorer())",
]
ACTIVE = "() => window.jupyterapp.shell.currentWidget.content.activeCellIndex"


def open_notebook(page, server, folder, tmp_path, name, cells):
    """Write a notebook with an empty progress folder, open and run it."""
    sources = [SETUP.format(folder=str(tmp_path / "progress")), *cells]
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(book, folder / name)
    notebook = Notebook(page, server, name)
    state = notebook.run_all()
    assert not [cell for cell in state["cells"] if cell["errors"]]
    return notebook


def cards(page, count):
    """Locators of the cards, once there are so many."""
    found = page.locator(".rx-card")
    found.nth(count - 1).wait_for(timeout=30_000)
    assert found.count() == count
    return [found.nth(place) for place in range(count)]


def said(card):
    """The feedback, once there is some."""
    card.locator(".rx-card-feedback > *").first.wait_for()
    return card.locator(".rx-card-feedback").inner_text()


def violations(page):
    """What axe finds wrong inside the cards, in words."""
    found = Axe().run(page, context=".rx-card").response["violations"]
    return [f"{v['id']}: {node['target']} {node.get('failureSummary', '')}" for v in found for node in v["nodes"]]


@pytest.fixture
def quiz(page, server, folder, tmp_path):
    open_notebook(page, server, folder, tmp_path, "cards-quiz.ipynb", QUIZ)
    return cards(page, 5)


@pytest.fixture
def sitting(page, server, folder, tmp_path):
    return open_notebook(page, server, folder, tmp_path, "cards-predict.ipynb", PREDICT)


def test_choice_by_keyboard(page, quiz):
    """Arrow keys should choose, Enter and the button submit; the feedback should be live, and a retry possible."""
    card = quiz[0]
    group = card.get_by_role("group")
    assert "two Na⁺ rode in" in group.evaluate("e => e.querySelector('legend').textContent")
    radios = card.get_by_role("radio")
    radios.first.focus()
    before = page.evaluate(ACTIVE)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert radios.nth(1).is_checked()
    page.keyboard.press("Enter")
    assert said(card).startswith("Not quite.") and "The direction is wrong" in said(card)
    assert card.get_attribute("data-state") == "wrong"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    assert card.get_by_role("button", name="Check").evaluate("e => e === document.activeElement")
    page.keyboard.press("Space")
    card.locator(".rx-card-verdict", has_text="Right.").wait_for()
    assert card.locator(".rx-card-feedback").get_attribute("aria-live") == "polite"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "The direction is wrong" in card.locator("details[open]").inner_text()
    assert page.evaluate(ACTIVE) == before
    assert not violations(page)


@pytest.mark.slow
def test_many_number_and_nothing_by_keyboard(page, quiz):
    """Check boxes and the number box should work by keys; an empty answer should be refused in words."""
    many, number = quiz[1], quiz[2]
    many.get_by_role("checkbox").first.focus()
    page.keyboard.press("Enter")
    many.get_by_role("alert").wait_for()
    assert many.get_by_role("alert").inner_text() == "Nothing is chosen yet: choose at least one option."
    for key in ("Space", "Tab", "Tab", "Space", "Tab", "Space", "Enter"):
        page.keyboard.press(key)
    assert said(many).startswith("Right.")
    assert not many.get_by_role("alert").is_visible()
    number.get_by_label("Your number").focus()
    page.keyboard.press("Enter")
    number.get_by_role("alert").wait_for()
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    assert "Turned round" in said(number)
    page.keyboard.press("Control+a")
    page.keyboard.type("0.5")
    page.keyboard.press("Enter")
    number.locator(".rx-card-verdict", has_text="Right.").wait_for()
    assert not violations(page)


@pytest.mark.slow
def test_cards_fit_and_can_be_hit(page, quiz):
    """A card 320 px wide should not scroll sideways; every target should be at least 24 px."""
    for card in quiz:
        card.evaluate("e => { e.style.width = '320px'; }")
        assert card.evaluate("e => e.scrollWidth <= e.clientWidth")
        for target in card.locator("input, button").all():
            box = target.bounding_box()
            assert min(box["width"], box["height"]) >= 24
    ids = page.evaluate("() => [...document.querySelectorAll('.rx-card [id]')].map(e => e.id)")
    assert len(ids) == len(set(ids)) > 10
    assert page.locator(".rx-still").first.is_hidden()


@pytest.mark.slow
def test_no_answer_is_on_the_page_before_one_is_given(page, quiz):
    """Nothing visible or hidden in a card should tell what is right."""
    text = page.locator(".rx-card").evaluate_all("cards => cards.map(e => e.outerHTML).join()")
    assert "One positive charge stays inside" not in text and "correct" not in text


@pytest.mark.slow
def test_dead_kernel_is_said(page, quiz):
    """Without an answer from Python the card should say so, not stay silent."""
    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    quiz[0].get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    quiz[0].get_by_role("alert").wait_for(timeout=20_000)
    assert "run all cells again" in quiz[0].get_by_role("alert").inner_text()


@pytest.mark.slow
def test_a_sitting_by_keyboard(page, sitting):
    """Predict, see both side by side, sketch; restart the kernel: the predictions are still there."""
    charge, curve = cards(page, 2)
    assert page.locator(".rx").count() == 0
    charge.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    assert "It came out otherwise." in said(charge) and "+1" in charge.locator("table").inner_text()
    assert charge.locator(".rx-card-feedback").evaluate("e => e === document.activeElement")
    Live(page.locator(".rx").first).settled()
    page.keyboard.press("Tab")
    assert page.locator(".rx").first.evaluate("e => e.contains(document.activeElement)")

    sliders = curve.get_by_role("slider")
    assert sliders.count() == 5
    sliders.first.focus()
    page.keyboard.press("End")
    assert sliders.first.get_attribute("aria-valuetext") == "15 times normal"
    page.keyboard.press("Tab")
    for _ in range(3):
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    curve.locator("table").wait_for()
    rows = [row.inner_text().split("\t") for row in curve.locator("tbody tr").all()]
    assert [row[1].strip() for row in rows] == ["15", "1.3", "1", "1 (given)", "1", "1"]
    assert curve.locator(".rx-card-sketch svg polyline").count() == 2
    assert not violations(page)

    told = [said(card) for card in (charge, curve)]
    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
    page.wait_for_timeout(500)
    sitting.run_all()
    page.locator(".rx").nth(1).wait_for(timeout=30_000)
    assert [said(card) for card in cards(page, 2)] == told


@pytest.mark.slow
def test_saved_page_can_be_read_before_it_is_run(page, server, folder, tmp_path):
    """Opened and not run, also where it is not trusted, a notebook should show questions and the still picture."""
    book = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(SETUP.format(folder=str(tmp_path / "progress")) + cell) for cell in QUIZ + PREDICT
        ]
    )
    NotebookClient(book, kernel_name="python3", resources={"metadata": {"path": str(folder)}}).execute()
    book.metadata.pop("widgets", None)
    nbformat.write(book, folder / "cards-saved.ipynb")
    notebook = Notebook(page, server, "cards-saved.ipynb")
    saved = notebook.cell(0)
    saved.locator("li", has_text="One positive charge out of the cell").first.wait_for()
    assert not saved.get_by_text("The direction is wrong").is_visible()
    saved.locator("summary").click()
    assert saved.get_by_text("The direction is wrong").is_visible()
    picture = notebook.cell(len(QUIZ)).locator("img[alt]")
    picture.wait_for()
    assert len(picture.get_attribute("alt")) > 60


@pytest.mark.slow
def test_skipping_shows_the_picture(page, sitting):
    """The skip button should say what it does, and bring the picture."""
    charge = cards(page, 2)[0]
    charge.get_by_role("button", name="Skip and show the picture").focus()
    page.keyboard.press("Enter")
    assert said(charge).startswith("You skipped the prediction.")
    Live(page.locator(".rx").first).settled()
