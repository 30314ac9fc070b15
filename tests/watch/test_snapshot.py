"""Snapshots cannot be changed, come back from disk as they were, and are never lost to a fault."""

import errno
import json
import os
import threading
from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import platformdirs
import pytest
from reuptake.ui.progress import VARIABLE as PROGRESS_VARIABLE
from reuptake.ui.progress import Progress
from reuptake.watch import Snapshot, Snapshots, default_folder, read_file, store
from reuptake.watch.errors import CannotSave, DamagedSnapshot, NewerSnapshot, NoSnapshot, SnapshotFault
from reuptake.watch.snapshot import now, read_document, write_document

RECORDS = {
    "NCT1": {"title": "µ ± 😀", "enrolment": 40, "share": 0.5, "has_results": False, "phases": ["A", "B"], "why": None}
}
ONE = Snapshot("clinicaltrials", "examplamine", "2026-11-01T09:00:00+00:00", "v1", True, RECORDS)


@pytest.fixture
def folder(tmp_path):
    return Snapshots(tmp_path / "a" / "b")


def later(day, **changes):
    """The same snapshot, taken on another day of November."""
    return replace(ONE, taken=f"2026-11-{day:02d}T09:00:00+00:00", **changes)


def test_frozen():
    """Neither the snapshot nor what it holds should be changeable."""
    with pytest.raises(FrozenInstanceError):
        ONE.complete = False
    with pytest.raises(TypeError):
        ONE.records["NCT2"] = {}
    with pytest.raises(TypeError):
        ONE.records["NCT1"]["title"] = "other"
    assert ONE.records["NCT1"]["phases"] == ("A", "B")


def test_round_trip():
    """A snapshot should come back from its document as it was, and the document be the same each time."""
    assert read_document(write_document(ONE)) == ONE
    assert write_document(read_document(write_document(ONE))) == write_document(ONE)
    turned = replace(ONE, records={"NCT1": dict(reversed(RECORDS["NCT1"].items()))})
    assert write_document(turned) == write_document(ONE)


def test_sentence():
    """A snapshot should say what it is."""
    assert repr(ONE) == "<Snapshot: ClinicalTrials.gov, 'examplamine', 2026-11-01: 1 record, complete, version v1>"
    assert "not complete" in later(2, complete=False).sentence()
    assert Snapshot("pubmed", "x", now(), "", True, {}).day == now()[:10]


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("service", "nobody", "service is 'nobody'; it must be one of clinicaltrials"),
        ("service", ["x"], "service is"),
        ("query", "a\nb", "query is"),
        ("query", "", "query is ''; it must be a text of 1 to 300"),
        ("taken", "2026-11-01", "taken is '2026-11-01'; it must be a time in UTC"),
        ("taken", "2026-13-01T00:00:00+00:00", "taken is"),
        ("version", None, "version is None"),
        ("complete", 1, "complete is 1; it must be True or False"),
        ("records", [], "records is 'list'"),
        ("records", {"../x y": {}}, "identifier is '../x y'"),
        ("records", {"": {}}, "identifier is ''"),
        ("records", {"a": []}, "record a is 'list'"),
        ("records", {"a": {"Title": "x"}}, "field of a is 'Title'"),
        ("records", {"a": {"x": float("nan")}}, "x of a is nan"),
        ("records", {"a": {"x": {"y": 1}}}, "x of a is"),
        ("records", {"a": {"x": [1]}}, "x of a is"),
        ("records", {"a": {"x": 10**18}}, "x of a is a number of more than 18 digits"),
        ("records", {"a": {"x": -(10**5000)}}, "x of a is a number of more than 18 digits"),
        ("records", {"a": {}, 7: {}}, "identifier is 7"),
        ("records", {"a": {"x": 1, 7: 2}}, "field of a is 7"),
    ],
)
def test_wrong_parameter(name, value, reason):
    """A wrong parameter should be refused by its name."""
    with pytest.raises(ValueError) as caught:
        replace(ONE, **{name: value})
    assert reason in str(caught.value)


