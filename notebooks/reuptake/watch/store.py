"""The folder of snapshots: dated, numbered files, written in one step, never overwritten, damaged ones put aside."""

import errno
import hashlib
import itertools
import os
import re
from pathlib import Path

from reuptake.watch.catalogue import service_named
from reuptake.watch.errors import CannotSave, DamagedSnapshot, NewerSnapshot, NoSnapshot, SnapshotFault
from reuptake.watch.files import publish, sweep, write_new
from reuptake.watch.snapshot import Newer, Snapshot, read_document, write_document

VARIABLE = "REUPTAKE_WATCH_FOLDER"
PROGRESS_VARIABLE = "REUPTAKE_PROGRESS_FOLDER"
LARGEST = 100_000_000

# The number tells the order, whatever a clock said; files of the first days of the course have none.
_FILE = re.compile(
    r"(?P<series>[a-z-]+__[a-z0-9-]*-[0-9a-f]{8})__((?P<number>\d{6,12})__)?(?P<taken>\d{8}T\d{6}Z)(-\d+)?\.json",
    re.ASCII,
)
_PLAIN_WORDS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk is full",
    errno.EACCES: "the folder may not be written to",
    errno.EPERM: "the folder may not be written to",
    errno.EROFS: "the folder may not be written to",
    errno.ENOTDIR: "a file lies where the folder should be",
    errno.EEXIST: "a file lies where the folder should be",
}


def default_folder():
    """Where snapshots lie unless a learner chooses: beside the progress file.

    Returns
    -------
    Path
        The environment variable REUPTAKE_WATCH_FOLDER, else the folder `watch` in that of the progress file.
    """
    if own := os.environ.get(VARIABLE):
        return _whole(own)
    beside = os.environ.get(PROGRESS_VARIABLE)
    if not beside:
        import platformdirs  # only needed where nobody has chosen

        beside = platformdirs.user_data_path("serotonin-reuptake", False)
    return _whole(beside) / "watch"


def _whole(folder):
    try:
        return Path(folder).expanduser().absolute()
    except (RuntimeError, OSError):
        raise SnapshotFault(str(folder), "This folder cannot be found.", "Choose another one.") from None


def series(service, query):
    """Name what the files of one service and query have in common, safe on every system.

    Parameters
    ----------
    service, query : str

    Returns
    -------
    str
        Such as clinicaltrials__tianeptine-1a2b3c4d; the last part tells similar queries apart.
    """
    service_named(service)
    plain = re.sub(r"[^a-z0-9]+", "-", query.lower()).strip("-")[:40].strip("-")
    return f"{service}__{plain}-{hashlib.sha256(query.encode()).hexdigest()[:8]}"


def read_file(path):
    """Read one snapshot file.

    Parameters
    ----------
    path : str or Path

    Returns
    -------
    Snapshot

    Raises
    ------
    SnapshotFault
        If it is missing, damaged or newer. The file is left as it is.
    """
    path = Path(path)
    try:
        if path.stat().st_size > LARGEST:
            raise DamagedSnapshot(path.name, f"The file is larger than {LARGEST // 1_000_000} megabytes.")
        return read_document(path.read_bytes())
    except FileNotFoundError:
        raise NoSnapshot(path.name, "There is no such file.", "Check its name.") from None
    except Newer as problem:
        raise NewerSnapshot(path.name, f"The file cannot be read: {problem}.") from None
    except ValueError as problem:
        raise DamagedSnapshot(path.name, f"The file cannot be read: {str(problem).rstrip('.')}.") from None
    except OSError as problem:
        raise SnapshotFault(path.name, f"The file cannot be read: {_why(problem)}.") from None


