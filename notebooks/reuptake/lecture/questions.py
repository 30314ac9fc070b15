"""The files of the question bank."""

from pathlib import Path

from reuptake.lecture.bank import bank
from reuptake.lecture.gift import gift
from reuptake.lecture.moodle import moodle_xml
from reuptake.lecture.qti import qti_zip

WRITERS = {"moodle.xml": moodle_xml, "gift.txt": gift, "qti.zip": qti_zip}


def files():
    """Write the whole bank in every format.

    Returns
    -------
    dict of str to bytes
        Content by file name.
    """
    entries = bank()
    return {name: write_down(entries) for name, write_down in WRITERS.items()}


def write(folder):
    """Write the files of the bank into a folder.

    Parameters
    ----------
    folder : path

    Returns
    -------
    list of pathlib.Path
        What was written.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files().items():
        (folder / name).write_bytes(content)
    return [folder / name for name in WRITERS]
