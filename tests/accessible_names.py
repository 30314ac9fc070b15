"""Write down how a screen reader is told every control of the course: role, name, value and description.

    python tests/accessible_names.py

Every explorer and every kind of card is shown in Chromium, with all that it folds away open, and read from
the browser's accessibility tree. Needs no notebook and no kernel. Writes docs/accessible-names.csv.
"""

import csv
import io
import sys
from pathlib import Path

TESTS = Path(__file__).parent
sys.path[:0] = [str(TESTS), str(TESTS / "browser"), str(TESTS.parent / "notebooks")]
import kernelless  # noqa: E402
import lab  # noqa: E402
from gallery_cases import make  # noqa: E402
from reuptake.explore import tianeptine_file  # noqa: E402
from reuptake.lecture.playable import explorer_names  # noqa: E402
from reuptake.ui.appraise import appraise, transfer  # noqa: E402
from reuptake.ui.claims_table import claims_table  # noqa: E402
from reuptake.ui.course_map import course_map  # noqa: E402
from reuptake.ui.dissent import disagree  # noqa: E402
from reuptake.ui.predict import predict  # noqa: E402
from reuptake.ui.quiz import question  # noqa: E402
from reuptake.ui.self_assessment import self_assessment  # noqa: E402
from reuptake.ui.watch_button import watch_button  # noqa: E402

TABLE = TESTS.parent / "docs" / "accessible-names.csv"
COLUMNS = ("what", "notebook", "within", "role", "name", "value", "description")
# One of each kind, with the notebook that shows it.
CARDS = {
    "card: one right option": ("03-reuptake", lambda: question("03-two-sodium").card),
    "card: several right options": ("03-reuptake", lambda: question("03-passengers").card),
    "card: a number": ("03-reuptake", lambda: question("03-twice-half-life").card),
    "card: a prediction with options": ("03-reuptake", lambda: predict("03-charge").card),
    "card: a prediction with a number": ("03-reuptake", lambda: predict("03-twice").card),
    "card: a sketched curve": ("03-reuptake", lambda: predict("03-level-curve").card),
    "card: a verdict with a reason": ("08-weighing-claims", lambda: appraise(["C01"])[0].card),
    "card: a transfer claim": ("08-weighing-claims", lambda: transfer()[0].card),
    "beliefs": ("04-drugs", lambda: tianeptine_file.belief_file().slider),
    "table of claims": ("08-weighing-claims", lambda: claims_table().view()),
    "note of disagreement": ("08-weighing-claims", lambda: disagree().view()),
    "map of the course": ("00-start-here", lambda: course_map().view()),
    "self-assessment": ("09-keeping-up-to-date", lambda: self_assessment().view()),
    "watch button": ("09-keeping-up-to-date", lambda: watch_button().view()),
}
GROUPS = {"group", "region", "figure", "form", "radiogroup", "table"}
CONTROLS = {
    "button", "checkbox", "combobox", "DisclosureTriangle", "link", "radio", "searchbox", "slider", "spinbutton",
    "switch", "textbox",
}  # fmt: skip
# What the browser calls otherwise than a reader would.
ROLES = {"DisclosureTriangle": "summary"}
OPEN = "() => document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"


def read(page, client):
    """Read what stands on a page from the accessibility tree, in its order.

    Parameters
    ----------
    page : playwright.sync_api.Page
    client : playwright.sync_api.CDPSession

    Returns
    -------
    list of dict
        `within`, `role`, `name`, `value` and `description` of each group and control.
    """
    nodes = {node["nodeId"]: node for node in client.send("Accessibility.getFullAXTree")["nodes"]}
    rows = []

    def walk(node, within):
        role, name = _text(node, "role"), _text(node, "name")
        known = not node["ignored"] and (role in CONTROLS or role in GROUPS and (name or role in ("region", "figure")))
        if known:
            rows.append({
                "within": within[-1] if within else "", "role": ROLES.get(role, role), "name": name,
                "value": _value(client, node, role) if role in CONTROLS else "",
                "description": _text(node, "description"),
            })  # fmt: skip
        for child in node.get("childIds", ()):
            if child in nodes and role not in ("combobox", "textbox"):
                walk(nodes[child], (*within, name) if known and role in GROUPS else within)

    walk(next(node for node in nodes.values() if "parentId" not in node), ())
    return rows


def _text(node, key):
    return str(node.get(key, {}).get("value", ""))


def _value(client, node, role):
    """The value as a screen reader says it; of a slider the words, which this view of the tree leaves out."""
    attributes = client.send("DOM.describeNode", {"backendNodeId": node["backendDOMNodeId"]})["node"]["attributes"]
    words = dict(zip(attributes[::2], attributes[1::2], strict=True)).get("aria-valuetext")
    states = {one["name"]: one["value"].get("value") for one in node.get("properties", ())}
    if "checked" in states:
        return "checked" if states["checked"] == "true" else "not checked"
    # The tree holds numbers with the precision of a picture's: 0.1 is 0.10000000149.
    return words or (f"{float(_text(node, 'value')):.6g}" if role == "spinbutton" else _text(node, "value"))


def widgets(page):
    """Show every explorer and every kind of card on a page, one after another.

    Parameters
    ----------
    page : playwright.sync_api.Page

    Yields
    ------
    tuple of str
        What it is, and the notebook that shows it.
    """
    page.set_content(kernelless.PAGE)
    with kernelless.a_new_learner():
        for name, notebook in explorer_names().items():
            kernelless.show_explorer(page, make(name))
            page.evaluate(OPEN)
            yield name, notebook
        for kind, (notebook, made) in CARDS.items():
            kernelless.show(page, made())
            page.evaluate(OPEN)
            yield kind, notebook


def generate(page):
    """Show everything and read it.

    Parameters
    ----------
    page : playwright.sync_api.Page

    Returns
    -------
    list of dict
        One for each group and control, by the names of `COLUMNS`.
    """
    client = page.context.new_cdp_session(page)
    return [
        {"what": what, "notebook": notebook} | row for what, notebook in widgets(page) for row in read(page, client)
    ]


def written(rows):
    """Write rows as a table.

    Parameters
    ----------
    rows : list of dict

    Returns
    -------
    str
        CSV with a header.
    """
    page = io.StringIO()
    table = csv.DictWriter(page, COLUMNS, lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return page.getvalue()


if __name__ == "__main__":
    TABLE.parent.mkdir(exist_ok=True)
    with lab.browser() as running:
        found = generate(running.new_page(viewport={"width": 1280, "height": 900}))
    TABLE.write_text(written(found), encoding="utf-8")
    print(f"{TABLE.name}: {len(found)} groups and controls of {len({row['what'] for row in found})} widgets")
