"""What the URLs of an outlet's articles have in common, as a regular expression.

URLs are grouped by their shape: what each part of the path is (a year, a number, a word, a slug).
Each shape that enough articles have becomes one alternative of the pattern.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from pipelines.records import Rules
from pipelines.urls import canonical, host_of, is_article

LEAST_SHARE = 0.1  # of the articles must have a shape for it to count
MOST_SHAPES = 3
MOST_REJECTED = 5
SAMPLE_SLUG = "contoh-judul-berita"
NO_ARTICLES = (
    "tag", "tags", "topic", "topics", "topik", "category", "kategori", "author", "penulis",
    "search", "cari", "page", "feed", "rss", "index", "indeks", "wp-",
)  # fmt: skip
NOT_FIRST = (
    r"(?!(?:tags?|topi[ck]s?|category|kategori|author|penulis|search|cari|page|feed|rss|inde(?:x|ks))"
    r"(?:[/?]|$)|wp-)"
)
YEAR = re.compile(r"(?:19|20)\d\d")
SUFFIX = re.compile(r"\.(?:s?html?|php|aspx?|jsp)$")
FILES = re.compile(r"\.(?:jpe?g|png|gif|svg|webp|ico|css|js|xml|pdf|mp[34]|json)$", re.I)
SLUG_WORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """The pattern of an outlet's article URLs with what speaks for it.

    `regex` is "" where the URLs show none. `accept` and `reject` are examples, with the words of
    titles replaced. `host_map` and `sections` are what the URLs showed besides. `covered` is the
    share of the articles that it takes (0..1), `weak` says that it rests on the length of slugs.
    """

    regex: str = ""
    accept: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()
    host_map: tuple[tuple[str, str], ...] = ()
    sections: tuple[str, ...] = ()
    covered: float = 0.0
    weak: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """The pattern of one part of the path of a shape.

    `sure` parts tell an article from a section, an `identity` one article from another. `varies`
    says that the part is one of many words, `slug` that it holds words of the title.
    """

    regex: str
    sure: bool = False
    identity: bool = False
    varies: bool = False
    slug: bool = False


@dataclass(slots=True, kw_only=True)
class _Shape:
    """URLs with the same shape: those known as articles, and links that only look like them."""

    articles: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


def article_pattern(articles: Iterable[str], links: Iterable[str] = (), front: str = "") -> Pattern:
    """Return the pattern of canonical URLs of articles; other texts are ignored.

    `links` are the other URLs of the outlet's front page: they show which parts vary, and give the
    examples that must not match. Without known articles the links that look most like articles are
    used.
    """
    listed = _of_articles(articles)
    others = [url for url in _of_articles(links) if url not in set(listed)]
    if not listed:
        listed = _likely(others)
        others = [url for url in others if url not in set(listed)]
    if not listed:
        return Pattern()
    host, host_map = _host(listed, host_of(front))
    rules = Rules(host_map=host_map)
    known = set(listed)
    listed = [canonical(url, rules) for url in listed]
    others = [canonical(url, rules) for url in others]
    shapes = _shapes(listed, others)
    found = [_parts(shape) for shape in shapes]
    weak = any(_is_weak(parts) for parts in found)
    scheme = urlsplit(listed[0]).scheme
    head = f"^{scheme}://{host}/"
    regex = _joined(found, others=[url for url in links if url not in known], head=head)
    made = Rules(article_url=regex, host_map=host_map)
    taken = sum(is_article(url, made) for url in listed)
    return Pattern(
        regex=regex,
        accept=_accepted(shapes, found, made),
        reject=_rejected([front, *links], made),
        host_map=host_map,
        sections=_sections(shapes, found),
        covered=taken / len(listed),
        weak=weak,
    )


def _of_articles(urls: Iterable[str]) -> list[str]:
    """Return the URLs that may be an article's, each once."""
    kept: dict[str, None] = {}
    for url in urls:
        parts = _path(url) if url.startswith("http") else []
        first = parts[0].lower() if parts else ""
        listing = first.startswith("wp-") or first in NO_ARTICLES
        if parts and not listing and not FILES.search(parts[-1]):
            kept[url] = None
    return list(kept)


