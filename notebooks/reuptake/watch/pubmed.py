"""Articles that fit a search expression, from PubMed's E-utilities: found by ESearch, described by ESummary."""

from reuptake.watch import errors
from reuptake.watch.client import Client
from reuptake.watch.europepmc import was_retracted
from reuptake.watch.shape import Fields, Many, Maybe, Scalar, Text, Whole
from reuptake.watch.transport import AGENT

PAGE = 200
FURTHEST = 10_000
"""Articles of one search that the service gives; it refuses to begin a page beyond."""

_PMID = Text(20, pattern=r"\d{1,12}")
_FOUND = Fields(
    header=Maybe(Fields(version=Maybe(Text(40)))),
    esearchresult=Fields(count=Whole(written=True), idlist=Many(_PMID, PAGE)),
)
_UIDS = Fields(result=Fields(uids=Many(_PMID, PAGE)))
_FAULT = Fields(error=Maybe(Scalar(200)), esearchresult=Maybe(Fields(ERROR=Maybe(Scalar(200)))))
_SUMMARY = Fields(
    error=Maybe(Text(200)),
    title=Maybe(Text()),
    source=Maybe(Text(200)),
    pubdate=Maybe(Text(40)),
    pubtype=Maybe(Many(Text(80), 100)),
)


class PubMed(Client):
    """A query is a search expression. Pages are followed by count; three questions a second are never exceeded."""

    name = "pubmed"

    def collect(self, line, base, query, since, found):
        """Follow the pages."""
        asked = {"db": "pubmed", "retmode": "json", "term": query, "retmax": PAGE, "tool": AGENT.partition("/")[0]}
        if since:
            asked |= {"datetype": "edat", "mindate": f"{since:%Y/%m/%d}", "maxdate": "3000"}
        for start in range(0, min(self.pages * PAGE, FURTHEST), PAGE):
            answer = line.json(f"{base}/esearch.fcgi", asked | {"retstart": start})[1]
            self._faults(answer)
            page = _FOUND.read(answer)
            found.version = (page["header"] or {}).get("version") or ""
            found.total = page["esearchresult"]["count"]
            pmids = page["esearchresult"]["idlist"]
            if pmids:
                self._describe(line, base, pmids, found)
            if not pmids or start + PAGE >= found.total:
                found.ended = True
                return
        if self.pages * PAGE >= FURTHEST:
            found.limit = f"PubMed gives no more than the first {FURTHEST:,} articles of a search: ask for less."

    def _describe(self, line, base, pmids, found):
        asked = {"db": "pubmed", "retmode": "json", "id": ",".join(pmids), "tool": AGENT.partition("/")[0]}
        answer = line.json(f"{base}/esummary.fcgi", asked)[1]
        self._faults(answer)
        uids = set(_UIDS.read(answer)["result"]["uids"])
        for pmid in pmids:
            if pmid not in uids:
                continue  # Found but not described: then the records are fewer than the count, and that is told.
            summary = _SUMMARY.read(answer["result"].get(pmid), f"result.{pmid}")
            if summary["error"] is None:
                types = summary["pubtype"] or []
                notices = [kind for kind in types if "erratum" in kind.lower() or "concern" in kind.lower()]
                found.add(
                    pmid,
                    title=summary["title"],
                    journal=summary["source"],
                    published=summary["pubdate"],
                    types=types,
                    notices=sorted(notices),
                    retracted=was_retracted(types),
                )

    def _faults(self, answer):
        """PubMed reports some of its faults with status 200."""
        fault = _FAULT.read(answer)
        said = fault["error"] or (fault["esearchresult"] or {}).get("ERROR")
        if said:
            raise errors.ServiceFault("PubMed", f"It answered with an error: {str(said).rstrip('.')}.")
