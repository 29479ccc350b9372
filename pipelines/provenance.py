"""Where an article comes from: the bytes of its page, and the warta and rules that read them."""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipelines.records import Rules

DIGITS = 16  # hexadecimal, of a page's digest: 64 bits
CODE_DIGITS = 12
# What decides the text and the fields of an article; stores and queries do not.
READERS = ("records", "html", "text", "extract", "clean", "language", "inputs", "chain", "quality")


def page_hash(parts: Iterable[bytes]) -> str:
    """Return a digest of the bytes of an article's pages, in order; "" if there are none."""
    digest = hashlib.blake2b(digest_size=DIGITS // 2)
    empty = True
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
        empty = empty and not part
    return "" if empty else digest.hexdigest()


@cache
def made_by(rules: Rules) -> str:
    """Return the version of warta with a digest of its reading code and the outlet's rules.

    `0.1.0+3f9a…`: two articles of the same page and the same value are equal. The catalogue of
    cleaning rules is code.
    """
    digest = hashlib.blake2b(digest_size=CODE_DIGITS // 2)
    digest.update(code_digest().encode())
    digest.update(repr(rules).encode())
    return f"{warta_version()}+{digest.hexdigest()}"


@cache
def code_digest() -> str:
    """Return a digest of the source of the packages that read pages (`READERS`)."""
    root = Path(__file__).parent
    digest = hashlib.blake2b(digest_size=CODE_DIGITS // 2)
    for name in READERS:
        single = root / f"{name}.py"
        for path in [single] if single.is_file() else sorted((root / name).rglob("*.py")):
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


@cache
def warta_version() -> str:
    """Return the installed version of warta, `0` where it is not installed."""
    try:
        return version("warta")
    except PackageNotFoundError:
        return "0"
