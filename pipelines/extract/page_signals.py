"""What speaks for an article on a page, or against one: signs in metadata, markup and text.

Each function looks at one sign; `pipelines.extract.not_an_article` weighs them.
"""

import re

from pipelines.extract.body_lines import LINKED, Body, Line
from pipelines.extract.nearby_lines import HEADLINES, MAX_HEADLINES
from pipelines.extract.page_facts import PageFacts
from pipelines.extract.reading import Reading
from pipelines.html.tree import Node, measure, select, text_of
from pipelines.text.bylines import credits
from pipelines.text.match_key import match_key, registrable
from pipelines.urls import canonical, is_article, link_path

LISTING_TYPES = frozenset({"collectionpage", "searchresultspage", "profilepage", "itemlist"})
LISTING_PATH = re.compile(
    # /index.php/berita/... is how Joomla and CodeIgniter write any address.
    r"^/?$|/(?:tag|tags|topik|topic|indeks|index(?!\.php/.)|search|cari|category|kategori|author|penulis|"
    r"login|signin|register|daftar|page|halaman|rss|feed|sitemap)(?:/|$|\.)",
    re.I,
)
NUMBERED = re.compile(r"(?:^|&)(?:p|id|news|berita|read|artikel|aid|nid)=\d{2,}", re.I)
STATIC_PATH = re.compile(
    r"/(?:privacy|kebijakan-privasi|pedoman|disclaimer|tentang(?:-kami)?|about(?:-us)?|kontak|"
    r"contact(?:-us)?|redaksi|terms|syarat|company|karir|career|info-iklan|kode-etik)"
    r"(?:[-/.]|$)",
    re.I,
)
CHALLENGE = re.compile(
    r"just a moment|attention required|checking your browser|access denied|are you a robot|"
    r"verify you are human|captcha|ddos protection|request blocked|403 forbidden",
    re.I,
)
MISSING = re.compile(
    r"^(?:error\s)?404(?:\s*$|\s*[-|:–—!.]|\s+(?:not found|error|page|halaman))|"
    r"\b(?:error|page) 404\b|page not found|^not found\b|\bnot found$|"
    r"\b(?:halaman|laman|artikel|berita|konten|tautan|url)"
    r"(?:\s(?:yang|ini|anda|kamu|kami|cari|minta|tuju|akses|maksud|dicari|diminta)){0,4}"
    r"\s(?:tidak|tak) (?:ditemukan|tersedia)\b",
    re.I,
)
TEASER_DATE = re.compile(r"\b\d{1,2} [a-z]{3,9} \d{4}\b.{0,6}\b\d{1,2}[:.]\d{2}\b", re.I)
STATIC_TITLE = re.compile(
    r"(?:privacy policy|kebijakan privasi|pedoman (?:media|pemberitaan)|disclaimer|tentang kami|"
    r"about us|kontak kami|contact us|syarat dan ketentuan|terms|kode etik|susunan redaksi|"
    r"box redaksi|ketentuan (?:layanan|penggunaan|komentar)|buku tamu|guest ?book)\b"
    r"(?:\s+[\w.&]+){0,3}(?:\s*[-|–—:•»].*)?\s*$",
    re.I,
)
STUB_TITLE = re.compile(r"(?:video|foto|photo|gallery|galeri|infografis|live)\s?[:|]", re.I)
# Titles that WordPress, Blogger and Joomla print over an archive, in both languages.
LISTING_TITLE = re.compile(
    r"(?:arsip|archives?|kategori|category|tag|label|topik|penulis|author)(?: \w+)?\s*:|"
    r"hasil (?:pencarian|penelusuran)\b|search results\b|indeks (?:berita|artikel)\b|"
    r"(?:menampilkan|tampilkan) (?:postingan|semua)\b|kumpulan berita\b",
    re.I,
)
# Names of the page's kind in the class of the body element: WordPress, Drupal, Joomla.
ARCHIVE_CLASS = re.compile(
    r"(?<!\S)(?:archive|search-results|error404|page-taxonomy|post-type-archive\S*)(?!\S)|"
    r"(?<!\S)home(?=\s(?:.*\s)?blog(?!\S))"
)
SINGLE_CLASS = re.compile(r"(?<!\S)(?:single-post|page-node-\d+|view-article)(?!\S)")
OTHER_TYPES = re.compile(
    r"(?:og:)?(?:product|profile|music|restaurant|place|hotel|books?)(?:[.:]\S*)?", re.I
)
SHOP_TYPES = frozenset({"product", "offer", "aggregateoffer", "localbusiness", "store", "event"})
MASTHEAD = re.compile(
    r"(?:wakil )?(?:pemimpin (?:umum|redaksi|perusahaan)|penanggung jawab|redaktur(?: \w+)?|"
    r"koordinator liputan|sekretaris redaksi|penasihat hukum|dewan redaksi|wartawan|fotografer|"
    r"tata letak|sirkulasi|bagian iklan|percetakan|penerbit|editor[- ]in[- ]chief|"
    r"managing editor|publisher|news editor|circulation|advertising)\s*:",
    re.I,
)
BUY = re.compile(
    r"\W*(?:(?:(?:tambah|masuk)(?:kan)? )?(?:ke )?keranjang|beli(?: sekarang| tiket)?|"
    r"pesan(?: sekarang)?|"
    r"pilih(?: paket)?|checkout|add to (?:cart|bag)|buy now|order now|book now|subscribe now|"
    r"langganan(?: sekarang)?|lamar(?: cepat| sekarang)?|hubungi penjual)\W*",
    re.I,
)
PRICE = re.compile(r"(?:rp\.?|idr|usd|[$€£])\s?\d[\d.,]*", re.I)
# Wording of advertisements that break into abandoned sites; news of it uses one or two of them.
SPAM = re.compile(
    r"\b(?:(?:slot|situs) (?:gacor|online|resmi)|gacor|maxwin|togel|scatter|bonus new member|"
    r"link alternatif|rtp live|casino bonus|free spins|payday loans?|essay writing|"
    r"replica watch\w*|weight loss pills?|buy (?:followers|backlinks)|viagra|cialis|"
    r"crypto doubler)\b",
    re.I,
)
CELLS = " | "  # between the cells of a row
MIN_SPAM = 5
MAX_PER_SPAM = 25  # words of the text per word of an advertisement
MAX_BUTTONS = 60
FEW_WORDS = 60
MIN_HEADLINES = 6
MIN_TEASERS = 3  # fewer pointers stand in many articles
MIN_TEXT_CHARS = 40
MOST = 0.6
NEARLY_ALL = 0.9
HALF_LINKED = 0.4
LONG_LINE = 80
MAX_LINKED = 0.5
MIN_WORD_CHARS = 4
MIN_SLUG_WORDS = 3
MIN_ROLES = 3
MAX_BUTTON_CHARS = 30
MAX_SEARCHED = 20_000
SOME_WORDS = 150


