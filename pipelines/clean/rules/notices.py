"""Rules for notices: syndication, follow prompts, legal lines, disclaimers."""

from pipelines.clean.rules.rule import CleaningRule, RuleKind, RuleScope

_NOTE = (
    r" ini (?:telah|sudah|pernah|pertama kali) (?:lebih dulu |lebih dahulu |pertama kali )?"
    r"(?:(?:tayang|naik)|(?:terbit|dimuat|dipublikasikan|diterbitkan)"
    r"(?=.*(?:\.com|\.co|\.id|\.net|detik|dengan judul)))"
)

RULES = (
    CleaningRule(
        id="syndication.appeared",
        kind=RuleKind.SYNDICATION,
        scope=RuleScope.LINE,
        pattern=(
            r"[*(]*(?:artikel|berita|tulisan)" + _NOTE + r"(?: (?:sebelumnya|di|pada).{0,400})?\.?"
        ),
        closes=True,
        removes="Artikel ini telah tayang di HarianContoh.com dengan judul Panen Garam Lebih Awal",
        keeps="Artikel ini akan membahas cara menanam pohon.",
        source="detik 28 of 1184 articles, the kompas and tribun networks and who reprints them",
    ),
    CleaningRule(
        id="syndication.appeared_inline",
        kind=RuleKind.SYNDICATION,
        scope=RuleScope.INLINE,
        pattern=(
            r"(?:(?<=[.!?\"”’)])\s?|(?<=[a-z]))(?-i:Artikel|Berita)" + _NOTE + r" di.{0,500}$"
        ),
        hints=(" ini telah ", " ini sudah ", " ini pernah ", " ini pertama "),
        removes="Artikel ini telah tayang di HarianContoh.com dengan judul Panen Garam Lebih Awal",
        keeps=(
            "Harga minyak telah naik sekitar sepuluh persen. Videonya telah tayang di kanal warga."
        ),
        source="the same note where line breaks are lost",
    ),
    CleaningRule(
        id="syndication.based_on",
        kind=RuleKind.SYNDICATION,
        scope=RuleScope.LINE,
        pattern=(
            r"(?:artikel|berita|tulisan) ini (?:pertama kali (?:di)?(?:terbit|muat|tayang)(?:kan)? "
            r"dalam bahasa|bersumber dari|merupakan (?:hasil|bagian dari) kerja ?sama|"
            r"diterjemahkan dari|"
            r"disadur dari|diambil dari|ditulis ulang dari)\b.{0,300}|(?:disadur|diadaptasi|"
            r"diterjemahkan)"
            r" (?:dari|oleh)\s?[:：]?\s.{2,120}(?<!\.)"
        ),
        removes="Artikel ini bersumber dari pemberitaan di HarianContoh.com berjudul:",
        keeps="Diterjemahkan dari bahasa Belanda, naskah itu kini dibaca murid sekolah.",
        source="kompas, bola.net, DW texts in detik",
    ),
    CleaningRule(
        id="syndication.source",
        kind=RuleKind.SYNDICATION,
        scope=RuleScope.TAIL,
        pattern=(
            r"\(?sumber(?: berita| artikel| asli| asal)?\s?[:：]\s?[^.:;]{2,60}(?:\.\w{2,4})*"
            r"(?:/[^.:;]{2,40})?[./]?\)?"
        ),
        removes="Sumber: Antara",
        keeps="Sumber air warga mengering sejak Juli.",
        source="republika, bola, dream, otosia, liputan6",
    ),
    CleaningRule(
        id="syndication.agency",
        kind=RuleKind.SYNDICATION,
        scope=RuleScope.TAIL,
        pattern=(
            r"(?-i:ANTARA|REUTERS|AFP|AP|BBC|CNN|XINHUA|BERNAMA|ANADOLU|YONHAP|KYODO|DPA|TASS|"
            r"BLOOMBERG|DW|VOA|Antara|Reuters|Xinhua|Bernama|Anadolu|Bloomberg)"
            r"(?:\s?[|/,]\s?[A-Z][\w. ]{1,30}){0,3}"
        ),
        removes="ANTARA | REUTERS",
        keeps="Antara pasar dan terminal terbentang sawah.",
        source="tempo: the agency's name alone ends the text",
    ),
    CleaningRule(
        id="syndication.dated",
        kind=RuleKind.SYNDICATION,
        scope=RuleScope.TAIL,
        pattern=(
            r"(?:artikel|berita) asli\s?[:：].{3,200}|"
            r"(?:di)?publi(?:kasi(?:kan)?|shed)\s?[:：]?\s?\d{1,2}[ /.\-].{3,30}"
        ),
        removes="Dipublikasi: 15 September 2020",
        keeps="Dipublikasikan pada 15 September, laporan itu dibaca warga.",
        source="bola.net, below the note that names the first publisher",
    ),
    CleaningRule(
        id="syndication.sign_off",
        kind=RuleKind.SYNDICATION,
        scope=RuleScope.ENDING,
        pattern=(
            r"(?:(?<=[.!?\"”’])\s*|^)[(\[](?-i:ANTARA|Antara|Ant|ANT|AFP|Reuters|REUTERS|Xinhua|"
            r"Bernama|"
            r"Anadolu|AP|dpa|Kyodo|Yonhap)(?:/[^()\[\]\n]{1,40})?[)\]]\.?"
        ),
        removes="(Antara)",
        keeps="Warga menyerahkan usul kepada Asosiasi Petani (AP).",
        source="papers that carry ANTARA's wire",
    ),
    CleaningRule(
        id="follow.republika",
        kind=RuleKind.FOLLOW_PROMPT,
        scope=RuleScope.INLINE,
        pattern=r"\s?Ikuti Whats?app Channel Republika\.?",
        hints=("channel republika",),
        removes="Ikuti Whatsapp Channel Republika",
        keeps="Saluran itu diikuti ribuan warga.",
        source="republika 33 of 33 articles, glued to the last sentence",
    ),
    CleaningRule(
        id="follow.preferred",
        kind=RuleKind.FOLLOW_PROMPT,
        scope=RuleScope.INLINE,
        pattern=(
            r"\s?(?:(?-i:Add) (?:.{2,30} )?as a preferred source on Google|"
            r"(?-i:Jadikan) .{2,30} (?:sebagai )?sumber (?:utama|pilihan)(?: Anda)? di Google)\.?"
        ),
        hints=("preferred source", "di google"),
        removes="Add as a preferred source on Google",
        keeps="Sekolah itu menjadi sumber pilihan di Google, kata kepala dinas.",
        source="cnn and others since 2025, glued to the last line",
    ),
    CleaningRule(
        id="follow.channel",
        kind=RuleKind.FOLLOW_PROMPT,
        scope=RuleScope.LINE,
        # The outlet or its news must be named, else it may be a guide to the messenger.
        pattern=(
            r"(?=.*(?:berita|artikel|kami\b|\.com|\.co\.id|\.id\b|\.net|republika|terbaru|terkini))"
            r"[(\-*]?\s?(?:(?:ayo,? |yuk,? )?(?:ikuti|follow|simak|cek|akses|baca|update|dapatkan|"
            r"telusuri|temukan|gabung|klik di ?sini|jangan (?:ketinggalan|lewatkan))|"
            r"(?:mau|ingin) (?:dapat |tahu |baca )?(?:berita|info|kabar))\w*"
            r"\b.{0,160}\b(?:google news|whats?app channel|channel whats?app|wa channel|"
            r"saluran whats?app|kanal whats?app|kanal telegram|channel telegram|"
            r"grup telegram)\b.{0,400}"
        ),
        hints=("google news", "whatsapp", "whatapp", "telegram", "wa channel"),
        closes=True,
        removes="Cek berita dan artikel yang lain di Google News dan WhatsApp Channel kami",
        keeps="Warga diminta mengikuti pengumuman lewat pengeras suara masjid.",
        source="mediaindonesia, beritasatu, tribun, bisnis, kontan, kapanlagi, okezone, kompas",
    ),
    CleaningRule(
        id="follow.updates",
        kind=RuleKind.FOLLOW_PROMPT,
        scope=RuleScope.LINE,
        pattern=(
            r"(?:simak breaking news dan berita pilihan|dapatkan (?:update )?(?:berita|informasi|"
            r"kabar) "
            r"(?:pilihan|terkini|terbaru|terupdate|up ?to ?date)\b|"
            r"(?:ikuti|simak) (?:terus )?(?:perkembangan )?(?:berita|kabar|informasi)"
            r"(?: (?:terbaru|terkini|lainnya|menarik))* hanya di\b|"
            r"silakan akses e-?paper\b|ikuti (?:terus )?(?:berita|kabar|"
            r"informasi) (?:terbaru|"
            r"terkini|terupdate|lainnya)\b|ikuti (?:kami|juga) di\b|follow (?:us|our|kami)\b|"
            r"ikuti (?:akun |media sosial )|add as a preferred source|"
            r"jadikan .{2,30} sumber pilihan|"
            r"mari bergabung di grup|daftarkan email).{0,400}"
        ),
        closes=True,
        removes=(
            "Dapatkan update berita pilihan dan kabar terbaru setiap hari dari HarianContoh.com."
        ),
        keeps="Ikuti langkah berikut untuk mendaftar di balai desa.",
        source="kompas, jatimtimes, tribun, cnn",
    ),
    CleaningRule(
        id="follow.nominate",
        kind=RuleKind.FOLLOW_PROMPT,
        scope=RuleScope.LINE,
        pattern=(
            r"banyak orang hebat di sekitar kita\. .{0,200}|"
            r".{0,60}\bdaftarkan mereka sebagai .{3,60}"
        ),
        outlets=("merdeka",),
        removes="Banyak orang hebat di sekitar kita. Kirim kisahnya kepada kami.",
        keeps="Banyak orang hebat di desa itu menanam pohon.",
        source="merdeka, below the text",
    ),
    CleaningRule(
        id="follow.contribute",
        kind=RuleKind.FOLLOW_PROMPT,
        scope=RuleScope.TAIL,
        pattern=(
            r"(?:punya (?:cerita|kisah|info)\w*|kirim(?:kan)? (?:tulisan|cerita|kisah|foto)\w*|"
            r"(?:download|unduh) aplikasi)\b.{0,120}\b(?:redaksi|kami)\b.{0,80}"
        ),
        hints=("redaksi", "kami"),
        removes="Punya kisah seputar pesisir? Kirim ke surel redaksi kami",
        keeps="Kirimkan cerita itu kepada anak-anak di desa, pesan guru mereka.",
        source="reader pages and page ends, as themes word them",
    ),
    CleaningRule(
        id="follow.donate",
        kind=RuleKind.FOLLOW_PROMPT,
        scope=RuleScope.LINE,
        pattern=r"\*{1,3}\s?(?:ayo|mari|yuk),? (?:ikut )?(?:ber)?donasi\b.{0,300}",
        hints=("donasi",),
        removes="**Ayo berdonasi untuk perahu warga lewat tautan ini.",
        keeps="Ayo berdonasi, kata spanduk yang terpasang di gerbang desa.",
        source="liputan6 in 2020, between the paragraphs",
    ),
    CleaningRule(
        id="follow.inline",
        kind=RuleKind.FOLLOW_PROMPT,
        scope=RuleScope.INLINE,
        pattern=(
            r"(?:(?<=[.!?\"”’)])\s?|(?<=[a-z]))(?:(?-i:Simak breaking news dan berita pilihan kami|"
            r"Dapatkan update berita pilihan dan breaking news|Cek berita dan artikel (?:yg|"
            r"yang) lain|"
            r"Ikuti (?:berita|kabar) (?:terbaru|terkini) (?:kami )?di Google News|"
            r"Baca berita lainnya di Google News|Simak berita dan artikel lainnya di Google News))"
            r".{0,450}$"
        ),
        hints=("google news", "update berita pilihan", "simak breaking news"),
        removes=(
            "Dapatkan update berita pilihan dan breaking news setiap hari dari HarianContoh.com."
        ),
        keeps="Ia berjanji. Dapatkan berita itu dari warga sendiri, katanya kepada para murid.",
        source="the same prompts where line breaks are lost",
    ),
    CleaningRule(
        id="legal.copyright",
        kind=RuleKind.LEGAL,
        scope=RuleScope.LINE,
        pattern=(
            r"(?:hak cipta|copyrights?)\s?(?:©|\(c\)|@|&copy;|20\d\d).{0,150}|(?:©|\(c\)|"
            r"@)\s?20\d\d.{0,120}|"
            r"hak cipta dilindungi(?: undang-undang)?\.?"
        ),
        closes=True,
        removes="Copyright © Harian Contoh 2026",
        keeps="Revisi Undang-Undang Hak Cipta dibahas lagi pekan ini.",
        source=(
            "antara, mediaindonesia and most page ends; 33 news lines on copyright law must stay"
        ),
    ),
    CleaningRule(
        id="legal.rights",
        kind=RuleKind.LEGAL,
        scope=RuleScope.LINE,
        pattern=r".{0,120}\ball rights? reserved\W*(?:\w+\W*){0,3}",
        hints=("reserved",),
        closes=True,
        removes="Harian Contoh. All Rights Reserved",
        keeps="Di halaman itu tertulis all rights reserved, padahal naskahnya berumur dua abad.",
        source="most page ends",
    ),
    CleaningRule(
        id="legal.copyright_inline",
        kind=RuleKind.LEGAL,
        scope=RuleScope.INLINE,
        pattern=(
            r"(?:(?<=[.!?\"”’)])\s?|(?<=[a-z]))(?-i:Copyright|COPYRIGHT)\s?(?:©|\(c\)|@).{0,200}$"
        ),
        hints=("copyright",),
        removes="Copyright © ANTARA 2026",
        keeps="Kata copyright pada sampul buku itu ditulis tangan.",
        source="antara, glued to the last sentence",
    ),
    CleaningRule(
        id="legal.crawling",
        kind=RuleKind.LEGAL,
        scope=RuleScope.INLINE,
        pattern=r"\s?dilarang keras mengambil konten,[^.]{0,200}(?:kantor berita antara\.?|\.)",
        hints=("dilarang keras mengambil konten",),
        removes=(
            "Dilarang keras mengambil konten, melakukan penyalinan otomatis tanpa izin tertulis."
        ),
        keeps="Warga dilarang keras mengambil pasir di tepi kali.",
        source="antara; one project stored it as a fact",
    ),
    CleaningRule(
        id="disclaimer.investment",
        kind=RuleKind.DISCLAIMER,
        scope=RuleScope.LINE,
        pattern=(
            r"\*{0,3}\s?disclaimer(?: on)?\s?"
            r"(?:[:：]\s?.{0,500}|setiap keputusan investasi.{0,500}|)"
        ),
        removes="Disclaimer: Setiap keputusan investasi ada di tangan pembaca.",
        keeps="Keputusan investasi itu diambil dalam rapat warga.",
        source="liputan6 10 of 1672 articles",
    ),
    CleaningRule(
        id="disclaimer.fact_check",
        kind=RuleKind.DISCLAIMER,
        scope=RuleScope.LINE,
        pattern=(
            r"\*{0,4}\s?(?:fakta atau hoaks\?\s?)?(?:untuk mengetahui kebenaran informasi yang "
            r"beredar,"
            r"|punya informasi atau klaim yang ingin anda cek faktanya).{0,400}"
        ),
        removes=(
            "*** Untuk mengetahui kebenaran informasi yang beredar, silakan kirim pesan ke redaksi."
        ),
        keeps="Untuk mengetahui kebenaran kabar itu, polisi memeriksa tiga saksi.",
        source="liputan6, tempo",
    ),
    CleaningRule(
        id="disclaimer.labelled",
        kind=RuleKind.DISCLAIMER,
        scope=RuleScope.LINE,
        pattern=(
            r"[*(]*(?:disclaimer|penafian|sanggahan)\s?[:：]\s?.{10,500}|"
            r"[*(]*(?:artikel|berita|tulisan|konten) ini (?:dibuat|disusun|ditulis|dihasilkan)"
            r" (?:dengan|oleh|menggunakan) (?:bantuan )?(?:ai|kecerdasan (?:buatan|artifisial))\b"
            r".{0,200}"
        ),
        removes="Penafian: Tulisan ini bersifat informasi dan bukan saran keuangan.",
        keeps="Penafian itu dibacakan pengacara di ruang sidang, lalu dicatat panitera.",
        source="finance and horoscope pages; texts made with machines say so since 2024",
    ),
    CleaningRule(
        id="disclaimer.community",
        kind=RuleKind.DISCLAIMER,
        scope=RuleScope.LINE,
        pattern=(
            r"(?:idn times community adalah media yang menyediakan|(?:artikel|tulisan|"
            r"konten) ini (?:adalah|"
            r"merupakan) (?:tulisan|kiriman|karya) (?:dari )?(?:pengguna|pembaca|komunitas)|"
            r"(?:seluruh |semua )?(?:isi )?(?:artikel|tulisan|konten)(?: ini)? (?:sepenuhnya |"
            r"menjadi |adalah "
            r"|di luar ){1,2}tanggung ?jawab (?:penulis|pengirim|redaksi)).{0,400}"
        ),
        removes="Tulisan ini sepenuhnya tanggung jawab penulis.",
        keeps="Perbaikan jalan itu sepenuhnya tanggung jawab pemerintah kabupaten.",
        source="idntimes community pages, opinion pages",
    ),
)
