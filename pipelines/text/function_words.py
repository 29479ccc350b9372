"""Function words of the languages of Indonesian news, for language identification and stories.

Closed-class words (pronouns, demonstratives, prepositions, conjunctions, negators, auxiliaries,
numerals, question words, particles) and a few frequent verbs and nouns, in everyday spelling,
without accents and apostrophes. The lists were written from knowledge of the languages, not counted
from texts. Words that proved common in another language were removed. References to check against:

- Indonesian: Sneddon, Adelaar, Djenar and Ewing, Indonesian: A Comprehensive Grammar (2010); KBBI
- Malay: Nik Safiah Karim et al., Tatabahasa Dewan (2008); Kamus Dewan
- Javanese, ngoko and krama: Robson and Wibisono, Javanese English Dictionary (2002)
- Sundanese: Müller-Gotama, Sundanese (2001); Danadibrata, Kamus Basa Sunda (2006)
- Minangkabau: Moussay, La langue minangkabau (1981)
- Balinese: Arka, Balinese Morphosyntax (2003); Kamus Bali-Indonesia
- Banjarese: Hapip, Kamus Banjar-Indonesia (1977)
- Acehnese: Durie, A Grammar of Acehnese (1985); Bakar et al., Kamus Aceh-Indonesia (1985)
- Buginese: Said, Kamus Bahasa Bugis-Indonesia (1977)
- Makassarese: Jukes, Makassarese (2006)
- Madurese: Davies, A Grammar of Madurese (2010)
- Toba Batak: Nababan, A Grammar of Toba-Batak (1981)
- Tetum: Williams-van Klinken, Hajek and Nordlinger, Tetun Dili (2002)
- Tagalog: Schachter and Otanes, Tagalog Reference Grammar (1972)
- English, Dutch: the closed classes of any grammar

- `SHARED`: words of both Indonesian and Malay, mostly not of the regional languages
- `INDONESIAN`, `MALAY`: words and loan spellings of only one of the two
- `_VOCABULARY` lists: the same for words of headlines
- `_HEADLINES`: more of them, too rare or too new to have been counted: verbs without affix, offices
- `LEANING`: words of these lists that the other language uses too, less often; they weigh less
- `_NAMES`: names of each country; Indonesian reports about Malaysia are full of Malaysian ones
- `MALAYSIAN_PEOPLE_AND_TOWNS`: more of them; the terms that stories store depend on `_NAMES`
- `NEWS_OF_BOTH`: words of Indonesian news that are rare in other Indonesian, common in any Malay

Names count only in headlines. The lists of regional languages leave out words of standard
Indonesian. How much other words tell Indonesian from Malay is in `language/word_weights.txt`.
"""

SHARED = """
yang dan dengan untuk dalam pada dari tidak ini itu ke akan oleh sebagai atau juga telah sudah
adalah bagi kepada tersebut setelah sebelum ketika sehingga saya kita mereka dia ia anda lebih
sangat bukan belum masih hanya dapat harus serta antara secara para seperti semua setiap sekitar
hingga sampai agar jika apabila namun tetapi sedangkan maka kemudian menjadi merupakan terhadap
tentang mengenai satu dua tiga empat enam tujuh sembilan sepuluh sejak selama melalui menurut
sementara seorang sebuah beberapa berbagai bahkan lain banyak orang hari tahun besar ada kata
katanya dirinya adanya sedang pernah tanpa bersama seluruh sebagian kembali juta ribu ratus
dilakukan melakukan memberi memberikan diberikan dibuat membuat mendapat berada terdapat selain
supaya jangan siapa mana bagaimana mengapa berapa pula kini nanti pertama kedua ketiga antaranya
sebanyak memang pun tak seluruhnya terlalu sebelumnya bulan pihak
"""

