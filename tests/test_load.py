"""The arithmetic of the load script, its pages, and the values for Kubernetes that rest on it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "benchmark"))
import class_size  # noqa: E402
import load  # noqa: E402
from load_learner import Pace, lesson  # noqa: E402

MEASURED = json.loads((ROOT / "docs" / "hub" / "load.json").read_text(encoding="utf-8"))
VALUES = yaml.safe_load((ROOT / "docs" / "hub" / "values.yaml").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs" / "CLASS.md").read_text(encoding="utf-8")
# One learner of round numbers: 200 MB at least, 100 + 2 * 200 = 500 MB at most, a hundredth of a core, 3 s to start.
ROUND = {
    "memory_mb": {"learner_pss": 200, "server_rss": 100, "kernel_rss_most": 200},
    "cpu_s": {"work_per_minute": 0.5, "idle_per_minute": 0.1, "server_start": 2, "kernel_start": 1},
}


def test_median_and_95th_percentile():
    """Of 0 to 100 they should be 50 and 95; of one value that value, and of none an error."""
    assert class_size.middle_and_high(range(101)) == (50, 95)
    assert class_size.middle_and_high([1, 2]) == pytest.approx((1.5, 1.95))
    assert class_size.middle_and_high([7]) == (7, 7)
    with pytest.raises(ValueError, match="values is empty"):
        class_size.middle_and_high([])


@pytest.mark.parametrize(
    ("points", "answer"),
    [
        ([(1, 10), (2, 10), (4, 30)], 3),
        ([(4, 30), (1, 10), (2, 20)], 2),
        ([(1, 10), (5, 50)], 2),
        ([(1, 10), (2, 19), (4, 19.9)], None),
        ([(1, 10), (2, 25), (4, 12)], 1 + 10 / 15),
        ([(1, 10)], None),
    ],
    ids=["between two", "at one, in any order", "at once", "never", "falls again", "one point"],
)
def test_doubling(points, answer):
    """Where it is twice the first value, in proportion between two numbers of learners."""
    assert class_size.doubling(points) == (answer if answer is None else pytest.approx(answer))


def test_doubling_needs_values():
    """Nothing, or a time of 0, has no double."""
    for wrong in ([], [(1, 0), (2, 3)]):
        with pytest.raises(ValueError, match="points is"):
            class_size.doubling(wrong)


def test_slowdown_compares_the_same_things():
    """A slow notebook alone should not look like a slow server."""
    assert class_size.slowdown({"a": 1, "b": 10, "c": 100}, {"b": 20, "c": 300, "d": 1}) == 2.5
    assert class_size.slowdown({"a": 1}, {"b": 2}) is None


def test_extrapolation():
    """Thirty learners of round numbers, by hand: 12 of them at once at the low end, all at the high end."""
    needs = class_size.extrapolate(ROUND, 30)
    assert needs["memory_gb"] == pytest.approx((2.4, 15))
    assert needs["cores"] == pytest.approx((0.12, 1.5))
    assert needs["machines"] == (1, 1)
    assert class_size.extrapolate(ROUND, 3000)["machines"] == (8, 49)
    assert class_size.seats(ROUND, 11) == (20, 50) and class_size.seats(ROUND, 1) == (0, 0)
    with pytest.raises(ValueError, match="learners is 0"):
        class_size.extrapolate(ROUND, 0)


def test_pace_is_seeded_and_hurry_only_shortens():
    """The same seed should wait the same; the median reader should need a minute for 238 words."""
    first, second = Pace("1-2-3"), Pace("1-2-3", hurry=50)
    assert [first.reading(100) for _ in range(5)] == [second.reading(100) for _ in range(5)]
    times = sorted(Pace(str(seed)).reading(238) for seed in range(400))
    assert 50 < times[200] < 70


def test_lesson_has_all_code_and_all_words():
    """Every cell of code should be run, after the words that stand before it."""
    steps = lesson(ROOT / "notebooks" / "03-reuptake.ipynb")
    cells = json.loads((ROOT / "notebooks" / "03-reuptake.ipynb").read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    assert [source for source, _ in steps] == code and 1000 < sum(words for _, words in steps) < 10_000


def test_tables_of_the_page_are_those_of_the_measurement(tmp_path, capsys):
    """What stands between the marks should be what the stored file gives, written by the command."""
    assert class_size.rewritten(PAGE, MEASURED) == PAGE, (
        "stale: run python tests/benchmark/load.py --from docs/hub/load.json --write docs/CLASS.md"
    )
    page = tmp_path / "page.md"
    page.write_text(re.sub(r"\| 30 \|.*", "| 30 | old |", PAGE), encoding="utf-8")
    stored = str(ROOT / "docs" / "hub" / "load.json")
    load.main(["--from", stored, "--write", str(page)])
    assert page.read_text(encoding="utf-8") == PAGE and "key → paint" in capsys.readouterr().out
    with pytest.raises(ValueError, match="marks"):
        class_size.rewritten("# no marks", MEASURED)


def test_sentences_on_doubling_follow_the_steps():
    """Where nothing doubles it should say how far was tried."""
    step = {"page_ms": {"paint": (10, 20), "axis": (100, 200)}, "slower": {}}
    steps = [{"learners": 1, **step}, {"learners": 4, **step, "page_ms": {"paint": (11, 30), "axis": (400, 500)}}]
    said = class_size.doubling_lines({"steps": steps})
    assert "paint in the page* doubles: not up to 4 learners" in said
    assert "new control in the page* doubles: at 2.0 learners" in said and said.count("\n") == 1


def megabytes(text):
    """Memory as Kubernetes writes it, for JupyterHub's M and G of 1024."""
    number, unit = re.fullmatch(r"(\d+)([MG])", text).groups()
    return int(number) * {"M": 1, "G": 1024}[unit] * 1.048576


