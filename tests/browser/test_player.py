"""The player: fast hands, slow kernels, errors, several pictures on one page, files, keyboard."""

import nbformat
import pytest
from lab import Notebook

IMPORT = "from reuptake.explore import clearance\n"
SOURCES = {
    "steps.ipynb": ["from reuptake.explore import transport_cycle\nsteps = transport_cycle.explorer()\nsteps"],
    "early.ipynb": [f"{IMPORT}early = clearance.explorer()\nearly", "early.controls['c0_nM'] = 1000"],
    "pair.ipynb": [f"{IMPORT}first = clearance.explorer()\nfirst", "first", "second = clearance.explorer()\nsecond"],
    "quiet.ipynb": [
        f"{IMPORT}quiet = clearance.explorer()\nquiet.player.spec = {{**quiet.player.spec, 'silence_ms': 500}}\nquiet"
    ],
    "slow.ipynb": [
        f"import time\n{IMPORT}slow = clearance.explorer()\n"
        "compute = slow._compute\n"
        "slow._compute = lambda **s: time.sleep(0.4) or compute(**s)\n"
        "slow"
    ],
    "slow-pair.ipynb": [
        f"import time\n{IMPORT}slow = clearance.explorer()\n"
        "compute = slow._compute\n"
        "slow._compute = lambda **s: time.sleep(0.4) or compute(**s)\n"
        "slow",
        "slow",
    ],
    "broken.ipynb": [
        f"{IMPORT}broken = clearance.explorer()\n"
        "compute = broken._compute\n"
        "def fails(**s):\n"
        "    if any(a == 2 for a in s['activity']):\n"
        "        raise ValueError('km_nM is -1; it must be above 0 nM.')\n"
        "    return compute(**s)\n"
        "broken._compute = fails\n"
        "broken"
    ],
}


def open_notebook(page, server, folder, name, explorers):
    """Write one of the notebooks above, open and run it; its live explorers."""
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in SOURCES[name]])
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(book, folder / name)
    notebook = Notebook(page, server, name)
    notebook.run_all()
    return [live.settled() for live in notebook.explorers(explorers)]


@pytest.fixture(scope="module")
def opened_pair(shared_page, server, folder):
    return open_notebook(shared_page, server, folder, "pair.ipynb", 3)


@pytest.fixture
def pair(opened_pair):
    """Two views of one explorer and one of another, at their start."""
    for live in opened_pair[1:]:
        live.root.get_by_role("button", name="Reset").click()
        live.settled()
    first, twin, _ = opened_pair
    first.root.page.wait_for_function(
        "([a, b]) => a.dataset.shown === b.dataset.shown",
        arg=[view.picture.element_handle() for view in (first, twin)],
    )
    # What the hand did before is told to Python when it has rested.
    first.root.page.wait_for_timeout(300)
    return opened_pair


@pytest.fixture
def alone(page, server, folder):
    """Opens a notebook with one explorer on a page of its own."""
    return lambda name: open_notebook(page, server, folder, name, 1)[0]


START = """code => {
  window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.requestExecute({ code });
}"""
COUNT_OLD = """e => {
  window.marked = 0;
  new MutationObserver(() => { window.marked += e.classList.contains('rx-old'); }).observe(e, { attributes: true });
}"""


LOG_CHANGES = """e => {
  window.changes = [];
  new MutationObserver(() => window.changes.push(performance.now())).observe(e, { childList: true });
}"""


def run_in_kernel(page, code):
    """Run code in the notebook's kernel and wait for it."""
    page.evaluate(
        """async (code) => {
          const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
          await kernel.requestExecute({ code }).done;
        }""",
        code,
    )


def value_in_kernel(page, expression):
    """Evaluate an expression in the notebook's kernel; its repr."""
    return page.evaluate(
        """async (code) => {
          const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
          const done = await kernel.requestExecute({ code: '', user_expressions: { it: code } }).done;
          return done.content.user_expressions.it.data['text/plain'];
        }""",
        expression,
    )