INDONESIAN = """
karena bisa bahwa mengatakan persen polisi kantor mobil uang perusahaan delapan senin kamis jumat
maret juni juli agustus desember yaitu ujar ujarnya tutur tuturnya ungkap ungkapnya imbuh imbuhnya
tandas tandasnya kemarin besok usai jelang terkait gubernur bupati walikota kabupaten kecamatan
kelurahan provinsi pemprov pemkot pemkab rupiah rp miliar milyar triliun wib wita dokter obat
sehat rusak coba mencoba beda berbeda perbedaan butuh membutuhkan dibutuhkan rapat tim klub pajak
investasi investor listrik telepon ponsel televisi film foto kapan mau pekan bandara kasus korupsi
narkoba kecelakaan tersangka terdakwa jaksa pengadilan pengacara penyidik polda polres polsek
polri mahasiswa siswa internasional inggris jepang prancis spanyol italia swedia eropa kamboja
parlemen majelis istri bapak wisatawan lokal dukungan mendukung didukung dukung koran sekretaris
karyawan bisnis ekspor impor diduga digelar menggelar raih meraih meski kendati lantaran kayak
banget nggak enggak gak sih dong deh ngga gitu gimana sopir truk bus kulkas laga timnas ketimbang
memiliki ditemukan menemukan seusai setidaknya pemda unggah unggahan mengunggah diunggah gratis
ketemu bilang ngomong cowok nih tuh udah gue elo kalian butuhkan berujar menyebutkan menuturkan
mengungkapkan aplikasi universitas aktivitas fasilitas kualitas prioritas komunitas identitas
otoritas direktur manajemen manajer proyek peluncuran meluncurkan penjualan pengemudi ojek sepeda
dilansir melansir
"""

MALAY = """
kerana bahawa berkata ialah iaitu peratus polis wang syarikat kerajaan lapan isnin khamis jumaat
julai ogos disember mahu manakala sekiranya selepas berhubung berkenaan susulan menerusi membabitkan
dijangka kes rasuah dadah kemalangan doktor ubat sihat rosak cuba mencuba berbeza beza perbezaan
mesyuarat tanggungjawab perlawanan jurulatih kelab eksport pelaburan pelabur elektrik telefon
televisyen filem sentiasa hendaklah adakah seramai ringgit sen rm bilion trilion antarabangsa
kebangsaan belia universiti kolej pensyarah cikgu parlimen timbalan pengerusi setiausaha suruhanjaya
majlis pertubuhan jawatankuasa kelmarin justeru peniaga perniagaan lebuh lebuhraya pelancong
pelancongan bandaraya inggeris jepun perancis sepanyol itali eropah kemboja tular isteri seronok
comel teruk diberkas suspek siasatan menyiasat tertuduh peguam penyokong menyokong sokongan sokong
memaklumkan dimaklumkan maklumat memberitahu beritahu tempoh setakat mencadangkan punca pemberita
akhbar datuk dato encik puan kesihatan kewangan pengangkutan perkhidmatan bekalan belanjawan bajet
pemaju hartanah reman perbicaraan rayuan sukan kejohanan pingat gangsa naib saintis sesawang
memandangkan kepelbagaian korang takde takkan motosikal lori basikal gabenor aktiviti kualiti
fasiliti komuniti identiti kapasiti prioriti pengurusan projek pengeluaran pelancaran tengahari
peperiksaan ditubuhkan menubuhkan penubuhan cabaran rakan sebarang sahaja jenayah boleh tempatan nak
agensi mac daripada tumpuan dah je pelbagai hospital menyertai
"""

