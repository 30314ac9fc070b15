"""Faults that need no notebook page: each has its test; encodings, a full disk, cells alone, old browsers."""

import ast
import builtins
import json
import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from reuptake.ui.progress import Progress

ROOT = Path(__file__).parents[1]
NOTEBOOKS = ROOT / "notebooks"
PACKAGE = NOTEBOOKS / "reuptake"
FAULTS = (
    "kernel is killed", "restarted", "out of order", "twice", "two windows", "dark theme", "200 %", "320 px",
    "less motion", "fonts", "read-only", "disk is full", "network", "UTF-8", "SVG filters",
)  # fmt: skip
# A locale that knows ASCII alone, and a Python that is not allowed to know better.
PLAIN = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
EVERYTHING = """
import importlib, locale, pkgutil, sys
import reuptake
assert not sys.flags.utf8_mode and locale.getpreferredencoding(False).upper() not in ("UTF-8", "UTF8")
for found in pkgutil.walk_packages(reuptake.__path__, "reuptake."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
from reuptake.evidence import load
from reuptake.evidence.glossary import glossary
from reuptake.evidence.questions import questions
from reuptake.evidence.tables import TABLES
from reuptake.watch import demonstration
for name in TABLES:
    assert load(name)
assert questions() and demonstration() and not repr(glossary()).isascii()
"""
REACHING = """
import socket
here = socket.create_server(("127.0.0.1", 0))
socket.create_connection(here.getsockname()).close()
packets = socket.socket(type=socket.SOCK_DGRAM)
packets.sendto(b"x", here.getsockname())
socket.getaddrinfo("localhost", 80)
print("here")
for reach in (
    lambda: socket.create_connection(("192.0.2.1", 80), timeout=1),
    lambda: packets.sendto(b"x", 0, ("192.0.2.1", 53)),
    lambda: packets.connect(("a.example", 53)),
    lambda: socket.getaddrinfo(host="a.example", port=80),
    lambda: socket.gethostbyname("a.example"),
):
    try:
        reach()
        print("reached")
    except OSError as refused:
        print(refused)
"""
# Younger than the edition of 2020 or the browsers of 2021: in a script, then in a style sheet or page.
YOUNG_SCRIPT = re.compile(
    r"\?\?=|\|\|=|&&=|\.at\(|\.findLast|\.to(Sorted|Reversed|Spliced)\(|structuredClone|Object\.(hasOwn|groupBy)|"
    r"\bstatic \{|\bthis\.#|Promise\.(any|withResolvers)|\(\?<[=!]|AbortSignal\.|showModal|popover|startViewTransition"
)
YOUNG_STYLE = re.compile(
    r":has\(|color-mix\(|light-dark\(|oklch|@layer|@scope|@property|subgrid|\d[ds]v[hw]|<dialog|anchor-name|^\s*&", re.M
)
# What may draw: all of it as old as SVG in browsers. No filter, mask, blending or foreign content.
DRAWN = {"svg", "g", "path", "rect", "use", "defs", "style", "title", "text", "tspan", "pattern", "clipPath"}
TOLD = {"metadata", "rdf:RDF", "cc:Work", "dc:title"}


def fault_rows(column):
    """The cells of the rows of one of the tables of faults, by its second column."""
    table = (ROOT / "docs" / "FAULTS.md").read_text(encoding="utf-8").partition(f"| what happens | {column} |")[2]
    rows = [line.strip("|").split("|") for line in table.partition("\n\n")[0].splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row] for row in rows if not set(row[0]) <= set("- ")]


