"""The command tells a scheduler news from failure, and a reader what to do."""

import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from reuptake.watch import Snapshot, Snapshots
from reuptake.watch.command import main, parser
from watch_server import TRIALS_VERSION, trials

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
NAMES = ["clinicaltrials", "examplamine"]
ONE = Snapshot(*NAMES, "2026-11-01T09:00:00+00:00", "v1", True, {"NCT00000001": {"title": "µ", "enrolment": 40}})


def run(*words, **options):
    """Run the command; give its exit code and what it printed."""
    out = io.StringIO()
    return main(list(words), out=out, **options), out.getvalue()


@pytest.fixture
def two():
    """Two snapshots with one change, in the folder of the test."""
    store = Snapshots()
    store.save(ONE)
    store.save(
        replace(ONE, taken="2026-11-08T09:00:00+00:00", records={"NCT00000001": {"title": "µ", "enrolment": 60}})
    )
    return store


def test_fetch_twice_and_compare(found_here, server, transport):
    """Two fetches should make two files; the comparison should tell the news and say so by its code."""
    server.on("/version", TRIALS_VERSION)
    server.on("/studies", trials([1], 1), trials([1, 2], 2))
    code, said = run("fetch", *NAMES, transport=transport())
    assert code == 0 and "Asking ClinicalTrials.gov at clinicaltrials.gov." in said and "Saved as " in said
    code, said = run("digest", *NAMES)
    assert code == 0 and "This is the first snapshot" in said
    assert run("fetch", *NAMES, transport=transport())[0] == 0
    code, said = run("compare", *NAMES)
    assert code == 3 and "1 record new" in said and "NCT00000002 Made-up study 2: is new" in said


def test_fetch_that_is_not_complete_says_so(found_here, server, transport):
    """A fetch that stops at its limit should say what that means."""
    server.on("/version", TRIALS_VERSION)
    server.on("/studies", trials([1], 5, token="next"))
    said = run("fetch", *NAMES, "--pages", "1", transport=transport())[1]
    assert "will not report records as removed. It stopped after 1 page, the limit set for one fetch." in said


def test_codes(two, capsys):
    """News, no news, a fault and a mistake should have four codes."""
    assert run("digest", *NAMES)[0] == 3
    two.save(replace(ONE, taken="2026-11-09T09:00:00+00:00", records={"NCT00000001": {"title": "x", "enrolment": 60}}))
    assert run("digest", *NAMES)[0] == 0
    assert run("digest", "pubmed", "nothing")[0] == 1
    assert "There is no snapshot yet." in capsys.readouterr().err
    assert run("digest", "nobody", "x")[0] == 2


@pytest.mark.parametrize(
    "words",
    [
        ["digest"],
        ["digest", "pubmed"],
        ["compare", "pubmed", "x", "--demonstration"],
        ["feed", "--demonstration", "--last", "0"],
        ["fetch", "demonstration", "x"],
        ["fetch", "opentargets", "SLC6A4"],
        ["fetch", "pubmed", "x", "--since", "yesterday"],
        ["fetch", "pubmed", "x", "--pages", "0"],
        ["fetch", "pubmed", "a\nb"],
        ["list", "--folder", "a\0b"],
    ],
)
def test_not_understood(words, capsys):
    """A mistake in the command should be told in one line, with code 2, and go nowhere."""
    assert run(*words)[0] == 2
    said = capsys.readouterr().err
    assert said.startswith("reuptake.watch: ") and said.count("\n") == 1


@pytest.mark.parametrize("words", [[], ["forecast"], ["fetch", "pubmed"], ["fetch", "pubmed", "x", "--pages", "many"]])
def test_not_understood_by_the_parser(words, capsys):
    """What the parser refuses should have the same code."""
    with pytest.raises(SystemExit) as caught:
        run(*words)
    assert caught.value.code == 2 and "usage:" in capsys.readouterr().err