class Snapshots:
    """The snapshots in one folder.

    Parameters
    ----------
    folder : str or Path, optional
        Else `default_folder()`.

    Attributes
    ----------
    folder : Path
    notices : list of str
        What was put aside or passed over, in whole sentences.
    """

    def __init__(self, folder=None):
        self.folder = _whole(folder) if folder else default_folder()
        self.notices = []

    def save(self, snapshot):
        """Write a snapshot to a file of its own.

        Parameters
        ----------
        snapshot : Snapshot

        Returns
        -------
        Path

        Raises
        ------
        CannotSave
            If the disk or the folder refuses it, or it could not be read again; no other file has changed then.
        """
        data = self._readable(snapshot)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            sweep(self.folder)
            return write_new(self.folder, self._names(snapshot), data)
        except OSError as problem:
            raise CannotSave(str(self.folder), f"The snapshot could not be saved: {_why(problem)}.") from None

    def _names(self, snapshot):
        """Yield the next free place, and the one after it if another program was faster."""
        service, query, number = snapshot.service, snapshot.query, 0
        day = re.sub("[-:]", "", snapshot.taken[:19])
        while True:
            number = max(number, *(int(fit["number"] or 0) for fit in self._fits(service, query)), 0) + 1
            yield self.folder / f"{series(service, query)}__{number:06d}__{day}Z.json"

    def _readable(self, snapshot):
        """The document of a snapshot, read once to be sure that it can be."""
        data = write_document(snapshot)
        try:
            if len(data) > LARGEST:
                raise ValueError(f"it would be larger than {LARGEST // 1_000_000} megabytes")
            if read_document(data) != snapshot:
                raise ValueError("it would not come back as it is")
        except ValueError as problem:
            happened = f"The snapshot could not be saved, because it could not be read again: {problem}."
            raise CannotSave(str(self.folder), happened, "Ask for less, with a narrower query.") from None
        return data

    def files(self, service=None, query=None):
        """List the snapshot files in the order in which they were kept, without reading them.

        Parameters
        ----------
        service, query : str, optional
            Only those of this service; with a query only those of service and query.

        Returns
        -------
        list of Path

        Raises
        ------
        ValueError
            If there is no such service, or a query is no text or stands alone.
        SnapshotFault
            If the folder cannot be read.
        """
        return [self.folder / fit[0] for fit in self._fits(service, query)]

    def _fits(self, service, query):
        wanted = _wanted(service, query)
        try:
            names = os.listdir(self.folder)
        except FileNotFoundError:
            return []
        except OSError as problem:
            raise SnapshotFault(str(self.folder), f"The folder cannot be read: {_why(problem)}.") from None
        fits = [fit for name in names if (fit := _FILE.fullmatch(name)) and wanted.fullmatch(fit["series"])]
        return sorted(fits, key=lambda fit: (fit["series"], int(fit["number"] or 0), fit["taken"], len(fit[0]), fit[0]))

    def last(self, service, query, count=2):
        """Read the snapshots of a query that were kept last, in that order; damaged files are put aside.

        Parameters
        ----------
        service, query : str
        count : int
            How many at most.

        Returns
        -------
        list of Snapshot

        Raises
        ------
        NewerSnapshot
            If one of them was written by a later edition.
        """
        found = []
        for path in reversed(self.files(service, query)):
            if len(found) == count:
                break
            try:
                found.append(self._own(read_file(path), path, service, query))
            except DamagedSnapshot as problem:
                self._put_aside(path, problem)
        return found[::-1]

    def _own(self, snapshot, path, service, query):
        if (snapshot.service, snapshot.query) != (service, query):
            raise DamagedSnapshot(path.name, "The file holds another query than its name says.")
        return snapshot

    def _put_aside(self, path, problem):
        """Rename a damaged file to the first free name, so that nothing is lost and nothing trips over it again."""
        names = (path.with_name(f"{path.stem}.damaged-{number}.json") for number in itertools.count(1))
        try:
            aside = publish(path, names)
            self.notices.append(f"{problem.where}: {problem.happened} It was kept as {aside.name} and passed over.")
        except OSError as trouble:
            self.notices.append(f"{problem.where}: {problem.happened} It was passed over ({_why(trouble)}).")


def _wanted(service, query):
    """What the series of a file must be, as a pattern."""
    if query is not None and (service is None or not isinstance(query, str)):
        raise ValueError(f"query is {query!r}; it must be a text, and stand beside a service.")
    if service is None:
        return re.compile(".*")
    if query is None:
        service_named(service)
        return re.compile(f"{re.escape(service)}__.*")
    return re.compile(re.escape(series(service, query)))


def _why(problem):
    return _PLAIN_WORDS.get(problem.errno, problem.strerror or type(problem).__name__)


def pair(found, service, query):
    """Take the last two of some snapshots.

    Parameters
    ----------
    found : list of Snapshot
    service, query : str
        For the message.

    Returns
    -------
    tuple of Snapshot
        Older and newer.

    Raises
    ------
    NoSnapshot
        If there are fewer than two.
    """
    if len(found) < 2:
        there = "There is only one snapshot so far." if found else "There is no snapshot yet."
        raise NoSnapshot(f"{service_named(service).title}, {query!r}", f"{there} Two are needed to compare.")
    return found[-2], found[-1]


__all__ = ["Snapshot", "Snapshots", "default_folder", "pair", "read_file", "series"]
