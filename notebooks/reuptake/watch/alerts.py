"""Changes as a table and as a Markdown digest; what comes from outside is escaped."""

from reuptake.evidence import markdown
from reuptake.watch.catalogue import link, service_named
from reuptake.watch.clean import tidy
from reuptake.watch.compare import Changes
from reuptake.watch.snapshot import MADE_UP_NOTE
from reuptake.watch.words import arrival, counted, sentence, shown

# The kinds of news, the weightiest first.
_KINDS = ("retraction", "warning", "withdrawn", "change", "new", "gone")
MOST_LINES = 200
"""Lines of a digest in one list; the rest is counted."""


def alerts(changes):
    """List the news, one row each, the weightiest first.

    Parameters
    ----------
    changes : Changes

    Returns
    -------
    list of dict
        With `kind` (retraction, warning, withdrawn, change, new, gone), `identifier`, `title`, `what` (plain words),
        `field`, `before`, `after` (texts, "" where they do not apply) and `link` ("" if there is no page).
        Texts are plain: whoever puts them into HTML or Markdown has to escape them.

    Raises
    ------
    ValueError
        If it is given anything else.
    """
    if not isinstance(changes, Changes):
        raise ValueError(f"changes is a {type(changes).__name__}; it must be what compare() gives.")
    rows = []
    for change in changes.changed:
        texts = (change.field, shown(change.field, change.before), shown(change.field, change.after))
        rows.append(_row(changes, _kind(change), change, sentence(change), *texts))
    for item in changes.added:
        kind = "retraction" if item.fields.get("retracted") else "new"
        rows.append(_row(changes, kind, item, arrival(item.fields)))
    rows += [_row(changes, "gone", item, "is no longer found") for item in changes.removed]
    compared = service_named(changes.service).compared

    def weight(row):
        place = compared.index(row["field"]) if row["field"] in compared else 0
        return _KINDS.index(row["kind"]), row["identifier"], place

    return sorted(rows, key=weight)


def _kind(change):
    """Whether a change is a retraction or a warning, one withdrawn, or any other."""
    kind = {"retracted": "retraction", "boxed_warning": "warning"}.get(change.field, "change")
    if kind == "change" or change.after:
        return kind
    return "withdrawn" if change.before else "change"


def _row(changes, kind, about, what, field="", before="", after=""):
    return {
        "kind": kind,
        "identifier": about.key,
        "title": about.title,
        "what": what,
        "field": field,
        "before": before,
        "after": after,
        "link": link(changes.service, about.key),
    }


def told(changes):
    """Tell the frame of a comparison in plain sentences: what is set aside, the version, the limits.

    Parameters
    ----------
    changes : Changes

    Returns
    -------
    list of str
    """
    lines = [MADE_UP_NOTE] if changes.made_up else []
    if changes.touched:
        aside = counted(changes.touched, "record")
        lines.append(f"{aside} changed only in a date or in wording and {_was(changes.touched)} set aside as no news.")
    if changes.version:
        before, after = (version or "not given" for version in changes.version)
        lines.append(f"The database itself is another version: {before} before, {after} now.")
    return lines + list(changes.notes)


def _was(number):
    return "was" if number == 1 else "were"


def headline(changes):
    """Say in one sentence how much news there is.

    Parameters
    ----------
    changes : Changes

    Returns
    -------
    str
    """
    if not changes.news:
        return "Nothing new."
    records = len({change.key for change in changes.changed})
    counts = ((len(changes.added), "new"), (records, "changed"), (len(changes.removed), "no longer found"))
    return ", ".join(f"{counted(number, 'record')} {word}" for number, word in counts if number) + "."


def digest(changes):
    """Write the news as Markdown, the same text for the same changes.

    Parameters
    ----------
    changes : Changes

    Returns
    -------
    str
        Nothing that a service sent can become markup, a link, mathematics or a mention.

    Raises
    ------
    ValueError
        If it is given anything else.
    """
    rows = alerts(changes)
    title = service_named(changes.service).title
    lines = [f"# {escaped(title)}: {escaped(changes.query)}", ""]
    lines += [f"From {changes.before[:10]} to {changes.after[:10]}. **{headline(changes)}**", ""]
    groups = (
        ("Retracted, or a new warning", ("retraction", "warning")),
        ("Retraction or warning withdrawn", ("withdrawn",)),
        ("Changed", ("change",)),
        ("New", ("new",)),
        ("No longer found", ("gone",)),
    )
    for heading, kinds in groups:
        group = [row for row in rows if row["kind"] in kinds]
        if group:
            lines += [f"## {heading}", "", *map(_line, group[:MOST_LINES])]
            lines += [f"- and {counted(len(group) - MOST_LINES, 'more line')}"] * (len(group) > MOST_LINES)
            lines.append("")
    frame = told(changes)
    if frame:
        lines += ["## How to read this", "", *(f"- {escaped(line)}" for line in frame), ""]
    return "\n".join(lines)


def _line(row):
    name = escaped(row["title"] or row["identifier"])
    shown_name = f"[{name}](<{row['link']}>)" if row["link"] else f"**{name}**"
    return f"- {shown_name} ({escaped(row['identifier'])}): {escaped(row['what'])}"


def escaped(text):
    """Make a text safe inside Markdown, in one line.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        As `reuptake.evidence.markdown.escaped` gives it.
    """
    return markdown.escaped(tidy(text, 4000))
