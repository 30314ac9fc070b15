"""The rewritten article on a page: as long as promised, each sentence beside its sources, safe as HTML."""

import re

import pytest
from reuptake.evidence import label, reference
from reuptake.evidence.article import Sentence, rewritten_article
from reuptake.ui.article import Article, article


def one(**changes):
    """An article of one sentence."""
    fields = {
        "id": "R01",
        "section": "Uses",
        "text": "It helps.",
        "source": ("emsley2018",),
        "via": (),
        "status": "verified",
    }
    return Article([Sentence(**fields | changes)])


def test_length():
    """The article should have 400 to 600 words, counted without headings and sources."""
    shown = article()
    assert 400 <= shown.words <= 600
    assert shown.words == len(" ".join(sentence.text for sentence in rewritten_article()).split())


@pytest.mark.parametrize("sentence", rewritten_article(), ids=lambda sentence: sentence.id)
def test_each_sentence_stands_beside_its_sources(sentence):
    """Text and HTML should hold each sentence under its heading, followed by the labels of its sources."""
    behind = repr(article()).partition(f"[{sentence.id}] {sentence.text} (")[2].partition("\n")[0]
    assert all(label(key) in behind for key in (*sentence.source, *sentence.via) if key != "thiscourse")
    page = article()._repr_html_()
    for key in sentence.source:
        assert not reference(key).link or f'href="{reference(key).link}"' in page.replace("&amp;", "&")


def test_headings_in_order():
    """Each topic should stand once, as a heading, in both forms."""
    shown = article()
    assert re.findall(r"^[A-Z][\w ]+$", repr(shown), flags=re.M) == list(shown.sections)
    assert re.findall(r"<p><strong>(.*?)\.</strong>", shown._repr_html_()) == list(shown.sections)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "(Emsley et al. 2018)"),
        ({"status": "secondary"}, "(as cited in Emsley et al. 2018)"),
        ({"status": "secondary", "via": ("psychiatryadvisornd",)}, "(Emsley et al. 2018; in part as cited in "),
        ({"source": ("thiscourse",), "status": "derived"}, "(our search)"),
    ],
)
def test_how_sure_it_is_stands_in_the_brackets(changes, said):
    """What was read elsewhere should say so, and our own search should be named as that."""
    assert said in repr(one(**changes))


def test_keys_leave_out_ourselves():
    """The keys for a list of references should be unique and without our own."""
    keys = article().keys
    assert len(set(keys)) == len(keys) > 30 and "thiscourse" not in keys


def test_what_a_sentence_holds_is_escaped():
    """Signs of HTML in a sentence should be shown, not obeyed."""
    page = one(text="P < .05 & <b>more</b>.")._repr_html_()
    assert "P &lt; .05 &amp; &lt;b&gt;more" in page and "<b>" not in page
