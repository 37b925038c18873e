"""Word files taken apart on their way in: the text and each picture kept, the file itself beside them."""

from __future__ import annotations

from dataclasses import replace

from bot.content.filetype import safe_filename
from bot.content.taken import Taken, TakenPart
from bot.content.word import Picture, WordRefused, WordText, read_word
from bot.desk.drafts import Incoming
from bot.sop.office import Photos
from storage.files import FileStore

#: Reasons for which a Word file is good enough for a colleague to read, though not to make a page of.
ONLY_THE_TEXT = frozenset({"word_empty", "word_table", "word_images", "word_slow", "word_large"})


def with_word_text(files: FileStore, data: bytes, kept: Incoming, photos: Photos) -> Incoming:
    """Add to a kept Word file what was taken over of it, or why nothing was. Blocks: call it from a thread.

    Raises WordRefused for a file nobody should be sent: a broken or a hostile one.
    """
    try:
        text = read_word(data, photos.width, photos.quality)
    except WordRefused as refused:
        if refused.reason not in ONLY_THE_TEXT:
            raise
        return replace(kept, not_taken=refused.reason)
    return replace(kept, taken=_taken(files, text, kept))


def _taken(files: FileStore, text: WordText, kept: Incoming) -> Taken:
    parts = [
        _picture(files, piece) if isinstance(piece, Picture) else _words(piece, kept)
        for piece in text.pieces
    ]  # fmt: skip
    lost = (("pictures", text.pictures_lost), ("links", text.links_lost), ("boxes", text.boxes_lost))
    return Taken(text.title, tuple(parts), tuple(each for each in lost if each[1]))


def _words(html: str, kept: Incoming) -> TakenPart:
    return TakenPart("html", html, kept.sha256, kept.filename, kept.mime, kept.size)


def _picture(files: FileStore, picture: Picture) -> TakenPart:
    extension = picture.mime.partition("/")[2].replace("jpeg", "jpg")
    name = safe_filename(picture.alt or picture.caption or "gambar", extension)
    sha256 = files.put(picture.data)
    return TakenPart("photo", picture.caption, sha256, name, picture.mime, len(picture.data), picture.alt)
