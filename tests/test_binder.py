"""Binder: its own program reads our settings, its steps make an environment, every notebook runs in it."""

import os
import sys
from pathlib import Path

import binder
import pytest
from binder import ROOT, base_image, build, constraint, detected, run, steps, tool_environment

DOCKERFILE = """COPY --chown=0:0 build_script_files/x-2fenvironment-2epy-2d3-2e12-2dlinux-2d64-2elock-c5d6 env/a.lock
RUN TIMEFORMAT='time: %3R' bash -c 'time install'
COPY --chown=0:0 src/.binder/requirements.txt ${REPO_DIR}/.binder/requirements.txt
RUN ${KERNEL_PYTHON_PREFIX}/bin/pip install --no-cache-dir -r ".binder/requirements.txt"
# Copy stuff.
COPY --chown=0:0 src/ ${REPO_DIR}/
RUN ./postBuild
"""
KERNEL_MB, WITH_LAB_MB = 250, 400
CI = pytest.mark.skipif(os.environ.get("CI") != "true", reason="builds an environment; runs where CI is true")


def test_steps_are_read_from_a_dockerfile():
    """Python, the file copied first, the command of pip, and what runs after the sources came."""
    assert steps(DOCKERFILE) == {
        "python": "3.12",
        "copied": [".binder/requirements.txt"],
        "commands": ['pip install --no-cache-dir -r ".binder/requirements.txt"'],
        "others": ["./postBuild"],
    }
    with pytest.raises(ValueError, match="names no Python or installs nothing"):
        steps(DOCKERFILE.replace("pip install", "conda install"))


def test_base_image_is_read_from_its_lock():
    """Each package of interest with its version, others left out."""
    names = ("ipykernel-7.0.1", "ipywidgets-8.1.7", "jupyter_server-2.17.0", "jupyterlab-4.4.9", "notebook-7.4.7")
    lock = "".join(f"https://a.org/c/noarch/{name}-pyh_0.conda#0f\n" for name in (*names, "notebook-shim-0.2.4"))
    assert base_image(lock) == [name.replace("-", "==") for name in names]


def test_constraints_leave_out_what_the_image_brings(tmp_path, monkeypatch):
    """A pin of a package that is there already would fight with it; the others should hold."""
    (tmp_path / "held.txt").write_text("# a\nPYTEST==1.0\nno-such-package==2\n")
    monkeypatch.setenv("PIP_CONSTRAINT", str(tmp_path / "held.txt"))
    path = constraint(sys.executable, tmp_path)
    assert Path(path).read_text(encoding="utf-8").split("\n") == ["# a", "no-such-package==2"]
    monkeypatch.delenv("PIP_CONSTRAINT")
    assert constraint(sys.executable, tmp_path) is None


def test_a_python_that_is_not_there_is_none():
    """Only a Python that runs should be found."""
    assert binder.find_python("2.0") is None


@CI
def test_every_notebook_runs_in_the_environment_that_binder_builds(tmp_path, monkeypatch):
    """Wheels alone, the Python asked for where this machine has it, no error in any cell, and little memory."""
    monkeypatch.setenv("PIP_ONLY_BINARY", ":all:")
    plan = detected(tool_environment(tmp_path / "tool"))
    asked = (ROOT / ".binder" / "runtime.txt").read_text(encoding="utf-8").strip()
    assert asked == f"python-{plan['python']}"
    # Requirements come before the sources, so that Binder keeps the layer when a notebook changes.
    assert plan["copied"] == [".binder/requirements.txt"] and not plan["others"]
    (command,) = plan["commands"]
    assert '-r ".binder/requirements.txt"' in command
    built = build(plan, tmp_path / "made")
    if binder.find_python(plan["python"]):
        assert built["version"].startswith(f"{plan['python']}.")
    found = run(built["python"], tmp_path / "made" / "home")
    server = found.pop("server")["megabytes"]
    assert sorted(found) == sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
    for name, one in found.items():
        assert not one["errors"], (name, one["errors"])
        assert 50 < one["megabytes"] < KERNEL_MB, name
        assert one["megabytes"] + server < WITH_LAB_MB, name
