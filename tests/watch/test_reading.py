"""Bytes become plain values or are refused in words; text becomes one plain line; shapes name what is wrong."""

import time
import tracemalloc

import pytest
from reuptake.watch.clean import clean, tidy
from reuptake.watch.reading import DEEPEST, MOST_VALUES, parse
from reuptake.watch.shape import Fields, Flag, Many, Maybe, Mismatch, Scalar, Text, Whole, within


def test_plain_json():
    """Ordinary JSON should be read as it stands, with or without a byte order mark."""
    assert parse(b'{"a": [1, -2.5, "\\u00b5", true, null]}') == {"a": [1, -2.5, "µ", True, None]}
    assert parse(b"\xef\xbb\xbf[]") == []


def test_deepest_that_is_read():
    """Nesting should be allowed up to the limit and not beyond."""
    assert parse(b"[" * DEEPEST + b"]" * DEEPEST)
    with pytest.raises(ValueError, match="deeper than"):
        parse(b"[" * (DEEPEST + 1) + b"1" + b"]" * (DEEPEST + 1))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"a": 1, "b": 2, "a": 3}', "the name 'a' stands twice"),
        (b"1234567890123456789", "a number of 19 digits"),
        (b"-1e400", "too large"),
        (b"1." + b"1" * 1_000_000, "too large"),
        (b"[1,]", "not well-formed"),
        (b"[1", "ends too early"),
        (b"[1] 2", "not well-formed"),
        (b'"\x01"', "not well-formed"),
    ],
)
def test_refused_json(data, reason):
    """What is no sound JSON should be refused with its reason."""
    with pytest.raises(ValueError, match=reason):
        parse(data)


def test_too_many_values(monkeypatch):
    """More values than anybody needs should be refused, as many as allowed be read."""
    monkeypatch.setattr("reuptake.watch.reading.MOST_VALUES", 10)
    assert parse(b"[1,2,3,4,5,6,7,[8,9]]")
    with pytest.raises(ValueError, match="more than 10 values"):
        parse(b"[1,2,3,4,5,6,7,8,9,[10,11]]")


def test_too_many_values_are_refused_before_they_are_made():
    """Millions of empty lists in few bytes should not reach the memory."""
    data = b"[" + b"[]," * 3_000_000 + b"[]]"
    tracemalloc.start()
    try:
        with pytest.raises(ValueError, match=f"more than {MOST_VALUES} values"):
            parse(data)
        assert tracemalloc.get_traced_memory()[1] < 3 * len(data)
    finally:
        tracemalloc.stop()


def test_doubled_name_at_the_end_of_many():
    """A doubled name should be found soon, however many stand before it."""
    names = ",".join(f'"n{number}":0' for number in range(200_000))
    begun = time.process_time()
    with pytest.raises(ValueError, match="the name 'n199999' stands twice"):
        parse(f'{{{names},"n199999":1}}'.encode())
    assert time.process_time() - begun < 20


def test_sign_is_no_digit():
    """Eighteen digits should be read with a minus, too."""
    assert parse(b"-123456789012345678") == -123456789012345678


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  two \n words\t", "two words"),
        ("5-HT<sub>1A</sub>", "5-HT1A"),
        ("p < 0.05 and n > 3", "p < 0.05 and n > 3"),
        ("&lt;i&gt;x&lt;/i&gt; &amp; y", "x & y"),
        ("a<!-- <b> -->b", "ab"),
        ("a<!-- b <i>c</i>", "a<!-- b c"),
        ("a <b and c", "a <b and c"),
        ("if x <y and z> 3, mail <me@x.org>", "if x <y and z> 3, mail <me@x.org>"),
        ("p<0.05 and n>3", "p<0.05 and n>3"),
        ("a<scr<script>ipt>b</SCRIPT\n>c", "abc"),
        ("<<b>b>x<<!-- -->i>y", "xy"),
        ('<a href="x">l</a><br/><mml:math xmlns="y"><mml:mi>n</mml:mi></mml:math>', "ln"),
        ("<imgx> <h7> <h2 class=z>t</h2>", "<imgx> <h7> t"),
        ("<" * 50 + "b>" * 50, ""),
        ("\x1b[31mred\x1b[0m", "[31mred [0m"),
        ("a\u202eb\u200bc\ufeffd", "a b c d"),
        ("x\ud800y", "x y"),
        ("e\u0301", "é"),
        ("😀 µ ± ₂", "😀 µ ± ₂"),
        ("", ""),
    ],
)
def test_clean(text, plain):
    """Markup and hidden characters should go, words and signs stay."""
    assert clean(text) == plain
    assert tidy(clean(text)) == clean(text)


