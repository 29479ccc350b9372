"""Words in bylines that name nobody: outlets, companies, places, teams, sections, occupations."""

import re

from pipelines.text.datelines import AGENCIES
from pipelines.text.places import PLACES

_NOT_NAMES = (
    "|-|admin|administrator|superadmin|super admin|redaksi|tim|team|newsroom|desk|editorial|web|"
    "online|anonim|anonymous|null|none|undefined|n/a|photo|foto|sumber|follow|ikuti|verified|"
    "verified writer|community writer|writer|penulis|editor|reporter|jurnalis|wartawan|pewarta|"
    "kontributor|redaktur|tayang|terbit|diterbitkan|diperbarui|dipublikasikan|published|updated|"
    "update|last updated|pada|on|at|nasional|internasional|news|berita|ekonomi|bisnis|bola|"
    "olahraga|sport|sports|tekno|teknologi|hiburan|gaya hidup|lifestyle|politik|hukum|metro|"
    "megapolitan|metropolitan|regional|daerah|dunia|health|kesehatan|otomotif|travel|wisata|seleb|selebriti|"
    "artis|peristiwa|opini|kolom|pendidikan|edukasi|humaniora|nusantara|khazanah|finance|market|"
    "video|kuliner|home|beranda|jakarta|senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu|ahad|"
    "headline|headlines|opinion|national|world|business|local|staff|staff writer|staff reporter|"
    "bagikan|komentar|rekomendasi|terkait|terkini|terpopuler|topik|tag|tags|advertisement|iklan|"
    "lainnya|selanjutnya|sebelumnya|facebook|twitter|whatsapp|telegram|email|print|cetak|simpan|"
    "salin|kredit|"
    "contributor|correspondent|guest|guest writer|share|shares|views|istimewa|ist|dok|"
    "mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
)
NOBODY = frozenset(_NOT_NAMES.split("|"))
_TEAM = re.compile(
    r"(?:tim|team|redaksi|desk|newsroom|admin)\s(?:[a-z]|redaksi|liputan|editor|penulis|riset|digital|"
    r"news|newsroom|cnn|cnbc|idn|okezone|tribun|kompas|tempo|republika|antara|viva|merdeka|sindo).*",
    re.IGNORECASE,
)
# "Staff Writers", "Senior Correspondent".
_STAFF = re.compile(
    r"(?:(?:staff|senior|guest|special|chief|contributing) )?(?:writer|reporter|correspondent|"
    r"contributor|editor|columnist|photographer|journalist)s?",
    re.IGNORECASE,
)
# Accounts of publishing systems: "Operator Satu", "Admin Web", "Editor 2".
_ACCOUNT = re.compile(
    r"(?:super\s?)?(?:admin\w*|operator|webmaster|user|editor|penulis|redaktur|author|kontributor|"
    r"tester|uploader)[\s_-]*(?:\d+|web\w*|portal|berita|satu|dua|tiga|utama|umum|online)",
    re.IGNORECASE,
)
_NETWORKS = r"detik|kompas|tribun|okezone|kumparan|antara|sindo"
_OUTLET = re.compile(
    rf".*\.(?:com|co\.id|co|id|net|news|tv|org)|(?:{_NETWORKS})\w*(?: [a-z]+){{0,2}}|"
    r"idn times\w*|cnn indonesia|cnbc indonesia|liputan6|republika|tempo|viva|merdeka|"
    r"suara|mnc (?:portal|media).*|inews|"
    # What newspapers, stations and their sites are called, in the first or the last word.
    r"(?:the|harian|koran|majalah|tabloid|portal|radio|radar|surat kabar|kantor berita|biro|"
    r"jawa pos|pos|serambi|warta|kabar|berita|newsroom|editorial|humas|dinas|kementerian|"
    r"lembaga|universitas) [\w.\-]+(?: [\w.\-]+){0,3}|media \w+|"
    r"\S+(?: \S+){0,3} (?:tv|televisi|fm|radio|news|online|post|times|herald|tribune|gazette|"
    r"observer|globe|express|ekspres|chronicle|journal|channel|mail|press|magazine|daily|newspaper|network|indonesia)",
    re.IGNORECASE,
)
# Accounts, counters and buttons that are printed in a byline's place.
_MACHINE = re.compile(
    r"\b(?:developer|super user|cyber media|media group|webmaster|publisher|komentar|comments?|"
    r"dilihat|dibaca|views?|(?:wib)?diperbarui)\b",
    re.IGNORECASE,
)
# Legal forms in the spelling of company names (`PT`, `CV`, `Tbk`, `Sdn Bhd`), and their trades.
_COMPANY = re.compile(
    r"(?:PT|CV|UD|PD|P\.T|C\.V|(?i:yayasan|perum|perseroan|koperasi))\b\.? ?\S.*|"
    r".*\b(?i:tbk|ltd|inc|llc|corp|gmbh|bhd|pte)\.?|"
    r"\S.* (?i:media|group|grup|digital|multimedia|siber|production|publishing|communications?|"
    r"creative|studios?|kreasi|corporation|company)(?: .*)?"
)
_OCCUPATION = re.compile(
    r"(?:dosen|guru|peneliti|direktur|ketua|mahasisw[ai]|pengamat|anggota|analis|wakil|mantan|staf|"
    r"pemerhati|praktisi|pegiat|aktivis|sekretaris|kepala|alumn[iu]s?|rektor|dekan|pendiri|jurnalis|"
    r"wartawan|reporter|kontributor|editor|penulis|anak magang|magang)\b.*",
    re.IGNORECASE,
)

