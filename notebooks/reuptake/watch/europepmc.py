"""Articles that fit a search expression, from Europe PMC."""

from reuptake.watch.client import Client
from reuptake.watch.shape import Fields, Many, Maybe, Text, Token, Whole, within

_ARTICLE = Fields(
    id=Text(60, pattern=r"[\w.:-]{1,60}"),
    source=Text(20, pattern=r"[A-Z]{2,10}"),
    title=Maybe(Text()),
    firstPublicationDate=Maybe(Text(20)),
    journalInfo=Maybe(Fields(journal=Maybe(Fields(title=Maybe(Text(200)))))),
    pubTypeList=Maybe(Fields(pubType=Many(Text(80), 100))),
    commentCorrectionList=Maybe(Fields(commentCorrection=Many(Fields(type=Maybe(Text(80))), 2000))),
)
_PAGE = Fields(
    version=Maybe(Text(40)),
    hitCount=Whole(),
    nextCursorMark=Maybe(Token()),
    resultList=Fields(result=Many(_ARTICLE, 1000)),
)


class EuropePmc(Client):
    """A query is a search expression. Pages are followed by cursor until it stays the same or is gone."""

    name = "europepmc"

    def collect(self, line, base, query, since, found):
        """Follow the pages."""
        expression = f"({query}) AND FIRST_PDATE:[{since} TO 3000-12-31]" if since else query
        asked = {"query": expression, "format": "json", "resultType": "core", "pageSize": 100, "cursorMark": "*"}
        for _ in range(self.pages):
            page = _PAGE.read(line.json(f"{base}/search", asked)[1])
            found.version, found.total = page["version"] or "", page["hitCount"]
            articles = page["resultList"]["result"]
            for article in articles:
                _add(found, article)
            if not articles or page["nextCursorMark"] in (None, asked["cursorMark"]):
                found.ended = True
                return
            if len(found.records) >= found.total:
                found.ended = True
                return
            asked["cursorMark"] = page["nextCursorMark"]


def _add(found, article):
    types = within(article, "pubTypeList", "pubType") or []
    links = within(article, "commentCorrectionList", "commentCorrection") or []
    notices = sorted({link["type"] for link in links if link["type"] and _weighty(link["type"])})
    found.add(
        f"{article['source']}/{article['id']}",
        title=article["title"],
        journal=within(article, "journalInfo", "journal", "title"),
        first_published=article["firstPublicationDate"],
        types=types,
        notices=notices,
        retracted=was_retracted([*types, *notices]),
    )


def _weighty(kind):
    """Comments and updates are left out; what corrects, doubts or withdraws an article stays."""
    return any(word in kind.lower() for word in ("retract", "erratum", "corrected", "concern", "withdr"))


def was_retracted(words):
    """Say whether an article was retracted; a notice that retracts another one was not.

    Parameters
    ----------
    words : list of str
        Its publication types and the kinds of its correction links.

    Returns
    -------
    bool
    """
    return any(word.lower() in ("retracted publication", "retraction in") for word in words)
