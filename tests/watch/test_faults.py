"""What goes wrong at a service is told in plain words, and what was there before stays as it was."""

import gzip
import json
import sys
import threading
from queue import SimpleQueue

import pytest
from reuptake.watch import Snapshots, demonstration
from reuptake.watch.command import main
from reuptake.watch.errors import RedirectedAway, TooSlow, Unreachable
from reuptake.watch.services import CLIENTS
from reuptake.watch.snapshot import Snapshot
from watch_server import CHEMBL_STATUS, TRIALS_VERSION, Sent, article, articles, interaction, study, trials

QUERIES = {"opentargets": "ENSG00000108576", "gtopdb": "928", "chembl": "CHEMBL228 CHEMBL1289110"}


@pytest.fixture
def fails(found_here, transport, capsys, tmp_path):
    """Return a function that runs `fetch` and holds it to what every fault must be: told, and harmless."""
    folder = tmp_path / "kept"

    def run(service, *words, **limits):
        query = QUERIES.get(service, "examplamine")
        earlier = Snapshot(service, query, "2026-01-01T00:00:00+00:00", "", True, {"1": {"title": "kept"}})
        Snapshots(folder).save(earlier)
        before = {path.name: path.read_bytes() for path in folder.iterdir()}
        code = main(["fetch", service, query, "--folder", str(folder)], transport=transport(**limits))
        said = capsys.readouterr().err
        assert code == 1
        assert "Traceback" not in said and said.count("\n") == 1
        assert "Your earlier snapshot is untouched." in said
        for word in words:
            assert word in said, said
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
        return said

    return run


def studies(server, *answers):
    """Let ClinicalTrials.gov answer the question for studies so."""
    server.on("/version", TRIALS_VERSION)
    server.on("/studies", *answers)


# ---- no answer


def test_no_connection(server, fails):
    """A service that cannot be reached should be told as that, after all tries."""
    server.close()
    fails("clinicaltrials", "ClinicalTrials.gov: No connection could be made.", "Check your connection")


def test_identity_cannot_be_confirmed(server, transport):
    """A server that does not prove to be the service should be told at once, and nothing be sent to it."""
    with pytest.raises(Unreachable, match=r"Its identity could not be confirmed \(TLS\), so nothing was sent"):
        CLIENTS["clinicaltrials"](transport(), base=f"https://{server.place}/api").fetch("examplamine")
    assert not server.got


@pytest.mark.parametrize("variable", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_missing_certificates(server, fails, monkeypatch, tmp_path, variable):
    """A variable that names certificates that are not there should be told by its name, at once."""
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, str(tmp_path / "gone.pem"))
    fails("gtopdb", f"{variable} names ", "gone.pem", "which is not there", "Correct the variable or remove it")
    assert not server.got


def test_too_many_requests(server, fails, clock):
    """A service that asks to wait should be waited for, and told in the end."""
    studies(server, Sent({}, 429))
    fails("clinicaltrials", "asked to wait (too many requests), 3 times")
    assert len(server.got) == 1 + 3
    assert clock.slept == [0.0, 1.0, 2.0]


def test_wait_as_long_as_asked(server, ask, clock):
    """Retry-After should be honoured where it is longer than the own wait, and an unreadable one be passed over."""
    answers = [Sent({}, 429, headers={"Retry-After": "17"}), Sent({}, 503, headers={"Retry-After": "soon"})]
    studies(server, *answers, trials([1], 1))
    assert ask("clinicaltrials", "examplamine").complete
    assert clock.slept == [0.0, 17.0, 2.0]


@pytest.mark.parametrize("wait", ["3600", "Wed, 21 Oct 2099 07:28:00 GMT"])
def test_long_wait_is_refused(server, fails, clock, wait):
    """A wait beyond the cap should end at once, whichever way it is written."""
    studies(server, Sent({}, 429, headers={"Retry-After": wait}))
    fails("clinicaltrials", "It asked to wait for ", "longer than this program waits")
    assert len(server.got) == 2 and clock.slept == [0.0]


