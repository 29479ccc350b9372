"""Edits of articles as a careful editor marks them: `[-removed-]`, `{+added+}`.

Each text holds both versions: without what was added it is the one before the edit, without what
was removed the one after it.
"""

import re

MARKED = {
    "one word": "Harga cabai di Pasar Wonosari [-naik-]{+turun+} pada Rabu pagi.",
    "two words far apart": (
        "Wali Kota [-Surabaya-]{+Semarang+} membuka taman baru seluas dua hektare di tepi sungai, "
        "yang dibangun selama [-delapan-]{+sembilan+} bulan."
    ),
    "figure with thousands": "Sebanyak [-15.750-]{+15.570+} warga menerima bantuan beras.",
    "rupiah": "Tarif baru ditetapkan [-Rp15.750-]{+Rp16.250+} per penumpang mulai Senin.",
    "rupiah in millions": "Kerugian ditaksir [-Rp1,5 miliar-]{+Rp2 miliar+} oleh petugas.",
    "percentage": "Inflasi tahunan tercatat [-12,5 persen-]{+12,7 persen+} pada Oktober.",
    "clock and date": (
        "Kereta berangkat pukul [-07.15-]{+07.45+} WIB pada Jumat ([-20/11/2026-]{+27/11/2026+})."
    ),
    "score": "Tuan rumah menang [-2-1-]{+3-1+} atas tamunya di laga pembuka.",
    "sentence added at the end": (
        "Jembatan itu ditutup sejak Senin.{+ Warga diminta lewat jalan lingkar.+}"
    ),
    "sentence added between": (
        "Api muncul dari gudang kain. {+Tidak ada korban jiwa dalam kejadian ini. +}"
        "Petugas memadamkannya dalam dua jam."
    ),
    "sentence removed": (
        "Rapat dimulai pukul sembilan. [-Ketua dewan datang terlambat. -]Semua fraksi menyetujui "
        "rancangan anggaran."
    ),
    "paragraph added": (
        "Gempa terasa di tiga kabupaten.\n{+BMKG menyatakan gempa tidak berpotensi tsunami.\n+}"
        "Warga sempat keluar rumah.\nSekolah tetap dibuka."
    ),
    "paragraph added at the end": (
        "Panen raya dimulai pekan ini.{+\nBulog menyerap gabah petani dengan harga baru.+}"
    ),
    "paragraph removed": (
        "Bus itu terguling di tikungan.\n[-Sopir diduga mengantuk saat mengemudi.\n-]"
        "Seluruh penumpang selamat."
    ),
    "two paragraphs removed at the start": (
        "[-Berita ini telah diperbarui.\n-][-Redaksi menambah keterangan polisi.\n-]"
        "Polisi menahan dua orang di terminal."
    ),
    "paragraph moved": (
        "Lomba perahu diikuti 40 regu.\n[-Hadiah diserahkan oleh bupati.\n-]Ribuan orang menonton "
        "dari tepi danau.\nPanitia menyiapkan tenda.\n{+Hadiah diserahkan oleh bupati.\n+}"
        "Acara selesai sore hari."
    ),
    "paragraph inserted and the next changed": (
        "Kebun raya dibuka lagi.\n{+Harga tiket tidak berubah.\n+}Pengunjung dibatasi "
        "[-2.000-]{+3.000+} orang sehari.\nParkir tersedia di gerbang timur."
    ),
    "paragraph replaced": (
        "Pertandingan ditunda karena hujan.\n[-Panitia belum menentukan jadwal pengganti laga "
        "ini.-]{+Laga digelar ulang pada 3 Desember di stadion lain.+}\nTiket tetap berlaku."
    ),
    "paragraph split": (
        "Menteri meninjau bendungan itu pada Sabtu.[- -]{+\n+}Ia meminta pekerjaan selesai sebelum "
        "musim hujan tiba."
    ),
    "paragraphs joined": (
        "Sidang dibuka oleh hakim ketua.[-\n-]{+ +}Jaksa membacakan dakwaan selama satu jam penuh."
    ),
    "quotation changed": (
        '"Kami [-akan-]{+tidak+} menutup jalur pendakian," kata kepala balai, Selasa.'
    ),
    "quotation added": (
        'Kepala desa menyambut baik rencana itu. {+"Warga sudah lama menunggu," ujarnya. +}'
        "Pembangunan dimulai tahun depan."
    ),
    "punctuation only": "Petani menanam padi{+,+} jagung, dan kedelai di lahan itu.",
    "name corrected": (
        "Juru bicara Budi [-Santosa-]{+Santoso+} menyampaikan hal itu kepada wartawan."
    ),
    "run interrupted by a function word": (
        "Pelatihan digelar [-Rabu di Bogor-]{+Kamis di Depok+} untuk para guru."
    ),
    "clause reworded": (
        "Polisi [-mengamankan tiga orang pelaku dari-]{+menangkap empat tersangka di+} sebuah "
        "rumah kos."
    ),
    "no islands in a rewritten sentence": (
        "Cuaca cerah. [-Gubernur berharap pasar itu bisa dipakai pada awal tahun-]"
        "{+Pembangunan yang dibiayai pusat itu molor karena tanah longsor+}. Pasar lama ditutup."
    ),
    "reduplication": "[-Anak-anak-]{+Murid-murid+} menanam pohon di halaman sekolah.",
    "adjective removed": "Rumah [-besar -]itu terbakar pada malam hari.",
    "headline sharpened": "Banjir {+Bandang +}Rendam Ratusan Rumah di Kota Bima",
    "toll raised in several places": (
        "Korban tewas bertambah menjadi [-12-]{+15+} orang.\nSebanyak [-40-]{+52+} orang luka-luka "
        "dirawat di rumah sakit.\nPencarian dilanjutkan besok."
    ),
    "capital and case": "[-presiden-]{+Presiden+} meresmikan bandara itu pada hari Minggu.",
    "quotation marks changed": "Film [-“-]{+\"+}Laut Utara[-”-]{+\"+} tayang di bioskop pekan ini.",
    'sentence rewritten, the next kept': (
        '[-Data sementara menyebut 86 kios hangus-]{+Jumlah kios yang hangus bertambah '
        'menjadi 112 unit+}. Kerugian masih dihitung oleh dinas perdagangan kota.'
    ),
    'attribution moved': (
        '{+Kepala desa mengatakan, +}"[-jalan-]{+Jalan+} itu rusak sejak '
        'Maret[-,-]{+.+}"[- kata kepala desa-]'
    ),
    'unit changed': (
        'Jaraknya sekitar 15 [-kilometer-]{+mil+} dari kota terdekat.'
    ),
    'same word elsewhere': (
        'Polisi menangkap pelaku di rumah. {+Pelaku mengaku bersalah. +}Polisi menyita dua telepon.'
    ),
    'list extended': (
        'Bantuan berisi beras, gula,{+ minyak goreng, telur,+} dan teh untuk 40 keluarga.'
    ),
    'list shortened': (
        'Bantuan berisi beras, gula,[- minyak goreng, telur,-] dan teh untuk 40 keluarga.'
    ),
    'clause in the middle': (
        'Gubernur{+, yang tiba Selasa malam,+} meninjau tanggul yang jebol di tiga desa.'
    ),
    'bracketed age': (
        'Korban bernama Suparmi ([-45-]{+54+}) ditemukan selamat oleh tim penyelamat.'
    ),
    'abbreviation spelled out': (
        'Kepala [-BPBD-]{+Badan Penanggulangan Bencana Daerah+} menutup jalur itu.'
    ),
    'first paragraph merged with a dateline': (
        '{+JAKARTA -- +}Harga beras medium naik tipis di pasar induk sejak awal pekan.'
    ),
    'two sentences swapped': (
        '[-Warga mengungsi ke balai desa. -]Air setinggi dua meter merendam sawah. '
        '{+Warga mengungsi ke balai desa. +}Bantuan datang sore hari.'
    ),
    'one digit in a long number': (
        'Total anggaran mencapai [-Rp1.250.000.000-]{+Rp1.260.000.000+} untuk tahun ini.'
    ),
    'date added': (
        'Konser digelar Sabtu{+ (28/11/2026)+} di lapangan banteng.'
    ),
    'negation': (
        'Menteri memastikan pemerintah {+tidak+} akan menaikkan tarif listrik tahun depan.'
    ),
    'title case fixed': (
        'Timnas [-menang telak-]{+Menang Telak+} atas Tamu dari Utara'
    ),
    'closing paragraph replaced and one kept': (
        'Rapat ditutup pukul lima.\n[-Hasilnya diumumkan besok pagi di balai '
        'kota.-]{+Para anggota sepakat menunda pemungutan suara.+}\n(Ani Wulandari)'
    ),
    'word split in two': (
        'Acara itu [-di gelar-]{+digelar+} di alun-alun kota pada malam tahun baru.'
    ),
    'times': (
        'Kereta tiba pukul [-07.15-]{+07.45+} dan berangkat lagi pukul [-07.30-]{+08.00+} WIB.'
    ),
    'clause removed and a word changed': (
        'Gubernur[-, yang tiba Selasa malam dengan helikopter milik kepolisian,-] '
        'meninjau [-tanggul-]{+bendungan+} yang jebol di tiga desa.'
    ),
    "paragraph cut short": (
        "Gempa merusak sekolah. [-Belum ada laporan korban jiwa hingga berita ini diturunkan pada "
        "Rabu malam.-]"
    ),
    "paragraph that went on": (
        "Kapal itu tenggelam.{+ Basarnas mengirim dua perahu karet dan satu helikopter dari "
        "pangkalan terdekat pada sore harinya.+}"
    ),
    "hedge added": "Ledakan itu {+diduga +}berasal dari tabung gas yang bocor di dapur.",
    "name of an office": "Rapat dipimpin {+Wakil +}Menteri [-Pertanian-]{+Perdagangan+}.",
    "two paragraphs added": (
        "Bendungan mulai diisi.\n{+Warga hilir sudah diberi tahu.\nDua pos pantau didirikan.\n+}"
        "Debit air naik perlahan sejak pagi."
    ),
    "paragraph moved and edited": (
        "[-Tim SAR mengerahkan 40 personel.\n-]Hujan deras turun sejak sore di lereng gunung itu.\n"
        "{+Tim SAR mengerahkan 60 personel.\n+}Pencarian berlanjut."
    ),
    "nothing": "Tidak ada yang berubah di sini.\nSama sekali.",
}  # fmt: skip


def both(marked: str) -> tuple[str, str]:
    """Return the text before and the text after the edit."""
    before = re.sub(r"\{\+.*?\+\}", "", marked, flags=re.DOTALL)
    after = re.sub(r"\[-.*?-\]", "", marked, flags=re.DOTALL)
    return (
        re.sub(r"\[-(.*?)-\]", r"\1", before, flags=re.DOTALL),
        re.sub(r"\{\+(.*?)\+\}", r"\1", after, flags=re.DOTALL),
    )
