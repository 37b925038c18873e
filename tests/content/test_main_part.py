"""The main part of an Office file is what its relation or its type says, whatever it is called or coded in."""

from __future__ import annotations

from typing import Any

import pytest

from bot.content.filetype import sniff
from tests.content.support import zip_of

OPC = "http://schemas.openxmlformats.org"
KINDS = {"docx": ("document", "wordprocessingml"), "xlsx": ("workbook", "spreadsheetml"),
         "pptx": ("presentation", "presentationml")}  # fmt: skip


def package(
    extension: str,
    main: str,
    *,
    target: str = "",
    types: bytes = b"<Types></Types>",
    types_name: str = "[Content_Types].xml",
    strict: bool = False,
    prefix: str = "x:",
    encoding: str = "utf-8",
) -> bytes:
    """An Office file with its main part somewhere, which a relation names."""
    root, kind = KINDS[extension]
    space = f"http://purl.oclc.org/ooxml/{kind}/main" if strict else f"{OPC}/{kind}/2006/main"
    named = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    relation = "http://purl.oclc.org/ooxml" if strict else f"{OPC}/officeDocument/2006"
    return zip_of({
        types_name: types,
        "_rels/.rels": f'<r:Relationships xmlns:r="{OPC}/package/2006/relationships"><r:Relationship Id="a" Type="'
        f'{relation}/relationships/officeDocument" Target="{target or main}"/></r:Relationships>'.encode(),
        main: f'<?xml version="1.0" encoding="{encoding}"?>\n<!-- {"x" * 500} -->'
        f'<{prefix}{root} {named}="{space}"/>'.encode(encoding),
    })  # fmt: skip


@pytest.mark.parametrize("extension", KINDS)
@pytest.mark.parametrize(
    "options",
    [
        {"main": "data/utama7.xml"},
        {"main": "utama.xml", "target": "/utama.xml"},
        {"main": "Isi/Utama.XML", "target": "./isi/utama.xml"},
        {"main": "isi berkas/utama.xml", "target": "isi%20berkas/utama.xml"},
        {"main": "isi%20berkas/utama.xml"},
        {"main": "isi\\utama.xml", "target": "isi/utama.xml"},
        {"main": "a/b.xml", "types_name": "[content_types].xml"},
        {"main": "a/b.xml", "types_name": "docProps/app.xml"},
        {"main": "a/b.xml", "types": b"<Types"},
        {"main": "a/b.xml", "strict": True},
        {"main": "a/b.xml", "prefix": ""},
        {"main": "a/b.xml", "encoding": "utf-16"},
    ],
)
def test_the_main_part_is_found_by_its_relation_whatever_its_name(extension: str, options: dict[str, Any]) -> None:
    assert sniff(package(extension, **options), "a").extension == extension


@pytest.mark.parametrize(
    ("kind", "extension"),
    [
        ("wordprocessingml.template", "docx"),
        ("spreadsheetml.sheet", "xlsx"),
        ("spreadsheetml.template", "xlsx"),
        ("presentationml.slideshow", "pptx"),
        ("presentationml.template", "pptx"),
    ],
)
def test_the_main_part_is_found_by_its_type_alone(kind: str, extension: str) -> None:
    declared = (
        f'<t:Override PartName="/x.xml" ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/>'
    )
    types = f'<t:Types xmlns:t="{OPC}/package/2006/content-types">{declared}</t:Types>'
    assert sniff(zip_of({"[Content_Types].xml": types.encode(), "x.xml": b"<x/>"}), "a").extension == extension