INDONESIAN_VOCABULARY = """
administrasi agen ajang aktor aktris akun akuntan ambruk anjlok antariksa antisipasi antusias
antusiasme apartemen apel arloji arsitek asuransi badai bagian bagikan balap balapan balita basket
beasiswa begal berangkat berhasil berkoordinasi berkunjung berlibur berpikir berwenang biaya bibi
bikin bioskop biskuit bulutangkis cabai cabe caleg capek capres cawapres celana cicilan citra
copet curhat danau deposito desak dialokasikan dibagikan digugat dijerat dikelola diluncurkan
diperkirakan dipersiapkan diprediksi direkomendasikan diresmikan dirilis disadari diselenggarakan
ditangani ditargetkan ditengarai dituding ditunda diunduh divonis efektif efisien ekspedisi es
evaluasi fisik fitur gandeng ganteng gedung gelaran genjot ginjal gratifikasi gugatan haus idul
iduladha idulfitri ikuti ilmuwan imbang imigran infeksi insinyur intelijen jadwal jembatan jeruk
kacamata kamar kamp kampanye kanker kapasitas karantina karet karier kartu kawin keberangkatan
keberhasilan kebijakan kekhawatiran kemitraan kendala kerusakan kesadaran kesiapan kesuksesan
keuangan kewenangan khawatir komisaris konseling konser konstitusi konsumen korban kue kuliner
kunjungan kunjungi kursi laboratorium lansia lapak ledakan lelah lemari lho libur liburan loh
luncurkan magnitudo maling masker maupun medali melonjak memaparkan membagikan memperkirakan
mempersiapkan memprediksi menabrak menanggapi menargetkan mencairkan mencermati mendatang meneliti
menengarai mengalokasikan menggandeng mengkhawatirkan mengklaim mengunduh mengungkap mengunjungi
menikah menunda menyadari menyelenggarakan menyuap merazia merealisasikan meresmikan merilis
merusak modern mushola musik nanas nasabah netizen ngaku olahraga oposisi optimistis otomatis
pabrik paham paket paman pamer pariwisata pasien pebisnis pedagang pelaporan pelayanan pemasok
pembalap pemberdayaan pemerintah pemerintahan pemerkosaan pemilu pemukiman pencairan peneliti
penelitian penembakan pengelolaan pengembang penggemar pengungsi pensiun pensiunan pentas penyebab
penyelenggaraan penyuluhan pepaya perampok perampokan perangkat perawat perbankan perbatasan
perempat perlombaan permukiman pernikahan persiapkan pesisir petambak peternak pikir pikiran pileg
pilkada pilpres politikus politisi praktis produsen puluhan pungli pupuk putaran rahasia raksasa
rampok ranjang ratusan razia realisasi rekening rekomendasi rekor resmi resmikan ribuan rilis
rincian roboh sadar salat sandera sandi sanksi sapi sekaligus selenggarakan semangka senam sepatu
shalat siapkan simak situs sore sosialisasi stasiun suap sukses tabrak tabrakan tagihan taksi
tangkis tas tautan temukan tentara terealisasi terkendala terlihat ternak teroris terorisme tilang
tingkatkan toko transportasi tunda tuntas turis unduh utang vonis wabah warganet warung wasit
wewenang wirausaha wisata wortel yuk
"""

MALAY_VOCABULARY = """
adun agih agihan agong aidiladha aidilfitri aiskrim akaun akauntan allahyarham almari apatah arkitek
automatik awam bahagian baharu beg bengang beratus berbual bercuti berfikir beribu berikutan berjaya
berjuta berkahwin berkebolehan berkongsi berkuat berkuatkuasa berlepas berpuluh bersara bersempena
bersenam bersetuju bertarikh bertembung berterusan betik biasiswa bidas bilik biskut bisnes brek
bumbung caj caruman cecah cekap cili cuai dakwa darjah dedah diagihkan didedahkan digalakkan digesa
dijana dijangkiti dikebumikan dikongsi dimansuhkan dimulakan dinafikan dinasihatkan diperakui
dipertikai diraikan dirasmikan direhatkan dirempuh dirogol disedari disiasat ditangguhkan ditunggang
dron duli dun ejen ekoran elaun enjin epal faham fesyen fikir fizikal gergasi gesa gesaan hab hairan
iktiraf imej imigresen insurans jambatan jana jangkitan jawapan jerebu jurucakap jururawat jurutera
kacak kad kaedah kahwin kakitangan kanser kastam kasut katil kaunseling kaunter kdnk keberkesanan
kecederaan kecergasan kecuaian kecurian keganasan kek kekal kekhuatiran keledek kelestarian kempen
kemuncak kerjaya kerosakan kerusi kesedaran kesemua kesemuanya ketibaan keusahawanan khidmat khinzir
khuatir kilang kitar kompaun konsert kuarantin kuatkuasa kuih kumbahan kwsp lesen lobak magnitud
mahupun makcik makmal mangsa mansuh matlamat meletup memansuhkan membidas membimbangkan meminda
memperakui memulakan menafikan menasihatkan mencabar mencecah mendedahkan menerusinya mengagihkan
mengasaskan mengehadkan menggalakkan menggesa menggunapakai mengiktiraf mengundi menjana menunggang
menyamun menyebelahi menyedari menyelar menyeludup meraikan merasmikan merempuh merogol merosakkan
mesej moden mulakan muzik nafi naiktaraf nasihatkan nenas pakcik pakej pangsapuri parti pasport
pautan pawagam peladang pelakon pelik pelitup pemacu pemansuhan pembangkang pembedahan pembekal
pemergian penamat pencen pendedahan peneroka pengadil penganjur penganjuran pengasas pengeluar
pengganas pengiktirafan penguatkuasa penguatkuasaan pengundi pengundian penjaja penjanaan penjawat
penoreh pentadbiran penternak penternakan penunggang penyeludupan penyiasat perakuan perasmian
perbandaran percutian perisian perisikan perkahwinan perkakasan perkeso perkongsian perkuburan
perlembagaan persaraan persekitaran pertikaian pertuduhan peruncit pesakit pesawah pesuruhjaya
pilihanraya pindaan praktikal prk pru purata pusingan rahsia rasmi rasmikan rekod rizab rogol rompak
rompakan rundingan samun sasterawan sebak sebegitu sedar sehala sehinggakan selar selsema seluar
semasa sempadan sempena senaman senarai sertai sesetengah sikit simptom soalan stesen sungguhpun
syer tahniah tangguh tarikh tauke tayar teksi tembikai tentera terbabas terbaharu teres ternakan
teruja tingkap tingkatan trafik tuaian wabak walhal yuran
"""

