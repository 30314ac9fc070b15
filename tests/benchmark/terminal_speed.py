"""How long the terminal model takes: prints one line a task, its limit and what was measured.

Run it from the top folder: ``python tests/benchmark/terminal_speed.py``. Every figure is the median of several
runs after one that is not counted; the range beside it tells how quiet the machine was. The steady state from
which a course starts is part of the time of the course.
"""

import subprocess
import sys
import time
from pathlib import Path

import numpy as np

PACKAGE = Path(__file__).parents[2] / "notebooks"
sys.path.insert(0, str(PACKAGE))

from reuptake.model.terminal import (  # noqa: E402
    TerminalParameters,
    after_step,
    simulate,
    steady_state,
    virtual_individuals,
)

SETTINGS = 41
# As tests/reference/stim_all.csv is sampled over its first minute.
T_S = np.concatenate([np.arange(101) / 5, np.arange(41, 121) / 2])
CONTROLS = {
    "transporter": np.linspace(0.0, 4.0, SETTINGS),
    "breakdown": np.linspace(0.0, 2.0, SETTINGS),
    "autoreceptor": np.linspace(0.0, 2.0, SETTINGS),
    "uptake2": np.linspace(0.0, 10.0, SETTINGS),
    "synthesis": np.linspace(0.5, 2.0, SETTINGS),
    "tryptophan": np.linspace(0.25, 2.0, SETTINGS),
    "drug_nM": np.linspace(0.0, 300.0, SETTINGS),
}
FIRST_CALL = (
    "import time; start = time.perf_counter()\n"
    "import numpy as np\n"
    "from reuptake.model.terminal import TerminalParameters, simulate\n"
    "simulate(TerminalParameters(), np.arange(61.0), train='standard')\n"
    "print(time.perf_counter() - start)"
)


def timed(task, runs):
    """Median, lowest and highest time of `runs` runs, in ms, after one run that is not counted."""
    task()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        task()
        times.append(1e3 * (time.perf_counter() - start))
    return np.median(times), min(times), max(times)


def first_call(runs):
    """The same for a fresh interpreter: import and the first course."""
    times = []
    for _ in range(runs):
        done = subprocess.run(
            [sys.executable, "-c", FIRST_CALL], cwd=PACKAGE, capture_output=True, text=True, check=True
        )
        times.append(1e3 * float(done.stdout))
    return np.median(times), min(times), max(times)


def report(name, limit_ms, figures):
    """Print one line."""
    median, low, high = figures
    verdict = "" if limit_ms is None else f"{limit_ms:8.0f}  {'yes' if median < limit_ms else 'NO'}"
    print(f"{name:58s} {median:8.1f} {low:8.1f} {high:8.1f} {verdict}")


def main():
    """Measure everything and print the table."""
    one = TerminalParameters()
    print(f"{'task, times in ms':58s} {'median':>8s} {'lowest':>8s} {'highest':>8s} {'limit':>8s}  met")
    report("import and first course, fresh interpreter", 1500, first_call(5))
    report("one chronic steady state", 10, timed(lambda: steady_state(one.scaled(transporter=2.0)), 31))
    report("one 60-s course with train", 16, timed(lambda: simulate(one, T_S, "standard"), 31))
    for name, values in CONTROLS.items():
        moved = one.scaled(**{name: values})
        report(f"{SETTINGS} steady states along {name}", 100, timed(lambda m=moved: steady_state(m), 11))
    for name, values in CONTROLS.items():
        moved = one.scaled(**{name: values})
        report(
            f"{SETTINGS} 60-s courses along {name}",
            250,
            timed(lambda m=moved: simulate(m, T_S, "standard"), 11),
        )
    people = virtual_individuals(1000, 1)
    report("1000 individuals' steady states", 2000, timed(lambda: steady_state(people), 7))
    report("one hour after a step, one setting", None, timed(lambda: after_step(one.scaled(drug_nM=30.0), 3600.0), 11))
    report(
        f"one hour after a step, {SETTINGS} settings",
        None,
        timed(lambda: after_step(one.scaled(drug_nM=CONTROLS["drug_nM"]), 3600.0), 5),
    )
    day = np.arange(0, 24.01, 0.25) * 3600.0
    report("a day after 10 mg/kg escitalopram", None, timed(lambda: simulate(one, day, dose=10.0), 7))
    report(
        "one 60-s course with train, peer mode",
        None,
        timed(lambda: simulate(one, T_S, "standard", mode="peer"), 5),
    )


if __name__ == "__main__":
    main()
