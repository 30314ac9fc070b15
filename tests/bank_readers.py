"""Strict readers of Moodle XML, GIFT and QTI 2.1, written from the formats' descriptions, not from the writers.

Each gives the same: by name, what is asked, how an answer is judged, and what is told afterwards. Whatever the
description of the format does not allow is refused with an AssertionError.
"""

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import dataclass, field
from html.parser import HTMLParser

# The shares that Moodle knows, in percent; any other is refused on import.
SHARES = (100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5,
          11.11111, 10, 5, 0)  # fmt: skip


@dataclass
class Read:
    """One question as a reader found it."""

    id: str = ""
    category: tuple = ()
    kind: str = ""
    asked: list = field(default_factory=list)
    answers: list = field(default_factory=list)
    """Text, share in percent and reason of each option."""
    ranges: list = field(default_factory=list)
    """Lowest and highest number, share and reason, in the order in which they are tried."""
    otherwise: str = ""
    closing: list = field(default_factory=list)
    tags: tuple = ()
    graded: bool | None = None
    """None where the format has no grade."""
    best: float | None = None
    everything: float | None = None
    """The marks for all right options and for all options, where the format says how they are reckoned."""
    right: float | None = None

    def judge(self, number):
        """Share and reason that a number gets."""
        for low, high, share, reason in self.ranges:
            # Moodle too adds a tiny bit, so that the limits themselves count.
            if low - 1e-12 <= number <= high + 1e-12:
                return share, reason
        return 0, self.otherwise


