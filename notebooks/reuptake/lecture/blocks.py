"""The blocks of a slide: each knows its HTML, how high it is, and where it may be cut."""

import html
import re
from dataclasses import dataclass, replace

from reuptake.lecture.prose import Run
from reuptake.lecture.room import HEIGHT, LINE, SIZES, WIDTH, columns, lines, text_height

_INDENT, _ITEM_GAP, _QUOTE_SIDES, _QUOTE_EDGE = 44, 8, 44, 28
_CELL_SIDES, _CELL_EDGE, _BOX_SIDES, _BOX_EDGE = 24, 13, 32, 24
_CAPTION_LINES, _COURSE_LINE = 3, 65
_BOX = WIDTH - _BOX_SIDES
_MONO = 0.6021


@dataclass(frozen=True, kw_only=True)
class Block:
    """Something that stands on a slide.

    Parameters
    ----------
    fragment : bool
        Whether it comes with a further press of the key.
    keep : bool
        Whether it must not be parted from what follows.
    own : str
        The heading of the slide of its own that it begins; "" where it goes on under the last heading.
    """

    fragment: bool = False
    keep: bool = False
    own: str = ""

    def height(self):
        """Height in px."""
        raise NotImplementedError

    def html(self):
        """What is written on the slide."""
        raise NotImplementedError

    def cut(self, room):
        """Cut it so that the first part fits into `room` px; (None, self) where that is impossible."""
        return None, self

    def _tag(self, name, inside, kind="", attributes=""):
        kinds = " ".join(filter(None, ("block", kind, "fragment" if self.fragment else "")))
        return f'<{name} class="{kinds}"{attributes}>{inside}</{name}>'

    def _parted(self, field_name, room, cost, spent=0.0):
        """Cut a sequence where its parts no longer fit."""
        parts, count = getattr(self, field_name), 0
        for part in parts:
            spent += cost(part)
            if spent > room:
                break
            count += 1
        if not count or count == len(parts):
            return (None, self) if not count else (self, None)
        first = replace(self, **{field_name: parts[:count]}, keep=False)
        return first, replace(self, **{field_name: parts[count:]}, own="")


def _fits_alone(block):
    """Whether a slide with a heading of two lines has room for it."""
    return block.height() <= HEIGHT - 2 * SIZES["h2"] * LINE - 2 * SIZES["gap"]


@dataclass(frozen=True, kw_only=True)
class Heading(Block):
    """A heading; it begins a slide and is repeated, with a number, where that is continued."""

    level: int
    run: Run

    def height(self):
        """Height in px."""
        size = SIZES[f"h{self.level}"]
        # On the title slide the name of the course stands above.
        said, above = (self.run.plain, _COURSE_LINE) if self.level == 1 else (f"{self.run.plain} (2)", 0)
        return text_height(said, size, WIDTH, bold=True) + SIZES["gap"] + above


@dataclass(frozen=True, kw_only=True)
class Text(Block):
    """A paragraph."""

    run: Run
    width: float = WIDTH
    kind: str = ""

    def height(self):
        """Height in px."""
        return text_height(self.run.plain, SIZES["text"], self.width, bold="<strong>" in self.run.html)

    def html(self):
        """What is written on the slide."""
        return self._tag("h3" if self.kind == "sub" else "p", self.run.html, self.kind)


@dataclass(frozen=True, kw_only=True)
class Bullets(Block):
    """A list; `start` numbers it, `letters` says that its items bring letters of their own."""

    items: tuple
    start: int | None = None
    letters: bool = False
    width: float = WIDTH

    def _item_height(self, item):
        return text_height(item.plain, SIZES["text"], self.width - _INDENT, bold="<strong>" in item.html) + _ITEM_GAP

    def height(self):
        """Height in px."""
        return sum(map(self._item_height, self.items))

    def html(self):
        """What is written on the slide."""
        items = "".join(f"<li>{item.html}</li>" for item in self.items)
        if self.start is None:
            return self._tag("ul", items, "letters" if self.letters else "")
        return self._tag("ol", items, attributes=f' start="{self.start}"')

    def cut(self, room):
        """Cut it between items."""
        first, rest = self._parted("items", room, self._item_height)
        if first and rest and self.start is not None:
            rest = replace(rest, start=self.start + len(first.items))
        return first, rest