def is_dated(facts: PageFacts) -> bool:
    """Return whether the page's metadata state when it was published."""
    metadata = facts.metadata
    return bool(metadata.strings("datePublished") or metadata.meta("article:published_time"))


def says_missing(facts: PageFacts) -> str:
    """Return the title or heading that says that the page was not found, "" if none does."""
    headings = (text_of(node, 200) for node in select(facts.tree, "h1, h2")[:3])
    return next(filter(MISSING.search, (facts.metadata.title, *headings)), "")


def has_text(body: Body, title: str) -> bool:
    """Return whether the body has more text than a repeated title."""
    if len(body.lines) > 1:
        return True
    own = match_key(title)
    return any(match_key(line.text) != own for line in body.lines)


def is_about_outlet(facts: PageFacts) -> bool:
    """Return whether an undated page has the title of a page about the outlet: privacy, contact."""
    if facts.metadata.strings("datePublished"):
        return False
    headings = [text_of(node, 200) for node in select(facts.tree, "h1")[:3]]
    named = (facts.metadata.title, *facts.metadata.breadcrumb, *headings)
    return any(STATIC_TITLE.match(name) for name in named)


def is_listing(reading: Reading) -> bool:
    """Return whether a body consists of teasers: linked headlines, each with a date or a line.

    Headlines below the last paragraph are not counted: every article has a list of others below.
    """
    body = reading.located.body
    last = max((i for i, line in enumerate(body.lines) if is_prose(line)), default=len(body.lines))
    seen = [entry for entry in reading.entries if entry.index <= last]
    links = sum(e.headline and e.rule in ("", "structure:link", "structure:links") for e in seen)
    dated = sum(e.dated and not e.rule for e in seen)
    prose = sum(is_prose(line) for line in body.lines)
    return max(links, dated) >= max(MIN_HEADLINES, 0.5 * prose)


