"""Each client reads its service's documented answers, page by page, and says truly whether that is all."""

import json
import sys

import pytest
from reuptake.evidence import load
from reuptake.watch import LIVE, SERVICES
from reuptake.watch.client import Client
from reuptake.watch.errors import AddressRefused, NothingFound, Refused, ServiceFault
from reuptake.watch.services import CLIENTS, client, fetch
from watch_server import (
    CHEMBL_STATUS,
    NO_MATCH,
    TRIALS_VERSION,
    Sent,
    article,
    articles,
    candidates,
    chembl,
    esearch,
    esummary,
    event,
    interaction,
    openfda,
    study,
    trials,
)

MOLECULE = {"molecule_chembl_id": "CHEMBL1289110", "pref_name": "MADEUP", "max_phase": "4.0", "molecule_structures": {}}
MECHANISM = {"mec_id": 7, "mechanism_of_action": "Invented", "action_type": "OPENER", "target_chembl_id": "CHEMBL1"}


def test_every_service_has_a_client_and_a_row():
    """Catalogue, clients and the table should speak of the same services, at the same hosts."""
    rows = {row.service: row for row in load("api_endpoints")}
    assert set(LIVE) == set(CLIENTS)
    assert {SERVICES[name].row for name in LIVE} == set(rows)
    for name in LIVE:
        service = SERVICES[name]
        assert rows[service.row].base_url.startswith(f"https://{service.host}/")


def test_compared_fields_are_fetched(server, ask):
    """Each field that the catalogue compares should be one that the client stores."""
    everything(server)
    queries = {"chembl": "CHEMBL1289110", "opentargets": "ENSG00000108576", "gtopdb": "928"}
    for name in LIVE:
        fields = set().union(*ask(name, queries.get(name, "examplamine")).records.values())
        if name == "chembl":
            fields |= set().union(*ask(name, "CHEMBL228 CHEMBL1289110").records.values())
        assert set(SERVICES[name].compared) <= fields, name


def everything(server):
    """Let every service answer with one record."""
    server.on("/version", TRIALS_VERSION)
    server.on("/studies", trials([1], 1))
    server.on("/search", articles([article(1)], 1))
    server.on("/esearch.fcgi", esearch([1], 1))
    server.on("/esummary.fcgi", esummary([1]))
    server.on("/event.json", openfda([event(1)], 1))
    server.on("/label.json", openfda([{"set_id": "12345678-abcd"}], 1))
    server.on("/status.json", CHEMBL_STATUS)
    server.on("/molecule/CHEMBL1289110.json", MOLECULE)
    server.on("/mechanism.json", chembl("mechanisms", [MECHANISM], 1))
    server.on("/activity.json", chembl("activities", [{"activity_id": 9}], 1))
    server.on("", candidates([("CHEMBL1", "MADEUP", "PHASE_2")]))
    server.on("/targets/928/interactions", [interaction(1)])


# ---- ClinicalTrials.gov


def test_trials_over_two_pages(server, ask):
    """Pages should be followed by token, and the fields to compare kept."""
    server.on("/version", TRIALS_VERSION)
    server.on("/studies", trials([1, 2], 3, token="next"), trials([3]))
    found = ask("clinicaltrials", "examplamine")
    assert list(found.records) == ["NCT00000001", "NCT00000002", "NCT00000003"]
    assert found.complete and found.version == "data of 2026-08-11T09:00:06"
    assert dict(found.records["NCT00000001"]) == {
        "title": "Made-up study 1",
        "overall_status": "RECRUITING",
        "why_stopped": None,
        "phases": ("PHASE2",),
        "enrolment": 40,
        "start": "2026-01",
        "primary_completion": "2027-01",
        "has_results": False,
        "results_posted": None,
        "last_update": "2026-08-01",
    }
    first, second = server.got[1:]
    assert first.query["query.intr"] == "examplamine" and "pageToken" not in first.query
    assert second.query["pageToken"] == "next"


def test_trials_without_what_is_optional(server, ask):
    """A study of no phase, number or dates should be read, its gaps as None."""
    bare = study(4)
    bare["protocolSection"]["statusModule"] = {"overallStatus": "WITHDRAWN", "whyStopped": "No money (made up)"}
    del bare["protocolSection"]["designModule"], bare["hasResults"]
    server.on("/version", TRIALS_VERSION)
    server.on("/studies", {"totalCount": 1, "studies": [bare]})
    fields = ask("clinicaltrials", "examplamine").records["NCT00000004"]
    assert fields["why_stopped"] == "No money (made up)"
    assert fields["phases"] is fields["enrolment"] is fields["primary_completion"] is None


