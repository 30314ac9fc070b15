"""What others wrote stays plain words in every form of Markdown."""

import re

import mistune
import pytest
from reuptake.evidence.markdown import escaped


def rendered(text):
    """HTML of Markdown where everything is switched on: HTML, mathematics, tables, links by themselves."""
    plugins = ["url", "table", "strikethrough", "math", "footnotes", "def_list", "task_lists"]
    plugins += ["superscript", "subscript", "mark", "insert", "spoiler", "abbr", "ruby"]
    return mistune.create_markdown(escape=False, plugins=plugins)(text)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("a *b* _c_ `d` [e](f) <b>g</b>", r"a \*b\* \_c\_ \`d\` \[e\](f) &lt;b>g&lt;/b>"),
        ("P < .05 and n > 3 | $x$ ~ \\", r"P < .05 and n > 3 \| \$x\$ \~ &#92;"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("title\n===\n    code\n- item\n+ item", "title\n\\=\\==\ncode\n\\- item\n\\+ item"),
        ("1. one\n12) two\n3 three\n> four\n: five", "1\\. one\n12\\) two\n3 three\n\\> four\n\\: five"),
        ("a-b = 5-HT + c: (x)", "a-b = 5-HT + c: (x)"),
        ("AT & T, R&D, &lt; and &#60;", "AT & T, R&amp;D, &amp;lt; and &amp;\\#\u206060;"),
        ("https://x.invalid www.y.invalid", r"https\://x.invalid www&#46;y.invalid"),
        ("@me me@x.org #12 # 3", "@\u2060me me@\u2060x.org \\#\u206012 \\# 3"),
        ("\x00\x1b[31m\u202eevil\ud800", r"\[31mevil"),
        ("", ""),
    ],
)
def test_escaped(typed, written):
    """Marks should lose their force; what is no mark where it stands should stay readable."""
    assert escaped(typed) == written


HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!-- x -->",
    "[a](https://x.invalid) ![b](c) <https://x.invalid> https://x.invalid www.x.invalid me@x.org",
    "# a\n## b\na\n===\nb\n---\n***\n> c\n1. d\n2) e\n- f\n- [ ] g\n+ h\n* i\n: j",
    "```\na\n```\n~~~\nb\n~~~\n    c\n`d`",
    "a | b\n--- | ---\nc | d",
    "$x$ $$y$$ \\(z\\) \\[w\\] ^s^ ==m== ++i++ ~~t~~ [^1]\n[^1]: note\n[k]: https://x.invalid",
    "&lt;b&gt; &#60;b&#62; &copy;",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_comes_alive(text):
    """Nothing but paragraphs of the same words should come out, also after a backslash and inside a list."""
    for typed in (text, text.replace("<", "\\<").replace("[", "\\["), f"\\{text}"):
        html = rendered(f"- {escaped(typed)}".replace("\n", "\n\n  "))
        assert set(re.findall(r"</?\w+", html)) <= {"<ul", "</ul", "<li", "</li", "<p", "</p"}, html
        words = re.sub(r"<[^>]*>", "", html).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
        words = words.replace("&amp;", "&").replace("\u2060", "")
        assert words.split() == typed.split()


def test_backslash_is_not_needed_before_html():
    """Even a reader of the first Markdown, in which a backslash has no force there, should get no markup."""
    text = escaped("<b>x</b> \\<b> &amp; <!-- y")
    assert not re.search(r"<(?! )", text) and not re.search(r"&(?!(lt|amp|#92);)", text)