def is_prose(line: Line) -> bool:
    """Return whether a line is a sentence or more, and not a link."""
    return len(line.text) >= LONG_LINE and line.linked < MAX_LINKED


def below_headlines(reading: Reading) -> tuple[int, int]:
    """Return how many lines of text stand right below a linked headline, and how many there are.

    A pointer with a label ("Baca juga") is no headline.
    """
    body = reading.located.body
    texts = under = 0
    headed = False
    for entry in reading.entries:
        if entry.rule:
            headed = headed or entry.rule in ("structure:link", "structure:links")
            continue
        line = body.lines[entry.index]
        if line.linked >= LINKED:
            headed = True
        elif not entry.dated and len(line.text) >= MIN_TEXT_CHARS:
            texts, under, headed = texts + 1, under + headed, False
    return under, texts


def are_teasers(reading: Reading) -> bool:
    """Return whether most of the text stands in single lines below linked headlines."""
    under, texts = below_headlines(reading)
    return under >= MIN_TEASERS and under >= MOST * texts


def longest_run(reading: Reading) -> int:
    """Return how many paragraphs follow each other with no headline of another article between."""
    body = reading.located.body
    best = run = 0
    for entry in reading.entries:
        if entry.rule:
            run = 0 if entry.rule in ("structure:link", "structure:links") else run
        elif is_prose(body.lines[entry.index]):
            run += 1
            best = max(best, run)
        elif entry.headline:
            run = 0
    return best


def prints_headline(reading: Reading) -> bool:
    """Return whether a heading that is no link prints the title."""
    node = reading.heading
    if node is None or node.css_first("a[href]") is None:
        return node is not None
    size, linked = measure(node)
    return linked < LINKED * size or is_own_link(reading, node)


def is_named_as_outlet(reading: Reading) -> bool:
    """Return whether the page's title is nothing but the outlet's name.

    Not where any heading has the words of the address: then only the title was not found.
    """
    facts = reading.facts
    title = match_key(reading.title.value)
    label = registrable(facts.host).split(".")[0]
    names = (label, facts.host, facts.metadata.meta("og:site_name"))
    if not title or title not in map(match_key, names):
        return False
    printed = (text_of(node, 500) for node in select(facts.tree, HEADLINES)[:MAX_HEADLINES])
    return not any(are_in_address(facts, match_key(text)) for text in printed)


def is_titled_home(reading: Reading) -> bool:
    """Return whether the title begins with the outlet's name and no heading prints more.

    Blogger writes the outlet's name before every title too; there a heading prints the rest.
    """
    facts = reading.facts
    label = match_key(registrable(facts.host).split(".")[0])
    named = match_key(facts.metadata.title)
    if len(label) < MIN_WORD_CHARS or not named.startswith(label) or facts.metadata.article:
        return False
    printed = (match_key(text_of(x, 500)) for x in select(facts.tree, HEADLINES)[:MAX_HEADLINES])
    rest = named.removeprefix(label)
    return not prints_headline(reading) and not any(key and key == rest for key in printed)


def is_own_link(reading: Reading, node: Node) -> bool:
    """Return whether a linked heading leads to the page itself, as themes of WordPress print it."""
    link = node.css_first("a[href]")
    path = link_path(link.attributes.get("href")) if link is not None else ""
    own = reading.facts.address.path.strip("/")
    return bool(own) and path.strip("/") == own


def prints_credit(reading: Reading) -> bool:
    """Return whether a line around headline or text names who wrote it."""
    lines = reading.nearby_lines
    return any(credits(line) for line in (*lines.opening, *lines.below))


def is_named_in_address(reading: Reading) -> bool:
    """Return whether most words of the address are in the title."""
    return are_in_address(reading.facts, match_key(reading.title.value))


def are_in_address(facts: PageFacts, key: str) -> bool:
    """Return whether a key has most words of the address: a slug of three words or more."""
    path = facts.address.path.casefold()
    slug = re.split(r"[^a-z]+", path.rstrip("/").rpartition("/")[2])
    slug = [word for word in slug if len(word) >= MIN_WORD_CHARS]
    return len(slug) >= MIN_SLUG_WORDS and sum(word in key for word in slug) >= MOST * len(slug)


