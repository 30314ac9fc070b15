"""JupyterLite with the notebooks, the package beside them, and the wheels that Pyodide has not."""

import importlib.metadata
import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from jupyter_core.paths import jupyter_path

from reuptake.lecture.deck import NOTEBOOKS
from reuptake.lecture.site.browser_python import PACKAGE, WHEELS, for_browser, resolved

INSTALL = "pip install -r .site/requirements.txt"
EXTENSIONS = ("@jupyterlite/pyodide-kernel-extension", "@jupyter-widgets/jupyterlab-manager", "anywidget")
"""What JupyterLite needs of the extensions that are installed here: the kernel, and the browser's side of widgets."""
_MODULES = ("jupyterlite_core", "jupyterlite_pyodide_kernel")
_RUN = "from jupyterlite_core.app import main; main()"


class LiteError(Exception):
    """JupyterLite could not be built; the message says why."""


def write_lite(folder, pyodide=None):
    """Build JupyterLite.

    Parameters
    ----------
    folder : path
        Where it goes; what an earlier build left there is removed.
    pyodide : path, optional
        A Pyodide distribution, a folder or an archive, to put into the site. Without it the reader's
        browser loads Pyodide from Pyodide's own network.

    Raises
    ------
    LiteError
        If JupyterLite is not installed, a wheel cannot be had, or the build fails.
    reuptake.lecture.site.browser_python.Unresolved
        If the course imports what a browser cannot have.
    """
    if missing := [name for name in _MODULES if importlib.util.find_spec(name) is None]:
        raise LiteError(
            f"JupyterLite is not installed ({missing[0]} is missing): {INSTALL}, or leave it out with --without-lite."
        )
    folder, pyodide = Path(folder).resolve(), pyodide and Path(pyodide).resolve()
    if pyodide and not pyodide.exists():
        raise LiteError(f"--pyodide is {str(pyodide)!r}, which does not exist; name a folder or an archive of Pyodide.")
    resolved()
    if folder.exists():
        shutil.rmtree(folder)
    with tempfile.TemporaryDirectory(prefix="reuptake-site-") as stage:
        stage = Path(stage)
        write_contents(stage / "contents")
        fetch_wheels(stage / "wheels")
        _gather_extensions(stage / "extensions")
        _configure(stage, pyodide)
        _run([sys.executable, "-c", _RUN, "build", "--output-dir", str(folder)], stage, "JupyterLite cannot be built")


def write_contents(folder):
    """Put the notebooks into a folder as the browser needs them, and the package beside them.

    Parameters
    ----------
    folder : pathlib.Path
    """
    folder.mkdir(parents=True)
    for path in sorted(NOTEBOOKS.glob("[0-9][0-9]-*.ipynb")):
        document = for_browser(json.loads(path.read_text(encoding="utf-8")))
        text = json.dumps(document, ensure_ascii=False, indent=1)
        (folder / path.name).write_text(text, encoding="utf-8", newline="\n")
    # Lecture material is made elsewhere, and its parts are large.
    left_out = shutil.ignore_patterns("__pycache__", "*.pyc", "lecture")
    shutil.copytree(PACKAGE, folder / PACKAGE.name, ignore=left_out)


def fetch_wheels(folder):
    """Fetch the wheels that Pyodide has not, of the releases that are installed here.

    Parameters
    ----------
    folder : pathlib.Path

    Raises
    ------
    LiteError
        If one cannot be had, for example without a network.
    """
    wanted = [f"{name}=={importlib.metadata.version(name)}" for name in WHEELS]
    plain = ["--no-deps", "--only-binary=:all:", "--platform=any", "--implementation=py", "--abi=none"]
    command = [sys.executable, "-m", "pip", "download", "--quiet", *plain, f"--dest={folder}", *wanted]
    _run(command, folder.parent, "the wheels for the browser cannot be fetched; this needs a network")


def _gather_extensions(folder):
    """Take the extensions that are needed, and no other that happens to be installed."""
    for name in EXTENSIONS:
        found = next((path for base in jupyter_path("labextensions") if (path := Path(base, name)).is_dir()), None)
        if found is None:
            raise LiteError(f"the JupyterLab extension {name!r} is not installed here: {INSTALL}.")
        shutil.copytree(found, folder / name)


def _configure(stage, pyodide):
    """Write what JupyterLite's own build reads, and what its pages read."""
    build = {
        "LiteBuildConfig": {
            "contents": ["contents"],
            "apps": ["lab", "notebooks"],
            "ignore_sys_prefix": ["federated_extensions"],
            "no_libarchive": True,
            "no_sourcemaps": True,
            "no_unused_shared_packages": True,
        },
        "FederatedExtensionAddon": {"extra_labextensions_path": [str(stage / "extensions")]},
        "PipliteAddon": {"piplite_urls": [str(path) for path in sorted((stage / "wheels").glob("*.whl"))]},
    }
    if pyodide and pyodide.is_dir():
        shutil.copytree(pyodide, stage / "static" / "pyodide")
    elif pyodide:
        build["PyodideAddon"] = {"pyodide_url": str(pyodide)}
    page = {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": "Serotonin reuptake",
            "exposeAppInBrowser": True,
            # Everything is in the site or with Pyodide, so nobody else is asked.
            "litePluginSettings": {EXTENSIONS[0] + ":kernel": {"disablePyPIFallback": True}},
        },
    }
    for name, content in (("jupyter_lite_config.json", build), ("jupyter-lite.json", page)):
        (stage / name).write_text(json.dumps(content, indent=1), encoding="utf-8")


def _run(command, folder, trouble):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace")
    if done.returncode:
        said = [line.strip() for line in f"{done.stdout}\n{done.stderr}".splitlines() if "rror" in line]
        raise LiteError(f"{trouble}: " + (" / ".join(said[-3:]) or f"code {done.returncode}"))
