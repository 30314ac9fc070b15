"""Help lines in a box that is always open: where to turn now, and when each number was last checked."""

import html
from datetime import date

from reuptake.evidence import facts, load, reference

HEADING = "If you need help now"
FIRST = "In danger now: your local emergency number."


class HelpLines:
    """The services of the table `crisis_resources`; those that are not verified are left out."""

    def __init__(self):
        self.rows = tuple(row for row in facts(load("crisis_resources")) if row.status == "verified")

    @property
    def checked(self):
        """When the numbers were last compared with the services' own pages, the oldest first (str)."""
        days = sorted({date.fromisoformat(row.checked_on) for row in self.rows})
        return "Numbers checked on " + " and ".join(f"{day.day} {day:%B %Y}" for day in days) + "."

    def __repr__(self):
        lines = [f"- {row.region}: {row.service} ({row.kind}), {row.contact}" for row in self.rows]
        return "\n".join((HEADING, f"- {FIRST}", *lines, self.checked))

    def _repr_html_(self):
        items = "".join(map(_item, self.rows))
        return (
            f'<div role="note" aria-label="{HEADING}" style="border:2px solid #0072B2;border-radius:4px;'
            'background:#f6f8fb;color:#1a1a1a;padding:0.6em 1em;margin:0.5em 0">'
            f'<p style="margin:0;font-size:1.15em"><strong>{HEADING}</strong></p>'
            f'<ul style="margin:0.4em 0"><li><strong>{FIRST}</strong></li>{items}</ul>'
            f'<p style="margin:0">{self.checked}</p></div>'
        )


def _item(row):
    """One service; its name leads to its own page."""
    name, link = html.escape(row.service), reference(row.source_key[0]).link
    named = (
        f'<a href="{html.escape(link)}" style="color:#004c7a;text-decoration:underline">{name}</a>' if link else name
    )
    return (
        f"<li>{html.escape(row.region)}: {named} ({html.escape(row.kind)}), "
        f"<strong>{html.escape(row.contact)}</strong></li>"
    )
