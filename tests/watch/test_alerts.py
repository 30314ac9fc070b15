"""Alerts are plain, ordered and escaped: in a table, in Markdown, in a feed."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import mistune
import pytest
from reuptake.watch import Snapshot, alerts, compare, demonstration, digest, feed, headline, told
from reuptake.watch.alerts import MOST_LINES, escaped
from reuptake.watch.catalogue import LIVE, SERVICES, link
from reuptake.watch.compare import Change
from reuptake.watch.words import sentence, shown

ATOM = "{http://www.w3.org/2005/Atom}"
EVIL = (
    "<script>alert(1)</script> [click](https://evil.invalid) ![x](y) `code` **bold** $x^2$ | cell @everyone #12 "
    "https://evil.invalid www.evil.invalid a&amp;b \\( x \\) _under_ ~~gone~~ <https://evil.invalid>"
)


def pair(before, after, service="pubmed", key="1"):
    """The difference of one record before and after."""
    days = ("2026-11-01T00:00:00+00:00", "2026-11-02T00:00:00+00:00")
    one, two = (
        Snapshot(service, "q", day, "", True, {key: fields}) for day, fields in zip(days, (before, after), strict=True)
    )
    return compare(one, two)


@pytest.fixture(scope="module")
def shown_changes():
    return compare(*demonstration())


def test_alerts_of_the_demonstration(shown_changes):
    """The retraction should come first, then changes, then what is new, then what is gone; each in plain words."""
    rows = alerts(shown_changes)
    assert [row["kind"] for row in rows] == ["retraction"] + ["change"] * 10 + ["new"] * 2 + ["gone"]
    assert rows[0]["what"] == "was retracted"
    said = {(row["identifier"], row["field"]): row["what"] for row in rows}
    assert said["MADEUP-STUDY-01", "overall_status"] == "status changed from recruiting to terminated"
    assert said["MADEUP-STUDY-02", "enrolment"] == "number of participants changed from 120 to 180"
    assert said["MADEUP-STUDY-04", "has_results"] == "has results now"
    assert all(set(row) == set(rows[0]) and all(isinstance(value, str) for value in row.values()) for row in rows)


def test_nothing_new(shown_changes):
    """Without news the table should be empty, and digest and feed say so."""
    old, _ = demonstration()
    none = compare(old, old)
    assert alerts(none) == [] and headline(none) == "Nothing new."
    assert "**Nothing new.**" in digest(none)
    assert not ElementTree.fromstring(feed(none)).findall(f"{ATOM}entry")


def test_frame_is_told(shown_changes):
    """That it is made up, what was set aside, and the version should be told beside the news."""
    lines = told(shown_changes)
    assert lines[0].startswith("Made up for the lesson")
    assert lines[1] == "3 records changed only in a date or in wording and were set aside as no news."
    assert "made-up edition 1 before, made-up edition 2 now" in lines[2]
    assert headline(shown_changes) == "2 records new, 6 records changed, 1 record no longer found."


@pytest.mark.parametrize(
    ("field", "before", "after", "words"),
    [
        ("retracted", True, False, "is no longer marked as retracted"),
        ("retracted", None, False, "retracted: no (not given before)"),
        ("retracted", None, True, "was retracted"),
        ("boxed_warning", None, "ab", "has a boxed warning now"),
        ("boxed_warning", "ab", None, "no longer has a boxed warning"),
        ("boxed_warning", "ab", "cd", "has another text in its boxed warning"),
        ("phases", ("PHASE1",), ("PHASE1", "PHASE2"), "phase: new phase 2"),
        ("phases", ("PHASE1",), (), "phase: gone phase 1"),
        ("enrolment", None, 40, "number of participants: 40 (not given before)"),
        ("enrolment", 40, None, "number of participants changed from 40 to not given"),
        ("why_stopped", None, "No money", "reason for stopping: “No money” (not given before)"),
        (
            "overall_status",
            "ACTIVE_NOT_RECRUITING",
            "COMPLETED",
            "status changed from active not recruiting to completed",
        ),
        ("affinity", "8.0", "8.5", "affinity changed from 8.0 to 8.5"),
        ("some_field", "A_B", "C_D", "some field changed from A_B to C_D"),
    ],
)
def test_sentences(field, before, after, words):
    """Each kind of change should read as plain words."""
    assert sentence(Change("1", "t", field, before, after)) == words
    assert shown("x", True) == "yes" and shown("x", ()) == "not given"


@pytest.mark.parametrize(
    ("service", "field", "values", "kinds"),
    [
        ("pubmed", "retracted", (False, True, False), ("retraction", "withdrawn")),
        ("pubmed", "retracted", (True, None, False), ("withdrawn", "change")),
        ("openfda-label", "boxed_warning", ("ab", "cd", None), ("warning", "withdrawn")),
        ("openfda-label", "boxed_warning", (None, "ab"), ("warning",)),
        ("clinicaltrials", "has_results", (True, False), ("change",)),
    ],
)
def test_what_is_withdrawn_is_told_as_withdrawn(service, field, values, kinds):
    """A retraction or a warning that is taken back should not be told as a new one."""
    changes = [
        pair({field: before}, {field: after}, service) for before, after in zip(values, values[1:], strict=False)
    ]
    assert tuple(row["kind"] for one in changes for row in alerts(one)) == kinds
    for one, kind in zip(changes, kinds, strict=True):
        assert ("## Retraction or warning withdrawn" in digest(one)) == (kind == "withdrawn")
        assert ("## Retracted, or a new warning" in digest(one)) == (kind in ("retraction", "warning"))


def test_what_arrives_retracted_is_told_as_that():
    """A new record should be told with a retraction or a boxed warning that it brings along."""
    old = Snapshot("pubmed", "q", "2026-11-01T00:00:00+00:00", "", True, {})
    records = {"1": {"title": "fine", "retracted": False}, "2": {"title": "not", "retracted": True}}
    changes = compare(old, replace(old, taken="2026-11-02T00:00:00+00:00", records=records))
    said = [(row["kind"], row["identifier"], row["what"]) for row in alerts(changes)]
    assert said == [("retraction", "2", "is new, and was already retracted"), ("new", "1", "is new")]
    assert (
        digest(changes).index("## Retracted")
        < digest(changes).index("already retracted")
        < digest(changes).index("## New")
    )
    assert "already retracted" in feed(changes)
    label = replace(old, service="openfda-label", records={})
    brought = compare(label, replace(label, records={"a": {"boxed_warning": "ab"}}))
    assert [(row["kind"], row["what"]) for row in alerts(brought)] == [("new", "is new, and has a boxed warning")]


def test_every_compared_field_reads_as_words():
    """No sentence should show the name of a field with an underscore."""
    for service in SERVICES.values():
        for field in service.compared:
            assert "_" not in sentence(Change("1", "t", field, "a", "b")), field


def test_links_go_to_the_service_or_nowhere():
    """A link should be HTTPS, and an identifier not be able to leave its place in it."""
    for name in LIVE:
        address = link(name, 'x/../"><?#@y')
        assert address == "" or (address.startswith("https://") and not set(address.split("//")[1]) & set('"<># @'))
    assert link("chembl", "CHEMBL25") == "https://www.ebi.ac.uk/chembl/explore/compound/CHEMBL25"
    assert link("chembl", "mechanism-1") == ""


def rendered(text):
    """HTML of Markdown on a page that allows everything: HTML, mathematics, tables, links by themselves."""
    return mistune.create_markdown(escape=False, plugins=["url", "table", "strikethrough", "math"])(text)


def test_digest_escapes_what_comes_from_outside():
    """No markup, link, mathematics, code or mention should come out of a title, a status or a query."""
    before = {"title": EVIL, "retracted": False, "notices": ()}
    text = digest(pair(before, before | {"retracted": True, "notices": (EVIL,)}))
    assert re.findall(r"<.{5}", text) == ["<https"] * 2 and text.count("](<https://pubmed") == 2
    html = rendered(text)
    assert re.findall(r"<a [^>]*>", html) == ['<a href="https://pubmed.ncbi.nlm.nih.gov/1/">'] * 2
    assert not re.search(r"<(script|img|code|em|s|table)\b", html)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html and "[click](https://evil.invalid)" in html
    assert "**bold**" in html and "_under_" in html and "~~gone~~" in html


def test_escaped_text_reads_the_same():
    """Escaping should change nothing that a reader sees, but for a joiner without width."""
    html = rendered(escaped("a *b* [c] 5-HT < 3 & \\alpha $x$ @me #1 1. x + y = z"))
    text = html.replace("&lt;", "<").replace("&amp;", "&").replace("\u2060", "")
    assert text == "<p>a *b* [c] 5-HT < 3 & \\alpha $x$ @me #1 1. x + y = z</p>\n"


def test_no_mention_and_no_mathematics():
    """At signs, number signs, dollars and bare addresses should be broken in the source."""
    text = escaped("@me #1 $x$ https://x.invalid www.x.invalid \\(x\\)")
    assert escaped("1. a").startswith("1\\.") and escaped("- a").startswith("\\-")
    assert "@me" not in text and "#1" not in text and "https://" not in text and "www." not in text
    assert not re.search(r"(?<!\\)\$", text) and "\\\\(" not in text
    assert "\n" not in escaped("a\n# b")


def test_digest_has_headings_in_order(shown_changes):
    """A digest should have one title, no skipped level, and be the same each time."""
    levels = [len(mark) for mark in re.findall(r"^(#+) ", digest(shown_changes), re.MULTILINE)]
    assert levels == [1, 2, 2, 2, 2, 2]
    assert digest(shown_changes) == digest(compare(*demonstration()))


def test_long_lists_are_counted():
    """A flood of news should not make an endless digest."""
    old, _ = demonstration()
    flood = {f"MADEUP-{number}": {"title": "x"} for number in range(MOST_LINES + 5)}
    text = digest(compare(old, replace(old, records=dict(old.records) | flood)))
    assert "- and 5 more lines" in text and text.count("is new") == MOST_LINES


# ---- feed


def test_feed_is_valid_atom(shown_changes):
    """A feed should have what the format asks for: names, titles, times, an author, content."""
    root = ElementTree.fromstring(feed(shown_changes))
    assert root.tag == f"{ATOM}feed"
    for tag in ("id", "title", "updated", "author"):
        assert len(root.findall(ATOM + tag)) == 1
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == len(alerts(shown_changes)) == 14
    for entry in entries:
        for tag in ("id", "title", "updated", "content"):
            assert len(entry.findall(ATOM + tag)) == 1 and entry.find(ATOM + tag).text
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", entry.find(f"{ATOM}id").text)
        assert "made up for the lesson" in entry.find(f"{ATOM}title").text
    names = [entry.find(f"{ATOM}id").text for entry in entries]
    assert len(set(names)) == len(names)


def test_feed_is_the_same_each_time(shown_changes):
    """The same changes should give the same bytes, and names that stay in a longer feed."""
    old, new = demonstration()
    later = compare(new, replace(new, taken="2026-11-01T06:00:00+00:00", records={}))
    short, long = feed(shown_changes), feed(shown_changes, later)
    assert short == feed(compare(old, new)) and long == feed(later, shown_changes)
    names = re.compile(r"urn:uuid:[0-9a-f-]+")
    assert set(names.findall(short)) < set(names.findall(long))
    assert feed(shown_changes, shown_changes).count("<entry>") == 14
    updated = [entry.find(f"{ATOM}updated").text for entry in ElementTree.fromstring(long).findall(f"{ATOM}entry")]
    assert updated == sorted(updated, reverse=True)


def test_change_that_comes_again_is_another_entry():
    """A status that goes there, back and there again should be three entries, not two."""
    values = ("A", "B", "A", "B")
    shots = [
        Snapshot("clinicaltrials", "q", f"2026-11-0{day}T00:00:00+00:00", "", True, {"1": {"overall_status": value}})
        for day, value in enumerate(values, start=1)
    ]
    text = feed(*(compare(old, new) for old, new in zip(shots, shots[1:], strict=False)))
    assert len(set(re.findall(r"<id>(.+)</id>", text))) == 1 + 3


def test_feed_escapes_what_comes_from_outside():
    """Markup and characters that XML forbids should not break the feed, and links be those of the service."""
    before = {"title": f"{EVIL} ]]> \x00\x0b\ufffe", "retracted": False}
    root = ElementTree.fromstring(feed(pair(before, before | {"retracted": True})))
    (entry,) = root.findall(f"{ATOM}entry")
    assert "<script>alert(1)</script>" in entry.find(f"{ATOM}title").text
    assert entry.find(f"{ATOM}link").get("href") == "https://pubmed.ncbi.nlm.nih.gov/1/"


def test_wrong_input(shown_changes):
    """What is no comparison, none at all, and comparisons of two queries should be refused."""
    with pytest.raises(ValueError, match="changes is a list; it must be what compare"):
        alerts([])
    with pytest.raises(ValueError, match="changes is empty"):
        feed()
    with pytest.raises(ValueError, match="changes is of 2 queries"):
        feed(shown_changes, pair({"title": "x"}, {"title": "x"}))
