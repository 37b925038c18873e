"""What can stand between the bot and the website, in words: what is wrong, where to look, what to do."""

from __future__ import annotations

from bot.cli.jsonapi_words import CLOSER, WORDS
from bot.cms.base import Fact
from bot.config import Words

_WEBSITE = {
    # -- the address and the way to it
    "base_url_odd": Words(
        "website.url bukan alamat situs yang dapat dipakai. Salin alamat halaman depan dari peramban",
        "website.url is no address a site can have. Copy the front page's address from a browser",
    ),
    "base_url_plain": Words(
        "website.url memakai http://, sehingga kiriman dapat disadap dan diubah di jalan. Pasang sertifikat di"
        " server web, lalu tulis https://",
        "website.url uses http://, so what is sent can be read and changed on its way. Give the web server a"
        " certificate, then write https://",
    ),
    "front_moved": Words(
        "website.url mengalihkan pengunjung ke alamat lain. Tulis alamat tujuannya (dengan atau tanpa www, https)"
        " di website.url",
        "website.url sends visitors to another address. Write that address (with or without www, https)"
        " into website.url",
    ),
    "front_status": Words(
        "halaman depan menjawab dengan galat. Buka website.url di peramban; periksa alamatnya atau setelan server web",
        "the front page answers with an error. Open website.url in a browser; check the address or the web server",
    ),
    "redirected": Words(
        "alamat yang dipakai bot mengalihkan ke tempat lain, dan sandi tidak dikirim ke sana. Tulis alamat tujuan"
        " itu (https, dengan atau tanpa www) di website.url, atau di api jenis situs ini",
        "the address the bot uses leads elsewhere, and the login is not sent there. Write that address (https, with"
        " or without www) into website.url, or into this kind's api",
    ),
    "unreachable": Words(
        "situs tidak dapat dihubungi dari komputer bot. Periksa website.url, jaringan komputer ini, dan apakah"
        " server webnya hidup",
        "the website cannot be reached from the bot's computer. Check website.url, this computer's network, and"
        " whether the web server runs",
    ),
    "timeout": Words(
        "situs terlalu lama menjawab. Buka dari komputer bot; bila memang lambat, naikkan website.timeout atau"
        " hubungi penyedia hosting",
        "the website takes too long to answer. Open it from the bot's computer; if it is simply slow, raise"
        " website.timeout or ask the hosting provider",
    ),
    "tls": Words(
        "sambungan aman (HTTPS) gagal. Periksa sertifikat situs dengan membuka website.url di peramban",
        "the secure connection (HTTPS) fails. Check the website's certificate by opening website.url in a browser",
    ),
    "busy": Words(
        "situs sedang terlalu sibuk atau membatasi bot. Coba lagi nanti; bila menetap, longgarkan pembatas"
        " (firewall, plugin keamanan) untuk alamat komputer bot",
        "the website is too busy or holds the bot back. Try later; if it stays so, loosen the limit (firewall,"
        " security plugin) for the address of the bot's computer",
    ),
    "site_error": Words(
        "situs menjawab dengan galat di pihaknya sendiri. Lihat log galat server web atau hubungi pengelolanya",
        "the website answers with an error of its own. See the web server's error log or ask who runs it",
    ),
    "answer_odd": Words(
        "jawaban situs bukan yang diharapkan dari antarmukanya; sering berupa halaman galat atau halaman plugin"
        " keamanan. Periksa alamat api dan plugin keamanan",
        "the website's answer is not what its interface gives, but often an error page or that of a security"
        " plugin. Check the api address and security plugins",
    ),
    "answer_large": Words(
        "jawaban situs terlalu besar untuk dibaca. Periksa apakah alamat api benar",
        "the website's answer is too large to read. Check whether the api address is right",
    ),
    "clock_skew": Words(
        "jam komputer bot dan jam situs berbeda jauh. Nyalakan penyelarasan waktu di keduanya (timedatectl set-ntp"
        " true); tanda tangan dan tenggat bergantung padanya",
        "the clocks of the bot's computer and of the website differ. Switch on time synchronisation on both"
        " (timedatectl set-ntp true); signatures and deadlines depend on it",
    ),
    # -- who the bot is there
    "denied": Words(
        "situs menolak akun bot. Periksa pengguna dan sandi atau tokennya, dan bahwa akun itu tidak dinonaktifkan",
        "the website refuses the bot's account. Check its user and password or token, and that it is not disabled",
    ),
    "login_wrong": Words(
        "nama pengguna atau sandi aplikasi keliru. Di WordPress: Pengguna, Profil, Sandi Aplikasi; buat yang"
        " baru dan simpan di password_file",
        "the user name or application password is wrong. In WordPress: Users, Profile, Application"
        " Passwords; make a new one and put it into password_file",
    ),
    "auth_blocked": Words(
        "sandi aplikasinya benar, tetapi server web atau plugin membuang header Authorization. Di Apache"
        ' tambahkan pada .htaccess: SetEnvIf Authorization "(.*)" HTTP_AUTHORIZATION=$1; periksa juga'
        " plugin keamanan",
        "the application password is right, but the web server or a plugin drops the Authorization header."
        ' With Apache add to .htaccess: SetEnvIf Authorization "(.*)" HTTP_AUTHORIZATION=$1; look at'
        " security plugins, too",
    ),
    "app_passwords_off": Words(
        "WordPress tidak menawarkan sandi aplikasi. Aktifkan HTTPS, dan izinkan sandi aplikasi di plugin"
        " keamanan (Wordfence: Login Security)",
        "WordPress offers no application passwords. Switch HTTPS on, and allow application passwords in the"
        " security plugin (Wordfence: Login Security)",
    ),
    "api_missing": Words(
        "antarmuka (API) tidak ada di alamat itu. Periksa website.url dan api; di WordPress simpan ulang"
        " Pengaturan, Permalink",
        "there is no interface (API) at that address. Check website.url and api; in WordPress save Settings,"
        " Permalinks again",
    ),
    "api_off": Words(
        "antarmuka (API) dimatikan atau dihalangi plugin keamanan atau firewall. Izinkan alamat api untuk akun bot",
        "the interface (API) is switched off, or blocked by a security plugin or firewall. Allow the api"
        " address for the bot's account",
    ),
    "right_missing": Words(
        "akun bot kekurangan hak. Beri peran yang boleh menulis, menerbitkan, dan mengunggah; di WordPress: Editor",
        "the bot's account lacks rights. Give it a role that may write, publish and upload; in WordPress: Editor",
    ),
    "rights_too_many": Words(
        "akun bot adalah administrator; bila sandinya bocor, seluruh situs ikut terbuka. Buat akun khusus"
        " berperan Editor",
        "the bot's account is an administrator; if its password leaks, the whole website lies open. Make an"
        " account of its own with the role Editor",
    ),
    "rights_few": Words(
        "akun bot berperan Penulis (Author): WordPress menyaring HTML-nya, dan halaman yang dibuat akun lain"
        " tidak dapat dikoreksi. Sebaiknya Editor",
        "the bot's account is an Author: WordPress filters its HTML, and pages that another account made"
        " cannot be corrected. Editor is better",
    ),
    "base_url_other": Words(
        "situs menyebut alamat lain untuk dirinya. Samakan website.url dengan alamat itu",
        "the website calls itself by another address. Make website.url that address",
    ),
    "search_odd": Words(
        "pencarian situs tidak menemukan naskah buatan bot, jadi penerbitan ulang dapat menggandakannya."
        " Matikan plugin pencarian untuk REST, atau izinkan naskah konsep di dalamnya",
        "the website's search does not find what the bot published, so publishing again may double it."
        " Switch the search plugin off for REST, or let it include drafts",
    ),
    "mark_lost": Words(
        "plugin membuang komentar HTML dari isi, padahal tanda pengenal bot ada di situ. Kecualikan akun bot"
        " pada plugin itu",
        "a plugin takes HTML comments out of the content, and the bot's mark with them. Exempt the bot's"
        " account in that plugin",
    ),
    # -- the folder kind
    "folder_missing": Words(
        "folder situs web belum ada. Buat foldernya (mkdir -p) atau perbaiki folder pada tabel jenis situs ini",
        "the website's folder is not there. Make it (mkdir -p), or correct the folder in this kind's table",
    ),
    "not_writable": Words(
        "folder situs web tidak dapat ditulisi oleh bot. Jadikan akun yang menjalankan bot pemiliknya (chown)",
        "the bot cannot write into the website's folder. Make the account that runs the bot its owner (chown)",
    ),
    "disk_full": Words(
        "ruang simpan situs web penuh. Hapus yang tidak perlu atau perbesar disk (lihat: df -h)",
        "the website's disk is full. Delete what is not needed, or enlarge the disk (see: df -h)",
    ),
    "disk_low": Words(
        "ruang simpan situs web hampir penuh. Siapkan ruang sebelum penerbitan terhenti (lihat: df -h)",
        "the website's disk is almost full. Make room before publishing stops (see: df -h)",
    ),
    "disk_error": Words(
        "ruang simpan situs web bermasalah. Lihat log sistem (dmesg) dan periksa disk",
        "the website's disk has trouble. See the system's log (dmesg) and check the disk",
    ),
    "page_damaged": Words(
        "data sebuah halaman rusak. Pulihkan berkas itu dari cadangan; halaman lain tidak terganggu",
        "the data of a page is damaged. Restore that file from a backup; other pages are not affected",
    ),
    # -- a portal of one's own, and packages
    "refused": Words(
        "situs menolak permintaan bot; alasannya ada di dalam kurung. Periksa bidang wajib dan plugin keamanan",
        "the website refuses the bot's request; its reason stands in brackets. Look at required fields and security"
        " plugins",
    ),
    "site_refused": Words(
        "penerima di portal menolak permintaan; bandingkan versinya dengan docs/webhook.md",
        "the portal's receiver refuses the request; compare its version with docs/webhook.md",
    ),
    "endpoint_missing": Words(
        "penerima tidak ada di website.webhook.endpoint; periksa alamatnya dan berkas penerimanya",
        "there is no receiver at website.webhook.endpoint; check the address and the receiver's file",
    ),
    "endpoint_plain": Words(
        "website.webhook.endpoint sebaiknya https://; isi naskah terkirim terbuka",
        "website.webhook.endpoint should better be https://; articles travel in the clear",
    ),
    "secret_short": Words(
        "rahasia webhook terlalu pendek; buat yang baru dengan openssl rand -hex 32",
        "the webhook's secret is too short; make a new one with openssl rand -hex 32",
    ),
    "media_folder_missing": Words(
        "folder website.webhook.media_folder belum ada; buat foldernya",
        "the folder website.webhook.media_folder is not there; make it",
    ),
    "media_not_writable": Words(
        "bot tidak dapat menulis ke website.webhook.media_folder; perbaiki izinnya",
        "the bot cannot write into website.webhook.media_folder; mend its permissions",
    ),
    "medium_large": Words(
        "berkas terlalu besar untuk satu permintaan; naikkan batas server web portal",
        "a file is too large for one request; raise the limit of the portal's web server",
    ),
    "packages_missing": Words(
        "folder website.manual.folder belum ada; buat folder induknya",
        "the folder website.manual.folder is not there; make its parent folder",
    ),
    "packages_not_writable": Words(
        "bot tidak dapat menulis ke website.manual.folder; perbaiki izinnya",
        "the bot cannot write into website.manual.folder; mend its permissions",
    ),
    "sections_empty": Words(
        "belum ada rubrik. Isi website.sections",
        "there is no section. Fill in website.sections",
    ),
    "section_unknown": Words(
        "rubrik ini tidak ada di situs. Buat kategorinya di CMS, atau tulis sebutannya di CMS sebagai remote pada"
        " website.sections",
        "this section is not on the website. Make the category in the CMS, or write what the CMS calls it as remote"
        " in website.sections",
    ),
    "settings": Words(
        "pengaturan [website] keliru. Perbaiki kunci yang disebut berikut",
        "the settings in [website] are wrong. Correct the key named here",
    ),
    "kind_unknown": Words(
        "website.kind tidak dikenal. Pasang paket jenis itu di lingkungan Python yang sama",
        "website.kind is not known. Install that kind's package into the same Python environment",
    ),
    "kind_broken": Words(
        "penghubung situs dari paket lain tidak dapat dipakai. Perbarui paket itu atau hubungi pembuatnya",
        "another package's connector cannot be used. Update that package or ask who made it",
    ),
}

