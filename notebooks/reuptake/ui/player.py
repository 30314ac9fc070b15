"""The player: shows frames drawn ahead, turns them in the browser, and asks for more."""

from pathlib import Path

import anywidget
import traitlets

_HERE = Path(__file__).parent


class Player(anywidget.AnyWidget):
    """The browser's side of an explorer; all it knows is controls, a backdrop and frames.

    Settings travel as positions in each control's list of options. Every request of the browser
    carries a number, and its answer the same number, so that late answers can be told.

    Attributes
    ----------
    spec : dict
        Title, size, controls, presets and the header of the table.
    backdrop : dict
        `svg` and `defs` of what does not move.
    setting : dict of str to int
        Position of each control, as last settled.
    request : dict
        The browser asks: `n`, `axis` (the control in hand) and `setting`.
    frames : dict
        The answer: `n`, `axis`, `setting`, `items` by position along the axis, `defs`, `done`.
    problem : dict
        `n` and `text` of an error, or empty.
    """

    _esm = _HERE / "player.js"
    _css = _HERE / "player.css"

    spec = traitlets.Dict().tag(sync=True)
    backdrop = traitlets.Dict().tag(sync=True)
    setting = traitlets.Dict().tag(sync=True)
    request = traitlets.Dict().tag(sync=True)
    frames = traitlets.Dict().tag(sync=True)
    problem = traitlets.Dict().tag(sync=True)
