"""Rules for the words of widgets: reactions, loaders, advertisement labels, newsletters, counters.

Each is a whole line without a verb that reports: the sentences of news that begin alike go on.
"""

from pipelines.clean.rules.rule import CleaningRule, RuleKind, RuleScope

_FEELING = (
    r"(?:suka|sedih|marah|kaget|lucu|senang|takjub|terhibur|bangga|tidak peduli|like|love|haha|wow|"
    r"sad|angry|terinspirasi|terkejut|takut|aneh)"
)

# Icons before a label: 🚩, 💡, »
_SIGN = r"[^\w\"“”‘'()\[\]*#-]{0,4}"
_AD_BUTTON = (
    r"(?:(?:tutup|laporkan|lewati|sembunyikan|hapus|matikan|hilangkan|nonaktifkan|adukan|close|"
    r"report|skip|hide|remove|stop seeing)(?: (?:semua|all))?(?: (?:this|these))? "
    r"(?:iklan|ads?|adverts?|advertisements?)(?: ini| this)?(?: \[?x\]?)?|"
    r"(?:mengapa|kenapa|why) (?:ada |melihat |this |these |am i seeing this )?"
    r"(?:iklan|ads?|advertisement)(?: ini)?)"
)

RULES = (
    CleaningRule(
        id="widget.reactions",
        kind=RuleKind.FOOTER,
        scope=RuleScope.LINE,
        pattern=(
            rf"{_SIGN}(?:(?:bagaimana|apa) (?:reaksi|perasaan|tanggapan)(?:mu| anda|"
            rf" kamu| kalian)\b.{{0,60}}\?|"
            r"what(?:'s| is) your reaction\??|what do you think\??|"
            r"(?:apakah|was|is|did|do) (?:menurut anda )?(?:(?:kamu|anda|you) (?:suka|menyukai|"
            r"like|"
            r"enjoy) )?(?:artikel|berita|tulisan|konten|informasi|this) (?:ini|article|story|page|"
            r"content|post)(?: (?:anda|kamu|ini|cukup|sudah|sangat|ter\w+))?(?: (?:bermanfaat|"
            r"membantu|berguna|menarik|informatif|helpful|useful|interesting)\b.{0,25})?\s?\?|"
            r"(?:ya|yes|bermanfaat|helpful)[^\w\"“”]{1,5}(?:tidak|no|belum|kurang)[^\w\"“”]{0,3}|"
            r"beri(?:kan)? (?:kami )?(?:rating|nilai|penilaian)(?: (?:anda|"
            r"\d bintang))?(?: ya)?\W{0,3}|"
            rf"(?:{_FEELING}(?:\s*[|:(]?\s*\d{{1,6}}\s?%?\)?)?[\s|,/]*){{2,9}})"
        ),
        removes="Bagaimana reaksi Anda terhadap berita ini?",
        keeps="Bagaimana reaksi warga ketika sirene berbunyi menjadi bahan evaluasi petugas.",
        source="reaction polls of WordPress and Promedia themes",
    ),
    CleaningRule(
        id="widget.loading",
        kind=RuleKind.FOOTER,
        scope=RuleScope.LINE,
        pattern=(
            r"(?:(?:(?:sedang )?memuat|loading)\b[^.!?]{0,40}|(?:mohon|harap|silakan|please) "
            r"(?:tunggu|wait)(?: sebentar)?|(?:[^.!?]{0,40}, )?(?:mohon|harap) tunggu)\s?[.…!]{0,3}"
        ),
        hints=("memuat", "loading", "tunggu", "wait"),
        removes="Memuat komentar, mohon tunggu...",
        keeps="Mohon tunggu giliran, kata petugas dapur umum kepada warga yang mengantre.",
        source="loaders of lazily loaded blocks",
    ),
    CleaningRule(
        id="widget.advertisement",
        kind=RuleKind.FOOTER,
        scope=RuleScope.LINE,
        pattern=(
            rf"{_SIGN}(?:{_AD_BUTTON}[\s.…|/·•?!-]{{0,4}}){{1,4}}|(?:iklan|advertisement|"
            rf"adv)(?: ini)? "
            r"?[-–—.|:]? ?(?:lanjutkan|gulir|geser|scroll|continue|artikel berlanjut|berlanjut)\b"
            r"[^.]{0,50}|(?:artikel|berita|story|article) (?:berlanjut|continues) (?:di bawah|"
            r"below|setelah)\b[^.]{0,40}|(?:tutup|close)(?: x)?(?: [|/] (?:laporkan|report)"
            r"(?: iklan| ad)?)?\s?[.…]{0,3}|(?:iklan|ads?) (?:oleh|by) (?-i:[A-Z])[\w. ]{2,25}|"
            r"(?:baca|lihat|nikmati|simak) (?:berita|artikel|konten|"
            r"situs)?[\w ]{0,20}(?:dengan (?:sedikit|"
            r"lebih sedikit)|tanpa|bebas) iklan\b[^.]{0,40}[.!]?|"
            r"iklan(?: ini)? \w+\? (?:laporkan|adukan|tutup|beri ?tahu|klik)\b.{0,30}|"
            r"(?:pasang|space|ruang|slot) (?:iklan|banner)(?: anda| kamu)?(?: di ?sini|"
            r" \d{2,4} ?x ?"
            r"\d{2,4})?(?:,? hubungi\b.{0,40})?|"
            r"(?:iklan|ad) (?:akan )?(?:ditutup|tertutup|hilang|closes|ends) (?:dalam|in)\b.{0,20}"
        ),
        removes="Laporkan iklan ini",
        keeps="Konsumen dapat melaporkan iklan yang menyesatkan itu ke kantor dinas mulai Senin.",
        source="labels and buttons round advertisements in the text",
    ),
    CleaningRule(
        id="widget.newsletter",
        kind=RuleKind.FOOTER,
        scope=RuleScope.LINE,
        pattern=(
            r"(?:dapatkan (?:kabar|berita|informasi|update)\b.{0,80}\b(?:surel|email|e-mail|inbox|"
            r"kotak masuk|ponsel|whatsapp|telegram)\b.{0,60}|(?:unduh|download|instal) (?:aplikasi|"
            r"app)\b.{0,90}\b(?:play store|app store|google play|android|ios)\b.{0,40}|"
            r"(?:artikel|berita|tulisan) ini (?:juga )?(?:telah |sudah )?(?:terbit|tayang|dimuat) "
            r"(?:di|dalam|pada) .{0,60}\bedisi cetak\b.{0,120}|(?:berlangganan|baca|dapatkan) "
            r"(?:koran|harian|majalah|edisi)\b.{0,40}\b(?:cetak|e-?paper|digital)\b.{0,80})"
        ),
        hints=("dapatkan", "unduh", "download", "instal", "cetak", "paper", "digital"),
        removes="Unduh aplikasi Kabar Coba di Play Store dan App Store.",
        keeps="Buletin perusahaan yang terbit setiap pagi menyebut berlangganan baja diteken.",
        source="newsletter boxes, appeals to subscribe to the printed edition",
    ),
    CleaningRule(
        id="widget.disclaimer",
        kind=RuleKind.DISCLAIMER,
        scope=RuleScope.LINE,
        pattern=(
            r"[*(]{0,2}(?:(?:disclaimer|catatan)\s?:\s?)?(?:(?:isi|konten|seluruh isi) )?(?:dari )?"
            r"(?:artikel|tulisan|konten|berita|rilis|"
            r"siaran pers) (?:ini )?(?:merupakan (?:kerja ?sama|"
            r"rilis|siaran pers|konten|kiriman|tulisan)|"
            r"sepenuhnya (?:menjadi )?tanggung jawab|adalah "
            r"(?:tanggung jawab|kiriman|konten|rilis|siaran pers)|dibuat oleh|"
            r"dikirim oleh|ditulis oleh "
            r"(?:pengguna|anggota|member)|menjadi tanggung jawab|di luar tanggung jawab).{0,260}"
        ),
        hints=("tanggung jawab", "kerja", "rilis", "siaran", "konten", "kiriman", "oleh"),
        removes="Konten ini merupakan kiriman anggota komunitas dan dimuat tanpa disunting.",
        keeps='"Isi perjanjian itu sepenuhnya menjadi tanggung jawab pengelola," kata Lilis.',
        source="community platforms (Kompasiana, UC News, kumparan, Retizen), press releases",
    ),
    CleaningRule(
        id="widget.more",
        kind=RuleKind.FOOTER,
        scope=RuleScope.LINE,
        pattern=(
            r"(?:selengkapnya|baca selengkapnya|lihat selengkapnya|read more|load more|"
            r"muat lainnya)"
            r"\s?[.…»>]{0,3}|baca (?:juga )?(?:berita|artikel|informasi|"
            r"kabar) (?:terkini|terbaru|menarik|"
            r"lain(?:nya)?)\b.{0,90}\bdi (?-i:[A-Z]).{1,40}"
        ),
        hints=("selengkapnya", "more", "muat", "baca"),
        removes="Baca berita terkini lainnya seputar olahraga di Lensa Coba.",
        keeps="Pengunjung pasar dapat membaca berita terkini di papan dekat pintu barat.",
        source="prompts at the end of sections",
    ),
    CleaningRule(
        id="widget.counter",
        kind=RuleKind.HEADER,
        scope=RuleScope.LINE,
        pattern=(
            r"(?:0(?: 0){1,9}|(?:penilaian (?:pengguna|pembaca)|user rating|"
            r"rating)\s?:\s?\d(?:[.,]\d)?\s?/\s?\d{1,2}"
            r"(?:\s?\(\d+\))?|(?:dilihat|dibaca|hits|views?|"
            r"dibagikan)\s?:?\s?[\d.,]+(?:\s?(?:kali|x|"
            r"times|views?))?|[\d.,]+ (?:kali )?(?:dilihat|dibaca|views?|hits)|(?:cetak|"
            r"print|surel|"
            r"e-?mail|pdf)(?:\s?[|/·]\s?(?:cetak|print|surel|e-?mail|pdf)){1,3})"
        ),
        removes="Dilihat: 1204 kali",
        keeps="Video warga itu sudah dilihat 1.204 kali sejak diunggah pada Senin malam.",
        source="Joomla and WordPress: rating, hits, print and mail icons",
    ),
)
