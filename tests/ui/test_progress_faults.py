"""Progress when things go wrong: kills, two writers, full and read-only disks, damage, clocks, locks."""

import builtins
import errno
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from reuptake.ui import lock as lock_module
from reuptake.ui import progress as module
from reuptake.ui.entry import read_document
from reuptake.ui.progress import Progress

NOTEBOOKS = Path(module.__file__).parents[2]
WRITER = """
import sys
from reuptake.ui.progress import Progress
store = Progress(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    entry = store.record("answer", f"{sys.argv[2]}-{number}", number)
    print(entry.id if not store.notice else store.notice, flush=True)
"""


def start_writer(folder, name, count):
    """A process that gets ready to record."""
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), name, str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(NOTEBOOKS)},
    )


def go(processes):
    """Let them begin together, when all are ready."""
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()


def on_disk(folder):
    """Ids of the file, which must parse."""
    path = folder / "progress.json"
    return {entry.id for entry in read_document(path.read_bytes())} if path.exists() else set()


def dead_pid():
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def keys(entries):
    return [entry.key for entry in entries]


class Killed(BaseException):
    """The program ends here."""


class Faults:
    """Stands before the calls that reach the disk; any of them can fail, or be the program's last."""

    def __init__(self, monkeypatch, chance, deadly, seed):
        self.random = random.Random(seed)
        self.chance, self.deadly = chance, deadly
        self.dead, self.hits = False, 0
        self.real_open = builtins.open
        monkeypatch.setattr(lock_module, "random", SimpleNamespace(uniform=lambda *_: 1e-4))  # short waits
        for name in ("open", "unlink", "replace", "rename", "link", "stat", "listdir"):
            monkeypatch.setattr(os, name, self.before(getattr(os, name)))
        # The real fsync would only make thousands of rounds slow.
        monkeypatch.setattr(os, "fsync", self.before(lambda handle: None))
        for each in (module, lock_module):
            monkeypatch.setattr(each, "open", self.open, raising=False)

    def strike(self):
        if self.dead:
            raise Killed
        if self.random.random() < self.chance:
            self.hits += 1
            self.dead = self.deadly
            raise Killed if self.deadly else OSError(self.random.choice((errno.EIO, errno.ENOSPC)), "simulated")

    def before(self, call):
        def fragile(*arguments, **named):
            # A folder made and listed by the test itself, or by pytest, is not touched.
            if self.chance or self.dead:
                self.strike()
            return call(*arguments, **named)

        return fragile

    def open(self, *arguments):
        self.strike()
        return FragileFile(self.real_open(*arguments), self)


class FragileFile:
    """A file whose write may stop half way."""

    def __init__(self, file, faults):
        self.file, self.faults = file, faults

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()

    def write(self, data):
        try:
            self.faults.strike()
        except BaseException:
            self.file.write(data[: self.faults.random.randrange(len(data))])
            self.file.flush()
            raise
        return self.file.write(data)

    def flush(self):
        self.faults.strike()
        self.file.flush()

    def fileno(self):
        return self.file.fileno()


@pytest.mark.slow
def test_thousands_of_simulated_kills_lose_nothing(tmp_path, monkeypatch):
    """Wherever a program ends, the file should parse and hold every entry that was returned."""
    faults = Faults(monkeypatch, 0.0, True, seed=1)
    gone = dead_pid()
    monkeypatch.setattr(os, "getpid", lambda: gone)  # so that each next store finds a dead owner's lock
    monkeypatch.setattr(Progress, "stale", 0.002)  # or one whose owner's name was not written to the end
    kills = recorded = 0
    for round_number in range(100):
        folder = tmp_path / str(round_number)
        folder.mkdir()
        returned = set()
        for _ in range(15):
            try:
                faults.chance = 0.03
                store = Progress(folder)
                while True:
                    returned.add(store.record("answer", "km", "x" * 20).id)
                    recorded += 1
                    assert store.notice == ""
            except Killed:
                kills += 1
            faults.chance, faults.dead = 0.0, False
            assert returned <= on_disk(folder)
        store = Progress(folder)
        store.record("visit", "end")
        assert returned <= {entry.id for entry in store.entries()}
        assert store.notice == ""
        assert os.listdir(folder) == ["progress.json"]
    assert kills == 1500
    assert recorded > 1500


