"""The workflow that publishes the site: it runs the documented commands, and may do no more than it must."""

import re
from pathlib import Path

import pytest
import yaml
from reuptake.lecture.site.command import FOLDER

ROOT = Path(__file__).parents[1]
FLOW = yaml.safe_load((ROOT / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8"))
BUILD, PUBLISH = FLOW["jobs"]["build"], FLOW["jobs"]["publish"]


def test_it_publishes_the_main_branch_only():
    """A push to main, or a press by hand; never a pull request of a stranger."""
    # YAML reads the word "on" as true.
    assert FLOW[True] == {"push": {"branches": ["main"]}, "workflow_dispatch": None}


def test_it_may_do_no_more_than_it_must():
    """Building only reads; publishing writes pages and nothing else."""
    assert FLOW["permissions"] == {"contents": "read"} and "permissions" not in BUILD
    assert PUBLISH["permissions"] == {"pages": "write", "id-token": "write"} and PUBLISH["needs"] == "build"
    assert "secrets" not in str(FLOW)
    # This would ask for a right to read pages, and nothing here needs its answer.
    assert "configure-pages" not in str(FLOW)


@pytest.mark.parametrize("path", sorted((ROOT / ".github" / "workflows").glob("*.yml")), ids=lambda path: path.stem)
def test_no_step_can_use_the_right_to_fetch_the_sources(path):
    """Fetching them should leave no credentials for what runs afterwards."""
    flow = yaml.safe_load(path.read_text(encoding="utf-8"))
    steps = [step for job in flow["jobs"].values() for step in job["steps"]]
    fetching = [step for step in steps if "actions/checkout" in step.get("uses", "")]
    assert fetching and all(step["with"]["persist-credentials"] is False for step in fetching)


def test_its_commands_are_the_documented_ones():
    """What it runs should stand in docs/SITE.md, and what it publishes be what the command writes."""
    text = (ROOT / "docs" / "SITE.md").read_text(encoding="utf-8")
    install, build = (step for step in BUILD["steps"] if "run" in step)
    assert install["run"] in text and f"cd notebooks\n{build['run']}\n" in text
    assert build["working-directory"] == "notebooks"
    (upload,) = (step for step in BUILD["steps"] if "upload-pages-artifact" in step.get("uses", ""))
    assert (ROOT / upload["with"]["path"]) == FOLDER
    assert f"{upload['with']['path']}/" in (ROOT / ".gitignore").read_text(encoding="utf-8").split("\n")
    for name in re.findall(r"--requirement (\S+)", install["run"]):
        assert (ROOT / name).exists()