def becomes(page, expression, wanted):
    """Whether an expression in the kernel comes to a value within ten seconds: a busy machine tells Python late."""
    for _ in range(50):
        if value_in_kernel(page, expression) == wanted:
            return True
        page.wait_for_timeout(200)
    return False


def test_pictures_on_a_page_share_no_id(shared_page, pair):
    """Two views and two explorers of one scene should not share ids, and all references should resolve."""
    page = shared_page
    ids = page.evaluate("() => [...document.querySelectorAll('.rx [id]')].map(e => e.id)")
    assert len(ids) > 20 and len(ids) == len(set(ids))
    lost = page.evaluate(
        r"""() => [...document.querySelectorAll('.rx svg *')].flatMap(e =>
          [...(e.getAttribute('clip-path') || '').matchAll(/#([^)"]+)/g)].map(m => m[1])
            .concat((e.getAttribute('href') || '').startsWith('#') ? [e.getAttribute('href').slice(1)] : []))
          .filter(id => !document.getElementById(id))"""
    )
    assert lost == []


def test_two_views_of_one_explorer_move_together(shared_page, pair):
    """A jump in one view should arrive in the other; a second explorer should stay."""
    page, (first, twin, other) = shared_page, pair
    before = other.sentence()
    first.root.get_by_role("button", name="Twice the transporters").click()
    first.settled()
    page.wait_for_function(
        "([a, b]) => a.textContent === b.textContent",
        arg=[view.root.locator(".rx-say").element_handle() for view in (first, twin)],
    )
    assert "2.0 times normal activity" in twin.sentence()
    assert other.sentence() == before


def test_views_follow_the_hand_too(shared_page, pair):
    """A slider moved in one view should move the other, and focus there should undo nothing."""
    page, (first, twin, _) = shared_page, pair
    first.root.locator("input[type=range]").first.press("End")
    page.wait_for_function("e => e.textContent.includes('5,000 nM')", arg=twin.root.locator(".rx-say").element_handle())
    twin.root.locator("input[type=range]").nth(1).focus()
    twin.settled()
    page.wait_for_timeout(500)
    assert "5,000 nM" in first.sentence() and "5,000 nM" in twin.sentence()
    assert becomes(page, "first.controls['c0_nM']", "5000.0")


@pytest.mark.slow
def test_python_and_hand_at_once_end_at_the_same_setting(shared_page, pair):
    """However a cell and a hand race, browser and Python should agree afterwards, and go on working."""
    page, (first, _, _) = shared_page, pair
    loop = "import time\nfor v in (7, 10, 14, 20):\n    first.controls['c0_nM'] = v\n    time.sleep(0.05)"
    for name in ("A flood", "No transporter", "Twice the transporters"):
        page.evaluate(START, loop)
        first.root.get_by_role("button", name=name, exact=True).click()
        page.wait_for_timeout(1200)
        first.settled()
        assert value_in_kernel(page, "first.sentence").strip("'") == first.sentence()
    run_in_kernel(page, "first.controls['c0_nM'] = 1000")
    page.wait_for_function(
        "e => e.textContent.includes('1,000 nM')", arg=first.root.locator(".rx-say").element_handle()
    )


@pytest.mark.slow
def test_setting_made_before_the_picture_came_is_shown(page, server, folder):
    """A control set by a later cell of the same run should not be undone by the first picture."""
    live = open_notebook(page, server, folder, "early.ipynb", 1)[0]
    assert "1,000 nM" in live.settled().sentence()
    assert value_in_kernel(page, "early.controls['c0_nM']") == "1000.0"


def test_focus_alone_keeps_the_picture(pair):
    """Tabbing to another control should neither mark the picture as old nor change it."""
    first = pair[0]
    before = first.drawing()
    first.root.evaluate(COUNT_OLD)
    for place in (1, 2, 0):
        first.root.locator("input[type=range]").nth(place).focus()
    first.settled()
    assert first.root.evaluate("() => window.marked") == 0
    assert first.drawing() == before


