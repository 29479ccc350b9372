"""Lines in which a page speaks of itself: prompts, disclaimers, appeals appended to the text.

News does not speak of its own page. A prompt asks the reader for something and names the outlet or
its media, a disclaimer says who answers for this text, an appeal of a campaign ends in hashtags or
lists its slogans. A line that quotes somebody or reports what was said is none of them.
"""

import re
from functools import lru_cache
from itertools import pairwise

from pipelines.clean.line_editor import EditedLines
from pipelines.html.tree import words
from pipelines.text.match_key import match_key, registrable
from pipelines.text.prose import is_prose, plain

PROMPT = "prompt.outlet"
DISCLAIMER = "disclaimer.platform"
CAMPAIGN = "campaign.appeal"
PRINTED = "prompt.printed"
LABEL = "label.dangling"
BUTTON = "label.button"
MAX_CHARS = 420
MAX_DISCLAIMER_CHARS = 700
MAX_LABEL_WORDS = 5
MIN_KEY_CHARS = 5
MIN_URGED_BLANKS = 3
MIN_SLOGANS = 3
_TEXT = (
    r"(?:(?:isi|seluruh isi|segala isi|muatan) (?:dari |dalam )?)?(?:konten|artikel|tulisan|opini|"
    r"materi|karya|unggahan|postingan|rilis|siaran pers|naskah|berita|pernyataan)"
)
_HERE = (
    r"(?: dan \w+)?(?: ini\b| (?:yang )?(?:dimuat|tayang|ditayangkan|diunggah|ada)?\s?(?:di|dalam|"
    r"pada) (?:ini|rubrik|kanal|halaman|situs|laman|blog|platform|kolom|(?-i:[A-Z])\w+)\b)"
)
# A disclaimer's sentence begins with what it speaks of, or with who answers for it.
OWN = re.compile(
    r"(?:^|[.!:;)]\s|^[*(\[]+)\W{0,3}(?:(?:segala|seluruh|semua|setiap|adapun) )?"
    rf"(?:{_TEXT}{_HERE}|"
    r"(?:penulis|kreator|blogg?er|pengirim|pengunggah|redaksi)\b.{0,60}\b(?:atas|terhadap|untuk) "
    rf"{_TEXT} ini\b|{_TEXT} (?:dari|oleh|milik) .{{2,60}}? (?:tidak|bukan) |"
    rf"{_TEXT} (?:\w+ )?(?:adalah|menjadi|merupakan|sepenuhnya|"
    rf"di luar) (?:\w+ ){{0,2}}"
    r"tanggung ?jawab\b|(?:this|the) (?:article|content|post|column|piece|opinions?|views?)\b|"
    r"(?:the )?(?:views?|opinions?)\b.{0,30}\b(?:expressed|herein|of the author)\b)",
    re.I,
)
ANSWERS = re.compile(
    r"\b(?:tanggung ?jawab|milik|buatan|kiriman|karya)\b(?: \w+){0,4} (?:penulis|blogg?er|pengguna|"
    r"anggota|member|pengirim|kontributor|kreator|pengunggah|pengiklan|komunitas|narasumber|"
    r"pembuat|pemilik|pemasang|user|pembaca|warganet|masing-masing)\w*|"
    r"\bdi ?luar (?:dari )?tanggung ?jawab\b|\bresponsib(?:le|ility)\b|\b(?:author|"
    r"writer)[’']s own\b",
    re.I,
)
NOT_OURS = re.compile(
    r"\b(?:tidak|bukan|tak)\b(?: \w+){0,3} (?:pandangan|sikap|pendapat|kebijakan|tanggung ?jawab|"
    r"opini|produk)\b(?: \w+){0,3} (?:redaksi|dewan redaksi|jurnalistik|kami|(?-i:[A-Z])\w+)|"
    r"\bredaksi\b(?: \w+){0,2} (?:tidak|tak) (?:bertanggung|ikut bertanggung)|"
    r"\bdo(?:es)? not (?:necessarily )?(?:reflect|represent)\b|\bnot (?:necessarily )?those of\b",
    re.I,
)
# Every disclaimer has one of these words.
DISCLAIMS = (
    "tanggung", "redaksi", "pandangan", "mewakili", "mencerminkan", "jurnalistik", "responsib",
    "reflect", "represent", "those of",
)  # fmt: skip
POINTS = re.compile(r"\b(?:berikut|in[ia]\w*|itu|yaitu|yakni|adalah|lain|bawah|\w+nya)\b", re.I)
# Bare imperatives; the second pattern has words that a sentence of news may begin with too.
_URGE = (
    r"(?:ayo|mari|yuk|ingat|jangan (?:lupa|kendor|lengah|abai)|patuhi|terapkan|lawan|cegah|stop|"
    r"setop|lindungi|pakai|gunakan|jaga|dukung|sukseskan|hindari|hentikan|kenali|let's|remember)"
)
_START = r"(?:^[*(\s]*(?:catatan(?: redaksi)?\s?:\s?|pesan \w+\s?:\s?)?|[.!] )"
URGES = re.compile(rf"{_START}{_URGE}\b", re.I)
MAY_URGE = re.compile(
    rf"{_START}(?:{_URGE}|pastikan|tetap|selalu|bersama|waspada|bangga|segera|mulai|stay|"
    r"dalam (?:upaya|rangka) (?:men|mem)\w+)\b",
    re.I,
)
SENDS = re.compile(r"(?:kirim|submit|vote|send|batal|cancel|simpan|tutup|close)\W{0,2}", re.I)
CAMPAIGN_HEAD = re.compile(
    r"[*\s]*(?:(?:ayo|mari|yuk|selalu|tetap|ingat) ){0,2}(?:#\w+\W*){1,6}", re.I
)
MAX_URGE_CHARS = 120
HASHTAGS = re.compile(r"(?:[\s,.;]*#\w+){1,12}[\s.)*]*$")
SLOGAN = re.compile(
    r"\b(?:(masker)|(jarak)|((?:men)?cuci ?tangan)|(kerumunan)|(mobilitas)|(vaksin\w*)|(3m|5m)|"
    r"(protokol kesehatan)|(imun\w*))\b",
    re.I,
)
PRINT = re.compile(
    r"[*(\s]*(?:(?:baca|simak|ikuti|dapatkan|nikmati)\b(?: \w+){0,2} |(?:berita|artikel|ulasan|"
    r"liputan|laporan|tulisan|kisah|informasi)(?: ini| utama| \w+)? )?(?:selengkapnya|"
    r"lengkapnya|lengkap|ini)(?:,|,? (?:hanya|juga|dapat|bisa))* (?:anda |kamu )?(?:(?:di)?baca|"
    r"(?:di)?simak|(?:di)?dapatkan|(?:di)?ikuti|di|pada|dalam|tersedia|terbit|dimuat)\b"
    r".{0,80}\b(?:edisi cetak|e-?paper|koran|harian|tabloid|majalah|versi cetak|"
    r"edisi digital)\b.{0,60}",
    re.I,
)
APPEAL = re.compile(
    r"[*(\-\s]*(?:[^.?!]{5,80}\?\s)?"
    r"(?:(?:ayo|yuk|mari|silakan|silahkan|jangan lupa|please|untuk [\w ]{3,40},|untuk)\W*)?"
    r"(?:baca|simak|ikuti|unduh|download|dapatkan|temukan|cek|klik|kunjungi|gabung|bergabung|"
    r"berlangganan|langganan|jangan (?:lewatkan|ketinggalan)|dukung|kirim(?:kan)?|tonton|saksikan|"
    r"dengarkan|akses|pasang|instal|follow|subscribe|read|get|join|visit|support|sign up|find|"
    r"install|sukai|daftar|nikmati|update|pantau|telusuri|beli|pesan|tulis|sampaikan|jadilah|"
    r"tambahkan)\b(?!kah)",
    re.I,
)
MEDIUM = re.compile(
    r"\b(?:edisi cetak|e-?paper|koran|newsletter|buletin|aplikasi|app|google news|channel|"
    r"berlangganan|langganan|play ?store|app ?store|surel|redaksi|tanggung jawab|whats?app|"
    r"telegram|print edition|mobile)\b",
    re.I,
)
ADDRESSED = re.compile(
    r"\b(?:(?:dapat|bisa) (?:di)?(?:baca|simak|unduh|akses|dapatkan|ikuti|lihat|peroleh)|"
    r"selengkapnya|tersedia di|anda|kami|kamu|konten ini|artikel ini|tulisan ini|berita ini|"
    r"dapatkan|unduh|silakan|hubungi|available|our|your|this article)\b",
    re.I,
)
SAYS = re.compile(
    r"[\"“”]|(?:[,?!] (?:kata|ujar|tutur|ucap|ajak|imbau|pinta|pesan|jelas|tegas|ungkap|sebut)|"
    r"\b(?:kata|ujar|tutur|ucap|jelas|tegas|ungkap|sebut|imbuh|papar|terang|tulis)"
    r"(?=\w* (?-i:[A-Z])))(?:nya)?\b|"
    r"\b(?:menurut|mengatakan|menyebut|menuturkan|menjelaskan|said|says)\b",
    re.I,
)
# A sentence about the outlet, not to the reader: "Cek Fakta Kabar Coba adalah mitra jaringan itu."
STATES = re.compile(r"\b(?:adalah|merupakan|ialah|telah|was|were|has been)\b", re.I)
# Names of outlets that are words too: they count only with the ending of a domain.
WORDS = words(
    "merdeka suara tempo republika antara dream viva bisnis inilah waspada kontan sindo investor "
    "radar harian media kabar warta berita post times news daily express herald guardian detik "
    "kompas sinar pelita fajar serambi analisa"
)


