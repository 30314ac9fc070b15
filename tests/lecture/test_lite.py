"""The course for a Python in the browser: all it imports can be had there, and nothing needs what a browser has not."""

import importlib.metadata
import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from effort import THOROUGH
from packaging.version import Version
from reuptake.lecture.deck import NOTEBOOKS
from reuptake.lecture.site import browser_python
from reuptake.lecture.site.browser_python import (
    KERNEL,
    PYODIDE,
    SHIPPED,
    WHEELS,
    Unresolved,
    code_cells,
    for_browser,
    imported,
    requirements,
    resolved,
)
from reuptake.lecture.site.lite import EXTENSIONS, LiteError, write_contents, write_lite

ROOT = NOTEBOOKS.parent
FILES = sorted(NOTEBOOKS.glob("[0-9][0-9]-*.ipynb"))
# Run where threads, other programs and connections are refused and every file written is noted.
_CONFINED = """
import importlib, json, os, pkgutil, sys, threading
written, refused = [], []
def watch(event, arguments):
    if event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) and isinstance(arguments[0], str):
        written.append(os.path.abspath(arguments[0]))
    elif event in ("subprocess.Popen", "os.fork", "os.exec", "socket.connect", "socket.bind"):
        refuse(event)
def refuse(what):
    refused.append(str(what))
    raise RuntimeError(f"no {what} in a browser")
threading.Thread.start = refuse
import matplotlib.font_manager
sys.addaudithook(watch)
import reuptake.draw, reuptake.evidence, reuptake.explore, reuptake.model, reuptake.ui, reuptake.watch
for layer in (reuptake.evidence, reuptake.model, reuptake.draw, reuptake.ui, reuptake.explore, reuptake.watch):
    for info in pkgutil.iter_modules(layer.__path__, layer.__name__ + "."):
        if not info.name.endswith("__main__"):
            importlib.import_module(info.name)
from reuptake.explore import clearance
from reuptake.ui.progress import progress
from reuptake.ui.quiz import questions
from reuptake.ui.watch_button import WatchButton
explorer = clearance.explorer()
before = explorer.sentence
explorer.preset(list(explorer.presets)[-1])
questions("03-reuptake")
progress().record("answer", "03-of-a-test", 1)
asked_before = len(refused)
said = WatchButton().press("clinicaltrials")
print(json.dumps({"moved": explorer.sentence != before, "written": written, "refused": refused[:asked_before],
                  "notice": progress().notice, "said": said}))
"""


def test_everything_that_is_imported_can_be_had_in_a_browser():
    """The list of top-level imports should be the list that is resolved, by hand as by looking."""
    expected = "anywidget ipython ipywidgets matplotlib numpy platformdirs requests scipy traitlets urllib3".split()
    assert list(imported()) == expected
    assert set(expected) <= set(resolved()) and set(WHEELS) <= set(resolved())


def test_what_cannot_be_had_is_named(monkeypatch):
    """A new import that nobody brings should stop the build, with its name."""
    monkeypatch.setattr(browser_python, "imported", lambda: ["numpy", "torch"])
    with pytest.raises(Unresolved, match="the course needs 'torch'"):
        resolved()
    monkeypatch.setattr(browser_python, "imported", lambda: ["anywidget"])
    monkeypatch.setattr(browser_python, "WHEELS", ("anywidget", "ipywidgets", "comm", "jupyterlab-widgets"))
    with pytest.raises(Unresolved, match="anywidget needs 'psygnal'"):
        resolved()


def test_what_is_needed_is_what_a_browser_needs(monkeypatch):
    """Of requirements with a condition, those should count whose condition is true in the browser's Python."""
    lines = [
        "Jupyterlab_Widgets~=3.0", "colorama>=0.4; sys_platform == 'win32'", "tomli; python_version < '3.11'",
        "pyodide-http; platform_system == 'Emscripten'", "pytest; extra == 'test'",
        "greenlet; platform_machine == 'x86_64' or platform_machine == 'aarch64'",
    ]  # fmt: skip
    monkeypatch.setattr(browser_python.importlib.metadata, "requires", lambda name: lines)
    assert requirements("any") == ["jupyterlab-widgets", "pyodide-http"]
    monkeypatch.setattr(browser_python.importlib.metadata, "requires", lambda name: None)
    assert requirements("any") == []


def test_one_release_of_jupyterlite_is_asked_for():
    """The lists of what Pyodide ships hold for one release, so no other should be installed."""
    lines = (ROOT / ".site" / "requirements.txt").read_text(encoding="utf-8").splitlines()
    asked = [line for line in lines if not line.startswith("#")]
    assert asked == [f"jupyterlite-core =={KERNEL}", f"jupyterlite-pyodide-kernel =={KERNEL}"]


def test_releases_in_the_browser_are_within_the_bounds():
    """What Pyodide ships should be no older and no newer than requirements.txt allows."""
    for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines():
        found = re.fullmatch(r"([\w-]+) >=([\d.]+), <(\d+)", line)
        if found and found[1] in SHIPPED:
            shipped = [int(part) for part in SHIPPED[found[1]].split(".")]
            assert [int(part) for part in found[2].split(".")] <= shipped < [int(found[3])], line


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_first_cell_names_what_pyodide_must_load(path):
    """Pyodide loads what a cell imports itself, so the first one imports numpy and matplotlib."""
    first = code_cells(path)[0]
    assert {"import matplotlib", "import numpy as np"} <= set(first.splitlines())
    document = json.loads(path.read_text(encoding="utf-8"))
    made = for_browser(document)
    code = [cell for cell in made["cells"] if cell["cell_type"] == "code"]
    # The rest of what is imported is fetched before, and answers go where the browser keeps them.
    assert code[0]["source"].splitlines()[1] == f"%pip install -q {' '.join(imported())}"
    assert 'REUPTAKE_PROGRESS_FOLDER"] = "/drive/progress"' in code[0]["source"]
    assert [cell["source"] for cell in code[1:]] == code_cells(path)
    assert len(made["cells"]) == len(document["cells"]) + 2 and made["metadata"]["kernelspec"]["name"] == "python"
    assert all(isinstance(cell["source"], str) for cell in made["cells"])


