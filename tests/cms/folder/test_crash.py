"""The power fails at every write of the embedded website: visitors see a whole site, the next call mends it."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as budget
from hypothesis import strategies as st

from bot.cms.base import Page, PublishError, fingerprint
from bot.cms.common import files
from bot.cms.folder import FolderPublisher
from bot.cms.publish import publish_page
from tests.cms.people import LATER, MORNING, article, document, photo
from tests.cms.people import settings as told
from tests.cms.reading import broken_links


class Crash(BaseException):
    """The power fails; nothing may catch it."""


Work = Callable[[FolderPublisher], object]


class Power:
    """Fails at the n-th rename or removal, before or after it, and stays off."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.steps = 0
        self.cut: tuple[int, str] | None = None
        patch.setattr(os, "replace", self._watched(os.replace))
        patch.setattr(Path, "unlink", self._watched(Path.unlink))

    def restore(self) -> None:
        """Turn the power on again."""
        self.steps, self.cut = 0, None

    def _watched(self, work: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **kwargs: Any) -> Any:
            number, self.steps = self.steps, self.steps + 1
            if self.cut and (number > self.cut[0] or (number, "before") == self.cut):
                raise Crash
            result = work(*args, **kwargs)
            if (number, "after") == self.cut:
                raise Crash
            return result

        return step


@pytest.fixture
def power() -> Iterator[Power]:
    with pytest.MonkeyPatch.context() as patch:
        yield Power(patch)


def settings(folder: Path, **changed: Any) -> dict[str, Any]:
    """Return the settings of a website whose records lie beside its pages, so that both are one tree."""
    return told(folder, records=folder / "catatan", **changed)


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder; the stamp and the truth too."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def made(folder: Path) -> FolderPublisher:
    folder.mkdir(exist_ok=True)
    return FolderPublisher(settings(folder), lambda: LATER)


@pytest.fixture
def before(tmp_path: Path) -> list[Page]:
    """Return what stands on the website when the power fails: enough for a second page of lists."""
    return [article(f"K{n}", published_at=MORNING - timedelta(hours=n)) for n in range(13)]


@pytest.fixture
def page(tmp_path: Path) -> Page:
    return article(media=(photo(tmp_path, "a.jpg"), document(tmp_path, "b.pdf")))


def _every_cut(
    tmp_path: Path, power: Power, before: list[Page], work: Work, moments: Sequence[str] = ("before", "after")
) -> Iterator[tuple[Path, bool]]:
    """Run ``work`` once whole and then cut off at every step; yield each folder that was cut off."""
    whole, start = tmp_path / "utuh", tmp_path / "awal"
    _started(start, before)
    shutil.copytree(start, whole)
    power.restore()
    work(made(whole))
    steps, expected = power.steps, tree(whole)
    assert steps > 5
    for number in range(steps):
        for when in moments:
            folder = tmp_path / f"{number}-{when}"
            shutil.copytree(start, folder)
            power.restore()
            power.cut = (number, when)
            with pytest.raises(Crash):
                work(made(folder))
            power.restore()
            yield folder, tree(folder) == expected
            work(made(folder))
            assert tree(folder) == expected, (number, when)


def _started(folder: Path, pages: list[Page]) -> FolderPublisher:
    site = made(folder)
    for page in pages:
        publish_page(site, page)
    return site


def test_publishing_cut_off_anywhere_leaves_a_whole_site_and_is_mended(
    tmp_path: Path, power: Power, before: list[Page], page: Page
) -> None:
    cuts = _every_cut(tmp_path, power, before[:3], lambda site: publish_page(site, page))
    unfinished = 0
    for folder, finished in cuts:
        assert list(broken_links(folder / "public")) == []
        unfinished += not finished
    assert unfinished > 20


def test_a_correction_cut_off_anywhere_is_mended(tmp_path: Path, power: Power, before: list[Page]) -> None:
    other = replace(before[0], section="pengumuman", section_name="Pengumuman", title="Baru")
    for folder, _ in _every_cut(tmp_path, power, before[:3], lambda site: publish_page(site, other)):
        assert list(broken_links(folder / "public")) == []


def test_a_withdrawal_cut_off_anywhere_is_mended(tmp_path: Path, power: Power, before: list[Page], page: Page) -> None:
    def withdraw(site: FolderPublisher) -> None:
        found = site.find(page.key)
        assert found
        site.withdraw(found, "ditarik", "Keliru.", None)

    for folder, _ in _every_cut(tmp_path, power, [*before[:2], page], withdraw):
        assert list(broken_links(folder / "public")) == []


def test_a_list_that_gets_a_second_page_never_leads_nowhere(tmp_path: Path, power: Power, before: list[Page]) -> None:
    def work(site: FolderPublisher) -> None:
        publish_page(site, article("NEW"))

    for folder, _ in _every_cut(tmp_path, power, before, work, ("after",)):
        assert list(broken_links(folder / "public")) == []


def test_the_very_first_drawing_cut_off_anywhere_is_mended(tmp_path: Path, power: Power) -> None:
    for _ in _every_cut(tmp_path, power, [], lambda site: site.rebuild()):
        pass


