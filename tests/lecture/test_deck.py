"""Decks: what is shown and what is said, where a slide ends, and that nothing is lost or fetched."""

import html
import json
import re

import pytest
from reuptake.evidence import questions as data
from reuptake.lecture import deck
from reuptake.lecture.__main__ import main
from reuptake.lecture.asked import claim_block
from reuptake.lecture.blocks import Bullets, Heading, Picture, Printed, Quote, Table, Text, caption_of, columns_of
from reuptake.lecture.code import Reader, checked_image
from reuptake.lecture.gist import gist
from reuptake.lecture.maths import mathml, spoken_length
from reuptake.lecture.pages import Layout
from reuptake.lecture.prose import Run, blocks, sentences
from reuptake.lecture.room import HEIGHT, SIZES, WIDTH, columns, lines, text_width
from reuptake.lecture.share import Share, minutes
from reuptake.lecture.text import markdown_share

PATHS = deck.notebooks()
# No frame of a picture is drawn here: an address is enough.
MOVES = "playable/{}.html".format


def paragraph(text):
    return blocks(text)[0]["children"]


def told(text, **options):
    return gist(paragraph(text), **options).plain


def markdown(text, tags=(), kind="-"):
    return markdown_share(0, {"source": text, "metadata": {"slideshow": {"slide_type": kind}, "tags": list(tags)}})


def code(source, outputs=(), tags=(), kind="-"):
    return {
        "source": source,
        "outputs": list(outputs),
        "metadata": {"slideshow": {"slide_type": kind}, "tags": list(tags)},
    }


def printed(text):
    return {"output_type": "stream", "name": "stdout", "text": text}


def laid(*shares):
    layout = Layout()
    for share in (Share(cell=0, slide="slide", blocks=(Heading(level=2, run=Run("Title", "Title")),)), *shares):
        layout.add(share)
    return layout.pages


def words(count, start="word"):
    return " ".join(f"{start}{n}" for n in range(count))


@pytest.fixture(scope="module", params=PATHS, ids=lambda path: path.stem)
def made(request):
    """A notebook's cells, its pages and its deck."""
    cells = json.loads(request.param.read_text(encoding="utf-8"))["cells"]
    return request.param, cells, deck.pages(request.param, MOVES), deck.deck(request.param, MOVES)


# ---- sentences and what is chosen of them


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two.", 2),
        ("Read by Stone et al. (2009), in mice. It holds.", 2),
        ("It takes 2.5 s (e.g. in slices), n.d. (a copy).", 1),
        ("**Halving.** If it loses a share, it halves.", 2),
        ("Is it so? It is.", 2),
        ("A link: [Daws et al. (2009). A title](https://example.org). Next.", 2),
        ("A line that\nis broken. And\nanother one.", 2),
        ("It is *one. Whole. Emphasis.* here", 1),
    ],
)
def test_sentences_end_where_they_end(text, count):
    """Stops in names, numbers, links and emphasis should end no sentence."""
    assert len(sentences(paragraph(text))) == count


def test_sentences_lose_nothing():
    """Put together again they should be the paragraph."""
    text = "First (one). Second, see [A et al. (2001)](https://example.org/a). *Third.* **Fourth** $x$ goes on."
    whole = " ".join(one.plain for one in sentences(paragraph(text)))
    assert whole == "First (one). Second, see A et al. (2001). Third. Fourth x goes on."


def test_first_sentences_up_to_forty_words():
    """A paragraph should be cut between sentences, near forty words."""
    first, second, third = (words(18, start) + "." for start in ("A", "B", "C"))
    assert told(f"{first} {second} {third}") == f"{first} {second}"
    assert told(words(90) + ".") == words(90) + "."


@pytest.mark.parametrize("limit", ["But", "Yet", "However,", "It is not so:", "Neither", "A counter-view:"])
def test_what_limits_a_sentence_is_shown_with_it(limit):
    """A claim should never stand without the sentence that takes some of it back."""
    claim, back, more = words(38, "X") + ".", f"{limit} {words(20)}.", f"Then {words(20)}."
    assert told(f"{claim} {back} {more}") == f"{claim} {back}"


