"""A lock between programs that needs nothing but a file, on every system."""

import contextlib
import errno
import json
import math
import os
import platform
import random
import time
import uuid

from reuptake.evidence.disk import patiently

# Seconds that a lock may be there without saying whose it is.
BLANK = 0.5


class LockLost(OSError):
    """Somebody took the lock over, so what was read may no longer hold."""


class FileLock:
    """A file that only one program can create; a dead or stuck owner does not keep it.

    Parameters
    ----------
    path : Path
    stale : float
        Seconds after which the lock is taken from its owner.
    patience : float
        Seconds after which waiting ends in a TimeoutError.
    """

    def __init__(self, path, stale, patience):
        self._path, self._stale, self._patience = path, stale, patience
        self._note = b""

    def __enter__(self):
        started = since = time.monotonic()
        watched = None
        while not patiently(self._create):
            found = self._read()
            now = time.monotonic()
            if found != watched:
                watched, since = found, now
            if now - started > self._patience:
                raise TimeoutError(errno.ETIMEDOUT, "lock held by another program", str(self._path))
            if found is not None and self._abandoned(found, now - since):
                self._take_away(found)
            time.sleep(random.uniform(0.001, 0.01))
        return self

    def __exit__(self, *_):
        if self.held:
            with contextlib.suppress(OSError):
                os.unlink(self._path)

    @property
    def held(self):
        """Whether nobody has taken the lock over."""
        return self._read() == self._note

    def _create(self):
        # All is ready beforehand, so that the lock is blank for an instant only.
        owner = {"pid": os.getpid(), "host": platform.node(), "time": time.time(), "token": uuid.uuid4().hex}
        self._note = json.dumps(owner).encode()
        try:
            handle = os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        except FileExistsError:
            return False
        try:
            with open(handle, "wb") as file:
                file.write(self._note)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(self._path)
            raise
        return True

    def _read(self):
        try:
            return self._path.read_bytes()
        except OSError:
            return None

    def _changed(self):
        try:
            return os.stat(self._path).st_mtime
        except OSError:
            return math.inf

    def _abandoned(self, found, watched):
        """Whether the owner is dead, or has held the lock too long by the lock's own time or by our watch."""
        try:
            owner = json.loads(found)
            pid, host, then, limit = int(owner["pid"]), owner["host"], float(owner["time"]), self._stale
        except (ValueError, TypeError, KeyError):
            # Not written to the end, so its owner was probably killed while making it.
            pid, host, then, limit = 0, "", self._changed(), min(self._stale, BLANK)
        if watched > limit or time.time() - then > limit:
            return True
        # On Windows the question itself (signal 0) would interrupt the other program.
        if os.name == "nt" or host != platform.node() or pid <= 0:
            return False
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        except (OSError, OverflowError):
            return False
        return False

    def _take_away(self, found):
        """Remove the lock whose text is `found`; a fresh one that came in between goes back."""
        away = self._path.with_name(f"progress.{uuid.uuid4().hex}.tmp")
        try:
            os.rename(self._path, away)
        except FileNotFoundError:
            return
        except PermissionError:
            if os.name != "nt":
                raise
            return
        with contextlib.suppress(OSError):
            if away.read_bytes() != found:
                os.link(away, self._path)
        with contextlib.suppress(OSError):
            os.unlink(away)
