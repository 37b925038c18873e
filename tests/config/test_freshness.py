"""The configuration of freshness: what the office's policy becomes, and what is refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import ConfigError, load
from bot.sop.freshness import Freshness, Own, Watched
from bot.sop.worktime import WORKING_DAY

OFFICE = '[office]\nname = "Kominfo"\nplace = "Contoh"\n[website]\nurl = "https://www.contohkab.go.id"\n'


def policy(folder: Path, lines: str) -> Freshness:
    path = folder / "config.toml"
    path.write_text(OFFICE + lines)
    return load(path, {}).office().freshness


def test_without_a_word_every_section_is_fresh_for_ninety_days(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(OFFICE)
    watched = load(path, {}).office().watched
    assert (watched[0].key, watched[0].days, watched[0].owner) == ("berita", 90, "")
    assert len(watched) == 4


def test_sections_and_pages_have_owners_limits_and_places(tmp_path: Path) -> None:
    found = policy(
        tmp_path,
        'sections = [{ key = "berita", name = "Berita", owner = "Dinas Kesehatan", stale_after = "30d",'
        ' feed = "https://www.contohkab.go.id/?feed=rss2&cat=3", page = "https://www.contohkab.go.id/berita" }]\n'
        '[freshness]\nstale_after = "180d"\nthen_kasubbag = "3d"\n'
        '[[freshness.pages]]\nkey = "profil"\nname = "Profil"\nurl = "https://www.contohkab.go.id/profil"\n',
    )
    own = Own(
        "Dinas Kesehatan", 30, "https://www.contohkab.go.id/?feed=rss2&cat=3", "https://www.contohkab.go.id/berita"
    )
    page = Watched("profil", "Profil", 180, "", page="https://www.contohkab.go.id/profil", by_hand=True)
    assert found == Freshness(180, 3 * WORKING_DAY, "", {"berita": own}, (page,))


@pytest.mark.parametrize(
    ("lines", "key", "words"),
    [
        ('[freshness]\nstale_after = "90"\n', "freshness.stale_after", "jumlah hari kalender"),
        ('[freshness]\nstale_after = "0d"\n', "freshness.stale_after", "jumlah hari kalender"),
        ('[freshness]\nstale_after = ""\n', "freshness.stale_after", "jumlah hari kalender"),
        ("[freshness]\nstale_after = 90\n", "freshness.stale_after", "jumlah hari kalender"),
        ('[freshness]\nstale_after = "9999d"\n', "freshness.stale_after", "3650d"),
        ('[freshness]\nsitemap = "ftp://x/"\n', "freshness.sitemap", "https://"),
        (
            '[[freshness.pages]]\nkey = "berita"\nname = "X"\nurl = "https://contohkab.go.id/x"\n',
            "freshness.pages[0].key",
            "kunci",
        ),
        (
            '[[freshness.pages]]\nkey = "Profil"\nname = "X"\nurl = "https://contohkab.go.id/x"\n',
            "freshness.pages[0].key",
            "huruf",
        ),
        ('[[freshness.pages]]\nkey = "profil"\nname = "X"\n', "freshness.pages[0].url", "alamat"),
        (
            '[[freshness.pages]]\nkey = "p"\nname = "X"\nurl = "https://lain.go.id/x"\n',
            "freshness.pages[0].url",
            "situs yang sama",
        ),
        (
            '[[freshness.pages]]\nkey = "p"\nname = "X"\nurl = "https://contohkab.go.id/x"\n' * 2,
            "freshness.pages[1].key",
            "belum dipakai",
        ),
    ],
)
def test_it_refuses_what_cannot_be_meant(tmp_path: Path, lines: str, key: str, words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        policy(tmp_path, lines)
    (problem,) = caught.value.problems
    assert problem.key == key
    assert words in problem.text("id")
