"""Run notebooks, each in a kernel of its own, and say what memory each kernel takes: JSON on the last line.

    python run_notebooks.py [--moved] FOLDER [NAME ...]

With --moved each control of each picture is moved over its whole range before the memory is read.

Run by the Python whose packages are to be tried; needs only what the course needs itself.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
import psutil
from nbclient import NotebookClient

LAB = "-m jupyterlab --no-browser --allow-root --ip=127.0.0.1 --port=0 --LabApp.news_url="
MOVED = """import gc
from reuptake.ui.explorer import Explorer
for _one in [found for found in gc.get_objects() if isinstance(found, Explorer)]:
    for _key in _one.controls:
        for _state in _one.states_along(_key):
            _one._frame(_state)
"""


def megabytes(process):
    """Resident memory of a process in MB (a million bytes), with what it shares."""
    return psutil.Process(process).memory_info().rss / 1e6


def run(path, moved=False):
    """Run one notebook; give time, memory of its kernel, and the errors of its cells."""
    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as progress:
        os.environ["REUPTAKE_PROGRESS_FOLDER"] = progress
        client = NotebookClient(
            notebook,
            timeout=300,
            kernel_name="python3",
            allow_errors=True,
            resources={"metadata": {"path": str(path.parent)}},
        )  # fmt: skip
        began = time.perf_counter()
        with client.setup_kernel():
            for place, cell in enumerate(notebook.cells):
                client.execute_cell(cell, place)
            seconds = time.perf_counter() - began
            if moved:
                notebook.cells.append(nbformat.v4.new_code_cell(MOVED))
                client.execute_cell(notebook.cells[-1], len(notebook.cells) - 1)
            memory = megabytes(client.km.provisioner.process.pid)
    errors = [
        f"{output.ename}: {output.evalue}"
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if output.output_type == "error"
    ]
    return {"megabytes": memory, "seconds": seconds, "errors": errors}


def server(folder):
    """Memory of a JupyterLab that serves the folder and has answered, without kernels."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "JUPYTER_RUNTIME_DIR": home, "JUPYTER_CONFIG_DIR": home}
        lab = subprocess.Popen([sys.executable, *LAB.split()], cwd=folder, env=environment, stderr=subprocess.DEVNULL)
        try:
            end = time.monotonic() + 60
            while not list(Path(home).glob("jpserver-*.json")):
                if lab.poll() is not None or time.monotonic() > end:
                    raise RuntimeError("JupyterLab did not start within 60 s.")
                time.sleep(0.2)
            time.sleep(2)
            return {"megabytes": megabytes(lab.pid)}
        finally:
            lab.kill()
            lab.wait()


def main(*words):
    """Run those named, else all, and print it."""
    moved, (folder, *names) = "--moved" in words, [word for word in words if word != "--moved"]
    paths = [Path(folder, name) for name in names] or sorted(Path(folder).glob("*.ipynb"))
    found = {path.name: run(path, moved) for path in paths}
    print(json.dumps({**found, "server": server(folder)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