def test_a_question_is_shown_with_its_answer():
    """A question should bring what follows it."""
    assert told(f"Q {words(39)}? A {words(20)}. B {words(9)}.").endswith("word19.")


def test_a_bold_beginning_is_no_text_by_itself():
    """A bold beginning should bring a sentence, however long."""
    assert told(f"**Floor.** Long {words(60)}. More.").startswith("Floor. Long word0")


def test_what_leads_up_to_a_formula_keeps_its_last_sentence():
    """The sentence that announces a formula should be shown."""
    text = f"First {words(38)}. Hidden {words(40)}. In symbols:"
    assert told(text, leads=True) == f"First {words(38)}. In symbols:"


def test_warnings_are_whole():
    """A paragraph that warns should never be cut."""
    text = f"Never stop a medicine by yourself. {words(60)}. Ask first."
    assert told(text) == text


def test_what_a_model_leaves_out_is_shown_at_more_length():
    """Limits of a model should get twice the words."""
    one, two = words(30, "A") + ".", words(30, "B") + "."
    assert told(f"**What the model leaves out.** {one} {two}").endswith("B29.")
    assert told(f"**What the model has.** {one} {two}").endswith("A29.")


# ---- Markdown cells


def test_slide_of_a_cell():
    """Heading, first paragraph, formula, list and table should be shown; further paragraphs only be said."""
    share = markdown(
        "## Head\n\nFirst.\n\nSecond.\n\n$$x = \\frac{a}{b}$$\n\n- one\n- two\n\n| a | b |\n| - | - |\n| 1 | 2 |"
    )
    assert [type(one).__name__ for one in share.blocks] == ["Heading", "Text", "Maths", "Bullets", "Table"]
    assert "Second." in "".join(share.notes)


@pytest.mark.parametrize(("tag", "shown"), [("lecture-all", "AB"), ("lecture-first", "A"), ("lecture-none", "")])
def test_tags_overrule(tag, shown):
    """A tag should say how much is shown; everything is said."""
    share = markdown("A\n\nB", tags=[tag])
    assert "".join(one.run.plain for one in share.blocks) == shown
    assert share.words == 2


def test_callouts_are_whole_and_predictions_are_asked_elsewhere():
    """A callout should keep every word; the note that a card follows should not stand on the slide."""
    share = markdown(
        f"> **Education, not medical advice.** {words(120)}.\n>\n> Second.\n\n> **Predict first.** Answer."
    )
    (quote,) = share.blocks
    assert [len(part.run.plain.split()) for part in quote.parts] == [124, 1]
    assert quote.label == "Education, not medical advice"


def test_folded_answers_come_later_and_asides_are_only_said():
    """What was seen should come with a further press, its heading at once; other folded text should be in the notes."""
    share = markdown("<details><summary>What you saw (open)</summary>\n\nSeen.\n\n</details>")
    assert [(one.run.plain, one.fragment) for one in share.blocks] == [("What you saw", False), ("Seen.", True)]
    aside = markdown("<details><summary>For those who like formulas</summary>\n\n$$x$$\n\n</details>")
    assert not aside.blocks and "<math" in "".join(aside.notes)


def test_glossary_words_are_plain_on_the_slide_and_told_to_the_speaker():
    """A link into another notebook leads nowhere in a hall."""
    share = markdown(
        'A [neuron](00-start-here.ipynb#Glossary "A nerve cell.") and [Daws (2009)](https://example.org/x).'
    )
    (text,) = share.blocks
    assert text.run.html == 'A neuron and <a href="https://example.org/x">Daws (2009)</a>.'
    assert share.terms == (("neuron", "A nerve cell."),)