def test_python_moves_the_picture_and_the_hand_moves_python(shared_page, pair):
    """A control set in Python should move the picture; a hand at rest should set Python's value."""
    page, first = shared_page, pair[0]
    value_in_kernel(page, "first.controls.__setitem__('c0_nM', 1000)")
    page.wait_for_function(
        "e => e.textContent.includes('1,000 nM')", arg=first.root.locator(".rx-say").element_handle()
    )
    first.root.locator("input[type=range]").first.press("ArrowRight")
    first.settled()
    assert becomes(page, "first.controls['c0_nM']", "1400.0")
    assert value_in_kernel(page, "first.sentence").strip("'") == first.sentence()


def test_typed_number_goes_to_the_nearest_setting(pair):
    """The number box should take a typed number; nonsense should change nothing."""
    first = pair[0]
    box = first.root.locator("input[type=number]").first
    box.fill("690")
    box.press("Enter")
    first.settled()
    assert box.input_value() == "700" and "700 nM" in first.sentence()
    box.press("ArrowUp")
    assert "1,000 nM" in first.settled().sentence()
    box.press("ArrowDown")
    assert "700 nM" in first.settled().sentence()
    box.fill("9000")
    box.press("Enter")
    assert first.problem() == "Serotonin at the start: 5 to 5,000 nM." and box.input_value() == "700"
    box.fill("")
    box.press("Enter")
    assert box.input_value() == "700"


def test_arrow_keys_stay_in_the_explorer(shared_page, pair):
    """Arrow keys on a slider should not move JupyterLab's selection of cells."""
    page, first = shared_page, pair[0]
    slider = first.root.locator("input[type=range]").first
    slider.focus()
    active = "() => window.jupyterapp.shell.currentWidget.content.activeCellIndex"
    before = page.evaluate(active)
    for key in ("ArrowRight", "ArrowDown", "ArrowDown", "j"):
        slider.press(key)
    assert page.evaluate(active) == before
    assert slider.evaluate("e => e === document.activeElement")


@pytest.mark.slow
def test_slow_kernel_marks_the_old_picture_and_drops_late_answers(page, alone):
    """While frames are on their way the old picture should be marked; the last wish should win."""
    slow = alone("slow.ipynb")
    for name in ("A flood", "No transporter", "Twice the transporters"):
        slow.root.get_by_role("button", name=name, exact=True).click()
    assert slow.root.evaluate("e => e.classList.contains('rx-pending')")
    assert slow.root.locator(".rx-wait").is_visible()
    slow.settled()
    assert not slow.root.evaluate("e => e.classList.contains('rx-pending')")
    assert "2.0 times normal activity" in slow.sentence()
    page.wait_for_timeout(3000)
    assert "2.0 times normal activity" in slow.sentence()
    assert slow.picture.get_attribute("data-shown") == slow.picture.get_attribute("data-asked")


@pytest.mark.slow
def test_two_views_asking_a_slow_kernel_at_once_are_both_answered(page, server, folder):
    """No view should wait for ever because another asked before its own request had left."""
    first, twin = open_notebook(page, server, folder, "slow-pair.ipynb", 2)
    for _ in range(3):
        for name in ("A flood", "No transporter"):
            for live in (first, twin):
                live.root.get_by_role("button", name=name, exact=True).evaluate("e => e.click()")
        first.settled()
        twin.settled()
        assert first.sentence() == twin.sentence()