def test_wait_until_a_past_time(server, ask, clock):
    """A time that is over should mean the usual wait."""
    studies(server, Sent({}, 429, headers={"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}), trials([1], 1))
    ask("clinicaltrials", "examplamine")
    assert clock.slept == [0.0, 1.0]


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_fault_of_the_service(server, fails, status):
    """A fault of the service should be tried as often as allowed, then told with its number."""
    studies(server, Sent(b"<h1>oops</h1>", status, kind="text/html"))
    fails("clinicaltrials", f"reported a fault of its own (HTTP {status}), 3 times")
    assert len(server.got) == 4


def test_passing_fault(server, ask):
    """What is over at the next try should not be noticed."""
    studies(server, Sent({}, 500), Sent(b'{"stu', announced=900), trials([1], 1))
    assert ask("clinicaltrials", "examplamine").complete


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418])
def test_refusal(server, fails, status):
    """A refusal should be told at once, with its status."""
    studies(server, Sent({}, status))
    fails("clinicaltrials", f"It refused the request (HTTP status {status})", "Check the query")
    assert len(server.got) == 2


@pytest.mark.parametrize(
    "answer",
    [
        Sent(b"", 401),
        Sent({}, 403),
        Sent(b"<form>login</form>", kind="text/html"),
        Sent(b"", 302, headers={"Location": "https://login.invalid/"}),
    ],
)
def test_registration(server, fails, answer):
    """A refusal, a login page and the way to one should all lead to the known reason."""
    server.on("/targets/928/interactions", answer)
    fails("gtopdb", "Guide to Pharmacology", "may ask for registration or a login")


# ---- time and size


# One question is enough for these, so that no other answer has to come within a short limit on a busy machine.
INTERACTIONS = "/targets/928/interactions"
ENDLESS = 6000
"""Bytes that, dripped, take two minutes."""


def test_silence(server, fails):
    """No byte for a while should end the try."""
    server.on(INTERACTIONS, Sent([], silence=600))
    fails("gtopdb", "The answer was not complete after 0.3 seconds.", read=0.3, tries=2)
    assert server.wait_for(2) == 2


@pytest.mark.parametrize("drip", [{"drip": 0.02}, {"drip_headers": 0.02}])
def test_drip(server, fails, drip):
    """An answer drop by drop should end when its time is over, though no single wait is long."""
    server.on(INTERACTIONS, Sent(b" " * ENDLESS, **drip))
    fails("gtopdb", "The answer was not complete after 0.5 seconds.", answer=0.5, tries=1)


@pytest.mark.parametrize(
    "drip", [{"drip": 0.02}, {"drip_headers": 2.0}, {"silence": 600}], ids=["body", "headers", "no"]
)
def test_worker_ends_too(server, fails, drip):
    """The worker that waits for an answer should end when its time is over, not when the service lets it."""
    server.on(INTERACTIONS, Sent(b" " * ENDLESS, **drip))
    workers = set(threading.enumerate())
    fails("gtopdb", "not complete after 0.5 seconds", answer=0.5, tries=1)
    workers = [one for one in set(threading.enumerate()) - workers if one.name == "watch"]
    for one in workers:
        # It would have half a minute of waiting for the next byte left, or more.
        one.join(20)
    assert not [one for one in workers if one.is_alive()]


def test_stop_by_hand_ends_the_worker(server, transport, monkeypatch):
    """Whoever stops a fetch should leave no worker behind either."""
    server.on(INTERACTIONS, Sent([], silence=600))

    class Impatient(SimpleQueue):
        def get(self, timeout):
            assert server.wait_for(1)
            raise KeyboardInterrupt

    monkeypatch.setattr("reuptake.watch.transport.SimpleQueue", Impatient)
    before = set(threading.enumerate())
    with pytest.raises(KeyboardInterrupt):
        CLIENTS["gtopdb"](transport(), base=server.base).fetch("928")
    workers = [one for one in set(threading.enumerate()) - before if one.name == "watch"]
    for one in workers:
        one.join(20)
    assert not [one for one in workers if one.is_alive()]


def test_drip_without_a_clock_that_moves(server, transport):
    """Even a body that keeps its worker busy should not hold the reader."""
    server.on(INTERACTIONS, Sent(b" " * ENDLESS, drip=0.02))
    slow = transport(answer=0.5, tries=1)
    slow.clock = lambda: 0.0
    with pytest.raises(TooSlow, match="0.5 seconds"):
        CLIENTS["gtopdb"](slow, base=server.base).fetch("928")


def test_limit_of_the_whole(server, transport, clock):
    """Many pages should end when the time for the whole fetch is over."""
    studies(server, *(trials([number], 500, token=f"t{number}") for number in range(1, 90)))
    slow = transport(pause=5.0, whole=22.0)
    slow.clock = clock
    with pytest.raises(TooSlow, match="after 22 seconds"):
        CLIENTS["clinicaltrials"](slow, base=server.base).fetch("examplamine")
    assert len(server.got) == 5


# A packed body may carry a remark that unpacks to nothing.
LONG_REMARK = b"\x1f\x8b\x08\x10" + bytes(6) + b"x" * 20_000


def bomb(size=3_000_000):
    """A small body that unpacks to a large one."""
    return gzip.compress(b'{"studies": "' + b" " * size + b'"}')


@pytest.mark.parametrize(
    "answer",
    [
        Sent(b" " * 20_000),
        Sent(b" " * 20_000, headers={"Content-Length": ""}),
        Sent(b" " * 10, announced=10**12),
        Sent(bomb(), headers={"Content-Encoding": "gzip"}),
        Sent(gzip.compress(b" " * 10_001), headers={"Content-Encoding": "gzip"}),
        Sent(LONG_REMARK, headers={"Content-Encoding": "gzip", "Content-Length": ""}),
    ],
    ids=["announced", "not announced", "only announced", "packed", "just over", "long remark"],
)
def test_too_large(server, fails, answer):
    """Too many bytes should be refused at once, whether they are announced, sent or packed."""
    studies(server, answer)
    fails("clinicaltrials", "Its answer is larger than 0.01 megabytes.", size=10_000)
    assert len(server.got) == 2


def test_packed_answer(server, ask):
    """An answer packed with gzip should be read like another."""
    packed = gzip.compress(json.dumps(trials([1], 1)).encode())
    studies(server, Sent(packed, headers={"Content-Encoding": "gzip"}))
    assert ask("clinicaltrials", "examplamine").complete


@pytest.mark.parametrize(
    ("body", "encoding"),
    [(b"not packed", "gzip"), (bomb(10), "br"), (bomb(10), "gzip, gzip"), (bomb(10) + b"more", "gzip")],
    ids=["bad", "br", "two", "more"],
)
def test_badly_packed(server, fails, body, encoding):
    """What is packed badly, or in a way that was not asked for, should be told."""
    studies(server, Sent(body, headers={"Content-Encoding": encoding}))
    fails("clinicaltrials", "packed in a way that cannot be read")


@pytest.mark.parametrize(
    "answer",
    [
        Sent(b'{"studies": [', announced=5000),
        Sent(gzip.compress(b'{"studies": []}')[:-12], headers={"Content-Encoding": "gzip"}),
    ],
)
def test_truncated(server, fails, answer):
    """An answer that breaks off should be asked for again, then told."""
    studies(server, answer)
    fails("clinicaltrials", "Its answer broke off before the end.")
    assert len(server.got) == 4


def test_truncated_without_a_length(server, fails):
    """Without an announced length, JSON that ends early should tell."""
    studies(server, Sent(b'{"studies": [', headers={"Content-Length": ""}))
    fails("clinicaltrials", "it ends too early (at character 13)")


# ---- where to


@pytest.mark.parametrize(
    "target",
    [
        "https://elsewhere.invalid/studies",
        "//elsewhere.invalid/studies",
        "http://clinicaltrials.gov/studies",
        "https://user:secret@127.0.0.1/studies",
        "ftp://127.0.0.1/x",
        "file:///etc/hostname",
        "https://elsewhere.invalid\\@127.0.0.1/",
        "https://[bad/",
        "http://127.0.0.1:1/other-port",
    ],
)
def test_redirect_away(server, fails, target):
    """A redirect to anything but the service's own host should not be followed."""
    studies(server, Sent(b"", 302, headers={"Location": target}))
    fails("clinicaltrials", "It sent the request on to ", "which this course does not follow")
    assert len(server.got) == 2


def test_redirect_with_an_endless_body(server, fails):
    """The body of a redirect should have the same limit as another."""
    studies(server, Sent(b" " * 20_000, 302, headers={"Location": "/api/version"}))
    fails("clinicaltrials", "Its answer is larger than 0.01 megabytes.", size=10_000)


def test_redirect_within_the_host(server, ask):
    """A redirect within the host should be followed."""
    server.on("/version", Sent(b"", 301, headers={"Location": "/api/moved"}))
    server.on("/moved", TRIALS_VERSION)
    server.on("/studies", trials([1], 1))
    assert ask("clinicaltrials", "examplamine").complete


def test_redirect_in_a_circle(server, fails):
    """A circle should end."""
    studies(server, Sent(b"", 302, headers={"Location": "/api/studies"}))
    fails("clinicaltrials", "round in a circle")
    assert len(server.got) == 1 + 4


def test_redirect_of_a_post(server, ask):
    """What was sent by POST should not be sent on, not even within the host."""
    server.on("", Sent(b"", 307, headers={"Location": "/api/other"}))
    with pytest.raises(RedirectedAway):
        ask("opentargets", "ENSG00000108576")
    assert len(server.got) == 1


# ---- what came


@pytest.mark.parametrize("kind", ["text/html", "text/plain; charset=utf-8", "", "application/jsonx", "image/png"])
def test_wrong_content_type(server, fails, kind):
    """What does not call itself JSON should not be read as JSON."""
    studies(server, Sent(trials([1], 1), kind=kind))
    fails("clinicaltrials", f"It sent {kind.partition(';')[0] or 'content without a type'} where JSON was expected")


def test_bad_utf8(server, fails):
    """Bytes that are no UTF-8 should be told with their place."""
    studies(server, Sent(b'{"studies": "\xff\xfe"}'))
    fails("clinicaltrials", "it is not valid UTF-8 (at byte 13)")


HOSTILE = {
    b"[" * 100_000: "nested deeper than",
    b'{"studies":' + b"[" * 60 + b"]" * 60 + b"}": "nested deeper than",
    b'{"totalCount": ' + b"9" * 5000 + b"}": "a number of 5000 digits",
    b'{"totalCount": 1e999}': "a number that is too large",
    b'{"totalCount": NaN}': "it holds NaN",
    b'{"totalCount": -Infinity}': "it holds -Infinity",
    b'{"studies": [], "studies": []}': "the name 'studies' stands twice",
    b"[" + b"[]," * 2_100_000 + b"[]]": "it may hold more than 2000000 values",
    b"": "it ends too early",
    b"{'studies': []}": "not well-formed JSON",
    b"null": "the field at the top is null",
    b"[]": "the field at the top is a list",
}


@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_json(server, fails, body):
    """Hostile JSON should be refused in words, without harm."""
    studies(server, Sent(body))
    fails("clinicaltrials", HOSTILE[body])


def changed(**changes):
    """A page whose first study has these fields in its status module."""
    page = trials([1], 1)
    page["studies"][0]["protocolSection"]["statusModule"] |= changes
    return page


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ({"results": []}, "the field studies is missing; expected was a list"),
        ({"studies": {}}, "the field studies is an object; expected was a list"),
        ({"studies": [{}]}, "the field studies[0].protocolSection is missing"),
        (changed(overallStatus=None), "studies[0].protocolSection.statusModule.overallStatus is null"),
        (changed(overallStatus=["X"]), "overallStatus is a list; expected was a text"),
        (changed(whyStopped=3), "whyStopped is a number; expected was a text"),
        ({"studies": [], "totalCount": -1}, "the field totalCount is a number; expected was a whole number from 0"),
        ({"studies": [], "totalCount": True}, "the field totalCount is true or false"),
        ({"studies": [study(1)] * 1001}, "the field studies is a list; expected was a list of at most 1000"),
    ],
)
def test_changed_shape(server, fails, page, words):
    """A missing field or one of another kind should be named."""
    studies(server, page)
    fails("clinicaltrials", "in a shape that this course does not know", words, "newer edition")