def test_since_narrows_and_is_not_complete(server, ask):
    """A question by date should say so to the service, and its snapshot should not claim to be all."""
    everything(server)
    found = ask("clinicaltrials", "examplamine", since="2026-11-01")
    assert server.got[-1].query["filter.advanced"] == "AREA[LastUpdatePostDate]RANGE[2026-11-01,MAX]"
    assert not found.complete
    ask("europepmc", "a OR b", since="2026-11-01")
    assert server.got[-1].query["query"] == "(a OR b) AND FIRST_PDATE:[2026-11-01 TO 3000-12-31]"
    ask("pubmed", "examplamine", since="2026-11-01")
    assert server.got[-2].query["mindate"] == "2026/11/01" and server.got[-2].query["datetype"] == "edat"
    ask("openfda-event", "examplamine", since="2026-11-01")
    assert server.got[-1].query["search"].endswith("AND receivedate:[20261101 TO 30001231]")


def test_since_where_there_is_no_date(server, ask):
    """A service that cannot be asked by date should give everything, and say that it is complete."""
    everything(server)
    assert ask("gtopdb", "928", since="2026-11-01").complete


def test_page_limit(server, ask):
    """A snapshot that stops at the limit of pages should not claim to be complete."""
    server.on("/version", TRIALS_VERSION)
    server.on("/studies", *(trials([number], 9, token=f"t{number}") for number in range(1, 9)))
    found = ask("clinicaltrials", "examplamine", pages=2)
    assert len(found.records) == 2 and not found.complete


def test_moving_list(server, ask):
    """A record that comes twice while another slips through should make the snapshot incomplete."""
    server.on("/version", TRIALS_VERSION)
    server.on("/studies", trials([1, 2], 4, token="next"), trials([2, 4]))
    found = ask("clinicaltrials", "examplamine")
    assert len(found.records) == 3 and not found.complete


def test_two_records_of_one_name(server, ask):
    """Two different records under one identifier should make the snapshot incomplete; the first stays."""
    server.on("/version", TRIALS_VERSION)
    server.on("/studies", {"studies": [study(1), study(1, overallStatus="COMPLETED")]})
    found = ask("clinicaltrials", "examplamine")
    assert found.records["NCT00000001"]["overall_status"] == "RECRUITING" and not found.complete


# ---- Europe PMC and PubMed


def test_europepmc_over_two_pages(server, ask):
    """Pages should be followed by cursor until all are there."""
    server.on("/search", articles([article(1)], 2, cursor="c2"), articles([article(2)], 2, cursor="c3"))
    found = ask("europepmc", "examplamine")
    assert list(found.records) == ["MED/1", "MED/2"] and found.complete and found.version == "6.9"
    assert [got.query["cursorMark"] for got in server.got] == ["*", "c2"]


def test_europepmc_cursor_that_stands_still(server, ask):
    """The same cursor again should end the pages; fewer than promised is not complete."""
    server.on("/search", articles([article(1)], 5, cursor="*"))
    found = ask("europepmc", "examplamine")
    assert len(found.records) == 1 and not found.complete


@pytest.mark.parametrize(
    ("types", "kind", "retracted"),
    [
        (["Journal Article"], "Comment in", False),
        (["Journal Article"], "Retraction in", True),
        (["Journal Article", "Retracted Publication"], "Erratum in", True),
        (["Retraction of Publication"], "Retraction of", False),
    ],
)
def test_europepmc_retraction(server, ask, types, kind, retracted):
    """The retracted article should be marked, not the notice that retracts it."""
    links = {"commentCorrection": [{"id": "9", "source": "MED", "type": kind}]}
    one = article(1, pubTypeList={"pubType": types}, commentCorrectionList=links)
    server.on("/search", articles([one], 1))
    fields = ask("europepmc", "examplamine").records["MED/1"]
    assert fields["retracted"] is retracted
    assert fields["notices"] == (() if kind.startswith("Comment") else (kind,))


