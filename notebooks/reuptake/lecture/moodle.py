"""The question bank as Moodle XML, the format that keeps most of it."""

import xml.etree.ElementTree as ET

from reuptake.lecture.bank import about, by_category, closing, paragraphs


def moodle_xml(entries):
    """Write entries as Moodle XML.

    Parameters
    ----------
    entries : iterable of Entry

    Returns
    -------
    bytes
        Categories by notebook; each question with id number, tags, shuffled options, a reason for each
        option and the sources.
    """
    quiz = ET.Element("quiz")
    for category, inside in by_category(entries).items():
        head = ET.SubElement(quiz, "question", type="category")
        _text(ET.SubElement(head, "category"), "/".join(("$course$", "top", *(_escaped(part) for part in category))))
        _text(ET.SubElement(head, "info", format="html"), paragraphs(about(category)))
        for entry in inside:
            _question(quiz, entry)
    ET.indent(quiz)
    return ET.tostring(quiz, encoding="utf-8", xml_declaration=True) + b"\n"


def _escaped(part):
    """A part of a category's path; a slash inside it is written twice."""
    return part.replace("/", "//")


def _question(quiz, entry):
    kind = "numerical" if entry.kind == "number" else "multichoice"
    made = ET.SubElement(quiz, "question", type=kind)
    _text(ET.SubElement(made, "name"), entry.name)
    _text(ET.SubElement(made, "questiontext", format="html"), paragraphs(*entry.asked))
    _text(ET.SubElement(made, "generalfeedback", format="html"), closing(entry))
    fields = {"defaultgrade": "1" if entry.graded else "0", "penalty": "0.3333333", "hidden": "0"}
    fields["idnumber"] = entry.id
    if kind == "multichoice":
        fields |= {"single": "false" if entry.kind == "many" else "true", "shuffleanswers": "true"}
        fields |= {"answernumbering": "abc", "showstandardinstruction": "0"}
    for name, value in fields.items():
        ET.SubElement(made, name).text = value
    for choice in entry.choices:
        _answer(made, choice.share, paragraphs(choice.text), choice.feedback, format="html")
    for number in entry.numbers:
        middle, tolerance = number.middle
        answer = _answer(made, 100 if number.correct else 0, middle, number.feedback)
        ET.SubElement(answer, "tolerance").text = tolerance
    if entry.numbers:
        answer = _answer(made, 0, "*", entry.otherwise)
        ET.SubElement(answer, "tolerance").text = "0"
    tags = ET.SubElement(made, "tags")
    for tag in (entry.notebook, entry.objective):
        _text(ET.SubElement(tags, "tag"), tag)


def _answer(made, share, text, feedback, **attributes):
    # Moodle takes five decimals of a third, and nothing nearer.
    answer = ET.SubElement(made, "answer", fraction=f"{share:.5f}".rstrip("0").rstrip("."), **attributes)
    _text(answer, text)
    _text(ET.SubElement(answer, "feedback", format="html"), paragraphs(feedback))
    return answer


def _text(element, text):
    ET.SubElement(element, "text").text = text
