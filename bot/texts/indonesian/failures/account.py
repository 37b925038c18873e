"""Akun bot di situs: who the bot is there, and what it may do."""

from __future__ import annotations

from bot.texts.failures import FailureWords

_JOOMLA_LOGIN = (
    "Joomla menolak token bot. Salin ulang tokennya; nyalakan plugin API Authentication - Web Services Joomla Token"
    " dan User - Joomla API Token, dan izinkan grup akun itu di plugin yang kedua"
)
_JOOMLA_RIGHTS = (
    "akun bot kekurangan hak di Joomla. Pada Izin (Permissions) Konten dan Media beri Create, Edit, Edit State, dan"
    " pada Konfigurasi Global beri Web Services Login"
)

ACCOUNT = {
    "denied": FailureWords(
        chat="Situs web menolak akun bot.",
        it="situs menolak akun bot. Periksa pengguna dan sandi atau tokennya, dan bahwa akun itu tidak dinonaktifkan",
        by_detail={
            "signature": "portal menolak tanda tangan bot, berarti kata rahasianya berbeda. Samakan isi secret_file"
            " dengan TAYANG_SECRET di penerima",
            "content/articles": _JOOMLA_LOGIN,
            "media/files": _JOOMLA_LOGIN,
            "jsonapi": "Drupal tidak mengenali akun bot. Periksa pengguna dan sandi (atau token), nyalakan modul HTTP"
            " Basic Authentication, dan pastikan server web meneruskan header Authorization",
        },
    ),
    "login_wrong": FailureWords(
        chat="Nama pengguna atau sandi bot di situs web keliru; hubungi admin.",
        it="nama pengguna atau sandi aplikasi keliru. Di WordPress: Pengguna, Profil, Sandi Aplikasi; buat yang baru"
        " dan simpan di password_file",
    ),
    "auth_blocked": FailureWords(
        it="sandi aplikasinya benar, tetapi server web atau plugin membuang header Authorization. Di Apache tambahkan"
        ' pada .htaccess: SetEnvIf Authorization "(.*)" HTTP_AUTHORIZATION=$1; periksa juga plugin keamanan',
    ),
    "app_passwords_off": FailureWords(
        chat="Situs web tidak menerima sandi aplikasi; hubungi admin.",
        it="WordPress tidak menawarkan sandi aplikasi. Aktifkan HTTPS, dan izinkan sandi aplikasi di plugin keamanan"
        " (Wordfence: Login Security)",
    ),
    "secret_short": FailureWords(
        it="rahasia webhook terlalu pendek; buat yang baru dengan openssl rand -hex 32",
    ),
    "api_missing": FailureWords(
        chat="Antarmuka situs web untuk bot tidak ditemukan; hubungi admin.",
        it="antarmuka (API) tidak ada di alamat itu. Periksa website.url dan api; di WordPress simpan ulang"
        " Pengaturan, Permalink",
        by_detail={
            "content/articles": "API Joomla tidak ada di alamat itu. Nyalakan plugin Web Services - Content, dan"
            " periksa website.url",
            "jsonapi": "JSON:API tidak ada di alamat itu. Nyalakan modul JSON:API di Drupal, dan periksa website.url",
        },
    ),
    "api_off": FailureWords(
        chat="Antarmuka situs web untuk bot dimatikan atau dihalangi; hubungi admin.",
        it="antarmuka (API) dimatikan atau dihalangi plugin keamanan atau firewall. Izinkan alamat api untuk akun bot",
    ),
    "api_public": FailureWords(
        it="daftar naskah terbuka bagi siapa pun, sehingga token bot belum teruji di sini. Terbitkan satu naskah uji",
    ),
    "read_only": FailureWords(
        chat="Situs web belum mengizinkan bot menulis; hubungi admin.",
        it="JSON:API di Drupal hanya boleh dibaca. Buka Konfigurasi, Layanan Web, JSON:API"
        " (/admin/config/services/jsonapi) dan pilih menerima semua operasi",
    ),
    "right_missing": FailureWords(
        chat="Akun bot belum diberi hak yang diperlukan di situs web; hubungi admin.",
        it="akun bot kekurangan hak. Beri peran yang boleh menulis, menerbitkan, dan mengunggah; di WordPress: Editor",
        by_detail={
            "content/articles": _JOOMLA_RIGHTS,
            "media/files": _JOOMLA_RIGHTS,
            "jsonapi": "akun bot kekurangan izin di Drupal: Create new content dan Edit any content pada jenis konten"
            " itu, Administer content, View own unpublished content",
        },
    ),
    "rights_too_many": FailureWords(
        it="akun bot adalah administrator; bila sandinya bocor, seluruh situs ikut terbuka. Buat akun khusus berperan"
        " Editor",
    ),
    "rights_few": FailureWords(
        it="akun bot berperan Penulis (Author): WordPress menyaring HTML-nya, dan halaman yang dibuat akun lain tidak"
        " dapat dikoreksi. Sebaiknya Editor",
    ),
    "text_format_refused": FailureWords(
        chat="Akun bot belum boleh memakai format teks di situs web; hubungi admin.",
        it="akun bot tidak boleh memakai format teks itu. Beri izin memakainya, atau ubah text_format",
    ),
    "not_made_public": FailureWords(
        chat="Naskah tersimpan di situs web, tetapi akun bot belum boleh menayangkannya; hubungi admin.",
        it="halaman tersimpan tetapi tidak tayang. Beri akun bot hak mengubah status terbit (Joomla: Edit State;"
        " Drupal: Administer content), atau periksa alur kerja (workflow) di situs",
    ),
}