def test_save_and_last(folder):
    """Files should have names that are safe and sort as they were kept, whatever the clock said."""
    paths = [folder.save(later(day)) for day in (3, 1, 2)]
    assert folder.files("clinicaltrials", "examplamine") == paths == sorted(paths)
    assert [one.day for one in folder.last("clinicaltrials", "examplamine")] == ["2026-11-01", "2026-11-02"]
    assert len(folder.last("clinicaltrials", "examplamine", 9)) == 3
    assert folder.last("pubmed", "examplamine") == [] and folder.notices == []


def test_same_second_does_not_overwrite(folder):
    """Two snapshots of one second should be two files, the later written the last."""
    for number in range(12):
        folder.save(later(1, version=f"v{number}"))
    found = folder.last("clinicaltrials", "examplamine", 20)
    assert [one.version for one in found] == [f"v{number}" for number in range(12)]


def test_files_without_a_number_come_first(folder):
    """Files of the first days, named by their time alone, should be found, before those with a number."""
    (old,) = (folder.save(later(day)) for day in (3,))
    old.rename(old.with_name(old.name.replace("__000001__", "__")))
    folder.save(later(2))
    assert [one.day for one in folder.last("clinicaltrials", "examplamine")] == ["2026-11-03", "2026-11-02"]


def test_two_writers_at_once(folder):
    """Whoever writes at the same moment should get a file of their own; none may be lost."""
    writers, rounds = 8, 5
    barrier = threading.Barrier(writers, timeout=60)

    def write(number):
        for turn in range(rounds):
            barrier.wait()
            Snapshots(folder.folder).save(later(1, version=f"v{number}-{turn}"))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = {one.version for one in folder.last("clinicaltrials", "examplamine", 100)}
    assert found == {f"v{number}-{turn}" for number in range(writers) for turn in range(rounds)}
    assert not folder.notices and not list(folder.folder.glob(".*"))


def test_a_name_that_is_taken_in_between(folder, monkeypatch):
    """A name that another program took after it was found free should not be overwritten."""
    names = folder._names
    taken = []

    def late(snapshot):
        for path in names(snapshot):
            if not taken:
                taken.append(path)
                path.write_text("of another")
            yield path

    monkeypatch.setattr(folder, "_names", late)
    path = folder.save(ONE)
    assert taken[0].read_text() == "of another" and path != taken[0] and read_file(path) == ONE


def test_disk_without_links(folder, monkeypatch):
    """Where the disk knows no links, files should be written and kept apart all the same."""

    def refuse(*_):
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    for number in range(3):
        folder.save(later(1, version=f"v{number}"))
    assert [one.version for one in folder.last("clinicaltrials", "examplamine", 9)] == ["v0", "v1", "v2"]
    assert len(list(folder.folder.iterdir())) == 3


def test_left_behind_files_are_swept(folder):
    """What a killed program left should go after an hour, what is being written should stay."""
    folder.save(ONE)
    old, young, foreign = (folder.folder / name for name in (f".{'a' * 32}.tmp", f".{'b' * 32}.tmp", ".mine.tmp"))
    for path in (old, young, foreign):
        path.write_text("half")
    for path in (old, foreign):
        os.utime(path, (1, 1))
    folder.save(later(2))
    assert not old.exists() and young.exists() and foreign.exists()


def test_files_of_a_service(folder):
    """A service alone should give the files of all its queries; a query alone should be refused."""
    for query in ("a", "b"):
        folder.save(replace(ONE, query=query))
    folder.save(replace(ONE, service="openfda-label"))
    assert len(folder.files("clinicaltrials")) == 2 and len(folder.files()) == 3
    assert folder.files("pubmed") == []
    for arguments in ((None, "a"), ("clinicaltrials", 7)):
        with pytest.raises(ValueError, match="query is .*; it must be a text"):
            folder.files(*arguments)
    with pytest.raises(ValueError, match="service is 'nobody'"):
        folder.files("nobody")


