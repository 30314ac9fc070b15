"""A server on the machine itself that speaks as the open services do, well or badly."""

import json
import socket
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


def keep_to_this_machine(monkeypatch, folder):
    """Let no test reach another machine, nor the snapshots of whoever runs it; a list of what was reached."""
    connect, reached = socket.socket.connect, []

    def guarded(self, address):
        reached.append(address)
        assert address[0] in ("127.0.0.1", "::1"), f"a test went to {address}"
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    monkeypatch.setenv("REUPTAKE_WATCH_FOLDER", str(folder))
    monkeypatch.setenv("no_proxy", "*")
    return reached


@dataclass
class Sent:
    """One answer. `body` may be bytes or what JSON holds; `announced` is a false Content-Length."""

    body: object = b"{}"
    status: int = 200
    kind: str = "application/json; charset=utf-8"
    headers: dict = field(default_factory=dict)
    announced: int | None = None
    drip: float = 0.0
    drip_headers: float = 0.0
    silence: float = 0.0

    @property
    def data(self):
        """The body as bytes."""
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


@dataclass
class Got:
    """One request as it arrived."""

    method: str
    path: str
    query: dict
    headers: dict
    body: bytes


class Server:
    """Answers each path from its list, in order, the last one again and again; notes what it was asked."""

    def __init__(self):
        self.answers, self.got, self._asked = defaultdict(list), [], defaultdict(int)
        self._stop = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                outer._answer(self)

            do_POST = do_GET

            def log_message(self, *_):
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.place = f"127.0.0.1:{self._http.server_address[1]}"
        self.base = f"http://{self.place}/api"
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def close(self):
        """Stop, also in the middle of an answer."""
        self._stop.set()
        self._http.shutdown()
        self._http.server_close()

    def wait_for(self, count, seconds=60):
        """Wait until so many requests have arrived."""
        until = time.monotonic() + seconds
        while len(self.got) < count and time.monotonic() < until:
            time.sleep(0.01)
        return len(self.got)

    def on(self, path, *answers):
        """Set the answers of a path; what is no `Sent` is sent as JSON. A function gets the request."""
        self.answers[f"/api{path}"] = [
            answer if isinstance(answer, Sent) or callable(answer) else Sent(answer) for answer in answers
        ]
        self._asked[f"/api{path}"] = 0

    def _answer(self, http):
        parts = urlsplit(http.path)
        length = int(http.headers.get("Content-Length") or 0)
        query = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        got = Got(http.command, parts.path, query, dict(http.headers), http.rfile.read(length))
        self.got.append(got)
        answers = self.answers.get(parts.path) or [Sent({"error": "no such page"}, 404)]
        answer = answers[min(self._asked[parts.path], len(answers) - 1)]
        self._asked[parts.path] += 1
        if callable(answer):
            answer = answer(got)
        try:
            self._send(http, answer if isinstance(answer, Sent) else Sent(answer))
        except OSError:
            pass  # The other side has had enough, which is what some tests are about.

    def _send(self, http, answer):
        self._stop.wait(answer.silence)
        if answer.drip_headers:
            http.wfile.write(b"HTTP/1.0 200 OK\r\n")
            for number in range(200):
                http.wfile.write(f"X-{number}: ".encode())
                http.wfile.flush()
                if self._stop.wait(answer.drip_headers):
                    return
                http.wfile.write(b"y\r\n")
            return
        http.send_response(answer.status)
        data = answer.data
        headers = {"Content-Type": answer.kind, "Content-Length": str(len(data)), "Connection": "close"}
        if answer.announced is not None:
            headers["Content-Length"] = str(answer.announced)
        for name, value in (headers | answer.headers).items():
            if value:
                http.send_header(name, value)
        http.end_headers()
        if not answer.drip:
            http.wfile.write(data)
            return
        for number in range(len(data)):
            http.wfile.write(data[number : number + 1])
            http.wfile.flush()
            if self._stop.wait(answer.drip):
                return


class Clock:
    """A clock that only sleeping moves, so that no test waits."""

    def __init__(self):
        self.time, self.slept = time.monotonic(), []

    def __call__(self):
        return self.time

    def sleep(self, seconds):
        """Note and skip."""
        self.slept.append(seconds)
        self.time += seconds


# ---- documented shapes of the services, filled with what is made up


