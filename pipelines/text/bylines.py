"""Reads names from bylines and credit lines, for extraction and cleaning."""

import re
from dataclasses import dataclass

from pipelines.text.datelines import AGENCIES

_AUTHOR = (
    "(?:reporter|penulis|jurnalis|wartawan) magang|"
    "penulis naskah|penulis|reporter|pewarta|rep|(?:ditulis |dilaporkan )?oleh|kontributor|"
    "jurnalis|wartawan|koresponden|laporan|written by|by|author|verified writer|writer|teks"
)
_EDITOR = "copy editor|editor|red|redaktur pelaksana|redaktur|penyunting|penyelia|uploader"
_ROLE = rf"(?P<role>{_AUTHOR}|{_EDITOR})"
_LABEL = re.compile(rf"(?<![\w.])(?i:{_ROLE})\s?[:：]\s*")
_BARE_LABEL = re.compile(rf"(?<![\w.])(?i:{_ROLE})\s+(?=[A-Z])")
_ROLE_ALONE = re.compile(rf"\W*{_ROLE}\s?[:：]?\s*", re.IGNORECASE)
_IS_EDITOR = re.compile(_EDITOR, re.IGNORECASE)
# A role without a colon, at the start of a name or between two names. Inside a name, two
# capitalised words must follow: with one, the role is part of the name.
_ROLE_WORD = re.compile(
    rf"(?:^|(?<=[|/,;•&\n]))\s*(?i:{_AUTHOR}|{_EDITOR})\s+(?=[A-Z])|"
    rf"(?<![\w.])(?i:{_AUTHOR}|{_EDITOR})\s+(?=[A-Z][\w.'’\-]*\s+[A-Z])"
)

