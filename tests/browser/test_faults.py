"""What a learner sees when something goes wrong or looks otherwise: kernels, windows, themes, widths, motion, fonts."""

import os
import shutil
import signal
import sys
from pathlib import Path

import lab
import matplotlib
import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from lab import Live, Notebook
from reuptake.ui.progress import Progress

SETUP = "import os\nos.environ['REUPTAKE_PROGRESS_FOLDER'] = {folder!r}\nprint(os.getpid())"
# So patient that only the news of a lost kernel, and no wait, can make them speak.
PATIENT = "{0} = {{**{0}, 'silence_ms': 600_000}}"
LIVE = (
    f"from reuptake.explore import clearance\nlive = clearance.explorer()\n{PATIENT.format('live.player.spec')}\nlive"
)
ASKED = (
    "from reuptake.ui.quiz import question\nasked = question('03-two-sodium')\n"
    f"{PATIENT.format('asked.card.spec')}\nasked"
)
LOOKS = [
    "from reuptake.explore import clearance\nlive = clearance.explorer()\nlive",
    "from reuptake.explore import transport_cycle\nfrom reuptake.ui.predict import predict\n"
    "predict('03-charge', transport_cycle.explorer())",
    "from reuptake.explore import knockout\npredict('03-level-curve', knockout.explorer())",
    "from reuptake.ui.quiz import question\nquestion('03-passengers')",
    "from reuptake.ui.course_map import course_map\ncourse_map()",
    "from reuptake.ui.claims_table import claims_table\nclaims_table()",
    "from reuptake.ui.self_assessment import self_assessment\nself_assessment()",
    "from reuptake.ui.watch_button import watch_button\nwatch_button()",
    "from reuptake.ui.appraise import appraise\nappraise(['C01'])",
    "from reuptake.ui.helplines import HelpLines\nHelpLines()",
    "from reuptake.ui.claim import ClaimBox\nClaimBox('C02')",
    "from reuptake.ui.folded import folded\nwith folded():\n    print('a line')",
    "from reuptake.ui.exercise import check\ncheck('03-half-life', 1)",
    "live.numbers",
]
NO_ANSWER = "No answer from Python yet. If the kernel was stopped or restarted, run all cells again (menu Run)."
SESSION = "window.jupyterapp.shell.currentWidget.sessionContext"
IDLE = (
    f"() => {SESSION}.session?.kernel?.status === 'idle' && {SESSION}.session.kernel.connectionStatus === 'connected'"
)
DOUBLE_IDS = """() => {
  const ids = [...document.querySelectorAll('.jp-OutputArea-output [id]')].map(e => e.id);
  return ids.filter((id, i) => ids.indexOf(id) !== i);
}"""
# What stands out of its output though nothing around it scrolls. A plain table, as nothing else, may
# be wider than its output, which JupyterLab itself lets scroll.
CUT_OFF = """() => {
  const found = [];
  for (const output of document.querySelectorAll('.jp-OutputArea-output')) {
    const room = output.getBoundingClientRect();
    for (const e of room.width ? output.querySelectorAll('*') : []) {
      const box = e.getBoundingClientRect();
      if (!box.width || !box.height || !e.checkVisibility() || e.parentElement.closest('svg')) continue;
      if (e.closest('.jp-RenderedHTML table')) continue;
      if (box.left >= room.left - 1 && box.right <= room.right + 1) continue;
      let around = e.parentElement;
      while (around !== output && getComputedStyle(around).overflowX === 'visible') around = around.parentElement;
      if (around === output) found.push(`${e.tagName} ${e.className}: ${e.textContent.trim().slice(0, 40)}`);
    }
  }
  return found;
}"""
OVERLAPS = """() => {
  const home = e => e.closest('.jp-OutputArea-output');
  const seen = [...document.querySelectorAll('.jp-OutputArea-output :is(button, input, select, textarea, summary)')]
    .filter(e => e.checkVisibility() && e.getBoundingClientRect().width);
  const boxes = seen.map(e => e.getBoundingClientRect());
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  return seen.flatMap((e, i) => seen
    .filter((other, j) => j > i && home(other) === home(e) && meet(boxes[i], boxes[j]))
    .map(other => `${e.outerHTML.slice(0, 60)} and ${other.outerHTML.slice(0, 60)}`));
}"""
# JupyterLab lays out only what is near the window; here all of it is wanted at once.
LAY_OUT_ALL = """() => {
  const { content } = window.jupyterapp.shell.currentWidget;
  content.notebookConfig = { ...content.notebookConfig, windowingMode: 'none' };
  for (const fold of document.querySelectorAll('.jp-OutputArea-output details')) fold.open = true;
}"""
ALL_LAID_OUT = """count => {
  const outputs = [...document.querySelectorAll('.jp-OutputArea-output')];
  return outputs.length >= count && outputs.every(e => e.getBoundingClientRect().width || !e.checkVisibility());
}"""
# Words of a live picture: those that stand out of it, and pairs that cover one another.
WORDS = """() => {
  const svg = document.querySelector('.rx-picture svg');
  const texts = [...svg.querySelectorAll('.rx-backdrop text, .rx-layer text')]
    .filter(e => e.textContent.trim() && e.checkVisibility() && e.getBoundingClientRect().width);
  const box = e => e.getBoundingClientRect();
  const room = box(svg);
  const out = texts.filter(e => box(e).left < room.left - 2 || box(e).right > room.right + 2
    || box(e).top < room.top - 2 || box(e).bottom > room.bottom + 2);
  const cover = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4;
  const pairs = texts.flatMap((e, i) => texts.slice(i + 1).filter(other => cover(box(e), box(other)))
    .map(other => `${e.textContent} / ${other.textContent}`));
  const wide = texts.reduce((sum, e) => sum + box(e).width, 0);
  return { out: out.map(e => e.textContent), pairs, wide, count: texts.length };
}"""
MOVING = """() => [...document.querySelectorAll('.jp-OutputArea-output *')].filter(e => {
  const style = getComputedStyle(e);
  return style.animationName !== 'none' || style.transitionDuration.split(',').some(time => parseFloat(time) > 0);
}).map(e => e.outerHTML.slice(0, 80))"""