@pytest.mark.slow
def test_thousands_of_simulated_disk_errors_lose_nothing(tmp_path, monkeypatch):
    """Whatever call fails, the kernel should keep every entry, and write all when the disk works again."""
    faults = Faults(monkeypatch, 0.0, False, seed=2)
    monkeypatch.setattr(Progress, "stale", 0.004)  # a lock whose removal failed has a living owner
    failed = 0
    for round_number in range(150):
        folder = tmp_path / str(round_number)
        folder.mkdir()
        store = Progress(folder)
        returned, saved = set(), set()
        for _ in range(20):
            faults.chance = 0.08
            entry = store.record("answer", "km", round_number)
            faults.chance = 0.0
            returned.add(entry.id)
            failed += bool(store.notice)
            saved |= set() if store.notice else returned
            assert saved <= on_disk(folder)
            assert returned == {entry.id for entry in store.entries()}
        store.record("visit", "end")
        assert store.notice == ""
        assert returned < on_disk(folder)
        assert [entry.order for entry in store.entries()] == list(range(1, 22))
        assert set(os.listdir(folder)) <= {"progress.json", "progress.lock"}
    assert faults.hits > 1500
    assert failed > 500


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_real_programs_killed_at_random_moments(tmp_path):
    """After SIGKILL the file should parse and hold every entry whose record had returned."""
    chance = random.Random(3)
    returned = set()
    for number in range(15):
        pair = [start_writer(tmp_path, f"{name}{number}", 10_000) for name in "ab"]
        go(pair)
        for process in pair:
            time.sleep(chance.uniform(0, 0.03))
            process.send_signal(signal.SIGKILL)
            # The last line may be cut by the kill; a whole one is a record that returned.
            lines = process.communicate()[0].splitlines(keepends=True)
            returned |= {line.strip() for line in lines if line.endswith("\n")}
        assert returned <= on_disk(tmp_path)
    store = Progress(tmp_path)
    begun = time.monotonic()
    store.record("visit", "end")
    assert time.monotonic() - begun < Progress.stale + 1
    assert store.notice == ""
    assert len(returned) > 10
    assert returned < {entry.id for entry in store.entries()}
    assert os.listdir(tmp_path) == ["progress.json"]


def test_two_programs_recording_at_once(tmp_path):
    """All entries of both should be there, each with an order of its own."""
    writers = [start_writer(tmp_path, name, 100) for name in "ab"]
    go(writers)
    returned = {line for writer in writers for line in writer.communicate()[0].split()}
    entries = Progress(tmp_path).entries()
    assert len(entries) == 200
    assert returned == {entry.id for entry in entries}
    assert [entry.order for entry in entries] == list(range(1, 201))
    assert {entry.key for entry in entries} == {f"{name}-{number}" for name in "ab" for number in range(100)}
    for name in "ab":
        own = [entry.value for entry in entries if entry.key.startswith(name)]
        assert own == list(range(100))


