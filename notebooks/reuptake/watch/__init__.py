"""The watch: what open databases hold today, what changed since last time, and who should hear of it.

Nothing here goes to the network at import; `fetch` and `client` do, and say where to.
"""

from reuptake.watch.alerts import alerts, digest, headline, told
from reuptake.watch.catalogue import LIVE, SERVICES
from reuptake.watch.compare import Change, Changes, Item, compare
from reuptake.watch.demonstration import demonstration
from reuptake.watch.errors import WatchError
from reuptake.watch.feed import feed
from reuptake.watch.services import client, fetch
from reuptake.watch.snapshot import Snapshot
from reuptake.watch.store import Snapshots, default_folder, pair, read_file
from reuptake.watch.transport import Limits, Transport

__all__ = [
    "LIVE",
    "SERVICES",
    "Change",
    "Changes",
    "Item",
    "Limits",
    "Snapshot",
    "Snapshots",
    "Transport",
    "WatchError",
    "alerts",
    "client",
    "compare",
    "default_folder",
    "demonstration",
    "digest",
    "feed",
    "fetch",
    "headline",
    "pair",
    "read_file",
    "told",
]
