"""What the package says in Indonesian and English: its names of files, and the README that explains them."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed texts of the package in one language; ``{}`` takes what the name says."""

    readme: str
    page: str
    text: str
    captions: str
    photos: str
    files: str
    photo: str
    attachment: str
    part: str
    alt: str
    caption: str
    cover: str
    no_caption: str
    section: str
    title: str
    heading: str
    put_up: str
    change: str
    contents: str
    page_line: str
    text_line: str
    photos_line: str
    files_line: str
    part_line: str
    steps: tuple[str, ...]
    link_step: str
    changed_step: str


ID = Words(
    readme="BACA-DAHULU.txt",
    page="halaman.html",
    text="teks.txt",
    captions="keterangan-foto.txt",
    photos="foto",
    files="lampiran",
    photo="foto",
    attachment="lampiran",
    part="bagian-{}-dari-{}",
    alt="Teks alternatif",
    caption="Keterangan",
    cover="SAMPUL",
    no_caption="(tanpa keterangan)",
    section="Rubrik",
    title="Judul",
    heading="Paket naskah {} untuk diterbitkan dengan tangan",
    put_up="Buat halaman baru di situs web, di rubrik {}.",
    change="Buka halaman yang sudah ada di situs web dan ganti isinya. Jangan membuat halaman baru:\n   {}",
    contents="Isi paket",
    page_line="halaman jadi: buka di peramban, blok semuanya, salin, lalu tempel di situs web",
    text_line="teks polos, bila hasil tempelan berantakan",
    photos_line="{} foto, diberi nomor menurut urutannya; keterangan dan teks alternatifnya di {}",
    files_line="{} berkas untuk diunduh pengunjung",
    part_line="Paket ini bagian {} dari {}; satukan dahulu semua bagiannya di satu folder.",
    steps=(
        "Salin judul dan isinya persis. Jangan mengubah kata-katanya: isinya sudah disetujui.",
        "Pasang foto menurut nomornya, dengan keterangan dan teks alternatifnya.",
        "Pasang lampirannya, bila ada.",
        "Terbitkan, lalu buka halamannya sebagai pengunjung (tanpa masuk).",
    ),
    link_step="Salin alamat halaman itu dan kirimkan kepada bot: ketuk “Kirim tautan” pada kartu {}.",
    changed_step="Ketuk “Halaman yang sama sudah saya perbarui” pada kartu {}.",
)

EN = Words(
    readme="READ-FIRST.txt",
    page="page.html",
    text="text.txt",
    captions="captions.txt",
    photos="photos",
    files="attachments",
    photo="photo",
    attachment="attachment",
    part="part-{}-of-{}",
    alt="Alternative text",
    caption="Caption",
    cover="COVER",
    no_caption="(no caption)",
    section="Section",
    title="Title",
    heading="Package of article {}, to be published by hand",
    put_up="Make a new page on the website, in the section {}.",
    change="Open the page that is on the website already and replace its content. Make no new page:\n   {}",
    contents="What is in the package",
    page_line="the finished page: open it in a browser, select all, copy, and paste it into the website",
    text_line="plain text, in case the pasted page looks wrong",
    photos_line="{} photos, numbered in order; their captions and alternative texts are in {}",
    files_line="{} files for visitors to download",
    part_line="This is part {} of {}; put all parts into one folder first.",
    steps=(
        "Copy title and text exactly. Change no words: they have been approved.",
        "Put in the photos by their numbers, with captions and alternative texts.",
        "Put in the attachments, if there are any.",
        "Publish, then open the page as a visitor would (not signed in).",
    ),
    link_step="Copy the address of that page and send it to the bot: tap “Send the link” on the card {}.",
    changed_step="Tap “I have updated the same page” on the card {}.",
)

LANGUAGES = MappingProxyType({"id": ID, "en": EN})