_SPLIT = re.compile(r"\s*[,;|/&•·\n\r\t]\s*|\s+(?:dan|and|serta|bersama)\s+", re.IGNORECASE)
_AFFILIATION = re.compile(r"\s+[-–—]\s*.*|\s*[-–—]\s+.*")
_DATE = re.compile(
    r"(?:\s(?:pada|on)\s)?\d{1,2}[\s/.\-](?:[A-Za-z]{3,10}|\d{1,2})[\s/.\-]\d{4}"
    r"(?:[\s,|/\-–•·]*(?:pukul|pkl?\.?|jam|at)?\s?\d{1,2}[.:]\d{2}(?:\s?(?:wib|wita|wit))?)?",
    re.IGNORECASE,
)
_NOISE = re.compile(r"\S+@\S+|https?://\S+|\([^)]*\)|\[[^\]]*\]|©.*|copyright.*", re.IGNORECASE)
_BRACKETED = re.compile(r"^\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_LEGAL = re.compile(r"\s*(?:copyright\b|©|\bsumber\s?[:：]).*", re.IGNORECASE)
_DEGREE = re.compile(
    r"(?:S\.?\s?(?:H|E|T|Si|Sos|Kom|Pd|Ag|IP|Psi|Ked|I\.?Kom)|M\.?\s?(?:H|M|Si|Sc|Kom|Pd|Ag|A|T|Kn|Hum"
    r"|Ikom|B\.?A)|Ph\.?\s?D|Sp\.?\s?\w+|Lc|Ak|CPA|Psikolog)\.?"
)
_CODE = re.compile(r"[A-Za-z]{1,5}\d{1,4}")
_PARTICLE = {"bin", "binti", "van", "von", "de", "der", "den", "da", "di", "al", "el", "dan", "ibn"}

_NOT_NAMES = (
    "|-|admin|administrator|superadmin|super admin|redaksi|tim|team|newsroom|desk|editorial|web|"
    "online|anonim|anonymous|null|none|undefined|n/a|photo|foto|sumber|follow|ikuti|verified|"
    "verified writer|community writer|writer|penulis|editor|reporter|jurnalis|wartawan|pewarta|"
    "kontributor|redaktur|tayang|terbit|diterbitkan|diperbarui|dipublikasikan|published|updated|"
    "update|last updated|pada|on|at|nasional|internasional|news|berita|ekonomi|bisnis|bola|"
    "olahraga|sport|sports|tekno|teknologi|hiburan|gaya hidup|lifestyle|politik|hukum|metro|"
    "megapolitan|metropolitan|regional|daerah|dunia|health|kesehatan|otomotif|travel|wisata|seleb|selebriti|"
    "artis|peristiwa|opini|kolom|pendidikan|edukasi|humaniora|nusantara|khazanah|finance|market|"
    "video|kuliner|home|beranda|jakarta|senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu|ahad"
)
_NOBODY = frozenset(_NOT_NAMES.split("|"))
_TEAM = re.compile(
    r"(?:tim|team|redaksi|desk|newsroom|admin)\s(?:[a-z]|redaksi|liputan|editor|penulis|riset|digital|"
    r"news|newsroom|cnn|cnbc|idn|okezone|tribun|kompas|tempo|republika|antara|viva|merdeka|sindo).*",
    re.IGNORECASE,
)
_OUTLET = re.compile(
    r".*\.(?:com|co\.id|co|id|net|news|tv|org)|detik\w*|kompas\w*|tribun\w*|okezone\w*|"
    r"idn times\w*|cnn indonesia|cnbc indonesia|liputan6|republika|tempo|viva|merdeka|sindonews|"
    r"suara|kumparan\w*|mnc (?:portal|media).*|inews|.* online",
    re.IGNORECASE,
)
# English papers print the job below or behind the name: "Helen Marsh, Staff Writer".
_JOB = re.compile(
    r"(?:(?<!\S)(?:staff|senior|chief|contributing|guest|special|associate|assistant|executive|"
    r"deputy|managing|political|politics|business|culture|arts?|sports?|health|science|education|"
    r"environment|crime|courts?|city|county|local|national|regional|foreign|world|news|digital|"
    r"technology|features?|entertainment|economics?|investigative|general assignment|data|food|"
    r"travel)\s+){1,3}(?:writer|reporter|correspondent|columnist|journalist|editor|photographer|"
    r"contributor|producer|intern)s?$|(?<!\S)(?:correspondent|columnist)$",
    re.IGNORECASE,
)
_OCCUPATION = re.compile(
    r"(?:dosen|guru|peneliti|direktur|ketua|mahasisw[ai]|pengamat|anggota|analis|wakil|mantan|staf|"
    r"pemerhati|praktisi|pegiat|aktivis|sekretaris|kepala|alumn[iu]s?|rektor|dekan|pendiri|jurnalis|"
    r"wartawan|reporter|kontributor|editor|penulis|anak magang|magang)\b.*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """The authors and editors named in a credit line."""

    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()


def names(text: str, brands: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the names in a byline as printed, in order, without repeats (case ignored).

    `Penulis: A, B dan C - detikNews` gives A, B and C. Roles, outlets (also those in `brands`),
    agencies, desks, dates and e-mail addresses are left out. A reporter's code (`C31`) counts.
    """
    found: dict[str, str] = {}
    own = {brand.casefold() for brand in brands}
    for piece in _pieces(text):
        if _is_name(piece) and piece.casefold() not in own:
            found.setdefault(piece.casefold(), piece)
    return tuple(found.values())


def credits(line: str) -> Credits | None:
    """Return the people named in a credit line, or None if the line is not one.

    The whole line must match: `Rep: A/ Red: B`, `Pewarta: A Editor: B`, `(Reporter: A | Editor:
    B)`, `Penulis A | Editor B`, `Laporan Wartawan Tribun, A`, `A berkontribusi dalam penulisan
    artikel ini`.
    """
    line = _LEGAL.sub("", " ".join(line.split())).strip("()[]*• ")
    if not 5 < len(line) < 250:
        return None
    if (alone := _BY.fullmatch(line)) and _capitalised(alone["names"]):
        return Credits(authors=names(alone["names"]))
    if other := _REPORT.fullmatch(line) or _HELPED.fullmatch(line) or _INTERN.fullmatch(line):
        people = names(other["names"])
        return Credits(authors=people) if people else None
    labels = list(_LABEL.finditer(line)) or _two_bare_labels(line)
    if not labels or labels[0].start() > 0:
        return None
    authors: list[str] = []
    editors: list[str] = []
    for label, end in zip(labels, [*(m.start() for m in labels[1:]), len(line)], strict=True):
        value = line[label.end() : end].strip(" ,|/-–—()[]")
        if not _only_names(value):
            return None
        (editors if _IS_EDITOR.fullmatch(label["role"]) else authors).extend(names(value))
    return Credits(authors=_once(authors), editors=_once(editors))


_BY = re.compile(r"(?:Oleh|OLEH|By)\s(?P<names>[A-Z][\w.'’\- ]{3,60})")
_REPORT = re.compile(
    r"laporan\s(?:wartawan|reporter|jurnalis|kontributor|koresponden)(?:\s[\w.]+){0,3}[,:]?\s*[,:]\s*"
    r"(?P<names>[A-Z][^.:;]{2,60})",
    re.IGNORECASE,
)
_HELPED = re.compile(
    r"(?P<names>[A-Z][^.:;]{2,90}?)\s(?:ikut\s)?(?:berkontribusi|turut berkontribusi)\s"
    r"(?:dalam|pada|untuk)\s(?:penulisan\s)?(?:artikel|laporan|tulisan|berita)\sini\.?"
)

_INTERN = re.compile(
    r"(?:artikel|berita|tulisan) ini ditulis (?:oleh )?(?P<names>[A-Z][^.:;]{2,60}?),? peserta "
    r"(?:program )?magang\b.{0,120}",
    re.IGNORECASE,
)


def is_job(line: str) -> bool:
    """Return whether the line is only a job: `Staff Writer`, `Senior Political Reporter`."""
    return _JOB.match(line.strip()) is not None


def is_role(line: str) -> bool:
    """Return whether the line is only a role: `Penulis`, `Editor :`."""
    return _ROLE_ALONE.fullmatch(line) is not None


def _two_bare_labels(line: str) -> list[re.Match[str]]:
    """Return two labels without colons, separated by a mark: `Penulis A | Editor B`."""
    labels = list(_BARE_LABEL.finditer(line))
    apart = len(labels) == 2 and line[: labels[1].start()].rstrip().endswith(("|", "/", "-", "•"))
    return labels if apart else []


def _capitalised(name: str) -> bool:
    """Return whether this is a name of two to five capitalised words."""
    words = name.split()
    return 2 <= len(words) <= 5 and all(w[0].isupper() or w.lower() in _PARTICLE for w in words)


def _pieces(text: str) -> list[str]:
    text = _NOISE.sub("|", _BRACKETED.sub(r"\1", text))
    if any(char.isdigit() for char in text):
        text = _DATE.sub("|", text)
    text = _ROLE_WORD.sub("|", _LABEL.sub("|", text))
    pieces: list[str] = []
    for part in _SPLIT.split(text):
        piece = " ".join(_AFFILIATION.sub("", part).split()).strip(" .:,-–—*\"'“”")
        piece = _JOB.sub("", piece).rstrip()
        if pieces and _DEGREE.fullmatch(part.strip()):
            pieces[-1] += ", " + part.strip()
        else:
            pieces.append(piece)
    return pieces


def _is_name(piece: str) -> bool:
    folded = piece.casefold()
    if folded in _NOBODY or folded in AGENCIES or len(piece) < 2 or len(piece) > 60:
        return False
    if piece.islower() and len(piece) <= 3:  # reporter initials: abs, kpl
        return False
    if any(pattern.fullmatch(piece) for pattern in (_TEAM, _OUTLET, _OCCUPATION)):
        return False
    words = piece.split(",")[0].split()
    if len(words) > 6 or _prose(piece) or re.search(r"[@#:?!=»>]", piece):
        return False
    return bool(_CODE.fullmatch(piece)) or not any(c.isdigit() for c in piece)


def _only_names(value: str) -> bool:
    """Return whether a labelled value is only names, or empty (`Editor:`)."""
    if re.search(r"[:;?!=]|\d{3}|[a-z]{3}\.\s", value):
        return False
    pieces = [piece for piece in _pieces(value) if piece]
    return all(
        len(piece.split()) <= 6 and (not _prose(piece) or _OCCUPATION.fullmatch(piece) is not None)
        for piece in pieces
    )


def _prose(piece: str) -> bool:
    """Return whether lower-case words are mixed with capitalised ones, as in a sentence."""
    words = piece.split(",")[0].split()
    words = [w for w in words if w.casefold().split("-")[0] not in _PARTICLE]
    lower = sum(w[0].islower() for w in words)
    return lower > 0 and (lower < len(words) or len(words) > 3) and not _OUTLET.fullmatch(piece)


def _once(people: list[str]) -> tuple[str, ...]:
    return tuple({name.casefold(): name for name in reversed(people)}.values())[::-1]
