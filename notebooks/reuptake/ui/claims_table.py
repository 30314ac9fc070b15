"""All claims in one table: in our words, with verdict, reason and sources, filtered by section and verdict."""

import html
from dataclasses import dataclass

import anywidget
import traitlets

from reuptake.evidence import load
from reuptake.model.inputs import known
from reuptake.ui.card import show, still
from reuptake.ui.claim import MEANINGS, ClaimBox
from reuptake.ui.live import page_text

EVERY_SECTION, EVERY_VERDICT = "all sections", "all verdicts"
NAME = "Table of the article's claims"
CAPTION = (
    "The article's claims in our words. “The drugs” are the so-called serotonin reuptake stimulants; under “omitted” "
    "stands what the article leaves out. Verdicts are our judgements, open to dispute."
)
HEADER = ("Claim", "In our words", "Our verdict", "Why, and sources")
# Shares of the width in %, so that the long columns keep most of it.
WIDTHS = (13, 27, 15, 45)
FOLD = "All {count} claims with our verdicts (open it when you have judged)"
OPEN = "The claims with our verdicts"


@dataclass(frozen=True)
class ClaimRow:
    """One row as it is shown.

    Parameters
    ----------
    id, section, words, verdict, why, sources : str
    """

    id: str
    section: str
    words: str
    verdict: str
    why: str
    sources: str

    @property
    def cells(self):
        """The cells under `HEADER` (tuple of str)."""
        why = f"{self.why}. Sources: {self.sources.rstrip('.')}."
        return f"{self.id}, {self.section}", f"{self.words}.", self.verdict, why


class FilterTable(anywidget.AnyWidget):
    """The browser's side: a table with menus that show some of its rows; nothing is asked of Python.

    Attributes
    ----------
    spec : dict
        `fold` (the line to open it by, or ""), `name` (of the frame), `caption`, `header`, `widths` in %,
        `rows` (each `cells` and `marks`, one mark a menu) and `menus` (each `label`, `every`, `options` and `start`).
    """

    _esm = page_text("claims_table.js")
    _css = page_text("claims_table.css")

    spec = traitlets.Dict().tag(sync=True)


class ClaimsTable:
    """The claims, live with two menus, and complete where no kernel runs.

    Parameters
    ----------
    section, verdict : str
        What the menus begin with.
    folded : bool
        Whether it is closed until the reader opens it.

    Attributes
    ----------
    table : FilterTable
    """

    def __init__(self, section=EVERY_SECTION, verdict=EVERY_VERDICT, folded=True):
        rows = claim_rows()
        sections = list(dict.fromkeys(row.section for row in rows))
        known("section", section, (EVERY_SECTION, *sections))
        known("verdict", verdict, (EVERY_VERDICT, *MEANINGS))
        self.section, self.verdict, self.folded = section, verdict, folded
        self.table = FilterTable(
            spec={
                "fold": FOLD.format(count=len(rows)) if folded else "",
                "name": NAME,
                "caption": CAPTION,
                "header": list(HEADER),
                "widths": list(WIDTHS),
                "rows": [{"cells": list(row.cells), "marks": [row.section, row.verdict]} for row in rows],
                "menus": [
                    {"label": "Section", "every": EVERY_SECTION, "options": sections, "start": section},
                    {"label": "Verdict", "every": EVERY_VERDICT, "options": list(MEANINGS), "start": verdict},
                ],
            }
        )

    @property
    def rows(self):
        """The rows that the menus begin with (tuple of ClaimRow)."""
        return claim_rows(self.section, self.verdict)

    def close(self):
        """Take the table off the page."""
        self.table.close()

    def view(self):
        """The widget to show."""
        return self.table

    def still_html(self):
        """The table as HTML, folded if it is to be, for a page without a kernel; it holds what the menus begin with."""
        left = "text-align:left;vertical-align:top;overflow-wrap:break-word"
        head = "".join(
            f'<th scope="col" style="{left};width:{width}%">{html.escape(cell)}</th>'
            for cell, width in zip(HEADER, WIDTHS, strict=True)
        )
        body = "".join(
            "<tr>"
            + "".join(
                f'<{tag} style="{left}"{" scope=row" * (tag == "th")}>{html.escape(cell)}</{tag}>'
                for tag, cell in zip(("th", "td", "td", "td"), row.cells, strict=True)
            )
            + "</tr>"
            for row in self.rows
        )
        table = (
            f'<table style="width:100%"><caption style="text-align:left">{html.escape(CAPTION)}'
            f"</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )
        if not self.folded:
            return table
        fold = html.escape(FOLD.format(count=len(claim_rows())) if self._is_whole else OPEN)
        return f"<details><summary>{fold}</summary>{table}</details>"

    @property
    def _is_whole(self):
        return (self.section, self.verdict) == (EVERY_SECTION, EVERY_VERDICT)

    def __repr__(self):
        lines = [f"Shown: {len(self.rows)} of {len(claim_rows())} claims ({self.section}, {self.verdict})"]
        lines += [" | ".join(row.cells) for row in self.rows]
        return "\n".join(lines)

    def _repr_mimebundle_(self, **kwargs):
        """The complete table; the live one comes with `_ipython_display_`."""
        return {"text/html": still(self.still_html()), "text/plain": repr(self)}

    def _ipython_display_(self):
        show(self)


def claim_rows(section=EVERY_SECTION, verdict=EVERY_VERDICT):
    """List the claims, or some of them, in the article's order.

    Parameters
    ----------
    section, verdict : str

    Returns
    -------
    tuple of ClaimRow

    Raises
    ------
    ValueError
        If there is no such section or verdict.
    """
    table = load("claims")
    known("section", section, (EVERY_SECTION, *dict.fromkeys(row.section for row in table)))
    known("verdict", verdict, (EVERY_VERDICT, *MEANINGS))
    return tuple(
        ClaimRow(row.id, row.section, row.paraphrase, row.verdict, row.why, ClaimBox(row.id).sources)
        for row in table
        if section in (EVERY_SECTION, row.section) and verdict in (EVERY_VERDICT, row.verdict)
    )


def claims_table(section=EVERY_SECTION, verdict=EVERY_VERDICT, folded=True):
    """Show all claims of the article with our verdicts, and two menus that show some of them.

    Parameters
    ----------
    section, verdict : str
        What the menus begin with, such as "uses" and "unsupported"; everything if left out.
    folded : bool
        Whether it is closed until the reader opens it, so that it gives nothing away.

    Returns
    -------
    ClaimsTable

    Raises
    ------
    ValueError
        If there is no such section or verdict.
    """
    return ClaimsTable(section, verdict, folded)
