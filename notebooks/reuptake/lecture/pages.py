"""Lay the shares of a notebook out on slides: what does not fit goes on on the next one."""

from dataclasses import dataclass, field, replace

from reuptake.lecture.blocks import Bullets, Heading, Picture, Printed, Quote, Text
from reuptake.lecture.prose import Run
from reuptake.lecture.room import HEIGHT, SIZES, WIDTH
from reuptake.lecture.share import minutes

OPENING = "In this lesson"
"""Heading of what follows the title slide."""
ROOMY = 1.25
"""How much larger a text is set where there is little of it."""
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
    own : bool
        Whether the heading is that of one thing alone, which takes nothing else in.
    section : str
        The heading of its section.
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
    own: bool = False
    section: str = ""
    blocks: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    asks: list = field(default_factory=list)
    terms: list = field(default_factory=list)
    words: int = 0
    questions: int = 0
    cells: list = field(default_factory=list)

    @property
    def minutes(self):
        """How long it takes, by the rule of `reuptake.lecture.share.minutes`."""
        return minutes(self.words, sum(isinstance(one, Picture) for one in self.blocks), self.questions)

    @property
    def room(self):
        """Height that is left, in px."""
        return self._below_heading() - sum(one.height() + SIZES["gap"] for one in self.blocks)

    @property
    def roomy(self):
        """Whether its text can be set larger."""
        if not all(isinstance(one, Text | Bullets) for one in self.blocks):
            return False
        wide = [replace(one, width=WIDTH / ROOMY).height() + SIZES["gap"] for one in self.blocks]
        return ROOMY * sum(wide) <= self._below_heading()

    def _below_heading(self):
        return HEIGHT - self.heading.height()


class Layout:
    """Fills pages with shares, one after another.

    Attributes
    ----------
    pages : list of Page
    """

    def __init__(self):
        self.pages = []
        self._break = self._heading = None
        self._count, self._section = 0, ""

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
            begun = self._placed(group, page)
            page = page or begun
        self._spoken(page or self.pages[-1], share)

    def _spoken(self, page, share):
        page.notes += share.notes
        page.asks += share.asks
        page.terms += [term for term in share.terms if term not in page.terms]
        page.words += share.words
        page.questions += share.questions
        page.cells.append(share.cell)

    def _placed(self, group, page):
        """Put blocks that belong together on a page; returns the page on which they begin."""
        first = group[0]
        if isinstance(first, Heading):
            return self._headed(first)
        begun = self._page_for(group, same_share=page is not None)
        for block in group:
            self._put(block)
        return begun

    def _headed(self, heading):
        last = self.pages[-1] if self.pages else None
        if last and not last.blocks and self._break != "slide" and heading.level > last.heading.level:
            # A heading right under another one: the smaller one stands on the slide under it.
            last.blocks.append(Text(run=heading.run, kind="sub"))
            return last
        if heading.level < 3:
            self._section = heading.run.plain
        self._heading, self._count = heading, 0
        return self._new(heading, own=False, leads=False)

    def _new(self, heading, *, own, number=1, leads=True):
        """Begin a page; what led up to its first block goes with it."""
        stack, self._break = self._break == "slide" or not self.pages, None
        if not own:
            self._count += 1
            number = self._count
        page = Page(heading, number=number, stack=stack, own=own, section=self._section)
        if self.pages and leads and not own and not stack:
            before = self.pages[-1].blocks
            if len(before) > 1 and isinstance(before[-1], Text | Printed) and before[-1].keep:
                page.blocks.append(before.pop())
        self.pages.append(page)
        return page

    def _page_for(self, group, *, same_share):
        """The page on which a group begins: the last one, or a new one."""
        page, first = self.pages[-1], group[0]
        shares = isinstance(first, Picture) and not first.playable and page.room >= first.height() and not page.own
        if first.own and not (shares and page.blocks):
            if page.blocks or page.own or self._break == "slide":
                return self._new(Heading(level=3, run=Run(first.own, first.own)), own=True)
            page.blocks.append(Text(run=Run(first.own, first.own), kind="sub"))
            self._break = None
            return page
        needed = sum(_smallest(one) + SIZES["gap"] for one in group)
        leaves = page.own and not same_share
        if (
            leaves
            or self._break
            and (page.blocks or self._break == "slide")
            or page.blocks
            and self._tight(page, needed)
        ):
            return self._continued(leaves=leaves)
        self._break = None
        return page

    @staticmethod
    def _tight(page, needed):
        return any(isinstance(one, Picture) for one in page.blocks) or page.room < needed

    def _continued(self, *, leaves=False):
        """Go on on a new page, under the heading of this one or, having left what stands alone, under the last one."""
        last = self.pages[-1]
        if last.own and not leaves:
            return self._new(last.heading, own=True, number=last.number + 1)
        if self._heading.level == 1:
            self._heading, self._count = Heading(level=2, run=Run(OPENING, OPENING)), 0
        return self._new(self._heading, own=False)

    def _put(self, block):
        """Put a block on the last page, and what does not fit on further ones."""
        while block is not None:
            page = self.pages[-1]
            if isinstance(block, Picture):
                page.blocks.append(replace(block, room=page.room - 4))
                return
            if block.height() <= page.room:
                page.blocks.append(self._seen(page, block))
                return
            first, rest = block.cut(page.room) if page.room > _LEAST else (None, block)
            if first is None and not page.blocks:
                raise ValueError(
                    f"a {type(block).__name__} under {page.heading.run.plain!r} needs {block.height():.0f} px and "
                    f"cannot be cut; a slide has {page.room:.0f} px below its heading."
                )
            if first is not None:
                page.blocks.append(self._seen(page, first))
            block = rest
            if block is not None:
                self._continued()

    @staticmethod
    def _seen(page, block):
        """What stands first on a slide is seen at once: an empty slide would tell nobody what to wait for."""
        before = page.blocks
        only_labels = all(isinstance(one, Text) and one.kind in ("label", "sub") for one in before)
        return replace(block, fragment=False) if only_labels else block


def _smallest(block):
    """The least room in which a block is worth beginning."""
    if isinstance(block, Picture | Quote | Text):
        return block.height()
    first, _ = block.cut(min(200, block.height() - 1))
    return min(first.height(), block.height()) if first is not None else block.height()


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
