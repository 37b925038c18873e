"""Jalan ke situs: its address, the connection, and what it answers when it answers nothing of use."""

from __future__ import annotations

from bot.texts.failures import FailureWords

WAY = {
    "base_url_odd": FailureWords(
        chat="Alamat situs web pada konfigurasi tidak sah; admin perlu menjalankan tayang check.",
        it="website.url bukan alamat situs yang dapat dipakai. Salin alamat halaman depan dari peramban",
    ),
    "base_url_plain": FailureWords(
        it="website.url memakai http://, sehingga kiriman dapat disadap dan diubah di jalan. Pasang sertifikat di"
        " server web, lalu tulis https://",
    ),
    "base_url_other": FailureWords(
        it="situs menyebut alamat lain untuk dirinya. Samakan website.url dengan alamat itu",
    ),
    "front_moved": FailureWords(
        it="website.url mengalihkan pengunjung ke alamat lain. Tulis alamat tujuannya (dengan atau tanpa www, https)"
        " di website.url",
    ),
    "front_status": FailureWords(
        it="halaman depan menjawab dengan galat. Buka website.url di peramban; periksa alamatnya atau setelan server"
        " web",
    ),
    "redirected": FailureWords(
        chat="Alamat situs web pada bot mengalihkan ke tempat lain; hubungi admin.",
        it="alamat yang dipakai bot mengalihkan ke tempat lain, dan sandi tidak dikirim ke sana. Tulis alamat tujuan"
        " itu (https, dengan atau tanpa www) di website.url, atau di api jenis situs ini",
    ),
    "redirected_away": FailureWords(
        chat="Halaman mengalihkan pengunjung ke alamat lain.",
        it="alamat itu mengalihkan ke situs lain. Tulis alamat yang dibuka pengunjung",
    ),
    "redirected_home": FailureWords(
        chat="Halaman mengalihkan pengunjung ke halaman depan.",
        it="alamat itu mengalihkan ke halaman depan, jadi mungkin sudah tidak ada",
    ),
    "foreign_host": FailureWords(
        chat="Alamat itu bukan di situs web kantor ini.",
        it="alamat itu bukan di situs pada website.url",
    ),
    "endpoint_missing": FailureWords(
        chat="Penerima di portal tidak ditemukan; hubungi admin.",
        it="penerima tidak ada di website.webhook.endpoint; periksa alamatnya dan berkas penerimanya",
    ),
    "endpoint_plain": FailureWords(
        it="website.webhook.endpoint sebaiknya https://; isi naskah terkirim terbuka",
    ),
    "unreachable": FailureWords(
        chat="Situs web tidak dapat dihubungi.",
        it="situs tidak dapat dihubungi dari komputer bot. Periksa website.url, jaringan komputer ini, dan apakah"
        " server webnya hidup",
        by_detail={
            "no such host": "nama situs pada website.url tidak ditemukan. Periksa ejaannya, dan DNS komputer ini"
            " (nslookup)",
            "refused": "server menolak sambungan di alamat itu. Periksa porta pada website.url, dan apakah server"
            " webnya hidup",
        },
    ),
    "timeout": FailureWords(
        chat="Situs web terlalu lama menjawab.",
        it="situs terlalu lama menjawab. Buka dari komputer bot; bila memang lambat, naikkan website.timeout atau"
        " hubungi penyedia hosting",
    ),
    "tls": FailureWords(
        chat="Sertifikat keamanan (HTTPS) situs web tidak sah.",
        it="sambungan aman (HTTPS) gagal. Periksa sertifikat situs dengan membuka website.url di peramban",
        by_detail={
            "has expired": "sertifikat HTTPS situs sudah kedaluwarsa. Perbarui di server web (certbot renew, atau"
            " panel hosting)",
            "not yet valid": "sertifikat HTTPS situs belum berlaku. Periksa jam komputer bot (timedatectl)",
            "ismatch": "sertifikat HTTPS situs dibuat untuk nama lain. Samakan nama di website.url, atau tambahkan"
            " nama itu pada sertifikat",
            "certificate": "sertifikat HTTPS situs berasal dari otoritas yang tidak dikenal komputer ini, atau"
            " rantainya tidak lengkap. Pasang rantai lengkap (fullchain) di server web, atau simpan sertifikat"
            " otoritasnya dan sebut di website.ca_file",
        },
    ),
    "busy": FailureWords(
        chat="Situs web sedang terlalu sibuk.",
        it="situs sedang terlalu sibuk atau membatasi bot. Coba lagi nanti; bila menetap, longgarkan pembatas"
        " (firewall, plugin keamanan) untuk alamat komputer bot",
    ),
    "site_error": FailureWords(
        chat="Situs web sedang mengalami gangguan.",
        it="situs menjawab dengan galat di pihaknya sendiri. Lihat log galat server web atau hubungi pengelolanya",
    ),
    "status": FailureWords(
        chat="Situs web menjawab dengan pesan galat.",
        it="alamat itu menjawab dengan galat. Buka di peramban dan periksa alamatnya",
    ),
    "answer_odd": FailureWords(
        chat="Jawaban situs web tidak seperti semestinya; hubungi admin.",
        it="jawaban situs bukan yang diharapkan dari antarmukanya; sering berupa halaman galat atau halaman plugin"
        " keamanan. Periksa alamat api dan plugin keamanan",
    ),
    "firewall": FailureWords(
        chat="Firewall situs web menghalangi bot; hubungi admin.",
        it="firewall atau plugin keamanan menghalangi bot sebelum sampai ke situs. Izinkan alamat IP komputer bot"
        " dan alamat api di firewall yang disebut di dalam kurung, dan matikan halaman tantangannya untuk"
        " alamat itu",
    ),
    "not_the_site": FailureWords(
        chat="Alamat situs web menampilkan halaman penyedia hosting atau jaringan, bukan situs kantor; hubungi admin.",
        it="di alamat itu tampil halaman lain: akun hosting ditangguhkan, domain kedaluwarsa atau diparkir, halaman"
        " bawaan server, kuota habis, atau pemblokiran jaringan. Periksa website.url, tagihan, dan DNS",
    ),
    "maintenance": FailureWords(
        chat="Situs web sedang dalam pemeliharaan.",
        it="situs dalam mode pemeliharaan. Tunggu sampai selesai; bila menetap, hapus berkas .maintenance"
        " (WordPress) atau matikan mode pemeliharaan di CMS",
    ),
    "database_down": FailureWords(
        chat="Situs web tidak dapat membuka basis datanya; hubungi admin.",
        it="situs tidak dapat membuka basis datanya. Periksa layanan MySQL/MariaDB, sandinya di setelan CMS"
        " (wp-config.php), dan batas sambungan hosting",
    ),
    "php_fatal": FailureWords(
        chat="Program situs web berhenti karena kesalahan; hubungi admin.",
        it="program situs berhenti karena kesalahan PHP pada berkas di dalam kurung. Perbarui atau matikan plugin"
        " atau tema itu, lalu lihat log galat PHP",
    ),
    "login_page": FailureWords(
        chat="Situs web meminta masuk di halaman lain; hubungi admin.",
        it="situs menjawab dengan halaman masuk (login), bukan dengan antarmukanya. Periksa alamat api, dan"
        " kecualikan alamat itu dari plugin yang menutup situs bagi pengunjung",
    ),
    "charset": FailureWords(
        chat="Basis data situs web tidak dapat menyimpan emoji dan huruf khusus dalam naskah ini. Hapus emoji itu,"
        " atau minta admin mengubah tabel situs.",
        it="tabel situs memakai utf8 (tiga bita per huruf), jadi emoji dan huruf khusus tidak dapat disimpan."
        " Cadangkan basis data, lalu ubah tabelnya ke utf8mb4 (ALTER TABLE … CONVERT TO CHARACTER SET utf8mb4)",
    ),
    "answer_noise": FailureWords(
        it="ada yang menyisipkan tulisan ke dalam jawaban antarmuka; bot membaca melewatinya, tetapi program lain"
        " tidak. Perbarui atau matikan plugin yang disebut di dalam kurung, dan matikan display_errors"
        " (WP_DEBUG_DISPLAY)",
    ),
    "answer_cached": FailureWords(
        it="plugin cache atau CDN menyimpan jawaban antarmuka, sehingga bot dapat membaca yang lama. Kecualikan"
        " alamat api (/wp-json, /api, /jsonapi) dari cache",
    ),
    "answer_large": FailureWords(
        chat="Jawaban situs web terlalu besar; hubungi admin.",
        it="jawaban situs terlalu besar untuk dibaca. Periksa apakah alamat api benar",
    ),
    "too_big": FailureWords(
        chat="Halaman terlalu besar untuk diperiksa.",
        it="jawaban alamat itu terlalu besar untuk dibaca",
    ),
    "not_html": FailureWords(
        chat="Alamat itu bukan halaman web.",
        it="alamat itu tidak memberi halaman, feed, atau peta situs yang dapat dibaca",
    ),
    "site_refused": FailureWords(
        chat="Portal menolak permintaan bot; hubungi admin.",
        it="penerima di portal menolak permintaan; bandingkan versinya dengan docs/webhook.md",
    ),
    "refused": FailureWords(
        chat="Situs web menolak permintaan bot; hubungi admin.",
        it="situs menolak permintaan bot; alasannya ada di dalam kurung. Periksa bidang wajib dan plugin keamanan",
    ),
    "clock_skew": FailureWords(
        chat="Jam server bot dan jam situs web berselisih lebih dari lima menit; hubungi admin.",
        it="jam komputer bot dan jam situs berbeda jauh. Nyalakan penyelarasan waktu di keduanya (timedatectl set-ntp"
        " true); tanda tangan dan tenggat bergantung padanya",
    ),
}
