"""Reports of made-up events, for the tests of stories."""

BRIDGE = (
    "Jembatan Way Tebu Ambruk, Dua Truk Hanyut",
    "PRINGSEWU -- Jembatan Way Tebu di Desa Banjarejo ambruk pada Jumat (20/11) malam setelah "
    "diterjang banjir bandang. Dua truk pengangkut singkong hanyut. Camat Banyumas Rukmini Astuti "
    "memastikan sopir Sarmidi dan kernet Tugino selamat.\n"
    '"Warga mendengar dentuman keras sebelum jembatan itu roboh ke sungai," kata Rukmini.\n'
    "Jembatan gantung sepanjang 48 meter itu menghubungkan Banjarejo dan Sukamulya.",
)
BRIDGE_TOO = (
    "Banjir Bandang Robohkan Jembatan Way Tebu",
    "Sungai Way Tebu meluap dan merobohkan jembatan gantung di Banjarejo, Jumat (20/11). Truk "
    "singkong yang dikemudikan Sarmidi terbawa arus bersama satu truk lain, tetapi Sarmidi dan "
    "kernetnya, Tugino, menyelamatkan diri, ujar Rukmini Astuti, camat setempat.\n"
    "Anak sekolah dari Sukamulya kini menyeberang dengan rakit bambu.",
)
CHESS = (
    "Pecatur Cilik Asal Wonosobo Juara di Batumi",
    "BATUMI -- Pecatur sebelas tahun Larasati Wening menjuarai turnamen remaja di Batumi, Georgia, "
    "Kamis (19/11), setelah menahan remis unggulan pertama Nino Kavtaradze pada babak kesembilan.\n"
    '"Langkah kuda pada menit terakhir itu saya lihat dalam mimpi," kata Larasati.',
)


def bulletin(day: int, price: int, change: int) -> tuple[str, str]:
    return (
        f"Harga Emas Logam Mulia Hari Ini Naik Rp {change}.000",
        f"Harga emas batangan Logam Mulia pada perdagangan Selasa ({day}/11) naik Rp {change}.000 "
        f"menjadi Rp {price}.000 per gram. Harga pembelian kembali {price - 110}.000 per gram.\n"
        f"Berikut rincian harga emas batangan di butik Logam Mulia Pulogadung hari ini.\n"
        f"Emas 5 gram dijual Rp {price * 5 - 40}.000 dan emas 10 gram dijual Rp {price * 10}.000. "
        "Potongan pajak emas batangan mengikuti aturan untuk pemegang NPWP.",
    )
