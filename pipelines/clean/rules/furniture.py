"""Rules for credits, sign-offs, tag lists and page furniture in copied text."""

from pipelines.clean.rules.rule import CleaningRule, RuleKind, RuleScope

_PLACE = (
    r"(?:home|beranda|kembali ke (?:atas|beranda)|back to top|lihat (?:semua|selengkapnya|lainnya)|"
    r"read more|more|indeks(?: berita)?|tentang kami|redaksi|kontak(?: kami)?|pedoman media siber|"
    r"kebijakan privasi|kode etik|karir|disclaimer|sitemap|privacy(?: policy)?|hubungi kami|"
    r"about us|contact us|info iklan|newsletter|langganan|berlangganan|video|foto|masuk|daftar|"
    r"close|menu|suka|sedih|marah|lucu|kaget|editorial|follow us|ikuti kami)\b"
)

RULES = (
    CleaningRule(
        id="credit.line",
        kind=RuleKind.CREDIT,
        scope=RuleScope.LINE,
        # A match is removed only if pipelines.text.bylines.credits accepts the line.
        pattern=(
            r"[(\[*]?\s?(?:penulis|reporter|pewarta|rep|(?:ditulis |dilaporkan )?oleh|kontributor|"
            r"jurnalis|wartawan|koresponden|editor|red|redaktur|penyunting|uploader|laporan|"
            r"author|by|"
            r"copy editor)\b.{2,240}"
        ),
        closes=True,
        removes="Rep: Sari Wulan/ Red: Bayu Rahman",
        keeps="Judul: Hujan; Penulis: Dr. Sari Wulan; Halaman: 302; Penerbit: Pustaka Contoh",
        source="republika, antara, kompas, kontan, liputan6, mediaindonesia, tempo, tribun",
    ),
    CleaningRule(
        id="credit.helped",
        kind=RuleKind.CREDIT,
        scope=RuleScope.LINE,
        pattern=r".{2,90} berkontribusi (?:dalam|pada|untuk) .{4,40}",
        hints=("berkontribusi",),
        closes=True,
        removes="Sari Wulan berkontribusi dalam penulisan artikel ini.",
        keeps="Petani garam berkontribusi dalam perbaikan jalan desa.",
        source="tempo",
    ),
    CleaningRule(
        id="credit.intern",
        kind=RuleKind.CREDIT,
        scope=RuleScope.LINE,
        pattern=(
            r"[*(]?(?:artikel|berita|tulisan) ini ditulis .{3,70} peserta (?:program )?magang\b"
            r".{0,120}"
        ),
        hints=("magang",),
        removes="Artikel ini ditulis oleh Sari Wulan, peserta program magang di Harian Contoh.",
        keeps="Artikel ini ditulis untuk pelajar yang hendak magang di balai desa.",
        source="detik, below the text",
    ),
    CleaningRule(
        id="credit.editor",
        kind=RuleKind.CREDIT,
        scope=RuleScope.TAIL,
        pattern=r"\((?-i:[A-Z][a-z]+(?: [A-Z][a-z.]+){1,3})\)",
        outlets=("okezone",),
        removes="(Bayu Rahman)",
        keeps="(Bersambung Pekan depan)",
        source="okezone, 37 of 37 such lines were editors",
    ),
    CleaningRule(
        id="credit.name",
        kind=RuleKind.CREDIT,
        scope=RuleScope.TAIL,
        pattern=r"\((?-i:[A-Z][a-z]+(?: [A-Z][a-z.]+){1,3})\)",
        removes="(Bayu Rahman)",
        keeps="(Bersambung pekan depan)",
        source="papers whose texts end with the writer's name",
    ),
    CleaningRule(
        id="credit.capitals",
        kind=RuleKind.CREDIT,
        scope=RuleScope.TAIL,
        pattern=r"(?-i:[A-Z]{2,}(?: [A-Z.]{1,}){1,3})(?: \| [\w ,]+)?",
        outlets=("tempo",),
        removes="SARI WULAN",
        keeps="SELESAI",
        source="tempo: the reporter's name in capitals ends the text",
    ),
    CleaningRule(
        id="credit.sign_off",
        kind=RuleKind.CREDIT,
        scope=RuleScope.ENDING,
        pattern=(
            r"\s*\((?:(?-i:[A-Za-z0-9\-]+\.(?:com|COM|co\.id|id|net))/(?-i:[A-Z][\w.' ]{2,50})|"
            r"(?-i:[A-Z][\w.' ]{2,50})/(?-i:[A-Z][A-Za-z0-9\-]+\.(?:com|COM|co\.id|id|net))|"
            r"(?-i:(?:[A-Z][\w.']* ){1,3}[A-Z][\w.']*/[a-z]{2,15})|"
            r"(?-i:[a-z]{2,15}/(?:[A-Z][\w.']* ){1,3}[A-Z][\w.']*))\)\.?"
        ),
        removes="(HarianContoh.com/Sari Wulan)",
        keeps="Alamat situsnya ada di papan (contoh.com/daftar) dekat gerbang.",
        source="tribun network, bola.net; liputan6 with the name first; balipost: (Name/balipost)",
    ),
    CleaningRule(
        id="code.line",
        kind=RuleKind.REPORTER_CODE,
        scope=RuleScope.LINE,
        pattern=(
            r"[(\[](?:[a-z]{2,5}|[a-z]{2,12}(?:/[a-z]{2,12}){1,3}|\*{1,3}(?:/[a-z]{2,12})?|"
            r"[a-z]{2,12}/\*{1,3})[)\]]"
            r"\.?"
        ),
        closes=True,
        removes="(lau/pta)",
        keeps="(18/6/2025)",
        source="cnn, detik, kapanlagi, okezone, sindonews, tribun",
    ),
    CleaningRule(
        id="code.ending",
        kind=RuleKind.REPORTER_CODE,
        scope=RuleScope.ENDING,
        pattern=(
            r"(?<=[.!?\"”’'…)])\s*(?:\((?-i:[A-Za-z]{2,12}(?:/[A-Za-z]{2,12}){1,3})\)|"
            r"[(\[](?-i:[a-z]{2,4}|[A-Z]{2,3}|[A-Z][a-z]{1,3}|\*{1,3}(?:/[a-z]{2,4})?)[)\]])\.?"
        ),
        removes="(mdk/hrs)",
        keeps="Kecepatan angin kemarin mencapai empat puluh (km/jam)",
        source="merdeka, detik, cnn: behind the last sentence",
    ),
    CleaningRule(
        id="tags.line",
        kind=RuleKind.TAG_LIST,
        scope=RuleScope.TAIL,
        pattern=(
            r"(?:tags?|tag terkait|topik(?: terkait| pilihan)?|topics?|kata kunci|keywords?|label|"
            r"hashtag"
            r"(?: lainnya)?)(?:\s?[:：].{0,300}|\s#.{0,300})?"
        ),
        headlines=True,
        removes="Tag: garam, panen, pesisir",
        keeps="Gunakan hashtag: #panengaram",
        source="cnn, liputan6, merdeka, sindonews and copied pages",
    ),
    CleaningRule(
        id="tags.hashtags",
        kind=RuleKind.TAG_LIST,
        scope=RuleScope.TAIL,
        pattern=r"(?:#[\w\-]+(?:\s|,\s?|$)){2,}|#\w[\w \-]{2,40}",
        removes="#panen #garam #pesisir",
        keeps="Kiriman itu memakai #panengaram dan dibaca ribuan orang.",
        source="kumparan, okezone, fimela",
    ),
    CleaningRule(
        id="summary.label",
        kind=RuleKind.HEADER,
        scope=RuleScope.LINE,
        pattern=r"(?:ringkasan berita|baca 10 detik|intinya sih(?: sis)?\s?\.*)\s?:?",
        removes="Ringkasan Berita:",
        keeps="Ringkasan berita itu dibacakan di radio desa.",
        source="tribun, suara",
    ),
    CleaningRule(
        id="table.swipe",
        kind=RuleKind.FOOTER,
        scope=RuleScope.LINE,
        pattern=r"geser untuk melihat (?:tabel|gambar|foto)(?: lengkap| selengkapnya)?\.?",
        removes="Geser untuk melihat tabel lengkap",
        keeps="Geser meja itu untuk melihat lantai yang retak.",
        source="tribun",
    ),
    CleaningRule(
        id="separator",
        kind=RuleKind.FOOTER,
        scope=RuleScope.LINE,
        pattern=r"[\W_Â]{1,40}",
        removes="***",
        keeps="7.",
        source="detik 10 of 1184 articles; Â is what a doubly encoded blank leaves on otosia",
    ),
    CleaningRule(
        id="footer.share",
        kind=RuleKind.FOOTER,
        scope=RuleScope.LINE,
        pattern=(
            r"(?:share|bagikan|sebarkan|shares?)(?: (?:artikel|berita|ini|ke|this))*\s?:?"
            r"(?:[\s,|]*(?:facebook|twitter|x|whatsapp|telegram|line|linkedin|email|copy link|"
            r"salin tautan|"
            r"salin link|pinterest|instagram|tiktok|threads|koran))*\s?!?|"
            r"(?:(?:facebook|twitter|whatsapp|telegram|linkedin|pinterest|email|copy link|"
            r"salin (?:tautan|link)|"
            r"google\+|copied|tautan disalin|line|threads)[\s,|•]*)+|"
            r"(?:\d+[,.]?\d*[kKrR]?[bB]? ?)?shares?|"
            r"a\s?[+\-]?(?: a\s?[+\-]?){1,2}|font (?:size)?.{0,12}|(?:dengarkan|simpan|cetak|"
            r"print|copy link)"
        ),
        removes="Share: Facebook Twitter WhatsApp Telegram Copy Link",
        keeps="Bagikan bibit itu kepada warga desa.",
        source="share buttons, as a copy of the page brings them",
    ),
    CleaningRule(
        id="footer.comments",
        kind=RuleKind.FOOTER,
        scope=RuleScope.LINE,
        pattern=(
            r"(?:\d{1,6}\s)?(?:komentar|comments?)(?:\s?[:(]\s?\d*\)?)?|(?:beri|tulis|kirim|lihat|"
            r"baca)"
            r"(?: semua)? komentar(?: anda)?\.{0,3}|komentar pembaca|(?:belum ada|"
            r"jadilah yang) komentar.{0,40}|"
            r"\d{1,3}\s?%\s?(?:suka|lucu|kaget|sedih|marah|senang|inspirasi)|"
            r"(?:telah )?dibaca \d+ kali|\d+ (?:views?|kali dibaca)|copied!?"
        ),
        removes="0 Komentar",
        keeps="Komentar warga beragam, kata lurah.",
        source="comment boxes, as a copy of the page brings them",
    ),
    CleaningRule(
        id="footer.navigation",
        kind=RuleKind.FOOTER,
        scope=RuleScope.TAIL,
        pattern=rf"{_PLACE}(?:\s*[|•·]\s*[\w ]{{3,20}}|\s+{_PLACE})*\s?:?",
        removes="Tentang Kami | Redaksi | Pedoman Media Siber",
        keeps="Masuk angin",
        source="page ends",
    ),
)
