"""Drugs and clinical candidates of one target, from the GraphQL service of Open Targets."""

from reuptake.watch import errors
from reuptake.watch.client import Client, wanted
from reuptake.watch.shape import Fields, Many, Maybe, Scalar, Text, Whole

# The field knownDrugs was replaced by drugAndClinicalCandidates in release 26.
QUESTION = (
    "query watch($gene: String!) { meta { dataVersion { year month } } target(ensemblId: $gene) { "
    "drugAndClinicalCandidates { count rows { maxClinicalStage drug { id name drugType maximumClinicalStage } } } } }"
)
_FAULTS = Fields(errors=Maybe(Many(Fields(message=Maybe(Text(200))), 100)))
_ROW = Fields(
    maxClinicalStage=Maybe(Text(60)),
    drug=Fields(
        id=Text(60, pattern=r"[\w.:-]{1,60}"),
        name=Maybe(Text()),
        drugType=Maybe(Text(60)),
        maximumClinicalStage=Maybe(Text(60)),
    ),
)
_ANSWER = Fields(
    data=Fields(
        meta=Fields(dataVersion=Fields(year=Scalar(10), month=Scalar(10))),
        target=Maybe(Fields(drugAndClinicalCandidates=Maybe(Fields(count=Whole(), rows=Many(_ROW))))),
    )
)


class OpenTargets(Client):
    """A query is an Ensembl gene. One answer holds the whole list; `stage` is the furthest one at this target."""

    name = "opentargets"

    def collect(self, line, base, query, since, found):
        """Ask once."""
        wanted(r"ENSG\d{11}", query, "an Ensembl gene such as ENSG00000108576")
        sent = {"query": QUESTION, "variables": {"gene": query}}
        _, answer = line.json(base, send=sent, also=(400,))
        self._faults(answer)
        data = _ANSWER.read(answer)["data"]
        release = data["meta"]["dataVersion"]
        found.version = f"{release['year']}.{release['month']}"
        if data["target"] is None:
            raise self.nothing(query)
        listed = data["target"]["drugAndClinicalCandidates"] or {"count": 0, "rows": []}
        for row in listed["rows"]:
            drug = row["drug"]
            found.add(
                drug["id"],
                title=drug["name"],
                kind=drug["drugType"],
                stage=row["maxClinicalStage"],
                stage_anywhere=drug["maximumClinicalStage"],
            )
        found.total, found.ended = listed["count"], True

    def _faults(self, answer):
        """GraphQL reports its faults in the answer, whatever the status."""
        for fault in _FAULTS.read(answer)["errors"] or []:
            said = (fault["message"] or "no reason given").rstrip(".")
            if "cannot query field" in said.lower():
                happened = f"It no longer knows a field that this course asks for: {said}."
                raise errors.ChangedShape("Open Targets", happened)
            raise errors.ServiceFault("Open Targets", f"It answered with an error: {said}.")
