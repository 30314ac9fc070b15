"""Drive a real JupyterLab in a real Chromium."""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from importlib.metadata import version
from pathlib import Path

from playwright.sync_api import sync_playwright

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
CHROMIUM_PATHS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
CHROMIUM_FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage"
).split()
LAB_FLAGS = (
    "--no-browser --allow-root --ip=127.0.0.1 --IdentityProvider.token= --ServerApp.password= "
    "--ServerApp.disable_check_xsrf=True --LabApp.expose_app_in_browser=True --LabApp.news_url= "
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"
).split()
HOME_VARIABLES = (
    "JUPYTER_CONFIG_DIR JUPYTER_DATA_DIR JUPYTER_RUNTIME_DIR IPYTHONDIR JUPYTERLAB_SETTINGS_DIR "
    "JUPYTERLAB_WORKSPACES_DIR REUPTAKE_PROGRESS_FOLDER"
).split()

# Before 4.6 JupyterLab hides the cells that are far from the window until someone scrolls to them,
# and its own script fails now and then while they scroll.
OLD_LAB = tuple(map(int, version("jupyterlab").split(".")[:2])) < (4, 6)
OWN_SCRIPT = "/static/lab/jlab_core"
TRACKER = "@jupyterlab/notebook-extension/tracker.jupyterlab-settings"
SHOW_FAR_CELLS = '{"windowingMode": "defer"}'

# Addresses that lead to no other computer.
HERE = re.compile(r"https?://127\.0\.0\.1[:/]|(data|blob|file|about):")

CELLS_STATE = """() => {
  const panel = window.jupyterapp.shell.currentWidget;
  const cells = panel.content.model.cells;
  const out = [];
  for (let i = 0; i < cells.length; i++) {
    const cell = cells.get(i);
    if (cell.type !== 'code') continue;
    const outputs = cell.outputs.toJSON();
    out.push({ count: cell.executionCount, state: cell.executionState, outputs: outputs.length,
               errors: outputs.filter(o => o.output_type === 'error').length, source: cell.sharedModel.source });
  }
  return { kernel: panel.sessionContext.session?.kernel?.status || 'none', cells: out };
}"""


def chromium_path():
    """Return the path of an installed Chromium or a relative of it, or None.

    The environment variable CHROMIUM_PATH comes first.
    """
    named = [os.environ.get("CHROMIUM_PATH"), *map(shutil.which, CHROMIUM_NAMES)]
    return next((path for path in (*named, *filter(os.path.exists, CHROMIUM_PATHS)) if path), None)


