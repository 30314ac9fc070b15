"""Lay the shares of a notebook out on slides: what does not fit goes on on the next one."""

from dataclasses import dataclass, field, replace

from reuptake.lecture.blocks import Heading, Picture, Text
from reuptake.lecture.prose import Run
from reuptake.lecture.room import HEIGHT, SIZES
from reuptake.lecture.share import minutes

OPENING = "In this lesson"
"""Heading of what follows the title slide."""
_LEAST = 60
"""Less room than this, in px, at the foot of a slide is not worth beginning something in."""


@dataclass
class Page:
    """One slide.

    Attributes
    ----------
    heading : reuptake.lecture.blocks.Heading
    number : int
        1 on the first slide under a heading, then 2, 3 …
    stack : bool
        Whether it begins a new section.
    blocks, notes, asks, terms : list
        What stands on it, and what its speaker has.
    words, questions : int
        For the estimate of time.
    cells : list of int
        The cells whose shares begin here.
    """

    heading: Heading
    number: int = 1
    stack: bool = False
    blocks: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    asks: list = field(default_factory=list)
    terms: list = field(default_factory=list)
    words: int = 0
    questions: int = 0
    cells: list = field(default_factory=list)
    section: str = ""

    @property
    def minutes(self):
        """How long it takes, by the rule of `reuptake.lecture.share.minutes`."""
        return minutes(self.words, sum(isinstance(one, Picture) for one in self.blocks), self.questions)

    @property
    def room(self):
        """Height that is left, in px."""
        return HEIGHT - self.heading.height() - sum(one.height() + SIZES["gap"] for one in self.blocks)


class Layout:
    """Fills pages with shares, one after another.

    Attributes
    ----------
    pages : list of Page
    """

    def __init__(self):
        self.pages, self._break, self._section = [], None, ""

    def add(self, share):
        """Put a share on the next free room.

        Parameters
        ----------
        share : reuptake.lecture.share.Share
        """
        if share.slide in ("slide", "subslide"):
            # Nothing breaks a slide but what stands on the next one.
            self._break = "slide" if "slide" in (share.slide, self._break) else "subslide"
        page = None
        for group in _grouped(share.blocks):
            begun = self._placed(group)
            page = page or begun
        self._spoken(page or self.pages[-1], share)

    def _spoken(self, page, share):
        page.notes += share.notes
        page.asks += share.asks
        page.terms += [term for term in share.terms if term not in page.terms]
        page.words += share.words
        page.questions += share.questions
        page.cells.append(share.cell)

    def _placed(self, group):
        """Put blocks that belong together on a page; returns the page on which they begin."""
        first = group[0]
        if isinstance(first, Heading):
            return self._headed(first)
        page = self._page_for(group)
        for block in group:
            self._put(block)
        return page

    def _headed(self, heading):
        last = self.pages[-1] if self.pages else None
        if last and not last.blocks and self._break != "slide" and heading.level > last.heading.level:
            # A heading right under another one: the smaller one stands on the slide as a text.
            last.blocks.append(Text(run=Run(f"<strong>{heading.run.html}</strong>", heading.run.plain), kind="sub"))
            return last
        stack = self._break == "slide" or last is None
        if heading.level < 3:
            self._section = heading.run.plain
        self._break = None
        self.pages.append(Page(heading, stack=stack, section=self._section))
        return self.pages[-1]

    def _page_for(self, group):
        """The page on which a group begins: the last one, or a new one that continues it."""
        page = self.pages[-1]
        alone = isinstance(group[0], Picture) or group[0].fresh
        needed = sum(min(one.height(), _smallest(one)) + SIZES["gap"] for one in group)
        if self._break or (page.blocks and (alone or _full(page) or page.room < needed)):
            self._continued()
        return self.pages[-1]

    def _continued(self):
        last = self.pages[-1]
        fresh = self._break == "slide"
        self._break = None
        if not last.blocks and not fresh:
            return
        heading, number = last.heading, last.number + 1
        if heading.level == 1:
            heading, number = Heading(level=2, run=Run(OPENING, OPENING)), 1
        self.pages.append(Page(heading, number=number, stack=fresh, section=self._section))

    def _put(self, block):
        """Put a block on the last page, and what does not fit on further ones."""
        while block is not None:
            page = self.pages[-1]
            if isinstance(block, Picture):
                page.blocks.append(replace(block, room=page.room - 4))
                return
            if block.height() <= page.room:
                page.blocks.append(block)
                return
            first, rest = block.cut(page.room) if page.room > _LEAST else (None, block)
            if first is None and not page.blocks:
                raise ValueError(
                    f"a {type(block).__name__} under {page.heading.run.plain!r} needs {block.height():.0f} px and "
                    f"cannot be cut; a slide has {page.room:.0f} px below its heading."
                )
            if first is not None:
                page.blocks.append(first)
            block = rest
            if block is not None:
                self._continued()


def _full(page):
    return any(isinstance(one, Picture) for one in page.blocks)


def _smallest(block):
    """The least room in which a block is worth beginning."""
    if isinstance(block, Picture):
        return block.height()
    first, _ = block.cut(200)
    return first.height() if first is not None else block.height()


def _grouped(blocks):
    """Blocks that must not be parted go together."""
    group = []
    for block in blocks:
        group.append(block)
        if not block.keep or isinstance(block, Heading):
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)
