"""Rules for lines between headline and body: dates, buttons, breadcrumbs."""

from pipelines.clean.rules.rule import CleaningRule, RuleKind, RuleScope

_MONTH = (
    r"(?:jan|feb|peb|mar|mrt|apr|mei|may|jun|jul|ag[uts]|aug|sep|okt|oct|nov|nop|des|dec)[a-z]{0,6}"
)

RULES = (
    CleaningRule(
        id="header.date",
        kind=RuleKind.HEADER,
        scope=RuleScope.HEAD,
        pattern=(
            r"[\w.]{0,25}\s?[-–|:,]?\s?(?:(?:tayang|terbit|diterbitkan|diperbarui|dipublikasikan|"
            r"published|updated?|last updated?|dibuat|diunggah|jurnalis|pada|on)\b\s?[-:]?\s?)*"
            r"(?:(?:senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad|mon|tues|wednes|thurs|fri|"
            r"satur|"
            rf"sun)(?:day)?,?\s?)?\d{{1,2}}[\s/.\-](?:{_MONTH}|\d{{1,2}})[\s/.\-]\d{{4}}[\s,|"
            rf"/\-–•·(]*"
            r"(?:(?:pukul|pkl?\.?|jam)?\s?\d{1,2}[.:]\d{2}(?:[.:]\d{2})?\s?(?:wib|wita|wit)?)?"
            r"[\s|•·)]*(?:\d[\d.]* ?(?:views?|kali)?)?"
        ),
        removes="Kompas.com - 18/06/2025, 21:35 WIB",
        keeps="Rapat desa terakhir digelar Rabu, 18 Juni 2025 pukul 10.00.",
        source="every outlet, below the headline",
    ),
    CleaningRule(
        id="header.changed",
        kind=RuleKind.HEADER,
        scope=RuleScope.LINE,
        pattern=(
            r"(?:terakhir (?:diubah|diperbarui|diperbaharui|dimutakhirkan|diedit)|last (?:updated|"
            rf"modified))(?: pada| on)?\s?[:：]?\s?[\w',. ]{{0,12}}\d{{1,2}}[\s/.\-](?:{_MONTH}|"
            r"\d{1,2})[\s/.\-]\d{4}.{0,20}"
        ),
        hints=("terakhir", "last "),
        removes="Terakhir diubah pada Rabu, 18 November 2026 10:00",
        keeps="Terakhir diperbarui pada 2019, peta desa itu tidak lagi cocok dengan batas sungai.",
        source="joomla, below the text",
    ),
    CleaningRule(
        id="header.ago",
        kind=RuleKind.HEADER,
        scope=RuleScope.HEAD,
        pattern=(
            r"(?:diperbarui |tayang )?(?:(?:\d{1,2}|se|satu|dua|beberapa)\s?(?:detik|menit|mnt|"
            r"jam|hari|"
            r"minggu|pekan|bulan|tahun) (?:yang )?lalu|baru saja|kemarin)"
        ),
        removes="2 jam yang lalu",
        keeps="Dua jam yang lalu hujan turun deras di hulu.",
        source="listings and mobile pages",
    ),
    CleaningRule(
        id="header.reading_time",
        kind=RuleKind.HEADER,
        scope=RuleScope.HEAD,
        pattern=(
            r"(?:waktu |lama )?(?:baca|membaca)\s?:?\s?\d{1,2} (?:menit|mnt|min)|"
            r"\d{1,2} (?:menit|mnt|min)(?:utes?)? (?:baca|membaca|read)|\d{1,2} min read"
        ),
        removes="waktu baca 2 menit",
        keeps="Baca doa itu dua menit saja sebelum tidur.",
        source="antara, idntimes",
    ),
    CleaningRule(
        id="header.buttons",
        kind=RuleKind.HEADER,
        scope=RuleScope.HEAD,
        pattern=(
            r"(?:url telah tercopy|url berhasil disalin|link telah disalin|batalkan|"
            r"dengarkan artikel|"
            r"tim redaksi|zoom-?in\s?lihat foto|ukuran (?:huruf|font)|text size|besar kecil huruf|"
            r"verified(?: writer)?|community writer|mode gelap|dark mode|play audio|listen|"
            r"jadikan .{2,30} sumber utama|penulis|editor|reporter|oleh|by|author)\s?[:.]?"
        ),
        removes="Tim Redaksi",
        keeps="Tim redaksi sekolah itu menang lomba.",
        source="kompas, cnn, liputan6, idntimes",
    ),
    CleaningRule(
        id="header.breadcrumb",
        kind=RuleKind.HEADER,
        scope=RuleScope.HEAD,
        pattern=r"(?:home|beranda|depan)(?:\s?[>»›/|]?\s?[\w&\- ]{2,25}){0,4}|"
        r"[\w& ]{2,25}(?:\s[>»›]\s[\w&\- ]{2,25}){1,4}",
        removes="Home > News > Nasional",
        keeps="Beranda rumah adat itu selesai diperbaiki warga bulan lalu, sesudah tiga tahun.",
        source="every outlet, above the headline",
    ),
)
