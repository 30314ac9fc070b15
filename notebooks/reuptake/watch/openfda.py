"""Labels and reports of adverse events from openFDA. Reports are not rates: nobody counts who took a drug."""

import hashlib

from reuptake.watch import errors
from reuptake.watch.client import Client
from reuptake.watch.shape import Fields, Many, Maybe, Mismatch, Scalar, Text, Whole

PAGE = 100
FURTHEST = 25_000
"""Records that may be skipped, by the rules of the service."""

_META = Fields(last_updated=Maybe(Text(20)), results=Fields(total=Whole()))
_LABEL = Fields(
    set_id=Text(60, pattern=r"[\w-]{8,60}"),
    version=Maybe(Scalar(20)),
    effective_time=Maybe(Text(20)),
    boxed_warning=Maybe(Many(Text(100_000), 50)),
    openfda=Maybe(Fields(generic_name=Maybe(Many(Text(200), 200)))),
)
_EVENT = Fields(
    safetyreportid=Text(40, pattern=r"[\w-]{1,40}"),
    safetyreportversion=Maybe(Scalar(10)),
    receivedate=Maybe(Text(20)),
    receiptdate=Maybe(Text(20)),
    serious=Maybe(Scalar(10)),
    seriousnessdeath=Maybe(Scalar(10)),
    patient=Maybe(Fields(reaction=Maybe(Many(Fields(reactionmeddrapt=Maybe(Text(120))), 2000)))),
)
_NO_MATCH = Fields(error=Fields(code=Text(40)))


class _OpenFda(Client):
    """Pages are followed by skipping, as far as the service allows. No match is an answer, not a fault."""

    part = searched = dated = ""
    shape = None

    def collect(self, line, base, query, since, found):
        """Follow the pages."""
        if '"' in query or "\\" in query:
            raise ValueError(f"query is {query!r}; it must be a name without quotation marks and backslashes.")
        search = f'{self.searched}:"{query}"'
        if since:
            search += f" AND {self.dated}:[{since:%Y%m%d} TO 30001231]"
        page_shape = Fields(meta=_META, results=Many(self.shape, PAGE))
        for skip in range(0, min(self.pages * PAGE, FURTHEST + PAGE), PAGE):
            asked = {"search": search, "limit": PAGE, "skip": skip, "sort": f"{self.dated}:desc"}
            status, answer = line.json(f"{base}/{self.part}.json", asked, also=(404,))
            if status == 404:
                self._no_match(answer)
                # Past the first page this means that records went away meanwhile; the count tells.
                found.ended, found.total = True, found.total or 0
                return
            page = page_shape.read(answer)
            found.version, found.total = page["meta"]["last_updated"] or "", page["meta"]["results"]["total"]
            for item in page["results"]:
                self.take(item, found)
            if not page["results"] or skip + PAGE >= found.total:
                found.ended = True
                return
        if self.pages * PAGE > FURTHEST:
            found.limit = f"openFDA lets nobody go past {FURTHEST + PAGE:,} records of a search: ask for less."

    def _no_match(self, answer):
        """A page that does not exist answers 404 too; only the service's own word counts as no match."""
        try:
            known = _NO_MATCH.read(answer)["error"]["code"] == "NOT_FOUND"
        except Mismatch:
            known = False
        if not known:
            raise errors.Refused("openFDA", "It does not know the address that was asked (HTTP status 404).")

    def take(self, item, found):
        """Add one record."""
        raise NotImplementedError


class OpenFdaLabel(_OpenFda):
    """A query is a generic name; records are labels. Of a boxed warning the fingerprint of its text is kept."""

    name = "openfda-label"
    part, searched, dated, shape = "label", "openfda.generic_name", "effective_time", _LABEL

    def take(self, item, found):
        """Add one label."""
        names = (item["openfda"] or {}).get("generic_name") or []
        found.add(
            item["set_id"],
            title=", ".join(sorted({name.lower() for name in names})) or None,
            version=None if item["version"] is None else str(item["version"]),
            effective=item["effective_time"],
            boxed_warning=_fingerprint(item["boxed_warning"]),
        )


class OpenFdaEvent(_OpenFda):
    """A query is a medicinal product; records are reports. A report says that somebody suspected, no more."""

    name = "openfda-event"
    part, searched, dated, shape = "event", "patient.drug.medicinalproduct", "receivedate", _EVENT

    def take(self, item, found):
        """Add one report."""
        listed = (item["patient"] or {}).get("reaction") or []
        reactions = sorted({one["reactionmeddrapt"].lower() for one in listed if one["reactionmeddrapt"]})[:100]
        found.add(
            item["safetyreportid"],
            title=", ".join(reactions) or None,
            version=None if item["safetyreportversion"] is None else str(item["safetyreportversion"]),
            received=item["receivedate"],
            last_receipt=item["receiptdate"],
            serious=_is_one(item["serious"]),
            death=_is_one(item["seriousnessdeath"]),
            reactions=reactions,
        )


def _fingerprint(texts):
    if not texts:
        return None
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]


def _is_one(value):
    """The service writes 1 for yes, 2 or nothing for no."""
    return str(value) == "1"