def test_limits_hold_what_was_measured():
    """A usual learner should fit the guarantee; a server and four heavy kernels the limit, with a fifth to spare."""
    memory, cpu = VALUES["singleuser"]["memory"], VALUES["singleuser"]["cpu"]
    found = MEASURED["memory_mb"]
    assert found["learner_pss"] <= megabytes(memory["guarantee"]) <= megabytes(memory["limit"])
    assert found["server_rss"] + found["kernel_rss"] <= megabytes(memory["guarantee"])
    assert 1.2 * (found["server_rss"] + 4 * found["kernel_rss_most"]) <= megabytes(memory["limit"])
    usual = (MEASURED["cpu_s"]["work_per_minute"] + MEASURED["cpu_s"]["idle_per_minute"]) / 60
    assert usual <= cpu["guarantee"] <= cpu["limit"] and cpu["limit"] >= 1


def test_values_and_page_say_the_same():
    """What the page tells for one machine should be the limits for Kubernetes; nobody's name may stand there."""
    assert f"limits.memory {VALUES['singleuser']['memory']['limit']}" in PAGE
    assert f"limits.cpu {VALUES['singleuser']['cpu']['limit']}" in PAGE
    assert f"services.cull.timeout {VALUES['cull']['timeout']}" in PAGE
    assert VALUES["singleuser"]["image"] == {"name": "REGISTRY/serotonin-reuptake", "tag": "COMMIT"}


def test_numbers_in_the_prose_are_the_measured_ones():
    """The size of class that the page gives to one machine, and what the values say was measured, should hold."""
    said = int(re.search(r"up to about (\d+) at the same time .* one machine of 32 GB", PAGE)[1])
    careful, _ = class_size.seats(MEASURED, 32)
    assert 0.75 * careful <= said <= 1.05 * careful
    memory, cpu = MEASURED["memory_mb"], MEASURED["cpu_s"]
    # "0.2 GB", "under one hundredth of a core", "about a second", each as values.yaml rounds it.
    assert 150 <= memory["learner_pss"] < 300 and 0.4 <= cpu["kernel_start"] < 2.5
    assert (cpu["work_per_minute"] + cpu["idle_per_minute"]) / 60 < 0.01


def test_commands_of_the_page_are_known():
    """Files and options that the page names should be there."""
    from reuptake.lecture.links import share_command

    assert callable(share_command) and "python -m reuptake.lecture share --hub" in PAGE
    for option in re.findall(r"benchmark/load\.py((?: --[\w-]+(?: [\w./-]+)*)+)", PAGE):
        load._options().parse_args(option.split())
    with pytest.raises(SystemExit):
        load._options().parse_args(["--learners", "0"])


@pytest.mark.slow
def test_two_learners_for_real():
    """One page and one learner without a browser: every kind of figure should be there, and be sane."""
    from lab import chromium_path

    if chromium_path() is None or not sys.platform.startswith("linux"):
        pytest.skip("needs Chromium and Linux")
    notebook = ROOT / "notebooks" / "00-start-here.ipynb"
    # In a program of its own, as it is meant to be run: a browser of another test may be open here.
    code = f"""import json, sys
sys.path.insert(0, {str(ROOT / "tests" / "benchmark")!r})
import load
from pathlib import Path
load.IDLE_S = 1
print(json.dumps(load.measure([2], minutes=0.03, hurry=1000, notebooks=[Path({str(notebook)!r})])))"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    alone, both = found["steps"]
    assert (alone["learners"], both["learners"]) == (1, 2)
    assert {"cell", "view", "first frame", "all frames", "answer"} <= alone["times_s"].keys()
    assert both["slower"]["cell"] > 0.1 and all(0 < step["page_ms"]["paint"][0] < 5000 for step in found["steps"])
    memory = found["memory_mb"]
    assert 30 < memory["server_pss"] <= memory["server_rss"] < 1000
    assert 50 < memory["kernel_pss"] <= memory["kernel_rss"] == memory["kernel_rss_most"] < 1000
    assert found["cpu_s"]["kernel_start"] > 0.1 and found["cpu_s"]["work_per_minute"] > 0
    assert all(part(found) for part in class_size.PARTS.values())