@pytest.mark.parametrize("query", ["../../x", "a/b\\c", "CON", "x" * 300, "名前", "a:b*c?", "."])
def test_any_query_makes_a_safe_name(folder, query):
    """No query should lead out of the folder or make a name that a system refuses."""
    path = folder.save(replace(ONE, query=query))
    assert path.parent == folder.folder and path.name.isascii() and len(path.name) < 120
    assert not set(path.name) & set('/\\:*?"<>|') and path.name.startswith("clinicaltrials__")
    assert folder.last("clinicaltrials", query)[0].query == query


def test_similar_queries_stay_apart(folder):
    """Queries whose plain names are the same should have files of their own."""
    for query in ("a b", "a-b", "A b"):
        folder.save(replace(ONE, query=query))
    assert len(folder.files()) == 3 and len(folder.files("clinicaltrials", "a b")) == 1


DAMAGES = {
    "empty": b"",
    "cut": write_document(ONE)[:-20],
    "binary": b"\x00\xff\xfe",
    "other": b'{"format": "something else"}',
    "list": b"[]",
    "no edition": write_document(ONE).replace(b'"edition": 1', b'"edition": "1"'),
    "no records": write_document(ONE).replace(b'"records"', b'"recods"'),
    "wrong field": write_document(ONE).replace(b'"complete": true', b'"complete": "yes"'),
    "other query": write_document(replace(ONE, query="another")),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_file_is_put_aside(folder, damage):
    """A damaged file should be kept under another name and told, and the good ones be used."""
    folder.save(later(1))
    folder.save(later(2))
    path = folder.save(later(3))
    path.write_bytes(DAMAGES[damage])
    assert [one.day for one in folder.last("clinicaltrials", "examplamine")] == ["2026-11-01", "2026-11-02"]
    aside = path.with_name(f"{path.stem}.damaged-1.json")
    assert aside.read_bytes() == DAMAGES[damage] and not path.exists()
    (notice,) = folder.notices
    assert path.name in notice and aside.name in notice and "passed over" in notice
    path.write_bytes(b"again")
    folder.last("clinicaltrials", "examplamine")
    assert path.with_name(f"{path.stem}.damaged-2.json").exists() and aside.read_bytes() == DAMAGES[damage]


def test_newer_file(folder):
    """A file of a later edition should be refused by name and left as it is."""
    path = folder.save(later(1))
    path.write_bytes(write_document(later(1)).replace(b'"edition": 1', b'"edition": 2'))
    before = path.read_bytes()
    with pytest.raises(NewerSnapshot, match="was written in format 2.*leaves the file as it is"):
        folder.last("clinicaltrials", "examplamine")
    assert path.read_bytes() == before and len(list(folder.folder.iterdir())) == 1


def test_read_file(tmp_path):
    """A missing, a damaged and a huge file should each be told by name."""
    with pytest.raises(NoSnapshot, match="x.json: There is no such file"):
        read_file(tmp_path / "x.json")
    (tmp_path / "y.json").write_bytes(b"{")
    with pytest.raises(DamagedSnapshot, match="y.json: The file cannot be read: it ends too early"):
        read_file(tmp_path / "y.json")
    with open(tmp_path / "z.json", "wb") as file:
        file.truncate(store.LARGEST + 1)
    with pytest.raises(DamagedSnapshot, match="larger than 100 megabytes"):
        read_file(tmp_path / "z.json")
    with pytest.raises(SnapshotFault, match="cannot be read"):
        read_file(tmp_path)


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "the disk is full"), (errno.EACCES, "may not be written to"), (errno.EIO, "")]
)
@pytest.mark.parametrize("calls", [["fsync"], ["link", "replace"]])
def test_disk_full(folder, monkeypatch, number, words, calls):
    """A disk that refuses should be told in words; earlier files stay and no piece is left."""
    first = folder.save(later(1))
    before = first.read_bytes()

    def refuse(*_):
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        for call in calls:
            patch.setattr(store.os, call, refuse)
        with pytest.raises(CannotSave, match=f"The snapshot could not be saved: .*{words}"):
            folder.save(later(2))
    assert [path.name for path in folder.folder.iterdir()] == [first.name] and first.read_bytes() == before