def body_class(facts: PageFacts) -> str:
    """Return the classes of the body element."""
    body = facts.tree.body
    return ((body.attributes.get("class") or "") if body is not None else "")[:500]


def is_archive(facts: PageFacts) -> bool:
    """Return whether the class of the body element names an archive and no single post."""
    names = body_class(facts)
    return bool(ARCHIVE_CLASS.search(names)) and not SINGLE_CLASS.search(names)


def is_titled_listing(facts: PageFacts) -> bool:
    """Return whether title or heading is that of an archive or of search results."""
    headings = (text_of(node, 200) for node in select(facts.tree, "h1")[:3])
    status = (text_of(node, 200) for node in select(facts.tree, ".status-msg-body")[:1])
    return any(LISTING_TITLE.match(t) for t in (facts.metadata.title, *headings, *status))


def is_other_thing(facts: PageFacts) -> bool:
    """Return whether the page calls itself a product, a profile or a shop, and no article."""
    if facts.metadata.article:
        return False
    kind = facts.metadata.meta("og:type")
    return bool(OTHER_TYPES.fullmatch(kind) or facts.metadata.types() & SHOP_TYPES)


def is_masthead(body: Body) -> bool:
    """Return whether lines name three of the people who make the paper."""
    return sum(bool(MASTHEAD.match(line.text)) for line in body.lines) >= MIN_ROLES


def sells(reading: Reading) -> bool:
    """Return whether the page has a price and a button to buy, order or subscribe."""
    tree = reading.facts.tree
    if tree.body is None or not PRICE.search(text_of(tree.body, MAX_SEARCHED)):
        return False
    buttons = select(tree, "button, a[class*=btn i], a[class*=button i], a[href*='wa.me']")
    links = [node for node in select(tree, "a") if len(node.text(deep=True)) < MAX_BUTTON_CHARS]
    texts = (text_of(node, 60) for node in (*buttons[:MAX_BUTTONS], *links[-MAX_BUTTONS:]))
    return any(BUY.fullmatch(text) for text in texts if text)


def is_spam(reading: Reading) -> bool:
    """Return whether the text is dense with the wording of advertisements for gambling or loans."""
    body = reading.located.body
    found = len(SPAM.findall(f"{reading.title.value}\n{body.text[:MAX_SEARCHED]}"))
    return found >= MIN_SPAM and body.words <= MAX_PER_SPAM * found


def only_linked_lines(body: Body) -> bool:
    """Return whether nearly every line is a link with a few words beside it."""
    linked = sum(line.linked >= HALF_LINKED for line in body.lines)
    return linked >= MIN_HEADLINES and linked >= NEARLY_ALL * len(body.lines)


def only_tables(body: Body) -> bool:
    """Return whether the text is rows of a table and no sentence introduces it."""
    rows = [line for line in body.lines if line.kind == "row" or CELLS in line.text]
    others = [line for line in body.lines if line not in rows]
    return len(rows) >= MIN_TEASERS and not any(map(is_prose, others))


def states_article(facts: PageFacts) -> bool:
    """Return whether the page's meta elements call it an article."""
    metadata = facts.metadata
    return metadata.meta("og:type").casefold() == "article" or bool(
        metadata.meta("article:published_time", "content_publisheddate", "dable:item_id")
    )


def has_article_url(facts: PageFacts) -> bool:
    """Return whether the URL, the canonical link or `og:url` may be an article's of the outlet.

    True where the outlet's rules have no pattern for articles.
    """
    rules = facts.rules
    if not rules.article_url:
        return True
    stated = (facts.page.url, facts.metadata.canonical, facts.metadata.meta("og:url"))
    return any(is_article(canonical(url, rules), rules) for url in stated if url)


def empty_body(facts: PageFacts) -> str:
    """Return what a page without body text is (login, video, gallery), "" if nothing shows it."""
    types = facts.metadata.types()
    kind = facts.metadata.meta("og:type").casefold()
    if select(facts.tree, "input[type=password]"):
        return "a login page"
    if "liveblogposting" in types:
        return "a live blog without entries"
    if "videoobject" in types or kind.startswith("video"):
        return "a video without text"
    if "imagegallery" in types or len(select(facts.tree, "figure")) > 3:
        return "a gallery without text"
    if not any(text_of(node, 200) for node in select(facts.tree, "h1")[:3]):
        return "no headline and no text"
    return ""
