"""The tables of the configuration file and their keys, named here and nowhere else, with defaults."""

from __future__ import annotations

from datetime import time, timedelta
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

import msgspec

from bot.config.care import BackupTable, Health, Log, ProxyUrl
from bot.config.freshness_values import Address, Days, OptionalAddress, OptionalDays, WorkingDays
from bot.config.ladders import Reminders
from bot.config.paper_values import PaperTable
from bot.config.site_values import (
    Account,
    OptionalApiUrl,
    OptionalUrl,
    Options,
    SecretPlace,
    SiteKind,
    SiteWait,
    name_of,
)
from bot.config.table import Table
from bot.config.values import (
    ApiUrl,
    Clock,
    Day,
    Duration,
    Flag,
    GroupId,
    Hours,
    Line,
    Listen,
    OptionalFlag,
    OptionalHours,
    PollTime,
    Port,
    SectionKey,
    Title,
    Url,
    UrlPath,
    Username,
    WebhookUrl,
    Zone,
    one_of,
    place,
    text,
    whole,
)
from bot.sop import freshness, office
from bot.sop.office import DEFAULT_TITLES, Language
from bot.sop.roles import Role
from bot.sop.worktime import PERPRES_RAMADAN_WEEK, PERPRES_WEEK, WORKING_DAY

_STANDARDS = office.Standards()
_CHECKLIST = office.Checklist()
_PHOTOS = office.Photos()
_FRESHNESS = freshness.Freshness()


class Titles(Table, frozen=True, kw_only=True):
    """What the roles are called in this office."""

    kabag: Title = DEFAULT_TITLES[Role.KABAG]
    kasubbag: Title = DEFAULT_TITLES[Role.KASUBBAG]
    staf: Title = DEFAULT_TITLES[Role.STAF]
    contributor: Title = DEFAULT_TITLES[Role.CONTRIBUTOR]
    verifier: Title = DEFAULT_TITLES[Role.VERIFIER]
    ppid: Title = DEFAULT_TITLES[Role.PPID]
    admin: Title = DEFAULT_TITLES[Role.ADMIN]


class OfficeTable(Table, frozen=True, kw_only=True):
    """Who runs the bot, and where."""

    name: Annotated[str, text("Bagian Kominfo dan Humas Setda Kabupaten Contoh")]
    place: Annotated[str, text("Kota Contoh")]
    zone: Zone = ZoneInfo("Asia/Jakarta")
    language: Annotated[Language, one_of("id", "en")] = "id"
    titles: Titles = Titles()


class SpecialHours(Table, frozen=True, kw_only=True):
    """Other hours between two dates, both included; a day not named keeps its usual ones."""

    first: Day = msgspec.field(name="from")
    last: Day = msgspec.field(name="to")
    monday: OptionalHours = None
    tuesday: OptionalHours = None
    wednesday: OptionalHours = None
    thursday: OptionalHours = None
    friday: OptionalHours = None
    saturday: OptionalHours = None
    sunday: OptionalHours = None


class UnitHours(Table, frozen=True, kw_only=True):
    """The hours of one unit that differ from the office's; a day not named keeps the office's."""

    name: Annotated[str, text("Dinas Kesehatan")]
    always_open: OptionalFlag = None
    monday: OptionalHours = None
    tuesday: OptionalHours = None
    wednesday: OptionalHours = None
    thursday: OptionalHours = None
    friday: OptionalHours = None
    saturday: OptionalHours = None
    sunday: OptionalHours = None
    special: tuple[SpecialHours, ...] = ()
    extra_holidays: tuple[Day, ...] = ()
    extra_workdays: tuple[Day, ...] = ()


class RamadanHours(Table, frozen=True, kw_only=True):
    """The office's hours in Ramadan, whose days the admin confirms each year (Perpres 21/2023)."""

    monday: Hours = PERPRES_RAMADAN_WEEK[0]
    tuesday: Hours = PERPRES_RAMADAN_WEEK[1]
    wednesday: Hours = PERPRES_RAMADAN_WEEK[2]
    thursday: Hours = PERPRES_RAMADAN_WEEK[3]
    friday: Hours = PERPRES_RAMADAN_WEEK[4]
    saturday: Hours = PERPRES_RAMADAN_WEEK[5]
    sunday: Hours = PERPRES_RAMADAN_WEEK[6]


