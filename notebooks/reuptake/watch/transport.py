"""The only way out: HTTPS to one host a service, with limits on time, size, tries and redirects.

No key, no cookie, no name of anybody is sent. Nothing happens at import; `requests` is loaded at the first call.
"""

import os
import random
import re
import threading
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import partial
from queue import Empty, SimpleQueue
from urllib.parse import urljoin, urlsplit

from reuptake.watch import errors
from reuptake.watch.answer import Late, Short, Strange, TooMuch, read_body
from reuptake.watch.catalogue import SERVICES
from reuptake.watch.reading import parse
from reuptake.watch.wire import Wire

AGENT = "serotonin-reuptake-course/0.1.0"
HEADERS = {"User-Agent": AGENT, "Accept": "application/json", "Accept-Encoding": "gzip"}
HOSTS = {name: service.host for name, service in SERVICES.items() if service.host}
LOOPBACK = ("127.0.0.1", "::1")
PASSING = (429, 500, 502, 503, 504)
"""Statuses that may be over at the next try."""
MOVED = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Limits of one fetch; times in seconds, sizes in bytes.

    Parameters
    ----------
    connect, read : float
        Waiting for a connection, and for the next byte.
    answer : float
        One answer, from the question to its last byte.
    whole : float
        One fetch: all pages, tries and pauses.
    size : int
        One answer, as sent and unpacked.
    tries : int
        Times that one question is asked at most.
    first_wait, longest_wait : float
        Before the second try, doubled from then on, and the longest that is waited.
    pause : float
        Between two questions, so as to be a polite guest.
    redirects : int
        Redirects within the host that are followed.
    """

    connect: float = 10.0
    read: float = 30.0
    answer: float = 60.0
    whole: float = 300.0
    size: int = 20_000_000
    tries: int = 4
    first_wait: float = 1.0
    longest_wait: float = 60.0
    pause: float = 0.4
    redirects: int = 3


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back from one try: status, headers, body as bytes, and the address that was asked."""

    status: int
    headers: object
    data: bytes
    address: str


class Transport:
    """Opens lines to services.

    Parameters
    ----------
    hosts : mapping of str to str, optional
        The host allowed for each service, with its port if it is not 443. Plain HTTP is accepted for
        a loopback address alone, which serves tests.
    limits : Limits, optional
    sleep, clock, jitter : callable, optional
        Replaced in tests. `jitter` gives a number from 0 to 1.
    """

    def __init__(self, hosts=None, limits=None, *, sleep=time.sleep, clock=time.monotonic, jitter=random.random):
        self.hosts = dict(HOSTS if hosts is None else hosts)
        self.limits = limits or Limits()
        self.sleep, self.clock, self.jitter = sleep, clock, jitter

    def open(self, service):
        """Return a `Line` to a service; its time starts now, nothing is sent yet."""
        return Line(self, service)


