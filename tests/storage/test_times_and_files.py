"""Times as milliseconds, files by their hash."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.files import FileStore
from storage.times import from_ms, to_ms

moments = st.datetimes(
    datetime(1900, 1, 1),  # noqa: DTZ001 - Hypothesis wants naive bounds
    datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=7)), timezone(timedelta(hours=9))]),
)


@given(moments)
def test_a_time_comes_back_as_the_same_moment(at: datetime) -> None:
    back = from_ms(to_ms(at))
    assert timedelta(0) <= at - back < timedelta(milliseconds=1)
    assert back.tzinfo is UTC
    assert to_ms(back) == to_ms(at)


@given(moments, moments)
def test_times_keep_their_order(one: datetime, other: datetime) -> None:
    if to_ms(one) < to_ms(other):
        assert one < other


def test_no_time_is_no_time() -> None:
    assert (to_ms(None), from_ms(None)) == (None, None)


def test_it_refuses_a_time_of_no_zone() -> None:
    with pytest.raises(TypeError):
        to_ms(datetime(2026, 11, 24, 9, 0))  # noqa: DTZ001 - what must be refused


def test_the_same_bytes_are_kept_once_by_their_hash(tmp_path: Path) -> None:
    files = FileStore(tmp_path / "berkas")
    sha256 = files.put(b"naskah")
    assert sha256 == hashlib.sha256(b"naskah").hexdigest()
    assert files.put(b"naskah") == sha256
    assert files.get(sha256) == b"naskah"
    assert [p for p in (tmp_path / "berkas").rglob("*") if p.is_file()] == [files.path(sha256)]


def test_an_unknown_file_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        FileStore(tmp_path).get("0" * 64)


def test_a_file_that_cannot_be_synced_is_not_there_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    files = FileStore(tmp_path / "berkas")
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            files.put(b"naskah")
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []
    assert files.get(files.put(b"naskah")) == b"naskah"


def test_bytes_and_their_name_are_synced_before_put_returns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, bool]] = []
    sync = os.fsync
    files = FileStore(tmp_path)
    target = files.path(hashlib.sha256(b"naskah").hexdigest())

    def watched(handle: int) -> None:
        kind = "folder" if Path(f"/proc/self/fd/{handle}").resolve().is_dir() else "file"
        seen.append((kind, target.exists()))
        sync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    files.put(b"naskah")
    assert seen == [("file", False), ("folder", True)]