@pytest.mark.parametrize(
    "token", ["a b", "a\nb", "x" * 2001, "", "µ"], ids=["space", "line", "long", "empty", "foreign"]
)
def test_paging_token_that_is_none(server, fails, token):
    """A paging token that is not of plain signs should be refused, not mended and sent back."""
    studies(server, {"studies": [study(1)], "nextPageToken": token})
    fails("clinicaltrials", "the field nextPageToken is a text", "plain signs without space")


def test_record_that_no_snapshot_holds(server, fails, monkeypatch):
    """What a snapshot refuses should be told as a change of the service, and not as a mistake of the reader."""

    def collect(self, line, base, query, since, found):
        found.add("1", title="x", number=10**30)
        found.ended = True

    monkeypatch.setattr(CLIENTS["pubmed"], "collect", collect)
    fails("pubmed", "in a shape that this course does not know: number of 1 is a number of more than 18 digits")


def test_identifier_that_is_none(server, fails):
    """An identifier with more in it than an identifier has should be refused."""
    page = trials([1], 1)
    page["studies"][0]["protocolSection"]["identificationModule"]["nctId"] = "NCT00000001/../<x>"
    studies(server, page)
    fails("clinicaltrials", "nctId is a text", "expected was a text like NCT")


@pytest.mark.parametrize(
    ("service", "path", "answer", "words"),
    [
        (
            "europepmc",
            "/search",
            {"hitCount": 1, "resultList": {"result": [{"id": "1"}]}},
            "result[0].source is missing",
        ),
        (
            "pubmed",
            "/esearch.fcgi",
            {"esearchresult": {"count": "many", "idlist": []}},
            "esearchresult.count is a text",
        ),
        ("openfda-event", "/event.json", {"meta": {"results": {}}, "results": []}, "meta.results.total is missing"),
        ("openfda-label", "/label.json", {"results": []}, "the field meta is missing"),
        ("chembl", "/activity.json", {"activities": []}, "the field page_meta is missing"),
        ("opentargets", "", {"data": None}, "the field data is null"),
        ("gtopdb", "/targets/928/interactions", {"interactions": []}, "the field at the top is an object"),
        ("gtopdb", "/targets/928/interactions", [interaction(1, interactionId="1")], "[0].interactionId is a text"),
    ],
)
def test_changed_shape_of_the_others(server, fails, service, path, answer, words):
    """Every client should name the field that changed."""
    server.on("/status.json", CHEMBL_STATUS)
    server.on(path, answer)
    fails(service, words)


