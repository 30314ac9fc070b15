"""Progress: what is stored, in which order, how it leaves and comes back, and what is refused."""

import json
import os
import threading
from pathlib import Path

import numpy as np
import platformdirs
import pytest
from reuptake.ui import progress as module
from reuptake.ui.progress import Entry, Progress, progress


@pytest.fixture
def store(tmp_path):
    return Progress(tmp_path)


def keys(entries):
    return [entry.key for entry in entries]


def test_a_new_store_is_empty_and_writes_nothing(tmp_path):
    """Opening a store should make neither file nor folder, and find nothing wrong."""
    store = Progress(tmp_path / "new")
    assert store.entries() == ()
    assert store.latest("answer", "km") is None
    assert store.notice == ""
    assert not (tmp_path / "new").exists()


def test_record_gives_and_keeps_the_entry(store):
    """What record returns should be what the same and another store find."""
    entry = store.record("answer", "km", "a", correct=True, notebook="03")
    assert (entry.kind, entry.key, entry.value, entry.correct, entry.notebook) == ("answer", "km", "a", True, "03")
    assert entry.order == 1
    assert entry.at.endswith("+00:00")
    assert store.entries() == Progress(store.path.parent).entries() == (entry,)
    assert store.notice == ""


def test_the_folder_is_made_with_its_parents(tmp_path):
    """The first record should make the folder."""
    store = Progress(tmp_path / "a" / "b")
    store.record("visit", "start")
    assert store.path == tmp_path / "a" / "b" / "progress.json"
    assert store.path.is_file()


def test_the_file_is_small_json_and_stands_alone(store):
    """One file with version and entries; no temporary file and no lock should stay."""
    store.record("answer", "µ ± 😀", "5-HT₁ₐ")
    content = json.loads(store.path.read_bytes())
    assert content["version"] == 1
    assert [item["key"] for item in content["entries"]] == ["µ ± 😀"]
    assert os.listdir(store.path.parent) == ["progress.json"]
    assert store.path.stat().st_size < 400


def test_entries_filter_by_kind_and_key(store):
    """Kind and key should narrow what is given, in the order of recording."""
    for kind, key in (("answer", "b"), ("visit", "b"), ("answer", "a"), ("answer", "b")):
        store.record(kind, key)
    assert keys(store.entries()) == ["b", "b", "a", "b"]
    assert keys(store.entries("answer")) == ["b", "a", "b"]
    assert [entry.order for entry in store.entries(key="b")] == [1, 2, 4]
    assert [entry.order for entry in store.entries("answer", "b")] == [1, 4]


def test_latest_is_the_last_recorded(store):
    """A second answer should be the latest, and the first be kept."""
    store.record("answer", "km", "a", correct=False)
    store.record("answer", "km", "b", correct=True)
    store.record("prediction", "km", "c")
    assert store.latest("answer", "km").value == "b"
    assert len(store.entries("answer", "km")) == 2


def test_another_notebook_is_seen(store):
    """What another store writes should be found without opening anew, and ordered after."""
    other = Progress(store.path.parent)
    store.record("visit", "first")
    other.record("visit", "second")
    store.record("visit", "third")
    assert keys(store.entries()) == keys(other.entries()) == ["first", "second", "third"]
    assert [entry.order for entry in other.entries()] == [1, 2, 3]


@pytest.mark.parametrize(
    "value",
    [None, True, 0, -3, 1.5, "", "text", [1, [2, "x"]], {"x": [0.1], "y": None}, "\ud800", "</script>", 2**63 - 1],
    ids=repr,
)
def test_json_values_come_back_the_same(store, value):
    """Every JSON value should survive file, export and import."""
    store.record("prediction", "curve", value)
    assert Progress(store.path.parent).latest("prediction", "curve").value == value
    copy = Progress(store.path.parent / "copy")
    copy.merge(store.export())
    assert copy.latest("prediction", "curve").value == value


def test_points_in_tuples_become_lists(store):
    """A sketched curve of tuples and numpy's double should be stored as JSON has them."""
    entry = store.record("prediction", "curve", ((0, np.float64(0.5)), (1, 1.0)))
    assert entry.value == [[0, 0.5], [1, 1.0]]
    assert type(entry.value[0][1]) is float


