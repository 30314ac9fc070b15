"""The explorer: controls, a pure function and a scene, tied together for a reader."""

import asyncio
import base64
import html
from pathlib import Path

from reuptake.draw.frames import Frames, static_png, static_svg
from reuptake.ui.controls import ControlValues
from reuptake.ui.player import Player
from reuptake.ui.table import NumbersTable

# Layers drawn before other messages get a turn; a newer request then ends the older one early.
CHUNK = 6


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

    Attributes
    ----------
    controls : ControlValues
        Read or set a control: ``explorer.controls["activity"] = 2``.
    """

    def __init__(self, scene_class, controls, compute, presets=(), title=None):
        self._controls = {control.key: control for control in controls}
        self._compute = compute
        self._presets = {preset.label: preset for preset in presets}
        self._start = {key: control.position(control.start) for key, control in self._controls.items()}
        self._position = dict(self._start)
        self._axis = next(iter(self._controls))
        self._fill = None
        self.controls = ControlValues(self)
        self.state = self._states(self._position)[0]
        self.scene = scene_class(self.state)
        self.frames = Frames(self.scene)
        self.title = title or self.scene.title
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

    def __repr__(self):
        return self.sentence

    def _repr_mimebundle_(self, **kwargs):
        """Live where a kernel runs; a picture with its text alternative everywhere else."""
        live = self.player._repr_mimebundle_(**kwargs)
        bundle, *metadata = live if isinstance(live, tuple) else (live,)
        bundle = {**bundle, "text/html": self._figure_html(), "text/plain": self.sentence}
        return (bundle, *metadata) if metadata else bundle

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
        state = self._states(position)[0]
        self._position, self.state = dict(position), state
        self._axis = axis or self._axis
        if self.player.frames:
            self._answer(self._next_number())
        self.player.setting = dict(position)

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

    def _figure_html(self):
        address = "data:image/svg+xml;base64," + base64.b64encode(self._picture("svg")).decode()
        alt = html.escape(self.scene.alt_text(self.state), quote=True)
        return (
            f'<figure style="margin:0"><img style="max-width:100%;background:white" alt="{alt}" '
            f'src="{address}"><figcaption>{html.escape(self.sentence)} '
            "<em>(A still picture: run this cell to move it.)</em></figcaption></figure>"
        )

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
                "files": True,
            },
            backdrop={"svg": backdrop.svg, "defs": backdrop.defs},
            setting=dict(self._position),
        )
        player.observe(self._on_request, "request")
        player.observe(self._on_setting, "setting")
        player.on_msg(self._on_message)
        return player

    def _next_number(self):
        return max(self.player.request.get("n", 0), self.player.frames.get("n", 0)) + 1

    def _on_setting(self, change):
        """The hand has come to rest: tables, exercises and the text now follow it."""
        if change.new != self._position:
            self._guarded(0, self._settle, dict(change.new))

    def _settle(self, position):
        self.state = self._states(position)[0]
        self._position = position

    def _on_request(self, change):
        """The browser wants the frames along another control, or from another setting."""
        self._guarded(change.new["n"], self._take_request, change.new)

    def _take_request(self, request):
        position = dict(request["setting"])
        self._settle(position)
        self._axis = request["axis"]
        self._answer(request["n"])
        self.player.setting = position

    def _on_message(self, _player, message, _buffers):
        if message.get("type") == "file":
            self._guarded(0, self._send_file, message["format"])

    def _send_file(self, suffix):
        self.player.send(
            {
                "type": "file",
                "name": f"{self.scene.name}.{suffix}",
                "mime": {"svg": "image/svg+xml", "png": "image/png"}[suffix],
                "data": base64.b64encode(self._picture(suffix)).decode(),
            }
        )

    def _guarded(self, number, work, *args):
        """Do what the browser asked; an error becomes a line in the explorer, not silence."""
        try:
            work(*args)
        except Exception as error:
            self.player.problem = {"n": number or self._next_number(), "text": f"This did not work: {error}"}

    def _answer(self, number):
        """Send the frame in view at once, and the rest of the axis right after."""
        axis, position = self._axis, dict(self._position)
        states = self._states(position, axis)
        order = sorted(range(len(states)), key=lambda i: abs(i - position[axis]))
        items, defs = {}, {}
        answer = {"n": number, "axis": axis, "setting": position, "items": items, "defs": defs}

        def draw(indices):
            for index in indices:
                items[index], new = self._frame(states[index])
                defs.update(new)

        def publish(done):
            self.player.frames = {**answer, "items": dict(items), "defs": dict(defs), "done": done}

        draw(order[:1])
        publish(done=len(order) == 1)
        self._later(self._rest(number, order[1:], draw, publish))

    async def _rest(self, number, order, draw, publish):
        for start in range(0, len(order), CHUNK):
            await asyncio.sleep(0)
            self._guarded(number, draw, order[start : start + CHUNK])
        publish(done=True)

    def _later(self, work):
        """Run `work` when the kernel has read its messages; at once where no loop runs."""
        if self._fill is not None:
            self._fill.cancel()
            self._fill = None
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            asyncio.run(work)
        else:
            self._fill = loop.create_task(work)