def names_of_tests(path):
    """Names of the tests of a file."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_fault_has_a_test_that_exists():
    """Each fault should be told with what to do, and name tests that are there; none should be left out."""
    told, rows = fault_rows("what you see"), fault_rows("held by")
    assert [row[0] for row in told] == [row[0] for row in rows] and all(len(row) == 3 and all(row) for row in told)
    for row in rows:
        assert len(row) == 2, row
        named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", row[1])
        assert named and row[1].count("::") == len(named), row
        for path, name in named:
            assert name in names_of_tests(path), f"{path} has no {name}"
    for fault in FAULTS:
        assert any(fault in row[0] for row in rows), fault


def says_encoding(call):
    """Whether a call that opens text says in which encoding; what opens bytes needs none."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    owner = getattr(getattr(call.func, "value", None), "id", "")
    if name not in {"open", "read_text", "write_text"} or owner in {"os", "self", "Image", "widget"}:
        return True
    texts = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    given = {keyword.arg for keyword in call.keywords}
    is_transport = ast.unparse(call.func).endswith("transport.open")
    return "encoding" in given or is_transport or (name == "open" and any("b" in text for text in texts[-1:]))


def test_every_file_is_read_and_written_in_a_named_encoding():
    """No file should depend on what the computer takes for the usual encoding."""
    assert not says_encoding(ast.parse("open(path)").body[0].value)
    assert not says_encoding(ast.parse("path.read_text()").body[0].value)
    silent = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in (*PACKAGE.rglob("*.py"), ROOT / "figures" / "render.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and not says_encoding(node)
    ]
    assert silent == []


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there a locale is not chosen by these variables")
def test_everything_loads_in_a_locale_of_ascii():
    """Every module and every table should load where the locale knows ASCII alone."""
    subprocess.run([sys.executable, "-c", EVERYTHING], cwd=NOTEBOOKS, env=os.environ | PLAIN, check=True, timeout=120)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there a locale is not chosen by these variables")
@pytest.mark.parametrize("more", [{}, {"PYTHONIOENCODING": "cp1252"}], ids=["C", "C and cp1252"])
def test_notebook_runs_in_a_locale_of_ascii(more, tmp_path):
    """All cells of a notebook should run there, also where the terminal has an encoding of its own."""
    book = nbformat.read(NOTEBOOKS / "00-start-here.ipynb", as_version=4)
    client = NotebookClient(book, kernel_name="python3", timeout=120, resources={"metadata": {"path": str(NOTEBOOKS)}})
    client.execute(env=os.environ | PLAIN | more | {"REUPTAKE_PROGRESS_FOLDER": str(tmp_path)})
    assert not [o for cell in book.cells for o in cell.get("outputs", ()) if o.output_type == "error"]


@pytest.mark.slow
@pytest.mark.parametrize("module, encoding", [("watch", "latin-1"), ("watch", "cp1252"), ("lecture", "cp1252")])
def test_commands_speak_in_every_encoding(module, encoding):
    """Help should come out, whatever letters the terminal knows."""
    run = subprocess.run(
        [sys.executable, "-m", f"reuptake.{module}", "--help"],
        cwd=NOTEBOOKS, env=os.environ | {"PYTHONIOENCODING": encoding}, capture_output=True, timeout=60,
    )  # fmt: skip
    assert run.returncode == 0 and b"usage" in run.stdout and not run.stderr


def mount_small_disk(folder):
    """Mount a disk of one page of memory there; returns whether it could be: few programs have leave to."""
    mount = shutil.which("mount")
    options = ["-t", "tmpfs", "-o", "size=4k", "tmpfs", str(folder)]
    return bool(mount) and subprocess.run([mount, *options], capture_output=True).returncode == 0


def test_disk_that_is_full_for_real(tmp_path):
    """On a disk of four thousand bytes an answer too many should wait in memory, said in words, and be exported."""
    folder = tmp_path / "small"
    folder.mkdir()
    if not mount_small_disk(folder):
        pytest.skip("no small disk can be mounted here; tests/ui/test_progress_faults.py makes one up")
    try:
        store = Progress(folder)
        store.record("answer", "first", "x" * 100)
        for number in range(8):
            store.record("answer", f"long-{number}", "x" * 1000)
        assert "the disk is full" in store.notice
        assert len(store.entries()) == 9
        elsewhere = Progress(tmp_path / "elsewhere")
        assert elsewhere.merge(store.export()) == 9 and elsewhere.notice == ""
    finally:
        subprocess.run([shutil.which("umount"), str(folder)], check=True)