def test_length():
    """A long text should be cut with an ellipsis, and soon, however long it is."""
    assert clean("ab" * 100, 10) == "ababababa…"
    assert clean("<b>" * 3_000_000, 10) == ""
    assert len(clean(" " * 9_000_000 + "x")) == 0


@pytest.mark.parametrize(
    "text", ["<!--" * 100_000, "<a" * 200_000, "<b><!-- " * 50_000, "<" * 400_000, "<<b>!--" * 9000]
)
def test_hostile_markup_takes_no_time(text):
    """Comments and tags that never end should be looked through once."""
    begun = time.process_time()
    clean(text, 100_000)
    assert time.process_time() - begun < 10


def test_markup_made_to_deceive():
    """What makes new markup again and again should end without any."""
    text = "b>"
    for _ in range(60):
        text = f"<<b>!-- -->{text}"
    assert "<" not in clean(text, 9000)


SHAPE = Fields(name=Text(), count=Maybe(Whole(high=9)), many=Maybe(Many(Fields(flag=Flag()), 2)), any=Maybe(Scalar()))


def test_shape_takes_what_it_describes():
    """Described fields should be read, gaps as None, others left out."""
    value = {"name": "<b>x</b>", "count": None, "many": [{"flag": True}], "any": 2.5, "unknown": "y"}
    assert SHAPE.read(value) == {"name": "x", "count": None, "many": [{"flag": True}], "any": 2.5}
    assert SHAPE.read({"name": "x"}) == {"name": "x", "count": None, "many": None, "any": None}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ([], "the field at the top is a list; expected was an object"),
        ({}, "the field name is missing; expected was a text"),
        ({"name": 1}, "the field name is a number; expected was a text"),
        ({"name": "x", "count": 10}, "the field count is a number; expected was a whole number from 0 to 9"),
        ({"name": "x", "count": 1.0}, "the field count is a number"),
        ({"name": "x", "count": "1"}, "the field count is a text"),
        ({"name": "x", "many": [{"flag": True}, {"flag": 1}]}, "the field many[1].flag is a number"),
        ({"name": "x", "many": [{"flag": True}] * 3}, "the field many is a list; expected was a list of at most 2"),
        ({"name": "x", "any": {}}, "the field any is an object; expected was a text or a number"),
    ],
)
def test_shape_names_what_is_wrong(value, words):
    """The first field that does not fit should be named, with what it is and what it should be."""
    with pytest.raises(Mismatch) as caught:
        SHAPE.read(value)
    assert words in str(caught.value)


def test_pattern_and_digits():
    """A pattern should fit the whole text, in plain letters; a number may come as digits where that is said."""
    assert Text(pattern=r"NCT\d{3}").read("NCT123") == "NCT123"
    for wrong in ("NCT1234", "xNCT123", "NCT123\n", "NCT١٢٣"):
        with pytest.raises(Mismatch, match="a text like NCT"):
            Text(pattern=r"NCT\d{3}").read(wrong)
    assert Whole(written=True).read("17") == 17
    for wrong in ("1.5", "", "-1", "1" * 16, " 1", "١"):
        with pytest.raises(Mismatch):
            Whole(written=True).read(wrong)


def test_within():
    """Following names should end at a gap with None."""
    assert within({"a": {"b": 1}}, "a", "b") == 1
    assert within({"a": None}, "a", "b") is None and within(None, "a") is None
