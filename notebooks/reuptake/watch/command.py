"""The command `python -m reuptake.watch`: what it takes, what it does, and how it tells a scheduler.

Exit codes: 0 done and nothing new, 3 done and there is news, 1 a fault, 2 a command that is not understood,
130 stopped by hand. So a scheduler can tell news from failure.
"""

import argparse
import os
import sys
from pathlib import Path

from reuptake.watch.alerts import alerts, digest, headline, told
from reuptake.watch.catalogue import LIVE, SERVICES
from reuptake.watch.client import PAGES
from reuptake.watch.compare import compare
from reuptake.watch.demonstration import demonstration
from reuptake.watch.errors import CannotSave, WatchError
from reuptake.watch.feed import feed
from reuptake.watch.files import write_file
from reuptake.watch.services import client
from reuptake.watch.store import Snapshots, default_folder, pair

NOTHING_NEW, FAULT, USAGE, NEWS, STOPPED = 0, 1, 2, 3, 130
_CODES = """exit codes:
  0    done, nothing new (or nothing yet to compare with)
  3    done, there is news (compare, digest and feed)
  1    a fault: nothing was lost, the message says what to do
  2    the command was not understood
  130  stopped by hand"""


def parser():
    """Describe the command.

    Returns
    -------
    argparse.ArgumentParser
    """
    top = argparse.ArgumentParser(
        prog="python -m reuptake.watch",
        description="Take dated snapshots of open databases and tell what changed. Only `fetch` goes to the network.",
        epilog=_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parts = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _part(parts, "list", _list, "show the services and the snapshots that you have", asks=False)
    fetching = _part(parts, "fetch", _fetch, "ask a service and keep its answer as a dated snapshot")
    fetching.add_argument("--since", metavar="DAY", help="only what is new or touched from this day on, YYYY-MM-DD")
    fetching.add_argument("--pages", type=int, default=PAGES, metavar="N", help=f"pages at most (default {PAGES})")
    comparing = "the last two snapshots of a query"
    _shown(_part(parts, "compare", _compare, f"compare {comparing}: a plain list", may_omit=True))
    _shown(_part(parts, "digest", _digest, f"compare {comparing}: a Markdown digest", may_omit=True))
    feeding = _shown(_part(parts, "feed", _feed, "an Atom feed of the last comparisons of a query", may_omit=True))
    feeding.add_argument("--last", type=int, default=10, metavar="N", help="comparisons in the feed (default 10)")
    return top


def _part(parts, name, work, what, asks=True, may_omit=False):
    part = parts.add_parser(
        name, help=what, description=what[0].upper() + what[1:] + ".", epilog=_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    if asks:
        optional = {"nargs": "?"} if may_omit else {}
        part.add_argument("service", metavar="SERVICE", help=f"one of {', '.join(LIVE)}", **optional)
        part.add_argument("query", metavar="QUERY", help="what to ask; `list` says what each service takes", **optional)
    part.add_argument("--folder", type=Path, help=f"where snapshots lie (default {_default()})")
    part.set_defaults(work=work)
    return part


def _default():
    """The usual folder for a help text, where a percent sign has a meaning."""
    try:
        return str(default_folder()).replace("%", "%%")
    except WatchError:
        return "none on this machine"


def _shown(part):
    part.add_argument("--demonstration", action="store_true", help="use the two snapshots made up for the lesson")
    part.add_argument("--output", type=Path, metavar="FILE", help="write to a file instead of the screen")
    return part


def main(arguments=None, out=None, transport=None):
    """Run the command.

    Parameters
    ----------
    arguments : list of str, optional
        Else those of the command line.
    out : text file, optional
        Else standard output.
    transport : Transport, optional
        Replaced in tests.

    Returns
    -------
    int
        Exit code: 0 nothing new, 1 fault, 2 not understood, 3 news, 130 stopped by hand. What `argparse` itself
        does not understand ends with SystemExit(2).
    """
    out = out or sys.stdout
    asked = parser().parse_args(arguments)
    asked.transport, asked.say = transport, _printer(out)
    try:
        _understood(asked)
        code = asked.work(asked)
        out.flush()
        return code
    except (WatchError, ValueError) as problem:
        print(f"reuptake.watch: {problem}", file=sys.stderr)
        return USAGE if isinstance(problem, ValueError) else FAULT
    except KeyboardInterrupt:
        print("reuptake.watch: stopped. No snapshot was changed.", file=sys.stderr)
        return STOPPED
    except BrokenPipeError:
        # Whoever read the output has closed it; Python would complain once more on leaving.
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
        return FAULT


def _printer(out):
    """Print even where the terminal cannot show every letter."""
    if hasattr(out, "reconfigure"):
        out.reconfigure(errors="backslashreplace")
    return lambda text="": print(text, file=out)


def _understood(asked):
    if asked.command in ("compare", "digest", "feed"):
        named = asked.service is not None and asked.query is not None
        if named == asked.demonstration or (asked.service is not None and not named):
            raise ValueError("Name a service and a query, or give --demonstration instead.")
    if getattr(asked, "last", 1) < 1:
        raise ValueError(f"--last is {asked.last}; it must be at least 1.")


def _list(asked):
    asked.say("Services (host, what a query is):")
    for name in LIVE:
        service = SERVICES[name]
        asked.say(f"  {name}: {service.host}; {service.query}")
    store = Snapshots(asked.folder)
    files = store.files()
    asked.say(f"Snapshots in {store.folder}: {len(files) or 'none yet'}")
    for path in files:
        asked.say(f"  {path.name}")
    return NOTHING_NEW


def _fetch(asked):
    asking = client(asked.service, asked.transport, asked.pages)
    asked.say(f"Asking {SERVICES[asked.service].title} at {SERVICES[asked.service].host}.")
    snapshot = asking.fetch(asked.query, asked.since)
    path = Snapshots(asked.folder).save(snapshot)
    asked.say(f"{snapshot.sentence()}.")
    if not snapshot.complete:
        limit = f" {asking.limit}" if asking.limit else ""
        asked.say(f"It is not complete: comparisons with it will not report records as removed.{limit}")
    asked.say(f"Saved as {path}")
    return NOTHING_NEW


def _comparisons(asked, count):
    """The last comparisons, oldest first; none where there is only one snapshot so far."""
    if asked.demonstration:
        return [compare(*demonstration())]
    store = Snapshots(asked.folder)
    found = store.last(asked.service, asked.query, count + 1)
    for notice in store.notices:
        print(f"reuptake.watch: {notice}", file=sys.stderr)
    if len(found) == 1:
        asked.say(f"This is the first snapshot: {found[0].sentence()}. There is nothing yet to compare it with.")
        return []
    pair(found, asked.service, asked.query)
    return [compare(old, new, as_kept=True) for old, new in zip(found, found[1:], strict=False)]


def _give(asked, text, changes):
    if asked.output is None:
        asked.say(text.rstrip("\n"))
    else:
        try:
            write_file(asked.output.expanduser().absolute(), text.encode())
        except (OSError, RuntimeError) as problem:
            known = getattr(problem, "strerror", None) or type(problem).__name__
            why = "there is no such home folder" if isinstance(problem, RuntimeError) else known
            happened = f"The file could not be written: {why}."
            raise CannotSave(str(asked.output), happened, "Choose another file.") from None
    return NEWS if changes.news else NOTHING_NEW


def _compare(asked):
    for changes in _comparisons(asked, 1):
        lines = [f"From {changes.before[:10]} to {changes.after[:10]}: {headline(changes)}"]
        lines += [f"  {row['identifier']} {row['title']}: {row['what']}" for row in alerts(changes)]
        return _give(asked, "\n".join(lines + told(changes)), changes)
    return NOTHING_NEW


def _digest(asked):
    for changes in _comparisons(asked, 1):
        return _give(asked, digest(changes), changes)
    return NOTHING_NEW


def _feed(asked):
    several = _comparisons(asked, asked.last)
    return _give(asked, feed(*several), several[-1]) if several else NOTHING_NEW
