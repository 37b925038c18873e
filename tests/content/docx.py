"""Word files for tests, written by hand: only what a test needs of the format."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from PIL import Image

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_OFFICE}.document.main+xml"/></Types>'
)
_STYLES = {
    "Title": "Title", "Heading1": "heading 1", "Heading2": "heading 2", "Heading3": "heading 3",
    "Heading4": "heading 4", "Caption": "caption", "TOC1": "toc 1", "Judul1": "heading 1",
}  # fmt: skip


def run(text: str, bold: bool = False, extra: str = "") -> str:
    """A run of text; `extra` are further run properties."""
    properties = f"<w:rPr>{'<w:b/>' if bold else ''}{extra}</w:rPr>" if bold or extra else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*content: str, style: str = "", num: tuple[int, int] | None = None) -> str:
    """A paragraph of runs (or plain words, where it does not begin with a tag)."""
    numbered = f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>' if num else ""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{styled}{numbered}</w:pPr>" if styled or numbered else ""
    return f"<w:p>{properties}{''.join(c if c.startswith('<') else run(c) for c in content)}</w:p>"


def table(rows: Sequence[Sequence[str]], *, header: bool = False) -> str:
    """A table; cells are words, or whole `<w:tc>` elements."""
    made = []
    for index, row in enumerate(rows):
        repeated = "<w:trPr><w:tblHeader/></w:trPr>" if header and index == 0 else ""
        cells = (c if c.startswith("<w:tc>") else f"<w:tc>{c if c.startswith('<') else p(c)}</w:tc>" for c in row)
        made.append(f"<w:tr>{repeated}{''.join(cells)}</w:tr>")
    return f"<w:tbl><w:tblPr/>{''.join(made)}</w:tbl>"


def cell(words: str, *, span: int = 1, merge: str = "") -> str:
    """A cell that is `span` columns wide; merge "restart" or "continue" for one that is several rows high."""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merged}</w:tcPr>{p(words)}</w:tc>'


def picture(
    relation: str, alt: str = "", *, link: bool = False, crop: str = "", shape: str = "", hidden: bool = False
) -> str:
    """A run with a picture; `link` is one that lies outside the file, `crop` has the attributes of its srcRect."""
    cut = f"<a:srcRect {crop}/>" if crop else ""
    frame = f"<pic:spPr>{shape}</pic:spPr>" if shape else ""
    seen = ' hidden="1"' if hidden else ""
    blip = f'<a:blip r:{"link" if link else "embed"}="{relation}"/>'
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr={quoteattr(alt)}{seen}/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill>'
        f"{blip}{cut}</pic:blipFill>{frame}</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def link(relation: str, words: str) -> str:
    """A hyperlink."""
    return f'<w:hyperlink r:id="{relation}">{run(words)}</w:hyperlink>'


def numbering(*levels: tuple[str, str]) -> str:
    """Lists 1 and 2 share these levels (format, text) of one abstract list; list 3 is a bulleted one."""
    made = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    bullets = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>'
    return (
        f'<w:numbering {_NAMES}><w:abstractNum w:abstractNumId="0">{made}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="9">{bullets}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        '</w:lvlOverride></w:num><w:num w:numId="3"><w:abstractNumId w:val="9"/></w:num></w:numbering>'
    )


def footnotes(*notes: str) -> str:
    """The part with footnotes 1, 2 ..."""
    made = "".join(f'<w:footnote w:id="{at}">{p(words)}</w:footnote>' for at, words in enumerate(notes, 1))
    return f"<w:footnotes {_NAMES}>{made}</w:footnotes>"


def docx(
    *body: str,
    media: Mapping[str, bytes] | None = None,
    links: Mapping[str, str] | None = None,
    parts: Mapping[str, str | bytes] | None = None,
    head: str = "",
) -> bytes:
    """A Word file. `media` by relation id (each a file of its own), `links` likewise, `parts` by name."""
    media, links = media or {}, links or {}
    relations = [
        f'<Relationship Id="{each}" Type="{_RELATION}/image" Target="media/{each}.jpeg"/>' for each in media
    ] + [
        f'<Relationship Id="{each}" Type="{_RELATION}/hyperlink" Target={quoteattr(to)} TargetMode="External"/>'
        for each, to in links.items()
    ]
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{each}"><w:name w:val="{name}"/></w:style>'
        for each, name in _STYLES.items()
    )
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" Type="{_RELATION}/officeDocument"'
        ' Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"{head}<w:document {_NAMES}><w:body>{''.join(body)}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{"".join(relations)}</Relationships>',
        "word/styles.xml": f"<w:styles {_NAMES}>{styles}</w:styles>",
        **{f"word/media/{each}.jpeg": content for each, content in media.items()},
        **(parts or {}),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def photo(colour: str = "steelblue", *, gps: bool = False) -> bytes:
    """A JPEG; with GPS it knows where it was taken, and lies on its side."""
    data = io.BytesIO()
    exif = Image.Exif()
    if gps:
        exif[0x0112] = 6
        exif.get_ifd(0x8825).update({1: "S", 2: (7.0, 15.0, 30.0), 3: "E", 4: (110.0, 24.0, 10.0)})
    Image.new("RGB", (64, 48), colour).save(data, "JPEG", exif=exif)
    return data.getvalue()


def rewritten(data: bytes, *changes: tuple[str, str], names: Mapping[str, str] | None = None) -> bytes:
    """A Word file with words of its XML changed, and parts by other names: as programs other than Word write it."""
    made, names = io.BytesIO(), names or {}
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith((".xml", ".rels")):
                for old, new in changes:
                    content = content.replace(old.encode(), new.encode())
            target.writestr(names.get(name, name), content)
    return made.getvalue()
