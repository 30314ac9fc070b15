"""The body of one answer, read piece by piece so that neither size nor time can run away."""

import zlib

PIECE = 65536


class TooMuch(Exception):
    """The body is larger than allowed, as sent or once unpacked."""


class Late(Exception):
    """The time for the whole answer is over."""


class Short(Exception):
    """Fewer bytes came than the service had announced."""


class Strange(Exception):
    """The body is packed in a way that was not asked for, or badly."""


def read_body(raw, headers, size, late):
    """Read the body of an answer.

    Parameters
    ----------
    raw : urllib3 response
        With nothing read and nothing unpacked yet.
    headers : mapping of str to str
    size : int
        Most bytes, both as sent and unpacked.
    late : callable
        Says whether the time is over.

    Returns
    -------
    bytes

    Raises
    ------
    TooMuch, Late, Short, Strange
    """
    announced = headers.get("Content-Length", "")
    # Of a length, only the digits of a sensible number are believed.
    expected = int(announced) if announced.isascii() and announced.isdigit() and len(announced) < 16 else None
    if expected is not None and expected > size:
        raise TooMuch
    unpack = _unpacker(headers.get("Content-Encoding", "identity").strip().lower())
    parts, sent, kept = [], 0, 0
    for piece in _pieces(raw):
        sent += len(piece)
        part = unpack(piece, size + 1 - kept)
        kept += len(part)
        parts.append(part)
        if max(sent, kept) > size:
            raise TooMuch
        if late():
            raise Late
    if expected is not None and sent != expected:
        raise Short
    if not unpack.ended():
        raise Short
    return b"".join(parts)


def _pieces(raw):
    """Yield what has arrived, without waiting for a full piece: a drip must not hold the clock."""
    read = getattr(raw, "read1", None)
    while piece := read(PIECE, decode_content=False) if read else raw.read(512, decode_content=False):
        yield piece


class _Plain:
    def __call__(self, piece, room):
        return piece

    def ended(self):
        return True


class _Gzip:
    """Unpacks no more than there is room for, one byte over the limit, so that a small bomb stays small."""

    def __init__(self):
        self._inner = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._any = False

    def __call__(self, piece, room):
        self._any = True
        try:
            part = self._inner.decompress(piece, room)
        except zlib.error:
            raise Strange from None
        if self._inner.unused_data:
            raise Strange
        return part

    def ended(self):
        return self._inner.eof or not self._any


def _unpacker(encoding):
    if encoding in ("", "identity"):
        return _Plain()
    if encoding in ("gzip", "x-gzip"):
        return _Gzip()
    raise Strange