def test_pubmed_over_two_pages(server, ask):
    """Identifiers should be found page by page and then described."""
    pmids = list(range(1, 251))
    server.on("/esearch.fcgi", esearch(pmids[:200], 250), esearch(pmids[200:], 250))
    server.on("/esummary.fcgi", lambda got: esummary(got.query["id"].split(","), pubtype=["Retracted Publication"]))
    found = ask("pubmed", "examplamine[tiab]")
    assert len(found.records) == 250 and found.complete
    assert found.records["250"]["retracted"] is True
    assert [got.query["retstart"] for got in server.got if "retstart" in got.query] == ["0", "200"]


def test_pubmed_stops_where_the_service_does(server, ask, transport):
    """PubMed begins no page beyond its ten thousandth article; that should be told, not asked."""
    server.on("/esearch.fcgi", lambda got: esearch([int(got.query["retstart"]) + 1], 40_000))
    server.on("/esummary.fcgi", lambda got: esummary(got.query["id"].split(",")))
    asking = CLIENTS["pubmed"](transport(), base=server.base, pages=60)
    found = asking.fetch("examplamine")
    assert max(int(got.query.get("retstart", 0)) for got in server.got) == 9_800
    assert len(found.records) == 50 and not found.complete
    assert asking.limit == "PubMed gives no more than the first 10,000 articles of a search: ask for less."


def test_records_have_a_cap(server, transport, monkeypatch):
    """More records than a snapshot may hold should end the fetch, and be told."""
    monkeypatch.setattr(sys.modules[Client.__module__], "MOST_RECORDS", 3)
    server.on("/version", TRIALS_VERSION)
    server.on("/studies", trials([1, 2], 4, token="next"), trials([3, 4]))
    asking = CLIENTS["clinicaltrials"](transport(), base=server.base)
    found = asking.fetch("examplamine")
    assert len(found.records) == 3 and not found.complete and asking.limit.startswith("It stopped at 3 records")
    server.on("/studies", trials([1], 1))
    assert asking.fetch("examplamine").complete and asking.limit == ""


def test_paging_tokens_go_back_as_they_came(server, ask):
    """What only the service understands should not be cleaned, even if it looks like markup."""
    token = "A<b>&amp;" + "x" * 700 + "=="
    server.on("/version", TRIALS_VERSION)
    server.on("/studies", trials([1], 2, token=token), trials([2]))
    assert ask("clinicaltrials", "examplamine").complete and server.got[-1].query["pageToken"] == token


def test_nothing_is_checked_that_is_not_used(server, ask):
    """A field that the course does not use should not be able to stop a fetch."""
    server.on("/version", TRIALS_VERSION | {"apiVersion": 3})
    server.on("/studies", trials([1], 1))
    server.on("/search", articles([article(1, pubYear=2026)], 1))
    symbol = candidates([("CHEMBL1", "MADEUP", "PHASE_2")])
    symbol["data"]["target"]["approvedSymbol"] = 5
    server.on("", symbol)
    server.on("/targets/928/interactions", [interaction(1, targetId=[928])])
    for service, query in (("opentargets", "ENSG00000108576"), ("gtopdb", "928")):
        assert ask(service, query).complete
    assert ask("clinicaltrials", "examplamine").complete and ask("europepmc", "examplamine").complete


def test_pubmed_nothing_found(server, ask):
    """No article should be a complete, empty snapshot, without a second question."""
    server.on("/esearch.fcgi", esearch([], 0))
    found = ask("pubmed", "examplamine")
    assert found.complete and not found.records and len(server.got) == 1


def test_pubmed_article_without_summary(server, ask):
    """An article that is found but not described should make the snapshot incomplete."""
    server.on("/esearch.fcgi", esearch([1, 2], 2))
    summary = esummary([1, 2])
    summary["result"]["2"] = {"uid": "2", "error": "cannot get document summary"}
    server.on("/esummary.fcgi", summary)
    found = ask("pubmed", "examplamine")
    assert list(found.records) == ["1"] and not found.complete


@pytest.mark.parametrize(
    "answer",
    [
        {"error": "API rate limit exceeded", "count": "4"},
        {"header": {}, "esearchresult": {"ERROR": "Search Backend failed: <b>no\x1b[31m</b>"}},
    ],
)
def test_fault_with_status_200(server, ask, answer):
    """An error message inside a good status should be told, cleaned."""
    server.on("/esearch.fcgi", answer)
    with pytest.raises(ServiceFault, match="It answered with an error: (API rate|Search Backend failed: no)") as caught:
        ask("pubmed", "examplamine")
    assert "\x1b" not in str(caught.value) and "<b>" not in str(caught.value)