def test_list(two):
    """The list should name each service with its host, and each file."""
    code, said = run("list")
    assert code == 0 and "pubmed: eutils.ncbi.nlm.nih.gov" in said and "(reports are not rates)" in said
    assert said.count("clinicaltrials__examplamine") == 2
    assert "none yet" in run("list", "--folder", str(two.folder / "empty"))[1]


def test_demonstration():
    """The made-up pair should work without a folder and without a network, and say that it is made up."""
    for word in ("compare", "digest", "feed"):
        code, said = run(word, "--demonstration")
        assert code == 3 and "no study, article, drug or number in it is real" in said


def test_output_file(two, tmp_path, capsys):
    """A file should be written whole, in UTF-8; where that cannot be, the reader is told."""
    target = tmp_path / "news.xml"
    assert run("feed", *NAMES, "--output", str(target)) == (3, "")
    assert "µ" in ElementTree.fromstring(target.read_bytes())[-1][0].text
    assert run("feed", *NAMES, "--output", str(tmp_path / "no" / "x.xml"))[0] == 1
    assert "The file could not be written" in capsys.readouterr().err
    assert run("feed", *NAMES, "--output", "~nobody-of-this-name/x.xml")[0] == 1
    said = capsys.readouterr().err
    assert "there is no such home folder" in said and "Choose another file" in said and said.count("\n") == 1


def test_clock_set_back(two, capsys):
    """What was kept last should be compared last, though the clock had been set back."""
    later = {"NCT00000001": {"title": "µ", "enrolment": 90}}
    two.save(replace(ONE, taken="2026-10-01T09:00:00+00:00", records=later))
    code, said = run("compare", *NAMES)
    assert code == 3 and "60 to 90" in said and "A clock was set back" in said
    assert run("feed", *NAMES)[0] == 3


def test_feed_keeps_earlier_entries(two):
    """A feed should hold the news of the comparisons before, too."""
    two.save(replace(ONE, taken="2026-11-09T09:00:00+00:00", records={"NCT00000001": {"title": "µ", "enrolment": 60}}))
    code, said = run("feed", *NAMES)
    assert code == 0 and said.count("<entry>") == 1
    assert run("feed", *NAMES, "--last", "1")[1].count("<entry>") == 0


def test_damaged_file_is_told(two, capsys):
    """A damaged snapshot should be told on the side, and the rest be compared."""
    path = two.save(replace(ONE, taken="2026-11-09T09:00:00+00:00"))
    path.write_bytes(b"damaged")
    code, said = run("compare", *NAMES)
    assert code == 3 and "40 to 60" in said
    assert "It was kept as" in capsys.readouterr().err


def test_stopped_by_hand(monkeypatch, capsys):
    """A stop by hand should have its own code and no traceback."""
    monkeypatch.setattr("reuptake.watch.command.client", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    assert run("fetch", *NAMES)[0] == 130
    assert "stopped" in capsys.readouterr().err


def test_percent_sign_in_a_folder(monkeypatch, tmp_path):
    """A folder with a percent sign, or none that can be found, should not break the help."""
    for folder in (str(tmp_path / "100%s"), "~nobody-of-this-name"):
        monkeypatch.setenv("REUPTAKE_WATCH_FOLDER", folder)
        parser()._subparsers._group_actions[0].choices["list"].format_help()


def test_as_a_module():
    """The command should run as a module, also where the terminal knows no more than ASCII."""
    done = subprocess.run(
        [sys.executable, "-m", "reuptake.watch", "compare", "--demonstration"],
        cwd=NOTEBOOKS, env=os.environ | {"PYTHONIOENCODING": "ascii"}, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 3 and "was retracted" in done.stdout and done.stderr == ""


@pytest.mark.skipif(os.name != "posix", reason="a closed pipe is told otherwise there")
def test_closed_pipe():
    """A reader who closes the pipe should cause no traceback."""
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "reuptake.watch", "digest", "--demonstration"],
        cwd=NOTEBOOKS, stdout=write, stderr=subprocess.PIPE, text=True, timeout=60,
    )  # fmt: skip
    os.close(write)
    assert done.returncode == 1 and done.stderr == ""
