"""What changed between two snapshots, and what only looks like a change."""

from collections.abc import Mapping
from dataclasses import dataclass

from reuptake.watch.catalogue import MADE_UP, service_named
from reuptake.watch.snapshot import Snapshot
from reuptake.watch.words import counted

MANY_GONE = 5
"""From so many records on, more than half gone at once is told as a possible fault of the service."""


@dataclass(frozen=True, slots=True)
class Item:
    """A record that came or went: its identifier, its title and its fields."""

    key: str
    title: str
    fields: Mapping


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one record: its value before and after."""

    key: str
    title: str
    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference of two snapshots.

    Parameters
    ----------
    service, query : str
    before, after : str
        When the two were taken.
    added, removed : tuple of Item
        Records that came and went, by identifier.
    changed : tuple of Change
        News: changes in the fields that the service's row of the catalogue compares.
    set_aside : tuple of Change
        No news: a touched date, another wording of a title.
    touched : int
        Records in which nothing but such things changed.
    version : tuple of str or None
        The database's own version before and after, if it is another.
    notes : tuple of str
        What a reader has to know to judge the rest, in whole sentences.
    """

    service: str
    query: str
    before: str
    after: str
    added: tuple
    removed: tuple
    changed: tuple
    set_aside: tuple
    touched: int
    version: tuple | None
    notes: tuple

    @property
    def news(self):
        """Whether there is anything to tell; another version of the database alone is no news."""
        return bool(self.added or self.removed or self.changed)

    @property
    def made_up(self):
        """Whether this compares what was made up for the lesson."""
        return self.service == MADE_UP

    def __repr__(self):
        counts = f"{len(self.added)} added, {len(self.removed)} removed, {counted(len(self.changed), 'changed field')}"
        return f"<Changes: {self.service}, {self.query!r}, {counts}, {counted(self.touched, 'record')} set aside>"


def compare(old, new, *, as_kept=False):
    """Compare two snapshots of one query.

    Parameters
    ----------
    old, new : Snapshot
        Of the same service and query, the older one first.
    as_kept : bool
        Whether they are known to stand in the order in which they were kept, as `Snapshots.last` gives them.
        A clock that was set back in between is then told in a note, else it counts as the wrong order.

    Returns
    -------
    Changes
        An incomplete snapshot never makes a record look removed: what is missing then is told in a note.

    Raises
    ------
    ValueError
        If they are not two snapshots of the same service and query, or stand in the wrong order.
    """
    _comparable(old, new, as_kept)
    compared = service_named(old.service).compared
    both = [key for key in old.records if key in new.records]
    changes = [change for key in both for change in _differences(key, old.records[key], new.records[key], compared)]
    news = tuple(change for change in changes if change.field in compared)
    aside = tuple(change for change in changes if change.field not in compared)
    gone = _items(old.records, new.records)
    whole = old.complete and new.complete
    return Changes(
        service=old.service,
        query=old.query,
        before=old.taken,
        after=new.taken,
        added=_items(new.records, old.records),
        removed=gone if whole else (),
        changed=news,
        set_aside=aside,
        touched=len({change.key for change in aside} - {change.key for change in news}),
        version=(old.version, new.version) if old.version != new.version else None,
        notes=tuple(_notes(old, new, gone, compared)),
    )


def _comparable(old, new, as_kept):
    for name, value in (("old", old), ("new", new)):
        if not isinstance(value, Snapshot):
            raise ValueError(f"{name} is a {type(value).__name__}; it must be a Snapshot.")
    for name in ("service", "query"):
        here, there = getattr(new, name), getattr(old, name)
        if here != there:
            raise ValueError(f"new is of {name} {here!r}; it must be of {name} {there!r}, as old is.")
    if new.taken < old.taken and not as_kept:
        raise ValueError(f"new was taken {new.taken}; it must be taken no earlier than old, {old.taken}.")


def _items(records, others):
    return tuple(Item(key, _title(fields), fields) for key, fields in records.items() if key not in others)


def _title(fields):
    return fields.get("title") or ""


def _differences(key, before, after, compared):
    """Yield what differs in one record, the weightiest first."""
    shared = [name for name in before if name in after and before[name] != after[name]]
    shared.sort(key=lambda name: (compared.index(name) if name in compared else len(compared), name))
    for name in shared:
        yield Change(key, _title(after), name, before[name], after[name])


def _notes(old, new, gone, compared):
    """Yield what limits the comparison."""
    if new.taken < old.taken:
        yield f"A clock was set back: what was kept later bears an earlier time, {new.taken}, not {old.taken}."
    incomplete = [name for name, one in (("older", old), ("newer", new)) if not one.complete]
    if incomplete:
        which = f"{' and the '.join(incomplete)} snapshot {'are' if len(incomplete) == 2 else 'is'} not complete"
        are, they = ("is", "it is") if len(gone) == 1 else ("are", "they are")
        yield (
            f"The {which}. {counted(len(gone), 'record')} of the older one {are} not in the newer one; "
            f"{they} not reported as removed, because that cannot be known."
        )
        if not old.complete:
            yield "Some records that look new may only have been missing from the older snapshot."
    elif len(gone) == len(old.records) > 0 or (len(gone) >= MANY_GONE and 2 * len(gone) > len(old.records)):
        gone_of = f"{len(gone)} of {counted(len(old.records), 'record')}"
        yield f"{gone_of} went at once. That may be a fault of the service: look there."
    told = {name for one in (old, new) for fields in one.records.values() for name in fields if name in compared}
    both = [(old.records[key], new.records[key]) for key in old.records if key in new.records]
    for name in sorted(told):
        if any((name in before) != (name in after) for before, after in both):
            yield f"The field {name} is in only one of the two snapshots and was not compared everywhere."
