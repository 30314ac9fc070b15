"""Measure what a class asks of a machine: N learners at once, each with a server and a kernel of their own.

    python tests/benchmark/load.py [--learners 1 2 4 8 12 16] [--minutes 1.5] [--hurry 30] [--json FILE] [--write PAGE]

As on a hub, each learner has a JupyterLab server and kernels behind it; there is no hub, proxy or network between.
One learner is a real page in a headless Chromium; the others speak to their servers as a page does, without drawing
(a browser for each would measure this machine's browsers, which in a class stand on the learners' desks).
They read, run cells, answer and move live pictures; all waiting is divided by `--hurry`. So N hurried learners ask for
as much work as up to N times `hurry` unhurried ones, and memory for N. With one learner, the page is there alone; after
it one learner without a browser goes through all notebooks alone: the others are compared with that, cell by cell.
"""

import argparse
import asyncio
import compileall
import contextlib
import json
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from importlib.metadata import version
from pathlib import Path

import psutil

HERE = Path(__file__).parent
TESTS = HERE.parent
sys.path[:0] = [str(HERE), str(TESTS), str(TESTS / "browser"), str(TESTS.parent / "notebooks")]
from class_size import PARTS, middle_and_high, rewritten, slowdown  # noqa: E402
from lab import NOTEBOOKS, browser, jupyterlab  # noqa: E402
from load_learner import Kernel, Pace, work_through  # noqa: E402

IDLE_S = 10
ALONE_HURRY = 1000
"""Waiting slows nobody where one learner is alone."""


def main(words=None):
    """Measure, or read what was measured; print the tables, and write files if asked."""
    wanted = _options().parse_args(words)
    if wanted.stored:
        found = json.loads(wanted.stored.read_text(encoding="utf-8"))
    else:
        if not hasattr(psutil.Process(), "memory_maps") or not sys.platform.startswith("linux"):
            sys.exit("Memory that processes share is read from Linux's /proc; run this on Linux.")
        found = measure(wanted.learners, wanted.minutes, wanted.hurry, wanted.seed)
    for part in PARTS.values():
        print(part(found), end="\n\n")
    if wanted.json:
        wanted.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    if wanted.write:
        page = rewritten(wanted.write.read_text(encoding="utf-8"), found)
        wanted.write.write_text(page, encoding="utf-8", newline="\n")


def _options():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--learners", type=_above_zero(int), nargs="+", default=[1, 2, 4, 8, 12, 16], metavar="N")
    options.add_argument("--minutes", type=_above_zero(float), default=1.5, help="for each number of learners")
    options.add_argument("--hurry", type=_above_zero(float), default=30.0, help="what all waiting is divided by")
    options.add_argument("--seed", type=int, default=1, help="of the learners' pace and choices")
    options.add_argument("--json", type=Path, metavar="FILE", help="write what was measured")
    options.add_argument("--write", type=Path, metavar="PAGE", help="write the tables between the marks of a page")
    options.add_argument(
        "--from", dest="stored", type=Path, metavar="FILE", help="do not measure: read this file instead"
    )
    return options


def _above_zero(kind):
    def read(text):
        value = kind(text)
        if not value > 0:
            raise argparse.ArgumentTypeError(f"{text} must be above 0")
        return value

    return read


def measure(learners, minutes, hurry, seed=1, notebooks=None):
    """Run all of it.

    Parameters
    ----------
    learners : sequence of int
        Numbers of learners, the page among them; 1 is always measured.
    minutes : float
        For each number of learners.
    hurry : float
    seed : int
    notebooks : sequence of pathlib.Path, optional
        Which to work through; all ten if left out.

    Returns
    -------
    dict
        As in `docs/hub/load.json`.
    """
    # It brings all explorers along, which those who only read a file need not wait for.
    from load_page import page_of, prepare

    notebooks = notebooks or sorted(NOTEBOOKS.glob("*.ipynb"))
    numbers = sorted({1, *learners})
    settings = {"learners": numbers, "minutes": minutes, "hurry": hurry, "seed": seed}
    with contextlib.ExitStack() as stack:
        room = Room(stack, notebooks, hurry, seed)
        prepare(room.folder)
        chromium = stack.enter_context(browser())
        room.serve(1)
        page = stack.enter_context(page_of(chromium, room.addresses[0]))
        steps = [room.step(page, 1, minutes)]
        alone = room.alone()
        steps[0]["times_s"] = alone.pop("times_s")
        steps[0]["slower"] = {what: 1.0 for what in steps[0]["times_s"]}
        for number in numbers[1:]:
            print(f"{number} learners …", file=sys.stderr, flush=True)
            steps.append(room.step(page, number, minutes))
    memory = alone["memory_mb"]
    # Nobody beside the page: one learner's parts, added.
    memory["learner_pss"] = steps[-1]["memory_mb"].get("pss", memory["server_pss"] + memory["kernel_pss"])
    return {"date": date.today().isoformat(), "machine": machine(), "settings": settings, "steps": steps, **alone}


