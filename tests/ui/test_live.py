"""A cell that is run again and again, in a real kernel: nothing of its earlier runs stays, and nothing else goes."""

import json
import os

import pytest
from jupyter_client.manager import start_new_kernel

EXPLORER = "from reuptake.explore import clearance\nlive = clearance.explorer()\nlive"
AGAIN = {
    "explorer": EXPLORER,
    "nameless": "from reuptake.explore import clearance\nclearance.explorer()",
    "questions": "from reuptake.ui.quiz import questions\nquestions('03-reuptake')",
    "prediction": "from reuptake.explore import knockout\nfrom reuptake.ui.predict import predict\n"
    "predict('03-level-curve', knockout.explorer())",
    "map": "from reuptake.ui.course_map import course_map\ncourse_map()",
}
COUNTS = """
import gc, json
import ipywidgets
import matplotlib.pyplot
from reuptake.ui.explorer import Explorer
gc.collect()
made = sum(isinstance(one, Explorer) for one in gc.get_objects())
print(json.dumps([len(ipywidgets.widgets.widget._instances), made, matplotlib.pyplot.get_fignums()]))
"""


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    """Runs code as a cell of a browser window; what it prints."""
    folder = str(tmp_path_factory.mktemp("progress"))
    notebooks = os.path.join(os.path.dirname(__file__), "..", "..", "notebooks")
    manager, client = start_new_kernel(cwd=notebooks, env={**os.environ, "REUPTAKE_PROGRESS_FOLDER": folder})

    def run(code, cell, window="one"):
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
        message = client.session.msg("execute_request", content, metadata={"cellId": cell})
        message["header"]["session"] = window
        client.shell_channel.send(message)
        said, ours = "", message["header"]["msg_id"]
        while True:
            came = client.get_iopub_msg(timeout=60)
            if came["parent_header"].get("msg_id") != ours:
                continue
            said += came["content"].get("text", "") if came["msg_type"] == "stream" else ""
            assert came["msg_type"] != "error", came["content"]["evalue"]
            if came["msg_type"] == "status" and came["content"]["execution_state"] == "idle":
                return said.strip()

    yield run
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def counts(kernel):
    """Widgets that are open, explorers in memory, and figures of pyplot."""
    return json.loads(kernel(COUNTS, "counts"))


@pytest.mark.slow
@pytest.mark.parametrize("name", AGAIN)
def test_running_a_cell_again_leaves_nothing_behind(kernel, name):
    """After ten more runs there should be as many widgets and explorers as after the first."""
    kernel(AGAIN[name], name)
    before = counts(kernel)
    for _ in range(10):
        kernel(AGAIN[name], name)
    after = counts(kernel)
    # IPython's own _, __ and ___ keep up to three outputs, so that ten runs tell these from one a run.
    assert after[0] == before[0] and after[1] <= before[1] + 3 and after[2] == []


@pytest.mark.slow
def test_what_is_shown_elsewhere_or_has_a_name_stays_open(kernel):
    """A picture that another cell, another window or a variable holds should survive a new run of a cell."""
    kernel(EXPLORER.replace("live", "kept"), "kept")
    kernel("kept", "second view")
    kernel("other = kept", "kept")
    assert kernel("print(other.player.comm is not None)", "ask") == "True"
    kernel("del kept, other", "names")
    before = counts(kernel)[0]
    kernel("1", "kept")
    kernel("1", "second view")
    assert counts(kernel)[0] < before
    # A function may hold it too, but nobody looks there.
    kernel("from reuptake.explore import clearance\ndef seen(kept=clearance.explorer()): return kept\nseen()", "window")
    shown = "print(seen().player.comm is not None)"
    kernel("clearance.explorer()", "window", window="two")
    assert kernel(shown, "ask") == "True"
    kernel("clearance.explorer()", "window")
    assert kernel(shown, "ask") == "False"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("first", "then", "player"),
    [
        ("kept = [clearance.explorer()]\nkept[0]", "1", "kept[0].player"),
        ("kept = {'a': (clearance.explorer(),)}\nkept['a'][0]", "1", "kept['a'][0].player"),
        ("kept = questions('03-reuptake')\nkept", "kept[0]", "kept[1].card"),
    ],
)
def test_what_a_list_holds_stays_open(kernel, first, then, player):
    """What a variable holds in a list, a dict or a list of questions should survive a new run of its cell."""
    kernel("from reuptake.explore import clearance\nfrom reuptake.ui.quiz import questions", "imports")
    kernel(first, "list")
    kernel(then, "list")
    assert kernel(f"print({player}.comm is not None)", "ask") == "True"
    kernel("del kept", "names")
    kernel("1", "list")


@pytest.mark.slow
def test_what_was_closed_opens_when_it_is_shown_again(kernel):
    """A list of questions that nothing but a function holds should be whole again when another cell shows it."""
    kernel(
        "from reuptake.ui.quiz import questions\ndef made(kept=questions('03-reuptake')): return kept\nmade()", "again"
    )
    kernel("1", "again")
    whole = "print({len(one.card.comm.comm_id) > 0 and one.card.layout.comm is not None for one in made()})"
    assert kernel("print({one.card.comm for one in made()})", "ask") == "{None}"
    kernel("made()", "elsewhere")
    assert kernel(whole, "ask") == "{True}"
    kernel("del made", "names")
    kernel("1", "elsewhere")