def test_changing_a_value_in_place_changes_nothing_stored(store):
    """Neither the caller's list nor the list that is given out should be the stored one."""
    points = [1, 2]
    returned = store.record("prediction", "curve", points)
    points.append(3)
    returned.value.append(4)
    store.latest("prediction", "curve").value.append(5)
    store.record("visit", "end")
    assert store.latest("prediction", "curve").value == [1, 2]
    assert Progress(store.path.parent).latest("prediction", "curve").value == [1, 2]


def nested(depth):
    return [nested(depth - 1)] if depth else 0


ENDLESS = []
ENDLESS.append(ENDLESS)


@pytest.mark.parametrize(
    "value",
    [float("nan"), [float("inf")], {1: "a"}, {"a": {2}}, b"x", object(), np.arange(2), np.int64(1), 10**5000]
    + [nested(100), ENDLESS],
    ids=range(11),
)
def test_values_that_json_cannot_hold_are_refused(store, value):
    """The message should name the parameter and what is allowed, and nothing be stored."""
    with pytest.raises(ValueError, match=r"value is .*it must be a text, a finite number"):
        store.record("answer", "km", value)
    assert store.entries() == ()
    assert not store.path.exists()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": "guess"}, r"kind is 'guess'; it must be one of answer, prediction, exercise, visit"),
        ({"kind": None}, r"kind is None"),
        ({"key": ""}, r"key is ''; it must be a text that is not empty"),
        ({"key": "  "}, r"key is '  '"),
        ({"key": 3}, r"key is 3"),
        ({"correct": 1}, r"correct is 1; it must be True, False or None"),
        ({"notebook": None}, r"notebook is None; it must be a text"),
    ],
)
def test_bad_parameters_are_refused(store, changes, message):
    """The message should name parameter, value and what is allowed."""
    with pytest.raises(ValueError, match=message):
        store.record(**{"kind": "answer", "key": "km", **changes})
    assert store.entries() == ()


def test_asking_for_an_unknown_kind_is_refused(store):
    """A misspelt kind should not look like an empty store."""
    with pytest.raises(ValueError, match="kind is 'answers'"):
        store.entries("answers")


def test_entry_cannot_be_changed(store):
    """An entry should be frozen."""
    with pytest.raises(AttributeError):
        store.record("visit", "start").key = "other"


def test_export_and_merge_round_trip(store, tmp_path):
    """An empty store should become equal to the exported one."""
    store.record("answer", "km", {"a": [1]}, correct=False, notebook="03")
    store.record("visit", "start")
    copy = Progress(tmp_path / "copy")
    assert copy.merge(store.export()) == 2
    assert copy.entries() == store.entries()
    assert Progress(tmp_path / "copy").entries() == store.entries()
    assert copy.export() == store.export()
    assert copy.notice == ""


def test_merge_adds_and_never_removes(store, tmp_path):
    """Importing should add what is new once, and keep what is there."""
    store.record("visit", "old")
    saved = store.export()
    store.record("visit", "new")
    assert store.merge(saved) == 0
    assert keys(store.entries()) == ["old", "new"]
    other = Progress(tmp_path / "other")
    other.record("visit", "elsewhere")
    assert store.merge(memoryview(other.export())) == 1
    assert store.merge(other.export()) == 0
    assert sorted(keys(store.entries())) == ["elsewhere", "new", "old"]


def test_merge_keeps_its_own_version_of_an_entry(store):
    """A document that changes a stored entry should not change it here."""
    store.record("answer", "km", "right")
    assert store.merge(store.export().replace(b"right", b"wrong")) == 0
    assert store.latest("answer", "km").value == "right"


def test_record_after_merge_is_later(store, tmp_path):
    """What is recorded after an import should follow everything imported."""
    for _ in range(5):
        store.record("answer", "km", "old")
    copy = Progress(tmp_path / "copy")
    copy.merge(store.export())
    assert copy.record("answer", "km", "new").order == 6
    assert copy.latest("answer", "km").value == "new"


