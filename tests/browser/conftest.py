"""A real JupyterLab and a real Chromium for the browser tests."""

import shutil

import lab
import pytest
from effort import THOROUGH


@pytest.fixture(scope="session")
def chromium():
    """A browser; where none is installed the tests are skipped, but fail in continuous integration."""
    if lab.chromium_path() is None:
        reason = "no Chromium is installed, so nothing was tried in a browser"
        if THOROUGH:
            pytest.fail(reason)
        pytest.skip(reason)
    with lab.browser() as running:
        yield running


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """A copy of the notebooks, which a test may change."""
    copy = tmp_path_factory.mktemp("course") / "notebooks"
    shutil.copytree(lab.NOTEBOOKS, copy, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
    return copy


@pytest.fixture(scope="session")
def server(chromium, folder, tmp_path_factory):
    """The address of a JupyterLab that serves the copy."""
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