INDONESIAN_HEADLINES = """
bansos basarnas bekuk blt bpbd bukber cabup ciduk cokok damkar dibekuk diciduk dicokok digenjot
digerebek dinkes dinsos dipolisikan diringkus disdik dishub ditersangkakan gegerkan gelontorkan
gencarkan gerebek grebek hebohkan jkn kapolda kapolres kapolsek kejagung kejari kejati kemenkeu
kemenperin kemensos kementan ketum migor minyakita nyaleg ojol parpol paslon pemotor pendemo
pertalite pesepeda pesinetron pikap pkh pppk ringkus rsup satpol takjil tarawih thr umk ump waketum
youtuber
"""

MALAY_HEADLINES = """
beliawanis bumiputra ceti ciapan dbkl dibicara dicadang dicalon dicekup digubal dihempap dikekal
dikompaun dikuatkuasa dikurnia dilucut dimansuh dinasihat dipertahan dipinda dirasmi disabit diselar
disyor ditangguh ditetak diumum hempap ipd jejas jengkaut jpam kemangkatan kkm kpdn kpdnhep kpm
maiwp majistret mbpj peguambela penceraian peragut pertikai prasekolah prn sabitan sepaktakraw syor
taska tauliah telefilem tempelak terawih terbabit ubahsuai wargaemas watikah
"""

LEANING = """
agensi aplikasi awam belia beratus berfikir berhubung beribu beritahu berkata berkenaan berkunjung
berpuluh bilik boleh cili citra dah dakwa daripada desak digalakkan ditemukan ditunggang doktor
efektif faham fikir foto gelaran hairan hospital ialah ikuti isteri je kaedah kakitangan kebangsaan
keganasan kekal kemalangan kesemua kesemuanya khidmat korang korban kunjungan kunjungi ledakan lelah
lobak lokal mac mahasiswa maklumat mangsa meletup melonjak memberitahu memiliki mendatang menemukan
menggalakkan mengundi mengunjungi menikah menunggang menyertai menyokong meraih nak netizen pedagang
pekan pelbagai pelik pemacu pembedahan pemerintahan pengadil pengangkutan pengeluaran pengundian
penjaja pentas penunggang penyebab penyelenggaraan penyokong perlawanan perniagaan pernikahan
pertikaian praktikal puluhan raih rapat rasuah ratusan rayuan ribuan sebegitu sekaligus sekiranya
semasa sen siapkan sikit siswa suap susulan takkan tanggungjawab terlihat tingkatan tingkatkan
trafik tumpuan
"""

INDONESIAN_NAMES = """
aceh ahok ambon anies arema asn bali bandung banjarmasin banten batam bawaslu bca bei bekasi bmkg
bni bnpb bogor bpjs bpk bri bukalapak bumn capres denpasar depok diy dki dpr dprd ganjar gerindra
gojek golkar hanura ihsg indonesia jabar jakarta jateng jatim jawa jayapura jokowi jusuf
kalimantan kalla kbri kemendikbud kemenhub kemenkes kominfo kpk kpu lampung lombok makassar manado
mandiri medan megawati mendagri mendikbud menhub menkes menkeu menpora mpr muhammadiyah nasdem ntb
ntt ojk palembang papua pdip pekanbaru pemkab pemkot pemprov persebaya persib persija pertamina
pkb pks pln pns polda polres polri pontianak ppp prabowo pssi ridwan samarinda sandiaga sby
semarang sulawesi sumatera sumatra surabaya tangerang telkom tni tokopedia twitter umkm wagub
wapres widodo wni yogyakarta
"""

