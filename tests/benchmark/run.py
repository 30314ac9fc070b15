"""Measure the live pictures beside the usual `interact` picture of the same scene, in one run.

    python tests/benchmark/run.py [explorer ...] [--presses 40] [--seconds 4]

Prints a table. Times are from key press to the painted picture, in the page. Ratios travel between
machines; milliseconds do not. A control of a few steps cannot change its picture more often than the hand
passes a step: where the drag is not four times as fast, every step passed has to be painted instead.
"""

import argparse
import asyncio
import contextlib
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import nbformat

HERE = Path(__file__).parent
TESTS = HERE.parent
sys.path[:0] = [str(HERE), str(TESTS), str(TESTS / "browser"), str(TESTS.parent / "notebooks")]
import terminal_speed  # noqa: E402
from class_size import middle_and_high  # noqa: E402
from gallery_cases import CASES, make  # noqa: E402
from lab import NOTEBOOKS, Notebook, browser, free_port, jupyterlab  # noqa: E402

DELAY_S = 0.150
LIVE = """from reuptake.explore import {name}
{name}.explorer()"""
BASELINE = """import sys
from IPython.display import Image, display
from ipywidgets import interact, IntSlider
from reuptake.draw.frames import static_png
from reuptake.explore import {name}
made = {name}.explorer()
key = next(iter(made.controls))
def picture(position):
    made.controls[key] = made.options(key)[position]
    display(Image(static_png(made.scene, made.state, scale=100 / 72)))
interact(picture, position=IntSlider(0, 0, len(made.options(key)) - 1));"""

# Notes the time of a key press, and of the first paint after another picture has come.
WATCH = """([root, key]) => {
  const shown = new Function('root', `return ${key}`);
  const target = document.querySelector(root);
  window.bench = { pressed: null, times: [], paints: 0, steps: 0, last: shown(target) };
  document.addEventListener('input', () => { bench.steps += 1; }, true);
  document.addEventListener('keydown', () => { bench.pressed = performance.now(); }, true);
  new MutationObserver(() => {
    const now = shown(target);
    if (!now || now === bench.last) return;
    bench.last = now;
    requestAnimationFrame(() => setTimeout(() => {
      bench.paints += 1;
      if (bench.pressed !== null) { bench.times.push(performance.now() - bench.pressed); bench.pressed = null; }
    }));
  }).observe(target, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-shown', 'src'] });
}"""
LIVE_WATCH = [".rx-picture", "root.querySelector('svg').dataset.shown"]
BASE_WATCH = [".jp-Cell-outputArea", "root.querySelector('img')?.src"]