def test_contents_are_complete(tmp_path):
    """All notebooks, and each file of the package that a notebook may need."""
    write_contents(tmp_path / "contents")
    there = {path.relative_to(tmp_path / "contents").as_posix() for path in (tmp_path / "contents").rglob("*.*")}
    listed = subprocess.run(["git", "ls-files", "reuptake"], cwd=NOTEBOOKS, capture_output=True, text=True).stdout
    wanted = {name for name in listed.split("\n") if "." in name and not name.startswith("reuptake/lecture/")}
    assert {path.name for path in FILES} | wanted <= there


@pytest.mark.skipif(
    Version(importlib.metadata.version("numpy")).release[:2] < Version(SHIPPED["numpy"]).release[:2],
    reason="an older NumPy than the browser's starts a program when SciPy is imported",
)
def test_nothing_needs_what_a_browser_has_not(tmp_path):
    """Without threads, programs and connections all is imported, a picture moves and answers are kept.

    Only asking a database does not work, and says so.
    """
    progress = tmp_path / "progress"
    environment = {**os.environ, "REUPTAKE_PROGRESS_FOLDER": str(progress), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", _CONFINED], cwd=NOTEBOOKS, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["moved"] and not told["notice"] and not told["refused"]
    assert (progress / "progress.json").exists()
    assert not [path for path in told["written"] if not Path(path).is_relative_to(progress) and path != os.devnull]
    assert "run the course on a computer" in told["said"] and "works without a network" in told["said"]


def test_a_wrong_path_of_pyodide_is_told(tmp_path, monkeypatch):
    """The message should name the option and the path."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: name)
    with pytest.raises(LiteError, match="--pyodide is .*nowhere.*does not exist"):
        write_lite(tmp_path / "lite", tmp_path / "nowhere")


def test_an_earlier_build_that_cannot_be_removed_is_told(tmp_path, monkeypatch):
    """Two builds should never be mixed in one folder."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: name)
    (tmp_path / "lite").write_text("no folder", encoding="utf-8")
    with pytest.raises(OSError, match="lite"):
        write_lite(tmp_path / "lite")


@pytest.fixture(scope="module")
def with_lite(tmp_path_factory):
    """The environment of a Python that has JupyterLite; installed for the test where it is not there."""
    if importlib.util.find_spec("jupyterlite_core"):
        return dict(os.environ)
    if not THOROUGH:
        pytest.skip("JupyterLite is not installed; it is, for this test, where CI is true")
    folder = tmp_path_factory.mktemp("lite")
    command = [sys.executable, "-m", "pip", "install", "--quiet", f"--target={folder}"]
    done = subprocess.run(
        [*command, "--requirement", str(ROOT / ".site" / "requirements.txt")], capture_output=True, text=True
    )
    if done.returncode:
        pytest.skip(f"JupyterLite cannot be installed here: {done.stderr.strip().splitlines()[-1]}")
    return {**os.environ, "PYTHONPATH": str(folder), "JUPYTER_PATH": str(folder / "share" / "jupyter")}


def test_kernel_loads_the_pyodide_that_is_listed(with_lite):
    """Its own constant should be ours."""
    code = "from jupyterlite_pyodide_kernel.constants import PYODIDE_VERSION as p; print(p)"
    done = subprocess.run([sys.executable, "-c", code], env=with_lite, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == PYODIDE


def test_one_command_builds_the_whole_site(with_lite, tmp_path):
    """Pages lead to JupyterLite, which has notebooks, package, wheels and widgets, and asks no registry."""
    command = [sys.executable, "-m", "reuptake.lecture", "site", "--to", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=NOTEBOOKS, env=with_lite, capture_output=True, text=True)
    if "needs a network" in done.stderr:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stderr[-2000:]
    lite = tmp_path / "site" / "lite"
    for path in FILES:
        page = (tmp_path / "site" / f"{path.stem}.html").read_text(encoding="utf-8")
        assert f'href="lite/lab/index.html?path={path.name}"' in page and (lite / "files" / path.name).exists()
    listing = json.loads((lite / "api" / "contents" / "all.json").read_text(encoding="utf-8"))
    assert {one["name"] for one in listing["content"]} == {"reuptake", *(path.name for path in FILES)}
    wheels = json.loads((lite / "pypi" / "all.json").read_text(encoding="utf-8"))
    assert set(wheels) == set(WHEELS)
    page = json.loads((lite / "jupyter-lite.json").read_text(encoding="utf-8"))["jupyter-config-data"]
    assert {one["name"] for one in page["federated_extensions"]} == set(EXTENSIONS)
    kernel = page["litePluginSettings"]["@jupyterlite/pyodide-kernel-extension:kernel"]
    assert kernel["disablePyPIFallback"] and kernel["pipliteUrls"][0].startswith("./pypi/all.json")