def test_largest_numbers_come_back(folder):
    """Numbers of 18 digits should be kept, with either sign, and come back."""
    one = replace(ONE, records={"a": {"x": 10**18 - 1, "y": -(10**18) + 1}})
    assert read_file(folder.save(one)) == one


def test_what_could_not_be_read_again_is_not_written(folder, monkeypatch):
    """A snapshot that this course could not read back should be refused before anything is written."""
    monkeypatch.setattr("reuptake.watch.reading.MOST_VALUES", 10)
    with pytest.raises(CannotSave, match="could not be read again: it .*more than 10 values"):
        folder.save(ONE)
    monkeypatch.undo()
    monkeypatch.setattr(store, "LARGEST", 100)
    with pytest.raises(CannotSave, match="could not be read again: it would be larger"):
        folder.save(ONE)
    assert not folder.folder.exists()


def test_folder_that_is_a_file(tmp_path):
    """A file where the folder should be should be told."""
    (tmp_path / "x").write_text("")
    with pytest.raises(CannotSave, match="a file lies where the folder should be"):
        Snapshots(tmp_path / "x").save(ONE)
    with pytest.raises(SnapshotFault, match="cannot be read"):
        Snapshots(tmp_path / "x").files()


def test_written_whole_or_not(folder, monkeypatch):
    """A stop at any moment of writing should leave no half file under a name that is read."""
    folder.folder.mkdir(parents=True)

    def stop(*_):
        raise KeyboardInterrupt

    for call in ("fsync", "link"):
        with monkeypatch.context() as patch:
            patch.setattr(store.os, call, stop)
            with pytest.raises(KeyboardInterrupt):
                folder.save(ONE)
        assert list(folder.folder.iterdir()) == []


def test_foreign_files_are_left_alone(folder):
    """Files that are no snapshots of ours should be neither read nor renamed."""
    folder.save(ONE)
    for name in ("notes.txt", "clinicaltrials__x.json", ".a.tmp", "progress.json"):
        (folder.folder / name).write_text("mine")
    assert len(folder.files()) == 1
    folder.last("clinicaltrials", "examplamine")
    assert (folder.folder / "progress.json").read_text() == "mine"


def test_default_folder_is_beside_the_progress(monkeypatch, tmp_path):
    """Without a choice snapshots should lie beside the file with a learner's answers."""
    monkeypatch.delenv(store.VARIABLE)
    assert store.PROGRESS_VARIABLE == PROGRESS_VARIABLE
    assert default_folder() == Progress().path.parent / "watch"
    monkeypatch.delenv(PROGRESS_VARIABLE)
    assert default_folder() == Path(platformdirs.user_data_path("serotonin-reuptake", False)) / "watch"
    monkeypatch.setenv(store.VARIABLE, str(tmp_path))
    assert default_folder() == tmp_path == Snapshots().folder


def test_folder_that_nobody_has():
    """The home of somebody who does not exist should be told, not fall over."""
    with pytest.raises(SnapshotFault, match="cannot be found"):
        Snapshots("~nobody-of-this-name/x")


def test_file_is_plain_dated_json(folder):
    """The file should be JSON that others can read, with its day in its name."""
    path = folder.save(ONE)
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["records"]["NCT1"]["title"] == "µ ± 😀" and content["edition"] == 1
    assert path.name.endswith("__20261101T090000Z.json")