@pytest.mark.slow
def test_kernels_of_the_tests_have_no_network(monkeypatch):
    """The kernels that run the notebooks should reach their own computer and no other, however they try."""
    # What the file sets is taken back after the test.
    for name in ("REUPTAKE_PROGRESS_FOLDER", "IPYTHONDIR"):
        monkeypatch.setenv(name, "")
    settings = runpy.run_path(str(NOTEBOOKS / "conftest.py"))
    assert os.environ["IPYTHONDIR"] == settings["_SETTINGS"].name
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(REACHING)])
    NotebookClient(book, kernel_name="python3", timeout=60).execute(env=dict(os.environ))
    said = book.cells[0].outputs[0].text.splitlines()
    hosts = ("192.0.2.1", "192.0.2.1", "a.example", "a.example", "a.example")
    assert said[0] == "here" and len(said) == 1 + len(hosts)
    for line, host in zip(said[1:], hosts, strict=True):
        assert line.startswith(f"This course asked {host} for")


def names(source):
    """Names that a cell makes, and names that it takes."""
    made, taken = set(), set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name):
            (taken if isinstance(node.ctx, ast.Load) else made).add(node.id)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            made |= {(alias.asname or alias.name).partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            made.add(node.name)
        elif isinstance(node, ast.arg):
            made.add(node.arg)
    return made, taken


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_explorer_cells_need_the_first_cell_alone(path):
    """A cell with an explorer should run right after the first cell, whatever was run in between or was not."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    shown = [source for source in code if ".explorer(" in source]
    assert shown
    for source in shown:
        made, taken = names(source)
        assert not taken - made - names(code[0])[0] - set(dir(builtins)), source


def scripts_and_styles():
    """Our own scripts, style sheets and pages; the player of the slides is somebody else's."""
    found = [path for path in PACKAGE.rglob("*") if path.suffix in {".js", ".css", ".html"}]
    return [path for path in found if "reveal" not in path.relative_to(PACKAGE).parts]


def test_scripts_and_styles_ask_for_no_young_browser():
    """Nothing should be used that browsers learned late, but for container queries, which only mend a narrow table."""
    assert YOUNG_SCRIPT.search("a ??= b") and YOUNG_STYLE.search("p:has(a)")
    assert {"player.js", "deck.css", "search.js"} <= {path.name for path in scripts_and_styles()}
    for path in scripts_and_styles():
        text = path.read_text(encoding="utf-8")
        young = (YOUNG_SCRIPT if path.suffix == ".js" else YOUNG_STYLE).findall(text)
        assert not young, f"{path.name}: {young}"


def test_nothing_of_ours_moves_by_itself():
    """No style sheet should animate; the slides turn off even what their player brings."""
    for path in scripts_and_styles():
        text = re.sub(r"(transition|animation): none", "", path.read_text(encoding="utf-8"))
        assert not re.search(r"\b(transition|animation)\s*:(?! 'none')|@keyframes|autoplay|scroll-behavior", text), path


def test_pictures_need_no_filter_of_svg():
    """Saved and live pictures should be drawn with the oldest parts of SVG alone."""
    for path in (*(ROOT / "figures").glob("*.svg"), *(ROOT / "figures" / "playable").glob("[0-9]*.html")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<(filter|mask|fe[A-Z]\w+|foreignObject)|\b(filter|mask|mix-blend-mode)\s*[:=]", text), (
            path
        )
        if path.suffix == ".svg":
            assert set(re.findall(r"<([A-Za-z][\w:]*)", text)) <= DRAWN | TOLD, path
