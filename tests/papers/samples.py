"""Papers of every size, as plain values: one article or forty, names that no column was made for, a year's work."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec

from bot.papers.document import Paper, Signature
from bot.sop.flow import State, Step
from bot.sop.model import Disposition, Nature
from bot.sop.report import ArticleLine, Bypass, Failure, Report, Snooze, StepLine, Way

NOW = datetime(2026, 11, 23, 3, 42, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

LONG_WORD = "Pertanggungjawabankemasyarakatanberkesinambunganterintegrasikan"  # 62 letters
LONG_NAME = "Prof. Dr. Ir. H. Raden Muhammad Abdurrahman Wahid Kusumaningrat Suryadinata, S.Sos., M.Si., M.A.P."
LONG_TITLE = (
    f"Pemerintah Kabupaten Nusaraya Menyelenggarakan {LONG_WORD} dalam Rangka Peringatan Hari Ulang Tahun Kabupaten"
    " ke-75 bersama Seluruh Perangkat Daerah, Kecamatan, Kelurahan, dan Masyarakat"
)
LONG_UNIT = "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk, dan Keluarga Berencana"


def order(*, long: bool = False) -> Disposition:
    """A disposisi that was sent; long: all its fields as long as they may be."""
    subject = LONG_TITLE if long else "Berita peringatan HUT Kabupaten"
    instruction = f"Mohon memperbarui situs web dengan {LONG_WORD} dan data baru. " * 12 if long else "Mohon diproses."
    return Disposition(
        1, State.D_WAITING_KABAG, 1, 12, 2026, subject, instruction.strip(), Nature.URGENT, NOW, True, "", None, 1, NOW
    )


def signed(paper: Paper) -> Paper:
    """A paper with its two places to sign."""
    place = Signature(place_and_day="Nusaraya, 24 November 2026", title="Kasubbag,", name="Siti")
    other = Signature(place_and_day="Mengetahui,", title="Kabag,", name="Bambang")
    return msgspec.structs.replace(paper, signature=place, acknowledged=other)


def report(count: int, *, long: bool = False) -> Report:
    """A report of so many articles, each late somewhere; long: with the longest names there are."""
    who, unit = (LONG_NAME, LONG_UNIT) if long else ("Rudi Hartono", "Dinas Kesehatan")
    articles = tuple(_article(number, who, unit, long=long) for number in range(1, count + 1))
    own = (
        StepLine(Step.DISPATCH, who, 4 * MINUTE, 5 * MINUTE, False, "dsp", NOW),
        StepLine(Step.ACCEPT, who, 7 * MINUTE, 5 * MINUTE, True, "acc", NOW, "dinas luar", who),
        StepLine(Step.COLLECT, None, 450 * MINUTE, 900 * MINUTE, False, "cmp", NOW),
    )
    return Report(
        order(long=long), own, articles, "Foto menyusul besok.", None, NOW, (("Mengapa lama?", "Libur."),),
        (unit, "Dinas Pendidikan"), (Snooze("N-1", who, "menunggu foto dari " + (LONG_WORD if long else "unit"), NOW),),
        tuple(Bypass(way, "N-1", Step.UPDATE, who, unit, NOW) for way in Way),
        (Failure("N-1", "unreachable", NOW),),
    )  # fmt: skip


def _article(number: int, who: str, unit: str, *, long: bool) -> ArticleLine:
    title = f"{number}. {LONG_TITLE if long else 'Upacara peringatan HUT daerah digelar di alun-alun'}"
    steps = (
        StepLine(Step.VERIFY, who, 30 * MINUTE, 60 * MINUTE, False, "ret", NOW),
        StepLine(Step.REVISE, who, 70 * MINUTE, 450 * MINUTE, False, "sub", NOW),
        StepLine(Step.VERIFY, who, 95 * MINUTE, 60 * MINUTE, True, "apr", NOW, "menunggu bahan"),
        StepLine(Step.RECEIVE, who, 3 * MINUTE, 5 * MINUTE, False, "tak", NOW, for_whom=who if number % 2 else ""),
        StepLine(Step.UPDATE, who, (20 + number) * MINUTE, 60 * MINUTE, number > 40, "prv", NOW),
    )
    url = f"https://www.nusarayakab.go.id/berita/2026/11/23/upacara-peringatan-hari-jadi-{number}"
    if long:
        url += f"-{LONG_WORD.lower()}" * 2
    return ArticleLine(
        f"N-{number}", title, unit, State.A_PUBLISHED, url, NOW, steps, ((who, "Lengkapi jadwal dan tempatnya."),)
    )