def write(folder, name, sources):
    """Write a notebook of these cells."""
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(book, folder / name)


def run(notebook):
    """Run all cells, none of which may fail; the first explorer and the first card."""
    notebook.page.wait_for_function(IDLE)
    assert not [cell for cell in notebook.run_all()["cells"] if cell["errors"]]
    notebook.page.locator(".rx-card").first.wait_for()
    return notebook.explorers(1)[0].settled(), notebook.page.locator(".rx-card").first


def answer(card, place=0):
    """Choose an option and press the button."""
    card.get_by_role("radio").nth(place).check()
    card.get_by_role("button", name="Check").click()


def verdict(card, place=0):
    """Answer, and wait for what is said of it, not for what still stands there from before."""
    card.locator(".rx-card-verdict").evaluate_all("found => found.forEach(e => { e.dataset.before = ''; })")
    answer(card, place)
    card.locator(".rx-card-verdict:not([data-before])").wait_for()


def all_drawn(live):
    """Wait until every setting along the control in hand is drawn."""
    live.root.page.wait_for_function(
        "root => root.querySelector('svg').dataset.frames == Number(root.querySelector('input[type=range]').max) + 1",
        arg=live.root.element_handle(),
    )


@pytest.fixture(scope="module")
def sitting(shared_page, server, folder, tmp_path_factory):
    """A picture and a question in a notebook with a progress folder of its own."""
    kept = tmp_path_factory.mktemp("progress")
    write(folder, "faults.ipynb", [SETUP.format(folder=str(kept)), LIVE, ASKED])
    notebook = Notebook(shared_page, server, "faults.ipynb")
    notebook.answers = lambda: [entry.value for entry in Progress(kept).entries("answer", "03-two-sodium")]
    return notebook


def test_kernel_killed_in_the_middle_of_a_drag(sitting):
    """The picture in hand should go on, what needs Python say that it is gone, and a new run bring all back."""
    page, before = sitting.page, len(sitting.answers())
    live, card = run(sitting)
    verdict(card)
    all_drawn(live)
    slider = live.root.locator("input[type=range]").first
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    height = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, height)
    page.mouse.down()
    read = "() => window.jupyterapp.shell.currentWidget.content.model.cells.get(0).outputs.get(0).toJSON().text"
    os.kill(int(page.evaluate(read)), getattr(signal, "SIGKILL", signal.SIGTERM))
    sentences = set()
    for share in (0.7, 0.9, 0.3, 0.1):
        page.mouse.move(box["x"] + box["width"] * share, height)
        sentences.add(live.settled().sentence())
    page.mouse.up()
    assert len(sentences) == 4 and not live.problem()
    page.locator(".jp-Dialog", has_text="appears to have died").wait_for(timeout=60_000)
    page.keyboard.press("Enter")
    live.root.get_by_role("button", name="No transporter").click()
    live.root.locator(".rx-problem").wait_for()
    assert live.problem() == NO_ANSWER and not live.root.locator(".rx-wait").is_visible()
    assert live.root.get_attribute("aria-busy") == "false"
    answer(card, 1)
    card.get_by_role("alert").filter(has_text=NO_ANSWER).wait_for()
    assert len(sitting.answers()) == before + 1
    live, card = run(sitting)
    live.root.get_by_role("button", name="No transporter").click()
    assert "no working transporter" in live.settled().sentence() and not live.problem()
    verdict(card, 1)
    assert len(sitting.answers()) == before + 2