def _likely(links: Sequence[str]) -> list[str]:
    """Return the links of the shapes that look like those of articles: a number, or a long slug."""
    return [
        url for url in links if _kind(_path(url)[-1]) == "slug" or "number" in _kinds(_path(url))
    ]


def _path(url: str) -> list[str]:
    return [part for part in urlsplit(url).path.split("/") if part]


def _kinds(parts: Sequence[str]) -> list[str]:
    """Return what the parts of a path are. A day or month follows a year, or two of its like."""
    kinds = [_kind(part) for part in parts]
    for place, part in enumerate(parts):
        dated = kinds[max(0, place - 1)] == "year" or kinds[max(0, place - 2)] == "year"
        short_year = [len(p) == 2 and p.isdigit() for p in parts[place : place + 3]] == [True] * 3
        if short_year:
            kinds[place : place + 3] = ["day"] * 3
        elif dated and re.fullmatch(r"\d\d?", part):
            kinds[place] = "day"
    return kinds


def _kind(part: str) -> str:
    """Return the kind of one part of a path: year, number, slug or word."""
    part = SUFFIX.sub("", part)
    if YEAR.fullmatch(part):
        return "year"
    if re.fullmatch(r"\d+(?:-\d+)*", part):
        return "number"
    return "slug" if len(re.findall(r"[^\W_]+", part)) >= SLUG_WORDS else "word"


def _shapes(listed: Sequence[str], others: Sequence[str]) -> list[_Shape]:
    """Return the shapes that enough of the articles have, the most frequent first."""
    shapes: dict[tuple[str, ...], _Shape] = {}
    for url in listed:
        shapes.setdefault(_shape(url), _Shape()).articles.append(url)
    for url in others:
        known = shapes.get(_shape(url))
        if known and (_kind(_path(url)[-1]) == "slug" or "number" in _shape(url)):
            known.links.append(url)
    least = max(1, LEAST_SHARE * len(listed))
    often = sorted(shapes.values(), key=lambda shape: -len(shape.articles))
    return [shape for shape in often if len(shape.articles) >= least][:MOST_SHAPES]


def _shape(url: str) -> tuple[str, ...]:
    """Return the kinds of the parts. A title of two words is still the slug of an article."""
    parts = _path(url)
    kinds = _kinds(parts)
    if kinds[-1] == "word":
        kinds[-1] = "slug"
    inner = ["word" if kind == "slug" else kind for kind in kinds[:-1]]
    suffix = SUFFIX.search(parts[-1])
    return (*inner, kinds[-1], suffix[0] if suffix else "")


def _parts(shape: _Shape) -> list[_Part]:
    """Return the pattern of each part of the path of a shape."""
    urls = [*shape.articles, *shape.links]
    columns = list(zip(*(_path(url) for url in urls), strict=True))
    kinds = _kinds(_path(urls[0]))
    parts: list[_Part] = []
    for place, values in enumerate(columns):
        last = place == len(columns) - 1
        part = _slug(values) if last else _inner(values, kinds[place])
        if part.identity and any(known.identity for known in parts):
            part = replace(part, regex=_unnamed(part.regex), identity=False)
        parts.append(part)
    return parts


def _inner(values: Sequence[str], kind: str) -> _Part:
    """Return the pattern of a part that is not the last one."""
    if kind == "year":
        return _Part(regex=r"\d{4}", sure=True)
    if kind == "day":
        two = all(len(value) == 2 for value in values)
        return _Part(regex=r"\d{2}" if two else r"\d{1,2}", sure=True)
    if (code := _code(values)) and len(set(values)) > len(values) / 2:
        return _Part(regex=code, sure=True, identity=True)
    if all(value.isdigit() for value in values):
        return _Part(regex=r"\d+", sure=True)
    if len(set(values)) == 1:
        return _Part(regex=re.escape(values[0]).replace(r"\-", "-"), sure=len(values) > 1)
    return _Part(regex=r"[\w-]+", varies=True)


