"""A small table of a picture's numbers, readable as HTML and as plain text."""

import html
from dataclasses import dataclass


@dataclass(frozen=True)
class NumbersTable:
    """Header and rows of texts.

    Parameters
    ----------
    caption : str
    header : sequence of str
    rows : sequence of sequence of str
    """

    caption: str
    header: tuple
    rows: tuple

    def __repr__(self):
        lines = [self.header, *self.rows]
        widths = [max(len(line[i]) for line in lines) for i in range(len(self.header))]
        return "\n".join(
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
        )

    def _repr_html_(self):
        head = "".join(f'<th scope="col">{html.escape(cell)}</th>' for cell in self.header)
        body = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in self.rows)
        caption = html.escape(self.caption)
        return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
