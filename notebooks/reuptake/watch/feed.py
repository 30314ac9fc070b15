"""Changes as an Atom feed, which any feed reader follows."""

import uuid
from xml.etree import ElementTree

from reuptake.watch.alerts import alerts, told
from reuptake.watch.catalogue import service_named
from reuptake.watch.clean import tidy

ATOM = "http://www.w3.org/2005/Atom"
"""Name of the format; nothing is fetched from it."""

# The names of feeds and entries follow from this and from what they are about, so they never change.
_NAMES = uuid.UUID("6f1d7c1e-6d0f-4f0c-9f0e-6d7a3f0f5b60")


def feed(*changes):
    """Write one feed, the newest entries first, with the same bytes for the same changes.

    Parameters
    ----------
    *changes : Changes
        One or more comparisons of the same service and query. Several keep an entry in the feed for those
        readers who look seldom.

    Returns
    -------
    str
        XML. Each entry is one row of `alerts`; its identifier is the same each time it is written.

    Raises
    ------
    ValueError
        If no comparison is given, or they are not of one service and query.
    """
    if not changes:
        raise ValueError("changes is empty; it must hold at least one comparison.")
    kinds = {(one.service, one.query) for one in changes}
    if len(kinds) > 1:
        raise ValueError(f"changes is of {len(kinds)} queries; a feed must be of one service and query.")
    newest = sorted(changes, key=lambda one: one.after, reverse=True)
    service, query = newest[0].service, newest[0].query
    root = ElementTree.Element("feed", {"xmlns": ATOM})
    title = f"{service_named(service).title}: {query}"
    _text(root, "title", title)
    _text(root, "id", _name(service, query))
    _text(root, "updated", newest[0].after)
    _text(ElementTree.SubElement(root, "author"), "name", "Serotonin reuptake, a course: the watch")
    _text(root, "subtitle", " ".join(told(newest[0])) or "What changed since the snapshot before.")
    seen = set()
    for one in newest:
        for row in alerts(one):
            _entry(root, one, row, seen)
    ElementTree.indent(root, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _entry(root, one, row, seen):
    name = _name(one.service, one.query, one.after, row["identifier"], row["kind"], row["field"])
    if name in seen:
        return
    seen.add(name)
    entry = ElementTree.SubElement(root, "entry")
    made_up = " (made up for the lesson)" if one.made_up else ""
    _text(entry, "title", f"{row['title'] or row['identifier']}: {row['what']}{made_up}")
    _text(entry, "id", name)
    _text(entry, "updated", one.after)
    # Without a link to a page, an entry must have content.
    _text(entry, "content", f"{row['identifier']}: {row['what']}{made_up}.")
    if row["link"]:
        ElementTree.SubElement(entry, "link", {"rel": "alternate", "href": row["link"]})


def _text(parent, tag, text):
    ElementTree.SubElement(parent, tag).text = tidy(text, 4000)


def _name(*parts):
    # Each part with its length, so that no two lists of parts run together to the same text.
    return uuid.uuid5(_NAMES, "".join(f"{len(part)}:{part}" for part in parts)).urn
