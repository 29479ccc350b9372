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
