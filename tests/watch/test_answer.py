"""The body of an answer is read piece by piece, whatever the library below does or leaves undone."""

import gzip
import io

import pytest
from reuptake.watch.answer import Late, Short, Strange, TooMuch, read_body


class Raw:
    """A source of bytes that checks nothing by itself, as older libraries do."""

    def __init__(self, data):
        self._data = io.BytesIO(data)

    def read(self, amount, decode_content):
        """Give the next bytes as they are."""
        assert decode_content is False and amount <= 65536
        return self._data.read(min(amount, 7))


def body(data, late=lambda: False, size=1000, **headers):
    return read_body(Raw(data), {name.replace("_", "-"): value for name, value in headers.items()}, size, late)


def test_plain_and_packed():
    """The same content should come out, packed or not, with or without a length."""
    data = b"content" * 9
    assert body(data) == body(data, Content_Length="63") == data
    assert body(gzip.compress(data), Content_Encoding="GZIP") == data
    assert body(b"") == body(b"", Content_Encoding="gzip") == b""


@pytest.mark.parametrize("length", ["many", "-1", "9" * 40, "٣"])
def test_senseless_length_is_passed_over(length):
    """A length that is no sensible number should count as none."""
    assert body(b"content", Content_Length=length) == b"content"


def test_short():
    """Fewer bytes or more than announced, and a packed body without its end, should be told."""
    for length in ("8", "6"):
        with pytest.raises(Short):
            body(b"content", Content_Length=length)
    with pytest.raises(Short):
        body(gzip.compress(b"content")[:-9], Content_Encoding="gzip")


def test_size():
    """As many bytes as allowed should pass, one more not, packed or not."""
    assert len(body(b"x" * 1000)) == len(body(gzip.compress(b"x" * 1000), Content_Encoding="gzip")) == 1000
    for data, packed in ((b"x" * 1001, "identity"), (gzip.compress(b"x" * 1001), "gzip")):
        with pytest.raises(TooMuch):
            body(data, Content_Encoding=packed)


def test_late_and_strange():
    """A body that is still coming when the time is over, and one in an unknown packing, should be told."""
    with pytest.raises(Late):
        body(b"content", late=lambda: True)
    for packing in ("br", "deflate", "zstd"):
        with pytest.raises(Strange):
            body(b"content", Content_Encoding=packing)
