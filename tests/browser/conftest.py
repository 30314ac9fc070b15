"""A real JupyterLab and a real Chromium for the browser tests."""

import shutil

import kernelless
import lab
import pytest
from effort import THOROUGH


def need_chromium():
    """Where no browser is installed the tests are skipped, but fail in continuous integration."""
    if lab.chromium_path() is None:
        reason = "no Chromium is installed, so nothing was tried in a browser"
        if THOROUGH:
            pytest.fail(reason)
        pytest.skip(reason)


# For one file of tests, not for all: while it is open, Playwright's loop runs in this thread, and tests of other
# files that start a loop, or draw in the running one, would meet it.
@pytest.fixture(scope="module")
def chromium():
    """A browser."""
    need_chromium()
    with lab.browser() as running:
        yield running


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """A copy of the notebooks, which a test may change."""
    copy = tmp_path_factory.mktemp("course") / "notebooks"
    shutil.copytree(lab.NOTEBOOKS, copy, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
    return copy


@pytest.fixture(scope="session")
def server(folder, tmp_path_factory):
    """The address of a JupyterLab that serves the copy."""
    need_chromium()
    with lab.jupyterlab(folder, tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.fixture
def page(chromium):
    """A page for one test."""
    with lab.page_without_errors(chromium) as opened:
        yield opened


@pytest.fixture(scope="module")
def shared_page(chromium):
    """A page for all tests of a file."""
    with lab.page_without_errors(chromium) as opened:
        yield opened


@pytest.fixture
def shown(page):
    """Return a function that shows a script with a state on an empty page, whose clock the test moves."""

    def show(name, state):
        page.clock.install()
        page.set_content("<!doctype html><title>x</title><body></body>")
        page.add_script_tag(content=kernelless.MODEL)
        script = lab.NOTEBOOKS / "reuptake" / "ui" / name
        page.evaluate("source => window.load(source)", script.read_text(encoding="utf-8"))
        page.evaluate("state => { window.model = window.makeModel(state); window.show(); }", state)
        return page

    return show