MALAYSIAN_NAMES = """
anwar azizah bernama bharu bhd cyberjaya dap dato datuk felda ipoh ismail jkr johor jpj kajang
kedah kelantan kinabalu klang kuala kuantan kuching kwsp labuan langkawi lumpur mahathir malaysia
malaysian mara mardi mca mcmc melaka mic miri muhyiddin najib pahang pdrm penang perlis perodua
petronas pkr proton putrajaya rm sabah sarawak sdn selangor seremban sprm terengganu tnb tun uitm
ukm umno upm usm utm zahid
"""

MALAYSIAN_PEOPLE_AND_TOWNS = """
ampang annuar anuar astro azman azmi azmin bahru besut bintulu cheras damansara dungun fadzil ghani
gombak hamidi hashim hisham hishamuddin jaafar jamaluddin kemaman kepong khairuddin khairy kulim
lahad langat malaya malaysiakini manjung mansor marang maszlee mohamad mohd mokhtar muar mukah
mukhriz nazrin neelofa nurhaliza osman othman patinggi pauh permatang petaling puchong rafizi razak
rembau rosmah sabri salleh samad sandakan segamat sepang serdang shah shahrir sibu subang suhaimi
syed taiping tawau temerloh tengku titiwangsa tunku wan wangsa yassin yusof zainudin zulkifli
"""

NEWS_OF_BOTH = """
cukai masukkan mewujudkan pengurus perkara sambung tangkap tolak tukar
"""

