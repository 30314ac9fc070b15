"""Measure the whole: print the figures of the project.

    python tests/benchmark/measure.py [PART ...] [--pictures NAME ...] [--write docs/MEASURED.md]

Parts: sizes, install, launch, import, pictures, models, memory, tests; all if none is named. "install" needs
a network for pip, "pictures" and "launch" a Chromium, "tests" runs the tests as README.md says. Times are
those of one machine on one day; the ratios to `interact`, measured in the same run, travel.
"""

import argparse
import contextlib
import datetime
import io
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
import venv
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent / "browser"), str(ROOT / "notebooks")]
import binder  # noqa: E402
import run as pictures_run  # noqa: E402
import terminal_speed  # noqa: E402
from lab import NOTEBOOKS, Notebook, browser, jupyterlab  # noqa: E402

PICTURES = ("clearance", "transport_cycle", "mirror", "dose", "forest", "age")
MODULES = ("reuptake.evidence", "reuptake.model.terminal", "reuptake.draw.synapse", "reuptake.explore.clearance")


def sizes(wanted):
    """Repository, pictures, notebooks."""
    files = {name: (ROOT / name).stat().st_size for name in binder.tracked(ROOT)}
    top = {name: sum(size for file, size in files.items() if file.startswith(f"{name}/")) / 1e6 for name in
           ("figures", "notebooks", "tests", "docs")}  # fmt: skip
    count = ["git", "rev-list", "--disk-usage", "--objects", "HEAD"]
    history = int(subprocess.run(count, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
    yield "a copy of the repository", f"{sum(files.values()) / 1e6:.1f} MB in {len(files)} files"
    yield "its history", f"{history / 1e6:.1f} MB"
    for name, size in top.items():
        yield f"{name}/", f"{size:.1f} MB"
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        yield path.name, f"{path.stat().st_size / 1e3:.0f} kB"


def install(wanted):
    """All that README installs, and what Binder adds, each in a fresh environment."""
    for label, name in (
        ("all of requirements.txt", "requirements.txt"),
        ("to run it only", ".binder/requirements.txt"),
    ):
        with tempfile.TemporaryDirectory() as folder:
            venv.create(folder, with_pip=True)
            before, began = binder.size(folder), time.perf_counter()
            command = [binder.program(folder), "-m", "pip", "install", "--quiet", "--no-cache-dir", "-r", ROOT / name]
            subprocess.run(command, check=True)
            took = time.perf_counter() - began
            yield label, f"{(binder.size(folder) - before) / 1e6:.0f} MB in {took:.0f} s"


def launch(wanted):
    """From the command to the answer of the server, to the open notebook, and to all its cells having run."""
    with tempfile.TemporaryDirectory() as home, browser() as chromium:
        began = time.perf_counter()
        with jupyterlab(NOTEBOOKS, home) as address:
            urllib.request.urlopen(f"{address}/lab").read()
            yield "JupyterLab answers", f"{time.perf_counter() - began:.1f} s after the command"
            for name in ("00-start-here.ipynb", "03-reuptake.ipynb"):
                page, began = chromium.new_page(), time.perf_counter()
                notebook = Notebook(page, address, name)
                shown = time.perf_counter() - began
                notebook.run_all()
                yield name, f"open after {shown:.1f} s, all cells run after {time.perf_counter() - began:.1f} s"
                page.close()


def imports(wanted):
    """Modules in a fresh Python."""
    for name in MODULES:
        yield name, f"{pictures_run.import_time(name):.2f} s (median of 5)"


def pictures(wanted):
    """Pictures beside `interact` with the same scene, in one run."""
    asked = argparse.Namespace(presses=wanted.presses, seconds=wanted.seconds)
    gained = []
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        with pictures_run.prepared(wanted.pictures, folder) as (address, slow):
            for name in wanted.pictures:
                row = pictures_run.measure(chromium, address, slow, name, asked)
                (live, late), (base, base_late) = (
                    pictures_run.middle_and_high(row[key]["times"]) for key in ("live", "base")
                )
                drag, base_drag = row["live"]["rate"], row["base"]["rate"]
                first, everything = row["live"]["axis"]
                gained.append((base / live, base_late / late, drag / base_drag))
                yield (
                    name,
                    (
                        f"key to paint {live:.1f} ms (95th percentile {late:.1f}), with interact {base:.0f} "
                        f"({base_late:.0f}); drag {drag:.0f} pictures/s, with interact {base_drag:.1f}; "
                        f"another control in hand: first picture {first:.0f} ms, all {everything:.0f} ms"
                    ),
                )
    for label, values in zip(("median", "95th percentile", "drag"), zip(*gained, strict=True), strict=True):
        low, high = min(values), max(values)
        yield f"times faster, {label}", f"{statistics.median(values):.1f} (from {low:.1f} to {high:.1f})"


def models(wanted):
    """The model of the nerve ending."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        terminal_speed.main()
    for line in said.getvalue().splitlines()[1:]:
        name, median = re.match(r"(.+?) {2,}([\d.]+)", line).groups()
        yield name, f"{median} ms"


def memory(wanted):
    """Kernel of each notebook after each control was moved over its range, and JupyterLab itself."""
    found = binder.run(sys.executable, ROOT, "--moved")
    server = found.pop("server")["megabytes"]
    yield "JupyterLab, no kernel", f"{server:.0f} MB"
    for name, one in found.items():
        yield name, f"kernel {one['megabytes']:.0f} MB, with JupyterLab {one['megabytes'] + server:.0f} MB"


def tests(wanted):
    """In a fresh clone: the test command of README.md as it is printed, then all tests, with the slow ones."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["git", "clone", "--quiet", ROOT, folder], check=True)
        line = re.search(r"^python3 .*-m pytest$", (ROOT / "README.md").read_text(encoding="utf-8"), re.M)[0]
        yield "README.md's command, with the installation", _tested(["bash", "-c", line], folder, {"CI": None})
        everything = [binder.program(Path(folder, ".venv")), "-m", "pytest"]
        yield "all tests (CI), without the installation", _tested(everything, folder, {"CI": "true"})


def _tested(command, folder, changes):
    """Time of a test run, and its last line."""
    began = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=binder.environ(changes), capture_output=True, text=True)
    minutes = (time.perf_counter() - began) / 60
    failed = re.findall(r"^(?:FAILED|ERROR) .+$|^_{3,} (?!.*summary).+ _{3,}$", done.stdout, re.M)
    print("\n".join(failed), end="\n" if failed else "")
    last = (done.stdout.strip().splitlines() or [""])[-1].strip("= ")
    if not re.search(r"\d+ passed", last):
        raise RuntimeError(f"The tests did not run: {(done.stderr or last)[-2000:]}")
    return f"{minutes:.1f} minutes: {re.sub(r' in .*', '', last)}"


PARTS = {
    "sizes": (sizes, "Sizes"),
    "install": (install, "Installation"),
    "launch": (launch, "Launch"),
    "import": (imports, "Import"),
    "pictures": (pictures, "Moving a picture"),
    "models": (models, "The model of the nerve ending"),
    "memory": (memory, "Memory"),
    "tests": (tests, "Tests"),
}


def machine():
    """One line on the machine."""
    return f"{os.cpu_count()} processors, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def page(measured, day, before=""):
    """Write the figures as Markdown.

    Parameters
    ----------
    measured : dict of str to list of (str, str)
        By the name of the part.
    day : datetime.date
    before : str
        The page as it was: parts that were not measured again stay.

    Returns
    -------
    str
    """
    parts = dict(re.findall(r"^## (.+?)\n(.*?)(?=\n## |\Z)", before, re.M | re.S))
    for name, rows in measured.items():
        function, title = PARTS[name]
        lines = ["", f"{function.__doc__} Measured on {day:%d %B %Y}: {machine()}.", "", "| what | measured |"]
        parts[title] = "\n".join([*lines, "| --- | --- |", *(f"| {what} | {value} |" for what, value in rows), ""])
    lines = [
        "# Figures measured",
        "",
        "Written by `python tests/benchmark/measure.py --write docs/MEASURED.md`. Times are of one machine and",
        "day; ratios, from one run, travel to others. MB are millions of bytes. What a class needs stands in",
        "[CLASS.md](CLASS.md).",
        "",
    ]
    return "\n".join(lines + [f"## {title}\n{parts[title]}" for _, title in PARTS.values() if title in parts])


def main(words=None):
    """Measure, print as it goes, and write the page if asked to."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("parts", nargs="*", metavar="PART", help=f"of: {', '.join(PARTS)}")
    options.add_argument("--pictures", nargs="+", default=PICTURES, metavar="NAME", help="explorers to measure")
    options.add_argument("--presses", type=int, default=20)
    options.add_argument("--seconds", type=float, default=2.0)
    options.add_argument("--write", type=Path, metavar="FILE")
    wanted = options.parse_args(words)
    if unknown := set(wanted.parts) - set(PARTS):
        options.error(f"PART is {', '.join(sorted(unknown))!r}; it must be of: {', '.join(PARTS)}")
    measured = {}
    for name in wanted.parts or PARTS:
        function, title = PARTS[name]
        print(f"\n{title}: {function.__doc__}", flush=True)
        measured[name] = []
        for what, value in function(wanted):
            measured[name].append((what, value))
            print(f"  {what}: {value}", flush=True)
    if wanted.write:
        before = wanted.write.read_text(encoding="utf-8") if wanted.write.exists() else ""
        wanted.write.write_text(page(measured, datetime.date.today(), before), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
