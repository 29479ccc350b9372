"""Gzip data of one or more members, decompressed up to a limit and up to any damage."""

import zlib

CHUNK = 1 << 16
GZIP_MAGIC = b"\x1f\x8b\x08"


def inflated(body: bytes, limit: int) -> bytes:
    """Return the decompressed gzip, zlib or raw deflate data; other data unchanged.

    Gzip data may have several members, one after the other (RFC 1952, section 2.2): what follows
    the last one is ignored. Of damaged data, what comes before the damage.
    """
    for window in (32 + zlib.MAX_WBITS, -zlib.MAX_WBITS):
        out, rest = bytearray(), body
        while len(out) < limit and (rest is body or rest.startswith(GZIP_MAGIC)):
            data, rest = _member(rest, window, limit - len(out))
            out += data
        if out:
            return bytes(out)
    return body


def _member(body: bytes, window: int, limit: int) -> tuple[bytes, bytes]:
    """Return the data of one compressed stream, up to any damage, and the bytes behind it."""
    inflate, out = zlib.decompressobj(window), bytearray()
    try:
        for start in range(0, len(body), CHUNK):
            out += inflate.decompress(body[start : start + CHUNK], max(1, limit - len(out)))
            if inflate.eof:
                return bytes(out), inflate.unused_data + body[start + CHUNK :]
            if len(out) >= limit:
                break
    except zlib.error:
        pass  # what came before the damage is returned
    return bytes(out), b""