# By ISO 639 code: the regional languages of Indonesia.
REGIONAL = {
    "jv": """
sing lan ing iku iki kuwi kui ora karo marang saka soko teko neng nang ning wis wes uwis isih isek
durung kudu isa iso isok amarga amargi mergo merga yen nek lek menawa menowo nalika naliko biyen
mbiyen saiki sakiki mengko wingi sesuk dheweke deweke dewe dhewe awake awakku awakmu kowe koen
panjenengan piyambak kulo kula sampeyan wong uwong tiyang bocah arek omah griya dalan akeh kabeh
luwih tenan apik elek gedhe cilik dadi duwe duweni nduwe nduweni gawe entuk weruh ngerti mangan
turu lunga lungo mlaku teka mulih omong kandha jare jarene koyo kayata yaiku utawa utowo uga ugo
nanging ananging dening kanggo menyang nyang nganti saben sawijining siji loro telu papat limo
enem pitu wolu songo liyane liya liyo ana ono onok enek mung wae ae bae maneh meneh malih banjur
njur trus ben supados supoyo piye kepiye pripun ngendi endi sopo sapa opo ngopo ngapa iyo yo nggih
inggih mboten menika punika ingkang kaliyan saking dhateng dateng wonten sampun badhe taksih
dereng kedah saged menawi kados kathah sedaya sedoyo langkung dados gadhah angsal dipun ngono
ngene mangkono kono kene njero jero njaba ndhuwur ngisor mburi ngarep antarane sawise sakwise
sadurunge sakdurunge sasuwene suwe suwi pancen tansah asring uripe urip pengin kepengin seneng
jenenge kanca konco koncoku akhire pirang piro pira ameh arep gelem ambek mbek karepe
""",
    "su": """
anu jeung sareng nu ka ti dina kana keur pikeun kanggo teu henteu moal can acan geus enggeus
parantos atos tos bade rek keneh kudu kedah tiasa alatan kusabab ku lamun upami basa harita ayeuna
kamari isukan engke manehna anjeunna maranehna aranjeunna urang abdi kuring maneh anjeun jalma
jalmi barudak imah rorompok loba seueur sadaya sakabeh kabeh leuwih langkung pisan sae alus hade
gede ageung badag leutik heubeul lila janten boga gaduh nyieun ngadamel meunang kenging nempo
ningali nyaho dahar indit leumpang sumping wangsul nyarita nyarios saur cenah ceuk siga jiga
sapertos kawas nyaeta atawa atanapi oge deui tuluy teras lajeng sangkan supados kumaha saha naon
iraha kunaon naha enya leres muhun hiji tilu opat genep dalapan salapan sapuluh ieu eta dieu ditu
luhur hareup sanggeus saatos samemeh sateuacan salila unggal mindeng mineng meureun sigana aya
euweuh ngan mung wae we hungkul teh mah ge atuh tea hirup hayang hoyong bungah hate ngaran ngarana
babaturan rerencangan kulawarga sepuh indung lanceuk adi lembur poe dinten peuting isuk enjing
taun taunna jelema jadina bareng dugi nepi tepi sabaraha sababaraha ditingali dipake dijieun aing
""",
    "min": """
nan jo untuak indak ndak alun alah lah sadang ko iko inyo awak ambo urang kito waang apo siapo
bilo dima kama baa karano dek kalo tatapi supayo samo sarupo saroman bantuak sabuah ciek duo tigo
ampek limo anam tujuah salapan sambilan sapuluah sadonyo kasadonyo labiah bana sangaik rancak elok
gadang ketek lamo punyo ado adolah manjadi mambuek mandapek maliek caliak tibo kato katonyo
mangecek kecek sarato pulo juo lai sajo siko disiko sinan disinan muko balakang ateh sabalun
salamo sasudah satiok acok dapek paralu nio amuah maso induak apak raso sanang iduik karajo
bakarajo baraja sikola basamo mangko makonyo pado kapado tantang manuruik antaro hinggo paliang
dakek jauah panuah lapeh abih habih kaluar masuak mambali pitih ka rumahnyo tampek tampaik
banyaknyo sahinggo katiko kutiko sudahnyo akhianyo karanonyo ndeh bia jadinyo kamudian kudian
mulonyo sagalo indaknyo iyo yo isuak pai jan dalamnyo surang
""",
    "ban": """
ane sane ring teken miwah ngajak tusing sing nenten ten wenten suba sampun konden durung lakar
jagi buin malih ento nika punika ene niki puniki tiang titiang icang cai nyai ragane ipun dane ida
iraga jatma jadma jlema uling saking dugas rikala yening lamun apang mangda mapan krana duaning
santukan sawireh nanging kewala sakewala utawi wiadin taler masi dogen gen kemanten kewanten
makejang samian sami liu akeh cenik luung becik jele lebian lintang pesan pisan gati demen nyak
prasida prasidayang ngidang nawang uning ngae makarya madaar ngajeng majalan rauh budal ngraos
nyambat orahang kocap kenken sapunapi punapi nyen sira dija kija pidan kapah sesai setata pepes
abedik akedik besik dadua telu papat lelima umah jero biang luh muani timpal dina rahina peteng
semeng sanja mangkin jani ibi puan warsa sadurung sasubane sesampune antuk olih aji baan indik
nganggen anggon ngelah madue gelah maan polih ngaba baang ngicen keto kene keneh irage ne nto nuju
sekancan sekadi sakadi tekaning
""",
    "bjn": """
nang wan lawan gasan kada kadada balum handak hudah hanyar wayah wayahini wahini ulun unda ikam
pian sidin inya bubuhan bubuhannya urang lakian bibinian kakanakan matan hagan karna karana amun
jaka tagal atawa jua haja banar sabarataan barataan samunyaan sabuting sabutingan buting ikung
talu ampat anam walu sanga ngini ngitu nangini nangitu napa kayapa kanapa mangapa pabila kayaini
kayaitu nangkaya imbah limbah sabalum imbahnya hibak bungas ganal parak baisi baisian gawi gawian
bagawi manggawi maulah malihat manjanaki guring tulak bulik bapandir pandir katuju kahandak himung
sarik muar kuitan abah kakawalan dingsanak isukan samalam baisukan kamarian kalu kalo kawa tarus
tumat salawas rancak nginum lakas hintadi tadih banyu nyaman saurang sagan diulah dijual mun
""",
    "ace": """
nyang ngon ngoen keu bak nibak lam han hana kon teuka mantong teungoh goh golom gohlom jeut jeuet
lon ulon loen lontuan gata droe droen droeneuh droekeuh jih gobnyan awaknyan kamoe geutanyoe
tanyoe ureung ureueng aneuk rumoh lee that dum bandum mandum sit cit cok leubeh paleng got goet
jroh rayeuk rayek ubit ubeut baro trep na nyan nyoe jeh dinoe disinan keudeh pakon peue peu soe
pajan toh pakriban kiban padum lagee seulaen meunyo menyo watee oh teutapi atawa mangat beu bek
bit bitna jinoe singoh baroe buleun thon uroe beungoh sa saboh sidroe lhee peuet limong nam tujoh
sikureung siploh jak woe pajoh jep kalon ngieng thee teupeue peugah kheun marit peugot peubuet
buet tueng jok bri bloe ngui galak meuteumee meurumpok hate udep gampong nanggroe ayah adoe
seureuta ateuh miyup luwa teuma lheuh yoh sigohlom treuk sabe keuh geuh ngat meu sagai kalheuh
kalheueh ile dilee dile meunan meunoe digop gop ka keuno keunan bandua
""",
    "bug": """
sibawa sibawang pole polei polena okko koe nasaba degaga dena tania engka engkana purani maelo
melo wedding weddi naulle nulle mulle iya iyya iyaro iyye iyyae iye iyero yaro idi idik alena tau
tauwe bola laleng sininna maneng manengna maega ladde senna kaminang lebbi makanja mabello magello
maja battoa maloppo beccu baiccu mancaji punna mappunnai jama mappajama mita mitai misseng manre
minung matinro lao laona lisu lesu makkeda makkada nakko narekko rekko namo namona iyarega yarega
padae paimeng pemeng toni topa aga niga pekko magi kega tegae siaga esso essoe wenni uleng taung
taunna seddi seddie tellu eppa lima enneng pitu arua asera seppulo rupa rupanna onrong onroang
wanua indo ambo ana anana silong sellao nyawa nyawana ati lino linoe atuong marennu mapeddi
riaseng mappammula gangka lettu nappa puranna wettu wettunna yolo riyolo riolo rimonri monri
riwawo riawa saliweng rilaleng tennia denre matu baja ri e na de ko iko ta nna kuae kuaro gare
essona wennie mega maraja lalo padanna makkoe makkoro runtu appa nasabari
""",
    "mak": """
siagang siagadang battu mae anjo anjoengi anjoreng anne antu inakke nakke ikau katte ikambe ikatte
kamma kammaya kammaanne nasaba kere kerei inai angapa singkamma angkana nakana akkana tena taena
tenapa tenamo nia niak niaka leba lebba lebaki ero eroka eroki erok akkulle kulle akkullei taua
tau tawwa ballak balla ballaka lalang ilalang ilalanna ipantarang irate irawa iolo riolo ribokoang
sikamma sikontu ngaseng ngasengna jai jaina dudu kaminang labbi baji bajik bajiki kodi kodina
lompo caddi beru sallo sallona ajjari anjari nikana jama jamaang accini acciniki cinik anciniki
assei isseng angnganre nganre annganre annginung tinro aklampa mange ammotere sanggenna sanggena
punna mingka mingkah iareka yareka todong bannang allo alloa banngi bangngi bulang taung sekre
sere rua tallu appak appa lima annang tuju sagantuju sampulo wattu wattunna amma mangge
sarikbattang agang agangku pakmai pakmaik linoa tallasa sannang sannak sanna simpung borik pole
rikana rapang kalenna kalengku nampa nampami pirang sikuntu massing ri na ku nu pa ji mo iaji
iamiantu lanri kana kananna injo ammaki niagang sollanna sabak iaminjo passangalinna bateang
bateanna
""",
    "bbc": """
na ni tu sian dohot jala ma do pe on an ndang dang daong nunga nungnga dung naeng laho lao boi
ingkon unang alai alana ala molo asa anggiat manang songon songoni sude saluhut godang otik hian
situtu holan mai ibana nasida hami hita hamu ahu au jolma halak boru amang inang ompung dongan
jabu huta alaman borngin bodari sogot nantoari marsogot taon sada tolu opat onom pitu ualu sampulu
balga metmet gelleng denggan uli imbaru leleng gabe adong nang aha ise didia boasa andigan sadia
mangan modom mulak ro mandok mangkatai marhata didok hata mamereng ida mangida diida binoto umboto
mambaen dibahen bahen patupa ulaon mangula roha rohana rohangku ngolu mangolu lomo tangis sahat
tingki uju andorang dungi jolo muse dope nai be tongtong nian hape ulaning olo tung sahali akka
sahalak tuson tusi disi dison disan ido laos pintor asing leat tabo parjolo parpudi jumpang dapot
mandapot ima ninna inna nimmu i si so tikki hurang hera ikkon pinomat marsada diboto boto lapatan
lambung ho tondi
""",
    "mad": """
se ban bhan sareng moso dha deri e neng ning edhalem dhalem kaangguy kaanguy kanggui kangguy
karana polana polanah mon tape tapeh otaba otabhana enja nyama bada badha ampon ella gita gik kodu
olle ngko engko engkok sengko sengkok kaula abdhina bakna bhakna sampeyan abakna dibik oreng reng
nakkanak bengko roma bannya bannyak kabbhi kabbi kabbhina lebbi cek begus bagus raddin jubek kenek
anyar lambek daddi dhaddi andik gabay agabay ngabas nengguna tao ngakan ngenom tedung entar mole
acaca ngocak ocak cakna akadhiya akantha kadhi kadiya area arowa jareya jareyah reya areya areyah
rowa diya dhiya jiya pasera sapa kemma arapa dekremma dakremma ponapa saponapa barampa sanajjan
sajjan kantos sampek settong sittong duwak tello empak lema ennem petto ballu sapolo are lagguk
bariyan satiya sateya samangken taon bakto bhakto baktona saellana sabellunna saamponna eppak ebu
ale kanca kancah atena ate odik senneng jugan kiya kia keya malolo laen ben pola terros sakek
cekka enggi epon engak enga lebur nyaman bilana gella badana andhi bek dimma ghi ghita gheluy
epakkon polanya otabana manabi ajiya aria sanonto ongghu onggu
""",
}