MAX_CHARS = 80  # of a name


def is_outlet(text: str) -> bool:
    """Return whether the words are an outlet's or agency's name, as far as outlets are called so.

    `Kompas TV`, `Harian Pesisir`, `The Jakarta Post`, `Tribun Timur`, `contoh.co.id`.
    """
    return text.casefold() in AGENCIES or (
        len(text) < MAX_CHARS and _OUTLET.fullmatch(text) is not None
    )


def is_company(text: str) -> bool:
    """Return whether the words are a company's name: `PT Contoh Media`, `CV. Contoh`."""
    return len(text) < MAX_CHARS and _COMPANY.fullmatch(text) is not None


def is_place(text: str) -> bool:
    """Return whether the words are a known town or province: `Surabaya`, `Jawa Barat`."""
    return text.casefold() in PLACES


def is_affiliation(text: str) -> bool:
    """Return whether the words are an outlet, a place, or an outlet's edition in a place.

    `Kompas TV Palangka Raya`, `Kupang dan Ende`.
    """
    parts = re.split(r"\s*(?:,|\bdan\b|\bdi\b)\s*", text.strip())
    for part in filter(None, parts):
        words = part.split()
        starts = range(len(words), -1, -1)
        if not any(
            (start == len(words) or is_place(" ".join(words[start:])))
            and (start == 0 or is_outlet(" ".join(words[:start])))
            for start in starts
        ):
            return False
    return any(parts)


def is_occupation(text: str) -> bool:
    """Return whether the words say what somebody does: `Dosen Universitas Contoh`."""
    return _OCCUPATION.fullmatch(text) is not None


def is_nobody(text: str) -> bool:
    """Return whether the words name no person: a section, a team, an account, an outlet, ..."""
    return (
        text.casefold() in NOBODY
        or any(pattern.fullmatch(text) for pattern in (_TEAM, _ACCOUNT, _STAFF))
        or _MACHINE.search(text) is not None
        or is_outlet(text)
        or is_company(text)
        or is_occupation(text)
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


def is_job(line: str) -> bool:
    """Return whether the line is only a job: `Staff Writer`, `Senior Political Reporter`."""
    return _JOB.match(line.strip()) is not None


def without_job(piece: str) -> str:
    """Return a piece of a credit without the job at its end."""
    return _JOB.sub("", piece).rstrip()
