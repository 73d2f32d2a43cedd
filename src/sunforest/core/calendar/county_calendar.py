"""The county's calendar: notices of the shipped package, overridden by the notices loaded here (R8.5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from sunforest.core.calendar.models import Notice
from sunforest.core.calendar.package_notices import official_notices
from sunforest.pure.working_days import HolidayNotice, WorkingCalendar

SHANGHAI = ZoneInfo("Asia/Shanghai")


def local_day(at: datetime) -> date:
    """The day in Asia/Shanghai of an aware moment (R8.8)."""
    return at.astimezone(SHANGHAI).date()


def version() -> int | None:
    """The number of the newest notice loaded here; None where only the package's notices count."""
    return _newest(Notice.objects.all())


def current() -> WorkingCalendar:
    """The calendar as of now. One query; the calendar itself is built once for each version."""
    return at_version(version())


@lru_cache(maxsize=8)
def at_version(newest: int | None) -> WorkingCalendar:
    """The calendar that the notices up to number ``newest`` make; the last notice of a year counts."""
    return WorkingCalendar.from_notices(notices_at(newest).values(), version="" if newest is None else str(newest))


def before(newest: int | None) -> WorkingCalendar:
    """The calendar as it was before the notice of that number was loaded."""
    return at_version(_newest(Notice.objects.filter(pk__lt=newest or 0)))


def as_of(moment: datetime) -> WorkingCalendar:
    """The calendar as it was known at a moment, whatever was loaded since."""
    return at_version(_newest(Notice.objects.filter(loaded_at__lte=moment)))


def _newest(notices: QuerySet[Notice]) -> int | None:
    return notices.order_by("-pk").values_list("pk", flat=True).first()


def numbers_of_notices(versions: Iterable[str]) -> dict[str, str]:
    """The number of the notice behind each ``notice 12``; the name itself where no such notice is loaded."""
    asked = {version: version.removeprefix("notice ") for version in versions}
    rows = Notice.objects.filter(pk__in=[number for number in asked.values() if number.isdecimal()])
    found = {str(row.pk): row.notice_number for row in rows}
    return {version: found.get(number, version) for version, number in asked.items()}


@lru_cache(maxsize=8)
def numbers_of_rest_days(version: str) -> dict[date, str]:
    """For each day off that a notice orders in a calendar of that ``version``: the number of the notice."""
    notices = notices_at(int(version) if version else None)
    return {day: notice.notice_number for notice in notices.values() for day in notice.rest_days}


def notices_at(newest: int | None) -> dict[int, HolidayNotice]:
    """The notice that counts in each year, among the package's and those up to number ``newest``."""
    by_year = {notice.year: notice for notice in official_notices()}
    if newest is not None:
        for row in Notice.objects.filter(pk__lte=newest).order_by("pk"):
            by_year[row.year] = HolidayNotice(
                year=row.year,
                notice_number=row.notice_number,
                rest_days=frozenset(map(date.fromisoformat, row.rest_days)),
                work_days=frozenset(map(date.fromisoformat, row.work_days)),
            )
    return by_year


def with_notice(notice: HolidayNotice) -> WorkingCalendar:
    """The calendar as it would be after that notice, which is not loaded yet. Two queries."""
    return WorkingCalendar.from_notices({**notices_at(version()), notice.year: notice}.values())
