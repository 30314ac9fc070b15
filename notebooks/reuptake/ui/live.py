"""The live part of an output; when its cell is run again, what it showed before is taken away.

The scripts of all views listen for `comm_live_update`. It is no part of anywidget's documented model:
ipywidgets' own model says by it that its comm has gone, as when the kernel was restarted and knows the
view no more. A view then ends every wait at once. Should it never come, each wait ends by itself.
"""

from pathlib import Path

import ipywidgets
from IPython import get_ipython

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
# Our own things lie a few steps deep, such as a list of predictions with their pictures in a learner's list.
DEPTH = 8
# A learner's list that is longer holds numbers, which need no look at each.
LONGEST = 1000


class Cells:
    """What the cells of a kernel's notebook show at present."""

    def __init__(self):
        self._shown = {}  # by cell: the run, whose widget it is, and the widget
        self._shell = None

    def add(self, owner, widget):
        """Remember that the running cell shows `widget`; without a notebook there is nothing to remember."""
        shell = get_ipython()
        cell, run = _running(shell)
        if cell is None:
            return
        if shell is not self._shell:
            shell.events.register("post_run_cell", self._tidy)
            self._shell = shell
        self._shown.setdefault(cell, []).append((run, owner, widget))

    def _tidy(self, _result=None):
        """After a cell has run: close what only its earlier runs had shown."""
        cell, run = _running(self._shell)
        before = [entry for entry in self._shown.get(cell, ()) if entry[0] != run]
        if not before:
            return
        self._shown[cell] = [entry for entry in self._shown[cell] if entry[0] == run]
        present = [entry for entries in self._shown.values() for entry in entries]
        stays = {id(part) for _, owner, widget in present for part in (*_parts(widget), *_held(owner))}
        stays |= {id(part) for part in _named(self._shell)}
        for _, owner, widget in before:
            for part in (*_parts(widget), *_held(owner)):
                if id(part) not in stays:
                    part.close()
            if all(owner is not other for _, other, _ in present):
                _drop_from_history(self._shell, owner)


def _running(shell):
    """The cell, of the browser window it was run from, and the run; None where it is no notebook's."""
    parent = getattr(shell, "get_parent", dict)() or {}
    header, cell = parent.get("header", {}), parent.get("metadata", {}).get("cellId")
    # Two windows of one notebook share a kernel, and each keeps its pictures.
    return cell and (header.get("session"), cell), header.get("msg_id")


def _parts(widget):
    """A widget with all that it is made of."""
    for child in getattr(widget, "children", ()):
        yield from _parts(child)
    for name in ("layout", "style"):
        if isinstance(getattr(widget, name, None), ipywidgets.Widget):
            yield getattr(widget, name)
    yield widget


def _held(value, depth=DEPTH):
    """Widgets in a value, shown or not: in a list, or in something of ours, as the picture behind a prediction."""
    if isinstance(value, ipywidgets.Widget):
        yield from _parts(value)
        return
    inside = ()
    if isinstance(value, list | tuple | set | frozenset | dict):
        inside = value.values() if isinstance(value, dict) else value
    elif type(value).__module__.startswith("reuptake.ui."):
        inside = vars(value).values()
    if depth and len(inside) <= LONGEST:
        for one in list(inside):
            yield from _held(one, depth - 1)


def _named(shell):
    """Widgets of what the learner's own variables hold: they may be shown again."""
    for name, value in list(shell.user_ns.items()):
        if not name.startswith("_") and name not in shell.user_ns_hidden:
            yield from _held(value)


def _reopen(widget):
    """Open a widget that was closed: it may be shown again from where `_named` does not look."""
    if widget.comm is None:
        widget.open()
        # Closing has put None in the place of the method.
        vars(widget).pop("_repr_mimebundle_", None)


def _drop_from_history(shell, owner):
    """Let IPython's list of outputs go of what is shown no more, else its memory would never be free."""
    outputs = shell.user_ns.get("_oh", {})
    for number in [number for number, value in outputs.items() if value is owner]:
        del outputs[number]
        for names in (shell.user_ns, shell.user_ns_hidden):
            names.pop(f"_{number}", None)


CELLS = Cells()


def page_text(name):
    """Read a script or a style sheet of this folder, for a widget to carry.

    A widget that is given the path watches the file, and by that stays in memory for ever.

    Parameters
    ----------
    name : str

    Returns
    -------
    str
    """
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def live_view(owner, view):
    """Make a live view ready to be displayed as the next output of the running cell.

    Parameters
    ----------
    owner : object
        Whose view it is.
    view : callable
        Gives the widget to show.

    Returns
    -------
    dict
        What to display.
    """
    # Before `view` puts them together: what is closed has no name to be called by.
    for part in _held(owner):
        _reopen(part)
    widget = view()
    CELLS.add(owner, widget)
    live = widget._repr_mimebundle_()
    bundle = live[0] if isinstance(live, tuple) else live
    return {WIDGET_VIEW: bundle[WIDGET_VIEW]}
