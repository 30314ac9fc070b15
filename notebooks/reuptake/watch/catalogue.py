"""What the watch knows of each service: its name, its only host, what a query is, which fields are news."""

from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote

MADE_UP = "demonstration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One service.

    Parameters
    ----------
    title : str
        Its name for readers.
    row : str
        Its row in the table `api_endpoints`, where its address stands; "" for the made-up one.
    host : str
        The only host that it may be asked at, whatever the table says.
    query : str
        What a query is.
    since : str
        What `since` narrows, "" where the service cannot be asked by date.
    compared : tuple of str
        Fields whose change is news, the weightiest first. A change in the other fields alone is set aside.
    link : str
        Address of one record for readers, with {id}; "" where there is none.
    closed : str
        What to say when the service refuses, where that has a known reason.
    """

    title: str
    row: str = ""
    host: str = ""
    query: str
    since: str = ""
    compared: tuple[str, ...]
    link: str = ""
    closed: str = ""


_STUDY = ("overall_status", "why_stopped", "has_results", "results_posted", "phases", "enrolment", "primary_completion")
_ARTICLE = ("retracted", "notices")

SERVICES = MappingProxyType(
    {
        "clinicaltrials": Service(
            title="ClinicalTrials.gov",
            row="ClinicalTrials.gov API v2",
            host="clinicaltrials.gov",
            query="the name of an intervention, such as tianeptine",
            since="studies whose record was updated from that day on",
            compared=_STUDY,
            link="https://clinicaltrials.gov/study/{id}",
        ),
        "europepmc": Service(
            title="Europe PMC",
            row="Europe PMC REST",
            host="www.ebi.ac.uk",
            query="a search expression of Europe PMC, such as tianeptine AND SERT",
            since="articles first published from that day on (later retractions of older ones are not among them)",
            compared=(*_ARTICLE, "first_published"),
            link="https://europepmc.org/article/{id}",
        ),
        "pubmed": Service(
            title="PubMed",
            row="PubMed E-utilities",
            host="eutils.ncbi.nlm.nih.gov",
            query="a search expression of PubMed, such as tianeptine[tiab]",
            since="articles that entered PubMed from that day on (later retractions of older ones are not among them)",
            compared=_ARTICLE,
            link="https://pubmed.ncbi.nlm.nih.gov/{id}/",
        ),
        "openfda-label": Service(
            title="openFDA labels",
            row="openFDA drug/event and drug/label",
            host="api.fda.gov",
            query="a generic name, such as fluoxetine",
            since="labels effective from that day on",
            compared=("boxed_warning", "version", "effective"),
            link="https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid={id}",
        ),
        "openfda-event": Service(
            title="openFDA reports",
            row="openFDA drug/event and drug/label",
            host="api.fda.gov",
            query="the name of a medicinal product, such as tianeptine (reports are not rates)",
            since="reports first received from that day on",
            compared=("version",),
        ),
        "chembl": Service(
            title="ChEMBL",
            row="ChEMBL web services",
            host="www.ebi.ac.uk",
            query="a molecule such as CHEMBL1289110, or target and molecule such as CHEMBL228 CHEMBL1289110",
            compared=("max_phase", "mechanism", "action", "target", "type", "value", "units", "pchembl"),
        ),
        "opentargets": Service(
            title="Open Targets",
            row="Open Targets GraphQL",
            host="api.platform.opentargets.org",
            query="an Ensembl gene such as ENSG00000108576",
            compared=("stage",),
            link="https://platform.opentargets.org/drug/{id}",
        ),
        "gtopdb": Service(
            title="Guide to Pharmacology",
            row="IUPHAR/BPS Guide to Pharmacology",
            host="www.guidetopharmacology.org",
            query="the number of a target, such as 928",
            compared=("affinity", "affinity_parameter", "type", "action", "primary_target"),
            closed="Since 2026 this service may ask for registration or a login, which this course does not use. "
            "Open its web site in a browser instead.",
        ),
        MADE_UP: Service(
            title="Made up for the lesson",
            query="examplamine, a drug that does not exist",
            compared=(*_ARTICLE, *_STUDY),
        ),
    }
)
"""All services by the name that programs use."""

LIVE = tuple(name for name in SERVICES if name != MADE_UP)
"""Services on the network."""


def service_named(name):
    """Look a service up.

    Parameters
    ----------
    name : str

    Returns
    -------
    Service

    Raises
    ------
    ValueError
        If there is none of this name; the message lists those that are.
    """
    if not isinstance(name, str) or name not in SERVICES:
        raise ValueError(f"service is {name!r}; it must be one of: {', '.join(LIVE)}.")
    return SERVICES[name]


def link(name, key):
    """Address of one record for readers.

    Parameters
    ----------
    name : str
        Name of the service.
    key : str
        Identifier of the record.

    Returns
    -------
    str
        An HTTPS address, "" where the service has no page for it.
    """
    if name == "chembl":
        return f"https://www.ebi.ac.uk/chembl/explore/compound/{quote(key)}" if key.startswith("CHEMBL") else ""
    return service_named(name).link.format(id=quote(key, safe="/"))