#: What the detail of an error tells besides its code (the libraries' own words), and what to do then.
_CLOSER = (
    (
        "denied",
        "signature",
        Words(
            "portal menolak tanda tangan bot, berarti kata rahasianya berbeda. Samakan isi secret_file dengan"
            " TAYANG_SECRET di penerima",
            "the portal refuses the bot's signature, so the secrets differ. Make secret_file the same as TAYANG_SECRET"
            " of the receiver",
        ),
    ),
    (
        "tls",
        "has expired",
        Words(
            "sertifikat HTTPS situs sudah kedaluwarsa. Perbarui di server web (certbot renew, atau panel hosting)",
            "the website's HTTPS certificate has expired. Renew it on the web server (certbot renew, or the"
            " hosting panel)",
        ),
    ),
    (
        "tls",
        "not yet valid",
        Words(
            "sertifikat HTTPS situs belum berlaku. Periksa jam komputer bot (timedatectl)",
            "the website's HTTPS certificate is not valid yet. Check the clock of the bot's computer (timedatectl)",
        ),
    ),
    (
        "tls",
        "ismatch",
        Words(
            "sertifikat HTTPS situs dibuat untuk nama lain. Samakan nama di website.url, atau tambahkan nama itu"
            " pada sertifikat",
            "the website's HTTPS certificate was made for another name. Use that name in website.url, or add this"
            " one to the certificate",
        ),
    ),
    (
        "tls",
        "certificate",
        Words(
            "sertifikat HTTPS situs berasal dari otoritas yang tidak dikenal komputer ini, atau rantainya tidak"
            " lengkap. Pasang rantai lengkap (fullchain) di server web, atau simpan sertifikat otoritasnya dan"
            " sebut di website.ca_file",
            "this computer does not know the authority behind the website's HTTPS certificate, or its chain is not"
            " whole. Install the full chain on the web server, or save the authority's certificate and name it in"
            " website.ca_file",
        ),
    ),
    (
        "unreachable",
        "no such host",
        Words(
            "nama situs pada website.url tidak ditemukan. Periksa ejaannya, dan DNS komputer ini (nslookup)",
            "the website's name in website.url is not found. Check its spelling, and this computer's DNS (nslookup)",
        ),
    ),
    (
        "unreachable",
        "refused",
        Words(
            "server menolak sambungan di alamat itu. Periksa porta pada website.url, dan apakah server webnya hidup",
            "the server refuses connections there. Check the port in website.url, and whether the web server runs",
        ),
    ),
)

_FACTS = {
    "front": Words("Halaman depan terbuka", "Front page opens"),
    "user": Words("Masuk sebagai", "Signed in as"),
    "rights": Words("Hak akun", "The account's rights"),
    "version": Words("Sistem situs", "The website's system"),
    "sections": Words("Rubrik ditemukan", "Sections found"),
    "place": Words("Tempat", "Place"),
}


def website(code: str, detail: str) -> Words:
    """Say what stands between the bot and the website."""
    said = _closer(code, detail) or _WEBSITE.get(code) or WORDS.get(code, Words(code, code))
    return Words(f"Situs web: {said.id} ({detail}).", f"Website: {said.en} ({detail}).")


def _closer(code: str, detail: str) -> Words | None:
    return next((words for known, sign, words in (*_CLOSER, *CLOSER) if known == code and sign in detail), None)


def fact(found: Fact) -> Words:
    """Say what was seen to be right."""
    said = _FACTS.get(found.code, Words(found.code, found.code))
    return Words(f"{said.id}: {found.detail}", f"{said.en}: {found.detail}")
