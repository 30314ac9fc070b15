"""Interactions of one target from the IUPHAR/BPS Guide to Pharmacology.

Two doubts stand in the table `api_endpoints`, whose row has the status "secondary": the field names of an
interaction were not confirmed in the service's own documentation, and since 2026 the service may ask for
registration. So only the names in that table are read, and of these only `interactionId` must be there; a refusal,
a login page and a redirect to one all end in a message that says so. The table names no call that gives the
version of the database, so the snapshot has none.
"""

from reuptake.watch.client import Client, wanted
from reuptake.watch.shape import Fields, Many, Maybe, Scalar, Whole

_INTERACTIONS = Many(
    Fields(
        interactionId=Whole(),
        ligandId=Maybe(Scalar(20)),
        type=Maybe(Scalar(80)),
        action=Maybe(Scalar(80)),
        affinity=Maybe(Scalar(40)),
        affinityParameter=Maybe(Scalar(40)),
        primaryTarget=Maybe(Scalar(10)),
    )
)


class GuideToPharmacology(Client):
    """A query is the number of a target. One answer holds the whole list."""

    name = "gtopdb"

    def collect(self, line, base, query, since, found):
        """Ask once."""
        wanted(r"\d{1,7}", query, "the number of a target such as 928")
        status, answer = line.json(f"{base}/targets/{query}/interactions", also=(404,))
        if status == 404:
            raise self.nothing(query)
        # Status 204 without a body is how this service says that there are none.
        for item in _INTERACTIONS.read(answer if status != 204 else []):
            found.add(
                str(item["interactionId"]),
                title=f"ligand {item['ligandId']}" if item["ligandId"] is not None else None,
                ligand=_text(item["ligandId"]),
                type=_text(item["type"]),
                action=_text(item["action"]),
                affinity=_text(item["affinity"]),
                affinity_parameter=_text(item["affinityParameter"]),
                primary_target=_text(item["primaryTarget"]),
            )
        found.ended = True


def _text(value):
    return None if value is None else str(value)
