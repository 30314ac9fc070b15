"""What the tests of the watch share: a server on the machine itself, and a guard against any other."""

import socket

import pytest
from reuptake.watch.services import CLIENTS
from reuptake.watch.transport import Limits, Transport
from watch_server import Clock, Server

QUICK = {"connect": 2.0, "read": 2.0, "answer": 5.0, "whole": 600.0, "tries": 3, "pause": 0.0}


@pytest.fixture(autouse=True)
def only_this_machine(monkeypatch, tmp_path):
    """No test may reach another machine, nor the folder of whoever runs it."""
    connect = socket.socket.connect

    def guarded(self, address):
        assert address[0] in ("127.0.0.1", "::1"), f"a test went to {address}"
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    monkeypatch.setenv("REUPTAKE_WATCH_FOLDER", str(tmp_path / "snapshots"))
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def server():
    """A server that answers as it is told."""
    running = Server()
    yield running
    running.close()


@pytest.fixture
def clock():
    """A clock that does not wait."""
    return Clock()


@pytest.fixture
def transport(server, clock):
    """Return a function that makes a transport to the server, for all services, with small limits."""

    def make(**limits):
        hosts = dict.fromkeys(CLIENTS, server.place)
        return Transport(hosts, Limits(**(QUICK | limits)), sleep=clock.sleep, jitter=lambda: 1.0)

    return make


@pytest.fixture
def ask(server, transport):
    """Return a function that asks a service for a snapshot."""

    def fetch(service, query, since=None, pages=50, **limits):
        return CLIENTS[service](transport(**limits), base=server.base, pages=pages).fetch(query, since)

    return fetch
