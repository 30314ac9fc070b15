"""The button to the network: silent until pressed, says where it goes, tells every fault, forgets nothing."""

import itertools
import re
import sys
from pathlib import Path

import pytest
import reuptake.ui.watch_button as module
from reuptake.ui.watch_button import FIRST, LIMITS, MOST, NOTHING_LOST, OFFLINE, STANDING, watch_button
from reuptake.watch import SERVICES, Limits, Snapshots, Transport
from reuptake.watch.client import Client
from reuptake.watch.services import CLIENTS
from watch_server import TRIALS_VERSION, Clock, Sent, Server, keep_to_this_machine, trials

SCRIPT = Path(module.__file__).with_name("watch_button.js").read_text(encoding="utf-8")
NAME = "clinicaltrials"
PRESSES = itertools.count(1)


@pytest.fixture(autouse=True)
def only_this_machine(monkeypatch, tmp_path):
    """No test may reach another machine, nor the folder of whoever runs it."""
    return keep_to_this_machine(monkeypatch, tmp_path / "snapshots")


@pytest.fixture
def server():
    """A server that answers as it is told."""
    running = Server()
    running.on("/version", TRIALS_VERSION)
    yield running
    running.close()


@pytest.fixture
def button(server):
    """A button whose clients go to the server on this machine."""
    hosts = dict.fromkeys(CLIENTS, server.place)
    limits = Limits(connect=30.0, read=30.0, answer=60.0, whole=600.0, tries=2, pause=0.0)
    transport = Transport(hosts, limits, sleep=Clock().sleep, jitter=lambda: 1.0)
    made = watch_button(ask=lambda name: CLIENTS[name](transport, base=server.base))
    yield made
    made.close()


def browser(button, service=NAME, query="tianeptine"):
    """Press the button as the browser does, and give Python's answer."""
    button.panel.request = {"token": f"t{next(PRESSES)}", "service": service, "query": query}
    assert button.panel.result["reply_to"] == button.panel.request["token"]
    return button.panel.result


def test_nothing_goes_out_before_it_is_pressed(button, server, only_this_machine):
    """Making and showing it, as running all cells does, should ask nobody and write nothing."""
    assert repr(button) and button._repr_mimebundle_() and button.view()
    assert not server.got and not only_this_machine and not Snapshots().files()


def test_it_says_where_it_goes_before():
    """Host and query should stand on page and button for every service, and what is sent and what is not."""
    made = watch_button()
    for name, query in STANDING.items():
        host = SERVICES[name].host
        (offer,) = [one for one in made.panel.spec["services"] if one["name"] == name]
        assert host in offer["press"] and host in offer["waiting"] and offer["query"] == query
        assert f"goes to {host}): {query}" in repr(made)
    assert "no key, no cookie, no name of yours" in repr(made)
    assert f"up to {LIMITS.whole:g} seconds" in made.panel.spec["services"][0]["waiting"]


def test_first_press_lists_what_is_there_and_keeps_it(button, server):
    """The first answer should be listed with safe links, kept, and not be called news."""
    server.on("/studies", trials([1, 2], 2))
    reply = browser(button)
    assert FIRST in reply["said"] and "2 records, complete" in reply["said"] and not reply["problem"]
    assert len(reply["lines"]) == 2
    assert all(one["link"].startswith("https://clinicaltrials.gov/study/") for one in reply["lines"])
    assert len(Snapshots().files(NAME, "tianeptine")) == 1


def test_second_press_tells_what_changed(button, server):
    """The next answer should be compared with the last one kept."""
    server.on("/studies", trials([1], 1))
    button.press(NAME)
    server.on("/studies", trials([1, 2], 2))
    reply = browser(button)
    assert "Since " in reply["said"] and "1 record new." in reply["said"]
    assert len(reply["lines"]) == 1 and "is new" in reply["lines"][0]["text"]
    assert len(Snapshots().files(NAME, "tianeptine")) == 2


def test_a_third_press_without_change_is_nothing_new(button, server):
    """The same answer again should be no news."""
    server.on("/studies", trials([1], 1))
    button.press(NAME)
    assert "Nothing new." in button.press(NAME) and not button.panel.result["lines"]


def test_long_lists_are_cut_and_say_so(button, server):
    """No more than a dozen lines should be shown, with the number of all."""
    server.on("/studies", trials(range(1, 31), 30))
    reply = browser(button)
    assert len(reply["lines"]) == MOST and f"Shown are the first {MOST} of 30." in reply["notes"]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Sent(b"", 429), "too many requests"),
        (Sent(b"", 500), "fault of its own"),
        (Sent({"studies": "none"}), "shape that this course does not know"),
        (Sent(b"<html>", kind="text/html"), "text/html where JSON was expected"),
        (Sent(b"", 302, headers={"Location": "https://example.org/"}), "does not follow"),
    ],
)
def test_faults_are_told_and_lose_nothing(button, server, answer, words):
    """A fault of the service should become plain words, and the earlier snapshot stay."""
    server.on("/studies", trials([1], 1))
    button.press(NAME)
    server.on("/studies", answer)
    reply = browser(button)
    assert words in reply["problem"] and OFFLINE in reply["problem"] and not reply["lines"]
    assert "untouched" in reply["problem"] and len(Snapshots().files(NAME, "tianeptine")) == 1


