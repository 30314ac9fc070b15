"""Files are written whole and never over others, also on a system where readers are in the way."""

import os
from itertools import count

import pytest
from reuptake.evidence import disk
from reuptake.watch.files import publish, write_file, write_new


@pytest.fixture
def windows(monkeypatch):
    """Windows, as far as these functions know it: a rename refuses while a file is read, and never overwrites."""
    refusals, rename, replace = [], os.rename, os.replace

    def refusing(action, overwrites):
        def act(source, target):
            if refusals:
                refusals.pop()
                raise PermissionError(13, "The process cannot access the file")
            if os.path.exists(target) and not overwrites:
                raise FileExistsError(17, "There is such a file")
            action(source, target)

        return act

    monkeypatch.setattr(os, "rename", refusing(rename, False))
    monkeypatch.setattr(os, "replace", refusing(replace, True))
    monkeypatch.delattr(os, "link")
    monkeypatch.setattr(os, "name", "nt")
    return refusals


def test_reader_in_the_way_is_waited_for(tmp_path, windows):
    """A file that somebody reads for a moment should be replaced after it; nothing should be left behind."""
    target = tmp_path / "x.md"
    write_file(target, b"one")
    windows += [1, 1, 1]
    write_file(target, b"two")
    assert target.read_bytes() == b"two" and not windows and len(os.listdir(tmp_path)) == 1


def test_reader_that_stays_is_told(tmp_path, windows, monkeypatch):
    """Who does not let go for a second should be an error, and the file stay as it was."""
    target = write_file(tmp_path / "x.md", b"one")
    times = iter(range(100))
    monkeypatch.setattr(disk.time, "monotonic", lambda: next(times))
    windows += [1] * 50
    with pytest.raises(PermissionError):
        write_file(target, b"two")
    assert target.read_bytes() == b"one" and os.listdir(tmp_path) == ["x.md"]


def test_nothing_is_overwritten_without_links(tmp_path, windows):
    """The next free name should be taken where a rename refuses to overwrite."""
    names = [tmp_path / f"{number}" for number in range(3)]
    names[0].write_bytes(b"mine")
    windows += [1, 1]
    assert write_new(tmp_path, iter(names), b"new") == names[1]
    assert names[0].read_bytes() == b"mine" and names[1].read_bytes() == b"new"


def test_published_file_leaves_its_old_name(tmp_path):
    """A file should be under one name afterwards, the first that is free, and others be as they were."""
    for name in ("source", "1", "2"):
        (tmp_path / name).write_text(name)
    assert publish(tmp_path / "source", (tmp_path / str(number) for number in count(1))).name == "3"
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"1": "1", "2": "2", "3": "source"}
