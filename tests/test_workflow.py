"""The workflow of continuous integration elsewhere: it runs what the README says, on what the course promises."""

import re
from pathlib import Path

import pytest
import yaml
from choose_libraries import CHOICES, constraint, lower_bounds

ROOT = Path(__file__).parents[1]
FLOW = yaml.safe_load((ROOT / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8"))
JOB = FLOW["jobs"]["tests"]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_supported_python_is_tried():
    """From the oldest Python of the README on, each should be there, with the newest libraries."""
    oldest = re.search(r"Python (3\.\d+) or newer", README)[1]
    pythons = JOB["strategy"]["matrix"]["python"]
    assert pythons[0] == oldest and len(pythons) >= 4
    assert [int(one.split(".")[1]) for one in pythons] == list(range(int(oldest[2:]), int(oldest[2:]) + len(pythons)))
    tried = {one["libraries"] for one in JOB["strategy"]["matrix"]["include"]} | set(
        JOB["strategy"]["matrix"]["libraries"]
    )
    assert tried == set(CHOICES)


def test_it_runs_weekly_uncached_and_may_only_read():
    """A plan by the week, no cache anywhere, and no right to write."""
    # YAML reads the word "on" as true.
    (plan,) = FLOW[True]["schedule"]
    assert re.fullmatch(r"\d+ \d+ \* \* [0-6]", plan["cron"])
    assert "cache" not in str(JOB).replace("--no-cache-dir", "") and FLOW["permissions"] == {"contents": "read"}


def test_its_commands_are_those_of_the_readme():
    """What it installs and runs should be the parts of the README's test command."""
    runs = [step["run"] for step in JOB["steps"] if "run" in step]
    assert "-m pip install --quiet --requirement requirements.txt" in README and "-m pytest" in README
    assert (
        runs[-2].replace("--no-cache-dir", "--quiet") == "python -m pip install --quiet --requirement requirements.txt"
    )
    assert runs[-1] == "python -m pytest"


def test_oldest_libraries_are_the_lower_bounds(tmp_path):
    """Each requirement should be held to the release of its lower bound."""
    assert lower_bounds("# a\nnumpy >=2.0, <3\nipywidgets >=8.1.5, <9\n") == {"numpy": "2.0", "ipywidgets": "8.1.5"}
    lines = constraint("oldest", tmp_path).read_text(encoding="utf-8").splitlines()
    assert "numpy~=2.0.0" in lines and "ipywidgets~=8.1.5" in lines
    assert constraint("newest") is None and constraint("pinned") == ROOT / "tests" / "constraints.txt"
    with pytest.raises(ValueError, match="'scipy' has no lower bound"):
        lower_bounds("scipy\n")
    with pytest.raises(ValueError, match="libraries is 'old'; it must be one of"):
        constraint("old")
