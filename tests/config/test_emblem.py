"""The emblem of printed papers: what is a picture is taken, what is none is named with its key."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from bot.config import emblem


def png(path: Path) -> Path:
    data = io.BytesIO()
    Image.new("RGB", (30, 40), "green").save(data, "PNG")
    path.write_bytes(data.getvalue())
    return path


def test_no_emblem_is_no_drawing_and_no_problem() -> None:
    assert (emblem.drawn(None), emblem.problems(None)) == ("", [])


def test_a_photograph_is_wrapped_in_a_drawing_of_its_size(tmp_path: Path) -> None:
    drawn = emblem.drawn(png(tmp_path / "lambang.png"))
    assert 'viewBox="0 0 30 40"' in drawn
    assert "data:image/png;base64," in drawn


def test_a_drawing_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "lambang.svg"
    path.write_text('<?xml version="1.0"?>\n<!-- Kabupaten --><svg xmlns="http://www.w3.org/2000/svg"/>')
    assert emblem.drawn(path) == path.read_text()


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"<html>", b"\x89PNG\r\n\x1a\n", b"<svg>\xff"])
def test_what_is_no_picture_is_named_with_what_to_do(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "lambang.png"
    path.write_bytes(content)
    [problem] = emblem.problems(path)
    assert problem.key == "paper.emblem"
    assert "tidak" in problem.text("id") or "bukan" in problem.text("id")


def test_a_missing_file_and_a_huge_one_are_problems(tmp_path: Path) -> None:
    huge = tmp_path / "besar.png"
    huge.write_bytes(png(huge).read_bytes() + b" " * emblem.MOST_BYTES)
    assert [len(emblem.problems(path)) for path in (tmp_path / "tiada.png", huge)] == [1, 1]