# ---- openFDA


def test_openfda_over_two_pages(server, ask):
    """Pages should be followed by skipping; the death of a patient and its seriousness read as yes or no."""
    server.on(
        "/event.json", openfda([event(n) for n in range(100)], 130), openfda([event(n) for n in range(100, 130)], 130)
    )
    found = ask("openfda-event", "examplamine")
    assert len(found.records) == 130 and found.complete and found.version == "2026-08-01"
    assert [got.query["skip"] for got in server.got] == ["0", "100"]
    assert server.got[0].query["search"] == 'patient.drug.medicinalproduct:"examplamine"'
    fields = found.records["7"]
    assert (fields["serious"], fields["death"], fields["reactions"]) == (True, False, ("invented reaction",))


def test_openfda_no_match(server, ask):
    """The service's own word for no match should be a complete, empty snapshot."""
    server.on("/label.json", NO_MATCH)
    found = ask("openfda-label", "examplamine")
    assert found.complete and not found.records


def test_404_is_not_always_no_match(server, ask):
    """A page that does not exist should be a fault: else everything would look removed."""
    server.on("/label.json", Sent({"error": "gone"}, 404))
    with pytest.raises(Refused, match="does not know the address"):
        ask("openfda-label", "examplamine")


def test_openfda_list_that_shrinks(server, ask):
    """No match on a later page should end the pages, and not claim to be complete."""
    server.on("/event.json", openfda([event(n) for n in range(100)], 130), NO_MATCH)
    found = ask("openfda-event", "examplamine")
    assert len(found.records) == 100 and not found.complete


def test_openfda_stops_where_skipping_ends(server, transport):
    """More than 25,100 reports cannot be skipped through; that should be told, not asked."""
    server.on("/event.json", lambda got: openfda([event(got.query["skip"])], 40_000))
    asking = CLIENTS["openfda-event"](transport(), base=server.base, pages=400)
    assert not asking.fetch("examplamine").complete and "past 25,100 records" in asking.limit
    assert max(int(got.query["skip"]) for got in server.got) == 25_000


def test_label_warning_is_kept_as_a_fingerprint(server, ask):
    """Another text in the boxed warning should give another fingerprint, the same text the same."""
    label = {
        "set_id": "12345678-abcd",
        "version": "3",
        "effective_time": "20260801",
        "openfda": {"generic_name": ["X"]},
    }
    texts = [["WARNING"], ["WARNING "], ["WARNING, changed"], None]
    prints = []
    for text in texts:
        server.on("/label.json", openfda([label | ({"boxed_warning": text} if text else {})], 1))
        prints.append(ask("openfda-label", "x").records["12345678-abcd"]["boxed_warning"])
    assert prints[0] == prints[1] != prints[2] and prints[3] is None


@pytest.mark.parametrize("query", ['a" OR "b', "a\\"])
def test_openfda_query_stays_one_name(query):
    """A quotation mark should not be able to end the name and start another search."""
    with pytest.raises(ValueError, match="without quotation marks"):
        client("openfda-event").fetch(query)


# ---- ChEMBL, Open Targets, Guide to Pharmacology


def test_chembl_molecule(server, ask):
    """A molecule and its mechanisms should be records, the release the version."""
    everything(server)
    found = ask("chembl", "CHEMBL1289110")
    assert set(found.records) == {"CHEMBL1289110", "mechanism-7"} and found.complete
    assert found.version == "ChEMBL_37 2026-01-15"
    assert found.records["CHEMBL1289110"]["max_phase"] == "4.0"


def test_chembl_follows_the_next_page(server, ask):
    """The path of the next page should be followed at the same host."""
    server.on("/status.json", CHEMBL_STATUS)
    following = "/api/activity.json?offset=1"
    pages = [
        chembl("activities", [{"activity_id": n, "standard_value": "5"}], 2, f) for n, f in ((1, following), (2, None))
    ]
    server.on("/activity.json", *pages)
    found = ask("chembl", "CHEMBL228 CHEMBL1289110")
    assert set(found.records) == {"activity-1", "activity-2"} and found.complete
    assert server.got[-1].query == {"offset": "1"}


