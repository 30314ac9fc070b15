"""Two snapshots made up for the lesson, so that everything can be tried without a network."""

from functools import cache

from reuptake.evidence.bibliography import DATA
from reuptake.watch.store import read_file

FOLDER = DATA / "demo"
FILES = ("watch-before.json", "watch-after.json")


@cache
def demonstration():
    """Load the two snapshots of a drug that does not exist.

    Returns
    -------
    tuple of Snapshot
        Older and newer. Between them: a new study and a new article, a stopped study with its reason, one that
        began to recruit, another number of participants, first results, a retraction, a correction, a record
        that vanished, dates that were touched alone, and another version of the made-up database.
    """
    older, newer = (read_file(FOLDER / name) for name in FILES)
    return older, newer