def test_formulas_become_mathml():
    """A fraction should be one, and count as wide as its wider part."""
    assert "<mfrac>" in mathml(r"\frac{a}{b + c}") and 'display="block"' in mathml("x", display=True)
    assert spoken_length(r"\frac{a}{b+c}") == 3
    assert "&#x02216;" not in mathml(r"a \setminus b") and "∖" not in mathml(r"a \setminus b")


# ---- code cells


def test_code_is_hidden_unless_it_is_the_lesson():
    """Only a tagged cell should show its code."""
    reader = Reader(lambda name: "")
    (share,) = reader.shares(0, code("print(1)", [printed("1\n")]))
    assert [one.lines for one in share.blocks] == [("1",)]
    lesson, result = reader.shares(0, code("print(1)", [printed("1\n")], tags=["lesson-code"]))
    assert lesson.blocks[0].lines == ("print(1)",) and lesson.blocks[0].code and result.blocks[0].lines == ("1",)


def test_long_output_is_trimmed_and_said_to_be():
    """Of many lines the first ten should be shown, the number of the others, and all be in the notes."""
    (share,) = Reader(lambda name: "").shares(0, code("print(1)", [printed("\n".join(map(str, range(20))))]))
    assert share.blocks[0].lines[-2:] == ("9", "… and 10 more lines in the notebook")
    assert "19" in share.notes[0]
    (short,) = Reader(lambda name: "").shares(0, code("print(1)", [printed("\n".join(map(str, range(12))))]))
    assert len(short.blocks[0].lines) == 12


def test_explorer_is_found_through_its_name():
    """A cell that shows an explorer made before should get that explorer's page."""
    reader = Reader(MOVES)
    reader.called("from reuptake.explore import knockout, mirror")
    assert reader.called("mice = knockout.explorer()\npredict('03-half-or-twice', mice)").explorer == "knockout"
    assert reader.called("mice").explorer == "knockout"
    assert reader.called("predict('x', mirror.explorer('y'))").explorer == "mirror"
    assert reader.called("print(mice)").explorer == ""


def test_prediction_keeps_its_answer_back():
    """Options should stand on the slide, outcome and reasons in the notes or behind a press."""
    (share,) = Reader(lambda name: "").shares(0, code('predict("02-blood")'))
    assert not share.blocks[0].fragment and share.blocks[-1].fragment
    assert share.blocks[-1].run.plain.startswith("Outcome") and share.questions == 1


def test_silence_is_asked_for_by_what_is_missing():
    """Where the article is silent the slide should ask whether it says so, and keep the verdict back."""
    asked, verdict, _ = claim_block("C48", fragment=True).parts
    assert asked.run.plain.startswith("Does it say so: Misuse, dependence") and asked.run.plain.endswith("?")
    assert not asked.fragment and verdict.fragment and "missing" in verdict.run.plain


def test_computed_key_is_refused():
    """A key that only Python knows should be refused with the line."""
    with pytest.raises(ValueError, match="line 1: a key is computed"):
        Reader(lambda name: "").shares(0, code("predict(key)"))


def test_picture_from_elsewhere_is_refused():
    """A picture should stand in the deck itself."""
    with pytest.raises(ValueError, match="https://example.org/a.svg"):
        checked_image("https://example.org/a.svg")


# ---- room


def test_widths_are_those_of_the_font():
    """DejaVu Sans Mono has letters of one width; a bold text is wider; a space breaks lines."""
    assert (
        text_width("iii", 24, mono=True)
        == pytest.approx(text_width("WWW", 24, mono=True))
        == pytest.approx(43.3, abs=0.1)
    )
    assert text_width("word", 26, bold=True) > text_width("word", 26)
    assert lines("a b", 20, text_width("a b", 20) + 0.1) == 1 and lines("a b", 20, text_width("a b", 20) - 0.1) == 2


