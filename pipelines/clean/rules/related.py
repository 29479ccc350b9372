"""Rules for links to other articles: labels, prompts, lists."""

from pipelines.clean.rules.rule import CleaningRule, RuleKind, RuleScope

RULES = (
    CleaningRule(
        id="related.label",
        kind=RuleKind.RELATED_LINK,
        scope=RuleScope.LINE,
        pattern=(
            r"(?:baca|simak|lihat|tonton)\s?(?:juga|pula)\s?(?:[:：]|\.{3})?|baca ini juga\b.{0,20}"
        ),
        headlines=True,
        removes="Baca Juga",
        keeps="Warga juga membaca doa bersama.",
        source="liputan6 1435 of 1672 articles, republika, merdeka, okezone, kapanlagi; none wrong",
    ),
    CleaningRule(
        id="related.titled",
        kind=RuleKind.RELATED_LINK,
        scope=RuleScope.LINE,
        pattern=(
            r"[(\[*•\-–]?\s*(?:(?:baca|simak|lihat|tonton)\s?(?:juga|pula)|baca\s?selengkapnya)"
            r"\s?[:：]\s?.{1,250}"
        ),
        removes="Baca juga : Harga Cabai Turun Menjelang Akhir Pekan",
        keeps="Nanti kita lihat juga bagaimana perkembangannya pekan depan.",
        source="kompas 150 of 150 articles, antara, tribun, mediaindonesia, sindonews, jawapos",
    ),
    CleaningRule(
        id="related.read",
        kind=RuleKind.RELATED_LINK,
        scope=RuleScope.LINE,
        pattern=(r"(?-i:BACA|SIMAK)\s?[:：]\s?(?-i:[A-Z0-9\"'“‘])\S*(?:\s\S+){3,24}(?<![.;,!?])"),
        removes="BACA: Petani Garam Panen Lebih Awal Tahun Ini",
        keeps="Baca: Surat Yasin ayat pertama sampai ketujuh",
        source="papers that set the label in capitals, between the paragraphs",
    ),
    CleaningRule(
        id="related.read_tempo",
        kind=RuleKind.RELATED_LINK,
        scope=RuleScope.LINE,
        pattern=r"(?-i:Baca|Simak)\s?[:：]\s?(?-i:[A-Z0-9\"'“‘])\S*(?:\s\S+){3,24}(?<![.;,!?])",
        outlets=("tempo",),
        removes="Baca: Petani Garam Panen Lebih Awal Tahun Ini",
        keeps="Baca: surat pendek itu dibacakan tiga kali sebelum tidur.",
        source="tempo until 2022, between the paragraphs",
    ),
    CleaningRule(
        id="related.capitals",
        kind=RuleKind.RELATED_LINK,
        scope=RuleScope.LINE,
        pattern=r"(?-i:BACA JUGA|Baca Juga|Baca juga)\s+(?-i:[A-Z0-9\"'“‘]).{8,200}(?<![.;,])",
        removes="Baca Juga Petani Garam Panen Lebih Awal Tahun Ini",
        keeps="Baca juga doa ini sesudah salat, pesan ustaz kepada para jamaahnya.",
        source="beritasatu, jawapos, idntimes",
    ),
    CleaningRule(
        id="related.bracketed",
        kind=RuleKind.RELATED_LINK,
        scope=RuleScope.INLINE,
        pattern=(
            r"\s?[(\[]\s?(?:baca|simak|lihat|tonton)\s?(?:juga|selengkapnya)\s?[:：]"
            r"[^()\[\]]{3,250}[)\]]"
        ),
        hints=("baca",),
        removes="(Baca juga: Harga Cabai Turun Menjelang Akhir Pekan)",
        keeps="Tulisan kecil di papan itu (baca: larangan masuk) tidak terlihat dari jalan.",
        source="kompas and sindonews until 2019",
    ),
    CleaningRule(
        id="related.inline",
        kind=RuleKind.RELATED_LINK,
        scope=RuleScope.INLINE,
        # pipelines.clean.cleaning finds where the headline ends: at a sentence or a glued capital.
        pattern=(
            r"(?:(?<=[.!?\"”’)\]…])\s?|(?<=[a-z0-9]))"
            r"(?-i:BACA JUGA|Baca Juga|Baca juga)\s?(?:[:：]\s?|$)"
        ),
        hints=("baca juga",),
        removes="Baca Juga: Petani Garam Panen Lebih Awal",
        keeps="Poster itu berbunyi baca juga: aturan kunjungan, lalu daftar panjang.",
        source="sindonews and okezone, label and headline between line breaks",
    ),
    CleaningRule(
        id="related.editors_choice",
        kind=RuleKind.RELATED_LINK,
        scope=RuleScope.LINE,
        pattern=r"pilihan editor\s?:.{0,250}",
        headlines=True,
        removes="Pilihan Editor: Harga Cabai Turun Menjelang Akhir Pekan",
        keeps="Buku itu menjadi pilihan editor majalah sastra tahun ini.",
        source="tempo, in the page and in its JSON-LD",
    ),
    CleaningRule(
        id="related.next",
        kind=RuleKind.RELATED_LINK,
        scope=RuleScope.LINE,
        pattern=(
            r"(?:selanjutnya|menarik dibaca|artikel selanjutnya|berita selanjutnya)\s?:.{3,200}"
        ),
        removes="Menarik Dibaca: Harga Cabai Turun Menjelang Akhir Pekan",
        keeps="Selanjutnya, petugas memeriksa seluruh gudang.",
        source="kontan",
    ),
    CleaningRule(
        id="related.read_in_full",
        kind=RuleKind.RELATED_LINK,
        scope=RuleScope.LINE,
        pattern=(
            r"(?:baca\s|simak\s|berita\s)?selengkapnya\s?(?:,\s?)?(?:klik|baca|simak|bisa dibaca|"
            r"di sini"
            r"|di tautan|di link)\b.{0,60}|(?:baca|klik|simak) (?:berita )?selengkapnya"
            r"(?: (?:di sini|di tautan|di \w+\.\w+)\b.{0,30})?[.:]?|klik (?:di sini|disini)[.!]?|"
            r"(?:baca|simak|lihat|dapatkan|ikuti|unduh|gabung)\b[^.?!:]{3,80},? klik (?:di ?sini|"
            r"(?:tautan|link) (?:ini|berikut))[.!]?|"
            r"baca (?:artikel|berita)\b[^.]{0,40}\bselengkapnya\b[^.]{0,40}\b(?:di ?sini)[.!]?"
        ),
        removes="Baca selengkapnya di tautan berikut ini.",
        keeps="Simak jadwal turnamen desa selengkapnya di bawah ini.",
        source="detik 26, liputan6 6; transitions in liputan6 and okezone must stay",
    ),
    CleaningRule(
        id="related.promoted",
        kind=RuleKind.RELATED_LINK,
        scope=RuleScope.LINE,
        pattern=(
            r"(?:artikel-artikel yang direkomendasikan|"
            r"s?udah baca (?:yang )?ini(?: belum)?\s?[?!]*|"
            r"baca ini,? yuk\s?[!:]*|yuk,? (?:baca|simak|intip) (?:juga|lagi)\s?[!:]*|"
            r"jangan lewatkan\s?[!:]*|"
            r"simak beberapa berita berikut(?: juga)?(?: ya)?\s?!*|"
            r"(?:simak|cek|baca)(?: \w+){1,3} (?:populer|menarik|"
            r"seru) lainnya(?: di sini)?(?: ya)?\s?[!:.]*)"
        ),
        headlines=True,
        removes="Simak Resep Populer Lainnya",
        keeps="Simak, informasi di bawah ini mengenai jadwal pendaftaran.",
        source="kapanlagi, bbc",
    ),
    CleaningRule(
        id="related.promo_to_site",
        kind=RuleKind.RELATED_LINK,
        scope=RuleScope.TAIL,
        pattern=(
            r"(?:baca juga|ikuti|simak|baca)\b.{0,140}\b(?:klik|baca) (?:di sini|disini)\b.{0,40}"
        ),
        removes="Ikuti ulasan pilihan redaksi kami tiap pagi: baca di sini",
        keeps="Warga mengikuti petunjuk lalu menekan tombol klik di sini.",
        source="republika",
    ),
    CleaningRule(
        id="popular.heading",
        kind=RuleKind.POPULAR_LIST,
        scope=RuleScope.TAIL,
        pattern=(
            r"(?:(?:berita|artikel|kabar|video|foto|tulisan)\s(?:terkait|terkini|terbaru|"
            r"terpopuler|"
            r"populer|lainnya|menarik(?: lainnya)?|pilihan|rekomendasi|foto)"
            r"(?:\s(?:lainnya|hari ini))?|(?:editorial |konten |liputan )?terkait|terpopuler|"
            r"terkini|trending|most popular|related (?:articles|posts|news)|"
            r"rekomendasi untuk anda|you may (?:also )?like|recommended(?: by| for you)?.{0,20}|"
            r"jangan lewatkan|hot topics?|headline hari ini|artikel trending|more stories|"
            r"(?:pilihan|rekomendasi) (?:redaksi|editor|untukmu)|tag (?:ter)?populer)\s?[:!]*"
        ),
        headlines=True,
        removes="Berita Terkini Lainnya",
        keeps="Kami merangkum sejumlah berita terpopuler pekan ini untuk pembaca.",
        source="every outlet's page end; liputan6 round-ups are about popular news and must stay",
    ),
)
