"""Why a backup could not be made, sent or restored, by its code: half a sentence that can stand after a colon."""

from __future__ import annotations

CAUSES = {
    "failed": "tidak dapat ditulis",
    "no_database": "basis datanya tidak ada",
    "same_second": "cadangan lain dibuat pada detik yang sama",
    "no_backup": "tidak ada cadangan di sana",
    "manifest_broken": "daftar isinya (manifest.json) rusak",
    "database_differs": "basis data di dalamnya bukan yang dahulu ditulis",
    "database_broken": "basis data di dalamnya rusak",
    "record_differs": "catatan di dalamnya tidak cocok dengan jangkarnya",
    "file_missing": "sebuah berkas tidak ada di dalamnya",
    "file_differs": "sebuah berkas di dalamnya rusak",
    "files_differ": "jumlah berkasnya tidak cocok dengan daftar isinya",
    "in_the_way": "sudah ada basis data di tempatnya",
    "not_found": "perintahnya tidak dapat dijalankan",
    "too_long": "perintahnya tidak selesai pada waktunya dan dihentikan",
    "ended_badly": "perintahnya melaporkan kegagalan",
}