def test_without_a_network_it_says_so():
    """Where nothing can be reached there should be a clear message, and no error."""
    closed = Server()
    closed.close()
    transport = Transport(dict.fromkeys(CLIENTS, closed.place), Limits(tries=1, connect=1.0), sleep=Clock().sleep)
    made = watch_button(ask=lambda name: CLIENTS[name](transport, base=closed.base))
    assert "No connection could be made." in made.press(NAME) and OFFLINE in made.feedback


def test_fault_of_the_first_press_promises_no_earlier_answer(button, server):
    """Without an earlier snapshot a fault should say that nothing was kept or lost, and where answers are kept."""
    server.on("/studies", Sent({}, 403))
    folder = Snapshots().folder
    problem = browser(button)["problem"]
    assert NOTHING_LOST in problem and "untouched" not in problem and f"Answers are kept in {folder}." in problem
    server.on("/studies", trials([1], 1))
    browser(button, query="other")
    server.on("/studies", Sent({}, 403))
    assert NOTHING_LOST in browser(button)["problem"]
    again = browser(button, query=" other ")["problem"]
    assert "Your earlier snapshot is untouched." in again and NOTHING_LOST not in again and str(folder) in again


def test_clock_set_back_hides_nothing(button, server, monkeypatch):
    """The new answer should be shown beside the one kept last, though the clock was set back in between."""
    days = iter(["2026-12-24", "2026-11-01", "2026-11-02"])
    monkeypatch.setattr(sys.modules[Client.__module__], "now", lambda: f"{next(days)}T09:00:00+00:00")
    server.on("/studies", trials([1], 1), trials([1, 2], 2), trials([1, 2, 3], 3))
    browser(button)
    back = browser(button)
    assert not back["problem"] and "Since 2026-12-24: 1 record new." in back["said"]
    assert any("A clock was set back" in note for note in back["notes"])
    assert "Since 2026-11-01: 1 record new." in browser(button)["said"]


def test_limit_of_a_service_is_told(button, server):
    """An answer that is not all there is should say why."""
    server.on("/studies", *(trials([number], 90, token=f"t{number}") for number in range(1, 90)))
    assert "It stopped after 50 pages, the limit set for one fetch." in browser(button)["notes"]


def test_folder_that_cannot_be_found_hides_nothing(server, button):
    """A folder in a home that does not exist should be a note beside the answer, and no error."""
    server.on("/studies", trials([1], 1))
    made = watch_button(ask=button._ask, folder="~nobody-of-this-name/x")
    reply = browser(made)
    assert len(reply["lines"]) == 1 and not reply["problem"] and "cannot be found" in " ".join(reply["notes"])
    server.on("/studies", Sent({}, 403))
    assert NOTHING_LOST in browser(made)["problem"]


def test_an_answer_that_cannot_be_kept_is_still_shown(button, server, monkeypatch, tmp_path):
    """A folder that refuses should be a note beside what was found."""
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("REUPTAKE_WATCH_FOLDER", str(tmp_path / "file"))
    server.on("/studies", trials([1], 1))
    reply = browser(button)
    assert len(reply["lines"]) == 1 and not reply["problem"]
    assert "a file lies where the folder should be" in " ".join(reply["notes"])


def test_what_a_service_sends_stays_text(button, server):
    """Markup in a title should arrive as words, and the browser make no markup of them."""
    page = trials([1], 1)
    page["studies"][0]["protocolSection"]["identificationModule"]["briefTitle"] = "<img src=x onerror=alert(1)> T"
    server.on("/studies", page)
    assert "<img" not in browser(button)["lines"][0]["text"]
    assert "innerHTML" not in SCRIPT and "insertAdjacentHTML" not in SCRIPT
    assert re.search(r"/\^https:\\/\\/", SCRIPT) and "noopener noreferrer" in SCRIPT


def test_browser_goes_nowhere_itself():
    """The script should hold no address and no means to fetch one."""
    assert not re.search(r"fetch\(|XMLHttpRequest|WebSocket|import\s|https?://\w", SCRIPT)


@pytest.mark.parametrize(
    ("service", "query", "words"),
    [
        ("chembl", "x", "service is 'chembl'; it must be one of: clinicaltrials, europepmc, pubmed"),
        (None, "x", "service is None"),
        (NAME, "  ", "query is ''; it must be a text of 1 to 300 plain characters"),
        (NAME, "x" * 301, "it must be a text of 1 to 300"),
        (NAME, 7, "query is 7"),
    ],
)
def test_bad_requests_are_refused_in_words(button, server, service, query, words):
    """What cannot be asked should be a line to the reader, and nobody be asked."""
    assert words in browser(button, service, query)["problem"] and not server.got


def test_unforeseen_errors_become_a_line():
    """A mistake of the program should be told, not break the page."""
    made = watch_button(ask=lambda name: 1 / 0)
    assert "This did not work: ZeroDivisionError" in made.press(NAME)


def test_unknown_service_is_refused_when_it_is_made():
    """A service that does not exist or is not on the network should be named."""
    for name in ("nosuch", "demonstration"):
        with pytest.raises(ValueError, match=f"service is '{name}'"):
            watch_button({name: "x"})
