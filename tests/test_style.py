"""Habits that hold for every file: documentation, plain names, nothing private to one machine."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "notebooks" / "reuptake"
SOURCES = sorted(PACKAGE.rglob("*.py"))
TEXT_ENDINGS = {".py", ".md", ".js", ".css", ".toml", ".cff", ".txt", ".csv", ".ipynb", ".mplstyle", ".json"}
# Written apart, so that this file does not find itself.
PRIVATE = re.compile(
    "|".join((r"(?<![\w.])/(?:wo" + "rk|tm" + "p|ho" + "me)/", "TO" + "DO", "FIX" + "ME", "lorem " + "ipsum"))
)
REGISTRIES = re.compile(
    "|".join(("pypi" + r"\.org", "files.python" + "hosted", "registry.npm" + "js", "deb.deb" + "ian"))
)


def repository_files():
    """All files that git holds or would take."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
        )
        names = listed.stdout.split("\n")
    except (OSError, subprocess.CalledProcessError):  # a copy without git
        names = []
    found = [ROOT / name for name in names if name]
    return found or [path for path in ROOT.rglob("*") if path.is_file() and ".venv" not in path.parts]


def public_functions(path):
    """Functions and methods of a file whose names, and whose classes' names, are public."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]
    for scope in (tree, *classes):
        for node in scope.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield node, scope


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_public_functions_say_what_they_take_and_give(path):
    """A public function should have a docstring that names each parameter and its result."""
    for function, scope in public_functions(path):
        said = ast.get_docstring(function) or ""
        where = f"{path.name}: {function.name}"
        assert said, f"{where} has no docstring"
        if isinstance(scope, ast.ClassDef):
            continue
        arguments = [a.arg for a in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)]
        for name in arguments:
            assert re.search(rf"^\s*[\w, *]*\b{name}\b[\w, ]*( :|$)", said, flags=re.M), (
                f"{where} does not describe {name}"
            )
        gives = any(isinstance(node, ast.Return) and node.value is not None for node in ast.walk(function))
        if gives:
            assert re.search(r"^(Returns|Yields)$", said, flags=re.M), f"{where} does not say what it returns"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_stay_one_idea(path):
    """A module should have a docstring, no `global`, and fit in one's head."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "a module needs a docstring"
    assert text.count("\n") <= 420
    assert not any(isinstance(node, ast.Global) for node in ast.walk(tree))


def test_nothing_private_or_unfinished_is_committed():
    """No absolute path of a machine, no note to self, no host of a package registry."""
    found = []
    for path in repository_files():
        if path.suffix in TEXT_ENDINGS and path.is_file():
            text = path.read_text(encoding="utf-8")
            found += [f"{path.relative_to(ROOT)}: {hit}" for hit in PRIVATE.findall(text) + REGISTRIES.findall(text)]
    assert not found


def test_visible_top_level_is_what_was_ordered():
    """The top level should hold these and nothing else that is visible."""
    ordered = {
        "README.md",
        "docs",
        "requirements.txt",
        "notebooks",
        "figures",
        "tests",
        "LICENSE",
        "CITATION.cff",
        "pyproject.toml",
    }
    seen = {path.relative_to(ROOT).parts[0] for path in repository_files()}
    assert {name for name in seen if not name.startswith(".")} == ordered


def test_player_knows_no_science_and_no_network():
    """The browser's module should stay generic, and fetch nothing."""
    script = (PACKAGE / "ui" / "player.js").read_text(encoding="utf-8")
    assert not re.search(r"serotonin|transporter|\bnM\b", script, flags=re.I)
    assert not re.search(r"https?://|fetch\(|XMLHttpRequest|import\s", script)


def test_binder_installs_the_runtime_packages_only():
    """Binder's list should be the run-time part of requirements.txt, with the same bounds."""
    full = {line for line in (ROOT / "requirements.txt").read_text().splitlines() if line and line[0] != "#"}
    binder = {
        line for line in (ROOT / ".binder" / "requirements.txt").read_text().splitlines() if line and line[0] != "#"
    }
    assert binder < full
    assert not [line for line in binder if re.match(r"pytest|nbval|playwright|axe", line)]
    assert (ROOT / ".binder" / "runtime.txt").read_text().strip() == "python-3.12"


def test_requirements_are_bounded_below_and_above():
    """Each requirement should name the lowest version tested and stop before the next major one."""
    constraints = (ROOT / "tests" / "constraints.txt").read_text().splitlines()
    pins = dict(line.split("==") for line in constraints if "==" in line)
    for line in (ROOT / "requirements.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            found = re.fullmatch(r"([\w.-]+) >=(\d+)[\d.]*, <(\d+)", line)
            assert found, line
            tested = int(pins[found[1]].split(".")[0])
            assert int(found[2]) <= tested and int(found[3]) == tested + 1, line


def test_constraints_pin_every_requirement():
    """The versions of saved outputs and figures should be exact, and inside the bounds' names."""
    pinned = {
        line.split("==")[0].lower()
        for line in (ROOT / "tests" / "constraints.txt").read_text().splitlines()
        if "==" in line
    }
    needed = {
        line.split()[0].lower()
        for line in (ROOT / "requirements.txt").read_text().splitlines()
        if line and line[0] != "#"
    }
    assert needed <= pinned