def good_entry(**changes):
    return {
        **dict(id="1", kind="answer", key="km", value=1, correct=None, notebook="", order=1, at="2026-01-01"),
        **changes,
    }


BAD_DOCUMENTS = {
    "empty": b"",
    "text": b"hello",
    "binary": bytes(range(256)),
    "cut": json.dumps({"version": 1, "entries": [good_entry()]}).encode()[:-9],
    "list": b"[]",
    "null": b"null",
    "no version": b'{"entries": []}',
    "text version": b'{"version": "1", "entries": []}',
    "true version": b'{"version": true, "entries": []}',
    "old version": b'{"version": 0, "entries": []}',
    "no entries": b'{"version": 1}',
    "entries by name": b'{"version": 1, "entries": {}}',
    "entry no object": b'{"version": 1, "entries": [3]}',
    "deep": b'{"version": 1, "entries": ' + b"[" * 100_000,
    "long number": b'{"version": 1, "entries": ' + b"9" * 5000 + b"}",
    "missing field": json.dumps({"version": 1, "entries": [{"id": "1"}]}).encode(),
    "unknown field": json.dumps({"version": 1, "entries": [good_entry(more=1)]}).encode(),
    "unknown kind": json.dumps({"version": 1, "entries": [good_entry(kind="guess")]}).encode(),
    "order text": json.dumps({"version": 1, "entries": [good_entry(order="1")]}).encode(),
    "order endless": json.dumps({"version": 1, "entries": [good_entry(order=2**63)]}).encode(),
    "nan": json.dumps({"version": 1, "entries": [good_entry(value=float("nan"))]}).encode(),
    "infinite": json.dumps({"version": 1, "entries": [good_entry(value=7)]}).encode().replace(b"7", b"1e999"),
    "second entry bad": json.dumps({"version": 1, "entries": [good_entry(), good_entry(id=2)]}).encode(),
}


@pytest.mark.parametrize("document", BAD_DOCUMENTS.values(), ids=BAD_DOCUMENTS.keys())
def test_merge_refuses_what_is_no_document_and_changes_nothing(store, document):
    """The error should be clear, and memory and file stay byte for byte."""
    entry = store.record("visit", "start")
    before = store.path.read_bytes()
    with pytest.raises(ValueError, match="document is not a progress file of this course"):
        store.merge(document)
    assert store.path.read_bytes() == before
    assert store.entries() == (entry,)
    assert store.notice == ""


def test_merge_refuses_a_newer_version(store):
    """The error should say that a newer edition wrote it."""
    store.record("visit", "start")
    with pytest.raises(ValueError, match="document is of version 3, from a newer edition"):
        store.merge(b'{"version": 3, "things": []}')
    assert keys(store.entries()) == ["start"]


def test_file_is_of_the_first_version_until_it_holds_an_appraisal(store):
    """An older edition should go on reading files of what it knows, and see that others are newer."""
    store.record("answer", "km", "a")
    assert json.loads(store.path.read_bytes())["version"] == 1
    store.record("appraisal", "C22", {"verdict": "unsupported", "reason": "<b>"}, notebook="08")
    assert json.loads(store.path.read_bytes())["version"] == 2
    again = Progress(store.path.parent)
    assert again.entries() == store.entries() and again.notice == ""
    assert again.latest("appraisal", "C22").value == {"verdict": "unsupported", "reason": "<b>"}


def test_older_edition_keeps_a_file_with_an_appraisal(store, monkeypatch):
    """An edition that knows the first version alone should put the file aside whole, as newer, not as damaged."""
    store.record("appraisal", "C22", {"verdict": "supported", "reason": ""})
    written = store.path.read_bytes()
    monkeypatch.setattr("reuptake.ui.entry.VERSION", 1)
    older = Progress(store.path.parent)
    assert older.path.with_name("progress.newer-1.json").read_bytes() == written
    assert "newer edition" in older.notice and older.entries() == ()