def _code(values: Sequence[str]) -> str:
    """Return the pattern of values that are all a number or a code, "" if they are not."""
    if all(re.fullmatch(r"\d{3,}", value) for value in values):
        return r"(?P<id>\d+)"
    if all(re.fullmatch(r"\d+(?:-\d+)+", value) for value in values):
        return r"(?P<id>[\d-]+)"
    numbered = [re.fullmatch(r"([a-z]+-?)\d{3,}", value) for value in values]
    if all(numbered) and len({match[1] for match in numbered if match}) == 1:
        assert numbered[0]
        return rf"{numbered[0][1]}(?P<id>\d+)"
    plain = all(re.fullmatch(r"[A-Za-z0-9]{5,24}", value) for value in values)
    if plain and len(values) > 1 and _are_codes(values):
        letters = "a-z" if all(value == value.lower() for value in values) else "A-Za-z"
        shortest, longest = min(map(len, values)), max(map(len, values))
        length = f"{shortest}" if shortest == longest else f"{shortest},{longest}"
        return rf"(?P<id>[{letters}0-9]{{{length}}})"
    return ""


def _are_codes(values: Sequence[str]) -> bool:
    """Return whether nearly all values hold digits, or letters of both cases, unlike words."""
    odd = [v for v in values if any(map(str.isdigit, v)) or not (v.islower() or v.istitle())]
    return len(odd) >= 0.8 * len(values)


def _slug(values: Sequence[str]) -> _Part:
    """Return the pattern of the last part: a title with or without a number, or a number alone."""
    suffix = SUFFIX.search(values[0])
    end = re.escape(suffix[0]) if suffix else ""
    values = [SUFFIX.sub("", value) for value in values]
    if (code := _code(values)) and len(set(values)) > len(values) / 2:
        return _Part(regex=code + end, sure=True, identity=True)
    heads = [value.partition("-")[0] for value in values]
    tails = [value.rpartition("-")[2] for value in values]
    if code := _code_beside_slug(heads):
        return _Part(regex=f"{code}-[^/?]+{end}", sure=True, identity=True, slug=True)
    if code := _code_beside_slug(tails):
        return _Part(regex=f"[^/?]+-{code}{end}", sure=True, identity=True, slug=True)
    return _Part(regex=f"[^/?]+{end}", slug=True)


def _code_beside_slug(values: Sequence[str]) -> str:
    """Return the pattern of the first or last words of slugs, "" if they are words of a title."""
    distinct = len(set(values)) > 0.9 * len(values) and len(values) > 2
    alike = len(set(map(len, values))) == 1 or all(value.isdigit() for value in values)
    if not distinct or not alike or any(YEAR.fullmatch(value) for value in values):
        return ""
    return _code(values)


def _is_weak(parts: Sequence[_Part]) -> bool:
    """Return whether nothing but the slug tells an article from a section."""
    return not any(part.sure for part in parts)


def _joined(found: Sequence[Sequence[_Part]], others: Iterable[str], head: str) -> str:
    """Return the alternatives in one pattern, stricter where it would match other pages."""
    others = list(others)
    alternatives = []
    avoid = False
    for parts in found:
        strict = _is_weak(parts) or _takes_a_section(head, parts, others)
        avoid = avoid or (strict and (parts[0].varies or parts[0].slug))
        pieces = [part.regex for part in parts]
        if strict and parts[-1].slug:
            words = rf"[^\W_]+(?:[-_][^\W_]+){{{SLUG_WORDS - 1},}}"
            pieces[-1] = pieces[-1].replace("[^/?]+", words, 1)
        alternatives.append("/".join(pieces))
    alternatives = list(dict.fromkeys(_one_id(alternatives)))
    body = alternatives[0] if len(alternatives) == 1 else f"(?:{'|'.join(alternatives)})"
    return rf"{head}{NOT_FIRST if avoid else ''}{body}(?:\?|$)"


def _one_id(alternatives: list[str]) -> list[str]:
    """Return the alternatives with one group `id` among them: a name may occur only once."""
    named = [text for text in alternatives if "(?P<id>" in text]
    if len(named) < 2:
        return alternatives
    return [_unnamed(text) for text in alternatives]


def _unnamed(pattern: str) -> str:
    """Return the pattern without the group `id` around what it names."""
    return re.sub(r"\(\?P<id>((?:[^()]|\\.)*)\)", r"\1", pattern)