@pytest.mark.parametrize("following", ["//elsewhere.invalid/x", "https://[bad/", "file:///x", "http://127.0.0.1:1/x"])
def test_next_page_elsewhere(server, ask, following):
    """A next page at another host, or nowhere, should not be asked for."""
    server.on("/status.json", CHEMBL_STATUS)
    server.on("/activity.json", chembl("activities", [], 2, following))
    with pytest.raises(AddressRefused, match="is not allowed"):
        ask("chembl", "CHEMBL228 CHEMBL1289110")
    assert len(server.got) == 2


def test_open_targets(server, ask):
    """One question by POST should give the whole list; the gene goes as a variable."""
    server.on("", candidates([("CHEMBL1", "MADEUP A", "PHASE_2"), ("CHEMBL2", "MADEUP B", "APPROVAL")]))
    found = ask("opentargets", "ENSG00000108576")
    assert found.version == "26.06" and found.complete
    assert found.records["CHEMBL2"]["stage"] == "APPROVAL"
    (got,) = server.got
    assert got.method == "POST" and json.loads(got.body)["variables"] == {"gene": "ENSG00000108576"}


def test_open_targets_count_that_does_not_fit(server, ask):
    """Fewer rows than counted should make the snapshot incomplete."""
    server.on("", candidates([("CHEMBL1", "MADEUP", "PHASE_2")], count=2))
    assert not ask("opentargets", "ENSG00000108576").complete


def test_gtopdb(server, ask):
    """Interactions should be records; only the identifier has to be there."""
    server.on("/targets/928/interactions", [interaction(1), {"interactionId": 2}, interaction(3, affinity=7.5)])
    found = ask("gtopdb", "928")
    assert set(found.records) == {"1", "2", "3"} and found.complete and found.version == ""
    assert found.records["2"]["affinity"] is None and found.records["3"]["affinity"] == "7.5"


def test_gtopdb_none(server, ask):
    """An answer without a body should be an empty list."""
    server.on("/targets/928/interactions", Sent(b"", 204))
    assert ask("gtopdb", "928").records == {}


def test_unknown_identifier(server, ask):
    """An identifier that a service does not know should be told as that."""
    server.on("/status.json", CHEMBL_STATUS)
    server.on("/molecule/CHEMBL1.json", Sent({"error_message": "not found"}, 404))
    unknown = candidates([])
    unknown["data"]["target"] = None
    server.on("", unknown)
    for service, query in (("chembl", "CHEMBL1"), ("opentargets", "ENSG00000000000"), ("gtopdb", "1")):
        with pytest.raises(NothingFound, match=f"It knows no '{query}'"):
            ask(service, query)


# ---- what is asked


@pytest.mark.parametrize(
    ("service", "query", "reason"),
    [
        ("clinicaltrials", "", "a text of 1 to 300 plain characters"),
        ("clinicaltrials", " x", "plain characters"),
        ("clinicaltrials", "x\ny", "plain characters"),
        ("clinicaltrials", "x" * 301, "plain characters"),
        ("clinicaltrials", None, "plain characters"),
        ("chembl", "tianeptine", "an identifier such as"),
        ("chembl", "CHEMBL1/../x", "an identifier such as"),
        ("opentargets", "SLC6A4", "an Ensembl gene"),
        ("gtopdb", "928/x", "the number of a target"),
    ],
)
def test_wrong_query(service, query, reason, server, ask):
    """A query that cannot be right should be refused before anything is sent."""
    with pytest.raises(ValueError, match=reason):
        ask(service, query)
    assert not server.got


@pytest.mark.parametrize("since", ["yesterday", "2026-13-01", "20261101", 5, "٢٠٢٦-01-01"])
def test_wrong_day(since):
    """A day that is none should be refused by name."""
    with pytest.raises(ValueError, match="since is .*; it must be a day such as"):
        client("clinicaltrials").fetch("examplamine", since)


def test_wrong_service_and_pages():
    """An unknown service, the made-up one and a wrong number of pages should be refused."""
    with pytest.raises(ValueError, match="service is 'pubmedd'; it must be one of: clinicaltrials"):
        fetch("pubmedd", "x")
    with pytest.raises(ValueError, match="not on the network"):
        client("demonstration")
    with pytest.raises(ValueError, match="pages is 0"):
        client("pubmed", pages=0)
