"""URLs as they are given to a command: arguments, files with one on a line, standard input."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from crawler.cli.errors import Problem
from crawler.cli.stdin import NAME, STDIN


def read_urls(arguments: Sequence[str], files: Sequence[Path]) -> list[str]:
    """Return the URLs of the arguments and files in their order. Raises `Problem`, naming a line.

    `-` stands for standard input among either. Blank lines are left out, and those that start with
    a number sign.
    """
    if [*map(str, files), *arguments].count(STDIN) > 1:
        raise Problem("- is standard input: give it once")
    found: list[str] = []
    for argument in arguments:
        if argument == STDIN:
            found += _of_file(Path(STDIN))
        else:
            found.append(checked(argument))
    for path in files:
        found += _of_file(path)
    if not found:
        raise Problem("no URL is given: name some, or give --from FILE; - is standard input")
    return found


def checked(text: str, where: str = "") -> str:
    """Return a URL without the white space around it. Raises `Problem` for text that is none."""
    from pipelines.urls import host_of

    url = text.strip()
    shown = url if len(url) <= 200 else f"{url[:200]}…"
    if not url.lower().startswith(("http://", "https://")) or not host_of(url):
        hint = f", meant is perhaps https://{shown}" if host_of(f"https://{url}") else ""
        hint = hint if "." in url.partition("/")[0] and " " not in url else ""
        raise Problem(f"{where}{shown!r} is not a URL: it starts with http:// or https://{hint}")
    if any(letter.isspace() for letter in url):
        raise Problem(f"{where}{shown!r} is not one URL: give one on a line")
    return url


def _of_file(path: Path) -> list[str]:
    name = NAME if str(path) == STDIN else str(path)
    urls = list(_of_lines(_text(path, name).splitlines(), name))
    if not urls:
        raise Problem(f"{name}: there is no URL in it")
    return urls


def _of_lines(lines: Iterable[str], name: str) -> Iterator[str]:
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield checked(line, f"{name}:{number}: ")


def _text(path: Path, name: str) -> str:
    """Return the text of a file. Raises `Problem` for one that cannot be read."""
    try:
        content = sys.stdin.buffer.read() if str(path) == STDIN else path.read_bytes()
        return content.decode("utf-8-sig")
    except FileNotFoundError:
        raise Problem(f"{name}: there is no such file") from None
    except OSError as error:
        raise Problem(f"{name}: {(error.strerror or str(error)).lower()}") from error
    except UnicodeDecodeError as error:
        raise Problem(f"{name}: not a list of URLs (not UTF-8 at byte {error.start})") from None