def _takes_a_section(head: str, parts: Sequence[_Part], others: Iterable[str]) -> bool:
    """Return whether a short address of the front page, a section's, would match."""
    pattern = re.compile(rf"{head}{'/'.join(part.regex for part in parts)}(?:\?|$)")
    short = (url for url in others if url and _path(url) and _kind(_path(url)[-1]) == "word")
    return any(pattern.search(url) for url in short)


def _host(listed: Sequence[str], front: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the pattern of the articles' host, and the host map."""
    counts = Counter(host_of(url) for url in listed)
    main = counts.most_common(1)[0][0]
    bare = main.removeprefix("www.")
    port = urlsplit(listed[0]).port
    tail = f":{port}" if port else ""
    twins = {bare, f"www.{bare}"}
    if counts.keys() <= twins and (not front or front in twins):
        numeric = re.fullmatch(r"[\d.]+", bare)
        other = bare if main.startswith("www.") else f"www.{bare}"
        mapped = () if numeric or bare.count(".") > 2 else ((other, main),)
        return re.escape(main) + tail, mapped
    hosts = {*counts, front or main}
    parent = min((host.removeprefix("www.") for host in hosts), key=len)
    if all(host == parent or host.endswith(f".{parent}") for host in hosts):
        return rf"(?:[\w-]+\.)?{re.escape(parent)}{tail}", ()
    if shared := _shared_domain(counts):
        return rf"[\w-]+\.{re.escape(shared)}{tail}", ()
    return re.escape(main) + tail, ()


def _shared_domain(hosts: Iterable[str]) -> str:
    """Return the domain that all hosts are subdomains of, "" if there is none."""
    split = [host.split(".")[1:] for host in hosts]
    same = len({tuple(labels) for labels in split}) == 1 and len(split[0]) > 1
    return ".".join(split[0]) if same else ""


def _accepted(
    shapes: Sequence[_Shape], found: Sequence[Sequence[_Part]], rules: Rules
) -> tuple[str, ...]:
    """Return examples of the shapes, two of each, with other words in place of the title's."""
    examples: dict[str, None] = {}
    for shape, parts in zip(shapes, found, strict=True):
        of_shape: dict[str, None] = {}
        for url in shape.articles:
            example = _example(url, parts)
            if is_article(canonical(example, rules), rules):
                of_shape[example] = None
        examples.update(dict.fromkeys(list(of_shape)[:2]))
    return tuple(examples)


def _example(url: str, parts: Sequence[_Part]) -> str:
    """Return the URL with the words of its slug replaced."""
    if not parts[-1].slug:
        return url
    head, _, last = url.partition("?")[0].rstrip("/").rpartition("/")
    suffix = SUFFIX.search(last)
    end = suffix[0] if suffix else ""
    last = SUFFIX.sub("", last)
    if parts[-1].identity and parts[-1].regex.startswith("(?P<id>"):
        return f"{head}/{last.partition('-')[0]}-{SAMPLE_SLUG}{end}"
    if parts[-1].identity:
        return f"{head}/{SAMPLE_SLUG}-{last.rpartition('-')[2]}{end}"
    return f"{head}/{SAMPLE_SLUG}{end}"


def _rejected(urls: Iterable[str], rules: Rules) -> tuple[str, ...]:
    """Return the front page, and a few short addresses on it, that are not articles."""
    front, *links = urls
    short = sorted({url for url in links if len(_path(url)) <= 2}, key=lambda url: (len(url), url))
    short = [url for url in short if "slug" not in map(_kind, _path(url))]
    found = [url for url in (front, *short) if url and not is_article(canonical(url, rules), rules)]
    return tuple(dict.fromkeys(found))[:MOST_REJECTED]


def _sections(
    shapes: Sequence[_Shape], found: Sequence[Sequence[_Part]], most: int = 10
) -> tuple[str, ...]:
    """Return the first parts of the articles' paths where these vary, the most frequent first."""
    counts: Counter[str] = Counter()
    for shape, parts in zip(shapes, found, strict=True):
        if len(parts) > 1 and parts[0].varies:
            counts.update(_path(url)[0] for url in shape.articles)
    return tuple(name for name, _ in counts.most_common(most))
