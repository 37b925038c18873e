"""Setelan dan tempat: the settings of the website's kind, its sections, folders and disk, what it cannot do."""

from __future__ import annotations

from bot.texts.failures import FailureWords

PLACE = {
    "settings": FailureWords(
        chat="Pengaturan situs web pada bot keliru; hubungi admin.",
        it="pengaturan [website] keliru. Perbaiki kunci yang disebut berikut",
    ),
    "kind_unknown": FailureWords(
        chat="Pengaturan situs web pada bot keliru; hubungi admin.",
        it="website.kind tidak dikenal. Pasang paket jenis itu di lingkungan Python yang sama",
    ),
    "kind_broken": FailureWords(
        chat="Penghubung situs web pada bot rusak; hubungi admin.",
        it="penghubung situs dari paket lain tidak dapat dipakai. Perbarui paket itu atau hubungi pembuatnya",
    ),
    "sections_empty": FailureWords(
        it="belum ada rubrik. Isi website.sections",
    ),
    "section_unknown": FailureWords(
        chat="Rubrik naskah ini tidak ada di situs web.",
        it="rubrik ini tidak ada di situs. Buat kategorinya di CMS, atau tulis sebutannya di CMS sebagai remote pada"
        " website.sections",
    ),
    "field_missing": FailureWords(
        chat="Kolom untuk naskah atau berkasnya tidak ada di situs web; hubungi admin.",
        it="jenis konten atau kolom (field) ini tidak ada di Drupal. Periksa nama mesinnya di Struktur, Jenis konten,"
        " lalu samakan di [website.drupal]",
    ),
    "folder_missing": FailureWords(
        chat="Folder situs web tidak ditemukan.",
        it="folder situs web belum ada. Buat foldernya (mkdir -p) atau perbaiki folder pada tabel jenis situs ini",
    ),
    "records_missing": FailureWords(
        chat="Catatan halaman situs tidak ditemukan; hubungi admin.",
        it="halaman situs ada, tetapi catatannya tidak ada di tempat ini. Jika basis data dipindahkan, pindahkan"
        " juga folder catatannya (…-website) ke sini",
    ),
    "records_within": FailureWords(
        it="catatan halaman (juga naskah yang ditarik) masih di dalam folder situs. Catatan itu pindah sendiri"
        " ke samping basis data saat bot dijalankan; pastikan yang disajikan server web hanya folder public"
        " di dalamnya",
    ),
    "served_too_high": FailureWords(
        it="server web menyajikan folder satu tingkat terlalu tinggi: halamannya ada di /public/. Arahkan server"
        " web ke folder public di dalam website.folder.folder",
    ),
    "not_writable": FailureWords(
        chat="Folder situs web tidak dapat ditulisi.",
        it="folder situs web tidak dapat ditulisi oleh bot. Jadikan akun yang menjalankan bot pemiliknya (chown)",
    ),
    "media_folder_missing": FailureWords(
        it="folder website.webhook.media_folder belum ada; buat foldernya",
    ),
    "media_not_writable": FailureWords(
        it="bot tidak dapat menulis ke website.webhook.media_folder; perbaiki izinnya",
    ),
    "packages_missing": FailureWords(
        it="folder website.manual.folder belum ada; buat folder induknya",
    ),
    "packages_not_writable": FailureWords(
        it="bot tidak dapat menulis ke website.manual.folder; perbaiki izinnya",
    ),
    "disk_full": FailureWords(
        chat="Ruang simpan situs web penuh.",
        it="ruang simpan situs web penuh. Hapus yang tidak perlu atau perbesar disk (lihat: df -h)",
    ),
    "disk_low": FailureWords(
        it="ruang simpan situs web hampir penuh. Siapkan ruang sebelum penerbitan terhenti (lihat: df -h)",
    ),
    "disk_error": FailureWords(
        chat="Situs web gagal menyimpan berkas.",
        it="ruang simpan situs web bermasalah. Lihat log sistem (dmesg) dan periksa disk",
    ),
    "media_missing": FailureWords(
        it="antarmuka media Joomla tidak menjawab. Nyalakan plugin Web Services - Media (Joomla 4.1 atau lebih baru)",
    ),
    "documents_missing": FailureWords(
        it="tempat berkas (PDF dan lainnya) tidak ada. Nyalakan modul Media; naskah berlampiran belum dapat"
        " diterbitkan",
    ),
    "search_odd": FailureWords(
        it="pencarian situs tidak menemukan naskah buatan bot, jadi penerbitan ulang dapat menggandakannya. Matikan"
        " plugin pencarian untuk REST, atau izinkan naskah konsep di dalamnya",
    ),
    "joomla_addresses": FailureWords(
        it="Joomla tidak memberi tahu alamat pendek (SEF) sebuah halaman. Bot memakai alamat panjangnya, yang selalu"
        " sah",
    ),
    "joomla_tags": FailureWords(
        it="hanya tagar yang sudah ada di Joomla yang dipasang; yang lain menjadi kata kunci. Buat tagar baru di"
        " Joomla",
    ),
    "drupal_addresses": FailureWords(
        it="bot memakai alamat /node/nomor, yang tetap sah walau judul berubah; alias dibuat Drupal sendiri",
    ),
    "drupal_format": FailureWords(
        it="format teks menentukan apa yang tampil: basic_html bawaan Drupal membuang tabel, dan naskah bertabel"
        " ditolak. Pakai format yang mengizinkannya",
    ),
    "drupal_tags": FailureWords(
        it="hanya istilah (term) yang sudah ada di Drupal yang dipasang, dan hanya bila rubrik memakai field_tags",
    ),
}
