// The page's own labels in Indonesian and English, and how it writes times, days and sizes.

const WORDS = {
  id: {
    locale: "id-ID",
    title: "Ruang Gladi",
    website: "Buka situs web",
    websiteShort: "Situs web",
    help: "Petunjuk",
    follow: "Ikuti",
    followHint: "Geser sendiri ke telepon yang baru menerima pesan",
    choose: "Pilih telepon",
    showAll: "Tampilkan semua",
    hideAll: "Sembunyikan semua",
    people: "Daftar telepon",
    phoneOf: (name, office) => `Telepon ${name}, ${office}`,
    unread: (n) => `${n} pesan belum dibaca`,
    offline: "Sambungan terputus. Menyambung kembali…",
    loading: "Memuat…",
    notLoaded: "Data belum dapat dimuat. Dicoba lagi.",
    noPhones: "Belum ada telepon yang ditampilkan.",
    scrollLeft: "Telepon sebelumnya",
    scrollRight: "Telepon berikutnya",
    hint: "Tiap kartu adalah telepon seorang pejabat atau staf. Kirim pesan atau tekan tombol di satu telepon, lalu lihat kelanjutannya di telepon berikutnya.",
    dismiss: "Tutup",
    start: "Mulai",
    startText: (bot) => `Percakapan dengan ${bot} belum dimulai. Tekan Mulai untuk membukanya.`,
    emptyGroup: "Belum ada pesan di grup ini.",
    placeholder: "Tulis pesan…",
    caption: "Tambahkan keterangan…",
    send: "Kirim",
    attach: "Lampirkan",
    attachPhoto: "Foto atau album",
    attachFile: "Berkas (dokumen)",
    asFile: "Kirim sebagai berkas",
    remove: (name) => `Hapus ${name}`,
    tooMany: (n) => `Paling banyak ${n} berkas sekali kirim; selebihnya tidak dilampirkan.`,
    uploading: "Mengirim…",
    drop: "Lepaskan berkas di sini",
    commands: "Daftar perintah",
    noCommand: "Tidak ada perintah yang cocok.",
    reply: "Balas",
    copyText: "Salin teks",
    copied: "Tersalin.",
    notCopied: "Peramban menolak menyalin.",
    edit: "Ubah pesan",
    editing: "Mengubah pesan",
    replyingTo: (name) => `Membalas ${name}`,
    cancel: "Batal",
    messageMenu: "Pilihan pesan",
    phoneMenu: "Pilihan telepon",
    block: "Blokir bot",
    unblock: "Buka blokir bot",
    blocked: "Bot diblokir di telepon ini.",
    blockedTag: "Bot diblokir",
    hide: "Sembunyikan telepon ini",
    private: "Bot",
    group: "Grup",
    you: "Anda",
    edited: "diubah",
    photo: "Foto",
    album: "Album",
    file: "Berkas",
    download: (name, size) => `Unduh ${name}${size ? `, ${size}` : ""}`,
    unsupported: "Jenis pesan ini tidak dapat ditampilkan di ruang gladi.",
    deletedReply: "Pesan",
    forwarded: (name) => `Diteruskan dari ${name}`,
    pinned: "Pesan disematkan",
    joined: (name) => `${name} bergabung`,
    left: (name) => `${name} keluar`,
    spoiler: "Teks tersembunyi; tekan untuk membuka",
    more: "Selengkapnya",
    less: "Ringkas",
    latest: "Ke pesan terbaru",
    unavailable: "Tombol ini tidak tersedia di ruang gladi.",
    ok: "Mengerti",
    notice: "Pemberitahuan",
    failed: "Belum terkirim. Periksa sambungan, lalu coba lagi.",
    newFor: (name, text) => `Pesan baru untuk ${name}: ${text}`,
    invite: "Buka tautan ini di telepon siapa?",
    inviteText: "Tautan mulai bot dibuka oleh orang yang menerimanya. Pilih teleponnya.",
    notStarted: "belum mulai",
    previous: "Foto sebelumnya",
    next: "Foto berikutnya",
    helpTitle: "Cara memakai ruang gladi",
    helpSteps: [
      "Tiap kartu adalah telepon satu orang. Nama dan jabatannya tertulis di atas kartu.",
      "Tekan Mulai di telepon yang belum tersambung dengan bot.",
      "Tulis pesan, kirim foto atau berkas, atau tekan tombol di bawah pesan bot. Ketik “/” untuk melihat perintah.",
      "Lihat telepon berikutnya: pemberitahuan datang kepada orang yang gilirannya bertindak. “Ikuti” menggeser layar ke sana.",
      "Klik kanan atau sentuh lama sebuah pesan untuk membalas, menyalin, atau mengubahnya.",
      "Seret berkas ke kartu untuk melampirkannya. Beberapa foto menjadi satu album.",
    ],
    helpKeys: "Papan ketik: Enter mengirim, Shift+Enter baris baru, panah atas mengubah pesan terakhir, Esc membatalkan.",
    helpSafe: "Semua berlangsung di komputer ini. Tidak ada yang dikirim ke Telegram.",
  },
  en: {
    locale: "en-GB",
    title: "Rehearsal Room",
    website: "Open the website",
    websiteShort: "Website",
    help: "Help",
    follow: "Follow",
    followHint: "Move by itself to the phone that just received a message",
    choose: "Choose phones",
    showAll: "Show all",
    hideAll: "Hide all",
    people: "List of phones",
    phoneOf: (name, office) => `Phone of ${name}, ${office}`,
    unread: (n) => `${n} unread ${n === 1 ? "message" : "messages"}`,
    offline: "Connection lost. Reconnecting…",
    loading: "Loading…",
    notLoaded: "The data could not be loaded yet. Trying again.",
    noPhones: "No phone is shown yet.",
    scrollLeft: "Previous phones",
    scrollRight: "Next phones",
    hint: "Each card is the phone of one official or staff member. Send a message or press a button on one phone, then see what follows on the next.",
    dismiss: "Close",
    start: "Start",
    startText: (bot) => `The chat with ${bot} has not begun. Press Start to open it.`,
    emptyGroup: "No messages in this group yet.",
    placeholder: "Write a message…",
    caption: "Add a caption…",
    send: "Send",
    attach: "Attach",
    attachPhoto: "Photo or album",
    attachFile: "File (document)",
    asFile: "Send as a file",
    remove: (name) => `Remove ${name}`,
    tooMany: (n) => `At most ${n} files at a time; the others were left out.`,
    uploading: "Sending…",
    drop: "Drop files here",
    commands: "List of commands",
    noCommand: "No command matches.",
    reply: "Reply",
    copyText: "Copy text",
    copied: "Copied.",
    notCopied: "The browser refused to copy.",
    edit: "Edit message",
    editing: "Editing message",
    replyingTo: (name) => `Replying to ${name}`,
    cancel: "Cancel",
    messageMenu: "Message options",
    phoneMenu: "Phone options",
    block: "Block the bot",
    unblock: "Unblock the bot",
    blocked: "The bot is blocked on this phone.",
    blockedTag: "Bot blocked",
    hide: "Hide this phone",
    private: "Bot",
    group: "Group",
    you: "You",
    edited: "edited",
    photo: "Photo",
    album: "Album",
    file: "File",
    download: (name, size) => `Download ${name}${size ? `, ${size}` : ""}`,
    unsupported: "This kind of message cannot be shown in the rehearsal room.",
    deletedReply: "Message",
    forwarded: (name) => `Forwarded from ${name}`,
    pinned: "Message pinned",
    joined: (name) => `${name} joined`,
    left: (name) => `${name} left`,
    spoiler: "Hidden text; press to show",
    more: "Show more",
    less: "Show less",
    latest: "To the latest message",
    unavailable: "This button does not work in the rehearsal room.",
    ok: "OK",
    notice: "Notice",
    failed: "Not sent. Check the connection, then try again.",
    newFor: (name, text) => `New message for ${name}: ${text}`,
    invite: "Open this link on whose phone?",
    inviteText: "A start link is opened by the person who receives it. Choose the phone.",
    notStarted: "not started",
    previous: "Previous photo",
    next: "Next photo",
    helpTitle: "How to use the rehearsal room",
    helpSteps: [
      "Each card is one person's phone. Name and office stand at the top of the card.",
      "Press Start on a phone that has not met the bot yet.",
      "Write a message, send photos or files, or press the buttons below the bot's messages. Type “/” for the commands.",
      "Watch the next phone: the notice goes to the person whose turn it is. “Follow” moves the view there.",
      "Right-click or long-press a message to reply, copy or edit.",
      "Drag files onto a card to attach them. Several photos become one album.",
    ],
    helpKeys: "Keyboard: Enter sends, Shift+Enter starts a new line, arrow up edits the last message, Esc cancels.",
    helpSafe: "Everything happens on this computer. Nothing is sent to Telegram.",
  },
};