def study(number, **changes):
    """One study as ClinicalTrials.gov sends it."""
    status = {
        "overallStatus": "RECRUITING",
        "startDateStruct": {"date": "2026-01", "type": "ACTUAL"},
        "primaryCompletionDateStruct": {"date": "2027-01", "type": "ESTIMATED"},
        "studyFirstPostDateStruct": {"date": "2026-01-05", "type": "ACTUAL"},
        "lastUpdatePostDateStruct": {"date": "2026-08-01", "type": "ACTUAL"},
    }
    return {
        "protocolSection": {
            "identificationModule": {"nctId": f"NCT{number:08d}", "briefTitle": f"Made-up study {number}"},
            "statusModule": status | changes,
            "designModule": {"phases": ["PHASE2"], "enrollmentInfo": {"count": 40, "type": "ESTIMATED"}},
            "conditionsModule": {"conditions": ["Made up"]},
        },
        "hasResults": False,
    }


TRIALS_VERSION = {"apiVersion": "2.0.5", "dataTimestamp": "2026-08-11T09:00:06"}


def trials(numbers, total=None, token=None):
    """One page of ClinicalTrials.gov."""
    page = {"studies": [study(number) for number in numbers]}
    return page | ({"totalCount": total} if total is not None else {}) | ({"nextPageToken": token} if token else {})


def article(number, **changes):
    """One article as Europe PMC sends it."""
    return {
        "id": str(number),
        "source": "MED",
        "pmid": str(number),
        "title": f"Made-up article {number}.",
        "authorString": "Nobody N.",
        "journalInfo": {"journal": {"title": "Journal of Invented Results"}},
        "pubYear": "2026",
        "firstPublicationDate": "2026-03-01",
        "pubTypeList": {"pubType": ["Journal Article"]},
        "isOpenAccess": "N",
        "citedByCount": 3,
    } | changes


def articles(found, total, cursor=None):
    """One page of Europe PMC."""
    page = {"version": "6.9", "hitCount": total, "request": {}, "resultList": {"result": found}}
    return page | ({"nextCursorMark": cursor} if cursor else {})


def esearch(pmids, total):
    """One page of PubMed's ESearch."""
    found = {"count": str(total), "retmax": str(len(pmids)), "retstart": "0", "idlist": [str(one) for one in pmids]}
    return {"header": {"type": "esearch", "version": "0.3"}, "esearchresult": found}


def esummary(pmids, **changes):
    """PubMed's ESummary of some articles."""
    one = {"pubdate": "2026 Mar", "source": "J Invent", "authors": [{"name": "Nobody N", "authtype": "Author"}]}
    result = {"uids": [str(pmid) for pmid in pmids]}
    for pmid in pmids:
        about = {"uid": str(pmid), "title": f"Made-up article {pmid}.", "pubtype": ["Journal Article"]}
        result[str(pmid)] = one | about | changes
    return {"header": {"type": "esummary", "version": "0.3"}, "result": result}


def openfda(results, total):
    """One page of openFDA."""
    found = {"skip": 0, "limit": 100, "total": total}
    return {"meta": {"disclaimer": "d", "last_updated": "2026-08-01", "results": found}, "results": results}


def event(number):
    """One report as openFDA sends it."""
    return {
        "safetyreportid": str(number),
        "safetyreportversion": "1",
        "receivedate": "20260301",
        "receiptdate": "20260302",
        "serious": "1",
        "patient": {"drug": [{"medicinalproduct": "X"}], "reaction": [{"reactionmeddrapt": "Invented reaction"}]},
    }


NO_MATCH = Sent({"error": {"code": "NOT_FOUND", "message": "No matches found!"}}, 404)


def chembl(name, items, total, following=None):
    """One page of ChEMBL."""
    return {
        "page_meta": {"limit": 100, "offset": 0, "total_count": total, "next": following, "previous": None},
        name: items,
    }


CHEMBL_STATUS = {"chembl_db_version": "ChEMBL_37", "chembl_release_date": "2026-01-15", "status": "UP"}


def candidates(rows, count=None):
    """The answer of Open Targets; rows are (identifier, name, stage)."""
    listed = [
        {
            "maxClinicalStage": stage,
            "drug": {"id": key, "name": name, "drugType": "Small molecule", "maximumClinicalStage": stage},
        }
        for key, name, stage in rows
    ]
    found = {"count": len(rows) if count is None else count, "rows": listed}
    target = {"approvedSymbol": "SLC6A4", "drugAndClinicalCandidates": found}
    return {"data": {"meta": {"dataVersion": {"year": "26", "month": "06"}}, "target": target}}


def interaction(number, **changes):
    """One interaction of the Guide to Pharmacology, in the names that the table of the course has."""
    return {
        "interactionId": number,
        "targetId": 928,
        "ligandId": 100 + number,
        "type": "Inhibitor",
        "action": "Inhibition",
        "affinity": "8.0",
        "affinityParameter": "pKi",
        "primaryTarget": True,
    } | changes
