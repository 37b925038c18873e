"""Isi halaman: what is wrong with one article's page, its photos and its files."""

from __future__ import annotations

from bot.texts.failures import FailureWords

CONTENT = {
    "title_missing": FailureWords(
        chat="Halaman terbuka, tetapi judul naskah tidak tampil.",
        it="halaman terbuka, tetapi judul yang dipasang tidak tampil: singgahan (cache), CDN, atau tema memberi halaman"
        " lain. Kecualikan halaman baru dari singgahan, dan buka alamatnya di peramban",
    ),
    "text_missing": FailureWords(
        chat="Halaman terbuka, tetapi isinya tidak sama dengan naskah yang disetujui.",
        it="halaman terbuka, tetapi isinya bukan yang dipasang: singgahan (cache), plugin, atau tema mengubahnya. Buka"
        " alamatnya di peramban dan bandingkan",
    ),
    "text_added": FailureWords(
        chat="Halaman terbuka, tetapi di antara naskah ada tulisan yang tidak disetujui.",
        it='situs menyisipkan tulisan ke tengah naskah (iklan, plugin "baca juga", atau kode asing). Matikan sisipan'
        " itu untuk rubrik kita",
    ),
    "part_unseen": FailureWords(
        chat="Halaman terbuka, tetapi ada foto atau berkas naskah yang tidak tampil.",
    ),
    "challenge": FailureWords(
        chat="Dinding api situs web menahan pemeriksaan dengan halaman tunggunya, jadi halaman naskah belum terlihat"
        " oleh bot. Minta pengelola situs mengizinkan alamat bot.",
        it="dinding api di depan situs (Cloudflare, Imunify360, Sucuri, atau sejenisnya) memberi bot halaman tunggu."
        " Izinkan alamat IP komputer bot di setelannya",
    ),
    "cover_missing": FailureWords(
        chat="Halaman terbuka, tetapi foto utamanya tidak tampil.",
    ),
    "key_odd": FailureWords(
        chat="Kunci naskah ini tidak sah; hubungi admin.",
    ),
    "target_odd": FailureWords(
        chat="Alamat halaman tujuan tidak sah.",
    ),
    "too_long": FailureWords(
        chat="Naskah terlalu panjang untuk situs web.",
    ),
    "mismatch": FailureWords(
        chat="Situs web menyimpan isi yang berbeda dari naskah.",
    ),
    "altered": FailureWords(
        chat="Situs web menyimpan isi yang berbeda dari naskah.",
    ),
    "format_strips": FailureWords(
        chat="Format teks di situs web membuang tabel atau bagian lain naskah; hubungi admin.",
        it="format teks di Drupal membuang tag ini dari naskah. Izinkan tag itu pada format teks, atau pakai format"
        " lain lewat text_format",
    ),
    "mark_lost": FailureWords(
        chat="Plugin di situs web membuang tanda pengenal bot dari naskah; hubungi admin.",
        it="plugin membuang komentar HTML dari isi, padahal tanda pengenal bot ada di situ. Kecualikan akun bot pada"
        " plugin itu",
    ),
    "medium_missing": FailureWords(
        chat="Foto atau berkas naskah belum lengkap di situs web.",
    ),
    "medium_changed": FailureWords(
        chat="Foto atau berkas naskah berubah sejak diterima.",
    ),
    "medium_damaged": FailureWords(
        chat="Foto atau berkas rusak dalam perjalanan ke situs web.",
    ),
    "medium_refused": FailureWords(
        chat="Situs web tidak menerima jenis foto atau berkas ini.",
    ),
    "medium_large": FailureWords(
        chat="Ada foto atau berkas yang terlalu besar.",
        it="berkas terlalu besar untuk satu permintaan; naikkan batas server web portal",
    ),
    "link_awaited": FailureWords(
        chat="Tautan halamannya belum dikirim.",
    ),
    "link_odd": FailureWords(
        chat="Tautan itu bukan halaman situs web kantor ini.",
    ),
    "not_found": FailureWords(
        chat="Halaman naskah tidak ditemukan di situs web.",
    ),
    "not_published": FailureWords(
        chat="Halaman lamanya belum pernah terbit.",
    ),
    "withdrawn": FailureWords(
        chat="Halaman ini sudah ditarik dari situs web.",
    ),
    "trashed": FailureWords(
        chat="Halaman ini ada di tempat sampah situs web. Pulihkan atau hapus permanen di sana, lalu coba lagi.",
    ),
    "changed_elsewhere": FailureWords(
        chat="Halaman ini diubah langsung di situs web. Pulihkan versi bot dari riwayat revisinya, atau masukkan"
        " perubahan itu ke naskah.",
    ),
    "checked_out": FailureWords(
        chat="Naskah ini sedang terbuka di penyunting situs web. Tutup di sana, lalu coba lagi.",
        it="naskah itu sedang terbuka di penyunting Joomla. Tutup di sana, atau Global Check-in",
    ),
    "page_damaged": FailureWords(
        chat="Data halaman di situs web rusak; hubungi admin.",
        it="data sebuah halaman rusak. Pulihkan berkas itu dari cadangan; halaman lain tidak terganggu",
    ),
}