let current = WORDS.id;

/** Speaks "id" or "en" from now on; the caller draws the page again. */
export function setLanguage(code) {
  current = Object.hasOwn(WORDS, code) ? WORDS[code] : WORDS.id;
  document.documentElement.lang = Object.hasOwn(WORDS, code) ? code : "id";
}

/** The label with this name in the language of the page; arguments go to labels that take them. */
export function t(name, ...args) {
  const word = current[name];
  return typeof word === "function" ? word(...args) : word;
}

// The office's time zone: its phones stand there, wherever the browser is. Undefined: the browser's own.
let zone;

/** Sets the time zone of the phones (an IANA name); one the browser does not know changes nothing. */
export function setZone(name) {
  try {
    new Intl.DateTimeFormat("id", { timeZone: name });
    zone = name;
  } catch {
    zone = undefined;
  }
}

/** Hours and minutes of a Unix time, as the office's phones show them. */
export function clockTime(seconds) {
  const parts = { hour: "2-digit", minute: "2-digit", timeZone: zone };
  return new Intl.DateTimeFormat(current.locale, parts).format(seconds * 1000);
}

/** The whole date in words: rehearsals may run ahead of the real day, so never "today". */
export function dayName(seconds) {
  const parts = { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: zone };
  return new Intl.DateTimeFormat(current.locale, parts).format(seconds * 1000);
}

/** Date and time in full, for tooltips and machine-made times. */
export function fullTime(seconds) {
  return `${dayName(seconds)}, ${clockTime(seconds)}`;
}

/** A file size in the unit that reads best; empty when it is not known. */
export function fileSize(bytes) {
  if (!Number.isFinite(bytes)) return "";
  const steps = ["B", "KB", "MB", "GB"];
  const step = Math.min(steps.length - 1, Math.max(0, Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1024))));
  const digits = new Intl.NumberFormat(current.locale, { maximumFractionDigits: step ? 1 : 0 });
  return `${digits.format(bytes / 1024 ** step)} ${steps[step]}`;
}