def test_columns_fill_the_width_only_if_they_need_it():
    """Short columns should keep their width; long ones should share what there is."""
    assert sum(columns([["a", "b"]], 20, 1000, 10)) < 100
    shared = columns([["short", words(60)]], 20, 1000, 10)
    assert sum(shared) == pytest.approx(1000) and shared[1] > shared[0]


def test_wide_printed_columns_become_a_table():
    """Columns that do not fit should be a table; what stands below stays text."""
    rows = [f"row {n}".ljust(50) + "a value".ljust(40) + "third" for n in range(5)]
    table, rest = columns_of([*rows, "", "below"])
    assert len(table.rows) == 4 and table.rows[0][1].plain == "a value" and rest == ["below"]
    assert columns_of(["a  b  c"] * 5)[0] is None


def test_caption_keeps_illustrative():
    """A shortened caption should still say that the numbers are illustrative."""
    first, last = f"A {words(60)}.", f"B {words(60)}; illustrative."
    assert caption_of([first, last]) == f"Illustrative. {first}"
    assert caption_of(["One.", "Two."]) == "One. Two."


# ---- pages


def test_list_goes_on_on_the_next_slide():
    """Items should be carried over, in order and numbered on, under the heading with a number."""
    items = tuple(Run(words(30, f"i{n}-"), words(30, f"i{n}-")) for n in range(12))
    pages = laid(Share(cell=1, blocks=(Bullets(items=items, start=1),)))
    parts = [block for page in pages for block in page.blocks]
    assert len(pages) > 1 and [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert sum((part.items for part in parts), ()) == items
    assert parts[1].start == len(parts[0].items) + 1


def test_table_repeats_its_head():
    """A table that is cut should have its head on both slides and lose no row."""
    cell = tuple(Run(text, text) for text in ("a", "b"))
    pages = laid(Share(cell=1, blocks=(Table.of(cell, (cell,) * 30),)))
    tables = [page.blocks[0] for page in pages]
    assert len(tables) > 1 and {table.head for table in tables} == {cell}
    assert sum(len(table.rows) for table in tables) == 30


def test_callout_is_not_cut():
    """A callout should move to the next slide rather than be parted."""
    text = Text(run=Run(words(120), words(120)))
    quote = Quote(parts=tuple(Text(run=Run(words(30), words(30))) for _ in range(3)))
    first, second = laid(Share(cell=1, blocks=(text, quote)))
    assert first.blocks == [text] and second.blocks == [quote]


def test_what_leads_up_goes_with_what_follows():
    """A sentence that announces an output should stand on the same slide, though they are of different cells."""
    long, lead = Text(run=Run(words(130), words(130))), Text(run=Run("It prints:", "It prints:"), keep=True)
    output = Printed(lines=tuple("abcdefgh"))
    first, second = laid(Share(cell=1, blocks=(long, lead)), Share(cell=2, blocks=(output,)))
    assert first.blocks == [long] and second.blocks == [lead, output]


def test_no_slide_is_empty_until_a_key_is_pressed():
    """What stands first on a slide should be seen at once."""
    hidden = Text(run=Run("a", "a"), fragment=True)
    (page,) = laid(Share(cell=1, blocks=(hidden, hidden)))
    assert [block.fragment for block in page.blocks] == [False, True]


def test_question_has_a_slide_of_its_own_and_the_heading_comes_back():
    """After a question the text should go on under the heading from before."""
    text = Text(run=Run("a", "a"))
    asked = Text(run=Run("q", "q"), own="Predict first")
    pages = laid(Share(cell=1, blocks=(text,)), Share(cell=2, blocks=(asked,)), Share(cell=3, blocks=(text,)))
    assert [(page.heading.run.plain, page.number) for page in pages] == [
        ("Title", 1),
        ("Predict first", 1),
        ("Title", 2),
    ]


def test_question_right_under_a_heading_keeps_its_options():
    """Where a section begins with a question, its options should stand on the same slide."""
    heading = Heading(level=2, run=Run("Section", "Section"))
    asked, options = Text(run=Run("q", "q"), own="Predict first"), Bullets(items=(Run("a", "a"), Run("b", "b")))
    share = Share(cell=2, slide="subslide", blocks=(asked, options))
    page = laid(Share(cell=1, slide="slide", blocks=(heading,)), share)[-1]
    assert [type(block) for block in page.blocks] == [Text, Text, Bullets]


def test_what_cannot_fit_is_refused_by_name():
    """A block that is higher than a slide and cannot be cut should be named."""
    with pytest.raises(ValueError, match="Text under 'Title' needs"):
        laid(Share(cell=1, blocks=(Text(run=Run(words(600), words(600))),)))


def test_hidden_cells_break_no_slide_and_are_said():
    """The notes of a cell that shows nothing should be on the slide before."""
    text = Text(run=Run("a", "a"))
    (page,) = laid(Share(cell=1, blocks=(text,)), Share(cell=2, slide="slide", notes=("<p>said</p>",)))
    assert page.notes == ["<p>said</p>"]


def test_time_by_the_stated_rule():
    """130 words a minute, two minutes a picture, one a question."""
    assert minutes(260, 1, 3) == 2 + 2 + 3
    assert deck.spoken_minutes(0.1) == "A moment." and deck.spoken_minutes(0.5) == "About half a minute."
    assert deck.spoken_minutes(1.2) == "About 1 minute." and deck.spoken_minutes(2.6) == "About 3 minutes."


# ---- the notebooks' own decks


def plain(markup):
    return " ".join(html.unescape(re.sub(r"<math.*?</math>|<[^>]*>", " ", markup, flags=re.S)).split())


def test_every_markdown_cell_is_accounted_for(made):
    """Each cell should begin on one slide, and its whole text stand in the notes."""
    _, cells, pages, page_html = made
    notes = plain(" ".join(re.findall(r'<aside class="notes">(.*?)</aside>', page_html, flags=re.S)))
    for place, cell in enumerate(cells):
        if cell["cell_type"] == "markdown":
            assert sum(place in page.cells for page in pages) == 1, f"cell {place}"
            for written in markdown_share(place, cell).notes:
                assert plain(written) in notes, f"cell {place}"


def test_notes_hold_the_words_of_the_source(made):
    """Long words of the source, taken from its Markdown without our reader, should all be in the notes."""
    _, cells, _, page_html = made
    notes = plain(" ".join(re.findall(r'<aside class="notes">(.*?)</aside>', page_html, flags=re.S)))
    for place, cell in enumerate(cells):
        if cell["cell_type"] == "markdown":
            source = re.sub(
                r"\$\$.*?\$\$|\$[^$]*\$|\]\([^)]*\)+|```.*?```|<[^>]*>|`[^`]*`",
                " ",
                "".join(cell["source"]),
                flags=re.S,
            )
            missing = [word for word in re.findall(r"[A-Za-z]{6,}", source) if word not in notes]
            assert not missing, f"cell {place}: {missing}"


def test_no_slide_is_fuller_than_it_is_high(made):
    """By the widths of the font, heading and blocks should fit; no slide should be empty."""
    for page in made[2]:
        assert page.room + SIZES["gap"] >= 0 or any(isinstance(one, Picture) for one in page.blocks), (
            page.heading.run.plain
        )
        assert page.heading.height() < HEIGHT / 2
        assert page.blocks, page.heading.run.plain


def test_headings_are_in_order(made):
    """One heading of the first level, and no level left out."""
    levels = [int(level) for level in re.findall(r"<h([1-3])[ >]", made[3])]
    assert levels[0] == 1 and levels.count(1) == 1 and all(b - a <= 1 for a, b in zip(levels, levels[1:], strict=False))


def test_everything_asked_in_the_notebook_is_asked_in_the_hall(made):
    """Predictions and questions should be on slides, their right answers behind a press or in the notes."""
    path, cells, pages, page_html = made
    asked = " ".join(ask for page in pages for ask in page.asks)
    source = " ".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    assert len(re.findall(r"\bpredict\(", source)) + (path.stem[:2] in asked) <= len(
        [ask for page in pages for ask in page.asks]
    )
    for question in data.questions():
        if question.notebook == path.stem:
            assert question.question in asked
    for found in re.findall(r'<(p|li)[^>]*class="([^"]*)"[^>]*><strong>Right: ', page_html):
        assert "fragment" in found[1]


def test_every_explorer_is_a_picture(made):
    """Each explorer that the notebook shows should be a moving picture with a still one for print."""
    _, cells, pages, page_html = made
    stills = sum("A still picture" in json.dumps(cell.get("outputs", [])) for cell in cells)
    # A file of studies is shown one by one in the notebook, and as a whole in the hall.
    stills += sum(".belief_file()" in "".join(cell["source"]) for cell in cells)
    pictures = [one for page in pages for one in page.blocks if isinstance(one, Picture)]
    assert sum(bool(one.playable) for one in pictures) == stills
    assert page_html.count("<iframe") == page_html.count('class="in-print"') == stills
    assert all(len(one.alt) > 30 for one in pictures)
    assert not re.search(r"run this cell", re.sub(r"<aside.*?</aside>", "", page_html, flags=re.S))


def test_callouts_of_the_notebook_stand_whole_on_one_slide(made):
    """Disclaimers, content notes and help lines should never be shortened."""
    _, cells, _, page_html = made
    slides = [plain(one) for one in re.findall(r"<section[^>]*>\n<[hp].*?</section>", page_html, flags=re.S)]
    for cell in cells:
        if cell["cell_type"] == "markdown":
            for quote in re.findall(r"(?m)(?:^>.*\n?)+", "".join(cell["source"])):
                if "Predict first" not in quote and "lecture-none" not in cell["metadata"].get("tags", ()):
                    (block,) = markdown(quote).blocks
                    said = plain(block.html()).replace("top of this page", "first slide")
                    assert any(said in slide for slide in slides), said[:60]


def test_code_is_on_slides_only_where_it_is_the_lesson(made):
    """A line of code should be shown only in tagged cells, or where a text quotes it as a block."""
    _, cells, pages, _ = made
    shown = [one.lines for page in pages for one in page.blocks if isinstance(one, Printed) and one.code]
    tagged = sum("lesson-code" in cell["metadata"].get("tags", ()) for cell in cells)
    quoted = sum(
        len(re.findall(r"(?m)^(?:```\w*$|(?:    .*\n?)+)", "".join(cell["source"])))
        for cell in cells
        if cell["cell_type"] == "markdown"
    )
    assert tagged <= len(shown) <= tagged + quoted
    assert not [line for block in shown for line in block if line.startswith("from reuptake.ui")]


def test_nothing_is_fetched_from_elsewhere(made):
    """Scripts, styles, pictures and frames should stand beside the deck or in it; links may lead out."""
    page_html = re.sub(r'<a href="[^"]*">', "", made[3])
    for address in re.findall(r'(?:src|href|data-src|srcset|poster)="([^"]*)"', page_html):
        assert address.startswith(("assets/", "playable/", "data:image/svg+xml;base64,")), address[:80]
    assert "@import" not in page_html and "fetch(" not in page_html


# ---- the folder


def test_folder_has_all_that_a_deck_asks_for(tmp_path):
    """Every local address of a deck and of its style sheet should be a file; no address leads out."""
    (written,) = deck.write_decks(["03"], tmp_path / "to")
    text = written.read_text(encoding="utf-8")
    for address in re.findall(r'(?:src|href)="(assets/[^"]*)"', text):
        assert (written.parent / address).is_file(), address
    frames = re.findall(r'data-src="(playable/[^"?]*)', text)
    assert len(frames) >= 3 and all((written.parent / address).is_file() for address in frames)
    style = (written.parent / "assets" / "deck.css").read_text(encoding="utf-8")
    for address in re.findall(r"url\(([^)]*)\)", style):
        assert (written.parent / "assets" / address).is_file(), address
    assert "http" not in style and f"--inside:{WIDTH}px" in style
    assert {"LICENSE-reveal", "LICENSE-marked", "LICENSE_DEJAVU"} <= {
        path.name for path in (written.parent / "assets").iterdir()
    }


def test_help_lines_stay_in_sight():
    """In a deck that shows help lines each slide should carry them, and in another none."""
    lesson, other = deck.deck(PATHS[7]), deck.deck(PATHS[3])
    foot = "help: 988 (USA), 116 123 (UK and Ireland), findahelpline.com"
    assert lesson.count(foot) == lesson.count('<aside class="notes">') > 50
    assert "help:" not in other and text_width(f"07 · {foot}", SIZES["footer"]) < 860


def test_questions_have_their_names_in_the_notes():
    """A plan that names a question should lead to its slide."""
    for one in data.questions():
        if one.notebook == "03-reuptake":
            assert f"question bank: {one.id}<" in deck.deck(PATHS[3])


def test_what_lies_in_the_folder_stays(tmp_path):
    """Neither a file of somebody's nor the pictures of another deck should go; an old picture should be renewed."""
    deck.write_decks(["06"], tmp_path)
    others = {path.name for path in (tmp_path / "playable").iterdir()}
    (tmp_path / "playable" / "mine.html").write_text("mine", encoding="utf-8")
    (tmp_path / "playable" / "03-clearance.html").write_text("old", encoding="utf-8")
    deck.write_decks(["03"], tmp_path)
    left = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "playable").iterdir()}
    assert others <= left.keys() and left["mine.html"] == "mine" and len(left["03-clearance.html"]) > 1000
    with pytest.raises(ValueError, match="where the pictures are"):
        deck.write_decks(["03"], deck.FIGURES)