def notices(body: EditedLines) -> None:
    """Remove prompts that name the outlet, and disclaimers: lines that speak of their own page."""
    keys = _keys(body.rules.site or body.article.site, body.rules.brands)
    keys = keys if _holds_one(body.folded, keys) else ()
    present = [word for word in DISCLAIMS if word in body.folded]
    if not keys and not present:
        return
    for number, (index, line) in enumerate(body.remaining()):
        if len(line) > MAX_DISCLAIMER_CHARS or line in body.checked:
            continue
        body.checked.add(line)
        folded = line.lower()
        if number and _holds_one(folded, keys) and is_prompt(line, _names(keys)):
            body.drop(index, PROMPT)
        elif any(word in folded for word in present) and is_disclaimer(line):
            body.drop(index, DISCLAIMER)


def _holds_one(folded: str, keys: tuple[str, ...]) -> bool:
    """Return whether one of the names of an outlet may stand in a text in lower case."""
    if not any(key[:3] in folded for key in keys):
        return False
    joined = folded.replace(" ", "").replace("-", "")
    return any(key in joined for key in keys)


def is_prompt(line: str, names: re.Pattern[str]) -> bool:
    """Return whether a line names the outlet and speaks to its reader, and nobody says it."""
    if len(line) > MAX_CHARS or SAYS.search(line) or STATES.search(line):
        return False
    if not APPEAL.match(line):
        asks = ADDRESSED.search(line) is not None or (not is_prose(line) and line.endswith(":"))
        if not asks or not MEDIUM.search(line):
            return False
    return names_outlet(line, names)


