"""The only way out sends what it should, where it should, and nothing else."""

import re
import socket
from pathlib import Path

import pytest
from reuptake.watch import SERVICES
from reuptake.watch.errors import AddressRefused
from reuptake.watch.services import CLIENTS
from reuptake.watch.transport import AGENT, HOSTS, Limits, Transport
from reuptake.watch.wire import Wire
from watch_server import TRIALS_VERSION, Sent, trials


def test_what_is_sent(server, ask, monkeypatch, tmp_path):
    """A request should carry four plain headers: no key, no cookie, no password of the machine."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    server.on("/version", Sent(TRIALS_VERSION, headers={"Set-Cookie": "a=b; Path=/"}))
    server.on("/studies", trials([1], 1))
    ask("clinicaltrials", "examplamine")
    for got in server.got:
        assert set(got.headers) <= {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
        assert got.headers["User-Agent"] == AGENT and got.body == b""


def test_agent_is_name_and_version_of_the_course():
    """The user agent should name the course and the version that its citation has, and nobody."""
    citation = (Path(__file__).parents[2] / "CITATION.cff").read_text(encoding="utf-8")
    version = re.search(r'^version: "(.+)"', citation, re.MULTILINE)[1]
    assert AGENT == f"serotonin-reuptake-course/{version}"


def test_hosts_are_those_of_the_catalogue():
    """Each service should have one host, none of them on this machine."""
    assert {name: service.host for name, service in SERVICES.items() if service.host} == HOSTS
    assert not {"127.0.0.1", "localhost", "::1", ""} & set(HOSTS.values())


@pytest.mark.parametrize(
    "base",
    [
        "http://clinicaltrials.gov/api/v2",
        "https://clinicaltrials.gov.elsewhere.invalid/api",
        "https://clinicaltrials.gov:8443/api",
        "https://clinicaltrials.gov@elsewhere.invalid/api",
        "https://me@clinicaltrials.gov/api",
        "https://elsewhere.invalid#clinicaltrials.gov",
        "http://127.0.0.1/api",
        "https://www.ebi.ac.uk/europepmc",
        "file:///etc",
        "clinicaltrials.gov/api",
        "https://clinicaltrials.gov\\.elsewhere.invalid/",
        "https://clinicaltrials.gov:port/",
    ],
)
def test_wrong_address(base):
    """Another host, another port, plain HTTP and a name before the host should be refused unsent."""
    with pytest.raises(AddressRefused, match="only clinicaltrials.gov over HTTPS is"):
        CLIENTS["clinicaltrials"](Transport(), base=base).fetch("examplamine")


def test_plain_http_only_on_this_machine():
    """Plain HTTP should be refused for another machine even where its host is allowed."""
    open_to_all = Transport({"clinicaltrials": "example.invalid"})
    with pytest.raises(AddressRefused):
        CLIENTS["clinicaltrials"](open_to_all, base="http://example.invalid/api").fetch("examplamine")


def test_certificates_are_checked(transport, monkeypatch, tmp_path):
    """Certificates should be checked, with the bundle of the machine where it has its own; never not at all."""
    import requests

    line = transport().open("clinicaltrials")
    monkeypatch.delenv("REQUESTS_CA_BUNDLE", raising=False)
    monkeypatch.delenv("CURL_CA_BUNDLE", raising=False)
    assert line._settings(requests, "https://clinicaltrials.gov/x")["verify"] is True
    (tmp_path / "own.pem").write_text("certificates")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "own.pem"))
    assert line._settings(requests, "https://clinicaltrials.gov/x")["verify"] == str(tmp_path / "own.pem")


def test_proxy_of_the_machine_is_used(transport, monkeypatch):
    """A proxy should be used for the world and not for this machine."""
    import requests

    line = transport().open("clinicaltrials")
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("https_proxy", "http://proxy.invalid:3128")
    monkeypatch.setenv("http_proxy", "http://proxy.invalid:3128")
    assert line._settings(requests, "https://clinicaltrials.gov/x")["proxies"]["https"] == "http://proxy.invalid:3128"
    assert line._settings(requests, "http://127.0.0.1:1/x")["proxies"] == {}


@pytest.mark.parametrize("before", [True, False])
def test_wire_that_has_ended(before):
    """An ended wire should end what is open, for every handle, and let nothing new be opened."""
    near, far = socket.socketpair()
    wire = Wire()
    try:
        if before:
            assert wire.take(near) is near
            wire.end()
            far.settimeout(20)
            assert far.recv(1) == b""
        else:
            wire.end()
            with pytest.raises(TimeoutError):
                wire.take(near)
            assert near.fileno() == -1
    finally:
        near.close()
        far.close()


def test_waits_grow_with_chance_and_have_a_cap(server, transport, clock):
    """Each wait should be twice the one before, less up to half of it by chance, and never above the cap."""
    server.on("/version", *[Sent({}, 503)] * 5, TRIALS_VERSION)
    server.on("/studies", trials([1], 1))
    chances = iter([0.0, 1.0, 0.5, 1.0, 1.0])
    patient = transport(tries=6, longest_wait=5.0)
    patient.jitter = lambda: next(chances)
    CLIENTS["clinicaltrials"](patient, base=server.base).fetch("examplamine")
    assert clock.slept == [0.5, 2.0, 3.0, 5.0, 5.0, 0.0]


def test_pause_between_questions(server, ask, clock):
    """A guest should pause between two questions; three a second is what PubMed allows."""
    server.on("/version", TRIALS_VERSION)
    server.on("/studies", trials([1], 2, token="t"), trials([2]))
    ask("clinicaltrials", "examplamine", pause=0.4)
    assert clock.slept == [0.4, 0.4]
    assert Limits().pause > 1 / 3


def test_import_goes_nowhere():
    """Importing the watch should open no connection, start no thread and load no library for HTTP."""
    import os
    import subprocess
    import sys

    code = (
        "import sys, threading; went = []\n"
        "sys.addaudithook(lambda event, args: went.append(event) if event.startswith('socket.connect') else None)\n"
        "import reuptake.watch, reuptake.watch.command\n"
        "assert not went and threading.active_count() == 1\n"
        "assert not {'requests', 'urllib3', 'numpy', 'matplotlib', 'ipywidgets'} & set(sys.modules)"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2] / "notebooks")}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment, timeout=60)