def test_faults_of_a_notebook_are_told_with_its_name(tmp_path):
    """A file that is none, a picture that was not saved and a missing folder should be told, not traced."""
    broken = tmp_path / "03-broken.ipynb"
    broken.write_text("{", encoding="utf-8")
    with pytest.raises(ValueError, match="03-broken.ipynb cannot be read as a notebook"):
        deck.deck(broken)
    book = json.loads(PATHS[3].read_text(encoding="utf-8"))
    for cell in book["cells"]:
        cell |= {"outputs": []} if cell["cell_type"] == "code" else {}
    broken.write_text(json.dumps(book), encoding="utf-8")
    with pytest.raises(ValueError, match=r"03-broken.ipynb, cell \d+: the picture of .* is not saved"):
        deck.deck(broken)


def test_commands_of_the_notebook_and_raw_cells_stop_nothing(tmp_path):
    """A line that is no Python should be passed over, and a raw cell too."""
    path = tmp_path / "03-short.ipynb"
    sources = {"markdown": "# Title", "code": "%matplotlib inline", "raw": "x"}
    cells = [{"cell_type": kind, "source": source, "metadata": {}} for kind, source in sources.items()]
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    assert "Title" in deck.deck(path)


def test_command_tells_what_it_cannot_write(tmp_path, capsys):
    """A folder that is a file should be named, with exit code 1 and without a traceback."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["slides", "03", "--to", str(tmp_path / "file")]) == 1
    assert "--to:" in capsys.readouterr().err


def test_same_deck_each_time():
    """A deck should be the same, letter for letter, each time it is made."""
    assert deck.deck(PATHS[0]) == deck.deck(PATHS[0])


def test_notebooks_are_found_by_number_and_refused_by_name():
    """A wrong number should be answered with the right ones."""
    assert [path.stem for path in deck.notebooks(["03", "00-start-here"])] == ["03-reuptake", "00-start-here"]
    with pytest.raises(ValueError, match="notebook is '42'; allowed are 00, 01"):
        deck.notebooks(["42"])