def test_after_a_restart_old_outputs_do_not_lie(sitting):
    """A picture of before should show what is drawn, and no more; a card should take no answer that it cannot keep."""
    page, before = sitting.page, len(sitting.answers())
    live, card = run(sitting)
    verdict(card)
    all_drawn(live)
    said = {}
    slider = live.root.locator("input[type=range]").first
    for key in ("Home", "End"):
        slider.press(key)
        said[key] = live.settled().sentence()
    page.evaluate(f"() => {SESSION}.restartKernel()")
    page.wait_for_function(IDLE)
    for key in ("Home", "End"):
        slider.press(key)
        assert live.settled().sentence() == said[key] and not live.problem()
    live.root.get_by_role("button", name="Twice the transporters").click()
    live.root.locator(".rx-problem").wait_for()
    assert "rx-old" in live.root.get_attribute("class") and live.sentence() == said["End"]
    answer(card, 1)
    card.get_by_role("alert").filter(has_text=NO_ANSWER).wait_for()
    assert len(sitting.answers()) == before + 1
    run(sitting)
    assert page.locator(".rx").count() == page.locator(".rx-card").count() == 1


def test_cells_run_twice_double_nothing(sitting):
    """Run again, a notebook should have one view a cell, no id twice, as many widgets as before, and all answers."""
    page, before = sitting.page, len(sitting.answers())
    models = """async () => {
      const widgets = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
      const reply = await widgets.requestCommInfo({ target_name: 'jupyter.widget' });
      return Object.keys(reply.content.comms).length;
    }"""
    verdict(run(sitting)[1])
    open_before = page.evaluate(models)
    for _ in range(2):
        live, card = run(sitting)
        assert page.evaluate(DOUBLE_IDS) == []
        assert page.locator(".rx").count() == page.locator(".rx-card").count() == 1
    assert page.evaluate(models) == open_before
    live.root.get_by_role("button", name="A flood", exact=True).click()
    assert "5,000 nM" in live.settled().sentence()
    assert len(sitting.answers()) == before + 1


def test_two_windows_of_one_notebook(chromium, server, sitting):
    """Both should be live and move apart from each other, and what is answered in either be kept."""
    before = len(sitting.answers())
    first, card = run(sitting)
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    try:
        other = Notebook(context.new_page(), server, "faults.ipynb")
        second, twin = run(other)
        for live, name, said in ((first, "A flood", "5,000 nM"), (second, "No transporter", "no working transporter")):
            live.root.get_by_role("button", name=name, exact=True).click()
            assert said in live.settled().sentence()
        assert "5,000 nM" in first.sentence() and not first.problem()
        verdict(card, 1)
        verdict(twin, 0)
        verdict(card, 0)
        assert len(sitting.answers()) == before + 3
    finally:
        context.close()


@pytest.fixture(scope="module")
def looks(shared_page, server, folder, tmp_path_factory):
    """Every kind of output in one notebook, folds open, one prediction skipped; nothing may ask another address."""
    write(folder, "looks.ipynb", [SETUP.format(folder=str(tmp_path_factory.mktemp("looks"))), *LOOKS])
    notebook = Notebook(shared_page, server, "looks.ipynb")
    run(notebook)
    shared_page.get_by_role("button", name="Skip and show the picture").first.click()
    shared_page.locator(".rx").nth(1).wait_for()
    shared_page.evaluate(LAY_OUT_ALL)
    shared_page.wait_for_function(ALL_LAID_OUT, arg=len(LOOKS))
    yield shared_page
    shared_page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize("width, height", [(320, 900), (640, 360)])
