"""One button that goes to the network: it says where before, and in plain words what came of it."""

import html
from functools import partial

import anywidget
import traitlets

from reuptake.ui.card import show, still
from reuptake.ui.live import page_text
from reuptake.watch import (
    SERVICES,
    Limits,
    Snapshots,
    Transport,
    WatchError,
    alerts,
    client,
    compare,
    headline,
    told,
)
from reuptake.watch.catalogue import link

# A learner waits in front of it, so it gives up sooner than the command of a scheduler.
LIMITS = Limits(connect=5.0, read=15.0, answer=25.0, whole=60.0, tries=2, longest_wait=5.0)
STANDING = {
    "clinicaltrials": "tianeptine",
    "europepmc": 'tianeptine AND "serotonin transporter"',
    "pubmed": "tianeptine[tiab] AND randomized controlled trial[pt]",
}
"""The services offered, and a query for each that can be asked again and again."""
MOST = 12
TITLE = "Ask an open database"
ABOUT = (
    "Nothing is sent before you press the button, and nothing when all cells are run. Then your query goes by HTTPS to "
    "the one host named on the button, with the name and version of this course; no key, no cookie, no name of yours. "
    "The answer is kept as a dated file on the machine that runs Python, and compared with your last one."
)
OFFLINE = "Everything else on this page works without a network."
NOTHING_LOST = "Nothing was kept, and nothing is lost."
FIRST = "This is your first snapshot of this query, so there is nothing to compare yet. Press again another day."


class WatchPanel(anywidget.AnyWidget):
    """The browser's side of the button; it holds no query before one is sent, and goes nowhere itself.

    Attributes
    ----------
    spec : dict
        `title`, `about`, labels, and `services`, each with `name`, `title`, `press`, `waiting`, `query`, `what`.
    request : dict
        The browser asks: `token`, `service`, `query`.
    result : dict
        Python's answer: `reply_to`, `said`, `lines` (each `text`, and `link` or ""), `notes`, `problem`.
    """

    _esm = page_text("watch_button.js")
    _css = page_text("card.css")

    spec = traitlets.Dict().tag(sync=True)
    request = traitlets.Dict().tag(sync=True)
    result = traitlets.Dict().tag(sync=True)


