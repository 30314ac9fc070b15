"""Run notebooks and save them the way the tests want them.

    python tests/save_notebooks.py [name ...]

Without a name, all of them. Use the versions of tests/constraints.txt, so that saved pictures
change only when something changed.
"""

import os
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def save(path):
    """Run one notebook from a fresh kernel and empty progress, as a new learner does, and write it back."""
    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["REUPTAKE_PROGRESS_FOLDER"] = folder
        NotebookClient(
            notebook, timeout=120, kernel_name="python3", record_timing=False, store_widget_state=False,
            resources={"metadata": {"path": str(path.parent)}},
        ).execute()  # fmt: skip
    nbformat.write(clean(notebook), path)
    print(f"saved {path.name}")


def clean(notebook):
    """Leave what a reader without a kernel sees, and drop what only this run could show.

    A live view refers to widgets of the kernel that made it. Without that kernel it is an error
    message, so the saved output keeps the still picture and the sentence alone.
    """
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if "outputs" in cell:
            for output in cell.outputs:
                output.get("data", {}).pop(WIDGET_VIEW, None)
            cell.outputs = [output for output in cell.outputs if output.get("data", True)]
    return notebook


if __name__ == "__main__":
    chosen = [NOTEBOOKS / name for name in sys.argv[1:]] or sorted(NOTEBOOKS.glob("*.ipynb"))
    for one in chosen:
        save(one)