@dataclass(frozen=True, kw_only=True)
class Table(Block):
    """A table; its head is repeated where it is continued."""

    head: tuple
    rows: tuple
    widths: tuple = ()

    @classmethod
    def of(cls, head, rows, **flags):
        """Make a table; the widths of its columns are those of the whole, wherever it is cut."""
        plain = [[cell.plain for cell in row] for row in (head, *rows)]
        return cls(head=head, rows=rows, widths=tuple(columns(plain, SIZES["table"], WIDTH, _CELL_SIDES)), **flags)

    def _row_height(self, row):
        size = SIZES["table"]
        most = max(
            lines(cell.plain, size, width - _CELL_SIDES, bold="<strong>" in cell.html)
            for cell, width in zip(row, self.widths, strict=True)
        )
        # A formula is a little higher than a line of text.
        return most * size * LINE + _CELL_EDGE + (6 if any("<math" in cell.html for cell in row) else 0)

    def height(self):
        """Height in px."""
        return self._row_height(self.head) + sum(map(self._row_height, self.rows))

    def html(self):
        """What is written on the slide."""
        cols = "".join(f'<col style="width:{width:.0f}px">' for width in self.widths)
        head = "".join(f'<th scope="col">{cell.html}</th>' for cell in self.head)
        rows = "".join(f"<tr>{''.join(f'<td>{cell.html}</td>' for cell in row)}</tr>" for row in self.rows)
        inside = f"<colgroup>{cols}</colgroup><thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
        return self._tag("table", inside, attributes=f' style="width:{sum(self.widths):.0f}px"')

    def cut(self, room):
        """Cut it between rows, but only where a whole slide is not enough."""
        if _fits_alone(self):
            return None, self
        return self._parted("rows", room, self._row_height, self._row_height(self.head))


@dataclass(frozen=True, kw_only=True)
class Maths(Block):
    """A formula on a line of its own."""

    mathml: str
    plain: str

    def height(self):
        """Height in px."""
        high = 3.0 if any(mark in self.mathml for mark in ("<mfrac", "<munder", "<mover")) else 1.7
        return high * self._size()

    def _size(self):
        # A long formula is set smaller, but never below the size of a table.
        fits = WIDTH / (0.62 * max(1, len(self.plain)))
        return max(SIZES["table"], min(30, fits))

    def html(self):
        """What is written on the slide."""
        return self._tag("div", self.mathml, "maths", f' style="font-size:{self._size():.0f}px"')


@dataclass(frozen=True, kw_only=True)
class Quote(Block):
    """A callout: paragraphs and lists in a box."""

    parts: tuple
    label: str = ""

    def height(self):
        """Height in px."""
        return sum(map(self._part_height, self.parts)) - SIZES["gap"] / 2 + _QUOTE_EDGE

    def _part_height(self, part):
        return replace(part, width=WIDTH - _QUOTE_SIDES).height() + SIZES["gap"] / 2

    def html(self):
        """What is written on the slide."""
        inside = "".join(part.html() for part in self.parts)
        label = f' role="note" aria-label="{html.escape(self.label, quote=True)}"' if self.label else ""
        return self._tag("blockquote", inside, attributes=label)

    def cut(self, room):
        """Cut it between paragraphs, but only where a whole slide is not enough."""
        if _fits_alone(self):
            return None, self
        return self._parted("parts", room, self._part_height, _QUOTE_EDGE)


