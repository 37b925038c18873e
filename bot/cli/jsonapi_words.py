"""What can stand between the bot and a Joomla or Drupal website, in words for the office's IT person."""

from __future__ import annotations

from bot.config import Words

#: By code; the codes that other kinds share are in ``site_words``.
WORDS = {
    "read_only": Words(
        "JSON:API di Drupal hanya boleh dibaca. Buka Konfigurasi, Layanan Web, JSON:API"
        " (/admin/config/services/jsonapi) dan pilih menerima semua operasi",
        "Drupal's JSON:API only reads. Open Configuration, Web services, JSON:API (/admin/config/services/jsonapi)"
        " and accept all operations",
    ),
    "field_missing": Words(
        "jenis konten atau kolom (field) ini tidak ada di Drupal. Periksa nama mesinnya di Struktur, Jenis konten,"
        " lalu samakan di [website.drupal]",
        "this content type or field is not in Drupal. Look up its machine name under Structure, Content types, and"
        " write it into [website.drupal]",
    ),
    "text_format_refused": Words(
        "akun bot tidak boleh memakai format teks itu. Beri izin memakainya, atau ubah text_format",
        "the bot's account may not use that text format. Grant the permission to use it, or change text_format",
    ),
    "format_strips": Words(
        "format teks di Drupal membuang tag ini dari naskah. Izinkan tag itu pada format teks, atau pakai format lain"
        " lewat text_format",
        "Drupal's text format takes these tags out of the article. Allow them in the text format, or use another"
        " one by text_format",
    ),
    "not_made_public": Words(
        "halaman tersimpan tetapi tidak tayang. Beri akun bot hak mengubah status terbit (Joomla: Edit State;"
        " Drupal: Administer content), atau periksa alur kerja (workflow) di situs",
        "the page is stored but stays unpublished. Let the bot's account change the published state (Joomla: Edit"
        " State; Drupal: Administer content), or look at the website's workflow",
    ),
    "checked_out": Words(
        "naskah itu sedang terbuka di penyunting Joomla. Tutup di sana, atau Global Check-in",
        "that article is open in Joomla's editor. Close it there, or use Global Check-in",
    ),
    "media_missing": Words(
        "antarmuka media Joomla tidak menjawab. Nyalakan plugin Web Services - Media (Joomla 4.1 atau lebih baru)",
        "Joomla's media interface does not answer. Enable the plugin Web Services - Media (Joomla 4.1 or newer)",
    ),
    "api_public": Words(
        "daftar naskah terbuka bagi siapa pun, sehingga token bot belum teruji di sini. Terbitkan satu naskah uji",
        "the list of articles is open to everybody, so the bot's token was not tried here. Publish one test article",
    ),
    "joomla_addresses": Words(
        "Joomla tidak memberi tahu alamat pendek (SEF) sebuah halaman. Bot memakai alamat panjangnya, yang selalu sah",
        "Joomla does not tell a page's short (SEF) address. The bot uses the long one, which is always valid",
    ),
    "joomla_tags": Words(
        "hanya tagar yang sudah ada di Joomla yang dipasang; yang lain menjadi kata kunci. Buat tagar baru di Joomla",
        "only tags that Joomla already has are set; the others become keywords. Make new tags in Joomla",
    ),
    "drupal_addresses": Words(
        "bot memakai alamat /node/nomor, yang tetap sah walau judul berubah; alias dibuat Drupal sendiri",
        "the bot uses the address /node/number, which stays valid when the title changes; aliases are Drupal's own",
    ),
    "drupal_format": Words(
        "format teks menentukan apa yang tampil: basic_html bawaan Drupal membuang tabel, dan naskah bertabel"
        " ditolak. Pakai format yang mengizinkannya",
        "the text format decides what is shown: Drupal's own basic_html takes tables out, and articles with tables"
        " are refused. Use a format that allows them",
    ),
    "drupal_tags": Words(
        "hanya istilah (term) yang sudah ada di Drupal yang dipasang, dan hanya bila rubrik memakai field_tags",
        "only terms that Drupal already has are set as tags, and only if the section uses field_tags",
    ),
    "documents_missing": Words(
        "tempat berkas (PDF dan lainnya) tidak ada. Nyalakan modul Media; naskah berlampiran belum dapat diterbitkan",
        "there is no place for files (PDF and others). Enable the module Media; articles with attachments cannot be"
        " published yet",
    ),
}

_JOOMLA_LOGIN = Words(
    "Joomla menolak token bot. Salin ulang tokennya; nyalakan plugin API Authentication - Web Services Joomla Token"
    " dan User - Joomla API Token, dan izinkan grup akun itu di plugin yang kedua",
    "Joomla refuses the bot's token. Copy it again; enable the plugins API Authentication - Web Services Joomla Token"
    " and User - Joomla API Token, and allow the account's group in the second one",
)
_JOOMLA_RIGHTS = Words(
    "akun bot kekurangan hak di Joomla. Pada Izin (Permissions) Konten dan Media beri Create, Edit, Edit State, dan"
    " pada Konfigurasi Global beri Web Services Login",
    "the bot's account lacks rights in Joomla. In the Permissions of Content and of Media grant Create, Edit, Edit"
    " State, and in the Global Configuration Web Services Login",
)

#: By code and a part of the detail: what to do on this kind of website.
CLOSER = (
    (
        "api_missing",
        "content/articles",
        Words(
            "API Joomla tidak ada di alamat itu. Nyalakan plugin Web Services - Content, dan periksa website.url",
            "there is no Joomla API at that address. Enable the plugin Web Services - Content, and check website.url",
        ),
    ),
    (
        "api_missing",
        "jsonapi",
        Words(
            "JSON:API tidak ada di alamat itu. Nyalakan modul JSON:API di Drupal, dan periksa website.url",
            "there is no JSON:API at that address. Enable Drupal's module JSON:API, and check website.url",
        ),
    ),
    ("denied", "content/articles", _JOOMLA_LOGIN),
    ("denied", "media/files", _JOOMLA_LOGIN),
    (
        "denied",
        "jsonapi",
        Words(
            "Drupal tidak mengenali akun bot. Periksa pengguna dan sandi (atau token), nyalakan modul HTTP Basic"
            " Authentication, dan pastikan server web meneruskan header Authorization",
            "Drupal does not know the bot's account. Check user and password (or token), enable the module HTTP Basic"
            " Authentication, and have the web server pass the Authorization header on",
        ),
    ),
    ("right_missing", "content/articles", _JOOMLA_RIGHTS),
    ("right_missing", "media/files", _JOOMLA_RIGHTS),
    (
        "right_missing",
        "jsonapi",
        Words(
            "akun bot kekurangan izin di Drupal: Create new content dan Edit any content pada jenis konten itu,"
            " Administer content, View own unpublished content",
            "the bot's account lacks permissions in Drupal: Create new content and Edit any content of that type,"
            " Administer content, View own unpublished content",
        ),
    ),
)