def main():
    """Run everything and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("names", nargs="*", default=CASES, help="explorers to measure; all if none is named")
    options.add_argument("--presses", type=int, default=40)
    options.add_argument("--seconds", type=float, default=4.0)
    wanted = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        with prepared(wanted.names, folder) as (address, slow):
            rows = [measure(chromium, address, slow, name, wanted) for name in wanted.names]
            met = show(rows)
            memory = {p.name: kernel_memory(chromium, address, p.name) for p in sorted(NOTEBOOKS.glob("*.ipynb"))}
    for name, megabytes in memory.items():
        print(f"kernel memory after {name}: {megabytes:.0f} MB")
    for what in ("reuptake.evidence", "reuptake.model.transporter", "reuptake.explore.clearance"):
        print(f"import {what}: {import_time(what):.2f} s")
    print("\nThe terminal model")
    terminal_speed.main()
    sys.exit(0 if met else "A target was missed.")


@contextlib.contextmanager
def prepared(names, folder):
    """Serve notebooks with each explorer and its baseline; yields the address, and a slow one."""
    work, home = Path(folder, "notebooks"), Path(folder, "home")
    home.mkdir()
    shutil.copytree(NOTEBOOKS, work)
    for name in names:
        _write(work / f"live-{name}.ipynb", LIVE.format(name=name))
        _write(work / f"base-{name}.ipynb", BASELINE.format(name=name))
    with jupyterlab(work, home) as address, delayed(address) as slow:
        yield address, slow


def measure(chromium, address, slow, name, wanted):
    """One row: the explorer near, the explorer behind the delay, and the baseline."""
    row = {"name": name}
    row["live"] = live(chromium, address, name, wanted)
    row["far"] = live(chromium, slow, name, wanted)
    row["base"] = baseline(chromium, address, name, wanted)
    return row


def live(chromium, address, name, wanted):
    """Key to paint, drag rate, time to a new live axis and size of the frames of one explorer."""
    with opened(chromium, address, f"live-{name}.ipynb") as page:
        slider = page.locator(".rx input[type=range]").first
        slider.focus()
        _wait_frames(page)
        page.evaluate(WATCH, LIVE_WATCH)
        found = {"times": press(page, slider, wanted.presses, name)}
        found["rate"], found["painted"] = drag(page, slider, wanted.seconds)
        found["axis"] = new_axis(page)
        return found


def baseline(chromium, address, name, wanted):
    """Key to paint and drag rate of `interact` with the same scene."""
    with opened(chromium, address, f"base-{name}.ipynb") as page:
        slider = page.locator(".jupyter-widgets .slider [role=slider], .jupyter-widgets .noUi-handle").first
        slider.wait_for()
        page.locator(".jp-OutputArea img").first.wait_for()
        page.evaluate(WATCH, BASE_WATCH)
        slider.focus()
        times = press(page, slider, wanted.presses, name, start=0)
        return {"times": times, "rate": drag(page, slider, wanted.seconds)[0]}


def press(page, slider, count, name, start=None):
    """Press the arrow keys `count` times, each when the last one was painted; times in ms."""
    made = make(name)
    key = next(iter(made.controls))
    last = len(made.options(key)) - 1
    start = made.options(key).index(made.controls[key]) if start is None else start
    there, back = ("ArrowRight", "ArrowLeft") if start <= last / 2 else ("ArrowLeft", "ArrowRight")
    stride = min(3, max(start, last - start))
    slider.focus()
    for i in range(count):
        page.keyboard.press(there if (i // stride) % 2 == 0 else back)
        page.wait_for_function("n => bench.times.length > n", arg=i, polling=5, timeout=10_000)
    return page.evaluate("() => bench.times")


def drag(page, slider, seconds):
    """Drag the slider's handle to and fro; pictures painted in a second, and the share of steps painted."""
    track = slider.locator("xpath=ancestor-or-self::*[self::input or contains(@class, 'noUi-target')][1]")
    box = _at_rest(page, track)
    y = box["y"] + box["height"] / 2
    page.evaluate("() => { bench.pressed = null; }")
    position = page.evaluate(
        "e => e.value !== undefined && e.max ? (e.value - e.min) / (e.max - e.min) : 0", slider.element_handle()
    )
    handle = slider.bounding_box()
    start_x = (
        handle["x"] + handle["width"] / 2 if handle["width"] < 40 else box["x"] + 8 + position * (box["width"] - 16)
    )
    page.mouse.move(start_x, y)
    page.mouse.down()
    before = page.evaluate("() => { bench.steps = 0; return bench.paints; }")
    begin, step = time.monotonic(), 0
    while time.monotonic() - begin < seconds:
        step += 1
        phase = step % 32
        page.mouse.move(box["x"] + box["width"] * (phase if phase < 16 else 32 - phase) / 16, y)
    took = time.monotonic() - begin
    painted, passed = page.evaluate("() => [bench.paints, bench.steps]")
    page.mouse.up()
    return (painted - before) / took, (painted - before) / max(passed, 1)


def _at_rest(page, place):
    """The box of an element in the middle of the page, once it has not moved for half a second."""
    place.evaluate("e => e.scrollIntoView({ block: 'center' })")
    seen, since = None, time.monotonic()
    while time.monotonic() - since < 0.5:
        box = place.bounding_box()
        if box != seen:
            seen, since = box, time.monotonic()
        page.wait_for_timeout(50)
    return seen


def new_axis(page):
    """Take another control in hand; ms to its first frame and to all of them."""
    others = page.locator(".rx input[type=range], .rx select")
    other = others.nth(1)
    page.evaluate("""() => {
        const svg = document.querySelector('.rx-picture svg');
        window.axis = { first: null, all: null, start: null };
        document.addEventListener('focusin', () => { axis.start ??= performance.now(); }, true);
        new MutationObserver(() => {
          if (axis.start === null) return;
          const frames = Number(svg.dataset.frames);
          if (frames === 1) axis.first ??= performance.now() - axis.start;
          if (frames > 1 && axis.first !== null) axis.all ??= performance.now() - axis.start;
        }).observe(svg, { attributes: true, attributeFilter: ['data-frames'] });
    }""")
    page.wait_for_timeout(500)
    other.evaluate("e => { const fold = e.closest('details'); if (fold) fold.open = true; }")
    other.focus()
    page.wait_for_function("() => axis.all !== null", timeout=20_000)
    return page.evaluate("() => [axis.first, axis.all]")


