"""One learner without a browser: a kernel behind a server of its own, and messages such as the browser sends.

It runs a notebook's cells one after another with time to read, answers each question and prediction, looks at each
live picture (the first request of a view, as `player.js` sends it), takes other controls in hand (a request for the
frames along them), and lets the hand come to rest (what Python is told then). What the browser does without Python,
the paint itself, is not here.
"""

import asyncio
import json
import random
import time
import uuid
from dataclasses import dataclass, field

import nbformat
from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import websocket_connect

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
READING_WORDS = 238
"""Words a minute in silent reading of non-fiction, Brysbaert 2019, doi 10.1016/j.jml.2019.104047."""
READING_SPREAD = 0.4
"""Standard deviation of the logarithm of the reading time: our assumption."""
LOOK_SECONDS = 5.0
"""Median time to look at one setting of a picture, with the same spread: our assumption."""
ANSWER_SECONDS = 15.0
"""Median time to think about an answer, with the same spread: our assumption."""
AXES, RESTS = 3, 4
"""Controls taken in hand in each live picture, and settings looked at along each: our assumption."""
PATIENCE_S = 300
PATIENT = {"connect_timeout": PATIENCE_S, "request_timeout": PATIENCE_S}


@dataclass
class Done:
    """One thing that was timed: a cell, an answer, the first frames of a picture, or the frames of a new control."""

    notebook: str
    what: str
    item: str
    seconds: float


@dataclass
class Pace:
    """How fast a learner goes: seeded times to read and look, all divided by `hurry`, until `end` (monotonic)."""

    seed: str
    hurry: float = 1.0
    end: float = float("inf")
    real_s: float = 0.0
    chance: random.Random = field(init=False)

    def __post_init__(self):
        self.chance = random.Random(self.seed)

    @property
    def over(self):
        """Whether the time is up."""
        return time.monotonic() >= self.end

    def reading(self, words):
        """Seconds that somebody reads so many words, before hurry."""
        return words / READING_WORDS * 60 * self.chance.lognormvariate(0, READING_SPREAD)

    def thinking(self, median):
        """Seconds that somebody looks or thinks, before hurry."""
        return median * self.chance.lognormvariate(0, READING_SPREAD)

    async def wait(self, seconds):
        """Wait that long, hurried, but not beyond the end."""
        pause = max(0.0, min(seconds / self.hurry, self.end - time.monotonic()))
        self.real_s += pause * self.hurry
        await asyncio.sleep(pause)


class Kernel:
    """A kernel of a notebook, spoken to as a page does: over the server's socket.

    Parameters
    ----------
    address : str
        The server's.
    path : str
        The notebook's, for the server.
    """

    def __init__(self, address, path):
        self._address, self._path = address, path
        self._waiting, self._session = {}, uuid.uuid4().hex
        self.players, self.cards, self.seen = {}, {}, {}
        self.shown, self.asked = [], []

    async def start(self):
        """Start the session and connect; returns the kernel itself."""
        wish = {"path": self._path, "name": self._path, "type": "notebook", "kernel": {"name": "python3"}}
        answer = await self._ask("/api/sessions", method="POST", body=json.dumps(wish))
        self._id, kernel = answer["id"], answer["kernel"]["id"]
        address = f"ws{self._address.removeprefix('http')}/api/kernels/{kernel}/channels?session_id={self._session}"
        self._socket = await websocket_connect(HTTPRequest(address, **PATIENT), max_message_size=2**27)
        self._reader = asyncio.create_task(self._read())
        return self

    async def stop(self):
        """End the kernel."""
        self._reader.cancel()
        self._socket.close()
        await self._ask(f"/api/sessions/{self._id}", method="DELETE")

    async def run(self, source):
        """Run a cell; the seconds until it was idle again."""
        token, message = self._message("execute_request", code=source, **_QUIET)
        answered, begin = self._wait_for(("idle", token)), time.perf_counter()
        await self._socket.write_message(json.dumps(message))
        return await asyncio.wait_for(answered, PATIENCE_S) - begin

    async def answer(self, card, answer):
        """Answer a card as the hand does; the seconds to what it says."""
        token = uuid.uuid4().hex
        answered, begin = self._wait_for(("result", token)), time.perf_counter()
        await self._update(card, {"request": {"token": token, **answer}})
        try:
            return await asyncio.wait_for(answered, PATIENCE_S) - begin
        except TimeoutError:
            raise RuntimeError(f"{self._path}: no result within {PATIENCE_S:g} s of {self.cards[card]}") from None

    async def frames(self, player, view, request):
        """Ask for frames as a view does; seconds to the first frame and to all of them."""
        token = uuid.uuid4().hex
        first, done = self._wait_for(("first", token)), self._wait_for(("done", token))
        begin = time.perf_counter()
        await self._update(player, {"requests": {view: {"token": token, "seen": self.seen.get(player, 0), **request}}})
        return tuple([await asyncio.wait_for(one, PATIENCE_S) - begin for one in (first, done)])

    async def rest(self, player, hand):
        """Tell Python where the hand has come to rest."""
        await self._update(player, {"hand": {"seen": self.seen.get(player, 0), **hand}})

    async def _update(self, player, state):
        data = {"method": "update", "state": state, "buffer_paths": []}
        await self._socket.write_message(json.dumps(self._message("comm_msg", comm_id=player, data=data)[1]))

    def _wait_for(self, key):
        return self._waiting.setdefault(key, asyncio.get_running_loop().create_future())

    def _arrived(self, key):
        future = self._waiting.pop(key, None)
        if future is not None and not future.done():
            future.set_result(time.perf_counter())

    def _message(self, kind, **content):
        token = uuid.uuid4().hex
        header = {"msg_id": token, "msg_type": kind, "session": self._session, "username": "learner", "version": "5.3"}
        return token, {
            "header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"
        }  # fmt: skip

    async def _ask(self, place, **how):
        # Usually ten at a time, the others queue and give up: a class comes all at once.
        client = AsyncHTTPClient(max_clients=1000)
        answer = await client.fetch(self._address + place, **PATIENT, **how)
        return json.loads(answer.body or "null")

    async def _read(self):
        while (text := await self._socket.read_message()) is not None:
            if isinstance(text, str):
                self._take(json.loads(text))
        self._fail(f"{self._path}: the server ended the connection")

    def _fail(self, reason):
        """End whatever is waited for."""
        for future in self._waiting.values():
            if not future.done():
                future.set_exception(RuntimeError(reason))
        self._waiting.clear()

    def _take(self, message):
        kind, content = message["header"]["msg_type"], message["content"]
        state = content.get("data", {}).get("state", {}) if kind in ("comm_open", "comm_msg") else {}
        if kind == "status" and content["execution_state"] == "idle":
            self._arrived(("idle", message["parent_header"].get("msg_id")))
        elif kind == "error":
            # A class whose cells fail would look fast.
            self._fail(f"{self._path}: {content['ename']}: {content['evalue']}")
        elif kind == "stream" and "rate exceeded" in content["text"]:
            self._fail(f"{self._path}: {content['text'].strip().splitlines()[0]}")
        elif kind == "display_data" and WIDGET_VIEW in content["data"]:
            self._show([content["data"][WIDGET_VIEW]["model_id"]])
        elif kind == "comm_open" and {"spec", "frames", "requests"} <= state.keys():
            self.players[content["comm_id"]] = state["spec"]
        elif kind == "comm_open" and {"options", "skip"} <= state.get("spec", {}).keys():
            self.cards[content["comm_id"]] = state["spec"]
            self.asked.append(content["comm_id"])
        self._show([child.removeprefix("IPY_MODEL_") for child in state.get("children", ())])
        if kind == "comm_msg":
            self._answered(content["comm_id"], state)

    def _answered(self, comm, state):
        frames = state.get("frames", {})
        if "reply_to" in frames:
            self.seen[comm] = frames["serial"]
            self._arrived(("first", frames["reply_to"]))
            if frames["done"]:
                self._arrived(("done", frames["reply_to"]))
        if "reply_to" in state.get("result", {}):
            self._arrived(("result", state["result"]["reply_to"]))

    def _show(self, models):
        """Note the live pictures among what comes on the page."""
        self.shown += [model for model in models if model in self.players and model not in self.shown]


