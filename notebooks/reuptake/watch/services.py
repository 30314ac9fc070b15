"""The clients by the name of their service."""

from types import MappingProxyType

from reuptake.watch.catalogue import service_named
from reuptake.watch.chembl import Chembl
from reuptake.watch.client import PAGES
from reuptake.watch.clinicaltrials import ClinicalTrials
from reuptake.watch.europepmc import EuropePmc
from reuptake.watch.gtopdb import GuideToPharmacology
from reuptake.watch.openfda import OpenFdaEvent, OpenFdaLabel
from reuptake.watch.opentargets import OpenTargets
from reuptake.watch.pubmed import PubMed

CLIENTS = MappingProxyType(
    {
        client.name: client
        for client in (
            ClinicalTrials,
            EuropePmc,
            PubMed,
            OpenFdaLabel,
            OpenFdaEvent,
            Chembl,
            OpenTargets,
            GuideToPharmacology,
        )
    }
)


def client(name, transport=None, pages=PAGES):
    """Make the client of a service; nothing is asked yet.

    Parameters
    ----------
    name : str
        One of `CLIENTS`.
    transport : Transport, optional
    pages : int
        Pages to follow at most.

    Returns
    -------
    Client

    Raises
    ------
    ValueError
        If there is no such service on the network.
    """
    title = service_named(name).title
    if name not in CLIENTS:
        raise ValueError(f"service is {name!r} ({title}); it is not on the network.")
    return CLIENTS[name](transport, pages=pages)


def fetch(service, query, since=None):
    """Ask a service over the network.

    Parameters
    ----------
    service : str
        One of `CLIENTS`.
    query : str
    since : datetime.date or str, optional
        As for `Client.fetch`.

    Returns
    -------
    Snapshot

    Raises
    ------
    ValueError
        If a parameter is none of what is allowed.
    WatchError
        If the service does not give what it should.
    """
    return client(service).fetch(query, since)