class _Safe(HTMLParser):
    """Paragraphs of HTML that holds nothing but paragraphs, lists and line breaks."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts, self.open = [""], []

    def handle_starttag(self, tag, attrs):
        assert tag in ("p", "ul", "li", "br") and not attrs, f"<{tag}> with {attrs} is not safe"
        if tag != "br":
            self.open.append(tag)
        self.parts.append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        self.parts.append("")

    def handle_data(self, data):
        self.parts[-1] += data


def paragraphs(page):
    """Read safe HTML as a list of plain paragraphs."""
    reader = _Safe()
    reader.feed(page)
    reader.close()
    assert not reader.open, f"{reader.open} is not closed"
    return [part for part in reader.parts if part.strip()]


def one(page):
    """Read safe HTML that is one paragraph."""
    (text,) = paragraphs(page)
    return text


# ---- Moodle XML

COMMON = {"name", "questiontext", "generalfeedback", "defaultgrade", "penalty", "hidden", "idnumber", "tags"}
CHOICE = {"single", "shuffleanswers", "answernumbering", "showstandardinstruction"}


def read_moodle(content):
    """Read Moodle XML; gives the questions by name, and a description by category."""
    quiz = ET.fromstring(content)
    assert quiz.tag == "quiz" and not quiz.attrib
    found, about, category = {}, {}, None
    for question in quiz:
        assert question.tag == "question" and set(question.attrib) == {"type"}
        if question.get("type") == "category":
            path = _text(question, "category")
            category = _category(path)
            about[category] = " ".join(paragraphs(_html(question, "info")))
            continue
        read, name = _moodle_question(question), _text(question, "name")
        read.category = category
        assert name not in found, f"{name} stands twice"
        found[name] = read
    return found, about


def _category(path):
    parts = [part.replace("\0", "/") for part in path.replace("//", "\0").split("/")]
    assert parts[:2] == ["$course$", "top"] and all(parts)
    return tuple(parts[2:])


def _single(parent, tag):
    (element,) = parent.findall(tag)
    return element


def _text(parent, tag):
    element = _single(parent, tag)
    assert [child.tag for child in element] == ["text"]
    return element[0].text.strip()


def _html(parent, tag):
    assert _single(parent, tag).get("format") == "html"
    return _text(parent, tag)


def _moodle_question(question):
    kind = {"multichoice": "choice", "numerical": "number"}[question.get("type")]
    fields = {child.tag for child in question} - {"answer"}
    assert fields == COMMON | (CHOICE if kind == "choice" else set())
    read = Read(id=_single(question, "idnumber").text, asked=paragraphs(_html(question, "questiontext")))
    read.closing = paragraphs(_html(question, "generalfeedback"))
    read.tags = tuple(tag.findtext("text") for tag in _single(question, "tags"))
    if kind == "choice":
        assert _single(question, "shuffleanswers").text == "true"
        read.kind = {"true": "one", "false": "many"}[_single(question, "single").text]
        for answer in question.findall("answer"):
            assert answer.get("format") == "html"
            page = answer.findtext("text")
            read.answers.append((one(page), _share(answer.get("fraction")), one(_html(answer, "feedback"))))
    else:
        read.kind = "number"
        for answer in question.findall("answer"):
            _moodle_number(read, answer)
    read.graded = float(_single(question, "defaultgrade").text) > 0
    return read


def _moodle_number(read, answer):
    assert not read.otherwise, "nothing may stand behind the answer that fits every number"
    value, tolerance = answer.findtext("text"), float(answer.findtext("tolerance"))
    share, reason = _share(answer.get("fraction")), one(_html(answer, "feedback"))
    if value == "*":
        assert share == 0
        read.otherwise = reason
    else:
        read.ranges.append((float(value) - tolerance, float(value) + tolerance, share, reason))


def _share(text):
    share = float(text)
    assert abs(share) in SHARES, f"{text} is no share that Moodle knows"
    return share


# ---- GIFT


def read_gift(content):
    """Read GIFT sign by sign; gives the questions by name."""
    found, category = {}, None
    for block in re.split(r"\n[ \t]*\n", content.decode()):
        comments = [line for line in block.split("\n") if line.strip().startswith("//")]
        text = "\n".join(line for line in block.split("\n") if not line.strip().startswith("//")).strip()
        if text.startswith("$CATEGORY:"):
            category = _category(text.removeprefix("$CATEGORY:").strip())
        elif text:
            read, name = _gift_question(_signs(text))
            marked = " ".join(comments)
            (read.id,) = re.findall(r"\[id:([^\]]+)\]", marked)
            read.tags, read.category = tuple(re.findall(r"\[tag:([^\]]+)\]", marked)), category
            assert name not in found, f"{name} stands twice"
            found[name] = read
    return found


def _signs(text):
    """Signs of a text, each with whether it has a meaning in GIFT; a backslash takes the meaning away."""
    signs, at = [], 0
    while at < len(text):
        if text[at] == "\\":
            at += 1
            assert text[at] in "\\~=#{}:n", f"\\{text[at]} is unknown"
            signs.append(("\n" if text[at] == "n" else text[at], False))
        else:
            signs.append((text[at], text[at] in "~=#{}:"))
        at += 1
    return signs


def _plain(signs):
    assert not any(meant for _, meant in signs), f"a sign without its backslash in {''.join(s for s, _ in signs)}"
    return "".join(sign for sign, _ in signs)


def _places(signs, mark):
    return [place for place, sign in enumerate(signs) if sign == (mark, True)]


def _gift_question(signs):
    colons = _places(signs, ":")
    assert colons[:4] == [0, 1, colons[2], colons[2] + 1], "a name stands between two double colons"
    name = _plain(signs[2 : colons[2]])
    (opened,), (closed,) = _places(signs, "{"), _places(signs, "}")
    assert closed == len(signs) - 1
    asked = _plain(signs[colons[3] + 1 : opened])
    assert asked.startswith("[html]")
    read = Read(asked=paragraphs(asked.removeprefix("[html]")))
    inside = signs[opened + 1 : closed]
    marks = _places(inside, "#")
    general = next(at for at in marks if marks.count(at + 1) and marks.count(at + 2) and marks.count(at + 3))
    read.closing = paragraphs(_plain(inside[general + 4 :]))
    answers = inside[:general]
    if answers[0] == ("#", True):
        _gift_numbers(read, answers[1:])
    else:
        _gift_choices(read, answers)
    return read, name


def _split(signs, marks):
    """Parts that begin with one of some marks."""
    starts = [place for place, (sign, meant) in enumerate(signs) if meant and sign in marks]
    assert starts and not _plain(signs[: starts[0]]).strip()
    return [signs[a:b] for a, b in zip(starts, [*starts[1:], len(signs)], strict=True)]


def _reason(signs):
    (mark,) = _places(signs, "#")
    return signs[:mark], one(_plain(signs[mark + 1 :]).strip())


def _weight(signs):
    """Weight between percent signs, and what follows it."""
    found = re.match(r"%(-?[0-9]{1,2}\.?[0-9]*)%", "".join(sign for sign, _ in signs))
    return (float(found[1]), signs[found.end() :]) if found else (None, signs)


def _gift_choices(read, signs):
    parts = [(part[0][0], *_reason(part[1:])) for part in _split(signs, "~=")]
    read.kind = "one" if any(mark == "=" for mark, *_ in parts) else "many"
    for mark, said, reason in parts:
        weight, said = _weight(said)
        assert (weight is None) == (read.kind == "one")
        share = _share(str(weight)) if weight is not None else 100 if mark == "=" else 0
        read.answers.append((one(_plain(said).strip()), share, reason))


def _gift_numbers(read, signs):
    read.kind = "number"
    for part in _split(signs, "~="):
        said, reason = _reason(part[1:])
        assert not read.otherwise
        if part[0][0] == "~":
            assert not _plain(said).strip()
            read.otherwise = reason
            continue
        weight, said = _weight(said)
        (colon,) = _places(said, ":")
        value, tolerance = float(_plain(said[:colon])), float(_plain(said[colon + 1 :]))
        read.ranges.append((value - tolerance, value + tolerance, _share(str(weight)), reason))


# ---- QTI 2.1

QTI, PACKAGE = "{http://www.imsglobal.org/xsd/imsqti_v2p1}", "{http://www.imsglobal.org/xsd/imscp_v1p1}"
SCHEMA = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
# What the information model lets stand in each element that we meet: children, in their order, and attributes
# that are needed; those after a bar may be left out.
MODEL = {
    "assessmentItem": (
        "responseDeclaration outcomeDeclaration itemBody responseProcessing modalFeedback",
        "identifier title adaptive timeDependent | lang",
    ),
    "responseDeclaration": ("correctResponse mapping", "identifier cardinality baseType"),
    "correctResponse": ("value", ""),
    "value": ("", ""),
    "mapping": ("mapEntry", "defaultValue | lowerBound upperBound"),
    "mapEntry": ("", "mapKey mappedValue"),
    "outcomeDeclaration": ("", "identifier cardinality baseType | normalMaximum"),
    "itemBody": ("p choiceInteraction", ""),
    "p": ("textEntryInteraction", ""),
    "ul": ("li", ""),
    "li": ("", ""),
    "choiceInteraction": ("prompt simpleChoice", "responseIdentifier shuffle maxChoices"),
    "prompt": ("", ""),
    "simpleChoice": ("", "identifier"),
    "textEntryInteraction": ("", "responseIdentifier | expectedLength"),
    "responseProcessing": ("setOutcomeValue responseCondition setOutcomeValue", ""),
    "responseCondition": ("responseIf responseElseIf responseElse", ""),
    "responseIf": ("isNull setOutcomeValue", ""),
    "responseElseIf": ("and equal setOutcomeValue", ""),
    "responseElse": ("setOutcomeValue", ""),
    "setOutcomeValue": ("baseValue variable mapResponse", "identifier"),
    "isNull": ("variable", ""),
    "and": ("gte lt", ""),
    "gte": ("variable baseValue", ""),
    "lt": ("variable baseValue", ""),
    "equal": ("variable baseValue", "toleranceMode"),
    "variable": ("", "identifier"),
    "mapResponse": ("", "identifier"),
    "baseValue": ("", "baseType"),
    "modalFeedback": ("p ul", "outcomeIdentifier identifier showHide"),
    "assessmentTest": ("testPart", "identifier title"),
    "testPart": ("itemSessionControl assessmentSection", "identifier navigationMode submissionMode"),
    "itemSessionControl": ("", "| maxAttempts showFeedback"),
    "assessmentSection": ("rubricBlock assessmentItemRef", "identifier title visible"),
    "rubricBlock": ("p", "view"),
    "assessmentItemRef": ("", "identifier href"),
    "manifest": ("metadata organizations resources", "identifier"),
    "metadata": ("schema schemaversion", ""),
    "schema": ("", ""),
    "schemaversion": ("", ""),
    "organizations": ("", ""),
    "resources": ("resource", ""),
    "resource": ("file dependency", "identifier type | href"),
    "file": ("", "href"),
    "dependency": ("", "identifierref"),
}


def _well_formed(content, namespace):
    """Read XML, and hold every element of it against the model."""
    root = ET.fromstring(content)
    for element in root.iter():
        tag = _local(element.tag, namespace)
        children, attributes = MODEL[tag]
        _in_order([_local(child.tag, namespace) for child in element], children.split(), tag)
        needed, _, allowed = attributes.partition("|")
        names = {name.rpartition("}")[2] for name in element.attrib if name != SCHEMA}
        assert set(needed.split()) <= names <= set((needed + allowed).split()), f"{tag} has {names}"
    return root


def _local(tag, namespace):
    assert tag.startswith(namespace), f"{tag} is of another namespace"
    return tag.removeprefix(namespace)


def _in_order(found, allowed, tag):
    at = 0
    for child in found:
        while at < len(allowed) and allowed[at] != child:
            at += 1
        assert at < len(allowed), f"{child} may not stand there in {tag}"


def read_qti(content):
    """Read a QTI 2.1 package; gives the questions by title, and the rubric by category."""
    package = zipfile.ZipFile(io.BytesIO(content))
    assert package.testzip() is None
    files = {name: package.read(name) for name in package.namelist()}
    assert len(files) == len(package.namelist()), "a file stands twice"
    manifest = _well_formed(files.pop("imsmanifest.xml"), PACKAGE)
    resources = {one.get("identifier"): one for one in manifest.iter(f"{PACKAGE}resource")}
    listed = [one.get("href") for one in manifest.iter(f"{PACKAGE}file")]
    assert sorted(listed) == sorted(files), "manifest and package differ"
    names = [one.get("identifier") for one in manifest.iter() if one.get("identifier")]
    assert len(names) == len(set(names)) and all(re.fullmatch(r"[A-Za-z_][\w.-]*", name) for name in names)
    found, rubrics, placed = {}, {}, []
    for resource in resources.values():
        assert [one.get("href") for one in resource.iter(f"{PACKAGE}file")] == [resource.get("href")]
        if resource.get("type") == "imsqti_test_xmlv2p1":
            placed += _qti_test(files, resource, resources, rubrics)
    for identifier, href, category in placed:
        item = _well_formed(files[href], QTI)
        assert item.get("identifier") == identifier and resources[identifier].get("type") == "imsqti_item_xmlv2p1"
        read = _qti_item(item)
        read.category = category
        assert item.get("title") not in found
        found[item.get("title")] = read
    assert len(placed) == len(files) - len([one for one in files if "/" not in one])
    return found, rubrics


def _qti_test(files, resource, resources, rubrics):
    test = _well_formed(files[resource.get("href")], QTI)
    needed = [one.get("identifierref") for one in resource.iter(f"{PACKAGE}dependency")]
    placed = []
    for section in test.iter(f"{QTI}assessmentSection"):
        category = (test.get("title"), section.get("title"))
        rubrics[category] = " ".join(part.text for part in section.find(f"{QTI}rubricBlock"))
        for ref in section.iter(f"{QTI}assessmentItemRef"):
            assert resources[ref.get("identifier")].get("href") == ref.get("href")
            placed.append((ref.get("identifier"), ref.get("href"), category))
    assert [identifier for identifier, *_ in placed] == needed
    return placed


def _qti_item(item):
    read = Read(id=re.sub(r"^(question|prediction)-", "", item.get("identifier")))
    told = {}
    for feedback in item.iter(f"{QTI}modalFeedback"):
        assert feedback.get("showHide") == "show"
        told[feedback.get("outcomeIdentifier"), feedback.get("identifier")] = [
            part.text for part in feedback.iter() if part.text and part.text.strip()
        ]
    read.closing = told["CLOSING", "shown"]
    asked = item.find(f".//{QTI}choiceInteraction")
    if asked is not None:
        _qti_choice(read, item, asked, told)
    else:
        _qti_number(read, item, told)
    read.graded = item.find(f".//{QTI}outcomeDeclaration[@identifier='SCORE']").get("normalMaximum") == "1"
    return read


def _qti_choice(read, item, asked, told):
    assert asked.get("shuffle") == "true"
    declared = item.find(f"{QTI}responseDeclaration")
    read.kind = {("single", "1"): "one", ("multiple", "0"): "many"}[
        declared.get("cardinality"), asked.get("maxChoices")
    ]
    read.asked = [asked.findtext(f"{QTI}prompt")]
    right = [value.text for value in declared.iter(f"{QTI}value")]
    keys = [choice.get("identifier") for choice in asked.iter(f"{QTI}simpleChoice")]
    assert len(set(keys)) == len(keys) and set(right) <= set(keys)
    for choice in asked.iter(f"{QTI}simpleChoice"):
        key = choice.get("identifier")
        given = [key] if read.kind == "many" else key
        outcomes = _outcomes(item, given)
        assert outcomes["FEEDBACK"] == given and outcomes["CLOSING"] == "shown"
        share = _shares(item)[key]
        assert (share > 0) == (key in right)
        (reason,) = told["FEEDBACK", key]
        read.answers.append((choice.text, 100 * share, reason))
    best = right if read.kind == "many" else right[0]
    read.best = _outcomes(item, best).get("SCORE")
    read.everything = _outcomes(item, keys).get("SCORE") if read.kind == "many" else None


def _qti_number(read, item, told):
    read.kind = "number"
    body = item.find(f"{QTI}itemBody")
    assert len(list(body.iter(f"{QTI}textEntryInteraction"))) == 1
    read.asked = [part.text.strip() for part in body]
    read.right = float(item.findtext(f".//{QTI}correctResponse/{QTI}value"))

    def judge(number):
        outcomes = _outcomes(item, number)
        (reason,) = told["FEEDBACK", outcomes["FEEDBACK"]]
        return 100 * outcomes["SCORE"], reason

    read.judge = judge
    assert "FEEDBACK" not in _outcomes(item, None), "no answer, no reason"


def _outcomes(item, response):
    """Run the response processing for an answer, as the information model says."""
    outcomes = {}
    for rule in item.find(f"{QTI}responseProcessing"):
        _run(rule, item, response, outcomes)
    return outcomes


def _run(rule, item, response, outcomes):
    tag = rule.tag.removeprefix(QTI)
    if tag == "setOutcomeValue":
        outcomes[rule.get("identifier")] = _value(rule[0], item, response)
        return
    for branch in rule:
        test, rules = (None, branch) if branch.tag == f"{QTI}responseElse" else (branch[0], branch[1:])
        if test is None or _value(test, item, response):
            for inner in rules:
                _run(inner, item, response, outcomes)
            return


def _value(expression, item, response):
    tag = expression.tag.removeprefix(QTI)
    parts = [_value(part, item, response) for part in expression]
    if tag in ("variable", "mapResponse"):
        assert expression.get("identifier") == "RESPONSE"
        return response if tag == "variable" else _mapped(item, response)
    if tag == "baseValue":
        return float(expression.text) if expression.get("baseType") == "float" else expression.text
    if tag == "equal":
        assert expression.get("toleranceMode") == "exact"
    return {
        "isNull": lambda: parts[0] is None,
        "and": lambda: all(parts),
        "gte": lambda: parts[0] >= parts[1],
        "lt": lambda: parts[0] < parts[1],
        "equal": lambda: parts[0] == parts[1],
    }[tag]()


def _shares(item):
    return {entry.get("mapKey"): float(entry.get("mappedValue")) for entry in item.find(f".//{QTI}mapping")}


def _mapped(item, response):
    mapping, shares = item.find(f".//{QTI}mapping"), _shares(item)
    chosen = {response} if isinstance(response, str) else set(response or ())
    total = sum(shares.get(key, float(mapping.get("defaultValue"))) for key in chosen)
    return min(max(total, float(mapping.get("lowerBound"))), float(mapping.get("upperBound")))
