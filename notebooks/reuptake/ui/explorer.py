"""The explorer: controls, a pure function and a scene, tied together for a reader."""

import asyncio
import base64
import html
import threading
from contextlib import suppress
from pathlib import Path

from IPython.display import display

from reuptake.draw.frames import Frames, static_png, static_svg
from reuptake.ui.controls import ControlValues
from reuptake.ui.live import live_view
from reuptake.ui.player import Player
from reuptake.ui.still import figure_html
from reuptake.ui.table import NumbersTable

# Layers drawn before other messages get a turn; a newer request then ends the older one early.
CHUNK = 6
# JupyterLab may have what the browser sends read in a thread of its own, while a cell runs in another.
TURN = threading.RLock()


class Explorer:
    """A live picture: a few controls, what they compute, and how it looks and reads.

    Parameters
    ----------
    scene_class : type
        A `reuptake.draw.scene.Scene`; it is made from the state at the start.
    controls : sequence of Control
        The first is the live axis until the reader takes another in hand.
    compute : callable
        Called with one sequence for each control, all equally long; returns one state for each
        position. It is called once for all settings along the live axis.
    presets : sequence of Preset
    title : str, optional
        Heading above the picture; the scene's title if left out.
    ghost : bool
        Whether the setting before is kept as a faint picture until the reader decides otherwise.

    Attributes
    ----------
    controls : ControlValues
        Read or set a control: ``explorer.controls["activity"] = 2``.
    """

    def __init__(self, scene_class, controls, compute, presets=(), title=None, ghost=True):
        self._controls = {control.key: control for control in controls}
        self._compute = compute
        self._presets = {preset.label: preset for preset in presets}
        self._start = {key: control.position(control.start) for key, control in self._controls.items()}
        self._position = dict(self._start)
        self._axis = next(iter(self._controls))
        self._fill = None
        self._serial = self._moved = 0
        self.controls = ControlValues(self)
        self.state = self._states(self._position)[0]
        self.scene = scene_class(self.state)
        self.frames = Frames(self.scene)
        self.title = title or self.scene.title
        self._ghost = ghost
        self.player = self._make_player()

    # ---- what a reader or a notebook asks

    @property
    def values(self):
        """The setting of every control, by key."""
        return {key: c.options[self._position[key]] for key, c in self._controls.items()}

    @property
    def sentence(self):
        """The read-out of the present setting."""
        return self.scene.describe(self.state)

    @property
    def numbers(self):
        """The numbers of the present picture as a table that a notebook can show."""
        return NumbersTable(self.title, *self.scene.numbers(self.state))

    @property
    def presets(self):
        """The names of the presets."""
        return tuple(self._presets)

    def options(self, key):
        """All settings of a control, in order.

        Parameters
        ----------
        key : str

        Returns
        -------
        tuple
        """
        return self._controls[key].options

    def states_along(self, key):
        """States of the picture for all settings of one control, the others as they are.

        Parameters
        ----------
        key : str

        Returns
        -------
        list
        """
        return self._states(self._position, key)

    def frames_along(self, key):
        """Frames of all settings of one control, the others as they are, as the player shows them.

        Parameters
        ----------
        key : str

        Returns
        -------
        items : dict of int to dict
            By position: `svg`, `text`, `alt` and the `rows` of the table.
        errors : dict of int to str
            What went wrong where.
        defs : dict of str to str
            Definitions that the frames refer to.
        """
        states, errors = self._along(self._position, key)
        items, defs = {}, {}
        for index, state in states.items():
            items[index], new = self._frame(state)
            defs.update(new)
        return items, errors, defs

    def move(self, key, value):
        """Set one control, as the hand does.

        Parameters
        ----------
        key : str
        value : object
            An option of the control; a number between two options goes to the nearer one.

        Raises
        ------
        ValueError
            If `value` is out of the control's range.
        """
        self._go({**self._position, key: self._controls[key].position(value)}, axis=key)

    def preset(self, label):
        """Go to a preset.

        Parameters
        ----------
        label : str

        Raises
        ------
        ValueError
            If there is no such preset.
        """
        if label not in self._presets:
            raise ValueError(f"There is no preset {label!r}; there are {list(self._presets)}.")
        self._go(self._preset_position(self._presets[label]))

    def reset(self):
        """Go back to the setting at the start."""
        self._go(self._start)

    def save(self, path):
        """Write the present picture to a file.

        Parameters
        ----------
        path : str or pathlib.Path
            A name that ends in .svg or .png.

        Raises
        ------
        ValueError
            If the name ends in something else.
        """
        path = Path(path)
        path.write_bytes(self._picture(path.suffix.removeprefix(".").lower()))

    def close(self):
        """Take the explorer off the page and let its memory go."""
        self._serial += 1  # ends the drawing
        self.player.unobserve_all()
        self.player.close()

    def __repr__(self):
        return self.sentence

    def figure_html(self):
        """Write the present picture with its text alternative, for a page without a kernel.

        Returns
        -------
        str
            An HTML figure.
        """
        caption = f"{html.escape(self.sentence)} <em>(A still picture: run this cell to move it.)</em>"
        return figure_html(self._picture("svg"), self.scene.alt_text(self.state), caption, hides=True)

    def _repr_mimebundle_(self, **kwargs):
        """The still picture and the sentence; a live view comes with `_ipython_display_`."""
        return {"text/html": self.figure_html(), "text/plain": self.sentence}

    def _ipython_display_(self):
        """Show the still picture, and after it the live one, which hides the first.

        They are two outputs so that a saved notebook keeps its picture: a live view without its
        kernel is nothing but an error message.
        """
        display(self._repr_mimebundle_(), raw=True)
        display(live_view(self, lambda: self.player), raw=True)

    # ---- what it computes

    def _states(self, position, axis=None):
        """States along `axis`, or the one at `position`."""
        count = len(self._controls[axis].options) if axis else 1
        return self._compute(
            **{
                key: list(control.options) if key == axis else [control.options[position[key]]] * count
                for key, control in self._controls.items()
            }
        )

    def _go(self, position, axis=None):
        with TURN:
            state = self._states(position)[0]  # raises before anything has moved
            self._position, self.state, self._axis = dict(position), state, axis or self._axis
            if self.player.frames:
                self._moved = self._publish(self._position, self._axis, adopt=True)

    def _along(self, position, axis):
        """States along `axis`, and what went wrong where, both by position.

        All are computed in one call. Only if that fails, one at a time, so that one impossible
        setting does not take the others with it.
        """
        try:
            return dict(enumerate(self._states(position, axis))), {}
        except Exception:
            states, errors = {}, {}
            for index in range(len(self._controls[axis].options)):
                try:
                    states[index] = self._states({**position, axis: index})[0]
                except Exception as error:
                    errors[index] = _said(error)
            return states, errors

    def _preset_position(self, preset):
        return self._start | {key: self._controls[key].position(v) for key, v in preset.values.items()}

    # ---- what it draws

    def _frame(self, state):
        layer = self.frames.layer(state)
        header_rows = self.scene.numbers(state)
        frame = {
            "svg": layer.svg,
            "text": self.scene.describe(state),
            "alt": self.scene.alt_text(state),
            "rows": [list(row) for row in header_rows[1]],
        }
        return frame, layer.defs

    def _picture(self, suffix):
        if suffix == "svg":
            return static_svg(self.scene, self.state, title=self.title).encode()
        if suffix == "png":
            return static_png(self.scene, self.state)
        raise ValueError(f"A picture can be saved as .svg or .png, not as .{suffix}.")

    # ---- talking with the browser

    def _make_player(self):
        backdrop = self.frames.backdrop()
        player = Player(
            spec={
                "title": self.title,
                "width": self.frames.width,
                "height": self.frames.height,
                "axis": self._axis,
                "header": list(self.scene.numbers(self.state)[0]),
                "controls": [control.spec() for control in self._controls.values()],
                "presets": [
                    {"label": p.label, "note": p.note, "setting": self._preset_position(p)}
                    for p in self._presets.values()
                ],
                "start": self._start,
                "ghost": self._ghost,
            },
            backdrop={"svg": backdrop.svg, "defs": backdrop.defs},
        )
        player.observe(self._on_requests, "requests")
        player.observe(self._on_hand, "hand")
        player.on_msg(self._on_message)
        return player

    def _on_requests(self, change):
        """Answer every view that has asked anew; requests of two views can come as one message."""
        for view, request in change.new.items():
            if request != change.old.get(view):
                with TURN:
                    self._answer(request)

    def _answer(self, request):
        """A view wants frames: along another control, from another setting, or its first."""
        told = request["setting"] is None
        # A wish from before Python moved the controls is out of date. Its view has been told of the move;
        # told again, it would lose what the hand has done since.
        if not told and request["seen"] < self._moved:
            return
        position = self._position if told else dict(request["setting"])
        axis = self._axis if told else request["axis"]
        self._publish(position, axis, reply_to=request["token"], adopt=told)

    def _on_hand(self, change):
        """The hand has come to rest: tables, exercises and the text now follow it."""
        hand = change.new
        # Where the model fails, the frame of that setting says so and Python stays where it was.
        with TURN, suppress(Exception):
            if hand["seen"] < self._moved or hand["setting"] == self._position:
                return
            self.state = self._states(hand["setting"])[0]
            self._position = dict(hand["setting"])

    def _on_message(self, _player, message, _buffers):
        if message.get("type") == "file":
            self._guarded(self._send_file, message.get("view"), message["format"])

    def _send_file(self, view, suffix):
        self.player.send(
            {
                "type": "file",
                "view": view,
                "name": f"{self.scene.name}.{suffix}",
                "mime": {"svg": "image/svg+xml", "png": "image/png"}[suffix],
                "data": base64.b64encode(self._picture(suffix)).decode(),
            }
        )

    def _guarded(self, work, view, *args):
        """Do what a view asked; an error becomes a line in that view, not silence."""
        try:
            work(view, *args)
        except Exception as error:
            self.player.send({"type": "problem", "view": view, "text": _said(error)})

    def _publish(self, position, axis, reply_to=None, adopt=False):
        """Send the frame in view at once, and the rest of the axis right after; returns the serial."""
        states, errors = self._along(position, axis)
        current = position[axis]
        if current in states:
            self._position, self._axis, self.state = dict(position), axis, states[current]
        self._serial += 1
        items, defs = {}, {}
        answer = {"serial": self._serial, "reply_to": reply_to, "adopt": adopt, "axis": axis, "setting": dict(position)}

        def draw(indices):
            for index in indices:
                try:
                    items[index], new = self._frame(states[index])
                except Exception as error:
                    errors[index] = _said(error)
                else:
                    defs.update(new)

        def send(done):
            self.player.frames = {
                **answer, "items": dict(items), "errors": dict(errors), "defs": dict(defs), "done": done
            }  # fmt: skip

        order = sorted(states, key=lambda index: abs(index - current))
        draw(order[:1])
        send(done=len(order) <= 1)
        self._later(_rest(order[1:], draw, send, lambda: self._serial == answer["serial"]))
        return self._serial

    def _later(self, work):
        """Run `work` when the kernel has read its messages; at once where no loop runs."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            asyncio.run(work)
        else:
            self._fill = loop.create_task(work)


async def _rest(order, draw, send, is_wanted):
    """Draw the rest in pieces, as long as it is wanted, letting other messages have their turn between them."""
    for start in range(0, len(order), CHUNK):
        await asyncio.sleep(0)
        with TURN:
            if not is_wanted():
                return
            draw(order[start : start + CHUNK])
            if start + CHUNK >= len(order):
                send(done=True)


def _said(error):
    """An error in a reader's words; what is no complaint about a value also says its kind."""
    kind = "" if isinstance(error, ValueError) else f"{type(error).__name__}: "
    return f"This did not work: {kind}{error}"