# A learner in a hurry asks for more in a second than a server hands to one page: it would drop messages.
NO_RATE_LIMIT = [f"--ZMQChannelsWebsocketConnection.iopub_{what}_rate_limit=1e9" for what in ("data", "msg")]


class Room:
    """A folder with the course, and the servers of the learners in it.

    Parameters
    ----------
    stack : contextlib.ExitStack
        Ends the servers.
    notebooks : sequence of pathlib.Path
    hurry : float
    seed : int
    """

    def __init__(self, stack, notebooks, hurry, seed):
        self._stack, self._notebooks, self._hurry, self._seed = stack, notebooks, hurry, seed
        self._home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        self.folder = self._home / "notebooks"
        shutil.copytree(NOTEBOOKS, self.folder, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
        # Otherwise the first kernel alone would pay for what all use.
        compileall.compile_dir(self.folder, quiet=2)
        self.addresses, self.servers = [], []
        self._alone = {}

    def serve(self, number):
        """Start servers until there are so many."""
        while len(self.addresses) < number:
            home = self._home / f"learner-{len(self.addresses)}"
            home.mkdir()
            address = self._stack.enter_context(jupyterlab(self.folder, home, *NO_RATE_LIMIT))
            self.addresses.append(address)
            self.servers.append(_listening(address))

    def step(self, page, number, minutes):
        """So many learners at once, the page among them; the figures of this number."""
        from load_page import move

        self.serve(number)
        paces = [Pace(f"{self._seed}-{number}-{place}", self._hurry) for place in range(1, number)]
        found, ready = [[] for _ in paces], Future()
        with ThreadPoolExecutor(1) as beside:
            running = beside.submit(asyncio.run, self._class(paces, found, minutes, ready))
            running.add_done_callback(lambda ended: ready.done() or ready.set_exception(ended.exception()))
            begin, before, _ = ready.result(), self._processor(number), psutil.cpu_percent()
            moved = move(page, begin + 60 * minutes)
            memory = running.result()
        took = time.monotonic() - begin
        busy = (self._processor(number) - before) / took
        times = [done for one in found for done in one]
        return {
            "learners": number,
            "page_ms": {what: middle_and_high(values) for what, values in moved.items()},
            "times_s": _by_what(times),
            "slower": self._slower(times),
            "cores_learners": busy,
            "cores_machine": psutil.cpu_percent() / 100 * psutil.cpu_count(),
            "memory_mb": memory,
        }

    async def _class(self, paces, found, minutes, ready):
        """All learners without a browser, each at their own notebook; the memory of one at the end, median."""
        # Neighbours start with different notebooks and different waits, so that all kinds of work meet.
        kernels = await asyncio.gather(*(self._open(place) for place in range(1, len(paces) + 1)))
        begin = time.monotonic()
        ready.set_result(begin)
        for pace in paces:
            pace.end = begin + 60 * minutes
        learners = enumerate(zip(kernels, paces, found, strict=True), start=1)
        kernels = await asyncio.gather(*(self._learn(place, *one) for place, one in learners))
        servers = self.servers[1 : len(paces) + 1]
        memory = [_memory(server, *server.children(recursive=True)) for server in servers]
        for kernel in kernels:
            await kernel.stop()
        return {what: statistics.median(one[what] for one in memory) for what in ("pss", "rss")} if memory else {}

    async def _learn(self, place, kernel, pace, found):
        """One notebook after another until the time is up; the last kernel, still running."""
        turn = place
        while True:
            await work_through(kernel, self._notebook(turn), pace, found)
            if pace.over:
                return kernel
            await kernel.stop()
            turn += 1
            kernel = await self._open(place, turn)

    async def _open(self, place, turn=None):
        return await Kernel(self.addresses[place], self._notebook(turn or place).name).start()

    def _notebook(self, turn):
        return self._notebooks[(turn - 1) % len(self._notebooks)]

    def alone(self):
        """One learner without a browser goes through all notebooks; what each thing takes, memory and processor."""
        started = len(self.addresses)
        self.serve(started + 1)
        start_s = _seconds(self.servers[started])
        with ThreadPoolExecutor(1) as beside:
            times, memory, cpu = beside.submit(asyncio.run, self._all_alone(started)).result()
        self._alone = _by_thing(times)
        heaviest = max(memory, key=lambda name: memory[name]["rss"])
        middle = {what: statistics.median(one[what] for one in memory.values()) for what in ("pss", "rss")}
        return {
            "times_s": _by_what(times),
            "memory_mb": {
                "server_pss": cpu["server"]["pss"], "server_rss": cpu["server"]["rss"],
                "kernel_pss": middle["pss"], "kernel_rss": middle["rss"],
                "kernel_rss_most": memory[heaviest]["rss"], "heaviest": heaviest,
                "kernels": {name: one["rss"] for name, one in memory.items()},
            },
            "cpu_s": {
                "server_start": start_s, "kernel_start": statistics.median(cpu["start"]),
                "work_per_minute": cpu["work"] / cpu["minutes"], "idle_per_minute": cpu["idle"],
                "minutes_of_a_notebook": cpu["minutes"] / len(memory),
            },
        }  # fmt: skip

    async def _all_alone(self, place):
        server, pace, times, memory = self.servers[place], Pace(f"{self._seed}-alone", ALONE_HURRY), [], {}
        cpu = {"start": [], "server": _memory(self.servers[0]), "idle": 0.0}
        begin = _seconds(server)
        for path in self._notebooks:
            before, seen = _seconds(server), []
            kernel = await Kernel(self.addresses[place], path.name).start()
            await work_through(kernel, path, pace, times, lambda so_far=seen: so_far.append(_seconds(server)))
            cpu["start"].append(seen[0] - before)
            memory[path.stem] = _memory(*server.children(recursive=True))
            if path == self._notebooks[-1]:
                cpu["work"], cpu["minutes"] = _seconds(server) - begin, pace.real_s / 60
                cpu["idle"] = await _idle(server)
            await kernel.stop()
        return times, memory, cpu

    def _slower(self, times):
        """How many times as long each kind of thing takes as alone."""
        things = _by_thing(times)
        kinds = {done.what for done in times}
        found = {kind: slowdown(self._alone, {t: s for t, s in things.items() if t[1] == kind}) for kind in kinds}
        return {kind: value for kind, value in found.items() if value is not None}

    def _processor(self, number):
        return sum(_seconds(server) for server in self.servers[:number])


def _by_what(times):
    kinds = sorted({done.what for done in times})
    return {kind: middle_and_high([done.seconds for done in times if done.what == kind]) for kind in kinds}


def _by_thing(times):
    things = {}
    for done in times:
        things.setdefault((done.notebook, done.what, done.item), []).append(done.seconds)
    return {thing: statistics.median(values) for thing, values in things.items()}


def _listening(address):
    """The process of a server that this one has started."""
    port = address.rsplit(":", 1)[1]
    return next(one for one in psutil.Process().children() if f"--port={port}" in one.cmdline())


def _seconds(server):
    """Processor time of a server and its kernels so far, ended ones too."""
    found = server.cpu_times()
    live = [child.cpu_times() for child in server.children(recursive=True)]
    return sum((found.user, found.system, found.children_user, found.children_system)) + sum(
        one.user + one.system for one in live
    )


def _memory(*processes):
    """Memory of processes together, in MB: shared pages in part (PSS) and in full (RSS)."""
    found = [one.memory_full_info() for one in processes]
    return {"pss": sum(one.pss for one in found) / 1e6, "rss": sum(one.rss for one in found) / 1e6}


async def _idle(server):
    """Processor time of a minute in which nothing is asked."""
    before = _seconds(server)
    await asyncio.sleep(IDLE_S)
    return (_seconds(server) - before) * 60 / IDLE_S


def machine():
    """What it was measured on.

    Returns
    -------
    dict
    """
    named = platform.processor()
    with contextlib.suppress(OSError, StopIteration):
        lines = Path(os.sep, "proc", "cpuinfo").read_text().splitlines()
        named = next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    return {
        "processor": named or platform.machine(), "cores": psutil.cpu_count(),
        "memory_gb": psutil.virtual_memory().total / 1e9, "python": platform.python_version(),
        "jupyterlab": version("jupyterlab"),
    }  # fmt: skip


if __name__ == "__main__":
    main()
