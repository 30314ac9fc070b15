"""Show a widget of the course in a browser without a notebook and without a kernel: its own script, its own state."""

import json
import os
import tempfile
from contextlib import contextmanager

# Something after the widget lets the focus leave it.
PAGE = '<!DOCTYPE html><html lang="en-GB"><title>widget</title><body><main></main><p tabindex="0">end</p></body></html>'
# A stand-in for the model that the notebook gives to a view; nobody answers what is sent.
SHOW = """async ({ state, script, style }) => {
  const model = { get: (name) => state[name], set: (name, value) => { state[name] = value; },
    on() {}, off() {}, save_changes() {}, send() {} };
  const look = document.createElement("style");
  look.textContent = style;
  const el = document.createElement("div");
  document.querySelector("main").replaceChildren(look, el);
  // Every widget has a script of its own, loaded once.
  window.scripts ??= new Map();
  if (!window.scripts.has(script)) {
    const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    window.scripts.set(script, (await import(address)).default);
  }
  window.leave?.();
  window.leave = window.scripts.get(script).render({ model, el });
}"""

# Another, for tests that play Python's part: what it would set is set by `answer`.
MODEL = """
window.makeModel = (state) => {
  const handlers = new Map();
  const fire = (name, ...given) => [...(handlers.get(name) ?? [])].forEach((handler) => handler(...given));
  return {
    sent: [],
    get: (name) => state[name],
    set: (name, value) => { state[name] = value; },
    save_changes() { this.sent.push(state.request); },
    send(content) { this.sent.push(content); },
    on: (name, handler) => { handlers.set(name, [...(handlers.get(name) ?? []), handler]); },
    off: (name, handler) => { handlers.set(name, (handlers.get(name) ?? []).filter((one) => one !== handler)); },
    answer(name, value) { state[name] = value; fire(`change:${name}`); },
    message(content) { fire("msg:custom", content); },
    lose() { fire("comm_live_update"); },
  };
};
window.load = async (source) => {
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  window.widget = (await import(address)).default;
};
window.show = () => {
  const el = document.createElement("div");
  document.body.replaceChildren(el);
  window.leave = window.widget.render({ model: window.model, el });
};
"""
# A state of the player: two controls, and no picture yet.
CONTROLS = [
    {
        "key": key, "label": key.upper(), "kind": kind, "options": [{"text": str(i), "value": i} for i in range(3)],
        "range": "0 to 2", "unit": "", "source": "",
    }
    for key, kind in (("x", "steps"), ("y", "choice"))
]  # fmt: skip
PRESETS = [{"label": "Other", "note": "", "setting": {"x": 0, "y": 2}}]
PLAYER = {
    "spec": {
        "title": "T", "width": 600, "height": 100, "axis": "x", "header": ["quantity", "value"], "controls": CONTROLS,
        "presets": PRESETS, "start": {"x": 0, "y": 0},
    },
    "backdrop": {"svg": "", "defs": {}}, "requests": {}, "hand": {}, "frames": {},
}  # fmt: skip


@contextmanager
def a_new_learner():
    """Nothing answered, nothing kept: what a widget shows then is the same everywhere."""
    name = "REUPTAKE_PROGRESS_FOLDER"
    before = os.environ.get(name)
    with tempfile.TemporaryDirectory() as folder:
        os.environ[name] = folder
        try:
            yield
        finally:
            if before is None:
                del os.environ[name]
            else:
                os.environ[name] = before


def show(page, widget, **state):
    """Show a widget alone on `page`; `state` overrides what it would tell the browser."""
    held = {name: widget.get_state(name)[name] for name in widget.traits(sync=True) if not name.startswith("_")}
    held = {name: value for name, value in held.items() if name not in ("layout", "tabbable", "tooltip", "comm")}
    held |= state
    page.evaluate(
        SHOW, {"state": json.loads(json.dumps(held)), "script": str(widget._esm), "style": str(widget._css or "")}
    )


def show_explorer(page, explorer):
    """Show an explorer with all its controls, at its present setting, which is the only frame there is."""
    layer, scene = explorer.frames.layer(explorer.state), explorer.scene
    frame = {
        "svg": layer.svg,
        "text": explorer.sentence,
        "alt": scene.alt_text(explorer.state),
        "rows": [list(row) for row in explorer.numbers.rows],
    }
    spec = explorer.player.spec
    frames = {
        "serial": 1, "reply_to": None, "adopt": True, "axis": spec["axis"], "setting": spec["start"], "errors": {},
        "items": {spec["start"][spec["axis"]]: frame}, "defs": layer.defs, "done": True,
    }  # fmt: skip
    show(page, explorer.player, frames=frames)
    page.wait_for_selector(".rx-picture > svg[data-shown]")


def complaint(page):
    """What the alert says; nothing where there is none."""
    return page.get_by_role("alert").inner_text() if page.get_by_role("alert").count() else ""