# Tetum, and the foreign languages met most.
FOREIGN = {
    "tet": """
iha nia sira ne nee nebe neebe mak hotu ema labele bele atu ho ba husi hosi tan tamba tanba maibe
maski ida rua tolu haat lima neen hitu ualu sia sanulu laiha la lae hau ita imi ami hanesan kona
konaba liu tiha sei hela halo halu mos deit nune no ka bainhira wainhira oinsa saida see direitu
nain povu governu tenki tuir rai moris laos seluk barak foin seidauk kedas nafatin
""",
    "en": """
the of and to in that is was he for it with as his on be at by had not are but from or have an
they which one you were her all she there would their we him been has when who will more no if out
so said what its about into than them can only other new some could time these two may then do
first any my now such like our over me even most made after also did many before must through
years where much your way down should because each just those people how too little very while
however against between being under during another since why although among whether both per says
dont didnt
""",
    "nl": """
de het een en van in is dat op te zijn met voor niet die aan er om ook als dan maar bij nog uit
door over ze hij naar heeft hebben worden wordt werd was had deze dit wat wie waar zich kan kunnen
zou zal zullen moet moeten tot geen wel meer al na tegen onder tussen omdat hun haar mijn ons onze
veel alle andere toen nu hoe heel zo zei zegt jaar jaren volgens tijdens echter zonder sinds
eerste ik je jij u wij we hem mensen werden waren nieuwe twee drie toch weer niets iets
""",
    "tl": """
ang ng mga sa na at ay ni si kay nang ito iyon iyan siya sila kami tayo kayo ako ikaw ka mo ko
niya nila namin natin ninyo kanya kanila kanyang kanilang aking ating amin atin hindi wala walang
may mayroon para kung kapag dahil upang ngunit pero subalit o din rin lang lamang pa ba po daw raw
nga kaya naman muna isa isang dalawa dalawang tatlo tatlong apat lima anim pito walo siyam sampu
lahat marami maraming ilan ilang iba ibang bawat noong nitong ngayon bukas kahapon saan kailan
sino ano paano bakit alin gaano tulad habang bago matapos pagkatapos mula hanggang tungkol ayon
sinabi maging dapat maaari maaaring gusto ayaw alam araw taon buwan tao taong kasama laban pang
nito nina kina yung iyong dito doon diyan
""",
}
