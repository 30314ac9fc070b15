"""The question bank as a QTI 2.1 package: one file an item, two tests that order them, and a manifest."""

import io
import xml.etree.ElementTree as ET
import zipfile

from reuptake.lecture.bank import ASKED_BEFORE, COURSE, NOTE, by_category, closing, paragraphs

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
# The year in which zip files begin to count: a fixed date keeps the file the same in every run.
_DATE = (1980, 1, 1, 0, 0, 0)


def qti_zip(entries):
    """Write entries as a QTI 2.1 package.

    Parameters
    ----------
    entries : iterable of Entry

    Returns
    -------
    bytes
        A zip file; its names are sorted and its dates fixed, so that it is the same in every run.
    """
    entries = tuple(entries)
    files = {_file(entry): _written(_item(entry)) for entry in entries}
    tests = {"questions": [e for e in entries if e.graded], "predictions": [e for e in entries if not e.graded]}
    files |= {f"{name}.xml": _written(_test(name, inside)) for name, inside in tests.items()}
    files["imsmanifest.xml"] = _written(_manifest(entries, tests))
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, _DATE)
            info.create_system, info.external_attr = 3, 0o644 << 16
            package.writestr(info, files[name], zipfile.ZIP_DEFLATED)
    return page.getvalue()


def identifier(entry):
    """Name an entry as QTI wants it: no digit first, unique in the package.

    Parameters
    ----------
    entry : Entry

    Returns
    -------
    str
    """
    return ("question-" if entry.graded else "prediction-") + entry.id


def _file(entry):
    return f"items/{identifier(entry)}.xml"


def _written(root):
    ET.indent(root)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _root(tag, namespace, schema, **attributes):
    head = {"xmlns": namespace, "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance"}
    return ET.Element(tag, head | {"xsi:schemaLocation": f"{namespace} {schema}"} | attributes)


def _add(parent, tag, text=None, **attributes):
    element = ET.SubElement(parent, tag, attributes)
    element.text = text
    return element


def _add_html(parent, page):
    parent.extend(ET.fromstring(f"<div>{page}</div>"))


# ---- an item


def _item(entry):
    item = _root(
        "assessmentItem", QTI, f"{QTI}.xsd", identifier=identifier(entry), title=entry.name, adaptive="false",
        timeDependent="false", **{"xml:lang": "en-GB"},
    )  # fmt: skip
    (_declare_number if entry.kind == "number" else _declare_choice)(item, entry)
    most = {"normalMaximum": "1"} if entry.graded else {}
    _add(item, "outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float", **most)
    several = "multiple" if entry.kind == "many" else "single"
    _add(item, "outcomeDeclaration", identifier="FEEDBACK", cardinality=several, baseType="identifier")
    _add(item, "outcomeDeclaration", identifier="CLOSING", cardinality="single", baseType="identifier")
    body = _add(item, "itemBody")
    (_ask_number if entry.kind == "number" else _ask_choice)(body, entry)
    processing = _add(item, "responseProcessing")
    (_judge_number if entry.kind == "number" else _judge_choice)(processing, entry)
    _set(processing, "CLOSING", "identifier", "shown")
    reasons = [one.feedback for one in entry.choices or entry.numbers]
    reasons += [entry.otherwise] if entry.numbers else []
    for letter, reason in zip(LETTERS, reasons, strict=False):
        _tell(item, "FEEDBACK", letter, paragraphs(reason))
    _tell(item, "CLOSING", "shown", closing(entry))
    return item


def _tell(item, outcome, value, page):
    told = _add(item, "modalFeedback", outcomeIdentifier=outcome, identifier=value, showHide="show")
    _add_html(told, page)


def _set(parent, outcome, kind, value):
    _add(_add(parent, "setOutcomeValue", identifier=outcome), "baseValue", value, baseType=kind)


def _declare_choice(item, entry):
    several = "multiple" if entry.kind == "many" else "single"
    declared = _add(item, "responseDeclaration", identifier="RESPONSE", cardinality=several, baseType="identifier")
    right = _add(declared, "correctResponse")
    # Several right options share the mark, wrong ones take it away, and it never falls below nothing.
    shares = _add(declared, "mapping", lowerBound="0", upperBound="1", defaultValue="0")
    for letter, choice in zip(LETTERS, entry.choices, strict=False):
        if choice.correct:
            _add(right, "value", letter)
        _add(shares, "mapEntry", mapKey=letter, mappedValue=f"{choice.share / 100:.7g}")


