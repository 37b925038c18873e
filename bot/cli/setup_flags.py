"""The flags of `tayang init`, apart from its questions: help and mistakes are answered at once."""

from __future__ import annotations

#: Each question's flag, and what it answers; tests hold them against the questions.
FLAGS = {
    "--token-file": "berkas berisi token bot / the file that holds the bot's token",
    "--office": "nama kantor / the office's name",
    "--place": "tempat pada dokumen / place on papers",
    "--zone": "zona waktu / time zone (Asia/Jakarta)",
    "--data": "folder data / the folder of data (data)",
    "--url": "alamat website / the website's address",
    "--kind": "jenis website / kind of website",
    "--user": "pengguna bot di website / the bot's user on the website",
    "--password-file": "berkas berisi sandinya / the file that holds its password",
    "--site-token-file": "berkas berisi token website / the file that holds the website's token",
    "--endpoint": "alamat penerima portal / the address of the portal's receiver",
    "--secret-file": "berkas berisi kata rahasia portal / the file that holds the portal's secret",
    "--folder": "folder situs / the website's folder",
    "--admin": "nama admin pertama / the first admin's name",
}
