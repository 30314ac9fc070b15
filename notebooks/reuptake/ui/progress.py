"""What a learner answered, predicted, judged and visited, in one small file on the learner's own machine."""

import contextlib
import errno
import os
import re
import threading
import time
import uuid
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import platformdirs

from reuptake.evidence.disk import patiently
from reuptake.ui.entry import KINDS, LARGEST, Entry, NewerVersion, check, read_document, write_document
from reuptake.ui.lock import FileLock, LockLost

VARIABLE = "REUPTAKE_PROGRESS_FOLDER"

_ASIDE = re.compile(r"progress\.(damaged|newer)-\d+\.json")
_NEWER = re.compile(r"progress\.newer-(\d+)\.json")
_PLAIN_WORDS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk is full",
    errno.EACCES: "the folder may not be written to",
    errno.EPERM: "the folder may not be written to",
    errno.EROFS: "the folder may not be written to",
    errno.ETIMEDOUT: "another notebook holds the file",
}


class Progress:
    """The store of one folder; any number of notebooks may have it open.

    Whatever goes wrong with the disk, an entry stays in memory and each later record tries again.

    Parameters
    ----------
    folder : str or Path, optional
        Else the environment variable REUPTAKE_PROGRESS_FOLDER, else the platform's folder for user data.

    Attributes
    ----------
    path : Path
        The file.
    stale, patience : float
        Seconds after which a lock is taken over, and after which a record gives up for now.
    """

    stale = 5.0
    patience = 8.0

    def __init__(self, folder=None):
        folder = folder or os.environ.get(VARIABLE) or platformdirs.user_data_path("serotonin-reuptake", False)
        self.path = Path(folder).expanduser().absolute() / "progress.json"
        self._guard = threading.RLock()
        self._empty()
        self.entries()
        if self._own_files(_NEWER):
            self._take_back()

    def _empty(self):
        self._known = {}  # entries by id, of the file and of this kernel
        self._saved = set()  # ids that the file was last seen to hold
        self._asides = set()
        self._stamp = None
        self._trouble = self._lasting = ""

    @property
    def notice(self):
        """One line for the learner when something is wrong, "" when all is well."""
        return " ".join(filter(None, (self._lasting, self._trouble)))

    def record(self, kind, key, value=None, *, correct=None, notebook=""):
        """Store one thing the learner did.

        Parameters
        ----------
        kind : {"answer", "prediction", "exercise", "visit", "appraisal", "assessment"}
        key : str
        value : object
            Texts, finite numbers, True, False, None, and lists and dictionaries of these.
        correct : bool, optional
        notebook : str

        Returns
        -------
        Entry

        Raises
        ------
        ValueError
            If a parameter is none of what is allowed. Trouble with the disk raises nothing; see `notice`.
        """
        check("kind", kind, kind in KINDS, f"one of {', '.join(KINDS)}")
        at = datetime.fromtimestamp(time.time(), UTC).isoformat(timespec="seconds")
        draft = Entry(uuid.uuid4().hex, kind, key, value, correct, notebook, 1, at)

        def add():
            last = max((entry.order for entry in self._known.values()), default=0)
            self._known[draft.id] = replace(draft, order=min(last + 1, LARGEST))
            return replace(self._known[draft.id])

        return self._save(add)

    def entries(self, kind=None, key=None):
        """All entries in order, including what another notebook has written meanwhile.

        Parameters
        ----------
        kind, key : str, optional
            Only those of this kind, or with this key.

        Returns
        -------
        tuple of Entry
        """
        check("kind", kind, kind is None or kind in KINDS, f"None or one of {', '.join(KINDS)}")
        with self._guard:
            try:
                self._read()
            except ValueError:
                self._save()
            except OSError as problem:
                self._say_trouble(problem)
            else:
                if self._saved >= self._known.keys():
                    self._trouble = ""
            found = [e for e in self._known.values() if kind in (None, e.kind) and key in (None, e.key)]
        found.sort(key=lambda entry: (entry.order, entry.id))
        # Copies, so that a caller who changes a value in place changes nothing here.
        return tuple(replace(entry) if isinstance(entry.value, list | dict) else entry for entry in found)

    def latest(self, kind, key):
        """The last entry of a kind and key, or None.

        Parameters
        ----------
        kind, key : str

        Returns
        -------
        Entry or None
        """
        found = self.entries(kind, key)
        return found[-1] if found else None

    def export(self):
        """Everything as a JSON document that `merge` takes.

        Returns
        -------
        bytes
        """
        return write_document(self.entries())

    def merge(self, document):
        """Add what an exported document has and this store has not.

        Parameters
        ----------
        document : bytes

        Returns
        -------
        int
            How many entries were new.

        Raises
        ------
        ValueError
            If it is no such document, or from a newer edition; nothing is changed then.
        """
        allowed = "bytes, as `export` gives them"
        check("document", document, isinstance(document, bytes | bytearray | memoryview), allowed)
        new = {entry.id: entry for entry in read_document(document)}

        def add():
            count = len(new.keys() - self._known.keys())
            self._known = new | self._known
            return count

        return self._save(add)

    def forget(self):
        """Remove everything: the entries, the file, and files kept aside."""
        mine = (_ASIDE, r"progress\.json", r"progress\..+\.tmp")
        with self._guard:
            try:
                if self.path.parent.is_dir():
                    with self._lock():
                        for path in self._own_files(*mine):
                            patiently(os.unlink, path)
                self._empty()
            except OSError as problem:
                self._empty()
                if left := self._own_files(*mine):
                    self._lasting = (
                        f"These files could not be removed ({self._why(problem)}): {', '.join(map(str, left))}."
                    )

    # ---- the file

    def _lock(self):
        return FileLock(self.path.with_name("progress.lock"), self.stale, self.patience)

    def _own_files(self, *patterns):
        names = os.listdir(self.path.parent) if self.path.parent.is_dir() else []
        return [self.path.with_name(name) for name in names if any(re.fullmatch(p, name) for p in patterns)]

    def _kept_aside(self):
        """Files kept aside, each with its time, since a name may be used again."""
        found = set()
        for path in self._own_files(_ASIDE):
            with contextlib.suppress(OSError):
                found.add((path, os.stat(path).st_mtime_ns))
        return found

    def _read(self, always=False):
        """Take in what the file holds; ValueError if it is damaged or newer."""
        try:
            state = os.stat(self.path)
            stamp = (state.st_ino, state.st_mtime_ns, state.st_size)
            if stamp == self._stamp and not always:
                return
            found = {entry.id: entry for entry in read_document(patiently(self.path.read_bytes))}
        except FileNotFoundError:
            found, stamp = {}, None
        asides = self._kept_aside()
        # A file that shares nothing with what it held was forgotten by another notebook, and what
        # it held is dropped here too, unless a damaged one was put aside: then memory restores it.
        if self._saved.isdisjoint(found) and asides <= self._asides:
            self._known = {name: entry for name, entry in self._known.items() if name not in self._saved}
        self._known = self._known | found
        self._saved, self._asides, self._stamp = set(found), asides, stamp

    def _save(self, add=lambda: None, after=lambda: None):
        """Under the lock: read, `add` to what is known, write, and do what is safe `after` it. Trouble goes to
        the notice, the entry stays.
        """
        added, result = False, None
        with self._guard:
            try:
                for attempt in (1, 2, 3):
                    try:
                        self.path.parent.mkdir(parents=True, exist_ok=True)
                        with self._lock() as lock:
                            self._read_or_put_aside(lock)
                            if not added:
                                added, result = True, add()
                            if not self._saved >= self._known.keys():
                                self._write(lock)
                            after()
                        break
                    except LockLost:
                        if attempt == 3:
                            raise
                self._trouble = ""
            except OSError as problem:
                self._say_trouble(problem)
            finally:
                if not added:
                    result = add()
        return result

    def _read_or_put_aside(self, lock):
        try:
            self._read(always=True)
        except ValueError as problem:
            newer = isinstance(problem, NewerVersion)
            name = self._put_aside(lock, "newer" if newer else "damaged")
            # All that is known here now waits to be written again.
            self._saved, self._stamp = set(), None
            what = "was written by a newer edition of this course" if newer else "could not be read"
            self._lasting = f"The file with your earlier progress {what}; it was kept as {name} and a new one begun."

    def _take_back(self):
        """Bring back what an older edition has put aside as too new for it, where it is not too new for this one."""
        taken = []

        def add():
            # The last to be put aside comes first, so that in the end the first is the earliest.
            for path in sorted(self._own_files(_NEWER), key=lambda path: -int(_NEWER.fullmatch(path.name)[1])):
                with contextlib.suppress(ValueError, OSError):
                    found = read_document(patiently(path.read_bytes))
                    self._known = _one_after_the_other(found, self._known)
                    taken.append(path)

        def remove():
            for path in taken:
                with contextlib.suppress(OSError):
                    patiently(os.unlink, path)

        self._save(add, remove)

    def _put_aside(self, lock, word):
        """Rename the file to the first free name; making the name first means nothing is overwritten."""
        number = 1
        while True:
            aside = self.path.with_name(f"progress.{word}-{number}.json")
            try:
                os.close(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
                break
            except FileExistsError:
                number += 1
        try:
            self._replace(lock, self.path, aside)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(aside)
            raise
        return aside

    def _write(self, lock):
        temporary = self.path.with_name(f"progress.{uuid.uuid4().hex}.tmp")
        for left_behind in self._own_files(r"progress\..+\.tmp"):
            with contextlib.suppress(OSError):
                os.unlink(left_behind)
        try:
            with open(temporary, "xb") as file:
                file.write(write_document(self._known.values()))
                file.flush()
                os.fsync(file.fileno())
            self._replace(lock, temporary, self.path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
            raise
        self._saved, self._stamp = set(self._known), None
        if os.name == "posix":
            # Some network disks refuse this; the file itself is safe by then.
            with contextlib.suppress(OSError):
                handle = os.open(self.path.parent, os.O_RDONLY)
                try:
                    os.fsync(handle)
                finally:
                    os.close(handle)

    @staticmethod
    def _replace(lock, source, target):
        if not lock.held:
            raise LockLost(errno.ETIMEDOUT, "lock taken over", str(target))
        try:
            patiently(os.replace, source, target)
        except FileNotFoundError as problem:
            raise LockLost(errno.ETIMEDOUT, "file cleared by a new owner of the lock", str(target)) from problem

    def _why(self, problem):
        return _PLAIN_WORDS.get(problem.errno, problem.strerror or type(problem).__name__)

    def _say_trouble(self, problem):
        self._trouble = (
            f"Your progress cannot be saved or read at the moment ({self._why(problem)}). "
            "What you answer is kept until this notebook's kernel stops, and you can still save it as a file."
        )


def _one_after_the_other(earlier, known):
    """Entries put aside, and after them those that a file begun anew has counted from one again."""
    found = {entry.id: entry for entry in earlier}
    fresh = [entry for entry in known.values() if entry.id not in found]
    top = max((entry.order for entry in earlier), default=0)
    shift = max(0, top + 1 - min((entry.order for entry in fresh), default=LARGEST))
    return found | {entry.id: replace(entry, order=min(entry.order + shift, LARGEST)) for entry in fresh}


_SHARED = {}


def progress():
    """The store that all parts of a notebook share; a changed environment variable gives another.

    Returns
    -------
    Progress
    """
    folder = os.environ.get(VARIABLE, "")
    if folder not in _SHARED:
        _SHARED[folder] = Progress()
    return _SHARED[folder]
