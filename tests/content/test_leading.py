"""What was printed before a file is no part of it; what is a program, or no such file, is left as it is."""

from __future__ import annotations

import pytest

from bot.content.leading import without_lead
from tests.content.docx import docx, p, photo
from tests.content.test_filetype import picture

PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF"
NOTICE = b"<br />\n<b>Deprecated</b>: x in <b>/var/www/a.php</b> on line <b>3</b><br />\n"


@pytest.mark.parametrize("whole", [PDF, docx(p("Isi")), photo(), picture("PNG")])
@pytest.mark.parametrize(
    "lead", [b"\r\n", b"\xef\xbb\xbf", NOTICE, b"HTTP/1.1 200 OK\r\nServer: x\r\n\r\n", b"x" * 1000]
)
def test_what_was_printed_before_a_file_goes(whole: bytes, lead: bytes) -> None:
    assert without_lead(lead + whole) == whole


@pytest.mark.parametrize("lead", [b"\r\n\r\n", b"\xef\xbb\xbf "])
def test_blanks_go_before_rich_text(lead: bytes) -> None:
    assert without_lead(lead + b"{\\rtf1 halo}") == b"{\\rtf1 halo}"


@pytest.mark.parametrize(
    "data",
    [
        PDF,
        b"<?php system(1); ?>" + PDF,
        b"#!/bin/sh\n" + PDF,
        b"<script>x</script>" + PDF,
        b"\0\1\2" + PDF,
        b"x" * 1100 + PDF,
        b"Berkas PDF diawali %PDF-1.7, lalu isinya.",
        b"Di RTF ditulis {\\rtf1 halo}.",
        b"",
    ],
)
def test_all_else_stays_as_it_is(data: bytes) -> None:
    assert without_lead(data) == data
