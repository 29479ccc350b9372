"""Rules for embeds, players, advertisements, photo captions and page links."""

from pipelines.clean.rules.rule import CleaningRule, RuleKind, RuleScope

_CREDIT = (
    r"(?:sumber\s?:|(?:credits?|kredit)(?: foto)?\s?[:/]|"
    r"(?:sumber )?(?:foto|ilustrasi|gambar|photo|image)\s?(?:by|oleh)?\s?[:/]\s?|"
    r"dok\b|"
    r"dokumentasi\b|"
    r"istimewa\b|ist\b|screenshoo?t\b|tangkapan layar\b|instagram\b|twitter\b|facebook\b|youtube\b|"
    r"tiktok\b|unsplash\b|pexels\b|pixabay\b|shutterstock\b|freepik\b|istock\b|getty images\b|"
    r"ap photo\b|afp\b|reuters\b|epa\b|antara foto\b|antara/|liputan6\.com/|kompas\.com/|"
    r"bola\.com/|"
    r"[\w.]+\.(?:com|co\.id|id|net)/)"
)

RULES = (
    CleaningRule(
        id="video.gambas",
        kind=RuleKind.VIDEO,
        scope=RuleScope.INLINE,
        pattern=r"\s?\[gambas\s?:[^\]\n]{0,80}\]",
        hints=("[gambas",),
        removes="[Gambas:Video 20detik]",
        keeps="Orkes gambus itu tampil di balai desa.",
        source="detik 390 of 1184 articles, cnn, cnbc",
    ),
    CleaningRule(
        id="video.prompt",
        kind=RuleKind.VIDEO,
        scope=RuleScope.LINE,
        pattern=(
            r"\(?(?:yuk,? |ayo,? |jangan lupa,? )?(?:simak|tonton|lihat|saksikan|putar|cek)\s+"
            r"(?:juga\s+)?(?:berbagai\s+)?"
            r"(?:(?:video|live)\b\s?(?:detik\w+|pilihan\b.{0,40}|menarik\b.{0,30}|"
            r"selengkapnya\b.{0,30}|ini(?: (?:juga|ya|yuk))?"
            r"|berikut\b.{0,20}|di bawah\b.{0,20}|terkait\b.{0,40}|['\"‘“:].{0,200})?[:.!]?\s?"
            r"|['\"‘“].{3,150}['\"’”] di sini\s?:?)\)?"
        ),
        removes="Saksikan Video Pilihan di Bawah Ini:",
        keeps="Video tersebut memperlihatkan warga menanam pohon.",
        source="detik 312 of 1184 articles, liputan6; 328 lines, none wrong",
    ),
    CleaningRule(
        id="video.live",
        kind=RuleKind.VIDEO,
        scope=RuleScope.LINE,
        pattern=(
            r"(?:saksikan|tonton) (?:live )?(?:streaming|siaran langsung)\b.{0,90}\bdi sini[.!:]?"
        ),
        hints=("saksikan", "tonton"),
        removes="Saksikan live streaming program-program kami di sini",
        keeps="Saksikan siaran langsung laga itu di balai desa, ajak lurah.",
        source="beritasatu, below the text",
    ),
    CleaningRule(
        id="video.announced",
        kind=RuleKind.VIDEO,
        scope=RuleScope.TAIL,
        pattern=(
            r"(?:yuk,? |ayo,? )?(?:simak|tonton|lihat|saksikan|cek|intip)\b[^.!?]{0,60}\b"
            r"(?:video|mv|trailer|teaser|klip|cuplikan)\w*\b[^.!?]{0,60}\b"
            r"(?:di ?bawah|berikut)(?: ini)?\s?[:.!]?"
        ),
        hints=("bawah", "berikut"),
        removes="Tonton MV lagu baru mereka di bawah ini:",
        keeps="Tonton cuplikan itu bersama guru, lalu bahas bersama murid pada pekan berikutnya.",
        source="kapanlagi, above a player that ends the page",
    ),
    CleaningRule(
        id="video.titled",
        kind=RuleKind.VIDEO,
        scope=RuleScope.LINE,
        pattern=r"[\[(]?(?-i:VIDEO)\s?[:|\])]\s?[^.!?]{5,150}",
        hints=("video",),
        removes="VIDEO: Cuplikan Panen Garam di Pesisir",
        keeps="VIDEO itu diputar dua kali di balai desa.",
        source="titles of players between the paragraphs",
    ),
    CleaningRule(
        id="video.prompt_inline",
        kind=RuleKind.VIDEO,
        scope=RuleScope.INLINE,
        pattern=(
            r"(?<=[.!?\"”’)])\s?(?-i:Simak|Tonton|Lihat|Saksikan)\s+(?-i:juga\s+)?(?-i:[Vv]ideo|"
            r"Live)"
            r"\s?(?:[:：]|pilihan\b|['\"‘“]).{0,200}$"
        ),
        hints=(" video",),
        removes="Simak juga Video: Panen Garam di Pesisir Utara",
        keeps="Ia berkata. Lihat video itu baik-baik, lalu nilai sendiri sebelum marah.",
        source="detik, glued to the last sentence where line breaks are lost",
    ),
    CleaningRule(
        id="video.social_embed",
        kind=RuleKind.VIDEO,
        scope=RuleScope.LINE,
        pattern=(
            r"(?:view this post on instagram|lihat postingan ini di instagram|"
            r"a post shared by .{1,120}|sebuah kiriman dibagikan oleh .{1,120}|"
            r"(?:sebuah )?(?:kiriman|unggahan) (?:yang )?dibagikan oleh .{1,120})"
        ),
        removes="A post shared by Kebun Contoh (@kebuncontoh)",
        keeps="Sebuah unggahan dibagikan ribuan kali sejak pagi, kata admin akun itu.",
        source="kompas 5 of 150 articles",
    ),
    CleaningRule(
        id="ad.scroll",
        kind=RuleKind.AD_MARKER,
        scope=RuleScope.INLINE,
        pattern=(
            r"\s?(?:(?-i:SCROLL TO CONTINUE WITH CONTENT|SCROLL TO RESUME CONTENT)|"
            r"Scroll (?:down|ke bawah) untuk (?:lanjut|melanjutkan) membaca|"
            r"Scroll ke bawah untuk membaca berita)\.?"
        ),
        hints=("scroll",),
        removes="SCROLL TO CONTINUE WITH CONTENT",
        keeps="Ia menamatkan The Elder Scrolls VI sambil scrolling di medsos.",
        source="detik 1179 of 1184 articles, cnn, tempo, liputan6",
    ),
    CleaningRule(
        id="ad.marker",
        kind=RuleKind.AD_MARKER,
        scope=RuleScope.LINE,
        pattern=(
            r"[-–—\s]*(?:advertisement|advertorial|iklan|adsense|ads?|sponsored(?: content)?|"
            r"loading\s?\.{0,3}|"
            r"load more|pasang iklan|advertise(?:ment)? \d+|scroll untuk melanjutkan|"
            r"promoted(?: by .{1,30})?|nyaman tanpa iklan\..{0,120}|"
            r"googletag\.cmd.{0,200})[:.]?[-–—\s]*"
        ),
        removes="Advertisement",
        keeps="Iklan layanan masyarakat itu diputar di balai desa.",
        source="liputan6 1650 of 1672 articles, kapanlagi, merdeka, republika, bisnis",
    ),
    CleaningRule(
        id="ad.scroll_line",
        kind=RuleKind.AD_MARKER,
        scope=RuleScope.LINE,
        pattern=(
            r"(?:advertisement\s?[-–—:|]?\s?)?(?:scroll|gulir|geser)\s(?:layar\s)?(?:ke\s(?:bawah|"
            r"atas)\s)?"
            r"(?:untuk|to)\s(?:lanjut|melanjutkan|meneruskan|membaca|continue|read)\b.{0,40}"
        ),
        removes="Scroll Untuk Lanjut Membaca",
        keeps="Warga gemar scroll untuk mencari hiburan di sela pekerjaan mereka.",
        source="themes that put an advertisement between paragraphs; tempo, detik, cnn",
    ),
    CleaningRule(
        id="ad.continues",
        kind=RuleKind.AD_MARKER,
        scope=RuleScope.LINE,
        pattern=(
            r"(?:(?:artikel|berita|konten|tulisan)(?: ini)? )?(?:ber)?lanjut(?:kan)?\b(?: membaca)?"
            r" (?:di bawah|setelah|sesudah) iklan(?: ini| berikut)?\.?"
        ),
        hints=("iklan",),
        removes="Lanjutkan membaca di bawah iklan",
        keeps="Lanjutkan membaca papan itu di bawah iklan sabun, kata pemandu kepada tamu.",
        source="themes that put an advertisement between paragraphs",
    ),
    CleaningRule(
        id="page.subscribe",
        kind=RuleKind.PAGINATION,
        scope=RuleScope.LINE,
        pattern=(
            r"(?:silakan |ayo |yuk,? )?berlangganan (?:untuk|agar|dan) "
            r"(?:bisa |dapat )?(?:lanjut )?(?:membaca|baca|akses|mengakses|nikmati)\b.{0,90}|"
            r"sudah berlangganan\??(?: silakan)?(?: masuk| login)?(?: di sini)?[.!]?"
        ),
        hints=("berlangganan",),
        flag="paywall",
        removes="Berlangganan untuk membaca artikel selengkapnya.",
        keeps="Warga yang sudah berlangganan air bersih tidak perlu mendaftar lagi tahun ini.",
        source="prompts of premium articles, as theme plug-ins word them",
    ),
    CleaningRule(
        id="caption.labelled",
        kind=RuleKind.CAPTION,
        scope=RuleScope.LINE,
        pattern=(
            r"(?:foto|photo|sumber (?:foto|gambar)|(?:photo|image|picture)s? (?:source|credit|"
            r"by)s?|"
            r"(?:photo|image|picture)s? courtesy(?: of)?|keterangan (?:foto|gambar)|kredit foto|"
            r"caption)"
            r"\s?:\s?.{1,120}|(?:keterangan|sumber) gambar\s?,.{0,160}|lihat foto|perbesar|"
            r"(?:foto|ilustrasi|gambar|photo|image)\s?[(\[](?:ist|istimewa|dok|net|int|internet|"
            r"google|pixabay|unsplash|pexels|freepik|shutterstock)\b[^()\[\]]{0,30}[)\]]|"
            r"[(\[]\s?(?:foto|photo|images?|img|pics?|pictures?|gambar|ilustrasi|illustration|"
            r"sumber (?:foto|gambar)|(?:photo|image) (?:credit|source)|courtesy)\s?[:/]\s?"
            r"[^()\[\]]{1,80}[)\]]\.?"
        ),
        removes="Foto: Dok Contoh",
        keeps="Foto itu menunjukkan jembatan yang putus.",
        source="republika, bbc, kapanlagi; Perbesar on liputan6, Lihat Foto on kompas; Maxim",
    ),
    CleaningRule(
        id="caption.credited",
        kind=RuleKind.CAPTION,
        scope=RuleScope.LINE,
        pattern=rf".{{5,400}}\(\s?{_CREDIT}[^()]{{0,90}}\)\.?",
        hints=(")",),
        removes="Warga menanam pohon di tepi kali. (Foto: Istimewa)",
        keeps="Pohon itu ditanam bersama (foto bersama diambil kemudian) oleh warga.",
        source="every outlet: a caption ends with its credit in brackets",
    ),
    CleaningRule(
        id="caption.copyright",
        kind=RuleKind.CAPTION,
        scope=RuleScope.LINE,
        pattern=(
            r".{0,300}?(?:\(c\)|©)\s?(?:(?:20\d\d )?(?:merdeka\.com|instagram|twitter|youtube|"
            r"facebook|"
            r"shutterstock|unsplash|pexels|pixabay|freepik|istock|getty images|"
            r"istimewa|ap photo|afp|reuters|antara foto|[\w ]{2,25} fc\b|"
            r"[\w.]+\.com/).{0,80})|"
            r"20\d\d (?:merdeka\.com|brilio\.net)/.{1,80}"
        ),
        hints=("(c)", "©", "merdeka.com/", "brilio.net/"),
        removes="Kiper menepis bola © AP Photo",
        keeps="Pasal (c) undang-undang itu mengatur tanah desa.",
        source="bola.net, kapanlagi, merdeka",
    ),
    CleaningRule(
        id="caption.credit",
        kind=RuleKind.CAPTION,
        scope=RuleScope.LINE,
        pattern=(
            r"(?:©|\(c\))\s?(?!\W{0,2}(?:19|20)\d\d)[\w.@/][\w.@/ \-]{1,60}|"
            r"[(\[]?(?:credits?|kredit)(?: foto| photo)?\s?(?:[:：/]|by\b|via\b)\s?[^.!?]{2,40}"
            r"(?:\.\w{2,4})*(?:/[\w.@\-]{1,40})?[)\]]?"
        ),
        hints=("©", "(c)", "credit", "kredit"),
        removes="(credit: instagram.com/kebuncontoh)",
        keeps="Kredit: syaratnya lebih ringan daripada tahun lalu. Warga boleh meminjam lagi.",
        source="kapanlagi, dream: the credit on a line of its own below the picture",
    ),
    CleaningRule(
        id="caption.by",
        kind=RuleKind.CAPTION,
        scope=RuleScope.LINE,
        pattern=r".{5,300}[.)”\"]\s?(?:kredit|credit)(?: foto)?\s?:\s?[^.]{3,70}\.?",
        hints=("kredit", "credit"),
        removes="Kepala desa menanam bibit. Kredit: Sari Wulan via Pixabay",
        keeps="Koperasi menawarkan kredit: bunganya ringan, katanya.",
        source="fimela",
    ),
    CleaningRule(
        id="page.counter",
        kind=RuleKind.PAGINATION,
        scope=RuleScope.LINE,
        pattern=(
            r"(?:\d{1,2} dari \d{1,2} halaman|halaman\s?:?(?:\s?\d{1,2}\s?(?:/|"
            r"dari)?\s?)?(?:\d{1,2})?|"
            r"halaman (?:selanjutnya|berikutnya|sebelumnya)|(?:selanjutnya|sebelumnya|next|"
            r"prev(?:ious)?)|"
            r"(?:tampilkan|lihat|show|baca) (?:semua|all)(?: halaman)?|"
            r"1 2 3(?: \d{1,2})*(?: (?:next|selanjutnya|»|›|>))?|\+\d{1,3})"
        ),
        removes="2 dari 3 halaman",
        keeps="Sebanyak 2 dari 3 warga desa menanam pohon.",
        source="liputan6, merdeka, bola, sindonews, tribun, viva",
    ),
    CleaningRule(
        id="page.read_on",
        kind=RuleKind.PAGINATION,
        scope=RuleScope.LINE,
        pattern=r"lanjutkan membaca\s?[↓▼]?",
        closes=True,
        removes="Lanjutkan Membaca ↓",
        keeps="Para murid lanjutkan membaca sampai sore.",
        source="liputan6, bola, fimela: below the text",
    ),
    CleaningRule(
        id="page.continues",
        kind=RuleKind.PAGINATION,
        scope=RuleScope.LINE,
        pattern=(
            r"\(?(?:simak|baca|lihat)?\s?(?:berita|artikel|informasi|ulasan|lanjutan\w*|"
            r"kelanjutan\w*)?\s?"
            r"(?:selengkapnya|lengkapnya|lanjut|berlanjut|bersambung|lanjutkan(?: membaca)?)?\s?"
            r"(?:ke|di|pada) halaman (?:selanjutnya|berikutnya|berikut(?: ini)?|\d)[.!…»›>\s]*\)?|"
            r"(?:baca|buka|lihat|lanjut(?:kan)?) halaman (?:selanjutnya|berikutnya)[.!…»›>\s]*|"
            r"halaman (?:selanjutnya|berikutnya)(?:\s?[:：]|(?=\s(?-i:[A-Z0-9])))\s"
            r".{3,120}(?<![.;,])|"
            r"(?:\.{3}|…)\s?selengkapnya"
        ),
        hints=("halaman", "selengkapnya"),
        flag="continues",
        removes="Simak berita selengkapnya di halaman selanjutnya.",
        keeps="Nama mereka tercatat di halaman berikutnya pada buku tamu itu.",
        source="detik 27 of 1184 articles: page one alone was fetched",
    ),
    CleaningRule(
        id="page.continues_inline",
        kind=RuleKind.PAGINATION,
        scope=RuleScope.INLINE,
        pattern=(
            r"(?:(?<=[.!?\"”])|(?<=[a-z]))\s?(?-i:Simak|Baca|Lihat) (?:berita |artikel )?"
            r"(?:selengkapnya|lanjutannya|kelanjutannya) di halaman (?:selanjutnya|berikutnya)\.?"
        ),
        hints=("di halaman ",),
        flag="continues",
        removes="Simak berita selengkapnya di halaman berikutnya.",
        keeps="Ia menulis. Simak aturan pajak di halaman kedua buku panduan itu.",
        source="detik, glued to the last sentence",
    ),
)