@contextlib.contextmanager
def opened(chromium, address, name):
    """A page with one notebook that has been run."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    try:
        notebook = Notebook(page, address, name)
        notebook.run_all()
        yield page
    finally:
        page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
        page.close()


def _wait_frames(page):
    page.wait_for_function("() => Number(document.querySelector('.rx-picture svg').dataset.frames) > 1")


def _write(path, source):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, path)


@contextlib.contextmanager
def delayed(address):
    """A second address for the same server, behind a round trip of `DELAY_S`."""
    target, port = int(address.rsplit(":", 1)[1]), free_port()
    loop = asyncio.new_event_loop()

    async def pipe(reader, writer):
        with contextlib.suppress(ConnectionError, asyncio.CancelledError):
            while data := await reader.read(65536):
                loop.call_later(DELAY_S / 2, writer.write, data)
        loop.call_later(DELAY_S / 2, writer.close)

    async def accept(reader, writer):
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", target)
        await asyncio.gather(pipe(reader, far_writer), pipe(far_reader, writer))

    def serve():
        asyncio.set_event_loop(loop)
        loop.run_until_complete(asyncio.start_server(accept, "127.0.0.1", port))
        loop.run_forever()

    threading.Thread(target=serve, daemon=True).start()
    yield f"http://127.0.0.1:{port}"
    loop.call_soon_threadsafe(loop.stop)


def kernel_memory(chromium, address, name):
    """Memory of the kernel after a notebook has run and its explorers are drawn, in MB."""
    with opened(chromium, address, name) as page:
        page.wait_for_timeout(1500)
        source = "open('/proc/self/status').read().split('VmRSS:')[1].split()[0]"
        answer = page.evaluate(
            """async (code) => {
              const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
              const future = kernel.requestExecute({ code: '', user_expressions: { m: code } });
              return (await future.done).content.user_expressions.m.data['text/plain'];
            }""",
            source,
        )
        return int(answer.strip("'")) * 1024 / 1e6


def import_time(module):
    """Median time to import a module in a fresh Python, in s."""
    code = f"import time; t = time.perf_counter(); import {module}; print(time.perf_counter() - t)"
    runs = [
        float(subprocess.run([sys.executable, "-c", code], cwd=NOTEBOOKS, capture_output=True, text=True).stdout)
        for _ in range(5)
    ]
    return statistics.median(runs)


def frame_bytes(name):
    """Size of each axis's frames of an explorer, in kB, as they are sent."""
    code = (
        f"import json; from reuptake.explore import {name} as m; e = m.explorer()\n"
        "print(json.dumps({k: sum(len(json.dumps(e._frame(s)[0])) for s in e.states_along(k)) / 1000"
        " for k in e.controls}))"
    )
    return json.loads(
        subprocess.run([sys.executable, "-c", code], cwd=NOTEBOOKS, capture_output=True, text=True).stdout
    )


def show(rows):
    """Print the table; returns whether every target was met."""
    met = True
    print(f"{'explorer':16} {'way':22} {'p50':>7} {'p95':>7} {'frames/s':>9} {'first':>7} {'all':>7}")
    for row in rows:
        for key, label in (("live", "frames"), ("far", "frames, 150 ms away"), ("base", "interact + PNG")):
            found = row[key]
            p50, p95 = middle_and_high(found["times"])
            axis = "".join(f"{value:8.0f}" for value in found.get("axis", ()))
            print(f"{row['name']:16} {label:22} {p50:7.1f} {p95:7.1f} {found['rate']:9.1f}{axis}")
        live, base, far = (middle_and_high(row[key]["times"]) for key in ("live", "base", "far"))
        sizes = frame_bytes(row["name"])
        for what, value, target in (
            ("key to paint, median, times faster", base[0] / live[0], 6),
            ("key to paint, 95th percentile, times faster", base[1] / live[1], 5),
            _drag_target(row),
            ("drag rate far to near (1 is unchanged; at least 0.5)", row["far"]["rate"] / row["live"]["rate"], 0.5),
            ("median near to far (1 is unchanged; at least 0.5)", live[0] / far[0], 0.5),
            ("room left in 400 kB for frames, times", 400 / max(sizes.values()), 1),
        ):
            met = met and value >= target
            print(f"{'':16} {what}: {value:.1f} (target {target}){'' if value >= target else '  MISSED'}")
        print(f"{'':16} frames in kB: " + ", ".join(f"{key} {size:.0f}" for key, size in sizes.items()))
    return met


def _drag_target(row):
    """Four times the drag rate, or else all the steps that the hand passed."""
    faster = row["live"]["rate"] / row["base"]["rate"]
    if faster >= 4:
        return "drag rate, times faster", faster, 4
    what = f"drag rate {faster:.1f} times faster; share of the steps passed that was painted"
    return what, row["live"]["painted"], 0.9


if __name__ == "__main__":
    main()