@dataclass(frozen=True, kw_only=True)
class Printed(Block):
    """What a cell prints, or its code where that is the lesson: lines in letters of one width."""

    lines: tuple
    label: str = ""
    code: bool = False

    @property
    def aligned(self):
        """Whether the lines stand in columns."""
        return sum("  " in line.strip() for line in self.lines) > 1

    @property
    def prose(self):
        """Whether the lines are sentences, which need no letters of one width."""
        return not self.code and not self.aligned and any(_mono_width(line) > _BOX for line in self.lines)

    @property
    def size(self):
        """Size of its letters, in px: columns that are too wide are set like a table."""
        wide = self.aligned and any(_mono_width(line) > _BOX for line in self.lines)
        return SIZES["table" if wide else "printed"]

    def _line_height(self, line):
        if not self.prose:
            count = 1 + max(0, _mono_width(line, self.size) - 1) // _BOX
            return count * self.size * LINE
        return text_height(line, self.size, _BOX - 24) + 4

    def _label_height(self):
        return SIZES["printed"] * LINE + 6 if self.label else 0

    def height(self):
        """Height in px."""
        return sum(map(self._line_height, self.lines)) + _BOX_EDGE + self._label_height()

    def html(self):
        """What is written on the slide."""
        label = f'<p class="label">{html.escape(self.label)}</p>' if self.label else ""
        if self.prose:
            said = "".join(f"<p>{html.escape(line)}</p>" for line in self.lines if line.strip())
            return self._tag("div", f'{label}<div class="said">{said}</div>', "printed")
        text = html.escape("\n".join(self.lines), quote=False)
        inside = f"<code>{text}</code>" if self.code else text
        size = f' style="font-size:{self.size}px"'
        return self._tag("div", f"{label}<pre{size}>{inside}</pre>", "printed code" if self.code else "printed")

    def cut(self, room):
        """Cut it between lines, but only where a whole slide is not enough."""
        if _fits_alone(self):
            return None, self
        return self._parted("lines", room, self._line_height, _BOX_EDGE + self._label_height())


def _mono_width(line, size=SIZES["printed"]):
    return len(line) * size * _MONO


def columns_of(lines):
    """Read printed columns that are too wide for a slide as a table.

    Parameters
    ----------
    lines : list of str

    Returns
    -------
    table : Table or None
        None where they fit as they are, or are no columns.
    rest : list of str
        The lines below the table.
    """
    rows = [re.split(r"\s{2,}", line.strip()) for line in lines]
    count = next((place for place, row in enumerate(rows) if len(row) != len(rows[0])), len(rows))
    if count < 4 or len(rows[0]) < 3 or max(map(_mono_width, lines[:count])) <= _BOX:
        return None, lines
    head, *body = (tuple(Run(html.escape(cell, quote=False), cell) for cell in row) for row in rows[:count])
    return Table.of(head, tuple(body)), [line for line in lines[count:] if line]


@dataclass(frozen=True, kw_only=True)
class Picture(Block):
    """A picture; it takes the room that a slide has left.

    Parameters
    ----------
    src, alt, caption : str
        As in the notebook; the caption is plain text.
    playable : str
        Address of the page in which it moves, "" where it is still.
    title : str
        What it is called.
    room : float
        Height that it was given, in px.
    """

    src: str
    alt: str
    caption: str = ""
    playable: str = ""
    title: str = ""
    room: float = 460.0

    def height(self):
        """The least height that it should get, in px."""
        return 400.0

    def caption_height(self):
        """Height of its caption, in px."""
        return text_height(self.caption, SIZES["caption"], WIDTH) + 8 if self.caption else 0

    def html(self):
        """What is written on the slide; where it moves, the still picture is for print."""
        high = self.room - self.caption_height()
        caption = f"<figcaption>{html.escape(self.caption)}</figcaption>" if self.caption else ""
        alt = html.escape(self.alt, quote=True)
        image = f'<img alt="{alt}" src="{self.src}" style="height:{high:.0f}px">{caption}'
        if not self.playable:
            return self._tag("figure", image)
        title = html.escape(f"{self.title or 'Picture'}, a picture to move", quote=True)
        frame = f'<iframe data-src="{self.playable}" title="{title}" style="height:{self.room:.0f}px"></iframe>'
        return self._tag("div", f'{frame}<figure class="in-print">{image}</figure>', "playable")


def caption_of(told):
    """Choose the sentences of a caption that stand under a picture.

    Parameters
    ----------
    told : list of str
        Its sentences.

    Returns
    -------
    str
        All of them where they take a few lines at most, else the first ones; what is illustrative is
        always said to be so.
    """
    chosen = [told[0]]
    for one in told[1:]:
        if lines(" ".join([*chosen, one]), SIZES["caption"], WIDTH) > _CAPTION_LINES:
            break
        chosen.append(one)
    said = " ".join(chosen)
    illustrative = any("llustrative" in one for one in told)
    return f"Illustrative. {said}" if illustrative and "llustrative" not in said else said