def free_port():
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def jupyterlab(folder, home, *flags):
    """Serve `folder` with a JupyterLab that keeps its settings in `home`; yields its address."""
    port = free_port()
    # Its kernels keep a progress of their own, so that notebooks run elsewhere see a new learner.
    environment = {**os.environ, **{name: str(Path(home, name.lower())) for name in HOME_VARIABLES}}
    if OLD_LAB:
        settings = Path(environment["JUPYTERLAB_SETTINGS_DIR"], TRACKER)
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(SHOW_FAR_CELLS)
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        *LAB_FLAGS,
        *flags,
        f"--port={port}",
        f"--ServerApp.root_dir={folder}",
    ]
    with open(Path(home, "jupyterlab.log"), "w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        wait_for(f"http://127.0.0.1:{port}/api/status", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()


def wait_for(address, server, seconds=60):
    """Wait until `address` answers."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if server.poll() is not None:
            raise RuntimeError(f"JupyterLab ended with code {server.returncode} before it answered.")
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address, timeout=2).read()
            return
        time.sleep(0.2)
    raise TimeoutError(f"JupyterLab did not answer within {seconds} s.")


@contextlib.contextmanager
def browser():
    """Start Chromium without a window."""
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        try:
            yield chromium
        finally:
            chromium.close()


def old_labs_own(error):
    """Whether an error was thrown by the script of an old JupyterLab itself."""
    thrown_at = (error.stack or "").partition("\n    at ")[2].partition("\n")[0]
    return OLD_LAB and OWN_SCRIPT in thrown_at


@contextlib.contextmanager
def page_without_errors(chromium):
    """A page as wide as a laptop's screen; an error of a script, or a request to another computer, fails its test."""
    opened = chromium.new_page(viewport={"width": 1280, "height": 900})
    errors = []
    opened.on("pageerror", lambda error: old_labs_own(error) or errors.append(str(error)))
    opened.on("request", lambda request: HERE.match(request.url) or errors.append(f"asked {request.url}"))
    try:
        yield opened
    except BaseException as failure:
        # The page's own errors may be the cause.
        if errors:
            failure.add_note(f"errors of the page: {errors}")
        raise
    finally:
        opened.close()
    assert not errors, errors


class Notebook:
    """One notebook in JupyterLab, opened alone.

    Parameters
    ----------
    page : playwright.sync_api.Page
    address : str
        The server's.
    name : str
        File name.
    """

    def __init__(self, page, address, name):
        self.page = page
        page.goto(f"{address}/doc/tree/{name}?reset")
        page.wait_for_function(
            """() => {
              const panel = window.jupyterapp?.shell.currentWidget;
              return panel?.context?.isReady && panel.content?.model?.cells?.length > 0;
            }""",
            timeout=60_000,
        )
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)

    def state(self):
        """Kernel status and, for each code cell, its count, errors and number of outputs."""
        return self.page.evaluate(CELLS_STATE)

    def run_all(self, seconds=120):
        """Run all cells and wait until the kernel has answered; returns `state`."""
        self.page.wait_for_function(
            "() => ['idle'].includes(window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status)",
            timeout=60_000,
        )
        self.page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            now = self.state()
            cells = [cell for cell in now["cells"] if cell["source"].strip()]
            if now["kernel"] == "idle" and all(cell["state"] == "idle" and cell["count"] for cell in cells):
                return now
            self.page.wait_for_timeout(100)
        raise TimeoutError(f"The notebook did not finish within {seconds} s: {self.state()}")

    def sources(self):
        """The source of every cell."""
        return self.page.evaluate(
            """() => {
              const cells = window.jupyterapp.shell.currentWidget.content.model.cells;
              return Array.from({ length: cells.length }, (_, i) => cells.get(i).sharedModel.source);
            }"""
        )

    def cell(self, place):
        """Locator of a cell, scrolled into view: JupyterLab draws others only when they come near."""
        self.page.evaluate("i => window.jupyterapp.shell.currentWidget.content.scrollToItem(i, 'start')", place)
        return self.page.locator(f'.jp-Cell[data-windowed-list-index="{place}"]')

    def explorers(self, count=None):
        """Locators of the live explorers, once each shows a frame."""
        live = self.page.locator(".rx")
        if count:
            live.nth(count - 1).wait_for(timeout=30_000)
        return [Live(live.nth(i)) for i in range(live.count())]


class Live:
    """One live explorer on the page."""

    def __init__(self, root):
        self.root = root
        root.scroll_into_view_if_needed()
        self.picture = root.locator(".rx-picture > svg")
        root.locator(".rx-picture > svg[data-shown]").wait_for(timeout=30_000)

    def settled(self):
        """Wait until the picture shows what was asked for."""
        self.root.page.wait_for_function(
            """root => {
              const { shown, asked } = root.querySelector('.rx-picture > svg').dataset;
              return shown && shown === asked && !root.classList.contains('rx-old');
            }""",
            arg=self.root.element_handle(),
            timeout=10_000,
        )
        return self

    def sentence(self):
        """The read-out."""
        return self.root.locator(".rx-say").inner_text()

    def drawing(self):
        """The moving layer as text."""
        return self.root.locator(".rx-layer").first.inner_html()

    def problem(self):
        """The line that reports an error; empty when there is none."""
        return self.root.locator(".rx-problem").inner_text()