def test_a_file_is_never_half_written(tmp_path: Path, power: Power) -> None:
    path = tmp_path / "a.html"
    files.write(path, b"lama")
    power.restore()
    power.cut = (0, "before")
    with pytest.raises(Crash):
        files.write(path, b"baru")
    assert path.read_bytes() == b"lama"


def test_what_is_the_same_is_not_written_again(tmp_path: Path, power: Power) -> None:
    path = tmp_path / "a.html"
    assert files.write(path, b"isi")
    power.restore()
    assert not files.write(path, b"isi")
    assert power.steps == 0


@pytest.mark.parametrize(
    ("number", "code", "again"),
    [
        (errno.ENOSPC, "disk_full", True),
        (errno.EACCES, "not_writable", False),
        (errno.EROFS, "not_writable", False),
        (errno.EIO, "disk_error", True),
    ],
)
def test_what_the_disk_refuses_is_told_and_leaves_nothing(
    tmp_path: Path, page: Page, monkeypatch: pytest.MonkeyPatch, number: int, code: str, *, again: bool
) -> None:
    site = made(tmp_path / "situs")
    site.rebuild()

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number), "/rahasia/jalan")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        with pytest.raises(PublishError) as caught:
            publish_page(site, page)
    assert (caught.value.code, caught.value.again) == (code, again)
    assert "/rahasia" not in caught.value.detail
    assert not list((tmp_path / "situs").rglob(".tmp-*"))
    assert publish_page(site, page).fingerprint == fingerprint(page)


def test_the_stamp_says_drawn_only_when_the_disk_has_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stamped: list[bool] = []
    stamp = tmp_path / "situs/catatan/drawn"
    monkeypatch.setattr(os, "sync", lambda: stamped.append(stamp.exists()))
    made(tmp_path / "situs").rebuild()
    assert (stamped, stamp.exists()) == ([False], True)


def test_other_settings_draw_the_whole_site_anew(tmp_path: Path, page: Page) -> None:
    folder = tmp_path / "situs"
    publish_page(made(folder), page)
    renamed = FolderPublisher(settings(folder, site_name="Kabupaten Baru"), lambda: LATER)
    renamed.find(page.key)
    pages = list((folder / "public").rglob("*.html"))
    assert len(pages) >= 4
    assert all("Kabupaten Baru" in path.read_text("utf-8") for path in pages)


def test_hands_that_changed_a_page_are_undone_by_a_rebuild(tmp_path: Path, page: Page) -> None:
    folder = tmp_path / "situs"
    site = made(folder)
    publish_page(site, page)
    good = tree(folder)
    (folder / "public/index.html").write_text("situs judi")
    site.rebuild()
    assert tree(folder) == good


@pytest.mark.parametrize("move", ["retitle", "withdraw"])
def test_a_change_reaches_everybody_that_names_the_page(tmp_path: Path, move: str) -> None:
    """Eight pages in a row: far enough apart for each to be out of somebody's reach."""
    start = tmp_path / "awal"
    _started(start, [article(f"K{n}", published_at=MORNING - timedelta(hours=n)) for n in range(8)])
    for number in range(8):
        folder = tmp_path / str(number)
        shutil.copytree(start, folder)
        site = made(folder)
        remote = publish_page(site, article(f"K{number}", title="Judul lain"))
        if move == "withdraw":
            site.withdraw(remote, "ralat", "", None)
        touched = tree(folder)
        site.rebuild()
        assert tree(folder) == touched, number


@budget(max_examples=6, deadline=None, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck))
@given(
    moves=st.lists(
        st.tuples(st.integers(0, 11), st.sampled_from(["publish", "move", "withdraw"])),
        min_size=8,
        max_size=18,
    )
)
def test_drawing_what_a_change_touches_equals_drawing_everything(
    tmp_path_factory: pytest.TempPathFactory, moves: list[tuple[int, str]]
) -> None:
    folder = tmp_path_factory.mktemp("situs")
    site = made(folder)
    for number, move in moves:
        _do(site, number, move)
    touched = tree(folder)
    site.rebuild()
    assert tree(folder) == touched


def _do(site: FolderPublisher, number: int, move: str) -> None:
    page = article(f"K{number}", published_at=MORNING + timedelta(hours=number * 7 % 12))
    found = site.find(page.key)
    if found and found.state == "withdrawn":
        return
    if move == "withdraw" and found:
        site.withdraw(found, "ralat", "", None)
    elif move == "move" and found:
        publish_page(site, replace(page, section="pengumuman", title="Pindah"))
    else:
        publish_page(site, page)


def test_a_write_is_synced_before_it_takes_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    happened: list[str] = []
    rename = os.replace
    monkeypatch.setattr(os, "fsync", lambda _: happened.append("sync"))

    def seen(source: Path, target: Path) -> None:
        happened.append("rename")
        rename(source, target)

    monkeypatch.setattr(os, "replace", seen)
    files.write(tmp_path / "a.html", b"isi")
    assert happened == ["sync", "rename", "sync"]
