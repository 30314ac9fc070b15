"""Files written in one step: whole or not at all, and new ones never over others."""

import contextlib
import os
import re
import time
import uuid

from reuptake.evidence.disk import patiently

LEFT_BEHIND = 3600
"""Seconds after which a temporary file belongs to a program that was killed."""

_TEMPORARY = re.compile(r"\.[0-9a-f]{32}\.tmp")


def sweep(folder):
    """Remove temporary files that a killed program left behind; those of a running one are younger.

    Parameters
    ----------
    folder : Path
    """
    for name in os.listdir(folder):
        if _TEMPORARY.fullmatch(name):
            with contextlib.suppress(OSError):
                if time.time() - os.stat(folder / name).st_mtime > LEFT_BEHIND:
                    os.unlink(folder / name)


def write_file(path, data):
    """Write a file in one step: whoever reads sees all of it or nothing of it.

    Parameters
    ----------
    path : Path
    data : bytes

    Returns
    -------
    Path
        `path`.

    Raises
    ------
    OSError
        If the disk refuses; an earlier file of that name is as it was.
    """

    def put(temporary):
        patiently(os.replace, temporary, path)
        return path

    return _written(path.parent, data, put)


def write_new(folder, names, data):
    """Write a file in one step under a name that nobody has; no file is ever overwritten.

    Parameters
    ----------
    folder : Path
    names : iterator of Path
        Paths in it that seem free, without end.
    data : bytes

    Returns
    -------
    Path
        Where it is.

    Raises
    ------
    OSError
        If the disk refuses.
    """
    return _written(folder, data, lambda temporary: publish(temporary, names))


def _written(folder, data, put):
    temporary = folder / f".{uuid.uuid4().hex}.tmp"
    try:
        with open(temporary, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        path = put(temporary)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    if os.name == "posix":
        # Some network disks refuse this; the file itself is safe by then.
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
    return path


def publish(source, names):
    """Rename a file to the first name that is really free, also while others do the same.

    Parameters
    ----------
    source : Path
    names : iterator of Path
        Paths that seem free, without end.

    Returns
    -------
    Path
        Where it is now.

    Raises
    ------
    OSError
        If the disk refuses.
    """
    for target in names:
        with contextlib.suppress(FileExistsError):
            _rename(source, target)
            return target


def _rename(source, target):
    """Rename a file; FileExistsError if there is one of that name."""
    if os.name == "nt":
        # There a rename never overwrites.
        patiently(os.rename, source, target)
        return
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        # Some disks know no links: the name is taken first, then filled.
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        try:
            os.replace(source, target)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(target)
            raise
        return
    try:
        os.unlink(source)
    except OSError:
        os.unlink(target)
        raise
