"""What the README of the watch promises is there: faults with their tests, commands, codes, a workflow."""

import ast
import re
from pathlib import Path

from reuptake.watch import LIVE
from reuptake.watch.command import _CODES, parser

HERE = Path(__file__).parent
README = (HERE.parents[1] / "notebooks" / "reuptake" / "watch" / "README.md").read_text(encoding="utf-8")


def names_of_tests():
    """Names of all tests of the watch."""
    for path in HERE.glob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                yield node.name


def fault_rows():
    """Cells of the rows of the fault table."""
    table = README.partition("## Faults")[2]
    rows = [line.strip("|").split("|") for line in table.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def test_every_fault_has_its_test():
    """Each row of the fault table should have four cells and name a test that exists."""
    rows = fault_rows()
    known = set(names_of_tests())
    assert len(rows) >= 30
    for row in rows:
        assert len(row) == 4 and all(row), row
        names = re.findall(r"`(test_\w+)`", row[3])
        assert names and set(names) <= known, row


def test_commands_of_the_readme_are_understood():
    """Each command that the README shows should be one that the program takes."""
    found = re.findall(r"-m reuptake\.watch ([a-z][^#&>\n]*)", README)
    assert len(found) >= 8
    for command in found:
        words = [word.strip('"') for word in command.split()]
        parsed = parser().parse_args([word for word in words if word])
        assert getattr(parsed, "service", None) in (None, *LIVE)


def test_codes_of_the_readme_are_those_of_the_help():
    """README and help should name the same exit codes."""
    table = README.partition("| exit code |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| (\d+) \|", table, re.MULTILINE) == ["0", "3", "1", "2", "130"]
    assert re.findall(r"^  (\d+) ", _CODES, re.MULTILINE) == ["0", "3", "1", "2", "130"]


def test_workflow_is_sound_yaml():
    """The example workflow should be YAML with a schedule, a time limit and no secret."""
    import yaml

    text = README.partition("```yaml\n")[2].partition("```")[0]
    workflow = yaml.safe_load(text)
    assert workflow[True]["schedule"] and workflow["jobs"]["watch"]["timeout-minutes"] and "secrets" not in text
