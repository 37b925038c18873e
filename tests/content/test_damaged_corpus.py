"""Whatever becomes of a file on its way, there is an answer: three hundred of the corpus, each damaged somehow."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections import Counter
from collections.abc import Callable

from bot.content.attached_pictures import without_notes
from bot.content.filetype import sniff
from bot.content.inside import PACKAGES, look_inside
from bot.content.leading import without_lead
from bot.content.word.worker import answer
from tests.content.support import zip_of
from tests.content.test_office_corpus import PLANTED
from tests.content.word_corpus import corpus

VALUES = ("-5", "99999999999999999999", "NaN", "é" * 50, "", "../../x", "NULL", "1e9")


def with_other_bytes(data: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(chance.randrange(1, 12)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def cut_short(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def with_another_directory(data: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(data)
    damaged[chance.randrange(max(data.rfind(b"PK\1\2"), 0), len(data))] = chance.randrange(256)
    return bytes(damaged)


def repacked(data: bytes, change: Callable[[str, bytes], tuple[str, bytes] | None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        made = [change(name, archive.read(name)) for name in archive.namelist()]
    return zip_of(dict(each for each in made if each is not None))


def with_other_values(data: bytes, chance: random.Random) -> bytes:
    def change(name: str, content: bytes) -> tuple[str, bytes]:
        places = list(re.finditer(rb'(?<==")[^"]*(?=")', content))
        if not name.endswith((".xml", ".rels")) or not places:
            return name, content
        at = chance.choice(places)
        return name, content[: at.start()] + chance.choice(VALUES).encode() + content[at.end() :]

    return repacked(data, change)


def without_a_part(data: bytes, chance: random.Random) -> bytes:
    return repacked(data, lambda name, content: (name, content) if chance.random() > 0.2 else None)


def with_parts_of_others(data: bytes, chance: random.Random) -> bytes:
    return repacked(data, lambda name, content: (name, content if chance.random() > 0.3 else chance.choice(PARTS)))


def in_utf_16(data: bytes, chance: random.Random) -> bytes:
    def change(name: str, content: bytes) -> tuple[str, bytes]:
        text = name.endswith(".xml") and chance.random() < 0.5
        return name, content.decode("utf-8", "replace").replace("UTF-8", "UTF-16").encode("utf-16") if text else content

    return repacked(data, change)


PARTS = (
    b"",
    b"<a/>",
    b"\0\1\2",
    b"<w:document",
    b"PK\3\4",
    b"\xff\xd8\xff",
    b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
)
ANYHOW = (with_other_bytes, cut_short)
PACKED = (*ANYHOW, with_another_directory, with_other_values, without_a_part, with_parts_of_others, in_utf_16)
WHOLE = [("docx", sample.data) for sample in corpus()[::4]] + [(case[2], case[1]) for case in PLANTED[::4]]


def test_a_damaged_file_is_answered() -> None:
    chance, answered = random.Random(11), Counter[str]()
    for _ in range(300):
        extension, whole = chance.choice(WHOLE)
        damage = chance.choice(PACKED if whole.startswith(b"PK") else ANYHOW)
        data = without_lead(damage(whole, chance))
        found = sniff(data, f"berkas.{extension}")
        answered[found.reason or found.extension] += 1
        if found.extension in PACKAGES:
            data, _ = without_notes(data)
        if found.extension:
            assert look_inside(data, found.extension).count >= 0
        if found.extension == "docx":
            read = answer(data, 1600, 85)
            assert (read.text is None) != (read.refused is None)
            answered[read.refused or "text"] += 1
    assert answered["text"] > 40
    assert len(answered) > 6
