"""The player: shows frames drawn ahead, turns them in the browser, and asks for more."""

import anywidget
import traitlets

from reuptake.ui.live import page_text


class Player(anywidget.AnyWidget):
    """The browser's side of an explorer; all it knows is controls, a backdrop and frames.

    Settings travel as positions in each control's list of options. Python numbers its answers; a
    request carries a token, which its answer repeats, and the number of the last answer seen.

    Attributes
    ----------
    spec : dict
        Title, size, controls, presets and the header of the table.
    backdrop : dict
        `svg` and `defs` of what does not move.
    requests : dict
        What each view asked last: `token`, `seen`, `axis` (the control in hand) and `setting`, or no
        setting where it wants to be told.
    hand : dict
        The hand has come to rest: `view`, `turn`, `seen` and `setting`.
    frames : dict
        The answer: `serial`, `reply_to`, `adopt` (whether the browser must take over the setting),
        `axis`, `setting`, `items` and `errors` by position along the axis, `defs`, `done`.
    """

    _esm = page_text("player.js")
    _css = page_text("player.css")

    spec = traitlets.Dict().tag(sync=True)
    backdrop = traitlets.Dict().tag(sync=True)
    requests = traitlets.Dict().tag(sync=True)
    hand = traitlets.Dict().tag(sync=True)
    frames = traitlets.Dict().tag(sync=True)