@pytest.mark.parametrize("status", [200, 400])
def test_graphql_drift(server, fails, status):
    """A field that the service dropped should be told as a change of shape, whatever the status."""
    message = "Cannot query field 'drugAndClinicalCandidates' on type 'Target'."
    server.on("", Sent({"errors": [{"message": message}]}, status))
    fails("opentargets", "It no longer knows a field", "drugAndClinicalCandidates", "newer edition")


def test_graphql_error(server, fails):
    """Another error of the service should be told in its own words."""
    server.on("", {"data": None, "errors": [{"message": "Internal <b>server</b> error"}]})
    fails("opentargets", "It answered with an error: Internal server error.")


def test_hostile_title(server, ask):
    """Markup and hidden characters should not be stored; what a title means should."""
    title = (
        "<script>alert(1)</script>5-HT<sub>2A</sub>\u202e\x00 &amp; &lt;b&gt;p&lt;0.05&lt;/b&gt;\n\ud800" + "x" * 9000
    )
    server.on("/search", articles([article(1, title=title)], 1))
    stored = ask("europepmc", "examplamine").records["MED/1"]["title"]
    assert stored.startswith("alert(1)5-HT2A & p<0.05 xxx")
    assert len(stored) == 500 and stored.endswith("…")


# ---- beside the services


def test_library_missing(fails, monkeypatch):
    """Without the library for HTTP a fetch should say how to get it, and the offline part should work."""
    monkeypatch.setitem(sys.modules, "requests", None)
    fails("clinicaltrials", "python -m pip install requests", "Everything that works offline still works")
    assert demonstration()


def test_unknown_fault_is_not_hidden(server, transport, monkeypatch):
    """A mistake of the program itself should not be dressed up as a fault of the service."""
    studies(server, trials([1], 1))
    monkeypatch.setattr("reuptake.watch.transport.read_body", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        CLIENTS["clinicaltrials"](transport(), base=server.base).fetch("examplamine")


def test_no_thread(server, fails, monkeypatch):
    """A Python that can start no thread should be told, not fall over."""
    studies(server, trials([1], 1))

    def refuse(_):
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as patch:
        patch.setattr("reuptake.watch.transport.threading.Thread.start", refuse)
        fails("clinicaltrials", "can start no thread", "run the course on a computer")
