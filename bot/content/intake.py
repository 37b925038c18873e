"""Files on their way in: checked by content, cleaned, taken apart, and kept before anybody is answered."""

from __future__ import annotations

from dataclasses import replace

from bot.content.attached_pictures import keeps_notes, without_notes
from bot.content.csv_files import as_utf8
from bot.content.filetype import is_renamed, safe_filename, sniff
from bot.content.images import ImageRefused, clean_photo
from bot.content.incoming import Incoming
from bot.content.inside import PACKAGES, Inside, look_inside
from bot.content.leading import without_lead
from bot.content.taken import Lost, Taken, TakenPart
from bot.content.word import Picture, WordRefused, WordText, read_word
from bot.sop.office import Photos
from storage.files import FileStore

#: Reasons for which a Word file is good enough for a colleague to read, though not to make a page of.
ONLY_THE_TEXT = frozenset({"word_empty", "word_table", "word_images", "word_slow", "word_large"})


class FileRefusedError(Exception):
    """A file that cannot be taken; `reason` has words in bot/texts."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def keep(files: FileStore, data: bytes, name: str, photos: Photos) -> Incoming:
    """Check a file by its content, not its name, and put it in the file store. Runs in a thread."""
    data = without_lead(data)
    found = sniff(data, name)
    if found.kind == "refused":
        raise FileRefusedError(found.reason or "unknown_type")
    if found.kind == "photo":
        try:
            photo = clean_photo(data, photos.width, photos.quality)
        except ImageRefused as refused:
            raise FileRefusedError(refused.reason_code) from refused
        data, mime, kind = photo.data, photo.mime, "photo"
        extension = photo.mime.partition("/")[2].replace("jpeg", "jpg")
    else:
        mime, kind, extension = found.mime, "document", found.extension
    original, data = data, as_utf8(data) if extension in {"csv", "txt"} else data
    data, camera = without_notes(data) if extension in PACKAGES else (data, keeps_notes(data))
    seen = Inside(complete=True) if kind == "photo" else look_inside(data, extension)
    seen = replace(seen, complete=False, camera=True) if camera else seen
    kept = Incoming(
        chat_id=0,
        message_id=0,
        kind=kind,
        sha256=files.put(data),
        filename=safe_filename(name, extension),
        mime=mime,
        size=len(data),
        found=seen.to_json(),
        recoded=extension not in PACKAGES and data != original,
        renamed=kind == "document" and is_renamed(name, extension),
    )
    return kept if extension != "docx" else _with_text(files, data, kept, photos)


def _with_text(files: FileStore, data: bytes, kept: Incoming, photos: Photos) -> Incoming:
    try:
        return _with_word_text(files, data, kept, photos)
    except WordRefused as refused:
        raise FileRefusedError(refused.reason) from refused


def _with_word_text(files: FileStore, data: bytes, kept: Incoming, photos: Photos) -> Incoming:
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
    lost = tuple(Lost(each.code, each.count, each.after, each.words) for each in text.lost)
    return Taken(text.title, tuple(parts), lost)


def _words(html: str, kept: Incoming) -> TakenPart:
    return TakenPart("html", html, kept.sha256, kept.filename, kept.mime, kept.size)


def _picture(files: FileStore, picture: Picture) -> TakenPart:
    extension = picture.mime.partition("/")[2].replace("jpeg", "jpg")
    name = safe_filename(picture.alt or picture.caption or "gambar", extension)
    sha256 = files.put(picture.data)
    return TakenPart("photo", picture.caption, sha256, name, picture.mime, len(picture.data), picture.alt)