@pytest.fixture
def put_aside(store, monkeypatch):
    """A folder in which an edition of the first version has put a file aside and begun a new one."""
    store.record("answer", "km", "first")
    store.record("appraisal", "C22", {"verdict": "supported", "reason": ""})
    store.record("answer", "km", "second")
    with monkeypatch.context() as patch:
        patch.setattr("reuptake.ui.entry.VERSION", 1)
        older = Progress(store.path.parent)
        older.record("answer", "km", "third")
        older.record("visit", "fourth")
    return store.path.parent


def test_what_an_older_edition_put_aside_comes_back(put_aside):
    """This edition should join both files when it is opened, what was recorded later after the rest."""
    again = Progress(put_aside)
    assert [(entry.key, entry.order) for entry in again.entries()] == [
        ("km", 1), ("C22", 2), ("km", 3), ("km", 4), ("fourth", 5),
    ]  # fmt: skip
    assert again.latest("answer", "km").value == "third" and again.notice == ""
    assert os.listdir(put_aside) == ["progress.json"]
    assert Progress(put_aside).entries() == again.entries()


def test_several_files_put_aside_come_back_in_their_order(put_aside):
    """Files put aside one after the other should be joined as they were; what is too new or damaged should stay."""
    (put_aside / "progress.json").rename(put_aside / "progress.newer-2.json")
    stays = {"progress.newer-3.json": b'{"version": 99}', "progress.newer-4.json": b"x", "progress.damaged-1.json": b""}
    for name, content in stays.items():
        (put_aside / name).write_bytes(content)
    again = Progress(put_aside)
    assert [entry.value for entry in again.entries("answer", "km")] == ["first", "second", "third"]
    assert {name: (put_aside / name).read_bytes() for name in stays} == stays
    assert sorted(os.listdir(put_aside)) == sorted([*stays, "progress.json"])