def test_narrow_and_zoomed_pages_cut_nothing_off(looks, width, height):
    """At 320 px, and at 640 by 360, which is 1280 by 720 at 200 %, all controls should stay whole and apart."""
    looks.set_viewport_size({"width": width, "height": height})
    looks.wait_for_function("w => document.querySelector('.rx').getBoundingClientRect().width < w", arg=width)
    assert looks.evaluate(CUT_OFF) == [] and looks.evaluate(OVERLAPS) == []
    assert looks.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_dark_theme_leaves_everything_readable(looks):
    """In the dark theme text should keep its contrast, and pictures their light ground."""
    theme = "name => window.jupyterapp.commands.execute('apputils:change-theme', { theme: name })"
    looks.evaluate(theme, "JupyterLab Dark")
    looks.wait_for_function("() => document.body.dataset.jpThemeLight === 'false'")
    try:
        found = Axe().run(looks, context=".jp-OutputArea-output").response["violations"]
        assert [f"{v['id']}: {node['target']} {node['failureSummary']}" for v in found for node in v["nodes"]] == []
        grounds = "e => getComputedStyle(e).backgroundColor"
        for picture in looks.locator(".rx-picture > svg, .rx-card-sketch > svg, img[alt]").all():
            assert picture.evaluate(grounds) in ("rgb(255, 255, 255)", "white")
    finally:
        looks.evaluate(theme, "JupyterLab Light")
        looks.wait_for_function("() => document.body.dataset.jpThemeLight === 'true'")


def test_nothing_moves_that_nobody_moved(looks):
    """With less motion asked for, nothing of ours should slide or fade, and a picture of steps wait to be played."""
    looks.emulate_media(reduced_motion="reduce")
    assert looks.evaluate(MOVING) == []
    steps = Live(looks.locator(".rx").nth(1))
    assert steps.root.get_by_role("button", name="Play").is_visible()
    assert steps.root.locator("input[type=range]").first.input_value() == "0"


def test_pages_that_ask_another_computer_are_noticed(chromium):
    """No page of these tests may ask any other computer; one that does should fail its test."""
    with pytest.raises(AssertionError, match="asked http://192.0.2.1/"), lab.page_without_errors(chromium) as page:
        page.route("**/*", lambda route: route.abort())
        page.set_content('<img alt="" src="http://192.0.2.1/x.png">')
        page.wait_for_timeout(300)


def test_pages_are_closed_and_their_errors_told_when_a_test_fails(chromium):
    """A failure should leave no page behind, nor hide what went wrong in it."""
    with pytest.raises(ZeroDivisionError) as failure, lab.page_without_errors(chromium) as page:
        page.set_content("<script>throw new Error('first')</script>")
        raise ZeroDivisionError
    assert page.is_closed() and any("first" in note for note in failure.value.__notes__)


FONTS = {"serif": "DejaVuSerif.ttf", "monospace": "DejaVuSansMono.ttf"}
CONFIGURATION = (
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
    "<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>"
)
PLAYABLE = Path(__file__).parents[2] / "figures" / "playable"
WORDY = (
    "00-sequence",
    "02-life-cycle",
    "03-clearance",
    "04-dose",
    "05-forest",
    "07-age",
    "07-side-effects",
)


def words(browser, names):
    """What `WORDS` finds on each of these playable pictures."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    found = {}
    for name in names:
        page.goto((PLAYABLE / f"{name}.html").as_uri())
        page.locator(".rx-picture > svg[data-shown]").wait_for()
        found[name] = page.evaluate(WORDS)
    page.close()
    return found


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there the fonts of a browser can be taken away")
@pytest.mark.parametrize("kind", FONTS)
def test_without_our_fonts_pictures_stay_readable(chromium, tmp_path, kind):
    """With a single other font, words should stay inside their picture, and next to none cover one another."""
    (tmp_path / "fonts").mkdir()
    shutil.copy(Path(matplotlib.get_data_path(), "fonts", "ttf", FONTS[kind]), tmp_path / "fonts")
    settings = tmp_path / "fonts.conf"
    settings.write_text(CONFIGURATION.format(fonts=tmp_path / "fonts", cache=tmp_path / "cache"), encoding="utf-8")
    poor = chromium.browser_type.launch(
        executable_path=lab.chromium_path(),
        args=lab.CHROMIUM_FLAGS,
        env=os.environ | {"FONTCONFIG_FILE": str(settings)},
    )
    try:
        found = words(poor, WORDY)
    finally:
        poor.close()
    usual = words(chromium, WORDY)
    for name, picture in found.items():
        assert picture["wide"] != usual[name]["wide"], "the fonts were not taken away"
        assert picture["count"] > 10 and picture["out"] == []
        assert len(set(picture["pairs"]) - set(usual[name]["pairs"])) <= 2, (name, picture["pairs"])