class HoursTable(Table, frozen=True, kw_only=True):
    """When the office is open (Perpres 21/2023), and which days it is closed."""

    always_open: Flag = False
    monday: Hours = PERPRES_WEEK[0]
    tuesday: Hours = PERPRES_WEEK[1]
    wednesday: Hours = PERPRES_WEEK[2]
    thursday: Hours = PERPRES_WEEK[3]
    friday: Hours = PERPRES_WEEK[4]
    saturday: Hours = PERPRES_WEEK[5]
    sunday: Hours = PERPRES_WEEK[6]
    special: tuple[SpecialHours, ...] = ()
    holidays: Annotated[Literal["indonesia", "none"], one_of("indonesia", "none")] = "indonesia"
    extra_holidays: tuple[Day, ...] = ()
    extra_workdays: tuple[Day, ...] = ()
    unit: tuple[UnitHours, ...] = ()
    ramadan: RamadanHours = RamadanHours()


class StandardsTable(Table, frozen=True, kw_only=True):
    """Mutu baku waktu: the working time of each step, and of a disposisi as a whole."""

    dispatch: Duration = _STANDARDS.dispatch
    accept: Duration = _STANDARDS.accept
    receive: Duration = _STANDARDS.receive
    verify: Duration = _STANDARDS.verify
    hold: Duration = _STANDARDS.hold
    revise: Duration = _STANDARDS.revise
    update: Duration = _STANDARDS.update
    report: Duration = _STANDARDS.report
    acknowledge: Duration = _STANDARDS.acknowledge
    deadline: Duration = 2 * WORKING_DAY


class Webhook(Table, frozen=True, kw_only=True):
    """How Telegram reaches the bot when it does not ask by itself."""

    public_url: WebhookUrl = None
    listen: Listen = "127.0.0.1"
    port: Port = 8443
    path: UrlPath = "/telegram"
    secret_file: Annotated[Path | None, place("webhook-secret.txt")] = None

    @property
    def url(self) -> str:
        """The address Telegram is given."""
        return f"{self.public_url}{self.path}"


class Telegram(Table, frozen=True, kw_only=True):
    """The bot's account and how it gets its updates."""

    token_file: Annotated[Path | None, place("telegram-token.txt")] = None
    api_url: ApiUrl = "https://api.telegram.org"
    proxy: ProxyUrl = ""
    proxy_user: Account = ""
    proxy_password_file: Annotated[Path | None, place("proxy-password.txt")] = None
    username: Username = None
    mode: Annotated[Literal["polling", "webhook"], one_of("polling", "webhook")] = "polling"
    poll_timeout: PollTime = timedelta(seconds=30)
    webhook: Webhook = Webhook()


class Storage(Table, frozen=True, kw_only=True):
    """Where everything is kept. `files` is never None once the configuration is loaded."""

    database: Annotated[Path, place("tayang.sqlite3")] = Path("tayang.sqlite3")
    files: Annotated[Path | None, place("files")] = None


class Section(Table, frozen=True, kw_only=True):
    """One section of the website. `remote` is what the CMS calls it; empty, it is the key.

    The rest is for its freshness: the unit that keeps it, for how long it is fresh (0: as usual), where it is read.
    """

    key: SectionKey
    name: Annotated[str, text("Berita")]
    remote: Line = ""
    owner: Line = ""
    stale_after: OptionalDays = 0
    feed: OptionalAddress = ""
    page: OptionalAddress = ""


class FolderSite(Table, frozen=True, kw_only=True):
    """The website as a folder of pages. An empty `site_name` is the website's own name."""

    folder: Annotated[Path, place("site")] = Path("site")
    site_name: Line = ""
    tagline: Line = ""


class WordPressSite(Table, frozen=True, kw_only=True):
    """A WordPress, reached by its REST interface. An empty `api` is found by itself."""

    user: Account = ""
    password_file: SecretPlace = None
    api: OptionalApiUrl = ""


class JoomlaSite(Table, frozen=True, kw_only=True):
    """A Joomla 4 or newer, reached by its Web Services. An empty `api` is at its usual place."""

    token_file: SecretPlace = None
    api: OptionalApiUrl = ""
    media_folder: Annotated[str, name_of("tayang")] = "tayang"


class DrupalSite(Table, frozen=True, kw_only=True):
    """A Drupal, reached by JSON:API with a user and a password, or with a token."""

    user: Account = ""
    password_file: SecretPlace = None
    token_file: SecretPlace = None
    content_type: Annotated[str, name_of("article")] = "article"
    body_field: Annotated[str, name_of("body")] = "body"
    image_field: Annotated[str, name_of("field_image")] = "field_image"
    section_field: Annotated[str, name_of("field_tags")] = "field_tags"
    text_format: Annotated[str, name_of("basic_html")] = "basic_html"


class WebhookSite(Table, frozen=True, kw_only=True):
    """A portal of one's own that takes signed requests; its media inside them, or fetched by it."""

    endpoint: OptionalApiUrl = ""
    secret_file: SecretPlace = None
    media: Annotated[Literal["inline", "urls"], one_of("inline", "urls")] = "inline"
    media_folder: Annotated[Path | None, place("webhook-media")] = None
    media_url: OptionalUrl = ""