def test_file_put_aside_stays_until_all_is_written(put_aside, monkeypatch):
    """Where nothing can be written the entries should be in memory, and the file stay until they are safe."""
    kept = (put_aside / "progress.newer-1.json").read_bytes()

    def refuse(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        again = Progress(put_aside)
        assert len(again.entries()) == 5 and "the disk is full" in again.notice
    assert (put_aside / "progress.newer-1.json").read_bytes() == kept
    assert len(Progress(put_aside).entries()) == 5 and os.listdir(put_aside) == ["progress.json"]


def test_many_open_what_was_put_aside_at_once(put_aside):
    """Notebooks that open at the same moment should bring everything back once."""
    barrier, found = threading.Barrier(6, timeout=60), []

    def open_it():
        barrier.wait()
        found.append(Progress(put_aside))

    threads = [threading.Thread(target=open_it) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert os.listdir(put_aside) == ["progress.json"]
    assert [keys(store.entries()) for store in found] == [["km", "C22", "km", "km", "fourth"]] * 6
    assert [store.notice for store in found] == [""] * 6


def test_what_was_put_aside_and_forgotten_stays_forgotten(put_aside):
    """Forgetting should leave nothing that could come back."""
    Progress(put_aside).forget()
    assert Progress(put_aside).entries() == () and os.listdir(put_aside) == []


def test_kind_of_a_later_edition_is_kept(store):
    """A kind that is not known here should be read, kept and written again, though none can be recorded."""
    document = json.dumps({"version": 2, "entries": [good_entry(kind="guess")]}).encode()
    assert store.merge(document) == 1
    store.record("visit", "next")
    again = Progress(store.path.parent)
    assert [entry.kind for entry in again.entries()] == ["guess", "visit"] and again.notice == ""
    with pytest.raises(ValueError, match="kind is 'guess'"):
        store.record("guess", "km")


@pytest.mark.parametrize("kind", ["", " ", None, 3, ["answer"]], ids=repr)
def test_kind_of_any_edition_is_a_text(store, kind):
    """Without a kind in words a document should be refused whatever its version."""
    with pytest.raises(ValueError, match="kind is .*a text that is not empty"):
        store.merge(json.dumps({"version": 2, "entries": [good_entry(kind=kind)]}).encode())


@pytest.mark.parametrize("document", ["{}", None, 3])
def test_merge_takes_bytes_only(store, document):
    """Anything but bytes should be refused by name."""
    with pytest.raises(ValueError, match="document is .*it must be bytes"):
        store.merge(document)


def test_the_largest_order_does_not_block_the_store(store):
    """A strange document with the largest order should leave the store working."""
    store.merge(json.dumps({"version": 1, "entries": [good_entry(order=2**63 - 1)]}).encode())
    store.record("visit", "next")
    assert len(Progress(store.path.parent).entries()) == 2
    assert store.notice == ""


def test_forget_removes_everything(store):
    """No entry, no file, no file kept aside should be left, and recording begin anew."""
    store.record("visit", "start")
    for name in ("damaged-1.json", "damaged-12.json", "newer-1.json", "abc.tmp"):
        store.path.with_name(f"progress.{name}").write_text("x")
    foreign = store.path.with_name("thesis.json")
    foreign.write_text("mine")
    store.forget()
    assert store.entries() == ()
    assert os.listdir(store.path.parent) == ["thesis.json"]
    assert store.record("visit", "again").order == 1


def test_forget_on_an_empty_store_does_nothing(tmp_path):
    """Forgetting nothing should make no folder and find nothing wrong."""
    store = Progress(tmp_path / "new")
    store.forget()
    assert store.notice == ""
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("records_after", [0, 1])
def test_what_one_notebook_forgets_the_other_does_not_bring_back(store, records_after):
    """An open notebook should not write forgotten entries again from its memory."""
    other = Progress(store.path.parent)
    store.record("visit", "secret")
    assert keys(other.entries()) == ["secret"]
    store.forget()
    for _ in range(records_after):
        store.record("visit", "fresh")
    other.record("visit", "later")
    expected = ["fresh"] * records_after + ["later"]
    assert keys(other.entries()) == keys(Progress(store.path.parent).entries()) == expected
    assert b"secret" not in store.path.read_bytes()


def test_the_environment_variable_moves_the_file(tmp_path, monkeypatch):
    """Folder, then variable, then the platform's folder should decide."""
    monkeypatch.setenv(module.VARIABLE, str(tmp_path / "moved"))
    assert Progress().path == tmp_path / "moved" / "progress.json"
    assert Progress(tmp_path / "given").path.parent == tmp_path / "given"
    monkeypatch.setattr(platformdirs, "user_data_path", lambda name, *_: tmp_path / name)
    monkeypatch.setenv(module.VARIABLE, "")
    assert Progress().path.parent == tmp_path / "serotonin-reuptake"
    monkeypatch.delenv(module.VARIABLE)
    assert Progress().path.parent == tmp_path / "serotonin-reuptake"


def test_a_relative_folder_stays_where_it_was(tmp_path, monkeypatch):
    """A notebook that changes its working folder should keep its file."""
    monkeypatch.chdir(tmp_path)
    store = Progress("here")
    monkeypatch.chdir(Path(tmp_path.anchor))
    store.record("visit", "start")
    assert (tmp_path / "here" / "progress.json").is_file()


def test_a_kernel_shares_one_store_for_each_folder(tmp_path, monkeypatch):
    """progress() should give the same store until the variable changes, and the first again after."""
    monkeypatch.setattr(module, "_SHARED", {})
    monkeypatch.setenv(module.VARIABLE, str(tmp_path / "a"))
    first = progress()
    assert progress() is first
    monkeypatch.setenv(module.VARIABLE, str(tmp_path / "b"))
    second = progress()
    assert second is not first
    assert second.path.parent == tmp_path / "b"
    monkeypatch.setenv(module.VARIABLE, str(tmp_path / "a"))
    assert progress() is first


def test_the_notice_is_one_line(store):
    """A notice should be one line of plain text."""
    store.path.write_bytes(b"\x00")
    store.entries()
    assert store.notice
    assert "\n" not in store.notice


def test_entry_is_public_here():
    """Entry should be importable from where the store is."""
    assert [*Entry.__dataclass_fields__] == ["id", "kind", "key", "value", "correct", "notebook", "order", "at"]