def test_threads_of_one_kernel_recording_at_once(tmp_path):
    """Callbacks in threads should not lose entries either, with one store or two."""
    stores = [Progress(tmp_path), Progress(tmp_path)]
    threads = [
        threading.Thread(target=lambda store=store: [store.record("visit", "x") for _ in range(15)])
        for store in stores * 2
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(entry.order for entry in Progress(tmp_path).entries()) == list(range(1, 61))


def fail_writing(monkeypatch, number):
    """Let every write of a file end half way with this error."""

    class Full:
        def __init__(self, file):
            self.file = file

        def __enter__(self):
            return self

        def __exit__(self, *_):
            self.file.close()

        def write(self, data):
            self.file.write(data[: len(data) // 2])
            raise OSError(number, os.strerror(number))

    monkeypatch.setattr(module, "open", lambda *a: Full(builtins.open(*a)), raising=False)


@pytest.mark.parametrize("also_the_lock", [False, True])
def test_full_disk_and_then_space_again(tmp_path, monkeypatch, also_the_lock):
    """Entries should wait in memory with one clear line, and all be written with the next record."""
    store = Progress(tmp_path)
    store.record("answer", "before")
    before = store.path.read_bytes()
    with monkeypatch.context() as patch:
        fail_writing(patch, errno.ENOSPC)
        if also_the_lock:
            patch.setattr(lock_module, "open", module.open, raising=False)
        store.record("answer", "first")
        store.record("answer", "second", correct=True)
        assert "the disk is full" in store.notice
        assert "you can still save it as a file" in store.notice
        assert "\n" not in store.notice
        assert keys(store.entries()) == ["before", "first", "second"]
        assert keys(read_document(store.export())) == ["before", "first", "second"]
        assert "the disk is full" in store.notice
        assert store.path.read_bytes() == before
        assert os.listdir(tmp_path) == ["progress.json"]
    store.record("answer", "third")
    assert store.notice == ""
    assert keys(Progress(tmp_path).entries()) == ["before", "first", "second", "third"]


def test_import_on_a_full_disk_waits_as_well(tmp_path, monkeypatch):
    """Imported entries should be there, and be written later."""
    source, store = Progress(tmp_path / "source"), Progress(tmp_path / "store")
    source.record("visit", "a")
    with monkeypatch.context() as patch:
        fail_writing(patch, errno.ENOSPC)
        assert store.merge(source.export()) == 1
        assert store.notice
    store.record("visit", "b")
    assert keys(Progress(tmp_path / "store").entries()) == ["a", "b"]


def refuse(monkeypatch, folder):
    """Let the folder be read-only, also for an administrator."""
    for name in ("open", "unlink", "replace", "rename", "mkdir"):

        def refused(path, *arguments, real=getattr(os, name), **named):
            if str(path).startswith(str(folder)):
                raise PermissionError(errno.EACCES, "Permission denied", str(path))
            return real(path, *arguments, **named)

        monkeypatch.setattr(os, name, refused)


@pytest.mark.parametrize("exists", [False, True])
def test_read_only_folder(tmp_path, monkeypatch, exists):
    """Entries should stay in memory at once, with one clear line, and be written when that is allowed."""
    folder = tmp_path / "locked"
    store = Progress(folder)
    if exists:
        store.record("answer", "before")
    with monkeypatch.context() as patch:
        refuse(patch, folder)
        begun = time.monotonic()
        store.record("answer", "first")
        assert time.monotonic() - begun < 0.5 or os.name == "nt"
        assert "the folder may not be written to" in store.notice
        assert "you can still save it as a file" in store.notice
        assert keys(store.entries())[-1] == "first"
    store.record("answer", "second")
    assert store.notice == ""
    assert keys(Progress(folder).entries()) == ["before"] * exists + ["first", "second"]


def test_forget_in_a_read_only_folder_says_what_is_left(tmp_path, monkeypatch):
    """The learner should read which file could not be removed, until it is."""
    store = Progress(tmp_path)
    store.record("answer", "km")
    with monkeypatch.context() as patch:
        refuse(patch, tmp_path)
        store.forget()
        assert keys(store.entries()) == ["km"]
        assert "could not be removed" in store.notice
        assert str(store.path) in store.notice
    store.forget()
    assert store.notice == ""
    assert os.listdir(tmp_path) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="an administrator may write anywhere")
def test_read_only_folder_for_real(tmp_path):
    """The same with the folder's own permissions."""
    tmp_path.chmod(0o500)
    store = Progress(tmp_path)
    store.record("answer", "km")
    assert "the folder may not be written to" in store.notice
    tmp_path.chmod(0o700)
    store.record("answer", "ki")
    assert keys(Progress(tmp_path).entries()) == ["km", "ki"]


def test_a_file_in_place_of_the_folder(tmp_path):
    """A folder that cannot be made should be trouble for the notice only."""
    (tmp_path / "file").write_text("x")
    store = Progress(tmp_path / "file")
    store.record("visit", "a")
    assert keys(store.entries()) == ["a"]
    assert store.notice
    assert (tmp_path / "file").read_text() == "x"


def test_a_file_that_cannot_be_read_is_not_overwritten(tmp_path, monkeypatch):
    """An unreadable file should stay, and its entries and the new ones meet when it can be read."""
    Progress(tmp_path).record("visit", "old")
    with monkeypatch.context() as patch:
        real = Path.read_bytes

        def refused(path):
            if path.name == "progress.json":
                raise PermissionError(errno.EACCES, "Permission denied")
            return real(path)

        patch.setattr(Path, "read_bytes", refused)
        store = Progress(tmp_path)
        assert store.notice
        store.record("visit", "new")
        assert keys(store.entries()) == ["new"]
    assert len(on_disk(tmp_path)) == 1
    assert sorted(keys(store.entries())) == ["new", "old"]
    store.record("visit", "last")
    assert sorted(keys(Progress(tmp_path).entries())) == ["last", "new", "old"]
    assert store.notice == ""


DAMAGED = {
    "empty": b"",
    "not JSON": b"{'version': 1}",
    "cut": b'{"version": 1, "entries": [{"id": "1", "kind": "ans',
    "binary": bytes(range(256)) * 20,
    "zeros": b"\x00" * 4096,
    "a list": b"[1, 2]",
    "wrong shape": b'{"version": 1, "entries": {"a": 1}}',
    "wrong entry": b'{"version": 1, "entries": [{"id": 3}]}',
    "no version": b'{"entries": []}',
    "deep": b"[" * 200_000,
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED.keys())
def test_damaged_file_is_kept_aside(tmp_path, content):
    """The file should be kept byte for byte, the learner told where, and a new one begun."""
    path = tmp_path / "progress.json"
    path.write_bytes(content)
    store = Progress(tmp_path)
    aside = tmp_path / "progress.damaged-1.json"
    assert aside.read_bytes() == content
    assert str(aside) in store.notice
    assert "\n" not in store.notice
    store.record("visit", "new")
    assert keys(Progress(tmp_path).entries()) == ["new"]
    assert str(aside) in store.notice
    assert sorted(os.listdir(tmp_path)) == ["progress.damaged-1.json", "progress.json"]


def test_no_file_kept_aside_is_overwritten(tmp_path):
    """Each damaged file should get a name of its own."""
    (tmp_path / "progress.damaged-2.json").write_bytes(b"earlier")
    for number in range(4):
        (tmp_path / "progress.json").write_bytes(b"bad %d" % number)
        Progress(tmp_path)
    kept = [(tmp_path / f"progress.damaged-{number}.json").read_bytes() for number in range(1, 6)]
    assert kept == [b"bad 0", b"earlier", b"bad 1", b"bad 2", b"bad 3"]


@pytest.mark.parametrize("seen_first", [False, True])
def test_damage_while_a_notebook_is_open_loses_nothing(tmp_path, seen_first):
    """What this kernel knows should be written again, whoever finds the damage."""
    store = Progress(tmp_path)
    store.record("answer", "a")
    store.record("answer", "b")
    store.path.write_bytes(b"\xff")
    if seen_first:
        Progress(tmp_path).record("visit", "other")
    store.record("answer", "c")
    found = keys(Progress(tmp_path).entries())
    assert sorted(found) == sorted(["a", "b", "c"] + ["other"] * seen_first)
    assert (tmp_path / "progress.damaged-1.json").read_bytes() == b"\xff"


def test_damage_on_a_full_disk_loses_nothing(tmp_path, monkeypatch):
    """Damage and no space together should still leave every entry in memory, then in the file."""
    store = Progress(tmp_path)
    store.record("answer", "a")
    store.path.write_bytes(b"")
    with monkeypatch.context() as patch:
        fail_writing(patch, errno.ENOSPC)
        store.record("answer", "b")
        assert keys(store.entries()) == keys(store.entries()) == ["a", "b"]
        assert "progress.damaged-1.json" in store.notice
        assert "the disk is full" in store.notice
    store.record("answer", "c")
    assert keys(Progress(tmp_path).entries()) == ["a", "b", "c"]


@pytest.mark.parametrize("content", [{"version": 3, "entries": []}, {"version": 99}], ids=str)
def test_file_of_a_newer_version_is_kept_aside(tmp_path, content):
    """A later edition's file should be kept as it is, and the learner told where."""
    (tmp_path / "progress.json").write_text(json.dumps(content))
    store = Progress(tmp_path)
    aside = tmp_path / "progress.newer-1.json"
    assert json.loads(aside.read_bytes()) == content
    assert "newer edition" in store.notice
    assert str(aside) in store.notice
    store.record("visit", "a")
    assert keys(Progress(tmp_path).entries()) == ["a"]


def test_forget_removes_what_was_kept_aside(tmp_path):
    """Damaged and newer files should go too, and the notice with them."""
    for content in (b"", b'{"version": 3}', b"x"):
        (tmp_path / "progress.json").write_bytes(content)
        store = Progress(tmp_path)
    assert len(os.listdir(tmp_path)) == 3
    store.forget()
    assert os.listdir(tmp_path) == []
    assert store.notice == ""


@pytest.mark.parametrize("jump", [-10 * 365 * 86_400, -3600, 3600, 10 * 365 * 86_400])
def test_clock_set_back_or_forward_does_not_reorder(tmp_path, monkeypatch, jump):
    """The latest should be the one recorded last, whatever the clock said."""
    store = Progress(tmp_path)
    store.record("answer", "km", "first")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + jump)
    store.record("answer", "km", "second")
    Progress(tmp_path).record("answer", "km", "third")
    monkeypatch.undo()
    store.record("answer", "km", "fourth")
    assert [entry.value for entry in Progress(tmp_path).entries()] == ["first", "second", "third", "fourth"]
    assert [entry.order for entry in store.entries()] == [1, 2, 3, 4]
    assert store.latest("answer", "km").value == "fourth"
    assert store.notice == ""


def test_ties_are_broken_by_id(tmp_path):
    """Two programs with equal orders should be read in one order everywhere."""
    a, b = Progress(tmp_path / "a"), Progress(tmp_path / "b")
    for store in (a, b):
        store.record("visit", "x")
        store.record("visit", "x")
    documents = a.export(), b.export()
    a.merge(documents[1])
    b.merge(documents[0])
    assert a.entries() == b.entries()
    assert [(e.order, e.id) for e in a.entries()] == sorted((e.order, e.id) for e in a.entries())


def hold(folder, **changes):
    """A lock of somebody, and what it says."""
    owner = {"pid": os.getpid(), "host": lock_module.platform.node(), "time": time.time(), "token": "t", **changes}
    (folder / "progress.lock").write_text(json.dumps(owner))
    return (folder / "progress.lock").read_bytes()


def seconds_to_record(store):
    begun = time.monotonic()
    store.record("visit", "x")
    return time.monotonic() - begun


@pytest.mark.skipif(os.name == "nt", reason="there the owner cannot be asked after without harm")
def test_lock_of_a_dead_program_is_taken_over_at_once(tmp_path):
    """A fresh lock whose owner has died should not make anybody wait."""
    hold(tmp_path, pid=dead_pid())
    store = Progress(tmp_path)
    assert seconds_to_record(store) < 1
    assert store.notice == ""
    assert os.listdir(tmp_path) == ["progress.json"]


def test_lock_older_than_some_seconds_is_taken_over_at_once(tmp_path):
    """A lock with an old time should go, though a program has its owner's number."""
    hold(tmp_path, time=time.time() - Progress.stale - 1)
    assert seconds_to_record(Progress(tmp_path)) < 1
    assert on_disk(tmp_path)


@pytest.mark.parametrize(
    "changes",
    [{}, {"host": "elsewhere", "pid": 1}, {"time": time.time() + 10**6}, {"pid": "x"}, {"pid": -1}, {"pid": 10**30}],
    ids=["ours", "another computer", "from the future", "a word", "negative", "too large"],
)
def test_live_lock_held_too_long_is_taken_over(tmp_path, changes):
    """A living, foreign or unreadable owner should keep the lock for a while only, whatever its clock says."""
    store = Progress(tmp_path)
    store.stale = 0.2
    hold(tmp_path, **changes)
    assert 0.15 < seconds_to_record(store) < 2
    assert store.notice == ""
    assert os.listdir(tmp_path) == ["progress.json"]


@pytest.mark.parametrize("content", [b"", b'{"pid": 1', b"null"])
def test_lock_cut_short_is_taken_over(tmp_path, content):
    """A lock whose owner was killed while making it should be waited for, then go."""
    (tmp_path / "progress.lock").write_bytes(content)
    store = Progress(tmp_path)
    store.stale = 0.2
    assert 0.15 < seconds_to_record(store) < 2
    assert store.notice == ""


def test_lock_that_cannot_be_had_leaves_the_entry_in_memory(tmp_path):
    """When patience ends the learner should read why, and the next record write everything."""
    store = Progress(tmp_path)
    store.patience = 0.1
    note = hold(tmp_path)
    store.record("visit", "a")
    assert "another notebook holds the file" in store.notice
    assert (tmp_path / "progress.lock").read_bytes() == note
    assert keys(store.entries()) == ["a"]
    (tmp_path / "progress.lock").unlink()
    store.record("visit", "b")
    assert store.notice == ""
    assert keys(Progress(tmp_path).entries()) == ["a", "b"]


def test_stale_lock_in_a_read_only_folder_does_not_hang(tmp_path, monkeypatch):
    """A lock that may not be removed should end in the notice."""
    hold(tmp_path, time=0)
    store = Progress(tmp_path)
    store.patience = 0.5
    real = os.rename

    def refused(*arguments):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "rename", refused)
    assert seconds_to_record(store) < 2
    assert store.notice
    monkeypatch.setattr(os, "rename", real)
    assert len(store.entries()) == 1