class WatchButton:
    """A menu of services, a query, and the button.

    Parameters
    ----------
    services : dict of str to str, optional
        Names of services with a query to begin with; `STANDING` if left out.
    ask : callable, optional
        Given the name of a service, it returns what has `fetch(query)`; replaced in tests.
    folder : str or Path, optional
        Where snapshots lie; else where the watch keeps them.

    Attributes
    ----------
    panel : WatchPanel
    feedback : str
        What the reader was told last, "" before.

    Raises
    ------
    ValueError
        If a service is none on the network.
    """

    def __init__(self, services=None, ask=None, folder=None):
        self._queries = dict(STANDING if services is None else services)
        for name in self._queries:
            client(name)
        self._ask = ask or partial(client, transport=Transport(limits=LIMITS))
        self._folder, self.feedback = folder, ""
        self.panel = WatchPanel(
            spec={
                "title": TITLE,
                "about": ABOUT,
                "menu": "Service",
                "box": "Query",
                "services": [_offer(name, query) for name, query in self._queries.items()],
            }
        )
        self.panel.observe(self._on_request, "request")

    def press(self, service, query=""):
        """Go to the network, as the button does.

        Parameters
        ----------
        service : str
            One of those offered.
        query : str
            The one that the box begins with if left out.

        Returns
        -------
        str
            What the reader is told. A fault of the outside world raises nothing; it is told.
        """
        self.panel.result = self._answered({"service": service, "query": query or self._queries.get(service, "")})
        return self.feedback

    def close(self):
        """Take the button off the page."""
        self.panel.close()

    def _on_request(self, change):
        self.panel.result = self._answered(change.new)

    def _answered(self, request):
        """The whole answer to one press."""
        reply = {"reply_to": request.get("token", ""), "said": "", "lines": [], "notes": [], "problem": ""}
        try:
            reply |= self._fetched(request.get("service"), request.get("query"))
        except WatchError as fault:
            reply["problem"] = f"{self._told(fault, request.get('service'), request.get('query'))} {OFFLINE}"
        except ValueError as refused:
            reply["problem"] = str(refused)
        except Exception as error:
            reply["problem"] = f"This did not work: {type(error).__name__}: {error}. {OFFLINE}"
        lines = [line["text"] for line in reply["lines"]]
        self.feedback = "\n".join(filter(None, [reply["problem"], reply["said"], *lines, *reply["notes"]]))
        return reply

    def _fetched(self, service, query):
        if service not in self._queries:
            raise ValueError(f"service is {service!r}; it must be one of: {', '.join(self._queries)}.")
        query = query.strip() if isinstance(query, str) else query
        asking = self._ask(service)
        snapshot = asking.fetch(query)
        earlier, notes = self._kept(snapshot)
        notes = [asking.limit, *notes] if asking.limit else notes
        said = f"{snapshot.sentence()}."
        if earlier is None:
            records = list(snapshot.records.items())
            lines = [_line(service, key, fields.get("title") or key) for key, fields in records[:MOST]]
            return {"said": f"{said} {FIRST}", "lines": lines, "notes": [*_more(len(records)), *notes]}
        changes = compare(earlier, snapshot, as_kept=True)
        rows = alerts(changes)
        said = f"{said} Since {earlier.day}: {headline(changes)}"
        lines = [
            _line(service, row["identifier"], f"{row['title'] or row['identifier']}: {row['what']}")
            for row in rows[:MOST]
        ]
        return {"said": said, "lines": lines, "notes": [*_more(len(rows)), *told(changes), *notes]}

    def _told(self, fault, service, query):
        """Tell a fault, with what is kept of this query and where."""
        try:
            store = Snapshots(self._folder)
            files = store.files(service, query.strip())
        except WatchError:
            return fault.told(NOTHING_LOST)
        return f"{fault.told(fault.kept if files else NOTHING_LOST)} Answers are kept in {store.folder}."

    def _kept(self, snapshot):
        """Keep a snapshot; give the last one before it, or None, and what there is to say of the files."""
        earlier, notes = [], []
        try:
            store = Snapshots(self._folder)
        except WatchError as fault:
            return None, [str(fault)]
        try:
            earlier = store.last(snapshot.service, snapshot.query, 1)
        except WatchError as fault:
            notes.append(str(fault))
        try:
            path = store.save(snapshot)
            notes.append(f"Kept as {path.name} in {path.parent}.")
        except WatchError as fault:
            notes.append(str(fault))
        return (earlier[0] if earlier else None), [*notes, *store.notices]

    # ---- how it is shown

    def view(self):
        """The widget to show."""
        return self.panel

    def __repr__(self):
        lines = [f"{TITLE}. {ABOUT}"]
        for one in self.panel.spec["services"]:
            lines.append(f"  {one['press']}: {one['query']}")
        return "\n".join(lines)

    def _repr_mimebundle_(self, **kwargs):
        """What the button would do, and where it would go; the live one comes with `_ipython_display_`."""
        first, *offers = repr(self).splitlines()
        items = "".join(f"<li>{html.escape(line.strip())}</li>" for line in offers)
        return {"text/html": still(f"<p>{html.escape(first)}</p><ul>{items}</ul>"), "text/plain": repr(self)}

    def _ipython_display_(self):
        show(self)


def _offer(name, query):
    service = SERVICES[name]
    return {
        "name": name,
        "title": service.title,
        "press": f"Ask {service.title} (goes to {service.host})",
        "waiting": f"Asking {service.host}; this may take up to {LIMITS.whole:g} seconds.",
        "query": query,
        "what": f"A query here is {service.query}.",
    }


def _line(service, key, text):
    """A record for the page: its words, and its address if that is a safe one."""
    address = link(service, key)
    return {"text": f"{text} ({key})", "link": address if address.startswith("https://") else ""}


def _more(count):
    return [f"Shown are the first {MOST} of {count}."] if count > MOST else []


def watch_button(services=None, ask=None, folder=None):
    """Offer one button that asks an open database, and says where it goes before it does.

    Parameters
    ----------
    services : dict of str to str, optional
        Names of services with a query to begin with; three with standing queries if left out.
    ask : callable, optional
        Given the name of a service, it returns what has `fetch(query)`; replaced in tests.
    folder : str or Path, optional
        Where snapshots lie; else where the watch keeps them.

    Returns
    -------
    WatchButton

    Raises
    ------
    ValueError
        If a service is none on the network.
    """
    return WatchButton(services, ask, folder)
