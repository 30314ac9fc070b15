"""Studies of one intervention from ClinicalTrials.gov, API version 2."""

from reuptake.watch.client import Client
from reuptake.watch.shape import Fields, Flag, Many, Maybe, Text, Token, Whole, within

_DATE = Maybe(Fields(date=Maybe(Text(20))))
_STUDY = Fields(
    protocolSection=Fields(
        identificationModule=Fields(nctId=Text(pattern=r"NCT\d{8}"), briefTitle=Maybe(Text())),
        statusModule=Fields(
            overallStatus=Text(60),
            whyStopped=Maybe(Text()),
            startDateStruct=_DATE,
            primaryCompletionDateStruct=_DATE,
            resultsFirstPostDateStruct=_DATE,
            lastUpdatePostDateStruct=_DATE,
        ),
        designModule=Maybe(
            Fields(phases=Maybe(Many(Text(40), 20)), enrollmentInfo=Maybe(Fields(count=Maybe(Whole())))),
        ),
    ),
    hasResults=Maybe(Flag()),
)
_PAGE = Fields(totalCount=Maybe(Whole()), studies=Many(_STUDY, 1000), nextPageToken=Maybe(Token()))
_VERSION = Fields(dataTimestamp=Text(40))
_ASKED = (
    "NCTId,BriefTitle,OverallStatus,WhyStopped,StartDate,PrimaryCompletionDate,ResultsFirstPostDate,"
    "LastUpdatePostDate,Phase,EnrollmentCount,HasResults"
)


class ClinicalTrials(Client):
    """A query is the name of an intervention. Pages are followed by token until none comes."""

    name = "clinicaltrials"

    def collect(self, line, base, query, since, found):
        """Follow the pages."""
        version = _VERSION.read(line.json(f"{base}/version")[1])
        found.version = f"data of {version['dataTimestamp']}"
        asked = {"query.intr": query, "pageSize": 100, "countTotal": "true", "fields": _ASKED}
        if since:
            asked["filter.advanced"] = f"AREA[LastUpdatePostDate]RANGE[{since},MAX]"
        for _ in range(self.pages):
            page = _PAGE.read(line.json(f"{base}/studies", asked)[1])
            # Only the first page is sure to carry the count.
            found.total = page["totalCount"] if found.total is None else found.total
            for study in page["studies"]:
                _add(found, study)
            if not page["nextPageToken"]:
                found.ended = True
                return
            asked["pageToken"] = page["nextPageToken"]


def _add(found, study):
    protocol = study["protocolSection"]
    named, status, design = (protocol[f"{part}Module"] for part in ("identification", "status", "design"))
    found.add(
        named["nctId"],
        title=named["briefTitle"],
        overall_status=status["overallStatus"],
        why_stopped=status["whyStopped"],
        phases=within(design, "phases"),
        enrolment=within(design, "enrollmentInfo", "count"),
        start=within(status, "startDateStruct", "date"),
        primary_completion=within(status, "primaryCompletionDateStruct", "date"),
        has_results=study["hasResults"],
        results_posted=within(status, "resultsFirstPostDateStruct", "date"),
        last_update=within(status, "lastUpdatePostDateStruct", "date"),
    )