class Line:
    """One fetch from one service: any number of questions under one limit of time."""

    def __init__(self, transport, service):
        self.transport, self.limits, self.service = transport, transport.limits, service
        self.title, self._closed = SERVICES[service].title, SERVICES[service].closed
        self.end = transport.clock() + self.limits.whole
        self._asked = False

    def json(self, address, params=None, send=None, also=()):
        """Ask, try again where that may help, and read the answer as JSON.

        Parameters
        ----------
        address : str
            Full address.
        params : dict, optional
            What follows the question mark.
        send : object, optional
            Sent as JSON by POST; without it the question is a GET.
        also : tuple of int
            Statuses besides 200 whose JSON body is wanted.

        Returns
        -------
        tuple of int and object
            Status, and the JSON value; None where the answer is empty by its status (204).

        Raises
        ------
        WatchError
            Of the class that fits.
        """
        if self._asked:
            self._wait(self.limits.pause)
        self._asked = True
        reply = self._ask(address, params, send)
        if reply.status == 204:
            return 204, None
        if reply.status != 200 and reply.status not in also:
            happened = f"It refused the request (HTTP status {reply.status})."
            raise errors.Refused(self.title, happened, self._closed)
        return reply.status, self._read(reply)

    def _read(self, reply):
        kind = reply.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if kind != "application/json" and not re.fullmatch(r"application/[\w.-]+\+json", kind):
            happened = f"It sent {_short(kind) or 'content without a type'} where JSON was expected."
            raise errors.Unreadable(self.title, happened, self._closed)
        try:
            return parse(reply.data)
        except ValueError as problem:
            raise errors.Unreadable(self.title, f"Its answer cannot be read: {problem}.") from None

    # ---- tries

    def _ask(self, address, params, send):
        for attempt in range(1, self.limits.tries + 1):
            asked = None
            try:
                reply = self._follow(address, params, send)
                if reply.status not in PASSING:
                    return reply
                problem = self._busy(reply.status, attempt)
                asked = _retry_after(reply.headers.get("Retry-After", ""))
            except errors.WatchError as error:
                if not error.passing:
                    raise
                problem = error
            if attempt < self.limits.tries:
                self._back_off(attempt, asked, problem)
        raise problem

    def _busy(self, status, attempt):
        what = "asked to wait (too many requests)" if status == 429 else f"reported a fault of its own (HTTP {status})"
        return errors.Busy(self.title, f"It {what}, {attempt} times." if attempt > 1 else f"It {what}.")

    def _back_off(self, attempt, asked, problem):
        """Wait before the next try: as asked, else twice as long each time, with chance in it."""
        longest = self.limits.longest_wait
        if asked is not None and asked > longest:
            happened = f"It asked to wait for {asked:.0f} seconds, longer than this program waits."
            raise errors.Busy(self.title, happened)
        seconds = min(longest, self.limits.first_wait * 2 ** (attempt - 1)) * (0.5 + 0.5 * self.transport.jitter())
        self._wait(max(seconds, asked or 0.0), problem)

    def _wait(self, seconds, problem=None):
        if self.transport.clock() + seconds >= self.end:
            raise problem or self._late(self.limits.whole)
        self.transport.sleep(seconds)

    def _late(self, seconds):
        error = errors.TooSlow(self.title, f"The answer was not complete after {seconds:g} seconds.")
        error.passing = self.transport.clock() < self.end
        return error

    # ---- one try

    def _follow(self, address, params, send):
        """Ask once, following redirects that stay at the host."""
        for _ in range(self.limits.redirects + 1):
            self._check(address)
            wire = Wire()
            reply = self._in_time(partial(self._send, wire, address, params, send), wire)
            if reply.status not in MOVED:
                return reply
            target = joined(reply.address, reply.headers.get("Location", ""))
            if send is not None or self._outside(target):
                where = _short(_host(target)) or "an address that cannot be read"
                happened = f"It sent the request on to {where}, which this course does not follow."
                raise errors.RedirectedAway(self.title, happened, self._closed)
            address, params = target, None
        raise errors.Refused(self.title, "It sent the request round in a circle.")

    def _outside(self, address):
        """Say whether an address is anything but HTTPS at the one host of this service."""
        if re.search(r"[\\\s\x00-\x1f]", address):
            return True
        try:
            parts = urlsplit(address)
            port = parts.port
        except ValueError:
            return True
        secure = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
        place = (parts.hostname or "") + (f":{port}" if port not in (None, 443) else "")
        named = parts.username is not None or parts.password is not None
        return not secure or named or place != self.transport.hosts.get(self.service)

    def _check(self, address):
        if self._outside(address):
            allowed = self.transport.hosts.get(self.service, "nothing")
            happened = f"The address {_short(_host(address))!r} is not allowed; only {allowed} over HTTPS is."
            raise errors.AddressRefused(self.title, happened)

    def _in_time(self, work, wire):
        """Do the work in a thread, and leave it behind when its time is over, its connections ended: headers
        that drip in cannot be interrupted otherwise. The looking up of a name ends when the system says so.
        """
        seconds = min(self.limits.answer, self.end - self.transport.clock())
        if seconds <= 0:
            raise self._late(self.limits.whole)
        outcome = SimpleQueue()

        def run():
            try:
                outcome.put((work(), None))
            except BaseException as error:  # handed to the thread that waits
                outcome.put((None, error))

        try:
            threading.Thread(target=run, daemon=True, name="watch").start()
            reply, error = outcome.get(timeout=seconds)
        except Empty:
            raise self._late(seconds) from None
        except RuntimeError:
            raise errors.NoThread(self.title, "This Python can start no thread, so it cannot ask.") from None
        finally:
            wire.end()
        if error is not None:
            raise error
        return reply

    def _send(self, wire, address, params, send):
        """Send one request and read its answer; the faults of the libraries become those of the watch."""
        requests, urllib3 = _libraries(self.title)
        try:
            return self._exchange(requests, wire, address, params, send)
        except Exception as error:
            told = self._told(error, requests.exceptions, urllib3.exceptions)
            if told is None:
                raise
            raise told from None

    def _exchange(self, requests, wire, address, params, send):
        late_at = self.transport.clock() + self.limits.answer
        method = "GET" if send is None else "POST"
        prepared = requests.Request(method, address, dict(HEADERS), params=params, json=send).prepare()
        # The library may have written the address another way; what is checked is what is sent.
        self._check(prepared.url)
        # Without a session nothing of the machine goes along, no password file and no cookie, and nobody reads
        # the body of a redirect without a limit.
        adapter = wire.adapter(requests)
        try:
            with adapter.send(prepared, **self._settings(requests, address)) as response:
                late = partial(self._is_past, late_at)
                data = read_body(response.raw, response.headers, self.limits.size, late)
                return Reply(response.status_code, response.headers, data, prepared.url)
        finally:
            adapter.close()

    def _is_past(self, moment):
        return self.transport.clock() > moment

    def _told(self, error, http, wire):
        """Say in the words of the watch what a library or the body reported; None for what is no such fault."""
        if isinstance(error, Late):
            return self._late(self.limits.answer)
        if isinstance(error, http.Timeout | wire.TimeoutError):
            return self._late(self.limits.connect if isinstance(error, http.ConnectTimeout) else self.limits.read)
        if isinstance(error, TooMuch):
            return errors.TooLarge(self.title, f"Its answer is larger than {self.limits.size / 1e6:g} megabytes.")
        if isinstance(error, Strange):
            return errors.Unreadable(self.title, "Its answer is packed in a way that cannot be read.")
        if isinstance(error, Short | wire.HTTPError | http.ChunkedEncodingError):
            return errors.Interrupted(self.title, "Its answer broke off before the end.")
        if isinstance(error, http.RequestException | OSError):
            return self._unreachable(error, http)
        return None

    def _settings(self, requests, address):
        """How a request is sent: proxies and certificates of the machine are used, its secrets are not."""
        local = urlsplit(address).hostname in LOOPBACK
        return {
            "stream": True,
            "timeout": (self.limits.connect, self.limits.read),
            "verify": self._certificates(),
            "proxies": {} if local else requests.utils.get_environ_proxies(address),
        }

    def _certificates(self):
        """The file or folder of certificates that the machine is set up with, else True for those of the library."""
        for variable in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
            if path := os.environ.get(variable):
                if os.path.exists(path):
                    return path
                happened = (
                    f"The certificates of this machine are missing: {variable} names {path!r}, which is not there."
                )
                problem = errors.Unreachable(self.title, happened, "Correct the variable or remove it, and try again.")
                problem.passing = False
                raise problem
        return True

    def _unreachable(self, error, http):
        happened = "No connection could be made."
        if isinstance(error, http.SSLError):
            happened = "Its identity could not be confirmed (TLS), so nothing was sent."
        elif isinstance(error, http.ProxyError):
            happened = "The proxy of this machine made no connection."
        problem = errors.Unreachable(self.title, happened)
        problem.passing = isinstance(error, http.ConnectionError) and not isinstance(error, http.SSLError)
        return problem


def _libraries(title):
    try:
        import requests
        import urllib3
    except ImportError:
        raise errors.LibraryMissing(title, "The library requests is not installed, so nothing was asked.") from None
    return requests, urllib3


def _retry_after(value):
    """Seconds that a service asks to wait, None if it does not say so in a way that can be read."""
    if re.fullmatch(r"\d{1,9}", value.strip(), re.ASCII):
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (TypeError, ValueError, OverflowError):
        return None


def joined(address, target):
    """Read where a service points to, seen from the address that was asked.

    Parameters
    ----------
    address, target : str

    Returns
    -------
    str
        A full address; "" if it cannot be read, which no check lets pass.
    """
    try:
        return urljoin(address, target)
    except ValueError:
        return ""


def _host(address):
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _short(text):
    return re.sub(r"[^\w.:/+-]", "?", text)[:60]