def names_outlet(line: str, names: re.Pattern[str]) -> bool:
    """Return whether a line prints the outlet's name as a name, or the domain."""
    return any(
        found["end"] or (found["name"][0].isupper() and found["name"].casefold() not in WORDS)
        for found in names.finditer(plain(line))
    )


@lru_cache(maxsize=256)
def _keys(site: str, brands: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of an outlet as `match_key` spells them, without short ones."""
    label = registrable(site).split(".")[0]
    return tuple(
        k for k in sorted(set(map(match_key, (label, *brands)))) if len(k) >= MIN_KEY_CHARS
    )


@lru_cache(maxsize=256)
def _names(keys: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for the names of an outlet, in one word or several (`Lensa Barito`)."""
    forms = "|".join(r"[\s-]?".join(map(re.escape, key)) for key in keys)
    ending = r"(?P<end>\s?\.(?:com|co\.id|co|id|net|news|tv|org)\b)?"
    return re.compile(rf"(?<!\w)(?P<name>{forms})(?!\w){ending}", re.I)


def is_disclaimer(line: str) -> bool:
    """Return whether a line says of its own text who answers for it, or who does not."""
    if not (ANSWERS.search(line) or NOT_OURS.search(line)) or SAYS.search(line):
        return False
    return OWN.search(line) is not None


def tail_rule(line: str) -> str | None:
    """Return the rule for a line with only removed lines below it, None if it is text."""
    if len(line) > MAX_CHARS:
        return None
    if line.endswith((":", "：")):
        short = len(line.split()) <= MAX_LABEL_WORDS and POINTS.search(line) is None
        return LABEL if short else None
    if is_campaign(line):
        return CAMPAIGN
    if SENDS.fullmatch(line):
        return BUTTON
    return PRINTED if PRINT.fullmatch(line) and not SAYS.search(line) else None


def campaigns(body: EditedLines) -> None:
    """Remove appeals between the paragraphs: those under a hashtag of their own, or after a `*`."""
    if "#" not in body.folded and "*" not in body.folded:
        return
    remaining = body.remaining()
    for number, ((index, line), (below, urged)) in enumerate(pairwise(remaining)):
        if line.startswith("*") and is_campaign(line):
            body.drop(index, CAMPAIGN)
        elif CAMPAIGN_HEAD.fullmatch(line) and is_campaign(urged):
            body.drop(index, CAMPAIGN)
            body.drop(below, CAMPAIGN)
            for later, more in remaining[number + 2 :]:
                if len(more) > MAX_URGE_CHARS or SAYS.search(more) or not MAY_URGE.match(more):
                    break
                body.drop(later, CAMPAIGN)


def is_campaign(line: str) -> bool:
    """Return whether a line urges the reader and ends in hashtags, or lists the slogans of 2020."""
    if len(line) > MAX_CHARS or not MAY_URGE.search(line) or SAYS.search(line):
        return False
    slogans = len({found.lastindex for found in SLOGAN.finditer(line)})
    if slogans >= MIN_SLOGANS or (slogans and "#" in line):
        return True
    tags = HASHTAGS.search(line)
    long = tags is not None and line[: tags.start()].strip().count(" ") >= MIN_URGED_BLANKS
    return long and URGES.search(line) is not None