_QUIET = {"silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": True, "stop_on_error": True}


def lesson(path):
    """The steps of a notebook: for each cell of code its source, and how many words stand before it."""
    words, steps = 0, []
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown":
            words += len(cell.source.split())
        elif cell.cell_type == "code" and cell.source.strip():
            steps.append((cell.source, words))
            words = 0
    return steps


async def work_through(kernel, path, pace, found, after_cell=lambda: None):
    """Read and run one notebook, as far as the time allows.

    Parameters
    ----------
    kernel : Kernel
    path : pathlib.Path
    pace : Pace
    found : list of Done
        Takes what was timed.
    after_cell : callable
        Called when a cell has run.
    """

    def note(what, item, seconds):
        pace.real_s += seconds if "first" not in what else 0
        found.append(Done(path.stem, what, item, seconds))

    for place, (source, words) in enumerate(lesson(path)):
        await pace.wait(pace.reading(words))
        if pace.over:
            return
        note("cell", str(place), await kernel.run(source))
        after_cell()
        for work in (_answer_all, _play_all):
            await work(kernel, pace, lambda what, item, seconds, at=place: note(what, f"{at}.{item}", seconds))


async def _answer_all(kernel, pace, note):
    """Answer what has been asked since the last time, as well as chance does."""
    for number, card in enumerate(kernel.asked):
        spec = kernel.cards[card]
        await pace.wait(pace.thinking(ANSWER_SECONDS))
        if pace.over:
            return
        if spec["options"]:
            answer = {"value": [pace.chance.randrange(len(spec["options"]))]}
        else:
            answer = {"skip": True} if spec["skip"] else {"value": 1}
        note("answer", str(number), await kernel.answer(card, answer))
    kernel.asked.clear()


async def _play_all(kernel, pace, note):
    """Look at what pictures have come on the page, take some controls in hand and move them."""
    for number, player in enumerate(kernel.shown):
        await _play(kernel, player, pace, lambda what, key, seconds, at=number: note(what, f"{at}.{key}", seconds))
        if pace.over:
            return
    kernel.shown.clear()


async def _play(kernel, player, pace, note):
    spec, view = kernel.players[player], f"rx{uuid.uuid4().hex[:8]}-"
    setting, turn = dict(spec["start"]), 0
    request = {"axis": spec["axis"], "setting": None}
    note("view", "", (await kernel.frames(player, view, request))[1])
    others = [control for control in spec["controls"] if control["key"] != spec["axis"]]
    for control in (others + spec["controls"])[:AXES] if others else ():
        await pace.wait(pace.thinking(LOOK_SECONDS))
        if pace.over:
            return
        first_s, all_s = await kernel.frames(player, view, {"axis": control["key"], "setting": setting})
        note("first frame", control["key"], first_s)
        note("all frames", control["key"], all_s)
        for _ in range(RESTS):
            turn += 1
            setting = {**setting, control["key"]: pace.chance.randrange(len(control["options"]))}
            await kernel.rest(player, {"view": view, "turn": turn, "setting": setting})
            await pace.wait(pace.thinking(LOOK_SECONDS))
