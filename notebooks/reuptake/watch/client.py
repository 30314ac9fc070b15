"""What all clients share: one question to one service becomes one snapshot, or a fault in plain words."""

import re
from datetime import date

from reuptake.evidence import find
from reuptake.watch import errors
from reuptake.watch.catalogue import SERVICES
from reuptake.watch.shape import Mismatch
from reuptake.watch.snapshot import LONGEST_QUERY, MOST_RECORDS, Snapshot, now, query_fits
from reuptake.watch.transport import Transport
from reuptake.watch.words import counted

PAGES = 50
"""Pages that one fetch follows at most; a snapshot that stops there says that it is not complete."""


class Full(Exception):
    """There are as many records as a snapshot may hold."""


class Harvest:
    """What a client gathers page by page, and whether that is all.

    Attributes
    ----------
    records : dict of str to dict
    version : str
    total : int or None
        How many records the service says there are.
    ended : bool
        Whether the last page was reached.
    limit : str
        One sentence on the limit that it stopped at, "" if at none.
    """

    def __init__(self):
        self.records, self.version, self.total, self.ended, self.limit = {}, "", None, False, ""
        self._clash = False

    def add(self, key, **fields):
        """Take one record. If one of this name is there already, the first stays; a different second tells on it."""
        if key in self.records:
            self._clash |= self.records[key] != fields
        elif len(self.records) < MOST_RECORDS:
            self.records[key] = fields
        else:
            raise Full

    @property
    def complete(self):
        """Whether all pages came and their records are as many as the service said."""
        return self.ended and not self._clash and self.total in (None, len(self.records))


class Client:
    """One service.

    Parameters
    ----------
    transport : Transport, optional
        Replaced in tests.
    base : str, optional
        Address under which all calls lie; else that of the table `api_endpoints`.
    pages : int
        Pages to follow at most.

    Attributes
    ----------
    name : str
        Its name in the catalogue.
    limit : str
        One sentence on the limit that the last fetch stopped at, "" if at none.
    """

    name = limit = ""

    def __init__(self, transport=None, base=None, pages=PAGES):
        if type(pages) is not int or not 1 <= pages <= 1000:
            raise ValueError(f"pages is {pages!r}; it must be a whole number from 1 to 1000.")
        self.transport, self.base, self.pages = transport or Transport(), base, pages

    def fetch(self, query, since=None):
        """Ask the service.

        Parameters
        ----------
        query : str
            What that is, the catalogue says for each service.
        since : datetime.date or str, optional
            Ask only for what is new or touched from this day on (2026-11-27). The snapshot is then not
            complete, because it leaves out the rest. A service that cannot be asked by date gives everything.

        Returns
        -------
        Snapshot

        Raises
        ------
        ValueError
            If a parameter is none of what is allowed.
        WatchError
            If the service does not give what it should.
        """
        service = SERVICES[self.name]
        if not query_fits(query):
            raise ValueError(f"query is {query!r}; it must be a text of 1 to {LONGEST_QUERY} plain characters.")
        since = _day(since) if service.since else None
        base = self.base or find("api_endpoints", service=service.row).base_url
        found = Harvest()
        line = self.transport.open(self.name)
        try:
            self.collect(line, base.rstrip("/"), query, since, found)
        except Mismatch as problem:
            raise self._changed(str(problem)) from None
        except Full:
            found.ended, found.limit = (
                False,
                f"It stopped at {MOST_RECORDS:,} records, which is all that a file may hold.",
            )
        if not found.ended and not found.limit:
            found.limit = f"It stopped after {counted(self.pages, 'page')}, the limit set for one fetch."
        self.limit = found.limit
        try:
            return Snapshot(self.name, query, now(), found.version, found.complete and since is None, found.records)
        except ValueError as problem:
            raise self._changed(str(problem).rstrip(".")) from None

    def _changed(self, what):
        happened = f"It answered in a shape that this course does not know: {what}."
        return errors.ChangedShape(SERVICES[self.name].title, happened)

    def collect(self, line, base, query, since, found):
        """Follow the pages and fill `found`; each client does this in its own way."""
        raise NotImplementedError

    def nothing(self, query):
        """Return the fault of an identifier that the service does not know."""
        return errors.NothingFound(SERVICES[self.name].title, f"It knows no {query!r}.")


def wanted(pattern, query, what):
    """Check a query that must be an identifier.

    Parameters
    ----------
    pattern : str
        Regular expression.
    query : str
    what : str
        For the message.

    Returns
    -------
    re.Match

    Raises
    ------
    ValueError
        If it does not fit.
    """
    found = re.fullmatch(pattern, query, re.ASCII)
    if not found:
        raise ValueError(f"query is {query!r}; it must be {what}.")
    return found


def _day(since):
    if since is None or type(since) is date:
        return since
    try:
        if not isinstance(since, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", since, re.ASCII):
            raise ValueError
        return date.fromisoformat(since)
    except ValueError:
        raise ValueError(f"since is {since!r}; it must be a day such as 2026-11-27.") from None
