"""What the tests of the watch share: a server on the machine itself, and a guard against any other."""

import sys
from types import SimpleNamespace

import pytest
from reuptake.watch.client import Client
from reuptake.watch.services import CLIENTS
from reuptake.watch.transport import Limits, Transport
from watch_server import Clock, Server, keep_to_this_machine

# Generous in time, for a machine that is busy; a test that is about a limit sets its own.
QUICK = {"connect": 30.0, "read": 30.0, "answer": 60.0, "whole": 600.0, "tries": 3, "pause": 0.0}


@pytest.fixture(autouse=True)
def only_this_machine(monkeypatch, tmp_path):
    """No test may reach another machine, nor the folder of whoever runs it."""
    return keep_to_this_machine(monkeypatch, tmp_path / "snapshots")


@pytest.fixture
def server():
    """A server that answers as it is told."""
    running = Server()
    yield running
    running.close()


@pytest.fixture
def found_here(server, monkeypatch):
    """Let the table of services name the server on this machine, for commands that look it up."""
    monkeypatch.setattr(sys.modules[Client.__module__], "find", lambda *_, **__: SimpleNamespace(base_url=server.base))
    return server


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