class ManualSite(Table, frozen=True, kw_only=True):
    """A website without an interface: packages to publish by hand, and the ledger of their links."""

    folder: Annotated[Path, place("packages")] = Path("packages")


class Website(Table, frozen=True, kw_only=True):
    """The website that is kept up to date. Only the table of its kind must be complete."""

    kind: SiteKind = "folder"
    url: Url
    name: Annotated[str, text("Website Pemerintah Daerah")] = "Website Pemerintah Daerah"
    ca_file: Annotated[Path | None, place("ca.pem")] = None
    timeout: SiteWait = timedelta(seconds=30)
    sections: tuple[Section, ...] = (
        Section(key="berita", name="Berita"),
        Section(key="pengumuman", name="Pengumuman"),
        Section(key="agenda", name="Agenda"),
        Section(key="informasi-publik", name="Informasi Publik"),
    )
    folder: FolderSite = FolderSite()
    wordpress: WordPressSite = WordPressSite()
    joomla: JoomlaSite = JoomlaSite()
    drupal: DrupalSite = DrupalSite()
    webhook: WebhookSite = WebhookSite()
    manual: ManualSite = ManualSite()
    options: Options = {}  # noqa: RUF012 - msgspec copies an empty default


class Report(Table, frozen=True, kw_only=True):
    """Where completion reports are posted besides the Kabag's own chat."""

    group: GroupId = None


class Share(Table, frozen=True, kw_only=True):
    """The channel or group in which published pages are shared, and whether somebody is asked first."""

    chat: GroupId = None
    when: Annotated[Literal["always", "ask"], one_of("ask", "always")] = "ask"


class ChecklistTable(Table, frozen=True, kw_only=True):
    """What an article must have before it is handed in."""

    min_title: Annotated[int, whole(1, 200, 5)] = _CHECKLIST.min_title
    max_title: Annotated[int, whole(10, 200, 150)] = _CHECKLIST.max_title
    min_text: Annotated[int, whole(0, 10_000, 50)] = _CHECKLIST.min_text
    photo_required: Flag = _CHECKLIST.photo_required
    alt_text_required: Flag = _CHECKLIST.alt_text_required
    section_required: Flag = _CHECKLIST.section_required
    max_photos: Annotated[int, whole(0, 100, 20)] = _CHECKLIST.max_photos
    max_files: Annotated[int, whole(0, 100, 10)] = _CHECKLIST.max_files


class PhotosTable(Table, frozen=True, kw_only=True):
    """How photos are kept: their greatest width in pixels, and the quality of JPEG and WebP."""

    width: Annotated[int, whole(640, 3840, 1600)] = _PHOTOS.width
    quality: Annotated[int, whole(50, 95, 85)] = _PHOTOS.quality


class Digest(Table, frozen=True, kw_only=True):
    """The overviews of the day, by the office's clock, on working days: what waits, and for the Kabag what was done."""

    at: Clock = time(7, 45)
    evening: Clock = time(15, 30)


class Proof(Table, frozen=True, kw_only=True):
    """When a published page is looked at again, by the clock on the wall, not in working time.

    `browser`: what shows pages to the sentinel with what their scripts do: "auto", "off", or the program's path.
    """

    recheck_after: tuple[Duration, ...] = (
        timedelta(hours=1),
        timedelta(hours=24),
        timedelta(hours=168),
    )
    browser: Annotated[str, text("auto")] = "auto"


class PageTable(Table, frozen=True, kw_only=True):
    """A page that people keep by hand, outside the sections: a profile, the structure of the organisation."""

    key: SectionKey
    name: Annotated[str, text("Struktur Organisasi")]
    url: Address
    owner: Line = ""
    stale_after: OptionalDays = 0


class FreshnessTable(Table, frozen=True, kw_only=True):
    """When a section of the website counts as stale, and who hears of it."""

    stale_after: Days = _FRESHNESS.days
    then_kasubbag: WorkingDays = _FRESHNESS.then_kasubbag
    sitemap: OptionalAddress = ""
    pages: tuple[PageTable, ...] = ()


class Tables(Table, frozen=True, kw_only=True):
    """The whole file."""

    office: OfficeTable
    hours: HoursTable = HoursTable()
    standards: StandardsTable = StandardsTable()
    reminders: Reminders = Reminders()
    telegram: Telegram = Telegram()
    storage: Storage = Storage()
    backup: BackupTable = BackupTable()
    website: Website
    paper: PaperTable = PaperTable()
    report: Report = Report()
    share: Share = Share()
    checklist: ChecklistTable = ChecklistTable()
    photos: PhotosTable = PhotosTable()
    digest: Digest = Digest()
    proof: Proof = Proof()
    freshness: FreshnessTable = FreshnessTable()
    health: Health = Health()
    log: Log = Log()