def test_an_owner_that_was_too_slow_does_not_overwrite(tmp_path, monkeypatch):
    """Who wakes up after its lock was taken over should read again before writing."""
    slow, quick = Progress(tmp_path), Progress(tmp_path)
    quick.stale = 0.05
    real, naps = os.fsync, []

    def sleepy(handle):
        real(handle)
        if not naps:
            naps.append("sleeps while the other takes the lock and writes")
            quick.record("visit", "quick")

    monkeypatch.setattr(os, "fsync", sleepy)
    slow.record("visit", "slow")
    assert sorted(keys(Progress(tmp_path).entries())) == ["quick", "slow"]
    assert slow.notice == quick.notice == ""
    assert os.listdir(tmp_path) == ["progress.json"]


def test_an_overwritten_entry_is_written_again(tmp_path):
    """If a file without this kernel's last entry appears, the entry should come back with the next record."""
    store = Progress(tmp_path)
    store.record("visit", "a")
    older = store.path.read_bytes()
    store.record("visit", "b")
    store.path.write_bytes(older)
    assert keys(store.entries()) == ["a", "b"]
    store.record("visit", "c")
    assert keys(Progress(tmp_path).entries()) == ["a", "b", "c"]


def test_interrupting_the_kernel_while_it_waits_keeps_the_entry(tmp_path, monkeypatch):
    """Stop pressed during the wait for a lock should not lose the answer."""

    def stopped(_seconds):
        raise KeyboardInterrupt

    store = Progress(tmp_path)
    hold(tmp_path)
    with monkeypatch.context() as pressed, pytest.raises(KeyboardInterrupt):
        pressed.setattr(lock_module.time, "sleep", stopped)
        store.record("visit", "a")
    (tmp_path / "progress.lock").unlink()
    store.record("visit", "b")
    assert keys(Progress(tmp_path).entries()) == ["a", "b"]


def test_files_left_behind_by_a_kill_are_cleaned_up(tmp_path):
    """A temporary file of a dead program should go with the next record."""
    (tmp_path / "progress.0123.tmp").write_bytes(b"half")
    (tmp_path / "other.tmp").write_bytes(b"not ours")
    Progress(tmp_path).record("visit", "a")
    assert sorted(os.listdir(tmp_path)) == ["other.tmp", "progress.json"]
