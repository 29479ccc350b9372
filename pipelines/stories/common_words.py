"""Common Indonesian and Malay words with a low or zero weight in stories, chosen by hand.

They add to the words and names of `pipelines.text.function_words`. Not counted from texts.
"""

# Capitalised words of most reports: days, months, titles, offices, kinds of institutions,
# countries, points of the compass, outlets.
OFFICES = """
senin selasa rabu kamis jumat jum'at sabtu minggu ahad isnin khamis jumaat januari februari maret
april mei juni juli agustus september oktober november desember mac julai ogos disember wib wita
wit presiden wapres wakil menteri menko gubernur wagub bupati wali kota camat lurah ketua umum
sekretaris jenderal sekjen direktur utama dirut kepala anggota komisi komisioner dewan majelis
mahkamah fraksi partai koalisi pemerintah kementerian badan lembaga komite asosiasi himpunan
persatuan universitas institut pt tbk persero cv bank grup rs rumah sakit kantor gedung hotel jalan
jl provinsi kabupaten kecamatan kelurahan desa kampung nasional republik negara undang-undang uu
peraturan perppu pasal ayat nomor no polisi kapolri kapolda kapolres kapolsek polri polda polres
polsek tni ad al au jaksa kejaksaan kejagung kpk dpr mpr dpd dprd bumn bpk mk ma kpu bawaslu asn
pns ketum juru bicara jubir pengamat pakar profesor prof dr ir drs hj haji kh ustaz bapak ibu
saudara tuan nyonya mr mrs datuk dato tan sri tun seri encik puan tengku sultan raja putra putri
tahun hari indonesia indonesian malaysia malaysian melayu islam muslim asia amerika as us inggris
eropa cina china tiongkok jepang australia rusia dunia internasional timur barat utara selatan
tengah pusat jaya raya besar baru ceo covid-19 covid corona rp usd rm dolar foto image caption
liputan6 kompas tempo republika detik antara reuters okezone viva merdeka tribun bbc cnn
"""

# Function words, and the verbs and nouns of reporting.
REPORTING = """
di ke dari si sang para kah lah pun saja lagi jadi juga saat hal cara orang bisa dapat boleh perlu
ingin mau akan sudah belum pernah masih telah sempat mungkin tentu justru malah hanya cukup paling
makin semakin sangat kurang lebih kali sekali baru lama bagus baik buruk besar kecil tinggi rendah
awal akhir lalu depan atas bawah luar dekat jauh kata ujar tutur ungkap jelas tegas tambah lanjut
imbuh sebut papar terang ucap katanya ujarnya ucapnya jelasnya tegasnya tambahnya lanjutnya
sebutnya paparnya terangnya mengaku menyatakan menyampaikan menjelaskan menegaskan menambahkan
mengungkapkan menyebut menyebutkan menilai mengatakan meminta berharap memberikan keterangan
pernyataan laman berita media situs dikutip mengutip seperti menggunakan menjadi membuat mengenai
kalau supaya biar dong sih kok loh ya yah tak tidak bukan enggak nggak gak dan atau yang itu ini
"""