def _ask_choice(body, entry):
    asked = _add(
        body, "choiceInteraction", responseIdentifier="RESPONSE", shuffle="true",
        maxChoices="0" if entry.kind == "many" else "1",
    )  # fmt: skip
    _add(asked, "prompt", " ".join(entry.asked))
    for letter, choice in zip(LETTERS, entry.choices, strict=False):
        _add(asked, "simpleChoice", choice.text, identifier=letter)


def _judge_choice(processing, entry):
    if entry.graded:
        score = _add(processing, "setOutcomeValue", identifier="SCORE")
        _add(score, "mapResponse", identifier="RESPONSE")
    told = _add(processing, "setOutcomeValue", identifier="FEEDBACK")
    _add(told, "variable", identifier="RESPONSE")


def _declare_number(item, entry):
    declared = _add(item, "responseDeclaration", identifier="RESPONSE", cardinality="single", baseType="float")
    (right,) = (number for number in entry.numbers if number.correct)
    _add(_add(declared, "correctResponse"), "value", right.middle[0])


def _ask_number(body, entry):
    _add_html(body, paragraphs(*entry.asked))
    # In the paragraph that says how to answer, which so stands beside the field.
    body[-1].text += " "
    _add(body[-1], "textEntryInteraction", responseIdentifier="RESPONSE", expectedLength="10")


def _judge_number(processing, entry):
    condition = _add(processing, "responseCondition")
    nothing = _add(condition, "responseIf")
    _add(_add(nothing, "isNull"), "variable", identifier="RESPONSE")
    _set(nothing, "SCORE", "float", "0")
    for letter, number in zip(LETTERS, entry.numbers, strict=False):
        branch = _add(condition, "responseElseIf")
        if number.exact:
            _compare(_add(branch, "equal", toleranceMode="exact"), number.low)
        else:
            both = _add(branch, "and")
            _compare(_add(both, "gte"), number.low)
            _compare(_add(both, "lt"), number.high)
        _set(branch, "SCORE", "float", "1" if number.correct and entry.graded else "0")
        _set(branch, "FEEDBACK", "identifier", letter)
    rest = _add(condition, "responseElse")
    _set(rest, "SCORE", "float", "0")
    _set(rest, "FEEDBACK", "identifier", LETTERS[len(entry.numbers)])


def _compare(parent, value):
    _add(parent, "variable", identifier="RESPONSE")
    _add(parent, "baseValue", f"{value:g}", baseType="float")


# ---- what orders the items


def _test(name, entries):
    title = f"{COURSE}: {name}"
    test = _root("assessmentTest", QTI, f"{QTI}.xsd", identifier=f"test-{name}", title=title)
    part = _add(test, "testPart", identifier="all", navigationMode="nonlinear", submissionMode="individual")
    _add(part, "itemSessionControl", maxAttempts="0", showFeedback="true")
    for category, inside in by_category(entries).items():
        notebook = category[1]
        section = _add(part, "assessmentSection", identifier=f"notebook-{notebook[:2]}", title=notebook, visible="true")
        rubric = _add(section, "rubricBlock", view="candidate")
        _add_html(rubric, paragraphs(*([] if inside[0].graded else [ASKED_BEFORE]), NOTE))
        for entry in inside:
            _add(section, "assessmentItemRef", identifier=identifier(entry), href=_file(entry))
    return test


def _manifest(entries, tests):
    manifest = _root("manifest", PACKAGE, f"{PACKAGE}.xsd", identifier="serotonin-reuptake-questions")
    metadata = _add(manifest, "metadata")
    _add(metadata, "schema", "QTIv2.1 Package")
    _add(metadata, "schemaversion", "1.0.0")
    _add(manifest, "organizations")
    resources = _add(manifest, "resources")
    for name, inside in tests.items():
        test = _resource(resources, f"test-{name}", "imsqti_test_xmlv2p1", f"{name}.xml")
        for entry in inside:
            _add(test, "dependency", identifierref=identifier(entry))
    for entry in entries:
        _resource(resources, identifier(entry), "imsqti_item_xmlv2p1", _file(entry))
    return manifest


def _resource(resources, name, kind, file):
    resource = _add(resources, "resource", identifier=name, type=kind, href=file)
    _add(resource, "file", href=file)
    return resource