@pytest.mark.slow
def test_error_in_the_model_is_said_and_goes_away(page, alone):
    """An error should show as a line in the explorer, and vanish with the next good answer."""
    broken = alone("broken.ipynb")
    broken.root.get_by_role("button", name="Twice the transporters").click()
    line = broken.root.locator(".rx-problem")
    line.wait_for()
    assert line.inner_text() == "This did not work: km_nM is -1; it must be above 0 nM."
    assert not broken.root.locator(".rx-wait").is_visible()
    slider = broken.root.locator("input[type=range]").nth(2)
    slider.press("ArrowRight")
    assert "2.1 times" in broken.settled().sentence()
    assert not line.is_visible()


@pytest.mark.slow
def test_dead_kernel_is_said(page, alone):
    """Without an answer the explorer should say so, not stay silent, and stay usable along its frames."""
    quiet = alone("quiet.ipynb")
    for key in ("End", "Home"):
        # Both ends are drawn before the kernel goes.
        quiet.root.locator("input[type=range]").first.press(key)
        quiet.settled()
    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    quiet.root.locator("input[type=range]").first.press("End")
    assert "5,000 nM" in quiet.settled().sentence()
    quiet.root.locator("input[type=range]").nth(1).focus()
    quiet.root.locator("input[type=range]").first.press("Home")
    assert "5.0 nM" in quiet.settled().sentence()
    quiet.root.get_by_role("button", name="No transporter").click()
    quiet.root.locator(".rx-problem").wait_for()
    assert "run all cells again" in quiet.problem()


def test_faint_picture_is_the_setting_before_and_can_be_hidden(pair):
    """The ghost should hold the picture from before the move, without its labels."""
    first = pair[0]
    before = first.drawing()
    first.root.locator("input[type=range]").first.press("End")
    first.settled()
    ghost = first.root.locator(".rx-ghost")
    assert ghost.evaluate("e => e.innerHTML") == before
    assert ghost.locator(".no-ghost").first.evaluate("e => getComputedStyle(e).display") == "none"
    first.root.get_by_label("Keep the setting before").uncheck()
    assert ghost.evaluate("e => getComputedStyle(e).display") == "none"


def test_numbers_table_follows_the_setting(pair):
    """The opened table should show the numbers of the present picture."""
    first = pair[0]
    first.root.locator("summary", has_text="Show the numbers").click()
    table = first.root.locator("table")
    assert table.locator("thead th").all_inner_texts() == ["quantity", "value", "kind"]
    assert "35 nM" in table.inner_text()
    first.root.get_by_role("button", name="A flood", exact=True).click()
    first.settled()
    assert "5,000 nM" in table.inner_text()


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_picture_can_be_downloaded(shared_page, pair, kind):
    """The button should download the present picture."""
    page, first = shared_page, pair[0]
    with page.expect_download() as download:
        first.root.get_by_role("button", name=f"Save picture ({kind.upper()})").click()
    assert download.value.suggested_filename == f"clearance.{kind}"
    start = {"svg": b"<?xml", "png": b"\x89PNG"}[kind]
    with open(download.value.path(), "rb") as file:
        assert file.read(5).startswith(start[:4])


@pytest.mark.slow
def test_steps_play_slowly_and_pause(page, server, folder):
    """Play should go on by itself, no faster than three changes a second, and stop when asked and at the end."""
    live = open_notebook(page, server, folder, "steps.ipynb", 1)[0]
    value = live.root.locator("input[type=range]").first
    live.root.locator(".rx-say").evaluate(LOG_CHANGES)
    live.root.get_by_role("button", name="Play").click()
    page.wait_for_function("e => e.value === '2'", arg=value.element_handle())
    live.root.get_by_role("button", name="Pause").click()
    page.wait_for_timeout(3000)
    assert value.input_value() == "2"
    times = page.evaluate("() => window.changes")
    assert len(times) >= 2 and min(b - a for a, b in zip(times, times[1:], strict=False)) > 333
    value.press("End")
    value.press("ArrowLeft")
    live.root.get_by_role("button", name="Play").click()
    live.root.get_by_role("button", name="Play").wait_for()
    assert value.input_value() == value.get_attribute("max")
